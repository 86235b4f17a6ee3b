"""What the button beside the examples says of the scene's data."""

from playground.scene import Scene

KEY = "dataset"
ADD = "Add data"


def said(scene: Scene) -> tuple[str, str]:
    """How many rows there are, which a phone shows alone, and what is wanted of them."""
    data = scene.data
    if data is None:
        return "", ADD
    rows = "row" if data.n_rows == 1 else "rows"
    target = data.table.column(data.plan.target).label
    return f"{data.n_rows:,}", f"{rows} · label: {target}"
