"""The addresses for who runs the server: what they answer, in which form, and where."""

import json

import pytest
from prometheus_client.openmetrics.parser import text_string_to_metric_families
from prometheus_client.samples import Sample
from starlette.applications import Starlette

from playground.answers.answer import respond
from playground.limits import MAX_KNOWN_SCENE_BYTES, MAX_WORKER_BYTES
from playground.live.apart import Process
from playground.live.budget import Share
from playground.live.worker import Task
from playground.operations.health import READY, Health, Verdict
from playground.operations.logs import configure
from playground.operations.metrics import exposition
from playground.operations.routes import routes
from tests.answers.asking import VALID
from tests.asgi import Answered, request
from tests.live.wire_client import OURS, converse

TEXT = {"type": "websocket.receive", "text": VALID.decode()}


def get(path: str, verdict: Verdict = READY, base: str = "", method: str = "GET") -> Answered:
    """What a server that knows these addresses alone answers."""
    app = Starlette(routes=routes(base, Health(lambda _: verdict)))
    return request(app, path, method=method)


def samples() -> dict[tuple[str, ...], Sample]:
    """What is told now, by its name and its labels' values."""
    families = text_string_to_metric_families(exposition().decode())
    return {
        (each.name, *each.labels.values()): each for family in families for each in family.samples
    }


def told(*of: str) -> float:
    """One of these numbers."""
    return float(samples()[of].value)


def test_a_server_that_is_ready_says_which_versions_run() -> None:
    answer = get("/healthz")
    assert answer.status == 200
    assert answer.headers["cache-control"] == "no-store"
    assert json.loads(answer.body)["status"] == "ready"
    assert list(json.loads(answer.body)["versions"])[:2] == ["MLP Playground", "Python"]


@pytest.mark.parametrize("status", ["starting", "failing"])
def test_a_server_that_is_not_says_why(status: str) -> None:
    answer = get("/healthz", Verdict(status, "One sentence."))  # type: ignore[arg-type]
    assert answer.status == 503
    assert json.loads(answer.body) == {"status": status, "reason": "One sentence."}


@pytest.mark.parametrize("name", ["healthz", "metrics"])
def test_each_stands_at_the_root_and_under_the_base_and_nowhere_else(name: str) -> None:
    for path, status in ((f"/{name}", 200), (f"/class/a/{name}", 200), (f"/_stcore/{name}", 404)):
        assert get(path, base="class/a").status == status
    assert get(f"/{name}", method="POST").status == 405


def test_metrics_are_open_metrics() -> None:
    answer = get("/metrics")
    assert answer.headers["content-type"].startswith("application/openmetrics-text")
    text = answer.body.decode()
    assert text.endswith("# EOF\n")
    names = {family.name for family in text_string_to_metric_families(text)}
    assert {"playground_wire_computing_seconds", "playground_cache_bytes", "playground"} <= names


def test_the_wire_is_counted() -> None:
    total = "playground_wire_{}_total".format
    of = [
        (total("connections"),),
        (total("messages_answered"),),
        (total("received_bytes"),),
        ("playground_wire_computing_seconds_count", "drawing"),
        (total("refused"), "binary"),
        (total("refused"), "origin"),
    ]
    before, sent = [told(*each) for each in of], told(total("sent_bytes"))
    converse(OURS, [TEXT, TEXT, {"type": "websocket.receive", "bytes": b"\x00"}])
    converse({"host": "here.example", "origin": "http://there.example"}, [TEXT])
    grown = [told(*each) - was for each, was in zip(of, before, strict=True)]
    assert grown == [1, 2, 2 * len(VALID), 2, 1, 1]
    assert told(total("sent_bytes")) > sent
    assert told("playground_wire_open_sockets") == 0


def test_messages_that_wait_for_their_budget_are_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    before = told("playground_wire_delayed_total")
    monkeypatch.setattr(Share, "received", lambda *_: 1e-6)
    converse(OURS, [TEXT] * 3)
    assert told("playground_wire_delayed_total") == before + 3


def test_caches_are_weighed() -> None:
    respond(VALID)
    assert told("playground_known_scenes") > 0
    for cache in ("scenes", "panels"):
        assert (
            0 < told("playground_cache_bytes", cache) <= told("playground_cache_limit_bytes", cache)
        )
    assert told("playground_cache_limit_bytes", "scenes") == MAX_KNOWN_SCENE_BYTES


def test_what_could_not_be_read_is_counted_by_its_kind() -> None:
    configure()
    of = "playground_refusals_total", "NetworkError"
    before = told(*of) if of in samples() else 0.0
    respond(b"{}")
    assert told(*of) == before + 1


def test_workers_are_counted_weighed_and_heard_of_what_they_refuse() -> None:
    ended, refused = "playground_workers_ended_total", ("playground_refusals_total", "NetworkError")
    before, lost = told("playground_workers"), told(ended, "itself")
    refusals = told(*refused) if refused in samples() else 0.0
    worker = Process()
    try:
        worker.answer(Task("{}"))
        worker.answer(Task(VALID.decode()))
        assert told("playground_workers") == before + 1
        assert 0 < told("playground_workers_resident_memory_bytes") < MAX_WORKER_BYTES
        assert told("playground_workers_cache_bytes") > 0
        assert told(*refused) == refusals + 1
        assert worker._process is not None
        worker._process.kill()
        worker._process.wait()
        worker.begin()  # another one
        assert told(ended, "itself") == lost + 1
    finally:
        worker.end()
    assert told("playground_workers") == before
    assert told(ended, "itself") == lost + 1
