"""What a learner has done, kept by the browser."""

from datetime import date

import pytest

from playground.lessons.progress import MOST_TYPED, Progress, Record, decode, encode

KNOWN = {"bias": {"shift": (), "which-way": ("left", "right")}}


def test_progress_survives_the_browser() -> None:
    progress = Progress().marked("bias", "shift", "done").guessed("bias", "which-way", "left")
    progress = progress.visiting("bias")
    assert decode(encode(progress), KNOWN) == progress


@pytest.mark.parametrize(
    "text",
    ["", "null", "[]", "{", '{"lessons": 3}', '{"lessons":{"bias":{"steps":{"shift":"x"}}}}'],
)
def test_what_no_browser_has_kept_is_no_progress(text: str) -> None:
    assert decode(text, KNOWN) == Progress()


def test_unknown_steps_and_choices_are_dropped() -> None:
    progress = Progress().marked("bias", "gone", "done").marked("gone", "x", "done")
    progress = progress.guessed("bias", "which-way", "up").visiting("gone")
    assert decode(encode(progress), KNOWN) == Progress({"bias": Progress().of("bias")})


def test_a_guess_stays() -> None:
    progress = Progress().guessed("bias", "which-way", "left").guessed("bias", "which-way", "right")
    assert progress.guess("bias", "which-way") == "left"
    later = Progress().guessed("bias", "which-way", "right").joined(progress)
    assert later.guess("bias", "which-way") == "left"


def test_the_best_is_the_least_that_it_took() -> None:
    progress = Progress().bettered("bias", "shift", 4).bettered("bias", "shift", 7)
    assert progress.of("bias").best == {"shift": 4}
    assert progress.bettered("bias", "shift", 3).of("bias").best == {"shift": 3}
    joined = Progress().bettered("bias", "shift", 5).joined(progress)
    assert joined.of("bias").best == {"shift": 4}
    assert progress.marked("bias", "shift", "done").of("bias").best == {"shift": 4}
    assert decode(encode(progress), KNOWN) == progress


@pytest.mark.parametrize("best", ['{"gone":1}', '{"shift":-1}', '{"shift":1000000000000}'])
def test_a_best_that_cannot_be_is_dropped(best: str) -> None:
    text = f'{{"lessons":{{"bias":{{"steps":{{"shift":"done"}},"best":{best}}}}}}}'
    assert decode(text, KNOWN).of("bias") == Progress().marked("bias", "shift", "done").of("bias")


def test_a_step_never_goes_back() -> None:
    progress = Progress().marked("bias", "shift", "done").marked("bias", "shift", "skipped")
    assert progress.state("bias", "shift") == "done"
    assert progress.without("bias").state("bias", "shift") is None
    joined = Progress().marked("bias", "shift", "shown").joined(progress)
    assert joined.state("bias", "shift") == "done"


def test_an_older_record_is_still_read() -> None:
    of_bias = '{"steps":{"shift":"done"},"guesses":{"which-way":"right"}}'
    record = decode(f'{{"lessons":{{"bias":{of_bias}}},"last":"bias"}}', KNOWN).of("bias")
    assert (record.steps, record.guesses) == ({"shift": "done"}, {"which-way": "right"})
    assert (record.rights, record.days, record.hints, record.again) == ({}, {}, {}, {})


def test_what_the_report_needs_survives_the_browser() -> None:
    day = date(2026, 3, 2)
    progress = Progress().marked("bias", "shift", "done", day).hinted("bias", "shift", 2)
    progress = progress.guessed("bias", "which-way", "right", False).hinted("bias", "shift", 1)
    progress = progress.answered("bias", "which-way", False, day)
    assert decode(encode(progress), KNOWN) == progress
    record = progress.of("bias")
    assert (record.hints, record.days) == ({"shift": 2}, {"shift": day})
    assert record.rights == {"which-way": False}
    assert Progress().joined(progress) == progress
    assert progress.marked("bias", "shift", "done", date(2026, 4, 1)) == progress


def test_what_is_typed_stays_in_its_fields_until_they_are_emptied() -> None:
    progress = Progress().typing("bias", "shift", {"z": "0.5"}).typing("bias", "shift", {"a": "1/"})
    assert decode(encode(progress), KNOWN) == progress
    assert progress.typed("bias", "shift") == {"z": "0.5", "a": "1/"}
    now = Progress().typing("bias", "shift", {"z": "0,6"}).joined(progress)
    assert now.typed("bias", "shift") == {"z": "0,6", "a": "1/"}
    assert now.untyped("bias", "shift").typed("bias", "shift") == {}
    long = Progress().typing("bias", "shift", {"z": "1" * 999})
    assert decode(encode(long), KNOWN).typed("bias", "shift") == {"z": "1" * MOST_TYPED}


@pytest.mark.parametrize(
    "wrong",
    [
        '"typed":{"gone":{"z":"1"}}',
        '"hints":{"shift":-1}',
        '"hints":{"gone":1}',
        '"days":{"gone":"2026-03-02"}',
    ],
)
def test_what_cannot_be_is_dropped_from_a_record(wrong: str) -> None:
    text = f'{{"lessons":{{"bias":{{"steps":{{"shift":"done"}},{wrong}}}}}}}'
    assert decode(text, KNOWN).of("bias") == Progress().marked("bias", "shift", "done").of("bias")


def test_what_is_started_over_is_drawn_anew() -> None:
    progress = Progress().marked("bias", "shift", "done").without("bias").without("bias")
    assert progress.of("bias") == Record(seed=2)
