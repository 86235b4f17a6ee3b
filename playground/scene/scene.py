"""The Scene: network, input and how they are looked at."""

import dataclasses
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from playground.activations import Array
from playground.data import Dataset
from playground.engine import Trace, forward
from playground.language import _
from playground.limits import (
    MAX_DECIMALS,
    MAX_NOTE,
    MAX_PAINTED_CLASSES,
    MAX_TITLE,
    NetworkError,
)
from playground.network import Network
from playground.scene.data_fields import Data, Row
from playground.scene.fields import Choice, Controls, Field, Number, Origin, Text, Whole, Word
from playground.scene.network_fields import Inputs, KeptNetwork, Selection, Step, SwitchedOff
from playground.scene.playback import back_index, last_step, step_index
from playground.scene.target import Target
from playground.scene.training_fields import Numbers, Runs, Trained
from playground.training import Recipe, Stop, Training
from playground.training.kept import KeptRun

Mask = NDArray[np.bool_]

#: Parts of the page that a link can hide, and groups of values that a link can fix.
HIDEABLE = (
    "topology",
    "activations",
    "weights",
    "inputs",
    "output",
    "neuron",
    "matrices",
    "flow",
    "randomise",
    "data",
    "loss",
)
#: What the diagram shows in its neurons: their numbers, or maps of what they see.
SHOWN = ("numbers", "maps")
#: What is drawn of a neuron that is selected: a map of what it sees, the curve of its activation,
#: or of both the one that goes with what the diagram shows.
SIGHTS = ("auto", "map", "curve")
#: What is played on the stage: the forward pass, or training, which has a way back.
MODES = ("forward", "train")
#: Which rows of the data are measured, and which are listed.
PARTS = ("all", "train", "test")
LISTED = (*PARTS, "wrong", "selected")
#: What rows are sorted by: a column, and "-" before it where the largest come first.
ORDER = r"-?(row|column/\d{1,3}|target|said|loss|(output|error)/\d{1,3})"
#: A cell of the confusion matrix: wanted and said; or none.
CELL = r"(\d{1,3}/\d{1,3})?"
#: By which rule and seed the weights were drawn, or nothing.
DICE = r"([a-z_]{1,40},\d{1,10})?"
#: What paints points on the plane: nothing, the eraser, or points of a class by its number.
NO_BRUSH, ERASER = "off", "erase"
BRUSHES = (NO_BRUSH, ERASER, *map(str, range(MAX_PAINTED_CLASSES)))
LOCKABLE = ("topology", "activations", "weights", "biases", "inputs")


def held(field: Field, *, repr: bool = True) -> Any:
    """A field of the scene, with all that is to be known of it."""
    return dataclasses.field(default=field.default, repr=repr, metadata={"field": field})


@dataclass(frozen=True, eq=False)
class Scene:
    """Network, input and how they are looked at. Raises NetworkError for what cannot be.

    ``x`` has shape (n_inputs,), finite and read-only; any sequence may be given, and zeros are
    taken for ``None``. ``off`` holds the inputs, hidden neurons and weights that are switched off:
    they contribute nothing and remember their numbers. ``step`` is the last step of the forward
    pass that has been played, ``None`` for all of them. ``hidden`` and ``locked`` are a teacher's
    choice of controls, from HIDEABLE and LOCKABLE. ``threshold`` makes a class of an output with
    values in [0, 1], and lies there whatever the output is now. ``temperature`` is the T of the
    probabilities panel; nothing else depends on it, and beyond its bounds softmax(z/T) is a step
    or flat. ``ghost`` is a network that was kept, to be compared with; it reads the same input.
    ``data`` are rows for the network, whether they fit it or not (``fitting``); ``row`` is the one
    that was chosen, and x may have been moved since (``is_at_row``). Without an x the row's own is
    taken.
    ``neurons`` is what the diagram shows in them, one of SHOWN. Of the data's rows those of the
    part ``measured`` are counted, and ``listed`` ones stand in the table in the ``order`` of a
    column; those of a ``cell`` of the confusion matrix are brought out. ``brush``, one of BRUSHES,
    is what paints points on the plane of the inputs, as far as they can be painted. ``sight`` is
    what is drawn of a selected neuron, one of SIGHTS. ``mode`` is what is played, one of MODES:
    only in training a ``step`` goes beyond the forward pass. ``recipe`` is by what the network is
    trained, ``None`` as long as nothing was chosen, and ``stop`` when that stops by itself.
    ``training`` is how the network came to be trained; it may have been edited since. ``runs`` are
    trainings that were kept, to be compared with; they are too long for a link.

    The order of the fields is that of a token: a new one comes last.
    """

    network: Network
    x: Array = held(Inputs(content=True, link="x", document="input"))
    selected: Target | None = held(Selection(link="s"))
    off: frozenset[Target] = held(SwitchedOff(content=True, link="off"))
    threshold: float = held(Number(default=0.5, low=0, high=1, content=True, link="t"))
    decimals: int = held(Whole(default=2, low=0, high=MAX_DECIMALS, content=True, link="d"))
    step: int | None = held(Step(saved=False))
    hidden: frozenset[str] = held(Controls(choices=HIDEABLE, link="hide"))
    locked: frozenset[str] = held(Controls(choices=LOCKABLE, link="lock"))
    title: str = held(Text(limit=MAX_TITLE))
    note: str = held(Text(limit=MAX_NOTE, lines=True), repr=False)
    temperature: float = held(Number(default=1.0, low=0.01, high=100, content=True, link="temp"))
    ghost: Network | None = held(KeptNetwork(content=True, link="ghost"), repr=False)
    data: Dataset | None = held(Data(content=True, link="data"))
    row: int | None = held(Row(content=True, link="row"))
    neurons: str = held(Choice(default="numbers", choices=SHOWN, content=True, link="neurons"))
    listed: str = held(Choice(default="all", choices=LISTED))
    order: str = held(Word(default="row", form=ORDER, examples=("row", "-loss", "column/0")))
    measured: str = held(Choice(default="all", choices=PARTS))
    cell: str = held(Word(default="", form=CELL, examples=("", "1/0")))
    brush: str = held(Choice(default=NO_BRUSH, choices=BRUSHES, link="brush"))
    sight: str = held(Choice(default="auto", choices=SIGHTS, content=True, link="sight"))
    mode: str = held(Choice(default="forward", choices=MODES, link="mode"))
    recipe: Recipe | None = held(Numbers(kind=Recipe, content=True, link="recipe"))
    stop: Stop | None = held(Numbers(kind=Stop, content=True, link="stop"))
    training: Training | None = held(Trained(content=True, link="train"), repr=False)
    runs: tuple[KeptRun, ...] = held(Runs(content=True), repr=False)
    dice: str = held(Origin(default="", form=DICE, examples=("", "glorot_uniform,7")))

    def __post_init__(self) -> None:
        """Check each field, and keep it in the form that it has in every scene."""
        values = vars(self)
        if self.x is None and self.row_values is not None:
            values["x"] = self.row_values
        self._check(_CHECKED)

    def _check(self, fields: Mapping[str, Callable[[Any, Network], Any]]) -> None:
        """Check these fields, and what none says alone. Raises NetworkError."""
        values = vars(self)
        for name, checked in fields.items():
            values[name] = checked(values[name], self.network)
        if self.row is not None and (self.data is None or self.row >= self.data.n_rows):
            n_rows = 0 if self.data is None else self.data.n_rows
            raise NetworkError(
                _(
                    "row: there are {n_rows}, there is no number {row}",
                    n_rows=n_rows,
                    row=self.row + 1,
                )
            )
        most = last_step(self.network, self.mode)
        if self.step is not None and self.step > most:
            raise NetworkError(
                _("step: expected 0 to {most}, got {step}", most=most, step=self.step)
            )

    @property
    def fitting(self) -> Dataset | None:
        """The data, if the network has its inputs and its outputs; else no row can go through."""
        data, sizes = self.data, self.network.sizes
        fits = data is not None and (data.n_inputs, data.n_outputs) == (sizes[0], sizes[-1])
        return data if fits else None

    @property
    def row_values(self) -> Array | None:
        """The inputs of the chosen row, shape (n_inputs,); ``None`` if no row can be chosen."""
        data = self.fitting
        if data is None or self.row is None or self.row >= data.n_rows:
            return None
        values: Array = data.x[self.row]
        return values

    @property
    def is_at_row(self) -> bool:
        """Whether the inputs are those of the chosen row, none of them moved since."""
        values = self.row_values
        return values is not None and np.array_equal(values, self.x)

    @cached_property
    def cut(self) -> tuple[Mask, ...]:
        """Which weights (n_out, n_in) of each layer nothing passes: it or its source is off."""
        cut = [np.zeros((layer.n_out, layer.n_in), dtype=bool) for layer in self.network.layers]
        for target in self.off:
            if target.kind == "weight":
                k, j, i = target.path
                cut[k][j, i] = True
            elif target.kind == "input":
                cut[0][:, target.path[0]] = True
            else:
                k, j = target.path
                cut[k + 1][:, j] = True
        for each in cut:
            each.flags.writeable = False
        return tuple(cut)

    @cached_property
    def active_network(self) -> Network:
        """The network that runs: a weight that is cut is 0 there."""
        if not self.off:
            return self.network
        layers = tuple(
            replace(layer, weights=np.where(cut, 0.0, layer.weights))
            for layer, cut in zip(self.network.layers, self.cut, strict=True)
        )
        return replace(self.network, layers=layers)

    @cached_property
    def trace(self) -> Trace:
        """The forward pass of the scene."""
        return forward(self.active_network, self.x)

    @cached_property
    def ghost_scene(self) -> "Scene | None":
        """The kept network in this one's place: whatever is asked of a scene can be asked of it.

        ``None`` if none is kept, or it cannot read this input because it has other ones.
        """
        ghost = self.ghost
        if ghost is None or ghost.n_inputs != self.network.n_inputs:
            return None
        selected = self.selected if self.selected and self.selected.within(ghost) else None
        return replace(
            self, network=ghost, ghost=None, selected=selected, off=frozenset(), step=None
        )

    def is_off(self, kind: str, *path: int) -> bool:
        """Whether this input, neuron or weight is switched off."""
        return (kind, path) in self._off

    @cached_property
    def _off(self) -> frozenset[tuple[str, tuple[int, ...]]]:
        """What is off, in a form that is found quickly: a drawing asks thousands of times."""
        return frozenset((target.kind, target.path) for target in self.off)

    def is_cut(self, k: int, j: int, i: int) -> bool:
        """Whether nothing passes weight (k, j, i): it or what it reads is switched off."""
        return bool(self.cut[k][j, i])

    def same_content(self, other: "Scene") -> bool:
        """Whether undo should see no difference: all but selection, playback and texts."""
        return self.network == other.network and all(
            content_of(getattr(self, name)) == content_of(getattr(other, name))
            for name, content_of in _CONTENT
        )

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Scene):
            return NotImplemented
        return self.network == other.network and all(
            same(getattr(self, name), getattr(other, name)) for name, same in _SAME
        )

    def __hash__(self) -> int:
        return hash((self.network, self.selected, self.off, self.step))


def _rows() -> Iterator[Field]:
    for each in dataclasses.fields(Scene):
        if field := each.metadata.get("field"):
            yield replace(field, name=each.name, document=field.document or each.name)


#: The fields beside the network, in their order, by name.
FIELDS: dict[str, Field] = {field.name: field for field in _rows()}
_CHECKED = {name: field.checked for name, field in FIELDS.items()}
_SAME = [(name, field.same) for name, field in FIELDS.items()]
_CONTENT = [(name, field.content_of) for name, field in FIELDS.items() if field.content]


def replace_scene(scene: Scene, **changes: object) -> Scene:
    """A copy of the scene with some fields replaced, checked like any new one.

    What is the same, for the same network, has been checked.
    """
    if not changes.keys() <= _CHECKED.keys() or changes.get("x", scene.x) is None:
        return replace(scene, **changes)  # type: ignore[arg-type]
    made, kept = object.__new__(Scene), vars(scene)
    vars(made).update({name: kept[name] for name in ("network", *FIELDS)} | changes)
    made._check({name: _CHECKED[name] for name in changes})
    return made


def reached(scene: Scene, k: int, j: int, phase: str = "activate") -> bool:
    """Whether the pass, as far as it has been played, has done this phase of neuron j, layer k."""
    return scene.step is None or step_index(scene.network, k, j, phase) <= scene.step


def shows_loss(scene: Scene) -> bool:
    """Whether losses are told of rows: a lesson hides them until they are taught."""
    return "loss" not in scene.hidden


def reached_back(scene: Scene, phase: str, k: int = 0, j: int = 0) -> bool:
    """Whether a row's way back has come to this phase, of neuron j of layer k.

    The phases are "loss", "delta", "gradients" and "update". Nothing of a row is shown while no
    step is: training that is played by whole batches shows values alone.
    """
    return scene.step is not None and back_index(scene.network, phase, k, j) <= scene.step
