"""A server of Streamlit's for a benchmark: started on a free port, ended by its process id."""

import contextlib
import os
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).parents[2]


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
