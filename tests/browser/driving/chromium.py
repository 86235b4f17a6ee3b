"""The Chromium that the browser tests and benchmarks drive: which one, and with which switches.

``python -m tests.browser.driving.chromium`` prints its path; with ``--install`` it first gets one
where there is none, and the one without windows where that is a package. Without a Chromium both
stop with a message that says what to do: browser tests are never skipped.
"""

import os
import shutil
import subprocess
import sys
from functools import cache

from tests.apt import install_first

ARGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
#: The first is Chromium without windows, in which a page opens in three quarters of the time.
PACKAGES = ("chromium-headless-shell", "chromium")
NAMES = (*PACKAGES, "chromium-browser", "google-chrome")
ADVICE = (
    "The browser tests need Chromium, and none was found. Any one of these will do: install the "
    "package `chromium-headless-shell` or `chromium` of your system; run "
    "`.venv/bin/playwright install --with-deps chromium`; or name a binary, as in "
    "`CHROMIUM=/path/to/chromium make test`."
)
_PLAYWRIGHTS_OWN = """
from playwright.sync_api import sync_playwright
with sync_playwright() as playwright:
    print(playwright.chromium.executable_path)
"""


class ChromiumNotFoundError(LookupError):
    """No Chromium on this machine; the message says what to do."""


@cache
def executable() -> str:
    """The first that runs of $CHROMIUM, the system's browsers and Playwright's own.

    Raises ChromiumNotFoundError.
    """
    if named := os.environ.get("CHROMIUM"):
        if _runs(named):
            return named
        raise ChromiumNotFoundError(f"$CHROMIUM names {named}, which does not run. {ADVICE}")
    for path in filter(None, map(shutil.which, NAMES)):
        if _runs(path):
            return path
    # In a process of its own: Playwright cannot be started inside a running Playwright.
    answer = subprocess.run(
        [sys.executable, "-c", _PLAYWRIGHTS_OWN], capture_output=True, text=True, check=False
    )
    path = answer.stdout.strip()
    if path and _runs(path):
        return path
    raise ChromiumNotFoundError(ADVICE)


def install() -> None:
    """Get the first of the packages that there is, where we may; else Playwright's own."""
    if install_first(PACKAGES):
        return
    if not any(map(_runs, filter(None, map(shutil.which, NAMES)))):
        subprocess.run([sys.executable, "-m", "playwright", "install", "chromium"], check=False)


def main(arguments: list[str]) -> int:
    """Print the path; exit code 1 and the advice where there is none."""
    wanted = "--install" in arguments and "CHROMIUM" not in os.environ
    if wanted and shutil.which(PACKAGES[0]) is None:
        install()
    try:
        print(executable())
    except ChromiumNotFoundError as error:
        print(error, file=sys.stderr)
        return 1
    return 0


def _runs(path: str) -> bool:
    # Ubuntu's /usr/bin/chromium-browser, for one, may be a mere note about a snap.
    try:
        answer = subprocess.run([path, "--version"], capture_output=True, timeout=30, check=False)
    except (OSError, subprocess.TimeoutExpired):
        return False
    return answer.returncode == 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
