"""What a panel is: the one shape that every renderer returns and both carriers send.

A renderer is a pure function ``(scene, view) -> Panel``. Lengths are CSS pixels.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Annotated, Any, Literal

import msgspec
from markupsafe import Markup
from msgspec import Meta

from playground.language import SOURCE, speaking
from playground.limits import MAX_ROWS, MAX_TEXT_NUMBERS
from playground.scene import Scene

Figure = dict[str, Any]  # a Plotly figure as plain dicts: {"data": [...], "layout": {...}}


_Panel = Annotated[str, Meta(max_length=40, pattern=r"^[a-z-]*\Z")]
_Width = Annotated[int, Meta(ge=0, le=100_000)]
_Widths = Annotated[dict[_Panel, _Width], Meta(max_length=64)]
_Window = Annotated[int, Meta(ge=0, le=10_000)]
_Percent = Annotated[str, Meta(pattern=r"^(100|[0-9]{1,2})\Z")]
_Index = Annotated[str, Meta(pattern=r"^[0-9]{0,4}\Z")]
_Plane = Annotated[str, Meta(pattern=r"^([0-9]{1,2}(/main|(/[0-9]{1,4}){2})?)?\Z")]
_KNOB = r"(weight(/[0-9]{1,4}){3}|bias(/[0-9]{1,4}){2})"
_Knobs = Annotated[str, Meta(pattern=rf"^(main|{_KNOB} {_KNOB})?\Z")]
_Row = Annotated[int, Meta(ge=0, lt=MAX_ROWS)]
_Pointed = Annotated[str, Meta(pattern=r"^(input/[0-9]{1,4}|neuron/[0-9]{1,4}/[0-9]{1,4})?\Z")]
_Language = Annotated[str, Meta(pattern=r"^[a-z]{2,3}\Z")]
_Quantity = Annotated[str, Meta(max_length=40, pattern=r"^[A-Za-z0-9_./|-]*\Z")]


FASTEST = 20.0  # times: what moves is gone with the next picture


class View(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How the browser shows the page; it reports this, and nothing here changes a value.

    ``language`` is the one that is spoken (see ``playground.language``); one that is not known is
    English. ``widths`` holds the measured width of a panel by name; a missing one has the mock's.
    ``height`` is that of the window, to a few pixels, where the stage shall leave room for what
    stands below it, and 0 where it need not; with ``present`` it has nearly all of it to itself,
    and with ``compact`` a small network no more than it needs.
    ``phone`` asks for the transposed stage, ``calm`` is the visitor's wish for reduced motion,
    ``speed`` and ``stride`` say how the forward pass is played, ``size`` by what steps training
    is, ``numbers`` which of the scene's
    numbers stand in the page's text (names of ``quantities``). ``undo`` and ``redo`` say whether
    there is something to take back, or to do again. ``across`` and ``up`` are the inputs chosen for
    the axes of a surface, empty where nobody has chosen; ``plane`` is the one of a hidden layer:
    ``k``, ``k/main`` or ``k/across/up``, the layer and two of its neurons; ``fold`` is how many
    percent of its way from the inputs' plane it has gone. ``way`` is which way the matrices are
    shown, empty for the one that is played. ``first`` is the first row that is seen of a table that
    scrolls, from 0. ``training`` is the section that is seen of a training, ``scale`` that of its
    losses and sizes; ``knobs`` are the two parameters over which the loss is drawn, ``weight/0/1/0
    bias/0/1``, or ``main`` for the main directions.
    """

    language: _Language = SOURCE
    theme: Literal["light", "dark"] = "light"
    widths: _Widths = {}
    phone: bool = False
    calm: bool = False
    height: _Window = 0
    present: bool = False
    compact: bool = False
    speed: Literal["0.5", "1", "2", "all"] = "1"
    stride: Literal["operation", "neuron", "layer"] = "operation"
    size: Literal["operation", "neuron", "layer", "row", "batch", "epoch"] = "epoch"
    across: _Index = ""
    up: _Index = ""
    plane: _Plane = ""
    fold: _Percent = "100"
    way: Literal["", "forward", "backward"] = ""
    training: Literal["overview", "curves", "weights", "plane", "rates"] = "overview"
    scale: Literal["linear", "log"] = "linear"
    knobs: _Knobs = ""
    pointed: _Pointed = ""
    first: _Row = 0
    numbers: Annotated[tuple[_Quantity, ...], Meta(max_length=MAX_TEXT_NUMBERS)] = ()
    undo: bool = False
    redo: bool = False

    @property
    def times(self) -> float:
        """How many times as fast as usual what is played moves."""
        return FASTEST if self.speed == "all" else float(self.speed)

    def width(self, panel: str, default: int) -> int:
        """The width to draw a panel's figure for, within sane bounds."""
        return min(max(self.widths.get(panel, default), 240), 2400)


@dataclass(frozen=True)
class Panel:
    """A frame of markup with slots, the parts that fill them, and figures.

    ``frame`` holds ``slot(name)`` where part ``name`` goes, and ``<div data-figure="name">`` where
    a figure goes. A part is one element that carries ``data-key`` = its name. Only parts and
    traces that changed travel on the wire, so whatever moves during a drag is a part of its own.
    """

    frame: Markup
    parts: Mapping[str, Markup] = field(default_factory=dict)
    figures: Mapping[str, Figure] = field(default_factory=dict)

    def as_data(self) -> dict[str, Any]:
        """The panel as plain data, for either carrier."""
        return {
            "frame": str(self.frame),
            "parts": {name: str(part) for name, part in self.parts.items()},
            "figures": dict(self.figures),
        }

    @property
    def html(self) -> str:
        """The whole markup, slots filled: what the browser shows at first."""
        text = str(self.frame)
        for name, part in self.parts.items():
            text = text.replace(str(slot(name)), str(part))
        return text


@dataclass(frozen=True)
class Renderer:
    """How a panel is drawn, its name, and the fields of the view that it ``reads``.

    Of the view's ``widths`` it reads its own, and every panel speaks the view's language. It is
    handed these fields and nothing else, so that whatever else changes in a view leaves its content
    as it is, and the content's name, too.
    """

    name: str
    render: Callable[[Scene, View], Panel]
    reads: tuple[str, ...] = ("theme",)

    def part_of(self, view: View) -> View:
        """The part of a view that this panel reads; all else is as by default."""
        part = {field: getattr(view, field) for field in ("language", *self.reads)}
        if "widths" in part:
            part["widths"] = {n: width for n, width in view.widths.items() if n == self.name}
        return View(**part)

    def __call__(self, scene: Scene, view: View) -> Panel:
        """The panel of a scene, as it is seen in a view."""
        with speaking(view.language):
            return self.render(scene, self.part_of(view))


def slot(name: str) -> Markup:
    """The place in a frame where part ``name`` goes; a part's name is never a visitor's text."""
    return Markup(f"<!--{name}-->")  # noqa: S704
