"""Links say in short what is not as usual; what of one cannot be read is named."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from playground import document
from playground.limits import MAX_TOKEN
from playground.network import Layer, Network, NetworkError
from playground.scene import Scene, replace_scene
from tests.document.documents import message_of, small_network, small_scene


def test_a_link_says_in_short_what_is_not_as_usual():
    scene = Scene(small_network(), [0.8, 0.6])
    assert document.link(scene) == {"n": document.to_token(small_network()), "x": "0.8,0.6"}
    assert set(document.link(Scene(small_network()))) == {"n"}
    parameters = document.link(small_scene())
    del parameters["n"]
    assert parameters == {
        "x": "0.8,-0",
        "off": "input/1,neuron/0/0,weight/0/1/1",
        "t": "0.25",
        "d": "4",
        "s": "weight/1/0/1",
        "hide": "neuron,output",
        "lock": "weights",
    }


def test_a_link_on_top_of_a_preset_says_only_what_changed():
    base = replace_scene(small_scene(), step=None)
    assert document.link(base, base) == {}
    assert document.link(replace_scene(base, x=[1e300, 0.1]), base) == {"x": "1e300,0.1"}
    assert document.link(replace_scene(base, selected=None, off=()), base) == {"off": "", "s": ""}
    assert document.scene_from_link({}, base) == base


def test_a_link_with_another_network_keeps_only_what_does_not_depend_on_it():
    other = Network([Layer([[1.0]], [0.0])])
    scene = document.scene_from_link({"n": document.to_token(other)}, small_scene())
    assert (scene.network, scene.x.tolist(), scene.selected, scene.off) == (
        other,
        [0.0],
        None,
        frozenset(),
    )
    assert (scene.title, scene.decimals) == (small_scene().title, 4)


def test_a_link_may_be_written_by_hand():
    token = document.to_token(small_network())
    scene = document.scene_from_link({"n": token, "x": " 1/2 , −3", "utm_source": "x"})
    assert scene.x.tolist() == [0.5, -3.0]


def test_a_link_that_is_too_long_offers_the_file():
    scene = Scene(Network.create([16, 16, 16, 16, 16]))
    message = message_of(document.link, scene)
    assert "expected at most 8,000 characters" in message
    assert "JSON file" in message
    token = document.to_token(scene.network)
    assert len(token) > MAX_TOKEN
    assert document.scene_from_link({"n": token}) == scene


@pytest.mark.parametrize(
    ("parameters", "message"),
    [
        ({}, "link: expected a network"),
        ({"n": ""}, "token: expected a whole one"),
        ({"n": None}, "token: expected a text, got NoneType"),
        ({"x": "1"}, "input: expected 2 values, got 1"),
        ({"x": ""}, "input: expected at least one number, got none"),
        ({"x": "1,nan"}, r"x \(.* got 'nan'"),
        ({"x": "1,1e308"}, r"x \(.* at most 1e.300"),
        ({"x": "1,,2"}, r"x \("),
        ({"x": "1," * 20_000}, r"x \(expected at most 32,000 characters, got 40,000"),
        ({"x": ["1", "2"]}, r"x \(expected a text, got list"),
        ({"off": "bias/0/0"}, "switched off: a bias cannot be"),
        ({"off": "weight/9/9/9"}, "switched off: this network has no weight/9/9/9"),
        ({"off": "<script>"}, r"off \(target: expected something like"),
        ({"t": "\x07"}, r"t \(number: expected something like"),
        ({"t": "5"}, "threshold: expected 0 to 1, got 5"),
        ({"t": "-1e5"}, "threshold: expected 0 to 1, got −100000"),
        ({"temp": "0"}, "temperature: expected 0.01 to 100, got 0"),
        ({"d": "7"}, "decimals: expected 0 to 6, got 7"),
        ({"d": "-1"}, r"d \(expected a whole number, got '-1'"),
        ({"d": "9" * 5000}, r"d \(expected a whole number"),
        ({"s": "neuron/5/5"}, "selection: this network has no neuron/5/5"),
        ({"hide": "everything"}, "controls: there is none called 'everything'"),
        ({"lock": "\ud800" * 99}, "controls: there is none called"),
    ],
)
def test_a_wrong_parameter_is_named(parameters, message):
    if parameters and "n" not in parameters:
        parameters = {"n": document.to_token(small_network()), **parameters}
    with pytest.raises(NetworkError, match=message) as caught:
        document.scene_from_link(parameters)
    assert str(caught.value).isprintable()
    assert len(str(caught.value)) < 400


def read_in_part(parameters, base=None):
    """The scene of a link, and what is said of the details that cannot be read."""
    refused = []
    scene = document.scene_from_link(parameters, base, refused.append)
    return scene, list(map(str, refused))


WRONG = {
    "x": "1",
    "off": "bias/0/0,x",
    "t": "-1e5",
    "d": "7",
    "temp": "0",
    "s": "neuron/9/9",
    "hide": "everything",
    "lock": "<b>",
}


@pytest.mark.parametrize("key", WRONG)
def test_a_detail_that_cannot_be_read_is_left_out_and_the_rest_kept(key):
    parameters = document.link(replace_scene(small_scene(), temperature=2.0))
    assert set(parameters) == {"n", *WRONG}
    wanted = document.scene_from_link({k: v for k, v in parameters.items() if k != key})
    scene, refused = read_in_part({**parameters, key: WRONG[key]})
    assert scene == wanted
    assert len(refused) == 1 + WRONG[key].count(",")
    assert all(message.startswith(f"{key} (") for message in refused)


def test_a_name_that_cannot_be_read_leaves_the_others():
    link = {"off": "input/0,input/7,weight/0/0/0,b", "hide": "output,all", "lock": ",weights"}
    scene, refused = read_in_part(link, small_scene())
    assert set(map(str, scene.off)) == {"input/0", "weight/0/0/0"}
    assert scene.hidden == {"output"}
    assert scene.locked == {"weights"}
    assert [message.partition(" ")[0] for message in refused] == ["off", "off", "hide", "lock"]


@given(st.dictionaries(st.sampled_from(list(WRONG)), st.text() | st.sampled_from(["1,2", "0"])))
def test_whatever_the_details_the_network_opens(parameters):
    parameters["n"] = document.to_token(small_network())
    scene, refused = read_in_part(parameters)
    assert scene.network == small_network()
    assert all(10 < len(message) < 400 and message.isprintable() for message in refused)


def test_without_its_network_nothing_of_a_link_is_read():
    with pytest.raises(NetworkError, match="token"):
        read_in_part({"n": "AAAA", "x": "1,2"})
