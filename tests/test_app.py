"""The playground page through Streamlit's AppTest: links, tools, and whatever can be refused.

The live panels' own data is read from their protos; gestures are left to the browser tests.
"""

import json
from contextlib import suppress
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import pytest
from markupsafe import escape
from streamlit.runtime.context import ContextProxy
from streamlit.testing.v1 import AppTest

from playground import document, presets, share
from playground.export.formats import CODE, Format
from playground.network import Network, NetworkError
from playground.panels import MOST_PANELS, PANELS
from playground.panels.page.guide import LEAD
from playground.scene import (
    HIDEABLE,
    LOCKABLE,
    AddInput,
    AddLayer,
    AddNeuron,
    Randomise,
    Scene,
    SetActivation,
    SetInput,
    SetWeight,
    Target,
    apply,
    replace_scene,
)
from playground.widgets.markdown import literal
from playground.widgets.tools import export_files
from tests.hostile import TEXTS

MAIN = Path(__file__).parents[1] / "playground" / "pages" / "main.py"
BOARD = ("stage", "inputs", "output", "neuron", "matrices")


def opened(link: dict[str, str] | None = None) -> AppTest:
    """The page as a browser gets it that comes with a link."""
    page = AppTest.from_file(str(MAIN), default_timeout=30)
    for name, value in (link or {}).items():
        page.query_params[name] = value
    return ran(page)


def ran(page: AppTest) -> AppTest:
    page.run()
    assert not page.exception
    return page


def session(page: AppTest) -> Any:
    return page.session_state["session"]


def scene(page: AppTest) -> Scene:
    found: Scene = session(page).scene
    return found


def address(page: AppTest) -> dict[str, str]:
    return {
        name: value[0] if isinstance(value, list) else value
        for name, value in page.query_params.items()
    }


def data(page: AppTest) -> dict[str, Any]:
    """What the live panels were given, by name; the hub's under ``hub``."""
    found = {}
    for element in page.main:
        if element.type == "bidi_component":
            given = json.loads(element.proto.json)  # type: ignore[attr-defined]
            found[given.get("panel", "hub")] = given
    return found


def shown(page: AppTest) -> set[str]:
    """The panels on the page; those behind the matrices' other tabs count as the matrices."""
    return data(page).keys() - {"surface", "activations"}


def notice(page: AppTest) -> str | None:
    """The sentence that the hub shows."""
    told: dict[str, str] | None = data(page)["hub"]["hub"]["notice"]
    return told and told["text"]


def open_popover(page: AppTest, name: str) -> AppTest:
    page.session_state[name] = True
    return ran(page)


def guide(page: AppTest) -> str:
    """The line above the board, as markup."""
    frame: str = data(page)["guide"]["content"]["frame"]
    return frame


def codes(page: AppTest) -> list[str]:
    return [element.value for element in page.code]


def link_in(text: str) -> dict[str, str]:
    """The parameters of an address."""
    return dict(parse_qsl(urlsplit(text).query, keep_blank_values=True))


@pytest.mark.parametrize("name", presets.NAMES)
def test_every_example_opens(name: str) -> None:
    page = opened({"preset": name})
    assert scene(page) == presets.load(name)
    assert address(page) == {"preset": name}
    assert notice(page) is None
    assert shown(page) == {"hub", "toolbar", "guide", *BOARD}
    assert len(data(page).keys() & PANELS.keys()) <= MOST_PANELS
    assert page.menu_button(key="preset").label == presets.title(name)
    assert escape(presets.load(name).note) in guide(page)


def test_the_first_line_says_what_the_page_is_until_something_was_done() -> None:
    page = opened()
    assert LEAD in guide(page)
    session(page).edit(SetWeight(0, 0, 0, 9.0))
    assert LEAD not in guide(ran(page))


def test_an_examples_note_goes_with_its_structure_and_stays_with_other_weights() -> None:
    page, note = opened({"preset": "xor"}), str(escape(presets.load("xor").note))
    session(page).edit(SetWeight(0, 0, 0, 9.0))
    assert note in guide(ran(page))
    for edit in (AddNeuron(0), AddInput(), AddLayer(1), SetActivation(0, "tanh")):
        session(page).edit(edit)
        assert note not in guide(ran(page))
        assert LEAD in guide(page)  # the line is never empty
        session(page).history = session(page).history.undo()
        assert note in guide(ran(page))


def test_a_note_of_ones_own_stays_and_is_no_markup() -> None:
    page = opened()
    session(page).visit(Scene(Network.create([2, 1]), title="Mine", note="<b>*a*</b>"))
    session(page).edit(AddNeuron(0))
    assert "&lt;b&gt;*a*&lt;/b&gt;" in guide(ran(page))


def test_the_bare_page_shows_the_first_example_and_stays_bare() -> None:
    page = opened()
    assert scene(page) == presets.load(share.DEFAULT_PRESET)
    assert address(page) == {}


@pytest.mark.parametrize(
    "link",
    [
        {"preset": "nothing"},
        {"n": "AAAA"},
        {"n": "x" * 9_000},
        {"preset": "nothing", "x": "1,2"},
    ],
    ids=str,
)
def test_a_bad_link_gives_one_sentence_and_the_first_scene(link: dict[str, str]) -> None:
    page = opened(link)
    told = notice(page)
    assert told is not None
    assert told.startswith("This link cannot be opened: ")
    assert scene(page) == presets.load(share.DEFAULT_PRESET)
    told = data(page)["hub"]["hub"]["notice"]
    assert data(ran(page))["hub"]["hub"]["notice"] == told  # the browser shows each once
    assert address(page) in ({}, {"preset": share.DEFAULT_PRESET})


@pytest.mark.parametrize(
    ("key", "text"),
    [("x", "1,2,3"), ("x", "one"), ("t", "5"), ("d", "9"), ("hide", "all"), ("s", "<script>")],
)
def test_a_detail_that_cannot_be_read_is_told_and_the_rest_kept(key: str, text: str) -> None:
    page = opened({"preset": "xor", "temp": "2", key: text})
    told = notice(page)
    assert told is not None
    assert told.startswith(f"This link was opened without what could not be read: {key} (")
    assert scene(page) == replace_scene(presets.load("xor"), temperature=2)
    told = data(page)["hub"]["hub"]["notice"]
    assert data(ran(page))["hub"]["hub"]["notice"] == told  # the browser shows each once
    assert address(page) == {"preset": "xor", "temp": "2"}


def test_an_edited_link_opens_to_the_bit() -> None:
    edited = apply(presets.load("salary"), SetWeight(0, 0, 0, 1 / 3))
    page = opened(share.link_of(edited))
    assert scene(page) == edited
    assert page.menu_button(key="preset").label == "Salary model (edited)"
    assert address(page) == share.link_of(edited)


def test_going_back_follows_the_address_and_can_be_undone() -> None:
    page = opened({"preset": "xor"})
    page.menu_button(key="preset").click("salary")
    ran(page)
    assert address(page) == {"preset": "salary"}
    page.query_params["preset"] = "xor"
    ran(page)
    assert scene(page) == presets.load("xor")
    assert session(page).history.past[-1] == presets.load("salary")


def test_a_run_that_was_pulled_keeps_the_edit_that_its_address_lacks() -> None:
    page = opened({"preset": "xor"})
    session(page).edit(SetWeight(0, 0, 0, 9.0))
    edited = scene(ran(page))
    for pulled, found in ((True, edited), (False, presets.load("xor"))):
        page.query_params.clear()
        page.query_params["preset"] = "xor"
        page.session_state["pulled"] = pulled
        assert scene(ran(page)) == found
        assert address(page) == share.link_of(found)


def test_to_be_presented_is_no_part_of_the_scene_and_stays_in_the_address() -> None:
    page = opened({"preset": "xor", "present": "true"})
    session(page).edit(SetWeight(0, 0, 0, 9.0))
    edited = scene(page)
    assert address(ran(page)) == {**share.link_of(edited), "present": "true"}
    assert scene(ran(page)) == edited
    assert len(session(page).history.past) == 1


def test_a_bare_address_of_the_same_page_is_the_first_scene() -> None:
    page = opened({"preset": "xor"})
    page.query_params.clear()
    assert scene(ran(page)) == presets.load(share.DEFAULT_PRESET)


def test_who_comes_back_from_another_page_finds_the_scene() -> None:
    page = opened({"preset": "xor"})
    page.query_params.clear()
    page.session_state["pages"] = ("", "Elsewhere")
    assert scene(ran(page)) == presets.load("xor")
    assert address(page) == {"preset": "xor"}


def test_a_scene_too_large_for_a_link_stays_and_is_offered_as_a_file() -> None:
    page = opened()
    large = Scene(Network.create([60, 60], seed=1))
    session(page).visit(large)
    ran(page)
    assert address(page) == {}
    assert scene(ran(page)) == large
    open_popover(page, "share")
    assert "too large for a link" in page.warning[0].value
    assert page.download_button(key="download_json")


UNLINKED = "This network is too large for a link: a reload would lose it."


def test_while_a_scene_has_no_link_the_page_says_so() -> None:
    page = opened()
    small = scene(page)
    assert UNLINKED not in [text.value for text in page.text]
    session(page).visit(Scene(Network.create([16, 16, 16, 16, 16])))
    ran(page)
    assert page.text[-1].value == UNLINKED
    assert page.download_button(key="save_unlinked")
    session(page).visit(small)
    assert UNLINKED not in [text.value for text in ran(page).text]


def test_an_embedded_scene_has_no_address_to_speak_of(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ContextProxy, "is_embedded", property(lambda self: True))
    page = opened()
    session(page).visit(Scene(Network.create([16, 16, 16, 16, 16])))
    assert not ran(page).text


def test_the_picker_loads_the_same_example_as_often_as_it_is_chosen() -> None:
    page = opened()
    for _ in range(2):
        page.menu_button(key="preset").click("xor")
        ran(page)
        assert scene(page) == presets.load("xor")
        assert page.menu_button(key="preset").label == "XOR network"
        session(page).edit(SetWeight(0, 0, 0, 9.0))
        ran(page)
        assert page.menu_button(key="preset").label == "XOR network (edited)"
    assert page.menu_button(key="preset").options == [presets.title(n) for n in presets.NAMES]


def test_a_title_is_no_markup() -> None:
    page = opened()
    for text in TEXTS:
        with suppress(NetworkError):  # some are no title at all
            session(page).visit(replace_scene(scene(page), title=text, note=text))
        label = ran(page).menu_button(key="preset").label
        assert label == literal(scene(page).title)
        assert str(escape(scene(page).note)) in guide(page)


def test_share_gives_the_full_link_and_a_frame() -> None:
    edited = apply(presets.load("xor"), SetWeight(0, 0, 0, 0.125))
    page = open_popover(opened(share.link_of(edited)), "share")
    link, frame = codes(page)
    assert share.scene_of(link_in(link)) == edited
    assert "embed=true" in frame
    assert frame.startswith("<iframe ")


def test_share_without_weights_keeps_only_the_topology() -> None:
    page = open_popover(opened({"preset": "first-mlp"}), "share")
    page.checkbox(key="share_fresh").check()
    ran(page)
    page.number_input(key="share_seed").set_value(7)
    ran(page)
    link = link_in(codes(page)[0])
    assert link == {"preset": "first-mlp", "fresh": "glorot_uniform,7"}
    assert share.scene_of(link) == share.for_others(presets.load("first-mlp"), seed=7)
    assert scene(page) == presets.load("first-mlp")


def test_what_is_shared_can_be_copied_by_a_button_that_is_always_there() -> None:
    page = open_popover(opened({"preset": "xor"}), "share")
    link, frame = codes(page)
    for name, text in (("copy-link", link), ("copy-frame", frame)):
        assert f'data-edit="copy" value="{escape(text)}"' in data(page)[name]["content"]["frame"]


def test_a_teacher_ticks_what_students_do_not_see() -> None:
    page = open_popover(opened({"preset": "xor"}), "share")
    page.checkbox(key="share_teach").check()
    ran(page)
    assert {f"hide_{name}" for name in HIDEABLE} | {f"fix_{name}" for name in LOCKABLE} <= {
        box.key for box in page.checkbox
    }
    for key in ("hide_matrices", "hide_neuron", "fix_weights"):
        page.checkbox(key=key).check()
    ran(page)
    link = link_in(codes(page)[0])
    assert link["hide"] == "matrices,neuron"
    assert link["lock"] == "weights"
    assert scene(page).hidden == frozenset()
    student = opened(link)
    assert shown(student) == {"hub", "toolbar", "guide", "stage", "inputs", "output"}
    assert scene(student).locked == {"weights"}
    assert 'aria-disabled="true"' in data(student)["stage"]["content"]["parts"]["edges/0/0"]


@pytest.mark.parametrize("name", sorted({"inputs", "output", "neuron", "matrices"}))
def test_a_hidden_panel_is_not_on_the_page(name: str) -> None:
    page = opened({"preset": "body-size", "hide": name})
    assert shown(page) == {"hub", "toolbar", "guide", *BOARD} - {name}


def test_everything_hidden_and_fixed_still_opens() -> None:
    page = opened({"preset": "body-size", "hide": ",".join(HIDEABLE), "lock": ",".join(LOCKABLE)})
    assert shown(page) == {"hub", "toolbar", "guide", "stage"}
    for name in ("open", "share", "export", "settings"):
        open_popover(page, name)
    with pytest.raises(KeyError):
        page.button(key="randomise")


def test_randomise_is_disabled_where_weights_are_fixed() -> None:
    page = open_popover(opened({"preset": "xor", "lock": "weights"}), "dice")
    assert page.button(key="randomise").disabled


def test_embedded_the_page_is_stage_and_inspector(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ContextProxy, "is_embedded", property(lambda self: True))
    page = opened({"preset": "xor"})
    assert shown(page) == {"hub", "stage", "neuron"}
    assert not page.menu_button


def test_export_shows_the_code_and_the_document() -> None:
    page = open_popover(opened({"preset": "body-size"}), "export")
    example = presets.load("body-size")
    assert codes(page) == [each.write(example).strip() for each in CODE]
    assert "download-picture" in data(page)["pictures"]["content"]["frame"]
    assert page.download_button(key="download_json").label == "Download JSON"
    assert page.download_button(key="download_GraphML").label == "Graph (GraphML)"
    assert page.download_button(key="download_DOT").label == "Graph (DOT)"


def test_a_new_export_is_a_row(monkeypatch: pytest.MonkeyPatch) -> None:
    row = Format("Sizes", lambda scene: f"sizes = {scene.network.sizes}", "sizes.py", "text/plain")
    monkeypatch.setattr(export_files, "CODE", (*CODE, row))
    page = open_popover(opened({"preset": "body-size"}), "export")
    assert codes(page)[-1] == "sizes = (2, 3, 2, 1)"
    assert page.download_button(key="download_Sizes").label == "Download Sizes code"


def test_a_large_networks_code_is_a_file() -> None:
    page = opened()
    session(page).visit(Scene(Network.create([60, 60], seed=1)))
    open_popover(ran(page), "export")
    assert codes(page) == []
    assert page.download_button(key="download_NumPy")


def upload(page: AppTest, content: bytes) -> AppTest:
    key = f"open_{session(page).opened}"
    page.file_uploader(key=key).set_value(("network.json", content, "application/json"))
    return ran(page)


def test_a_file_is_opened_and_can_be_undone() -> None:
    page = open_popover(opened(), "open")
    before = scene(page)
    wanted = apply(presets.load("xor"), SetWeight(0, 0, 0, 0.1))
    upload(page, document.scene_to_json(wanted).encode())
    assert scene(page) == wanted
    assert session(page).history.past == (before,)
    assert not page.error
    upload(page, document.scene_to_json(presets.load("and")).encode())  # the field is free again
    assert scene(page) == presets.load("and")


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\x00\xff",
        b"[]",
        b'{"format": "mlp-playground", "version": 1, "layers": []}',
        b"[" * 100_000,
        b'{"format": "*bold* [a](http://b)", "version": 1}',
    ],
    ids=lambda content: repr(content[:20]),
)
def test_a_file_that_is_not_ours_is_refused_beside_the_field(content: bytes) -> None:
    page = open_popover(opened({"preset": "xor"}), "open")
    upload(page, content)
    assert scene(page) == presets.load("xor")
    assert session(page).history.past == ()
    (error,) = page.error
    assert error.value.startswith("This file cannot be opened")
    assert "\n" not in error.value
    assert "[a](" not in error.value
    upload(page, document.scene_to_json(presets.load("and")).encode())
    assert scene(page) == presets.load("and")
    assert not page.error


def test_why_a_file_is_refused_is_no_markup() -> None:
    page = open_popover(opened(), "open")
    for text in TEXTS:
        upload(page, json.dumps({"format": text, "version": 1}).encode())
        reason = session(page).refused
        assert repr(text)[1:-1] in reason
        assert [error.value for error in page.error] == [literal(reason)]


def test_decimals_are_an_edit_and_follow_undo() -> None:
    page = open_popover(opened({"preset": "xor"}), "settings")
    page.segmented_control(key="decimals_2").set_value(5)
    ran(page)
    assert scene(page).decimals == 5
    assert page.segmented_control(key="decimals_5").value == 5
    session(page).history = session(page).history.undo()
    ran(page)
    assert page.segmented_control(key="decimals_2").value == 2


def test_randomise_uses_the_chosen_rule_and_seed() -> None:
    page = open_popover(opened({"preset": "xor"}), "dice")
    page.selectbox(key="init").set_value("he_normal")
    page.number_input(key="seed").set_value(11)
    ran(page)
    page.button(key="randomise").click()
    ran(page)
    assert scene(page) == apply(presets.load("xor"), Randomise("he_normal", 11))
    assert len(session(page).history.past) == 1


def test_every_press_of_randomise_draws_anew_and_shows_its_seed() -> None:
    page = open_popover(opened(), "dice")
    seen = [scene(page).network]
    for _ in range(3):
        page.button(key="randomise").click()
        ran(page)
        assert scene(page).network not in seen
        seen.append(scene(page).network)
        seed = int(page.number_input(key="seed").value)
        assert seen[-1] == apply(scene(page), Randomise("glorot_uniform", seed)).network


def test_reset_leads_to_a_teachers_network() -> None:
    taught = apply(presets.load("xor"), SetWeight(0, 0, 0, 7.0))
    page = open_popover(opened({**share.link_of(taught), "lock": "weights"}), "settings")
    session(page).edit(SetInput(0, 0.5))
    ran(page)
    assert page.button(key="reset").label == "Reset to the network as opened"
    page.button(key="reset").click()
    ran(page)
    assert scene(page) == replace_scene(taught, locked={"weights"})


def test_reset_and_switching_on() -> None:
    page = opened({"preset": "xor", "off": "neuron/0/1"})
    assert scene(page).off == {Target("neuron", (0, 1))}
    open_popover(page, "settings")
    page.button(key="switch_on").click()
    ran(page)
    assert scene(page) == presets.load("xor")
    assert page.button(key="switch_on").disabled
    session(page).edit(SetWeight(0, 0, 0, 9.0))
    ran(page)
    assert page.button(key="reset").label == "Reset to XOR network"
    page.button(key="reset").click()
    ran(page)
    assert scene(page) == presets.load("xor")
