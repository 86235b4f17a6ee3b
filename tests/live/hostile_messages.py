"""What a browser could send: messages drawn around valid ones.

Every field may hold what breaks code, as numbers of thousands of digits, nan, half a surrogate
pair, deep nesting, far too much of everything.
"""

import math
from typing import Any

from hypothesis import strategies as hs

from playground import document, presets
from playground.activations import ACTIVATIONS
from playground.answers.known import content_key, digest_of
from playground.gesture import VERBS
from playground.limits import MAX_GESTURES
from playground.network import Network
from playground.panels import PANELS
from playground.panels.panel import View
from playground.quantities import WORDS_ALONE, WORDS_OF
from playground.scene import Scene

SCENES = [presets.load(name) for name in ("body-size", "salary", "xor")] + [
    Scene(Network.create([1, 2, 1], "gelu", "sigmoid")),
    Scene(Network.create([3, 2, 2], "linear", "softmax"), [1, 2, 3]),
]
TOKENS = [document.scene_to_token(scene) for scene in SCENES]
NAMES = [digest_of(scene) for scene in SCENES]
DEEP = 20_000  # levels: above what any stack holds


def nested(depth: int) -> Any:
    value: Any = 1
    for _ in range(depth):
        value = [value]
    return value


#: What has broken programs before. JSON has no words for some of it: the wire gets it as bytes.
NASTY: list[Any] = [
    *(10**4299, 10**5000, -(10**5000), 2**53, 2**63, 2**64, -1, 0, 1e308, -1e308, 1e300, 1e-320),
    *(5e-324, -0.0, math.nan, math.inf, -math.inf, True, None),
    *("", "\ud800", "\udfff\ud800", "a\x00b", "\n", "\u202e", "9" * 4400, "9" * 4300),
    *("1e99999", "nan", "Infinity", "1/0", "0x10", "1_0", "٣", "½", "🧠" * 9000, "a" * 100_000),
    *("1\t" * 30_000, "\n" * 30_000, "[" * DEEP, '{"init":' + "[" * 9000, '{"init":"\ud800"}'),
    *('{"init":"zeros","seed":"3"}', '{"init":"zeros","seed":"' + "9" * 4400 + '"}'),
    *([], {}, [[]], {"": {}}, {"\ud800": 1}, [1] * 100_000, ["stage"] * 10_000, nested(200)),
]
INDICES = ["0", "1", "2", "7", "9999", "10000", "-1", "٣", "9" * 4300, "9" * 4400, "\ud800", ""]

nasty = hs.sampled_from(NASTY)
paths = hs.lists(hs.sampled_from(INDICES), max_size=4).map("/".join)
kinds = hs.sampled_from(["input", "weight", "bias", "neuron", "layer", "Weight", "\ud800"])
targets = hs.builds("{}/{}".format, kinds, paths)
verbs = hs.sampled_from([*VERBS, "undo", "redo", "explode", "\ud800"])
edits = hs.one_of(verbs, hs.builds("{}/{}".format, verbs, paths | targets))
values = hs.one_of(
    nasty, hs.floats(), hs.integers(), hs.text(max_size=9), hs.sampled_from(list(ACTIVATIONS))
)
gestures = hs.fixed_dictionaries(
    {},
    optional={
        "target": targets | hs.none() | nasty,
        "edit": edits | hs.none() | nasty,
        "value": values,
    },
)
names = hs.sampled_from([*PANELS, "secrets", "\ud800", "a" * 50])
kinds_of_numbers = hs.sampled_from([*WORDS_ALONE, *WORDS_OF, "\ud800", "|"])
numbers = hs.builds("{}/{}".format, kinds_of_numbers, paths) | hs.text(max_size=9)
views = hs.fixed_dictionaries(
    {},
    optional={
        "theme": hs.sampled_from(["light", "dark"]) | nasty,
        "phone": hs.booleans() | nasty,
        "calm": hs.booleans() | nasty,
        "speed": hs.sampled_from(["0.5", "1", "2"]) | nasty,
        "undo": hs.booleans() | nasty,
        "stride": hs.sampled_from(["operation", "neuron", "layer"]) | nasty,
        "widths": hs.dictionaries(names, hs.integers(-5, 5000) | nasty, max_size=3) | nasty,
        "numbers": hs.lists(numbers, max_size=4) | hs.just(["z/0/0"] * 5000) | nasty,
    },
)
lists = hs.lists(gestures, max_size=4) | nasty
#: Keys of contents: of another scene, of another panel, of nothing, and what is no key.
keys = hs.sampled_from(
    [
        *("", "." * 64, "0" * 64, "-" * 65, "0" * 24 + "." + "0" * 12, "\ud800", "g"),
        *(content_key(panel, name, View()) for panel in ("stage", "neuron") for name in NAMES),
        *(f"{name}-3.{'0' * 12}" for name in NAMES),
    ]
)
helds = hs.dictionaries(names, keys | nasty, max_size=3) | nasty

COMMON = [{"edit": "step", "value": "3"}, {"target": "input/0", "value": 1}, {"edit": "explode"}]
crowds = hs.builds(lambda gesture: [gesture] * (20 * MAX_GESTURES), hs.sampled_from(COMMON))


@hs.composite
def asks(draw: hs.DrawFn) -> dict[str, Any]:
    """What may be asked: a valid frame with anything in it."""
    ask = {
        "id": 1,
        "scene": draw(hs.sampled_from(NAMES)),
        "panels": draw(helds),
        "view": draw(views),
        "gestures": draw(lists | crowds),
        "draft": draw(lists),
    }
    odd = {"id": nasty, "scene": nasty, "panels": nasty, "x": nasty}
    odd["token"] = nasty | hs.sampled_from(TOKENS)
    return ask | (draw(hs.fixed_dictionaries({}, optional=odd)) if draw(hs.booleans()) else {})


def numbered(crowd: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The same as commits, in their order."""
    return [{**gesture, "seq": seq} for seq, gesture in enumerate(crowd, 1)]


@hs.composite
def works(draw: hs.DrawFn) -> dict[str, Any]:
    """What the session may get: the hub's state, with anything in it."""
    committed = hs.builds(lambda g, seq: {**g, "seq": seq}, gestures, hs.integers(1, 9) | nasty)
    work = {
        "session": draw(hs.sampled_from(["ours", "ours", "theirs"]) | nasty),
        "gestures": draw(hs.lists(committed, max_size=4) | crowds.map(numbered) | nasty),
    }
    odd = {"store": hs.text(max_size=9) | nasty, "memory": nasty, "noticed": nasty}
    odd["kept"] = nasty | hs.fixed_dictionaries({"digest": nasty, "token": nasty})
    if draw(hs.booleans()):
        work["ask"] = draw(asks() | nasty)
    return work | (draw(hs.fixed_dictionaries({}, optional=odd)) if draw(hs.booleans()) else {})
