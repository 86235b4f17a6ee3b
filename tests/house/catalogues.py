"""What the sources say, room by room, and what the catalogues of a language make of it.

``python -m tests.house.catalogues`` (``make words``) renews the catalogues: what is new comes in
untranslated, what nobody says any more goes.
"""

import ast
import re
import tomllib
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po, write_po

import playground
from playground import presets
from playground.activations import ACTIVATIONS
from playground.data.sets import load_set
from playground.data.sets.catalogue import CATALOGUE
from playground.language import FOLDER, FUNCTION, LANGUAGES, NAME, SOURCE

HOUSE = Path(playground.__file__).parent
#: How many texts each of the functions says that a source calls.
HOW_MANY = {"_": 1, "gettext": 1, "to_say": 1, "ngettext": 2}
NAMES = "names"  # the catalogue of what examples, lessons and sets bring
DIVIDED = ("panels", "widgets")  # whose families have a catalogue each


def sources() -> Iterator[Path]:
    """The house's own code."""
    yield from sorted(HOUSE.rglob("*.py"))


def room_of(path: Path) -> str:
    """The catalogue's name for what a source says: ``panels-stage``, ``network``."""
    parts = path.relative_to(HOUSE).with_suffix("").parts
    return "-".join(parts[: 2 if parts[0] in DIVIDED and len(parts) > 2 else 1])


def said_in(path: Path) -> Iterator[str | tuple[str, str]]:
    """What a source says, also inside of its formatted texts."""
    for node, name in _calls(path):
        texts = [arg.value for arg in node.args[: HOW_MANY[name]] if isinstance(arg, ast.Constant)]
        if len(texts) == HOW_MANY[name]:
            yield texts[0] if len(texts) == 1 else (texts[0], texts[1])


def _calls(path: Path) -> Iterator[tuple[ast.Call, str]]:
    """The calls by which a source says something, and the names of what they call."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        is_named = isinstance(node, ast.Call) and isinstance(node.func, ast.Name)
        if is_named and node.func.id in HOW_MANY:
            yield node, node.func.id


def said() -> dict[str, Catalog]:
    """What each room says, in the language of the sources."""
    rooms: dict[str, Catalog] = defaultdict(Catalog)
    for path in sources():
        for message in said_in(path):
            rooms[room_of(path)].add(message)
    for name in sorted(filter(_HAS_A_WORD.search, {*_of_examples(), *_of_lessons(), *_of_sets()})):
        rooms[NAMES].add(name, context=NAME)
    for row in ACTIVATIONS.values():
        rooms["activations"].add(row.label, context=FUNCTION)
    return dict(rooms)


_HAS_A_WORD = re.compile(r"^(?!pixel_).*[^\W\d_]{2}")


def _of_examples() -> Iterator[str]:
    for example in map(presets.load, presets.NAMES):
        yield from (example.title, example.note)
        yield from (*example.network.input_names, *example.network.output_names)


def _of_lessons() -> Iterator[str]:
    for path in sorted((HOUSE / "lessons" / "content").glob("*.toml")):
        yield from _named(tomllib.loads(path.read_text("utf-8")))


def _named(given: Any) -> Iterator[str]:
    """The texts under the keys that name inputs, outputs and columns, however deep they are."""
    for key, inner in given.items() if isinstance(given, dict) else ():
        if key in ("input_names", "output_names") or (key == "columns" and isinstance(inner, list)):
            yield from (each for each in inner if isinstance(each, str))
        else:
            yield from _named(inner)
    for inner in given if isinstance(given, list) else ():
        yield from _named(inner)


def _of_sets() -> Iterator[str]:
    yield from ("column", "class")  # with a number: what has no name of its own
    for name in CATALOGUE:
        data = load_set(name)
        yield from (data.title, *data.input_names, *data.output_names)
        for column in data.table.columns:
            yield from (column.name, column.label)
            yield from column.categories if column.kind == "category" else ()


def kept(language: str) -> dict[str, Catalog]:
    """What the catalogues of a language hold, by room."""
    found = {}
    for path in sorted((FOLDER / language).glob("*.po")):
        with path.open("rb") as file:
            found[path.stem] = read_po(file, locale=language)
    return found


def unnoted(path: Path) -> list[int]:
    """The lines on which something is to be said that no catalogue can know: no plain text."""
    return [
        node.lineno
        for node, name in _calls(path)
        if name in ("to_say", "ngettext")
        for text in node.args[: HOW_MANY[name]]
        if not (isinstance(text, ast.Constant) and isinstance(text.value, str))
    ]


def renew(language: str) -> None:
    """Write the catalogues of a language anew: every text that is said, and its translation."""
    rooms, before = said(), kept(language)
    known = {
        (message.id, message.context): message.string
        for room in before.values()
        for message in room
    }
    for name in before.keys() - rooms.keys():
        (FOLDER / language / f"{name}.po").unlink()
    for name, room in rooms.items():
        catalog = Catalog(locale=language)
        for message in room:
            if message.id:
                string = known.get((message.id, message.context), "")
                catalog.add(message.id, string, context=message.context)
        with (FOLDER / language / f"{name}.po").open("wb") as file:
            write_po(file, catalog, width=100, sort_output=True, omit_header=True)


if __name__ == "__main__":
    for each in LANGUAGES:
        if each != SOURCE:
            renew(each)
