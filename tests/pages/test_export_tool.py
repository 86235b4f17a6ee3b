"""The tool that exports: what is shown, and what is only a file."""

import pytest
from streamlit.testing.v1 import AppTest

from playground import presets
from playground.data import load_set
from playground.export.formats import CODE, TRAINED_NUMBERS, TRAINED_ROWS, TRAININGS, Format
from playground.network import Network
from playground.scene import Scene, apply
from playground.scene.training import TrainTo
from playground.widgets.tools import export_files
from tests.pages.playground_page import codes, data, open_popover, opened, ran, session


def test_export_shows_the_code_and_the_document() -> None:
    page = open_popover(opened({"preset": "body-size"}), "export")
    example = presets.load("body-size")
    assert codes(page) == [each.write(example).strip() for each in CODE]
    assert "download-picture" in data(page)["pictures"]["content"]["frame"]
    assert page.download_button(key="download_json").label == "Download JSON"
    assert page.download_button(key="download_GraphML").label == "Graph (GraphML)"
    assert page.download_button(key="download_DOT").label == "Graph (DOT)"


def test_a_new_export_is_a_row(monkeypatch: pytest.MonkeyPatch) -> None:
    row = Format("Sizes", lambda scene: f"sizes = {scene.network.sizes}", "sizes.py", "text/plain")
    monkeypatch.setattr(export_files, "CODE", (*CODE, row))
    page = open_popover(opened({"preset": "body-size"}), "export")
    assert codes(page)[-1] == "sizes = (2, 3, 2, 1)"
    assert page.download_button(key="download_Sizes").label == "Download Sizes code"


def test_a_large_networks_code_is_a_file() -> None:
    page = opened()
    session(page).visit(Scene(Network.create([60, 60], seed=1)))
    open_popover(ran(page), "export")
    assert codes(page) == []
    assert page.download_button(key="download_NumPy")


def test_predictions_are_there_where_data_fit() -> None:
    page = opened()
    data = load_set("corners-xor")
    network = Network.create([2, 2, 1], output="sigmoid", seed=1)
    session(page).visit(Scene(network, data=data))
    assert "download_Predictions" in keys(open_popover(ran(page), "export"))
    session(page).visit(Scene(Network.create([3, 1], seed=1), data=data))
    assert "download_Predictions" not in keys(ran(page))


def test_a_training_is_there_once_something_has_been_trained() -> None:
    page = opened()
    data = load_set("corners-xor")
    untrained = Scene(Network.create([2, 2, 1], output="sigmoid", seed=1), data=data)
    files = {f"download_{each.name}" for each in (*TRAININGS, *TRAINED_NUMBERS)}
    session(page).visit(untrained)
    assert not files & keys(open_popover(ran(page), "export"))
    session(page).visit(apply(untrained, TrainTo(3)))
    assert files <= keys(ran(page))
    assert f"download_{TRAINED_ROWS.name}" not in keys(page)
    many = load_set("digits")
    large = Scene(Network.create([64, 10], output="softmax", seed=1), data=many)
    session(page).visit(apply(large, TrainTo(1)))
    assert f"download_{TRAINED_ROWS.name}" in keys(ran(page))


def keys(page: AppTest) -> set[str | None]:
    return {button.key for button in page.download_button}
