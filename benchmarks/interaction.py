"""From pointer to paint in a real browser, beside a bare page with Streamlit's own widgets.

    python -m benchmarks.interaction [--quick]

Starts the server, drives headless Chromium through Playwright, and prints one table. What is
measured, always inside the page and by its own clock:

- *Pointer to paint*: from ``event.timeStamp`` of the pointer's move to the end of the first frame
  in which every panel shows the value that this move asked for. A native slider sends nothing
  before it is released, so there it is counted from the release.
- *Round trip*: from ``WebSocket.send`` to the answer's message event. *Server*: the messages that
  the page sent, given once more to ``playground.live.answer.respond`` in this process.
- *On screen*: from the start of the navigation to the frame in which the diagram stands.
- *Picture* and *session*: from an edit's event to the frame that shows it, and to the frame after
  the last message of the script run that put it into the address bar.

The pointer moves 125 times a second, like a plain mouse, and does not wait for the page.
"""

import asyncio
import contextlib
import json
import math
import os
import platform
import socket
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request
import zlib
from collections.abc import AsyncIterator, Callable, Iterator
from importlib.metadata import version
from itertools import pairwise
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import parse_qsl, urlencode, urlsplit

sys.path.insert(0, str(Path(__file__).parents[1]))

import numpy as np
from playwright.async_api import Browser, BrowserContext, CDPSession, Page, async_playwright

from playground import document
from playground.live.answer import remember, respond
from playground.network import Layer, Network
from playground.scene import Scene, Target
from tests.browser.chromium import ARGS, executable

ROOT = Path(__file__).parents[1]
NETWORKS = {
    "2-4-1": [2, 4, 1],
    "2-8-8-8-2": [2, 8, 8, 8, 2],
    "16-16-16-16-16-16-16-16": [16] * 8,
}
INPUT, WEIGHT = "input/0", "weight/0/1/0"
MOVES = 110  # a drag; MOVE_PX apart, so that a slider's end is not reached
MOVE_PX = 0.75
MOVE_S = 0.008
SLOW = {
    "offline": False,
    "latency": 40,
    "downloadThroughput": 10e6 / 8,
    "uploadThroughput": 10e6 / 8,
}
SIZE = {"width": 1440, "height": 1000}
PLAYBACK_S = 8.0

Row = dict[str, str]
Table = dict[str, Row]

PROBE = """
(() => {
  const probe = (window.probe = { moves: [], paints: [], trips: [], sent: [], got: [], ups: [],
    stream: 0, diagram: 0, draws: [], last: null });
  const KEPT = 40;
  const keep = (list, item) => { list.push(item); if (list.length > KEPT) list.shift(); };
  probe.afterFrame = (done) => requestAnimationFrame(() => {
    const channel = new MessageChannel();
    channel.port1.onmessage = () => done(performance.now());
    channel.port2.postMessage(0);
  });
  const Native = WebSocket;
  window.WebSocket = class extends Native {
    constructor(...given) {
      super(...given);
      this.live = String(given[0]).endsWith("/live");
      this.addEventListener("message", (event) => {
        const now = performance.now();
        if (!this.live) probe.stream = now;
        else if (this.since) {
          probe.trips.push(now - this.since);
          keep(probe.got, event.data);
        }
      });
    }
    send(data) {
      if (this.live) { this.since = performance.now(); keep(probe.sent, data); }
      super.send(data);
    }
  };
  addEventListener("pointermove", (event) => {
    probe.moves.push([event.timeStamp, event.clientX, event.clientY, performance.now()]);
  }, true);
  addEventListener("pointerup", (event) => probe.ups.push(event.timeStamp), true);
  for (const type of ["click", "change", "keydown"])
    addEventListener(type, (event) => { probe.last = event.timeStamp; }, true);

  // The diagram stands when Plotly has drawn points into it.
  const standing = setInterval(() => {
    if (!document.querySelector(":is(.stPlotlyChart, [data-figure=stage]) .scatterlayer .point"))
      return;
    clearInterval(standing);
    probe.afterFrame((now) => { probe.diagram = now; });
  }, 4);

  // A value is painted when all that stand for it say so.
  probe.watch = (target) => {
    const named = `[data-target="${target}"][data-value]`;
    const open = new Set([...document.querySelectorAll(named)] // a closed tab is not drawn
      .filter((element) => element.offsetParent).map((element) => element.closest("[data-panel]")));
    const all = () => [...open].flatMap((panel) => [...panel.querySelectorAll(named)]);
    const shown = () => {
      const values = new Set(all().map((element) => element.dataset.value));
      return values.size === 1 ? Number([...values][0]) : null;
    };
    let last = shown();
    probe.moves = []; probe.paints = []; probe.trips = [];
    probe.observer?.disconnect();
    probe.observer = new MutationObserver(() => {
      const value = shown();
      if (value === null || value === last) return;
      last = value;
      probe.afterFrame((now) => probe.paints.push([value, now]));
    });
    const options = { subtree: true, childList: true, attributeFilter: ["data-value"] };
    probe.observer.observe(document.querySelector(".st-key-board"), options);
    const element = document.querySelector(`.st-key-stage [data-target="${target}"]`);
    element.scrollIntoView({ block: "nearest" });
    const box = element.getBoundingClientRect();
    const number = (name) => Number(element.getAttribute(name));
    return { x: box.x + box.width / 2, y: box.y + box.height / 2, start: number("data-value"),
      step: number("data-step"), low: number("aria-valuemin"), high: number("aria-valuemax"),
      scale: number("data-sensitivity"), panels: all().length };
  };
  // A native chart is painted when its text holds the number.
  probe.until = (text) => new Promise((done) => {
    const says = () => [...document.querySelectorAll(".js-plotly-plot svg text")].some(
      (node) => node.textContent.includes(text));
    const observer = new MutationObserver(() => {
      if (!says()) return;
      observer.disconnect();
      probe.afterFrame(done);
    });
    observer.observe(document.body, { subtree: true, childList: true, characterData: true });
  });
  // Until something on the page is so, in a frame.
  probe.shows = (test) => new Promise((done) => {
    const look = () => (test() ? probe.afterFrame(done) : setTimeout(look, 2));
    look();
  });
})();
"""

NATIVE = """
import streamlit as st
from benchmarks.interaction import scene_of
from playground.panels.panel import View
from playground.panels.stage.drawing.figure import stage_figure
from playground.panels.stage.lettering.labels import lettering
from playground.panels.stage.plan import look
from playground.scene import SetInput, SetWeight, apply

scene = scene_of([int(n) for n in st.query_params["sizes"].split("-")])
x = st.slider("input", -3.0, 3.0, 0.5, 0.01)
w = st.slider("weight", -3.0, 3.0, 0.5, 0.01)
scene = apply(apply(scene, SetInput(0, x)), SetWeight(0, 1, 0, w))
drawn = look(scene, View())
figure = stage_figure(drawn, lettering(drawn))
# In a wide layer the stage itself does not print a weight.
told = {"type": "scatter", "mode": "text", "x": [90], "y": [12], "text": [f"{x:.2f} {w:.2f}"]}
st.plotly_chart({**figure, "data": [*figure["data"], told]})
"""


# ---- the parts of a measurement ----


def scene_of(sizes: list[int]) -> Scene:
    """A network of ``sizes`` whose first hidden layer's second neuron is selected.

    The weights are eighths, so that even the largest network fits in a link.
    """
    rng = np.random.default_rng(1)
    layers = [
        Layer(np.round(4 * rng.normal(size=(n_out, n_in))) / 8, np.zeros(n_out), "tanh")
        for n_in, n_out in pairwise(sizes)
    ]
    return Scene(Network(layers), [0.5] * sizes[0], Target("neuron", (0, 1)))


def free_port() -> int:
    """A port on 127.0.0.1 that nobody listens on."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return int(listener.getsockname()[1])


class Server(NamedTuple):
    """Where a server listens, and its process."""

    url: str
    pid: int


@contextlib.contextmanager
def server(script: Path, log: Path) -> Iterator[Server]:
    """``streamlit run script`` on a free port of its own; ended by its process id."""
    address, port = "127.0.0.1", free_port()
    paths = [str(ROOT), *filter(None, [os.environ.get("PYTHONPATH")])]
    with log.open("wb") as output:
        process = subprocess.Popen(
            [sys.executable, "-m", "streamlit", "run", str(script), "--server.port", str(port),
             "--server.address", address, "--server.fileWatcherType", "none"],
            cwd=ROOT, env=os.environ | {"PYTHONPATH": os.pathsep.join(paths)},
            stdout=output, stderr=subprocess.STDOUT,
        )  # fmt: skip
        try:
            url = f"http://{address}:{port}"
            _wait_for(url + "/_stcore/health", process, log)
            yield Server(url, process.pid)
        finally:
            process.terminate()
            try:
                process.wait(10)
            except subprocess.TimeoutExpired:
                process.kill()


def _wait_for(url: str, process: "subprocess.Popen[bytes]", log: Path) -> None:
    for _ in range(600):
        if process.poll() is not None:
            raise RuntimeError(f"the server did not start:\n{log.read_text()}")
        with contextlib.suppress(OSError), urllib.request.urlopen(url) as answer:
            if answer.read() == b"ok":
                return
        time.sleep(0.1)
    raise TimeoutError(f"no answer from {url}:\n{log.read_text()}")


@contextlib.asynccontextmanager
async def browser() -> AsyncIterator[Browser]:
    """Headless Chromium."""
    async with async_playwright() as playwright:
        chromium = await playwright.chromium.launch(executable_path=executable(), args=list(ARGS))
        yield chromium
        await chromium.close()


async def visit(context: BrowserContext, url: str, carrier: str | None = None) -> Page:
    """The page with its diagram on screen and, if told, its carrier known."""
    page = await context.new_page()
    await page.add_init_script(PROBE)
    if carrier == "fallback":
        await page.route_web_socket("**/live", lambda socket: socket.close())
    await page.goto(url)
    await page.wait_for_function("probe.diagram > 0", timeout=60_000)
    if carrier is not None:
        await page.wait_for_function(
            "(carrier) => document.documentElement.dataset.wire === carrier", arg=carrier
        )
    await quiet(page)
    return page


async def quiet(page: Page) -> None:
    """Wait until neither Streamlit nor the wire has said anything for a while."""
    await page.wait_for_function(
        """() => { const now = performance.now(), seen = probe.stream + probe.trips.length;
             if (seen !== probe.seen) { probe.seen = seen; probe.since = now; }
             return now - probe.since > 400; }""",
        timeout=60_000,
    )


def link(url: str, sizes: list[int]) -> str:
    """The address of a network."""
    return f"{url}/?{urlencode(document.link(scene_of(sizes)))}"


def centile(values: list[float], share: float) -> float:
    """The value below which ``share`` of the values lie."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))]


def pair(values: list[float]) -> str:
    """``p50 / p95``."""
    if not values:
        return "–"
    return f"{centile(values, 0.5):.1f} / {centile(values, 0.95):.1f}"


# ---- dragging ----


async def drag(page: Page, cdp: CDPSession, target: str, way: int) -> dict[str, Any]:
    """One drag over the stage: what was moved, what was painted, what was sent."""
    grip = await page.evaluate("(target) => probe.watch(target)", target)
    assert grip["panels"] > 1, f"only one panel shows {target}"
    mouse = {"button": "left", "buttons": 1, "pointerType": "mouse", "clickCount": 1}
    at = {"x": grip["x"], "y": grip["y"]}
    await cdp.send("Input.dispatchMouseEvent", {"type": "mouseMoved", **at})
    await cdp.send("Input.dispatchMouseEvent", {"type": "mousePressed", **at, **mouse})
    sends = []
    start = time.perf_counter()
    for step in range(1, MOVES + 1):
        at["x"] = grip["x"] + way * step * MOVE_PX
        move = {"type": "mouseMoved", **at, **mouse}
        sends.append(asyncio.create_task(cdp.send("Input.dispatchMouseEvent", move)))
        await asyncio.sleep(max(0.0, start + step * MOVE_S - time.perf_counter()))
    await asyncio.gather(*sends)
    seconds = time.perf_counter() - start
    await asyncio.sleep(0.25)
    found = await page.evaluate("({moves: probe.moves, paints: probe.paints, trips: probe.trips})")
    await cdp.send("Input.dispatchMouseEvent", {"type": "mouseReleased", **at, **mouse})
    await quiet(page)
    return {**found, "grip": grip, "seconds": seconds}


def latencies(run: dict[str, Any]) -> list[float]:
    """Milliseconds from each painted move's event to its paint."""
    grip, asked = run["grip"], []
    for at, x, y, _ in run["moves"]:
        change = (x - grip["x"] + grip["y"] - y) * grip["scale"]
        value = round((grip["start"] + change) / grip["step"]) * grip["step"]
        asked.append((at, min(grip["high"], max(grip["low"], value))))
    found = []
    for value, painted in run["paints"]:
        # Values grow or fall all the way: a value belongs to one move, give or take rounding.
        fits = [
            at for at, wanted in asked if at < painted and abs(wanted - value) < grip["step"] * 0.6
        ]
        if fits:
            found.append(painted - min(fits))
    return found


async def dragged(page: Page, target: str, drags: int) -> dict[str, Any]:
    """Several drags there and back; the first one warms up and is not counted."""
    cdp = await page.context.new_cdp_session(page)
    lags: list[float] = []
    trips: list[float] = []
    paints, seconds = 0, 0.0
    # The range is 220 px from end to end; a value in the middle may go either way.
    for number in range(drags + 1):
        run = await drag(page, cdp, target, 1 if number % 2 == 0 else -1)
        if number:
            lags += latencies(run)
            trips += run["trips"]
            paints += len(run["paints"])
            seconds += run["seconds"]
    return {"lags": lags, "trips": trips, "rate": paints / seconds}


async def drag_rows(
    chromium: Browser, url: str, name: str, table: Table, drags: int
) -> dict[str, float]:
    """Fill the rows of one network; returns its medians by carrier."""
    medians = {}
    for carrier in ("live", "fallback"):
        context = await chromium.new_context(viewport=SIZE)
        for label, target in (("input", INPUT), ("weight", WEIGHT)):
            page = await visit(context, link(url, NETWORKS[name]), carrier)
            got = await dragged(page, target, drags if carrier == "live" else max(2, drags // 2))
            way = "wire" if carrier == "live" else "fallback"
            table[f"drag {label}, {way}: pointer to paint, ms"][name] = pair(got["lags"])
            table[f"drag {label}, {way}: updates/s"][name] = f"{got['rate']:.0f}"
            medians[f"{label} {way}"] = centile(got["lags"], 0.5) if got["lags"] else math.nan
            if carrier == "live":
                table[f"drag {label}: round trip, ms"][name] = pair(got["trips"])
                await _wire_rows(page, label, name, table)
            await page.close()
        await context.close()
    return medians


async def _wire_rows(page: Page, label: str, name: str, table: Table) -> None:
    """Server time and sizes, from the messages that were really sent and received."""
    kept = await page.evaluate("({sent: probe.sent, got: probe.got})")
    target = f'"{WEIGHT if label == "weight" else INPUT}"'
    drags = [text for text in kept["sent"] if target in text and '"full":false' in text]
    table[f"drag {label}: server, ms"][name] = pair(replay(drags, page.url))
    answers = [
        text.encode() for text in kept["got"] if '"full":' not in text and '"base":' not in text
    ]
    sizes = [len(answer) for answer in answers]
    packed = [len(zlib.compress(answer, 6)) for answer in answers]
    table[f"drag {label}: bytes an update, as JSON / deflated"][name] = (
        f"{centile(sizes, 0.5):,.0f} / {centile(packed, 0.5):,.0f}"
    )


def replay(messages: list[str], url: str) -> list[float]:
    """Milliseconds that ``respond`` takes for messages that a page at ``url`` has sent."""
    scene = document.scene_from_link(dict(parse_qsl(urlsplit(url).query)))
    name = remember(scene, document.scene_to_token(scene))
    times = []
    for turn in range(5):
        for message in messages:
            text = json.dumps({**json.loads(message), "scene": name})
            start = time.perf_counter()
            answer = respond(text)
            if turn:
                times.append(1e3 * (time.perf_counter() - start))
            assert b'"panels"' in answer, answer[:200]
    return times


# ---- the native pair ----


async def native_row(
    chromium: Browser, url: str, name: str, table: Table, turns: int
) -> dict[str, float]:
    """Release a native slider, ``turns`` times; returns the medians."""
    page = await chromium.new_page(viewport=SIZE)
    await page.add_init_script(PROBE)
    await page.goto(f"{url}/?sizes={name}")
    await page.wait_for_function("probe.diagram > 0", timeout=60_000)
    await quiet(page)
    medians = {}
    for number, label in enumerate(("input", "weight")):
        thumb = page.get_by_role("slider").nth(number)
        lags, during = [], 0
        for turn in range(turns + 2):
            box = await thumb.bounding_box()
            assert box is not None
            x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
            way = -1 if float(await thumb.input_value()) > 0 else 1
            await page.mouse.move(x, y)
            await page.mouse.down()
            before = await page.evaluate("probe.stream")
            for step in range(1, 13):
                await page.mouse.move(x + way * step * 4, y)
            during += await page.evaluate("probe.stream") != before
            value = float(await thumb.input_value())
            text = f"{value:.2f}"
            painted = asyncio.create_task(page.evaluate("(text) => probe.until(text)", text))
            await asyncio.sleep(0.1)
            await page.mouse.up()
            done = await asyncio.wait_for(painted, 20)
            released = await page.evaluate("probe.ups.at(-1)")
            if turn > 1:
                lags.append(done - released)
            await quiet(page)
        assert not during, "a native slider has sent something before its release"
        table[f"drag {label}, native: release to paint, ms"][name] = pair(lags)
        table[f"drag {label}, native: updates/s"][name] = "0"
        medians[label] = statistics.median(lags)
    await page.close()
    return medians


# ---- loading ----


def received_by(cdp: CDPSession) -> list[float]:
    """Grows by the bytes of each response, headers and all, as they came over the network."""
    received: list[float] = []
    cdp.on("Network.loadingFinished", lambda event: received.append(event["encodedDataLength"]))
    return received


async def load(chromium: Browser, url: str, *, slow: bool = False) -> dict[str, float]:
    """A cold load in a new context, then a warm one: seconds to the diagram, and bytes."""
    context = await chromium.new_context(viewport=SIZE)
    found = {}
    for kind in ("cold", "warm"):
        page = await context.new_page()
        await page.add_init_script(PROBE)
        cdp = await context.new_cdp_session(page)
        received = received_by(cdp)
        await cdp.send("Network.enable")
        if slow:
            await cdp.send("Network.emulateNetworkConditions", SLOW)
        await page.goto(url, wait_until="commit")
        await page.wait_for_function("probe.diagram > 0", timeout=60_000)
        found[kind] = await page.evaluate("probe.diagram") / 1e3
        with contextlib.suppress(Exception):
            await quiet(page)
        await page.wait_for_timeout(500)
        found[f"{kind} bytes"] = sum(received)
        await page.close()
    await context.close()
    return found


async def load_rows(
    chromium: Browser, url: str, name: str, table: Table, page: str, turns: int
) -> None:
    """Cold and warm, on loopback and at 10 Mbit/s; medians."""
    for slow, where in ((False, "loopback"), (True, "10 Mbit/s, 40 ms")):
        runs = [await load(chromium, url, slow=slow) for _ in range(turns)]
        for kind in ("cold", "warm"):
            times = [run[kind] for run in runs]
            table[f"{page}, {kind}, {where}: diagram on screen, s"][name] = (
                f"{statistics.median(times):.2f} (best {min(times):.2f})"
            )
            if not slow:
                size = statistics.median(run[f"{kind} bytes"] for run in runs)
                table[f"{page}, {kind}: transferred, MB"][name] = f"{size / 1e6:.2f}"


# ---- edits through the session, and playback ----


async def edit_rows(chromium: Browser, url: str, name: str, table: Table, turns: int) -> None:
    """Add a neuron, change an activation, undo."""
    page = await visit(await chromium.new_context(viewport=SIZE), link(url, NETWORKS[name]), "live")
    count = "document.querySelectorAll('.st-key-stage [data-target^=\"neuron/0/\"]').length"
    chosen = "document.querySelector('.st-key-stage [data-edit=\"activation/0\"]').value"
    button = page.locator(".st-key-stage [data-edit='add-neuron/0']")
    picker = page.locator(".st-key-stage [data-edit='activation/0']")
    times: dict[str, list[tuple[float, float]]] = {}
    n = NETWORKS[name][1]

    async def timed(label: str, act: Callable[[], Any], test: str) -> None:
        seen = asyncio.create_task(page.evaluate(f"probe.shows(() => {test})"))
        await asyncio.sleep(0.05)
        await act()
        picture = await asyncio.wait_for(seen, 20)
        await quiet(page)
        last, stream = await page.evaluate("[probe.last, probe.stream]")
        # The frame after the last message; the probe was quiet, so count one frame for it.
        times.setdefault(label, []).append(
            (picture - last, max(stream - last + 17, picture - last))
        )

    async def undo() -> None:
        await page.keyboard.press("Control+z")

    for _ in range(turns + 1):
        if await button.is_enabled():
            await timed("add a neuron", button.click, f"{count} === {n + 1}")
            await timed("undo", undo, f"{count} === {n}")
        await timed(
            "change an activation", lambda: picker.select_option("relu"), f"{chosen} === 'relu'"
        )
        await timed("undo", undo, f"{chosen} === 'tanh'")
    for label, found in times.items():
        pictures, sessions = zip(*found[1:], strict=True)
        table[f"{label}: picture, ms"][name] = pair(list(pictures))
        table[f"{label}: through the session, ms"][name] = pair(list(sessions))
    await page.context.close()


async def playback_row(chromium: Browser, url: str, name: str, table: Table) -> None:
    """Frames a second while the forward pass is played, by the page and by the compositor."""
    page = await visit(await chromium.new_context(viewport=SIZE), link(url, NETWORKS[name]), "live")
    await page.locator("[data-edit=play]").click()
    await page.wait_for_timeout(500)
    category = "disabled-by-default-devtools.timeline.frame"
    await chromium.start_tracing(page=page, categories=[category])
    gaps = await page.evaluate(
        """(ms) => new Promise((done) => {
             const gaps = []; let last = performance.now(); const end = last + ms;
             requestAnimationFrame(function frame() {
               const now = performance.now(); gaps.push(now - last); last = now;
               if (now < end) requestAnimationFrame(frame); else done(gaps);
             }); })""",
        1e3 * PLAYBACK_S,
    )
    trace = json.loads(await chromium.stop_tracing())
    drawn = sum(event["name"] == "DrawFrame" for event in trace["traceEvents"])
    table["playback: frames/s, by the page / painted"][name] = (
        f"{len(gaps) / sum(gaps) * 1e3:.0f} / {drawn / sum(gaps) * 1e3:.0f}"
    )
    table["playback: longest gap between frames, ms"][name] = f"{max(gaps):.0f}"
    await page.context.close()


# ---- the table ----

GOALS = {
    "drag input, wire: pointer to paint, ms": ("p50 ≤ 20", "p50 ≤ 25", "p50 ≤ 60"),
    "drag weight, wire: pointer to paint, ms": ("p50 ≤ 20", "p50 ≤ 25", "p50 ≤ 60"),
}
GOAL = {
    "deflated": "≤ 30 kB",
    "native ÷ wire": "≥ 5",
    "playground, cold: transferred": "≤ 1.7",
    "playground, cold, loopback": "≤ 1.2",
    "playground, cold, 10 Mbit/s": "≤ 1.9",
    "playground, warm, loopback": "≤ 0.45",
    "through the session": "≤ 120",
    "playback: frames": "≥ 50",
}


def goal(measure: str) -> str:
    """The goal of a row, where there is one."""
    if measure in GOALS:
        return ", ".join(GOALS[measure])
    return next((text for part, text in GOAL.items() if part in measure), "")


class _Table(dict[str, Row]):
    def __missing__(self, key: str) -> Row:
        return self.setdefault(key, {})


def printed(table: Table) -> str:
    """The table as Markdown."""
    lines = [
        "| p50 / p95 where there are two | " + " | ".join(NETWORKS) + " | goal |",
        "| --- |" + " ---: |" * len(NETWORKS) + " --- |",
    ]
    for measure, row in table.items():
        cells = " | ".join(row.get(name, "") for name in NETWORKS)
        lines.append(f"| {measure} | {cells} | {goal(measure)} |")
    return "\n".join(lines)


def machine() -> str:
    """Cores, processor, and the versions that matter."""
    lines = Path("/proc/cpuinfo").read_text().splitlines() if Path("/proc/cpuinfo").exists() else []
    model = next(
        (line.split(": ")[1] for line in lines if "model name" in line), platform.machine()
    )
    chromium = subprocess.run(
        [executable(), "--version"], capture_output=True, text=True, check=False
    )
    return (
        f"{os.cpu_count()} cores, {model}, Python {platform.python_version()}, "
        f"Streamlit {version('streamlit')}, {chromium.stdout.strip()}, "
        f"load {os.getloadavg()[0]:.1f} before"
    )


async def measure(url: str, native: str, quick: bool) -> Table:
    """Everything, one thing after another."""
    table: Table = _Table()
    few = 2 if quick else 5
    async with browser() as chromium:
        first = await load(chromium, link(url, [2, 4, 1]))
        await load(chromium, f"{native}/?sizes=2-4-1")
        for name in NETWORKS:
            ours = await drag_rows(chromium, url, name, table, few)
            theirs = await native_row(chromium, native, name, table, 3 * few)
            for label in ("input", "weight"):
                ratio = theirs[label] / ours[f"{label} wire"]
                table[f"drag {label}: native ÷ wire"][name] = f"{ratio:.1f}"
            await edit_rows(chromium, url, name, table, few)
        await playback_row(chromium, url, "2-8-8-8-2", table)
        table["playground, first visitor of a new server: diagram on screen, s"]["2-4-1"] = (
            f"{first['cold']:.2f}"
        )
        for name, sizes in NETWORKS.items():
            await load_rows(chromium, link(url, sizes), name, table, "playground", few)
            await load_rows(chromium, f"{native}/?sizes={name}", name, table, "native", few)
    return table


def main() -> None:
    """Print the table, as Markdown."""
    quick = "--quick" in sys.argv
    where = machine()
    with tempfile.TemporaryDirectory() as folder:
        script = Path(folder, "native.py")
        script.write_text(NATIVE)
        with (
            server(ROOT / "app.py", Path(folder, "app.log")) as ours,
            server(script, Path(folder, "native.log")) as native,
        ):
            table = asyncio.run(measure(ours.url, native.url, quick))
    print(f"{where} and {os.getloadavg()[0]:.1f} after\n\n{printed(table)}")


if __name__ == "__main__":
    main()
