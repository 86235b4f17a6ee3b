"""Tables of numbers and categories, and what a network reads of them."""

from playground.limits import DataError

__all__ = ["DataError"]
