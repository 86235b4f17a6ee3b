"""What one takes along and finds at hand: copied links, files by name, pictures with captions."""

from collections.abc import Callable
from pathlib import Path
from urllib.parse import urlencode

import pytest
from playwright.sync_api import expect

from playground.data import load_set
from playground.network import Network
from playground.scene import Scene, apply
from playground.scene.training import TrainTo
from playground.share import link_of
from tests.browser.driving.board import Board
from tests.export import training_runs

pytestmark = pytest.mark.browser


def popover(board: Board, name: str) -> None:
    board.page.locator(f".st-key-{name}").get_by_role("button").first.click()


def test_the_link_is_copied_and_code_is_downloaded_as_python_files(
    open_board: Callable[..., Board],
) -> None:
    board = open_board("/?preset=xor")
    board.page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    popover(board, "share")
    board.page.get_by_role("button", name="Copy link").click()
    expect(board.page.get_by_role("button", name="Copied")).to_be_visible()
    copied = board.page.evaluate("navigator.clipboard.readText()")
    assert copied.endswith("/?preset=xor")
    board.page.keyboard.press("Escape")
    popover(board, "export")
    for name in ("NumPy", "PyTorch", "Keras"):
        board.page.get_by_role("tab", name=name).click()
        with board.page.expect_download() as started:
            board.page.get_by_role("button", name=f"Download {name} code").click()
        assert started.value.suggested_filename == f"network_{name.lower()}.py"


def test_predictions_are_downloaded_as_a_table(open_board: Callable[..., Board]) -> None:
    board = open_board("/?preset=xor&data=corners-xor")
    popover(board, "export")
    board.page.get_by_role("tab", name="Predictions").click()
    with board.page.expect_download() as started:
        board.page.get_by_role("button", name="Predictions as CSV").click()
    assert started.value.suggested_filename == "predictions.csv"
    header, *rows = Path(started.value.path()).read_text("utf-8").splitlines()
    assert header.startswith("row,split,x1,x2,wanted,")
    assert [row.split(",")[4] for row in rows] == ["0", "1", "1", "0"]


def test_a_training_is_downloaded_as_a_script_that_prints_its_losses(
    open_board: Callable[..., Board],
) -> None:
    network = Network.create([2, 3, 1], output="sigmoid", seed=1)
    trained = apply(Scene(network, data=load_set("corners-xor")), TrainTo(12))
    board = open_board(f"/?{urlencode(link_of(trained))}")
    popover(board, "export")
    board.page.get_by_test_id("stPopoverBody").get_by_role("tab", name="Training").click()
    files = {}
    for label in ("NumPy script", "Losses as CSV"):
        with board.page.expect_download() as started:
            board.page.get_by_role("button", name=label).click()
        name = started.value.suggested_filename
        files[name] = Path(started.value.path()).read_text("utf-8")
    steps = training_runs.run(files["training_numpy.py"])
    update, _, loss, *_ = files["losses.csv"].splitlines()[-1].split(",")
    assert (int(update), float(loss)) == (12, pytest.approx(steps[12][0], rel=1e-10))


def test_a_saved_picture_names_layers_and_functions(
    open_board: Callable[..., Board], tmp_path: Path
) -> None:
    board = open_board()
    popover(board, "export")
    board.page.get_by_role("tab", name="Picture").click()
    with board.page.expect_download() as started:
        board.page.get_by_role("button", name="Download SVG").click()
    started.value.save_as(tmp_path / "network.svg")
    svg = (tmp_path / "network.svg").read_text("utf-8")
    for word in ("Inputs", "Hidden 1", "tanh", "Hidden 2", "ReLU", "Output", "sigmoid"):
        assert f">{word}<" in svg, word


def test_an_embedded_page_leads_to_the_whole_one(open_board: Callable[..., Board]) -> None:
    board = open_board("/?embed=true&preset=xor")
    link = board.page.get_by_role("link", name="Open in the playground")
    address = link.get_attribute("href") or ""
    assert address.endswith("/?preset=xor")
    with board.page.context.expect_page() as opened:
        link.click()
    opened.value.wait_for_selector(".st-key-tools")


def test_scales_are_labelled_alpha_is_set_and_the_empty_canvas_deselects(
    open_board: Callable[..., Board],
) -> None:
    board = open_board()
    scale = board.page.locator(".st-key-inputs .slider .scale").first
    expect(scale).to_have_text("−303")

    board.page.locator("[data-edit='activation/0']").select_option("prelu")
    field = board.page.locator(".st-key-neuron input[type=text][data-edit='alpha/0']")
    expect(field).to_have_value("0.25")
    field.fill("0.5")
    field.press("Enter")
    slider = board.page.locator(".st-key-neuron input[type=range][data-edit='alpha/0']")
    expect(slider).to_have_attribute("data-value", "0.5")

    # A click on the empty canvas deselects, and the end of a drag does not.
    chosen = board.page.locator(".panel-stage [aria-pressed=true].node")
    expect(chosen).to_have_count(1)
    old = board.page.url
    board.press_and_move("weight/0/1/0", 30, -30)
    board.page.mouse.up()
    board.wait_committed(old)
    expect(chosen).to_have_count(1)
    box = board.page.locator(".stage-figure").bounding_box()
    assert box is not None
    board.page.mouse.click(box["x"] + box["width"] - 12, box["y"] + 12)
    expect(chosen).to_have_count(0)
    board.page.wait_for_function("() => !new URLSearchParams(location.search).has('s')")
