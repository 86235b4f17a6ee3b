"""What labels leave free, and what a highlighted edge and a tooltip leave free of labels.

The browser draws both over the diagram, and so over its labels: an edge gets gaps where a label
stands, and a tooltip goes where it covers least. Lengths are pixels of the diagram.
"""

from playground.panels.stage.plan import Plan

Box = tuple[float, float, float, float]  # left, top, right, bottom
Point = tuple[float, float]
Disc = tuple[float, float, float]  # centre and radius

AIR = 1.5  # between a label and a highlighted edge
TIP_HEIGHT = 23.0
# Best first; a handle is smaller than what can be grabbed, so there is room inside that, too.
_TIP_PLACES = [(below, gap) for gap in (6, 2, -2, 18, 30, 42) for below in (False, True)]
_TIP_REACH = TIP_HEIGHT + max(gap for _, gap in _TIP_PLACES)


def touch(a: Box, b: Box) -> bool:
    """Whether two boxes share more than a pixel."""
    return a[0] < b[2] - 1 and b[0] < a[2] - 1 and a[1] < b[3] - 1 and b[1] < a[3] - 1


def touches_disc(box: Box, disc: Disc) -> bool:
    """Whether a box reaches into a disc."""
    x, y, radius = disc
    dx = max(box[0] - x, 0.0, x - box[2])
    dy = max(box[1] - y, 0.0, y - box[3])
    return dx * dx + dy * dy < radius * radius


def between(plan: Plan, boxes: list[Box], k: int) -> tuple[Box, ...]:
    """The boxes that reach into the space between layer k and its sources."""
    along = 1 if plan.layout.phone else 0
    pair = plan.columns[k : k + 2]
    spans = [p for c in pair for p in ((c.ys if along else c.xs)[0],)]
    low, high = min(spans), max(spans)
    return tuple(box for box in boxes if box[along + 2] > low and box[along] < high)


def within(start: Point, end: Point, box: Box) -> tuple[float, float] | None:
    """The shares of the way from start to end at which a line enters and leaves a box.

    Liang and Barsky 1984, "A New Concept and Method for Line Clipping".
    """
    (x, y), (dx, dy) = start, (end[0] - start[0], end[1] - start[1])
    enter, leave = 0.0, 1.0
    for step, gap in ((-dx, x - box[0]), (dx, box[2] - x), (-dy, y - box[1]), (dy, box[3] - y)):
        if step == 0.0:
            if gap < 0:
                return None
        elif step < 0:
            enter = max(enter, gap / step)
        else:
            leave = min(leave, gap / step)
    return (enter, leave) if enter < leave else None


def mask(start: Point, end: Point, length: float, boxes: tuple[Box, ...]) -> str:
    """CSS that hides a line of that length where it passes a box; nothing where it passes none."""
    grown = ((x0 - AIR, y0 - AIR, x1 + AIR, y1 + AIR) for x0, y0, x1, y1 in boxes)
    spans = sorted(span for box in grown if (span := within(start, end, box)) is not None)
    if not spans:
        return ""
    stops, done = ["#000 0px"], 0.0
    for enter, leave in spans:
        a = f"{max(enter, done) * length:.1f}px"
        done = max(leave, done)
        b = f"{done * length:.1f}px"
        stops += [f"#000 {a}", f"#0000 {a}", f"#0000 {b}", f"#000 {b}"]
    return f"mask-image:linear-gradient(90deg,{','.join(stops)})"


def tip_place(at: Point, size: float, width: float, boxes: tuple[Box, ...]) -> tuple[bool, int]:
    """Where a tooltip covers least: whether below a target of that size, and how far from it."""
    x, y = at
    left, right = x - width / 2, x + width / 2
    reach = size / 2 + _TIP_REACH
    boxes = tuple(
        box
        for box in boxes
        if box[0] < right and box[2] > left and box[1] < y + reach and box[3] > y - reach
    )
    if not boxes:
        return _TIP_PLACES[0]

    def covered(place: tuple[bool, int]) -> float:
        below, gap = place
        top = y + size / 2 + gap if below else y - size / 2 - gap - TIP_HEIGHT
        return _covered((left, top, right, top + TIP_HEIGHT), boxes)

    free = next((place for place in _TIP_PLACES if not covered(place)), None)
    return free or min(_TIP_PLACES, key=covered)


def _covered(own: Box, boxes: tuple[Box, ...]) -> float:
    """How much of the boxes a box covers, in square pixels."""
    return sum(
        max(0.0, min(own[2], right) - max(own[0], left))
        * max(0.0, min(own[3], bottom) - max(own[1], top))
        for left, top, right, bottom in boxes
    )
