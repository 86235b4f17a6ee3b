"""A formula as one line of plain text: 1 / (1 + e⁻ᶻ)."""

from collections.abc import Callable, Sequence

from playground.language import _

_RAISED = str.maketrans("zijᵢⱼ−", "ᶻⁱʲⁱʲ⁻")
_LOWERED = str.maketrans("ij", "ᵢⱼ")


class OneLine:
    """Writes a formula as one line of plain text: 1 / (1 + e⁻ᶻ)."""

    def text(self, text: str) -> str:
        return text

    def letter(self, letter: str) -> str:
        return letter

    def factor(self, letter: str) -> str:
        return letter

    def command(self, name: str, arguments: Sequence[str]) -> str:
        return _COMMANDS[name](*arguments)

    def joined(self, pieces: Sequence[str]) -> str:
        if len(pieces) == 1:
            return pieces[0]
        return "".join(f"({piece})" if isinstance(piece, _ByCases) else piece for piece in pieces)


def _fraction(numerator: str, denominator: str) -> str:
    over, under = (
        f"({part})" if " + " in part or " − " in part else part for part in (numerator, denominator)
    )
    return f"{over} / {under}"


class _ByCases(str):
    """A value and when, and another: in parentheses beside anything else."""

    __slots__ = ()


def _cases(upper: str, when: str, lower: str, otherwise: str) -> str:
    return _ByCases(_("{value} if {when}, else {other}", value=upper, when=when, other=lower))


_COMMANDS: dict[str, Callable[..., str]] = {
    "^": lambda power: power.translate(_RAISED),
    "_": lambda index: index.translate(_LOWERED),
    "\\frac": _fraction,
    "\\cases": _cases,
}
