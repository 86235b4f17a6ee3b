"""SECURITY.md is true of the code: each surface is there, and so is each test that it names."""

import ast
import re
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
TEXT = (ROOT / "SECURITY.md").read_text("utf-8")
SURFACES = (
    "Tokens",
    "Query strings",
    "JSON",
    "CSV and pasted text",
    "Formulas",
    "Names in figures",
    "Markup",
    "Exported code",
    "Exported files",
    "Component state",
    "Wire messages",
    "Origins",
    "Uploads",
    "Computing time",
    "Memory",
)
ROWS = {
    cells[0]: cells[1:]
    for line in TEXT.splitlines()
    if line.startswith("| ") and len(cells := [each.strip() for each in line[1:-1].split("|")]) == 4
}
NAMED = re.compile(r"`(tests/[\w/]+\.py)(?:::(\w+))?`")


@cache
def functions(path: str) -> frozenset[str]:
    tree = ast.parse((ROOT / path).read_text("utf-8"))
    return frozenset(each.name for each in tree.body if isinstance(each, ast.FunctionDef))


@pytest.mark.parametrize("surface", SURFACES)
def test_each_surface_says_what_is_done_and_which_test_shows_it(surface: str) -> None:
    controlled, done, tests = ROWS[surface]
    assert controlled
    assert done
    assert NAMED.search(tests)


def test_each_test_that_is_named_is_there() -> None:
    named = [tuple(each) for each in NAMED.findall(TEXT)]
    assert len(named) > len(SURFACES)
    assert [each for each in named if each[1] not in functions(each[0])] == []


def test_each_other_file_that_is_named_is_there() -> None:
    linked = re.findall(r"\]\((?!https?:)([^)#]+)\)", TEXT) + re.findall(
        r"`(playground/\S+)`", TEXT
    )
    assert [each for each in linked if not (ROOT / each).exists()] == []
