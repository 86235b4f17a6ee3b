"""What a scraper reads, in OpenMetrics form: the recorder's numbers, caches and workers."""

from collections.abc import Iterator

from prometheus_client import Info, ProcessCollector
from prometheus_client.core import GaugeMetricFamily, Metric
from prometheus_client.openmetrics.exposition import CONTENT_TYPE_LATEST, generate_latest
from prometheus_client.registry import Collector

from playground.answers import known
from playground.cache import IN_BYTES
from playground.operations.recorder import REGISTRY, workers
from playground.operations.versions import versions

CONTENT_TYPE = CONTENT_TYPE_LATEST


class _Caches(Collector):
    """Read when they are asked for: a cache need not tell of every change."""

    def collect(self) -> Iterator[Metric]:
        """How full each cache is, how much it may hold, and how many scenes are known."""
        kept = GaugeMetricFamily(
            "playground_cache_bytes", "What a cache holds.", labels=["cache"], unit="bytes"
        )
        most = GaugeMetricFamily(
            "playground_cache_limit_bytes", "What it may hold.", labels=["cache"], unit="bytes"
        )
        for name, cache in IN_BYTES.items():
            kept.add_metric([name.removeprefix("playground.")], cache.weight)
            most.add_metric([name.removeprefix("playground.")], cache.size)
        yield from (kept, most)
        yield GaugeMetricFamily(
            "playground_known_scenes", "Scenes that are known by name.", value=known.count()
        )


class _Workers(Collector):
    """Read when they are asked for: the system knows what memory a process takes."""

    def collect(self) -> Iterator[Metric]:
        """How many run, and what memory and caches they have together."""
        running = workers()
        for name, said, value in (
            ("playground_workers", "Processes that answer apart from the server.", len(running)),
            (
                "playground_workers_resident_memory_bytes",
                "The memory of all of them.",
                sum(map(_resident, running)),
            ),
            (
                "playground_workers_cache_bytes",
                "What their caches hold, as each told with its last answer.",
                sum(running.values()),
            ),
        ):
            unit = "bytes" if name.endswith("bytes") else ""
            yield GaugeMetricFamily(name, said, value=value, unit=unit)


def _resident(pid: int) -> float:
    """Bytes of memory that a process takes; 0 where the system does not tell."""
    told = {each.name: each for each in ProcessCollector(pid=lambda: pid, registry=None).collect()}
    memory = told.get("process_resident_memory_bytes")
    return memory.samples[0].value if memory else 0.0


REGISTRY.register(_Caches())
REGISTRY.register(_Workers())
ProcessCollector(registry=REGISTRY)
Info("playground", "Which versions run.", registry=REGISTRY).info(
    {name.lower().replace(" ", "_").replace(".", "_"): each for name, each in versions().items()}
)


def exposition() -> bytes:
    """All numbers, as OpenMetrics writes them."""
    written: bytes = generate_latest(REGISTRY)  # type: ignore[no-untyped-call]
    return written
