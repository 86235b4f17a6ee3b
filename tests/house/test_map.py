"""The map of the house, in the package's docstring, is the house: every room, in its order."""

import importlib
import pkgutil
import re
import tomllib
from pathlib import Path

import pytest

import playground

ROOT = Path(__file__).parents[2]
ROW = re.compile(r"^- ``(\w+)``\s+(.+)$", re.MULTILINE)
NAME = re.compile(r"``(\w+)``")


def rooms(docstring: str | None) -> dict[str, list[str]]:
    """The rooms on a map, in their order, and the public names that each row promises."""
    return {room: NAME.findall(text) for room, text in ROW.findall(docstring or "")}


MAP = rooms(playground.__doc__)


def test_the_map_shows_every_room_and_nothing_else() -> None:
    assert set(MAP) == {module.name for module in pkgutil.iter_modules(playground.__path__)}


def test_the_map_is_in_the_order_that_the_walls_keep() -> None:
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    contracts = settings["tool"]["importlinter"]["contracts"]
    (order,) = (each for each in contracts if each.get("containers") == ["playground"])
    assert order["exhaustive"]
    assert list(MAP) == order["layers"][::-1]


@pytest.mark.parametrize(("room", "names"), MAP.items(), ids=MAP)
def test_a_room_has_the_names_that_the_map_promises(room: str, names: list[str]) -> None:
    if room == "pages":  # scripts of Streamlit, which are run and not imported
        assert names == []
        return
    module = importlib.import_module(f"playground.{room}")
    assert [name for name in names if not hasattr(module, name)] == []


def test_the_readme_tells_of_every_room() -> None:
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    _, _, table = text.partition("| place in `playground/` |")
    places = [row.split("|")[1] for row in table.partition("\n\n")[0].splitlines()[2:]]
    assert sorted(re.findall(r"`(\w+)`", " ".join(places))) == sorted(MAP)


def test_a_map_is_read_as_it_is_written() -> None:
    text = "The rooms\n\n- ``one``  a room: ``Thing``, ``make``\n- ``two``   another\n"
    assert rooms(text) == {"one": ["Thing", "make"], "two": []}
