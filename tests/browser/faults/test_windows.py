"""A browser context that is lent again comes without what the page before has written."""

import pytest
from playwright.sync_api import Browser

from tests.browser.driving.windows import Windows

pytestmark = pytest.mark.browser

URL = "http://127.0.0.1:9"  # nobody listens there: the test answers itself
WRITE = """() => { localStorage.kept = "1"; sessionStorage.kept = "1"; document.cookie = "kept=1";
  return new Promise((done) => { indexedDB.open("kept").onsuccess = () => done(); }); }"""
READ = """async () => [localStorage.length, sessionStorage.length, document.cookie,
  (await indexedDB.databases()).length,
  (await navigator.permissions.query({ name: "clipboard-read" })).state]"""


def test_a_context_is_lent_again_clean(browser: Browser) -> None:
    windows, seen = Windows(browser, URL), []
    for _ in range(2):
        page = windows.open(500, 400)
        page.route("**/*", lambda route: route.fulfill(body="<p>", content_type="text/html"))
        page.goto(URL)
        seen.append((page.context, page.evaluate(READ)))
        page.context.grant_permissions(["clipboard-read"])
        page.evaluate(WRITE)
        assert page.evaluate(READ) == [1, 1, "kept=1", 1, "granted"]
        windows.close(page)
    (first, fresh), (again, lent) = seen
    assert again is first
    assert lent == fresh == [0, 0, "", 0, fresh[-1]]
    assert fresh[-1] != "granted"
    first.close()
