"""Walls that import-linter cannot see: Streamlit's session state and address bar, and traces."""

import ast
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
GUARDED = {"session_state", "query_params"}
DOORKEEPER = ROOT / "playground" / "visitor.py"
SOURCES = sorted({ROOT / "app.py", *(ROOT / "playground").rglob("*.py")} - {DOORKEEPER})


def trespasses(source: str) -> list[str]:
    """``line: name`` of each use of Streamlit's session state or query parameters in source.

    A request's own ``query_params`` (Starlette's) are no business of this wall.
    """
    tree = ast.parse(source)
    streamlit = {
        alias.asname or alias.name
        for node in ast.walk(tree)
        if isinstance(node, ast.Import)
        for alias in node.names
        if alias.name == "streamlit"
    }
    found = []
    for node in ast.walk(tree):
        match node:
            case ast.Attribute(value=ast.Name(id=owner), attr=name):
                if owner in streamlit and name in GUARDED:
                    found.append(f"{node.lineno}: {name}")
            case ast.ImportFrom(module=str(module), names=names):
                if module.split(".")[0] == "streamlit":
                    found += [f"{node.lineno}: {a.name}" for a in names if a.name in GUARDED]
    return found


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_only_visitor_touches_session_state_and_query_params(path: Path) -> None:
    assert trespasses(path.read_text(encoding="utf-8")) == []


def test_the_sources_are_there() -> None:
    assert DOORKEEPER.is_file()
    assert ROOT / "playground" / "engine.py" in SOURCES


@pytest.mark.parametrize(
    "source",
    [
        "import streamlit as st\nst.session_state.scene = 1",
        "import streamlit as st\nst.session_state['scene']",
        "import streamlit\nx = streamlit.query_params.get('n')",
        "from streamlit import session_state as state",
        "def late():\n    import streamlit as st\n    st.query_params.clear()",
    ],
)
def test_the_wall_notices_a_breach(source: str) -> None:
    assert len(trespasses(source)) == 1


@pytest.mark.parametrize(
    "source",
    [
        "def origin(socket):\n    return socket.query_params",
        "# st.session_state\nx = 'st.query_params'",
    ],
)
def test_the_wall_lets_others_through(source: str) -> None:
    assert trespasses(source) == []


PLOT = ROOT / "playground" / "panels" / "kit" / "plot.py"
KINDS = re.compile(r"""["']type["']: ["'](scatter|bar|heatmap|contour|image)["']""")


def test_only_the_kits_plot_knows_what_a_trace_consists_of() -> None:
    knowing = [path for path in SOURCES if KINDS.search(path.read_text(encoding="utf-8"))]
    assert knowing == [PLOT]
