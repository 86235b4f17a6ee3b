"""What the page's head says early of our scripts and sheets: they come with Streamlit's own.

Each script has an address that is another one whenever the script is: a browser keeps it and need
not ask. An import map leads there from the addresses that the scripts know of each other.
"""

import hashlib
import re
from pathlib import Path

import msgspec

from playground.cache import cached
from playground.live.fonts import with_faces

PANELS = "_stcore/bidi-components/playground.live/"
VENDORED = PANELS + "vendor/"
FRONTEND = Path(__file__).parent / "frontend"
SHEET = "live.css"  # its imports say which sheets there are, and in which order they hold
ENTRY = "live.js"  # what Streamlit loads
MORPHDOM = "vendor/morphdom/morphdom-esm.js"
#: Loaded when it is first asked for.
LAZY = ("figures/picture.js",)
PLOTLY = "vendor/plotly/plotly-basic.min.js"


def _modules() -> list[str]:
    """The scripts that the page opens with: all of the folder but other people's and lazy ones."""
    names = {path.relative_to(FRONTEND).as_posix() for path in FRONTEND.rglob("*.js")}
    ours = {name for name in names if not name.startswith("vendor/")}
    return [*sorted(ours - {*LAZY}), MORPHDOM]


MODULES = _modules()


@cached(256)
def _version(name: str, changed_ns: int) -> str:
    """The version of a script of ours, which last changed at this time."""
    return hashlib.blake2b((FRONTEND / name).read_bytes(), digest_size=8).hexdigest()


def version(name: str) -> str:
    """The version of a script of ours: a digest of its text."""
    return _version(name, (FRONTEND / name).stat().st_mtime_ns)


def _addresses() -> dict[str, str]:
    """The address of each script with its version, by the address that the scripts know.

    Streamlit asks for the entry, and knows of no version: under two addresses it would run twice.
    """
    ours = (name for name in MODULES if name != ENTRY)
    return {f"./{PANELS}{name}": f"./{PANELS}{name}?v={version(name)}" for name in ours}


def with_early(page: bytes) -> bytes:
    """The page with what its head says of the scripts and sheets that it will need.

    The map of addresses must stand before all scripts.
    """
    addresses = _addresses()
    imports = msgspec.json.encode({"imports": addresses}).decode()
    early = [
        # While the server is away, Streamlit would lay a dialog over the page that takes the
        # keyboard. The page says so itself, in one line, and what is done meanwhile is kept.
        "<script>window.__streamlit={HOST_CONFIG:{blockErrorDialogs:true}}</script>",
        f'<link rel="modulepreload" href="./{PANELS}{ENTRY}">',
        *(f'<link rel="modulepreload" href="{address}">' for address in addresses.values()),
        f'<link rel="preload" as="style" href="./{PANELS}{SHEET}">',
        # After Streamlit's own script has started: it is worked through while that one connects.
        f'<script defer src="./{PANELS}{PLOTLY}"></script>',
    ]
    page = with_faces(page, f"./{VENDORED}source-sans/")
    page = page.replace(b"<head>", f'<head><script type="importmap">{imports}</script>'.encode(), 1)
    return page.replace(b"</head>", "".join(early).encode() + b"</head>", 1)


_IMPORT = re.compile(r'@import url\("\./([^"]+)"\);\n')


def whole_sheet() -> str:
    """The page's sheet with the sheets that it imports in their places."""
    entry = (FRONTEND / SHEET).read_text()
    return _IMPORT.sub(lambda found: (FRONTEND / found[1]).read_text(), entry)
