"""What an edit tells the browser is small, the largest network that is drawn included."""

import json
import zlib
from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode

import pytest

from benchmarks.page.networks import NETWORKS, scene_of
from playground.history import History
from playground.live import component
from playground.scene import Edit, SetInput, SetWeight
from playground.session import Session
from playground.share import link_of

STREAMLITS_OWN = 1_100  # bytes that Streamlit says of a run beside it, before they are compressed


def told_after(edits: list[Edit], monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """How many bytes the last edits take that are told over a socket as uvicorn compresses it."""
    said: list[Any] = []
    monkeypatch.setattr(component, "_mount", lambda _, data, **__: said.append(data))
    socket = zlib.compressobj(wbits=-12, memLevel=5)
    session = Session(History(scene_of(NETWORKS["16-16-16-16-16-16-16-16"])))

    def told(*texts: str) -> int:
        sent = [socket.compress(text.encode()) + socket.flush(zlib.Z_SYNC_FLUSH) for text in texts]
        socket.compress(b" " * STREAMLITS_OWN)  # it stands between, and repeats itself
        return sum(map(len, sent))

    sizes = []
    for edit in edits:
        session.edit(edit)
        component.hub(session, "playground", lambda: None)
        sizes.append(told(urlencode(link_of(session.scene)), json.dumps(said[-1])))
    return sizes[1:]


@pytest.mark.parametrize(
    ("edit", "most"),
    [(lambda n: SetInput(0, n / 8), 900), (lambda n: SetWeight(0, 0, 0, n / 8), 2_500)],
    ids=["an input", "the first weight"],
)
def test_the_numbers_of_a_network_are_told_once(
    edit: Callable[[int], Edit], most: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert max(told_after([edit(n) for n in range(4)], monkeypatch)) <= most
