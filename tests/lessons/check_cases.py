"""Each check with what it accepts and what it rejects."""

from dataclasses import dataclass, field

from playground import presets
from playground.lessons.checks.classes import (
    Classifies,
    FiresAbove,
    Flipped,
    Probabilities,
    Regions,
    TruthTable,
)
from playground.lessons.checks.functions import Hinged, MatchCurve, SameFunction, Straight
from playground.lessons.checks.learning import (
    Flat,
    LossBelow,
    PlayedBack,
    StartsFound,
    Trained,
)
from playground.lessons.checks.neurons import Alive, Dead, Saturated, Symmetric
from playground.lessons.checks.numbers import Changed, Equal, Value
from playground.lessons.checks.pictures import Answer, Misreads, Overlooks, Reads, Strongest
from playground.lessons.checks.rows import Finds, FitsRows, NoneDead, RowsRight
from playground.lessons.checks.several import All
from playground.lessons.checks.structure import Activation, Convolution, Selected, Structure
from playground.lessons.checks.typed import Typed
from playground.lessons.load import scene_of
from playground.scene import (
    AddLayer,
    ClearPicture,
    DrawInk,
    PlaceWindow,
    PushPicture,
    RemoveData,
    Scene,
    Select,
    SetActivation,
    SetBias,
    SetInput,
    SetKernel,
    SetMode,
    SetRecipe,
    SetRow,
    SetStep,
    SetThreshold,
    SetWeight,
    SetWeights,
    Switch,
    TrainTo,
    UseData,
)
from tests.lessons.check_scenes import (
    CONV,
    CORNER,
    DEAD,
    GATES,
    HAT,
    LINE,
    LINEAR,
    LOGS,
    LUCKY,
    OBESITY,
    PLAIN,
    PLAIN_HINGE,
    SIGMOID,
    SOFT,
    TANH,
    THREE,
    TWINS,
    WAVE,
    convolving,
    deep,
    edited,
    hidden_permuted,
    sign_flipped,
    unit,
    xor_net,
)

KERNEL = scene_of({"kernel": {"row": 86, "cells": [-1, -1, -1, 2, 2, 2, -1, -1, -1]}})
PAPER = edited(presets.load("digit"), ClearPicture())


@dataclass
class Case:
    """A check with what it accepts and what it rejects; all start from ``start``."""

    check: object
    start: Scene
    accepts: list[Scene]
    rejects: list[Scene]
    typed: list[dict[str, str]] = field(default_factory=list)
    mistyped: list[dict[str, str]] = field(default_factory=list)


CASES = {
    "truth-table": Case(
        TruthTable(GATES["nand"]),
        unit([0, 0], 0),
        [
            unit([-1, -1], 1.5),
            unit([-2, -2], 3),
            unit([-0.3, -0.4], 0.5),
            unit([-9, -9], 9, "sigmoid"),
        ],
        [unit([-1, -1], 0.9), unit([1, 1], -1.5), unit([-1, -1], 2.1), unit([0, 0], 0)],
    ),
    "fires-above": Case(
        FiresAbove(3.0),
        PLAIN,
        [unit([1], -3), unit([2], -6), unit([0.1], -0.3), unit([50], -150, "sigmoid")],
        [PLAIN, unit([1], 3), unit([-1], 3), unit([1], -3.1), unit([1], -2.9), unit([1], -9)],
    ),
    "value": Case(
        Value("a/0/0", low=0.8, high=0.9),
        SIGMOID,
        [
            edited(SIGMOID, SetBias(0, 0, 0.8)),
            edited(SIGMOID, SetInput(0, 1.8)),
            edited(SIGMOID, SetWeight(0, 0, 0, 1.5)),
        ],
        [SIGMOID, edited(SIGMOID, SetBias(0, 0, 5.0)), edited(SIGMOID, SetBias(0, 0, 0.38))],
    ),
    "changed": Case(
        Changed("z/0/0", at_least=1.0, direction=-1),
        SIGMOID,
        [
            edited(SIGMOID, SetBias(0, 0, -1.0)),
            edited(SIGMOID, SetInput(0, -3.0)),
            edited(SIGMOID, SetWeight(0, 0, 0, -9.0)),
        ],
        [SIGMOID, edited(SIGMOID, SetBias(0, 0, 1.0)), edited(SIGMOID, SetBias(0, 0, -0.9))],
    ),
    "equal": Case(
        Equal(["product/0/0/0", "product/0/0/1"]),
        unit([1, 2], 0, x=[1, 1]),
        [unit([2, 2], 0, x=[1, 1]), unit([1, 2], 0, x=[2, 1]), unit([0, 0], 0, x=[1, 1])],
        [unit([1, 2], 0, x=[1, 1]), unit([1, 1.1], 0, x=[1, 1])],
    ),
    "dead": Case(
        Dead(),
        unit([1, 1], 0, "relu", x=[1, 1]),
        [unit([1, 1], -6, "relu", x=[1, 1]), unit([0, 0], -1, "relu"), unit([-1, 2], -9.1, "relu")],
        [
            unit([1, 1], -5.9, "relu", x=[1, 1]),
            unit([1, 1], -9, "leaky_relu", x=[1, 1]),
            unit([0, 0], 0.1, "relu"),
            unit([1, 1], -9, "sigmoid"),
        ],
    ),
    "alive": Case(
        Alive(),
        unit([1], -9, "relu", x=[1]),
        [unit([1], 0.5, "relu"), unit([1], -9, "leaky_relu"), unit([-4], 2, "relu")],
        [unit([1], -9, "relu", x=[1]), unit([1], -1.5, "relu")],
    ),
    "saturated": Case(
        Saturated(),
        SIGMOID,
        [
            edited(SIGMOID, SetBias(0, 0, 3.0)),
            edited(SIGMOID, SetInput(0, -4.0)),
            edited(SIGMOID, SetWeight(0, 0, 0, 1e9)),
        ],
        [SIGMOID, edited(SIGMOID, SetBias(0, 0, 1.0)), unit([1], -9, "relu")],
    ),
    "same-function": Case(
        SameFunction(),
        TANH,
        [hidden_permuted(), sign_flipped(), edited(sign_flipped(), SetInput(0, 9.0))],
        [
            TANH,
            edited(TANH, SetWeight(0, 0, 0, 1.1)),
            edited(TANH, SetWeight(0, 0, 0, 1.04)),
            edited(sign_flipped(), SetWeight(1, 0, 0, 1.5)),
        ],
    ),
    "match-curve": Case(
        MatchCurve("hat"),
        THREE,
        [
            HAT,
            edited(HAT, SetBias(1, 0, 0.05)),
            edited(HAT, SetWeight(0, 0, 0, 2.0), SetBias(0, 0, 2.0), SetWeight(1, 0, 0, 0.5)),
        ],
        [THREE, edited(HAT, SetBias(1, 0, 0.11)), edited(HAT, SetWeight(1, 0, 1, -1.8))],
    ),
    "straight": Case(
        Straight(bent=True),
        LINEAR,
        [TANH, HAT, unit([1.0], 0.0, "sigmoid")],
        [LINEAR, unit([5.0], 1.0, "linear"), edited(LINEAR, SetWeight(0, 0, 0, -3.0))],
    ),
    "hinge": Case(
        Hinged(-1.5),
        PLAIN_HINGE,
        [
            edited(PLAIN_HINGE, SetBias(0, 0, 1.5)),
            edited(PLAIN_HINGE, SetWeight(0, 0, 0, 0.05), SetBias(0, 0, 0.075)),
            edited(PLAIN_HINGE, SetWeight(0, 0, 0, 40.0), SetBias(0, 0, 60.0)),
            edited(PLAIN_HINGE, SetBias(0, 0, 1.46), SetInput(0, 99.0)),
        ],
        [
            PLAIN_HINGE,
            edited(PLAIN_HINGE, SetBias(0, 0, 2.0), SetBias(1, 0, -0.5)),  # 0 at −1.5, bent at −2
            edited(PLAIN_HINGE, SetBias(0, 0, 1.4)),
            edited(PLAIN_HINGE, SetWeight(0, 0, 0, -1.0), SetBias(0, 0, -1.5)),  # the other way
            edited(PLAIN_HINGE, SetBias(0, 0, 1.5), SetWeight(1, 0, 0, -1.0)),  # falls
            edited(PLAIN_HINGE, SetBias(0, 0, 1.5), SetBias(1, 0, 0.3)),  # never 0
            edited(PLAIN_HINGE, SetBias(0, 0, 1.5), SetWeight(1, 0, 0, 0.0)),
            edited(PLAIN_HINGE, SetBias(0, 0, 1.5), SetActivation(0, "softplus")),
            HAT,
        ],
    ),
    "regions": Case(
        Regions([[(1, 9), (1, 9)]]),
        CORNER,
        [
            edited(CORNER, SetBias(1, 0, -1.5)),
            edited(CORNER, SetBias(1, 0, -1.01)),
            edited(CORNER, SetWeights(1, [[70.0, 70.0]]), SetBias(1, 0, -99.0)),
            edited(CORNER, SetBias(1, 0, -1.5), SetBias(0, 0, -1.04), SetInput(0, 7.0)),
        ],
        [
            CORNER,
            edited(CORNER, SetBias(1, 0, -2.5)),
            edited(CORNER, SetBias(1, 0, -1.5), SetBias(0, 0, -1.3)),
            edited(CORNER, SetWeights(1, [[0.0, 1.0]])),
            LINEAR,
        ],
    ),
    "probabilities": Case(
        Probabilities([0.2, 0.3, 0.5]),
        SOFT,
        [
            edited(SOFT, *(SetBias(0, j, z) for j, z in enumerate(LOGS))),
            edited(SOFT, *(SetBias(0, j, z + 4) for j, z in enumerate(LOGS))),
            edited(SOFT, *(SetWeight(0, j, 0, z - 1) for j, z in enumerate(LOGS))),
        ],
        [
            SOFT,
            edited(SOFT, *(SetBias(0, j, z) for j, z in enumerate(LOGS[::-1]))),
            edited(SOFT, *(SetBias(0, j, 1.2 * z) for j, z in enumerate(LOGS))),
            deep(([[0.2], [0.3], [0.6]], [0.0] * 3, "linear"), x=[1.0]),
        ],
    ),
    "symmetric": Case(
        Symmetric(0, [0, 1]),
        TANH,
        [TWINS, edited(TWINS, SetWeight(1, 0, 0, 5.0)), edited(TWINS, SetInput(0, -1.0))],
        [TANH, edited(TWINS, SetWeight(0, 0, 1, 0.45)), edited(TWINS, SetBias(0, 1, 0.2))],
    ),
    "classifies": Case(
        Classifies([[0.0], [1.0], [2.0]], [0, 0, 1]),
        SIGMOID,
        [
            edited(SIGMOID, SetThreshold(0.8)),
            edited(SIGMOID, SetBias(0, 0, -1.5)),
            edited(SIGMOID, SetThreshold(0.88)),
        ],
        [SIGMOID, edited(SIGMOID, SetThreshold(0.9)), edited(SIGMOID, SetThreshold(0.7))],
    ),
    "flipped": Case(
        Flipped(),
        SIGMOID,
        [
            edited(SIGMOID, SetThreshold(0.8)),
            edited(SIGMOID, SetWeight(0, 0, 0, -0.1)),
            edited(SIGMOID, SetBias(0, 0, -1.01)),
        ],
        [SIGMOID, edited(SIGMOID, SetWeight(0, 0, 0, 0.0)), edited(SIGMOID, SetThreshold(0.7))],
    ),
    "reads": Case(
        Reads(3, at_least=0.8),
        PAPER,
        [
            presets.load("digit"),
            edited(PAPER, DrawInk([[2.2, 1.4], [5.6, 1.2], [4, 3.4], [5.8, 5.2], [2.4, 6.7]])),
            edited(presets.load("digit"), SetRow(13)),
        ],
        [
            PAPER,
            edited(presets.load("digit"), SetRow(0)),
            edited(presets.load("digit"), PushPicture("left"), PushPicture("left")),
        ],
    ),
    "misreads": Case(
        Misreads(),
        presets.load("digit"),
        [
            edited(presets.load("digit"), PushPicture("left"), PushPicture("left")),
            edited(presets.load("digit"), PushPicture("left")),
            edited(presets.load("digit"), PushPicture("up"), PushPicture("left")),
        ],
        [
            edited(presets.load("digit"), PushPicture("right")),
            PAPER,
            edited(presets.load("digit"), SetRow(0)),
            edited(presets.load("digit"), DrawInk([[1.5, 1.0], [1.5, 7.0]])),
        ],
    ),
    "activation": Case(
        Activation(0, ["leaky_relu", "prelu"]),
        SIGMOID,
        [unit([1], 0, "leaky_relu"), unit([1], 0, "prelu"), unit([-9], 5, "prelu")],
        [SIGMOID, unit([1], 0, "relu")],
    ),
    "answer": Case(
        Answer(10, low=1.0),
        KERNEL,
        [
            edited(KERNEL, SetKernel([float(n in cells) for n in range(9)]))
            for cells in ({1, 4, 7}, {4, 7}, {1, 2, 4})
        ],
        [
            KERNEL,
            edited(KERNEL, SetKernel([0.0] * 9)),
            edited(KERNEL, SetKernel([1.0, *[0.0] * 8])),
        ],
    ),
    "strongest": Case(
        Strongest(),
        KERNEL,
        [
            edited(KERNEL, PlaceWindow([2, 3])),
            edited(KERNEL, Select("neuron/0/20")),
            edited(KERNEL, SetKernel([float(n == 4) for n in range(9)]), PlaceWindow([2, 3])),
        ],
        [
            edited(KERNEL, PlaceWindow([1, 3])),
            edited(KERNEL, PlaceWindow([0, 0])),
            edited(KERNEL, SetKernel([0.0] * 9), PlaceWindow([2, 3])),
        ],
    ),
    "overlooks": Case(
        Overlooks(),
        KERNEL,
        [edited(KERNEL, PlaceWindow(place)) for place in ([4, 1], [4, 2], [3, 5])],
        [edited(KERNEL, PlaceWindow(place)) for place in ([3, 0], [4, 4], [0, 2], [2, 3])],
    ),
    "structure": Case(
        Structure(hidden=2),
        TANH,
        [
            presets.load("body-size"),
            edited(TANH, AddLayer(0)),
            edited(TANH, AddLayer(0), AddLayer(1)),
        ],
        [TANH, SIGMOID],
    ),
    "convolution": Case(
        Convolution(),
        CONV,
        [convolving(1, 0, -1), convolving(0.5, 0.5, 0.5), convolving(0, 2, 0)],
        [CONV, edited(convolving(1, 0, -1), SetWeight(0, 1, 0, 0.1)), convolving(0, 0, 0)],
    ),
    "typed": Case(
        Typed({"w": "equivalent-weight/0/0", "b": "equivalent-bias/0"}),
        LINEAR,
        [],
        [],
        typed=[{"w": "5", "b": "1"}, {"w": "5,00", "b": " 1.003"}, {"w": "10/2", "b": "+1"}],
        mistyped=[
            {},
            {"w": "5,000", "b": "1"},
            {"w": "5"},
            {"w": "5", "b": "2"},
            {"w": "1", "b": "5"},
            {"w": "x", "b": "1"},
        ],
    ),
    "selected": Case(
        Selected("neuron/0/0"),
        SIGMOID,
        [edited(SIGMOID, Select("neuron/0/0"))],
        [SIGMOID, edited(SIGMOID, Select("input/0"))],
    ),
    "rows-right": Case(
        RowsRight(20),
        OBESITY,
        [LUCKY, edited(LUCKY, SetInput(0, 1.0)), edited(LUCKY, SetWeight(0, 0, 1, 0.21))],
        [
            OBESITY,
            edited(OBESITY, SetThreshold(1.0)),  # nobody is obese: 14
            edited(LUCKY, SetBias(0, 0, 3.0)),
            edited(LUCKY, RemoveData()),
            WAVE,
        ],
    ),
    "finds": Case(
        Finds(recall=1.0, precision=0.7),
        OBESITY,
        [
            edited(LUCKY, SetThreshold(0.3)),
            edited(LUCKY, SetThreshold(0.2)),
            edited(LUCKY, SetThreshold(0.2), SetInput(0, -5.0)),
        ],
        [
            OBESITY,
            edited(OBESITY, SetThreshold(1.0)),
            edited(LUCKY, SetThreshold(0.1)),
            edited(LUCKY, SetThreshold(0.6)),
            edited(LUCKY, RemoveData()),
            WAVE,
        ],
    ),
    "fits-rows": Case(
        FitsRows(0.2),
        edited(WAVE, SetActivation(0, "linear")),
        [WAVE, edited(WAVE, SetBias(1, 0, 0.1)), edited(WAVE, SetInput(0, 2.0))],
        [
            edited(WAVE, SetActivation(0, "linear")),
            edited(WAVE, SetBias(1, 0, 0.5)),
            edited(WAVE, RemoveData()),
            OBESITY,
        ],
    ),
    "none-dead": Case(
        NoneDead(most=0.5),
        DEAD,
        [
            edited(DEAD, SetBias(0, 1, 0.5)),
            edited(DEAD, SetBias(0, 1, 3.0), SetInput(0, -3.0)),
            edited(DEAD, SetBias(0, 1, 40.0)),
        ],
        [
            DEAD,
            edited(DEAD, SetBias(0, 1, -1.0)),
            edited(DEAD, Switch("neuron/0/1", off=True)),
            edited(DEAD, SetActivation(0, "tanh")),
            edited(DEAD, RemoveData()),
            edited(DEAD, UseData("iris")),
        ],
    ),
    "all": Case(
        All([Value("z/0/0", low=1.0), Value("bias/0/0", high=0.0)]),
        SIGMOID,
        [
            SIGMOID,
            edited(SIGMOID, SetInput(0, 3.0), SetBias(0, 0, -1.0)),
            edited(SIGMOID, SetWeight(0, 0, 0, 7.0), SetBias(0, 0, -1.0)),
        ],
        [edited(SIGMOID, SetBias(0, 0, 1.0)), edited(SIGMOID, SetInput(0, 0.5))],
    ),
    "loss-below": Case(
        LossBelow(0.1, parameters=2),
        LINE,
        [
            edited(LINE, SetWeight(0, 0, 0, 2.0)),
            edited(LINE, SetWeight(0, 0, 0, 1.85), SetBias(0, 0, -0.1)),
            edited(LINE, TrainTo(5)),
        ],
        [
            LINE,
            edited(LINE, SetWeight(0, 0, 0, 1.7)),
            edited(LINE, SetWeight(0, 0, 0, 2.0), RemoveData()),
            WAVE,
        ],
    ),
    "trained": Case(
        Trained(0.03, updates=10, at_least=2),
        LINE,
        [
            edited(LINE, TrainTo(6)),
            edited(LINE, SetRecipe("rate", "0.25"), TrainTo(2)),
            edited(LINE, SetRecipe("rate", "0.3"), SetRecipe("momentum", "0"), TrainTo(10)),
        ],
        [
            LINE,
            edited(LINE, SetWeight(0, 0, 0, 2.0)),
            edited(LINE, TrainTo(3)),
            edited(LINE, SetRecipe("rate", "0.25"), TrainTo(1)),
            edited(LINE, SetRecipe("rate", "0.05"), TrainTo(40)),
            edited(LINE, TrainTo(2), SetWeight(0, 0, 0, 2.0)),
            edited(LINE, TrainTo(6), RemoveData()),
        ],
    ),
    "flat": Case(
        Flat(),
        LINE,
        [edited(LINE, SetWeight(0, 0, 0, w)) for w in (2.0, 1.98, 2.02)],
        [
            LINE,
            edited(LINE, SetWeight(0, 0, 0, 1.95)),
            edited(LINE, SetWeight(0, 0, 0, 2.05)),
            edited(LINE, RemoveData()),
        ],
    ),
    "starts-found": Case(
        StartsFound(18),
        xor_net(2),
        [xor_net(4), xor_net(8), xor_net(4, "sigmoid")],
        [xor_net(2), xor_net(3), xor_net(4, "relu"), edited(xor_net(4), SetMode("forward")), LINE],
    ),
    "played-back": Case(
        PlayedBack("gradients"),
        LINE,
        [
            edited(LINE, SetStep(6)),
            edited(LINE, SetStep(7)),
            edited(LINE, Select("neuron/0/0"), SetStep(6)),
        ],
        [
            LINE,
            edited(LINE, SetStep(5)),
            edited(LINE, SetMode("forward"), SetStep(3)),
            edited(LINE, TrainTo(1), SetStep(6)),  # the numbers are others now
        ],
    ),
}
