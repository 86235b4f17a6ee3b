"""An edit, a scene's field and an initialiser are one class or row each: nothing else knows them.

Edit and field are added to a copy of the package, which then has to know them everywhere.
"""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from playground import document, presets, share
from playground.gesture import Gesture, perform
from playground.initialisers import INITIALISERS, Initialiser
from playground.limits import NetworkError
from playground.panels import PANELS
from playground.panels.panel import View
from playground.scene import Randomise, Select, apply

ROOT = Path(__file__).parents[2]

LAST_FIELD = " = held("  # where it stands for the last time
FIELD = '    zoom: float = held(Number(default=1.0, low=0.1, high=10, content=True, link="zoom"))\n'
EDIT = '''

class SetZoom(EditBase, frozen=True):
    """Look closer."""

    locks = ("inputs",)
    control = "flow"
    verbs = ("zoom",)

    value: Number
    source: Index = 0

    @classmethod
    def from_gesture(cls, scene: Scene, command: Command) -> "SetZoom":
        return cls(command.number())

    def apply_to(self, scene: Scene) -> Scene:
        return replace_scene(scene, zoom=self.value)
'''

SCRIPT = """
import sys

import msgspec
from hypothesis import find, settings

from playground import document, presets
from playground.gesture import VERBS, Gesture, edit_of, perform
from playground.history import History
from playground.limits import NetworkError
from playground.scene import Edit, apply, edit_classes, replace_scene
from playground.scene.settings import SetZoom
from tests import strategies


def refused(action):
    try:
        action()
    except NetworkError as error:
        return str(error)
    raise AssertionError("expected a refusal")


scene = presets.load("obesity")
edit = SetZoom(2.0)
near = apply(scene, edit)

# The edit.
sent = msgspec.json.encode([edit])
assert sent == b'[{"edit":"set-zoom","value":2.0,"source":0}]', sent
assert msgspec.json.decode(sent, type=list[Edit]) == [edit]
assert near.zoom == 2.0
assert perform(scene, Gesture(edit="zoom", value="2")) == near
assert "inputs: this page" in refused(lambda: apply(replace_scene(scene, locked=["inputs"]), edit))
hidden = replace_scene(scene, hidden=["flow"])
assert "hides" in refused(lambda: perform(hidden, Gesture(edit="zoom", value=2)))
assert "zoom" in VERBS and SetZoom in edit_classes()
quick = settings(database=None, max_examples=5000)
find(strategies.edits(), lambda drawn: isinstance(drawn, SetZoom), settings=quick)

# The field.
assert near != scene and not near.same_content(scene)
assert History(scene).push(near).undo().present == scene
assert replace_scene(near, zoom=1.0) == scene
assert refused(lambda: replace_scene(scene, zoom=11)) == "zoom: expected 0.1 to 10, got 11"
assert document.scene_from_json(document.scene_to_json(near)) == near
assert '"zoom": 2.0' in document.scene_to_json(near)
assert document.scene_from_token(document.scene_to_token(near)) == near
assert document.link(near, scene) == {"zoom": "2"}
assert document.scene_from_link({"zoom": "2"}, scene) == near
find(strategies.scenes(), lambda drawn: drawn.zoom != 1.0, settings=quick)

# What was written before is read, and written as it was.
json, token = sys.argv[1:]
assert document.scene_to_json(scene) == json
assert document.scene_to_token(scene) == token
assert document.scene_from_token(token).zoom == 1.0
"""


def test_an_edit_and_a_field_are_added_in_one_place_each(tmp_path: Path) -> None:
    ignored = shutil.ignore_patterns("__pycache__", "frontend")
    shutil.copytree(ROOT / "playground", tmp_path / "playground", ignore=ignored)
    for folder in ("presets", "sets"):
        shutil.copytree(ROOT / "assets" / folder, tmp_path / "assets" / folder)
    (tmp_path / "tests").mkdir()
    shutil.copy(ROOT / "tests" / "strategies.py", tmp_path / "tests")

    scene_py = tmp_path / "playground" / "scene" / "scene.py"
    before, last, after = scene_py.read_text("utf-8").rpartition(LAST_FIELD)
    line, _, rest = after.partition("\n")
    scene_py.write_text(f"{before}{last}{line}\n{FIELD}{rest}", "utf-8")
    with (tmp_path / "playground" / "scene" / "settings.py").open("a", encoding="utf-8") as file:
        file.write(EDIT)

    scene = presets.load("obesity")
    written = [document.scene_to_json(scene), document.scene_to_token(scene)]
    done = subprocess.run(
        [sys.executable, "-c", SCRIPT, *written],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(tmp_path)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr


@pytest.mark.usefixtures("empty_caches")
def test_an_initialiser_is_added_by_its_row(monkeypatch: pytest.MonkeyPatch) -> None:
    scene = presets.load("obesity")
    with pytest.raises(NetworkError, match="initialiser: expected one of zeros"):
        apply(scene, Randomise("lecun_normal", 3))

    row = Initialiser(
        "LeCun normal", lambda rng, n_out, n_in: rng.normal(0, n_in**-0.5, (n_out, n_in))
    )
    monkeypatch.setitem(INITIALISERS, "lecun_normal", row)
    fresh = apply(scene, Randomise("lecun_normal", 3))
    assert fresh.network != scene.network
    dice = Gesture(edit="randomise", value='{"init":"lecun_normal","seed":"3"}')
    assert perform(scene, dice) == fresh
    assert share.freshened(scene, "lecun_normal,3").network == fresh.network
    html = PANELS["neuron"](apply(scene, Select("layer/0")), View()).html
    assert '<option value="lecun_normal">LeCun normal</option>' in html


def test_the_guide_shows_what_is_there() -> None:
    guide = (ROOT / "docs" / "how-to" / "add-an-edit.md").read_text("utf-8")
    room = [path.read_text("utf-8") for path in (ROOT / "playground" / "scene").glob("*.py")]
    diffs = re.findall(r"```diff\n(.*?)```", guide, re.DOTALL)
    assert len(diffs) == 2
    for diff in diffs:
        shown = "".join(line[1:] + "\n" for line in diff.splitlines())
        assert any(shown in text for text in room), shown
