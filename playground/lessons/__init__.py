"""The course, as data: lessons in ``content`` and ``text``, read by ``load``, graded by ``checks``.

- ``feedback``    messages and their sentences in each language
- ``checks``      the table of checks: grade(check, work) → Result
- ``lesson``      Lesson and Step as values, LessonError
- ``texts``       the Markdown of a lesson and its live numbers
- ``load``        course(panels): every lesson, validated
- ``progress``    what a learner has done: pure, and kept by the browser
"""
