"""About how much an answer costs, before it is made: enough to say where it is to be made.

The numbers are what ``benchmarks/messages.py`` measures of panels that nothing is remembered of,
rounded up. They are rough, and need be no more: what an answer has in fact taken is counted.
"""

from contextlib import suppress

from playground import document
from playground.answers.known import digest, remember, scene_called
from playground.answers.message import Heading
from playground.limits import MAX_ASK_BYTES, MAX_DRAWN_HIDDEN, MAX_DRAWN_NEURONS, PlaygroundError
from playground.scene import Scene
from playground.training.timeline import is_worked_out

DEAR_SECONDS = 0.02  # from which on an answer is made apart: two frames of a display wait for it
LARGE = (
    5_000  # parameters from which on it is made apart whatever it shows: to copy them takes long
)
MANY = 1_000  # rows, from which on too
TOKEN = 3_000  # characters of a token, from which on to read it alone takes a millisecond and more
_DRAWN = (MAX_DRAWN_HIDDEN + 1) * MAX_DRAWN_NEURONS**2
_EACH = 0.0005  # seconds of any panel, and of one of these with the largest network that is drawn
_SECONDS = {
    "stage": 0.04,
    "hidden-space": 0.04,
    "surface": 0.015,
    "matrices": 0.008,
    "neuron": 0.006,
    "collapse": 0.006,
    "symmetry": 0.006,
    "gradient": 0.005,
    "activations": 0.005,
    "probabilities": 0.004,
    "convolution": 0.004,
}
_CURVES, _CURVE = "fit", 0.005
_MAPS = 3.0  # times that, where neurons show what they see
_HELD = 0.25  # of that, where the browser holds the panel: most of it is as it was


def is_training(text: str) -> bool:
    """Whether an answer may have to train a network."""
    return '"train-' in text


def is_dear(text: str, asked: Heading) -> bool:
    """Whether an answer may take longer than others should wait for it.

    A message without a token about a scene that is not known is answered at once: that it is not.
    """
    if is_training(text) or len(text) > MAX_ASK_BYTES:
        return True
    if len(asked.token or "") > TOKEN:
        return True
    scene = _scene(asked)
    return scene is not None and seconds(scene, asked) > DEAR_SECONDS


def _scene(asked: Heading) -> Scene | None:
    """What a message is about; its token, which is a short one, is read."""
    scene = scene_called(asked.scene or digest(asked.token or ""))
    if scene is None and asked.token is not None:
        with suppress(PlaygroundError):  # the answer says what is wrong with it
            scene = document.scene_from_token(asked.token)
            remember(scene, asked.token)
    return scene


def seconds(scene: Scene, asked: Heading) -> float:
    """About what a scene's panels cost; infinite for a scene that costs much in any case."""
    network, data = scene.network, scene.data
    if network.n_parameters > LARGE or (data is not None and data.n_rows > MANY):
        return float("inf")
    if scene.training is not None and data is not None and not is_worked_out(scene.training, data):
        return float("inf")
    size = min(1.0, network.n_parameters / _DRAWN)
    maps = _MAPS if scene.neurons == "maps" else 1.0
    return maps * sum(
        _EACH + size * _of_panel(name) * (_HELD if held else 1.0)
        for name, held in asked.panels.items()
    )


def _of_panel(name: str) -> float:
    return _SECONDS.get(name, _CURVE if name.startswith(_CURVES) else _EACH)
