"""How a generated table is drawn: how many rows, how noisy, from which seed; also as a short text.

The text stands in links: ``n=300,noise=0.2,seed=5``, with whatever is as usual left out.
"""

import re
from dataclasses import asdict, dataclass

from playground.language import _
from playground.limits import MAX_NOISE, MAX_SEED, MAX_SET_ROWS, DataError, quoted
from playground.notation import brief

_WHOLE = re.compile(r"[0-9]{1,10}")
_DECIMAL = re.compile(r"[0-9]{1,4}(\.[0-9]{1,20})?(e-[0-9]{1,3})?")


@dataclass(frozen=True)
class Sampling:
    """``n`` rows with ``noise``, a standard deviation, from ``seed``. Raises DataError."""

    n: int
    noise: float
    seed: int = 0

    def __post_init__(self) -> None:
        _check_whole("n", self.n, 4, MAX_SET_ROWS)  # every corner of a truth table is one row
        _check_whole("seed", self.seed, 0, MAX_SEED)
        noise = self.noise
        if isinstance(noise, bool) or not isinstance(noise, (int, float)):
            raise DataError(_("noise: expected a number, got {noise}", noise=quoted(noise)))
        if not 0 <= noise <= MAX_NOISE:
            raise DataError(
                _(
                    "noise: expected 0 to {most}, got {noise}",
                    most=brief(MAX_NOISE),
                    noise=quoted(noise),
                )
            )
        object.__setattr__(self, "noise", float(noise) + 0.0)  # + 0.0 makes two zeros one

    def text(self, usual: "Sampling | None" = None) -> str:
        """``n=300,noise=0.2,seed=5``, without what is as in ``usual``."""
        known = asdict(usual) if usual else {}
        changed = {name: value for name, value in asdict(self).items() if known.get(name) != value}
        return ",".join(f"{name}={value!r}" for name, value in changed.items())

    @classmethod
    def parse(cls, text: str, usual: "Sampling") -> "Sampling":
        """What ``text`` wrote. Raises DataError, one sentence, for anything else."""
        given: dict[str, int | float] = asdict(usual)
        seen: set[str] = set()
        for option in text.split(",") if text else ():
            name, _mark, value = option.partition("=")
            if name not in given or name in seen:
                raise DataError(
                    _(
                        "data: expected n=, noise= and seed=, each once, got {option}",
                        option=quoted(option),
                    )
                )
            seen.add(name)
            if not (_DECIMAL if name == "noise" else _WHOLE).fullmatch(value):
                kind = _("a number") if name == "noise" else _("a whole number")
                raise DataError(
                    _(
                        "{name}: expected {kind}, got {value}",
                        name=name,
                        kind=kind,
                        value=quoted(value),
                    )
                )
            given[name] = float(value) if name == "noise" else int(value)
        return cls(int(given["n"]), given["noise"], int(given["seed"]))


def _check_whole(name: str, value: object, low: int, high: int) -> None:
    if isinstance(value, bool) or not isinstance(value, int):
        raise DataError(
            _("{name}: expected a whole number, got {value}", name=name, value=quoted(value))
        )
    if not low <= value <= high:
        raise DataError(
            _(
                "{name}: expected {low} to {high}, got {value}",
                name=name,
                low=low,
                high=high,
                value=quoted(value),
            )
        )
