"""A training as plain data for MessagePack; what is read is checked like any upload."""

from dataclasses import replace
from typing import Annotated

import msgspec
import numpy as np
from msgspec import Meta

from playground.activations import Array
from playground.language import _, grouped
from playground.limits import (
    MAX_EPOCHS,
    MAX_LAYERS,
    MAX_LEGS,
    MAX_ROWS,
    MAX_SEED,
    MAX_TRAINED,
    TrainingError,
    check_magnitude,
)
from playground.packed.networks import Name, PackedNetwork, packed, unpacked, unpacked_numbers
from playground.training.recipe import Recipe
from playground.training.run import Fault, Frozen, Run, What, read_only, start
from playground.training.timeline import Left, Training

_Count = Annotated[int, Meta(ge=0, le=1000 * MAX_EPOCHS)]
_Memory = Annotated[list[Annotated[bytes, Meta(max_length=8 * MAX_TRAINED)]], Meta(max_length=4)]
_Layer = Annotated[int, Meta(ge=0, lt=MAX_LAYERS)]


class PackedRecipe(msgspec.Struct, array_like=True, forbid_unknown_fields=True):
    """A recipe; the fields are those of ``Recipe``, in their order."""

    loss: Name
    optimiser: Name
    rate: float
    batch: Annotated[int, Meta(ge=1, le=MAX_ROWS)] | None
    l1: float
    l2: float
    momentum: float
    seed: Annotated[int, Meta(ge=0, le=MAX_SEED)]


class PackedRun(msgspec.Struct, array_like=True, forbid_unknown_fields=True):
    """A run: its network as it is now, and what else it goes on from."""

    network: PackedNetwork
    recipe: PackedRecipe
    memory: _Memory | None  # None: nothing is remembered yet
    counts: tuple[_Count, _Count, _Count, _Count]  # remembered, step, epoch, batch
    frozen: Annotated[bytes, Meta(max_length=MAX_TRAINED)] | None
    fault: tuple[_Count, _Layer, What] | None


class PackedTraining(msgspec.Struct, array_like=True, forbid_unknown_fields=True):
    """A training; ``run`` is ``None`` where it stands at the beginning of its last stretch."""

    legs: Annotated[list[PackedRun], Meta(min_length=1, max_length=MAX_LEGS)]
    run: PackedRun | None
    last: _Count
    data: Annotated[str, Meta(pattern=r"^[0-9a-f]{24}\Z")]
    left: tuple[PackedRun, _Count, _Count] | None = None


def packed_recipe(recipe: Recipe) -> PackedRecipe:
    """The recipe as plain data."""
    return PackedRecipe(**vars(recipe))


def unpacked_recipe(given: PackedRecipe) -> Recipe:
    """The recipe of plain data. Raises TrainingError."""
    return Recipe(**msgspec.structs.asdict(given))


def packed_training(training: Training) -> PackedTraining:
    """The training as plain data. Raises NetworkError if a number is over the limits."""
    same = training.run == training.legs[-1]
    run = None if same else _packed(training.run)
    legs, left = [_packed(leg) for leg in training.legs], training.left
    ahead = None if left is None else (_packed(left.leg), left.since, left.last)
    return PackedTraining(legs, run, training.last, training.data, ahead)


def unpacked_training(given: PackedTraining) -> Training:
    """The training of plain data. Raises TrainingError, or NetworkError of its networks."""
    legs = tuple(map(_unpacked, given.legs))
    run = legs[-1] if given.run is None else _unpacked(given.run)
    steps = [leg.step for leg in legs]
    if steps != sorted(set(steps)) or not steps[0] <= run.step <= given.last >= steps[-1]:
        raise TrainingError(_("training: its updates are in no order that can be"))
    left = None if given.left is None else Left(_unpacked(given.left[0]), *given.left[1:])
    return Training(legs, run, given.last, given.data, left)


def _packed(run: Run) -> PackedRun:
    blank = not any(each.any() for each in run.memory)
    memory = None if blank else [each.astype("<f8").tobytes() for each in run.memory]
    fault = run.fault
    return PackedRun(
        packed(run.network),
        packed_recipe(run.recipe),
        memory,
        (run.remembered, run.step, run.epoch, run.batch),
        None if run.frozen is None else np.packbits(run.frozen).tobytes(),
        None if fault is None else (fault.step, fault.layer, fault.what),
    )


def _unpacked(given: PackedRun) -> Run:
    network = unpacked(given.network)
    if network.n_parameters > MAX_TRAINED:
        raise TrainingError(
            _("training: expected at most {most} parameters", most=grouped(MAX_TRAINED))
        )
    begun = start(network, unpacked_recipe(given.recipe))
    remembered, step, epoch, batch = given.counts
    fault = None if given.fault is None else Fault(*given.fault)
    if fault is not None and (fault.step != step + 1 or fault.layer > network.n_hidden):
        raise TrainingError(_("training: its end fits neither its updates nor its network"))
    return replace(
        begun,
        memory=begun.memory if given.memory is None else _memory(given.memory, begun),
        remembered=remembered,
        step=step,
        epoch=epoch,
        batch=batch,
        frozen=None if given.frozen is None else _frozen(given.frozen, len(begun.vector)),
        fault=fault,
    )


def _memory(given: list[bytes], run: Run) -> tuple[Array, ...]:
    arrays = [unpacked_numbers(each, "training, memory") for each in given]
    if [len(each) for each in arrays] != [len(each) for each in run.memory]:
        raise TrainingError(_("training: the optimiser's memory does not fit the network"))
    for each in arrays:
        check_magnitude(each, "training, memory")
    return tuple(read_only(each.copy()) for each in arrays)


def _frozen(given: bytes, n: int) -> Frozen:
    bits = np.unpackbits(np.frombuffer(given, dtype=np.uint8))
    if not n <= len(bits) < n + 8:
        raise TrainingError(_("training: what is frozen does not fit the network"))
    return bits[:n].astype(bool)
