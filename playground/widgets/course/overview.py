"""The course: its chapters, and a card for every lesson with how far the learner has come."""

from functools import partial

import streamlit as st

from playground.learner import Learner, chapters
from playground.lessons.chapters import Chapter
from playground.lessons.ends import END
from playground.lessons.lesson import Lesson
from playground.limits import quoted
from playground.widgets.course.terms import terms
from playground.widgets.course.worksheets import chapter_worksheets
from playground.widgets.languages import languages
from playground.widgets.markdown import literal


def overview(learner: Learner) -> None:
    """The page of who has chosen no lesson."""
    with st.container(key="learn-head", horizontal=True, wrap=False, vertical_alignment="center"):
        st.title(learner.course_text.title, anchor=False)
        languages()
    st.markdown(learner.course_text.goal)
    if learner.unknown is not None:
        told = learner.page_text["unknown-lesson"]
        st.warning(told.format(name=literal(quoted(learner.unknown))))
    with st.container(key="course"):
        for chapter in chapters():
            _chapter(learner, chapter)
    with st.container(key="course-foot", horizontal=True):
        st.button(
            learner.page_text["see-report"],
            icon=":material/summarize:",
            key="see-report",
            on_click=partial(learner.leave, reports=True),
        )
        chapter_worksheets(learner)
    terms(learner)


def _chapter(learner: Learner, chapter: Chapter) -> None:
    about = chapter.texts[learner.language]
    done = sum(_is_finished(learner, lesson) for lesson in chapter.lessons)
    with st.container(key=f"chapter-{chapter.id}"):
        st.header(f"{chapter.letter}. {about.title}", anchor=False)
        st.caption(_counted(learner, "chapter-count", done, len(chapter.lessons)))
        st.markdown(about.body)
    with st.container(key=f"cards-{chapter.id}"):
        for lesson in chapter.lessons:
            _card(learner, lesson)
        _end(learner, chapter)


def _end(learner: Learner, chapter: Chapter) -> None:
    """The chapter's end, as the last of its cards."""
    text, slug = learner.page_text, END + chapter.id
    record, count = learner.progress.of(slug), len(chapter.content.check)
    with st.container(key=f"card-{slug}", border=True):
        st.subheader(text["to-end"], anchor=False)
        st.markdown(text["end-card"].format(count=count))
        with st.container(horizontal=True, vertical_alignment="center"):
            is_last = learner.progress.last == slug
            st.button(
                text["continue" if record.steps else "start"],
                key=f"go-{slug}",
                type="primary" if is_last else "secondary",
                on_click=learner.resume,
                args=[slug],
            )
            if record.rights:
                right = sum(record.rights.values())
                st.caption(text["check-count"].format(right=right, count=count))


def _is_finished(learner: Learner, lesson: Lesson) -> bool:
    return learner.progress.done(lesson.slug) == len(lesson.steps)


def _counted(learner: Learner, sentence: str, done: int, count: int) -> str:
    sign = ":material/check_circle: " if done == count else ""
    return sign + learner.page_text[sentence].format(done=done, count=count)


def _card(learner: Learner, lesson: Lesson) -> None:
    about = lesson.texts[learner.language]
    with st.container(key=f"card-{lesson.slug}", border=True):
        st.subheader(f"{lesson.number}. {about.title}", anchor=False)
        st.markdown(about.goal)
        with st.container(horizontal=True, vertical_alignment="center"):
            _way_in(learner, lesson)


def _is_next(learner: Learner, lesson: Lesson) -> bool:
    """Whether the learner was in this lesson last; who has been nowhere begins with the first."""
    last = learner.progress.last
    return lesson.number == 1 if last is None else lesson.slug == last


def _way_in(learner: Learner, lesson: Lesson) -> None:
    progress = learner.progress
    begun = "continue" if progress.of(lesson.slug).steps else "start"
    st.button(
        learner.page_text["again" if _is_finished(learner, lesson) else begun],
        key=f"go-{lesson.slug}",
        type="primary" if _is_next(learner, lesson) else "secondary",
        on_click=learner.resume,
        args=[lesson.slug],
    )
    done = progress.done(lesson.slug)
    st.caption(_counted(learner, "done-count", done, len(lesson.steps)))
