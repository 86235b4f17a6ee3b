"""Dragging: from the pointer to the paint, the round trip, and what the server has of it."""

import asyncio
import itertools
import json
import math
import time
import zlib
from typing import Any
from urllib.parse import parse_qsl, urlsplit

from playwright.async_api import Browser, CDPSession, Page

from benchmarks.page.networks import INPUT, NETWORKS, WEIGHT, link
from benchmarks.page.table import Table, centile, pair
from benchmarks.page.visit import SIZE, quiet, visit
from playground import document
from playground.answers.answer import respond
from playground.answers.known import remember

MOVES = 110  # a drag; MOVE_PX apart, so that a slider's end is not reached
MOVE_PX = 0.75
MOVE_S = 0.008


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
        context = await chromium.new_context(viewport=SIZE, bypass_csp=True)
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
    answers = [text.encode() for text in kept["got"]]
    changes = [b'"full":' not in answer and b'"base":' not in answer for answer in answers]
    sizes = list(itertools.compress(map(len, answers), changes))
    packed = list(itertools.compress(deflated(answers), changes))
    table[f"drag {label}: bytes an update, as JSON / deflated"][name] = (
        f"{centile(sizes, 0.5):,.0f} / {centile(packed, 0.5):,.0f}"
    )


def deflated(messages: list[bytes]) -> list[int]:
    """The bytes of each message of one socket as the server sends it (RFC 7692).

    Chromium tells a message as text only. So they are compressed once more, as uvicorn does it:
    a window of 4 kB, which reaches back to the message before. tests/live/test_socket.py holds the
    server to sending them compressed.
    """
    stream = zlib.compressobj(wbits=-12, memLevel=5)
    return [
        len(stream.compress(message) + stream.flush(zlib.Z_SYNC_FLUSH)) - 4 for message in messages
    ]


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
