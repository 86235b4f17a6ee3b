"""The table: each decoder with what it is given, and its share of a million inputs.

A decoder returns what it likes, or raises a PlaygroundError of one sentence. What it makes of the
input has to be of some use: a scene goes into a token and comes back as it was.
"""

import contextlib
import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np
from hypothesis import strategies as hs

from playground import document
from playground.answers.answer import respond
from playground.answers.cost import is_dear
from playground.answers.message import heading
from playground.data import DataError, Table, read
from playground.data.reading import Reading
from playground.data.written import dataset_of, read_table_text, written
from playground.history import History
from playground.learner import Learner, syllabus
from playground.learner.report import as_csv
from playground.lessons import progress as kept
from playground.limits import PlaygroundError
from playground.notation import parse_number
from playground.packed import to_token
from playground.scene import FIELDS, Scene
from playground.session import Session
from playground.share import scene_of
from tests.fuzz import given, samples
from tests.fuzz.measured import is_sentence


@dataclass(frozen=True)
class Decoder:
    """What is decoded by what; ``share`` is how many of a hundred inputs it gets."""

    decode: Callable[[Any], object]
    given: hs.SearchStrategy[Any]
    share: int


def _as_before(scene: Scene) -> None:
    """A scene that was decoded is one that can be passed on."""
    token = document.scene_to_token(scene)
    assert document.scene_to_token(document.scene_from_token(token)) == token


def _network(token: str) -> None:
    network = document.from_token(token)
    assert document.from_token(to_token(network)) == network


def _scene(token: str) -> None:
    _as_before(document.scene_from_token(token))


def _document(data: bytes) -> None:
    with contextlib.suppress(PlaygroundError):
        document.data_in(data)
    _as_before(document.scene_from_json(data))


def _link(parameters: dict[str, str]) -> None:
    unread: list[Exception] = []
    scene = scene_of(parameters, unread.append)
    assert all(is_sentence(str(error)) for error in unread), unread
    _as_before(scene)


def _address(parameters: dict[str, str]) -> None:
    """An address never raises: what cannot be read is told."""
    session = Session(History(samples.SCENES[0]))
    session.arrive(parameters)
    assert session.notice is None or session.notice.text.isprintable()
    Learner(session).follow(parameters)


def _checkpoint(token: str) -> None:
    field = FIELDS["training"]
    training = field.from_text(token)
    assert field.to_text(field.from_text(field.to_text(training))) == field.to_text(training)


def _data(text: str) -> None:
    dataset = dataset_of(text)
    assert dataset_of(written(dataset)) == dataset


def _table_text(text: str) -> None:
    _learn_from(read_table_text(text))


def _file(file: tuple[bytes | str, str, dict[str, Any]]) -> None:
    data, name, dialect = file
    reading: Reading = read(data, name, **dialect)
    assert all(map(is_sentence, reading.notes)), reading.notes
    assert Table.from_bytes(reading.table.to_bytes()) == reading.table
    _learn_from(reading.table)


def _learn_from(table: Table) -> None:
    """Read each column of a table as the target of the others, as far as that can be."""
    names = [column.name for column in table.columns]
    for target in names[:4]:
        inputs = [name for name in names if name != target] or names
        with contextlib.suppress(DataError):
            data = table.dataset(inputs, target, scaling="z-score", missing="mean")
            assert np.isfinite(data.x).all()
            assert np.isfinite(data.y).all()
            assert all(data.warnings)


def _message(text: str) -> None:
    """A message never raises: what is wrong with it is told. Before it is read it is weighed."""
    is_dear(text, heading(text))
    reply = json.loads(respond(text))
    if "error" in reply:
        assert is_sentence(reply["error"]), reply["error"]
        assert "panels" not in reply
    else:
        assert "panels" in reply or reply.get("unknown") or reply.get("missing")


def _state(state: object) -> None:
    """What the browser reports never raises either, and leaves a scene that can be passed on."""
    session = Session(History(samples.SCENES[0]), name="ours")
    session.receive(state)
    assert session.notice is None or is_sentence(session.notice.text), session.notice
    _as_before(session.scene)


def _progress(text: str) -> None:
    """What a browser kept of the course never raises, and is of lessons that there are."""
    progress = kept.decode(text, syllabus.known())
    assert kept.decode(kept.encode(progress), syllabus.known()) == progress
    learner = Learner(Session(History(samples.SCENES[0]), stored=text), today=date(2026, 2, 1))
    learner.recall()
    as_csv(learner.progress, "en", "x")


DECODERS = {
    "links": Decoder(_link, given.links(), 12),
    "addresses": Decoder(_address, given.links(), 4),
    "network tokens": Decoder(_network, given.network_tokens, 14),
    "scene tokens": Decoder(_scene, given.scene_tokens, 10),
    "checkpoints": Decoder(_checkpoint, given.checkpoints, 8),
    "documents": Decoder(_document, given.documents(), 12),
    "tables": Decoder(_file, given.files(), 10),
    "packed tables": Decoder(_table_text, given.table_texts(), 6),
    "data": Decoder(_data, given.data_texts, 8),
    "numbers": Decoder(parse_number, given.numbers, 4),
    "messages": Decoder(_message, given.messages(), 3),
    "states": Decoder(_state, given.states(), 4),
    "progress": Decoder(_progress, given.progress, 5),
}
