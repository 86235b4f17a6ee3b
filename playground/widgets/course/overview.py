"""The course: a card for every lesson, with how far the learner has come."""

import itertools

import streamlit as st

from playground.learner import Learner, lessons
from playground.lessons.lesson import Lesson
from playground.limits import quoted
from playground.widgets.course.languages import languages
from playground.widgets.markdown import literal

#: The page's sentence over the lessons of each part of the course.
PART_TITLES = {"network": "part-network", "learning": "part-learning"}


def overview(learner: Learner) -> None:
    """The page of who has chosen no lesson."""
    text = learner.page_text
    with st.container(key="learn-head", horizontal=True, wrap=False, vertical_alignment="center"):
        st.title(text["course"], anchor=False)
        languages(learner)
    st.markdown(text["course-goal"])
    if learner.unknown is not None:
        st.warning(text["unknown-lesson"].format(name=literal(quoted(learner.unknown))))
    numbered = enumerate(lessons(), 1)
    with st.container(key="course"):
        for part, members in itertools.groupby(numbered, key=lambda each: each[1].part):
            st.header(text[PART_TITLES[part]], anchor=False)
            with st.container(key=f"part-{part}"):
                for number, lesson in members:
                    _card(learner, lesson, number)


def _card(learner: Learner, lesson: Lesson, number: int) -> None:
    about = lesson.texts[learner.language]
    with st.container(key=f"card-{lesson.slug}", border=True):
        st.subheader(f"{number}. {about.title}", anchor=False)
        st.markdown(about.goal)
        with st.container(horizontal=True, vertical_alignment="center"):
            _way_in(learner, lesson)


def _way_in(learner: Learner, lesson: Lesson) -> None:
    text, record = learner.page_text, learner.progress.of(lesson.slug)
    done = sum(state in ("done", "shown") for state in record.steps.values())
    count = len(lesson.steps)
    verb = "again" if done == count else "continue" if record.steps else "start"
    st.button(
        text[verb],
        key=f"go-{lesson.slug}",
        type="primary" if learner.progress.last == lesson.slug else "secondary",
        on_click=learner.resume,
        args=[lesson.slug],
    )
    sign = ":material/check_circle: " if done == count else ""
    st.caption(sign + text["done-count"].format(done=done, count=count))
