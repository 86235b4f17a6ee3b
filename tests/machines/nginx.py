"""The nginx that the tests put before two replicas, with the configuration that is shipped.

``python -m tests.machines.nginx`` prints its path; with ``--install`` it first gets one where there
is none. Without one both stop with a message that says what to do: tests are never skipped.
"""

import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.apt import install_first

ROOT = Path(__file__).parents[2]
SHIPPED = ROOT / "deploy" / "nginx.conf"
#: What the shipped configuration calls the replicas.
REPLICAS = ("playground-1:8501", "playground-2:8502")
PACKAGES = ("nginx-light", "nginx")
#: Where Debian puts it, which is not on everybody's path.
FOLDERS = os.pathsep.join((os.environ.get("PATH", os.defpath), "/usr/sbin", "/usr/local/sbin"))
ADVICE = (
    "The tests of two replicas need nginx, and none was found. Install the package `nginx-light` "
    "or `nginx` of your system."
)
PATIENCE = 10.0  # seconds until it must listen


class NginxNotFoundError(LookupError):
    """No nginx on this machine; the message says what to do."""


def executable() -> str:
    """The system's nginx. Raises NginxNotFoundError."""
    path = shutil.which("nginx", path=FOLDERS)
    if path is None:
        raise NginxNotFoundError(ADVICE)
    return path


def configured(folder: Path, port: int, replicas: tuple[int, int]) -> str:
    """The shipped configuration with ports of this machine, and ``folder`` for what it writes."""
    text = SHIPPED.read_text()
    for name, replica in zip(REPLICAS, replicas, strict=True):
        text = text.replace(name, f"127.0.0.1:{replica}")
        text = text.replace(f'"~:{name.partition(":")[2]}$"', f'"~:{replica}$"')
    return text.replace("listen 8080;", f"listen 127.0.0.1:{port};").replace("/tmp/", f"{folder}/")


@contextmanager
def running(folder: Path, port: int, replicas: tuple[int, int]) -> Iterator[Path]:
    """nginx before ``replicas``, by their ports, until the block ends; where it logs."""
    configuration, log = folder / "nginx.conf", folder / "nginx.log"
    configuration.write_text(configured(folder, port, replicas))
    # Started by root it would turn into somebody who may not read a test's folder.
    said = "daemon off;" + (" user root;" if os.geteuid() == 0 else "")
    command = [executable(), "-c", str(configuration), "-p", str(folder), "-g", said]
    with log.open("ab") as sink:
        process = subprocess.Popen(command, stdout=sink, stderr=subprocess.STDOUT)
    try:
        _wait(port, process, log)
        yield log
    finally:
        process.terminate()
        process.wait(10)


def _wait(port: int, process: "subprocess.Popen[bytes]", log: Path) -> None:
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until and process.poll() is None:
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
        except OSError:
            time.sleep(0.02)
        else:
            return
    raise RuntimeError(f"nginx did not start:\n{log.read_text(errors='replace')}")


def main(arguments: list[str]) -> int:
    """Print the path; exit code 1 and the advice where there is none."""
    if "--install" in arguments and shutil.which("nginx", path=FOLDERS) is None:
        install_first(PACKAGES)
    try:
        print(executable())
    except NginxNotFoundError as error:
        print(error, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
