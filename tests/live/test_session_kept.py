"""A scene too large for a link: its link names it, and the browser has kept it."""

import pytest

from playground import document, presets
from playground.answers.known import digest, remember
from playground.history import History
from playground.limits import MAX_DOCUMENT_BYTES, MAX_MESSAGE_BYTES, MAX_PARAMETERS
from playground.network import Network, NetworkError
from playground.report import Kept, decode
from playground.scene import Scene, SetWeight, replace_scene
from playground.session import ELSEWHERE, KEPT, Session
from tests.live.session_reports import weight, work

UNKNOWN = "0123456789abcdef01234567"


def large(seed: int) -> Scene:
    return Scene(Network.create([16] * 9, seed=seed))


def named(scene: Scene) -> tuple[str, str]:
    """A scene's digest, which this server does not know by that, and its token."""
    token = document.scene_to_token(scene)
    return digest(token), token


@pytest.fixture
def arrived() -> tuple[Session, Scene]:
    """A session that came by a link to a scene that the browser alone may have."""
    scene = replace_scene(large(1), hidden=frozenset({"matrices"}), title="Large")
    session = Session(History(presets.load("xor")))
    session.arrive({KEPT: named(scene)[0]})
    return session, scene


def test_a_scene_that_is_known_is_opened_at_once(session: Session) -> None:
    scene = large(2)
    session.arrive({KEPT: remember(scene, document.scene_to_token(scene))})
    assert session.scene == session.start == scene
    assert session.history == History(scene)
    assert session.wanted is None


def test_one_that_is_not_is_asked_for_and_begun_with(arrived: tuple[Session, Scene]) -> None:
    session, scene = arrived
    name, token = named(scene)
    assert session.wanted == name
    before = session.name
    session.take(work(session, weight(1, 9.0), kept=Kept(name, token)))
    assert session.history == History(scene)  # what was done to another scene is not done to it
    assert session.start == scene
    assert session.scene.hidden == {"matrices"}
    assert session.wanted is None
    assert session.name != before
    assert session.notice is None


def test_back_to_one_is_a_step(session: Session) -> None:
    session.edit(SetWeight(0, 0, 0, 9.0))
    before, (name, token) = session.scene, named(large(3))
    session.follow({KEPT: name})
    assert session.scene is before
    session.take(work(session, kept=Kept(name, token)))
    assert session.scene == large(3)
    assert session.history.undo().present is before


def test_a_browser_that_has_not_kept_it_is_told_until_something_is_done(
    arrived: tuple[Session, Scene],
) -> None:
    session, scene = arrived
    session.take(work(session, kept=Kept(named(scene)[0], None)))
    assert session.elsewhere
    assert session.wanted is None
    assert session.scene == presets.load("xor")
    session.load("and")
    assert not session.elsewhere


def test_a_page_without_tools_tells_it_once(arrived: tuple[Session, Scene]) -> None:
    session, scene = arrived
    session.take(work(session, kept=Kept(named(scene)[0], None)))
    session.say_elsewhere()
    assert session.notice is not None
    assert session.notice.text == ELSEWHERE
    session.notice = None
    session.say_elsewhere()
    assert session.notice is None


@pytest.mark.parametrize("token", ["", "AAAA", "A" * 100_000, named(large(4))[1]], ids=len)
def test_a_token_that_is_not_the_names_own_is_told_and_changes_nothing(
    arrived: tuple[Session, Scene], token: str
) -> None:
    session, scene = arrived
    before = session.history
    session.take(work(session, kept=Kept(named(scene)[0], token)))
    assert session.history == before
    assert session.wanted is None
    assert session.notice is not None
    assert "kept: the token does not belong to its digest" in session.notice.text


def test_a_name_of_nonsense_is_no_scene(session: Session) -> None:
    before = session.scene
    session.follow({KEPT: digest("nonsense")})
    session.take(work(session, kept=Kept(digest("nonsense"), "nonsense")))
    assert session.scene is before
    assert session.notice is not None
    assert session.notice.text.startswith("This link cannot be opened: token: ")


def test_what_nobody_wants_is_not_taken(session: Session) -> None:
    before, (name, token) = session.scene, named(large(5))
    session.take(work(session, kept=Kept(name, token)))
    session.follow({KEPT: UNKNOWN})
    session.take(work(session, kept=Kept(name, token)))
    assert session.scene is before
    assert session.wanted == UNKNOWN  # of the right one there has been no word
    session.edit(SetWeight(0, 0, 0, 9.0))
    assert session.wanted is None


@pytest.mark.parametrize(
    "name", ["", "x", UNKNOWN.upper(), UNKNOWN + "0", UNKNOWN + "\n", "\ud800"]
)
def test_a_link_with_no_digest_is_told(session: Session, name: str) -> None:
    before = session.scene
    session.follow({KEPT: name})
    assert session.scene is before
    assert session.wanted is None
    assert session.notice is not None
    assert session.notice.text.startswith("This link cannot be opened: digest: ")


@pytest.mark.parametrize(
    "kept",
    [
        {"digest": UNKNOWN},
        {"digest": UNKNOWN + "0", "token": "AAAA"},
        {"digest": "", "token": "AAAA"},
        {"digest": UNKNOWN, "token": "not base64"},
        {"digest": UNKNOWN, "token": "AAAA\n"},
        {"digest": UNKNOWN, "token": "A" * (MAX_MESSAGE_BYTES + 1)},
        {"digest": UNKNOWN, "token": 7},
        {"digest": UNKNOWN, "token": None, "more": 1},
        [],
    ],
    ids=lambda kept: str(kept)[:60],
)
def test_what_no_page_of_ours_reports_is_refused(kept: object) -> None:
    with pytest.raises(NetworkError):
        decode({"work": {"session": "s", "gestures": [], "kept": kept}})


def test_the_largest_scene_can_be_kept_and_remembered() -> None:
    """What a scene takes as a token is less than what a report may hold of it."""
    scene = Scene(Network.create([499, 499], init="normal", seed=1))
    assert scene.network.n_parameters > 0.99 * MAX_PARAMETERS
    name, token = named(scene)
    assert len(token) < MAX_MESSAGE_BYTES <= MAX_DOCUMENT_BYTES
    report = decode(
        {"work": {"session": "s", "gestures": [], "kept": {"digest": name, "token": token}}}
    )
    assert report.kept is not None
    assert report.kept.scene() == scene
