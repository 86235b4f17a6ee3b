"""A page's sockets with the test in between: it reads along, holds back, and cuts off."""

from playwright.sync_api import Page, WebSocketRoute

WIRE = "**/live"
SESSION = "**/_stcore/stream"  # Streamlit's own


class Socket:
    """All sockets that a page opens to one address, one after the other.

    ``sent`` is what the page has sent, ``received`` what it has been given, in order.
    """

    def __init__(self, page: Page, address: str) -> None:
        self.sent: list[str | bytes] = []
        self.received: list[str | bytes] = []
        self._held: list[str | bytes] | None = None
        self._is_cut = False
        self._route: WebSocketRoute | None = None
        page.route_web_socket(address, self._open)

    def _open(self, route: WebSocketRoute) -> None:
        if self._is_cut:
            route.close()
            return
        server = route.connect_to_server()
        self._route = route

        def to_server(message: str | bytes) -> None:
            self.sent.append(message)
            server.send(message)

        route.on_message(to_server)
        server.on_message(self._to_page)

    def _to_page(self, message: str | bytes) -> None:
        if self._held is not None:
            self._held.append(message)
        elif self._route is not None:
            self.received.append(message)
            self._route.send(message)

    def hold(self) -> None:
        """Keep from the page what the server sends, until it is let go."""
        self._held = []

    @property
    def holds(self) -> bool:
        """Whether something that the page has not been given is here."""
        return bool(self._held)

    def let_go(self) -> None:
        """Give the page what was held, and whatever comes after it at once."""
        held, self._held = self._held or [], None
        for message in held:
            self._to_page(message)

    def cut(self) -> None:
        """Close the socket, and every one that the page opens from now on."""
        self._is_cut = True
        if self._route is not None:
            self._route.close()
            self._route = None

    def mend(self) -> None:
        """Let the page connect again."""
        self._is_cut = False

    def size(self) -> int:
        """Bytes that the page has been given."""
        return sum(len(m.encode() if isinstance(m, str) else m) for m in self.received)
