"""The Learn page through Streamlit's AppTest: opened by a link, read, and worked with.

Edits are made as the wire's session makes them; gestures are left to the browser tests.
"""

from pathlib import Path

from streamlit.testing.v1 import AppTest

from playground.learner import Learner, lessons
from playground.lessons.feedback import sentences
from playground.report import Report

PAGE = Path(__file__).parents[2] / "playground" / "pages" / "learn.py"
LESSONS = {lesson.slug: lesson for lesson in lessons()}


def opened(**link: str) -> AppTest:
    """The page as a browser gets it that comes with a link."""
    page = AppTest.from_file(str(PAGE), default_timeout=30)
    for name, value in link.items():
        page.query_params[name] = value
    return ran(page)


def ran(page: AppTest) -> AppTest:
    page.run()
    assert not page.exception, page.exception
    return page


def visit(page: AppTest) -> Learner:
    kept: Learner = page.session_state["learn"]
    return kept


def address(page: AppTest) -> dict[str, str]:
    found = page.query_params.items()
    return {name: value if isinstance(value, str) else value[0] for name, value in found}


def click(page: AppTest, label: str) -> None:
    button = next(button for button in page.button if button.label == label)
    assert not button.disabled, label
    button.click()
    ran(page)


def labels(page: AppTest) -> list[str]:
    return [button.label for button in page.button]


def words(page: AppTest) -> dict[str, str]:
    return sentences(visit(page).language, "page")


def do(page: AppTest) -> None:
    """Do what the step asks, as modelled."""
    at = visit(page)
    task, question = at.step.content.task, at.step.content.question
    if task is not None:
        for edit in task.solution:
            at.session.edit(edit)
        for name, text in task.typed.items():
            field = at.step_text.part(f"field {name}")
            next(box for box in page.text_input if box.label == field).set_value(text)
        ran(page)
    if question is not None:
        page.radio[0].set_value(at.right())
        ran(page)
        click(page, words(page)["commit"])


def kept(page: AppTest, text: str) -> None:
    """The browser tells what it has kept."""
    at = visit(page)
    at.session.take(Report(at.session.name, [], store=text))
    ran(page)
