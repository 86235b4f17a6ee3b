"""The scene's network as a graph for other programs: GraphML for Gephi or yEd, DOT for Graphviz.

A node has its place (layer, index), its name, its value and, unless it is an input, its bias and
activation. As in the exported code, what is switched off has weight 0. Numbers are the shortest
texts that read back as the same float64.
"""

from playground.graph import described, write_graphml
from playground.scene import Scene


def graphml(scene: Scene) -> str:
    """The network as GraphML, whose edges have the attribute ``weight``."""
    return write_graphml(described(scene))


def dot(scene: Scene) -> str:
    """The network as DOT, drawn from left to right.

    A connection's weight is its label. DOT's own ``weight`` is a pull between nodes, a whole
    number from 0 on (graphviz.org/docs/attrs/weight), so that it cannot hold one.
    """
    graph = described(scene)
    lines = ["digraph {", "  rankdir=LR;"]
    for node, attributes in graph.nodes(data=True):
        lines.append(f"  {_quoted(node)} [{_listed(attributes | {'label': attributes['name']})}];")
    for source, target, weight in graph.edges(data="weight"):
        lines.append(f"  {_quoted(source)} -> {_quoted(target)} [{_listed({'label': weight})}];")
    return "\n".join([*lines, "}", ""])


def _listed(attributes: dict[str, object]) -> str:
    return ", ".join(f"{name}={_quoted(value)}" for name, value in attributes.items())


def _quoted(value: object) -> str:
    """A string of DOT, in which a backslash would otherwise begin an escape."""
    text = str(value).replace("\\", "\\\\").replace('"', '\\"')
    return f'"{text}"'
