"""Whatever a visitor calls things: panels have the same elements, figures no markup of it."""

import html.parser
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache

import pytest
from markupsafe import Markup

from playground.panels import PANELS
from playground.panels.panel import Panel, View
from playground.scene import Scene, Target, replace_scene
from tests.security.named import PLAIN, Words, dataset, scene, words
from tests.security.strings import TEXTS


class _Elements(html.parser.HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[tuple[str, tuple[str, ...]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, tuple(name for name, _ in attrs)))


def elements(markup: str) -> list[tuple[str, tuple[str, ...]]]:
    """Each element with the names of its attributes."""
    reader = _Elements()
    reader.feed(markup)
    reader.close()
    return reader.found


def texts_of(figure: object) -> Iterator[str]:
    if isinstance(figure, dict):
        for each in figure.values():
            yield from texts_of(each)
    elif isinstance(figure, list | tuple):
        for each in figure:
            yield from texts_of(each)
    elif isinstance(figure, str):
        yield figure


def shape(panel: Panel) -> tuple[object, object]:
    """The elements of a panel, and those that Plotly would make of the texts in its figures."""
    figures = {
        name: [found for text in texts_of(figure) if (found := elements(text))]
        for name, figure in panel.figures.items()
    }
    return elements(panel.html), figures


def scenes(said: Words) -> Iterator[Scene]:
    """With an input and the output selected, and of a trained network."""
    fresh = scene(said, updates=0)
    yield replace_scene(fresh, selected=Target("input", (0,)), neurons="maps")
    yield replace_scene(fresh, selected=Target("neuron", (1, 0)), row=None)
    yield replace_scene(scene(said), mode="train", selected=Target("weight", (0, 1, 0)))


def drawn(said: Words, names: Sequence[tuple[int, str]]) -> dict[tuple[int, str], Panel]:
    given = list(scenes(said))
    return {(at, name): PANELS[name](given[at], View()) for at, name in names}


ALL = [(at, name) for at in range(3) for name in PANELS]


@cache
def plainly(has_unit: tuple[bool, ...]) -> dict[tuple[int, str], object]:
    """The panels that say what a visitor calls something, with harmless words.

    What stands in brackets behind a column's name is its unit, and is shown as one.
    """
    columns = [f"{c} (u)" if unit else c for c, unit in zip(PLAIN.columns, has_unit, strict=True)]
    said = replace(PLAIN, columns=columns)
    found = drawn(said, ALL)
    names = (*PLAIN.columns, *said.classes, said.title)
    return {
        of: shape(panel)
        for of, panel in found.items()
        if any(name in str(panel.as_data()) for name in names)
    }


def test_the_panels_that_name_something_are_known() -> None:
    names = {name for _, name in plainly((False, False, False))}
    assert names >= {"stage", "inputs", "output", "neuron", "matrices", "data", "surface"}


@pytest.mark.parametrize("at", range(0, len(TEXTS), 2))
def test_no_text_adds_an_element_or_an_attribute(at: int) -> None:
    said = words((*TEXTS, *TEXTS)[at : at + 7])
    plain = plainly(tuple(bool(column.unit) for column in dataset(said).table.columns))
    found = drawn(said, list(plain))
    assert [of for of, panel in found.items() if shape(panel) != plain[of]] == []


def test_markup_that_is_let_through_is_noticed() -> None:
    panel = Panel(Markup("<p>{}</p>").format("one1"))
    assert shape(Panel(Markup("<p>") + Markup("<b>x</b>") + Markup("</p>"))) != shape(panel)
    label = {"data": [], "layout": {"title": {"text": 'x <a href="//example.org">y</a>'}}}
    assert shape(Panel(panel.frame, figures={"f": label}))[1] == {"f": [[("a", ("href",))]]}
