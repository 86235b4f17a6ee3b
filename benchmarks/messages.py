# ruff: noqa: E402 - the number of threads must be set before NumPy is imported
"""What a message of the wire costs the server, panel by panel and at its dearest.

    python -m benchmarks.messages

Milliseconds of processor time, the least of several tries, each with weights and a width that
nothing is remembered of; a panel's number is that of its dearest selection. The last rows are whole
messages, decoded, answered and encoded, as ``playground.answers.answer.respond`` does for the page.
"""

import os

for _name in ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS"):
    os.environ[_name] = "1"

import gc
import itertools
import json
import time
from collections.abc import Callable
from typing import Any

import numpy as np

from benchmarks.engine import machine
from playground import document
from playground.answers.answer import respond
from playground.answers.known import remember
from playground.limits import MAX_GESTURES
from playground.network import Network
from playground.panels import MOST_PANELS, PANELS
from playground.panels.panel import View
from playground.scene import Randomise, Scene, Target, apply, replace_scene

TRIES = 5
SCENES = {
    "16-…-16, ten times, tanh": Network.create([16] * 10, "tanh", "softmax", seed=1),
    "2-16-…-16-1, GELU": Network.create([2, *[16] * 8, 1], "gelu", "sigmoid", seed=1),
    "1-16-…-16-1, tanh": Network.create([1, *[16] * 8, 1], "tanh", "linear", seed=1),
    "1024-200-10, ReLU": Network.create([1024, 200, 10], "relu", "softmax", seed=1),
}
PAGE = ["stage", "inputs", "output", "neuron", "matrices", "surface", "activations"]
_fresh = itertools.count(500)


def least(task: Callable[[Scene, View], object], network: Network) -> float:
    """Milliseconds of ``task`` for a scene and a view that are new to it."""
    times = []
    for _ in range(TRIES):
        new = next(_fresh)
        scene = apply(
            Scene(network, np.linspace(-1, 1, network.n_inputs)), Randomise("normal", new)
        )
        view = View(widths=dict.fromkeys(PANELS, new))
        start = time.process_time()
        task(scene, view)
        times.append(time.process_time() - start)
    return 1000 * min(times)


def panel(name: str, network: Network) -> float:
    """Milliseconds of one panel, with its dearest selection."""
    chosen = [Target("neuron", (0, 0)), Target("layer", (0,)), Target("weight", (0, 0, 0))]

    def draw(selected: Target | None) -> Callable[[Scene, View], object]:
        return lambda scene, view: PANELS[name](replace_scene(scene, selected=selected), view)

    return max(least(draw(selected), network) for selected in (None, *chosen))


def message(network: Network, warm: bool = False, **fields: Any) -> float:
    """Milliseconds of a whole message; ``warm`` if its scene was drawn before in this view."""
    times = []
    for _ in range(TRIES):
        new = next(_fresh)
        scene = apply(
            Scene(network, np.linspace(-1, 1, network.n_inputs)), Randomise("normal", new)
        )
        name = remember(scene, document.scene_to_token(scene))
        ask = {
            "id": 1,
            "scene": name,
            "panels": dict.fromkeys(PAGE, ""),
            "view": {"widths": {"stage": new}},
            **fields,
        }
        if warm:
            respond(json.dumps({**ask, "gestures": []}))
        text = json.dumps(ask)
        start = time.process_time()
        reply = respond(text)
        times.append(time.process_time() - start)
        assert b'"error"' not in reply[:40], reply[:200]
    return 1000 * min(times)


DRAG = [{"target": "input/0", "value": 0.123}]
PULL = [{"target": "weight/0/0/0", "value": 0.123}]
FRESH = [{"edit": "randomise", "value": '{"init":"normal","seed":"3"}'}]
DEAR = [*PAGE[:5], "surface", "hidden-space", "gradient"][:MOST_PANELS]
MESSAGES: dict[str, dict[str, Any]] = {
    "drag of an input": {"warm": True, "gestures": DRAG},
    "drag of a weight": {"warm": True, "gestures": PULL},
    "fresh weights": {"warm": True, "gestures": FRESH},
    f"{MAX_GESTURES} drags of a weight": {"warm": True, "gestures": PULL * MAX_GESTURES},
    "first sight of a scene": {"full": True},
    "the dearest panels, unseen, and fresh weights": {
        "full": True,
        "panels": dict.fromkeys(DEAR, ""),
        "gestures": FRESH,
    },
}


def main() -> None:
    """Print the table, as Markdown."""
    gc.collect()
    gc.freeze()  # as app.py does
    print(machine() + "; milliseconds of processor time\n")
    print("| panel or message | " + " | ".join(SCENES) + " |")
    print("| --- |" + " ---: |" * len(SCENES))
    for name in PANELS:
        cells = [f"{panel(name, network):.1f}" for network in SCENES.values()]
        print(f"| {name} | " + " | ".join(cells) + " |", flush=True)
    for title, fields in MESSAGES.items():
        cells = [f"{message(network, **fields):.1f}" for network in SCENES.values()]
        print(f"| *{title}* | " + " | ".join(cells) + " |", flush=True)


if __name__ == "__main__":
    main()
