"""A kernel that one moves over a picture: its window, nine products, their sum, and the map.

Parts are the picture, the window over it, the kernel's cells, the products, the sum and the map,
which grows as the window is moved where the pass is played (`playground.scene.kernel`).
What pooling leaves of the map is a panel of its own (`playground.panels.course.pooling`).
"""

import htpy
import numpy as np
from markupsafe import Markup, escape

from playground.activations import Array
from playground.analysis import so_far
from playground.analysis.layers.kernel import (
    feature_map,
    is_shared,
    products_in_window,
    window_of,
)
from playground.analysis.neurons.contributions import weighted_sum
from playground.cache import cached
from playground.data.picture import Picture
from playground.language import _, to_say
from playground.notation import exact
from playground.panels.kit import card, controls
from playground.panels.kit.image import enlarged, png, shades
from playground.panels.kit.numbers import computed, printed, sign_class
from playground.panels.kit.template import Template, join
from playground.panels.kit.theme import Palette, ink, palette_of, value_colour
from playground.panels.panel import Panel, View, slot
from playground.scene import Scene, reached
from playground.scene.kernel import (
    CELLS,
    KERNELS,
    PLANE,
    WIDTH,
    SetKernel,
    kernel_in,
    map_of,
    windowed,
    windows,
)

_NONE = to_say("This network has no kernel that looks at a picture.")
_NAMES = {
    "spot": to_say("a dark spot"),
    "across": to_say("a line across"),
    "down": to_say("a line down"),
    "blur": to_say("blur"),
}
_PICTURE = Template('<img data-key="{}" draggable="false" src="{}" alt="{}">')
_WINDOW = Template(
    '<div class="window" data-key="window" role="slider" tabindex="0" data-move="window" '
    'data-at="{} {}" data-erase="select/neuron/0/{}" aria-label="{}" aria-valuemin="1" '
    'aria-valuemax="{}" aria-valuenow="{}" aria-valuetext="{}" style="--row:{};--column:{}"></div>'
)
_HERE = Template(
    '<i class="here" data-key="{}" style="--row:{};--column:{}" aria-hidden="true"></i>'
)
_AHEAD = Template('<div class="ahead" data-key="ahead" aria-hidden="true">{}</div>')
_BLANK = Template('<i style="--row:{};--column:{}"></i>')
_CELL = Template('<div class="cell" data-key="kernel-{}">{}</div>')
_NINE = Template('<div class="nine" data-key="products" role="group" aria-label="{}">{}</div>')
_SQUARE = Template('<span class="cell" style="background:{};color:{}">{}</span>')


@np.errstate(all="ignore")
def render(scene: Scene, view: View) -> Panel:
    """The kernel over the picture."""
    size = windowed(scene.network)
    if size is None:
        return no_kernel(scene, view, "kernel", _("A kernel over a picture"))
    palette, j = palette_of(view), window_of(scene)
    rows, columns = map_of(size)
    answers = feature_map(scene)
    fixed = controls.is_fixed(scene, SetKernel([0.0] * CELLS))
    cells = {f"kernel-{n}": _cell(scene, n, fixed) for n in range(CELLS)}
    parts = {
        "picture": _image("picture", scene.x.reshape(size), 1.0, palette, _("the picture")),
        "window": _frame_of_window(size, j),
        **cells,
        "products": _products(scene, j, palette),
        "sum": _sum(scene, j),
        "map": _image("map", answers, strongest(answers), palette, _("the map of all answers")),
        "ahead": _ahead(scene, columns),
        "here": _HERE.format("here", j // columns, j % columns),
        "shared": _shared(scene, size),
    }
    frame = card.frame(
        "kernel",
        _("A kernel over a picture"),
        scene,
        view,
        htpy.div(".kernel-row")[
            titled(
                _("the picture: move the window"),
                htpy.div(
                    ".over",
                    style=f"--rows:{size[0]};--columns:{size[1]}",
                    data_across=f"0 {exact(size[1] / PLANE)}",
                    data_up=f"0 {exact(size[0] / PLANE)}",
                )[slot("picture"), slot("window")],
            ),
            htpy.div(".middle")[
                titled(
                    _("the kernel"),
                    htpy.div(".nine", role="group", aria_label=_("the kernel"))[
                        [slot(name) for name in cells]
                    ],
                ),
                titled(_("pixel × weight"), slot("products"), slot("sum")),
            ],
            titled(
                _("the map of all answers"),
                htpy.div(".over", style=f"--rows:{rows};--columns:{columns}")[
                    slot("map"), slot("ahead"), slot("here")
                ],
            ),
        ],
        None if fixed else _choices(),
        slot("shared"),
    )
    return Panel(frame, parts)


def no_kernel(scene: Scene, view: View, name: str, title: str) -> Panel:
    """A panel of this name where no neuron looks at a window of a picture."""
    note = card.note("none", _(_NONE))
    return Panel(card.frame(name, title, scene, view, slot("none")), {"none": note})


def titled(title: str, *content: htpy.Node) -> htpy.Element:
    """What stands below a caption."""
    return htpy.div(".titled")[htpy.p(".caption")[title], content]


def strongest(answers: Array) -> float:
    """What the strongest colour stands for: the largest answer, of any sign."""
    return float(np.nan_to_num(np.abs(answers)).max()) or 1.0


def _image(key: str, values: Array, limit: float, palette: Palette, said: str) -> Markup:
    return _PICTURE.format(key, png(enlarged(shades(values[::-1], limit)), palette), said)


def _ahead(scene: Scene, columns: int) -> Markup:
    """What the map does not have yet, while the pass is played by moving the window."""
    n = scene.network.sizes[1]
    blank = [j for j in range(n) if not reached(scene, 0, j)]
    return _AHEAD.format(join(_BLANK.format(j // columns, j % columns) for j in blank))


def _frame_of_window(size: Picture, j: int) -> Markup:
    """What is dragged: on a plane whose unit is ten squares, so that a key moves it by one."""
    rows, columns = map_of(size)
    r, c = divmod(j, columns)
    return _WINDOW.format(
        exact(c / PLANE),
        exact((rows - 1 - r) / PLANE),
        j,
        _("the window: the arrow keys move it"),
        rows * columns,
        j + 1,
        _("row {row}, column {column}", row=r + 1, column=c + 1),
        r,
        c,
    )


def _cell(scene: Scene, n: int, fixed: bool) -> Markup:
    value = float(kernel_in(scene)[n])
    setting = controls.Setting(
        key=f"kernel-cell/{n}",
        label=_("kernel, row {row}, column {column}", row=n // WIDTH + 1, column=n % WIDTH + 1),
        value=value,
        decimals=scene.decimals,
        bind="edit",
        locked=fixed,
        coloured=True,
    )
    return _CELL.format(n, controls.number_field(setting))


@cached(8, key=lambda: "")
def _choices() -> Markup:
    return escape(
        htpy.div(".segmented", role="group", aria_label=_("Kernels that look for"))[
            [
                htpy.button(type="button", data_edit=f"kernel/{name}")[_(_NAMES[name])]
                for name in KERNELS
            ]
        ]
    )


def _products(scene: Scene, j: int, palette: Palette) -> Markup:
    size = windowed(scene.network) or (WIDTH, WIDTH)
    sources = windows(size)[j]
    values = products_in_window(scene, j)
    limit = strongest(values)
    cells = join(
        square(value, f"product/0/{j}/{i}", limit, scene.decimals, palette)
        for value, i in zip(values.tolist(), sources.tolist(), strict=True)
    )
    return _NINE.format(_("the nine products"), cells)


def square(
    value: float | None, quantity: str, limit: float, decimals: int, palette: Palette
) -> Markup:
    """A number in a square of its colour; a blank one before it is computed."""
    if value is None:
        return _SQUARE.format(palette.card, palette.text2, printed(None, decimals, quantity))
    fill = value_colour(value / limit, palette)
    return _SQUARE.format(fill, ink(fill), computed(value, decimals, quantity))


def _sum(scene: Scene, j: int) -> Markup:
    """Σ of the nine, the bias where there is one, and the answer."""
    bias = float(scene.network.layers[0].biases[j])
    decimals = scene.decimals
    items = [
        card.named(_("sum"), computed(weighted_sum(scene, 0, j), decimals, f"weighted-sum/0/{j}")),
        card.named(_("answer"), computed(so_far.activation(scene, 0, j), decimals, f"a/0/{j}")),
    ]
    if bias:
        shown = printed(bias, decimals, f"bias/0/{j}", css=sign_class(bias))
        items.insert(1, card.named("b", shown))
    return card.line("sum", items)


def _shared(scene: Scene, size: Picture) -> Markup:
    if is_shared(scene.active_network.layers[0], size):
        return card.empty("shared")
    return card.note("shared", _("Not all neurons have this kernel: set one of its cells."))
