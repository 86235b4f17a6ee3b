"""Health: the engine's number must be right, and who asks often is answered from memory."""

import asyncio
import threading
from typing import Any

import numpy as np
import pytest

from playground.answers import answer
from playground.operations import health
from playground.operations.health import (
    KEPT,
    PATIENCE,
    READY,
    SILENT,
    STARTING,
    Health,
    Verdict,
    asked,
    checked,
    expected,
)
from playground.scene import Scene

SPOILT = Verdict("failing", "spoilt")


class Clock:
    """A clock that is set by hand."""

    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now


@pytest.mark.parametrize("x", [-2.0, -0.0625, 0.0, 0.125, 0.25, 1.9375])
def test_the_engine_gives_the_number_that_plain_python_gives(x: float) -> None:
    assert asked(x) == expected(x)
    assert checked(x) == READY


def test_an_engine_that_raises_is_not_ready(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def broken(*_: Any, **__: Any) -> None:
        raise FloatingPointError("secret")

    monkeypatch.setattr(answer, "played", broken)
    assert checked(0.5) == Verdict("failing", "The engine failed with FloatingPointError.")
    assert "secret" not in caplog.text


def test_an_engine_that_counts_wrong_is_not_ready(monkeypatch: pytest.MonkeyPatch) -> None:
    right = Scene.trace.func  # type: ignore[attr-defined]

    def wrong(scene: Scene) -> Any:
        found = right(scene)
        *first, last = found.activations
        object.__setattr__(found, "activations", (*first, np.asarray(last) + 1.0))
        return found

    monkeypatch.setattr(Scene, "trace", property(wrong))
    verdict = checked(0.5)
    assert verdict.status == "failing"
    assert "where 1.5 is right" in verdict.reason


def test_a_refused_question_is_not_ready(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(health, "respond", lambda _: b'{"error": "no"}')
    assert checked(0.5).status == "failing"
    monkeypatch.setattr(
        health, "respond", lambda _: b'{"panels": {"output": {"whole": {"parts": {}}}}}'
    )
    assert checked(0.5).status == "failing"


def test_a_verdict_is_kept_for_a_moment_and_then_found_anew() -> None:
    clock, verdicts, inputs = Clock(), [READY, SPOILT, READY], list[float]()

    def check(x: float) -> Verdict:
        inputs.append(x)
        return verdicts[len(inputs) - 1]

    async def ask() -> list[Verdict]:
        asked_of = Health(check, clock)
        found = list(await asyncio.gather(*(asked_of.verdict() for _ in range(5))))
        clock.now += KEPT - 0.01
        found.append(await asked_of.verdict())
        for _ in range(2):
            clock.now += KEPT
            found.append(await asked_of.verdict())
        return found

    assert asyncio.run(ask()) == [READY] * 6 + [SPOILT, READY]
    assert len(set(inputs)) == 3


def test_an_engine_that_is_silent_is_starting_then_failing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(health, "WAIT", 0.01)
    clock, may_go = Clock(), threading.Event()

    def check(_: float) -> Verdict:
        may_go.wait(5.0)
        return READY

    async def ask() -> list[Verdict]:
        asked_of, found = Health(check, clock), []
        for wait in (0.0, PATIENCE / 2, PATIENCE):
            clock.now += wait
            found.append(await asked_of.verdict())
        may_go.set()
        monkeypatch.setattr(health, "WAIT", 5.0)
        return [*found, await asked_of.verdict()]

    assert asyncio.run(ask()) == [STARTING, STARTING, SILENT, READY]
