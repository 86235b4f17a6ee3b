"""What a browser is told of every response: which scripts run, who may embed, what is passed on."""

import base64
import hashlib
import re
from collections.abc import Mapping
from types import MappingProxyType

import pytest
from starlette.responses import Response
from starlette.types import ASGIApp

from playground.live.assets import CompressedAssets
from playground.live.headers import ANCESTORS, INERT, SecurityHeaders, policy_of
from tests.asgi import document, request

SCRIPT = re.compile(r"<script(?P<attributes>[^>]*)>(?P<text>.*?)</script>", re.DOTALL)
COOKIE = "_streamlit_xsrf=2|a|b|3; Path=/; SameSite=Lax"


def asked(
    path: str,
    app: ASGIApp = document,
    told: dict[str, str] | None = None,
    environment: Mapping[str, str] = MappingProxyType({}),
    **more: object,
) -> tuple[int, dict[str, str], str]:
    """Status, headers and text of an answer, as the server gives it."""
    server = SecurityHeaders(CompressedAssets(app), environment)
    status, headers, body = request(server, path, told, **more)
    return status, headers, body.decode()


def directives(policy: str) -> dict[str, list[str]]:
    parts = [each.split() for each in policy.split(";")]
    return {name: sources for name, *sources in parts}


def digest(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


@pytest.mark.parametrize("path", ["/", "/learn"])
def test_a_document_runs_the_scripts_of_its_head_and_no_other_inline_one(path: str) -> None:
    _, headers, page = asked(path)
    scripts = [each for each in SCRIPT.finditer(page) if "src=" not in each["attributes"]]
    assert len(scripts) >= 3
    end = page.index("</head>")
    assert all(each.start() < end for each in scripts)
    allowed = directives(headers["content-security-policy"])["script-src"]
    assert set(allowed) == {"'self'", "'wasm-unsafe-eval'", *(digest(e["text"]) for e in scripts)}


def test_a_script_among_what_a_visitor_named_would_not_run() -> None:
    page = b"<head><script>ours()</script></head><body><script>theirs()</script></body>"
    allowed = directives(policy_of(page))["script-src"]
    assert digest("ours()") in allowed
    assert digest("theirs()") not in allowed


def test_no_other_site_is_loaded_from_or_told_the_address() -> None:
    _, headers, _ = asked("/")
    policy = directives(headers["content-security-policy"])
    assert policy.pop("frame-ancestors") == ["*"]
    assert policy["default-src"] == policy["base-uri"] == policy["form-action"] == ["'none'"]
    own = re.compile(r"'(self|none|unsafe-inline|wasm-unsafe-eval|sha256-\S+)'|data:|blob:")
    assert all(own.fullmatch(each) for sources in policy.values() for each in sources)
    assert headers["referrer-policy"] == "same-origin"
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["cross-origin-opener-policy"] == "same-origin"


def test_a_document_that_has_not_changed_has_its_policy() -> None:
    _, first, _ = asked("/")
    status, again, text = asked("/", told={"if-none-match": first["etag"]})
    assert (status, text) == (304, "")
    assert again["content-security-policy"] == first["content-security-policy"]


def test_what_is_downloaded_is_in_a_sandbox_and_other_files_keep_their_type() -> None:
    assert asked("/lab/media/ab.html")[1]["content-security-policy"].startswith(INERT)
    assert "sandbox" not in asked("/index.html")[1]["content-security-policy"]
    _, headers, _ = asked("/static/media/a.woff2", Response(b"", media_type="font/woff2"))
    assert headers["x-content-type-options"] == "nosniff"
    assert "content-security-policy" not in headers


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        (None, "*"),
        ("  ", "*"),
        ("'none'", "'none'"),
        ("'self' https://course.example:8443", "'self' https://course.example:8443"),
        ("https://*.school.example http:", "https://*.school.example http:"),
    ],
)
def test_an_operator_says_who_may_embed_the_page(given: str | None, expected: str) -> None:
    environment = {} if given is None else {ANCESTORS: given}
    policy = asked("/", environment=environment)[1]["content-security-policy"]
    assert " ".join(directives(policy)["frame-ancestors"]) == expected


@pytest.mark.parametrize("given", ["https://a;b", "'unsafe-inline'", "a,b", "x\r\ny: z;"])
def test_what_no_policy_can_name_stops_the_server(given: str) -> None:
    with pytest.raises(ValueError, match=ANCESTORS):
        SecurityHeaders(document, {ANCESTORS: given})


@pytest.mark.parametrize(
    ("told", "scheme", "framed"),
    [
        ({}, "http", False),
        ({"x-forwarded-proto": "https, http"}, "http", True),
        ({"x-forwarded-proto": "http"}, "http", False),
        ({}, "https", True),
    ],
)
def test_an_upload_works_in_a_frame_of_another_site(
    told: dict[str, str], scheme: str, framed: bool
) -> None:
    app = Response(b"ok", headers={"set-cookie": COOKIE})
    _, headers, _ = asked("/_stcore/health", app, told, scheme=scheme)
    last = "SameSite=None; Secure; Partitioned" if framed else "SameSite=Lax"
    assert headers["set-cookie"] == COOKIE.replace("SameSite=Lax", last)
