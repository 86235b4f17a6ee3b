"""Worksheets to print: the network of a step, and the questions of a lesson or a chapter."""

from collections.abc import Sequence
from functools import partial

import streamlit as st

from playground.export import worksheet
from playground.language import in_this_language
from playground.learner import Learner, chapters
from playground.learner.exercises import LETTERS, MOST_VARIANTS, has_exercises, sheet
from playground.lessons.chapters import Chapter
from playground.lessons.lesson import Lesson


def worksheets(learner: Learner) -> None:
    """Those of the lesson on the page: its network as it is now, and what the lesson asks."""
    text, lesson = learner.page_text, learner.present_lesson
    with st.popover(text["worksheets"], icon=":material/print:", key="worksheets"):
        st.markdown(f"**{text['worksheet-of-step']}**")
        with st.container(horizontal=True):
            for answers in (False, True):
                _of_scene(learner, answers)
        if has_exercises(lesson):
            st.markdown(f"**{text['worksheet-of-lesson']}**")
            _questions(learner, learner.lesson_text.title, [lesson], lesson.slug)


def chapter_worksheets(learner: Learner) -> None:
    """Those of a chapter to choose."""
    text = learner.page_text

    def title(chapter: Chapter) -> str:
        return f"{chapter.letter}. {chapter.texts[learner.language].title}"

    with st.popover(text["worksheets"], icon=":material/print:", key="worksheets"):
        chapter = st.selectbox(
            text["worksheet-of-chapter"], chapters(), format_func=title, key="worksheet-chapter"
        )
        _questions(learner, title(chapter), chapter.lessons, chapter.id)


def _questions(learner: Learner, title: str, lessons: Sequence[Lesson], name: str) -> None:
    """Sheets with the questions of lessons and their keys, of the variant that is chosen."""
    text = learner.page_text
    numbers, letters = st.columns(2)
    variant = numbers.number_input(
        text["worksheet-variant"], 1, MOST_VARIANTS, help=text["worksheet-variant-help"]
    )
    count = letters.selectbox(
        text["worksheet-count"],
        range(1, len(LETTERS) + 1),
        index=len(LETTERS) - 1,
        format_func=lambda count: ", ".join(f"{variant}{each}" for each in LETTERS[:count]),
        help=text["worksheet-count-help"],
    )
    with st.container(horizontal=True):
        for key in (False, True):
            st.download_button(
                text["worksheet-key" if key else "worksheet"],
                # Written when it is asked for.
                partial(
                    sheet,
                    title,
                    lessons,
                    key=key,
                    language=learner.language,
                    variant=variant,
                    count=count,
                ),
                file_name=f"{name}-{variant}{'-key' if key else ''}.html",
                mime="text/html",
                key=f"questions-{'key' if key else 'blank'}",
                on_click="ignore",
            )


def _of_scene(learner: Learner, answers: bool) -> None:
    session, slug = learner.session, learner.present_lesson.slug

    def written() -> str:  # when it is asked for, of the scene as it is then
        return worksheet.render(session.scene, worksheet.BLANKS, answers)

    st.download_button(
        learner.page_text["worksheet-key" if answers else "worksheet"],
        in_this_language(written),
        file_name=f"{slug}{'-key' if answers else ''}.html",
        mime="text/html",
        key=f"worksheet-{'key' if answers else 'blank'}",
        on_click="ignore",
    )
