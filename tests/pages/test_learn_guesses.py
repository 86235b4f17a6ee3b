"""A question on the Learn page: the guess stands, and the reveal plays what was asked."""

from streamlit.testing.v1 import AppTest

from playground.lessons.progress import Progress
from tests.pages.learn_page import click, labels, opened, ran, visit, words


def asked(page: AppTest) -> None:
    at = visit(page)
    while at.step.content.question is None:
        at.next()
    ran(page)


def test_a_guess_cannot_be_changed() -> None:
    page = opened(lesson="bias")
    asked(page)
    commit = words(page)["commit"]
    assert next(button for button in page.button if button.label == commit).disabled
    page.radio[0].set_value("right")
    ran(page)
    click(page, commit)
    assert page.radio[0].disabled
    assert page.radio[0].value == "right"
    assert commit not in labels(page)
    visit(page).reveal("left")
    ran(page)
    assert visit(page).guess() == "right"
    visit(page).previous()
    visit(page).next()
    ran(page)
    assert page.radio[0].disabled
    assert any("Right is: To the left" in text.value for text in page.markdown)


def test_a_wrong_guess_is_marked_and_answered() -> None:
    page = opened(lesson="bias", step="2")
    page.radio[0].set_value("right")
    ran(page)
    click(page, words(page)["commit"])
    assert [" :material/" in option for option in page.radio[0].options] == [True, True, False]
    assert page.radio[0].options[0].endswith(":material/check:")
    assert page.radio[0].options[1].endswith(":material/close:")
    shown = [text.value for text in page.markdown]
    answer = visit(page).step_text.part("wrong right")
    wrong = next(at for at, text in enumerate(shown) if text.startswith(":material/close: **"))
    right = next(at for at, text in enumerate(shown) if text.startswith(":material/check: **"))
    assert answer[:30] in shown[wrong]
    assert wrong < right
    visit(page).progress = Progress()
    visit(page).reveal("left")
    ran(page)
    shown = [text.value for text in page.markdown]
    assert not any(text.startswith(":material/close:") for text in shown)
    assert any(text.startswith(":material/check: **") for text in shown)


def test_the_reveal_plays_what_was_asked() -> None:
    page = opened(lesson="bias")
    asked(page)
    at = visit(page)
    page.radio[0].set_value("left")
    ran(page)
    click(page, words(page)["commit"])
    assert at.session.scene.network.layers[0].biases[0] == 2.0
    assert "biases" not in at.session.scene.locked


def test_a_covered_output_is_not_told_before_the_reveal() -> None:
    page = opened(lesson="neuron")
    asked(page)
    assert visit(page).session.scene.step == 0
    page.radio[0].set_value("positive")
    ran(page)
    click(page, words(page)["commit"])
    assert visit(page).session.scene.step is None
