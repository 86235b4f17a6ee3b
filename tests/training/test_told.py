"""What one process has trained another need not train again, and has to the last bit."""

from collections.abc import Callable, Iterator
from weakref import WeakKeyDictionary

import pytest

from playground.cache import Cache
from playground.data import load_set
from playground.network import Network
from playground.training import Recipe, Run, advance, record, start, told
from playground.training.record import MARK
from playground.training.timeline import begin, is_worked_out, moved

DATA = load_set("moons", n=24)
RECIPE = Recipe("binary-cross-entropy", "adam", 0.05, batch=5)
BASE = start(Network.create([2, 3, 1], hidden="tanh", output="sigmoid", seed=1), RECIPE)
Enter = Callable[[str], None]


@pytest.fixture
def enter(monkeypatch: pytest.MonkeyPatch) -> Iterator[Enter]:
    """Be in another process: each has records, and what it heard, of its own."""
    places: dict[str, tuple[object, object, object]] = {}

    def into(name: str) -> None:
        kept = places.setdefault(
            name, (Cache(10**8, record._bytes), Cache(10**8), WeakKeyDictionary())
        )
        for module, attribute, value in zip(
            (record, told, told), ("_records", "_heard", "_last"), kept, strict=True
        ):
            monkeypatch.setattr(module, attribute, value)

    yield into
    monkeypatch.undo()


@pytest.fixture
def updates(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """How many updates are worked out, each time that some are."""
    made: list[int] = []

    def counted(run: Run, data: object, steps: int) -> Run:
        made.append(steps)
        return advance(run, data, steps)  # type: ignore[arg-type]

    monkeypatch.setattr(record, "advance", counted)
    return made


def worked_out(enter: Enter, *steps: int) -> list[bytes]:
    """What a worker tells of a training to each of these updates."""
    enter("worker")
    news = []
    for step in steps:
        told.record_of(BASE, DATA).run_at(step)
        news.append(told.news())
    return news


@pytest.mark.parametrize("is_known", [False, True])
def test_what_was_told_is_not_worked_out_again(
    enter: Enter, updates: list[int], is_known: bool
) -> None:
    news = worked_out(enter, 40, 41, 300, 700)
    enter("server")
    if is_known:
        told.record_of(BASE, DATA)
    for each in news:
        told.hear(each)
    updates.clear()
    for step in (700, 3, 41, 130, 555):
        assert told.record_of(BASE, DATA).run_at(step) == advance(BASE, DATA, step)
    assert sum(updates) < 5 * 64
    curve = told.record_of(BASE, DATA).curve(700)
    enter("alone")
    for ours, theirs in zip(
        vars(curve).values(), vars(told.record_of(BASE, DATA).curve(700)).values(), strict=True
    ):
        assert ours.tobytes() == theirs.tobytes()


def test_nothing_is_told_twice(enter: Enter) -> None:
    first, second, third = worked_out(enter, 300, 300, 300 + MARK)
    assert len(second) == 1  # an empty list
    assert len(third) < len(first) / 4


def test_a_gap_is_worked_out_again(enter: Enter) -> None:
    _, late = worked_out(enter, 300, 700)
    enter("server")
    told.hear(late)
    assert told.record_of(BASE, DATA).run_at(700) == advance(BASE, DATA, 700)


def test_what_the_server_has_itself_is_not_taken_twice(enter: Enter) -> None:
    news = worked_out(enter, 300, 500)
    enter("server")
    told.record_of(BASE, DATA).run_at(400)
    for each in news:
        told.hear(each)
    kept = told.record_of(BASE, DATA).curve(500).steps
    assert len(set(kept.tolist())) == len(kept)
    assert told.record_of(BASE, DATA).run_at(500) == advance(BASE, DATA, 500)


def test_the_end_of_a_run_that_left_every_range_is_told(
    enter: Enter, updates: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    linear = Network.create([2, 1], output="linear", seed=1)
    wild = start(linear, Recipe("mse", "sgd", 1000.0))
    data = load_set("plane", n=24)
    monkeypatch.setattr(__name__ + ".BASE", wild)
    monkeypatch.setattr(__name__ + ".DATA", data)
    (news,) = worked_out(enter, 5_000)
    enter("server")
    told.hear(news)
    updates.clear()
    end = told.record_of(wild, data).run_at(5_000)
    assert end.fault is not None
    assert end == advance(wild, data, 5_000)
    assert not updates


def test_a_training_that_was_heard_of_counts_as_worked_out(enter: Enter) -> None:
    enter("elsewhere")
    training = moved(begin(BASE.start, RECIPE, DATA, None), DATA, 200)
    news = worked_out(enter, 200)
    enter("server")
    assert not is_worked_out(training, DATA)
    told.hear(news[0])
    assert is_worked_out(training, DATA)
