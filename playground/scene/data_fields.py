"""The kinds of field that speak of data: which rows there are, and which one is at the inputs."""

from dataclasses import dataclass
from typing import Annotated

from msgspec import Meta

from playground.data import Dataset
from playground.data.written import dataset_of, written
from playground.language import _
from playground.limits import MAX_ROWS, MAX_WRITTEN_DATA, NetworkError
from playground.network import Network
from playground.scene.command import whole
from playground.scene.fields import Field


@dataclass(frozen=True, kw_only=True)
class Data(Field):
    """A dataset, or none; its text says all of it, or names a table that is kept elsewhere."""

    plain = Annotated[str, Meta(max_length=MAX_WRITTEN_DATA)] | None

    def checked(self, value: Dataset | None, network: Network) -> Dataset | None:
        if value is not None and not isinstance(value, Dataset):
            raise NetworkError(f"{self.name}: expected a dataset, got {type(value).__name__}")
        return value

    def to_plain(self, value: Dataset | None) -> str | None:
        return None if value is None else written(value)

    def from_plain(self, plain: str | None, network: Network) -> Dataset | None:
        return None if plain is None else dataset_of(plain)

    def to_text(self, value: Dataset | None) -> str:
        return "" if value is None else written(value)

    def from_text(self, text: str) -> Dataset | None:
        return dataset_of(text) if text else None


@dataclass(frozen=True, kw_only=True)
class Row(Field):
    """The number of a row, from 0, or none; the scene says whether its data has it."""

    plain = Annotated[int, Meta(ge=0, lt=MAX_ROWS)] | None

    def checked(self, value: int | None, network: Network) -> int | None:
        if value is not None and not 0 <= value < MAX_ROWS:
            raise NetworkError(
                _(
                    "{name}: expected 0 to {most}, got {value}",
                    name=self.name,
                    most=MAX_ROWS - 1,
                    value=value,
                )
            )
        return value

    def to_text(self, value: int | None) -> str:
        return "" if value is None else str(value)

    def from_text(self, text: str) -> int | None:
        return whole(text, "row") if text else None
