"""What is told of operations in the documents is what there is."""

import re
from pathlib import Path

from prometheus_client.openmetrics.parser import text_string_to_metric_families

from playground.operations.metrics import exposition
from playground.operations.versions import LICENCE, versions

ROOT = Path(__file__).parents[2]


def test_the_document_names_every_metric_and_no_other() -> None:
    text = (ROOT / "docs" / "operations.md").read_text(encoding="utf-8")
    _, _, table = text.partition("| metric |")
    cells = [row.split("|")[1] for row in table.partition("\n\n")[0].splitlines()[2:]]
    families = {family.name for family in text_string_to_metric_families(exposition().decode())}
    ours = sorted(name for name in families if name.startswith("playground"))
    assert sorted(re.findall(r"`(\w+)`", " ".join(cells))) == ours


def test_the_changelog_tells_of_the_version_that_runs() -> None:
    text = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    found = re.findall(r"^## \[(\d+\.\d+\.\d+)\]", text, re.MULTILINE)
    assert found[0] == versions()["MLP Playground"]


def test_the_licence_is_the_projects() -> None:
    assert f"{LICENCE} License" in (ROOT / "LICENSE").read_text(encoding="utf-8")
