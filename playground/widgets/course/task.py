"""A step's task: the fields to type into, what is said of the learner's work, and the help."""

from functools import partial

import streamlit as st

from playground import visitor
from playground.learner import Learner
from playground.lessons.checks import Result
from playground.lessons.feedback import Remark, say
from playground.lessons.texts import filled
from playground.panels.course import lesson
from playground.panels.panel import Panel
from playground.widgets.course.live_numbers import LiveNumbers


def fields(learner: Learner) -> None:
    """What the task wants typed."""
    place = f"{learner.present_lesson.slug}-{learner.step.id}-{learner.session.name}"
    for name, text in learner.typed().items():
        label, key = learner.step_text.part(f"field {name}"), f"typed-{place}-{name}"
        visitor.shows(key, text)
        take = partial(visitor.given, key, partial(learner.type, name))
        st.text_input(label, key=key, on_change=take)


def verdict(learner: Learner, result: Result) -> Panel:
    """What the check says of the learner's work."""
    said = [
        say(_named(learner, remark), learner.language, learner.session.scene.decimals)
        for remark in result.remarks
    ]
    done = learner.step_text.part("done")
    if result.passed and done:
        said.append(filled(done, learner.session.scene))
    counted = learner.counted()
    if counted is not None:
        said.append(say(counted, learner.language))
    return lesson.feedback(
        said,
        passed=result.passed,
        score=result.score,
        score_text=learner.page_text["score"].format(percent=f"{100 * result.score:.0f}"),
    )


def _named(learner: Learner, remark: Remark) -> Remark:
    """The remark with a field's label for its name."""
    name = remark.values.get("field")
    if name is None:
        return remark
    label = learner.step_text.part(f"field {name}").rstrip(" =:")
    return Remark(remark.key, {**remark.values, "field": label})


def help_with(learner: Learner, numbers: LiveNumbers) -> None:
    """Hints in two stages, then a solution; and the way to begin the step again."""
    if learner.step.content.task is None:
        return
    text = learner.page_text
    with st.container(key="lesson-hints"):
        _given(learner, numbers)
    with st.container(horizontal=True):
        if learner.hints < learner.most_hints:
            label = text["second-hint" if learner.hints else "hint"]
            st.button(label, icon=":material/lightbulb:", key="hint", on_click=learner.hint)
        elif not learner.helped:
            icon = ":material/visibility:"
            label, shown = text["show-solution"], learner.show_solution
            st.button(label, icon=icon, key="show-solution", on_click=shown)
        icon = ":material/restart_alt:"
        label, begin = text["start-step-over"], learner.start_over_step
        st.button(label, icon=icon, type="tertiary", on_click=begin)


def _given(learner: Learner, numbers: LiveNumbers) -> None:
    """The hints that are open, and the solution if it was shown."""
    text, task = learner.page_text, learner.step.content.task
    for number in range(learner.hints):
        title = text["second-hint" if number else "hint"]
        numbers.write(learner.step_text.part(f"hint {number + 1}"), f"**{title}:** ")
    if learner.helped and task is not None:
        st.markdown(text["solution-shown"])
        for name, answer in task.typed.items():
            st.markdown(f"{learner.step_text.part(f'field {name}')} {answer}")
