"""The log: one line an event, as JSON, and never a word that a visitor typed.

An event is a few words of this code. Beside it stand ``fields`` that the code names, and of an
error its kind and the places where it arose; its message is left out, which may quote what came,
and so are a line's arguments. What Streamlit and its server log keeps their form, without the
messages of errors.

    log.warning("closed", extra={"fields": {"after": 50}})
    log.warning("refused", extra={"error": error})
"""

import logging
import traceback
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, TextIO

import msgspec

from playground.operations import recorder

_PLACES = 12  # of an error: what is further out is the server, and not what went wrong
REFUSED = "playground.refused"  # who logs what could not be read
#: Who else logs errors that something of ours has raised, with all that they say.
OTHERS = (
    "asyncio",
    "streamlit.error_util",
    "streamlit.runtime.app_session",
    "streamlit.runtime.scriptrunner.script_runner",
    "streamlit.web.server.starlette.starlette_websocket",
    "uvicorn.asgi",
    "uvicorn.error",
)


def places(error: BaseException) -> str:
    """Where an error arose, innermost first: ``limits.py:141 check_name < fields.py:88 read``."""
    frames = traceback.extract_tb(error.__traceback__, limit=-_PLACES)
    return " < ".join(f"{Path(f.filename).name}:{f.lineno} {f.name}" for f in reversed(frames))


def error_of(record: logging.LogRecord) -> BaseException | None:
    """The error that a line is about, or ``None``."""
    named = getattr(record, "error", None)
    return named if named is not None or record.exc_info is None else record.exc_info[1]


class Lines(logging.Formatter):
    """Writes a record as one line of JSON."""

    def format(self, record: logging.LogRecord) -> str:
        """Time, level, logger and event; then the fields, then kind and place of an error."""
        time = datetime.fromtimestamp(record.created, UTC)
        line: dict[str, Any] = {
            "time": time.isoformat(timespec="milliseconds").replace("+00:00", "Z"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "event": str(record.msg),
            **getattr(record, "fields", {}),
        }
        if (error := error_of(record)) is not None:
            line |= {"kind": type(error).__name__, "at": places(error)}
        return msgspec.json.encode(line, enc_hook=str).decode()


def shortened(record: logging.LogRecord) -> bool:
    """A filter that keeps every record, of an error its kind and place."""
    if (error := error_of(record)) is not None:
        said = record.getMessage().partition("\n")[0]  # asyncio's next lines show the error whole
        record.msg = f"{said}: {type(error).__name__}. Traceback, innermost first: {places(error)}"
        record.args, record.exc_info, record.exc_text = None, None, None
    return True


def counted(record: logging.LogRecord) -> bool:
    """A filter that keeps every record, and counts what was refused."""
    if (error := error_of(record)) is not None:
        recorder.rejected(type(error).__name__)
    return True


def configure(stream: TextIO | None = None) -> None:
    """Write what this package logs in lines of JSON, to standard error where no stream is given."""
    handler = logging.StreamHandler(stream)
    handler.setFormatter(Lines())
    ours = logging.getLogger("playground")
    ours.handlers = [handler]
    ours.setLevel(logging.INFO)
    logging.getLogger(REFUSED).filters = [counted]
    for name in OTHERS:
        logging.getLogger(name).filters = [shortened]
