"""What stands around a lesson's step: its head, the marks of all steps, the turns and the foot."""

from urllib.parse import urlencode

import streamlit as st

from playground import visitor
from playground.learner import Learner, lessons
from playground.lessons.ends import END
from playground.limits import PlaygroundError
from playground.live import component
from playground.panels.course import lesson
from playground.panels.page import onward as page_onward
from playground.panels.panel import Panel
from playground.scene import SetControls, Target, apply
from playground.share import link_of
from playground.widgets.course.worksheets import worksheets
from playground.widgets.languages import languages

#: What has the focus when the learner has come to the course, as a CSS selector.
COURSE_HEADING = ".st-key-learn-head h1"
_ANEW = "anew"
OUTLINE = "outline: 3px solid var(--accent); outline-offset: 4px; animation: spoken 1.2s 3;"


def step_title(learner: Learner) -> str:
    """The key of what holds the step's title: each has its own, so that it is known to be there."""
    return f"title-{learner.present_lesson.slug}-{learner.step.id}"


def step_heading(learner: Learner) -> str:
    """The step's title on the page, as a CSS selector."""
    return f".st-key-{step_title(learner)} h2"


def head(learner: Learner) -> None:
    """The way back, the lesson's title and its place in the course."""
    text = learner.page_text
    with st.container(key="learn-head", horizontal=True, wrap=False, vertical_alignment="center"):
        icon = ":material/arrow_back:"
        st.button(text["all-lessons"], icon=icon, key="all-lessons", on_click=learner.leave)
        st.title(learner.lesson_text.title, anchor=False)
        place = {"number": learner.present_lesson.number, "letter": learner.chapter.letter}
        told = "lesson-of" if place["number"] else "chapter"
        st.caption(text[told].format(count=len(lessons()), **place))
        languages()


def steps(learner: Learner) -> None:
    """A mark for each step of the lesson."""
    marks = _marks(learner)
    label = learner.page_text["step-of"].format(number=learner.at + 1, count=len(marks))
    component.words("steps", lesson.steps(marks, learner.at, label, _outline(learner)))


def _marks(learner: Learner) -> list[tuple[lesson.Mark, str]]:
    marks: list[tuple[lesson.Mark, str]] = []
    for step in learner.present_lesson.steps:
        state: lesson.Mark = learner.state(step) or "open"
        title = learner.lesson_text.steps[step.id].title
        marks.append((state, f"{title}: {learner.page_text[state]}"))
    return marks


def _outline(learner: Learner) -> str:
    """A CSS rule that outlines what the text speaks of, by a name that was checked at load."""
    spoken = learner.step.spoken_of
    if spoken is None:
        return ""
    if isinstance(spoken, Target):
        places = ", ".join(f'{kind}[data-target="{spoken}"]' for kind in ("div", "input", "button"))
    else:
        places = f".st-key-{spoken} .panel"
    return f"#root .st-key-lesson-board :is({places}) {{ {OUTLINE} }}"  # together with the text


def turns(learner: Learner) -> None:
    """One step back, one on, and on without what the step asks; and between a task's two levels."""
    text = learner.page_text
    ready = learner.ready()
    with st.container(key="lesson-nav", horizontal=True, vertical_alignment="center"):
        if not learner.is_card:
            st.button(
                text["previous"],
                icon=":material/chevron_left:",
                disabled=learner.at == 0,
                on_click=learner.previous,
            )
        if not ready:
            label = text["put-off" if learner.is_card else "skip"]
            st.button(label, type="tertiary", on_click=learner.next)
        _levels(learner)
        label = text[_onward_label(learner)]
        st.button(label, type="primary", key="next", disabled=not ready, on_click=learner.next)


def _levels(learner: Learner) -> None:
    """The way to the second level of a task that is done, and back from there.

    It stands where the way without the task was, so that nothing moves once that is done: who draws
    on a phone does so right below.
    """
    text = learner.page_text
    if learner.second:
        icon = ":material/undo:"
        st.button(text["to-task"], icon=icon, type="tertiary", on_click=learner.nearer)
    elif learner.leads_further:
        label = text["further-done" if learner.best() is not None else "further"]
        icon = ":material/stairs:"
        st.button(label, icon=icon, type="tertiary", key="further", on_click=learner.further)


def _onward_label(learner: Learner) -> str:
    if learner.at + 1 < len(learner.present_lesson.steps):
        return "next"
    if learner.is_card:
        return "go-on"
    if learner.following is None:
        return "finish"
    if learner.is_end:
        return "next-chapter"
    return "to-end" if learner.following.startswith(END) else "next-lesson"


def foot(learner: Learner) -> None:
    """The lesson from its start, the scene in the playground, and worksheets."""
    with st.container(key="lesson-foot", horizontal=True):
        if not learner.is_card:
            _anew(learner)
        component.words("onward")
        if not learner.is_card:
            worksheets(learner)


def _anew(learner: Learner) -> None:
    """The way to begin again; before what was done in the lesson is forgotten, it asks."""
    text, icon = learner.page_text, ":material/restart_alt:"
    if learner.is_end:
        st.button(text["ask-anew"], icon=icon, type="tertiary", on_click=learner.start_over)
        return

    def start_over() -> None:
        visitor.close(_ANEW)
        learner.start_over()

    with st.popover(text["start-over"], type="tertiary", icon=icon, key=_ANEW, on_change="rerun"):
        st.markdown(text["start-over-sure"])
        with st.container(horizontal=True):
            st.button(text["start-over-yes"], type="primary", key="anew-yes", on_click=start_over)
            st.button(text["start-over-no"], key="anew-no", on_click=visitor.close, args=[_ANEW])


def onward(learner: Learner) -> Panel:
    """A link that opens the scene in the playground, with all controls."""
    try:
        link = link_of(apply(learner.session.scene, SetControls([], [])))
    except PlaygroundError:  # too large for a link
        return page_onward.onward("", "")
    return page_onward.onward(f"./?{urlencode(link)}", learner.page_text["to-playground"])
