"""A weight's batch in the inspector: its gradient row by row, and the update that would follow.

Parts are ``batch``, a bar for each row with the mean so far; ``next-step``, what the optimiser
remembers and makes of that mean; and ``history``, the gradients of the updates before. Rows
that come later are dashed.
"""

import math

import htpy
from markupsafe import Markup

from playground.analysis.learning import update
from playground.analysis.learning.update import Batch, Expected
from playground.language import _, grouped
from playground.notation import significant
from playground.panels.kit.numbers import gradient, printed
from playground.panels.kit.template import Template, join
from playground.panels.panel import slot
from playground.scene import Scene
from playground.training import OPTIMISERS

MOST_ROWS = 8  # of a batch that are drawn
_HALF = 26.0  # px, the longest bar
_MORE = 1  # decimals beside the scene's, in which a weight is told before and after
_BATCH = Template(
    '<div class="batch-rows" data-key="batch" role="group" aria-label="{}">{}'
    '<span class="mean"{}></span><p class="mean-told">{}{}</p></div>'
)
_ROW = Template(
    '<span class="batch-row{}">{}<i class="bar {}" style="--long:{}px"></i>'
    '<span class="of-row">{}</span></span>'
)
_AT = Template(' style="--at:{}px"')
_NEXT = Template('<div class="facts next-step" data-key="next-step">{}</div>')
_FACT = Template('<div class="fact"><span>{}</span><span>{}</span></div>')
_NOTE = Template('<p class="aside">{}</p>')
_ACROSS, _UP = 200.0, 18.0  # px of the line of gradients: its length, and its height to one side
_HISTORY = Template(
    '<div class="history" data-key="history"><h3>{}</h3>'
    '<svg viewBox="-3 -3 206 42" preserveAspectRatio="none" aria-hidden="true">'
    '<path d="M0 18H200"/><polyline points="{}"/></svg>{}</div>'
)
_NO_HISTORY = Markup('<div data-key="history"></div>')
#: How each optimiser calls what it remembers, as in its formula.
_MEMORY = {
    "momentum": ("v",),
    "nesterov": ("v",),
    "rmsprop": ("s",),
    "adagrad": ("s",),
    "adam": ("m", "s"),
    "adamw": ("m", "s"),
}


def sections(optimiser: str) -> list[htpy.Node]:
    """The places of the parts in a frame."""
    return [
        htpy.h3[_("This batch, row by row")],
        slot("batch"),
        htpy.h3[_("Next step · {optimiser}", optimiser=_(OPTIMISERS[optimiser].label))],
        slot("next-step"),
        slot("history"),
    ]


def optimiser_of(scene: Scene) -> str:
    """The optimiser of the batch at x by its name; empty where there is none."""
    batch = update.batch_of(scene)
    return "" if batch is None else batch.training.run.recipe.optimiser


def parts_of_batch(scene: Scene, k: int, j: int, i: int) -> dict[str, Markup]:
    """Both parts of a weight; none where its row is in no batch."""
    batch = update.batch_of(scene)
    if batch is None:
        return {}
    return {
        "batch": _rows(scene, batch, k, j, i),
        "next-step": _next(scene, batch, k, j, i),
        "history": _history(scene, batch, k, j, i),
    }


def _rows(scene: Scene, batch: Batch, k: int, j: int, i: int) -> Markup:
    known = update.row_gradients(scene, batch, k, j, i).tolist()
    mean = update.mean_so_far(scene, k, j, i)
    first = min(max(batch.place - MOST_ROWS + 2, 0), max(len(batch.rows) - MOST_ROWS, 0))
    drawn = range(first, min(first + MOST_ROWS, len(batch.rows)))
    sizes = [abs(known[at]) for at in drawn if at < len(known)] + [abs(mean or 0.0)]
    scale = _HALF / (max(sizes) or 1.0)
    columns = []
    for at in drawn:
        row, value = batch.rows[at], known[at] if at < len(known) else None
        name = f"row-gradient/{row}/{k}/{j}/{i}"
        css = " now" if at == batch.place else ""
        state = "not-yet" if value is None else "minus" if value < 0 else "plus"
        long = 18.0 if value is None else round(max(abs(value) * scale, 1.5), 1)
        number = gradient(value, scene.decimals, name)
        columns.append(_ROW.format(css, number, state, long, row + 1))
    line = Markup("") if mean is None else _AT.format(round(-mean * scale, 1))
    words = _("no row is known yet")
    if known:
        words = _("mean of {count} of {all}: ", count=len(known), all=len(batch.rows))
    number = printed(
        mean, scene.decimals + _MORE, quantity=f"batch-gradient/{k}/{j}/{i}", css=" gradient-sum"
    )
    return _BATCH.format(_("gradients of the batch"), join(columns), line, words, number)


def _next(scene: Scene, batch: Batch, k: int, j: int, i: int) -> Markup:
    found = update.expected(scene, k, j, i)
    if found is None:
        return _NEXT.format("")
    recipe, place = batch.training.run.recipe, f"{k}/{j}/{i}"
    rule = _(recipe.optimiser_row.formula)
    rows = [_NOTE.format(f"{rule}, η = {significant(recipe.rate)}")]
    for n, letter in enumerate(_MEMORY.get(recipe.optimiser, ())):
        before = _short(found.memory[n], f"memory/{n}/{place}")
        after = _short(found.next_memory[n], f"next-memory/{n}/{place}")
        rows.append(_FACT.format(letter, Markup("{} → {}").format(before, after)))
    step = found.next_weight - found.weight
    rows.append(_FACT.format(_("step"), _short(step, f"next-step/{place}")))
    decimals = scene.decimals + _MORE
    before = printed(found.weight, decimals, quantity=f"weight/{place}")
    after = printed(found.next_weight, decimals, quantity=f"next-weight/{place}", css=" strong")
    is_whole = len(update.row_gradients(scene, batch, k, j, i)) == len(batch.rows)
    told = _("with the whole batch") if is_whole else _("if the batch ended here")
    rows.append(_FACT.format(told, Markup("{} → {}").format(before, after)))
    return _NEXT.format(join(rows) + _disagree(found))


def _history(scene: Scene, batch: Batch, k: int, j: int, i: int) -> Markup:
    """The gradients of the updates before as a line about 0, and the latest with its number."""
    found = [] if scene.is_cut(k, j, i) else update.gradient_history(batch, k, j, i)
    sizes = [abs(value) for *step, value in found if math.isfinite(value)]
    if len(found) < 2 or len(sizes) < len(found):
        return _NO_HISTORY
    first, last = found[0][0], found[-1][0]
    across, up = _ACROSS / (last - first), _UP / (max(sizes) or 1.0)
    points = " ".join(f"{(n - first) * across:.1f},{_UP - g * up:.1f}" for n, g in found)
    number = gradient(found[-1][1], scene.decimals + _MORE, f"last-gradient/{k}/{j}/{i}")
    return _HISTORY.format(
        _("Gradient of updates {first} to {last}", first=grouped(first), last=grouped(last)),
        points,
        number,
    )


def _disagree(found: Expected) -> Markup:
    """In words where what is remembered moves the weight against its gradient."""
    step = found.next_weight - found.weight
    if not found.g * step > 0 or not found.memory:
        return Markup("")
    if found.g > 0:
        told = _("This gradient alone would lower the weight; what is remembered still raises it.")
    else:
        told = _("This gradient alone would raise the weight; what is remembered still lowers it.")
    return _NOTE.format(told)


def _short(value: float, name: str) -> Markup:
    """With two digits that count, for sizes that span many powers."""
    return printed(value, 0, quantity=name, text=significant(value))
