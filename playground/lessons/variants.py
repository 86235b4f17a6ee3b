"""A question or a typed task once more with other numbers, drawn by a seed.

Only where the right answer is computed from the scene, and what is asked says no number: neither
could be right for other numbers. Of what else is said, what has numbers is left out.

Weights, biases and inputs become halves (wholes where they are wholes). What is 0 stays 0, and so
do very large and very small numbers, which are somebody's mass or another measured thing; inputs
that are all positive stay so.
"""

import re
from collections.abc import Mapping
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from playground.lessons.checks.typed import Typed, total, wholly_played
from playground.lessons.lesson import Lesson, Question, Step, StepText
from playground.lessons.texts import without_live_numbers
from playground.network import Layer, Network
from playground.quantities import quantity
from playground.scene import Scene, replace_scene

MARGIN = 0.2  # by which an answer is clear
TRIES = 50
SMALL, LARGE = 0.05, 3.0  # in between, a number is drawn
_DIGIT = re.compile(r"\d")
_INDEX = re.compile(r"_(\w|\{[^}]*\})|[₀-₉]")


def varies(lesson: Lesson, step: Step) -> bool:
    """Whether what the step asks can be asked with other numbers."""
    said = [text.steps[step.id] for text in lesson.texts.values()]
    asked = [part for text in said for name, part in text.parts.items() if _is_asked(name)]
    return _is_computed(step) and not any(map(_says_numbers, asked))


def reworded(said: StepText) -> StepText:
    """The words without the parts that speak of the numbers as they were."""
    parts = {name: "" if _says_numbers(part) else part for name, part in said.parts.items()}
    return StepText(said.title, "" if _says_numbers(said.body) else said.body, parts)


def _is_computed(step: Step) -> bool:
    """Whether its answer follows from the scene's network and inputs, without data."""
    question, task = step.content.question, step.content.task
    if step.content.fixed or step.begins.data is not None:
        return False
    if question is not None:
        return question.answer is None and not question.then
    return task is not None and isinstance(task.check, Typed)


def _says_numbers(part: str) -> bool:
    return bool(_DIGIT.search(_INDEX.sub("", without_live_numbers(part))))


def _is_asked(part: str) -> bool:
    return part in ("task", "paper") or part.startswith(("choice ", "field "))


def varied(step: Step, seed: int) -> Scene:
    """The step's scene with other numbers, such that the answer is clear; else the same."""
    for attempt in range(TRIES):
        rng = np.random.default_rng([seed, crc32(step.id.encode()), attempt])
        scene = alike(step.begins, rng)
        if _is_clear(step.content.question, scene):
            return scene
    return step.begins


def alike(scene: Scene, rng: np.random.Generator) -> Scene:
    """The scene with other weights, biases and inputs of the same kind."""
    layers = [
        Layer(_like(layer.weights, rng), _like(layer.biases, rng), layer.activation, layer.alpha)
        for layer in scene.network.layers
    ]
    network = scene.network
    drawn = Network(tuple(layers), network.input_names, network.output_names)
    x = _like(scene.x, rng)
    x = np.abs(x) if (scene.x >= 0).all() else x
    return replace_scene(scene, network=drawn, x=x)


def _like(values: NDArray[np.float64], rng: np.random.Generator) -> NDArray[np.float64]:
    """Numbers of the same kind: wholes or halves from −3 to 3 in place of numbers of that size."""
    usual = (np.abs(values) >= SMALL) & (np.abs(values) <= LARGE)
    unit = 1.0 if (values == np.round(values)).all() else 0.5
    most = int(LARGE / unit)
    sizes = rng.integers(1, most, size=values.shape, endpoint=True) * unit
    return np.where(usual, sizes * rng.choice([-1.0, 1.0], size=values.shape), values)


def _is_clear(question: Question | None, scene: Scene) -> bool:
    if question is None:
        return True
    if question.sign is not None:
        return abs(quantity(scene, question.sign)) >= MARGIN
    values = sorted((quantity(scene, name) for name in question.largest.values()), reverse=True)
    return values[0] - values[1] >= MARGIN


def answers(step: Step, scene: Scene) -> Mapping[str, float]:
    """The value of each field of a typed task in a scene."""
    task = step.content.task
    if task is None or not isinstance(task.check, Typed):
        return {}
    played = wholly_played(scene)
    return {name: total(terms, played) for name, terms in task.check.answers.items()}
