"""A lesson's Markdown as HTML that needs no script: emphasis, terms, short formulas and tables."""

import re
from collections.abc import Callable

import htpy as h

_SIGNS = {
    "times": "×",
    "cdot": "·",
    "le": "≤",
    "ge": "≥",
    "ne": "≠",
    "approx": "≈",
    "to": "→",
    "alpha": "α",
    "theta": "θ",
    "sigma": "σ",
    "delta": "δ",
    "eta": "η",
    "lambda": "λ",
    "partial": "∂",
    "sum": "Σ",
    "max": "max",
    "tanh": "tanh",
    "top": "ᵀ",
    "infty": "∞",
    "quad": " ",
    ",": " ",
    ";": " ",
    "{": "{",
    "}": "}",
}
_HATS = {"y": "ŷ"}
_INLINE = re.compile(
    r"\$(?P<formula>[^$]+)\$|\*\*(?P<strong>.+?)\*\*|\*(?P<em>.+?)\*"
    r"|\[\[(?P<term>[^\]|]+)(?:\|[^\]]+)?\]\]"
)
_RULE = re.compile(r"[|:\-\s]+")  # between a table's head and its rows
_HAT = re.compile(r"\\hat\s*\{?(\w)\}?")
_COMMAND = re.compile(r"\\(?:text|mathrm|operatorname)\{([^}]*)\}|\\([A-Za-z]+|[,;{}])\s?")
_RAISED = re.compile(r"([_^])(?:\{([^}]*)\}|(\w))")


def inline(text: str) -> h.Node:
    """The text as nodes. A formula's command without a sign stands as it is written."""
    nodes: list[h.Node] = []
    at = 0
    for match in _INLINE.finditer(text):
        nodes.append(text[at : match.start()])
        kind = match.lastgroup or "term"
        nodes.append(_MEANS[kind](match[kind]))
        at = match.end()
    return h.fragment[[*nodes, text[at:]]]


def blocks(text: str) -> list[h.Element]:
    """The paragraphs, lists and tables of a text; a large formula is left out."""
    parts = re.split(r"\n\s*\n", text.strip())
    return [block for part in parts if (block := _block(part)) is not None]


def _block(part: str) -> h.Element | None:
    lines = part.splitlines()
    if all(line.startswith("|") for line in lines):
        rows = [
            line.strip().removeprefix("|").removesuffix("|").split("|")
            for line in lines
            if not _RULE.fullmatch(line)
        ]
        return h.table(".matrix")[(h.tr[(h.td[inline(c.strip())] for c in row)] for row in rows)]
    if all(line.startswith("- ") for line in lines):
        return h.ul[(h.li[inline(line[2:])] for line in lines)]
    line = part.replace("$$", "$")
    return h.p[inline(line)] if is_inline(line) else None


def is_inline(text: str) -> bool:
    """Whether the text has nothing that stays as it is written: tables, lists, large formulas."""
    formulas = " ".join(match[1] for match in re.finditer(r"\$([^$]+)\$", text))
    known = {match[2] for match in _COMMAND.finditer(_HAT.sub("", formulas)) if match[2]}
    return not re.search(r"\$\$|^\s*[|\-]", text, re.MULTILINE) and known <= _SIGNS.keys()


def _formula(text: str) -> h.Node:
    text = _HAT.sub(lambda match: _HATS.get(match[1], match[1] + "\u0302"), text)
    text = _COMMAND.sub(lambda match: match[1] or _SIGNS.get(match[2], match[0]), text)
    text = text.replace("{,}", ",").replace("-", "−")
    nodes: list[h.Node] = []
    at = 0
    for match in _RAISED.finditer(text):
        nodes.append(text[at : match.start()])
        nodes.append((h.sub if match[1] == "_" else h.sup)[match[2] or match[3]])
        at = match.end()
    return h.i(".formula")[[*nodes, text[at:]]]


_MEANS: dict[str, Callable[[str], h.Node]] = {
    "formula": _formula,
    "strong": lambda text: h.strong[inline(text)],
    "em": lambda text: h.em[inline(text)],
    "term": inline,
}
