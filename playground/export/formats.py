"""What a scene can be taken away as: a row each, which the page offers."""

from collections.abc import Callable
from dataclasses import dataclass

from playground.export.graphs import dot, graphml
from playground.export.keras_source import keras_code
from playground.export.numpy_source import numpy_script
from playground.export.predictions import predictions_csv
from playground.export.pytorch_source import pytorch_code
from playground.export.training import of_scene
from playground.export.training.keras_training import keras_training
from playground.export.training.numpy_training import numpy_training
from playground.export.training.pytorch_training import pytorch_training
from playground.export.training.rows import FILE_NAME
from playground.export.training.stretch import Stretch
from playground.language import to_say
from playground.scene import Scene


@dataclass(frozen=True)
class Format:
    """Its name on the page, the function that writes it, and the file that it becomes."""

    name: str
    write: Callable[[Scene], str]
    file_name: str
    mime: str


def _training(write: Callable[[Stretch], str]) -> Callable[[Scene], str]:
    return lambda scene: write(of_scene.stretch_of(scene))


CODE = (
    Format("NumPy", numpy_script, "network_numpy.py", "text/x-python"),
    Format("PyTorch", pytorch_code, "network_pytorch.py", "text/x-python"),
    Format("Keras", keras_code, "network_keras.py", "text/x-python"),
)
#: What there is where the scene has data that fit its network.
ROWS = (Format(to_say("Predictions"), predictions_csv, "predictions.csv", "text/csv"),)
#: What there is where something has been trained: scripts that do it again, and its numbers.
TRAININGS = (
    Format(to_say("NumPy script"), _training(numpy_training), "training_numpy.py", "text/x-python"),
    Format(
        to_say("PyTorch script"),
        _training(pytorch_training),
        "training_pytorch.py",
        "text/x-python",
    ),
    Format(to_say("Keras script"), _training(keras_training), "training_keras.py", "text/x-python"),
)
TRAINED_ROWS = Format(to_say("Rows for the scripts"), of_scene.rows_file, FILE_NAME, "text/csv")
TRAINED_NUMBERS = (
    Format(to_say("Losses"), of_scene.losses_file, "losses.csv", "text/csv"),
    Format(to_say("Weights"), of_scene.weights_file, "weights.csv", "text/csv"),
)
GRAPHS = (
    Format("GraphML", graphml, "network.graphml", "application/xml"),
    Format("DOT", dot, "network.dot", "text/vnd.graphviz"),
)
