"""Packages of Debian's that tests need, where they are missing and we may install them."""

import os
import shutil
import subprocess
from collections.abc import Iterable


def install_first(packages: Iterable[str]) -> bool:
    """Get the first of the packages that there is; ``False`` where there is none, or no right."""
    apt_get = shutil.which("apt-get")
    if not apt_get or os.geteuid() != 0:
        return False
    # In run level 1 no package starts its service.
    environment = os.environ | {"DEBIAN_FRONTEND": "noninteractive", "RUNLEVEL": "1"}
    subprocess.run([apt_get, "update"], env=environment, check=False)
    commands = ([apt_get, "install", "-y", "--no-install-recommends", each] for each in packages)
    return any(
        subprocess.run(command, env=environment, check=False).returncode == 0
        for command in commands
    )
