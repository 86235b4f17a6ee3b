"""How far along their edges the handles of a layer pair sit."""

import numpy as np

from playground.cache import cached


def bead_position(source: tuple[float, ...], target: tuple[float, ...], many: bool) -> float:
    """The t in [0.53, 0.63] that keeps the pair's beads furthest apart; 0.40 for many sources."""
    return 0.40 if many else _best_position(source, target)


@cached(512)
def _best_position(source: tuple[float, ...], target: tuple[float, ...]) -> float:
    a = np.array(source).reshape(2, -1).T
    b = np.array(target).reshape(2, -1).T
    best, widest = 0.53, -1.0
    for t in np.arange(0.53, 0.6301, 0.01):
        beads = (a[None, :, :] * (1 - t) + b[:, None, :] * t).reshape(-1, 2)
        if len(beads) == 1:
            return 0.53
        gaps = np.linalg.norm(beads[:, None] - beads[None], axis=2) + np.eye(len(beads)) * 1e9
        if gaps.min() > widest + 1e-6:
            best, widest = float(t), float(gaps.min())
    return round(best, 2)
