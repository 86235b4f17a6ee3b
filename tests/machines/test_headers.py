"""What nginx tells a replica of who asks, and which of two it asks: told by one that repeats it."""

import http.client
import json
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

import pytest

from tests.browser.driving.server import free_port
from tests.machines import nginx


class _Repeats(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        said = {name.lower(): value for name, value in self.headers.items()}
        body = json.dumps(said).encode()
        self.send_response(200)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@contextmanager
def _replica() -> Iterator[int]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Repeats)
    Thread(target=server.serve_forever, daemon=True).start()
    yield server.server_port
    server.shutdown()
    server.server_close()


@pytest.fixture(scope="module")
def port(tmp_path_factory: pytest.TempPathFactory) -> Iterator[int]:
    """Where nginx listens, before one that repeats and one that is not there."""
    with ExitStack() as stack:
        listening, gone, there = free_port(), free_port(), stack.enter_context(_replica())
        stack.enter_context(nginx.running(tmp_path_factory.mktemp("n"), listening, (gone, there)))
        yield listening


def _asked(port: int, path: str = "/", **headers: str) -> tuple[int, dict[str, str], str]:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=20)
    connection.request("GET", path, headers={k.replace("_", "-"): v for k, v in headers.items()})
    answer = connection.getresponse()
    found = answer.status, json.loads(answer.read() or b"{}"), answer.headers["Set-Cookie"] or ""
    connection.close()
    return found


def test_a_replica_hears_who_asks_and_under_which_name(port: int) -> None:
    _, said, _ = _asked(port, Host="play.example:8443", X_Forwarded_For="6.6.6.6")
    assert said["host"] == said["x-forwarded-host"] == "play.example:8443"
    assert said["x-forwarded-for"] == "127.0.0.1", "a client does not name its own address"
    assert said["x-forwarded-proto"] == "http"
    assert "upgrade" not in said
    _, said, _ = _asked(port, X_Forwarded_Proto="https", X_Forwarded_Host="elsewhere.example")
    assert said["x-forwarded-proto"] == "https"
    assert said["x-forwarded-host"] == f"127.0.0.1:{port}"


@pytest.mark.parametrize("path", ["/live", "/_stcore/stream"])
def test_a_socket_is_upgraded(port: int, path: str) -> None:
    _, said, _ = _asked(port, path, Upgrade="websocket", Connection="Upgrade")
    assert (said["upgrade"], said["connection"]) == ("websocket", "upgrade")


@pytest.mark.parametrize("path", ["/", "/live", "/_stcore/stream", "/media/a", "/static/js/a.js"])
@pytest.mark.parametrize("cookie", ["", "1", "2"])
def test_whoever_was_with_the_one_that_is_gone_is_with_the_other(
    port: int, path: str, cookie: str
) -> None:
    status, said, new = _asked(port, path, Cookie=f"playground={cookie}")
    assert status == 200
    assert said["host"]
    follows = path in ("/", "/_stcore/stream") and cookie != "2"
    assert new.startswith("playground=2;") == follows
