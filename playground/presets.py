"""The example scenes of ``assets/presets``: documents, read by the decoder that reads a visitor's.

``load("obesity")`` gives the scene; NAMES is the order in which they are offered.
"""

from pathlib import Path

from playground import document
from playground.cache import cached
from playground.language import _
from playground.limits import quoted
from playground.network import NetworkError
from playground.scene import Scene

FOLDER = Path(__file__).parents[1] / "assets" / "presets"

NAMES = (
    "body-size",
    "obesity",
    "salary",
    "first-mlp",
    "and",
    "or",
    "nand",
    "xor",
    "nonlinear",
    "digit",
    "blank",
)


#: Examples whose point is the picture of their output: the page shows them with it.
SURFACES = frozenset({"and", "or", "nand", "xor", "nonlinear"})


def load(name: str) -> Scene:
    """The scene of that name. Raises NetworkError for an unknown one."""
    if name not in NAMES:
        raise NetworkError(
            _(
                "preset: expected one of {known}, got {name}",
                known=", ".join(NAMES),
                name=quoted(name),
            )
        )
    return _load(name)


def title(name: str) -> str:
    """How the preset of that name is called on the page. Raises NetworkError."""
    return load(name).title


@cached(64)
def _load(name: str) -> Scene:
    return document.scene_from_json((FOLDER / f"{name}.json").read_bytes())
