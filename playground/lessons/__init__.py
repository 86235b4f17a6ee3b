"""The course, as data: lessons in ``content`` and ``text``, read by ``load``, graded by ``checks``.

- ``feedback``    remarks and their sentences in each language
- ``checks``      a class a check; grade(check, attempt) → Result
- ``lesson``      Lesson and Step as values, LessonError
- ``texts``       the Markdown of a lesson and its live numbers
- ``file``        a lesson's TOML file, and the lines in it
- ``chapters``    the chapters, their words, and that each lesson is in one of them
- ``validation``  what a step and its texts must hold
- ``load``        course(panels): every lesson, validated
- ``variants``    a question or a typed task of the page once more with other numbers
- ``worksheets``  how steps are asked on paper: what is drawn, what follows, what is answered
- ``drawing``     exercises on paper with numbers drawn by a seed
- ``progress``    what a learner has done: pure, and kept by the browser
"""
