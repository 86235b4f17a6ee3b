"""The page in a frame of another site: it works there, files in and out included."""

from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest
from playwright.sync_api import Browser, FrameLocator, Page, expect

from tests.browser.driving.board import PATIENCE
from tests.browser.driving.server import Server

pytestmark = pytest.mark.browser

TABLE = b"height (cm),mass (kg),ill\n181,64,0\n166,88,1\n160,50,0\n182,95,1\n"


@pytest.fixture
def course(
    browser: Browser, server: Server, tmp_path: Path
) -> Iterator[tuple[Page, FrameLocator, list[str]]]:
    """A course's page, of a site that the browser takes for another; its frame; what was refused.

    The header says what a proxy says that is reached by https.
    """
    context = browser.new_context(extra_http_headers={"x-forwarded-proto": "https"})
    page, refused = context.new_page(), list[str]()
    page.set_default_timeout(PATIENCE)
    page.set_viewport_size({"width": 1440, "height": 1000})
    page.on("console", lambda it: refused.append(it.text) if "Policy" in it.text else None)
    (tmp_path / "course.html").write_text(
        f'<iframe src="{server.url}/?preset=xor" width=1400 height=950></iframe>'
    )
    handler = partial(SimpleHTTPRequestHandler, directory=str(tmp_path))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as site:
        Thread(target=site.serve_forever, daemon=True).start()
        page.goto(f"http://localhost:{site.server_port}/course.html")
        yield page, page.frame_locator("iframe"), refused
        context.close()
        site.shutdown()


def test_a_course_embeds_the_page_uploads_to_it_and_downloads_from_it(
    course: tuple[Page, FrameLocator, list[str]],
) -> None:
    page, frame, refused = course
    expect(frame.locator("html[data-wire=live]")).to_be_attached(timeout=PATIENCE)
    frame.locator(".st-key-dataset button").click()
    frame.get_by_role("radio", name="Paste or upload").click()
    frame.locator(".stDialog input[type=file]").set_input_files(
        {"name": "people.csv", "mimeType": "text/csv", "buffer": TABLE}
    )
    expect(frame.locator(".st-key-data_title")).to_contain_text("4 rows", timeout=PATIENCE)
    frame.locator(".st-key-data_use button").click()
    expect(frame.locator(".st-key-stage")).to_contain_text("height", timeout=PATIENCE)
    frame.locator(".st-key-export button").first.click()
    with page.expect_download() as download:
        frame.locator(".st-key-download_json button").click()
    assert "height" in download.value.path().read_text("utf-8")
    frame.get_by_role("tab", name="Picture").click()
    with page.expect_download() as picture:
        frame.get_by_role("button", name="PNG").first.click()
    assert picture.value.path().read_bytes().startswith(b"\x89PNG")
    assert refused == []
