"""The legend while a row goes back: what the teal shapes mean, and the signs of the neurons."""

import htpy as h

from playground.language import _, to_say
from playground.panels.stage.plan import Plan


def back_items(plan: Plan) -> list[h.Element]:
    """What is told in place of the colours, which stay as they were."""
    way = "↑" if plan.layout.phone else "←"
    return [
        h.li[_("gradient, flows {way}", way=way)],
        h.li[_triangles("plus"), _tag("plus", "+"), _("plus")],
        h.li[_triangles("minus"), _tag("minus", "−"), _("minus")],
        h.li(title=_(_ZERO))[_tag("zero", "0"), _("zero")],
        h.li(title=_(_NOT_YET))[_tag("not-yet", ""), _("not yet")],
        h.li(".size", title=_(_SIZE))[_("size: |∂L/∂w|")],
    ]


_ZERO = to_say("exactly 0: nothing flows back here")
_NOT_YET = to_say("the way back has not come there")
_SIZE = to_say("how much the loss changes for a small change of the weight")


def _triangles(state: str) -> h.Element:
    return h.svg(f".triangles.{state}", viewBox="0 0 26 14", aria_hidden="true")[
        h.path(d="M2 7 11 2.5v9zM14 7 23 2.5v9z")
    ]


def _tag(state: str, text: str) -> h.Element:
    return h.i(f".tag.{state}", aria_hidden="true")[
        h.svg(width="26", height="18", aria_hidden="true")[
            h.path(d="M7 1H23q2 0 2 2V15q0 2-2 2H7L1 9z")
        ],
        h.span(f".gradient.{state}")[text],
    ]
