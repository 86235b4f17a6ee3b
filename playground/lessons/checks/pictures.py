"""Checks of pictures: whether a network reads what was drawn, or it or a kernel is fooled."""

from typing import Annotated

from msgspec import Meta

from playground.analysis.input_space.classes import largest_output
from playground.analysis.layers.kernel import feature_map, middle_of_window, window_of
from playground.data import ink
from playground.lessons.checks.check import (
    Attempt,
    Parameters,
    Result,
    check,
    closeness,
    failed,
    result,
)
from playground.lessons.feedback import InFull
from playground.scene.ink import picture_in
from playground.scene.kernel import map_of, windowed

_LEAST_SHOWN = 0.005  # a share below it is written as 0.00


@check
class Reads(Parameters, frozen=True, tag="reads"):
    """The output of this number is the largest, and ``at_least`` so large; there is ink."""

    output: Annotated[int, Meta(ge=0)]
    at_least: float = 0.5

    def grade(self, attempt: Attempt) -> Result:
        """What is read in its place, and how large the wanted one is."""
        scene = attempt.scene
        if self.output >= scene.network.n_outputs:
            return failed("other-network")
        picture_in(scene)
        names = scene.network.output_names
        wanted = names[self.output]
        if not scene.x.any():
            return failed("reads-nothing", wanted=wanted)
        said, share = largest_output(scene), float(scene.trace.output[self.output])
        needs = InFull(self.at_least)
        values = {"got": names[said], "wanted": wanted, "share": share, "needs": needs}
        passed = said == self.output and share >= self.at_least
        key = "reads" if passed or share >= _LEAST_SHOWN else "reads-little"
        return result(share / self.at_least, passed, key, **values)


@check
class Misreads(Parameters, frozen=True, tag="misreads"):
    """The picture is the one of the start, pushed, and is read as something else."""

    def grade(self, attempt: Attempt) -> Result:
        """Whether it is still that picture, and what is read."""
        scene, start = attempt.scene, attempt.start
        if picture_in(scene) != picture_in(start) or scene.network != start.network:
            return failed("other-network")
        before, now = largest_output(start), largest_output(scene)
        values = {"was": start.network.output_names[before], "got": scene.network.output_names[now]}
        size = picture_in(scene)
        if not ink.is_pushed(scene.x.reshape(size), start.x.reshape(size)):
            return failed("misreads-other", **values)
        share = float(scene.trace.output[before])
        return result(1.0 - share, now != before, "misreads", **values)


@check
class Overlooks(Parameters, frozen=True, tag="overlooks"):
    """The window's middle square lies on at least so much ``ink``, and the kernel answers 0."""

    ink: float = 0.5

    def grade(self, attempt: Attempt) -> Result:
        """How dark the middle square is, then how strong the answer."""
        scene = attempt.scene
        under = middle_of_window(scene)
        answer = float(feature_map(scene).flat[window_of(scene)])
        values = {"ink": under, "needs": InFull(self.ink), "value": answer}
        if under < self.ink:
            return result(under / self.ink / 2, False, "overlooks-paper", **values)
        return result(closeness(answer, 0.5) / 2 + 0.5, answer <= 0.0, "overlooks", **values)


@check
class Strongest(Parameters, frozen=True, tag="strongest"):
    """The window stands at a place where the kernel's answer is the largest of all."""

    def grade(self, attempt: Attempt) -> Result:
        """The answer under the window as a share of the largest."""
        answers = feature_map(attempt.scene).ravel()
        here, most = float(answers[window_of(attempt.scene)]), float(answers.max())
        values = {"value": here, "most": most}
        return result(here / most if most else 0.0, 0.0 < most <= here, "strongest", **values)


@check
class Answer(Parameters, frozen=True, tag="answer"):
    """A first neuron's answer to the picture is at least ``low``, or at most ``high``.

    Of a neuron that looks through a window it is said where in the map its answer stands.
    """

    neuron: Annotated[int, Meta(ge=0)]
    low: float | None = None
    high: float | None = None

    def __post_init__(self) -> None:
        if (self.low is None) == (self.high is None):
            raise ValueError("low: expected either it or high")

    def grade(self, attempt: Attempt) -> Result:
        """How far it is from the limit."""
        scene = attempt.scene
        if self.neuron >= scene.network.layers[0].n_out:
            return failed("other-network")
        picture_in(scene)
        value = float(scene.trace.activations[0][self.neuron])
        side, wanted, gap = self._asked(value)
        size = windowed(scene.network)
        row, column = divmod(self.neuron, map_of(size)[1]) if size else (0, self.neuron)
        values = {"row": row + 1, "column": column + 1, "value": value, "wanted": InFull(wanted)}
        key = f"answer-{side}" + ("-map" if size else "")
        return result(closeness(gap, 0.1), gap <= 0.0, key, **values)

    def _asked(self, value: float) -> tuple[str, float, float]:
        """Which side the limit is on, the limit, and how far beyond it a value is."""
        if self.low is not None:
            return "low", self.low, self.low - value
        return "high", self.high or 0.0, value - (self.high or 0.0)
