"""What is damaged: real links, tokens, documents, tables, trainings, messages and what is kept."""

from datetime import date
from typing import Any

import msgspec

from playground import document, presets
from playground.activations import ACTIVATIONS
from playground.data import load_set
from playground.data.written import dataset_of, table_text, written
from playground.gesture import VERBS
from playground.learner import lessons
from playground.lessons.progress import Progress, encode
from playground.network import Network
from playground.packed import to_token
from playground.panels.panel import View
from playground.scene import FIELDS, Scene, SetRecipe, Target, TrainTo, apply
from playground.scene.kept_runs import KeepRun
from playground.share import link_of
from tests.strategies import DATASETS, TRAININGS


def _trained() -> Scene:
    """A scene that has all there is: rows, a training, a kept run, a ghost, a selection."""
    data = load_set("corners-xor")
    network = Network.create([2, 2, 1], hidden="prelu", output="sigmoid", seed=1)
    scene = apply(Scene(network, data=data, row=1, ghost=network), TrainTo(3))
    scene = apply(apply(scene, SetRecipe("optimiser", "momentum")), TrainTo(5))
    return apply(scene, KeepRun())


SCENES = [
    *(presets.load(name) for name in ("body-size", "salary", "xor", "nonlinear", "digit")),
    Scene(Network.create([1, 2, 1], "gelu", "sigmoid"), selected=Target.parse("neuron/0/1")),
    Scene(Network.create([3, 2, 2], "linear", "softmax"), [1, 2, 3]),
    Scene(Network.create([4, 5, 3], "elu", "softmax"), data=load_set("iris"), row=7),
    _trained(),
]
TOKENS = [document.scene_to_token(scene) for scene in SCENES]
NETWORKS = [to_token(scene.network) for scene in SCENES]
DOCUMENTS = [document.scene_to_json(scene) for scene in SCENES]
LINKS: list[dict[str, str]] = [
    *(link_of(scene) for scene in SCENES),
    *(document.link(scene) for scene in SCENES),
    {"preset": "xor", "fresh": "glorot_uniform,7", "to": "20", "data": "moons", "row": "3"},
    {"preset": "body-size", "x": "0.5,1/2,1e3", "off": "input/0,weight/0/1/1", "t": "0.3"},
    {"lesson": "first-look", "step": "2", "level": "2", "lang": "es"},
    {"chapter": "1", "view": "report", "kept": "0" * 24, "hide": "weights,flow", "lock": "inputs"},
]
CHECKPOINTS = [text for each in TRAININGS if (text := FIELDS["training"].to_text(each))]
DATA = [
    *map(written, DATASETS),
    *("moons", "moons,n=300,noise=0.2,seed=5", "iris;scaling=none;seed=4", "corners-xor"),
    *(
        "formula:y > sin(x)",
        "formula,n=50,seed=5:x·y",
        "formula:(x² + y²)/2 < 1 or x = 3",
        "digits",
    ),
    f"@{load_set('iris').table.digest};inputs=a,b,;target=c",
]
TABLES = [dataset_of(name).table for name in ("corners-xor", "moons,n=8")] + [
    each.table for each in DATASETS
]
TABLE_TEXTS = [table_text(table) for table in TABLES]
_WRITTEN = (
    "height (cm);mass (kg);sex\n181,5;80;m\n165,2;60,5;f\n;70;\n",
    'a,b,"c, d"\n1,2.5,"x ""y"""\n-3,,"two\nlines"\n4,1e3,\n',
    "day\tvalue\tkind\n2020-01-01\t1\ta\n2020-01-02\tNA\tb\n2020-01-03\tinf\ta\n",
    "1|2|3\n4|5|6\n7|8|9\n",
    " x   y\n 1  20\n30   4\n",
    "naïve,−1\nβ,2\n=cmd(),3\n",
    "sep=;\na;a;\n'x;y';1;\n'z';2;\n",
)
FILES = [
    *(text.encode(encoding) for text in _WRITTEN for encoding in ("utf-8", "utf-16")),
    *(text.encode("cp1252", "replace") for text in _WRITTEN[:2]),
]

VIEW: dict[str, Any] = msgspec.to_builtins(View()) | {
    "widths": {"stage": 900, "surface": 320},
    "numbers": ["z/0/0", "weight/0/0/0", "loss"],
    "across": "0",
    "up": "1",
    "plane": "0/0/1",
    "knobs": "main",
    "pointed": "neuron/0/0",
}
_RESTS = ("", "0", "1", "0/0", "0/1/0", "input/0", "weight/0/0/0", "neuron/0/0", "empty", "rate")
_VALUES = (
    None,
    0,
    1,
    -2.5,
    "1",
    "1/2",
    "0.5 0.5",
    "1\t2\n3\t4",
    "relu",
    '{"init":"zeros"}',
    "moons",
)
#: What a visitor could do, whatever it means to the scene: a verb, what it acts on, and a value.
GESTURES: list[dict[str, Any]] = [
    *({"target": f"{name}/0/0/0"[:size], "value": value}
      for name, size in (("weight", 12), ("bias", 8), ("input", 7))
      for value in (0.5, -1e300, 5e-324, "1/3", "−2,5")),
    *({"edit": f"{verb}/{rest}" if rest else verb, "value": _VALUES[at % len(_VALUES)]}
      for at, (verb, rest) in enumerate((verb, rest) for rest in _RESTS for verb in VERBS)),
    *({"edit": "choose-activation/0", "value": name} for name in ACTIVATIONS),
]  # fmt: skip


def _progress() -> Progress:
    """A learner who is through two lessons, with a guess, a best and a question to come again."""
    progress = Progress()
    for lesson in list(lessons())[:2]:
        for step in lesson.steps:
            progress = progress.marked(lesson.slug, step.id, "done", date(2026, 1, 2))
            progress = progress.hinted(lesson.slug, step.id, 1).bettered(lesson.slug, step.id, 3)
            progress = progress.typing(lesson.slug, step.id, {"z": "−0,5"})
            if step.choices:
                choice = next(iter(step.choices))
                progress = progress.guessed(lesson.slug, step.id, choice, right=False)
                progress = progress.answered(lesson.slug, step.id, True, date(2026, 1, 3))
        progress = progress.visiting(lesson.slug)
    return progress


PROGRESS = msgspec.json.decode(encode(_progress()))
