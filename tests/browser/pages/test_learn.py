"""The Learn page in a real browser: lessons from start to end, by pointer, keys and fields."""

from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from playground.lessons.load import with_controls
from playground.quantities import quantity
from playground.scene import Scene, TrainTo, apply
from tests.browser.driving.board import PATIENCE, Board
from tests.browser.driving.lesson_page import (
    LESSONS,
    do,
    finish,
    follows,
    on_step,
    press_next,
)
from tests.browser.driving.measures import violations_in_both_themes

pytestmark = pytest.mark.browser

Open = Callable[..., Board]

LIVE_NUMBERS = ".st-key-lesson-text .stMarkdownColoredText"


def test_a_lesson_is_finished_without_the_wire(open_board: Open) -> None:
    board = open_board("/learn?lesson=bias", carrier="fallback")
    finish(board, LESSONS["bias"])


def test_what_is_spoken_of_is_outlined_and_the_text_follows_its_drag(open_board: Open) -> None:
    board = open_board("/learn?lesson=bias")
    spoken = LESSONS["bias"].steps[0].content.highlight or ""
    style = "e => getComputedStyle(e).outlineStyle"
    assert board.target(spoken).evaluate(style) == "solid"
    assert board.target("neuron/0/0").evaluate(style) != "solid"
    number = board.page.locator(LIVE_NUMBERS).first
    expect(number).to_have_text("0.00")
    board.press_and_move("bias/0/0", 120)
    board.page.wait_for_function(
        "s => Number(document.querySelector(s).textContent) > 0.5", arg=LIVE_NUMBERS
    )
    expect(board.page.locator(".panel-feedback.passed")).to_have_count(0)  # not yet let go
    board.page.mouse.up()
    expect(board.page.locator(".panel-feedback.passed")).to_be_visible(timeout=PATIENCE)
    expect(number).to_have_text(board.field("bias/0/0", "neuron").input_value())


def test_progress_and_guesses_outlast_the_visit(open_board: Open) -> None:
    lesson = LESSONS["bias"]
    board = open_board("/learn?lesson=bias&step=2")
    on_step(board, lesson, lesson.steps[1])
    do(board, lesson, lesson.steps[1])
    board.page.wait_for_function(
        "() => (localStorage.getItem('playground.learn') ?? '').includes('guesses')",
        timeout=PATIENCE,
    )
    board.page.reload()
    board.settle()
    expect(board.page.locator(".st-key-lesson-reveal")).to_be_visible(timeout=PATIENCE)
    expect(board.page.locator('[role="radiogroup"] input').first).to_be_disabled()
    expect(board.page.locator(".panel-steps .mark.done")).to_have_count(1)

    # A scene too: a second level goes on as it was left, counted from where it began.
    board.open("/learn?lesson=xor&step=3&level=2")
    verdict = board.page.locator(".panel-feedback")
    board.target("bias/1/0").press("+")
    expect(verdict).to_contain_text("Changes: 1", timeout=PATIENCE)
    left = board.target("bias/1/0").get_attribute("data-value")
    board.page.reload()
    board.settle()
    expect(verdict).to_contain_text("Changes: 1", timeout=PATIENCE)
    expect(board.target("bias/1/0")).to_have_attribute("data-value", left or "")


def test_back_leads_to_the_step_before(open_board: Open) -> None:
    lesson = LESSONS["bias"]
    board = open_board("/learn?lesson=bias")
    do(board, lesson, lesson.steps[0])
    follows(board).click()
    on_step(board, lesson, lesson.steps[1])
    board.page.go_back()
    on_step(board, lesson, lesson.steps[0])


# Streamlit fades what it is about to draw again.
SETTLED = """() => [...document.querySelectorAll('[data-testid=stElementContainer]')]
  .every(e => e.dataset.stale !== 'true' && getComputedStyle(e).opacity === '1')"""


def test_axe_finds_nothing(open_board: Open) -> None:
    """In a task, a question and the overview."""
    neuron, bias = LESSONS["neuron"], LESSONS["bias"]
    board = open_board("/learn?lesson=neuron&step=2", color_scheme="light")
    on_step(board, neuron, neuron.steps[1])
    board.page.wait_for_function(SETTLED)
    assert violations_in_both_themes(board) == []
    board.go("/learn?lesson=bias&step=2")
    on_step(board, bias, bias.steps[1])
    do(board, bias, bias.steps[1])
    board.page.wait_for_function(SETTLED)
    assert violations_in_both_themes(board) == []
    board.go("/learn")
    board.page.wait_for_selector(".st-key-course button")
    board.quiet()
    board.page.wait_for_function(SETTLED)
    assert violations_in_both_themes(board) == []


@pytest.mark.parametrize(("slug", "at", "target"), [("curves", 2, "weight/0/1/0")])
def test_a_drag_goes_on_when_the_next_step_comes_under_it(
    open_board: Open, slug: str, at: int, target: str
) -> None:
    lesson = LESSONS[slug]
    board = open_board(f"/learn?lesson={slug}&step={at + 1}")
    on_step(board, lesson, lesson.steps[at])
    board.press_and_move(target, 20)
    board.target(target).evaluate("element => { element.kept = true; }")
    press_next(board)
    on_step(board, lesson, lesson.steps[at + 1])
    begun = float(lesson.steps[at + 1].begins.network.layers[0].weights[1, 0])
    box = board.target(target).bounding_box()
    assert box is not None
    board.page.mouse.move(box["x"] + 60, box["y"] - 40, steps=5)
    board.page.wait_for_function(
        "([name, old]) => Number(document.querySelector(`.grab[data-target='${name}']`)"
        ".dataset.value) !== old",
        arg=[target, begun],
    )
    assert board.target(target).evaluate("element => element.kept"), "the element was replaced"
    board.page.mouse.up()
    board.target(target).focus()
    board.page.keyboard.press("Control+z")  # the new step's session has it, so it can be undone
    board.wait_value(target, begun)


HEADING_HAS_FOCUS = "() => document.activeElement.matches('.st-key-lesson-text h2')"
SCROLLED = "document.querySelector('[data-testid=stMain]').scrollTop"


def test_a_new_step_begins_at_its_top_and_its_first_drag_is_taken(open_board: Open) -> None:
    """Whoever can read a step's heading can take hold of its picture, and goes on by keys there."""
    lesson = LESSONS["curves"]
    board = open_board("/learn?lesson=curves", width=1280, height=600)
    assert not board.page.evaluate(HEADING_HAS_FOCUS), "a first load takes nobody's focus"
    taken = []
    for step in lesson.steps[1:]:
        board.page.evaluate(f"{SCROLLED} = 1e4")
        assert board.page.evaluate(SCROLLED) > 0
        press_next(board)
        on_step(board, lesson, step)
        free = with_controls(step.begins, step.content, revealed=step.content.question is None)
        held = board.page.locator(".st-key-stage .grab[role=slider]:not([aria-disabled])")
        name, value = None, ""
        if held.count():
            name = str(held.last.get_attribute("data-target"))
            value = str(held.last.get_attribute("data-value"))
            assert float(value) == quantity(free, name), "the picture is that of the step before"
        board.page.wait_for_function(HEADING_HAS_FOCUS)
        assert board.page.evaluate(SCROLLED) == 0
        if name is None:
            continue
        board.press_and_move(name, -25)
        board.page.mouse.up()
        taken.append((name, board.wait_changed(name, value)))
        held.last.focus()
        board.page.keyboard.press("Control+z")  # the session has it, so it can be undone
        board.wait_value(name, float(value))
    assert len(taken) >= 3


def test_a_lesson_is_trained_and_what_is_tried_beside_it_is_the_engines(open_board: Open) -> None:
    """Down the slope by the bar's own steps; then other starts, once the network is larger."""
    lesson = LESSONS["slope"]
    board = open_board(f"/learn?lesson=slope&step={len(lesson.steps)}")
    step = lesson.steps[-1]
    on_step(board, lesson, step)
    forward = board.page.locator('[data-edit="train-step/forward"]')
    for update in range(1, 7):
        forward.click()
        there = apply(step.begins, TrainTo(update))
        board.wait_value("weight/0/0/0", float(there.network.layers[0].weights[0, 0]))
        wait_quantity(board, "mean-gradient/0/0/0", there)
    expect(board.page.locator(".panel-feedback.passed")).to_be_visible(timeout=PATIENCE)
    follows(board).click()
    board.open("/learn?lesson=starts&step=3")
    lesson = LESSONS["starts"]
    on_step(board, lesson, lesson.steps[2])
    wait_quantity(board, "starts-found", lesson.steps[2].begins)
    for _ in range(2):
        board.page.locator('.st-key-stage [data-edit="add-neuron/0"]').click()
    expect(board.page.locator(".panel-feedback.passed")).to_be_visible(timeout=PATIENCE)
    wait_quantity(board, "starts-found", lesson.steps[2].solved)


def wait_quantity(board: Board, name: str, scene: Scene) -> None:
    """Until a panel prints the number that has this name in a scene."""
    board.page.wait_for_function(
        """([name, value]) => [...document.querySelectorAll(`[data-quantity="${name}"]`)]
            .some(e => Number(e.dataset.value) === value)""",
        arg=[name, quantity(scene, name)],
        timeout=PATIENCE,
    )
