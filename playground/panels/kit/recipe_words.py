"""A recipe in few words: ``Adam 0.03 · batch 6``."""

from playground.language import _
from playground.notation import brief
from playground.training import Recipe


def recipe_words(recipe: Recipe) -> str:
    """Optimiser, rate and batch, and the penalties if there are any."""
    parts = [
        f"{_(recipe.optimiser_row.label)} {brief(recipe.rate)}",
        _("all rows") if recipe.batch is None else _("batch {size}", size=recipe.batch),
    ]
    parts += [f"L1 {brief(recipe.l1)}"] if recipe.l1 else []
    parts += [f"L2 {brief(recipe.l2)}"] if recipe.l2 else []
    return " · ".join(parts)
