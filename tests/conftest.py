"""What holds for all tests: how fast this machine happens to be decides none of them."""

from collections.abc import Iterator

import numpy as np
import pytest
from hypothesis import HealthCheck, settings

from playground import presets
from playground.cache import forget
from playground.history import History
from playground.session import Session

settings.register_profile("playground", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("playground")


@pytest.fixture(autouse=True)
def numpy_warns() -> Iterator[None]:
    """An exported script says for itself what NumPy shall not warn of, and no test after it."""
    with np.errstate():
        yield


@pytest.fixture
def session() -> Session:
    """A session that shows the first example."""
    return Session(History(presets.load("body-size")))


@pytest.fixture
def empty_caches() -> Iterator[None]:
    """Nothing was drawn before, and nothing of this test is drawn afterwards.

    A test that adds a row to a table needs it: what was drawn knows only the rows of its time.
    """
    forget()
    yield
    forget()
