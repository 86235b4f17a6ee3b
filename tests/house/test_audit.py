"""The audit: a vulnerability is told, and silence is never taken for "none"."""

from typing import Any

import pytest

from tests.house.audit import Found, NoAnswerError, of_npm, of_python, told

SOUND = {"name": "click", "version": "8.5.1", "vulns": []}
SKIPPED = {"name": "numpy", "skip_reason": "not found"}
BAD = {
    "name": "jinja2",
    "version": "3.1.5",
    "vulns": [{"id": "PYSEC-1", "fix_versions": ["3.1.6"]}, {"id": "PYSEC-2", "fix_versions": []}],
}
NPM: dict[str, Any] = {"metadata": {"dependencies": {"total": 7}}, "vulnerabilities": {}}


@pytest.mark.parametrize(
    ("packages", "status", "words"),
    [
        ([SOUND], 0, "0 vulnerabilities in 1 packages."),
        ([SOUND, BAD], 1, "jinja2 3.1.5: PYSEC-2, mended in no version yet"),
        ([SOUND, SKIPPED], 2, "numpy: not known"),
        ([SOUND, SKIPPED, BAD], 1, "1 not known to it"),
        ([SKIPPED], 2, "not audited"),
    ],
)
def test_what_pip_audit_says_is_told(
    packages: list[Any], status: int, words: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert told("Python", lambda: of_python({"dependencies": packages})) == status
    assert words in capsys.readouterr().out


def test_what_npm_says_is_told() -> None:
    assert of_npm(NPM) == Found(7)
    bad = {"x": {"name": "x", "range": "<2", "severity": "high"}}
    assert of_npm({**NPM, "vulnerabilities": bad}).vulnerable == ("x <2: high",)
    with pytest.raises(NoAnswerError, match="405"):
        of_npm({"message": "405 Method Not Allowed"})
