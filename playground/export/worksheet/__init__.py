"""A scene as a worksheet to print, and its answers."""

from playground.export.worksheet.page import render
from playground.export.worksheet.sheet import BLANKABLE, BLANKS
from playground.export.worksheet.texts import TEXTS

__all__ = ["BLANKABLE", "BLANKS", "TEXTS", "render"]
