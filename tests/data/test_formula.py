"""A formula is read, never run: it agrees with plain arithmetic, and any other text is refused."""

import builtins
import math
import operator

import numpy as np
import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from playground.data import DataError, Dataset, FormulaSource, parse_source
from playground.data.formula import Formula
from playground.data.formula.evaluation import CONSTANTS, FUNCTIONS
from playground.limits import MAX_FORMULA, MAX_FORMULA_DEPTH
from tests.hostile import TEXTS

POINTS = np.random.default_rng(0).uniform(-3, 3, (50, 2))
WORKED = {
    "y > sin(x)": lambda x, y: y > math.sin(x),
    "x·y": lambda x, y: x * y,
    "x1² + x₂² < 4": lambda x, y: x**2 + y**2 < 4,
    "√(x^2 + y^2)": math.hypot,
    "−x^2": lambda x, y: -(x**2),
    "2^3^x": lambda x, y: 2.0 ** (3.0**x),
    "2^−x": lambda x, y: 2.0**-x,
    "1/2x": lambda x, y: x / 2,
    "2x − 3(y + 1)": lambda x, y: 2 * x - 3 * (y + 1),
    "2πx": lambda x, y: 2 * math.pi * x,
    "x³y": lambda x, y: x**3 * y,
    "7.5 % 2 + x": lambda x, y: 1.5 + x,
    "x % 2": lambda x, y: x % 2,
    ".5e1 + x + 2.": lambda x, y: 7 + x,
    "e^x": lambda x, y: math.exp(x),
    "ln(exp(x)) + log(e)": lambda x, y: x + 1,
    "abs(x) + sign(y)": lambda x, y: abs(x) + math.copysign(1, y),
    "cos(x) * tan(y) ÷ 2": lambda x, y: math.cos(x) * math.tan(y) / 2,
    "atan(x) + tanh(y) + floor(x)": lambda x, y: math.atan(x) + math.tanh(y) + math.floor(x),
    "max(x, y, 0) - min(x, y)": lambda x, y: max(x, y, 0) - min(x, y),
    "−1 < x ≤ 1": lambda x, y: -1 < x <= 1,
    "x > 0 and y > 0 or x < −1": lambda x, y: (x > 0 and y > 0) or x < -1,
    "not x > 0 ∧ ¬(y < 0)": lambda x, y: not x > 0 and not y < 0,
    "(x > 0) ≠ (y > 0)": lambda x, y: (x > 0) != (y > 0),
    "(x > 0) == (y > 0)": lambda x, y: (x > 0) == (y > 0),
    "x >= 0 ∨ y ≥ 1": lambda x, y: x >= 0 or y >= 1,
}


@pytest.mark.parametrize("text", WORKED)
def test_a_formula_agrees_with_plain_arithmetic(text):
    formula = Formula.parse(text)
    wanted = [WORKED[text](x, y) for x, y in POINTS.tolist()]
    np.testing.assert_allclose(formula.at(POINTS), np.array(wanted, dtype=float), rtol=1e-13)
    assert formula.kind == ("class" if isinstance(wanted[0], bool) else "number")


def test_each_function_and_constant_is_worked_out():
    text = " ".join(WORKED).replace("√", "sqrt").replace("π", "pi")
    assert {name for name in {*FUNCTIONS, *CONSTANTS} if name not in text} == set()


def test_what_is_undefined_is_told_as_such():
    points = np.array([[-1.0, 0.0], [0.0, 0.0], [1.0, 1.0]])

    def at(text):
        return Formula.parse(text).at(points).tolist()

    np.testing.assert_equal(at("log(x)"), [np.nan, -np.inf, 0])
    np.testing.assert_equal(at("y > log(x)"), [np.nan, 1, 1])
    np.testing.assert_equal(at("not y > log(x)"), [np.nan, 0, 0])
    np.testing.assert_equal(at("x < 0 or y > log(x)"), [1, 1, 1])
    np.testing.assert_equal(at("x < 0 and y > log(x)"), [np.nan, 0, 0])
    np.testing.assert_equal(at("x > 0 and y > log(x)"), [0, 0, 1])
    np.testing.assert_equal(at("x^0.5"), [np.nan, 0, 1])
    np.testing.assert_equal(at("1/y"), [np.inf, np.inf, 1])


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "formula: expected something like y > sin(x), got nothing"),
        ("x = 3", "formula: expected no single =, got 'x = 3'; write y > sin(x) for two classes"),
        ("z > 0", "formula: expected x, y, abs, atan, "),
        ("x if y else x", "got 'if'"),
        ("0,5 > x", "formula: expected something like y > sin(x); a comma stands between"),
        ("3 > 2", "formula: expected x or y in it, got '3 > 2'"),
        ("x y", "formula: expected something like y > sin(x), got 'x y'"),
        ("x(2)", "formula: expected a sign, such as · or +, before a parenthesis"),
        ("(x + 1)(y)", "formula: expected a sign, such as · or +, before a parenthesis"),
        ("sin + x", "formula: sin is a function; write sin(x)"),
        ("sin(x, y)", "formula: sin takes one argument, got 2"),
        ("max(x)", "formula: max takes 2 to 8 arguments, got 1"),
        ("sin(x, **y)", "formula: sin takes one argument, got 2"),
        ("max(*x, y)", "formula: expected something like y > sin(x)"),
        ("x and y", "formula: and, or, not take comparisons such as x > 0, not numbers"),
        ("(x > 0) * 2", "formula: arithmetic takes numbers, not what is true or false"),
        ("x > (y > 0)", "formula: a comparison takes numbers; join two by and, or, == or ≠"),
        ("(x > 0) < (y > 0)", "formula: a comparison takes numbers"),
        ("1e999x", "formula: expected numbers of at most 1e+300, got '1e999'"),
        ("x.real", "formula: expected numbers, names and signs, got '.'"),
        ("x" * (MAX_FORMULA + 1), f"formula: expected at most {MAX_FORMULA} characters, got 201"),
    ],
)
def test_what_is_no_formula_is_refused_with_its_reason(text, said):
    with pytest.raises(DataError) as refused:
        Formula.parse(text)
    assert said in str(refused.value)


DEEP = [
    "(" * 99 + "x" + ")" * 99,
    "(" * 199 + "x",
    "-" * 199 + "x",
    "not " * 48 + "x > 0",
    "x^" * 99 + "x",
    "x+" * 99 + "x",
    "x>" * 99 + "x",
    "abs(" * 39 + "x" + ")" * 39,
    "abs(" * 50,
    "9" * 199 + "x",
    "9**9" * 40 + "x",
    "9^9^9^9^9^9^x",
]


def refusal(text):
    """The sentence that refuses a text, or ``None`` for a formula."""
    try:
        Formula.parse(text)
    except DataError as error:
        return str(error)
    return None


@pytest.mark.parametrize("text", DEEP)
def test_a_deep_formula_overflows_nothing(text):
    said = refusal(text)
    if said is None:
        assert Formula.parse(text).at(POINTS).shape == (50,)
    else:
        assert len(said) < 200


def test_the_depth_has_a_limit():
    def nested(depth):
        return "-" * (depth - 1) + "x"

    np.testing.assert_array_equal(Formula.parse(nested(60)).at(POINTS), -POINTS[:, 0])
    with pytest.raises(DataError, match="formula: expected at most 60 steps inside one another"):
        Formula.parse(nested(61))
    assert MAX_FORMULA_DEPTH == 60


_pieces = st.sampled_from(
    [
        *FUNCTIONS,
        *CONSTANTS,
        *"xy()+-*/^%<>=,.·−²√π",
        "x1",
        "and",
        "or",
        "not",
        "1",
        "0.5",
        "**",
        " ",
    ]
)
_texts = st.text() | st.lists(_pieces, max_size=40).map("".join) | st.sampled_from(TEXTS)


def _joined(sign, operation):
    def join(pair):
        (left, of_left), (right, of_right) = pair
        return f"({left} {sign} {right})", lambda x, y: operation(of_left(x, y), of_right(x, y))

    return join


def _called(name, function):
    def call(inner):
        text, of_inner = inner
        return f"{name}({text})", lambda x, y: function(of_inner(x, y))

    return call


#: Formulas, each with the same in plain Python, of what IEEE 754 rounds in one way alone.
_pairs = st.recursive(
    st.sampled_from(
        [
            ("x", lambda x, y: x),
            ("y", lambda x, y: y),
            ("2", lambda x, y: 2.0),
            ("−0.3", lambda x, y: -0.3),
        ]
    ),
    lambda inner: st.one_of(
        st.tuples(inner, inner).map(_joined("+", operator.add)),
        st.tuples(inner, inner).map(_joined("−", operator.sub)),
        st.tuples(inner, inner).map(_joined("·", operator.mul)),
        inner.map(_called("abs", abs)),
        inner.map(_called("floor", math.floor)),
        inner.map(_called("−", operator.neg)),
    ),
    max_leaves=10,
)


@given(_texts)
@example("\0")
@example("x\\\n")
@example("x # y")
@example("1_000x")
@example("0x1y")
@example("１x")
def test_any_text_is_a_formula_or_is_refused(text):
    said = refusal(text)
    if said is None:
        formula = Formula.parse(text)
        assert Formula.parse(formula.text) == formula
        values = formula.at(POINTS)
        assert values.shape == (50,)
        assert formula.kind == "number" or set(values[~np.isnan(values)]) <= {0, 1}
    else:
        assert len(said) < 300
        assert "\n" not in said


@given(_pairs)
def test_what_python_computes_is_computed(pair):
    text, plain = pair
    assume(len(text) <= MAX_FORMULA and ("x" in text or "y" in text))
    wanted = [plain(x, y) for x, y in POINTS.tolist()]
    assert Formula.parse(text).at(POINTS).tolist() == wanted


CODE = [
    *("__import__('os').system('x')", "exec('x')", "eval(x)", "x.__class__", "[x for x in y]"),
    *("lambda: x", "x := 1", "f'{x}'", "`x`", "x; y", "open('x')", "x if x else y", "{x}", "x[0]"),
]


def test_nothing_is_run(monkeypatch):
    def run(*_):
        raise AssertionError("a formula was run")

    for name in ("eval", "exec", "__import__"):
        monkeypatch.setattr(builtins, name, run)
    assert Formula.parse("y > sin(x)").kind == "class"
    for text in CODE:
        with pytest.raises(DataError):
            Formula.parse(text)


def test_a_class_is_what_the_formula_says_of_each_point():
    data = Dataset(FormulaSource("y > sin(x)"), FormulaSource("y > sin(x)").plan)
    assert (data.n_rows, data.task, data.title) == (200, "binary", "y > sin(x)")
    np.testing.assert_array_equal(data.target, [y > math.sin(x) for x, y in data.x.tolist()])
    assert np.abs(data.x).max() <= 3
    assert np.abs(data.x).max(axis=0).min() > 2.5


def test_a_number_is_what_the_formula_says_of_each_point():
    source = FormulaSource("x·y", n=500, noise=0.3, seed=4)
    data = Dataset(source, source.plan)
    assert (data.n_rows, data.task) == (500, "regression")
    assert (data.y[:, 0] - data.x[:, 0] * data.x[:, 1]).std() == pytest.approx(0.3, rel=0.1)


def test_noise_moves_points_after_their_class_is_known():
    exact = Dataset(FormulaSource("x > 0"), FormulaSource("x > 0").plan)
    noisy = Dataset(FormulaSource("x > 0", noise=0.5), FormulaSource("x > 0").plan)
    np.testing.assert_array_equal(noisy.target, exact.target)
    assert (noisy.x - exact.x).std() == pytest.approx(0.5, rel=0.1)
    assert ((noisy.x[:, 0] > 0) != noisy.target).any()


def test_where_a_formula_is_no_number_the_row_is_left_out():
    for text in ("log(x)", "y > log(x)", "x^0.5"):
        source = FormulaSource(text)
        data = Dataset(source, source.plan)
        assert data.dropped > 50
        assert (data.x[:, 0] > 0).all()
        assert data.n_rows == (source.table().column("x1").numbers > 0).sum()


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("log(−1 − x²)", "got none with 'log(−1 − x²)': not at x = 0.82, y = −1.38"),
        ("x / 0", "formula: expected a number somewhere on the plane"),
        (
            "x > 5",
            "two classes on the plane from −3 to 3, got 'x > 5', which is false at every point",
        ),
        ("x < 5", "which is true at every point"),
    ],
)
def test_a_formula_that_tells_nothing_is_refused(text, said):
    with pytest.raises(DataError) as refused:
        FormulaSource(text)
    assert said in str(refused.value)


def test_the_text_of_a_formula_is_read_as_it_is_written():
    source = FormulaSource(" y >  sin(x)\n", n=300, noise=0.2, seed=5)
    assert source.text == "formula,n=300,noise=0.2,seed=5:y > sin(x)"
    assert FormulaSource("max(x, y)").text == "formula:max(x, y)"
    for each in (source, FormulaSource("max(x, y) > 0")):
        assert parse_source(each.text) == each
        assert parse_source(each.text).table() == each.table()
    assert FormulaSource("x").digest != FormulaSource("y").digest
    assert FormulaSource("x", seed=1).table() != FormulaSource("x").table()


@pytest.mark.parametrize(
    "text", ["formula", "formula:", "formula,n=1:x", "formulas:x", "formula,n=20;x", "formula,:z"]
)
def test_a_wrong_text_is_refused(text):
    with pytest.raises(DataError):
        parse_source(text)
