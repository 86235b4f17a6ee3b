"""Figures saved as pictures: a menu at each of them, in every state of its drawing."""

import re
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from xml.etree import ElementTree

import pytest
from PIL import Image
from playwright.sync_api import Download, Locator, Page, Route, expect

from playground import presets
from tests.browser.driving.board import Board
from tests.browser.driving.measures import WORN, violations

pytestmark = pytest.mark.browser

SCALE = 2
LIGHT, DARK = (255, 255, 255), (23, 28, 37)
_NUMBER = re.compile(r"[−+]?\d+\.\d+")


def menu(board: Board, panel: str) -> Locator:
    """The button that opens the menu of a panel's first figure."""
    return board.page.locator(f".st-key-{panel} .save-menu .open").first


def saved(board: Board, panel: str, format: str) -> Download:
    menu(board, panel).click()
    with board.page.expect_download() as started:
        board.page.locator(".save-menu :popover-open").get_by_role("button", name=format).click()
    expect(board.page.locator(".save-menu :popover-open")).to_have_count(0)
    return started.value


def content(download: Download) -> bytes:
    return Path(download.path()).read_bytes()


def texts(svg: bytes) -> list[str]:
    """What is written in a picture, without its fonts."""
    root = ElementTree.fromstring(svg)
    assert root.tag == "{http://www.w3.org/2000/svg}svg"
    return ["".join(text.itertext()) for text in root.iter("{http://www.w3.org/2000/svg}text")]


def numbers(lines: list[str]) -> list[str]:
    return sorted(number for line in lines for number in _NUMBER.findall(line))


def opened_tab(board: Board, name: str) -> None:
    board.page.locator(".st-key-lower").get_by_role("tab", name=name).click()
    expect(board.page.locator(".st-key-lower .js-plotly-plot:visible").first).to_be_visible()


def test_the_diagram_is_saved_with_its_numbers_on_its_card(
    open_board: Callable[..., Board],
) -> None:
    board = open_board("/?preset=first-mlp")
    download = saved(board, "stage", "SVG")
    assert download.suggested_filename == "first-mlp-stage.svg"
    svg = content(download)
    shown = board.page.locator(".st-key-stage svg text").all_text_contents()
    assert numbers(shown)
    assert numbers(texts(svg)) == numbers(shown)
    assert "Hidden 1" in " ".join(texts(svg))
    assert b"@font-face" in svg
    assert b"url(data:font" in svg or b"url(data:application" in svg
    for scheme, card in (("light", LIGHT), ("dark", DARK)):
        board.page.emulate_media(color_scheme=scheme)
        board.page.wait_for_function(WORN, arg=scheme)
        board.rest()
        assert_saved_at_twice_its_size(board, card)
        menu(board, "stage").click()
        expect(board.page.locator(".save-menu :popover-open")).to_be_visible()
        assert violations(board) == [], scheme
        menu(board, "stage").click()
        expect(board.page.locator(".save-menu :popover-open")).to_have_count(0)

    # What has just changed is saved as it is shown.
    weight = board.target("weight/0/0/0")
    before = weight.get_attribute("data-value")
    weight.focus()
    for _ in range(3):
        weight.press("+")
    expect(weight).not_to_have_attribute("data-value", before or "")
    svg = content(saved(board, "stage", "SVG"))
    shown = board.page.locator(".st-key-stage svg text").all_text_contents()
    assert numbers(texts(svg)) == numbers(shown)


def assert_saved_at_twice_its_size(board: Board, card: tuple[int, int, int]) -> None:
    """On its card."""
    width = board.page.locator(".stage-figure").evaluate("element => element.offsetWidth")
    height = board.page.locator(".stage-figure").evaluate("element => element.offsetHeight")
    image = Image.open(BytesIO(content(saved(board, "stage", "PNG")))).convert("RGBA")
    assert image.width == SCALE * width
    assert image.height >= SCALE * height  # and above it what the layers are called
    assert {image.getpixel(corner) for corner in ((0, 0), (image.width - 1, image.height - 1))} == {
        (*card, 255)
    }
    assert len(image.getcolors(maxcolors=1 << 24)) > 100


def test_the_maps_in_the_neurons_are_saved_with_round_corners(
    open_board: Callable[..., Board],
) -> None:
    board = open_board("/?preset=first-mlp&neurons=maps")
    shown = board.page.locator(".st-key-stage .imagelayer image")
    expect(shown.first).to_be_attached()
    svg = content(saved(board, "stage", "SVG"))
    assert svg.count(b"data:image/png;base64") == shown.count()
    corner = shown.first.evaluate("image => getComputedStyle(image).clipPath").replace("0px", "0")
    assert f".imagelayer image{{clip-path:{corner}}}".encode() in svg
    told = board.page.locator(".st-key-stage svg text").all_text_contents()
    assert numbers(texts(svg)) == numbers(told)


def test_surface_and_tiles_are_saved_with_what_stands_in_them(
    open_board: Callable[..., Board],
) -> None:
    board = open_board("/?preset=first-mlp")
    opened_tab(board, "Surface")
    download = saved(board, "surface", "SVG")
    assert download.suggested_filename == "first-mlp-surface.svg"
    svg = content(download)
    assert b"data:image/png;base64" in svg
    said = " ".join(texts(svg))
    for fact in board.page.locator(".st-key-surface .facts .fact .n").all_text_contents():
        assert f"= {fact}" in said
    shown = Image.open(BytesIO(content(saved(board, "surface", "PNG")))).convert("RGB")
    red, _, blue = (
        channel.resize((1, 1), Image.Resampling.BOX).getpixel((0, 0)) for channel in shown.split()
    )
    assert blue > red + 20  # the outputs of class 1 are mostly positive

    # The tiles are saved with what stands in them.
    opened_tab(board, "Activations")
    download = saved(board, "activations", "SVG")
    assert download.suggested_filename == "first-mlp-activations-course.svg"
    tiles = board.page.locator(".st-key-activations .tiles").first.locator(".tile")
    shown = tiles.locator(".n").all_text_contents()
    found = [line for line in texts(content(download)) if "′" in line]
    assert numbers(found) == numbers(shown)


def test_a_figure_is_saved_while_plotly_is_still_on_its_way(
    open_board: Callable[..., Board],
) -> None:
    held: list[Route] = []

    def hold(route: Route) -> None:
        held.append(route)

    def prepared(page: Page) -> None:
        page.route("**/plotly-basic.min.js*", hold)

    board = open_board("/?preset=first-mlp", prepare=prepared, settles=False)
    page = board.page
    page.wait_for_selector("#opening", state="detached")
    expect(page.locator(".st-key-stage [data-sketch]")).to_be_attached()
    menu(board, "stage").click()
    with page.expect_download() as started:
        page.locator(".save-menu :popover-open").get_by_role("button", name="SVG").click()
        assert held
        for route in held:
            route.continue_()
    shown = page.locator(".st-key-stage svg text").all_text_contents()
    assert numbers(texts(content(started.value))) == numbers(shown)


def test_the_menu_is_reached_by_keys(open_board: Callable[..., Board]) -> None:
    board = open_board("/?preset=xor")
    button = menu(board, "neuron")
    button.focus()
    board.page.keyboard.press("Enter")
    board.page.keyboard.press("Tab")
    with board.page.expect_download() as started:
        board.page.keyboard.press("Enter")
    assert started.value.suggested_filename == "xor-network-neuron-curve.svg"
    expect(button).to_be_focused()


@pytest.mark.parametrize(
    "screen",
    [{"width": 1280, "height": 720}, {"width": 390, "height": 844, "has_touch": True}],
    ids=["laptop", "phone"],
)
def test_the_button_covers_nothing_of_its_panel(
    open_board: Callable[..., Board], screen: dict[str, object]
) -> None:
    board = open_board("/?preset=first-mlp", **screen)
    for preset in ("first-mlp", "obesity"):
        board.turn(presets.load(preset))
        opened_tab(board, "Surface")
        assert covered(board) == [], preset
        opened_tab(board, "Activations")
        assert covered(board) == [], preset
        expect(menu(board, "stage")).to_have_css("opacity", "1" if "has_touch" in screen else "0")


def covered(board: Board) -> list[str]:
    """What of a figure, or which control, lies under a button that can be seen."""
    found = board.page.evaluate(
        """() => [...document.querySelectorAll('.save-menu .open')]
          .filter(button => button.checkVisibility())
          .flatMap(button => {
            const a = button.getBoundingClientRect();
            const others = 'text, path.point, .grab, button, select, input, summary, a';
            return [...button.closest('.panel').querySelectorAll(others)]
              .filter(other => other !== button && other.checkVisibility())
              .filter(other => {
                const b = other.getBoundingClientRect();
                return b.width && Math.min(a.right, b.right) > Math.max(a.left, b.left) + 0.5
                  && Math.min(a.bottom, b.bottom) > Math.max(a.top, b.top) + 0.5;
              })
              .map(other => `${button.title} / ${other.textContent || other.className}`);
          })"""
    )
    return [str(each) for each in found]
