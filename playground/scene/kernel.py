"""A kernel over a picture: a layer whose neurons look through small windows, all with one kernel.

The windows are as wide as the kernel, one a neuron, row by row from the upper left; each lies one
pixel beside the one before. Such a layer is a dense one whose other weights are 0.
"""

import numpy as np

from playground import notation
from playground.activations import Array
from playground.data.picture import Picture, picture_of
from playground.data.splits import Indices
from playground.limits import checked_number
from playground.network import Network, NetworkError
from playground.scene.command import Command
from playground.scene.edit import EditBase, Number, put_layer
from playground.scene.playback import step_index
from playground.scene.scene import Scene, replace_scene
from playground.scene.target import Target

WIDTH = 3
CELLS = WIDTH * WIDTH
PLANE = 10.0  # squares of a picture along 1 of the plane that its window is moved on
#: Kernels that are worth a look, row by row.
KERNELS: dict[str, tuple[float, ...]] = {
    "spot": (-1, -1, -1, -1, 8, -1, -1, -1, -1),
    "across": (-1, -1, -1, 2, 2, 2, -1, -1, -1),
    "down": (-1, 2, -1, -1, 2, -1, -1, 2, -1),
    "blur": (0.1, 0.1, 0.1, 0.1, 0.2, 0.1, 0.1, 0.1, 0.1),
}


class SetKernel(EditBase, frozen=True):
    """Give all neurons of the first layer this kernel, each at its own window."""

    locks = ("weights",)
    control = "weights"
    verbs = ("kernel", "kernel-cell")

    cells: list[Number]

    @classmethod
    def from_gesture(cls, scene: Scene, command: Command) -> "SetKernel":
        if command.verb == "kernel":
            if command.rest not in KERNELS:
                known = ", ".join(KERNELS)
                raise NetworkError(f"kernel: expected one of {known}, got {command.rest[:40]!r}")
            return cls(list(KERNELS[command.rest]))
        cells, n = kernel_in(scene).tolist(), command.index("cell")
        if not 0 <= n < CELLS:
            raise NetworkError(f"kernel: it has {CELLS} cells, there is no number {n + 1}")
        cells[n] = command.number()
        return cls(cells)

    def apply_to(self, scene: Scene) -> Scene:
        size = seen_in(scene)
        if len(self.cells) != CELLS:
            raise NetworkError(f"kernel: expected {CELLS} numbers, got {len(self.cells)}")
        cells = np.array([checked_number(value, "kernel") for value in self.cells])
        return put_layer(scene, 0, weights=spread(cells, size))


class PlaceWindow(EditBase, frozen=True):
    """Select the neuron whose window has its upper left corner nearest to (across, down).

    While the pass is played, it is played on as far as that neuron, row by row.
    """

    verbs = ("window",)

    place: list[Number]

    @classmethod
    def from_gesture(cls, scene: Scene, command: Command) -> "PlaceWindow":
        rows, _ = seen_in(scene)
        numbers = [notation.parse_number(text) for text in command.text().split()]
        if len(numbers) != 2:
            raise NetworkError("window: expected two numbers")
        across, up = (PLANE * number for number in numbers)
        return cls([across, rows - WIDTH - up])

    def apply_to(self, scene: Scene) -> Scene:
        rows, columns = map_of(seen_in(scene))
        if len(self.place) != len((rows, columns)):
            raise NetworkError(f"window: expected two numbers, got {len(self.place)}")
        across, down = self.place
        c, r = (round(min(max(x, 0.0), most - 1)) for x, most in ((across, columns), (down, rows)))
        j = r * columns + c
        step = scene.step
        if step is not None:
            step = max(step, step_index(scene.network, 0, j, "activate"))
        return replace_scene(scene, selected=Target("neuron", (0, j)), step=step)


def seen_in(scene: Scene) -> Picture:
    """(rows, columns) of the picture that the first layer looks at through windows.

    Raises NetworkError if it has not one neuron for each.
    """
    size = windowed(scene.network)
    if size is None:
        raise NetworkError("kernel: expected a picture, and a neuron for each of its windows")
    return size


def windowed(network: Network) -> Picture | None:
    """The size of the picture, where the first layer has a neuron for each window of it."""
    size = picture_of(network.input_names)
    if size is None or min(size) < WIDTH:
        return None
    rows, columns = map_of(size)
    return size if network.layers[0].n_out == rows * columns else None


def map_of(size: Picture) -> Picture:
    """(rows, columns) of the windows of a picture: of the map that their answers are."""
    return size[0] - WIDTH + 1, size[1] - WIDTH + 1


def windows(size: Picture) -> Indices:
    """(n_windows, 9) the pixels in each window, by number."""
    rows, columns = map_of(size)
    corner = np.arange(rows)[:, None] * size[1] + np.arange(columns)
    inside = np.arange(WIDTH)[:, None] * size[1] + np.arange(WIDTH)
    return np.asarray(corner.reshape(-1, 1) + inside.reshape(-1))


def spread(cells: Array, size: Picture) -> Array:
    """(n_windows, n_pixels) the weights of the layer with this kernel: 0 outside the windows."""
    pixels = windows(size)
    weights = np.zeros((len(pixels), size[0] * size[1]))
    np.put_along_axis(weights, pixels, np.broadcast_to(cells, pixels.shape), axis=1)
    return weights


def kernel_in(scene: Scene) -> Array:
    """(9,) the weights of the first neuron in its window: those of all, where they are shared."""
    return np.asarray(scene.network.layers[0].weights[0][windows(seen_in(scene))[0]])
