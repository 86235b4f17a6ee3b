"""A task on the Learn page: feedback, hints, the solution, and the ways round it."""

from playground.lessons.progress import encode
from playground.report import Committed, Report
from playground.scene import SetBias, SetControls, SetWeight, apply
from tests.pages.learn_page import address, click, do, labels, opened, ran, visit, words


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
    at.session.take(Report(at.session.name, [gesture]))
    ran(page)
    assert at.session.scene.network.layers[0].biases[0] == 3.0
    assert at.state() == "done"


def test_what_is_locked_cannot_be_changed() -> None:
    page = opened(lesson="bias")
    at = visit(page)
    gesture = Committed(target="weight/0/0/0", value=3.0, seq=1)
    at.session.take(Report(at.session.name, [gesture]))
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


def test_a_task_that_is_done_leads_further_and_back() -> None:
    page = opened(lesson="bias")
    at = visit(page)
    assert words(page)["further"] not in labels(page)
    do(page)
    click(page, words(page)["further"])
    assert address(page) == {"lesson": "bias", "level": "2"}
    shown = [text.value for text in page.markdown]
    assert any(at.lesson_text.steps["shift"].part("further") in text for text in shown)
    assert page.subheader[0].value == words(page)["further"]
    click(page, words(page)["hint"])
    assert words(page)["show-solution"] in labels(page)
    click(page, words(page)["start-step-over"])
    do(page)
    assert at.best() is not None
    assert f'"best":{{"shift":{at.best()}}}' in encode(at.progress)
    click(page, words(page)["to-task"])
    assert words(page)["further-done"] in labels(page)
    assert address(page) == {"lesson": "bias"}


def test_starting_over_forgets_the_lesson_only() -> None:
    page = opened(lesson="neuron")
    do(page)
    visit(page).go("bias")
    ran(page)
    do(page)
    click(page, words(page)["start-over-no"])  # it asks first
    assert visit(page).progress.of("bias").steps
    click(page, words(page)["start-over-yes"])
    assert visit(page).progress.of("bias").steps == {}
    assert visit(page).progress.of("neuron").steps
