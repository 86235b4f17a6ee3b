"""The recipe: a button that tells it in a line, and the fields behind it."""

from collections.abc import Iterable

import htpy as h
from markupsafe import Markup, escape

from playground.data import Dataset
from playground.initialisers import DEFAULT, INITIALISERS
from playground.language import _, grouped, to_say
from playground.limits import TrainingError
from playground.notation import brief, typed
from playground.panels.kit.controls import is_fixed
from playground.scene import Randomise, Scene, SetRecipe, SplitRows, recipe_of
from playground.training import LOSSES, OPTIMISERS, Loss, Optimiser, Recipe, Stop
from playground.training.losses import check_output

CHOICE = "recipe-of-training"
_SHORT = {
    "binary-cross-entropy": to_say("cross-entropy")
}  # beside the diagram, which says how many
_RATES = (0.0001, 0.001, 0.003, 0.01, 0.03, 0.1, 0.3, 1.0)


def button(scene: Scene, data: Dataset) -> h.Element:
    """The recipe in a line."""
    recipe = recipe_of(scene, data)
    batch = _("all rows")
    if recipe.batch is not None:
        batch = _("batch {size}", size=grouped(recipe.batch))
    return h.button(
        ".recipe",
        type="button",
        popovertarget=CHOICE,
        title=_("By what the network is trained"),
    )[
        h.strong[_(OPTIMISERS[recipe.optimiser].label)],
        f" {brief(recipe.rate)}",
        h.span(".more")[f" · {batch} · {_(_SHORT.get(recipe.loss, LOSSES[recipe.loss].label))}"],
    ]


def popover(scene: Scene, data: Dataset | None) -> Markup:
    """The fields; a change takes effect at the next update."""
    body = None if data is None else _body(scene, data, recipe_of(scene, data))
    return escape(
        h.div(
            ".recipe-popover",
            id=CHOICE,
            popover="auto",
            role="group",
            aria_label=_("Recipe"),
            data_key="recipe",
        )[body]
    )


def _body(scene: Scene, data: Dataset, recipe: Recipe) -> list[h.Node]:
    fixed = is_fixed(scene, SetRecipe("rate", "1"))
    return [
        h.h3[_("Recipe")],
        *_recipe(scene.network.layers[-1].activation, recipe, fixed),
        None if data.is_split_by_column else _share(scene, data),
        h.h3[_("Stop")],
        *_rules(scene.stop or Stop(), fixed),
        h.h3[_("New start")],
        _fresh(scene),
    ]


def _recipe(activation: str, recipe: Recipe, fixed: bool) -> list[h.Node]:
    optimiser = OPTIMISERS[recipe.optimiser]
    momentum = _field("recipe/momentum", _("Momentum μ"), typed(recipe.momentum), fixed)
    losses = _labels(LOSSES.values())
    return [
        _select(
            "recipe/optimiser",
            _("Optimiser"),
            _labels(OPTIMISERS.values()),
            recipe.optimiser,
            fixed,
        ),
        h.p(".formula")[_(optimiser.formula)],
        _field("recipe/rate", _("Learning rate η"), typed(recipe.rate), fixed, _RATES),
        momentum if optimiser.has_momentum else None,
        _field("recipe/batch", _("Batch, rows"), _blank(recipe.batch), fixed, hint=_("all")),
        _select("recipe/loss", _("Loss"), losses, recipe.loss, fixed, _unfit(activation)),
        _field("recipe/l1", "L1, λ", typed(recipe.l1), fixed),
        _field("recipe/l2", "L2, λ", typed(recipe.l2), fixed),
        _field("recipe/seed", _("Seed of the order"), str(recipe.seed), fixed),
    ]


def _share(scene: Scene, data: Dataset) -> h.Element:
    share = typed(data.plan.test_share)
    return _field("test-share", _("Test share"), share, is_fixed(scene, SplitRows(0.0)))


def _rules(stop: Stop, fixed: bool) -> list[h.Element]:
    rules = (
        ("stop/epochs", _("After epochs"), stop.epochs),
        ("stop/loss", _("Once the loss is at most"), stop.loss),
        ("stop/patience", _("Without progress, epochs"), stop.patience),
    )
    return [
        _field(edit, label, _blank(value), fixed, hint=_("never")) for edit, label, value in rules
    ]


def _fresh(scene: Scene) -> h.Element | None:
    """Initialiser and seed of another start."""
    if "randomise" in scene.hidden:
        return None
    fixed = is_fixed(scene, Randomise(DEFAULT))
    return h.div(".fresh", data_fields=True)[
        h.label[
            h.span[_("Initialiser")],
            h.select(data_field="init", disabled=fixed)[
                (
                    h.option(value=name, selected=name == DEFAULT)[_(row.label)]
                    for name, row in INITIALISERS.items()
                )
            ],
        ],
        h.label[
            h.span[_("Seed")],
            h.input(
                type="number",
                min="0",
                value="0",
                data_field="seed",
                data_counts=True,
                disabled=fixed,
            ),
        ],
        h.button(type="button", data_edit="randomise", disabled=fixed)[_("Fresh weights")],
    ]


def _labels(rows: Iterable[Optimiser | Loss]) -> dict[str, str]:
    return {row.name: _(row.label) for row in rows}


def _unfit(activation: str) -> set[str]:
    """The losses that cannot be had of the output as it is."""
    found = set()
    for name, row in LOSSES.items():
        try:
            check_output(row, activation)
        except TrainingError:
            found.add(name)
    return found


def _blank(value: float | None) -> str:
    return "" if value is None else typed(value)


def _select(
    edit: str,
    label: str,
    options: dict[str, str],
    current: str,
    fixed: bool,
    unfit: set[str] | None = None,
) -> h.Element:
    return h.label[
        h.span[label],
        h.select(data_edit=edit, disabled=fixed)[
            (
                h.option(
                    value=name, selected=name == current, disabled=name in (unfit or ()) or None
                )[text]
                for name, text in options.items()
            )
        ],
    ]


def _field(
    edit: str,
    label: str,
    value: str,
    fixed: bool,
    known: tuple[float, ...] = (),
    hint: str = "",
) -> h.Element:
    listed = f"known-{edit.replace('/', '-')}" if known else None
    return h.label[
        h.span[label],
        h.input(
            type="text",
            inputmode="decimal",
            autocomplete="off",
            spellcheck="false",
            data_edit=edit,
            value=value,
            placeholder=hint or None,
            list=listed,
            disabled=fixed,
        ),
        h.datalist(id=listed)[(h.option(value=typed(each)) for each in known)] if known else None,
    ]
