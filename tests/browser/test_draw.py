"""Drawing, switching off, pasting, playing: the page's other gestures in a real browser."""

from collections.abc import Callable
from urllib.parse import urlencode

import pytest
from playwright.sync_api import expect

from playground import document, presets
from playground.engine import forward
from playground.network import Network, NetworkError
from playground.scene import AddNeuron, Scene, Target, apply, n_steps, reached, replace_scene
from tests.browser.board import Board

pytestmark = pytest.mark.browser

CARRIERS = ["live", "fallback"]


def click_edit(board: Board, name: str) -> None:
    url = board.page.url
    board.page.locator(f'.st-key-stage [data-edit="{name}"]').click()
    board.wait_committed(url)


@pytest.mark.parametrize("carrier", CARRIERS)
def test_topology_changes_keep_the_weights_that_can_stay(
    open_board: Callable[..., Board], carrier: str
) -> None:
    board = open_board(carrier=carrier)
    start = board.scene().network
    click_edit(board, "add-neuron/0")
    wider = board.scene().network
    assert wider.sizes == (2, 4, 2, 1)
    assert (wider.layers[0].weights[:3] == start.layers[0].weights).all()
    click_edit(board, "add-layer/1")
    deeper = board.scene().network
    assert deeper.sizes == (2, 4, 4, 2, 1)
    assert deeper.layers[2] == wider.layers[1]
    click_edit(board, "add-input")
    assert board.scene().network.sizes == (3, 4, 4, 2, 1)
    click_edit(board, "remove-neuron/0")
    board.target("neuron/0/2").wait_for(state="attached")
    board.assert_true(board.scene().network)
    for expected in ((3, 4, 4, 2, 1), (2, 4, 4, 2, 1), (2, 4, 2, 1), (2, 3, 2, 1)):
        url = board.page.url
        board.page.locator('[data-edit="undo"]').click()
        board.wait_committed(url)
        assert board.scene().network.sizes == expected
    assert board.scene().network == start


def largest_with_a_link() -> Network:
    """A network that has a link, and with one neuron more in its first layer has none."""
    for n in range(2, 17):
        network = Network.create([2, n, 15, 15, 15, 14, 1], hidden="tanh", init="he_normal")
        try:
            document.link(apply(Scene(network), AddNeuron(0)))
        except NetworkError:
            return network
    raise AssertionError("all of them have a link")


@pytest.mark.parametrize("width", [1280, 390])
def test_a_network_that_outgrows_its_link_is_told_at_once_and_can_be_saved(
    open_board: Callable[..., Board], width: int
) -> None:
    network = largest_with_a_link()
    link = document.link(Scene(network))
    board = open_board("/?" + urlencode(link), width=width)
    said = board.page.get_by_text("too large for a link: a reload would lose it")
    expect(said).to_have_count(0)
    stage = board.page.locator(".st-key-stage .panel")
    before, url = stage.bounding_box(), board.page.url
    board.page.locator('[data-edit="add-neuron/0"]').first.dispatch_event("click")
    board.wait_committed(url)
    expect(said).to_be_visible()
    after = stage.bounding_box()
    assert before is not None
    assert after is not None
    assert (after["x"], after["y"]) == (before["x"], before["y"]), "nothing moves for it"
    with board.page.expect_download() as download:
        board.page.get_by_role("button", name="Save it as a file").click()
    saved = document.scene_from_json(download.value.path().read_text("utf-8"))
    assert saved.network == apply(Scene(network), AddNeuron(0)).network
    board.page.locator('[data-edit="undo"]').click()
    expect(said).to_have_count(0)
    board.page.wait_for_function("location.search.includes('n=')")
    assert board.scene().network == network


def test_an_activation_is_changed_by_its_picker_and_weights_stay(
    open_board: Callable[..., Board],
) -> None:
    board = open_board()
    before, url = board.scene().network, board.page.url
    board.page.locator('[data-edit="activation/0"]').select_option("sigmoid")
    board.wait_committed(url)
    after = board.scene().network
    assert after.layers[0].activation == "sigmoid"
    assert (after.layers[0].weights == before.layers[0].weights).all()
    board.assert_true(after)


def test_fast_clicks_lose_nothing(open_board: Callable[..., Board]) -> None:
    board = open_board()
    button = board.page.locator('.st-key-stage [data-edit="add-neuron/0"]')
    for _ in range(6):
        button.click()
    board.page.locator('.st-key-stage [data-target="neuron/0/8"]').wait_for(state="attached")
    board.page.wait_for_function(
        "document.querySelector('.st-key-toolbar .structure').textContent.includes('2 → 9 → 2 → 1')"
    )
    for _ in range(20):
        if board.scene().network.sizes == (2, 9, 2, 1):
            break
        board.page.wait_for_timeout(100)
    assert board.scene().network.sizes == (2, 9, 2, 1)
    board.assert_true(board.scene().network)


@pytest.mark.parametrize("how", ["key", "delete", "context"])
def test_an_edge_is_switched_off_and_remembers_its_weight(
    open_board: Callable[..., Board], how: str
) -> None:
    board = open_board()
    url, weight = board.page.url, board.values()["weight/0/1/0"]
    edge = board.target("weight/0/1/0")
    if how == "context":
        edge.click(button="right")
    else:
        edge.focus()
        board.page.keyboard.press({"key": "o", "delete": "Delete"}[how])
    board.wait_committed(url)
    scene = board.scene()
    assert scene.is_off("weight", 0, 1, 0)
    board.wait_value("neuron/0/1", float(scene.trace.activations[0][1]))
    assert board.values()["weight/0/1/0"] == weight
    url = board.page.url
    edge.focus()
    board.page.keyboard.press("o")
    board.wait_committed(url)
    assert not board.scene().off


def test_the_last_neuron_stays_with_one_sentence(open_board: Callable[..., Board]) -> None:
    board = open_board("/?preset=obesity")
    board.target("neuron/0/0").focus()
    board.page.keyboard.press("Delete")
    expect(board.page.locator(".live-notice")).to_contain_text("cannot be removed")
    assert board.scene() == presets.load("obesity")


def test_a_block_from_a_spreadsheet_is_pasted_into_w(open_board: Callable[..., Board]) -> None:
    board = open_board()
    cell = board.field("weight/0/1/0", "matrices")
    paste = """([element, text]) => {
      const data = new DataTransfer();
      data.setData('text/plain', text);
      element.dispatchEvent(new ClipboardEvent('paste',
        {clipboardData: data, bubbles: true, cancelable: true}));
    }"""
    url = board.page.url
    board.page.evaluate(paste, [cell.element_handle(), "0,5\t−0.25\n1/4\t2"])
    board.wait_committed(url)
    weights = board.scene().network.layers[0].weights
    assert weights[1:].tolist() == [[0.5, -0.25], [0.25, 2.0]]
    assert weights[0].tolist() == [0.7, -1.5]
    before = board.scene()
    for text, words in (("1\t2\t3", "numbers here, got 1×3"), ("1\tx", "something like")):
        board.page.evaluate(paste, [cell.element_handle(), text])
        expect(board.page.locator(".live-notice")).to_contain_text(words)
    assert board.scene() == before


def test_hovering_a_cell_marks_its_edge_and_its_term(open_board: Callable[..., Board]) -> None:
    board = open_board()
    board.field("weight/0/1/0", "matrices").hover()
    for panel in ("stage", "matrices", "neuron"):
        hot = board.page.locator(f'.st-key-{panel} [data-target="weight/0/1/0"].is-hot')
        expect(hot.first).to_be_attached()
    board.field("weight/0/1/1", "matrices").hover()
    expect(board.page.locator('.st-key-stage [data-target="weight/0/1/0"].is-hot')).to_have_count(0)


@pytest.mark.parametrize("carrier", CARRIERS)
def test_the_pass_is_played_step_by_step(open_board: Callable[..., Board], carrier: str) -> None:
    board = open_board(carrier=carrier)
    network = board.scene().network
    forward_button = board.page.locator('[data-edit="step-forward"]')
    line = board.page.locator(".step-line")
    forward_button.click()
    expect(line).to_contain_text(f"Step 1 of {n_steps(network)}")
    assert board.values()["neuron/0/0"] == ""
    for step, words in ((2, "multiply"), (3, "add the bias"), (4, "apply tanh")):
        forward_button.click()
        expect(line).to_contain_text(f"Step {step} of")
        expect(line).to_contain_text(words)
    board.wait_value("neuron/0/0", float(board.scene().trace.activations[0][0]))
    assert board.values()["neuron/0/1"] == ""
    field = board.field("input/0", "inputs")  # an edit in the middle
    field.fill("−1")
    field.press("Enter")
    scene = Scene(network, [-1.0, 0.6])
    board.wait_value("neuron/0/0", float(scene.trace.activations[0][0]))
    expect(line).to_contain_text("Step 4 of")
    board.page.locator('[data-edit="scrub"].all').click()
    value = float(scene.trace.output[0])
    board.wait_value("neuron/2/0", value)
    drawn = board.page.locator(".st-key-stage .textpoint text")  # what Plotly shows, too
    expect(drawn.filter(has_text=f"{value:.2f}").first).to_be_attached()


def select_a_neuron(board: Board) -> None:
    board.target("neuron/1/0").click()
    expect(board.page.locator(".st-key-neuron")).to_contain_text("Hidden 2 · neuron 1")


def turn_dark(board: Board) -> None:
    board.page.emulate_media(color_scheme="dark")
    board.page.wait_for_selector('.panel-stage[data-theme="dark"]')


def visit_a_phones_width(board: Board) -> None:
    board.page.set_viewport_size({"width": 390, "height": 844})
    board.page.wait_for_selector(".panel-stage.phone")
    board.page.set_viewport_size({"width": 1440, "height": 1000})
    board.page.wait_for_selector(".panel-stage:not(.phone)")


@pytest.mark.parametrize("carrier", CARRIERS)
@pytest.mark.parametrize("between", [select_a_neuron, turn_dark, visit_a_phones_width])
def test_the_pass_stays_in_step_whatever_comes_between(
    open_board: Callable[..., Board], carrier: str, between: Callable[[Board], None]
) -> None:
    board = open_board(carrier=carrier)
    scene = board.scene()
    network, trace = scene.network, scene.trace
    line, onward = (
        board.page.locator(".step-line"),
        board.page.locator('[data-edit="step-forward"]'),
    )

    def played_to(step: int) -> None:
        expect(line).to_contain_text(f"Step {step + 1} of {n_steps(network)}")
        here = replace_scene(scene, step=step)
        for k, activations in enumerate(trace.activations):
            for j, value in enumerate(activations):
                if reached(here, k, j):
                    board.wait_value(f"neuron/{k}/{j}", float(value))
                else:
                    expect(board.target(f"neuron/{k}/{j}")).to_have_attribute("data-value", "")
        known = [f"{value:.2f}".replace("-", "−") for value in trace.activations[0][:1]]
        drawn = board.page.locator(".st-key-stage .textpoint text")
        for text in known:
            expect(drawn.filter(has_text=text).first).to_be_attached()

    for step in range(5):
        onward.click()
        expect(line).to_contain_text(f"Step {step + 1} of")
    played_to(4)
    between(board)
    board.page.wait_for_timeout(600)  # what arrives late must not undo it
    played_to(4)
    if between is select_a_neuron:
        expect(board.page.locator(".st-key-neuron")).to_contain_text("Hidden 2 · neuron 1")
    for step in range(5, n_steps(network)):
        onward.click()
        expect(line).to_contain_text(f"Step {step + 1} of")
    played_to(n_steps(network) - 1)
    board.assert_true(network)
    board.page.locator('[data-edit="step-back"]').click()
    board.page.locator('[data-edit="scrub"].all').click()
    expect(line).to_contain_text(f"{n_steps(network)} steps")
    board.assert_true(network)


def test_playing_runs_to_the_end(open_board: Callable[..., Board]) -> None:
    link = document.link(Scene(Network.create([1, 1], output="sigmoid", seed=2), [0.5]))
    board = open_board("/?" + urlencode(link))
    board.page.locator('[data-edit="speed"][value="2"]').click()
    board.page.locator('[data-edit="play"]').click()
    board.page.wait_for_function("document.documentElement.dataset.playing !== undefined")
    expect(board.page.locator(".step-line")).to_contain_text("Step 4 of 4")
    board.page.wait_for_function("document.documentElement.dataset.playing === undefined")


def test_the_theme_follows_while_the_page_is_open(open_board: Callable[..., Board]) -> None:
    board = open_board(color_scheme="light")
    board.page.wait_for_selector('.panel-stage[data-theme="light"]')
    board.page.emulate_media(color_scheme="dark")
    for panel in ("stage", "inputs", "output", "neuron", "matrices", "toolbar"):
        board.page.wait_for_selector(f'.panel-{panel}[data-theme="dark"]')


def test_the_output_is_announced_after_an_edit(open_board: Callable[..., Board]) -> None:
    board = open_board()
    region = board.page.locator(".live-announcement[aria-live=polite]")
    expect(region).to_contain_text("class 1 = 0.78")
    field = board.field("input/0", "inputs")
    field.fill("−3")
    field.press("Enter")
    value = float(forward(board.scene().network, [-3.0, 0.6]).output[0])
    expect(region).to_contain_text(f"class 1 = {value:.2f}")


def test_touch_drags_a_bead_and_the_page_does_not_scroll(
    open_board: Callable[..., Board],
) -> None:
    board = open_board(width=390, height=844, has_touch=True, is_mobile=True)
    assert board.page.locator(".panel-stage.phone").count() == 1
    target = board.target("input/0")
    target.scroll_into_view_if_needed()
    scroller = "document.querySelector('[data-testid=stMain]').scrollTop"
    before, url = board.page.evaluate(scroller), board.page.url
    box = target.bounding_box()
    assert box is not None
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    client = board.page.context.new_cdp_session(board.page)

    def touch(kind: str, x: float, y: float) -> None:
        points = [] if kind == "touchEnd" else [{"x": x, "y": y}]
        client.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})

    old = board.values()["input/0"]
    touch("touchStart", x, y)
    for step in range(1, 9):
        touch("touchMove", x + 6 * step, y)  # a vertical one would scroll
    board.wait_changed("input/0", old)
    touch("touchEnd", x, y)
    board.wait_committed(url)
    assert board.page.evaluate(scroller) == before
    board.assert_true(presets.load("body-size").network)


def test_escape_restores_a_drag(open_board: Callable[..., Board]) -> None:
    board = open_board()
    before, url = board.values(), board.page.url
    board.press_and_move("weight/0/1/0", 45)
    board.wait_changed("neuron/0/1", before["neuron/0/1"])
    board.page.keyboard.press("Escape")
    board.wait_value("neuron/0/1", float(before["neuron/0/1"]))
    board.page.mouse.up()
    assert board.page.url == url
    assert board.values() == before


def test_enter_opens_the_exact_field(open_board: Callable[..., Board]) -> None:
    board = open_board()
    board.target("weight/1/0/1").focus()
    board.page.keyboard.press("Enter")
    board.page.wait_for_function(
        """document.activeElement.matches(
          '.st-key-neuron input[type=text][data-target="weight/1/0/1"]')"""
    )
    board.page.keyboard.type("0,125")
    board.page.keyboard.press("Enter")
    board.wait_value("weight/1/0/1", 0.125)
    board.page.wait_for_function("decodeURIComponent(location.search).includes('s=weight/1/0/1')")
    assert Target.parse("weight/1/0/1") == board.scene().selected


def test_quick_presses_all_count(open_board: Callable[..., Board]) -> None:
    board = open_board()
    start = float(board.values()["input/0"])
    board.target("input/0").focus()
    for _ in range(12):
        board.page.keyboard.press("+")
    board.wait_value("input/0", round(start + 1.2, 12))


def test_another_example_ends_the_playback(open_board: Callable[..., Board]) -> None:
    board = open_board()
    board.page.locator('[data-edit="step-forward"]').click()
    expect(board.page.locator(".step-line")).to_contain_text("Step 1 of")
    board.page.goto(board.url + "/?preset=xor")
    board.settle()
    board.page.locator('[data-edit="step-forward"]').click()
    expect(board.page.locator(".step-line")).to_contain_text("Step 1 of 10")
    board.page.get_by_role("button", name="XOR network").click()
    board.page.get_by_role("menuitem", name="Salary model").click()
    board.target("input/3").wait_for(state="attached")
    expect(board.page.locator(".step-line")).to_contain_text("4 steps")
    board.wait_value("neuron/0/0", float(presets.load("salary").trace.output[0]))
