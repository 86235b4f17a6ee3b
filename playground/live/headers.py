"""What each response tells a browser to refuse: a page may run our scripts, and nobody else's.

An ASGI middleware around everything that is sent. It stands outside of `assets.py`, which knows the
document as it is sent and so names its policy; this file says what a policy is.

- A document runs scripts of this server, and of its inline ones those of its head by their digests.
  Its body holds the first picture, with a visitor's names: no inline script of it would run.
- Styles may stand inline: Streamlit, Plotly and KaTeX set them while they draw.
- What is given to be downloaded is no page, even where it is HTML or SVG: opened by itself it is
  in a sandbox without scripts.
- The page may be embedded anywhere, for it is made for a course's page, and it has nothing that a
  click in a foreign frame could give away: no account, no right, no other visitor's work. Who wants
  it narrower names the pages in the environment, as in
  ``PLAYGROUND_FRAME_ANCESTORS="'self' https://course.example"``.
- Streamlit takes an upload only with a cookie of its own. In a frame of another site a browser
  sends no cookie but one that says so, which needs https: there it says so.
- The address holds a visitor's network. No other site is told it as a referrer.
"""

import base64
import hashlib
import os
import re
from collections.abc import Iterable, Mapping
from functools import cache
from importlib.resources import files

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

ANCESTORS = "PLAYGROUND_FRAME_ANCESTORS"
POLICY = "content-security-policy"
#: Of every document; what a document is made of needs no more than its right type.
OF_DOCUMENTS = {
    "referrer-policy": "same-origin",
    "cross-origin-opener-policy": "same-origin",
    "permissions-policy": ", ".join(
        f"{feature}=()"
        for feature in (
            "accelerometer",
            "camera",
            "display-capture",
            "geolocation",
            "gyroscope",
            "magnetometer",
            "microphone",
            "midi",
            "payment",
            "serial",
            "usb",
        )
    ),
}
#: Of what is downloaded: opened by itself it may look as it should, and do nothing.
INERT = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; font-src data:; sandbox"
#: The cookie without which no upload is taken, and what lets a frame of another site have it.
_COOKIE, _FRAMED = b"_streamlit_xsrf=", b"SameSite=None; Secure; Partitioned"
_HEAD = b"</head>"
_INLINE = re.compile(rb"<script(?![^>]*\ssrc=)[^>]*>(.*?)</script>", re.DOTALL)
#: Of a source in a policy: a word in quotes, a scheme, or a host, perhaps with scheme and port.
_SOURCE = re.compile(
    r"'self'|'none'|[a-z][a-z0-9+.-]*:|([a-z]+://)?[\w.*-]+(:(\d+|\*))?", re.ASCII | re.IGNORECASE
)


class SecurityHeaders:
    """Send every response with the headers that say what a browser may do with it.

    Raises ValueError when it is made if the environment names pages that no policy can.
    """

    def __init__(self, app: ASGIApp, environment: Mapping[str, str] = os.environ) -> None:
        self.app = app
        self._ancestors = f"; frame-ancestors {ancestors(environment)}"

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass everything on; what starts a response gets its headers."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return

        async def guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(raw=list(message["headers"]))
                self._guard(headers, scope["path"])
                if _is_secure(scope):
                    _let_embedded(headers)
                message = {**message, "headers": headers.raw}
            await send(message)

        await self.app(scope, receive, guarded)

    def _guard(self, headers: MutableHeaders, path: str) -> None:
        headers["x-content-type-options"] = "nosniff"
        policy = headers.get(POLICY)
        if "/media/" in path and "/static/" not in path:
            policy = INERT
        elif policy is None and headers.get("content-type", "").startswith("text/html"):
            policy = _of_streamlits()
        if policy is not None:
            headers[POLICY] = policy + self._ancestors
            headers.update(OF_DOCUMENTS)


def ancestors(environment: Mapping[str, str]) -> str:
    """The pages that may embed this one: all, unless the environment names some."""
    named = environment.get(ANCESTORS, "").split() or ["*"]
    for each in named:
        if not _SOURCE.fullmatch(each):
            raise ValueError(f"{ANCESTORS}: expected addresses, 'self' or 'none', got {each!r}")
    return " ".join(named)


def _is_secure(scope: Scope) -> bool:
    """Whether the browser has come by https, to us or to the proxy before us."""
    forwarded = Headers(scope=scope).get("x-forwarded-proto", "")
    return "https" in (scope.get("scheme"), forwarded.partition(",")[0].strip())


def _let_embedded(headers: MutableHeaders) -> None:
    """Have Streamlit's cookie sent in frames of other sites, to each site's frames its own."""
    headers.raw[:] = [
        (name, value.replace(b"SameSite=Lax", _FRAMED))
        if name == b"set-cookie" and value.startswith(_COOKIE)
        else (name, value)
        for name, value in headers.raw
    ]


def policy_of(page: bytes) -> str:
    """The policy of a document, without who may embed it: it runs the scripts of its head."""
    head = page.partition(_HEAD)[0]
    return "; ".join(_directives(dict.fromkeys(map(_digest, _INLINE.findall(head)))))


def _directives(digests: Iterable[str]) -> Iterable[str]:
    yield "default-src 'none'"
    yield " ".join(["script-src 'self' 'wasm-unsafe-eval'", *digests])
    yield "style-src 'self' 'unsafe-inline'"
    yield "img-src 'self' data: blob:"
    yield "font-src 'self' data:"
    yield "connect-src 'self'"
    yield "manifest-src 'self'"
    yield "base-uri 'none'"
    yield "form-action 'none'"


def _digest(script: bytes) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(script).digest()).decode()}'"


@cache
def _of_streamlits() -> str:
    """The policy of Streamlit's own document, where it is sent as it comes."""
    return policy_of((files("streamlit") / "static" / "index.html").read_bytes())
