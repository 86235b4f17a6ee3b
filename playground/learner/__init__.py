"""A learner's visit to the course.

- ``syllabus``  the lessons, the chapters and their ends, as the page has them
- ``at_step``   the work on one step: its scene, guesses, hints and solutions, its second level
- ``learner``   the way through the course: links, next steps, cards, and what the browser keeps
- ``report``    what was done, step by step and chapter by chapter, in numbers
- ``told``      the same in words, and as a file
- ``exercises`` what lessons ask, on paper, with numbers drawn by a seed
"""

from playground.learner.learner import Learner
from playground.learner.syllabus import chapters, lessons

__all__ = ["Learner", "chapters", "lessons"]
