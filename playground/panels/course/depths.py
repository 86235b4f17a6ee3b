"""Vanishing gradients, trained for real: the same deep network with sigmoid, tanh and ReLU.

The loss of each copy over its updates, and how large its gradients were at the first of them.
"""

import htpy
import numpy as np
from markupsafe import Markup

from playground.activations import ACTIVATIONS
from playground.analysis.learning.depths import FUNCTIONS, Depth, depths
from playground.language import _, to_say
from playground.panels.kit import card, plot
from playground.panels.kit.numbers import printed, size
from playground.panels.kit.template import Template, join
from playground.panels.kit.theme import Palette, palette_of
from playground.panels.panel import Figure, Panel, View, slot
from playground.scene import Scene

_HEIGHT = 200
_LEAST = 1e-12  # below it a curve shows nothing
_AIR = 0.15
_DASHES = ("dot", "dash", "solid")
_KEYS = ("dotted", "dashed", "ink")
_ROW = Template('<tr><th scope="row"><span class="key {}"></span> {}</th>{}<td><b>{}</b></td></tr>')
_CELL = Template("<td>{}</td>")
_BODY = Template('<tbody data-key="copies">{}</tbody>')
_NONE = to_say(
    "Nothing is trained here: it takes rows, a hidden layer, the mode “train”, and a network that "
    "is trained in a moment."
)


@np.errstate(all="ignore")
def render(scene: Scene, view: View) -> Panel:
    """The panel of depths."""
    palette, width = palette_of(view), card.inner_width(view, "depths")
    found = depths(scene)
    if found is None:
        return Panel(card.frame("depths", _("Depths"), scene, view, htpy.p(".note")[_(_NONE)]))
    box = plot.Box(width, _HEIGHT, left=44)
    frame = card.frame(
        "depths",
        _("Depths"),
        scene,
        view,
        htpy.header[
            htpy.span(".title")[_("One network, three functions, trained")],
            htpy.span(".aside")[_("loss over updates")],
        ],
        card.figure_place("depths", "losses", box.width, box.height, _("the loss of each copy")),
        htpy.div(".scroll", tabindex="0", role="group", aria_label=_("gradients"))[
            htpy.table(".numbers")[_head(len(scene.network.layers)), slot("copies")]
        ],
        slot("said"),
    )
    parts = {"copies": _table(found), "said": _said(found)}
    return Panel(frame, parts, {"losses": _figure(found, box, palette)})


def _head(count: int) -> htpy.Element:
    mean = Markup(_("mean |∂<i>L</i>/∂<i>w</i>| of layer"))  # noqa: S704 - the catalogue's
    return htpy.thead[
        htpy.tr[
            htpy.th(".math", scope="col")[mean],
            [htpy.th(scope="col")[f"{k + 1}"] for k in range(count)],
            htpy.th(scope="col")[_("loss at the end")],
        ]
    ]


def _table(found: dict[str, Depth]) -> Markup:
    rows = []
    for key, (name, copy) in zip(_KEYS, found.items(), strict=True):
        cells = join(
            _CELL.format(_number(value, f"first-gradient/{name}/{k}"))
            for k, value in enumerate(copy.gradients)
        )
        end = _number(float(copy.trial.train[-1]), f"depth-loss/{name}")
        rows.append(_ROW.format(key, ACTIVATIONS[FUNCTIONS[name]].called, cells, end))
    return _BODY.format(join(rows))


def _said(found: dict[str, Depth]) -> Markup:
    """How long they were trained: the same for all."""
    updates = max(int(copy.trial.updates[-1]) for copy in found.values())
    count = printed(updates, 0, quantity="depth-updates")
    words = Template(_("gradients before the first of {count} updates"))
    return card.note("said", words.format(count=count))


def _number(value: float, name: str) -> Markup:
    """A printed number: gradients span many powers of ten."""
    return size(value, 2, name)


def _figure(found: dict[str, Depth], box: plot.Box, palette: Palette) -> Figure:
    losses = [np.log10(np.maximum(copy.trial.train, _LEAST)) for copy in found.values()]
    seen = np.concatenate(losses)
    seen = seen[np.isfinite(seen)]
    low, high = (float(seen.min()) - _AIR, float(seen.max()) + _AIR) if seen.size else (-1.0, 0.1)
    last = max(float(copy.trial.updates[-1]) for copy in found.values())
    data = [
        plot.line(copy.trial.updates.tolist(), plot.finite(loss), palette.text1, 2.0, dash)
        for copy, loss, dash in zip(found.values(), losses, _DASHES, strict=True)
    ]
    vertical = plot.Axis(low, high, _("loss"), plot.powers(low, high), zero=False)
    return {
        "data": data,
        "layout": plot.layout(box, plot.Axis(0, last, _("updates"), zero=False), vertical, palette),
    }
