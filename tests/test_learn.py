"""The Learn page through Streamlit's AppTest: every lesson, from start to end, by a script.

Edits are made as the wire's session makes them; gestures are left to the browser tests.
"""

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from playground.learner import Learner, lessons
from playground.lessons.feedback import LANGUAGES, sentences
from playground.lessons.lesson import Lesson
from playground.lessons.progress import Progress, encode
from playground.limits import quoted
from playground.report import Committed, Report
from playground.scene import HIDEABLE, SetBias, SetControls, SetWeight, apply
from playground.widgets.markdown import literal
from tests.hostile import TEXTS

PAGE = Path(__file__).parents[1] / "playground" / "pages" / "learn.py"
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


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_course_lists_every_lesson(language: str) -> None:
    page = opened(lang=language)
    heads = [head.value for head in page.subheader]
    titles = [lesson.texts[language].title for lesson in LESSONS.values()]
    assert heads == [f"{number}. {title}" for number, title in enumerate(titles, 1)]


def test_a_link_to_no_lesson_leads_to_the_course() -> None:
    page = opened()
    for text in TEXTS:
        page.query_params["lesson"] = text
        ran(page)
        told = words(page)["unknown-lesson"].format(name=literal(quoted(text)))
        assert [warning.value for warning in page.warning] == [told]
        assert len(page.subheader) == len(LESSONS)
        assert address(page) == {}


@pytest.mark.parametrize("link", [{"lang": "xx"}, {"step": "3"}, {"lesson": "bias", "step": "x"}])
def test_odd_links_are_taken_as_far_as_they_go(link: dict[str, str]) -> None:
    page = opened(**link)
    assert visit(page).language == "en"
    assert visit(page).at == 0


@pytest.mark.parametrize(("step", "at"), [("1", 0), ("2", 1), ("99", -1), ("0", 0), ("²", 0)])
def test_a_step_has_an_address(step: str, at: int) -> None:
    page = opened(lesson="bias", step=step)
    count = len(LESSONS["bias"].steps)
    assert visit(page).at == at % count


def test_a_run_that_was_pulled_stays_at_the_step_that_its_address_lacks() -> None:
    page = opened(lesson="bias")
    visit(page).go("bias", 1)
    visit(page).address()
    page.session_state["pulled"] = True
    ran(page)
    assert visit(page).at == 1
    assert address(page) == {"lesson": "bias", "step": "2"}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("lesson", LESSONS.values(), ids=LESSONS)
def test_a_lesson_can_be_finished(lesson: Lesson, language: str) -> None:
    page = opened(lesson=lesson.slug, lang=language)
    for number, step in enumerate(lesson.steps):
        at = visit(page)
        assert (at.step, at.at) == (step, number)
        assert address(page).get("step", "1") == str(number + 1)
        following = next(button for button in page.button if button.key == "next")
        assert following.disabled == step.waits
        do(page)
        following = next(button for button in page.button if button.key == "next")
        assert not following.disabled, step.id
        click(page, following.label)
    states = visit(page).progress.of(lesson.slug).steps
    assert states == {step.id: "done" for step in lesson.steps}
    after = list(LESSONS)[list(LESSONS).index(lesson.slug) + 1 :][:1]
    assert address(page).get("lesson") == (after[0] if after else None)


@pytest.mark.parametrize("lesson", LESSONS.values(), ids=LESSONS)
def test_a_lesson_shows_no_more_than_each_step_allows(lesson: Lesson) -> None:
    page = opened(lesson=lesson.slug)
    for step in lesson.steps:
        scene = visit(page).session.scene
        if step.content.question is None:
            assert set(step.content.allow).isdisjoint(scene.locked | scene.hidden)
        else:
            assert {"weights", "biases", "inputs"} <= scene.locked
            assert "flow" in scene.hidden
        assert scene.hidden <= set(HIDEABLE)
        visit(page).next()
        ran(page)


def test_feedback_follows_each_edit() -> None:
    page = opened(lesson="bias")
    at = visit(page)
    assert at.state() is None
    at.session.edit(SetBias(0, 0, 1.0))
    ran(page)
    assert at.state() is None
    at.session.edit(SetBias(0, 0, 9.0))
    ran(page)
    assert at.state() == "done"
    at.session.edit(SetBias(0, 0, 0.0))
    ran(page)
    assert at.state() == "done"  # what was done stays done


def test_gestures_of_the_browser_are_taken() -> None:
    page = opened(lesson="bias")
    at = visit(page)
    gesture = Committed(target="bias/0/0", value=3.0, seq=1)
    at.session.take(Report(at.session.name, at.session.view, [gesture]))
    ran(page)
    assert at.session.scene.network.layers[0].biases[0] == 3.0
    assert at.state() == "done"


def test_what_is_locked_cannot_be_changed() -> None:
    page = opened(lesson="bias")
    at = visit(page)
    gesture = Committed(target="weight/0/0/0", value=3.0, seq=1)
    at.session.take(Report(at.session.name, at.session.view, [gesture]))
    ran(page)
    assert at.session.scene == at.began


def test_hints_come_in_two_stages_and_then_a_solution() -> None:
    page = opened(lesson="bias")
    say = words(page)
    shown = [text.value for text in page.markdown]
    assert not any(say["hint"] in text for text in shown)
    click(page, say["hint"])
    assert say["show-solution"] not in labels(page)
    click(page, say["second-hint"])
    assert sum(text.value.startswith(f"**{say['hint']}") for text in page.markdown) == 1
    click(page, say["show-solution"])
    assert visit(page).state() == "shown"
    assert not next(button for button in page.button if button.key == "next").disabled
    click(page, say["start-step-over"])
    visit(page).session.edit(SetBias(0, 0, 4.0))
    ran(page)
    assert visit(page).state() == "done"


def test_a_solution_replaces_a_scene_that_is_past_mending() -> None:
    page = opened(lesson="bias")
    at = visit(page)
    at.session.visit(apply(at.session.scene, SetControls([], [])))
    at.session.edit(SetWeight(0, 0, 0, 0.0))
    at.show_solution()
    ran(page)
    assert at.state() == "shown"


def test_skipping_is_allowed_and_shown_as_not_done() -> None:
    page = opened(lesson="bias")
    click(page, words(page)["skip"])
    assert visit(page).at == 1
    assert visit(page).progress.state("bias", "shift") == "skipped"
    click(page, words(page)["all-lessons"])
    assert any("0 of" in caption.value for caption in page.caption)


def test_starting_over_forgets_the_lesson_only() -> None:
    page = opened(lesson="neuron")
    do(page)
    visit(page).go("bias")
    ran(page)
    do(page)
    click(page, words(page)["start-over"])
    assert visit(page).progress.of("bias").steps == {}
    assert visit(page).progress.of("neuron").steps


def asked(page: AppTest) -> None:
    at = visit(page)
    while at.step.content.question is None:
        at.next()
    ran(page)


def test_a_guess_cannot_be_changed() -> None:
    page = opened(lesson="bias")
    asked(page)
    commit = words(page)["commit"]
    assert next(button for button in page.button if button.label == commit).disabled
    page.radio[0].set_value("right")
    ran(page)
    click(page, commit)
    assert page.radio[0].disabled
    assert page.radio[0].value == "right"
    assert commit not in labels(page)
    visit(page).reveal("left")
    ran(page)
    assert visit(page).guess() == "right"
    visit(page).previous()
    visit(page).next()
    ran(page)
    assert page.radio[0].disabled
    assert any("Right is: To the left" in text.value for text in page.markdown)


def test_the_reveal_plays_what_was_asked() -> None:
    page = opened(lesson="bias")
    asked(page)
    at = visit(page)
    page.radio[0].set_value("left")
    ran(page)
    click(page, words(page)["commit"])
    assert at.session.scene.network.layers[0].biases[0] == 2.0
    assert "biases" not in at.session.scene.locked


def test_a_covered_output_is_not_told_before_the_reveal() -> None:
    page = opened(lesson="neuron")
    asked(page)
    assert visit(page).session.scene.step == 0
    page.radio[0].set_value("positive")
    ran(page)
    click(page, words(page)["commit"])
    assert visit(page).session.scene.step is None


def kept(page: AppTest, text: str) -> None:
    """The browser tells what it has kept."""
    at = visit(page)
    at.session.take(Report(at.session.name, at.session.view, [], store=text))
    ran(page)


def test_progress_comes_back_from_the_browser() -> None:
    before = Progress().marked("bias", "shift", "done").visiting("bias")
    page = opened()
    kept(page, encode(before))
    assert any("1 of 3" in caption.value for caption in page.caption)
    assert words(page)["continue"] in labels(page)
    next(button for button in page.button if button.key == "go-bias").click()
    ran(page)
    assert visit(page).step.id == "which-way"


def test_a_guess_of_an_earlier_visit_stands() -> None:
    page = opened(lesson="bias", step="2")
    assert not page.radio[0].disabled
    kept(page, encode(Progress().guessed("bias", "which-way", "up")))
    assert page.radio[0].disabled
    assert page.radio[0].value == "up"


@pytest.mark.parametrize("text", ["", "nonsense", '{"lessons":{"x":{}}}'])
def test_whatever_the_browser_kept_the_page_works(text: str) -> None:
    page = opened(lesson="bias")
    kept(page, text)
    do(page)
    assert visit(page).state() == "done"


def test_the_language_can_be_switched() -> None:
    page = opened(lesson="bias")
    click(page, "Español")
    assert address(page) == {"lesson": "bias", "lang": "es"}
    assert page.title[0].value == LESSONS["bias"].texts["es"].title
    click(page, "English")
    assert address(page) == {"lesson": "bias"}
