"""A chunk of inputs for one decoder, made by a seed."""

import faulthandler
import shlex
import traceback
import zlib

from hypothesis import HealthCheck, Phase, given, seed, settings

from tests.fuzz.decoders import DECODERS
from tests.fuzz.measured import Case, Tally, quiet, tried

CHUNK = 1000
HANGS = 300  # seconds that a chunk may stand still before its stack is printed


def run(name: str, chunk: int, size: int = CHUNK) -> tuple[Tally, str]:
    """Try a chunk of inputs: what came of it, and what failed, if anything did."""
    quiet()
    decoder, tally = DECODERS[name], Tally()

    @seed(zlib.crc32(name.encode()) + chunk)
    @settings(
        max_examples=size,
        deadline=None,
        database=None,
        phases=[Phase.generate, Phase.shrink],
        suppress_health_check=list(HealthCheck),
    )
    @given(decoder.given.map(Case))
    def check(case: Case) -> None:
        faulthandler.dump_traceback_later(HANGS)
        tried(decoder.decode, case.value, tally)

    try:
        check()
    except Exception as error:  # noqa: BLE001 - it is what is looked for
        said = "".join(traceback.format_exception(error, limit=-6))
        notes = "\n".join(note[:2000] for note in getattr(error, "__notes__", ()))
        again = f"again: python -m tests.fuzz --chunk {chunk} {shlex.quote(name)}"
        return tally, f"{said[-3000:]}\n{notes}\n{again}"
    finally:
        faulthandler.cancel_dump_traceback_later()
    return tally, ""


def of_plan(planned: tuple[str, int]) -> tuple[str, Tally, str]:
    """A chunk by its decoder's name and its number, with that name."""
    return planned[0], *run(*planned)
