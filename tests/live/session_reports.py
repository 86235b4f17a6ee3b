"""What a browser tells its session, and a value to see that it was taken."""

from playground.report import Committed, Report
from playground.session import Session


def work(session: Session, *gestures: Committed, **more: object) -> Report:
    return Report(session.name, list(gestures), **more)  # type: ignore[arg-type]


def weight(seq: int, value: float | str) -> Committed:
    return Committed(seq=seq, target="weight/0/0/0", value=value)


def value(session: Session) -> float:
    return float(session.scene.network.layers[0].weights[0, 0])
