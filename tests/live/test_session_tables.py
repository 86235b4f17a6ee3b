"""A scene's table may be too large for any token: the session asks the browser for it."""

import pytest

from playground import document, presets
from playground.data import Dataset, known
from playground.data.writing import table_csv
from playground.data.written import elsewhere, table_text, written
from playground.draft import Draft, File, edit_of
from playground.history import History
from playground.missing import NO_TABLE
from playground.report import Brought, Memory, Report
from playground.scene import Scene, SetBias, UseData, apply, replace_scene
from playground.session import Session
from tests.browser.driving.tables import large
from tests.live.session_reports import work


@pytest.fixture
def data() -> Dataset:
    """A dataset whose table this server does not know."""
    made = large(seed=30)
    known.forget()
    return made


def link(data: Dataset) -> dict[str, str]:
    return {"preset": "body-size", "data": written(data), "row": "3"}


def brought(data: Dataset, text: str | None = None) -> Brought:
    table = elsewhere(data)
    assert table is not None
    return Brought(table.digest, table_text(table) if text is None else text)


def arrived(data: Dataset) -> Session:
    session = Session(History(presets.load("xor")))
    session.arrive(link(data))
    return session


def test_the_picture_stands_without_it_until_it_comes(data: Dataset) -> None:
    session = arrived(data)
    assert session.scene == presets.load("body-size")
    assert (session.missing.asked, session.notice) == (brought(data).digest, None)
    session.take(work(session, table=brought(data)))
    assert (session.scene.fitting, session.scene.row) == (data, 3)
    assert session.scene.x.tolist() == data.x[3].tolist()
    assert session.history == History(session.scene)
    assert session.missing.asked is None


def test_what_was_edited_meanwhile_stays(data: Dataset) -> None:
    session = arrived(data)
    session.edit(SetBias(0, 0, 9.0))
    session.take(work(session, table=brought(data)))
    assert session.scene.network.layers[0].biases[0] == 9.0
    assert session.scene.data == data
    assert session.history.undo().present.data is None


def test_one_that_is_nowhere_is_told_once(data: Dataset) -> None:
    session = arrived(data)
    session.take(work(session, table=Brought(brought(data).digest, None)))
    assert session.notice is not None
    assert session.notice.text == NO_TABLE
    assert (session.missing.asked, session.missing.awaited_link()) == (None, {})
    assert session.scene == presets.load("body-size")
    assert session.lacking == {"data": link(data)["data"], "row": "3"}
    assert session.expected == link(data)["data"]


def lacking(data: Dataset) -> Session:
    session = arrived(data)
    session.take(work(session, table=Brought(brought(data).digest, None)))
    return session


def test_its_file_brings_all_of_the_link_along(data: Dataset) -> None:
    session = lacking(data)
    session.use(edit_of(data))
    assert (session.scene.data, session.scene.row) == (data, 3)
    assert session.scene.x.tolist() == data.x[3].tolist()
    assert (session.lacking, session.expected) == ({}, "")
    assert session.history.undo().present == presets.load("body-size")


def test_its_file_brings_the_rows_to_what_was_edited(data: Dataset) -> None:
    session = lacking(data)
    session.edit(SetBias(0, 0, 9.0))
    session.use(edit_of(data))
    assert session.scene.network.layers[0].biases[0] == 9.0
    assert (session.scene.data, session.scene.row) == (data, 3)


def test_another_file_is_used_like_any(data: Dataset) -> None:
    session, other = lacking(data), large(seed=31)
    session.use(edit_of(other))
    assert (session.scene.data, session.scene.row) == (other, 0)
    assert session.lacking == {}


def test_a_link_that_is_followed_again_misses_it_again(data: Dataset) -> None:
    session = lacking(data)
    session.load("xor")
    assert session.lacking == {}
    session.follow(link(data))
    assert session.notice is not None
    assert session.notice.text == NO_TABLE
    assert session.lacking["row"] == "3"


def test_a_document_comes_without_its_table_until_that_is_found(data: Dataset) -> None:
    known.remember(data.table)
    scene = replace_scene(apply(presets.load("body-size"), UseData(written(data))), row=5)
    text = document.scene_to_json(scene).encode()
    known.forget()
    with pytest.raises(known.UnknownTableError):
        document.scene_from_json(text)
    session = Session(History(presets.load("xor")))
    session.open(text)
    assert (session.scene.network, session.scene.data) == (scene.network, None)
    assert session.missing.asked == brought(data).digest
    session.take(work(session, table=Brought(brought(data).digest, None)))
    assert session.expected == written(data)
    session.use(edit_of(data))
    assert session.scene == scene


def test_the_file_is_known_again_by_whatever_name_it_was_saved(data: Dataset) -> None:
    text = table_csv(data.table)
    for name in ("large.csv", "large (2).csv", "large.txt"):
        draft = Draft.of(presets.load("body-size"))
        draft.expect(written(data))
        draft.origin = "table"
        draft.upload(File(name, text.encode()))
        source = draft.source()
        assert source == data.source
        assert draft.dataset(source) == data
    draft.upload(File("another.csv", text.encode()))
    assert draft.source() != data.source


def test_another_table_is_refused(data: Dataset) -> None:
    session = arrived(data)
    other = brought(large(seed=31)).text
    session.take(work(session, table=brought(data, other)))
    assert session.notice is not None
    assert "does not belong to its digest" in session.notice.text
    assert session.scene.data is None


def remembered(data: Dataset) -> tuple[Scene, Memory]:
    known.remember(data.table)
    scene = apply(presets.load("body-size"), UseData(written(data)))
    token = document.scene_to_token(scene)
    known.forget()
    return scene, Memory("visit", "session", 5, [token], 0)


def test_a_server_that_has_forgotten_the_visit_is_given_it_with_the_memory(data: Dataset) -> None:
    scene, memory = remembered(data)
    session = Session(History(presets.load("body-size")))
    session.take(Report(memory.session, [], memory=memory))
    assert session.fresh
    assert session.missing.asked == brought(data).digest
    session.take(Report(memory.session, [], memory=memory, table=brought(data)))
    assert (session.fresh, session.recovered) == (False, True)
    assert session.scene == scene


def test_a_memory_whose_table_is_gone_is_told_and_not_asked_for_again(data: Dataset) -> None:
    _, memory = remembered(data)
    session = Session(History(presets.load("body-size")))
    session.take(Report(memory.session, [], memory=memory))
    gone = Brought(brought(data).digest, None)
    session.take(Report(memory.session, [], memory=memory, table=gone))
    assert (session.fresh, session.missing.asked) == (False, None)
    assert session.notice is not None


def test_what_the_browser_lacks_is_noted(data: Dataset) -> None:
    session = arrived(data)
    session.take(work(session, lacks=brought(data).digest))
    assert session.lacks == brought(data).digest
    session.take(work(session))
    assert session.lacks is None
