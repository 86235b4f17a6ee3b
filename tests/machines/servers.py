"""Two replicas behind nginx, with the configuration that is shipped."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.browser.driving.server import Process, free_port
from tests.machines import nginx

#: What the compose file says to a replica: whose word on a client's address it takes.
ENVIRONMENT = {"FORWARDED_ALLOW_IPS": "127.0.0.1"}


@dataclass(frozen=True)
class Together:
    """The address that all share, the replicas behind it by the name in a cookie, nginx's log."""

    url: str
    replicas: dict[str, Process]
    log: Path


@contextmanager
def together(folder: Path) -> Iterator[Together]:
    """Start them, and end them; nginx writes into ``folder``."""
    replicas = {name: Process("app.py", "", ENVIRONMENT) for name in ("1", "2")}
    ports = [int(each.server.url.rpartition(":")[2]) for each in replicas.values()]
    starting = [threading.Thread(target=each.start) for each in replicas.values()]
    try:
        for each in starting:
            each.start()
        for each in starting:
            each.join()
        port = free_port()
        with nginx.running(folder, port, (ports[0], ports[1])) as log:
            yield Together(f"http://127.0.0.1:{port}", replicas, log)
    finally:
        for each in replicas.values():
            each.end()
