"""Draw a picture, and see at once what the network reads: the pad, and a bar for each class.

Beneath are pictures of the data, one of each class: a button puts it to the inputs, and pressed
again the next one of that class.
"""

import htpy
import numpy as np
from markupsafe import Markup, escape

from playground.analysis import so_far
from playground.analysis.input_space.classes import largest_output
from playground.analysis.layers.probabilities import are_given
from playground.cache import cached
from playground.data import Dataset
from playground.language import _, to_say
from playground.panels.kit import card, controls, pad
from playground.panels.kit.image import enlarged, png, shades
from playground.panels.kit.numbers import printed
from playground.panels.kit.template import Template, join
from playground.panels.kit.theme import Palette, palette_of
from playground.panels.panel import Panel, View, slot
from playground.scene import Scene, SetRow

_MOST = 16  # classes that have a bar
_SAID = Template(
    '<p class="read" data-key="read" role="status"><span class="caption">{}</span> '
    '<strong class="digit">{}</strong></p>'
)
_BAR = Template(
    '<div class="share-row{}" data-key="share-{}"><span class="naming">{}</span>'
    '<span class="bar"><span class="fill" style="width:{}%"></span></span>{}</div>'
)
_SAMPLE = Template(
    '<button type="button" data-edit="row/{}" aria-label="{}" title="{}"{}><img src="{}" alt="">'
    "<span>{}</span></button>"
)
_NO_PICTURE = to_say("The inputs of this network are no picture to draw on.")


@np.errstate(all="ignore")
def render(scene: Scene, view: View) -> Panel:
    """The drawing pad."""
    size = pad.size_of(scene)
    if size is None:
        note = card.note("none", _(_NO_PICTURE))
        return Panel(card.frame("pad", _("Drawing pad"), scene, view, slot("none")), {"none": note})
    shares = _shares(scene) if scene.network.n_outputs > 1 else {}
    samples = _samples(scene, view)
    parts = {**pad.parts(scene, view, size), "read": _read(scene), **shares, **samples}
    frame = card.frame(
        "pad",
        _("Drawing pad"),
        scene,
        view,
        htpy.div(".pad-card")[
            htpy.div(".pad-side")[
                pad.place(size),
                slot("pad-tools"),
            ],
            slot("read"),
            htpy.div(".shares", role="group", aria_label=_("outputs"))[
                [slot(name) for name in shares]
            ]
            if shares
            else None,
        ],
        slot("samples") if samples else None,
    )
    return Panel(frame, parts)


def _read(scene: Scene) -> Markup:
    """The class that is read; nothing of paper without ink, of which no network knows.

    A single output has no class to name: its value is what there is to say.
    """
    if scene.network.n_outputs == 1:
        return _SAID.format(_("The network answers"), _answer(scene, 0))
    if not scene.x.any():
        return _SAID.format(_("Draw a digit"), "")
    if not so_far.pass_done(scene):
        return _SAID.format(_("Not computed yet"), "")
    return _SAID.format(_("The network reads"), _name(scene, largest_output(scene)))


def _answer(scene: Scene, j: int) -> Markup:
    last = len(scene.network.layers) - 1
    value = so_far.activation(scene, last, j)
    return printed(value, scene.decimals, quantity=f"a/{last}/{j}")


def _name(scene: Scene, j: int) -> str:
    return scene.network.output_names[j]


def _shares(scene: Scene) -> dict[str, Markup]:
    """A bar for each output, as long as its probability; of other outputs the number alone."""
    last = len(scene.network.layers) - 1
    shares = are_given(scene.network)
    best = largest_output(scene) if so_far.pass_done(scene) and scene.x.any() else None
    found = {}
    for j in range(min(scene.network.n_outputs, _MOST)):
        value = so_far.activation(scene, last, j)
        length = 100 * value if shares and value is not None and np.isfinite(value) else 0.0
        found[f"share-{j}"] = _BAR.format(
            " is-best" if j == best else "",
            j,
            _name(scene, j),
            f"{length:.1f}",
            _answer(scene, j),
        )
    return found


def _samples(scene: Scene, view: View) -> dict[str, Markup]:
    """A picture of the data for each class, where there are data and they can be put in."""
    data = scene.fitting
    if data is None or data.picture is None or data.task != "classes":
        return {}
    if controls.is_fixed(scene, SetRow(0)):
        return {}
    row = -1 if scene.row is None else scene.row
    return {"samples": _sample_row(data, row, palette_of(view))}


@cached(64, key=lambda data, row, palette: (data.digest, row, palette))
def _sample_row(data: Dataset, row: int, palette: Palette) -> Markup:
    buttons = join(
        _sample(data, _next_of(data, c, row), c, row, palette) for c in range(len(data.labels))
    )
    return escape(
        htpy.div(
            ".samples", data_key="samples", role="group", aria_label=_("A picture of the data")
        )[htpy.span(".caption")[_("Or one of the data:")], buttons]
    )


def _next_of(data: Dataset, c: int, row: int) -> int:
    """The first row of class c after ``row``, round and round."""
    rows = np.flatnonzero(data.target == c)
    later = rows[rows > row]
    return int(later[0] if len(later) else rows[0])


def _sample(data: Dataset, at: int, c: int, row: int, palette: Palette) -> Markup:
    picture = data.x[at].reshape(data.picture)[::-1]
    label = _("a {digit} of the data, row {row}", digit=data.labels[c], row=at + 1)
    is_now = row >= 0 and int(data.target[row]) == c
    return _SAMPLE.format(
        at,
        label,
        label,
        Markup(' aria-current="true"') if is_now else Markup(""),
        png(enlarged(shades(picture, 1.0)), palette),
        data.labels[c],
    )
