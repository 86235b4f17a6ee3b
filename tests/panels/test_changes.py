"""A change and its inverse: whatever is told of a panel makes, from its base, that panel."""

from typing import Any

import msgspec
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from markupsafe import Markup

from playground import presets
from playground.limits import PlaygroundError
from playground.panels import PANELS
from playground.panels.changes import changed, panel_changes
from playground.panels.panel import Panel, View
from playground.scene import Edit, Scene, apply, replace_scene
from tests.panels.panel_scenes import SCENES
from tests.strategies import edits, scenes, tame_numbers

views = st.builds(
    View,
    theme=st.sampled_from(["light", "dark"]),
    widths=st.dictionaries(st.sampled_from(list(PANELS)), st.sampled_from([240, 700])),
    phone=st.booleans(),
    undo=st.booleans(),
    numbers=st.sampled_from([(), ("z/0/0", "a/0/0")]),
    stride=st.sampled_from(["operation", "layer"]),
    across=st.sampled_from(["", "1"]),
    pointed=st.sampled_from(["", "input/0", "neuron/0/1"]),
    plane=st.sampled_from(["", "0", "0/main", "0/1/0"]),
)


def as_json(data: Any) -> Any:
    """As it travels: a nan is null, a tuple is a list."""
    return msgspec.json.decode(msgspec.json.encode(data))


def check_inverse(now: Panel, base: Panel) -> None:
    """What the browser makes of its base and a change, both having travelled, is what is drawn."""
    change = panel_changes(now, base)
    if change is None:
        return
    held = as_json(base.as_data())
    parts = {name: Markup(part) for name, part in held["parts"].items()}
    made = changed(Panel(Markup(held["frame"]), parts, held["figures"]), as_json(change))
    assert as_json(made.as_data()) == as_json(now.as_data())
    assert bool(change) or as_json(base.as_data()) == as_json(now.as_data())


def edited(scene: Scene, made: list[Edit]) -> Scene:
    for edit in made:
        try:
            scene = apply(scene, edit)
        except PlaygroundError:
            continue
    return scene


_starts = (
    st.sampled_from([*SCENES.values(), presets.load("obesity")])
    | scenes()
    | scenes(values=tame_numbers)
)


@pytest.mark.parametrize("name", PANELS)
@settings(max_examples=15, deadline=None)
@example(SCENES["not a number"], [], View(), View())
@example(SCENES["overflowing"], [], View(), View(theme="dark"))
@given(_starts, st.lists(edits(), max_size=3), views, views)
def test_a_base_with_its_change_is_the_panel(
    name: str, scene: Scene, made: list[Edit], before: View, after: View
) -> None:
    check_inverse(PANELS[name](edited(scene, made), after), PANELS[name](scene, before))


@settings(max_examples=30, deadline=None)
@given(st.sampled_from(list(PANELS)), _starts, _starts, views)
def test_so_it_is_between_any_two_scenes(name: str, scene: Scene, other: Scene, view: View) -> None:
    check_inverse(PANELS[name](other, view), PANELS[name](scene, view))


def test_there_is_a_change_wherever_only_numbers_differ() -> None:
    scene = presets.load("body-size")
    for name, panel in PANELS.items():
        now = panel(replace_scene(scene, x=[0.1, -0.2]), View())
        assert panel_changes(now, panel(scene, View())) is not None, name


_texts = st.text(st.sampled_from('"a<>='), max_size=12)
_values = st.sampled_from([None, 1, "a", [1, 2], {"a": 1}, {"a": 2, "b": 1}, {}, float("nan")])
_traces = st.fixed_dictionaries(
    {"type": st.sampled_from(["bar", "scatter"])},
    optional={"x": _values, "marker": _values, "line": _values},
)
_images = st.fixed_dictionaries({"source": _values}, optional={"x": _values})
_layouts = st.fixed_dictionaries(
    {}, optional={"height": _values, "images": st.lists(_images, max_size=2)}
)
_figures = st.fixed_dictionaries({"data": st.lists(_traces, max_size=3), "layout": _layouts})
_panels = st.builds(
    lambda parts, figures: Panel(Markup("f"), {n: Markup(p) for n, p in parts.items()}, figures),
    st.fixed_dictionaries({"a": _texts, "b": _texts}),
    st.fixed_dictionaries({"one": _figures}),
)


@settings(max_examples=500)
@given(_panels, _panels)
def test_so_it_is_for_whatever_a_panel_may_hold(now: Panel, base: Panel) -> None:
    check_inverse(now, base)
