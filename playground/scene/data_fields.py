"""The kinds of field that speak of data: which rows there are, and which one is at the inputs."""

from dataclasses import dataclass
from typing import Any

from playground.data import Dataset
from playground.data.written import read, written
from playground.limits import NetworkError
from playground.network import Network
from playground.scene.fields import Field, Whole


@dataclass(frozen=True, kw_only=True)
class Data(Field):
    """A dataset, or none; its text says all of it, or names a table that is kept elsewhere."""

    plain = str | None

    def checked(self, value: Dataset | None, network: Network) -> Dataset | None:
        if value is not None and not isinstance(value, Dataset):
            raise NetworkError(f"{self.name}: expected a dataset, got {type(value).__name__}")
        return value

    def to_plain(self, value: Dataset | None) -> str | None:
        return None if value is None else written(value)

    def from_plain(self, plain: str | None, network: Network) -> Dataset | None:
        return None if plain is None else read(plain)

    def to_text(self, value: Dataset | None) -> str:
        return "" if value is None else written(value)

    def from_text(self, text: str) -> Dataset | None:
        return read(text) if text else None


@dataclass(frozen=True, kw_only=True)
class Row(Whole):
    """The number of a row of the data, from 0, or none. Which rows there are is the scene's to say."""

    plain = int | None

    def checked(self, value: int | None, network: Network) -> int | None:
        return None if value is None else super().checked(value, network)

    def to_text(self, value: int | None) -> str:
        return "" if value is None else super().to_text(value)

    def from_text(self, text: str) -> int | None:
        return super().from_text(text) if text else None
