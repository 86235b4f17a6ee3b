"""What the Learn page shows of itself as panels: where the learner is, and how the task stands.

They show no network, and so are no panels of the table: the session tells them, as words.
"""

from collections.abc import Sequence
from typing import Literal

import htpy as h
from markupsafe import Markup, escape

from playground.panels.panel import Panel

_SEVERAL = 2
Mark = Literal["done", "shown", "skipped", "open"]
_EYE = "M2 12s4-6 10-6 10 6 10 6-4 6-10 6S2 12 2 12M12 9.5a2.5 2.5 0 1 0 0 5 2.5 2.5 0 0 0 0-5"
_TICK = "M5 12.5 10 17.5 19 7"
_SIGNS: dict[str, str] = {
    "done": _TICK,
    "shown": _EYE,
    "skipped": "M5 6l7 6-7 6M13 6l7 6-7 6",
    "open": "",
}


def steps(marks: Sequence[tuple[Mark, str]], current: int, label: str, outline: str = "") -> Panel:
    """A dot for each step, (mark, what it says); the current one stands out.

    ``outline`` is a CSS rule for what the step speaks of, made by the page from a lesson's file. Of
    one step alone, as on a card that asks once more, it is not said that it is step 1 of 1.
    """
    items = [
        h.li(
            class_=f"mark {mark}",
            title=words,
            aria_label=words,
            aria_current="step" if at == current else None,
        )[_sign(mark)]
        for at, (mark, words) in enumerate(marks)
    ]
    style = h.style[Markup(outline)] if outline else None  # noqa: S704
    section = h.section(".panel.panel-steps", aria_label=label, hidden=len(items) < _SEVERAL)
    return Panel(escape(section[h.ol[items], h.span(".aside")[label], style]))


def feedback(sentences: Sequence[str], *, passed: bool, score: float, score_text: str) -> Panel:
    """How the task stands: sentences, and a bar from 0 to 1 while it is not done."""
    bar = h.span(".score", role="img", aria_label=score_text, style=f"--score:{100 * score:.0f}%")[
        h.span
    ]
    markup = h.section(
        class_="panel panel-feedback" + (" passed" if passed else ""),
    )[
        h.div(".verdict", role="status", aria_live="polite")[
            h.span(".sign")[_sign("done" if passed else "open")],
            h.p[" ".join(sentences)],
        ],
        None if passed else bar,
    ]
    return Panel(escape(markup))


def _sign(mark: str) -> h.Element | None:
    if not _SIGNS[mark]:
        return None
    return h.svg(viewBox="0 0 24 24", aria_hidden="true")[h.path(d=_SIGNS[mark])]
