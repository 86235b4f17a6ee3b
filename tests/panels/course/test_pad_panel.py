"""The drawing pad and the pictures of weights: what they show of a network that reads digits."""

import re

from playground import presets
from playground.gesture import Gesture, perform
from playground.panels import PANELS
from playground.panels.panel import View
from playground.scene import ClearPicture, InkSquare, Scene, Select, TakePen, apply, replace_scene

DIGIT = presets.load("digit")  # row 4, a 3


def drawn(scene: Scene, panel: str = "pad") -> str:
    return PANELS[panel](scene, View()).html


def test_the_digit_with_the_longest_bar_is_the_one_that_is_read() -> None:
    html = drawn(DIGIT)
    assert re.search(r'<strong class="digit">3</strong>', html)
    rows = re.findall(r'class="share-row( is-best)?" data-key="share-(\d)".*?width:([\d.]+)%', html)
    widths = {int(digit): float(width) for _, digit, width in rows}
    assert max(widths, key=widths.__getitem__) == 3
    assert [digit for best, digit, _ in rows if best] == ["3"]
    for digit, width in widths.items():
        assert abs(width - 100 * DIGIT.trace.output[digit]) < 0.06


def test_of_paper_nothing_is_read() -> None:
    html = drawn(apply(DIGIT, ClearPicture()))
    assert '<strong class="digit"></strong>' in html
    assert "is-best" not in html


def test_every_square_has_a_button_of_which_the_tab_key_reaches_one() -> None:
    squares = re.findall(
        r'data-edit="ink-square/(\d+)" tabindex="(-?\d)" aria-pressed="(\w+)"',
        drawn(apply(apply(DIGIT, ClearPicture()), InkSquare(9))),
    )
    assert [int(n) for n, _, _ in squares] == list(range(64))
    assert [n for n, tab, _ in squares if tab == "0"] == ["0"]
    assert [n for n, _, inked in squares if inked == "true"] == ["9"]


def test_the_rubber_in_hand_is_shown() -> None:
    html = drawn(apply(DIGIT, TakePen("rubber")))
    assert 'data-edit="ink-tool/rubber" aria-pressed="true"' in html
    assert "pad-squares rubs" in html


def test_the_next_picture_of_a_class_is_a_press_away_round_and_round() -> None:
    data, scene, seen = DIGIT.data, DIGIT, []
    assert data is not None
    for _ in range(51):
        rows = re.findall(r'data-edit="row/(\d+)"', drawn(scene))
        assert [int(data.target[int(row)]) for row in rows] == list(range(10))
        scene = perform(scene, Gesture(edit=f"row/{rows[7]}"))
        seen.append(scene.row)
    assert len(set(seen)) == 50
    assert seen[50] == seen[0]


def test_a_link_that_keeps_the_inputs_leaves_nothing_to_draw_with() -> None:
    html = drawn(replace_scene(DIGIT, locked={"inputs"}))
    assert "data-edit" not in html
    assert "data-stroke" not in html


def test_other_networks_are_told_that_there_is_nothing_to_draw_on() -> None:
    for panel in ("pad", "weight-pictures"):
        assert "no picture to draw on" in drawn(presets.load("xor"), panel)


def test_the_neuron_that_is_selected_is_taken_apart() -> None:
    html = drawn(apply(DIGIT, Select("neuron/0/6")), "weight-pictures")
    assert html.count('data-edit="select/neuron/0/') == 16
    assert 'data-edit="select/neuron/0/6" aria-pressed="true"' in html
    assert 'data-quantity="weighted-sum/0/6"' in html
    assert 'data-target="bias/0/6"' in html
    assert 'data-target="bias/0/0"' in drawn(apply(DIGIT, Select("neuron/1/3")), "weight-pictures")
