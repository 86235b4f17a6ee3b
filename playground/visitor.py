"""The visitor at the door: the only code on Streamlit's session state and the address bar.

It keeps each visitor's ``Session``, leads it to what the address bar says, writes the link of the
present scene there, and holds the callbacks of widgets and of the live elements. Other pages keep
what is theirs with ``kept``, and have Sessions of their own there.
"""

from collections.abc import Callable, Mapping
from datetime import date, datetime, timedelta
from typing import Any, TypeVar
from zoneinfo import ZoneInfo

import streamlit as st

from playground import presets
from playground.answers.known import digest_of
from playground.history import History
from playground.language import SOURCE, _, known, speak
from playground.limits import PlaygroundError, refusal
from playground.live.component import HUB_KEY
from playground.live.opening import SHOWN_BY
from playground.scene import Edit
from playground.session import KEPT, Notice, Session
from playground.share import DEFAULT_PRESET, link_of, preset_of

#: While a fragment repeats by itself, Streamlit runs the whole page again on every reconnect, and
#: only then for certain; a server that has been started anew knows no fragment before that. Once a
#: day is as good as never.
RECONNECT = timedelta(days=1)
T = TypeVar("T")
LANGUAGE = "lang"  # the parameter of an address
_CHOSEN = "lang-chosen"  # by a button, in the run that begins
_CAME = "lang-came"  # the page to which an address has come that names a language
_PULLED = "pulled"
_PULLS = "pulls"
_WHOLE = "whole"
_TAB = "tab"
_NOTHING = object()


def speak_as_chosen() -> str:
    """Speak the visitor's language, and return its code; every run and every callback begins so.

    It is the one that the address names, else the one that was spoken before (see ``turn_to``).
    """
    asked = st.query_params.get(LANGUAGE)
    if asked is not None:
        st.session_state[LANGUAGE] = known(asked)
    code: str = st.session_state.get(LANGUAGE, SOURCE)
    speak(code)
    return code


def choose_language(code: str) -> None:
    """A button's callback: the page speaks another language from now on."""
    st.query_params[LANGUAGE] = code
    st.session_state[_CHOSEN] = True


def turn_to(page: str) -> None:
    """Note which page a full run shows, and which one the run before it showed.

    Who goes back on a page, to an address that named no language yet, takes the choice of one back.
    Who comes from another page keeps the language; so does a run whose address may be older than
    the choice, because the browser has not yet told of one that names it.
    """
    st.session_state["pages"] = (st.session_state.get("pages", ("", ""))[1], page)
    chosen = st.session_state.pop(_CHOSEN, False)
    if LANGUAGE in st.query_params:
        st.session_state[_CAME] = st.session_state.get(_CAME) if chosen else page
    elif st.session_state.get(_CAME) == page and not st.session_state.get(_PULLED):
        del st.session_state[_CAME]
        if st.session_state.pop(LANGUAGE, SOURCE) != SOURCE:
            st.rerun()  # the page's frame has been said already
    elif st.session_state.get(_CAME) != page:
        st.session_state[_CAME] = None


def _of_scene(given: Mapping[str, str]) -> dict[str, str]:
    return {name: value for name, value in given.items() if name not in SHOWN_BY}


def _of_page(given: Mapping[str, str]) -> dict[str, str]:
    """How the page is shown. Who comes from another page has no language in the address yet."""
    chosen = st.session_state.get(LANGUAGE, SOURCE)
    spoken = {LANGUAGE: chosen} if chosen != SOURCE else {}
    return spoken | {name: value for name, value in given.items() if name in SHOWN_BY}


def pull() -> None:
    """The lifeline's callback: the browser has this run made, because nothing answered it."""
    st.session_state[_PULLED] = True
    st.session_state[_PULLS] = pulls() + 1


def pulls() -> int:
    """How often the lifeline was pulled: who is told another number knows that they are heard."""
    count: int = st.session_state.get(_PULLS, 0)
    return count


def is_pulled() -> bool:
    """Whether this full run was pulled: then its address may be older than the last edit."""
    return bool(st.session_state.pop(_PULLED, False))


def arrive() -> None:
    """On every full run of the page: lead the session to what the address bar says.

    Not on the runs of a fragment, nor on one that was pulled: those come while the visitor edits,
    and may still carry the address of one edit before. Who comes from another page, by a bare
    address, finds the scene as they left it.
    """
    parameters, pulled = _of_scene(st.query_params), is_pulled()
    session: Session | None = st.session_state.get("session")
    before, now = st.session_state.get("pages", ("", ""))
    if session is None:
        session = Session(History(presets.load(DEFAULT_PRESET)))
        st.session_state["session"] = session
        session.arrive(parameters)
    elif not pulled and parameters != session.link and (parameters or before == now):
        session.follow(parameters)  # back, forward, or a link typed over the old one


def current() -> Session:
    """This visitor's session."""
    session: Session = st.session_state["session"]
    return session


def write_link(session: Session) -> bool:
    """Put the present scene's link into the address bar, and say whether others can open it.

    Of a scene too large for one it holds the digest. The first scene of all leaves the bar empty.
    How the page is embedded is no part of it: Streamlit keeps those parameters to itself.
    """
    written, linked = _of_scene(st.query_params), True
    if session.wanted is not None:
        session.link = {KEPT: session.wanted}  # the browser is asked for what the address names
        return linked
    if awaited := session.missing.awaited_link():
        session.link = awaited  # the same, for the table that it names
        return linked
    try:
        session.link = {**link_of(session.scene), **session.lacking}
    except PlaygroundError:
        session.link, linked = {KEPT: digest_of(session.scene)}, False
    if not written and session.link == {"preset": DEFAULT_PRESET}:
        session.link = {}
    if dict(st.query_params) != {**session.link, **_of_page(st.query_params)}:
        st.query_params.from_dict({**session.link, **_of_page(st.query_params)})
    return linked


def draws_page() -> None:
    """Note that this run draws the whole page, and the hub's fragment with it."""
    st.session_state[_WHOLE] = True


def draw_again(where: bool) -> None:
    """From the hub's fragment: run the whole page instead, unless this run draws it already."""
    drawn = st.session_state.pop(_WHOLE, False)
    if where and not drawn:
        st.session_state[_PULLED] = True  # the address may be older than what has just been done
        st.rerun()


def receive(session: Session) -> None:
    """The hub's callback: take the browser's report."""
    speak_as_chosen()
    session.receive(st.session_state[HUB_KEY])


def open_popover(name: str) -> None:
    """A button's callback: open what another button of the page opens."""
    st.session_state[name] = True


def close(name: str) -> None:
    """A button's callback: close it again."""
    st.session_state[name] = False


def open_tab(name: str) -> None:
    """A button's callback: have the board's tab of a panel open, while the page shows this."""
    times: int = st.session_state.get(_TAB, ("", "", 0))[-1]
    st.session_state[_TAB] = (name, preset_of(current().scene), times + 1)


def opened_tab() -> tuple[str, int]:
    """The panel of the tab that was opened so, "" for none, and how many have been so far."""
    name, about, times = st.session_state.get(_TAB, ("", "", 0))
    return (name if about == preset_of(current().scene) else ""), times


def shows(key: str, value: Any) -> None:
    """Before a widget is made: it shows this value, whatever it showed before."""
    if st.session_state.get(key, _NOTHING) != value:
        st.session_state[key] = value


def given(key: str, take: Callable[[Any], None]) -> None:
    """A widget's callback: hand over what it holds now."""
    speak_as_chosen()
    take(st.session_state[key])


def keep(name: str, value: object) -> None:
    """Keep something else for this visitor under a name."""
    st.session_state[name] = value


def kept(name: str, make: Callable[[], T]) -> T:
    """What a page keeps for this visitor under a name, made when it is first asked for."""
    if name not in st.session_state:
        st.session_state[name] = make()
    value: T = st.session_state[name]
    return value


def today() -> date:
    """The day where the visitor is; where the server is, if their browser does not say."""
    zone = st.context.timezone
    try:
        return datetime.now(ZoneInfo(zone) if zone else None).date()
    except (KeyError, ValueError, OSError):
        return datetime.now().date()


def parameters() -> dict[str, str]:
    """The address bar's parameters."""
    return dict(st.query_params)


def write_parameters(wanted: Mapping[str, str]) -> None:
    """Put other parameters into the address bar."""
    if parameters() != dict(wanted):
        st.query_params.from_dict(dict(wanted))


def held(key: str) -> Any:
    """What a widget holds, ``None`` before it is first shown."""
    return st.session_state.get(key)


def attempt(action: Callable[[], None]) -> None:
    """A widget's callback: what cannot be is told in one sentence, and changes nothing."""
    speak_as_chosen()
    try:
        action()
    except PlaygroundError as error:
        current().notice = Notice(refusal(error))


def choose_preset(key: str) -> None:
    """The picker's callback: the example whose name the widget holds."""
    name: str | None = st.session_state.get(key)
    if name is not None:
        current().load(name)


def set_by(key: str, edit: Callable[[Any], Edit]) -> None:
    """A widget's callback: the edit that its value means."""
    value: Any = st.session_state.get(key)
    if value is not None:
        attempt(lambda: current().edit(edit(value)))


def randomise(init: str, key: str) -> None:
    """The dice's callback: fresh weights by the widget's seed, which then shows the one taken."""
    session = current()

    def draw() -> None:
        st.session_state[key] = session.randomise(init, int(st.session_state[key]))

    attempt(draw)


def open_file(key: str) -> None:
    """The uploader's callback: open the file, or say beside it why not."""
    speak_as_chosen()
    session, file = current(), st.session_state.get(key)
    session.refused = None
    if file is None:
        return
    try:
        session.open(file.getvalue())
    except PlaygroundError as error:
        session.refused = _("This file cannot be opened: {error}.", error=refusal(error))
