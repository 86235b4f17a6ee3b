"""The wire's socket as the server opens it: how answers travel, and how many frames it takes."""

import json
import socket
from collections.abc import Iterator

import pytest
from websockets.sync.client import connect

from playground.answers.known import digest
from playground.live.frames import AT_ONCE, FRAMES
from tests.answers.asking import TOKEN, unheld
from tests.browser.driving.server import Server, serving

MESSAGE = json.dumps({"id": 1, "scene": digest(TOKEN), "token": TOKEN, "panels": unheld()})
PING, PONG, PIECE = b"\x89", b"\x8a", b"\x00"
MOST = int(FRAMES.burst)


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    with serving() as server:
        yield server


def test_answers_travel_compressed_to_a_browser_that_offers_it(server: Server) -> None:
    address = f"{server.url.replace('http', 'ws')}/live"
    sizes = {}
    for offered in ("deflate", None):
        with connect(address, origin=server.url, compression=offered) as opened:
            sizes[offered] = received(opened, MESSAGE)
    text, transferred = sizes["deflate"]
    assert transferred < text / 3
    text, transferred = sizes[None]
    assert transferred >= text


@pytest.mark.parametrize("path", ["/live", "/_stcore/stream"])
@pytest.mark.parametrize("kind", [PING, PONG, PIECE], ids=["pings", "pongs", "pieces"])
def test_a_flood_of_frames_that_are_no_messages_ends_the_connection(
    server: Server, path: str, kind: bytes
) -> None:
    frames = b"\x01\x80\0\0\0\0" + (kind + b"\x80\0\0\0\0") * 50 * MOST
    with raw(server, path) as opened:
        try:
            opened.sendall(frames)
            answered = b"".join(iter(lambda: opened.recv(1 << 16), b""))
        except ConnectionError:
            answered = b""
    assert answered.count(b"\x8a\x00") <= MOST + AT_ONCE // 6
    assert "too many frames" in server.logged()


def test_pings_and_pieces_within_a_budget_are_taken(server: Server) -> None:
    address = f"{server.url.replace('http', 'ws')}/live"
    size = 1 + len(MESSAGE) // (MOST // 2)
    with connect(address, origin=server.url) as opened:
        for _ in range(MOST // 4):
            assert opened.ping().wait(60)
        opened.send(MESSAGE[at : at + size] for at in range(0, len(MESSAGE), size))
        assert "panels" in json.loads(opened.recv(timeout=60))


def raw(server: Server, path: str) -> socket.socket:
    """A socket on which frames may be written as they are."""
    host, port = server.url.removeprefix("http://").split(":")
    opened = socket.create_connection((host, int(port)), timeout=60)
    opened.sendall(
        f"GET {path} HTTP/1.1\r\nHost: {host}:{port}\r\nOrigin: {server.url}\r\n"
        "Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
        "Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n\r\n".encode()
    )
    answer = b""
    while b"\r\n\r\n" not in answer:
        answer += opened.recv(1)
    assert answer.startswith(b"HTTP/1.1 101")
    return opened


def received(opened, message: str) -> tuple[int, int]:
    """The answer's length as text, and the bytes that came over the network for it."""
    came = []
    receive = opened.protocol.receive_data

    def counted(data: bytes) -> None:
        came.append(len(data))
        receive(data)

    opened.protocol.receive_data = counted
    opened.send(message)
    answer = opened.recv(timeout=60)
    assert '"error"' not in answer[:60], answer[:200]
    return len(answer.encode()), sum(came)
