"""Each row of the table says what its renderer reads of the view, no less and no more."""

from typing import Any

import pytest
from markupsafe import Markup

from playground import presets
from playground.cache import forget
from playground.data import load_set
from playground.network import Network
from playground.panels import PANELS
from playground.panels.panel import Panel, Renderer, View
from playground.scene import Scene, replace_scene
from playground.scene.playback import last_step
from tests.panels.panel_scenes import SCENES

FIELDS = set(View.__struct_fields__)
_WITH_ROWS = Scene(
    Network.create([2, 3, 1], output="sigmoid", seed=1), data=load_set("moons", n=24), row=0
)
DRAWN = [
    *(presets.load(name) for name in ("body-size", "xor", "nonlinear")),
    *(SCENES[name] for name in ("softmax", "deep", "dense maps")),
    _WITH_ROWS,
    replace_scene(_WITH_ROWS, mode="train"),
]


class Recording(View, frozen=True):
    """A view that notes which of its fields are read."""

    def __getattribute__(self, name: str) -> Any:
        if name in FIELDS:
            READ.add(name)
        return super().__getattribute__(name)


READ: set[str] = set()


def read_by(renderer: Renderer) -> set[str]:
    """The fields of the view that a renderer reads for any of the scenes, played or not."""
    READ.clear()
    for scene in DRAWN:
        for step in (None, 3, last_step(scene.network, scene.mode)):
            forget()
            view = Recording(height=700, numbers=("a/0/0",))
            renderer.render(replace_scene(scene, step=step), view)
    return set(READ)


@pytest.mark.parametrize("name", PANELS)
def test_a_row_names_exactly_the_fields_that_its_renderer_reads(name: str) -> None:
    assert read_by(PANELS[name]) == set(PANELS[name].reads)


def _theme_of(scene: Scene, view: View) -> Panel:
    return Panel(Markup("<p>{}</p>").format(view.theme))


def test_a_renderer_that_reads_what_its_row_does_not_name_gets_the_default() -> None:
    scene, dark = DRAWN[0], View(theme="dark")
    assert PANELS["stage"].part_of(dark) == dark
    assert "dark" in Renderer("honest", _theme_of)(scene, dark).frame
    assert "light" in Renderer("lacking", _theme_of, ())(scene, dark).frame
    assert read_by(Renderer("lacking", _theme_of, ())) == {"theme"}


def test_of_the_widths_a_panel_is_handed_its_own() -> None:
    view = View(widths={"stage": 700, "neuron": 300})
    assert PANELS["stage"].part_of(view).widths == {"stage": 700}
    assert PANELS["inputs"].part_of(view).widths == {}
