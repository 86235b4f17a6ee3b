"""The playground's page as a test sees it: targets, their values, and gestures on them."""

from urllib.parse import parse_qs, urlencode, urlsplit

import numpy as np
from playwright.sync_api import Locator, Page, expect

from playground.engine import forward
from playground.network import Layer, Network
from playground.scene import Scene
from playground.share import link_of, scene_of

CARRIERS = ["live", "fallback"]  # by the wire, and by the session without it
PATIENCE = 60_000  # ms that a page may take: a machine that tests is often busy

# Streamlit's own, on pages other than the default.
HARMLESS = ("/_stcore/health", "/_stcore/host-config", "status of 404")

_GO = """path => {
  history.pushState({}, "", path);
  dispatchEvent(new PopStateEvent("popstate", { state: {} }));
}"""
# For a quarter of a second the session has run nothing and the wire has painted nothing new.
_QUIET = """() => {
  const [now, { painted }] = [performance.now(), document.documentElement.dataset];
  const runs = !document.querySelector("[data-test-script-state=notRunning]");
  if (runs || painted !== globalThis.paintedLast) globalThis.quietSince = now;
  globalThis.paintedLast = painted;
  return now - (globalThis.quietSince ??= now) > 250;
}"""


class Board:
    """A page with the board on it, and the errors that it logged."""

    def __init__(self, page: Page, url: str, carrier: str) -> None:
        self.page, self.url, self.carrier = page, url, carrier
        self.errors: list[str] = []
        page.set_default_timeout(PATIENCE)
        page.on("pageerror", lambda error: self.errors.append(str(error)))
        page.on("console", self._console)

    def _console(self, message: object) -> None:
        text = str(getattr(message, "text", ""))
        refused = self.carrier == "fallback" and "WebSocket" in text
        harmless = any(part in text for part in HARMLESS)
        if getattr(message, "type", "") == "error" and not refused and not harmless:
            self.errors.append(text)

    def open(self, path: str = "/") -> None:
        self.page.goto(self.url + path)
        self.settle()

    def settle(self) -> None:
        """Wait until the carrier is known and the first picture stands on the app's own page."""
        self.page.wait_for_selector("#opening", state="detached", timeout=PATIENCE)
        self.page.wait_for_selector(
            f"html[data-wire={self.carrier}]", state="attached", timeout=PATIENCE
        )
        if self.page.locator(".st-key-stage").count():
            self.rest()
            expect(self.page.locator(".st-key-stage [data-target]").first).to_be_attached()
        else:  # a step of the course that is about another picture
            expect(self.page.locator(".live-mount .panel").first).to_be_visible()

    def go(self, path: str) -> None:
        """Another address in the page that is there, as Back and Forward lead to one.

        That takes a quarter of a load's time: for whoever asks how a scene looks, not how a page
        starts.
        """
        self.page.evaluate(_GO, path)

    def turn(self, scene: Scene, **parameters: str) -> None:
        """Go to a scene, and wait until the page shows it and is at rest."""
        self.go("/?" + urlencode(link_of(scene) | parameters))
        self.wait_values(
            {
                f"weight/{k}/{j}/{i}": float(layer.weights[j, i])
                for k, layer in enumerate(scene.network.layers)
                for j in range(layer.n_out)
                for i in range(layer.n_in)
            }
            | {f"input/{i}": float(value) for i, value in enumerate(scene.x)}
        )
        self.quiet()
        self.rest()

    def quiet(self) -> None:
        """Wait until the session and the wire have nothing more to say."""
        self.page.wait_for_function(_QUIET, timeout=PATIENCE)

    def rest(self) -> None:
        """Wait until Plotly has drawn all that stands as a sketch."""
        self.page.wait_for_selector("[data-sketch]", state="detached", timeout=PATIENCE)
        self.page.wait_for_selector(".st-key-stage .js-plotly-plot .scatterlayer", timeout=PATIENCE)

    def target(self, name: str, panel: str = "stage") -> Locator:
        """The element over the figure, or a panel's control, for a target."""
        rest = "" if panel == "stage" else "input"
        return self.page.locator(f'.st-key-{panel} {rest}[data-target="{name}"]').first

    def field(self, name: str, panel: str) -> Locator:
        return self.page.locator(f'.st-key-{panel} input[type=text][data-target="{name}"]').first

    def values(self, panel: str = "stage") -> dict[str, str]:
        """``data-value`` by ``data-target`` of everything in a panel."""
        return self.page.evaluate(
            """panel => Object.fromEntries(
              [...document.querySelectorAll(`.st-key-${panel} [data-target][data-value]`)]
                .map(e => [e.dataset.target, e.dataset.value]))""",
            panel,
        )

    def shown_network(self, like: Network) -> tuple[Network, np.ndarray]:
        """Network and input as the stage's targets tell them, shaped like another network."""
        values = {name: float(text) for name, text in self.values().items() if text != ""}
        layers = [
            Layer(
                [
                    [values[f"weight/{k}/{j}/{i}"] for i in range(layer.n_in)]
                    for j in range(layer.n_out)
                ],
                [values[f"bias/{k}/{j}"] for j in range(layer.n_out)],
                layer.activation,
                layer.alpha,
            )
            for k, layer in enumerate(like.layers)
        ]
        x = np.array([values[f"input/{i}"] for i in range(like.n_inputs)])
        return Network(layers, like.input_names, like.output_names), x

    def assert_true(self, like: Network) -> None:
        """Every neuron on the stage and in the output panel shows what the engine computes.

        Panels arrive one after the other, so they are given a moment to agree.
        """
        for _ in range(100):
            try:
                return self._compare(like)
            except (AssertionError, KeyError):
                self.page.wait_for_timeout(100)
        return self._compare(like)

    def _compare(self, like: Network) -> None:
        network, x = self.shown_network(like)
        trace = forward(network, x)
        stage, output = self.values(), self.values("output")
        for k, activations in enumerate(trace.activations):
            for j, value in enumerate(activations):
                assert float(stage[f"neuron/{k}/{j}"]) == float(value), (k, j)
        last = len(like.layers) - 1
        for j, value in enumerate(trace.output):
            assert float(output[f"neuron/{last}/{j}"]) == float(value)

    def scene(self) -> Scene:
        """The scene that the address bar holds."""
        query = parse_qs(urlsplit(self.page.url).query)
        return scene_of({name: values[0] for name, values in query.items()})

    def press_and_move(self, name: str, dx: float, dy: float = 0.0, steps: int = 8) -> None:
        """Take hold of a target on the stage and move it; the button stays down."""
        box = self.target(name).bounding_box()
        assert box is not None, name
        x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
        self.page.mouse.move(x, y)
        self.page.mouse.down()
        self.page.mouse.move(x + dx, y + dy, steps=steps)

    def wait_value(self, name: str, expected: float, panel: str = "stage") -> None:
        """Until the target's ``data-value`` is this float, exactly."""
        self.page.wait_for_function(
            """([panel, name, value]) => [...document.querySelectorAll(
                `.st-key-${panel} [data-target="${name}"][data-value]`)]
                .some(e => Number(e.dataset.value) === value)""",
            arg=[panel, name, expected],
            timeout=PATIENCE,
        )

    def wait_values(self, expected: dict[str, float]) -> None:
        """Until the stage shows all of these, exactly."""
        self.page.wait_for_function(
            """expected => {
              const shown = new Map(
                [...document.querySelectorAll(".st-key-stage [data-target][data-value]")]
                  .map(e => [e.dataset.target, Number(e.dataset.value)]));
              return Object.entries(expected).every(([name, value]) => shown.get(name) === value);
            }""",
            arg=expected,
            timeout=PATIENCE,
        )

    def wait_changed(self, name: str, old: str, panel: str = "stage") -> str:
        """Until the target's ``data-value`` is another than ``old``."""
        handle = self.page.wait_for_function(
            """([panel, name, old]) => {
              const e = document.querySelector(
                `.st-key-${panel} [data-target="${name}"][data-value]`);
              return e && e.dataset.value !== old ? e.dataset.value : null;
            }""",
            arg=[panel, name, old],
            timeout=PATIENCE,
        )
        return str(handle.json_value())

    def wait_committed(self, old_url: str) -> None:
        """Until the address bar holds another scene."""
        self.page.wait_for_function("old => location.href !== old", arg=old_url, timeout=PATIENCE)
