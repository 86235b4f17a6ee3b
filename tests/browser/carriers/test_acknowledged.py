"""What the browser shows, the session acknowledges in a few words, and nothing is drawn again."""

from collections.abc import Callable
from urllib.parse import urlencode

import pytest

from playground.network import Network
from playground.scene import Scene
from playground.share import link_of
from tests.browser.driving.board import Board
from tests.browser.driving.lesson_page import LESSONS, on_step
from tests.browser.driving.traffic import Traffic, open_traffic

pytestmark = pytest.mark.browser

Open = Callable[..., Board]
SMALL = "/?" + urlencode(link_of(Scene(Network.create([2, 4, 2, 1], "tanh"), [0.5, -0.3])))
MOST_ASKS_OF_A_LOAD = 2
MOST_BYTES_OF_A_COMMIT = 3_000


def drag_a_weight(board: Board, traffic: Traffic) -> None:
    board.press_and_move("weight/0/1/0", 40)
    traffic.wait_quiet()


def drag_a_bias(board: Board, traffic: Traffic) -> None:
    board.press_and_move("bias/0/0", 40)
    traffic.wait_quiet()


def let_go(board: Board) -> None:
    board.page.mouse.up()


def nothing(board: Board, traffic: Traffic) -> None:
    """No preparation."""


def choose_an_activation(board: Board) -> None:
    board.page.locator("[data-edit='activation/0']").select_option("sigmoid")


def add_a_neuron(board: Board) -> None:
    board.page.locator(".st-key-stage [data-edit='add-neuron/0']").click()


def remove_a_neuron(board: Board) -> None:
    board.page.locator(".st-key-stage [data-edit='remove-neuron/0']").click()


def select(board: Board) -> None:
    board.target("neuron/0/1").click()


# What comes before, and the commit itself.
COMMITS = {
    "weight": (drag_a_weight, let_go),
    "activation": (nothing, choose_an_activation),
    "add": (nothing, add_a_neuron),
    "remove": (nothing, remove_a_neuron),
    "select": (nothing, select),
    "bias": (drag_a_bias, let_go),
}
COMMITS_OF_A_PAGE = ("weight", "activation", "add", "remove", "select")

# Every change within any panel, as a line; and whether all panels still stand where they stood.
WATCH = """() => {
  globalThis.watch?.disconnect();
  window.changes = [];
  window.since = 0;
  window.mounts = [...document.querySelectorAll(".live-mount")];
  const line = ({ type, target, attributeName }) => {
    const element = target.nodeType === 1 ? target : target.parentElement;
    const panel = element.closest("[data-panel]")?.dataset.panel;
    const text = `${panel}: ${type} ${attributeName ?? ""} ${element.outerHTML}`;
    return { panel, text: text.slice(0, 200) };
  };
  globalThis.watch = new MutationObserver((records) => changes.push(...records.map(line)));
  for (const mount of mounts)
    watch.observe(mount, { subtree: true, childList: true, attributes: true, characterData: true });
}"""
CHANGES = (
    """words => changes.filter(({ panel }) => !words.includes(panel)).map(({ text }) => text)"""
)
STAND = """() => mounts.every((mount) => mount.isConnected)
  && document.querySelectorAll(".live-mount").length === mounts.length"""


def wait_at_rest(board: Board) -> None:
    """Until nothing has changed or moved for a while: figures are drawn a moment after the rest."""
    board.page.evaluate(WATCH)
    board.page.wait_for_function(
        """() => {
          const now = performance.now();
          const runs = ({ playState, timeline }) =>
            playState === "running" && timeline === document.timeline; // not moved by scrolling
          const moves = mounts.some((mount) => mount.getAnimations({ subtree: true }).some(runs));
          if (changes.length || moves || !window.since) window.since = now;
          changes.length = 0;
          return now - window.since > 300;
        }"""
    )


def assert_nothing_changes(board: Board, traffic: Traffic, commit: str, words: list[str]) -> None:
    prepare, do = COMMITS[commit]
    prepare(board, traffic)
    asked, url = len(traffic.wire.sent), board.page.url
    traffic.session.hold()
    do(board)
    traffic.wait_for_ask(asked + 1)
    traffic.wait_painted()
    wait_at_rest(board)
    while not traffic.session.holds:
        board.page.wait_for_timeout(50)
    traffic.session.let_go()
    traffic.wait_quiet()
    if words == []:
        assert board.page.url != url, commit
    assert board.page.evaluate(CHANGES, words) == [], commit
    assert board.page.evaluate(STAND), commit


def test_nothing_changes_when_the_session_acknowledges(open_board: Open) -> None:
    board, traffic = open_traffic(open_board, SMALL)
    assert 1 <= len(traffic.asks()) <= MOST_ASKS_OF_A_LOAD
    for commit in COMMITS_OF_A_PAGE:
        assert_nothing_changes(board, traffic, commit, [])


def test_nothing_but_words_changes_in_a_lesson(open_board: Open) -> None:
    board, traffic = open_traffic(open_board, "/learn?lesson=bias")
    assert 1 <= len(traffic.asks()) <= MOST_ASKS_OF_A_LOAD
    assert_nothing_changes(board, traffic, "bias", ["feedback", "onward"])
    for slug, number, commit in (("activations-1", 2, "activation"), ("layers", 3, "add")):
        lesson = LESSONS[slug]
        board.go(f"/learn?lesson={slug}&step={number}")
        on_step(board, lesson, lesson.steps[number - 1])
        traffic.wait_quiet()
        assert_nothing_changes(board, traffic, commit, ["feedback", "onward"])


def test_a_commit_is_asked_for_once_and_acknowledged_in_a_few_words(open_board: Open) -> None:
    board, traffic = open_traffic(open_board, SMALL)
    for commit in COMMITS_OF_A_PAGE:
        prepare, do = COMMITS[commit]
        prepare(board, traffic)
        asked, told, url = len(traffic.wire.sent), traffic.session.size(), board.page.url
        do(board)
        board.wait_committed(url)
        traffic.wait_quiet()
        asks = [len(ask["gestures"]) for ask in traffic.asks()[asked:]]
        assert asks == [1], commit
        assert traffic.session.size() - told <= MOST_BYTES_OF_A_COMMIT, commit


@pytest.mark.parametrize("path", ["/", "/?preset=xor", "/?embed=true"])
def test_a_load_asks_at_most_twice(open_board: Open, path: str) -> None:
    """As those of the small network and of the lesson do, above."""
    _, traffic = open_traffic(open_board, path)
    assert 1 <= len(traffic.asks()) <= MOST_ASKS_OF_A_LOAD
