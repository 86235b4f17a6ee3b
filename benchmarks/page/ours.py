"""Our page, measured as the peer's is: the same edits, one at a time."""

import asyncio

from playwright.async_api import Browser, Page

from benchmarks.page.edits import Edits, edit, repeated, still
from benchmarks.page.networks import WEIGHT, link
from benchmarks.page.visit import SIZE
from benchmarks.page.visit import visit as visit_url

#: Far enough for another value, and not for the end of the scale after all the turns.
STEP_PX = 3
FIRST_PX = 6  # more than a click's slop
NEURONS = "document.querySelectorAll('.st-key-stage [data-target^=\"neuron/0/\"]').length"
#: The name of the function stands in the inspector, and its values in the diagram.
LETTERING = """["[data-figure=stage] svg", ".st-key-neuron"].map((part) =>
  [...document.querySelectorAll(part)].map((found) => found.textContent).join()).join()"""


async def visit(chromium: Browser, url: str, sizes: list[int]) -> Page:
    """The page with its diagram on screen, and the wire up."""
    return await visit_url(
        await chromium.new_context(viewport=SIZE, bypass_csp=True), link(url, sizes), "live"
    )


async def dragged(page: Page, target: str, turns: int) -> Edits:
    """Single moves of the pointer while it has hold of a target in the diagram."""
    grip = await page.evaluate("(target) => probe.watch(target)", target)
    x, y = grip["x"], grip["y"]
    await page.mouse.move(x, y)
    await page.mouse.down()

    async def one(turn: int) -> float:
        at = x + FIRST_PX + turn * STEP_PX
        value = f"probe.value('{target}')"
        return await edit(page, "pointermove", value, lambda: page.mouse.move(at, y))

    found = await repeated(page, turns, one)
    await page.mouse.up()
    await still(page)
    return found


async def typed_weight(page: Page, turns: int) -> Edits:
    """A number typed into the inspector, from the key that ends it."""
    field = page.locator(f".st-key-neuron input[type=text][data-target='{WEIGHT}']")

    async def one(turn: int) -> float:
        await field.fill(f"0.{turn % 9 + 1}")
        wanted = f"'0.{turn % 9 + 1}'"
        took = await edit(
            page,
            "keydown",
            f"probe.value('{WEIGHT}')",
            lambda: page.keyboard.press("Enter"),
            wanted,
        )
        await still(page)
        return took

    return await repeated(page, turns, one)


async def _undo(page: Page) -> None:
    await page.keyboard.press("Control+z")
    await asyncio.sleep(0.1)
    await still(page)


async def other_activation(page: Page, turns: int) -> Edits:
    """Another function for the first hidden layer."""
    picker = page.locator(".st-key-stage [data-edit='activation/0']")

    async def one(turn: int) -> float:
        if turn:
            await _undo(page)
        return await edit(page, "change", LETTERING, lambda: picker.select_option("relu"))

    return await repeated(page, turns, one, at_rest=True)


async def added_neuron(page: Page, turns: int) -> Edits:
    """A neuron more in the first hidden layer; undone between the turns."""
    button = page.locator(".st-key-stage [data-edit='add-neuron/0']")

    async def one(turn: int) -> float:
        if turn:
            await _undo(page)
        return await edit(page, "click", NEURONS, button.click)

    return await repeated(page, turns, one, at_rest=True)
