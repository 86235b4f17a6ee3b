"""A training as a PyTorch script: a data loader, a loop, PyTorch's own losses and optimisers."""

from collections.abc import Iterator

from playground.export.pytorch_source import DENSE
from playground.export.source import (
    class_lines,
    code_of,
    filled,
    layer_entry,
    numbers,
)
from playground.export.training import rows
from playground.export.training.parts import (
    epochs_line,
    frozen_lines,
    opening,
    recipe_lines,
    report_lines,
    script,
    stop_lines,
)
from playground.export.training.stretch import Stretch
from playground.network import Layer


def pytorch_training(stretch: Stretch) -> str:
    """The script. It prints the losses after each epoch, or after some where there are many."""
    needs_numpy = stretch.recipe.batch is not None
    sampler = "Sampler, " if needs_numpy else ""
    return script(
        *opening(stretch, "PyTorch"),
        *(line for line in (*rows.imports(stretch), "") if rows.beside(stretch.data)),
        *(["import numpy as np"] if needs_numpy else []),
        "import torch",
        "from torch import nn",
        f"from torch.utils.data import DataLoader, {sampler}TensorDataset",
        "",
        "torch.set_default_dtype(torch.float64)",
        *recipe_lines(stretch),
        *rows.lines(stretch, "torch.tensor"),
        *(class_lines(code_of(layer).torch_class for layer in stretch.layers) or ["", ""]),
        *DENSE.splitlines(),
        *_model(stretch),
        *_optimiser(stretch),
        *_loader(stretch),
        "",
        "def mean_loss(x, y):",
        "    return loss_function(model(x), y).item()",
        "",
        "",
        f"step = {stretch.run.step}",
        epochs_line(stretch),
        "    for some_x, some_y in loader:",
        *stop_lines(stretch),
        *_change(stretch),
        "        step += 1",
        "        loss = loss_function(model(some_x), some_y)",
        *_penalties(stretch),
        "        optimiser.zero_grad()",
        "        loss.backward()",
        *_step(stretch),
        *report_lines(stretch, within="with torch.no_grad():"),
    )


def _model(stretch: Stretch) -> Iterator[str]:
    last = stretch.layers[-1]
    yield "model = nn.Sequential("
    for layer in stretch.layers:
        yield layer_entry(layer, opening="dense(")
        if layer is last and stretch.takes_z:
            yield f"    # the loss takes the output's activation along: {_activation(last)}"
        else:
            yield f"    {_activation(layer)},"
    yield ")"
    yield f"loss_function = {stretch.loss_code.torch}"
    yield "weights = [module.weight for module in model if isinstance(module, nn.Linear)]"


def _activation(layer: Layer) -> str:
    return filled(code_of(layer).torch, layer)


def _optimiser(stretch: Stretch) -> Iterator[str]:
    parameters = "model.parameters()"
    if stretch.decay:
        parameters = "groups"
        yield "others = [p for p in model.parameters() if all(p is not W for W in weights)]"
        yield 'groups = [{"params": weights, "weight_decay": decay}, {"params": others}]'
    yield f"optimiser = {stretch.recipe.optimiser_row.torch.format(parameters)}"
    yield from _memory(stretch)
    if stretch.frozen:
        yield from frozen_lines(stretch, "torch.tensor")


def _memory(stretch: Stretch) -> Iterator[str]:
    """What the optimiser remembers of the updates before."""
    if not stretch.memory:
        return
    yield "memory = [  # what the optimiser remembers of each parameter"
    for each in zip(*stretch.memory, strict=True):
        yield "    ("
        yield from (f"        {numbers(values)}," for values in each)
        yield "    ),"
    yield "]"
    yield "for p, of_p in zip(model.parameters(), memory):"
    for i, name in enumerate(stretch.recipe.optimiser_row.torch_memory):
        yield f'    optimiser.state[p]["{name}"] = torch.tensor(of_p[{i}])'
    yield f'    optimiser.state[p]["step"] = torch.tensor({float(stretch.run.remembered)!r})'


def _penalties(stretch: Stretch) -> Iterator[str]:
    if stretch.recipe.l1:
        yield "        loss = loss + l1 * sum(W.abs().sum() for W in weights)"
    if stretch.l2:
        yield "        loss = loss + l2 / 2 * sum((W**2).sum() for W in weights)"


def _change(stretch: Stretch) -> Iterator[str]:
    """Where the rate is another from now on."""
    if stretch.rates:
        yield "        for group in optimiser.param_groups:"
        yield '            group["lr"] = rates.get(step, group["lr"])'


def _step(stretch: Stretch) -> Iterator[str]:
    """The optimiser's, which leaves what is frozen as it is."""
    if not stretch.frozen:
        yield "        optimiser.step()"
        return
    yield "        before = [p.detach().clone() for p in model.parameters()]"
    yield "        for p, off in zip(model.parameters(), frozen):"
    yield "            p.grad[off] = 0.0"
    yield "        optimiser.step()"
    yield "        with torch.no_grad():"
    yield "            for p, old, off in zip(model.parameters(), before, frozen):"
    yield "                p[off] = old[off]"


def _loader(stretch: Stretch) -> Iterator[str]:
    if stretch.recipe.batch is None:
        yield "loader = DataLoader(TensorDataset(x, y), batch_size=len(x))"
        yield ""
        return
    yield ""
    yield ""
    yield "class Order(Sampler):"
    yield '    """The rows in the order of their epoch; in the next one it is another."""'
    yield ""
    yield f"    epoch = {stretch.first}"
    yield ""
    yield "    def __len__(self):"
    yield "        return len(x)"
    yield ""
    yield "    def __iter__(self):"
    yield "        order = np.random.default_rng([seed, self.epoch]).permutation(len(x)).tolist()"
    if stretch.skipped:
        yield f"        if self.epoch == {stretch.first}:  # the first batches were before this"
        yield f"            order = order[{stretch.skipped} * batch :]"
    yield "        self.epoch += 1"
    yield "        return iter(order)"
    yield ""
    yield ""
    yield "loader = DataLoader(TensorDataset(x, y), batch_size=batch, sampler=Order())"
    yield ""
