"""A formula as one line of plain text: 1 / (1 + e⁻ᶻ)."""

from collections.abc import Callable, Sequence

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
        return "".join(f"({piece})" if " if " in piece else piece for piece in pieces)


def _fraction(numerator: str, denominator: str) -> str:
    over, under = (
        f"({part})" if " + " in part or " − " in part else part for part in (numerator, denominator)
    )
    return f"{over} / {under}"


_COMMANDS: dict[str, Callable[..., str]] = {
    "^": lambda power: power.translate(_RAISED),
    "_": lambda index: index.translate(_LOWERED),
    "\\frac": _fraction,
    "\\cases": lambda upper, when, lower, _: f"{upper} if {when}, else {lower}",
}
