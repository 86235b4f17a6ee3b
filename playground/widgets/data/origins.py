"""Where rows come from: a built-in set, a table pasted or uploaded, a formula, a brush."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import streamlit as st

from playground import visitor
from playground.data import Dataset
from playground.data.reading import DECIMALS, DELIMITERS, ENCODINGS, QUOTES, Reading
from playground.data.sampling import Sampling
from playground.data.sets import CATALOGUE, load_set
from playground.data.typed import is_typed
from playground.draft import Draft, File
from playground.language import _, called, grouped, ngettext, to_say
from playground.limits import (
    MAX_NOISE,
    MAX_PAINTED,
    MAX_SEED,
    MAX_SET_ROWS,
    MAX_TABLE_BYTES,
    DataError,
)
from playground.notation import brief, format_number
from playground.panels.dialog.thumbnail import thumbnail
from playground.widgets.markdown import literal

_FEWEST = 4
_DETECTED = "detected"
_MARKS: dict[str, dict[Any, str]] = {
    "delimiter": {
        "\t": to_say("tab"),
        ";": to_say("semicolon ;"),
        "|": to_say("bar |"),
        ",": to_say("comma ,"),
    },
    "decimal": {".": to_say("point 0.5"), ",": to_say("comma 0,5")},
    "header": {True: to_say("names of columns"), False: to_say("a row like any other")},
    "quote": {'"': to_say('double "'), "'": to_say("single '"), "": to_say("none")},
    "encoding": {"utf-8": "UTF-8", "utf-16": "UTF-16", "cp1252": "Windows-1252"},
}
_LABELS = {
    "delimiter": to_say("Between cells"),
    "decimal": to_say("Decimals"),
    "header": to_say("First line"),
    "quote": to_say("Quotes"),
    "encoding": to_say("Encoding"),
}
_KNOWN: dict[str, tuple[Any, ...]] = {
    "delimiter": DELIMITERS,
    "decimal": DECIMALS,
    "header": (True, False),
    "quote": QUOTES,
    "encoding": ENCODINGS,
}


def choose(draft: Draft) -> None:
    """What is to be chosen of the origin that is open."""
    _ORIGINS[draft.origin](draft)


def _sets(draft: Draft) -> None:
    def take(name: str) -> None:
        draft.name = name

    visitor.shows("data_set", draft.name)
    st.pills(
        _("Built-in sets"),
        list(CATALOGUE),
        format_func=_card,
        required=True,
        key="data_set",
        label_visibility="collapsed",
        on_change=visitor.given,
        args=("data_set", take),
    )
    st.caption(_(CATALOGUE[draft.name].line))
    usual = CATALOGUE[draft.name].usual
    if usual is not None and not draft.name.startswith("corners"):
        _sampling(draft)


def _card(name: str) -> str:
    data = load_set(name)
    rows = ngettext("{number} row", "{number} rows", data.n_rows, number=grouped(data.n_rows))
    said = f"**{literal(called(data.title))}** {rows} :gray[{_shape(data)}]"
    return f"![]({thumbnail(data)}) {said}"


def _shape(data: Dataset) -> str:
    """``2 → class``: how many inputs, and what is wanted."""
    many = ngettext("{count} class", "{count} classes", len(data.labels))
    wanted = {"regression": _("number"), "binary": _("class")}
    return f"{data.n_inputs} → {wanted.get(data.task, many)}"


def _sampling(draft: Draft) -> None:
    """How many rows, how noisy, and from which seed; the die takes the next one."""
    drawn = draft.sampling() or Sampling(_FEWEST, 0.0)

    def change(name: str) -> Callable[[Any], None]:
        def take(value: Any) -> None:
            draft.attempt("sampling", lambda: draft.draw(replace(drawn, **{name: value})))

        return take

    with st.container(key="data_sampling", horizontal=True, vertical_alignment="bottom"):
        visitor.shows("data_n", drawn.n)
        st.number_input(
            _("Rows"), _FEWEST, MAX_SET_ROWS, key="data_n",
            on_change=visitor.given, args=("data_n", change("n")),
        )  # fmt: skip
        visitor.shows("data_noise", drawn.noise)
        st.slider(
            _("Noise"), 0.0, MAX_NOISE, step=0.01, key="data_noise",
            on_change=visitor.given, args=("data_noise", change("noise")),
        )  # fmt: skip
        visitor.shows("data_seed", drawn.seed)
        st.number_input(
            _("Seed"), 0, MAX_SEED, key="data_seed",
            on_change=visitor.given, args=("data_seed", change("seed")),
        )  # fmt: skip
        st.button(
            _("Next seed"), icon=":material/casino:", key="data_die",
            on_click=change("seed"), args=((drawn.seed + 1) % MAX_SEED,),
        )  # fmt: skip


def _formula(draft: Draft) -> None:
    def take(text: str) -> None:
        draft.formula = text

    visitor.shows("data_formula", draft.formula)
    st.text_input(
        _("Formula over x and y"),
        key="data_formula",
        on_change=visitor.given,
        args=("data_formula", take),
        help=_(
            "x and y are the inputs x1 and x2, from −3 to 3. With < or > it makes two classes, "
            "as in x^2 + y^2 < 4, else numbers, as in sin(x)·y"
        ),
    )
    _sampling(draft)


def _table(draft: Draft) -> None:
    if draft.file is None:
        _given(draft)
    else:
        _file(draft, draft.file)
    if draft.is_scenes_own:
        return
    try:
        reading = draft.reading()
    except DataError:
        reading = None  # it is said below; another dialect may help
    if reading is not None or draft.file or draft.text.strip():
        _dialect(draft, reading)


def _given(draft: Draft) -> None:
    key = f"data_file_{draft.uploads}"  # another one after each file, so that it is free again

    def take(file: Any) -> None:
        if file is not None:
            draft.upload(File(file.name, file.getvalue()))

    def typed(text: str) -> None:
        draft.text = text

    st.file_uploader(
        _("Upload a CSV or TSV file of up to {size} MB", size=brief(MAX_TABLE_BYTES / 1e6)),
        max_upload_size=MAX_TABLE_BYTES // 1_000_000,
        key=key,
        on_change=visitor.given,
        args=(key, take),
    )
    visitor.shows("data_text", draft.text)
    st.text_area(
        _("Or paste cells from a spreadsheet, or type them"),
        key="data_text",
        placeholder=_("height (cm), mass (kg), class") + "\n181, 64, 0\n166, 88, 1",
        height=132,
        on_change=visitor.given,
        args=("data_text", typed),
    )


def _file(draft: Draft, file: File) -> None:
    with st.container(key="data_uploaded", horizontal=True, vertical_alignment="center"):
        st.text(f"{file.name} · {_size(len(file.content))}")
        try:
            reading = draft.reading()
        except DataError:
            reading = None
        if reading is not None and is_typed(reading.table):
            st.button(_("Edit as text"), key="data_edit", on_click=draft.edit_file)
        st.button(_("Take another"), key="data_another", on_click=draft.remove_file)


def _size(count: int) -> str:
    if count < 10_000:
        return _("{number} bytes", number=grouped(count))
    return f"{format_number(count / 1e6)} MB"


def _dialect(draft: Draft, reading: Reading | None) -> None:
    """How the table is written: what was detected, and what to take instead."""

    def change(name: str) -> Callable[[Any], None]:
        def take(value: Any) -> None:
            others = {each: chosen for each, chosen in draft.dialect.items() if each != name}
            draft.dialect = others if value == _DETECTED else {**others, name: value}

        return take

    with st.container(key="data_dialect", horizontal=True, vertical_alignment="bottom"):
        for name, label in _LABELS.items():
            if name == "encoding" and draft.file is None:
                continue
            key = f"data_{name}"
            visitor.shows(key, draft.dialect.get(name, _DETECTED))
            st.selectbox(
                _(label),
                [_DETECTED, *_KNOWN[name]],
                format_func=_option(name, reading if name not in draft.dialect else None),
                key=key,
                on_change=visitor.given,
                args=(key, change(name)),
            )
    for note in reading.notes if reading else ():
        st.caption(literal(note))


def _option(name: str, reading: Reading | None) -> Callable[[Any], str]:
    def text(value: Any) -> str:
        if value != _DETECTED:
            return _(_MARKS[name][value])
        if reading is None:
            return _("detect it")
        return _("{what} (detected)", what=_(_MARKS[name][getattr(reading, name)]))

    return text


def _paint(draft: Draft) -> None:
    def take(goes_on: bool) -> None:
        draft.goes_on = goes_on

    st.markdown(
        _(
            "Lay points of two or more classes onto the plane of two inputs, x1 and x2, by click "
            "or by drag, and see the network’s boundary beside them. They can be moved and erased, "
            "and all are for training, up to {most}.",
            most=MAX_PAINTED,
        )
    )
    if not draft.painted:
        st.caption(_("The plane is empty at first, in the tab “Surface” below the diagram."))
        return
    visitor.shows("data_goes_on", draft.goes_on)
    st.radio(
        _("Which points are there at first"),
        [True, False],
        format_func=lambda goes_on: (
            _("Go on with these points") if goes_on else _("Start with an empty plane")
        ),
        key="data_goes_on",
        label_visibility="collapsed",
        on_change=visitor.given,
        args=("data_goes_on", take),
    )


_ORIGINS: dict[str, Callable[[Draft], None]] = {
    "sets": _sets,
    "table": _table,
    "formula": _formula,
    "paint": _paint,
}
