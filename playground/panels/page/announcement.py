"""What a screen reader is told after an edit: the output, in one sentence."""

from playground.analysis.input_space.classes import largest_output
from playground.language import _
from playground.notation import format_number
from playground.panels.kit.names import output_names
from playground.scene import Scene

MOST_TOLD = 4  # outputs; of more only the largest is told


def announcement(scene: Scene) -> str:
    """The outputs as they are now; nothing while a pass is being played."""
    if scene.step is not None:
        return ""
    outputs = list(zip(output_names(scene.network), scene.trace.output, strict=True))
    if len(outputs) > MOST_TOLD:
        best = largest_output(scene)
        name, value = outputs[best]
        number = format_number(float(value), scene.decimals)
        return _("Largest output: {name} = {number}", name=name, number=number)
    told = (f"{name} = {format_number(float(v), scene.decimals)}" for name, v in outputs)
    return _("Output: {values}", values=", ".join(told))
