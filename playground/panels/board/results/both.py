"""A number of the rows as it is printed, and beside it that of the network that is kept."""

from collections.abc import Callable
from typing import NamedTuple

from markupsafe import Markup

from playground.analysis.comparison import kept_on_rows
from playground.panels.kit.kept import kept_number
from playground.panels.kit.numbers import computed
from playground.scene import Scene

Value = Callable[[Scene], float | None]


class Both(NamedTuple):
    """The live network's number, and ``kept …``, which is empty where none can be compared."""

    live: Markup
    kept: Markup


def of_both(scene: Scene, name: str, value: Value, drawn: bool = False) -> Both:
    """What ``value`` is of either network; ``name`` is the quantity.

    With ``drawn`` a dashed line stands for the kept network in a figure.
    """
    live, kept = computed(value(scene), scene.decimals, name), kept_on_rows(scene)
    if kept is None:
        return Both(live, Markup(""))
    number = computed(value(kept), scene.decimals, f"kept-{name}")
    return Both(live, kept_number(number, drawn=drawn))
