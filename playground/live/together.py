"""Puts the panels' scripts into one: sixty would come six at a time, each round after the other.

It stands on how our modules are written, which tests hold: they import by names, other people's
files by one name; no module imports one that imports it; what they export are functions, classes
and constants, each under a name that no other module exports. So one module can stand for all: it
exports what each of them does, and an import map leads there from their addresses.
"""

import posixpath
import re
from collections.abc import Callable, Iterable

IMPORT = re.compile(r'^import (?:\{([^}]*)\} from |(\w+) from )?"(\.[^"]+)";\n', re.MULTILINE)
LATER = re.compile(r'\bawait import\("(\.[^"]+)"\)')
EXPORT = re.compile(r"^export (?=(?:async )?(?:function|class|const) (\w+))", re.MULTILINE)


def together(entries: Iterable[str], text: Callable[[str], str]) -> str:
    """One module of all that the ``entries`` import, however far around, without themselves.

    ``text`` reads a module by its name: its path in the folder in which the whole will stand.
    """
    entries = tuple(entries)
    order: dict[str, str] = {}
    for entry in entries:
        _visit(entry, text, order)
    numbers = {
        name: f"_{n}" for n, name in enumerate(name for name in order if name not in entries)
    }
    foreign: dict[str, str] = {}
    modules = [_module(name, order[name], numbers, foreign) for name in numbers]
    imports = [f'import {name} from "./{path}";\n' for path, name in foreign.items()]
    return "".join([*imports, *modules])


def names(entries: Iterable[str], text: Callable[[str], str]) -> list[str]:
    """The modules that ``together`` holds."""
    entries, order = tuple(entries), dict[str, str]()
    for entry in entries:
        _visit(entry, text, order)
    return [name for name in order if name not in entries]


def _visit(name: str, text: Callable[[str], str], order: dict[str, str]) -> None:
    """Add a module behind all that it imports."""
    if name in order:
        return
    source = text(name)
    for _, foreign, path in IMPORT.findall(source):
        if not foreign:
            _visit(_path(name, path), text, order)
    order[name] = source


def _path(name: str, path: str) -> str:
    return posixpath.normpath(posixpath.join(posixpath.dirname(name), path))


def _module(name: str, source: str, numbers: dict[str, str], foreign: dict[str, str]) -> str:
    """A module as a function's scope, so that what it does not export stays its own."""

    def imported(found: re.Match[str]) -> str:
        those, other, path = found.groups()
        if other:
            foreign[_path(name, path)] = other
        if not those:
            return ""
        return f"const {{{those.replace(' as ', ': ')}}} = {numbers[_path(name, path)]};\n"

    number, exported = numbers[name], EXPORT.findall(source)
    body = EXPORT.sub("", IMPORT.sub(imported, source))
    body = LATER.sub(lambda found: f'await import("./{_path(name, found[1])}")', body)
    body = body.replace("import.meta.url", f'new URL("./{name}", import.meta.url)')
    given = ", ".join(exported)
    whole = f"// {name}\nconst {number} = (() => {{\n{body}return {{ {given} }};\n}})();\n"
    for each in exported:  # under another name here, for it may be one of the browser's own
        own = f"{number}_{each}"
        whole += f"const {own} = {number}.{each};\nexport {{ {own} as {each} }};\n"
    return whole
