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
from playground.live.opening import Opening

PANELS = "_stcore/bidi-components/playground.live/"
VENDORED = PANELS + "vendor/"
FRONTEND = Path(__file__).parent / "frontend"
SHEET = "live.css"  # its imports say which sheets there are, and in which order they hold
ENTRY = "live.js"  # what Streamlit loads
EARLY = "early.js"  # what draws the first picture before
MORPHDOM = "vendor/morphdom/morphdom-esm.js"
#: Loaded when it is first asked for.
LAZY = ("figures/picture.js",)
PLOTLY = "vendor/plotly/plotly-basic.min.js"
#: The faces that formulas of the first picture are set in.
MATHEMATICS = ("KaTeX_Main-Regular.woff2", "KaTeX_Main-Bold.woff2", "KaTeX_Math-Italic.woff2")


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


#: All that we rely on of Streamlit's own document, each of which it has once: its script, the
#: element that it draws in, and the head; and where it keeps a visitor's theme.
SCRIPT = re.compile(
    rb'<script type="module" crossorigin src="(\./static/js/index\.[^"]+)"></script>'
)
ROOT = b'<div id="root"></div>'
HEAD = b"<head>", b"</head>"
#: How long Streamlit's script waits for the first picture, in ms: it blocks the page as it starts.
LONGEST_WAIT = 1500
THEME = "stActiveTheme-${location.pathname}-v2"


def is_known(page: bytes) -> bool:
    """Whether this is Streamlit's document as we know it; any other is sent as it came."""
    parts = all(page.count(part) == 1 for part in (ROOT, *HEAD))
    return parts and len(SCRIPT.findall(page)) == 1


def with_early(page: bytes, opening: Opening | None = None) -> bytes:
    """The page with what its head says of the scripts and sheets that it will need.

    With an ``opening`` our own script draws the first picture, and Streamlit's waits for that. The
    map of addresses must stand before all scripts.
    """
    addresses = _addresses()
    imports = msgspec.json.encode({"imports": addresses}).decode()
    early = [
        # While the server is away, Streamlit would lay a dialog over the page that takes the
        # keyboard. The page says so itself, in one line, and what is done meanwhile is kept.
        "<script>window.__streamlit={HOST_CONFIG:{blockErrorDialogs:true}}</script>",
        f'<link rel="modulepreload" href="./{PANELS}{ENTRY}">',
        *(f'<link rel="modulepreload" href="{address}">' for address in addresses.values()),
    ]
    if opening is None:
        early += [
            f'<link rel="preload" as="style" href="./{PANELS}{SHEET}">',
            # After Streamlit's own script has started: it is worked through while that connects.
            f'<script defer src="./{PANELS}{PLOTLY}"></script>',
        ]
    else:
        early += [
            # It is worked through once the first question is on its way.
            f'<link rel="preload" as="script" href="./{PANELS}{PLOTLY}" fetchpriority="high">',
            *(_FACE.format(f"./{VENDORED}katex/{face}") for face in MATHEMATICS),
        ]
        page = _opened(page, opening)
    page = with_faces(page, f"./{VENDORED}source-sans/")
    start, end = HEAD
    page = page.replace(start, f'<head><script type="importmap">{imports}</script>'.encode(), 1)
    return page.replace(end, "".join(early).encode() + end, 1)


def _opened(page: bytes, opening: Opening) -> bytes:
    """The page with its frame, its first scene, and Streamlit's script behind our own."""
    script = SCRIPT.findall(page)[0].decode()
    data = msgspec.json.encode(opening.data).decode().replace("<", "\\u003c")
    page = page.replace(b'<link rel="modulepreload" crossorigin', _LATER.encode())
    start = (
        f'{_LATER} href="{script}"><script>{_START % (THEME, script, LONGEST_WAIT, data)}</script>'
    )
    page = SCRIPT.sub(lambda _: start.encode(), page)  # as it is: it may hold backslashes
    body = (
        f'<link rel="stylesheet" href="./{PANELS}{SHEET}">{opening.frame}{ROOT.decode()}'
        f'<script type="module" src="{_addresses()["./" + PANELS + EARLY]}"></script>'
    )
    return page.replace(ROOT, body.encode())


_FACE = '<link rel="preload" as="font" type="font/woff2" href="{}" crossorigin>'
#: Streamlit's scripts come when what the first picture needs has come: a slow line carries no more.
_LATER = '<link rel="later" crossorigin'
#: Streamlit's scripts are loaded, and the first is started once: by our own when the picture stands
#: or cannot; or, if that fails, here.
_START = (
    "try{document.documentElement.style.colorScheme="
    '{Light:"light",Dark:"dark"}[JSON.parse(localStorage.getItem(`%s`))]||"light dark"}catch{}'
    "window.playground={opening:null,load(){for(const each of document.querySelectorAll("
    '"link[rel=later]"))each.rel="modulepreload"},'
    'start(){this.load();this.started??=import("%s")}};'
    "setTimeout(()=>playground.start(),%d);"
    'addEventListener("error",()=>playground.start(),{once:true});'
    "playground.opening=%s"
)


_IMPORT = re.compile(r'@import url\("\./([^"]+)"\);\n')


def whole_sheet() -> str:
    """The page's sheet with the sheets that it imports in their places."""
    entry = (FRONTEND / SHEET).read_text()
    return _IMPORT.sub(lambda found: (FRONTEND / found[1]).read_text(), entry)
