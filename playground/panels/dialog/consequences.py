"""What taking data changes in the network, in words: the network before and after, compared."""

from collections.abc import Iterator, Sequence

from playground.activations import ACTIVATIONS
from playground.data import Dataset
from playground.language import _, called, grouped, ngettext
from playground.network import Network
from playground.notation import output_name

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
        named = _shortened(_input_names(after)[n:])
        yield ngettext(
            "Input {names} joins with small weights.",
            "{count} inputs join with small weights: {names}.",
            wanted - n,
            names=named,
        )
    if wanted < n:
        named = _shortened(_input_names(before)[wanted:])
        yield ngettext(
            "Input {names} leaves, with its weights.",
            "{count} inputs leave, with their weights: {names}.",
            n - wanted,
            names=named,
        )


def _outputs(before: Network, after: Network, data: Dataset) -> Iterator[str]:
    n, wanted = before.n_outputs, after.n_outputs
    if wanted > n:
        named = _shortened(_output_names(after)[n:])
        yield ngettext(
            "Output {names} joins with small weights.",
            "{count} outputs join with small weights: {names}.",
            wanted - n,
            names=named,
        )
    if wanted < n:
        named = _shortened(_output_names(before)[wanted:])
        yield ngettext(
            "Output {names} leaves, with its weights.",
            "{count} outputs leave, with their weights: {names}.",
            n - wanted,
            names=named,
        )
    was, becomes = (each.layers[-1].activation for each in (before, after))
    if was != becomes:
        what = {
            "regression": _("the target is a number"),
            "binary": _("the target is one of two classes"),
            "classes": _("the target is one of {count} classes", count=len(data.labels)),
        }[data.task]
        yield _(
            "The output’s activation becomes {new} instead of {old}: {why}.",
            new=ACTIVATIONS[becomes].called,
            old=ACTIVATIONS[was].called,
            why=what,
        )


def _stays(before: Network, after: Network) -> Iterator[str]:
    if before.sizes == after.sizes:
        same = all(
            (a.weights == b.weights).all() and (a.biases == b.biases).all()
            for a, b in zip(before.layers, after.layers, strict=True)
        )
        if same:
            yield _(
                "{inputs} and {outputs} already fit: layers and weights stay.",
                inputs=ngettext("{count} input", "{count} inputs", after.n_inputs),
                outputs=ngettext("{count} output", "{count} outputs", after.n_outputs),
            )
    elif before.is_mlp:
        yield _("Hidden layers stay, and so does every other weight.")


def _scaling(data: Dataset) -> Iterator[str]:
    used = {data.plan.scaling_of(each.column.name) for each in data.inputs if not each.category}
    if used <= {"none"} and data.plan.target_scaling == "none":
        return
    if not len(data.test):
        yield _("What scales them is fitted on all {count} rows.", count=grouped(data.n_rows))
        return
    count = grouped(len(data.train))
    if used <= {"none", "z-score"}:
        yield _(
            "Means and spreads come from the {count} training rows only, "
            "so the test rows stay unseen.",
            count=count,
        )
    else:
        yield _(
            "What scales them comes from the {count} training rows only, "
            "so the test rows stay unseen.",
            count=count,
        )


def _renamed(before: Network, after: Network) -> Iterator[str]:
    named = (
        *zip(_input_names(before), _input_names(after), strict=False),
        *zip(_output_names(before), _output_names(after), strict=False),
    )
    pairs = [f"{old} → {new}" for old, new in named if old != new]
    if pairs:
        yield _("Renamed: {names}.", names=_shortened(pairs))


def _input_names(network: Network) -> list[str]:
    return [called(name) for name in network.input_names]


def _output_names(network: Network) -> list[str]:
    return [output_name(network, j) for j in range(network.n_outputs)]


def _shortened(names: Sequence[str]) -> str:
    """The first names, and how many more there are."""
    text = ", ".join(names[:_NAMED])
    rest = len(names) - _NAMED
    return _("{names} and {count} more", names=text, count=rest) if rest > 0 else text
