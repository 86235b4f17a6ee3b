"""What nginx makes of the playground's answers: files, sockets, cookies, and what it keeps back."""

import asyncio
import http.client
import re
from email.message import Message
from urllib.parse import urlsplit

import websockets

from benchmarks.visits.draggers import Wire, scene_names, wire
from playground.live.assets import SMALLEST
from tests.machines.servers import Together
from tests.machines.visitor import Cookies

PANELS = "_stcore/bidi-components/playground.live/"


def _get(url: str, path: str, **headers: str) -> tuple[int, Message, bytes]:
    connection = http.client.HTTPConnection(urlsplit(url).netloc, timeout=20)
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    connection.request("GET", path, headers=named)
    answer = connection.getresponse()
    found = answer.status, answer.headers, answer.read()
    connection.close()
    return found


def _linked(url: str) -> list[str]:
    """Some of the scripts and sheets that the page opens with: Streamlit's, and the panels'."""
    _, _, page = _get(url, "/")
    found = re.findall(r'(?:src|href)="\./([^"]+\.(?:js|css)(?:\?[^"]*)?)"', page.decode())
    streamlits = [path for path in found if path.startswith("static/")]
    panels = [path for path in found if path.startswith(PANELS) and "?v=" in path]
    assert streamlits
    assert panels
    return [*streamlits[:2], *panels[:2]]


def files_come_small_and_need_not_be_asked_for_again(together: Together) -> None:
    for path in _linked(together.url):
        status, plain, whole = _get(together.url, f"/{path}")
        assert (status, plain["Content-Encoding"]) == (200, None)
        assert len(whole) > SMALLEST
        for coding in ("gzip", "br"):
            status, headers, body = _get(together.url, f"/{path}", Accept_Encoding=coding)
            assert (status, headers["Content-Encoding"]) == (200, coding)
            assert "accept-encoding" in headers["Vary"].lower()
            assert len(body) < 0.6 * len(whole)
            assert "max-age=31536000" in headers["Cache-Control"] or "?v=" not in path
            assert headers["Set-Cookie"] is None
        tag = plain["ETag"]
        assert _get(together.url, f"/{path}", If_None_Match=tag)[0] == 304


def what_is_immutable_is_asked_of_a_replica_once(together: Together) -> None:
    path = next(path for path in _linked(together.url) if "?v=" in path)
    for _ in range(3):
        _get(together.url, f"/{path}", Accept_Encoding="br")
    lines = [line for line in together.log.read_text().splitlines() if path.split("?")[0] in line]
    assert '"replica":""' in lines[-1]


def the_page_is_compressed(together: Together) -> None:
    status, headers, _ = _get(together.url, "/", Accept_Encoding="gzip, br")
    assert (status, headers["Content-Encoding"]) == (200, "br")


def sockets_are_held_to_the_page_s_origin(together: Together) -> None:
    async def status(path: str, origin: str) -> int:
        address = together.url.replace("http", "ws", 1) + path
        try:
            async with websockets.connect(address, origin=websockets.Origin(origin)) as opened:
                assert opened.response is not None
                return opened.response.status_code
        except websockets.InvalidStatus as refused:
            return refused.response.status_code

    for path in ("/live", "/_stcore/stream"):
        assert asyncio.run(status(path, together.url)) == 101
        assert asyncio.run(status(path, "https://elsewhere.example")) == 403


def any_replica_answers_the_wire(together: Together) -> None:
    async def answered() -> None:
        hub = scene_names("2-4-1", 7)
        for _ in range(2):
            async with wire(together.url) as connection:
                await Wire(connection).drag(hub, 20)

    asyncio.run(answered())
    lines = [line for line in together.log.read_text().splitlines() if '"path":"/live"' in line]
    used = {found[0] for line in lines if (found := re.findall(r'"replica":"[^"]*:(\d+)"', line))}
    assert len(used) == 2


def who_arrives_is_given_a_replica_and_keeps_it(together: Together) -> None:
    given = {}
    for visitor in range(4):
        cookies = Cookies()
        cookies.ask(f"{together.url}/")
        given[visitor] = cookies.kept["playground"]
        status, headers, _ = _get(together.url, "/learn", **cookies.header)
        assert (status, headers.get_all("Set-Cookie")) == (200, None)
    assert set(given.values()) == {"1", "2"}


def a_frame_of_another_site_keeps_its_cookie_over_https(together: Together) -> None:
    _, headers, _ = _get(together.url, "/?embed=true", X_Forwarded_Proto="https")
    assert headers["Set-Cookie"].endswith("; HttpOnly; SameSite=None; Secure; Partitioned")
    _, headers, _ = _get(together.url, "/")
    assert headers["Set-Cookie"].endswith("; HttpOnly; SameSite=Lax")


def a_cookie_that_names_no_replica_leads_to_one(together: Together) -> None:
    for cookie in ("", "3", "one", "../1", "1 2", "é".encode().decode("latin-1")):
        status, headers, _ = _get(together.url, "/", Cookie=f"playground={cookie}")
        assert status == 200
        assert re.match("playground=[12];", headers["Set-Cookie"])


def who_keeps_no_cookies_has_one_replica_for_all_that_is_a_session_s(
    together: Together,
) -> None:
    for _ in range(4):
        _get(together.url, "/media/nothing", User_Agent="a browser that keeps nothing")
    lines = together.log.read_text().splitlines()
    used = {line.partition('"replica":')[2] for line in lines if "/media/nothing" in line}
    assert len(used) == 1


def measures_stay_inside_and_large_bodies_outside(together: Together) -> None:
    for path in ("/metrics", "/_stcore/metrics"):
        assert _get(together.url, path)[0] == 404
    connection = http.client.HTTPConnection(urlsplit(together.url).netloc, timeout=20)
    connection.putrequest("PUT", "/_stcore/upload_file/a/b")
    connection.putheader("Content-Length", str(9 << 20))
    connection.endheaders()
    assert connection.getresponse().status == 413
    connection.close()


def the_log_says_nothing_of_what_a_visitor_drew(together: Together) -> None:
    _get(together.url, "/?n=a-secret-of-theirs&x=1")
    log = together.log.read_text()
    assert "a-secret-of-theirs" not in log
    assert '"path":"/"' in log


CHECKS = (
    files_come_small_and_need_not_be_asked_for_again,
    what_is_immutable_is_asked_of_a_replica_once,
    the_page_is_compressed,
    sockets_are_held_to_the_page_s_origin,
    any_replica_answers_the_wire,
    who_arrives_is_given_a_replica_and_keeps_it,
    a_frame_of_another_site_keeps_its_cookie_over_https,
    a_cookie_that_names_no_replica_leads_to_one,
    who_keeps_no_cookies_has_one_replica_for_all_that_is_a_session_s,
    measures_stay_inside_and_large_bodies_outside,
    the_log_says_nothing_of_what_a_visitor_drew,
)
