"""Browser contexts that are lent to one board after another.

A context that has shown the page before keeps its scripts and sheets, as a visitor's browser does,
so the next page in it starts in less than half the time. An empty page stays open in each, and with
it the process that draws the context's pages: to start one takes a fifth of a load.

Whatever a page can have written is cleared before the context is lent again: it comes without
cookies, storage, permissions or another's pages. What a test changes of the context itself
(offline, headers, scripts of its own) would stay: such a test makes its own.
"""

import json

from playwright.sync_api import Browser, BrowserContext, Page

STORED = "cookies,local_storage,indexeddb,cache_storage,service_workers,file_systems"


class Windows:
    """Contexts for the pages of one server, by their options; the idle ones wait for the next."""

    def __init__(self, browser: Browser, url: str) -> None:
        self.browser, self.url = browser, url
        self._idle: dict[str, list[BrowserContext]] = {}
        self._lent: dict[Page, str] = {}
        self._staying: set[Page] = set()

    def open(self, width: int, height: int, **options: object) -> Page:
        """An empty page in a context that is the caller's alone."""
        kind = json.dumps(options, sort_keys=True)
        idle = self._idle.setdefault(kind, [])
        context = idle.pop() if idle else self._made(**options)
        page = context.new_page()
        self._lent[page] = kind
        page.set_viewport_size({"width": width, "height": height})
        devtools = context.new_cdp_session(page)
        written = {"origin": self.url, "storageTypes": STORED}
        devtools.send("Storage.clearDataForOrigin", written)
        devtools.detach()
        return page

    def _made(self, **options: object) -> BrowserContext:
        """A context with an empty page at the server's address, which nobody answers but we."""
        context = self.browser.new_context(**options)  # type: ignore[arg-type]
        stays = context.new_page()
        stays.route("**/*", lambda route: route.fulfill(body="<p>", content_type="text/html"))
        stays.goto(self.url)
        stays.unroute_all()
        self._staying.add(stays)
        return context

    def close(self, page: Page) -> None:
        """Every page of this one's context; the context may be lent again."""
        context = page.context
        for each in context.pages:
            if each not in self._staying:
                each.close()
        context.clear_permissions()
        self._idle[self._lent.pop(page)].append(context)
