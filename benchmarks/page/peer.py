"""TensorFlow Playground, measured as ours is: its address, its edits.

Its page computes everything in the browser; its weights are typed into the card that a click on a
link opens. It has no value of an input to set.
"""

import itertools

from playwright.async_api import Browser, Page

from benchmarks.page.edits import Edits, edit, repeated, still
from benchmarks.page.visit import PROBE, SIZE

LINKS = """[...document.querySelectorAll("#svg .core path.link")]
  .map((path) => path.style.strokeWidth + path.style.stroke).join()"""
NODES = "document.querySelectorAll('#network .canvas').length"
FIRST_COLUMN = "#network .plus-minus-neurons"
#: A point of a link that nothing else covers, as the pointer finds it.
GRIP = """() => {
  for (const path of document.querySelectorAll("#svg .core path.link-hover"))
    for (const share of [0.5, 0.4, 0.6, 0.3]) {
      const at = path.getPointAtLength(share * path.getTotalLength())
        .matrixTransform(path.getScreenCTM());
      if (document.elementFromPoint(at.x, at.y) === path) return { x: at.x, y: at.y };
    }
  return null;
}"""


def address(url: str, hidden: list[int]) -> str:
    """The address of a network of two inputs, ``hidden`` layers and one output."""
    shape = ",".join(map(str, hidden))
    return f"{url}/index.html#activation=tanh&networkShape={shape}&seed=0.51"


async def visit(chromium: Browser, url: str, hidden: list[int]) -> Page:
    """The page with its network on screen."""
    page = await (await chromium.new_context(viewport=SIZE, bypass_csp=True)).new_page()
    await page.add_init_script(PROBE)
    await page.goto(address(url, hidden))
    await page.wait_for_function("probe.diagram > 0", timeout=60_000)
    await page.wait_for_timeout(500)
    return page


async def typed_weight(page: Page, turns: int) -> Edits:
    """A digit typed into the card of a link: the links' widths tell it."""
    grip = await page.evaluate(GRIP)
    assert grip is not None, "no link can be reached with the pointer"
    await page.mouse.move(grip["x"] - 1, grip["y"] - 1)
    await page.mouse.move(grip["x"], grip["y"])
    await page.mouse.click(grip["x"], grip["y"])
    field = page.locator("#hovercard input")
    await field.wait_for(state="visible", timeout=5_000)

    async def one(turn: int) -> float:
        await field.evaluate("(field) => field.select()")
        return await edit(page, "keydown", LINKS, lambda: page.keyboard.press("1234"[turn % 4]))

    return await repeated(page, turns, one)


async def other_activation(page: Page, turns: int) -> Edits:
    """Another activation, which begins the network anew."""
    names = itertools.cycle(["relu", "tanh"])
    picker = page.locator("#activations")
    return await repeated(
        page,
        turns,
        lambda _: edit(page, "change", LINKS, lambda: picker.select_option(next(names))),
    )


async def added_neuron(page: Page, turns: int) -> Edits:
    """A neuron more in the first column; it is taken away again between the turns."""

    async def one(turn: int) -> float:
        if turn:
            await page.locator(FIRST_COLUMN).first.locator("button").nth(1).click()
            await still(page)
        plus = page.locator(FIRST_COLUMN).first.locator("button").first
        return await edit(page, "click", NODES, plus.click)

    return await repeated(page, turns, one, at_rest=True)
