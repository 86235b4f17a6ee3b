"""Which versions run: of this program, of Python, and of what draws and computes."""

import platform
from functools import cache
from importlib.metadata import version
from pathlib import Path

LICENCE = "MIT"
_PLOTLY = Path(__file__).parents[1] / "live" / "frontend" / "vendor" / "plotly" / "VERSION"


@cache
def versions() -> dict[str, str]:
    """Each by its name, this program's first: ``{"MLP Playground": "0.1.0", "Python": …}``."""
    return {
        "MLP Playground": version("playground"),
        "Python": platform.python_version(),
        "NumPy": version("numpy"),
        "Streamlit": version("streamlit"),
        "Plotly.js": _PLOTLY.read_text(encoding="utf-8").split()[-1],
    }
