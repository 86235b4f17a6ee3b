"""The Learn page: the course, and a lesson's steps beside a live stage."""

from dataclasses import dataclass, field
from functools import partial
from urllib.parse import urlencode

import streamlit as st
from msgspec.structs import replace
from streamlit.delta_generator import DeltaGenerator

from playground import session
from playground.export import worksheet
from playground.lessons.checks import Result
from playground.lessons.feedback import LANGUAGES, Message, say, sentences
from playground.lessons.lesson import Lesson
from playground.lessons.progress import encode
from playground.lessons.texts import filled, marked
from playground.live import component
from playground.network import NetworkError, quoted
from playground.pages.plain import plain
from playground.pages.visit import Visit, lessons
from playground.panels import PANELS
from playground.panels.course import lesson
from playground.panels.panel import MOST_NUMBERS
from playground.scene import Scene, SetControls, Target, apply
from playground.share import link_of

STORE = "learn"  # under this name the browser keeps the progress


@st.fragment(run_every=session.RECONNECT)
def learn() -> None:
    """Everything that the learner can change; only this runs again after an edit."""
    visit = session.kept(STORE, Visit)
    visit.session.run += 1
    visit.recall()
    session.write_parameters(visit.address())
    if visit.lesson is None:
        _course(visit)
        _hub(visit)
    else:
        title = _lesson(visit)
        _hub(visit)  # after the panels, which wait for it; it tells what was marked as done
        title.header(visit.words.title, anchor=False)  # last: who reads it can take hold


def _hub(visit: Visit) -> None:
    place = STORE if visit.lesson is None else f"{STORE}/{visit.lesson.slug}/{visit.step.id}"
    session.mount_hub(
        visit.session,
        place,
        _words(visit)["waiting"],
        language=visit.language,
        store=(STORE, encode(visit.progress) if visit.recalled else None),
    )


def _words(visit: Visit) -> dict[str, str]:
    return sentences(visit.language, "page")


def _languages(visit: Visit) -> None:
    def choose(language: str) -> None:
        visit.language = language

    for language in LANGUAGES:
        if language != visit.language:
            name = sentences(language, "page")["language"]
            st.button(
                name, key=f"lang-{language}", type="tertiary", on_click=choose, args=[language]
            )


# ---- the course ----


def _course(visit: Visit) -> None:
    words = _words(visit)
    with st.container(key="learn-head", horizontal=True, wrap=False, vertical_alignment="center"):
        st.title(words["course"], anchor=False)
        _languages(visit)
    st.markdown(words["course-goal"])
    if visit.unknown is not None:
        st.warning(words["unknown-lesson"].format(name=plain(quoted(visit.unknown))))
    with st.container(key="course"):
        for number, each in enumerate(lessons(), 1):
            _card(visit, each, number)


def _card(visit: Visit, each: Lesson, number: int) -> None:
    words, text = _words(visit), each.texts[visit.language]
    record = visit.progress.of(each.slug)
    done = sum(state in ("done", "shown") for state in record.steps.values())
    count = len(each.steps)
    with st.container(key=f"card-{each.slug}", border=True):
        st.subheader(f"{number}. {text.title}", anchor=False)
        st.markdown(text.goal)
        with st.container(horizontal=True, vertical_alignment="center"):
            verb = "again" if done == count else "continue" if record.steps else "start"
            st.button(
                words[verb],
                key=f"go-{each.slug}",
                type="primary" if visit.progress.last == each.slug else "secondary",
                on_click=visit.resume,
                args=[each.slug],
            )
            sign = ":material/check_circle: " if done == count else ""
            st.caption(sign + words["done-count"].format(done=done, count=count))


# ---- a lesson ----


def _lesson(visit: Visit) -> DeltaGenerator:
    """All of a lesson's page but the step's title, and the place for that."""
    shown = visit.session.shown()
    _head(visit)
    with st.container(key="lesson"):
        with st.container(key="lesson-text"):
            top = st.container()
            title = st.container()
            numbers = _Numbers(visit)
            _text(visit, numbers)
            result = visit.result(_fields(visit))
            _help(visit, numbers)
            numbers.draw(shown)
            with top:
                _steps(visit)  # now that this run has marked what is done
        with st.container(key="lesson-board"):
            for name in visit.step.content.panels:
                panel = PANELS[name](shown, visit.session.view)
                component.panel(name, panel, visit.session.view, visit.session.run)
        with st.container(key="lesson-turn"):
            _verdict(visit, result)
            _turn(visit)
        with st.container(key="lesson-foot", horizontal=True):
            _foot(visit)
    return title


def _head(visit: Visit) -> None:
    words = _words(visit)
    assert visit.lesson is not None  # noqa: S101 - for the type checker
    with st.container(key="learn-head", horizontal=True, wrap=False, vertical_alignment="center"):
        icon = ":material/arrow_back:"
        st.button(words["all-lessons"], icon=icon, key="all-lessons", on_click=visit.leave)
        st.title(visit.text.title, anchor=False)
        st.caption(words["lesson-of"].format(number=visit.number + 1, count=len(lessons())))
        _languages(visit)


def _marks(visit: Visit) -> list[tuple[lesson.Mark, str]]:
    words = _words(visit)
    assert visit.lesson is not None  # noqa: S101
    marks: list[tuple[lesson.Mark, str]] = []
    for step in visit.lesson.steps:
        state: lesson.Mark = visit.state(step) or "open"
        marks.append((state, f"{visit.text.steps[step.id].title}: {words[state]}"))
    return marks


def _steps(visit: Visit) -> None:
    marks, view = _marks(visit), visit.session.view
    label = _words(visit)["step-of"].format(number=visit.at + 1, count=len(marks))
    component.panel(
        "steps",
        lesson.steps(view, marks, visit.at, label, _outline(visit)),
        view,
        visit.session.run,
    )


@dataclass
class _Numbers:
    """Writes texts with live numbers, and remembers which."""

    visit: Visit
    names: list[str] = field(default_factory=list)

    def write(self, text: str, before: str = "") -> None:
        """Markdown with the scene's numbers in it."""
        text, names = marked(text, self.visit.session.scene)
        self.names += names
        st.markdown(before + text)

    def draw(self, shown: Scene) -> None:
        """The panel from which the browser takes them while the visitor drags."""
        visitor = self.visit.session
        visitor.view = replace(visitor.view, numbers=tuple(self.names[:MOST_NUMBERS]))
        panel = PANELS["numbers"](shown, visitor.view)
        component.panel("numbers", panel, visitor.view, visitor.run)


def _text(visit: Visit, numbers: _Numbers) -> None:
    words, text = _words(visit), visit.words
    if visit.at == 0:
        st.caption(f"{words['goal']}: {visit.text.goal}")
    numbers.write(text.body)
    if text.part("note"):
        with st.container(key="lesson-note"):
            numbers.write(text.part("note"), f"**{words['note']}**\n\n")
    if visit.step.waits:
        question = visit.step.content.question is not None
        st.subheader(words["question" if question else "task"], anchor=False)
        numbers.write(text.part("task"))
    if visit.step.content.question is not None:
        _question(visit, numbers)


def _question(visit: Visit, numbers: _Numbers) -> None:
    words, text, guess = _words(visit), visit.words, visit.guess()
    choices = visit.step.choices
    place = f"{visit.text.title}/{visit.step.id}"
    choice = st.radio(
        text.part("task"),
        choices,
        index=None if guess is None else choices.index(guess),
        format_func=lambda name: text.part(f"choice {name}"),
        disabled=guess is not None,
        key=f"guess-{place}-{guess}",
        label_visibility="collapsed",
    )
    if guess is None:
        st.caption(words["choose-first"])
        st.button(
            words["commit"],
            type="primary",
            key="commit",
            disabled=choice is None,
            on_click=visit.reveal,
            args=[choice],
        )
        return
    right = visit.right()
    verdict = words["guessed-right" if guess == right else "guessed-wrong"].format(
        choice=text.part(f"choice {guess}"), right=text.part(f"choice {right}")
    )
    with st.container(key="lesson-reveal"):
        numbers.write(text.part("reveal"), f"**{verdict}**\n\n")


def _fields(visit: Visit) -> dict[str, str]:
    task = visit.step.content.task
    if task is None:
        return {}
    assert visit.lesson is not None  # noqa: S101
    place = f"{visit.lesson.slug}-{visit.step.id}-{visit.session.name}"
    return {
        name: st.text_input(visit.words.part(f"field {name}"), key=f"typed-{place}-{name}")
        for name in task.fields
    }


def _outline(visit: Visit) -> str:
    """A CSS rule that outlines what the text speaks of, by a name that was checked at load."""
    spoken = visit.step.spoken_of
    if spoken is None:
        return ""
    if isinstance(spoken, Target):
        places = ", ".join(f'{kind}[data-target="{spoken}"]' for kind in ("div", "input", "button"))
    else:
        places = f".st-key-{spoken} .panel"
    return f".st-key-lesson-board :is({places}) {{ {_OUTLINE} }}"


_OUTLINE = "outline: 3px solid var(--accent); outline-offset: 4px; animation: spoken 1.2s 3;"


def _verdict(visit: Visit, result: Result | None) -> None:
    if result is None:
        return
    words, decimals = _words(visit), visit.session.scene.decimals
    said = [say(_named(visit, message), visit.language, decimals) for message in result.messages]
    if result.passed and visit.words.part("done"):
        said.append(filled(visit.words.part("done"), visit.session.scene))
    score_text = words["score"].format(percent=f"{100 * result.score:.0f}")
    panel = lesson.feedback(
        visit.session.view, said, passed=result.passed, score=result.score, score_text=score_text
    )
    component.panel("feedback", panel, visit.session.view, visit.session.run)


def _named(visit: Visit, message: Message) -> Message:
    """The message with a field's label for its name."""
    name = message.values.get("field")
    if name is None:
        return message
    label = visit.words.part(f"field {name}").rstrip(" =:")
    return Message(message.key, {**message.values, "field": label})


def _help(visit: Visit, numbers: _Numbers) -> None:
    """Hints in two stages, then a solution."""
    if visit.step.content.task is None:
        return
    words = _words(visit)
    with st.container(key="lesson-hints"):
        for number in range(visit.hints):
            title = words["second-hint" if number else "hint"]
            numbers.write(visit.words.part(f"hint {number + 1}"), f"**{title}:** ")
        if visit.helped:
            st.markdown(words["solution-shown"])
            for name, text in visit.step.content.task.typed.items():
                st.markdown(f"{visit.words.part(f'field {name}')} {text}")
    with st.container(horizontal=True):
        if visit.hints < 2:
            label = words["second-hint" if visit.hints else "hint"]
            st.button(label, icon=":material/lightbulb:", on_click=visit.hint)
        elif not visit.helped:
            icon = ":material/visibility:"
            st.button(words["show-solution"], icon=icon, on_click=visit.show_solution)
        icon = ":material/restart_alt:"
        st.button(words["start-step-over"], icon=icon, type="tertiary", on_click=visit.begin)


def _turn(visit: Visit) -> None:
    words = _words(visit)
    assert visit.lesson is not None  # noqa: S101
    last = visit.at + 1 == len(visit.lesson.steps)
    final = visit.number + 1 == len(lessons())
    ready = visit.ready()
    with st.container(key="lesson-nav", horizontal=True, vertical_alignment="center"):
        st.button(
            words["previous"],
            icon=":material/chevron_left:",
            disabled=visit.at == 0,
            on_click=visit.previous,
        )
        if not ready:
            st.button(words["skip"], type="tertiary", on_click=visit.next)
        label = "next" if not last else "finish" if final else "next-lesson"
        st.button(words[label], type="primary", key="next", disabled=not ready, on_click=visit.next)


def _onward(visit: Visit) -> None:
    """A link that opens the scene in the playground, with all controls."""
    try:
        link = link_of(apply(visit.session.scene, SetControls([], [])))
    except NetworkError:  # too large for a link
        return
    icon = ":material/open_in_new:"
    st.link_button(
        _words(visit)["to-playground"], f"./?{urlencode(link)}", icon=icon, type="tertiary"
    )


def _foot(visit: Visit) -> None:
    words, scene = _words(visit), visit.session.scene
    assert visit.lesson is not None  # noqa: S101
    icon = ":material/restart_alt:"
    st.button(words["start-over"], icon=icon, type="tertiary", on_click=visit.start_over)
    _onward(visit)
    for key in (False, True):
        name = words["worksheet-key" if key else "worksheet"]
        st.download_button(
            name,
            partial(worksheet.render, scene, worksheet.BLANKS, key, visit.language),
            file_name=f"{visit.lesson.slug}{'-key' if key else ''}.html",
            mime="text/html",
            icon=":material/print:",
            type="tertiary",
            on_click="ignore",
        )


visit = session.kept(STORE, Visit)
if not session.is_pulled() or visit.link is None:
    visit.follow(session.parameters())
learn()
