"""A playground on a free port of 127.0.0.1, ended by the process id that started it."""

import os
import re
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from playground.live.encoding import FOLDER

ROOT = Path(__file__).parents[3]
#: To make the page's files small takes a server five seconds: the next ones find them here.
COMPRESSED = ROOT / ".pytest_cache" / "d" / "compressed"
PATIENCE = 60.0  # seconds until it must answer


@dataclass(frozen=True)
class Server:
    """Where it listens and what it has logged."""

    url: str
    log: Path

    def logged(self) -> str:
        """What it has written, but for what Streamlit says when a browser leaves as it answers."""
        return _LEFT.sub("", self.log.read_text(errors="replace"))


#: Streamlit closes a socket that is closed, and uvicorn logs that it cannot be; of a server that
#: knows how to, in one line.
_LEFT = re.compile(
    r"[^\n]*Exception in ASGI[^\n]*WebSocketDisconnected\.[^\n]* _websocket_endpoint\b[^\n]*\n|"
    r"Exception in ASGI application\n(?:(?!Exception in ASGI).)*?"
    r"in _websocket_endpoint\n\s+await websocket\.close\(\)\n"
    r"(?:(?!Exception in ASGI).)*?WebSocketDisconnected: [^\n]*\n",
    re.DOTALL,
)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


class Process:
    """``streamlit run`` on one port: it can be ended and started again."""

    def __init__(self, script: str, base: str, environment: dict[str, str]) -> None:
        port = free_port()
        command = [sys.executable, "-m", "streamlit", "run", script, "--server.port", str(port)]
        self.command = [*command, "--server.address", "127.0.0.1", "--server.baseUrlPath", base]
        self.environment = {**os.environ, FOLDER: str(COMPRESSED), **environment}
        log = Path(tempfile.mkstemp(prefix="playground-", suffix=".log")[1])
        self.server = Server(f"http://127.0.0.1:{port}{base and '/' + base}", log)
        self.process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Start it, and wait until it answers."""
        with self.server.log.open("a") as sink:
            self.process = subprocess.Popen(
                self.command,
                cwd=ROOT,
                stdout=sink,
                stderr=subprocess.STDOUT,
                env=self.environment,
                start_new_session=True,
            )
        _wait(f"{self.server.url}/_stcore/health", self.process, self.server.log)

    def end(self, *, hard: bool = False) -> None:
        """End it politely, or kill it."""
        if self.process is None:
            return
        process, self.process = self.process, None
        os.killpg(process.pid, signal.SIGKILL if hard else signal.SIGTERM)
        try:
            process.wait(10)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()

    @property
    def runs(self) -> bool:
        """Whether it has been started, and has not ended since."""
        return self.process is not None and self.process.poll() is None

    @property
    def pid(self) -> int:
        """Its process id, while it runs."""
        assert self.process is not None
        return self.process.pid


@contextmanager
def running(script: str = "app.py", base: str = "", **environment: str) -> Iterator[Process]:
    """Run ``streamlit run script`` until the block ends, under the path ``base``."""
    process = Process(script, base, environment)
    try:
        process.start()
        yield process
    finally:
        process.end()


@contextmanager
def serving(script: str = "app.py", base: str = "", **environment: str) -> Iterator[Server]:
    """The same, for who only wants to know where it listens and what it logs."""
    with running(script, base, **environment) as process:
        yield process.server


def _wait(health: str, process: "subprocess.Popen[bytes]", log: Path) -> None:
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        if process.poll() is not None:
            break
        try:
            with urllib.request.urlopen(health, timeout=2) as answer:
                if answer.read() == b"ok":
                    return
        except OSError:
            time.sleep(0.1)
    raise RuntimeError(f"the server did not start:\n{log.read_text(errors='replace')}")
