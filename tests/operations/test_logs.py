"""The log: one line an event, of JSON, in which nothing stands that a visitor typed."""

import io
import json
import logging
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from playground import document
from playground.answers.answer import respond
from playground.data.reading import read
from playground.draft import Draft
from playground.history import History
from playground.limits import PlaygroundError, refusal
from playground.operations.logs import OTHERS, configure
from playground.session import Session
from tests.answers.asking import SCENE, TOKEN, VALID
from tests.live.session_reports import weight, work

SECRET = "Xylophon7"


@pytest.fixture
def log() -> Iterator[io.StringIO]:
    """What is written while a test runs."""
    stream = io.StringIO()
    configure(stream)
    yield stream
    configure()


def lines(log: io.StringIO) -> list[dict[str, Any]]:
    """The lines, each of which must be an object."""
    return [json.loads(line) for line in log.getvalue().splitlines()]


def session() -> Session:
    return Session(History(SCENE))


#: What can be asked of the wire, with a word in each place that takes a text.
ASKS: list[dict[str, Any]] = [
    {SECRET: 1},
    {"id": SECRET},
    {"scene": SECRET},
    {"scene": "", "token": SECRET},
    {"scene": "", "token": f"{TOKEN}{SECRET}"},
    {"scene": "0" * 24, "token": SECRET},
    {"scene": "", "token": TOKEN[:-3], "table": SECRET},
    {"panels": {SECRET: ""}},
    {"panels": {"stage": SECRET}},
    {"view": {"theme": SECRET}},
    {"view": {"language": SECRET}},
    {"view": {SECRET: 1}},
    {"gestures": SECRET},
    {"gestures": [{"edit": SECRET}]},
    {"gestures": [{"target": SECRET, "value": 1.0}]},
]
LINKS = ["preset", "n", "x", "data", "row", "train", "kept", "hide", "lock"]


def asked(fields: dict[str, Any]) -> None:
    respond(json.dumps({**json.loads(VALID), **fields}))


def told(make: Callable[[], object]) -> None:
    """What the page does with an error of a file, a formula or a paste."""
    try:
        make()
    except PlaygroundError as error:
        refusal(error)


ENTRIES: dict[str, Callable[[], object]] = {
    **{f"ask {n}": lambda each=each: asked(each) for n, each in enumerate(ASKS)},  # type: ignore[misc]
    "no message": lambda: respond(SECRET),
    "half a message": lambda: respond(f'{{"id": "{SECRET}'),
    **{
        f"link {name}": lambda name=name: session().follow({name: f"<{SECRET}"})  # type: ignore[misc]
        for name in LINKS
    },
    "arriving": lambda: session().arrive({"n": SECRET}),
    "report": lambda: session().receive({"name": SECRET, SECRET: SECRET}),
    "report of text": lambda: session().receive(SECRET),
    "typed": lambda: (s := session()).take(work(s, weight(1, SECRET))),
    "file": lambda: told(lambda: document.scene_from_json(f'{{"{SECRET}": "{SECRET}"}}')),
    "broken file": lambda: told(lambda: document.scene_from_json(SECRET)),
    "token": lambda: told(lambda: document.scene_from_token(SECRET)),
    "formula": lambda: told(Draft(origin="formula", formula=f"{SECRET}(x").source),
    "table": lambda: told(lambda: read(SECRET, SECRET, delimiter=SECRET)),
}


@pytest.mark.parametrize("entry", ENTRIES.values(), ids=ENTRIES)
def test_no_line_holds_what_was_typed(entry: Callable[[], object], log: io.StringIO) -> None:
    entry()
    assert SECRET not in log.getvalue()
    assert {line["event"] for line in lines(log)} == {"refused"}


def test_a_line_says_what_was_refused_and_where(log: io.StringIO) -> None:
    asked({"panels": {SECRET: ""}})
    (line,) = lines(log)
    assert {**line, "time": "", "at": ""} == {
        "time": "",
        "level": "warning",
        "logger": "playground.refused",
        "event": "refused",
        "kind": "NetworkError",
        "at": "",
    }
    assert line["time"].endswith("Z")
    assert line["at"].startswith("answer.py:")
    assert " _checked < " in line["at"]


def test_fields_that_the_code_names_stand_beside_the_event(log: io.StringIO) -> None:
    ours = logging.getLogger("playground.test")
    ours.warning("a\nb %s", SECRET, extra={"fields": {"after": 50, "of": (1, 2)}})
    assert len(log.getvalue().splitlines()) == 1
    (line,) = lines(log)
    assert line["event"] == "a\nb %s"
    assert (line["after"], line["of"]) == (50, [1, 2])


@pytest.mark.parametrize("name", OTHERS)
def test_errors_that_others_log_are_without_their_words(
    name: str, log: io.StringIO, caplog: pytest.LogCaptureFixture
) -> None:
    other, handler = logging.getLogger(name), logging.StreamHandler(log)
    other.addHandler(handler)
    try:
        raise KeyError(SECRET)
    except KeyError as error:
        other.error("Went wrong\n%r", error, exc_info=True)
    finally:
        other.removeHandler(handler)
    (line,) = log.getvalue().splitlines()
    assert line.startswith("Went wrong: KeyError. Traceback, innermost first: test_logs.py:")
    assert SECRET not in line
