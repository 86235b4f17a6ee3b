"""How rows are looked at: edits that change no content, and words that no scene can hold."""

import pytest

from playground.data.sets import load_set
from playground.gesture import Gesture, perform
from playground.limits import NetworkError
from playground.network import Network
from playground.scene import Scene, UseData, apply

SCENE = Scene(Network.create([2, 2, 1], output="sigmoid", seed=0), data=load_set("moons", n=20))


@pytest.mark.parametrize(
    ("edit", "field", "value"),
    [
        ("select-rows/wrong", "listed", "wrong"),
        ("select-order/-loss", "order", "-loss"),
        ("select-order/column/1", "order", "column/1"),
        ("select-part/test", "measured", "test"),
        ("select-cell/1/0", "cell", "1/0"),
    ],
)
def test_rows_are_looked_at_otherwise_and_nothing_else_changes(edit, field, value):
    seen = perform(SCENE, Gesture(edit=edit))
    assert getattr(seen, field) == value != getattr(SCENE, field)
    assert seen.same_content(SCENE)
    fresh = apply(seen, UseData("moons,n=30"))
    assert getattr(fresh, field) == getattr(SCENE, field)


@pytest.mark.parametrize(
    ("edit", "sentence"),
    [
        (
            "select-rows/right",
            "listed: expected all or train or test or wrong or selected, got 'right'",
        ),
        ("select-order/names", "order: expected something like row or -loss or column/0"),
        ("select-order/--loss", "order: expected something like"),
        ("select-part/wrong", "measured: expected all or train or test"),
        ("select-cell/1", "cell: expected something like 1/0, got '1'"),
    ],
)
def test_other_words_are_refused(edit, sentence):
    with pytest.raises(NetworkError, match=sentence):
        perform(SCENE, Gesture(edit=edit))


def test_no_cell_is_selected_with_none():
    assert (
        perform(perform(SCENE, Gesture(edit="select-cell/0/1")), Gesture(edit="select-cell"))
        == SCENE
    )
