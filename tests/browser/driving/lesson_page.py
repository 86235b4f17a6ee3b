"""A lesson on the page: its steps, and what they ask, done by pointer, keys and fields."""

from collections.abc import Callable

from playwright.sync_api import Locator, TimeoutError, expect

from playground.learner import lessons
from playground.lessons.lesson import Lesson, Step
from playground.lessons.load import right_choice
from playground.scene import SetBias, SetInput, SetWeight, Target
from tests.browser.driving.board import PATIENCE, Board

LESSONS = {lesson.slug: lesson for lesson in lessons()}


def follows(board: Board) -> Locator:
    """The button that leads on."""
    return board.page.locator(".st-key-next button")


def on_step(board: Board, lesson: Lesson, step: Step, language: str = "en") -> None:
    """Wait until the step is on the page."""
    title = lesson.texts[language].steps[step.id].title
    heading = board.page.locator(".st-key-lesson-text h2", has_text=title)
    expect(heading).to_be_visible(timeout=PATIENCE)
    expect(board.page.locator(".st-key-lesson-board .panel").first).to_be_visible()


def simple(step: Step) -> bool:
    """Whether the model solution is made of single numbers."""
    task = step.content.task
    return task is None or all(
        isinstance(edit, SetBias | SetWeight | SetInput) for edit in task.solution
    )


def target_of(edit: SetBias | SetWeight | SetInput) -> Target:
    if isinstance(edit, SetInput):
        return Target("input", (edit.index,))
    if isinstance(edit, SetBias):
        return Target("bias", (edit.layer, edit.neuron))
    return Target("weight", (edit.layer, edit.neuron, edit.source))


def make(board: Board, step: Step, edit: SetBias | SetWeight | SetInput) -> None:
    """The edit by a typed number where there is a field for it, else by keys on the stage."""
    target = target_of(edit)
    panel = "inputs" if isinstance(edit, SetInput) else "neuron"
    if panel in step.content.panels:
        field = board.field(str(target), panel)
        field.fill(str(edit.value))
        field.press("Enter")
        return
    element = board.target(str(target))
    element.focus()
    for _ in range(5):  # the first presses may still meet the step before
        now = float(element.get_attribute("data-value") or "nan")
        tenths = round((edit.value - now) / 0.1)
        for _ in range(abs(tenths) // 10):
            element.press("PageUp" if tenths > 0 else "PageDown")
        for _ in range(abs(tenths) % 10):
            element.press("+" if tenths > 0 else "-")
        if _arrived(board, str(target), edit.value):
            return


def _arrived(board: Board, target: str, value: float) -> bool:
    """Whether the page comes to show the value; it is given time, for it is often busy."""
    try:
        board.page.wait_for_function(
            """([target, value]) => [...document.querySelectorAll(`[data-target="${target}"]`)]
                .some(e => Math.abs(Number(e.dataset.value || "nan") - value) < 0.05)""",
            arg=[target, value],
            timeout=PATIENCE / 6,
        )
    except TimeoutError:
        return False
    return True


def do(board: Board, lesson: Lesson, step: Step, language: str = "en") -> None:
    """What the step asks, as modelled: by hand, or where that takes long, by the solution shown."""
    words = lesson.texts[language].steps[step.id]
    task, question = step.content.task, step.content.question
    if task is not None:
        if simple(step):
            for edit in task.solution:
                make(board, step, edit)
        else:
            look_up(board)
        for name, text in task.typed.items():
            field = board.page.get_by_label(words.part(f"field {name}"), exact=True)
            field.fill(text)
            field.press("Enter")
        expect(board.page.locator(".panel-feedback.passed")).to_be_visible(timeout=PATIENCE)
    if question is not None:
        at = question.choices.index(right_choice(question, step.begins))
        board.page.locator('[role="radiogroup"] label').nth(at).click()
        commit = board.page.locator(".st-key-commit button")
        expect(commit).to_be_enabled(timeout=PATIENCE)
        commit.click()
        expect(board.page.locator(".st-key-lesson-reveal")).to_be_visible(timeout=PATIENCE)
        expect(board.page.locator('[role="radiogroup"] input').first).to_be_disabled()


def look_up(board: Board) -> None:
    """Ask for both hints and then for the solution."""
    for hints, button in ((1, "hint"), (2, "hint"), (2, "show-solution")):
        board.page.locator(f".st-key-{button} button").click(timeout=PATIENCE)
        given = board.page.locator(".st-key-lesson-hints p > strong:first-child")
        expect(given.nth(hints - 1)).to_be_visible(timeout=PATIENCE)


def finish(
    board: Board,
    lesson: Lesson,
    language: str = "en",
    look: Callable[[Step, str], None] = lambda step, when: None,
) -> None:
    """Do all steps, and ``look`` at each when it is begun and when it is done."""
    for step in lesson.steps:
        on_step(board, lesson, step, language)
        look(step, "begun")
        do(board, lesson, step, language)
        look(step, "done")
        expect(follows(board), f"{lesson.slug}/{step.id}").to_be_enabled(timeout=PATIENCE)
        follows(board).click()


def press_next(board: Board) -> None:
    """Go on by the button without the pointer, which may hold something."""
    skip = board.page.locator(".st-key-lesson-nav button", has_text="Skip")
    (skip if skip.count() else follows(board)).evaluate("button => button.click()")
