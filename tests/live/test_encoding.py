"""How static files travel: the coding that a client prefers, compressed once, and what stays."""

import asyncio
import gzip
from pathlib import Path

import brotli
import pytest
from starlette.responses import Response
from starlette.routing import Mount, Route, Router
from starlette.staticfiles import StaticFiles

from playground.live import encoding
from playground.live.assets import CompressedAssets
from playground.live.encoding import CODINGS, FOLDER, Compressed, Folder, named_folder, preferred
from playground.live.head import PANELS
from tests.asgi import Answered, request

TEXT = "".join(f"line {i} of a script\n" for i in range(500)).encode()
DECODE = {"br": brotli.decompress, "gzip": gzip.decompress, None: bytes}
SCRIPT = "/static/app.js"
VENDORED = f"/{PANELS}vendor/lib.js"


@pytest.mark.parametrize(
    ("accepted", "coding"),
    [
        ("gzip, deflate, br, zstd", "br"),
        ("gzip", "gzip"),
        ("BR", "br"),
        ("gzip;q=1.0, br;q=0.5", "gzip"),
        ("gzip; q=0.5 , br ; q=0.5", "br"),
        ("br;q=0, gzip;q=0.1", "gzip"),
        ("*", "br"),
        ("*;q=0.3, br;q=0", "gzip"),
        ("identity, br;q=0.5", None),
        ("identity;q=0.5, gzip;q=0.5", "gzip"),
        ("br;q=0, gzip;q=0", None),
        ("br;q=x", None),
        ("zstd", None),
        ("gzipped", None),
        ("", None),
    ],
)
def test_the_coding_is_the_one_that_the_client_prefers(accepted: str, coding: str | None) -> None:
    assert preferred(accepted) == coding


@pytest.fixture
def server(tmp_path: Path) -> CompressedAssets:
    """Streamlit's static files, the panels' own, and a download, behind the middleware."""
    (tmp_path / "app.js").write_bytes(TEXT)
    (tmp_path / "tiny.js").write_bytes(TEXT[:100])
    (tmp_path / "picture.png").write_bytes(TEXT)

    async def plain(request: object) -> Response:
        return Response(TEXT)

    async def packed(request: object) -> Response:
        return Response(gzip.compress(TEXT), headers={"content-encoding": "gzip"})

    async def failed(request: object) -> Response:
        return Response(TEXT, 404)

    routes = [
        Route("/static/failed.js", failed),
        Route("/static/packed.js", packed),
        Mount("/static", StaticFiles(directory=tmp_path)),
        Route(VENDORED, plain),
        Route("/media/a.json", plain),
    ]
    return CompressedAssets(Router(routes))


def ask(server: CompressedAssets, path: str, method: str = "GET", **headers: str) -> Answered:
    """What is answered to a request with these headers."""
    told = {name.replace("_", "-"): value for name, value in headers.items()}
    return request(server, path, told, method=method)


@pytest.mark.parametrize("path", [SCRIPT, VENDORED])
@pytest.mark.parametrize("coding", ["br", "gzip", None])
def test_a_file_says_how_it_travels(
    server: CompressedAssets, path: str, coding: str | None
) -> None:
    status, headers, body = ask(server, path, accept_encoding=coding or "identity")
    assert (status, headers.get("content-encoding"), headers["vary"]) == (
        200,
        coding,
        "Accept-Encoding",
    )
    assert headers["content-length"] == str(len(body))
    assert DECODE[coding](body) == TEXT
    assert coding is None or len(body) < len(TEXT) / 3


@pytest.mark.parametrize("path", [SCRIPT, VENDORED])
def test_a_head_request_tells_the_headers_alone(server: CompressedAssets, path: str) -> None:
    told = ask(server, path, "HEAD", accept_encoding="br")
    got = ask(server, path, accept_encoding="br")
    assert told[2] == b""
    # It may have become smaller in the meantime: the version says the same, the length may not.
    changing = {"content-length"}
    assert {k: v for k, v in told[1].items() if k not in changing} == {
        k: v for k, v in got[1].items() if k not in changing
    }


@pytest.mark.parametrize("path", [SCRIPT, VENDORED])
def test_whoever_has_a_version_need_not_load_it_again(server: CompressedAssets, path: str) -> None:
    version = ask(server, path, accept_encoding="br")[1]["etag"]
    assert version.startswith("W/")  # one version, several codings
    for tag in (version, f'"other", {version}', version.removeprefix("W/")):
        status, headers, body = ask(server, path, accept_encoding="gzip", if_none_match=tag)
        assert (status, headers["vary"], body) == (304, "Accept-Encoding", b"")
    assert ask(server, path, accept_encoding="br", if_none_match='W/"other"')[0] == 200


def test_a_part_of_a_file_is_a_part_of_it_as_it_is(server: CompressedAssets) -> None:
    status, headers, body = ask(server, SCRIPT, accept_encoding="br", range="bytes=0-9")
    assert (status, body) == (206, TEXT[:10])
    assert "content-encoding" not in headers


@pytest.mark.parametrize("path", ["/static/picture.png", "/static/tiny.js", "/media/a.json"])
def test_what_gains_nothing_stays_as_it_is(server: CompressedAssets, path: str) -> None:
    status, headers, body = ask(server, path, accept_encoding="br")
    assert status == 200
    assert "content-encoding" not in headers
    assert TEXT.startswith(body)
    assert not server.compressed.kept


def test_what_is_compressed_already_is_not_compressed_again(server: CompressedAssets) -> None:
    _, headers, body = ask(server, "/static/packed.js", accept_encoding="br")
    assert headers["content-encoding"] == "gzip"
    assert gzip.decompress(body) == TEXT


def test_an_error_goes_on_as_it_is(server: CompressedAssets) -> None:
    status, headers, body = ask(server, "/static/failed.js", accept_encoding="br")
    assert (status, headers["vary"], body) == (404, "Accept-Encoding", TEXT)


def test_a_file_is_compressed_once_for_all_who_ask_and_then_as_small_as_it_can_be(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    made: list[str] = []

    def quick(body: bytes) -> bytes:
        made.append("quick")
        return b"quick"

    def best(body: bytes) -> bytes:
        made.append("best")
        return b"best"

    monkeypatch.setitem(CODINGS, "br", (quick, best))

    async def run() -> None:
        compressed = Compressed()
        got = await asyncio.gather(*(compressed.get(TEXT, "br") for _ in range(5)))
        assert {*got} <= {b"quick", b"best"}
        assert compressed.improving is not None
        await compressed.improving
        assert await compressed.get(TEXT, "br") == b"best"

    asyncio.run(run())
    assert made == ["quick", "best"]


def improved(compressed: Compressed) -> bytes:
    """What is sent once nothing can be made smaller any more."""

    async def run() -> bytes:
        await compressed.get(TEXT, "br")
        if compressed.improving is not None:
            await compressed.improving
        return await compressed.get(TEXT, "br")

    return asyncio.run(run())


def test_what_a_server_made_as_small_as_it_can_be_is_there_when_it_is_started_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    named = named_folder({FOLDER: str(tmp_path / "small")})
    small = improved(Compressed(named))
    again = Compressed(named)

    def never(body: bytes) -> bytes:
        raise AssertionError("there is nothing to be compressed")

    monkeypatch.setitem(CODINGS, "br", (never, never))  # to take it out would change their order
    assert improved(again) == small
    assert brotli.decompress(small) == TEXT
    assert len([*(tmp_path / "small").iterdir()]) == 1


@pytest.mark.parametrize("said", [b"", b"no Brotli", brotli.compress(b"another file")])
def test_a_file_that_is_not_what_it_is_named_is_made_anew(tmp_path: Path, said: bytes) -> None:
    improved(Compressed(Folder(tmp_path)))
    (kept,) = tmp_path.iterdir()
    kept.write_bytes(said)
    assert brotli.decompress(improved(Compressed(Folder(tmp_path)))) == TEXT
    assert brotli.decompress(kept.read_bytes()) == TEXT


def test_a_folder_that_cannot_be_written_is_as_none(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("no folder")
    small = improved(Compressed(Folder(tmp_path / "file" / "below")))
    assert brotli.decompress(small) == TEXT
    assert named_folder({}) is None


def test_no_more_is_kept_than_the_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(encoding, "MAX_COMPRESSED_BYTES", 10)

    async def run() -> None:
        compressed = Compressed()
        assert brotli.decompress(await compressed.get(TEXT, "br")) == TEXT
        assert not compressed.kept

    asyncio.run(run())
