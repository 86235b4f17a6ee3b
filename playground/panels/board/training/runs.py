"""The table of runs: by which recipe each was trained, and what came of it."""

import math

from markupsafe import Markup

from playground.analysis.learning.story import Story
from playground.panels.kit.numbers import computed, printed
from playground.panels.kit.recipe_words import recipe_words
from playground.panels.kit.template import Template, join
from playground.scene import Scene

_TABLE = Template(
    '<div class="runs" data-key="runs"><table class="measures" aria-label="Runs"><thead><tr>'
    '<th scope="col">run</th><th scope="col">recipe</th><th scope="col">epoch</th>'
    '<th scope="col">loss train</th><th scope="col">test</th>'
    '<th scope="col">right train</th><th scope="col">test</th></tr></thead>'
    "<tbody>{}</tbody></table></div>"
)
_ROW = Template('<tr class="{}"><th scope="row"><i class="line"></i>{}</th><td>{}</td>{}</tr>')
_CELL = Template("<td>{}</td>")
_RIGHT = Template("{}/{}")


def table(story: Story, scene: Scene) -> Markup:
    """The present run."""
    return _TABLE.format(join([_present(story, scene)]))


def _present(story: Story, scene: Scene) -> Markup:
    cells = [
        printed(story.run.epoch, 0, quantity="epoch"),
        *(_loss(story, scene, part) for part in ("train", "test")),
        *(_right(story, part) for part in ("train", "test")),
    ]
    name = "this run"
    return _ROW.format("now", name, recipe_words(story.recipe), join(map(_CELL.format, cells)))


def right(story: Story) -> Markup:
    """How many rows are right now: ``18/18 train · 5/6 test``."""
    parts = [Markup("{} train").format(_right(story, "train"))]
    if story.has_test:
        parts.append(Markup("{} test").format(_right(story, "test")))
    return Markup('<span data-key="right">{}</span>').format(Markup(" · ").join(parts))


def _loss(story: Story, scene: Scene, part: str) -> Markup:
    value = getattr(story.now, part)
    if math.isnan(value):
        return Markup("–")
    return computed(value, scene.decimals, f"run-loss/{part}")


def _right(story: Story, part: str) -> Markup:
    value = getattr(story.now, f"right_{part}")
    if math.isnan(value):
        return Markup("–")
    rows = story.data.train if part == "train" else story.data.test
    return _RIGHT.format(printed(value, 0, quantity=f"run-right/{part}"), len(rows))
