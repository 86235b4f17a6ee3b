"""What the button beside the examples says of the scene's data."""

from playground.language import _, called, grouped, to_say
from playground.scene import Scene

KEY = "dataset"
ADD = to_say("Add data")


def said(scene: Scene) -> tuple[str, str]:
    """How many rows there are, which a phone shows alone, and what is wanted of them."""
    data = scene.data
    if data is None:
        return "", _(ADD)
    target = called(data.table.column(data.plan.target).label)
    # The count stands before it, on its own.
    rows = _("row · label: {target}") if data.n_rows == 1 else _("rows · label: {target}")
    return grouped(data.n_rows), rows.format(target=target)
