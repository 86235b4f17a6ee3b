"""What goes wrong between a page and its server is told in one quiet line, and nothing is lost.

Four pages meet each fault at once: one lies idle, in one something is being dragged, one plays the
forward pass, one trains.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import pytest
from playwright.sync_api import Browser, BrowserContext, expect

from playground import presets
from playground.scene import Scene, SetMode, TrainTo, UseData, apply
from tests.browser.driving.board import PATIENCE, Board
from tests.browser.driving.line import Line
from tests.browser.driving.links import path_of
from tests.browser.driving.server import Process, Server

pytestmark = pytest.mark.browser
FORWARD = apply(presets.load("body-size"), UseData("moons,n=60"))
TRAIN = apply(FORWARD, SetMode("train"))
WEIGHT, OTHER = "weight/0/1/0", "weight/0/0/0"
UNDO = ".st-key-toolbar [data-edit=undo]"
ROW = ".st-key-inputs .row-now input"
#: All that the quiet line has said since it was last asked.
LINES = """globalThis.said = [];
  new MutationObserver(() => {
    const lines = [...document.querySelectorAll(".live-status")].map((line) => line.textContent);
    if (lines.some(Boolean)) said.push(lines.join("|"));
  }).observe(document, { subtree: true, childList: true, characterData: true });"""
STEP = "document.querySelector('[data-edit=step-forward]')?.value"
UPDATE = "Number(document.querySelector('[data-quantity=update]')?.dataset.value)"


@dataclass
class Here:
    """One page, and what is under way on it."""

    board: Board

    def begin(self) -> None:
        """Before the fault."""

    def meanwhile(self) -> None:
        """While it lasts."""

    def end(self) -> None:
        """The page has come back by itself: all is whole."""

    def wait(self, condition: str) -> None:
        self.board.page.wait_for_function(f"() => {condition}", timeout=PATIENCE)

    def undo(self) -> None:
        expect(self.board.page.locator(UNDO)).to_be_enabled(timeout=PATIENCE)
        self.board.page.locator(UNDO).click()

    def acknowledged(self, is_there: Callable[[Scene], bool]) -> Scene:
        """The scene of the address, which the session alone writes, once it is the one."""
        for _ in range(600):
            if is_there(scene := self.board.scene()):
                assert scene.data == FORWARD.data
                return scene
            self.board.page.wait_for_timeout(100)
        raise AssertionError(f"the session never came to what was done: {scene}")

    def weight(self) -> float:
        return float(self.board.values()[OTHER])


class Idle(Here):
    """A row is on the page, and an edit can be undone."""

    def begin(self) -> None:
        self.start = self.weight()
        self.board.page.locator(".st-key-inputs [data-edit=row-forward]").click()
        expect(self.board.page.locator(ROW)).to_have_value("2")
        self.press()
        self.before = self.board.wait_changed(OTHER, str(self.start))
        self.acknowledged(lambda scene: scene.network.layers[0].weights[0, 0] == self.weight())

    def press(self) -> None:
        self.board.target(OTHER).focus()
        self.board.page.keyboard.press("+")

    def meanwhile(self) -> None:
        self.press()

    def end(self) -> None:
        self.press()
        self.acknowledged(
            lambda scene: near(scene.network.layers[0].weights[0, 0], self.start + 0.3)
        )
        assert self.board.scene().row == 1
        for steps in (2, 1, 0):
            self.undo()
            self.wait(
                f"Math.abs(document.querySelector('.st-key-stage [data-target=\"{OTHER}\"]')"
                f".dataset.value - {self.start + 0.1 * steps}) < 1e-9"
            )
        self.undo()
        expect(self.board.page.locator(ROW)).to_have_value("1")
        expect(self.board.page.locator(UNDO)).to_be_disabled(timeout=PATIENCE)
        self.acknowledged(lambda scene: scene.row == 0)


class Dragging(Here):
    """A weight is under the pointer, and stays there."""

    def begin(self) -> None:
        self.start = self.board.values()[WEIGHT]
        box = self.board.target(WEIGHT).bounding_box()
        assert box is not None
        self.x, self.y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
        self.board.page.mouse.move(self.x, self.y)
        self.board.page.mouse.down()
        self.move(30)
        self.board.quiet()
        self.value = self.board.values()[WEIGHT]

    def move(self, dx: float) -> None:
        self.board.page.mouse.move(self.x + dx, self.y, steps=4)

    def meanwhile(self) -> None:
        self.move(60)

    def end(self) -> None:
        self.move(90)
        expected = 3 * float(self.value) - 2 * float(self.start)  # but for steps of a hundredth
        self.wait(
            f"Math.abs(document.querySelector('.st-key-stage [data-target=\"{WEIGHT}\"]')"
            f".dataset.value - {expected}) < 0.03"
        )
        expected = float(self.board.values()[WEIGHT])
        self.board.page.mouse.up()
        self.acknowledged(
            lambda scene: abs(scene.network.layers[0].weights[1, 0] - expected) < 1e-9
        )
        self.undo()
        self.board.wait_value(WEIGHT, float(self.start))
        expect(self.board.page.locator(UNDO)).to_be_disabled(timeout=PATIENCE)


class Playing(Here):
    """The forward pass goes on by itself."""

    def begin(self) -> None:
        self.board.page.locator("[data-edit=speed][value='0.5']").click()
        self.board.page.locator("[data-edit=play]").click()
        self.wait(f"{STEP} !== '0'")

    def end(self) -> None:
        expect(self.board.page.locator("html")).to_have_attribute("data-playing", "")
        step = self.board.page.evaluate(STEP)
        self.wait(f"{STEP} !== '{step}'")
        self.board.page.locator("[data-edit=play]").click()
        self.board.page.locator("[data-edit=scrub][value='']").first.click()
        self.wait("!document.querySelector('.st-key-stage [data-target^=neuron][data-value=\"\"]')")
        self.board.assert_true(FORWARD.network)
        assert self.board.shown_network(FORWARD.network)[0] == FORWARD.network


class Training(Here):
    """The network is trained, update by update."""

    def begin(self) -> None:
        self.turn()
        self.past(5)

    def turn(self) -> None:
        self.board.page.locator("[data-edit=train-play]").click()

    def past(self, update: int) -> None:
        self.wait(f"{UPDATE} > {update}")

    def end(self) -> None:
        update = self.board.page.evaluate(UPDATE)
        self.past(update)
        self.turn()
        expect(self.board.page.locator("html")).not_to_have_attribute("data-training", "playing")
        now = int(self.board.page.locator("input[data-edit=train-to]").input_value())
        scene = self.acknowledged(
            lambda scene: bool(scene.training) and scene.training.run.step >= now
        )
        assert scene.training is not None
        assert apply(TRAIN, TrainTo(scene.training.run.step)).network == scene.network
        self.board.assert_true(scene.network)
        while self.board.page.locator(UNDO).is_enabled():
            self.undo()
            self.board.quiet()
        self.board.wait_value(OTHER, float(TRAIN.network.layers[0].weights[0, 0]))


def near(value: float, other: float) -> bool:
    return abs(value - other) < 1e-6


def updates(scene: Scene) -> int:
    return scene.training.run.step if scene.training else 0


PAGES = ((Idle, FORWARD), (Dragging, FORWARD), (Playing, FORWARD), (Training, TRAIN))


@dataclass(eq=False)
class World:
    """Four pages on one line, and the servers that it can lead to."""

    line: Line
    process: Process
    other: Server
    context: BrowserContext
    pages: list[Here]

    def end(self) -> None:
        self.context.close()
        self.line.end()


def port(server: Server) -> int:
    return int(server.url.rpartition(":")[2])


def opened(process: Process, other: Server, browser: Browser) -> World:
    line = Line(port(process.server))
    context = browser.new_context(viewport={"width": 1440, "height": 1000}, reduced_motion="reduce")
    context.add_init_script(LINES)
    context.clock.install()
    pages: list[Here] = []
    for kind, scene in PAGES:
        board = Board(context.new_page(), line.url, "live")
        board.open(path_of(scene))
        pages.append(kind(board))
    return World(line, process, other, context, pages)


@pytest.fixture
def world(mortal: Process, server: Server, browser: Browser) -> Iterator[World]:
    found = opened(mortal, server, browser)
    yield found
    found.end()
    assert "Traceback" not in mortal.server.logged()


def killed(world: World) -> Iterator[None]:
    """The server is killed, and started again."""
    world.process.end(hard=True)
    yield
    world.process.start()


def cut_short(world: World) -> Iterator[None]:
    """The network is away for three seconds: the sockets outlast that."""
    world.line.cut()
    yield
    world.context.clock.fast_forward(3_000)
    world.line.mend()


def cut_long(world: World) -> Iterator[None]:
    """The network is away for three minutes: the server has given the sockets up."""
    world.line.cut()
    yield
    for _ in range(6):
        world.context.clock.fast_forward(30_000)
    world.line.drop()
    world.line.mend()


def switched(world: World) -> Iterator[None]:
    """Another replica answers, which knows nothing of the visits."""
    world.line.lead_to(port(world.other))
    yield


def asleep(world: World) -> Iterator[None]:
    """The tab is put to sleep, and its sockets are closed meanwhile."""
    devtools = [world.context.new_cdp_session(here.board.page) for here in world.pages]
    for each in devtools:
        each.send("Page.setWebLifecycleState", {"state": "frozen"})
    world.line.drop()
    yield
    for each in devtools:
        each.send("Page.setWebLifecycleState", {"state": "active"})
        each.detach()


Fault = Callable[[World], Iterator[None]]
FAULTS: tuple[Fault, ...] = (cut_short, cut_long, asleep, killed, switched)
#: Long enough for the page to say something.
TOLD = {killed, cut_long}


def meet(world: World, fault: Fault) -> None:
    for here in world.pages:
        here.begin()
        here.board.page.evaluate("() => void (said.length = 0)")
    course = fault(world)
    next(course)
    for here in world.pages:
        here.meanwhile()
    for here in world.pages if fault in TOLD else ():
        line = here.board.page.locator(".live-status")
        expect(line).to_have_text(re.compile("."), timeout=PATIENCE)
        assert here.board.page.locator("[role=dialog]:visible").count() == 0
    next(course, None)
    for here in reversed(world.pages):  # the one that trains first: meanwhile a server is busy
        here.end()
    for here in world.pages:
        expect(here.board.page.locator(".live-status:not(:empty)")).to_have_count(0)
        assert all("|" not in line for line in here.board.page.evaluate("() => said"))


def test_pages_come_back_whole_from_every_fault(world: World) -> None:
    """One after the other, on the same pages: to open them takes longer than a fault."""
    for fault in FAULTS:
        try:
            meet(world, fault)
        except Exception as error:
            error.add_note(f"the fault: {fault.__name__}")
            raise
