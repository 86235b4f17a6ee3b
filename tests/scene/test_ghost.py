"""A network that is kept stays what it was, whatever becomes of the present one."""

import numpy as np
import pytest
from hypothesis import given

from playground import document, presets, share
from playground.analysis.comparison import counterpart, counterpart_so_far
from playground.analysis.rows.predictions import predictions
from playground.data import load_set
from playground.engine import forward
from playground.gesture import Gesture, edit_of, perform
from playground.history import History
from playground.limits import MAX_GHOST_PARAMETERS
from playground.network import Network, NetworkError
from playground.scene import (
    AddInput,
    AddLayer,
    AddNeuron,
    DropGhost,
    KeepGhost,
    Scene,
    SetActivation,
    SetInput,
    SetStep,
    SetWeight,
    Switch,
    apply,
    replace_scene,
)
from tests import strategies

SCENE = presets.load("body-size")
KEPT = apply(SCENE, KeepGhost())
LATER = apply(apply(KEPT, SetWeight(0, 1, 0, 2.5)), SetInput(0, 0.9))


def test_gestures_keep_and_drop() -> None:
    assert edit_of(SCENE, Gesture(edit="keep-ghost")) == KeepGhost()
    assert edit_of(SCENE, Gesture(edit="drop-ghost")) == DropGhost()
    kept = perform(SCENE, Gesture(edit="keep-ghost"))
    assert kept == KEPT
    assert kept != SCENE
    assert perform(kept, Gesture(edit="drop-ghost")) == SCENE


def test_keeping_and_dropping_can_be_taken_back() -> None:
    history = History(SCENE).push(KEPT).push(apply(KEPT, DropGhost()))
    assert history.present.ghost is None
    assert history.undo().present.ghost == SCENE.network
    assert history.undo().undo().present == SCENE


def test_the_kept_network_reads_the_present_input() -> None:
    assert LATER.ghost == SCENE.network
    assert LATER.ghost_scene is not None
    assert np.array_equal(LATER.ghost_scene.trace.output, forward(SCENE.network, LATER.x).output)
    assert not np.array_equal(LATER.ghost_scene.trace.output, LATER.trace.output)


def test_what_is_switched_off_is_kept_as_it_runs() -> None:
    off = apply(apply(SCENE, Switch("neuron/0/1", True)), KeepGhost())
    on = apply(off, Switch("neuron/0/1", False))
    assert on.ghost_scene is not None
    assert np.array_equal(on.ghost_scene.trace.output, off.trace.output)
    assert on.ghost_scene.off == frozenset()


@given(strategies.scenes(playing=False))
def test_what_was_kept_answers_as_the_engine_does(scene: Scene) -> None:
    kept = scene.ghost_scene
    if scene.ghost is None or scene.ghost.n_inputs != scene.network.n_inputs:
        assert kept is None
        return
    assert kept is not None
    trace = forward(scene.ghost, scene.x)
    last = len(scene.network.layers) - 1
    for j in range(scene.network.n_outputs):
        found = counterpart(scene, last, j)
        assert (found is None) == (j >= scene.ghost.n_outputs)
        if found is not None:
            expected = trace.pre_activations[-1][j], trace.output[j]
            assert np.array_equal([found.z, found.a], expected, equal_nan=True)


def test_neurons_are_compared_where_the_structure_is_the_same() -> None:
    trace = SCENE.trace
    same = apply(KEPT, SetActivation(0, "relu"))
    assert counterpart(same, 0, 2) == (0, trace.pre_activations[0][2], trace.activations[0][2])
    wider = apply(KEPT, AddNeuron(0))
    assert counterpart(wider, 0, 0) is None
    assert counterpart(wider, 1, 0) is not None
    deeper = apply(KEPT, AddLayer(1))
    assert counterpart(deeper, 0, 0) is None
    output = counterpart(deeper, len(deeper.network.layers) - 1, 0)
    assert output is not None
    assert (output.layer, output.a) == (2, trace.output[0])
    assert counterpart(SCENE, 0, 0) is None


def test_another_input_makes_it_incomparable_until_it_is_gone() -> None:
    more = apply(KEPT, AddInput())
    assert more.ghost == SCENE.network
    assert more.ghost_scene is None
    assert counterpart(more, len(more.network.layers) - 1, 0) is None


def test_nothing_is_told_ahead_of_the_pass() -> None:
    stepped = apply(LATER, SetStep(0))
    assert counterpart_so_far(stepped, 1, 0) is None
    assert counterpart(stepped, 1, 0) is not None
    assert counterpart_so_far(LATER, 1, 0) == counterpart(LATER, 1, 0)


def test_files_tokens_and_links_bring_it_back_to_the_bit() -> None:
    later = replace_scene(LATER, ghost=Network.create([2, 3, 1], seed=8))
    for back in (
        document.scene_from_json(document.scene_to_json(later)),
        document.scene_from_token(document.scene_to_token(later)),
        share.scene_of(share.link_of(later)),
    ):
        assert back == later
        assert back.ghost == later.ghost
    link = share.link_of(KEPT)
    assert link["preset"] == "body-size"
    assert share.scene_of(link) == KEPT
    assert "ghost" not in share.link_of(SCENE)


def test_a_damaged_one_is_left_out_of_a_link_and_told() -> None:
    told: list[NetworkError] = []
    link = share.link_of(KEPT)
    scene = share.scene_of({**link, "ghost": link["ghost"][:-4] + "AAAA"}, told.append)
    assert scene == SCENE
    assert [str(error).startswith("ghost (token: ") for error in told] == [True]


def test_one_that_no_document_has_room_for_is_refused() -> None:
    large = Scene(Network.create([400, 300, 1], seed=0))
    assert large.network.n_parameters > MAX_GHOST_PARAMETERS
    with pytest.raises(NetworkError, match="at most 100,000 parameters"):
        apply(large, KeepGhost())


def test_the_largest_pair_fits_a_document_and_a_message() -> None:
    largest = Scene(Network.create([499, 499, 1], seed=0))
    kept = Network.create([499, 199, 1], seed=1)
    both = replace_scene(largest, ghost=kept)
    assert kept.n_parameters <= MAX_GHOST_PARAMETERS < 1.01 * kept.n_parameters
    assert document.scene_from_json(document.scene_to_json(both)) == both
    assert document.scene_from_token(document.scene_to_token(both)) == both


def test_both_networks_go_over_the_same_rows() -> None:
    data = load_set("xor", n=40)
    scene = Scene(Network.create([2, 3, 1], "tanh", "sigmoid", seed=1), data=data, row=7)
    scene = apply(apply(scene, KeepGhost()), SetWeight(0, 0, 0, 3.0))
    assert scene.ghost_scene is not None
    assert scene.ghost_scene.fitting is data
    assert scene.ghost_scene.row == 7
    found = predictions(scene.ghost_scene)
    assert found is not None
    assert np.array_equal(found.output, forward(scene.ghost or scene.network, data.x).output)
    live = predictions(scene)
    assert live is not None
    assert not np.array_equal(found.loss, live.loss)
