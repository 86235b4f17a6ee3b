"""Every limit of the program with its reason, and the errors and checks of what a visitor gives.

This stands lowest in the house. A limit is what is refused, forgotten or cut off beyond it. From
how many things on a picture is drawn otherwise is a matter of that picture, and stands there.
"""

import itertools
import logging
import unicodedata
from collections.abc import Sequence

import numpy as np
from numpy.typing import ArrayLike, NDArray

from playground.language import _

# What the page draws.
MAX_DRAWN_HIDDEN = 8  # hidden layers: more columns than this do not fit a laptop's screen
MAX_DRAWN_NEURONS = 16  # neurons a layer: more than this and no number can be read
MAX_DECIMALS = 6  # of a printed number: more do not fit beside an edge

# What a document holds.
MAX_LAYERS = 16  # layers: a linear chain longer than this teaches nothing more
MAX_NEURONS = 1024  # neurons a layer: a matrix row still fits one message
MAX_PARAMETERS = 250_000  # parameters: 2 MB of float64, a pass in under 1 ms
MAX_DOCUMENT_BYTES = 4_000_000  # bytes: MAX_PARAMETERS as text
MAX_GHOST_PARAMETERS = 100_000  # of the kept network: a document has room for it beside another
MAX_NAME = 40  # characters of a name: longer ones do not fit beside a neuron
MAX_TITLE = 60  # characters of a scene's title: longer ones do not fit the picker
MAX_NOTE = 1000  # characters of a scene's note: longer ones belong into a lesson
MAX_MAGNITUDE = 1e300  # |number| from a visitor: beyond it the mere sum of a row leaves float64
MAX_SEED = 2**31  # of fresh weights: no visitor types a longer number

# What a recipe of training holds.
MAX_RATE = 1_000.0  # learning rate: beyond it the first update leaves every scale of the page
MAX_EPOCHS = 1_000_000  # of a training: a week's work of the smallest network
MAX_UPDATES = 10_000  # that a stretch of training may go back through: they are worked out again
MAX_TRAINED = 60_000  # parameters: with what an optimiser remembers they fit a document
MAX_LEG_NUMBERS = 120_000  # of remembered stretches together, for the same reason
MAX_LEGS = 12  # stretches by one recipe each that are remembered of a training
MAX_RUNS = 8  # kept to be compared: more lines over each other are a tangle
MOST_SECONDS = 4.0  # of updates that one message may ask for
MAX_PENALTY = 1_000.0  # of L1 and L2: beyond it nothing but the penalty is trained

# What a table holds.
MAX_TABLE_BYTES = 5_000_000  # bytes of its file: read in well under a second
MAX_ROWS = 20_000  # rows: more points than this are a grey cloud on every plane
MAX_COLUMNS = 64  # columns of a file: the 8×8 picture of a digit fits
MAX_TABLE_COLUMNS = 65  # columns of a table: the picture, and which digit it is
MAX_PACKED_BYTES = 32_000_000  # of a table's numbers as float64 and its texts, before deflation
MAX_CELL = 200  # characters of a text in a cell: longer ones are notes, and no category
MAX_SET_ROWS = 2_000  # rows of a generated set: its shape is clear from fewer
MAX_NOISE = 1.0  # standard deviation: of a shape of size 2 nothing is left beyond it
MAX_STROKE = 512  # places of a line that is drawn: the pointer tells of fewer, at its quickest
MAX_PAINTED = 300  # painted points: their table fits a link, wherever they are
MAX_PAINTED_CLASSES = 10  # classes of painted points: one a key, and as many outputs
MAX_FORMULA = 200  # characters of a formula: a longer one does not fit its line
MAX_FORMULA_DEPTH = 60  # steps inside one another: nobody reads more, and no stack overflows
MAX_CLASSES = 100  # different texts of a target or an input: each is a neuron of its own
MAX_DATA_INPUTS = 128  # inputs of a network made of columns: 20,000 rows of them are 20 MB
MAX_INLINE_TABLE = 3_000  # characters of a table within a link, which has a network to carry too
MAX_WRITTEN_DATA = 24_000  # characters of a dataset as text: 64 names, percent-encoded

# What a link holds.
MAX_TOKEN = 8_000  # characters of a link that is made: servers and chats drop much longer ones
MAX_PARAMETER = 4 * MAX_TOKEN  # characters of a parameter that is read, the network's apart

# What a browser sends.
MAX_TYPED = 20_000  # characters of a value: a block of 16×16 numbers in full precision is 6,000
MAX_GESTURES = 256  # not yet acknowledged; more than this and the browser has lost its session
MAX_DRAFTS = 4  # gestures under way: which update, row and step are played, what is dragged
MAX_PENDING = 4096  # gestures that wait for their turn: two minutes of a key held down
MAX_TEXT_NUMBERS = 64  # numbers in a text that follow a drag: no step of a lesson has as many
MAX_MESSAGE_BYTES = MAX_DOCUMENT_BYTES  # of a message: a token of the largest scene fits
MAX_TABLE_TEXT = 10_000_000  # characters of a table: the largest, deflated, in base64
MAX_ASK_BYTES = 32_000  # of a message beside its token: MAX_GESTURES gestures fit twice
MAX_REFUSED = 50  # refusals after which a connection is closed: it is no page of ours
MAX_CONNECTIONS = 2_000  # of one address: a school of six classes, or a proxy that hides them
MAX_LEFT_ACCOUNTS = 300  # of an address that are kept when their connections go: a class's
MAX_DEBT_SECONDS = 10.0  # of computing that is owed: whoever has trained is trusted in a minute
MAX_ANSWER_SECONDS = 20  # of computing for one answer: four times what any page's own has taken
MAX_WORKER_BYTES = 500_000_000  # of a worker's memory: beyond it the next answer is another's

# What is remembered.
MAX_UNDO = 200  # scenes kept for undo; arrays are shared between them, so this is little memory
MAX_STORED = 50_000  # characters that the browser may keep for a page across visits
MAX_REMEMBERED = MAX_MESSAGE_BYTES  # characters of tokens that it may give back to a new server
# Bytes as they lie in memory. What is forgotten is asked of the browser, or computed again: what a
# class of a hundred has before it has room. A worker has a quarter of each (`live/apart.py`).
MAX_KNOWN_SCENE_BYTES = 16_000_000  # of known scenes: 3,000 of 2-4-1, 500 of 8×16
MAX_DEFLATED_BYTES = 1_000_000  # of networks deflated for tokens: 70 of 8×16, 700 of 2-8-8-8-2
MAX_KNOWN_TABLE_BYTES = 128_000_000  # of known tables: a dozen of the largest
MAX_KNOWN_PANEL_BYTES = 26_000_000  # of drawn panels: those of 100 visitors, a third with maps
MAX_MAP_BYTES = 8_000_000  # of what neurons see of two inputs: 11 of 2-8-8-1 with 60×60 squares
MAX_PREDICTION_BYTES = 8_000_000  # of what networks say of rows: 57 of 2-8-8-1 with 500
MAX_DISTRIBUTION_BYTES = 4_000_000  # of histograms over rows: 1,700 of 2-8-8-1
MAX_DRAWN_BYTES = 4_000_000  # of each kind of lines and targets that a drag does not change
MAX_RECORD_BYTES = 64_000_000  # of what trainings came to: 100 of 2-8-8-1 when they are long
MAX_HEARD_BYTES = 16_000_000  # of what workers told of trainings that no session has kept yet
MAX_DRAFT_BYTES = 32_000_000  # of tables that visitors choose of: 3 of the largest
MAX_COMPRESSED_BYTES = 64_000_000  # of files kept compressed: Streamlit's are a seventh of it

_log = logging.getLogger("playground.refused")


class PlaygroundError(ValueError):
    """What a visitor asked for cannot be: the message names place, expectation and what came."""


class NetworkError(PlaygroundError):
    """A network, or a scene with it, cannot be as it was asked for."""


class DataError(PlaygroundError):
    """A table, or what shall be read of it, cannot be as it was given."""


class TrainingError(PlaygroundError):
    """A network cannot be trained as it was asked for."""


def refusal(error: Exception) -> str:
    """The one sentence of an error for the visitor, who may have typed words of it.

    The log gets one line without them: ``operations.logs`` writes kind and place of the error.
    """
    _log.warning("refused", extra={"error": error})
    return str(error)


def quoted(text: object) -> str:
    """A visitor's text for a message: in quotes, short, control characters escaped."""
    text = str(text)
    return repr(text[:40] + "…" if len(text) > 40 else text)


def reason(error: Exception) -> str:
    """Why a message was not understood: what msgspec says, in one line that can be printed."""
    return str(error).encode("unicode_escape").decode()[:120]


def check_name(name: object, place: str) -> str:
    """``name`` in Unicode normal form, or a NetworkError that says what is wrong with it."""
    if not isinstance(name, str):
        raise NetworkError(f"{place}: expected a text, got {type(name).__name__}")
    if "<" in name or ">" in name:
        raise NetworkError(_("{place}: expected a plain name, got one with < or >", place=place))
    name = check_text(name, place, MAX_NAME)
    if not name:
        raise NetworkError(_("{place}: expected a name, got an empty one", place=place))
    return name


def check_text(text: str, place: str, limit: int, lines: bool = False) -> str:
    """``text`` in Unicode normal form: printable, at most ``limit`` characters, perhaps ``lines``.

    Raises NetworkError that names ``place``.
    """
    if len(text) > limit:
        raise NetworkError(
            _(
                "{place}: expected at most {limit} characters, got {count}",
                place=place,
                limit=limit,
                count=len(text),
            )
        )
    plain = text.replace("\n", " ") if lines else text
    if not plain.isprintable():  # nor are the odd spaces, Zs, which may stay
        for character in plain:
            # Cc control, Cf format (right-to-left marks), Cs surrogates, Co private, Cn unassigned
            category = unicodedata.category(character)
            if category[0] == "C" or category in ("Zl", "Zp"):
                raise NetworkError(
                    _(
                        "{place}: expected printable characters, got U+{character:04X}",
                        place=place,
                        character=ord(character),
                    )
                )
    text = unicodedata.normalize("NFC", text.strip())
    if len(text) > limit:  # a few characters grow when they are normalised
        raise NetworkError(
            _(
                "{place}: expected at most {limit} characters, got {count}",
                place=place,
                limit=limit,
                count=len(text),
            )
        )
    return text


def check_magnitude(values: ArrayLike, place: str) -> None:
    """Raise NetworkError unless every number is at most MAX_MAGNITUDE in size."""
    largest = float(np.maximum.reduce(np.abs(values), axis=None, initial=0.0))
    if not largest <= MAX_MAGNITUDE:  # a comparison with nan is false, so that nan is refused too
        raise NetworkError(
            _(
                "{place}: expected numbers of at most {most} in size, got {largest}",
                place=place,
                most=f"{MAX_MAGNITUDE:g}",
                largest=f"{largest:g}",
            )
        )


def checked_number(value: float, what: str) -> float:
    """``value`` if a scene may hold it, else NetworkError."""
    if not np.isfinite(value) or abs(value) > MAX_MAGNITUDE:
        raise NetworkError(
            _(
                "{what}: expected a finite number of at most {most} in size, got {value}",
                what=what,
                most=f"{MAX_MAGNITUDE:g}",
                value=f"{value:g}",
            )
        )
    return float(value)


def checked_array(values: ArrayLike, place: str, ndim: int) -> NDArray[np.float64]:
    """A read-only float64 copy of ``values`` with ``ndim`` axes: finite numbers, at least one.

    Raises NetworkError that names ``place``.
    """
    try:
        given = np.asarray(values)
    except OverflowError as error:
        raise NetworkError(
            _("{place}: expected numbers of float64, got a larger one", place=place)
        ) from error
    except (ValueError, TypeError) as error:
        raise NetworkError(
            _("{place}: expected rows of one length, got different ones", place=place)
        ) from error
    if given.dtype.kind not in "fiu":
        raise NetworkError(_("{place}: expected numbers, got something else", place=place))
    if given.ndim != ndim:
        kind = _("a matrix") if ndim == 2 else _("a list of numbers")
        raise NetworkError(
            _(
                "{place}: expected {kind}, got {ndim} dimensions",
                place=place,
                kind=kind,
                ndim=given.ndim,
            )
        )
    if given.size == 0:
        raise NetworkError(_("{place}: expected at least one number, got none", place=place))
    array = np.array(given, dtype=np.float64, order="C")
    if not np.isfinite(array).all():
        raise NetworkError(_("{place}: expected finite numbers, got nan or infinity", place=place))
    array.flags.writeable = False
    return array


def check_sizes(sizes: Sequence[int]) -> None:
    """Raise NetworkError unless (inputs, neurons of each layer …) are within the limits."""
    if not 2 <= len(sizes) <= MAX_LAYERS + 1:
        raise NetworkError(
            _(
                "layers: expected 1 to {most}, got {count}",
                most=MAX_LAYERS,
                count=max(len(sizes) - 1, 0),
            )
        )
    for k, n in enumerate(sizes):
        place = _("layer {k}", k=k) if k else _("inputs")
        if isinstance(n, bool) or not isinstance(n, (int, np.integer)):
            raise NetworkError(
                _("{place}: expected a whole number of neurons, got {n}", place=place, n=quoted(n))
            )
        if not 1 <= n <= MAX_NEURONS:
            raise NetworkError(
                _(
                    "{place}: expected 1 to {most} neurons, got {n}",
                    place=place,
                    most=MAX_NEURONS,
                    n=quoted(n),
                )
            )
    parameters = sum((n_in + 1) * n_out for n_in, n_out in itertools.pairwise(map(int, sizes)))
    if parameters > MAX_PARAMETERS:
        raise NetworkError(
            _(
                "parameters: expected at most {most}, got {parameters}",
                most=MAX_PARAMETERS,
                parameters=parameters,
            )
        )
