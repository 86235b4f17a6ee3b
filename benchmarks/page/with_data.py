"""Our page with rows: everything that follows a network over many inputs stands open.

2-8-8-1 with 500 rows; each neuron shows what it sees, its strip stands beside it, and the surface
with all rows below. The peer has nothing of the kind but its own maps, so the goals are our own.
"""

from urllib.parse import urlencode

from playwright.async_api import Browser, Page

from benchmarks.page.edits import Edits, edit, repeated, still
from benchmarks.page.ours import dragged
from benchmarks.page.visit import SIZE, quiet
from benchmarks.page.visit import visit as visit_url
from playground import document
from playground.data import load_set
from playground.network import Network
from playground.scene import Scene

SIZES, ROWS = [2, 8, 8, 1], 500
HELD_MS = 80
INPUT = "probe.value('input/0')"
NAME = f"{'-'.join(map(str, SIZES))}, {ROWS} rows"


def open_scene() -> Scene:
    """A network with rows, each of whose neurons shows what it sees."""
    data = load_set("moons", n=ROWS)
    names = {"input_names": data.input_names, "output_names": data.output_names}
    network = Network.create(SIZES, hidden="tanh", output="sigmoid", seed=1, **names)
    return Scene(network, data.x[0], data=data, row=0, neurons="maps")


def link(url: str) -> str:
    """The address of the scene."""
    return f"{url}/?{urlencode(document.link(open_scene()))}"


async def visit(chromium: Browser, url: str) -> Page:
    """The page with the surface in view, and the wire up."""
    page = await visit_url(
        await chromium.new_context(viewport=SIZE, bypass_csp=True), link(url), "live"
    )
    await page.get_by_role("tab", name="Surface").click()
    await page.locator("[data-figure=surface] .plot-container").wait_for()
    await quiet(page)
    return page


async def keyed(page: Page, turns: int) -> Edits:
    """The value of an input by its arrow key: an event that is done at once, as a click is."""
    field = page.locator(".st-key-inputs input[type=range][data-target='input/0']")
    await field.focus()

    async def one(turn: int) -> float:
        took = await edit(page, "keydown", INPUT, lambda: page.keyboard.press("ArrowRight"))
        await still(page)
        return took

    return await repeated(page, turns, one)


async def stepped(page: Page, turns: int) -> Edits:
    """The next row, by its button, which is held as long as a finger holds one."""
    button = page.locator(".st-key-inputs [data-edit='row-forward']")

    async def one(turn: int) -> float:
        took = await edit(page, "click", INPUT, lambda: button.click(delay=HELD_MS))
        await still(page)
        return took

    return await repeated(page, turns, one)


MEASURES = {
    "a weight dragged": lambda page, turns: dragged(page, "weight/0/1/0", turns),
    "an input": lambda page, turns: dragged(page, "input/0", turns),
    "an input by its key": keyed,
    "a row stepped": stepped,
}
