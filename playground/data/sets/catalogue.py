"""The built-in sets: one table from name to everything that is said of a set.

A generated set has a generator, the names of its columns, and what it is drawn with as a rule. A
real one has a file in ``assets/sets``, whose README names source and licence.
"""

from dataclasses import dataclass

from playground.data.plan import Plan
from playground.data.sampling import Sampling
from playground.data.sets import generators
from playground.data.sets.generators import Generator
from playground.language import to_say


@dataclass(frozen=True)
class BuiltInSet:
    """One row of the table; either ``generator`` and ``usual`` are given, or ``file``."""

    name: str
    title: str
    #: What the set is and what it shows, in one line.
    line: str
    plan: Plan
    generator: Generator | None = None
    #: What it is drawn with where nothing else is asked for.
    usual: Sampling | None = None
    file: str = ""
    #: The columns of the file that hold texts; all others hold numbers.
    texts: tuple[str, ...] = ()
    #: The numbers of the file's inputs are divided by this.
    divisor: float = 1.0
    #: The two columns that its small picture shows; the first two inputs where this is empty.
    pictured: tuple[str, ...] = ()


def _corners(gate: str, truth: tuple[int, int, int, int], line: str) -> BuiltInSet:
    return BuiltInSet(
        name=f"corners-{gate.lower()}",
        title=f"{gate} corners",
        line=line,
        plan=Plan(("x1", "x2"), gate, target_as="class", test_share=0.0),
        generator=generators.corners(truth),
        usual=Sampling(n=4, noise=0.0),
    )


def _classes(name: str, title: str, line: str, generator: Generator, noise: float) -> BuiltInSet:
    return BuiltInSet(
        name=name,
        title=title,
        line=line,
        plan=Plan(("x1", "x2"), "class", target_as="class"),
        generator=generator,
        usual=Sampling(n=200, noise=noise),
    )


def _numbers(
    name: str, title: str, line: str, inputs: tuple[str, ...], generator: Generator, n: int
) -> BuiltInSet:
    return BuiltInSet(
        name=name,
        title=title,
        line=line,
        plan=Plan(inputs, "y", target_as="number"),
        generator=generator,
        usual=Sampling(n=n, noise=0.1),
    )


_ROWS = (
    _corners(
        "AND",
        (0, 0, 0, 1),
        to_say("1 where both inputs are 1; a line can cut it off"),
    ),
    _corners(
        "OR",
        (0, 1, 1, 1),
        to_say("1 where at least one input is 1; a line can cut it off"),
    ),
    _corners(
        "NAND",
        (1, 1, 1, 0),
        to_say("1 unless both inputs are 1; a line can cut it off"),
    ),
    _corners(
        "XOR",
        (0, 1, 1, 0),
        to_say("1 where the inputs differ; no line can cut it off"),
    ),
    _classes(
        "blobs",
        "Blobs",
        to_say("Two clouds; a line parts them"),
        generators.blobs,
        noise=0.5,
    ),
    _classes(
        "circles",
        "Circles",
        to_say("A ring around another; no line parts them"),
        generators.circles,
        noise=0.15,
    ),
    _classes(
        "moons",
        "Moons",
        to_say("Two half circles that hold each other; a bent line parts them"),
        generators.moons,
        noise=0.15,
    ),
    _classes(
        "spiral",
        "Spiral",
        to_say("Two arms wound round each other; it takes several neurons"),
        generators.spiral,
        noise=0.05,
    ),
    _classes(
        "xor",
        "XOR clouds",
        to_say("Clouds in four quadrants; class 1 where the signs differ"),
        generators.xor,
        noise=0.35,
    ),
    _numbers(
        "sine",
        "Sine",
        to_say("One period of a sine; a curve to fit"),
        ("x",),
        generators.sine,
        n=60,
    ),
    _numbers(
        "plane",
        "Plane",
        to_say("A tilted plane; one linear neuron learns it whole"),
        ("x1", "x2"),
        generators.plane,
        n=200,
    ),
    _numbers(
        "bumps",
        "Bumpy surface",
        to_say("Hills and pits; a surface that no plane follows"),
        ("x1", "x2"),
        generators.bumps,
        n=400,
    ),
    BuiltInSet(
        name="body-size",
        title="Body size",
        line=to_say(
            "Height and mass of 24 made-up people; class 1: a body mass index of 30 or more"
        ),
        file="body-size.csv",
        plan=Plan(("height (cm)", "mass (kg)"), "class", target_as="class", scaling="z-score"),
    ),
    BuiltInSet(
        name="iris",
        title="Iris",
        line=to_say("Four measurements of 150 flowers of three species (Anderson, Fisher 1936)"),
        file="iris.csv",
        texts=("species",),
        plan=Plan(
            ("sepal length (cm)", "sepal width (cm)", "petal length (cm)", "petal width (cm)"),
            "species",
            scaling="z-score",
            stratified=True,
        ),
        pictured=("petal length (cm)", "petal width (cm)"),
    ),
    BuiltInSet(
        name="penguins",
        title="Penguins",
        line=to_say(
            "Four measurements of 333 penguins of three species at Palmer Station, Antarctica"
        ),
        file="penguins.csv",
        texts=("species",),
        plan=Plan(
            ("bill length (mm)", "bill depth (mm)", "flipper length (mm)", "body mass (g)"),
            "species",
            scaling="z-score",
            stratified=True,
        ),
    ),
    BuiltInSet(
        name="auto-mpg",
        title="Auto MPG",
        line=to_say("Miles per gallon of 392 cars of 1970 to 1982, from seven properties"),
        file="auto-mpg.csv",
        texts=("origin",),
        plan=Plan(
            (
                "cylinders",
                "displacement (in³)",
                "power (hp)",
                "weight (lb)",
                "acceleration (s)",
                "model year",
                "origin",
            ),
            "mpg",
            target_as="number",
            scaling="z-score",
        ),
        pictured=("weight (lb)", "mpg"),
    ),
    BuiltInSet(
        name="digits",
        title="Digits 8×8",
        line=to_say("500 handwritten digits as pictures of 8×8 pixels, 0 (paper) to 1 (ink)"),
        file="digits.csv",
        divisor=16.0,
        plan=Plan(
            tuple(f"pixel_{row}_{column}" for row in range(8) for column in range(8)),
            "digit",
            target_as="class",
            stratified=True,
        ),
    ),
)

CATALOGUE: dict[str, BuiltInSet] = {row.name: row for row in _ROWS}
