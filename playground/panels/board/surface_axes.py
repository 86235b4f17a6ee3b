"""The pickers that choose the two inputs that are swept."""

import htpy
from markupsafe import Markup, escape

from playground.cache import cached
from playground.language import _, to_say

_MOST_CHOICES = 64  # inputs offered for an axis


@cached(64)
def axis_pickers(names: tuple[str, ...], free: tuple[int, int]) -> Markup:
    """Which of the inputs of these names to sweep, where there is a choice."""
    if len(names) <= 2:
        return Markup("")
    offered = [i for i in range(len(names)) if i < _MOST_CHOICES or i in free]
    return escape(
        htpy.div(".axes")[
            (
                htpy.label[
                    _(label),
                    htpy.select(data_edit=edit, aria_label=_("input {way}", way=_(label)))[
                        (htpy.option(value=str(i), selected=i == now)[names[i]] for i in offered)
                    ],
                ]
                for edit, label, now in (
                    ("across", to_say("across"), free[0]),
                    ("up", to_say("upwards"), free[1]),
                )
            )
        ]
    )
