"""What the scripts of every library share: the opening, the recipe, the loop and what is printed.

Epochs and updates are printed as on the page, where they count from 1. A visitor's words appear in
the docstring and in comments only.
"""

import re
from collections.abc import Iterator

from playground.data.names import printable
from playground.export.source import in_docstring, joined_lines, numbers, sizes_of
from playground.export.training.stretch import Stretch


def script(*lines: str) -> str:
    """A file of these lines; of several parts each asks for empty lines around it."""
    return re.sub(r"\n{4,}", "\n\n\n", joined_lines(*lines))


def opening(stretch: Stretch, library: str) -> list[str]:
    """A docstring that says what the script does, in two sentences."""
    recipe, title = stretch.recipe, printable(stretch.title) or "MLP Playground"
    by = f"{recipe.optimiser_row.label} with the {recipe.loss_row.label}"
    begun = f"goes on from update {stretch.run.step} of" if stretch.run.step else "is the start of"
    return [
        f'"""{in_docstring(title)}: {sizes_of(stretch.network)}, trained with {library}',
        "",
        f"It {begun} a training by {by}, and makes {stretch.updates} updates.",
        "Start, rows and batches are those of the page, and so are the losses that it prints.",
        '"""',
        "",
    ]


def recipe_lines(stretch: Stretch) -> Iterator[str]:
    """The numbers of the recipe, those that matter alone."""
    recipe = stretch.recipe
    yield f"rate = {float(recipe.rate)!r}  # the learning rate"
    if stretch.rates:
        changes = {step: float(rate) for step, rate in stretch.rates}
        yield f"rates = {changes!r}  # after so many updates it is another"
    if recipe.optimiser_row.has_momentum:
        yield f"momentum = {float(recipe.momentum)!r}"
    if recipe.batch is not None:
        yield f"batch, seed = {recipe.batch}, {recipe.seed}  # rows an update, and their order"
    if recipe.l1:
        yield f"l1 = {float(recipe.l1)!r}  # adds l1 · Σ|w| to the loss"
    if stretch.l2:
        yield f"l2 = {float(stretch.l2)!r}  # adds l2/2 · Σw² to the loss"
    if stretch.decay:
        yield f"decay = {float(stretch.decay)!r}  # the weights shrink by rate · decay"


def epochs_line(stretch: Stretch) -> str:
    """The head of the loop over the epochs."""
    return f"for epoch in range({stretch.first}, {stretch.end}):"


def batches_lines(stretch: Stretch, update: str, change: str) -> Iterator[str]:
    """An epoch: updates from slices ``rows`` of x and y, or one from all of them.

    ``update`` is a statement that takes {x} and {y}, ``change`` one that sets another rate where
    ``rates`` has one; the variable ``step`` counts.
    """
    if stretch.recipe.batch is None:
        if stretch.rates:
            yield f"    {change}"
        yield "    step += 1"
        yield f"    {update.format(x='x', y='y')}"
        return
    begin = f"{stretch.skipped} * batch if epoch == {stretch.first} else 0"
    yield "    order = np.random.default_rng([seed, epoch]).permutation(len(x))"
    yield f"    for at in range({begin if stretch.skipped else 0}, len(x), batch):"
    yield from stop_lines(stretch)
    if stretch.rates:
        yield f"        {change}"
    yield "        step += 1"
    yield "        rows = order[at : at + batch]"
    yield f"        {update.format(x='x[rows]', y='y[rows]')}"


def frozen_lines(stretch: Stretch, array: str, transposed: bool = False) -> Iterator[str]:
    """Which numbers are frozen, as arrays of bool; ``transposed`` where weights are, too."""
    parts = [each.T if transposed else each for each in stretch.frozen]
    yield "frozen = [  # where 1 stands, a number stays as it is: it is switched off"
    yield from (f"    {array}({numbers(each.astype(int))}) == 1," for each in parts)
    yield "]"


def stop_lines(stretch: Stretch) -> Iterator[str]:
    """Where the last epoch is not complete, the way out of its batches."""
    if stretch.rest:
        yield f"        if step == {stretch.last_update}:"
        yield "            break"


def report_lines(stretch: Stretch, within: str = "") -> Iterator[str]:
    """At the end of an epoch: its losses in full precision, by a function ``mean_loss``.

    ``within`` is a statement that they need around them.
    """
    margin = "    "
    if stretch.every > 1:
        yield f"{margin}if (epoch + 1) % {stretch.every} == 0 or epoch + 1 == {stretch.end}:"
        margin += "    "
    if within:
        yield f"{margin}{within}"
        margin += "    "
    test = ", test {mean_loss(x_test, y_test)!r}" if stretch.has_test else ""
    yield f'{margin}print(f"epoch {{epoch + 1}}, update {{step}}: "'
    yield f'{margin}      f"loss {{mean_loss(x, y)!r}}{test}")'
