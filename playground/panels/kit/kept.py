"""How a number of the kept network is printed beside the live one: small, grey, and named."""

from markupsafe import Markup

from playground.analysis.comparison import counterpart_so_far
from playground.language import _
from playground.panels.kit.numbers import computed
from playground.panels.kit.template import Template
from playground.scene import Scene

_KEPT = Template('<span class="kept">{}{}</span>')
_COMMA = Markup(", ")
_LINE = Markup('<i class="kept-line"></i>')
_POINT = Markup('<i class="kept-point"></i>')
_NOTHING = Markup("")


def kept_line() -> Markup:
    """What a dashed grey line is, where one is drawn."""
    return _KEPT.format(_LINE, _("kept"))


def kept_points() -> Markup:
    """What hollow grey points are."""
    return _KEPT.format(_POINT, _("kept"))


def kept_number(*numbers: Markup, drawn: bool = False) -> Markup:
    """``kept 0.78``, small and grey, for what has been printed of the kept network.

    With ``drawn`` the dashed line that stands for it in a figure comes first.
    """
    return _KEPT.format(
        _LINE if drawn else _NOTHING,
        Template(_("kept {number}")).format(number=_COMMA.join(numbers)),
    )


def kept_output(scene: Scene, k: int, j: int, drawn: bool = False) -> Markup:
    """``kept 0.78`` for a neuron's place in the kept network; nothing where there is none.

    With ``drawn`` the dashed line that stands for it in a figure comes first.
    """
    found = counterpart_so_far(scene, k, j)
    if found is None:
        return _NOTHING
    return kept_number(computed(found.a, scene.decimals, f"kept-a/{k}/{j}"), drawn=drawn)
