"""Where the arrow keys lead from a target, and which one Tab reaches."""

from playground.panels.stage.plan import Plan
from playground.scene import Target


class Walk:
    """Which target an arrow key leads to, and which one Tab reaches."""

    def __init__(self, plan: Plan) -> None:
        self.rows = [[i for i in column.indices if i is not None] for column in plan.columns]
        self.nodes = [
            [f"neuron/{column - 1}/{i}" if column else f"input/{i}" for i in row]
            for column, row in enumerate(self.rows)
        ]
        first = Target("input", (0,))
        selected = plan.scene.selected
        self.entry = str(selected if selected and selected.kind != "layer" else first)
        self.down = ("right", "left", "down", "up") if plan.layout.phone else (
            "down", "up", "right", "left",
        )  # fmt: skip

    def attributes(self, own: str, below: str, above: str, on: str, back: str) -> str:
        pairs = zip(self.down, (below, above, on, back), strict=True)
        walk = "".join(f" data-{way}={to}" for way, to in pairs if to)
        return f"{walk} tabindex={0 if own == self.entry else -1}"

    def of_node(self, column: int, at: int) -> str:
        """Up and down to the neighbours; on to a weight that leaves, back to one that enters."""
        row = self.rows[column]
        on = back = ""
        if column + 1 < len(self.rows):
            j = self.rows[column + 1][min(at, len(self.rows[column + 1]) - 1)]
            on = f"weight/{column}/{j}/{row[at]}"
        if column:
            i = self.rows[column - 1][min(at, len(self.rows[column - 1]) - 1)]
            back = f"weight/{column - 1}/{row[at]}/{i}"
        nodes = self.nodes[column]
        below = nodes[at + 1] if at + 1 < len(row) else ""
        above = nodes[at - 1] if at else ""
        if column and not below:
            below = f"bias/{column - 1}/{row[at]}"
        return self.attributes(nodes[at], below, above, on, back)

    def of_bias(self, column: int, at: int) -> str:
        node = self.nodes[column][at]
        bias = f"bias/{column - 1}/{self.rows[column][at]}"
        return self.attributes(bias, "", node, "", node)

    def of_weights(self, k: int, j: int) -> list[str]:
        """Up and down to the weights beside it, on to the neuron, back to the source."""
        down, up, on, back = (f" data-{way}=" for way in self.down)
        weights = [f"weight/{k}/{j}/{i}" for i in self.rows[k]]
        below = [*(down + weight for weight in weights[1:]), ""]
        above = ["", *(up + weight for weight in weights[:-1])]
        on = f"{on}neuron/{k}/{j}{back}"
        ways = [
            f"{under}{over}{on}{source} tabindex=-1"
            for under, over, source in zip(below, above, self.nodes[k], strict=True)
        ]
        if self.entry in weights:
            at = weights.index(self.entry)
            ways[at] = ways[at].replace("tabindex=-1", "tabindex=0")
        return ways
