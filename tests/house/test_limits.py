"""Every limit stands in one place, with its reason; whatever is refused is of one family."""

import re
from pathlib import Path

import numpy as np
import pytest

from playground import limits
from playground.limits import (
    MAX_MAGNITUDE,
    NetworkError,
    PlaygroundError,
    check_magnitude,
    checked_array,
    checked_number,
)

PACKAGE = Path(limits.__file__).parent
LIMIT = re.compile(r"^(MAX_\w+)[^\n=]*= ([^\n]*)$", re.MULTILINE)


def test_each_limit_has_its_reason() -> None:
    found = LIMIT.findall((PACKAGE / "limits.py").read_text("utf-8"))
    assert len(found) > 20
    for name, line in found:
        value, _, reason = line.partition("  # ")
        assert len(reason) > 10, name
        assert value


def test_no_limit_stands_anywhere_else() -> None:
    others = [path for path in PACKAGE.rglob("*.py") if path.name != "limits.py"]
    assert len(others) > 50
    assert not [(path.name, LIMIT.findall(path.read_text("utf-8"))) for path in others
                if LIMIT.search(path.read_text("utf-8"))]  # fmt: skip


def test_what_is_refused_is_a_playground_error() -> None:
    assert issubclass(NetworkError, PlaygroundError)
    assert issubclass(PlaygroundError, ValueError)


@pytest.mark.parametrize("value", [np.nan, np.inf, -np.inf, 1.1 * MAX_MAGNITUDE])
def test_a_number_that_no_scene_can_hold_is_refused(value: float) -> None:
    with pytest.raises(NetworkError, match="here: expected"):
        checked_number(value, "here")
    with pytest.raises(NetworkError, match="here: expected"):
        check_magnitude([0.0, value], "here")
    assert checked_number(-MAX_MAGNITUDE, "here") == -MAX_MAGNITUDE


def test_a_checked_array_is_a_read_only_copy() -> None:
    given = np.array([[1, 2], [3, 4]])
    array = checked_array(given, "here", 2)
    given[0, 0] = 9
    assert array.tolist() == [[1.0, 2.0], [3.0, 4.0]]
    assert array.dtype == np.float64
    with pytest.raises(ValueError, match="read-only"):
        array[0, 0] = 1.0
