"""A link that cannot be followed, or only in part, is told in one sentence."""

import pytest

from playground import presets, share
from playground.network import Network
from playground.scene import Scene, replace_scene
from playground.session import Session

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
