"""What a screen reader is told after an edit: the output, in one sentence."""

from playground.analysis.input_space.classes import largest_output
from playground.notation import format_number
from playground.scene import Scene

MOST_TOLD = 4  # outputs; of more only the largest is told


def announcement(scene: Scene) -> str:
    """The outputs as they are now; nothing while a pass is being played."""
    if scene.step is not None:
        return ""
    outputs = list(zip(scene.network.output_names, scene.trace.output, strict=True))
    if len(outputs) > MOST_TOLD:
        best = largest_output(scene)
        name, value = outputs[best]
        return f"Largest output: {name} = {format_number(float(value), scene.decimals)}"
    told = (f"{name} = {format_number(float(v), scene.decimals)}" for name, v in outputs)
    return "Output: " + ", ".join(told)
