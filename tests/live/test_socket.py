"""The wire's socket as the server opens it: what it answers travels compressed."""

import json

from websockets.sync.client import connect

from playground.answers.known import digest
from tests.answers.asking import TOKEN, unheld
from tests.browser.driving.server import serving


def test_answers_travel_compressed_to_a_browser_that_offers_it() -> None:
    message = json.dumps({"id": 1, "scene": digest(TOKEN), "token": TOKEN, "panels": unheld()})
    with serving() as server:
        address = f"{server.url.replace('http', 'ws')}/live"
        sizes = {}
        for offered in ("deflate", None):
            with connect(address, origin=server.url, compression=offered) as socket:
                sizes[offered] = received(socket, message)
    text, transferred = sizes["deflate"]
    assert transferred < text / 3
    text, transferred = sizes[None]
    assert transferred >= text


def received(socket, message: str) -> tuple[int, int]:
    """The answer's length as text, and the bytes that came over the network for it."""
    came = []
    receive = socket.protocol.receive_data

    def counted(data: bytes) -> None:
        came.append(len(data))
        receive(data)

    socket.protocol.receive_data = counted
    socket.send(message)
    answer = socket.recv(timeout=60)
    assert '"error"' not in answer[:60], answer[:200]
    return len(answer.encode()), sum(came)
