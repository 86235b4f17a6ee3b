"""Why a network cannot be trained, and what to expect where it can: a sentence each.

An obstacle is one in whatever update. A caution says what will not be learned although updates are
made, because its gradient is 0: what stands before a step function, or where no input arrives.
"""

from collections.abc import Callable, Iterator
from itertools import pairwise

import numpy as np

from playground.activations import ACTIVATIONS
from playground.cache import cached
from playground.data import Dataset
from playground.language import _, grouped, ngettext
from playground.limits import TrainingError
from playground.network import Network
from playground.scene import Scene, frozen_in
from playground.training import Recipe, loss_and_gradients
from playground.training.run import Frozen
from playground.training.timeline import begin

_AT_ONCE = 2_000_000  # weights times rows that are asked first: a few milliseconds


def why_not(scene: Scene, recipe: Recipe) -> str:
    """Why the network cannot be trained by a recipe, in one sentence; "" if it can be."""
    return next(iter(obstacles(scene, recipe)), "")


def caution(scene: Scene, recipe: Recipe) -> str:
    """What a network that can be trained will not learn, in one sentence; or ""."""
    return next(iter(cautions(scene, recipe)), "")


def obstacles(scene: Scene, recipe: Recipe) -> list[str]:
    """All that is in the way, a sentence each."""
    if scene.data is None:
        return [_("There is no data to learn from: choose some first.")]
    data = scene.fitting
    if data is None:
        return [_misfit(scene.network, scene.data)]
    return list(_obstacles(scene, recipe, data))


def cautions(scene: Scene, recipe: Recipe) -> list[str]:
    """All that cannot be learned, a sentence each; none where there is an obstacle."""
    data = scene.fitting
    if data is None or obstacles(scene, recipe):
        return []
    return [words for check in _CAUTIONS if (words := check(scene, recipe, data))]


def _misfit(network: Network, data: Dataset) -> str:
    return _(
        "The data are for {inputs} and {outputs}, this network has {own_inputs} "
        "and {own_outputs}: it cannot read them.",
        inputs=ngettext("{count} input", "{count} inputs", data.n_inputs),
        outputs=ngettext("{count} output", "{count} outputs", data.n_outputs),
        own_inputs=network.n_inputs,
        own_outputs=network.n_outputs,
    )


def _obstacles(scene: Scene, recipe: Recipe, data: Dataset) -> Iterator[str]:
    try:
        begin(scene.network, recipe, data, None)
    except TrainingError as error:
        yield str(error)
    if _jumps(scene.network, -1):
        label = ACTIVATIONS[scene.network.layers[-1].activation].called
        yield _(
            "The output's {label} function has slope 0 everywhere, so that every gradient is 0: "
            "give the output another one, such as sigmoid.",
            label=label,
        )


def _jumps(network: Network, k: int) -> bool:
    return ACTIVATIONS[network.layers[k].activation].jumps


def _cut_off(scene: Scene, recipe: Recipe, data: Dataset) -> str:
    """What is switched off is not trained, so that it stays so."""
    if not scene.off:
        return ""
    heard = np.ones(scene.network.n_inputs, dtype=bool)
    for cut in scene.cut:
        heard = np.asarray((~cut & heard).any(axis=1))
    if heard.any():
        return ""
    return _("No input reaches an output: the network can only learn to say the same of every row.")


def _step_function(scene: Scene, recipe: Recipe, data: Dataset) -> str:
    jumping = [k for k in range(scene.network.n_hidden) if _jumps(scene.network, k)]
    if not jumping:
        return ""
    k = jumping[-1]
    label = ACTIVATIONS[scene.network.layers[k].activation].called
    if k:
        return _(
            "Hidden layer {k} has the {label} function, whose slope is 0: "
            "the layers up to it stay as they are.",
            k=k + 1,
            label=label,
        )
    return _(
        "Hidden layer {k} has the {label} function, whose slope is 0: "
        "its own weights stay as they are.",
        k=k + 1,
        label=label,
    )


def _no_slope(scene: Scene, recipe: Recipe, data: Dataset) -> str:
    loss, weights, biases = _slopes(scene.active_network, data, recipe.loss, frozen_in(scene))
    if weights:
        return ""
    if biases:
        return _("Every weight's gradient is 0 over the training rows: only biases change.")
    if loss == 0.0:
        return _("The network already says what is wanted of every training row: the loss is 0.")
    return _("Every gradient is 0 over the training rows: there is no way down from here.")


def _large_batch(scene: Scene, recipe: Recipe, data: Dataset) -> str:
    n = len(data.train)
    if recipe.batch is None or recipe.batch <= n:
        return ""
    return ngettext(
        "The batch is for {batch} rows and there is one row to train with: "
        "each update reads them all.",
        "The batch is for {batch} rows and there are {n} to train with: "
        "each update reads them all.",
        n,
        n=grouped(n),
        batch=grouped(recipe.batch),
    )


_CAUTIONS: tuple[Callable[[Scene, Recipe, Dataset], str], ...] = (
    _cut_off,
    _step_function,
    _no_slope,
    _large_batch,
)


def _key(network: Network, data: Dataset, loss: str, frozen: Frozen | None) -> tuple[object, ...]:
    stays = None if frozen is None else frozen.tobytes()
    return network.fingerprint, data.digest, loss, stays


@cached(256, key=_key)
def _slopes(
    network: Network, data: Dataset, loss: str, frozen: Frozen | None
) -> tuple[float, bool, bool]:
    """The loss of the training rows; whether any weight has a gradient, and any bias or α.

    Only where a part of the rows has none, all are asked.
    """
    some = max(1, _AT_ONCE // network.n_parameters)
    for rows in dict.fromkeys((min(some, len(data.train)), len(data.train))):
        found = _slopes_over(network, data, loss, frozen, rows)
        if found[1]:
            break
    return found


def _slopes_over(
    network: Network, data: Dataset, loss: str, frozen: Frozen | None, n: int
) -> tuple[float, bool, bool]:
    rows = data.train[:n]
    value, found = loss_and_gradients(network, data.x[rows], data.y[rows], loss)
    parts, kinds = [], []
    for weights, biases, alpha in zip(found.weights, found.biases, found.alphas, strict=True):
        others = biases if alpha is None else np.append(biases, alpha)
        parts += [weights.ravel(), others]
        kinds += [weights.size, others.size]
    sloped = np.concatenate(parts) != 0.0  # nan is a slope, too: it does not stay as it is
    if frozen is not None:
        sloped &= ~frozen
    ends = np.cumsum([0, *kinds])
    live = [bool(sloped[begin:end].any()) for begin, end in pairwise(ends)]
    return value, any(live[::2]), any(live[1::2])
