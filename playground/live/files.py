"""The front end's own files as they are sent: modules and sheets that belong together are one file.

Each has an address that is another one whenever what it says is: a browser keeps it and need not
ask again.
"""

import hashlib
import re
from pathlib import Path

from playground.cache import cached
from playground.live.together import names, together

PANELS = "_stcore/bidi-components/playground.live/"
VENDORED = PANELS + "vendor/"
FRONTEND = Path(__file__).parent / "frontend"
SHEET = "live.css"  # its imports say which sheets there are, and in which order they hold
ENTRY = "live.js"  # what Streamlit loads, under an address that says no version
EARLY = "early.js"  # what draws the first picture before
TOGETHER = "together.js"  # all that both import, in one
MORPHDOM = "vendor/morphdom/morphdom-esm.js"
#: What has an address with its version.
VERSIONED = (EARLY, TOGETHER, MORPHDOM, SHEET)

_SHEETS = re.compile(r'@import url\("\./([^"]+)"\);\n')


def text(name: str) -> str:
    """The text of a file by its name, its path in the folder."""
    return (FRONTEND / name).read_text("utf-8")


MODULES = names((EARLY, ENTRY), text)
_FILES = [path for kind in ("*.js", "*.css") for path in FRONTEND.rglob(kind)]


@cached(8)
def _sent(name: str, changed_ns: int) -> tuple[str, str]:
    """What is sent under a name, and its version, as of when any file last changed."""
    if name == TOGETHER:
        whole = together((EARLY, ENTRY), text)
    else:
        whole = _SHEETS.sub(lambda found: text(found[1]), text(name))
    return whole, hashlib.blake2b(whole.encode(), digest_size=8).hexdigest()


def sent(name: str) -> tuple[str, str]:
    """What is sent under one of the ``VERSIONED`` names, and its version: a digest of it."""
    return _sent(name, max(path.stat().st_mtime_ns for path in _FILES))


def address(name: str) -> str:
    """The address of one of the ``VERSIONED`` with its version, from the page."""
    return f"./{PANELS}{name}?v={sent(name)[1]}"


def addresses() -> dict[str, str]:
    """Where each module is, by the address that the others know of it: all are in one file."""
    known = {f"./{PANELS}{name}": address(TOGETHER) for name in MODULES}
    return known | {f"./{PANELS}{MORPHDOM}": address(MORPHDOM)}
