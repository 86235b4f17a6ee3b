"""Worksheets: what is blank is not told, what is given is true, and markup stays text."""

import re
from xml.etree import ElementTree

import pytest

from playground import presets
from playground.export import worksheet
from playground.language import LANGUAGES, in_this_language, speaking
from playground.network import Layer, Network, NetworkError
from playground.notation import format_number
from playground.scene import Scene, Switch, Target, apply
from tests.strategies import DRAWABLE

SHEET = re.compile(r"<body.*", re.DOTALL)


def body(scene: Scene, **options: object) -> str:
    found = SHEET.search(worksheet.render(scene, **options))
    assert found is not None
    return found[0]


def numbers(text: str) -> list[str]:
    """What a reader can read as numbers of two decimals or more."""
    return re.findall(r"−?\d+\.\d{2,}", re.sub(r"<[^>]*>", " ", text))


@pytest.mark.parametrize("name", presets.NAMES)
@pytest.mark.parametrize("key", [False, True])
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_sheet_is_well_formed(name: str, key: bool, language: str) -> None:
    with speaking(language):
        text = worksheet.render(presets.load(name), key=key)
    assert f'<html lang="{language}">' in text
    assert text.startswith("<!doctype html>")
    svg = re.search(r"<svg.*?</svg>", text, re.DOTALL)
    assert svg is not None
    ElementTree.fromstring(svg[0])
    assert "@page" in text
    assert "http" not in text  # it asks nobody for anything


@pytest.mark.parametrize("name", DRAWABLE)
def test_blanks_tell_nothing_and_the_key_tells_all(name: str) -> None:
    scene = presets.load(name)
    blank, key = body(scene), body(scene, key=True)
    given = {*map(float, scene.x)}
    for layer in scene.network.layers:
        given |= {*map(float, layer.weights.ravel()), *map(float, layer.biases)}
    known = {format_number(value, scene.decimals) for value in given}
    assert set(numbers(blank)) <= known
    wanted = [
        format_number(float(value), scene.decimals)
        for values in (*scene.trace.pre_activations, *scene.trace.activations)
        for value in values
    ]
    assert set(wanted) <= set(numbers(key))
    assert key.count('class="answer"') >= len(wanted)


@pytest.mark.parametrize("kind", worksheet.BLANKABLE)
def test_each_kind_can_be_left_blank(kind: str) -> None:
    scene = Scene(Network([Layer([[2.25]], [1.75], "tanh")]), [0.125], decimals=3)
    telling = {"inputs": "0.125", "weights": "2.250", "biases": "1.750", "z": "2.031", "a": "0.966"}
    assert telling[kind] not in body(scene, blanks={kind})
    assert telling[kind] in body(scene, blanks={kind}, key=True)
    assert all(text in body(scene, blanks=set()) for text in telling.values())


def test_a_blank_weight_hides_its_sign() -> None:
    scene = Scene(Network([Layer([[-2.25]], [0.5], "tanh")]), [1.0])
    assert "stroke-dasharray" not in body(scene, blanks={"weights"})
    assert "stroke-dasharray" in body(scene, blanks={"weights"}, key=True)


def test_what_is_switched_off_counts_nothing_in_the_answers() -> None:
    scene = apply(presets.load("obesity"), Switch("input/0", off=True))
    z = format_number(float(scene.trace.pre_activations[0][0]), scene.decimals)
    assert z in body(scene, key=True)


def test_an_edge_that_is_off_has_neither_number_nor_term() -> None:
    network = Network([Layer([[1.5, -0.8]], [0.25], "linear")])
    text = body(Scene(network, [1.0, 2.0], off=[Target("weight", (0, 0, 1))]), key=True)
    assert "−0.80" not in text
    assert "0.00" not in text
    assert 'stroke-dasharray="1 4"' in text
    assert "1.75" in text


def test_a_neuron_that_is_off_is_told_to_be_off_and_is_not_computed() -> None:
    network = Network.create([2, 3, 1], seed=1)
    scene = Scene(network, [1.0, 2.0], off=[Target("neuron", (0, 1))])
    for language, word in (("en", "off"), ("es", "apagada")):
        with speaking(language):
            text = worksheet.render(scene)
        assert f">{word}</text>" in text
        assert text.count('class="row"') == 3


def test_what_is_not_computed_takes_no_room_on_the_sheet() -> None:
    network = Network.create([3, 8, 1], seed=1)
    off = [Target("neuron", (0, j)) for j in range(6)]
    zooms = [
        float(re.findall(r"zoom:([\d.]+)", worksheet.render(Scene(network, off=each)))[0])
        for each in ([], off)
    ]
    assert zooms[0] < zooms[1] <= 1


def test_text_stays_text() -> None:
    network = Network([Layer([[1.0]], [0.0], "step")], ["a & b"], ["c\"d'"])
    text = worksheet.render(Scene(network, [1.0], title="<script>alert(1)</script>"))
    assert "<script" not in text
    assert "a &amp; b" in text


def test_an_unknown_blank_is_told() -> None:
    with pytest.raises(NetworkError, match="got colour"):
        worksheet.render(presets.load("and"), blanks={"colour"})


def test_a_sheet_speaks_the_language_of_the_page_that_it_is_fetched_from() -> None:
    with speaking("es"):
        write = in_this_language(lambda: worksheet.render(presets.load("and"), key=True))
    text = write()  # by whoever sends the file, who speaks no language
    assert "Soluciones" in text
    assert "escalón: f(z) = 1 si z ≥ 0; si no, 0" in text
    assert not re.search(r"\d\.\d", SHEET.sub("", text[text.index("</svg>") :]))


def test_one_case_of_several_is_kept_together() -> None:
    network = Network([Layer([[1.0]], [0.0], "selu")])
    for code in LANGUAGES:
        with speaking(code):
            assert re.search(r"λ \(z \w+ z &gt; 0", worksheet.render(Scene(network)))
