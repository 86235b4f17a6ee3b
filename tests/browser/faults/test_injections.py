"""Fifty hostile texts at every place that takes one: all are shown as they stand, and none acts."""

import csv
import io
from collections.abc import Callable, Sequence
from urllib.parse import urlencode

import pytest
from playwright.sync_api import Dialog, Locator, Page, expect

from playground import document
from playground.data.names import column_names, neuron_names
from playground.learner import lessons
from playground.limits import MAX_NOTE, MAX_TITLE
from playground.network import Network
from playground.scene import Scene, Target
from tests.browser.driving.board import Board
from tests.browser.driving.server import Server
from tests.security.named import text_for
from tests.security.strings import TEXTS

pytestmark = pytest.mark.browser
Open = Callable[..., Board]

NAMES = neuron_names(TEXTS)
#: As a table has them: half of a pair of surrogates cannot be written to a file.
HEADERS = [name for name in column_names(TEXTS) if not name.startswith("column")]
TITLES = [title for text in TEXTS if (title := text_for(text, MAX_TITLE))]
WORST = "\"'><img src=x onerror=ran=1>"
#: A lesson and the step of it that has a field for an answer, with the field's label.
LESSON = next(each for each in lessons() if each.slug == "chain-rule")
FIELD = LESSON.texts["en"].steps[LESSON.steps[0].id].part("field d")

_WATCH = """addEventListener("securitypolicyviolation",
  (event) => {
    globalThis.refused = true;
    console.error("refused", event.violatedDirective, event.blockedURI);
  })"""
#: What acts, or would if the policy let it. None of it stands anywhere on a page of ours.
_ACTING = """() => [...document.querySelectorAll("*")].flatMap((element) => {
  const { localName, attributes } = element;
  const found = /^(iframe|object|embed|base|form|foreignobject)$/i.test(localName)
    || (localName === "script" && element.closest(".stApp")) ? [localName] : [];
  for (const { name, value } of attributes) {
    const leads = /href|src|action|style|data$/.test(name);
    if (/^on|srcdoc/.test(name) || (leads && /example\\.org|script:|ran=1/.test(value)))
      found.push(`${localName} ${name}=${value}`);
  }
  return found;
}).concat(globalThis.ran === undefined ? [] : ["a script has run"])"""


def network(names: Sequence[str]) -> Scene:
    made = Network.create([16, 2, 16], hidden="tanh", seed=1)
    named = Network(made.layers, names[:16], names[16:32])
    return Scene(named, selected=Target("input", (0,)), title=TITLES[0])


def chosen(page: Page, name: str) -> Locator:
    return page.get_by_role("radio", name=name)


def file(name: str, text: str) -> dict[str, object]:
    return {"name": name, "mimeType": "text/plain", "buffer": text.encode("utf-8", "replace")}


def table() -> str:
    """Fifty columns called by the texts, and one in which each of them is a class."""
    out = io.StringIO(newline="")
    rows = csv.writer(out)
    texts = [text.replace("\x00", " ").replace("\x1b", " ") for text in TEXTS]
    rows.writerow([*texts, "says"])
    for i, text in enumerate(texts):
        rows.writerow([*[i * j % 7 for j in range(len(texts))], text])
    return out.getvalue()


def shows(page: Page, css: str, *texts: str) -> None:
    """Wait until an element's text holds these as they stand.

    Streamlit's Markdown parts signs by what nobody sees; lines break where there is no room.
    """
    expect(page.locator(css)).to_be_visible()
    for _ in range(50):
        shown = " ".join(page.locator(css).inner_text().replace("\u200c", "").split())
        missing = [text for text in texts if text not in shown]
        if not missing:
            return
        page.wait_for_timeout(100)
    raise AssertionError((missing, shown[:3000]))


def test_no_text_acts_wherever_it_stands(open_board: Open, server: Server) -> None:
    strange: list[str] = []

    def dismissed(dialog: Dialog) -> None:
        strange.append(dialog.message)
        dialog.dismiss()

    def watch(page: Page) -> None:
        page.add_init_script(_WATCH)
        page.on("dialog", dismissed)
        page.on("popup", lambda popup: strange.append(popup.url))
        page.on("request", lambda it: None if it.url.startswith(own) else strange.append(it.url))

    own = (server.url, server.url.replace("http", "ws", 1), "data:", "blob:")
    board = open_board("/?" + urlencode(document.link(network(NAMES[:32]))), prepare=watch)
    page = board.page

    def harmless(where: str) -> None:
        assert page.evaluate(_ACTING) == [], where
        assert strange == [], where
        assert page.url.startswith(server.url), where

    # Names of inputs and outputs, from the link, in every panel and in the figures.
    page.get_by_role("tab", name="Surface", exact=True).click()
    for names in (NAMES[:32], NAMES[-32:]):
        board.go("/?" + urlencode(document.link(network(names))))
        fields = page.locator(".st-key-inputs input.name")
        expect(fields.first).to_have_value(names[0])
        board.quiet()
        assert fields.evaluate_all("all => all.map(e => e.value)") == list(names[:16])
        expect(page.locator(".st-key-surface .js-plotly-plot").first).to_be_attached()
        harmless("names")
    # What is typed: a number, a name.
    field = board.field("input/0", "inputs")
    field.fill(WORST)
    field.press("Enter")
    expect(page.locator(".live-notice")).to_contain_text(WORST[2:20])
    harmless("typed")
    field.fill("1")
    # A file: its own name, title and note; and one that is refused, with its reason.
    page.get_by_role("button", name="Open", exact=True).click()
    scene = Scene(network(NAMES[:32]).network, title=TITLES[3], note="\n".join(TITLES)[:MAX_NOTE])
    page.set_input_files("input[type=file]", file(f"{WORST}.json", document.scene_to_json(scene)))  # type: ignore[arg-type]
    shows(page, ".st-key-about", TITLES[3], *TITLES[4:9])
    harmless("file")
    page.keyboard.press("Escape")
    # A table: fifty headers, and as many classes. A formula.
    page.locator(".st-key-dataset button").click()
    chosen(page, "Paste or upload").click()
    page.locator(".stDialog input[type=file]").set_input_files(file(f"{WORST}.csv", table()))  # type: ignore[arg-type]
    shows(page, ".stDialog", *HEADERS)
    harmless("table")
    chosen(page, "formula").click()
    page.locator(".st-key-data_formula input").fill(WORST)
    page.locator(".st-key-data_formula input").press("Enter")
    expect(page.locator(".stDialog .stAlert")).to_be_visible()
    harmless("formula")
    # The course: what its address says, an answer that is typed, and a learner's name.
    board.go("/learn?" + urlencode({"lesson": LESSON.slug, "step": "1", "lang": WORST}))
    page.get_by_label(FIELD, exact=True).fill(WORST)
    page.get_by_label(FIELD, exact=True).press("Enter")
    harmless("answer")
    # Were one believed: it would be found here, and the policy would keep it from running.
    assert board.errors == []
    page.evaluate(
        "text => document.querySelector('.stApp').insertAdjacentHTML('afterend', text)", WORST
    )
    page.wait_for_function("() => globalThis.refused")
    assert page.evaluate(_ACTING) == ["img onerror=ran=1"]
    assert any("refused script-src" in error for error in board.errors)
    board.errors.clear()
