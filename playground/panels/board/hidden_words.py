"""What is said below a hidden layer's plane: where the input lies, what is right, the line."""

from markupsafe import Markup

from playground.analysis import so_far
from playground.analysis.rows.hidden_places import component_share
from playground.analysis.rows.measured import measured
from playground.language import _, grouped, ngettext
from playground.panels.board.hidden_axes import Plane
from playground.panels.board.surface import boundary_words
from playground.panels.kit import card
from playground.panels.kit.equation import variable
from playground.panels.kit.marks import drawn_rows
from playground.panels.kit.names import layer_name
from playground.panels.kit.numbers import computed, printed, sign_class
from playground.panels.kit.template import Template
from playground.scene import Scene

_ASIDE = Template('<span class="aside">{}</span>')
_LINE = Template('<p class="note" data-key="line"><span class="cut"></span>{}</p>')


def told(scene: Scene, plane: Plane, free: tuple[int, int] | None) -> dict[str, Markup]:
    """The parts below the planes."""
    return {
        "lies": _lies(scene, plane),
        "counted": _counted(scene, plane),
        "line": _line(scene, plane) if free else card.empty("line"),
        "fixed": card.note("fixed", card.fixed_inputs(scene, free) if free else ""),
    }


def _lies(scene: Scene, plane: Plane) -> Markup:
    """Where the present input lies, or what the components hold."""
    if plane.neurons is None:
        shares = [
            card.named(
                _("component {number}", number=n + 1),
                computed(
                    component_share(scene, plane.k, n),
                    scene.decimals,
                    f"component-share/{plane.k}/{n}",
                ),
            )
            for n in (0, 1)
        ]
        aside = _ASIDE.format(_("share of the variance over the rows drawn"))
        return card.line("lies", [*shares, aside])
    shown = []
    for j in dict.fromkeys(plane.neurons):
        value = so_far.activation(scene, plane.k, j)
        number = computed(value, scene.decimals, f"a/{plane.k}/{j}", sign_class(value))
        shown.append(card.equality(variable("a", j + 1), number))
    words = _("{layer}, at this input", layer=layer_name(scene.network, plane.k))
    return card.line("lies", [*shown, _ASIDE.format(words)])


def _counted(scene: Scene, plane: Plane) -> Markup:
    """How many rows are right, and how many are drawn where there are too many."""
    data, found = scene.fitting, measured(scene, "all")
    if data is None or found is None:
        words = _("Add data above, and each row lies in both planes.") if scene.data is None else ""
        return card.note("counted", words)
    n, drawn = data.n_rows, len(drawn_rows(data, scene.row))
    some = _("; {count} of them are drawn", count=grouped(drawn)) if drawn < n else ""
    if found.confusion is None:
        return card.note("counted", ngettext("{n} row", "{n} rows", n, n=grouped(n)) + some)
    right = printed(found.confusion.n_right, 0, quantity="right/all")
    words = Template(_("{right} of {count} rows right"))
    return card.note("counted", words.format(right=right, count=grouped(n)) + some)


def _line(scene: Scene, plane: Plane) -> Markup:
    """What the line is, and why there is none in a plane of a wide layer."""
    network = scene.network
    width = network.layers[plane.k].n_out
    straight = plane.k == network.n_hidden - 1 and width <= 2
    words = boundary_words(scene)
    if straight:
        words = _(
            "{line}: behind {layer} there is only the output, so it is straight",
            line=words,
            layer=layer_name(network, plane.k),
        )
    elif width > 2:
        words = _(
            "{line}: among the inputs alone, because the output reads all {count} neurons",
            line=words,
            count=width,
        )
    return _LINE.format(words)
