"""A server on loopback on which one client asks for all it can get, and another for little."""

import json
import threading
from collections.abc import Iterator

import pytest
import uvicorn
from starlette.applications import Starlette
from starlette.routing import WebSocketRoute
from websockets.sync.client import ClientConnection, connect

from playground.live import route
from playground.live.budget import LEARNER, Ledger
from tests.answers.asking import VALID
from tests.browser.driving.server import free_port
from tests.live.gated_worker import GatedWorker

SMALL = VALID.decode()
#: A word of training is enough to have it computed apart; this one is refused, and costs little.
DEAR = json.dumps({**json.loads(VALID), "draft": [{"edit": "train-to", "value": "5"}]})


@pytest.fixture
def worker(monkeypatch: pytest.MonkeyPatch) -> GatedWorker:
    worker = GatedWorker(seconds=100.0)
    monkeypatch.setattr(route, "_workers", [worker])
    monkeypatch.setattr(route, "ledger", Ledger())
    monkeypatch.setattr(route, "PATIENCE", 600.0)  # whatever comes is an answer
    return worker


@pytest.fixture
def address(worker: GatedWorker) -> Iterator[str]:
    port = free_port()
    app = Starlette(routes=[WebSocketRoute("/live", route.serve)])
    config = uvicorn.Config(app, "127.0.0.1", port, log_level="error", lifespan="off")
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run)
    thread.start()
    while not server.started:
        thread.join(0.01)
    yield f"127.0.0.1:{port}"
    worker.gate.set()
    server.should_exit = True
    thread.join()


def client(address: str, host: str = "") -> ClientConnection:
    """A connection; with ``host`` one that a proxy says to come from there."""
    told = {"x-forwarded-for": host} if host else {}
    return connect(
        f"ws://{address}/live", origin=f"http://{address}", additional_headers=told, max_size=None
    )


def test_whoever_asks_for_much_is_slowed_and_the_others_are_not(
    address: str, worker: GatedWorker
) -> None:
    with client(address) as hostile, client(address) as other:
        for _ in range(20):
            hostile.send(DEAR)
        assert worker.asked.acquire(timeout=60)
        for _ in range(20):
            other.send(SMALL)
            assert "panels" in json.loads(other.recv(60))
        assert len(worker.tasks) == 1  # the others of its messages have not even been looked at
        worker.gate.set()
        for _ in range(20):
            hostile.recv(60)
    assert len(worker.tasks) == 20


def test_whoever_has_used_up_their_share_is_answered_apart(
    address: str, worker: GatedWorker
) -> None:
    worker.gate.set()
    with client(address) as hostile, client(address) as other:
        for text in (SMALL, DEAR, SMALL):
            hostile.send(text)
            hostile.recv(60)
            other.send(SMALL)
            other.recv(60)
    assert [task.text for task in worker.tasks] == [DEAR, SMALL]


def test_a_page_is_told_that_its_answer_is_being_made(
    address: str, worker: GatedWorker, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(route, "PATIENCE", 0.01)
    with client(address) as page:
        page.send(DEAR)
        for _ in range(3):
            assert json.loads(page.recv(60)) == {"waits": True}
        worker.gate.set()
        while "waits" in (answer := json.loads(page.recv(60))):
            pass
        assert answer["id"] == 3
    assert worker.tasks[0].text == DEAR


def test_each_address_that_a_trusted_proxy_tells_of_has_an_account(address: str) -> None:
    with client(address, "192.0.2.1"), client(address, "203.0.113.9, 192.0.2.2"), client(address):
        assert len(route.ledger) == 3


def test_a_flood_is_answered_to_the_last(address: str) -> None:
    count = int(LEARNER["messages"].burst) + 70
    with client(address) as hostile:
        for _ in range(count):
            hostile.send(SMALL)
        answers = [json.loads(hostile.recv(60)) for _ in range(count)]
    assert all("panels" in answer for answer in answers)
