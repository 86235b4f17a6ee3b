"""Browser contexts that are lent to one board after another.

A context that has shown the page before keeps its scripts and sheets, as a visitor's browser does,
so the next page in it starts in less than half the time. Whatever a page can have written is
cleared before the context is lent again: it comes without cookies, storage, permissions or pages.
"""

import json

from playwright.sync_api import Browser, BrowserContext, Page

STORED = "cookies,local_storage,indexeddb,cache_storage,service_workers,file_systems"


class Windows:
    """Contexts of one browser by their options; those that nobody has wait for the next."""

    def __init__(self, browser: Browser) -> None:
        self.browser = browser
        self._idle: dict[str, list[BrowserContext]] = {}
        self._kind: dict[BrowserContext, str] = {}
        self._wrote: dict[BrowserContext, set[str]] = {}

    def open(self, url: str, width: int, height: int, **options: object) -> Page:
        """A page for the server at ``url``, in a context that is the caller's alone."""
        kind = json.dumps(options, sort_keys=True)
        idle = self._idle.setdefault(kind, [])
        if idle:
            context = idle.pop()
        else:
            context = self.browser.new_context(**options)  # type: ignore[arg-type]
            self._kind[context], self._wrote[context] = kind, set()
        page = context.new_page()
        page.set_viewport_size({"width": width, "height": height})
        self._clear(context, page)
        self._wrote[context].add(url)
        return page

    def close(self, page: Page) -> None:
        """Every page of this one's context; the context may be lent again."""
        context = page.context
        for each in context.pages:
            each.close()
        context.clear_permissions()
        self._idle[self._kind[context]].append(context)

    def _clear(self, context: BrowserContext, page: Page) -> None:
        devtools = context.new_cdp_session(page)
        for url in self._wrote[context]:
            devtools.send("Storage.clearDataForOrigin", {"origin": url, "storageTypes": STORED})
        devtools.detach()
        self._wrote[context].clear()
