"""The session without a browser: what it takes, what it refuses, and the links that it follows."""

import msgspec
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from playground import document, presets, share
from playground.gesture import Gesture
from playground.history import History
from playground.limits import MAX_GESTURES, MAX_REMEMBERED
from playground.network import Network, NetworkError
from playground.panels.panel import View
from playground.report import Committed, Draft, Memory, Report, decode
from playground.scene import (
    HIDEABLE,
    LOCKABLE,
    AddNeuron,
    Randomise,
    Scene,
    SetInput,
    SetWeight,
    Target,
    apply,
    replace_scene,
    silent_layers,
)
from playground.session import Session


@pytest.fixture
def session() -> Session:
    return Session(History(presets.load("body-size")))


def work(session: Session, *gestures: Committed, **more: object) -> Report:
    return Report(session.name, View(), list(gestures), **more)  # type: ignore[arg-type]


def weight(seq: int, value: float | str) -> Committed:
    return Committed(seq=seq, target="weight/0/0/0", value=value)


def value(session: Session) -> float:
    return float(session.scene.network.layers[0].weights[0, 0])


def test_gestures_are_taken_once_and_in_order(session: Session) -> None:
    session.take(work(session, weight(1, 1.0), weight(2, 2.0)))
    session.take(work(session, weight(1, 1.0), weight(2, 2.0), weight(3, 3.0)))
    assert session.ack == 3
    assert value(session) == 3.0
    assert len(session.history.past) == 3


def test_what_was_acknowledged_never_comes_back(session: Session) -> None:
    session.take(work(session, weight(5, 5.0)))
    session.take(work(session, weight(4, 4.0)))
    assert (session.ack, value(session)) == (5, 5.0)


def test_another_sessions_work_changes_only_the_view(session: Session) -> None:
    before = session.scene
    stale = Report(
        "gone",
        View(theme="dark"),
        [weight(1, 9.0)],
        draft=Draft(id=7, target="weight/0/0/0", value=9.0),
        step=Gesture(edit="step", value="3"),
    )
    session.take(stale)
    assert session.scene is before
    assert session.shown() == before
    assert session.ack == 0
    assert session.view.theme == "dark"


def test_one_commit_is_one_step_of_undo_and_redo(session: Session) -> None:
    start = session.scene
    session.take(work(session, weight(1, 1.5)))
    changed = session.scene
    session.take(work(session, Committed(seq=2, edit="undo")))
    assert session.scene == start
    session.take(work(session, Committed(seq=3, edit="redo")))
    assert session.scene == changed
    session.take(work(session, Committed(seq=4, edit="redo")))  # nothing to redo
    assert session.scene == changed
    assert session.notice is None


def test_a_draft_is_shown_and_not_kept(session: Session) -> None:
    before = session.scene
    session.take(work(session, draft=Draft(id=1, target="input/0", value=2.0)))
    assert session.shown().x[0] == 2.0
    assert session.scene is before
    assert session.history.past == ()


def test_selecting_is_no_step(session: Session) -> None:
    session.take(work(session, Committed(seq=1, edit="select/neuron/1/0")))
    assert session.scene.selected == Target("neuron", (1, 0))
    assert session.history.past == ()


@pytest.mark.parametrize(
    "refused",
    [
        Committed(seq=2, target="weight/9/9/9", value=1.0),
        Committed(seq=2, target="weight/0/0/0", value="1/0"),
        Committed(seq=2, target="weight/0/0/0", value="much"),
        Committed(seq=2, edit="remove-neuron/2"),
        Committed(seq=2, edit="rename-input/0", value="mass"),
        Committed(seq=2, edit="activation/0", value="softmax"),
        Committed(seq=2, edit="paste/weight/0/2/1", value="1\t2\n3\t4"),
        Committed(seq=2, edit="open-the-door"),
        Committed(seq=2),
    ],
    ids=str,
)
def test_a_refused_gesture_is_told_and_loses_nothing(session: Session, refused: Committed) -> None:
    session.take(work(session, weight(1, 1.0), refused, weight(3, 3.0)))
    assert session.notice
    assert "\n" not in session.notice.text
    assert session.ack == 3
    assert value(session) == 3.0
    assert len(session.history.past) == 2
    assert session.scene.network.sizes == (2, 3, 2, 1)


def test_a_notice_is_told_until_the_browser_has_shown_it(session: Session) -> None:
    session.take(work(session, Committed(seq=1, target="input/0", value="1/0")))
    told = session.notice
    assert told is not None
    assert told.gesture == 1
    session.take(work(session, weight(2, 9.0), noticed="another"))
    assert session.notice is told, "a drawing that is dropped takes its notice with it"
    session.take(work(session, noticed=told.id))
    assert session.notice is None


def test_too_many_gestures_wait_for_their_turn(session: Session) -> None:
    many = [weight(n + 1, float(n)) for n in range(MAX_GESTURES + 10)]
    session.take(work(session, *many))
    assert session.ack == MAX_GESTURES
    session.take(work(session, *many))
    assert session.ack == MAX_GESTURES + 10


def test_locked_values_refuse(session: Session) -> None:
    session.visit(replace_scene(session.scene, locked=frozenset({"weights"})))
    session.take(work(session, weight(1, 9.0)))
    assert session.notice.text == "weights: this page's link keeps them fixed"
    assert value(session) == 0.7


@given(st.binary(max_size=300))
def test_no_bytes_break_the_border(data: bytes) -> None:
    session = Session(History(presets.load("xor")))
    before = session.scene
    with pytest.raises(NetworkError):
        session.open(data)
    assert session.scene is before
    assert session.opened == 0


@pytest.mark.parametrize(
    "wrong",
    [None, [], {"session": 1}, {"session": "a", "view": {}, "gestures": [{"seq": 1.5}]}],
    ids=str,
)
def test_a_report_that_is_not_ours_is_told(session: Session, wrong: object) -> None:
    for state in (wrong, {"work": wrong}):
        with pytest.raises(NetworkError):
            decode(state)
    before = session.scene
    session.receive({"work": wrong})
    assert session.scene is before
    assert session.notice.text.startswith("The page sent what this server does not know: ")


def test_the_hubs_state_holds_the_report(session: Session) -> None:
    gesture = {"seq": 1, "target": "weight/0/0/0", "value": 2.5}
    session.receive({"work": {"session": session.name, "view": {}, "gestures": [gesture]}})
    assert (session.ack, value(session)) == (1, 2.5)


def test_opening_a_document_is_one_step(session: Session) -> None:
    before = session.scene
    session.open(document.scene_to_json(presets.load("xor")).encode())
    assert session.scene == presets.load("xor")
    assert session.history.past == (before,)
    assert session.opened == 1


def test_an_example_keeps_what_the_link_hides_and_fixes(session: Session) -> None:
    choice = {"hidden": frozenset({"matrices"}), "locked": frozenset({"weights"})}
    session.visit(replace_scene(session.scene, **choice))
    session.load("and")
    assert session.scene == replace_scene(presets.load("and"), **choice)


def test_loading_the_same_example_again_brings_it_back(session: Session) -> None:
    session.edit(SetWeight(0, 0, 0, 9.0))
    session.load("body-size")
    assert session.scene == presets.load("body-size")
    session.edit(SetWeight(0, 0, 0, 9.0))
    session.load("body-size")
    assert session.scene == presets.load("body-size")
    assert len(session.history.past) == 4


def test_reset_leads_back_to_the_example_that_it_was(session: Session) -> None:
    session.load("xor")
    session.edit(SetInput(0, 1.0), AddNeuron(0))
    session.reset()
    assert session.scene == presets.load("xor")
    session.visit(Scene(Network.create([2, 1])))
    session.reset()
    assert session.scene == session.start


@pytest.mark.parametrize("choice", [{"lock": "weights"}, {"hide": "topology"}], ids=str)
def test_reset_leads_back_to_a_teachers_network(choice: dict[str, str]) -> None:
    taught = apply(presets.load("xor"), SetWeight(0, 0, 0, 7.0))
    scene = share.scene_of({**share.link_of(taught), **choice})
    session = Session(History(scene))
    session.edit(SetInput(0, 0.5))
    session.reset()
    assert session.scene == scene
    session.load("and")
    session.reset()
    assert session.scene == scene


def test_reset_leads_back_to_a_network_of_ones_own() -> None:
    scene = Scene(Network.create([3, 2], seed=4), [1, 2, 3])
    session = Session(History(presets.load("xor")))
    session.open(document.scene_to_json(scene).encode())
    session.edit(AddNeuron(0))
    session.reset()
    assert session.scene == scene


def test_each_draw_takes_the_next_seed_and_a_typed_one_as_it_is(session: Session) -> None:
    start, drawn, seeds = session.scene, [], []
    seed = 0
    for _ in range(4):
        seed = session.randomise("glorot_uniform", seed)
        seeds.append(seed)
        drawn.append(session.scene)
        assert session.scene == apply(start, Randomise("glorot_uniform", seed))
        assert silent_layers(session.scene) == 0
    assert sorted(set(seeds)) == seeds
    assert session.randomise("glorot_uniform", seeds[1]) == seeds[1]
    assert session.scene == drawn[1]
    assert session.randomise("glorot_uniform", 0) == 0  # typed, although it silences the network
    assert silent_layers(session.scene) == 1


def test_switching_everything_on_is_one_step(session: Session) -> None:
    off = frozenset({Target("input", (0,)), Target("neuron", (0, 1)), Target("weight", (1, 0, 0))})
    session.visit(replace_scene(session.scene, off=off))
    session.switch_all_on()
    assert session.scene == presets.load("body-size")
    assert session.history.past[-1].off == off


def test_edits_are_made_all_or_none(session: Session) -> None:
    before = session.scene
    with pytest.raises(NetworkError):
        session.edit(SetInput(0, 1.0), SetInput(9, 1.0))
    assert session.scene is before


EDITS = [
    SetWeight(0, 0, 0, -1 / 3),
    SetInput(0, 1e-17),
    Randomise("he_normal", 5),
    AddNeuron(0),
]


@pytest.mark.parametrize("name", presets.NAMES)
def test_a_link_brings_the_scene_back_to_the_bit(name: str) -> None:
    scene = presets.load(name)
    assert share.link_of(scene) == {"preset": name}
    for edit in EDITS:
        edited = apply(scene, edit)
        link = share.link_of(edited)
        back = share.scene_of(link)
        assert back == edited
        assert np.array_equal(back.trace.output, edited.trace.output)
        # so that its title and note come along
        assert link.get("preset", link.get("from")) == name
        assert share.is_edited(edited)
        assert share.preset_of(back) == name
    assert not share.is_edited(scene)


def test_a_scene_of_ones_own_needs_no_example() -> None:
    scene = Scene(Network.create([3, 2], seed=4), [1, 2, 3])
    link = share.link_of(scene)
    assert "preset" not in link
    assert share.scene_of(link) == scene
    assert share.preset_of(scene) is None
    assert not share.is_edited(scene)


def test_no_parameters_and_strange_ones_lead_to_the_first_scene() -> None:
    default = presets.load(share.DEFAULT_PRESET)
    assert share.scene_of({}) == default
    assert share.scene_of({"utm_source": "a&b"}) == default
    assert share.scene_of({"x": "1,2"}).x.tolist() == [1.0, 2.0]


BAD_LINKS = [
    {"preset": "nothing"},
    {"preset": ""},
    {"n": "!!"},
    {"n": ""},
    {"preset": "nothing", "x": "1,1"},
    {"preset": "xor", "n": "\ud800"},
]


@pytest.mark.parametrize("link", BAD_LINKS, ids=str)
def test_a_bad_link_is_told_in_one_sentence(session: Session, link: dict[str, str]) -> None:
    before = session.scene
    session.follow(link)
    assert session.scene is before
    assert session.notice
    assert session.notice.text.startswith("This link cannot be opened: ")
    assert "\n" not in session.notice.text


def test_what_a_link_has_wrong_is_named_and_the_rest_is_shown(session: Session) -> None:
    example = presets.load("xor")
    link = {"preset": "xor", "x": "1", "t": "5", "d": "4", "s": "weight/9/9/9"}
    session.follow({**link, "hide": "matrices,all", "lock": "<b>"})
    hidden = frozenset({"matrices"})
    assert session.scene == replace_scene(example, decimals=4, hidden=hidden)
    assert session.notice.text == (
        "This link was opened without what could not be read: "
        "x (input: expected 2 values, got 1), t (threshold: expected 0 to 1, got 5), "
        "s (selection: this network has no weight/9/9/9), and 2 more"
    )


def test_where_a_network_is_from_may_be_unknown(session: Session) -> None:
    scene = Scene(Network.create([3, 2], seed=4), [1, 2, 3])
    session.follow({**share.link_of(scene), "from": "nowhere"})
    assert session.scene == scene
    assert "from (preset: expected one of body-size" in session.notice.text


def test_a_teachers_link_carries_the_choice() -> None:
    scene = share.for_others(presets.load("xor"), HIDEABLE, LOCKABLE)
    link = share.link_of(scene)
    assert link["hide"].split(",") == sorted(HIDEABLE)
    assert link["lock"].split(",") == sorted(LOCKABLE)
    assert share.scene_of(link) == scene


def test_without_weights_the_topology_comes_with_fresh_ones() -> None:
    off = frozenset({Target("input", (0,))})
    scene = replace_scene(presets.load("xor"), off=off, locked=frozenset({"weights"}))
    fresh = share.for_others(scene, locked=["weights"], seed=3)
    assert fresh.network.sizes == scene.network.sizes
    assert fresh.network.layers[0].activation == scene.network.layers[0].activation
    assert fresh.network.input_names == scene.network.input_names
    expected = apply(presets.load("xor"), Randomise("glorot_uniform", 3)).network
    assert fresh.network == expected
    assert fresh.locked == {"weights"}
    assert fresh.off == frozenset()
    assert share.scene_of(share.link_of(fresh)) == fresh


def test_addresses_and_frames() -> None:
    link = {"preset": "xor", "x": "0.5,1", "s": "neuron/0/1"}
    assert share.address("http://a.b", link) == "http://a.b/?preset=xor&x=0.5,1&s=neuron/0/1"
    assert share.address("https://a.b/play", {}) == "https://a.b/play"
    frame = share.frame('http://a.b/"><script>', link)
    assert "<script>" not in frame
    assert "embed=true" in frame
    assert "&amp;x=0.5,1" in frame


def test_a_network_too_large_for_a_link_is_refused() -> None:
    with pytest.raises(NetworkError, match="JSON file"):
        share.link_of(Scene(Network.create([60, 60], seed=1)))


def remembered(session: Session) -> Memory:
    """What a browser holds that was told everything."""
    scenes = [document.scene_to_token(scene) for scene in session.history.scenes]
    return Memory(session.visit_id, session.name, session.ack, scenes, len(session.history.past))


def another() -> Session:
    """The session that a server begins which has just been started."""
    return Session(History(presets.load("xor")))


def test_a_new_server_becomes_what_the_browser_remembers(session: Session) -> None:
    session.take(work(session, weight(1, 1.0), weight(2, 2.0), Committed(seq=3, edit="undo")))
    new = another()
    late = [weight(3, 9.0), weight(4, 4.0)]  # of these the old one had acknowledged the first
    new.take(work(session, *late, memory=remembered(session)))
    assert (new.visit_id, new.name, new.ack) == (session.visit_id, session.name, 4)
    assert value(new) == 4.0
    assert new.history.undo().present == session.scene
    assert new.history.undo().undo().present == session.history.past[0]
    assert new.start == session.start  # where Reset leads, with a teacher's link
    new.take(work(session, *late, memory=remembered(session)))  # told twice, taken once
    assert len(new.history.past) == 2
    assert new.notice is None


def test_a_session_that_has_begun_takes_no_memory(session: Session) -> None:
    new = another()
    new.take(work(new, Committed(seq=1, edit="select/neuron/0/0")))
    before = new.scene
    new.take(work(session, weight(1, 1.0), memory=remembered(session)))
    assert new.scene is before
    assert not new.recovered


@pytest.mark.parametrize(
    "changes",
    [
        {"scenes": []},
        {"at": 7},
        {"at": -1},
        {"scenes": ["nonsense"]},
        {"scenes": ["A" * (MAX_REMEMBERED + 1)]},
    ],
    ids=str,
)
def test_a_memory_that_was_tampered_with_is_told_and_changes_nothing(
    session: Session, changes: dict[str, object]
) -> None:
    new = another()
    before = new.scene
    memory = msgspec.structs.replace(remembered(session), **changes)
    new.take(work(session, weight(1, 1.0), memory=memory))
    assert new.scene is before
    assert new.notice
    assert not new.fresh
