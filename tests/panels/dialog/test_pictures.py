"""The dialog's pictures and sentences: a mark for each row, markup for nobody's text."""

import base64
import re
from xml.etree import ElementTree

import pytest
from hypothesis import given

from playground import presets
from playground.analysis.columns import kinds, spread
from playground.data import SETS, Dataset, load_set, read_table
from playground.language import speaking
from playground.network import Network
from playground.panels.dialog import histogram
from playground.panels.dialog.consequences import consequences
from playground.panels.dialog.scatter import POINTS, scatter
from playground.panels.dialog.thumbnail import thumbnail
from playground.scene.data import fitted
from tests.data.strategies import datasets


def parsed(address: str) -> ElementTree.Element:
    head, _, body = address.partition(",")
    assert head == "data:image/svg+xml;base64"
    return ElementTree.fromstring(base64.b64decode(body))


def marks(picture: ElementTree.Element, css: str) -> int:
    paths = [each for each in picture.iter() if css in each.get("class", "").split()]
    return sum(each.get("d", "").count("M") for each in paths)


@pytest.mark.parametrize("name", SETS)
def test_a_thumbnail_is_a_small_picture(name: str) -> None:
    address = thumbnail(load_set(name))
    parsed(address)
    assert len(address) < 5_000


def test_shape_is_class_as_the_kit_has_it() -> None:
    picture = parsed(thumbnail(load_set("corners-xor")))
    assert marks(picture, "dot") == 2
    assert marks(picture, "box") == 2
    assert marks(picture, "yes") == 2
    iris = parsed(thumbnail(load_set("iris")))
    assert sum(marks(iris, css) for css in ("dot", "box", "shape")) == 120


def test_test_rows_are_hollow_in_the_preview() -> None:
    data = load_set("body-size")
    panel = scatter(data)
    assert panel is not None
    (address,) = re.findall(r'src="([^"]+)"', panel.html)
    picture = parsed(address)
    assert marks(picture, "hole") == len(data.test)
    assert marks(picture, "dot") + marks(picture, "box") == 24 + len(data.test)


def test_a_preview_shows_a_part_of_many_rows_and_says_so() -> None:
    panel = scatter(load_set("moons", n=2000))
    assert panel is not None
    assert f"{POINTS} of 2,000 rows" in panel.html


def test_rows_that_are_pictures_are_shown_as_pictures() -> None:
    data = load_set("digits")
    panel = scatter(data)
    assert panel is not None
    assert thumbnail(data) in panel.html


def test_without_numbers_among_the_inputs_there_is_no_preview() -> None:
    table = read_table("a,y\nx,0\nz,1\nx,1\n")
    assert scatter(table.dataset(["a"], "y", test_share=0.0)) is None


@given(datasets())
def test_every_dataset_has_its_pictures_and_its_sentences(data: Dataset | None) -> None:
    if data is None:
        return
    parsed(thumbnail(data))
    panel = scatter(data)
    if panel is not None:
        assert "<i>" not in panel.html
    for column in data.table.columns:
        if column.kind == "number":
            parsed(histogram.upright(spread(data, column)))
        else:
            parsed(histogram.lying(kinds(data, column)))
    before = Network.create([2, 3, 1], seed=0)
    assert all(
        sentence.endswith(".") for sentence in consequences(before, fitted(before, data), data)
    )


def said(network: Network, data: Dataset) -> str:
    return " ".join(consequences(network, fitted(network, data), data))


def test_what_fits_already_stays_and_is_said_to() -> None:
    data = load_set("corners-xor")
    network = fitted(presets.load("xor").network, data)
    assert said(network, data) == "2 inputs and 1 output already fit: layers and weights stay."


def test_what_joins_leaves_and_is_renamed_is_named() -> None:
    text = said(presets.load("xor").network, load_set("iris"))
    assert "2 inputs join with small weights: petal length, petal width." in text
    assert "2 outputs join with small weights: versicolor, virginica." in text
    assert "x1 → sepal length, x2 → sepal width" in text
    assert "softmax" in text
    assert "112 training rows only" in text
    text = said(presets.load("xor").network, load_set("sine"))
    assert "Input x2 leaves, with its weights." in text
    assert "the target is a number" in text


def test_a_changed_network_is_told_in_the_spoken_language() -> None:
    with speaking("es"):
        text = said(presets.load("xor").network, load_set("iris"))
    assert "Se añaden 2 entradas con pesos pequeños: largo del pétalo" in text
    assert "Las medias y las desviaciones salen solo de las 112 filas" in text
