"""The sheets: each is linked, only the palette has colours, and it has those of the panels."""

import re
import tomllib
from dataclasses import asdict
from pathlib import Path

import pytest
from PIL import ImageColor

from playground.live.files import FRONTEND, SHEET, sent
from playground.panels.kit.theme import FONT, THEMES

ROOT = Path(__file__).parents[2]
STYLES = FRONTEND / "styles"
PALETTE = STYLES / "palette.css"
SHEETS = sorted(STYLES.rglob("*.css"))
MOST_LINES = 250

COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
COLOUR = re.compile(
    r"#[0-9a-f]{3,8}\b|%23[0-9a-f]{3,8}\b"
    r"|\b(?:rgba?|hsla?|hwb|lab|lch|oklab|oklch|color)\("
    rf"|(?<![\w-])(?:{'|'.join(ImageColor.colormap)})(?![\w-])",
    re.IGNORECASE,
)
PROPERTY = re.compile(r"(?<![\w-])(--[\w-]+)\s*:\s*([^;{}]+)")
USED = re.compile(r"var\((--[\w-]+)")

# What each of Streamlit's colours is in the palette of the panels.
CONFIGURED = {
    "primaryColor": "accent",
    "backgroundColor": "page",
    "secondaryBackgroundColor": "card",
    "textColor": "text1",
    "linkColor": "accent_text",
    "borderColor": "control",
    "codeBackgroundColor": "sunk",
    "violetColor": "accent",
    "violetTextColor": "accent_text",
    "violetBackgroundColor": "accent_soft",
    "blueColor": "stroke_positive",
    "blueTextColor": "number_positive",
    "orangeColor": "stroke_negative",
    "orangeTextColor": "number_negative",
    "grayTextColor": "text2",
}


def code(sheet: Path) -> str:
    """A sheet without its comments."""
    return COMMENT.sub("", sheet.read_text())


def colours(css: str) -> list[str]:
    """The literal colours in the values of declarations: a selector may hold such words."""
    values = re.findall(r":([^:;{}]*)[;}]", css)
    return [found for value in values for found in COLOUR.findall(value)]


def palette() -> dict[str, str]:
    return dict(PROPERTY.findall(code(PALETTE)))


def name(sheet: Path) -> str:
    return sheet.relative_to(STYLES).as_posix()


def test_every_sheet_is_imported_once_and_every_import_is_there() -> None:
    imported = re.findall(r'@import url\("\./([^"]+)"\);', (FRONTEND / SHEET).read_text())
    assert sorted(imported) == [f"styles/{name(sheet)}" for sheet in SHEETS]
    assert list(FRONTEND.glob("*.css")) == [FRONTEND / SHEET]


def test_the_page_gets_all_sheets_as_one() -> None:
    whole = sent(SHEET)[0]
    assert "@import" not in whole
    assert all(sheet.read_text() in whole for sheet in SHEETS)


@pytest.mark.parametrize("sheet", SHEETS, ids=name)
def test_a_sheet_is_short_and_says_what_it_is_for(sheet: Path) -> None:
    text = sheet.read_text()
    assert len(text.splitlines()) <= MOST_LINES
    assert text.startswith("/* ")
    assert not re.search(r"/\*\W*[-=*]{3}", text), "a banner"


@pytest.mark.parametrize("sheet", SHEETS, ids=name)
def test_a_sheet_is_the_same_wherever_it_is_read_from(sheet: Path) -> None:
    """A path would lead from another place once the sheets are sent as one."""
    assert re.findall(r"url\((?!['\"]?data:)", code(sheet)) == []


@pytest.mark.parametrize(
    ("css", "found"),
    [
        ("a { color: red; }", ["red"]),
        ("a { box-shadow: 0 0 1px rgb(0 0 0 / 5%) }", ["rgb("]),
        ("a { background: url('data:image/svg+xml,%23808996'); }", ["%23808996"]),
        (".tan:hover { white-space: nowrap; color: var(--red); border: #12F solid }", ["#12F"]),
        ("a { background: color-mix(in srgb, var(--red) 5%, transparent); }", []),
    ],
)
def test_a_literal_colour_is_found(css: str, found: list[str]) -> None:
    assert colours(css) == found


@pytest.mark.parametrize("sheet", [s for s in SHEETS if s != PALETTE], ids=name)
def test_only_the_palette_has_colours(sheet: Path) -> None:
    assert colours(code(sheet)) == []


@pytest.mark.parametrize("colour", asdict(THEMES["light"]))
def test_the_palette_is_that_of_the_panels(colour: str) -> None:
    light, dark = (getattr(THEMES[theme], colour) for theme in ("light", "dark"))
    assert palette()["--" + colour.replace("_", "-")] == f"light-dark({light}, {dark})"


def test_text_is_set_in_one_typeface() -> None:
    assert palette()["--sans"] == FONT


@pytest.mark.parametrize("theme", THEMES)
def test_streamlit_wears_the_same_palette(theme: str) -> None:
    config = tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text())["theme"][theme]
    assert config == {key: getattr(THEMES[theme], of) for key, of in CONFIGURED.items()}


def test_every_property_that_is_used_is_defined_and_the_other_way_round() -> None:
    sheets = "".join(map(code, SHEETS))
    sources = [p for end in ("py", "js") for p in (ROOT / "playground").rglob(f"*.{end}")]
    inline = "".join(p.read_text() for p in sources if "vendor" not in p.parts)
    defined = {found[0] for found in PROPERTY.findall(sheets)}
    defined |= set(re.findall(r"(?:@property |\bsetProperty\(\")(--[\w-]+)", sheets + inline))
    written = set(re.findall(r"(--[\w-]+)[:\"']", inline))  # by a panel, into its markup
    used = set(USED.findall(sheets))
    assert used - defined - written == set()
    own = {"--" + colour.replace("_", "-") for colour in asdict(THEMES["light"])}
    assert defined - used - own - set(USED.findall(inline)) == set()
