"""Questions that were guessed wrong come back, until they were answered rightly twice."""

from datetime import date, timedelta

from playground.learner import lessons
from playground.lessons.progress import Progress
from playground.lessons.review import due, open_questions

MONDAY = date(2026, 3, 2)
TUESDAY = MONDAY + timedelta(days=1)
WRONG = Progress().answered("neuron", "predict-sign", False, MONDAY)
FIRST = next(lesson.number for lesson in lessons() if lesson.slug == "neuron")


def asked(progress: Progress, later: int, today: date) -> str | None:
    found = due(progress, lessons(), lessons()[FIRST - 1 + later], today)
    return None if found is None else f"{found[0].slug}/{found[1]}"


def test_it_comes_back_two_lessons_later() -> None:
    assert [asked(WRONG, later, MONDAY) for later in range(4)] == [
        None,
        None,
        "neuron/predict-sign",
        "neuron/predict-sign",
    ]


def test_it_comes_back_on_another_day_before_any_other_lesson() -> None:
    assert asked(WRONG, 1, TUESDAY) == "neuron/predict-sign"
    assert asked(WRONG, 0, TUESDAY) is None


def test_right_once_it_waits_for_another_day_and_twice_it_is_gone() -> None:
    once = WRONG.answered("neuron", "predict-sign", True, MONDAY)
    assert asked(once, 3, MONDAY) is None
    assert asked(once, 3, TUESDAY) == "neuron/predict-sign"
    twice = once.answered("neuron", "predict-sign", True, TUESDAY)
    assert asked(twice, 3, TUESDAY + timedelta(days=9)) is None
    assert open_questions(twice, lessons()) == []


def test_wrong_again_it_begins_anew() -> None:
    once = WRONG.answered("neuron", "predict-sign", True, MONDAY)
    again = once.answered("neuron", "predict-sign", False, TUESDAY)
    assert again.of("neuron").again["predict-sign"].right == 0
    assert asked(again, 2, TUESDAY) is None
    assert asked(again, 2, TUESDAY + timedelta(days=1)) == "neuron/predict-sign"


def test_what_has_waited_longest_comes_first() -> None:
    both = WRONG.answered("neuron", "which-counts", False, MONDAY - timedelta(days=2))
    assert asked(both, 3, MONDAY) == "neuron/which-counts"
    assert asked(Progress(), 3, MONDAY) is None
