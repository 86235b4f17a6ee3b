"""Every printer of every panel is watched: make it print another number, and a test notices.

A printer is a function of ``notation``, or one that chooses among them, under its name in the
module that calls it. A new one is found by itself; if no text that is read comes from it, it needs
a row in UNREAD that says why.
"""

import functools
import importlib
import pkgutil
from collections.abc import Callable, Iterable, Iterator
from typing import Any

import pytest

from playground import panels, presets
from playground.cache import CACHES
from playground.network import Layer, Network
from playground.panels import PANELS
from playground.panels.panel import View
from playground.scene import Scene, Select, apply, replace_scene
from tests.panels.numbers.caption_texts import misread_captions
from tests.panels.numbers.curve_texts import misread_curves
from tests.panels.numbers.printed_texts import misprints
from tests.panels.numbers.sentence_texts import misread_sentences
from tests.panels.numbers.stage_texts import misread
from tests.panels.numbers.test_numbers_agree import KEPT, TRAINED, WIDE, WITH_DATA
from tests.panels.stage.overlay import VIEWS
from tests.panels.training_scenes import SECTION_VIEWS, TOLD

_OTHER = "9.99"
#: What each printer prints instead.
PRINTERS: dict[str, Any] = {
    **dict.fromkeys(
        (
            "format_number",
            "compact",
            "readable",
            "in_full",
            "significant",
            "brief",
            "rough",
            "signed",
        ),
        _OTHER,
    ),
    "blank": _OTHER,
    "fitted": (_OTHER, 9.0),
    "compared": (_OTHER, "<", "9.995"),
}
#: Printers of which no text comes that stands for a number of the scene.
UNREAD: dict[tuple[str, str], str] = {
    ("kit.plot", "brief"): "a tenth at the tick of a logarithmic axis",
    ("stage.around.transport", "brief"): "the speed of the forward pass",
    ("stage.around.legend", "readable"): "the threshold among words: the output panel prints it",
    ("stage.around.legend", "brief"): "an end of the colours' scale, as in the kit",
    ("stage.backward.changes", "format_number"): "not printed: with how many decimals, how wide",
    ("kit.sight", "brief"): "an end of the colours' scale, which no number of a scene is",
    ("kit.sight", "format_number"): "an end of an axis, which no number of a scene is",
    ("board.results.panel", "readable"): "the threshold among words, as in the legend",
    ("board.results.roc", "brief"): "a half at the ticks of both shares",
    ("board.data.columns", "compact"): "a cell of the table, which no number of the scene is",
    ("board.surface", "brief"): "an end of the colours' scale, where it is no round number",
    ("board.surface", "compact"): "an end of the colours' scale, where that leaves every window",
    ("board.output", "readable"): "not printed: how many decimals the threshold is compared with",
    ("kit.row_loss", "compact"): "not printed: the sign before a loss is judged by it",
    ("stage.training.curve", "brief"): "an end of the losses' axis, which no number of a scene is",
    ("stage.training.curve", "compact"): "an epoch at the curve's axis, as its ends",
    ("stage.training.recipe", "brief"): "the learning rate: the field behind the button has it",
    ("board.training.loss_plane", "brief"): "the loss of a line, which no number of a scene is",
    ("board.training.rates", "brief"): "a power of ten at a tick of the rates' axis",
    ("board.training.scales", "brief"): "a power of ten at a tick of a logarithmic axis",
    ("board.training.overview", "brief"): "the end of the axes of all weights",
    ("kit.recipe_words", "brief"): "a recipe among words: the fields of the recipe print it",
    ("course.curve", "brief"): "how near the curve has to come, which no number of a scene is",
    ("course.probabilities", "compact"): "not printed: the sign before a sum is judged by it",
}


def printers() -> list[tuple[str, str]]:
    """(module, printer) wherever a panel's module calls one by its own name for it."""
    found = []
    for module in pkgutil.walk_packages(panels.__path__, "playground.panels."):
        names = vars(importlib.import_module(module.name))
        used = [name for name in PRINTERS if name in names]
        used = [name for name in used if names[name].__module__ != module.name]
        found += [(module.name.removeprefix("playground.panels."), name) for name in used]
    return found


FIRST = presets.load("first-mlp")
_LARGE = [Layer(layer.weights * 1e5, layer.biases * 1e5) for layer in FIRST.network.layers]
FLAT = Scene(Network.create([2, 3, 1], "sigmoid", "sigmoid", seed=1), [40.0, 25.0])
SCENES = [
    FIRST,
    replace_scene(FIRST, step=0),
    *(apply(FIRST, Select(target)) for target in ("input/0", "weight/0/0/0", "layer/0")),
    presets.load("body-size"),
    Scene(Network(_LARGE), FIRST.x),
    *(apply(FLAT, Select(target)) for target in ("neuron/0/0", "layer/0")),
    apply(presets.load("xor"), Select("neuron/0/0")),
    apply(WIDE["classes"], Select("neuron/0/0")),
    KEPT,
    *WITH_DATA,
    *TOLD,
    TRAINED[2],
    apply(TRAINED[15], Select("weight/0/0/0")),
    *(replace_scene(scene, neurons="maps") for scene in (FIRST, *WITH_DATA)),
    Scene(Network([Layer([[1, 2, 0, 0], [0, 1, 2, 0], [0, 0, 1, 2]], [0, 0, 0], "prelu")])),
]
Check = Callable[[Scene], bool]


def markup_is_wrong(scene: Scene, names: Iterable[str] = tuple(PANELS)) -> bool:
    drawn = [PANELS[name](scene, View()) for name in names]
    if scene in TOLD and "training" in names:
        drawn += [PANELS["training"](scene, view) for view in SECTION_VIEWS]
    return any(misprints(panel.html, scene.decimals)[0] for panel in drawn)


def markup_of_family_is_wrong(module: str) -> Check:
    """Whether the panels are wrong into which a module can print: its family's, or any."""
    family = f"playground.panels.{module.partition('.')[0]}."
    names = [name for name, each in PANELS.items() if each.render.__module__.startswith(family)]
    return functools.partial(markup_is_wrong, names=names or tuple(PANELS))


def stage_is_wrong(scene: Scene) -> bool:
    return any(misread(scene, view)[0] for view in VIEWS)


def sentences_are_wrong(scene: Scene) -> bool:
    return bool(misread_sentences(scene)[0])


def curves_are_wrong(scene: Scene) -> bool:
    return bool(misread_curves(scene)[0])


def captions_are_wrong(scene: Scene) -> bool:
    return bool(misread_captions(scene)[0])


ON_THE_STAGE = (stage_is_wrong, sentences_are_wrong)
ELSEWHERE = (curves_are_wrong, captions_are_wrong, sentences_are_wrong)


EVERYWHERE = (*ON_THE_STAGE, *ELSEWHERE, markup_is_wrong)


def is_noticed(checks: tuple[Check, ...], scenes: Iterable[Scene]) -> bool:
    """Whether a check finds a scene wrong; what cannot be read at all is wrong, too."""
    try:
        return any(check(scene) for scene in scenes for check in checks)
    except AssertionError:
        return True


def forget_drawings() -> None:
    """Empty the caches, but those of what is computed: no printer of a panel is asked there."""
    for name, clear in CACHES.items():
        if not name.startswith(("playground.training.", "playground.analysis.")):
            clear()


@pytest.fixture
def drawn_anew() -> Iterator[None]:
    """Nothing was drawn before, and nothing of this test is drawn afterwards."""
    forget_drawings()
    yield
    forget_drawings()


@functools.cache
def _called() -> list[frozenset[tuple[str, str]]]:
    """The printers that each scene calls: no other scene can show what one of them prints."""
    calls: set[tuple[str, str]] = set()

    def noted(each: tuple[str, str], prints: Callable[..., Any]) -> Callable[..., Any]:
        def call(*args: Any, **kwargs: Any) -> Any:
            calls.add(each)
            return prints(*args, **kwargs)

        return call

    found = []
    with pytest.MonkeyPatch.context() as patch:
        for module, printer in printers():
            home = importlib.import_module(f"playground.panels.{module}")
            patch.setattr(home, printer, noted((module, printer), getattr(home, printer)))
        for scene in SCENES:
            calls.clear()
            forget_drawings()
            assert not is_noticed(EVERYWHERE, [scene])
            found.append(frozenset(calls))
    return found


def calling(module: str, printer: str) -> list[Scene]:
    """The scenes that call a printer."""
    each = zip(SCENES, _called(), strict=True)
    return [scene for scene, called in each if (module, printer) in called]


def test_nothing_is_wrong_as_it_is() -> None:
    assert all(_called())


@pytest.mark.usefixtures("drawn_anew")
@pytest.mark.parametrize(("module", "printer"), printers())
def test_a_printer_that_prints_another_number_is_found(
    module: str, printer: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    scenes = calling(module, printer)
    forget_drawings()
    monkeypatch.setattr(
        importlib.import_module(f"playground.panels.{module}"),
        printer,
        lambda *args, **kwargs: PRINTERS[printer],
    )
    elsewhere = (markup_of_family_is_wrong(module), *ELSEWHERE)
    checks = ON_THE_STAGE if module.startswith("stage") else elsewhere
    assert is_noticed(checks, scenes) == ((module, printer) not in UNREAD)


WRONG_NAMES = [dict.fromkeys(range(64), "hidden 2 neuron 9")] * 16  # by column and node

#: What hands a number or a name on to the stage's texts, and what it hands on instead.
WRITERS: dict[tuple[str, str], Any] = {
    ("stage.drawing.nodes", "shown"): (9.99, "a"),
    ("stage.lettering.labels", "shown"): (9.99, "a"),
    ("stage.lettering.product_labels", "product"): 9.99,
    ("stage.targets.targets", "shown"): (9.99, "a"),
    ("stage.targets.targets", "tip_text"): "b = 9.99 · drag",
    ("stage.targets.weights", "tip_text"): "w = 9.99 · drag",
    ("stage.targets.targets", "node_names"): WRONG_NAMES,
    ("stage.stage", "node_names"): WRONG_NAMES,
    ("stage.lettering.kept_values", "kept_value"): 9.99,
}


@pytest.mark.usefixtures("drawn_anew")
@pytest.mark.parametrize(("module", "writer"), WRITERS)
def test_a_number_that_is_handed_on_wrongly_is_found(
    module: str, writer: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(
        importlib.import_module(f"playground.panels.{module}"),
        writer,
        lambda *args, **kwargs: WRITERS[module, writer],
    )
    assert is_noticed(ON_THE_STAGE, SCENES)


def test_the_list_of_what_is_unread_is_no_longer_than_it_must_be() -> None:
    assert UNREAD.keys() <= set(printers())
    assert len(printers()) >= 40
