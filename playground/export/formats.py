"""What a scene can be taken away as: a row each, which the page offers."""

from collections.abc import Callable
from dataclasses import dataclass

from playground.export.graphs import dot, graphml
from playground.export.keras_source import keras_code
from playground.export.numpy_source import numpy_script
from playground.export.predictions import predictions_csv
from playground.export.pytorch_source import pytorch_code
from playground.scene import Scene


@dataclass(frozen=True)
class Format:
    """Its name on the page, the function that writes it, and the file that it becomes."""

    name: str
    write: Callable[[Scene], str]
    file_name: str
    mime: str


CODE = (
    Format("NumPy", numpy_script, "network_numpy.py", "text/x-python"),
    Format("PyTorch", pytorch_code, "network_pytorch.py", "text/x-python"),
    Format("Keras", keras_code, "network_keras.py", "text/x-python"),
)
#: What there is where the scene has data that fit its network.
ROWS = (Format("Predictions", predictions_csv, "predictions.csv", "text/csv"),)
GRAPHS = (
    Format("GraphML", graphml, "network.graphml", "application/xml"),
    Format("DOT", dot, "network.dot", "text/vnd.graphviz"),
)
