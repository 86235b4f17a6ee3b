"""Links to a scene: the parameters of one, the address that they make, and what a teacher changes.

``link_of`` and ``scene_of`` are each other's inverse, playback apart.
"""

import html
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from urllib.parse import quote, urlencode, urlsplit

import numpy as np

from playground import document, presets
from playground.initialisers import DEFAULT, INITIALISERS
from playground.language import SOURCE, _, called, language, to_say
from playground.limits import PlaygroundError, quoted, refusal
from playground.network import Layer, Network, NetworkError
from playground.scene import Randomise, Scene, TrainTo, apply, replace_scene
from playground.scene.command import Command

DEFAULT_PRESET = "body-size"
FRESH = "fresh"  # the parameter of a link that brings a rule and a seed instead of weights
TO = "to"  # and the one that says up to which update these are then trained
GHOST_STAYS = to_say("The kept network is too long for a link: it stays here.")
TRAINING_STAYS = to_say("How the network was trained is too long for a link: its numbers go along.")
BOTH_STAY = to_say("The kept network and the training are too long for a link: they stay here.")
BY_SEED = to_say(
    "The weights are too long for a link: it names the seed that they began with, and they are "
    "trained again where it is opened."
)
MOST_NAMED = 3  # details of a link that are named as unread; the sentence must stay one
EMBED_HEIGHT = 640  # px of the frame: the stage with its transport


def preset_of(scene: Scene) -> str | None:
    """The example that the scene is, or was before it was edited."""
    return next((name for name in presets.NAMES if presets.title(name) == scene.title), None)


def title_of(scene: Scene) -> str:
    """What the page calls a scene."""
    example = preset_of(scene)
    return called(presets.title(example)) if example else scene.title or _("Your network")


def is_edited(scene: Scene) -> bool:
    """Whether the scene differs from the example that it was, whatever it is compared with."""
    name = preset_of(scene)
    return name is not None and not replace_scene(scene, ghost=None).same_content(
        presets.load(name)
    )


def note_of(scene: Scene) -> str:
    """What is told of the scene: an example's note for as long as it has that example's structure.

    Other numbers leave the note true; other layers, neurons, inputs or functions do not, nor do
    other rows where the note tells of the example's own.
    """
    name = preset_of(scene)
    if name is None:
        return scene.note
    example = presets.load(name)
    same_rows = example.data is None or scene.data == example.data
    return called(scene.note) if same_rows and _structure(scene) == _structure(example) else ""


def _structure(scene: Scene) -> tuple[object, ...]:
    return scene.network.sizes, [layer.activation for layer in scene.network.layers]


def link_of(scene: Scene) -> dict[str, str]:
    """The parameters that restore a scene. Raises NetworkError if it is too large for a link.

    An example as it stands is ``preset=``; one whose numbers were edited is the network and input
    themselves, ``n=`` and ``x=``, and says by ``from=`` where its title and note come from.
    """
    name = preset_of(scene)
    if name is None:
        return document.link(scene)
    example = presets.load(name)
    if scene.network == example.network and np.array_equal(scene.x, example.x):
        return {"preset": name, **document.link(scene, example)}
    return {**document.link(scene), "from": name}


def scene_of(
    parameters: Mapping[str, str], refuse: Callable[[PlaygroundError], None] = document.insist
) -> Scene:
    """The scene that a link's parameters describe. Raises NetworkError.

    A detail that cannot be read is handed to ``refuse``, and left out if that returns.
    """
    scene = _scene_of(parameters, refuse)
    if FRESH not in parameters:
        return scene
    try:
        fresh = freshened(scene, parameters[FRESH])
        return fresh if TO not in parameters else _trained_to(fresh, parameters[TO])
    except PlaygroundError as error:
        refuse(error)
        return scene


def _trained_to(scene: Scene, update: str) -> Scene:
    """The scene, trained up to an update. Raises PlaygroundError."""
    edit = TrainTo.from_gesture(scene, Command("train-to", "", update))
    trained = apply(replace_scene(scene, locked=frozenset()), edit)
    return replace_scene(trained, locked=scene.locked)


def partly_read(unread: Sequence[PlaygroundError]) -> str:
    """One sentence on the details of a link that could not be read."""
    named = [refusal(error) for error in unread[:MOST_NAMED]]
    if len(unread) > MOST_NAMED:
        named.append(_("and {count} more", count=len(unread) - MOST_NAMED))
    return _(
        "This link was opened without what could not be read: {details}", details=", ".join(named)
    )


def freshened(scene: Scene, dice: str) -> Scene:
    """The scene with fresh weights by ``rule,seed``, all of it on, compared with none.

    Raises NetworkError.
    """
    rule, _mark, seed = dice.partition(",")
    if rule not in INITIALISERS or not re.fullmatch(r"[0-9]{1,10}", seed):
        raise NetworkError(
            _(
                "{fresh}: expected something like {default},7, got {dice}",
                fresh=FRESH,
                default=DEFAULT,
                dice=quoted(dice),
            )
        )
    free = replace_scene(scene, locked=frozenset(), off=frozenset(), ghost=None)
    return replace_scene(apply(free, Randomise(rule, int(seed))), locked=scene.locked)


def _scene_of(parameters: Mapping[str, str], refuse: Callable[[PlaygroundError], None]) -> Scene:
    if "n" not in parameters:
        base = presets.load(parameters.get("preset", DEFAULT_PRESET))
        return document.scene_from_link(parameters, base, refuse)
    scene = document.scene_from_link(parameters, refuse=refuse)
    if "from" not in parameters:
        return scene
    try:
        example = presets.load(parameters["from"])
    except NetworkError as error:
        refuse(NetworkError(f"from ({error})"))
        return scene
    return replace_scene(scene, title=example.title, note=example.note)


def for_others(
    scene: Scene,
    hidden: Iterable[str] = (),
    locked: Iterable[str] = (),
    seed: int | None = None,
) -> Scene:
    """The scene as a link hands it over: with a teacher's choice of controls.

    With a ``seed`` its weights stay behind: the topology comes with fresh ones of Glorot's rule,
    nothing in it is switched off, and a kept network, whose weights they may be, stays, too. Raises
    NetworkError.
    """
    if seed is not None:
        scene = freshened(scene, f"{DEFAULT},{seed}")
    return replace_scene(scene, hidden=frozenset(hidden), locked=frozenset(locked))


def link_for_others(
    scene: Scene,
    hidden: Iterable[str] = (),
    locked: Iterable[str] = (),
    seed: int | None = None,
) -> dict[str, str]:
    """The parameters that hand the scene over. Raises NetworkError.

    Weights that stay behind are no part of it: the link names an example of this structure, or a
    network of zeros, which takes few characters, and the rule and the seed of the fresh ones.
    """
    handed_over = for_others(scene, hidden, locked, seed)
    if seed is None:
        return link_of(handed_over)
    name = preset_of(scene)
    example = presets.load(name) if name else None
    empty = _zeros(scene.network)
    if example and _zeros(example.network) == empty:
        shape = replace_scene(handed_over, network=example.network)
        link = {"preset": name or "", **document.link(shape, example)}
    else:
        link = link_of(replace_scene(handed_over, network=empty))
    return {**link, FRESH: f"{DEFAULT},{seed}"}


def link_or_less(
    scene: Scene,
    hidden: Iterable[str] = (),
    locked: Iterable[str] = (),
    seed: int | None = None,
) -> tuple[dict[str, str] | None, str]:
    """As ``link_for_others``, if need be with less; and what is to be said of that.

    First the kept network stays, then how the network was trained. ``None`` if the scene is too
    large for a link even so.
    """
    alone, trained = replace_scene(scene, ghost=None), replace_scene(scene, training=None)
    bare = replace_scene(alone, training=None)
    less = ((scene, ""), (alone, GHOST_STAYS), (trained, TRAINING_STAYS), (bare, BOTH_STAY))
    for each, said in less:
        try:
            return link_for_others(each, hidden, locked, seed), said and _(said)
        except NetworkError:
            continue
    made_again = _by_seed(scene, hidden, locked)
    return (None, "") if made_again is None else (made_again, _(BY_SEED))


def _by_seed(scene: Scene, hidden: Iterable[str], locked: Iterable[str]) -> dict[str, str] | None:
    """The parameters that train the scene's network again from its dice, if that leads there."""
    training = scene.training
    if not scene.dice or training is None or len(training.legs) != 1 or scene.off:
        return None
    bare = replace_scene(scene, training=None, ghost=None, network=_zeros(scene.network))
    try:
        link = link_of(for_others(bare, hidden, locked))
        link |= {FRESH: scene.dice, TO: str(training.step)}
        again = scene_of(link)
    except PlaygroundError:
        return None
    return link if again.network == scene.network else None


def _zeros(network: Network) -> Network:
    layers = [
        Layer(np.zeros_like(each.weights), np.zeros_like(each.biases), each.activation, each.alpha)
        for each in network.layers
    ]
    return Network(layers, network.input_names, network.output_names)


def address(page: str, parameters: Mapping[str, str], embed: bool = False) -> str:
    """The page's address with these parameters; with ``embed`` for a frame in another page.

    It opens in the language that is spoken.
    """
    if not urlsplit(page).path:
        page += "/"
    spoken = {} if language() == SOURCE else {"lang": language()}
    given = {**parameters, **spoken, **({"embed": "true"} if embed else {})}
    query = urlencode(given, quote_via=quote, safe=",/")
    return f"{page}?{query}" if query else page


def frame(page: str, parameters: Mapping[str, str]) -> str:
    """The HTML that shows the scene, stage and inspector only, inside another page."""
    source = html.escape(address(page, parameters, embed=True))
    return (
        f'<iframe src="{source}" title="MLP Playground" '
        f'width="100%" height="{EMBED_HEIGHT}" style="border:0" loading="lazy"></iframe>'
    )
