"""A panel is a module and a line in the table: nothing else knows it, and the guide shows that."""

import re
from pathlib import Path

import msgspec
import pytest

from playground import presets
from playground.analysis import so_far
from playground.answers.answer import respond
from playground.answers.known import content_key, digest_of
from playground.panels import PANELS
from playground.panels.kit import card
from playground.panels.kit.numbers import computed
from playground.panels.panel import Panel, Renderer, View, slot
from playground.scene import Scene
from tests.panels.numbers.test_numbers_agree import wrong

ROOT = Path(__file__).parents[2]


def render(scene: Scene, view: View) -> Panel:
    """A panel that says what the first neuron passes on."""
    a = computed(so_far.activation(scene, 0, 0), scene.decimals, "a/0/0")
    parts = {"first": card.line("first", [card.equality("a", a)])}
    return Panel(card.frame("first", "First neuron", scene, view, slot("first")), parts)


def asked(scene: Scene, gestures: list[dict[str, object]]) -> dict[str, dict[str, object]]:
    """What is answered of the new panel."""
    held = content_key("first", digest_of(scene), View()) if "first" in PANELS else ""
    message = {"id": 1, "scene": digest_of(scene), "panels": {"first": held}, "draft": gestures}
    found: dict[str, dict[str, object]] = msgspec.json.decode(respond(msgspec.json.encode(message)))
    return found


def test_an_ask_is_answered_with_a_panel_that_is_in_the_table(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    scene = presets.load("obesity")
    assert "error" in asked(scene, [])
    monkeypatch.setitem(PANELS, "first", Renderer("first", render))
    assert "First neuron" in str(PANELS["first"](scene, View()).frame)
    assert asked(scene, [])["panels"] == {}
    dragged = asked(scene, [{"target": "bias/0/0", "value": -9}])["panels"]["first"]["change"]
    assert dragged.keys() == {"parts"}
    assert "0.00027" in str(dragged)
    assert wrong(scene, panels=("first",)) == []


def test_the_guide_shows_what_is_there() -> None:
    guide = (ROOT / "docs" / "how-to" / "add-a-panel.md").read_text("utf-8")
    files = [*(ROOT / "playground" / "panels").rglob("*.py"), *_QUANTITIES.glob("*.py")]
    texts = [path.read_text("utf-8") for path in files]
    diffs = re.findall(r"```diff\n(.*?)```", guide, re.DOTALL)
    assert len(diffs) == 5
    for diff in diffs:
        shown = "".join(line[1:] + "\n" for line in diff.splitlines())
        assert any(shown in text for text in texts), shown


_QUANTITIES = ROOT / "playground" / "quantities"
