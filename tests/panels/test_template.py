"""Templates: they make the same markup as markupsafe's own format."""

from hypothesis import given
from hypothesis import strategies as st
from markupsafe import Markup

from playground.panels.kit.template import Template
from tests.hostile import TEXTS

_VALUES = st.one_of(
    st.sampled_from(TEXTS), st.text(), st.integers(), st.floats(), st.none(), st.text().map(Markup)
)


@given(_VALUES, _VALUES, _VALUES)
def test_a_template_escapes_what_fills_it_as_markup_does(a: object, b: object, c: object) -> None:
    text = '<b title="{}">{name}{}</b>'
    made = Template(text).format(a, b, name=c)
    assert made == Markup(text).format(a, b, name=c)
    assert isinstance(made, Markup)


@given(st.floats(), st.text())
def test_a_place_of_a_template_says_how_a_number_is_written(value: float, text: str) -> None:
    written = '<i style="left:{:.2f}%">{}</i>'
    assert Template(written).format(value, text) == Markup(written).format(value, text)
