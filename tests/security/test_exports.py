"""Whatever a visitor calls things: in an exported file it is a text, and nothing else of it moves.

Every export is parsed and compared with that of the same scene with harmless words.
"""

import ast
import csv
import html.parser
import io
import json
import xml.etree.ElementTree as ET  # only of what was written here
from collections.abc import Callable
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from playground import document
from playground.export import worksheet
from playground.export.formats import (
    CODE,
    GRAPHS,
    ROWS,
    TRAINED_NUMBERS,
    TRAINED_ROWS,
    TRAININGS,
    Format,
)
from playground.learner.told import Told
from playground.lessons.progress import Progress
from playground.scene import Scene
from tests.security.named import PLAIN, Words, scene, words
from tests.security.strings import TEXTS
from tests.strategies import names

texts = st.sampled_from(TEXTS) | names | st.text(max_size=12)
all_words = st.lists(texts, min_size=7, max_size=7).map(words)


class _Blanked(ast.NodeTransformer):
    """Takes the texts out of a tree, and says what they were."""

    def visit_Constant(self, node: ast.Constant) -> ast.Constant:
        return ast.Constant("") if isinstance(node.value, str) else node


def python_shape(code: str) -> str:
    """The tree of a program without its texts. Bytes: a "coding:" in the first line would count."""
    return ast.dump(_Blanked().visit(ast.parse(code.encode())))


def xml_shape(text: str) -> list[object]:
    return [(each.tag, sorted(each.attrib)) for each in ET.fromstring(text).iter()]


def dot_shape(text: str) -> str:
    """Statements without what stands in quotes, which a backslash may continue."""
    out, inside, skips = [], False, False
    for character in text:
        if skips or (inside and character == "\\"):
            skips = not skips
        elif character == '"':
            inside = not inside
            out.append(character)
        elif not inside:
            out.append(character)
    assert not inside
    return "".join(out)


def csv_shape(text: str) -> list[int]:
    rows = list(csv.reader(io.StringIO(text, newline="")))
    for row in rows:
        for cell in row:
            assert not cell.lstrip().startswith(("=", "+", "@", "-", "−")) or is_number(cell), cell
    return [len(row) for row in rows]


def is_number(cell: str) -> bool:
    try:
        float(cell)
    except ValueError:
        return False
    return True


class _Elements(html.parser.HTMLParser):
    """Elements with the names of their attributes; what runs or leads away is kept whole."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[object] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        leads = [each for each in attrs if each[0] in ("href", "src", "style", "action")]
        self.found.append((tag, [name for name, _ in attrs], leads))

    def handle_endtag(self, tag: str) -> None:
        self.found.append(tag)

    def handle_comment(self, data: str) -> None:
        self.found.append(("comment", data))


def html_shape(text: str) -> list[object]:
    reader = _Elements()
    reader.feed(text)
    reader.close()
    return reader.found


def json_shape(text: str) -> object:
    """Keys, lists and kinds, without what texts say."""

    def shape(value: object) -> object:
        if isinstance(value, dict):
            return {name: shape(each) for name, each in value.items() if name != "data"}
        if isinstance(value, list):
            return [shape(each) for each in value]
        return "" if isinstance(value, str) else value

    return shape(json.loads(text))


SHAPES: dict[str, Callable[[str], object]] = {
    "text/x-python": python_shape,
    "application/xml": xml_shape,
    "text/vnd.graphviz": dot_shape,
    "text/csv": csv_shape,
}
FORMATS = (*CODE, *ROWS, *TRAININGS, TRAINED_ROWS, *TRAINED_NUMBERS, *GRAPHS)
PLAINLY: Scene = scene(PLAIN)
FRESH: Scene = scene(PLAIN, updates=0)
_PLAIN_SHAPES = {each.file_name: SHAPES[each.mime](each.write(PLAINLY)) for each in FORMATS}


def _unlike(said: Words) -> list[str]:
    """The files that are another tree than those of harmless words."""
    named = scene(said)
    return [
        each.file_name
        for each in FORMATS
        if SHAPES[each.mime](each.write(named)) != _PLAIN_SHAPES[each.file_name]
    ]


@pytest.mark.parametrize("at", range(0, len(TEXTS), 7))
def test_no_string_of_the_table_ends_its_own(at: int) -> None:
    texts = (*TEXTS, *TEXTS)[at : at + 7]
    for turn in (0, 3, 5):  # so that each is the title, a column and a class once
        assert _unlike(words(texts[turn:] + texts[:turn])) == []


@settings(max_examples=20)
@given(all_words)
def test_no_word_ends_its_string_comment_cell_or_element(said: Words) -> None:
    assert _unlike(said) == []
    named = scene(said, updates=0)
    assert json_shape(document.scene_to_json(named)) == json_shape(document.scene_to_json(FRESH))
    assert document.scene_from_json(document.scene_to_json(named)) == named
    sheets = [html_shape(worksheet.render(each)) for each in (named, FRESH)]
    assert sheets[0] == sheets[1]


@settings(max_examples=15)
@given(texts)
def test_a_learners_name_is_no_part_of_the_markup_of_a_report(name: str) -> None:
    told = Told(Progress(), "en")
    pages = [html_shape(told.page(each, date(2026, 1, 1))) for each in (name, "Ada")]
    assert pages[0] == pages[1] or not name


@pytest.mark.parametrize("each", [*CODE, *TRAININGS], ids=lambda each: each.file_name)
def test_a_word_that_is_let_out_is_noticed(each: Format) -> None:
    spoilt = each.write(PLAINLY).replace(PLAIN.title, 'x"""\nimport os\n"""', 1)
    assert python_shape(spoilt) != _PLAIN_SHAPES[each.file_name]
