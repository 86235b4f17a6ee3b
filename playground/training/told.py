"""What one process has worked out of a training is told to another, which need not do it again.

A message is plain data for MessagePack. It comes from a process of ours and is not checked.
"""

from dataclasses import astuple, replace
from weakref import WeakKeyDictionary

import msgspec
import numpy as np

from playground.activations import Array
from playground.cache import Cache
from playground.data import Dataset
from playground.limits import MAX_HEARD_BYTES
from playground.training import record
from playground.training.record import Key, Part, Point, Record, known_record, known_records
from playground.training.run import Fault, Run, What, read_only

_State = tuple[bytes, list[bytes], tuple[int, int, int, int], tuple[int, int, What] | None]


class _Told(msgspec.Struct, array_like=True):
    key: Key
    points: list[tuple[float, ...]]
    states: list[_State]
    head: _State


_decoder = msgspec.msgpack.Decoder(list[_Told])
#: Of each record the last mark that was told, and whether it was its end.
_last: WeakKeyDictionary[Record, tuple[int, bool]] = WeakKeyDictionary()
#: What was heard of records that nobody has asked for here.
_heard: Cache[Key, list[_Told]] = Cache(
    MAX_HEARD_BYTES, lambda told: sum(map(_bytes, told)), "told"
)


def news() -> bytes:
    """What has come to this process's records since this was last asked."""
    told = []
    for key, each in known_records():
        head = each.head
        before, now = _last.get(each, (each.base.step, False)), (head.step, head.fault is not None)
        if now != before:
            part = each.part(before[0])
            points = [astuple(point) for point in part.points]
            told.append(_Told(key, points, list(map(_packed, part.states)), _packed(part.head)))
            _last[each] = part.head.step, part.head.fault is not None
    return msgspec.msgpack.encode(told)


def hear(told: bytes) -> None:
    """Have what another process has told; a record that is not known here has it once it is."""
    for each in _decoder.decode(told):
        known = known_record(each.key)
        if known is None:
            _heard.put(each.key, [*(_heard.get(each.key) or []), each])
        else:
            known.take(_part(each, known.base))


def record_of(base: Run, data: Dataset) -> Record:
    """The record of what begins with ``base``, with all that was heard of it."""
    found = record.record_of(base, data)
    for each in _heard.pop((base.digest, data.digest)) or []:
        found.take(_part(each, base))
    return found


def reached(base: Run, data: Dataset) -> int:
    """The update up to which that record is known, here or from what was heard; -1 for none."""
    if _heard.get((base.digest, data.digest)):
        record_of(base, data)
    return record.reached(base, data)


def _packed(run: Run) -> _State:
    memory = [each.tobytes() for each in run.memory]
    counts = run.remembered, run.step, run.epoch, run.batch
    fault = run.fault
    ended = None if fault is None else (fault.step, fault.layer, fault.what)
    return run.vector.tobytes(), memory, counts, ended


def _part(told: _Told, base: Run) -> Part:
    points = [Point(int(step), *rest) for step, *rest in told.points]
    states = [_unpacked(each, base) for each in told.states]
    return Part(points, states, _unpacked(told.head, base))


def _unpacked(state: _State, base: Run) -> Run:
    vector, memory, (remembered, step, epoch, batch), ended = state
    return replace(
        base,
        vector=_numbers(vector),
        memory=tuple(map(_numbers, memory)),
        remembered=remembered,
        step=step,
        epoch=epoch,
        batch=batch,
        fault=None if ended is None else Fault(*ended),
    )


def _numbers(values: bytes) -> Array:
    return read_only(np.frombuffer(values).copy())


def _bytes(told: _Told) -> int:
    states = [*told.states, told.head]
    return 100 * len(told.points) + sum(len(v) + sum(map(len, m)) for v, m, *_ in states)
