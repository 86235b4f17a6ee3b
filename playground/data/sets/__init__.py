"""The built-in sets: generated ones, and real ones from ``assets/sets``.

``SETS`` says what there is, a line each; ``load_set`` gives one as a Dataset. ``catalogue`` holds a
row for each, ``generators`` the arithmetic, ``builtin`` the source that a Dataset reads, and
``preview`` a small picture.
"""

from collections.abc import Iterator, Mapping

from playground.data.sets.builtin import BuiltIn, load_set
from playground.data.sets.catalogue import CATALOGUE, BuiltInSet
from playground.data.sets.preview import Preview, as_pictures, preview
from playground.language import _

__all__ = ["CATALOGUE", "SETS", "BuiltIn", "BuiltInSet", "Preview", "as_pictures", "load_set",
           "preview"]  # fmt: skip


class _Lines(Mapping[str, str]):
    """The line of each set by its name, as the catalogue has it now."""

    def __getitem__(self, name: str) -> str:
        return _(CATALOGUE[name].line)

    def __iter__(self) -> Iterator[str]:
        return iter(CATALOGUE)

    def __len__(self) -> int:
        return len(CATALOGUE)


SETS: Mapping[str, str] = _Lines()
