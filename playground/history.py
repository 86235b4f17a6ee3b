"""Undo and redo as a value: the scenes before, the one on the page, and those undone."""

from dataclasses import dataclass

from playground.scene import Scene

MOST_STEPS = 200  # scenes kept for undo; arrays are shared between them, so this is little memory


@dataclass(frozen=True)
class History:
    """Where the visitor is, where they came from, and what they took back."""

    present: Scene
    past: tuple[Scene, ...] = ()
    future: tuple[Scene, ...] = ()

    def push(self, scene: Scene) -> "History":
        """A step forward; none if only selection or playback changed."""
        if scene.same_content(self.present):
            return History(scene, self.past, self.future)
        return History(scene, (*self.past, self.present)[-MOST_STEPS:])

    def undo(self) -> "History":
        """One step back, or the same history at its beginning."""
        if not self.past:
            return self
        return History(self.past[-1], self.past[:-1], (self.present, *self.future))

    def redo(self) -> "History":
        """One step forward again, or the same history at its end."""
        if not self.future:
            return self
        return History(self.future[0], (*self.past, self.present), self.future[1:])
