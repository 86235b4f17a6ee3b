"""What the server puts into the page's head, and into nothing else."""

import asyncio
import json
import os
import re
import shutil
from pathlib import Path

import brotli
import pytest
from starlette.responses import FileResponse, HTMLResponse
from starlette.types import Message, Receive, Scope, Send

from playground.live import files
from playground.live.assets import CompressedAssets
from playground.live.files import (
    EARLY,
    ENTRY,
    FRONTEND,
    MODULES,
    MORPHDOM,
    PANELS,
    SHEET,
    TOGETHER,
    VENDORED,
    VERSIONED,
    address,
    sent,
)
from playground.live.fonts import FACES
from playground.live.head import PLOTLY, is_known, with_early
from playground.live.opening import opening
from playground.live.together import LATER
from tests.asgi import DOCUMENT, document, request

#: A static import; one that is called, ``import("…")``, loads lazily.
IMPORT = re.compile(r'^(?:import|export)\b[^;(]*?"(\.[^"]+)";', re.MULTILINE)
#: What the first picture waits for, in the order in which it should come.
FIRST = ('preload" as="style', SHEET), ("modulepreload", TOGETHER)


async def _nothing() -> Message:
    return {"type": "http.request"}


def answered(path: str, base: str = "") -> str:
    """The document that a browser gets which takes Brotli."""
    return response(path, base=base)[0]


def response(path: str, query: str = "", base: str = "") -> tuple[str, dict[str, str]]:
    """The document and its headers, for a browser that takes Brotli."""
    app = CompressedAssets(document, base)
    told = {"accept-encoding": "gzip, br"}
    _, headers, body = request(app, path, told, query_string=query.encode())
    return (brotli.decompress(body) if "content-encoding" in headers else body).decode(), headers


@pytest.mark.parametrize("base", ["", "lab/mlp"])
def test_what_the_page_opens_with_is_compressed_when_the_server_starts(
    base: str, tmp_path: Path
) -> None:
    root = f"/{base}/" if base else "/"
    page = '<head><script src="./static/js/app.js"></script></head>' + "x" * 2_000
    assert not is_known(page.encode())  # it is sent as it came
    files = {root: ("index.html", page), f"{root}static/js/app.js": ("app.js", "y" * 2_000)}
    for name, text in files.values():
        (tmp_path / name).write_text(text)
    asked: list[str] = []

    async def inner(scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "lifespan":
            return await send({"type": "lifespan.startup.complete"})
        asked.append(scope["path"])
        name = files.get(scope["path"], (None,))[0]
        answer = FileResponse(tmp_path / name) if name else HTMLResponse(status_code=404)
        return await answer(scope, receive, send)

    async def ignored(message: Message) -> None:
        pass

    async def start() -> CompressedAssets:
        app = CompressedAssets(inner, base=base)
        await app({"type": "lifespan"}, _nothing, ignored)
        assert app.warming is not None
        await app.warming
        return app

    app = asyncio.run(start())
    assert {*files} <= {*asked}
    kept = {brotli.decompress(body).decode() for body in app.compressed.kept.values()}
    assert kept == {"y" * 2_000}  # each page of its own is not likely to be asked for again


@pytest.mark.parametrize(("path", "base"), [("/", ""), ("/lab/mlp/", "lab/mlp"), ("/learn", "")])
def test_the_page_says_early_what_it_will_need(path: str, base: str) -> None:
    page = answered(path, base)
    first = opening(path.removeprefix(f"/{base}").strip("/"), {})
    assert (first is None) == (path == "/learn")
    assert page == with_early(DOCUMENT.encode(), first).decode()
    for name in (TOGETHER, MORPHDOM):
        assert f'<link rel="modulepreload" href="{address(name)}">' in page
    head, _, body = page.partition("</head>")
    assert f'<link rel="stylesheet" href="{address(SHEET)}">' in body  # behind Streamlit's
    if first is None:
        assert SHEET not in head  # what is announced and comes later, a browser warns of
        assert f'<link rel="modulepreload" href="./{PANELS}{ENTRY}">' in page
        assert f'<script defer src="./{PANELS}{PLOTLY}"></script>' in page
    else:  # what is not needed for the first picture waits for it
        sheet, script = (f'{how}" href="{address(name)}">' for how, name in FIRST)
        assert head.index(sheet) < head.index(script)
        assert f'<script type="module" src="{address(EARLY)}"></script>' in body
        assert f'<link rel="later" crossorigin href="./{PANELS}{ENTRY}">' in page
        assert PLOTLY not in page


def test_scripts_find_each_other_by_addresses_that_change_with_them() -> None:
    page = answered("/")
    before, _, rest = page.partition('<script type="importmap">')
    assert "<script" not in before
    imports = json.loads(rest.partition("</script>")[0])["imports"]
    assert imports == {
        **{f"./{PANELS}{name}": address(TOGETHER) for name in MODULES},
        f"./{PANELS}{MORPHDOM}": address(MORPHDOM),
    }


@pytest.mark.parametrize("name", VERSIONED)
def test_what_belongs_together_is_sent_as_one(name: str) -> None:
    assert response(f"/{PANELS}{name}")[0] == sent(name)[0]


def test_a_page_has_a_version_of_its_own() -> None:
    """Streamlit's would still be the same when our scripts have changed."""
    first, again = response("/")[1], response("/", "preset=xor")[1]
    assert first["etag"].startswith('W/"')
    assert first["etag"] == response("/")[1]["etag"] != again["etag"]
    assert first["cache-control"] == "no-cache"
    assert "last-modified" not in first


@pytest.mark.parametrize("name", VERSIONED)
def test_a_browser_keeps_a_file_only_under_its_own_version(name: str) -> None:
    kept = response(f"/{PANELS}{name}", f"v={sent(name)[1]}")[1]["cache-control"]
    assert "immutable" in kept
    for query in ("", "v=0", f"v={sent(EARLY if name != EARLY else TOGETHER)[1]}"):
        assert "immutable" not in response(f"/{PANELS}{name}", query)[1]["cache-control"]


def test_a_module_that_changes_gives_the_whole_another_version(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "frontend"
    shutil.copytree(FRONTEND, folder, ignore=shutil.ignore_patterns("vendor"))
    monkeypatch.setattr(files, "FRONTEND", folder)
    monkeypatch.setattr(files, "_FILES", list(folder.rglob("*.*")))
    changes = {"carrier/wire.js": TOGETHER, "styles/palette.css": SHEET}
    for number, (name, whole) in enumerate(changes.items(), 1):
        before = {each: sent(each)[1] for each in (EARLY, TOGETHER, SHEET)}
        changed = folder / name
        changed.write_text(changed.read_text() + "/* more */\n")
        later = changed.stat().st_mtime_ns + number * 10**9
        os.utime(changed, ns=(later, later))
        assert {each for each in before if sent(each)[1] != before[each]} == {whole}


def test_the_page_loads_the_typeface_with_the_characters_that_it_writes_and_not_the_whole() -> None:
    plain = DOCUMENT.encode()
    assert b"/SourceSans" in plain  # Streamlit preloads it
    page = with_early(plain)
    assert b"/SourceSans" not in page
    assert page.index(b"<style>@font-face{font-family:Source Sans") > page.index(
        b"static/css/index"
    )
    for name in FACES.values():
        assert f"{VENDORED}source-sans/{name}".encode() in page
        assert (FRONTEND / "vendor" / "source-sans" / name).stat().st_size < 50_000


@pytest.mark.parametrize("path", ["/media/0a1b.html", "/lab/mlp/media/0a1b.html", "/media/0a1b"])
def test_a_downloaded_document_stays_as_it_was_made(path: str) -> None:
    assert answered(path) == DOCUMENT


def imported(entry: str) -> set[str]:
    """The files that a browser loads for a module, by following its imports."""
    found: set[str] = set()
    waiting = [FRONTEND / entry]
    while waiting:
        path = waiting.pop().resolve()
        name = path.relative_to(FRONTEND).as_posix()
        if name not in found:
            found.add(name)
            waiting += [path.parent / other for other in IMPORT.findall(path.read_text("utf-8"))]
    return found


def test_the_whole_holds_exactly_what_the_two_entries_load() -> None:
    apart = {ENTRY, EARLY, MORPHDOM}
    assert sorted(MODULES) == sorted((imported(ENTRY) | imported(EARLY)) - apart)


def test_what_is_loaded_when_it_is_asked_for_is_not_in_the_whole() -> None:
    asked_for = {found for name in MODULES for found in LATER.findall(files.text(name))}
    assert asked_for == {"./figures/picture.js"}
    assert "figures/picture.js" not in MODULES
    assert 'await import("./figures/picture.js")' in sent(TOGETHER)[0]
