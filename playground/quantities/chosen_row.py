"""The row at the inputs: what is wanted of it, its way back, and the update that it leads to."""

from collections.abc import Callable

from playground.analysis.learning import backward, gradient_check, update
from playground.analysis.rows.predictions import loss_at_input, off_by, wanted
from playground.analysis.rows.unscaled import (
    unscaled_off_by,
    unscaled_output,
    unscaled_target,
)
from playground.analysis.so_far import loss_done
from playground.quantities.quantity import Quantity, at_end, if_defined, so_far
from playground.scene import Scene


def _checked(check: Callable[..., gradient_check.Check | None]) -> Quantity:
    """The central difference beside a gradient."""

    def central(scene: Scene, *places: int) -> float | None:
        found = check(scene, *places)
        return None if found is None else found.central

    return so_far(central)


def _expected(of: Callable[..., float]) -> Quantity:
    """What an update would make of a weight; what stands before the weight's place is handed on."""

    def value(scene: Scene, *places: int) -> float | None:
        found = update.expected(scene, *places[-3:])
        return None if found is None else of(found, *places[:-3])

    return so_far(value)


def _updated(of: Callable[..., float]) -> Quantity:
    """A number of the network after the update."""

    def value(scene: Scene, *places: int) -> float | None:
        network = update.updated(scene)
        return None if network is None else of(network, *places)

    return so_far(value)


def _unscaled(scene: Scene, i: int) -> float | None:
    data = scene.fitting
    return None if data is None else data.unscaled(i, float(scene.x[i]))


#: Form → quantity.
CHOSEN_ROW: dict[str, Quantity] = {
    # an input as it stands in the data's table, before scaling
    "unscaled/{i}": if_defined(_unscaled),
    "row": if_defined(lambda s: None if s.row is None else s.row + 1),
    # the row that is chosen: what is wanted of its outputs, and how far they are from it
    "target/{o}": if_defined(wanted),
    "off-by/{o}": if_defined(off_by, at_end),
    "loss": if_defined(loss_at_input, loss_done),
    "unscaled-target": if_defined(unscaled_target),
    "unscaled-output": if_defined(unscaled_output, at_end),
    "unscaled-off-by": if_defined(unscaled_off_by, at_end),
    # its way back, as far as it has been played: pulls ∂L/∂a, w·δ, δ = ∂L/∂z, gradients and checks
    "pull/{k}/{j}": so_far(backward.pull),
    "pull-of/{k}/{j}/{i}": so_far(backward.pull_of),
    "delta/{k}/{j}": so_far(backward.delta),
    "gradient/{k}/{j}/{i}": so_far(backward.gradient),
    "bias-gradient/{k}/{j}": so_far(backward.delta),
    "alpha-gradient/{k}": so_far(backward.alpha_gradient),
    "gradient-check/{k}/{j}/{i}": _checked(gradient_check.of_weight),
    "bias-gradient-check/{k}/{j}": _checked(gradient_check.of_bias),
    # the rows of its batch so far, and what the next update makes of them, or has made
    "row-gradient/{n}/{k}/{j}/{i}": so_far(update.row_gradient),
    "batch-gradient/{k}/{j}/{i}": so_far(update.mean_so_far),
    "memory/{n}/{k}/{j}/{i}": _expected(lambda found, n: found.memory[n]),
    "next-memory/{n}/{k}/{j}/{i}": _expected(lambda found, n: found.next_memory[n]),
    "next-step/{k}/{j}/{i}": _expected(lambda found: found.next_weight - found.weight),
    "next-weight/{k}/{j}/{i}": _expected(lambda found: found.next_weight),
    "last-gradient/{k}/{j}/{i}": so_far(update.last_gradient),
    "updated-bias/{k}/{j}": _updated(lambda network, k, j: network.layers[k].biases[j]),
    "updated-weight/{k}/{j}/{i}": _updated(
        lambda network, k, j, i: network.layers[k].weights[j, i]
    ),
}
