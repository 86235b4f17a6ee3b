"""What a lesson's step does not allow to change says so, and does not ask to be dragged."""

import re

import pytest

from playground.learner import lessons
from playground.panels import PANELS
from playground.panels.panel import View

LESSONS = {lesson.slug: lesson for lesson in lessons()}
GROUPS = {"bias": "biases", "weight": "weights", "input": "inputs"}
HANDLE = re.compile(r'<div [^>]*data-target="(bias|weight|input)/[^>]*role=slider[^>]*>')


@pytest.mark.parametrize("slug", LESSONS)
def test_what_a_step_has_locked_does_not_ask_to_be_dragged(slug: str) -> None:
    """A locked handle is disabled and called fixed; no sentence asks to drag what cannot be."""
    for step in LESSONS[slug].steps:
        html = PANELS["stage"](step.begins, View()).html
        for handle in HANDLE.finditer(html):
            locked = GROUPS[handle[1]] in step.begins.locked
            assert ('aria-disabled="true"' in handle[0]) == locked, (step.id, handle[0])
            assert ("· drag" in handle[0]) == (not locked), (step.id, handle[0])
        if step.begins.locked & set(GROUPS.values()):
            assert "drag anything" not in html, step.id
