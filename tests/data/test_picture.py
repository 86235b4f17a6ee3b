"""Which names of columns say that the inputs are a picture's pixels."""

import pytest

from playground.data import Column, Table, load_set
from playground.data.picture import picture_of


@pytest.mark.parametrize(
    ("names", "expected"),
    [
        ([f"pixel_{r}_{c}" for r in range(8) for c in range(8)], (8, 8)),
        ([f"Pixel {r},{c}" for r in range(1, 4) for c in range(1, 6)], (3, 5)),
        ([f"px{n}" for n in range(9)], (3, 3)),
        ([f"pixel{n}" for n in range(1, 17)], (4, 4)),
        ([f"pixel{n}" for n in range(10)], None),  # no square
        ([f"pixel_{c}_{r}" for r in range(3) for c in range(3)], None),  # column by column
        ([f"pixel_0_{c}" for c in range(9)], None),  # a line
        ([f"pixel{n}" for n in range(5, 9)], None),  # a part of a picture
        ([*(f"pixel{n}" for n in range(8)), "age"], None),
        (["pixel_0_0", "pixel_0_1", "pixel1", "pixel_1_1"], None),
        (["x1", "x2", "x3", "x4"], None),
        ([], None),
    ],
)
def test_names_tell_the_size(names: list[str], expected: tuple[int, int] | None) -> None:
    assert picture_of(names) == expected


def test_of_the_sets_the_digits_are_pictures() -> None:
    assert load_set("digits").picture == (8, 8)
    assert load_set("iris").picture is None


def test_a_table_of_ones_own_can_be_one() -> None:
    columns = [Column(f"px {n}", "number", [0.0, 1.0, 0.5]) for n in range(4)]
    table = Table("own", [*columns, Column("y", "number", [0.0, 1.0, 1.0])])
    assert table.dataset([f"px {n}" for n in range(4)], "y").picture == (2, 2)
    assert table.dataset(["px 0", "px 1", "px 3"], "y").picture is None
