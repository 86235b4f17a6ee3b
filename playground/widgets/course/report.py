"""What a learner has learned: a page to look at, print and keep; and a table for a teacher."""

import streamlit as st

from playground import visitor
from playground.learner import Learner
from playground.learner.report import as_csv, file_name
from playground.learner.told import Told
from playground.live import component
from playground.panels.course.report import printing
from playground.panels.course.report import report as panel
from playground.widgets.languages import languages

MOST_LETTERS = 80  # of a name
NAME = "report-name"  # the key of its field


def report(learner: Learner) -> None:
    """The page at the end of the course, and at any time before."""
    text, told = learner.page_text, Told(learner.progress, learner.language)
    with st.container(key="learn-head", horizontal=True, wrap=False, vertical_alignment="center"):
        icon = ":material/arrow_back:"
        st.button(text["all-lessons"], icon=icon, key="all-lessons", on_click=learner.leave)
        st.title(text["report"], anchor=False)
        languages()
    with st.container(key="course-report"):
        whose = st.empty()
        st.markdown(told.opening())
        component.words("report-sums", panel(told.figures(), told.by_chapter()))
        for title, learned in told.learned():
            st.header(title, anchor=False)
            st.markdown(learned)
        _keep(learner, told)
        component.words("report-steps", panel(told.by_step()))
        if learner.name:  # last: who sees the name has it in the files, too
            whose.text(learner.name)


def _keep(learner: Learner, told: Told) -> None:
    """The page and the table as files. They are made here and now, and kept nowhere.

    The buttons have keys, so that they stay where they are while a name is typed; and the name is
    known as soon as it is, for who goes from its field to a button.
    """
    text = learner.page_text
    with st.container(key="report-keep"):
        st.subheader(text["report-keep"], anchor=False)
        visitor.shows(NAME, learner.name)
        st.text_input(
            text["report-name"],
            max_chars=MOST_LETTERS,
            key=NAME,
            on_change=visitor.given,
            args=(NAME, learner.take_name),
        )
        with st.container(horizontal=True):
            component.words("report-print", printing(text["report-print"]))
            st.download_button(
                text["report-page"],
                lambda: told.page(learner.name, learner.today),
                file_name=file_name(learner.name, "html"),
                mime="text/html",
                icon=":material/print:",
                key="report-page",
                on_click="ignore",
            )
            st.download_button(
                text["report-csv"],
                lambda: as_csv(learner.progress, learner.language, learner.name),
                file_name=file_name(learner.name, "csv"),
                mime="text/csv",
                icon=":material/table:",
                key="report-csv",
                on_click="ignore",
            )
        st.caption(text["report-kept"])
