"""Undo and redo as a value: the scenes before, the one on the page, and those undone."""

from dataclasses import dataclass, replace

import numpy as np

from playground.limits import MAX_UNDO
from playground.scene import Scene, replace_scene
from playground.training.parameters import vector_of


@dataclass(frozen=True)
class History:
    """Where the visitor is, where they came from, and what they took back.

    The scenes are numbered in their order; ``first`` is the number of the oldest one kept.
    """

    present: Scene
    past: tuple[Scene, ...] = ()
    future: tuple[Scene, ...] = ()
    first: int = 0

    @property
    def scenes(self) -> tuple[Scene, ...]:
        """All of them, from the oldest to the last one undone."""
        return (*self.past, self.present, *self.future)

    @property
    def number(self) -> int:
        """The number of the present scene."""
        return self.first + len(self.past)

    def new_since(self, other: "History") -> dict[int, Scene]:
        """The scenes, by number, that another history holds otherwise or not at all."""
        old = dict(enumerate(other.scenes, other.first))
        return {
            number: scene
            for number, scene in enumerate(self.scenes, self.first)
            if scene is not old.get(number)
        }

    def push(self, scene: Scene) -> "History":
        """A step forward; none if only selection or playback changed, or a training went on."""
        if scene.same_content(self.present) or (self.past and goes_on(self.present, scene)):
            return replace(self, present=scene)
        past = (*self.past, self.present)
        kept = past[-MAX_UNDO:]
        return History(scene, kept, first=self.first + len(past) - len(kept))

    def undo(self) -> "History":
        """One step back, or the same history at its beginning."""
        if not self.past:
            return self
        return History(self.past[-1], self.past[:-1], (self.present, *self.future), self.first)

    def redo(self) -> "History":
        """One step forward again, or the same history at its end."""
        if not self.future:
            return self
        return History(self.future[0], (*self.past, self.present), self.future[1:], self.first)


def goes_on(before: Scene, after: Scene) -> bool:
    """Whether nothing has happened but more updates of a training that had begun.

    Undo takes back a training as a whole, and leaps back in it one by one.
    """
    old, new = before.training, after.training
    if old is None or new is None or old.run.step == old.first or new.legs[0] != old.legs[0]:
        return False
    on = new.step >= old.step and new.legs[: len(old.legs)] == old.legs
    same = replace_scene(
        before, network=after.network, training=new, x=after.x, row=after.row, mode=after.mode
    )
    return on and is_untouched(before) and is_untouched(after) and same.same_content(after)


def is_untouched(scene: Scene) -> bool:
    """Whether the network is the one at which its training stands."""
    return scene.training is not None and np.array_equal(
        vector_of(scene.active_network), scene.training.run.vector
    )
