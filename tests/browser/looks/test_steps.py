"""Steps at the usual sizes of a window: what one asks, and what is said of it, is in sight."""

from collections.abc import Callable

import pytest

from playground.lessons.lesson import Lesson, Step
from playground.lessons.texts import count_words
from tests.browser.driving.board import Board
from tests.browser.driving.lesson_page import LESSONS, on_step

pytestmark = pytest.mark.browser

WIDE = ((1440, 900), (1280, 720))
PHONE = (390, 844)
#: What of the task is out of the window, or lies under something else, at the page's start.
AMISS = """() => {
  document.querySelector('[data-testid=stMain]').scrollTop = 0;
  const amiss = [];
  const look = (name, element) => {
    const { left, width, top, bottom } = element.getBoundingClientRect();
    if (innerWidth > 900 && bottom > innerHeight + 1) amiss.push(`${name} ends at ${bottom}`);
    for (const y of [top + 3, (top + bottom) / 2, bottom - 3]) {
      const there = y < innerHeight && document.elementFromPoint(left + width / 2, y);
      if (there && !element.contains(there) && !there.contains(element))
        amiss.push(`${name} is covered by ${there.className}`);
    }
  };
  const task = document.querySelector('.st-key-lesson-task');
  if (task.scrollHeight > task.clientHeight + 2) amiss.push('the task scrolls');
  look('task', task);
  const answers = '[data-testid=stTextInput], [role=radiogroup] label, button';
  for (const each of task.querySelectorAll(answers)) look(each.localName, each);
  for (const each of document.querySelectorAll('.panel-feedback')) look('verdict', each);
  if (innerWidth > 900)
    for (const each of document.querySelectorAll('.st-key-lesson-nav button')) look('turn', each);
  return amiss;
}"""
READY = """([width, height]) => innerWidth === width && innerHeight === height
  && !document.querySelector('[data-testid=stElementContainer][data-stale=true]')"""


def room(lesson: Lesson, step: Step) -> float:
    """About how many lines the step's task takes."""
    text = lesson.texts["en"].steps[step.id]
    task, question = step.content.task, step.content.question
    lines = count_words(text.part("task")) / 9
    lines += sum(1 + count_words(text.part(f"choice {name}")) / 10 for name in step.choices)
    return lines + (3 * len(task.fields) + 4 if task else 0) + (3 if question else 0)


def words(lesson: Lesson, step: Step) -> float:
    """How much the step says."""
    text = lesson.texts["en"].steps[step.id]
    return count_words(text.body, text.part("note"))


def longest() -> list[tuple[Lesson, Step]]:
    """The steps that ask most, and those that say most: the others have more room."""
    steps = [(lesson, step) for lesson in LESSONS.values() for step in lesson.steps if step.waits]
    found = []
    for size in (room, words):
        found += sorted(steps, key=lambda each: -size(*each))[:5]
    return found


def test_what_a_step_asks_is_in_sight_and_under_nothing(open_board: Callable[..., Board]) -> None:
    board, amiss = None, {}
    for lesson, step in longest():
        path = f"/learn?lesson={lesson.slug}&step={lesson.steps.index(step) + 1}"
        if board is None:
            board = open_board(path)
        else:
            board.page.goto(board.url + path)
        on_step(board, lesson, step)
        for size in (*WIDE, PHONE):
            board.page.set_viewport_size({"width": size[0], "height": size[1]})
            board.page.wait_for_function(READY, arg=list(size))
            found = board.page.evaluate(AMISS)
            if found:
                amiss[lesson.slug, step.id, size] = found
    assert amiss == {}
