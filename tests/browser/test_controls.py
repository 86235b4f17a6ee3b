"""Controls in a real browser: what they refuse, where the focus goes, and fingers on a phone."""

import time
from collections.abc import Callable
from urllib.parse import urlencode

import pytest
from playwright.sync_api import expect

from playground import document, presets, share
from playground.network import Network
from playground.scene import Scene, SetWeight, apply
from tests.browser.board import Board
from tests.browser.server import Server

pytestmark = pytest.mark.browser

Open = Callable[..., Board]


def test_each_press_of_a_layers_dice_takes_the_next_seed(open_board: Open) -> None:
    board = open_board("/?preset=xor&s=layer/0")
    seed = board.page.locator(".st-key-neuron [data-field=seed]")
    seen = [board.values()["weight/0/0/0"]]
    for expected in ("0", "1", "2", "7", "8"):
        if expected == "7":
            seed.fill("7")
        board.page.locator(".st-key-neuron [data-edit='randomise/0']").click()
        seen.append(board.wait_changed("weight/0/0/0", seen[-1]))
        expect(seed).to_have_value(expected)
    assert len(set(seen)) == 6


# ---- what is refused ----

NOTICE = ".live-notice"


@pytest.mark.parametrize("carrier", ["live", "fallback"])
@pytest.mark.parametrize("typed", ["9..5", "1,000.5", "1,000"])
def test_a_field_that_was_left_shows_its_value_and_why_the_text_was_refused(
    open_board: Open, carrier: str, typed: str
) -> None:
    board = open_board(carrier=carrier)
    field = board.field("weight/0/1/0", "neuron")
    shown = field.input_value()
    field.fill(typed)
    board.target("neuron/0/1").click(delay=300)
    expect(board.page.locator(NOTICE)).to_contain_text(typed)
    expect(field).to_have_value(shown)
    expect(field).not_to_have_attribute("aria-invalid", "true")
    box, place = board.page.locator(NOTICE).bounding_box(), field.bounding_box()
    assert box is not None
    assert place is not None
    assert box["y"] - place["y"] < 60
    assert box["x"] <= place["x"] < box["x"] + box["width"]


@pytest.mark.parametrize("carrier", ["live", "fallback"])
def test_refused_text_is_marked_while_it_can_be_mended(open_board: Open, carrier: str) -> None:
    board = open_board(carrier=carrier)
    field = board.field("weight/0/1/0", "neuron")
    shown = field.input_value()
    field.fill("9..5")
    field.press("Enter")
    expect(field).to_have_attribute("aria-invalid", "true")
    expect(field).to_have_value("9..5")
    expect(board.page.locator(NOTICE)).to_contain_text("9..5")
    field.fill("9.5")
    expect(board.page.locator(NOTICE)).to_have_count(0)
    field.press("Enter")
    board.wait_value("weight/0/1/0", 9.5)
    expect(field).not_to_have_attribute("aria-invalid", "true")
    field.fill("no")
    field.press("Enter")
    expect(field).to_have_attribute("aria-invalid", "true")
    field.press("Tab")
    expect(field).not_to_have_attribute("aria-invalid", "true")
    expect(field).to_have_value("9.50")
    assert shown != "9.50"


def test_a_notice_is_shown_once(open_board: Open) -> None:
    board = open_board("/?preset=xor&d=9")
    expect(board.page.locator(NOTICE)).to_contain_text("decimals")
    board.page.locator(".st-key-share button").first.click()  # the session draws everything again
    expect(board.page.locator("[data-testid=stPopoverBody] code").first).to_be_visible()
    expect(board.page.locator(NOTICE)).to_have_count(0)


def test_a_refused_cell_of_the_matrices_is_marked_and_goes_back(open_board: Open) -> None:
    board = open_board()
    cell = board.field("weight/0/0/0", "matrices")
    shown = cell.input_value()
    cell.fill("12,345")
    cell.press("Enter")
    expect(cell).to_have_attribute("aria-invalid", "true")
    expect(board.page.locator(NOTICE)).to_contain_text("write 12.345")
    board.page.locator("h2", has_text="Inputs").click()
    expect(cell).to_have_value(shown)


def test_a_notice_moves_with_its_control_and_leaves_with_the_next_deed(open_board: Open) -> None:
    board = open_board(height=700)
    field = board.field("input/1", "inputs")
    field.scroll_into_view_if_needed()
    field.fill("9..5")
    field.press("Enter")
    notice = board.page.locator(NOTICE)
    expect(notice).to_be_visible()
    gap = """() => {
      const top = (css) => document.querySelector(css).getBoundingClientRect().top;
      return Math.round(top('.live-notice') - top('.st-key-inputs .field[data-target="input/1"]'));
    }"""
    before = board.page.evaluate(gap)
    board.page.mouse.move(400, 300)
    board.page.mouse.wheel(0, -150)
    board.page.wait_for_function("() => document.querySelector('.live-notice').offsetTop > 0")
    assert board.page.evaluate(gap) == before
    assert notice.evaluate("e => getComputedStyle(e).pointerEvents") == "none"
    board.target("neuron/0/0").click()
    expect(notice).to_have_count(0)


def test_another_example_takes_the_notice_away(open_board: Open) -> None:
    board = open_board()
    board.target("neuron/2/0").focus()
    board.page.keyboard.press("Delete")
    notice = board.page.locator(NOTICE)
    expect(notice).to_contain_text("cannot be removed")
    board.page.get_by_role("button", name="Body size").click()
    board.page.get_by_role("menuitem", name="Salary model").click()
    board.target("input/3").wait_for(state="attached")
    expect(notice).to_have_count(0)


def test_a_refusal_is_logged_once(open_board: Open, server: Server) -> None:
    board = open_board()
    field = board.field("weight/0/1/0", "neuron")
    url = board.page.url
    field.fill("once..only")
    field.press("Enter")
    expect(field).to_have_attribute("aria-invalid", "true")
    field.fill("0.25")
    field.press("Enter")
    board.wait_committed(url)
    assert server.logged().count("once..only") == 1


# ---- where the focus goes ----

FOCUSED = """() => { const e = document.activeElement;
  return e.dataset.target ?? e.dataset.edit ?? e.tagName; }"""


@pytest.mark.parametrize("carrier", ["live", "fallback"])
def test_escape_leads_from_the_exact_field_to_what_it_sets(open_board: Open, carrier: str) -> None:
    board = open_board(carrier=carrier)
    board.target("weight/0/1/0").focus()
    board.page.keyboard.press("Enter")
    board.page.wait_for_function("document.activeElement.matches('input[type=text]')")
    board.page.keyboard.type("7")
    board.page.keyboard.press("Escape")
    assert board.page.evaluate(FOCUSED) == "weight/0/1/0"
    assert board.page.evaluate("document.activeElement.closest('.st-key-stage') !== null")
    name = board.page.locator(".st-key-inputs input.name").first
    name.fill("other")
    name.press("Escape")
    expect(name).to_be_focused()
    expect(name).to_have_value("height")


@pytest.mark.parametrize("carrier", ["live", "fallback"])
def test_what_is_removed_hands_the_focus_to_its_neighbour(open_board: Open, carrier: str) -> None:
    board = open_board(carrier=carrier)
    for target, left in (("neuron/0/2", "neuron/0/1"), ("input/1", "input/0")):
        board.target(target).focus()
        board.page.keyboard.press("Delete")
        expect(board.target(target)).to_have_count(0)
        assert board.page.evaluate(FOCUSED) == left
    board.page.locator('[data-edit="remove-layer/1"]').focus()
    board.page.keyboard.press("Enter")
    expect(board.page.locator('[data-edit="remove-layer/1"]')).to_have_count(0)
    assert board.page.evaluate("document.activeElement.closest('.layer-head') !== null")
    board.page.locator('[data-edit="remove-neuron/0"]').focus()
    board.page.keyboard.press("Enter")
    expect(board.page.locator('[data-edit="remove-neuron/0"]')).to_be_disabled()
    assert board.page.evaluate("document.activeElement.closest('.layer-head') !== null")


# ---- a phone ----

PHONE = {"width": 390, "height": 844, "has_touch": True, "is_mobile": True}
# Points of a control at which another one would take the press.
COVERED = """([root, css]) => {
  const name = (e) => e.dataset.edit ?? e.dataset.target ?? e.ariaLabel ?? e.textContent;
  const found = [];
  for (const control of document.querySelector(root).querySelectorAll(css)) {
    if (!control.checkVisibility() || control.disabled) continue;
    control.scrollIntoView({ block: 'center' });
    const { left, top, width, height } = control.getBoundingClientRect();
    for (const x of [0.2, 0.5, 0.8]) for (const y of [0.2, 0.5, 0.8]) {
      const hit = document.elementFromPoint(left + x * width, top + y * height);
      if (hit && !control.contains(hit) && !hit.contains(control)) {
        found.push(`${name(control)} under ${name(hit.closest(css) ?? hit)}`);
      }
    }
  }
  return [...new Set(found)];
}"""


def open_header(board: Board, column: int) -> None:
    board.page.locator(".head-phone summary").nth(column).tap()
    expect(board.page.locator("details[open]")).to_have_count(1)


def test_on_a_phone_the_steppers_do_what_they_say(open_board: Open) -> None:
    board = open_board(**PHONE)
    open_header(board, 0)
    board.page.locator('[data-edit="remove-input"]').tap()
    expect(board.target("input/1")).to_have_count(0)
    board.page.wait_for_function("location.search.includes('n=')")
    assert board.scene().network.sizes == (1, 3, 2, 1)


@pytest.mark.parametrize("preset", ["body-size", "nonlinear", "salary"])
def test_on_a_phone_no_open_header_is_covered_or_cut(open_board: Open, preset: str) -> None:
    board = open_board(f"/?preset={preset}", **PHONE)
    assert board.page.evaluate(COVERED, [".head-phone", "button, summary"]) == []
    for column in range(board.page.locator(".head-phone summary").count()):
        open_header(board, column)
        inside = "details[open] .layer-controls"
        assert board.page.evaluate(COVERED, [inside, "button, select"]) == []


@pytest.mark.parametrize("width", [1280, 820])
@pytest.mark.parametrize("layers", [1, 4, 8])
def test_no_button_of_a_header_stands_on_another(open_board: Open, width: int, layers: int) -> None:
    scene = Scene(Network.create([2, *[6] * layers, 1], hidden="tanh", seed=1), [0.5, 1.0])
    board = open_board("/?" + urlencode(document.link(scene)), width=width, has_touch=True)
    assert board.page.evaluate(COVERED, [".panel-stage .head", "button, select"]) == []


@pytest.mark.parametrize("width", [390, 820])
def test_a_long_title_does_not_run_under_undo(open_board: Open, width: int) -> None:
    link = share.link_of(apply(presets.load("nonlinear"), SetWeight(0, 0, 0, 0.5)))
    board = open_board("/?" + urlencode(link), width=width)
    title = board.page.locator(".st-key-preset button").bounding_box()
    undo = board.page.locator("[data-edit=undo]").bounding_box()
    assert title is not None
    assert undo is not None
    apart = title["x"] + title["width"] <= undo["x"] or title["y"] + title["height"] <= undo["y"]
    assert apart, (title, undo)


# Nothing moves any more, be it of itself after a finger has thrown the page: the element's middle.
MIDDLE_AT_REST = """async (e) => {
  let [still, last] = [0, ''];
  while (still < 10) {
    await new Promise(requestAnimationFrame);
    const box = e.getBoundingClientRect();
    const now = `${box.x + box.width / 2},${box.y + box.height / 2}`;
    still = now === last ? still + 1 : 0;
    last = now;
  }
  return last.split(',').map(Number);
}"""
FRAME = 0.016  # s between two points of a touch


def swipe(board: Board, css: str, dx: float, dy: float, rest: bool = False) -> None:
    """One finger on an element's middle, moved and lifted: real touches, as a browser gets them.

    Each carries the time at which a finger would make it, however slowly this machine sends them.
    """
    element = board.page.locator(css).first
    element.evaluate(MIDDLE_AT_REST)
    element.evaluate("e => e.scrollIntoView({ block: 'center' })")
    x, y = element.evaluate(MIDDLE_AT_REST)
    session = board.page.context.new_cdp_session(board.page)
    when = time.time() - 12 * FRAME

    def touch(kind: str, *points: dict[str, float]) -> None:
        nonlocal when
        when += FRAME
        event = {"type": kind, "touchPoints": list(points), "timestamp": when}
        session.send("Input.dispatchTouchEvent", event)

    touch("touchStart", {"x": x, "y": y})
    if rest:
        expect(element).to_have_attribute("data-dragging", "")
        when = time.time()
    for part in range(1, 11):
        touch("touchMove", {"x": x + dx * part / 10, "y": y + dy * part / 10})
    touch("touchEnd")
    session.detach()


SCROLLED = "document.querySelector('[data-testid=stMain]').scrollTop"
UNDER_A_FINGER = {
    "bead": ('.st-key-stage [data-target="weight/0/1/0"]', "weight/0/1/0"),
    "bias": ('.st-key-stage [data-target="bias/0/1"]', "bias/0/1"),
    "input": ('.st-key-stage [data-target="input/0"]', "input/0"),
    "slider": ('.st-key-inputs input[type=range][data-target="input/1"]', "input/1"),
}


# How often a value on the page has changed, be it for a moment.
RECORD = """() => {
  globalThis.changes = 0;
  new MutationObserver((all) => { changes += all.length; }).observe(document.body,
    { subtree: true, attributes: true, attributeFilter: ['data-value'] });
}"""


@pytest.mark.parametrize("what", UNDER_A_FINGER)
def test_a_vertical_swipe_scrolls_the_page_and_changes_nothing(open_board: Open, what: str) -> None:
    board = open_board(**PHONE)
    css, target = UNDER_A_FINGER[what]
    before = board.values()
    board.page.locator(css).first.evaluate("e => e.scrollIntoView({ block: 'center' })")
    board.page.evaluate(RECORD)
    start = board.page.evaluate(SCROLLED)
    swipe(board, css, 12, -160)
    board.page.wait_for_function(f"start => {SCROLLED} > start + 50", arg=start)
    assert board.values() == before
    assert board.page.evaluate("changes") == 0
    # A drag afterwards is the first thing that the session hears of.
    swipe(board, css, 50, 4)
    board.wait_changed(target, before[target])
    expect(board.page.locator("[data-edit=undo]")).to_be_enabled()
    board.page.locator("[data-edit=undo]").tap()
    board.wait_value(target, float(before[target]))
    expect(board.page.locator("[data-edit=undo]")).to_be_disabled()


@pytest.mark.parametrize("what", UNDER_A_FINGER)
def test_a_horizontal_drag_edits(open_board: Open, what: str) -> None:
    board = open_board(**PHONE)
    css, target = UNDER_A_FINGER[what]
    before, url = board.values(), board.page.url
    swipe(board, css, 50, 4)
    board.wait_changed(target, before[target])
    board.wait_committed(url)
    assert float(board.values()[target]) > float(before[target])


def test_of_handles_that_lie_over_each_other_the_nearest_is_taken(open_board: Open) -> None:
    board = open_board("/?preset=first-mlp&s=neuron/0/0", **PHONE)
    css, target = '.st-key-stage [data-target="weight/0/0/1"]', "weight/0/0/1"
    top = board.page.locator(css).evaluate(
        """e => {
          e.scrollIntoView({ block: 'center' });
          const box = e.getBoundingClientRect();
          const at = [box.x + box.width / 2, box.y + box.height / 2];
          return document.elementFromPoint(...at).dataset.target;
        }"""
    )
    assert top != target, "nothing lies over it any more: take another example"
    before = board.values()
    swipe(board, css, 50, 4)
    board.wait_changed(target, before[target])
    assert board.values()[top] == before[top]


def test_a_finger_that_rests_on_a_bead_may_drag_it_anywhere(open_board: Open) -> None:
    board = open_board(**PHONE)
    css, target = UNDER_A_FINGER["bead"]
    before, url = board.values(), board.page.url
    start = board.page.evaluate(SCROLLED)
    swipe(board, css, 0, -40, rest=True)
    board.wait_committed(url)
    assert float(board.values()[target]) > float(before[target])
    assert board.page.evaluate(SCROLLED) == start


def test_a_tap_on_a_slider_sets_it(open_board: Open) -> None:
    board = open_board(**PHONE)
    slider = board.page.locator('.st-key-inputs input[type=range][data-target="input/1"]')
    url = board.page.url
    slider.scroll_into_view_if_needed()
    box = slider.bounding_box()
    assert box is not None
    slider.tap(position={"x": box["width"] * 0.25, "y": box["height"] / 2})
    board.wait_committed(url)
    assert float(board.values()["input/1"]) == pytest.approx(-1.5, abs=0.2)
    url = board.page.url
    slider.press("ArrowRight")
    board.wait_committed(url)
    board.wait_value("input/1", float(board.scene().x[1]))


def test_a_slider_stays_under_the_pointer_when_a_flag_comes(open_board: Open) -> None:
    board = open_board("/?preset=nonlinear&s=neuron/0/0")
    row = board.page.locator('.st-key-neuron input[type=range][data-target="bias/0/0"]')
    places = set()
    for value, flags in (("0", 0), ("3", 1)):
        row.evaluate(
            "(e, v) => { e.value = v; e.dispatchEvent(new Event('input', { bubbles: true })); }",
            value,
        )
        expect(board.page.locator(".panel-neuron .flag")).to_have_count(flags)
        places.add(row.evaluate("e => e.getBoundingClientRect().top"))
    assert len(places) == 1
