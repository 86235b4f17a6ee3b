"""Every word of a panel is said by the catalogues, so that the panel speaks another language.

The panels are drawn in a language that nobody speaks: all that the catalogues say stands in ⟦ ⟧.
What stands outside of them is no word that could be translated, but for the names of functions.
"""

import re
from collections.abc import Iterator
from functools import cache, lru_cache
from gettext import NullTranslations
from html.parser import HTMLParser
from typing import Any

import msgspec
import pytest

from playground import language
from playground.cache import forget
from playground.glossary import glossary
from playground.panels import PANELS
from playground.panels.panel import Panel, View
from playground.scene import Scene, Target, replace_scene
from playground.scene.playback import last_step
from playground.training import OPTIMISERS
from tests.panels.test_reads import DRAWN

_SHOWN = ("aria-label", "title", "placeholder", "alt", "aria-valuetext", "aria-description",
          "data-explain", "data-tip", "data-head", "label")  # fmt: skip
_WORD = re.compile(r"[A-Za-zÀ-ɏ]{2,}")
_TAG = re.compile(r"<[^>]*>")
#: What is called the same everywhere: functions, formats, units.
_NAMES = {
    word.casefold()
    for text in (
        "max min ln exp log softmax NaN SVG PNG CSV JSON MLP Huber Ctrl Shift Esc Enter",
        "px MB cm ft kg mm lb hp ms MSE RMSE MAE wx",
        *(row.label for row in OPTIMISERS.values()),
    )
    for word in _WORD.findall(text)
}


class Foreign(NullTranslations):
    """Says everything in brackets."""

    def gettext(self, message: str) -> str:
        """The message, in brackets."""
        return f"⟦{message}⟧"

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        """One of both, in brackets."""
        return f"⟦{msgid1 if n == 1 else msgid2}⟧"

    def pgettext(self, context: str, message: str) -> str:
        """The message, in brackets."""
        return f"⟦{message}⟧"


class Reader(HTMLParser):
    """The texts of markup in their order, and those of its attributes."""

    def __init__(self) -> None:
        super().__init__()
        self.text: list[str] = []
        self.attributes: list[tuple[str, str]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.text.append(" ")
        self.attributes += [(name, value) for name, value in attrs if name in _SHOWN and value]

    def handle_data(self, data: str) -> None:
        self.text.append(data)


@cache
def _explained() -> list[str]:
    """What the glossary says, which has a catalogue of its own in each language."""
    return [said for term in glossary("en").values() for said in (term.told, term.means)]


@cache  # most of a panel's texts stand in most of its views
def unsaid(text: str) -> list[str]:
    """The words of a text that stand outside of the brackets, with what is around them."""
    if not _WORD.search(text):
        return []
    for said in _explained():
        text = text.replace(said, "")
    depth, outside = 0, []
    for character in text:
        depth += (character == "⟦") - (character == "⟧")
        outside.append(character if depth == 0 else "\x00")
    kept = "".join(outside)
    return [
        text[max(0, found.start() - 30) : found.end() + 30]
        for found in _WORD.finditer(kept)
        if found[0].casefold() not in _NAMES
    ]


def texts_of(panel: Panel) -> Iterator[tuple[str, str]]:
    """All that a panel shows or says, with where it stands."""
    yield from _in_markup(panel.html)
    for name, figure in panel.figures.items():
        yield from ((f"figure {name}", _TAG.sub(" ", text)) for text in _in_figure(figure))


@lru_cache(1000)  # not every view changes every panel
def _in_markup(html: str) -> list[tuple[str, str]]:
    reader = Reader()
    reader.feed(html)
    return [("text", "".join(reader.text)), *reader.attributes]


def _in_figure(part: Any, key: str = "") -> Iterator[str]:
    if isinstance(part, dict):
        for name, inner in part.items():
            yield from _in_figure(inner, name)
    elif isinstance(part, list | tuple):
        for inner in part:
            if not isinstance(inner, float | int):  # most of a figure
                yield from _in_figure(inner, key)
    elif isinstance(part, str) and key in ("text", "ticktext", "title"):
        yield part


def views(scene: Scene) -> Iterator[tuple[Scene, View]]:
    """A scene, played and not, with various things selected, seen in various ways."""
    yield scene, View(pointed="neuron/0/0")
    for step in (0, 2, 3, last_step(scene.network, scene.mode)):
        yield replace_scene(scene, step=step), View(phone=step == 3, stride="neuron", undo=True)
    for target in ("input/0", "weight/0/0/0", "bias/0/0", "layer/0", "neuron/0/0"):
        chosen = replace_scene(scene, selected=Target.parse(target), neurons="maps")
        for training in ("overview", "curves", "weights", "plane", "rates"):
            yield chosen, View(training=training, stride="layer", pointed="input/0")
    yield replace_scene(scene, off=frozenset({Target.parse("neuron/0/0")})), View(way="backward")
    yield replace_scene(scene, ghost=scene.network), View(numbers=("a/0/0",))


@pytest.fixture
def foreign(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A language that nobody speaks."""
    monkeypatch.setattr(language, "translations", lambda code: Foreign())
    forget()
    yield
    forget()


@pytest.mark.usefixtures("foreign")
@pytest.mark.parametrize("name", PANELS)
def test_every_word_of_a_panel_is_said(name: str) -> None:
    found: dict[str, str] = {}
    for scene in DRAWN:
        for each, view in views(scene):
            for where, text in texts_of(PANELS[name](each, view)):
                for word in unsaid(text):
                    found.setdefault(word, where)
    assert not found, "\n".join(f"{where}: …{word}…" for word, where in found.items())


@pytest.mark.parametrize("name", PANELS)
def test_no_word_of_one_language_is_kept_for_another(name: str) -> None:
    """What was kept while English was spoken changes nothing of the page in Spanish."""
    english = View(pointed="neuron/0/0", training="rates", language="en")
    spanish = msgspec.structs.replace(english, language="es")
    forget()
    for scene in DRAWN:
        PANELS[name](scene, english)
    after = [PANELS[name](scene, spanish) for scene in DRAWN]
    forget()
    assert after == [PANELS[name](scene, spanish) for scene in DRAWN]
