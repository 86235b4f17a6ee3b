"""The table of all numbers on the page: a form a row, with how the number is had from a scene.

Layers k, neurons j, sources i, outputs o, classes c and rows n count from 0, as in the arrays. The
rows stand in a module a subject: a new quantity goes to the one that its number is of.
"""

from playground.activations import ACTIVATIONS
from playground.analysis.input_space import fit
from playground.analysis.layers.vanishing import VARIANTS
from playground.analysis.learning.depths import FUNCTIONS
from playground.quantities.chosen_row import CHOSEN_ROW
from playground.quantities.curves import CURVES
from playground.quantities.derivatives import DERIVATIVES
from playground.quantities.forward_pass import FORWARD_PASS
from playground.quantities.over_rows import OVER_ROWS
from playground.quantities.trained import TRAINED
from playground.quantities.whole_layers import WHOLE_LAYERS
from playground.scene import PARTS

#: What may stand in a place that is no number from 0, as a regular expression.
PLACES = {
    "activation": "|".join(ACTIVATIONS),
    "variant": "|".join(VARIANTS),
    "curve": "|".join(fit.CURVES),
    "temperature": r"own|\d{1,3}(?:\.\d{1,3})?",
    "part": "|".join(PARTS),
    "size": "z|a|path|derivative",
    "function": "|".join(FUNCTIONS),
}
#: Form → quantity. In a place stands a number from 0, or one of the words of PLACES.
QUANTITIES = {
    **FORWARD_PASS,
    **DERIVATIVES,
    **WHOLE_LAYERS,
    **CURVES,
    **CHOSEN_ROW,
    **OVER_ROWS,
    **TRAINED,
}
