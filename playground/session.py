"""A visitor's session: where they are, what the page shows, and what they have been told.

Nothing here knows Streamlit: ``visitor`` keeps a session there for as long as the visit lasts. A
link or a report that cannot be read leaves the scene as it is.
"""

import secrets
from dataclasses import dataclass, field

from playground import document, presets
from playground.answers.known import checked_digest, scene_called
from playground.answers.message import Ask
from playground.data.written import written
from playground.gesture import SESSION_ONLY, Gesture, perform
from playground.history import History
from playground.language import _, to_say
from playground.limits import MAX_GESTURES, PlaygroundError, refusal
from playground.missing import FileLead, Lead, LinkLead, MissingTable
from playground.report import Brought, Committed, Kept, Memory, Report, decode
from playground.scene import (
    Edit,
    Randomise,
    Scene,
    Switch,
    UseData,
    apply,
    next_seed,
    replace_scene,
)
from playground.share import partly_read, preset_of, scene_of

KEPT = "kept"  # the parameter of a link that names a scene too large for it
ELSEWHERE = to_say("This link's network stayed in the browser that made it.")


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
    """One visitor's history, what of it is acknowledged, and what the page shows.

    ``visit_id`` names it for as long as it lives, ``name`` until it goes to another scene: reports
    for an older name are not taken. A browser whose visit this server does not know finds a session
    that is ``fresh``, and gives it its memory. ``ask`` is what the browser wants to see where there
    is no wire, and ``None`` where there is one. ``stored`` is what the browser kept from earlier
    visits, ``None`` before it has said so. ``wanted`` is the digest of a scene that the browser is
    asked for, ``elsewhere`` says that it has not kept the one that its link names. ``lacks`` is the
    digest of the scene's table, if the browser has not kept it yet.
    """

    history: History
    link: dict[str, str] = field(default_factory=dict)
    visit_id: str = field(default_factory=lambda: secrets.token_hex(8))
    name: str = field(default_factory=lambda: secrets.token_hex(8))
    fresh: bool = True
    recovered: bool = False  # from a browser's memory
    told: History | None = None  # what the browser has been told of it
    ask: Ask | None = None
    ack: int = 0
    notice: Notice | None = None  # until the browser has shown it
    stored: str | None = None
    wanted: str | None = None
    elsewhere: bool = False
    lacks: str | None = None
    missing: MissingTable = field(default_factory=MissingTable)
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

    def visit(self, scene: Scene) -> None:
        """Go to another scene; the one before stays behind undo."""
        self.wanted, self.elsewhere = None, False
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
        self.visit(self._compared(replace_scene(example, **kept)))

    def origin(self) -> Scene:
        """What Reset leads back to: the example that the scene was.

        A teacher's link, or a network that is no example, is itself what the page began with.
        """
        name, start = preset_of(self.scene), self.start
        return start if name is None or start.hidden or start.locked else presets.load(name)

    def reset(self) -> None:
        """Go back to where this scene began."""
        self._leave()
        self.visit(self._compared(self.origin()))

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
        unread: list[PlaygroundError] = []
        scene = document.scene_from_json(data, unread.append)
        self._leave()
        self.visit(self._compared(scene))
        self.start = scene
        self.opened += 1
        self._led(FileLead(data), unread)

    def _compared(self, scene: Scene) -> Scene:
        """Another scene beside the network that is kept, if it has its inputs and keeps none."""
        ghost = self.scene.ghost
        comparable = ghost is not None and ghost.n_inputs == scene.network.n_inputs
        return replace_scene(scene, ghost=ghost) if comparable and not scene.ghost else scene

    def restart(self, scene: Scene) -> None:
        """Begin anew with another scene: nothing to undo, and no older report is taken any more."""
        self._leave()
        self.history, self.start, self.notice = History(scene), scene, None

    def _leave(self) -> None:
        """Before another scene: playback and drag end, and reports of the old one are not taken."""
        self.name, self.ack = secrets.token_hex(8), 0
        self.missing.forget()
        if self.ask is not None:
            self.ask.draft = []

    def receive(self, state: object) -> None:
        """Take the report in the hub's state, or tell why it cannot be read."""
        try:
            self.take(decode(state))
        except PlaygroundError as error:
            said = refusal(error)
            self.notice = Notice(
                _("The page sent what this server does not know: {error}", error=said)
            )

    def take(self, report: Report) -> None:
        """Apply what is new in a browser's report; refuse what cannot be, with one sentence."""
        self.ask = report.ask
        if self.notice and report.noticed == self.notice.id:
            self.notice = None
        if report.store is not None:
            self.stored = report.store
        if report.table is not None and report.table.digest == self.missing.asked:
            self._bring_table(report.table)
        if report.memory is not None and self.fresh:
            self._recover(report.memory)
        if report.kept is not None and report.kept.digest == self.wanted:
            self._bring(report.kept)
        self.lacks = report.lacks
        if report.session != self.name:
            if self.ask is not None:
                self.ask.draft = []
            return  # meant for another scene than the one on the page
        self.fresh = False
        new = [gesture for gesture in report.gestures if gesture.seq > self.ack]
        for gesture in new[:MAX_GESTURES]:
            self._acknowledge(gesture)

    def _acknowledge(self, gesture: Committed) -> None:
        if gesture.seq <= self.ack:
            return  # out of order, or twice
        self.ack = gesture.seq
        try:
            self._perform(gesture)
        except PlaygroundError as error:
            self.notice = Notice(refusal(error), gesture.seq)

    def _recover(self, memory: Memory) -> None:
        """Become the session that the browser remembers: its server has ended."""
        try:
            history = memory.history()
        except PlaygroundError as error:
            if self.missing.asks_for(error):
                return  # the memory comes again, with the table
            self.fresh, self.wanted = False, None
            self.notice = Notice(refusal(error))
            return
        self.fresh, self.history = False, history
        self.wanted, self.missing = None, MissingTable()  # what the link named is in the history
        self.visit_id, self.name, self.ack = memory.visit, memory.session, memory.ack
        self.start = self.history.scenes[0]
        self.recovered = True

    def _perform(self, gesture: Gesture) -> None:
        if gesture.edit in SESSION_ONLY:
            self.history = self.history.undo() if gesture.edit == "undo" else self.history.redo()
        else:
            self.visit(perform(self.scene, gesture))

    def arrive(self, parameters: dict[str, str]) -> None:
        """Begin where a link leads: there is nothing to undo before it."""
        self.follow(parameters)
        self.history, self.start = History(self.scene), self.scene

    def follow(self, parameters: dict[str, str]) -> None:
        """Go where a link leads, without what of it cannot be read, and tell what that is.

        One that leads nowhere is told, and nothing changes.
        """
        unread: list[PlaygroundError] = []
        self.wanted = self.missing.asked = None
        try:
            kept = parameters.get(KEPT)
            scene = scene_of(parameters, unread.append) if kept is None else self._kept(kept)
        except PlaygroundError as error:
            self.notice = Notice(_("This link cannot be opened: {error}", error=refusal(error)))
            return
        if scene is None:
            return
        self._leave()
        self.visit(scene)
        self._led(LinkLead(parameters), unread)

    def _led(self, lead: Lead, unread: list[PlaygroundError]) -> None:
        """Tell what could not be read of what has led to the scene; a table is asked for."""
        if told := self.missing.led(lead, unread, self.scene):
            self.notice = Notice(told)

    def _kept(self, name: str) -> Scene | None:
        """The scene of a digest; the browser is asked for an unknown one. Raises NetworkError."""
        scene = scene_called(checked_digest(name))
        self.wanted = name if scene is None else None
        return scene

    def _bring(self, kept: Kept) -> None:
        """Go to the scene that the browser has kept, or tell that it has not."""
        try:
            scene = kept.scene()
        except PlaygroundError as error:
            if self.missing.asks_for(error):
                return  # the scene comes again, with the table
            self.wanted = None
            self.notice = Notice(_("This link cannot be opened: {error}", error=refusal(error)))
            return
        self.wanted = None
        if scene is None:
            self.elsewhere = True
        elif self.history.past or self.history.future:
            self._leave()
            self.visit(scene)
        else:
            self.restart(scene)

    def _bring_table(self, brought: Brought) -> None:
        """Take the table that is missed, or tell that the browser has not kept it."""
        if told := self.missing.take(brought):
            self.notice = Notice(told)
        elif self.missing.lead is not None:
            scene, unread = self.missing.found(self.scene)
            if self.history.past or self.history.future:
                self.visit(scene)
                self.missing.forget()
            else:
                self.restart(scene)
            if unread:
                self.notice = Notice(partly_read(unread))

    @property
    def is_lacking(self) -> bool:
        """Whether the scene has no data because their table is nowhere."""
        return self.missing.nowhere and self.scene.data is None

    @property
    def lacking(self) -> dict[str, str]:
        """What the address goes on to say of data that are nowhere."""
        return self.missing.in_address() if self.is_lacking else {}

    @property
    def expected(self) -> str:
        """The data whose table is nowhere, as a link writes them; nothing where none are missed."""
        return self.missing.lead.data if self.is_lacking and self.missing.lead else ""

    def use(self, edit: UseData) -> None:
        """Take data; those that were missing bring all of the scene that named them along."""
        if self.is_lacking:
            scene, _ = self.missing.found(self.scene)
            if scene.data is not None and written(scene.data) == edit.data:
                self.visit(scene)
                return
        self.edit(edit)

    def say_elsewhere(self) -> None:
        """Say once, in a notice, what a page with tools says beside them."""
        if self.elsewhere:
            self.elsewhere, self.notice = False, Notice(_(ELSEWHERE))
