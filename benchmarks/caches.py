# ruff: noqa: E402 - the number of threads must be set before NumPy is imported
"""What each cache saves: the cost of a message with it and without it.

    python -m benchmarks.caches

Milliseconds of processor time of whole messages, as ``playground.answers.answer.respond`` answers
them, the median of many; each asks for one panel, while an input or a weight is dragged or another
neuron selected. With and without take turns. A cache's row is the message in which it saves most.
"""

import os

for _name in ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS"):
    os.environ[_name] = "1"

import gc
import itertools
import json
import statistics
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from types import FunctionType
from typing import Any

import numpy as np

from benchmarks.engine import machine
from playground import document, presets
from playground.answers.answer import respond
from playground.answers.known import remember
from playground.cache import CACHES
from playground.network import Network
from playground.panels import PANELS
from playground.scene import Scene, Target, replace_scene

ROUNDS = 4
MESSAGES = 6  # a round, with the cache and without
CHAIN = Network.create([16] * 8, "tanh", "softmax", seed=1)
LINEAR = Network.create([2, 2, 2], "linear", "linear", seed=1)
LINE = Network.create([1, 3, 1], "tanh", "linear", seed=1)
SCENES = {
    "2-4-1": Scene(Network.create([2, 4, 1], "tanh", "sigmoid", seed=1), [0.3, -0.5]),
    "8×16": Scene(CHAIN, np.linspace(-1, 1, 16)),
    "8×16, a weight off": Scene(CHAIN, np.linspace(-1, 1, 16), off=[Target("weight", (1, 0, 0))]),
    "obesity": presets.load("obesity"),
    "2-2-2, linear": Scene(LINEAR, [0.3, -0.5], off=[Target("weight", (1, 0, 0))]),
    "1-3-1": Scene(LINE, [0.3]),
}
CHOSEN = [None, Target("neuron", (0, 0)), Target("weight", (0, 0, 0)), Target("layer", (0,))]
GESTURES: dict[str, Callable[[int, Scene], dict[str, Any]]] = {
    "input": lambda i, scene: {"target": "input/0", "value": i % 997 / 997},
    "weight": lambda i, scene: {"target": "weight/0/0/0", "value": i % 997 / 500 - 1},
    "select": lambda i, scene: {"edit": f"select/neuron/0/{i % scene.network.sizes[1]}"},
}
EQUIVALENT = [f"equivalent-weight/{o}/{i}" for o in (0, 1) for i in (0, 1)]
_number = itertools.count()
Message = Callable[[], bytes]


def messages() -> Iterator[tuple[str, Message]]:
    """Every message by name: each call sends it with another value."""
    for (title, scene), chosen in itertools.product(SCENES.items(), CHOSEN):
        begins = replace_scene(scene, selected=chosen)
        token = document.scene_to_token(begins)
        name = remember(begins, token)
        for panel, (verb, gesture) in itertools.product(PANELS, GESTURES.items()):
            view = {"numbers": EQUIVALENT if title == "2-2-2, linear" else []}
            ask = {"id": 1, "scene": name, "token": token, "panels": [panel], "view": view}

            def send(ask=ask, begins=begins, gesture=gesture) -> bytes:
                done = gesture(next(_number), begins)
                return respond(json.dumps({**ask, "gestures": [done]}))

            yield f"{panel}, {title}, {chosen or 'nothing'} selected, {verb}", send


def wrappers() -> dict[str, Any]:
    """The functions that have a cache, by name."""
    found = {}
    for module in [m for name, m in sys.modules.items() if name.startswith("playground")]:
        for value in list(vars(module).values()):
            made = getattr(value, "__wrapped__", None)
            if isinstance(made, FunctionType) and f"{made.__module__}.{made.__name__}" in CACHES:
                found[f"{made.__module__}.{made.__name__}"] = value
    return found


@contextmanager
def instead_of(wrapper: Any, function: Callable[..., Any]) -> Iterator[None]:
    """Another function wherever a module has this one."""
    modules = [m for name, m in sys.modules.items() if name.startswith("playground")]
    places = [(m, key) for m in modules for key, value in vars(m).items() if value is wrapper]
    for module, key in places:
        setattr(module, key, function)
    try:
        yield
    finally:
        for module, key in places:
            setattr(module, key, wrapper)


def shares(named: dict[str, Any], asked: dict[str, Message]) -> dict[str, dict[str, float]]:
    """The share of each message that each function takes where nothing is remembered."""
    took: dict[str, dict[str, float]] = {name: {} for name in named}
    now = ""

    def timed(name: str, make: Callable[..., Any]) -> Callable[..., Any]:
        def call(*args: Any, **kwargs: Any) -> Any:
            start = time.perf_counter()
            result = make(*args, **kwargs)
            took[name][now] = took[name].get(now, 0.0) + time.perf_counter() - start
            return result

        return call

    with ExitStack() as stack:
        for name, wrapper in named.items():
            stack.enter_context(instead_of(wrapper, timed(name, wrapper.__wrapped__)))
        for title, send in asked.items():
            now, start = title, time.perf_counter()
            send()
            whole = time.perf_counter() - start
            for seconds in took.values():
                if title in seconds:
                    seconds[title] /= whole
    return took


def costs(send: Message, times: int) -> list[float]:
    """Milliseconds of some messages."""
    took = []
    for _ in range(times):
        start = time.process_time()
        send()
        took.append(1000 * (time.process_time() - start))
    return took


def saved(wrapper: Any, send: Message) -> tuple[float, float]:
    """Milliseconds of a message with a cache, and without it."""
    kept, bare = [], []
    for _ in range(ROUNDS):
        kept += costs(send, MESSAGES)
        with instead_of(wrapper, wrapper.__wrapped__):
            bare += costs(send, MESSAGES)
    return statistics.median(kept), statistics.median(bare)


def main() -> None:
    """Print the table, as Markdown."""
    asked = dict(messages())
    for send in asked.values():
        send()
    gc.collect()
    gc.freeze()  # as app.py does
    print(machine() + "; milliseconds of processor time\n")
    print("| cache of | message | with | without | saved |")
    print("| --- | --- | ---: | ---: | ---: |")
    named = wrappers()
    took = shares(named, asked)
    for name, wrapper in sorted(named.items()):
        dearest = sorted(took[name], key=took[name].__getitem__)[-4:]
        rows = [(title, *saved(wrapper, asked[title])) for title in dearest]
        if not rows:
            print(f"| {name.removeprefix('playground.')} | – | | | |", flush=True)
            continue
        title, kept, bare = max(rows, key=lambda row: 1 - row[1] / row[2])
        share = f"{100 * (1 - kept / bare):.0f} %"
        short = name.removeprefix("playground.")
        print(f"| {short} | {title} | {kept:.2f} | {bare:.2f} | {share} |", flush=True)


if __name__ == "__main__":
    main()
