"""The second level of a task: what it counts, and the way there and back."""

import pytest

from playground import document
from playground.learner import Learner, lessons
from playground.lessons.checks import Attempt
from playground.lessons.feedback import say
from playground.lessons.lesson import Counts, Step
from playground.lessons.progress import encode
from playground.lessons.spent import spent
from playground.report import Memory, Report
from playground.scene import (
    AddNeuron,
    Edit,
    RemoveLayer,
    RemoveNeuron,
    SetActivation,
    SetBias,
    SetInput,
    SetThreshold,
    SetWeight,
    Switch,
    TrainTo,
)
from tests.lessons.check_scenes import LINE, TANH, edited

COUNTED = next(
    (lesson, step)
    for lesson in lessons()
    for step in lesson.steps
    if step.content.task and step.content.task.further and step.content.task.further.counts
)


def _learner() -> tuple[Learner, Step]:
    """At a task with a second level that counts something, done as modelled."""
    lesson, step = COUNTED
    learner = Learner()
    learner.go(lesson.slug, lesson.index(step.id))
    _solve(learner)
    return learner, step


def _solve(learner: Learner) -> bool:
    task = learner.step.content.task
    assert task is not None
    learner.session.edit(*task.solution)
    for name, text in task.typed.items():
        learner.type(name, text)
    result = learner.result()
    return result is not None and result.passed


def test_it_is_offered_to_who_has_done_the_task() -> None:
    lesson, step = COUNTED
    learner = Learner()
    learner.go(lesson.slug, lesson.index(step.id))
    assert not learner.leads_further
    learner.further()
    assert not learner.second
    assert _solve(learner)
    assert learner.leads_further
    learner.further()
    assert learner.second
    assert learner.step == step.further
    assert learner.step_text.part("task") == lesson.texts["en"].steps[step.id].part("further")
    assert learner.step_text.part("hint 1")


def test_it_keeps_the_own_best_and_the_state_of_the_task() -> None:
    learner, step = _learner()
    learner.further()
    assert "best" not in say(learner.counted(), "en")
    assert _solve(learner)
    best = learner.best()
    assert best == spent(
        step.content.task.further.counts, Attempt(learner.session.scene, learner.began)
    )
    assert say(learner.counted(), "en").endswith(f"Your best: {best}.")
    assert learner.state() == "done"
    learner.begin()
    learner.show_solution()
    assert learner.result().passed
    assert learner.progress.of(COUNTED[0].slug).best == {step.id: best}


def test_a_solution_that_was_looked_at_is_no_best() -> None:
    learner, _ = _learner()
    learner.further()
    learner.show_solution()
    learner.result()
    assert learner.best() is None


def test_the_address_leads_there_and_back() -> None:
    learner, step = _learner()
    before = learner.address()
    learner.further()
    address = learner.address()
    assert address == {**before, "level": "2"}
    other = Learner()
    other.follow({**address, "lang": "es"})
    assert (other.step, other.language) == (step.further, "es")
    assert other.session.scene == step.further.begins
    learner.follow(before)
    assert not learner.second
    assert learner.step == step
    other.follow({"lesson": "neuron", "level": "2", "step": "4"})
    assert not other.second


def test_the_scene_of_the_task_goes_on() -> None:
    """Back at the task, or at the next step, the learner finds what they had made there."""
    learner, step = _learner()
    made = learner.session.scene
    learner.further()
    learner.nearer()
    if step.keeps:
        assert learner.session.scene == made
    else:
        assert learner.session.scene == step.begins
    assert learner.leads_further
    learner.further()
    learner.next()
    assert not learner.second


@pytest.mark.parametrize(
    ("edits", "changes"),
    [
        ([], 0),
        ([SetBias(0, 0, 0.5)], 1),
        ([SetBias(0, 0, 0.5), SetBias(0, 0, 0.1)], 0),
        ([SetBias(0, 0, 0.5), SetBias(0, 0, 0.7), SetWeight(1, 0, 0, 3.0)], 2),
        ([SetInput(0, 2.0), SetInput(1, 2.0), SetThreshold(0.7)], 1),
        ([SetActivation(0, "relu")], 1),
        ([AddNeuron(0)], 1),
        ([RemoveNeuron(0, 1)], 1),
        ([RemoveLayer(0)], 1),
        ([Switch("weight/0/0/0", off=True)], 1),
    ],
)
def test_changes_are_what_is_another_than_at_first(edits: list[Edit], changes: int) -> None:
    assert spent("changes", Attempt(edited(TANH, *edits), TANH)) == changes


@pytest.mark.parametrize(
    ("counts", "edits", "used"),
    [
        ("neurons", [], 2),
        ("neurons", [AddNeuron(0)], 3),
        ("neurons", [Switch("neuron/0/1", off=True)], 1),
        ("parameters", [AddNeuron(0)], 13),
        ("updates", [SetBias(0, 0, 3.0)], 0),
        (None, [SetBias(0, 0, 3.0)], 0),
    ],
)
def test_what_else_is_counted(counts: Counts | None, edits: list[Edit], used: int) -> None:
    assert spent(counts, Attempt(edited(TANH, *edits), TANH)) == used


def test_updates_are_those_of_the_training() -> None:
    assert spent("updates", Attempt(edited(LINE, TrainTo(6)), LINE)) == 6


def _opened_again(learner: Learner) -> Learner:
    """Who opens the address of another one's page, in the browser that remembers that."""
    again = Learner()
    again.follow(learner.address())
    scenes = [document.scene_to_token(scene) for scene in learner.session.history.scenes]
    at = len(learner.session.history.past)
    memory = Memory(again.session.visit_id, again.session.name, 0, scenes, at)
    kept = encode(learner.progress)
    again.session.take(Report(again.session.name, [], store=kept, memory=memory))
    again.recall()
    return again


@pytest.mark.parametrize("second", [False, True])
def test_a_scene_outlasts_a_reload_at_either_level(second: bool) -> None:
    learner, _ = _learner()
    if second:
        learner.further()
    assert learner.resumes
    learner.session.edit(SetBias(0, 0, 0.75))
    again = _opened_again(learner)
    assert again.second == second
    assert again.session.scene.same_content(learner.session.scene)
    assert again.began.same_content(learner.began)
    assert again.counted() == learner.counted()
    assert again.state() == "done"
    again.session.history = again.session.history.undo()
    assert again.session.scene.same_content(learner.session.history.past[-1])


def test_the_scene_that_a_second_level_goes_on_with_is_found_again_at_the_task() -> None:
    lesson, step = next(
        (lesson, step)
        for lesson in lessons()
        for step in lesson.steps
        if step.further and step.further.keeps and step.keeps
    )
    learner = Learner()
    learner.go(lesson.slug, lesson.index(step.id))
    assert _solve(learner)
    learner.further()
    again = _opened_again(learner)
    again.nearer()
    learner.nearer()
    assert again.session.scene.same_content(learner.session.scene)


def test_what_is_no_own_work_begins_again() -> None:
    """A solution that was shown, and a question, whose answer is played again."""
    learner, _ = _learner()
    learner.show_solution()
    assert not learner.resumes
    learner.begin()
    assert learner.resumes
    learner.go("neuron", 3)
    assert not learner.resumes
    learner.leave()
    assert not learner.resumes
