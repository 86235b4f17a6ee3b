"""The playground page: its examples, the line above the board, and what a link leaves out."""

from contextlib import suppress

import pytest
from markupsafe import escape
from streamlit.runtime.context import ContextProxy

from playground import presets
from playground.network import Network, NetworkError
from playground.panels import MOST_PANELS, PANELS
from playground.panels.page.guide import LEAD
from playground.panels.panel import View
from playground.scene import (
    HIDEABLE,
    LOCKABLE,
    AddInput,
    AddLayer,
    AddNeuron,
    RemoveData,
    Scene,
    SetActivation,
    SetWeight,
    UseData,
    replace_scene,
)
from playground.widgets.markdown import literal
from tests.hostile import TEXTS
from tests.pages.playground_page import (
    BOARD,
    address,
    data,
    guide,
    notice,
    open_popover,
    opened,
    ran,
    scene,
    session,
    shown,
)


@pytest.mark.parametrize("name", presets.NAMES)
def test_every_example_opens(name: str) -> None:
    page = opened({"preset": name})
    assert scene(page) == presets.load(name)
    assert address(page) == {"preset": name}
    assert notice(page) is None
    assert shown(page) == {"toolbar", "guide", *BOARD}
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
    structure = (AddNeuron(0), AddInput(), AddLayer(1), SetActivation(0, "tanh"))
    for edit in (*structure, RemoveData(), UseData("corners-or")):
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


def test_the_picker_loads_the_same_example_as_often_as_it_is_chosen() -> None:
    page = opened()
    for _ in range(2):
        page.menu_button(key="preset").click("xor")
        ran(page)
        assert scene(page) == presets.load("xor")
        assert page.menu_button(key="preset").label == "XOR network"
        session(page).edit(SetWeight(0, 0, 0, 9.0))
        ran(page)
        assert page.menu_button(key="preset").label == "XOR network", "it does not grow"
        assert "edited" in PANELS["toolbar"](scene(page), View()).html
    assert page.menu_button(key="preset").options == [presets.title(n) for n in presets.NAMES]


def test_a_title_is_no_markup() -> None:
    page = opened()
    for text in TEXTS:
        with suppress(NetworkError):  # some are no title at all
            session(page).visit(replace_scene(scene(page), title=text, note=text))
        label = ran(page).menu_button(key="preset").label
        assert label == literal(scene(page).title)
        assert str(escape(scene(page).note)) in guide(page)


@pytest.mark.parametrize("name", sorted({"inputs", "output", "neuron", "matrices"}))
def test_a_hidden_panel_is_not_on_the_page(name: str) -> None:
    page = opened({"preset": "body-size", "hide": name})
    assert shown(page) == {"toolbar", "guide", *BOARD} - {name}


def test_everything_hidden_and_fixed_still_opens() -> None:
    page = opened({"preset": "body-size", "hide": ",".join(HIDEABLE), "lock": ",".join(LOCKABLE)})
    assert shown(page) == {"toolbar", "guide", "stage"}
    for name in ("open", "share", "export", "settings"):
        open_popover(page, name)
    with pytest.raises(KeyError):
        page.button(key="randomise")


def test_embedded_the_page_is_stage_and_inspector(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ContextProxy, "is_embedded", property(lambda self: True))
    page = opened({"preset": "xor"})
    assert shown(page) == {"onward", "stage", "neuron"}
    assert not page.menu_button
