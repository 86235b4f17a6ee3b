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
        values = {"got": names[said], "wanted": wanted, "share": share, "needs": self.at_least}
        passed = said == self.output and share >= self.at_least
        return result(share / self.at_least, passed, "reads", **values)


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
