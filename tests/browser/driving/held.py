"""A file that does not come before the test lets it go."""

from playwright.sync_api import Page, Route


class Held:
    """Holds what a page asks for at an address, a glob."""

    def __init__(self, address: str) -> None:
        self.address = address
        self.routes: list[Route] = []
        self.is_open = False

    def on(self, page: Page) -> None:
        page.route(self.address, self._asked)

    def _asked(self, route: Route) -> None:
        if self.is_open:
            route.continue_()
        else:
            self.routes.append(route)

    def let_go(self) -> None:
        self.is_open = True
        while self.routes:
            self.routes.pop().continue_()
