"""The visitor's session: the only code that touches session state and the address bar.

It keeps the history of scenes, takes the work that the browser sends, and writes the link of the
present scene into the address bar. A link that cannot be read leaves the scene as it is. Other
pages keep what is theirs with ``kept``, and have Sessions of their own there.
"""

import logging
import secrets
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, field
from datetime import timedelta
from functools import partial
from typing import Annotated, Any, TypeVar

import msgspec
import streamlit as st
from msgspec import Meta

from playground import document, presets
from playground.gesture import (
    MAX_GESTURES,
    SESSION_ONLY,
    Count,
    Gesture,
    perform,
    reason,
)
from playground.history import MOST_STEPS, History
from playground.live import component
from playground.live.component import HUB
from playground.network import NetworkError
from playground.panels.panel import View
from playground.scene import Edit, Randomise, Scene, Switch, apply, next_seed, replace_scene
from playground.share import DEFAULT_PRESET, link_of, preset_of, scene_of

MAX_STORED = 50_000  # characters that the browser may keep for a page across visits
MAX_REMEMBERED = 2_000_000  # characters of tokens that it may give back after a server's end
#: While a fragment repeats by itself, Streamlit runs the whole page again on every reconnect, and
#: only then for certain; a server that has been started anew knows no fragment before that. Once a
#: day is as good as never.
RECONNECT = timedelta(days=1)
MOST_NAMED = 3  # details of a link that are named as unread; the sentence must stay one
MAX_PENDING = 4096  # gestures that wait for their turn: two minutes of a key held down
T = TypeVar("T")
log = logging.getLogger("playground.session")
_Name = Annotated[str, Meta(max_length=32)]
_Token = Annotated[str, Meta(pattern=r"^[A-Za-z0-9_-]*\Z")]
SHOWN_BY = ("present",)  # parameters of the page that are no part of a scene's link
_PULLED = "pulled"
_HUB_STATE = f"live_{HUB}"  # the hub's key: it is in the session state while the page is shown


def refusal(error: Exception) -> str:
    """The one sentence of an error for the visitor; the log gets one line of it."""
    log.warning("refused: %s", str(error)[:200].encode("unicode_escape").decode())
    return str(error)


class Committed(Gesture, frozen=True, kw_only=True):
    """A gesture that is done, and its number in the order of this session's."""

    seq: Count


class Draft(Gesture, frozen=True, kw_only=True):
    """A gesture under way, which the session draws where there is no wire."""

    id: Count


class Memory(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What a browser remembers of its visit, for a server that has forgotten it.

    ``scenes`` are the tokens of the history's scenes, of which number ``at`` is the present one.
    """

    visit: _Name
    session: _Name
    ack: Count
    scenes: Annotated[list[_Token], Meta(max_length=2 * MOST_STEPS)]
    at: Count

    def history(self) -> History:
        """The history that it remembers. Raises NetworkError."""
        if not 0 <= self.at < len(self.scenes):
            raise NetworkError("memory: the present scene is none of those that came")
        if sum(map(len, self.scenes)) > MAX_REMEMBERED:
            raise NetworkError(f"memory: expected at most {MAX_REMEMBERED} characters, got more")
        scenes = [document.scene_from_token(token) for token in self.scenes]
        past, future = scenes[: self.at], scenes[self.at + 1 :]
        return History(scenes[self.at], tuple(past), tuple(future))


class Work(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What the browser has done since the session last acknowledged."""

    session: Annotated[str, Meta(max_length=64)]
    view: View
    gestures: Annotated[list[Committed], Meta(max_length=MAX_PENDING)]
    draft: Draft | None = None
    step: Gesture | None = None
    store: Annotated[str, Meta(max_length=MAX_STORED)] | None = None
    memory: Memory | None = None
    noticed: _Name | None = None  # the last notice that was shown


class _Reported(msgspec.Struct, frozen=True):
    """The hub's state, as the browser reports it."""

    work: Work


@dataclass(frozen=True)
class Notice:
    """A sentence for the visitor, and the number of the gesture that it is about.

    It goes along with every drawing until the browser says that it has shown this ``id``: Streamlit
    may drop one drawing in favour of the next.
    """

    text: str
    gesture: int | None = None
    id: str = field(default_factory=lambda: secrets.token_hex(4))


@dataclass
class Session:
    """One visitor's history and view; lives in the session state.

    ``visit_id`` names it for as long as it lives, ``name`` until it goes to another scene: work for
    an older name is not taken. A browser whose visit this server does not know finds a session
    that is ``fresh``, and gives it its memory. ``run`` counts how often the page was drawn.
    ``stored`` is what the browser kept from earlier visits, ``None`` before it has said so.
    """

    history: History
    link: dict[str, str] = field(default_factory=dict)
    visit_id: str = field(default_factory=lambda: secrets.token_hex(8))
    name: str = field(default_factory=lambda: secrets.token_hex(8))
    fresh: bool = True
    recovered: bool = False  # from a browser's memory
    run: int = 0
    told: History | None = None  # what the browser has been told of it
    view: View = field(default_factory=View)
    ack: int = 0
    draft: Draft | None = None
    step: Gesture | None = None
    notice: Notice | None = None  # until the browser has shown it
    stored: str | None = None
    refused: str | None = None  # why the last file was not opened
    opened: int = 0  # how many files were
    seed: int | None = None  # of the last fresh weights
    start: Scene = field(init=False)  # as the page was opened

    def __post_init__(self) -> None:
        """Begin with the scene that the history holds."""
        self.start = self.scene

    @property
    def scene(self) -> Scene:
        """The committed scene."""
        return self.history.present

    def shown(self) -> Scene:
        """The scene as the browser sees it: with the playback and, while it drags, the draft."""
        scene = self.scene
        for gesture in (self.step, self.draft):
            if gesture is not None:
                try:
                    scene = perform(scene, gesture)
                except NetworkError as error:  # told, and logged once it is committed
                    self.notice = Notice(str(error))
        return scene

    def visit(self, scene: Scene) -> None:
        """Go to another scene; the one before stays behind undo."""
        self.history = self.history.push(scene)

    def edit(self, *edits: Edit) -> None:
        """Make edits, as one step of the history. Raises NetworkError, and then makes none."""
        scene = self.scene
        for edit in edits:
            scene = apply(scene, edit)
        self.visit(scene)

    def load(self, name: str) -> None:
        """Go to an example. Which controls the page's link hides or fixes stays as it is."""
        example = presets.load(name)
        self._leave()
        kept = {"hidden": self.scene.hidden, "locked": self.scene.locked}
        self.visit(replace_scene(example, **kept))

    def origin(self) -> Scene:
        """What Reset leads back to: the example that the scene was.

        A teacher's link, or a network that is no example, is itself what the page began with.
        """
        name, start = preset_of(self.scene), self.start
        return start if name is None or start.hidden or start.locked else presets.load(name)

    def reset(self) -> None:
        """Go back to where this scene began."""
        self._leave()
        self.visit(self.origin())

    def randomise(self, init: str, seed: int) -> int:
        """Draw fresh weights, and return the seed that was taken. Raises NetworkError.

        One that the visitor has typed is taken as it is. Else each draw takes the next one that
        shows something, beginning with 0.
        """
        if seed == (self.seed or 0):
            seed = next_seed(self.scene, init, 0 if self.seed is None else self.seed + 1)
        self.edit(Randomise(init, seed))
        self.seed = seed
        return seed

    def switch_all_on(self) -> None:
        """Switch on whatever is off. Raises NetworkError."""
        self.edit(*(Switch(str(target), off=False) for target in sorted(self.scene.off)))

    def open(self, data: bytes) -> None:
        """Go to the scene of a document. Raises NetworkError, and then nothing changes."""
        scene = document.scene_from_json(data)
        self._leave()
        self.visit(scene)
        self.start = scene
        self.opened += 1

    def restart(self, scene: Scene) -> None:
        """Begin anew with another scene: nothing to undo, and no older work is taken any more."""
        self._leave()
        self.history, self.start, self.notice = History(scene), scene, None

    def _leave(self) -> None:
        """Before another scene: playback and drag end, and work for the old one is not taken."""
        self.name, self.ack = secrets.token_hex(8), 0
        self.draft = self.step = None

    def take(self, work: Work) -> None:
        """Apply what is new in the browser's work; refuse what cannot be, with one sentence."""
        self.view = work.view
        if self.notice and work.noticed == self.notice.id:
            self.notice = None
        if work.store is not None:
            self.stored = work.store
        if work.memory is not None and self.fresh:
            self._recover(work.memory)
        if work.session != self.name:
            return  # meant for another scene than the one on the page
        self.fresh = False
        self.draft, self.step = work.draft, work.step
        new = [gesture for gesture in work.gestures if gesture.seq > self.ack]
        for gesture in new[:MAX_GESTURES]:
            if gesture.seq <= self.ack:
                continue  # out of order, or twice
            self.ack = gesture.seq
            try:
                self._perform(gesture)
            except NetworkError as error:
                self.notice = Notice(refusal(error), gesture.seq)

    def _recover(self, memory: Memory) -> None:
        """Become the session that the browser remembers: its server has ended."""
        self.fresh = False
        try:
            self.history = memory.history()
        except NetworkError as error:
            self.notice = Notice(refusal(error))
            return
        self.visit_id, self.name, self.ack = memory.visit, memory.session, memory.ack
        self.start = self.history.scenes[0]
        self.recovered = True

    def _perform(self, gesture: Gesture) -> None:
        if gesture.edit in SESSION_ONLY:
            self.history = self.history.undo() if gesture.edit == "undo" else self.history.redo()
        else:
            self.visit(perform(self.scene, gesture))

    def follow(self, parameters: dict[str, str]) -> None:
        """Go where a link leads, without what of it cannot be read, and tell what that is.

        One that leads nowhere is told, and nothing changes.
        """
        unread: list[NetworkError] = []
        try:
            scene = scene_of(parameters, unread.append)
        except NetworkError as error:
            self.notice = Notice(f"This link cannot be opened: {refusal(error)}")
            return
        self._leave()
        self.visit(scene)
        if unread:
            named = [refusal(error) for error in unread[:MOST_NAMED]]
            more = [f"and {len(unread) - MOST_NAMED} more"] if len(unread) > MOST_NAMED else []
            text = ", ".join(named + more)
            told = f"This link was opened without what could not be read: {text}"
            self.notice = Notice(told)


def turn_to(page: str) -> None:
    """Note which page a full run shows, and which one the run before it showed."""
    st.session_state["pages"] = (st.session_state.get("pages", ("", ""))[1], page)


def _of_scene(given: Mapping[str, str]) -> dict[str, str]:
    return {name: value for name, value in given.items() if name not in SHOWN_BY}


def _of_page(given: Mapping[str, str]) -> dict[str, str]:
    return {name: value for name, value in given.items() if name in SHOWN_BY}


def pull() -> None:
    """The lifeline's callback: the browser has this run made, because nothing answered it."""
    st.session_state[_PULLED] = True


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
        session.follow(parameters)
        # nothing to undo before the first scene
        session.history, session.start = History(session.scene), session.scene
    elif not pulled and parameters != session.link and (parameters or before == now):
        session.follow(parameters)  # back, forward, or a link typed over the old one


def current() -> Session:
    """This visitor's session."""
    session: Session = st.session_state["session"]
    return session


def write_link(session: Session) -> bool:
    """Put the present scene's link into the address bar, and say whether there is one.

    A scene too large for one leaves the bar empty, and so does the first scene of all. How the
    page is embedded is no part of it: Streamlit keeps those parameters to itself.
    """
    written, linked = _of_scene(st.query_params), True
    try:
        session.link = link_of(session.scene)
    except NetworkError:
        session.link, linked = {}, False
    if not written and session.link == {"preset": DEFAULT_PRESET}:
        session.link = {}
    if written != session.link:
        st.query_params.from_dict({**session.link, **_of_page(st.query_params)})
    return linked


def receive(session: Session) -> None:
    """The hub's callback: take the browser's work."""
    try:
        session.take(msgspec.convert(st.session_state[_HUB_STATE], _Reported).work)
    except (msgspec.ValidationError, UnicodeError, RecursionError) as error:
        said = refusal(NetworkError(reason(error)))
        session.notice = Notice(f"The page sent what this server does not know: {said}")


def mount_hub(
    visitor: Session,
    place: str,
    waiting: str,
    *,
    language: str = "en",
    store: tuple[str, str | None] | None = None,
    fits: bool = False,
) -> None:
    """Mount the hub of a page, after its panels: the browser shows them when the hub is there.

    ``place`` names what the page shows; a memory of another place is of no use there. ``waiting``
    is what the page says while the session does not answer. ``store``: see ``component.hub``.
    ``fits`` says that the stage follows the window's height, and can be presented alone.
    """
    component.hub(
        visitor.history,
        visitor.view,
        told=visitor.told,
        session={
            "visit": visitor.visit_id,
            "session": visitor.name,
            "place": place,
            "fresh": visitor.fresh,
            "run": visitor.run,
            "ack": visitor.ack,
            "draft": visitor.draft.id if visitor.draft else None,
            "notice": asdict(visitor.notice) if visitor.notice else None,
            "waiting": waiting,
            "language": language,
            "fits": fits,
        },
        on_work=partial(receive, visitor),
        store=store,
    )
    visitor.told = visitor.history


def kept(name: str, make: Callable[[], T]) -> T:
    """What a page keeps for this visitor under a name, made when it is first asked for."""
    if name not in st.session_state:
        st.session_state[name] = make()
    value: T = st.session_state[name]
    return value


def parameters() -> dict[str, str]:
    """The address bar's parameters."""
    return dict(st.query_params)


def write_parameters(wanted: Mapping[str, str]) -> None:
    """Put other parameters into the address bar."""
    if parameters() != dict(wanted):
        st.query_params.from_dict(dict(wanted))


def attempt(action: Callable[[], None]) -> None:
    """A widget's callback: what cannot be is told in one sentence, and changes nothing."""
    try:
        action()
    except NetworkError as error:
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
    session, file = current(), st.session_state.get(key)
    session.refused = None
    if file is None:
        return
    try:
        session.open(file.getvalue())
    except NetworkError as error:
        session.refused = f"This file cannot be opened: {refusal(error)}."
