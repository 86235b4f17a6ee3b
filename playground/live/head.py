"""What the page's head says early of our scripts and sheets: they come with Streamlit's own."""

import re

import msgspec

from playground.live.files import (
    EARLY,
    ENTRY,
    MORPHDOM,
    PANELS,
    SHEET,
    TOGETHER,
    VENDORED,
    address,
    addresses,
)
from playground.live.fonts import with_faces
from playground.live.opening import Opening

PLOTLY = "vendor/plotly/plotly-basic.min.js"
#: The faces that formulas of the first picture are set in.
MATHEMATICS = ("KaTeX_Main-Regular.woff2", "KaTeX_Main-Bold.woff2", "KaTeX_Math-Italic.woff2")

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
    imports = msgspec.json.encode({"imports": addresses()}).decode()
    early = [
        # While the server is away, Streamlit would lay a dialog over the page that takes the
        # keyboard. The page says so itself, in one line, and what is done meanwhile is kept.
        "<script>window.__streamlit={HOST_CONFIG:{blockErrorDialogs:true}}</script>",
        f'<link rel="modulepreload" href="{address(TOGETHER)}">',
        f'<link rel="modulepreload" href="{address(MORPHDOM)}">',
    ]
    # The sheet stands behind Streamlit's own, which are in the head.
    sheet = f'<link rel="stylesheet" href="{address(SHEET)}">'
    page = page.replace(ROOT, sheet.encode() + ROOT)
    if opening is None:
        early += [
            f'<link rel="modulepreload" href="./{PANELS}{ENTRY}">',
            # After Streamlit's own script has started: it is worked through while that connects.
            f'<script defer src="./{PANELS}{PLOTLY}"></script>',
        ]
    else:
        early = [
            f'<link rel="preload" as="style" href="{address(SHEET)}">',
            f'<link rel="modulepreload" href="{address(EARLY)}">',
            *early,
            *(_FACE.format(f"./{VENDORED}katex/{face}") for face in MATHEMATICS),
            f'{_LATER} href="./{PANELS}{ENTRY}">',
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
    early = f'<script type="module" src="{address(EARLY)}"></script>'
    return page.replace(ROOT, f"{opening.frame}{ROOT.decode()}{early}".encode())


_FACE = '<link rel="preload" as="font" type="font/woff2" href="{}" crossorigin>'
#: Streamlit's scripts come when the first picture stands: a slow line carries no more at once.
_LATER = '<link rel="later" crossorigin'
#: Streamlit's scripts are loaded and started once: by our own when the picture stands or cannot;
#: or, if that fails, here. The wire is opened while the scripts that will use it are on their way.
_START = (
    "try{document.documentElement.style.colorScheme="
    '{Light:"light",Dark:"dark"}[JSON.parse(localStorage.getItem(`%s`))]||"light dark"}catch{}'
    "window.playground={opening:null,start(){"
    'for(const each of document.querySelectorAll("link[rel=later]"))each.rel="modulepreload";'
    'this.started??=import("%s")},'
    "takeSocket(){const early=this.socket;this.socket=null;return early?.readyState<2?early:null}};"
    'try{playground.socket=new WebSocket(new URL("./live",document.baseURI).href'
    '.replace("http","ws"))}catch{}'
    "setTimeout(()=>playground.start(),%d);"
    'addEventListener("error",()=>playground.start(),{once:true});'
    "playground.opening=%s"
)
