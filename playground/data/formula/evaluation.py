"""What a formula's tree is at points of the plane: a walk over the kinds of node in ``_NODES``."""

import ast
from collections.abc import Callable
from functools import reduce
from itertools import pairwise
from typing import Any, Literal, NamedTuple

import numpy as np

from playground.activations import Array
from playground.language import _, to_say
from playground.limits import MAX_FORMULA_DEPTH, DataError

Kind = Literal["class", "number"]


class Value(NamedTuple):
    """What a part of a formula is at n points: (n,) numbers, or classes, 1 where it holds.

    A class is nan where a comparison has a side that is no number, unless it holds all the same:
    ``x < 0 or y > log(x)`` is true for x < 0. That is Kleene's logic of three values.
    """

    kind: Kind
    values: Array


INPUTS = {"x1": 0, "x": 0, "x2": 1, "y": 1}
CONSTANTS = {"pi": np.pi, "e": np.e}
#: Each function, and the least and the largest number of its arguments.
FUNCTIONS: dict[str, tuple[Callable[..., Array], int, int]] = {
    "abs": (np.abs, 1, 1),
    "sign": (np.sign, 1, 1),
    "floor": (np.floor, 1, 1),
    "sqrt": (np.sqrt, 1, 1),
    "exp": (np.exp, 1, 1),
    "log": (np.log, 1, 1),
    "ln": (np.log, 1, 1),
    "sin": (np.sin, 1, 1),
    "cos": (np.cos, 1, 1),
    "tan": (np.tan, 1, 1),
    "atan": (np.arctan, 1, 1),
    "tanh": (np.tanh, 1, 1),
    "min": (lambda *values: reduce(np.minimum, values), 2, 8),
    "max": (lambda *values: reduce(np.maximum, values), 2, 8),
}
#: How every refusal of a formula as a whole begins.
EXPECTED = to_say("formula: expected something like y > sin(x)")
_ARITHMETIC: dict[type[ast.operator], Callable[[Any, Any], Any]] = {
    ast.Add: np.add,
    ast.Sub: np.subtract,
    ast.Mult: np.multiply,
    ast.Div: np.divide,
    ast.Mod: np.mod,
    ast.Pow: np.power,
}
_COMPARISONS: dict[type[ast.cmpop], Callable[[Any, Any], Any]] = {
    ast.Lt: np.less,
    ast.LtE: np.less_equal,
    ast.Gt: np.greater,
    ast.GtE: np.greater_equal,
    ast.Eq: np.equal,
    ast.NotEq: np.not_equal,
}


def evaluated(tree: ast.expr, points: Array) -> Value:
    """The value of a whole formula at points (n, 2). Raises DataError for what is none."""
    with np.errstate(all="ignore"):  # what is not finite is told by whoever asks
        return _value(tree, points, MAX_FORMULA_DEPTH)


def _value(node: ast.expr, points: Array, depth: int) -> Value:
    """The value of a node at points (n, 2)."""
    if not depth:
        raise DataError(
            _("formula: expected at most {most} steps inside one another", most=MAX_FORMULA_DEPTH)
        )
    if type(node) not in _NODES:
        raise DataError(
            _(
                "{expected}; a comma stands between arguments, and 0.5 has a point",
                expected=_(EXPECTED),
            )
        )
    return _NODES[type(node)](node, points, depth - 1)


def _constant(node: ast.Constant, points: Array, depth: int) -> Value:
    return Value("number", np.full(len(points), node.value, dtype=np.float64))


def _name(node: ast.Name, points: Array, depth: int) -> Value:
    if node.id in FUNCTIONS:
        raise DataError(_("formula: {name} is a function; write {name}(x)", name=node.id))
    if node.id in CONSTANTS:
        return Value("number", np.full(len(points), CONSTANTS[node.id]))
    return Value("number", points[:, INPUTS[node.id]])


def _unary(node: ast.UnaryOp, points: Array, depth: int) -> Value:
    if isinstance(node.op, ast.Not):
        return Value("class", 1.0 - _condition(node.operand, points, depth))
    number = _number(node.operand, points, depth)
    return Value("number", -number if isinstance(node.op, ast.USub) else number)


def _binary(node: ast.BinOp, points: Array, depth: int) -> Value:
    left, right = (_number(side, points, depth) for side in (node.left, node.right))
    return Value("number", _ARITHMETIC[type(node.op)](left, right))


def _joined(node: ast.BoolOp, points: Array, depth: int) -> Value:
    combine = _both if isinstance(node.op, ast.And) else _either
    return Value("class", reduce(combine, (_condition(p, points, depth) for p in node.values)))


def _both(left: Array, right: Array) -> Array:
    return np.where((left == 0) | (right == 0), 0.0, left * right)


def _either(left: Array, right: Array) -> Array:
    return 1.0 - _both(1.0 - left, 1.0 - right)


def _called(node: ast.Call, points: Array, depth: int) -> Value:
    if not isinstance(node.func, ast.Name) or node.func.id not in FUNCTIONS:
        raise DataError(_("formula: expected a sign, such as · or +, before a parenthesis"))
    name, (function, least, most) = node.func.id, FUNCTIONS[node.func.id]
    if not least <= len(node.args) <= most or node.keywords:
        expected = (
            _("{least} to {most} arguments", least=least, most=most)
            if least < most
            else _("one argument")
        )
        raise DataError(
            _(
                "formula: {name} takes {expected}, got {count}",
                name=name,
                expected=expected,
                count=len(node.args) + len(node.keywords),
            )
        )
    return Value("number", function(*(_number(each, points, depth) for each in node.args)))


def _compared(node: ast.Compare, points: Array, depth: int) -> Value:
    """Whether all hold of a chain such as 0 < x < 1; classes can be equal or not, no more."""
    sides = [_value(each, points, depth) for each in (node.left, *node.comparators)]
    holds = np.ones(len(points))
    for (left, right), op in zip(pairwise(sides), node.ops, strict=True):
        kinds = {left.kind, right.kind}
        if kinds != {"number"} and (len(kinds) > 1 or not isinstance(op, (ast.Eq, ast.NotEq))):
            raise DataError(_("formula: a comparison takes numbers; join two by and, or, == or ≠"))
        undefined = np.isnan(left.values) | np.isnan(right.values)
        link = _COMPARISONS[type(op)](left.values, right.values)
        holds = _both(holds, np.where(undefined, np.nan, link))
    return Value("class", holds)


def _number(node: ast.expr, points: Array, depth: int) -> Array:
    value = _value(node, points, depth)
    if value.kind != "number":
        raise DataError(_("formula: arithmetic takes numbers, not what is true or false"))
    return value.values


def _condition(node: ast.expr, points: Array, depth: int) -> Array:
    value = _value(node, points, depth)
    if value.kind != "class":
        raise DataError(_("formula: and, or, not take comparisons such as x > 0, not numbers"))
    return value.values


_NODES: dict[type[ast.expr], Callable[[Any, Array, int], Value]] = {
    ast.Constant: _constant,
    ast.Name: _name,
    ast.UnaryOp: _unary,
    ast.BinOp: _binary,
    ast.BoolOp: _joined,
    ast.Call: _called,
    ast.Compare: _compared,
}
