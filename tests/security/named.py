"""One scene with any words that a visitor can bring: names, title, note, a table and its texts."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from playground.data import Column, Dataset, Table
from playground.data.names import column_names, neuron_names
from playground.limits import MAX_CELL, MAX_NOTE, MAX_TITLE, NetworkError, check_text
from playground.network import Network
from playground.scene import Scene, apply
from playground.scene.training import TrainTo

N_ROWS = 12


@dataclass(frozen=True)
class Words:
    """What a visitor calls things: three columns, two classes, the scene, its file."""

    columns: Sequence[str]
    classes: Sequence[str]
    title: str
    note: str
    file: str


PLAIN = Words(["one1", "two2", "three3"], ["yes4", "no5"], "A title", "A note.", "people.csv")


def words(texts: Sequence[str]) -> Words:
    """Words made of seven texts, as the page makes names, texts and titles of what it is given."""
    columns, classes = column_names(texts[:3]), column_names(texts[3:5])
    title = text_for(texts[5], MAX_TITLE) or PLAIN.title
    note = text_for(texts[6], MAX_NOTE) or PLAIN.note
    file = text_for(texts[6], MAX_TITLE) or PLAIN.file
    return Words(columns, [each[:MAX_CELL] for each in classes], title, note, file)


def text_for(text: str, limit: int) -> str:
    """The text where a scene accepts it, else nothing."""
    try:
        return check_text(text, "text", limit)
    except NetworkError:
        return ""


def dataset(said: Words) -> Dataset:
    """Two columns of numbers and one of two classes, which a network shall tell apart."""
    x = np.random.default_rng(0).normal(size=(N_ROWS, 2))
    numbers = [Column(name, "number", x[:, i]) for i, name in enumerate(said.columns[:2])]
    classes = sorted(said.classes)  # the second is the one that the output says
    labels = [classes[i % 2] for i in range(N_ROWS)]
    table = Table(said.file, [*numbers, Column(said.columns[2], "category", labels)])
    return table.dataset(said.columns[:2], said.columns[2], test_share=0.25)


def scene(said: Words, updates: int = 3) -> Scene:
    """A small network of the data's columns, trained for a few updates."""
    data = dataset(said)
    made = Network.create([2, 3, 1], hidden="tanh", output="sigmoid", seed=1)
    network = Network(made.layers, neuron_names(said.columns[:2]), neuron_names(said.classes[:1]))
    begun = Scene(network, data=data, row=0, title=said.title, note=said.note)
    return apply(begun, TrainTo(updates)) if updates else begun
