"""The row of tools: the example picker, and what Share, Export and Settings open.

What a popover holds is made only while it is open.
"""

from functools import partial

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from playground import document, presets, session, share
from playground.export import code as export
from playground.export import graphs, worksheet
from playground.live import component
from playground.network import INITIALISERS, NetworkError
from playground.notation import MAX_DECIMALS
from playground.pages.plain import plain
from playground.panels.page import toolbar
from playground.scene import MAX_SEED, Scene, SetDecimals, next_seed, replace_scene

HIDEABLE = {
    "topology": "Layers and neurons (+ and −)",
    "activations": "Activation pickers",
    "weights": "Sliders of weights and biases",
    "inputs": "Inputs panel",
    "output": "Output panel",
    "neuron": "Inspector",
    "matrices": "Matrices panel",
    "flow": "Play and step",
    "randomise": "Randomise",
}
LOCKABLE = {
    "topology": "Layers, neurons and names",
    "activations": "Activations",
    "weights": "Weights",
    "biases": "Biases",
    "inputs": "Inputs",
}
CODE = {
    "NumPy": export.numpy_script,
    "PyTorch": export.pytorch_code,
    "Keras": export.keras_code,
}
GRAPHS = {"GraphML": graphs.graphml, "DOT": graphs.dot}
MOST_SHOWN = 3_000  # parameters up to which code is shown; above, it is a file
LOCAL = "http://localhost:8501/"  # where a browser does not say where it is


def row(visitor: session.Session, shown: Scene) -> None:
    """The whole row, from the picker on the left to Settings on the right."""
    with st.container(key="tools", horizontal=True, vertical_alignment="center", wrap=False):
        _picker(visitor.scene)
        _open(visitor)
        bar = toolbar.render(
            shown,
            visitor.view,
            can_undo=bool(visitor.history.past),
            can_redo=bool(visitor.history.future),
        )
        component.panel("toolbar", bar, visitor.view, visitor.run)
        _randomise(visitor.scene)
        _share(visitor)
        _export(visitor)
        _settings(visitor)


def unlinked(scene: Scene) -> None:
    """What is said, and offered, while the scene has no link that a reload could open."""
    with st.container(key="unlinked", horizontal=True, wrap=False, vertical_alignment="center"):
        st.text("This network is too large for a link: a reload would lose it.")
        _download_json(scene, "Save it as a file", "save_unlinked")


def _picker(scene: Scene) -> None:
    example = share.preset_of(scene)
    title = presets.title(example) if example else plain(scene.title) or "Your network"
    st.menu_button(
        f"{title} (edited)" if share.is_edited(scene) else title,
        presets.NAMES,
        format_func=presets.title,
        key="preset",
        on_click=session.choose_preset,
        args=("preset",),
    )


def _share(visitor: session.Session) -> None:
    scene = visitor.scene
    popover = st.popover("Share", icon=":material/link:", key="share", on_change="rerun")
    if not popover.open:
        return
    with popover:
        link = st.container()  # it depends on the choices below it
        seed = None
        if st.checkbox(
            "Without weights",
            key="share_fresh",
            help="Whoever opens the link starts with fresh weights by Glorot's rule, biases 0",
        ):
            seed = int(st.number_input("Seed", 0, MAX_SEED, _first_seed(scene), key="share_seed"))
        hidden, locked = _teachers_choice(scene)
        try:
            parameters = share.link_for_others(scene, hidden, locked, seed)
        except NetworkError:
            with link:
                _too_large(share.for_others(scene, hidden, locked, seed))
            return
        page = st.context.url or LOCAL
        with link:
            _link(visitor, share.address(page, parameters))
        st.markdown("**Embed it in a page:** stage and inspector only")
        _copied(visitor, "frame", "Copy HTML", share.frame(page, parameters))


def _first_seed(scene: Scene) -> int:
    free = replace_scene(scene, locked=frozenset(), off=frozenset())
    return next_seed(free, "glorot_uniform")


def _link(visitor: session.Session, address: str) -> None:
    st.markdown("**Link**")
    _copied(visitor, "link", "Copy link", address)
    st.link_button(
        "Open it as others will see it", address, icon=":material/open_in_new:", key="share_open"
    )


def _copied(visitor: session.Session, name: str, label: str, text: str) -> None:
    """A text to take along, and a button that everybody sees."""
    st.code(text, language=None, wrap_lines=True)
    button = toolbar.render_copy(visitor.view, label, text)
    component.panel(f"copy-{name}", button, visitor.view, visitor.run)


def _too_large(scene: Scene) -> None:
    st.warning("This network is too large for a link: share it as a JSON file instead.")
    _download_json(scene)


def _teachers_choice(scene: Scene) -> tuple[list[str], list[str]]:
    """What the link shall hide and what it shall fix."""
    teaching = st.checkbox(
        "Hide or fix controls, for teaching",
        bool(scene.hidden or scene.locked),
        key="share_teach",
    )
    if not teaching:
        return [], []
    columns = st.columns(2)
    return (
        _ticked(columns[0], "Hide", HIDEABLE, scene.hidden),
        _ticked(columns[1], "Fix", LOCKABLE, scene.locked),
    )


def _ticked(
    column: DeltaGenerator, verb: str, labels: dict[str, str], now: frozenset[str]
) -> list[str]:
    with column:
        st.markdown(f"**{verb}**")
        return [
            name
            for name, label in labels.items()
            if st.checkbox(label, name in now, key=f"{verb.lower()}_{name}")
        ]


def _export(visitor: session.Session) -> None:
    popover = st.popover("Export", icon=":material/download:", key="export", on_change="rerun")
    if not popover.open:
        return
    scene = visitor.scene
    names = ["File", "Picture", *CODE, "Graph", "Worksheet"]
    with popover:
        tabs = dict(zip(names, st.tabs(names), strict=True))
        with tabs["File"]:
            _download_json(scene)
        with tabs["Picture"]:
            st.markdown("The diagram as it is drawn now.")
            component.panel(
                "pictures", toolbar.render_pictures(visitor.view), visitor.view, visitor.run
            )
        for name in CODE:
            with tabs[name]:
                _code(scene, name)
        with tabs["Graph"]:
            _graphs(scene)
        with tabs["Worksheet"]:
            _worksheet(scene)


def _download_json(scene: Scene, label: str = "Download JSON", key: str = "download_json") -> None:
    st.download_button(
        label,
        partial(document.scene_to_json, scene),  # written when it is asked for: it may be large
        file_name="network.json",
        mime="application/json",
        icon=":material/download:",
        on_click="ignore",
        key=key,
    )


def _open(visitor: session.Session) -> None:
    popover = st.popover("Open", icon=":material/folder_open:", key="open", on_change="rerun")
    if not popover.open:
        return
    key = f"open_{visitor.opened}"
    with popover, st.container(key="open_body"):
        st.file_uploader(
            "Open a JSON file",
            type="json",
            key=key,
            max_upload_size=4,
            on_change=session.open_file,
            args=(key,),
        )
        if visitor.refused:
            st.error(plain(visitor.refused))


def _code(scene: Scene, name: str) -> None:
    text = CODE[name](scene)
    if scene.network.n_parameters <= MOST_SHOWN:
        st.code(text, language="python", wrap_lines=True)
    else:
        st.markdown("This network is large; its code comes as a file.")
    st.download_button(
        f"Download {name} code",
        text,
        file_name=f"network_{name.lower()}.py",
        mime="text/x-python",
        icon=":material/download:",
        on_click="ignore",
        key=f"download_{name}",
    )


def _graphs(scene: Scene) -> None:
    st.markdown("The network as a graph, for programs that draw or search graphs.")
    with st.container(horizontal=True):
        for name, write in GRAPHS.items():
            st.download_button(
                f"Graph ({name})",
                partial(write, scene),  # written when it is asked for: it may be large
                file_name=f"network.{name.lower()}",
                mime="text/plain" if name == "DOT" else "application/xml",
                icon=":material/download:",
                on_click="ignore",
                key=f"download_{name}",
            )


def _worksheet(scene: Scene) -> None:
    st.markdown("The forward pass on paper: a page to print, and its answers.")
    blanks = st.pills(
        "Left blank",
        worksheet.BLANKABLE,
        selection_mode="multi",
        default=sorted(worksheet.BLANKS),
        key="blanks",
    )
    with st.container(horizontal=True):
        for label, key in (("Download worksheet", False), ("Download answers", True)):
            st.download_button(
                label,
                worksheet.render(scene, blanks, key),
                file_name="answers.html" if key else "worksheet.html",
                mime="text/html",
                icon=":material/print:",
                on_click="ignore",
                key=f"worksheet_{'answers' if key else 'blank'}",
            )


def _settings(visitor: session.Session) -> None:
    scene = visitor.scene
    popover = st.popover("Settings", icon=":material/settings:", key="settings", on_change="rerun")
    if not popover.open:
        return
    with popover, st.container(key="settings_body"):
        _decimals(scene)
        st.button(
            "Switch everything on",
            key="switch_on",
            disabled=not scene.off,
            icon=":material/toggle_on:",
            on_click=lambda: session.attempt(session.current().switch_all_on),
        )
        origin = visitor.origin()
        whole = share.preset_of(origin) is not None and not share.is_edited(origin)
        st.button(
            f"Reset to {plain(origin.title)}" if whole else "Reset to the network as opened",
            key="reset",
            icon=":material/restart_alt:",
            on_click=lambda: session.attempt(session.current().reset),
        )


def _decimals(scene: Scene) -> None:
    key = f"decimals_{scene.decimals}"  # another number, another widget: it cannot be stale
    st.segmented_control(
        "Decimals",
        range(MAX_DECIMALS + 1),
        default=scene.decimals,
        required=True,
        key=key,
        on_change=session.set_by,
        args=(key, SetDecimals),
    )


def _randomise(scene: Scene) -> None:
    if "randomise" in scene.hidden:
        return
    popover = st.popover("Randomise", icon=":material/casino:", key="dice", on_change="rerun")
    if popover.open:
        with popover, st.container(key="dice_body"):
            _dice(scene)


def _dice(scene: Scene) -> None:
    fixed = bool({"weights", "biases"} & scene.locked)
    rule = st.selectbox(
        "Initialiser",
        list(INITIALISERS),
        index=list(INITIALISERS).index("glorot_uniform"),
        format_func=lambda name: name.replace("_", " ").capitalize(),
        key="init",
        disabled=fixed,
    )
    st.number_input("Seed", 0, MAX_SEED, 0, key="seed", disabled=fixed)
    st.button(
        "Randomise the network",
        key="randomise",
        icon=":material/casino:",
        disabled=fixed,
        help="This link keeps them fixed" if fixed else _DICE,
        on_click=session.randomise,
        args=(rule, "seed"),
    )


_DICE = "Fresh weights; biases become 0. Each press takes the next seed, or the one you have typed"
