"""What a step explains, and the question that it asks."""

import streamlit as st

from playground.learner import Learner
from playground.lessons.texts import unmarked
from playground.widgets.course.live_numbers import LiveNumbers

_RIGHT, _WRONG = ":material/check:", ":material/close:"


def explanation(learner: Learner, numbers: LiveNumbers) -> None:
    """The step's text."""
    page, text = learner.page_text, learner.step_text
    if learner.at == 0 and not learner.second:
        st.caption(f"{page['goal']}: {learner.lesson_text.goal}")
    if text.body:
        numbers.write(text.body)
    if text.part("note"):
        with st.container(key="lesson-note"):
            numbers.write(text.part("note"), f"**{page['note']}**\n\n")


def asked(learner: Learner, numbers: LiveNumbers) -> None:
    """The step's task or its question."""
    page, text = learner.page_text, learner.step_text
    asks = learner.step.content.question is not None
    heading = "question" if asks else "further" if learner.second else "task"
    st.subheader(page[heading], anchor=False)
    numbers.write(text.part("task"))
    if asks:
        _question(learner, numbers)


def _question(learner: Learner, numbers: LiveNumbers) -> None:
    text, guess = learner.step_text, learner.guess()
    choices = learner.step.choices
    labels = {name: text.part(f"choice {name}") + _mark(learner, name) for name in choices}
    place = f"{learner.lesson_text.title}/{learner.step.id}"
    choice = st.radio(
        unmarked(text.part("task")),
        choices,
        index=None if guess is None else choices.index(guess),
        format_func=labels.__getitem__,
        disabled=guess is not None,
        key=f"guess-{place}-{guess}",
        label_visibility="collapsed",
    )
    if guess is None:
        _commit(learner, choice)
    else:
        _revealed(learner, guess, numbers)


def _commit(learner: Learner, choice: str | None) -> None:
    st.caption(learner.page_text["choose-first"])
    st.button(
        learner.page_text["commit"],
        type="primary",
        key="commit",
        disabled=choice is None,
        on_click=learner.reveal,
        args=[choice],
    )


def _mark(learner: Learner, choice: str) -> str:
    """A tick beside the choice that is right and a cross beside a wrong guess, once it is made."""
    guess = learner.guess()
    if guess is None or choice not in (guess, learner.right()):
        return ""
    return f" {_RIGHT if choice == learner.right() else _WRONG}"


def _revealed(learner: Learner, guess: str, numbers: LiveNumbers) -> None:
    """What is said to the guess, a wrong one answered first, and why what is right is so."""
    page, text, right = learner.page_text, learner.step_text, learner.right()
    choices = {"choice": text.part(f"choice {guess}"), "right": text.part(f"choice {right}")}
    with st.container(key="lesson-reveal"):
        if guess != right:
            with st.container(key="lesson-wrong"):
                verdict = page["guessed-wrong"].format(**choices)
                numbers.write(text.part(f"wrong {guess}"), f"{_WRONG} **{verdict}** ")
        verdict = page["guessed-right" if guess == right else "right-is"].format(**choices)
        numbers.write(text.part("reveal"), f"{_RIGHT} **{verdict}**\n\n")
        if learner.is_end:
            st.caption(_standing(learner))


def _standing(learner: Learner) -> str:
    """How many of the questions that end a chapter were answered rightly so far."""
    page, rights = learner.page_text, learner.progress.of(learner.present_lesson.slug).rights
    count = sum(step.waits for step in learner.present_lesson.steps)
    told = page["check-so-far" if len(rights) < count else "check-all"].format(
        right=sum(rights.values()), answered=len(rights), count=count
    )
    return told if all(rights.values()) else f"{told} {page['check-again']}"
