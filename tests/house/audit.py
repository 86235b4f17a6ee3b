"""Known vulnerabilities of what we depend on: ``python -m tests.house.audit`` (make audit).

pip-audit asks PyPI about the pins in requirements.txt, ``npm audit`` npm's registry about those in
package-lock.json. What neither can say is never taken for "none": a service that does not answer
is told in one sentence.

Exit status: 0 for none, 1 for a vulnerability, 2 where a service did not answer.
"""

import json
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[2]
PIP_AUDIT = ROOT / ".venv" / "audit" / "bin" / "pip-audit"
PINS = ("--requirement", "requirements.txt", "--no-deps", "--disable-pip")
SILENT = ("--format", "json", "--progress-spinner", "off")
MOST_SECONDS = 300


@dataclass(frozen=True)
class Found:
    """What a service said: so many packages, a line for each vulnerability, who was not known."""

    asked: int
    vulnerable: tuple[str, ...] = ()
    unknown: tuple[str, ...] = ()


class NoAnswerError(RuntimeError):
    """The service could not be asked; the message says why, in one sentence."""


def of_python(said: Any) -> Found:
    """What pip-audit's JSON says."""
    packages = said["dependencies"]
    lines = [
        f"{each['name']} {each['version']}: {found['id']}, mended in "
        f"{', '.join(found['fix_versions']) or 'no version yet'}"
        for each in packages
        for found in each.get("vulns", [])
    ]
    unknown = [each["name"] for each in packages if "skip_reason" in each]
    return _checked(Found(len(packages), tuple(lines), tuple(unknown)))


def of_npm(said: Any) -> Found:
    """What the JSON of ``npm audit`` says."""
    if "vulnerabilities" not in said:
        raise NoAnswerError(str(said.get("message", "it gave no list")))
    packages = said["vulnerabilities"].values()
    lines = [f"{each['name']} {each['range']}: {each['severity']}" for each in packages]
    return Found(said["metadata"]["dependencies"]["total"], tuple(lines))


def _checked(found: Found) -> Found:
    """The same, unless nothing at all could be looked up. Raises NoAnswerError."""
    if len(found.unknown) == found.asked:
        raise NoAnswerError(f"it knew none of {found.asked} packages")
    return found


def _asked(command: Iterable[str | Path], read: Callable[[Any], Found]) -> Found:
    """What a command's JSON says. Raises NoAnswerError."""
    try:
        ran = subprocess.run(
            list(command),
            cwd=ROOT,
            capture_output=True,
            text=True,
            check=False,
            timeout=MOST_SECONDS,
        )
        said = json.loads(ran.stdout)
    except (OSError, subprocess.TimeoutExpired) as error:
        raise NoAnswerError(f"it could not be asked ({type(error).__name__})") from error
    except ValueError as error:
        last = (ran.stderr.strip().splitlines() or ["it said nothing"])[-1]
        raise NoAnswerError(last) from error
    return read(said)


def told(name: str, ask: Callable[[], Found]) -> int:
    """Print what a service says, and return the exit status of it."""
    try:
        found = ask()
    except NoAnswerError as why:
        print(f"{name}: not audited, for the service did not answer as it should: {why}.")
        return 2
    unknown = f", {len(found.unknown)} not known to it" if found.unknown else ""
    print(f"{name}: {len(found.vulnerable)} vulnerabilities in {found.asked} packages{unknown}.")
    for line in (*found.vulnerable, *(f"{each}: not known" for each in found.unknown)):
        print(f"  {line}")
    return 1 if found.vulnerable else 2 if found.unknown else 0


def main() -> int:
    """Ask both, and return the graver status: a vulnerability before a silence."""
    npm = shutil.which("npm") or "npm"
    statuses = {
        told("Python", lambda: _asked((PIP_AUDIT, *PINS, *SILENT), of_python)),
        told("JavaScript", lambda: _asked((npm, "audit", "--json"), of_npm)),
    }
    return 1 if 1 in statuses else max(statuses)


if __name__ == "__main__":
    sys.exit(main())
