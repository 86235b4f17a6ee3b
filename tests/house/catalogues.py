"""What the sources say, room by room, and what the catalogues of a language make of it.

``python -m tests.house.catalogues`` (``make words``) renews the catalogues: what is new comes in
untranslated, what nobody says any more goes.
"""

import ast
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_file
from babel.messages.pofile import read_po, write_po

import playground
from playground.language import FOLDER, LANGUAGES, SOURCE

HOUSE = Path(playground.__file__).parent
KEYWORDS = {"_": None, "gettext": None, "to_say": None, "ngettext": (1, 2)}
DIVIDED = ("panels", "widgets")  # whose families have a catalogue each


def sources() -> Iterator[Path]:
    """The house's own code."""
    yield from sorted(HOUSE.rglob("*.py"))


def room_of(path: Path) -> str:
    """The catalogue's name for what a source says: ``panels-stage``, ``network``."""
    parts = path.relative_to(HOUSE).with_suffix("").parts
    return "-".join(parts[: 2 if parts[0] in DIVIDED and len(parts) > 2 else 1])


def said() -> dict[str, Catalog]:
    """What each room says, in the language of the sources."""
    rooms: dict[str, Catalog] = defaultdict(Catalog)
    for path in sources():
        for _, message, _, _ in extract_from_file("python", path, keywords=KEYWORDS):
            rooms[room_of(path)].add(message)
    return dict(rooms)


def kept(language: str) -> dict[str, Catalog]:
    """What the catalogues of a language hold, by room."""
    found = {}
    for path in sorted((FOLDER / language).glob("*.po")):
        with path.open("rb") as file:
            found[path.stem] = read_po(file, locale=language)
    return found


def unnoted(path: Path) -> list[int]:
    """The lines on which something is to be said that no catalogue can know: no plain text."""
    calls = [
        node
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Name)
        and node.func.id in ("to_say", "ngettext")
    ]
    return [
        node.lineno
        for node in calls
        for text in node.args[: 2 if node.func.id == "ngettext" else 1]  # type: ignore[attr-defined]
        if not (isinstance(text, ast.Constant) and isinstance(text.value, str))
    ]


def renew(language: str) -> None:
    """Write the catalogues of a language anew: every text that is said, and its translation."""
    rooms, before = said(), kept(language)
    known = {message.id: message.string for room in before.values() for message in room}
    for name in before.keys() - rooms.keys():
        (FOLDER / language / f"{name}.po").unlink()
    for name, room in rooms.items():
        catalog = Catalog(locale=language)
        for message in room:
            if message.id:
                catalog.add(message.id, known.get(message.id, ""))
        with (FOLDER / language / f"{name}.po").open("wb") as file:
            write_po(file, catalog, width=100, sort_output=True, omit_header=True)


if __name__ == "__main__":
    for each in LANGUAGES:
        if each != SOURCE:
            renew(each)
