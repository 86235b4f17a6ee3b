# ruff: noqa: E402 - the number of threads must be set before NumPy is imported
"""What the server makes of an input that is dragged, a row that is stepped, and a weight.

    python -m benchmarks.stepping

2-8-8-1 with 500 rows: each neuron shows what it sees with its strip beside it, and the surface
stands open. Milliseconds of processor time from a message of the wire to its answer, the kinds in
turns, each step to a value or a row that was not shown before. Goal: a row costs no more than an
input. What a visitor feels of it, in a browser, is in ``benchmarks.interaction``.
"""

import os

for _name in ("OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "OMP_NUM_THREADS"):
    os.environ[_name] = "1"

import gc
import json
import time

import numpy as np

from benchmarks.engine import machine
from benchmarks.page.with_data import NAME, open_scene
from benchmarks.visits.formats import VIEW, Message, ask, dragged, told
from playground import document
from playground.answers.answer import respond
from playground.answers.known import digest

ROUNDS = 200
AN_INPUT, A_ROW, A_WEIGHT = "an input dragged", "a row stepped", "a weight dragged"
WIDTHS = {**VIEW["widths"], "surface": 688}
PANELS = ("stage", "inputs", "output", "neuron", "surface")


def steps(turn: int) -> dict[str, Message]:
    """The message that is under way in a turn, of each kind."""
    return {
        AN_INPUT: dragged("input/0", round(-2 + 4 * turn / ROUNDS, 3)),
        A_ROW: {"edit": f"row/{turn + 1}"},
        A_WEIGHT: dragged("weight/0/1/0", round(-2 + 4 * turn / ROUNDS, 3)),
    }


def times() -> dict[str, list[float]]:
    """Milliseconds of each answer, by kind."""
    token = document.scene_to_token(open_scene())
    hub = {"scene": digest(token), "token": token}
    view = {**VIEW, "widths": WIDTHS}

    def answer(number: int, draft: list[Message], held: dict[str, str]) -> bytes:
        asked = {**ask(hub, number, draft, held, view), "token": token}
        asked["panels"] = {name: held.get(name, "") for name in PANELS}
        text = json.dumps(asked)
        begun = time.process_time()
        found = respond(text)
        took.append(1e3 * (time.process_time() - begun))
        return found

    took: list[float] = []
    held = told(json.loads(answer(1, [], {})), {})
    assert held is not None, "the server shows nothing"
    found: dict[str, list[float]] = {name: [] for name in steps(0)}
    for turn in range(ROUNDS):
        for name, step in steps(turn).items():
            assert b'"panels"' in answer(2, [step], held)
            found[name].append(took[-1])
    return found


def main() -> None:
    """Print the table, as Markdown."""
    gc.collect()
    gc.freeze()  # as app.py does
    print(machine() + "; milliseconds of processor time\n")
    print(f"| {NAME} | best | median | p95 | goal | reached |")
    print("| --- | ---: | ---: | ---: | --- | --- |")
    found = times()
    limit = float(np.median(found[AN_INPUT]))
    for name, each in found.items():
        median, most = np.quantile(each, (0.5, 0.95))
        goal = "|  |  |"
        if name == A_ROW:
            goal = f"| ≤ 1.0 × {AN_INPUT} | {'yes' if median <= limit else 'no'} |"
        print(f"| {name} | {min(each):.2f} | {median:.2f} | {most:.2f} {goal}")


if __name__ == "__main__":
    main()
