"""The Learn page: the course, and a lesson's steps beside a live stage."""

from functools import partial

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from playground import visitor
from playground.learner import Learner
from playground.lessons.progress import encode
from playground.live import component
from playground.panels.panel import Panel
from playground.widgets.course import frame, task
from playground.widgets.course.explanation import asked, explanation
from playground.widgets.course.live_numbers import LiveNumbers
from playground.widgets.course.overview import overview
from playground.widgets.course.report import report

STORE = "learn"  # under this name the browser keeps the progress


@st.fragment(run_every=visitor.RECONNECT)
def learn() -> None:
    """The whole page, which few edits change; the hub's own fragment runs after each."""
    visitor.draws_page()
    learner = visitor.kept(STORE, Learner)
    learner.language = visitor.speak_as_chosen()
    learner.today = visitor.today()
    learner.recall()
    visitor.write_parameters(learner.address())
    numbers = LiveNumbers(learner.session.scene, learner.language)
    title = None
    if learner.reports:
        report(learner)
    elif learner.lesson is None:
        overview(learner)
    else:
        title = _lesson(learner, numbers)
    _page(learner, numbers)  # it tells what was marked as done
    if title is not None:
        component.place("numbers")  # after it is told which these are: they are asked for once
    hub(_looks(learner))
    if title is not None:
        title.header(learner.step_text.title, anchor=False)  # last: who reads it can take hold


@st.fragment
def hub(drawn: tuple[object, ...]) -> None:
    """What the session tells after an edit; the whole page only if that has ``drawn`` otherwise."""
    learner = visitor.kept(STORE, Learner)
    learner.language = visitor.speak_as_chosen()
    learner.recall()
    told: dict[str, Panel] = {}
    where, heading = STORE, frame.COURSE_HEADING
    if learner.lesson is not None:
        where = f"{STORE}/{learner.lesson.slug}/{learner.step.id}" + "/2" * learner.second
        heading = frame.step_heading(learner)
        told = {"onward": frame.onward(learner)}
        result = learner.result()
        if result is not None:
            told["feedback"] = task.verdict(learner, result)
    visitor.draw_again(where=_looks(learner) != drawn)
    receive = partial(visitor.receive, learner.session)
    resumes, pulls = learner.resumes, visitor.pulls()
    component.hub(learner.session, where, receive, told, heading, resumes=resumes, pulls=pulls)


def _looks(learner: Learner) -> tuple[object, ...]:
    """All that the page outside of the panels and the words depends on."""
    place = learner.lesson and (learner.lesson.slug, learner.at, learner.guess(), learner.ready())
    help_given = learner.second, learner.hints, learner.helped
    return place, learner.reports, learner.language, help_given, learner.progress, learner.recalled


def _page(learner: Learner, numbers: LiveNumbers) -> None:
    component.page(
        "learn",
        learner.page_text["waiting"],
        numbers=numbers.told,
        compact=True,
        store=(STORE, encode(learner.progress) if learner.recalled else None),
    )


def _lesson(learner: Learner, numbers: LiveNumbers) -> DeltaGenerator:
    """All of a lesson's page but the step's title, and the place for that."""
    frame.head(learner)
    with st.container(key="lesson"):
        with st.container(key="lesson-side"):
            title = _text(learner, numbers)
            with st.container(key="lesson-turn"):
                if learner.step.content.task is not None:
                    component.words("feedback")
                frame.turns(learner)
        with st.container(key="lesson-board"):
            for name in learner.panels:
                component.place(name)
        frame.foot(learner)
    return title


def _text(learner: Learner, numbers: LiveNumbers) -> DeltaGenerator:
    """What the step says, and below it, always in sight, what it asks for."""
    with st.container(key="lesson-text"):
        with st.container(key="lesson-said"):
            top = st.container()
            title = st.container(key=frame.step_title(learner))
            explanation(learner, numbers)
        if learner.step.waits:
            with st.container(key="lesson-task"):
                asked(learner, numbers)
                task.fields(learner)
                learner.result()
                task.help_with(learner, numbers)
        with top:
            frame.steps(learner)  # now that this run has marked what is done
    return title


learner = visitor.kept(STORE, Learner)
if not visitor.is_pulled() or learner.link is None:
    learner.follow(visitor.parameters())
learn()
