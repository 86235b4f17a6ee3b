"""Two replicas behind nginx, as they are shipped: one test, because to start them takes longest."""

from pathlib import Path

import pytest

from tests.machines.loss import nobody_loses_a_scene_when_a_replica_dies
from tests.machines.proxied import CHECKS
from tests.machines.servers import together


def test_two_replicas_are_one_playground(tmp_path: Path, subtests: pytest.Subtests) -> None:
    with together(tmp_path) as both:
        for check in CHECKS:
            with subtests.test(check.__name__):
                check(both)
        nobody_loses_a_scene_when_a_replica_dies(both)
