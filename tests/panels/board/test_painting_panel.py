"""Painting on the surface panel: its tools, the layer over the plane, and the points' handles."""

import re

import pytest

from playground import presets
from playground.data import points
from playground.gesture import Gesture, perform
from playground.limits import MAX_PAINTED, MAX_PAINTED_CLASSES
from playground.network import Network
from playground.panels import PANELS
from playground.panels.board import surface
from playground.panels.panel import View
from playground.scene import AddInput, AddNeuron, Scene, UseData, apply, replace_scene

VIEW = View(widths={"surface": 560})  # the plane of the inputs alone
PLAIN = Scene(Network.create([2, 3, 1], hidden="tanh", output="sigmoid", seed=0), [1, -1])


def did(scene: Scene, *gestures: str | tuple[str, str]) -> Scene:
    for each in gestures:
        name, value = each if isinstance(each, tuple) else (each, None)
        scene = perform(scene, Gesture(edit=name, value=value))
    return scene


TWO = did(PLAIN, "paint-start", ("paint", "1 1 -2 0.5"), "brush/1", ("paint", "0 -3"))


def parts(scene: Scene, view: View = VIEW) -> dict[str, str]:
    return {name: str(part) for name, part in surface.render(scene, view).parts.items()}


def buttons(html: str) -> dict[str, str]:
    """What each button says, by its edit."""
    found = re.findall(r'<button[^>]*data-edit="([^"]*)"[^>]*>(.*?)</button>', html)
    return {edit: re.sub(r"<[^>]*>", "", inner) for edit, inner in found}


def pressed(html: str) -> list[str]:
    return re.findall(r'data-edit="([^"]*)" aria-pressed="true"', html)


def handles(html: str) -> list[dict[str, str]]:
    return [dict(re.findall(r'([\w-]+)="([^"]*)"', each)) for each in html.split("<i ")[1:]]


def test_painting_begins_where_the_network_has_a_plane() -> None:
    assert buttons(parts(PLAIN)["start"]) == {"paint-start": "Paint points"}
    assert buttons(parts(apply(PLAIN, UseData("moons")))["start"]) == {"paint-start": "Paint on"}
    assert buttons(parts(did(TWO, "paint-stop"))["start"]) == {"paint-start": "Paint on"}
    assert not buttons(parts(TWO)["start"])
    for other in (
        presets.load("first-mlp"),
        apply(PLAIN, UseData("plane")),
        replace_scene(PLAIN, locked=frozenset(["inputs"])),
        replace_scene(PLAIN, hidden=frozenset(["data"])),
        replace_scene(apply(PLAIN, AddNeuron(1)), locked=frozenset(["topology"])),
    ):
        assert not buttons(parts(other)["start"])
        assert "paint" not in parts(other)["hits"]
    assert "start" not in surface.render(Scene(Network.create([1, 1])), VIEW).parts


def test_the_tools_are_a_brush_for_each_class_and_the_eraser() -> None:
    html = parts(TWO)["paint"]
    said = buttons(html)
    assert list(said) == [
        *("brush/0", "brush/1", "brush/2", "brush/erase", "paint-here", "paint-stop")
    ]
    assert (said["brush/1"], said["brush/2"]) == ("class 1", "+ class")
    assert pressed(html) == ["brush/1"]
    assert "circle" in html
    assert "square yes" in html
    assert "lay points" in html
    erases = parts(did(TWO, "brush/erase"))
    assert pressed(erases["paint"]) == ["brush/erase"]
    assert buttons(erases["paint"])["paint-here"] == "Erase at the input"
    assert "paint-layer erases" in erases["hits"]


def test_a_class_more_is_offered_once_the_last_has_a_point() -> None:
    third = did(TWO, "brush/2")
    assert list(buttons(parts(third)["paint"]))[:4] == [
        *("brush/0", "brush/1", "brush/2", "brush/erase")
    ]
    assert "yes" not in parts(third)["paint"]
    scene = third
    for c in range(2, MAX_PAINTED_CLASSES):
        scene = did(scene, f"brush/{c}", ("paint", f"{c / 4} 2"))
    assert f"brush/{MAX_PAINTED_CLASSES}" not in buttons(parts(scene)["paint"])
    assert len(buttons(parts(scene)["paint"])) == MAX_PAINTED_CLASSES + 3
    surface.render(scene, VIEW)


def test_a_handle_lies_over_each_mark() -> None:
    found = handles(parts(TWO)["hits"])
    assert [each["data-at"] for each in found] == ["1 1", "-2 0.5", "0 -3"]
    assert [each["data-move"] for each in found] == ["point/0", "point/1", "point/2"]
    assert [each["data-erase"] for each in found] == ["erase/0", "erase/1", "erase/2"]
    assert [each["tabindex"] for each in found] == ["-1", "-1", "0"]
    assert found[2]["aria-label"] == "row 3, class 1, training"
    assert found[0]["style"] == "left:176.0px;top:88.0px"  # 44 px to a unit, from −3 and 3
    figure = surface.render(TWO, VIEW).figures["surface"]
    marks = next(trace for trace in figure["data"] if trace["mode"] == "markers")
    assert (marks["x"], marks["y"]) == ([1, -2, 0], [1, 0.5, -3])


def test_the_layer_is_the_part_of_the_plane_that_can_be_painted() -> None:
    layer = parts(TWO)["hits"]
    assert 'data-across="-3 3" data-up="-3 3"' in layer
    assert "left:50.0px;top:10.0px;width:264.0px;height:264.0px" in layer
    far = parts(replace_scene(TWO, x=[5, 0]))["hits"]  # the window goes to ±10 then
    assert "left:142.4px;top:10.0px;width:79.2px;height:264.0px" in far
    swapped = View(widths=VIEW.widths, across="1", up="0")
    assert parts(TWO, swapped)["hits"] == layer


def test_all_that_is_named_can_be_done() -> None:
    for scene in (PLAIN, TWO, did(TWO, "brush/erase")):
        drawn = parts(scene)
        html = drawn["start"] + drawn["paint"]
        for edit in re.findall(r'data-edit="([^"]*)"', html):
            did(scene, edit)
        for name, value in (("move", "0.5 0.5"), ("erase", None)):
            for edit in re.findall(rf'data-{name}="([^"]*)"', drawn["hits"]):
                perform(scene, Gesture(edit=edit, value=value))


def test_the_first_point_moves_no_plane() -> None:
    empty = did(PLAIN, "paint-start")
    for width in (350, 560, 700):
        view = View(widths={"surface": width})
        layers = [
            parts(scene, view)["hits"].partition(">")[0]
            for scene in (
                empty,
                did(empty, ("paint", "0 0")),
                did(TWO, "brush/2", ("paint", "0 0")),
            )
        ]
        assert len({*layers}) == 1


def test_the_input_moves_by_its_sliders_while_one_paints() -> None:
    assert "data-pair" in parts(PLAIN)["here"]
    assert "data-pair" not in parts(TWO)["here"]
    assert 'role="slider"' in parts(TWO)["across"]


@pytest.mark.parametrize("edit", [AddInput(), AddNeuron(1)])
def test_the_tools_go_away_with_the_plane(edit: AddInput) -> None:
    there = parts(apply(TWO, edit))
    assert not buttons(there["paint"])
    assert "paint-layer" not in there["hits"]
    assert ("waits for a network of two inputs" in there["start"]) == isinstance(edit, AddInput)
    again = parts(did(apply(TWO, edit), "paint-stop"))
    assert buttons(again["start"]) == (
        {} if isinstance(edit, AddInput) else {"paint-start": "Paint on"}
    )


def test_a_link_that_hides_or_fixes_hides_the_tools() -> None:
    for scene in (
        replace_scene(TWO, hidden=frozenset(["data"])),
        replace_scene(TWO, locked=frozenset(["inputs"])),
    ):
        assert not buttons(parts(scene)["paint"])
        assert "paint-layer" not in parts(scene)["hits"]


def test_the_fullest_plane_is_drawn_and_spoken_of() -> None:
    scene = TWO
    places = " ".join(f"{n / 100 - 1.5:g} 2" for n in range(MAX_PAINTED - 3))
    scene = did(scene, ("paint", places))
    assert len(handles(parts(scene)["hits"])) == MAX_PAINTED
    for name in ("surface", "data", "results", "hidden-space", "inputs", "output", "stage"):
        PANELS[name](scene, VIEW)
    assert scene.data is not None
    assert points.is_plane(scene.data)
