"""A table that is too large for a link, and how a browser comes to have kept it."""

from urllib.parse import quote

import numpy as np
from playwright.sync_api import Page

from playground.data import Column, Dataset, Table
from playground.data.written import elsewhere, table_text, written

_PUT = """([name, text]) => new Promise((done, fail) => {
  const request = indexedDB.open("playground.kept", 1);
  request.onupgradeneeded = () => {
    request.result.createObjectStore("texts");
    request.result.createObjectStore("uses", { keyPath: "name" });
  };
  request.onerror = fail;
  request.onsuccess = () => {
    const both = request.result.transaction(["texts", "uses"], "readwrite");
    both.objectStore("texts").put(text, name);
    both.objectStore("uses").put({ name, size: text.length, used: 1 });
    both.oncomplete = () => { request.result.close(); done(); };
  };
})"""


def large(seed: int) -> Dataset:
    """Four hundred rows of two inputs and a class; another table for each seed."""
    x = np.random.default_rng(seed).normal(size=(400, 2))
    columns = [Column("a (m)", "number", x[:, 0]), Column("b", "number", x[:, 1])]
    labels = Column("class", "number", (x[:, 0] * x[:, 1] > 0).astype(float))
    return Table("large.csv", [*columns, labels]).dataset(["a (m)", "b"], "class")


def link_to(data: Dataset, row: int) -> str:
    """A link to the first example with a row of the data at its inputs."""
    return f"/?preset=body-size&data={quote(written(data))}&row={row}"


def put(page: Page, data: Dataset) -> None:
    """Keep the dataset's table in this browser."""
    table = elsewhere(data)
    assert table is not None
    page.evaluate(_PUT, [table.digest, table_text(table)])
