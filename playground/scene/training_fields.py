"""The kinds of field that speak of training: its recipe, when it stops, and how far it is."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Annotated, Any

import msgspec
from msgspec import Meta

from playground.limits import MAX_RUNS, NetworkError, quoted
from playground.network import Network
from playground.notation import parse_number
from playground.packed.networks import Name
from playground.packed.sealing import opened, sealed
from playground.scene.command import whole
from playground.scene.fields import Field, Token, link_number
from playground.training import Recipe, Stop, Training
from playground.training.kept import KeptRun, checked_runs
from playground.training.packed_runs import PackedTraining, packed_training, unpacked_training

_TRAINING: Any = msgspec.msgpack.Decoder(PackedTraining)
_Part = Name | Annotated[int, Meta(ge=-(2**53), le=2**53)] | float | None
_AS_USUAL = "usual"  # a recipe of which nothing is said


def _whole(text: str) -> int:
    return whole(text, "number")


def _unless_blank(read: Callable[[str], Any]) -> Callable[[str], Any]:
    return lambda text: read(text) if text.strip() else None


#: How each part of a recipe and of a rule of stopping is read as it was typed.
PARTS: dict[type[Any], dict[str, Callable[[str], Any]]] = {
    Recipe: {
        "loss": str,
        "optimiser": str,
        "rate": parse_number,
        "batch": _unless_blank(_whole),
        "l1": parse_number,
        "l2": parse_number,
        "momentum": parse_number,
        "seed": _whole,
    },
    Stop: {
        "epochs": _unless_blank(_whole),
        "loss": _unless_blank(parse_number),
        "patience": _unless_blank(_whole),
    },
}

_MAX_PARTS = max(map(len, PARTS.values()))


def part_of(kind: type[Any], name: str, text: str) -> Any:
    """A part of a recipe or a rule as it was typed. Raises NetworkError."""
    if name not in PARTS[kind]:
        raise NetworkError(f"{kind.__name__.lower()}: there is no part called {quoted(name)}")
    return PARTS[kind][name](text)


@dataclass(frozen=True, kw_only=True)
class Numbers(Field):
    """A recipe or a rule of stopping, by its parts; none where nothing was chosen.

    As text those that are not as usual, ``name=value`` and a comma between them.
    """

    plain = Annotated[dict[Name, _Part], Meta(max_length=_MAX_PARTS)] | None
    kind: type[Any]

    def checked(self, value: Any, network: Network) -> Any:
        if value is not None and not isinstance(value, self.kind):
            raise NetworkError(f"{self.name}: expected none or parts, got {type(value).__name__}")
        return value

    def to_plain(self, value: Any) -> dict[str, Any] | None:
        return None if value is None else dict(vars(value))

    def from_plain(self, plain: dict[str, Any] | None, network: Network) -> Any:
        return None if plain is None else self._made(plain)

    def to_text(self, value: Any) -> str:
        if value is None:
            return ""
        usual = vars(self.kind())
        parts = {name: part for name, part in vars(value).items() if part != usual[name]}
        return ",".join(f"{name}={_text(part)}" for name, part in parts.items()) or _AS_USUAL

    def from_text(self, text: str) -> Any:
        if not text:
            return None
        parts = [] if text == _AS_USUAL else [each.partition("=") for each in text.split(",")]
        return self._made({name: part_of(self.kind, name, given) for name, _, given in parts})

    def _made(self, parts: dict[str, Any]) -> Any:
        for name in parts:
            if name not in PARTS[self.kind]:
                raise NetworkError(f"{self.name}: there is no part called {quoted(name)}")
        return self.kind(**parts)


def _text(part: Any) -> str:
    if part is None:
        return ""
    return link_number(part) if isinstance(part, float) else str(part)


@dataclass(frozen=True, kw_only=True)
class Trained(Field):
    """A training, or none; as JSON and in a link it is a token."""

    plain = Token | None

    def checked(self, value: Training | None, network: Network) -> Training | None:
        if value is not None and not isinstance(value, Training):
            raise NetworkError(f"{self.name}: expected a training, got {type(value).__name__}")
        return value

    def to_plain(self, value: Training | None) -> str | None:
        return None if value is None else sealed(b"t", packed_training(value))

    def from_plain(self, plain: str | None, network: Network) -> Training | None:
        return None if plain is None else unpacked_training(opened(b"t", plain, _TRAINING))

    @property
    def packed(self) -> Any:
        return PackedTraining | None

    def to_packed(self, value: Training | None) -> PackedTraining | None:
        return None if value is None else packed_training(value)

    def from_packed(self, packed: PackedTraining | None, network: Network) -> Training | None:
        return None if packed is None else unpacked_training(packed)

    def to_text(self, value: Training | None) -> str:
        return self.to_plain(value) or ""

    def from_text(self, text: str) -> Training | None:
        return self.from_plain(text, None) if text else None  # type: ignore[arg-type]


@dataclass(frozen=True, kw_only=True)
class Runs(Field):
    """Trainings that are kept by their names; as JSON each is a token."""

    plain = Annotated[list[tuple[Name, Token]], Meta(max_length=MAX_RUNS)]
    default: Any = ()

    def checked(self, value: Iterable[KeptRun], network: Network) -> tuple[KeptRun, ...]:
        runs = tuple(value)
        for run in runs:
            if not isinstance(run, KeptRun):
                raise NetworkError(f"{self.name}: expected runs, got {type(run).__name__}")
        return checked_runs(runs)

    def to_plain(self, value: tuple[KeptRun, ...]) -> list[tuple[str, str]]:
        return [(run.name, sealed(b"t", packed_training(run.training))) for run in value]

    def from_plain(self, plain: list[tuple[str, str]], network: Network) -> tuple[KeptRun, ...]:
        return tuple(
            KeptRun(name, unpacked_training(opened(b"t", token, _TRAINING)))
            for name, token in plain
        )

    @property
    def packed(self) -> Any:
        return Annotated[list[tuple[Name, PackedTraining]], Meta(max_length=MAX_RUNS)]

    def to_packed(self, value: tuple[KeptRun, ...]) -> list[tuple[str, PackedTraining]]:
        return [(run.name, packed_training(run.training)) for run in value]

    def from_packed(
        self, packed: list[tuple[str, PackedTraining]], network: Network
    ) -> tuple[KeptRun, ...]:
        return tuple(KeptRun(name, unpacked_training(given)) for name, given in packed)
