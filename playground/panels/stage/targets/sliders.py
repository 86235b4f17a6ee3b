"""What every target that can be dragged says of itself: place, range, value, tooltip."""

from playground.cache import cached
from playground.language import _
from playground.notation import exact, without_exponent
from playground.panels.kit.scales import slider_limit, slider_step

PIXELS = 220  # that a pointer travels from one end of a slider's range to the other
GRAB = 24  # px, the smallest target that a finger finds (WCAG 2.2, 2.5.8); diagram.css has it, too


def box_style(x: float, y: float, width: float, height: float) -> str:
    """CSS of a box around a centre."""
    return (
        f"left:{x - width / 2:.1f}px;top:{y - height / 2:.1f}px;"
        f"width:{width:.1f}px;height:{height:.1f}px"
    )


def slider_attributes(value: float, number: str, locked: bool) -> str:
    """What a slider tells: range, value, written as ``number``, and how far a pixel moves it."""
    ends, pace = _scale(slider_limit(value))
    off = ' aria-disabled="true"' if locked else ""
    text = exact(value)
    now = without_exponent(value) if "e" in text else text  # ARIA takes no exponent
    return f'{ends} aria-valuenow="{now}" aria-valuetext="{number}" data-value="{text}"{pace}{off}'


@cached(256)
def _scale(limit: float) -> tuple[str, str]:
    """What is the same for all sliders that end at ``limit``."""
    step = slider_step(-limit, limit)
    end = without_exponent(limit)
    ends = f" role=slider aria-valuemin=-{end} aria-valuemax={end}"
    pace = f" data-step={exact(step)} data-keystep={exact(10 * step)}"
    return ends, f"{pace} data-sensitivity={2 * limit / PIXELS:.4g}"


def tip_text(symbol: str, number: str, locked: bool) -> str:
    """What a tooltip says of a value: whether it can be dragged, too."""
    return f"{symbol} = {number} · {_('fixed') if locked else _('drag')}"
