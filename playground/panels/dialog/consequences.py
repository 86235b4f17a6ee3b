"""What taking data changes in the network, in words: the network before and after, compared."""

from collections.abc import Iterator, Sequence

from playground.activations import ACTIVATIONS
from playground.data import Dataset
from playground.network import Network

_NAMED = 3  # names in a sentence: of more, their count is said


def consequences(before: Network, after: Network, data: Dataset) -> tuple[str, ...]:
    """A sentence each, beginning with what is most to be noticed."""
    return (
        *_inputs(before, after),
        *_outputs(before, after, data),
        *_renamed(before, after),
        *_stays(before, after),
        *_scaling(data),
    )


def _inputs(before: Network, after: Network) -> Iterator[str]:
    n, wanted = before.n_inputs, after.n_inputs
    if wanted > n:
        joining = after.input_names[n:]
        yield f"{_counted('input', joining)} {_joins(joining)} with small weights."
    if wanted < n:
        leaving = before.input_names[wanted:]
        yield f"{_counted('input', leaving)} {_leaves(leaving)}, with {_its(leaving)} weights."


def _outputs(before: Network, after: Network, data: Dataset) -> Iterator[str]:
    n, wanted = before.n_outputs, after.n_outputs
    if wanted > n:
        joining = after.output_names[n:]
        yield f"{_counted('output', joining)} {_joins(joining)} with small weights."
    if wanted < n:
        leaving = before.output_names[wanted:]
        yield f"{_counted('output', leaving)} {_leaves(leaving)}, with {_its(leaving)} weights."
    was, becomes = (each.layers[-1].activation for each in (before, after))
    if was != becomes:
        what = {
            "regression": "the target is a number",
            "binary": "the target is one of two classes",
            "classes": f"the target is one of {len(data.labels)} classes",
        }[data.task]
        yield (
            f"The output’s activation becomes {ACTIVATIONS[becomes].label} "
            f"instead of {ACTIVATIONS[was].label}: {what}."
        )


def _stays(before: Network, after: Network) -> Iterator[str]:
    if before.sizes == after.sizes:
        same = all(
            (a.weights == b.weights).all() and (a.biases == b.biases).all()
            for a, b in zip(before.layers, after.layers, strict=True)
        )
        if same:
            what = f"{_number('input', after.n_inputs)} and {_number('output', after.n_outputs)}"
            yield f"{what} already fit: layers and weights stay."
    elif before.is_mlp:
        yield "Hidden layers stay, and so does every other weight."


def _scaling(data: Dataset) -> Iterator[str]:
    used = {data.plan.scaling_of(each.column.name) for each in data.inputs if not each.category}
    if used <= {"none"} and data.plan.target_scaling == "none":
        return
    if not len(data.test):
        yield f"What scales them is fitted on all {data.n_rows:,} rows."
        return
    what = "Means and spreads" if used <= {"none", "z-score"} else "What scales them"
    yield (
        f"{what} come from the {len(data.train):,} training rows only, "
        "so the test rows stay unseen."
    )


def _renamed(before: Network, after: Network) -> Iterator[str]:
    named = (
        *zip(before.input_names, after.input_names, strict=False),
        *zip(before.output_names, after.output_names, strict=False),
    )
    pairs = [f"{old} → {new}" for old, new in named if old != new]
    if pairs:
        more = f" and {len(pairs) - _NAMED} more" if len(pairs) > _NAMED else ""
        yield f"Renamed: {', '.join(pairs[:_NAMED])}{more}."


def _counted(kind: str, names: Sequence[str]) -> str:
    if len(names) == 1:
        return f"{kind.capitalize()} {names[0]}"
    if len(names) <= _NAMED:
        return f"{kind.capitalize()}s {', '.join(names[:-1])} and {names[-1]}"
    return f"{len(names)} {kind}s, {names[0]} to {names[-1]},"


def _number(kind: str, count: int) -> str:
    return f"{count} {kind}" if count == 1 else f"{count} {kind}s"


def _joins(names: Sequence[str]) -> str:
    return "joins" if len(names) == 1 else "join"


def _leaves(names: Sequence[str]) -> str:
    return "leaves" if len(names) == 1 else "leave"


def _its(names: Sequence[str]) -> str:
    return "its" if len(names) == 1 else "their"
