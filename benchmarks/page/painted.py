"""How fast training is seen: pages that play it, and a watch that looks at each frame."""

from dataclasses import dataclass
from urllib.parse import urlencode

from playwright.async_api import Browser, Page

from benchmarks.page import peer
from benchmarks.page.visit import SIZE
from benchmarks.page.visit import visit as visit_url
from playground import document
from playground.data import load_set
from playground.network import Network
from playground.scene import Scene
from playground.training import Recipe

#: TensorFlow Playground's network, activation, batch and rate, and a set with its circle's rows.
HIDDEN, ROWS = [4, 2], 500
RECIPE = Recipe("mse", "sgd", 0.03, batch=10)
THEIR_EPOCH = "Number(document.querySelector('#iter-number').textContent.replace(/,/g, ''))"
OUR_EPOCH = "Number(document.documentElement.dataset.epoch)"
_WATCH = """([epoch, ms]) => new Promise((done) => {
  const now = new Function(`return ${epoch}`);
  const first = now(), begun = performance.now();
  let seen = first, pictures = 0, frames = 0;
  const look = () => {
    frames++;
    const at = now(), took = performance.now() - begun;
    if (at !== seen) { pictures++; seen = at; }
    if (took < ms) requestAnimationFrame(look);
    else done([1e3 * (at - first) / took, 1e3 * pictures / took, 1e3 * frames / took]);
  };
  requestAnimationFrame(look);
})"""
_UNCAPPED = """(ms) => {
  const step = document.querySelector("#next-step-button"), begun = performance.now();
  let steps = 0;
  while (performance.now() - begun < ms) { step.click(); steps++; }
  return 1e3 * steps / (performance.now() - begun);
}"""


@dataclass(frozen=True)
class Seen:
    """Epochs, pictures of the training and frames of the browser, each in a second."""

    epochs: float
    pictures: float
    frames: float


def link(url: str) -> str:
    """The address of the same network, data and recipe in our page, about to be trained."""
    data = load_set("circles", n=ROWS, test_share=0.5)
    names = {"input_names": data.input_names, "output_names": data.output_names}
    network = Network.create([2, *HIDDEN, 1], hidden="tanh", output="tanh", seed=1, **names)
    scene = Scene(network, data.x[0], data=data, row=0, neurons="maps", mode="train", recipe=RECIPE)
    return f"{url}/?{urlencode(document.link(scene))}"


async def ours(chromium: Browser, url: str, speed: str, seconds: float) -> Seen:
    """Our page while it trains by epochs at a ``speed`` of its own."""
    page = await visit_url(
        await chromium.new_context(viewport=SIZE, bypass_csp=True), link(url), "live"
    )
    try:
        await page.locator("[data-edit=speed]").select_option(speed)
        await page.locator("[data-edit=train-play]").click()
        await page.wait_for_function(f"{OUR_EPOCH} > 0")
        return await _watched(page, OUR_EPOCH, seconds)
    finally:
        await page.context.close()


async def theirs(chromium: Browser, url: str, seconds: float) -> Seen:
    """TensorFlow Playground while it plays."""
    page = await peer.visit(chromium, url, HIDDEN)
    try:
        await page.locator("#play-pause-button").click()
        await page.wait_for_function(f"{THEIR_EPOCH} > 0")
        return await _watched(page, THEIR_EPOCH, seconds)
    finally:
        await page.context.close()


async def uncapped(chromium: Browser, url: str, seconds: float) -> float:
    """Epochs a second of its step, one after another in a loop: what it draws is never painted."""
    page = await peer.visit(chromium, url, HIDDEN)
    try:
        await page.evaluate(_UNCAPPED, 1000 * seconds / 4)  # until the browser has compiled it
        found: float = await page.evaluate(_UNCAPPED, 1000 * seconds)
        return found
    finally:
        await page.context.close()


async def _watched(page: Page, epoch: str, seconds: float) -> Seen:
    return Seen(*await page.evaluate(_WATCH, [epoch, 1000 * seconds]))
