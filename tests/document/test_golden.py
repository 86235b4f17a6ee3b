"""Documents, tokens and links are byte for byte what they were: they are out in the world.

The digests were taken from the first version. Whoever changes one changes what every file and link
is written as; reading the old ones is for ``test_document`` to hold.
"""

import base64
import hashlib
import random
import zlib

import numpy as np
import pytest

from playground import document, presets
from playground.activations import ACTIVATIONS
from playground.network import Layer, Network
from playground.scene import LOCKABLE, Scene, n_steps, replace_scene
from tests import strategies

NAMES = ["height (ft)", "Größe", "1 & 2", "ŷ", "身長", "a b", "x10", "🧠"]
TEXTS = ["", "A title", "Ça va? \\ \"quoted\" 'too'", "two\nlines", "ends with ÿ"]
#: What a link could hide when the digests were taken.
HIDEABLE = (
    *("topology", "activations", "weights", "inputs", "output", "neuron", "matrices", "flow"),
    "randomise",
)
ODD = [0.0, -0.0, 5e-324, 1e300, -1e300, 0.1 + 0.2, 1 / 3]
SHARES = [0.5, 0.0, 1.0, 0.25, 1 / 3]


def random_scene(seed: int) -> Scene:
    """A scene in which anything may be as usual or otherwise; the same for the same seed."""
    rng = random.Random(seed)

    def some(choices, most):
        chosen = list(choices)
        return rng.sample(chosen, min(rng.randrange(most + 1), len(chosen)))

    def numbers(*shape):
        count = int(np.prod(shape))
        values = [rng.choice(ODD) if rng.random() < 0.1 else rng.gauss(0, 2) for _ in range(count)]
        return np.array(values).reshape(shape)

    def layer(n_in, n_out, last):
        name = rng.choice([n for n, each in ACTIVATIONS.items() if last or not each.output_only])
        takes_alpha = ACTIVATIONS[name].alpha is not None and rng.random() < 0.5
        alpha = rng.random() if takes_alpha else None
        return Layer(numbers(n_out, n_in), numbers(n_out), name, alpha)

    sizes = [rng.randint(1, 4) for _ in range(rng.randint(2, 5))]
    last = len(sizes) - 2
    network = Network(
        [layer(sizes[k], sizes[k + 1], k == last) for k in range(last + 1)],
        rng.choice([None, rng.sample(NAMES, sizes[0])]),
        rng.choice([None, rng.sample(NAMES, sizes[-1])]),
    )
    return Scene(
        network,
        x=rng.choice([None, numbers(sizes[0])]),
        selected=rng.choice([None, rng.choice(strategies.targets(network))]),
        off=frozenset(some(strategies.can_be_off(network), 3)),
        threshold=rng.choice(SHARES),
        decimals=rng.choice([2, 0, 6]),
        step=rng.choice([None, rng.randrange(n_steps(network))]),
        hidden=frozenset(some(HIDEABLE, 2)),
        locked=frozenset(some(LOCKABLE, 2)),
        title=rng.choice([text for text in TEXTS if "\n" not in text]),
        note=rng.choice(TEXTS),
        temperature=rng.choice([1.0, 0.01, 1 / 3, 100.0]),
    )


def opened(token: str) -> bytes:
    """What a token holds, its checksum too: how it is deflated is zlib's own business."""
    data = base64.urlsafe_b64decode(token + "=" * (-len(token) % 4))
    return data[:6] + zlib.decompress(data[6:], wbits=-zlib.MAX_WBITS)


def linked(scene: Scene, base: Scene | None = None) -> bytes:
    link = document.link(scene, base)
    token = link.pop("n", None)
    return repr(link).encode() + (opened(token) if token else b"")


def written(scene: Scene, base: Scene) -> list[bytes]:
    """The scene in every form; ``base`` is another one, for links that start from it."""
    plain = replace_scene(scene, threshold=0.75, hidden=frozenset(), off=frozenset())
    return [
        document.scene_to_json(scene).encode(),
        document.to_json(scene.network).encode(),
        opened(document.scene_to_token(scene)),
        opened(document.to_token(scene.network)),
        linked(scene),
        linked(scene, base),
        linked(scene, plain),
    ]


def digest(scenes: list[Scene]) -> str:
    hashed = hashlib.blake2b(digest_size=8)
    for scene, base in zip(scenes, scenes[1:] + scenes[:1], strict=True):
        for form in written(scene, base):
            hashed.update(form + b"\0")
    return hashed.hexdigest()


GOLDEN_PRESETS = {
    "body-size": "ab7a03b45c0311e6",
    "obesity": "3438bfeb4899cd2d",
    "salary": "744b6d7415da807c",
    "first-mlp": "c46659640cb24f25",
    "and": "66f46918bb0be212",
    "or": "2f627834c1198db4",
    "nand": "5e42432c42c131ae",
    "xor": "b93a784343ef76e6",
    "nonlinear": "5ff2570cdd40d053",
    "digit": "7f8a346b2cb2ec1c",
    "blank": "544c01f465dfd8e2",
}
GOLDEN_RANDOM = {
    0: "d6e30cb37aca6b66",
    50: "1b80b9ef80947395",
    100: "237ee937311946fe",
    150: "adec843d6a54b7bc",
    200: "9a11235f402f26ef",
    250: "1d0ed01c86b6ac15",
    300: "3f6092f2af40f2b4",
    350: "47a34ecd071af8a0",
}


@pytest.mark.parametrize("name", presets.NAMES)
def test_presets_are_written_as_they_were(name):
    assert digest([presets.load(name)]) == GOLDEN_PRESETS[name]


@pytest.mark.parametrize("start", range(0, 400, 50))
def test_any_scene_is_written_as_it_was(start):
    assert digest([random_scene(seed) for seed in range(start, start + 50)]) == GOLDEN_RANDOM[start]
