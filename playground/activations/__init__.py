"""Activation functions: one table from name to everything that the page knows of a function.

``table`` holds a row for each, ``functions`` the arithmetic, ``activation`` says what a row is.
Whatever else asks about an activation asks its row: nothing outside this folder knows one by name.
"""

from playground.activations.activation import Activation, Code
from playground.activations.functions import SELU_ALPHA, SELU_SCALE, Array
from playground.activations.table import ACTIVATIONS

__all__ = ["ACTIVATIONS", "SELU_ALPHA", "SELU_SCALE", "Activation", "Array", "Code"]
