"""The tools that change the scene: decimals, fresh weights, and the way back."""

from playground import presets, share
from playground.operations.versions import versions
from playground.scene import Randomise, SetInput, SetWeight, Target, apply, replace_scene
from tests.pages.playground_page import open_popover, opened, ran, scene, session


def test_randomise_is_disabled_where_weights_are_fixed() -> None:
    page = open_popover(opened({"preset": "xor", "lock": "weights"}), "dice")
    assert page.button(key="randomise").disabled


def test_decimals_are_an_edit_and_follow_undo() -> None:
    page = open_popover(opened({"preset": "xor"}), "settings")
    page.segmented_control(key="decimals_2").set_value(5)
    ran(page)
    assert scene(page).decimals == 5
    assert page.segmented_control(key="decimals_5").value == 5
    session(page).history = session(page).history.undo()
    ran(page)
    assert page.segmented_control(key="decimals_2").value == 2


def test_about_takes_the_place_of_the_settings_and_says_which_versions_run() -> None:
    page = open_popover(opened({"preset": "xor"}), "settings")
    page.button(key="versions").click()
    ran(page)
    said = "".join(each.value for each in page.markdown)
    assert [f"| {name} | {version} |" in said for name, version in versions().items()] == [True] * 5
    assert not any(each.key == "reset" for each in page.button)


def test_randomise_uses_the_chosen_rule_and_seed() -> None:
    page = open_popover(opened({"preset": "xor"}), "dice")
    page.selectbox(key="init").set_value("he_normal")
    page.number_input(key="seed").set_value(11)
    ran(page)
    page.button(key="randomise").click()
    ran(page)
    assert scene(page) == apply(presets.load("xor"), Randomise("he_normal", 11))
    assert len(session(page).history.past) == 1


def test_every_press_of_randomise_draws_anew_and_shows_its_seed() -> None:
    page = open_popover(opened(), "dice")
    seen = [scene(page).network]
    for _ in range(3):
        page.button(key="randomise").click()
        ran(page)
        assert scene(page).network not in seen
        seen.append(scene(page).network)
        seed = int(page.number_input(key="seed").value)
        assert seen[-1] == apply(scene(page), Randomise("glorot_uniform", seed)).network


def test_reset_leads_to_a_teachers_network() -> None:
    taught = apply(presets.load("xor"), SetWeight(0, 0, 0, 7.0))
    page = open_popover(opened({**share.link_of(taught), "lock": "weights"}), "settings")
    session(page).edit(SetInput(0, 0.5))
    ran(page)
    assert page.button(key="reset").label == "Reset to the network as opened"
    page.button(key="reset").click()
    ran(page)
    assert scene(page) == replace_scene(taught, locked={"weights"})


def test_reset_and_switching_on() -> None:
    page = opened({"preset": "xor", "off": "neuron/0/1"})
    assert scene(page).off == {Target("neuron", (0, 1))}
    open_popover(page, "settings")
    page.button(key="switch_on").click()
    ran(page)
    assert scene(page) == presets.load("xor")
    assert page.button(key="switch_on").disabled
    session(page).edit(SetWeight(0, 0, 0, 9.0))
    ran(page)
    assert page.button(key="reset").label == "Reset to XOR network"
    page.button(key="reset").click()
    ran(page)
    assert scene(page) == presets.load("xor")
