"""What a learner has done, kept by the browser."""

import pytest

from playground.lessons.progress import Progress, decode, encode

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
