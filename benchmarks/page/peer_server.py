"""A folder over HTTP as a good host serves it: compressed once, and kept by the browser.

python -m benchmarks.page.peer_server FOLDER PORT
"""

import contextlib
import gzip
import mimetypes
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from tests.browser.driving.server import ROOT, free_port

PATIENCE = 20.0
PACKED = (".html", ".css", ".js", ".svg")


def _site(folder: Path) -> Starlette:
    packed = {
        path.relative_to(folder).as_posix(): gzip.compress(path.read_bytes())
        for path in folder.rglob("*")
        if path.suffix in PACKED
    }

    async def serve(request: Request) -> Response:
        name = request.path_params["name"] or "index.html"
        path = (folder / name).resolve()
        if not path.is_relative_to(folder) or not path.is_file():
            return PlainTextResponse("there is none", 404)
        kind = mimetypes.guess_type(name)[0]
        headers = {"Cache-Control": "max-age=600"}
        if name not in packed:
            return Response(path.read_bytes(), media_type=kind, headers=headers)
        headers["Content-Encoding"] = "gzip"
        return Response(packed[name], media_type=kind, headers=headers)

    return Starlette(routes=[Route("/{name:path}", serve)])


@contextlib.contextmanager
def serving_folder(folder: Path) -> Iterator[str]:
    """Serve ``folder`` in a process of its own until the block ends; the address."""
    port = free_port()
    command = [sys.executable, "-m", "benchmarks.page.peer_server", str(folder), str(port)]
    process = subprocess.Popen(command, cwd=ROOT)
    url = f"http://127.0.0.1:{port}"
    try:
        until = time.monotonic() + PATIENCE
        while time.monotonic() < until and process.poll() is None:
            with contextlib.suppress(OSError), urllib.request.urlopen(url, timeout=2):
                break
            time.sleep(0.1)
        yield url
    finally:
        process.terminate()
        process.wait(10)


if __name__ == "__main__":
    uvicorn.run(
        _site(Path(sys.argv[1]).resolve()),
        host="127.0.0.1",
        port=int(sys.argv[2]),
        log_level="warning",
    )
