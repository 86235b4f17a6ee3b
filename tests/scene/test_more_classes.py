"""More classes than outputs, and a thousand of them: one sentence, and nothing is lost."""

import pytest

from playground import document, presets
from playground.data import Column, DataError, Plan, Table, load_set
from playground.data.known import remember
from playground.data.written import written
from playground.draft import Draft, File
from playground.gesture import Gesture, perform
from playground.history import History
from playground.limits import PlaygroundError
from playground.network import Network, NetworkError
from playground.panels import PANELS
from playground.panels.panel import View
from playground.scene import AddNeuron, RemoveNeuron, Scene, UseData, apply, replace_scene
from playground.session import Session
from tests.panels.panel_markup import read

IRIS = load_set("iris")  # three classes
TWO = Scene(Network.create([4, 3, 2], output="softmax", seed=1))
SENTENCE = "Iris has 3 outputs, this network 2."
THOUSAND = "size,kind\n" + "".join(f"{i},k{i}\n" for i in range(1000))
REFUSED = "column 'kind': expected at most 100 different classes, got 1,000"


def said(scene: Scene) -> set[str]:
    """What both tabs of the rows say."""
    return {
        text
        for panel in ("data", "results")
        for text in read(PANELS[panel](scene, View())).texts
        if "outputs" in text
    }


def way_back(scene: Scene) -> Scene:
    """The scene after the one button that is offered."""
    assert "Make the network fit" in PANELS["data"](scene, View()).html
    assert scene.data is not None
    return perform(scene, Gesture(edit="use-data", value=written(scene.data)))


def test_a_link_and_a_file_keep_both_and_say_what_differs() -> None:
    linked = document.scene_from_link({**document.link(TWO), "data": "iris", "row": "5"})
    text = document.scene_to_json(replace_scene(TWO, data=IRIS, row=5))
    session = Session(History(presets.load("xor")))
    session.open(text.encode())
    assert session.notice is None
    for scene in (linked, session.scene):
        assert (scene.network, scene.data, scene.fitting) == (TWO.network, IRIS, None)
        assert said(scene) == {SENTENCE}
        assert way_back(scene).fitting == IRIS
        for panel in PANELS.values():
            panel(scene, View())


def test_an_output_that_is_taken_away_and_put_back() -> None:
    scene = apply(TWO, UseData("iris"))
    assert scene.fitting == IRIS
    fewer = apply(scene, RemoveNeuron(1, 2))
    assert (fewer.data, fewer.fitting) == (IRIS, None)
    assert said(fewer) == {SENTENCE}
    assert apply(fewer, AddNeuron(1)).fitting == IRIS


def test_a_topology_that_is_locked_stays_and_says_why() -> None:
    locked = replace_scene(TWO, locked=frozenset({"topology"}))
    with pytest.raises(NetworkError, match="it has 4 inputs and 3 outputs, and this page's link"):
        apply(locked, UseData("iris"))
    brought = replace_scene(locked, data=IRIS)
    assert said(brought) == {SENTENCE}
    assert "Make the network fit" not in PANELS["data"](brought, View()).html


def test_a_thousand_classes_are_refused_whichever_way_they_come() -> None:
    draft = Draft.of(TWO)
    draft.origin = "table"
    draft.upload(File("kinds.csv", THOUSAND.encode()))
    source = draft.source()
    assert isinstance(source, Table)
    draft.choose(source, Plan(("size",), "kind"))
    with pytest.raises(DataError) as refused:
        draft.dataset(source)
    assert str(refused.value) == REFUSED
    assert draft.source() == source  # what was opened is still there, to choose another target
    numbers = Column("size", "number", range(1000))

    numbers = Column("size", "number", range(1000))
    two = Table("two", [numbers, Column("kind", "category", "ab" * 500)])
    _, *plan = written(two.dataset(["size"], "kind")).split(";")
    many = ";".join(["@" + remember(source).digest, *plan])
    unread: list[PlaygroundError] = []
    scene = document.scene_from_link({**document.link(TWO), "data": many}, refuse=unread.append)
    assert scene == TWO
    assert [str(error) for error in unread] == [f"data ({REFUSED})"]
    text = document.scene_to_json(replace_scene(TWO, data=IRIS)).replace('"iris"', f'"{many}"')
    session = Session(History(TWO))
    with pytest.raises(PlaygroundError, match="at most 100 different classes"):
        session.open(text.encode())
    assert session.scene == TWO
