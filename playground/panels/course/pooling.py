"""The map that a kernel makes, in numbers, and what max pooling leaves of it."""

import htpy
import numpy as np
from markupsafe import Markup

from playground.activations import Array
from playground.analysis import so_far
from playground.analysis.layers.convolution import POOL
from playground.analysis.layers.kernel import feature_map, pooled_map
from playground.language import _
from playground.panels.course.kernel import no_kernel, square, strongest, titled
from playground.panels.kit import card
from playground.panels.kit.template import Template, join
from playground.panels.kit.theme import Palette, palette_of
from playground.panels.panel import Panel, View, slot
from playground.scene import Scene, reached
from playground.scene.kernel import windowed

_GRID = Template(
    '<div class="grid" data-key="{}" style="--columns:{}" role="group" aria-label="{}">{}</div>'
)


@np.errstate(all="ignore")
def render(scene: Scene, view: View) -> Panel:
    """The map of a kernel, and what max pooling leaves of it."""
    size = windowed(scene.network)
    if size is None:
        return no_kernel(scene, view, "pooling", _("Pooling"))
    palette, answers = palette_of(view), feature_map(scene)
    limit = strongest(answers)
    left = pooled_map(answers)
    known = so_far.layer_done(scene, 0)
    told = np.reshape([reached(scene, 0, j) for j in range(answers.size)], answers.shape)
    parts = {
        "answers": _grid(
            scene,
            np.where(told, answers, np.nan),
            "answers",
            [f"a/0/{n}" for n in range(answers.size)],
            limit,
            palette,
        ),
        "pooled": _grid(
            scene,
            left if known else np.full_like(left, np.nan),
            "pooled",
            [f"pooled-square/{n}" for n in range(left.size)],
            limit,
            palette,
        ),
    }
    frame = card.frame(
        "pooling",
        _("Pooling"),
        scene,
        view,
        htpy.div(".kernel-row.pools")[
            titled(_("the map of all answers"), slot("answers")),
            titled(_("the largest of each {size}×{size}", size=POOL), slot("pooled")),
        ],
    )
    return Panel(frame, parts)


def _grid(
    scene: Scene, values: Array, key: str, names: list[str], limit: float, palette: Palette
) -> Markup:
    """Numbers in squares of their colours; NaN where one is not known yet."""
    cells = join(
        square(value if np.isfinite(value) else None, name, limit, scene.decimals, palette)
        for value, name in zip(values.ravel().tolist(), names, strict=True)
    )
    said = _("the map of all answers") if key == "answers" else _("what pooling leaves")
    return _GRID.format(key, values.shape[1], said, cells)
