"""A scene, or questions about scenes, as a worksheet to print; and its answers."""

from playground.export.worksheet.page import render
from playground.export.worksheet.questions import Asked, Picture, render_questions
from playground.export.worksheet.sheet import BLANKABLE, BLANKS

__all__ = ["BLANKABLE", "BLANKS", "Asked", "Picture", "render", "render_questions"]
