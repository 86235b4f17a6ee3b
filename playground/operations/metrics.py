"""What a scraper reads, in OpenMetrics form: the recorder's numbers, and how full caches are."""

from collections.abc import Iterator

from prometheus_client import Info, ProcessCollector
from prometheus_client.core import GaugeMetricFamily, Metric
from prometheus_client.openmetrics.exposition import CONTENT_TYPE_LATEST, generate_latest
from prometheus_client.registry import Collector

from playground.answers import known
from playground.cache import IN_BYTES
from playground.operations.recorder import REGISTRY
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


REGISTRY.register(_Caches())
ProcessCollector(registry=REGISTRY)
Info("playground", "Which versions run.", registry=REGISTRY).info(
    {name.lower().replace(" ", "_").replace(".", "_"): each for name, each in versions().items()}
)


def exposition() -> bytes:
    """All numbers, as OpenMetrics writes them."""
    written: bytes = generate_latest(REGISTRY)  # type: ignore[no-untyped-call]
    return written
