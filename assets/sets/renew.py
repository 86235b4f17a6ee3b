"""Writes the tables of this folder anew: ``make sets``.

The real ones come out of packages that ``make sets`` has put into the folder that is named, body
size out of its own generator. What is changed of each on the way, the README beside this says too.
"""

import csv
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path

import numpy as np
from sklearn.datasets import load_digits, load_iris

HERE = Path(__file__).parent
DIGITS_EACH = 50
BODY_SIZE_SEED = 298164  # row 7 becomes 0.80 and 0.60 as z-scores, the input of the example
PENGUINS = {
    "bill_length_mm": "bill length (mm)",
    "bill_depth_mm": "bill depth (mm)",
    "flipper_length_mm": "flipper length (mm)",
    "body_mass_g": "body mass (g)",
    "species": "species",
}
CARS = {
    "cyl": "cylinders",
    "displ": "displacement (in³)",
    "hp": "power (hp)",
    "weight": "weight (lb)",
    "accel": "acceleration (s)",
    "yr": "model year",
    "origin": "origin",
    "mpg": "mpg",
}
ORIGINS = {"1": "USA", "2": "Europe", "3": "Japan"}


def iris() -> None:
    """All of scikit-learn's iris."""
    flowers = load_iris()
    species = flowers.target_names[flowers.target]
    rows = [[*map(repr, x.tolist()), name] for x, name in zip(flowers.data, species, strict=True)]
    write("iris", [*flowers.feature_names, "species"], rows)


def digits() -> None:
    """The first 50 of each digit, in the order of scikit-learn's table."""
    pictures = load_digits()
    seen = np.zeros(10, dtype=int)
    rows = []
    for pixels, digit in zip(pictures.data.astype(int), pictures.target, strict=True):
        seen[digit] += 1
        if seen[digit] <= DIGITS_EACH:
            rows.append([*pixels.tolist(), digit])
    write("digits", [*pictures.feature_names, "digit"], rows)


def penguins(folder: Path) -> None:
    """The rows of palmerpenguins in which nothing is missing; four measurements and the species."""
    found = read(folder / "palmerpenguins" / "data" / "penguins.csv")
    whole = [row for row in found if "NA" not in row.values()]
    write("penguins", PENGUINS.values(), [[row[name] for name in PENGUINS] for row in whole])


def auto_mpg(folder: Path) -> None:
    """All of the table in bokeh_sampledata but the cars' names; the origin as a word."""
    cars = read(folder / "bokeh_sampledata" / "_data" / "auto-mpg.csv")
    rows = [[row[name] for name in CARS] for row in cars]
    at = list(CARS).index("origin")
    for row in rows:
        row[at] = ORIGINS[row[at]]
    write("auto-mpg", CARS.values(), rows)


def body_size(seed: int = BODY_SIZE_SEED) -> list[list[str]]:
    """24 people who never lived: height, then body mass index, both from a normal distribution.

    The class is 1 where the index of the rounded numbers, kg/m², is 30 or more, which is how the
    World Health Organization defines obesity.
    """
    rng = np.random.default_rng(seed)
    height = np.round(rng.normal(170.0, 9.0, 24))
    index = rng.normal(29.0, 6.0, 24).clip(18.0, 45.0)
    mass = np.round(index * (height / 100) ** 2)
    obese = mass / (height / 100) ** 2 >= 30
    return [
        [f"{cm:.0f}", f"{cm / 30.48:.2f}", f"{kg:.0f}", f"{one:d}"]
        for cm, kg, one in zip(height, mass, obese, strict=True)
    ]


def read(path: Path) -> list[dict[str, str]]:
    """The rows of a CSV file by their columns' names."""
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def write(name: str, header: Iterable[str], rows: Iterable[Sequence[object]]) -> None:
    """One table of this folder."""
    with (HERE / f"{name}.csv").open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows([list(header), *rows])


if __name__ == "__main__":
    packages = Path(sys.argv[1])
    iris()
    digits()
    penguins(packages)
    auto_mpg(packages)
    write("body-size", ["height (cm)", "height (ft)", "mass (kg)", "class"], body_size())
