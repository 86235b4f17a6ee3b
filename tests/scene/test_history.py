"""Undo and redo as a value."""

from hypothesis import given
from hypothesis import strategies as st

from playground import presets
from playground.history import History
from playground.limits import MAX_UNDO
from playground.scene import Scene, Select, SetInput, apply

START = presets.load("body-size")


def at(value: float) -> Scene:
    return apply(START, SetInput(0, value))


@given(st.lists(st.floats(-3, 3), min_size=1, max_size=20))
def test_undoing_everything_gives_the_equal_first_scene(values: list[float]) -> None:
    history = History(START)
    for value in values:
        history = history.push(at(value))
    last = history.present
    steps = len(history.past)
    for _ in range(steps):
        history = history.undo()
    assert history.present == START
    assert not history.past
    for _ in range(steps):
        history = history.redo()
    assert history.present == last


def test_a_selection_is_no_step() -> None:
    history = History(START).push(apply(START, Select("input/0")))
    assert history.past == ()
    assert str(history.present.selected) == "input/0"


def test_the_other_zero_is_no_step() -> None:
    history = History(at(0.0)).push(at(-0.0))
    assert history.past == ()


def test_a_new_step_forgets_what_was_undone() -> None:
    history = History(START).push(at(0.1)).undo().push(at(0.2))
    assert history.future == ()
    assert history.redo() == history


def test_it_does_not_grow_without_end() -> None:
    history = History(START)
    for number in range(MAX_UNDO + 50):
        history = history.push(at(number / 1000))
    assert len(history.past) == MAX_UNDO


@given(st.lists(st.sampled_from(["push", "undo", "redo"]), max_size=60), st.integers(0, 60))
def test_who_was_told_all_that_is_new_holds_the_whole_history(steps: list[str], cut: int) -> None:
    history = told = History(START)
    held = dict(enumerate(history.scenes, history.first))
    for number, step in enumerate(steps):
        if step == "push":
            history = history.push(at(number / 100))
        else:
            history = history.undo() if step == "undo" else history.redo()
        if number % 7 != cut % 7:  # several steps may pass before anybody is told
            continue
        held |= history.new_since(told)
        told = history
    held |= history.new_since(told)
    last = history.first + len(history.scenes)
    kept = tuple(held[number] for number in range(history.first, last))
    assert all(mine is theirs for mine, theirs in zip(kept, history.scenes, strict=True))


def test_scenes_keep_their_numbers_when_the_oldest_are_dropped() -> None:
    history = History(START)
    for number in range(MAX_UNDO + 5):
        history = history.push(at(number / 1000))
    assert history.first == 5
    assert history.number == MAX_UNDO + 5
    assert history.undo().number == MAX_UNDO + 4
    assert history.undo().redo().first == 5
