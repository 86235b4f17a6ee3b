"""The Learn page: the course, and a lesson's steps beside a live stage."""

from functools import partial

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from playground import visitor
from playground.learner import Learner
from playground.lessons.progress import encode
from playground.live import component
from playground.panels import PANELS
from playground.scene import Scene
from playground.widgets.course import frame, task
from playground.widgets.course.explanation import explanation
from playground.widgets.course.live_numbers import LiveNumbers
from playground.widgets.course.overview import overview

STORE = "learn"  # under this name the browser keeps the progress


@st.fragment(run_every=visitor.RECONNECT)
def learn() -> None:
    """Everything that the learner can change; only this runs again after an edit."""
    learner = visitor.kept(STORE, Learner)
    learner.session.run += 1
    learner.recall()
    visitor.write_parameters(learner.address())
    if learner.lesson is None:
        overview(learner)
        _hub(learner, STORE)
    else:
        title = _lesson(learner)
        # After the panels, which wait for it; it tells what was marked as done.
        _hub(learner, f"{STORE}/{learner.lesson.slug}/{learner.step.id}")
        title.header(learner.step_text.title, anchor=False)  # last: who reads it can take hold


def _hub(learner: Learner, place: str) -> None:
    component.hub(
        learner.session,
        place,
        learner.page_text["waiting"],
        on_report=partial(visitor.receive, learner.session),
        language=learner.language,
        store=(STORE, encode(learner.progress) if learner.recalled else None),
    )


def _lesson(learner: Learner) -> DeltaGenerator:
    """All of a lesson's page but the step's title, and the place for that."""
    shown = learner.session.shown()
    frame.head(learner)
    with st.container(key="lesson"):
        with st.container(key="lesson-text"):
            top = st.container()
            title = st.container()
            numbers = LiveNumbers(learner.session)
            explanation(learner, numbers)
            result = learner.result(task.typed(learner))
            task.help_with(learner, numbers)
            numbers.mount(shown)
            with top:
                frame.steps(learner)  # now that this run has marked what is done
        _board(learner, shown)
        with st.container(key="lesson-turn"):
            task.verdict(learner, result)
            frame.turns(learner)
        frame.foot(learner)
    return title


def _board(learner: Learner, shown: Scene) -> None:
    session = learner.session
    with st.container(key="lesson-board"):
        for name in learner.step.content.panels:
            panel = PANELS[name](shown, session.view)
            component.panel(name, panel, session.view, session.run)


learner = visitor.kept(STORE, Learner)
if not visitor.is_pulled() or learner.link is None:
    learner.follow(visitor.parameters())
learn()
