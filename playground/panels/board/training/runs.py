"""The table of runs: by which recipe each was trained, and what came of it.

The present one stands first; a kept one can be called otherwise, gone back to, compared with on all
of the page, or dropped.
"""

import math
from collections.abc import Iterator

import htpy
from markupsafe import Markup, escape

from playground.analysis.learning.kept_curves import kept_points
from playground.analysis.learning.story import Story
from playground.language import _, to_say
from playground.limits import MAX_NAME, MAX_RUNS
from playground.panels.kit import controls
from playground.panels.kit.numbers import computed, printed
from playground.panels.kit.recipe_words import recipe_words
from playground.panels.kit.template import Template, join
from playground.scene import CompareRun, DropRun, Edit, KeepRun, NameRun, Scene, ShowRun
from playground.training.kept import KeptRun
from playground.training.record import Point

_TABLE = Template(
    '<div class="runs" data-key="runs"><table class="measures" aria-label="{}"><thead><tr>'
    "{}{}</tr></thead>"
    "<tbody>{}</tbody></table></div>"
)
_ROW = Template('<tr class="{}"><th scope="row"><i class="line"></i>{}</th><td>{}</td>{}{}</tr>')
_HEAD = Template('<th scope="col">{}</th>')
_HEADS = (
    to_say("run"),
    to_say("recipe"),
    to_say("epoch"),
    to_say("loss train"),
    to_say("test"),
    to_say("right train"),
    to_say("test"),
)
_CELL = Template("<td>{}</td>")
_RIGHT = Template("{}/{}")
_MORE = Template('<td><span class="sr-only">{}</span></td>')
_NONE = Markup('<span class="none">–</span>')
_PARTS = ("train", "test")


def table(story: Story, scene: Scene) -> Markup:
    """The present run and those that are kept."""
    points = kept_points(scene)
    kept = [
        _kept(scene, story, n, run, point)
        for n, (run, point) in enumerate(zip(scene.runs, points, strict=True))
    ]
    return _TABLE.format(
        _("Runs"),
        join(_HEAD.format(_(each)) for each in _HEADS),
        _MORE.format(_("what to do with it")) if kept else "",
        join([_present(story, scene), *kept]),
    )


def keep_button(story: Story, scene: Scene) -> Markup:
    """What keeps the present run; there is none before anything is trained."""
    fixed = controls.is_fixed(scene, KeepRun())
    full, nothing = len(scene.runs) >= MAX_RUNS, not story.training.last
    why = (
        _(controls.LOCKED_TITLE)
        if fixed
        else _("{count} runs are kept: drop one first", count=MAX_RUNS)
    )
    return escape(
        htpy.div(data_key="keep")[
            htpy.button(
                ".use",
                type="button",
                data_edit="keep-run",
                disabled=fixed or full or nothing,
                title=why if fixed or full else _("Train first") if nothing else None,
            )[_("Keep this run")]
        ]
    )


def right(story: Story) -> Markup:
    """How many rows are right now: ``18/18 train · 5/6 test``."""
    parts = ("train", "test") if story.has_test else ("train",)
    told = [
        Template(_("{right} train") if part == "train" else _("{right} test")).format(
            right=_right(story, story.now, part, "run-right")
        )
        for part in parts
    ]
    return Markup('<span data-key="right">{}</span>').format(Markup(" · ").join(told))


def _present(story: Story, scene: Scene) -> Markup:
    cells = [
        printed(story.run.epoch, 0, quantity="epoch"),
        *_results(story, story.now, scene, "run-loss", "run-right"),
    ]
    more = Markup("<td></td>") if scene.runs else ""
    words = recipe_words(story.recipe)
    return _ROW.format("now", _("this run"), words, join(map(_CELL.format, cells)), more)


def _kept(scene: Scene, story: Story, n: int, run: KeptRun, point: Point | None) -> Markup:
    cells = [printed(run.training.run.epoch, 0, quantity=f"kept-run-epoch/{n}")]
    if point is None:
        cells += [_NONE] * 4
    else:
        cells += _results(story, point, scene, f"kept-run-loss/{n}", f"kept-run-right/{n}")
    words = recipe_words(run.training.run.recipe)
    return _ROW.format(
        "kept-run",
        _name(scene, n, run.name),
        words,
        join(map(_CELL.format, cells)),
        _CELL.format(join(_actions(scene, n, run.name, point is not None))),
    )


def _results(story: Story, point: Point, scene: Scene, loss: str, counted: str) -> Iterator[Markup]:
    """The losses of both parts, and how many of their rows are right."""
    for part in _PARTS:
        value = getattr(point, part)
        is_none = math.isnan(value)
        yield _NONE if is_none else computed(value, scene.decimals, f"{loss}/{part}")
    for part in _PARTS:
        yield _right(story, point, part, counted)


def _right(story: Story, point: Point, part: str, name: str) -> Markup:
    value = getattr(point, f"right_{part}")
    if math.isnan(value):
        return _NONE
    rows = story.data.train if part == "train" else story.data.test
    return _RIGHT.format(printed(value, 0, quantity=f"{name}/{part}"), len(rows))


def _name(scene: Scene, n: int, name: str) -> Markup:
    return escape(
        htpy.input(
            ".name",
            type="text",
            value=name,
            size=max(len(name), 2),
            maxlength=MAX_NAME,
            autocomplete="off",
            spellcheck="false",
            data_edit=f"name-run/{n}",
            aria_label=_("Name of run {number}", number=n + 1),
            disabled=controls.is_fixed(scene, NameRun(n, name)),
        )
    )


def _actions(scene: Scene, n: int, name: str, has_rows: bool) -> Iterator[Markup]:
    """Go back, compare, drop; one cannot go back to what was trained on other rows."""
    actions: list[tuple[str, str, str, Edit]] = [
        ("compare", _("compare"), _("Compare with run {name}", name=name), CompareRun(n)),
        ("drop", "×", _("Drop run {name}", name=name), DropRun(n)),
    ]
    if has_rows:
        actions.insert(0, ("show", _("show"), _("Go back to run {name}", name=name), ShowRun(n)))
    for verb, caption, label, edit in actions:
        yield escape(
            htpy.button(
                ".link",
                type="button",
                data_edit=f"{verb}-run/{n}",
                aria_label=label,
                title=label,
                disabled=controls.is_fixed(scene, edit),
            )[caption]
        )
