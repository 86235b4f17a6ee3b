"""From a file's bytes to its text, or a sentence that says what the file is instead."""

import codecs
import re
from typing import NoReturn

from playground.language import _, grouped, to_say
from playground.limits import MAX_TABLE_BYTES, DataError, quoted

ENCODINGS = ("utf-8", "utf-16", "cp1252")
_BOMS = {codecs.BOM_UTF8: "utf-8", codecs.BOM_UTF16_LE: "utf-16", codecs.BOM_UTF16_BE: "utf-16"}
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f]")  # what is left of C0 without white space
_DOS_END = "\x1a"

_WORKBOOK = to_say("save it as CSV there, or copy its cells and paste them")
_PACKED = to_say("unpack it first")
_BEGINNINGS: dict[bytes, tuple[str, str]] = {
    b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1": (to_say("an Excel workbook"), _WORKBOOK),
    b"\x1f\x8b": (to_say("a gzip archive"), _PACKED),
    b"BZh91AY": (to_say("a bzip2 archive"), _PACKED),
    b"\xfd7zXZ\x00": (to_say("an xz archive"), _PACKED),
    b"7z\xbc\xaf\x27\x1c": (to_say("a 7z archive"), _PACKED),
    b"Rar!\x1a\x07": (to_say("a RAR archive"), _PACKED),
    b"\x28\xb5\x2f\xfd": (to_say("a zstd archive"), _PACKED),
    b"%PDF-": (to_say("a PDF"), ""),
    b"\x89PNG": (to_say("a PNG image"), ""),
    b"\xff\xd8\xff": (to_say("a JPEG image"), ""),
    b"GIF8": (to_say("a GIF image"), ""),
    b"PAR1": (to_say("a Parquet file"), ""),
    b"ARROW1": (to_say("an Arrow file"), ""),
    b"SQLite format 3\x00": (to_say("an SQLite database"), ""),
    b"{\\rtf": (to_say("a Rich Text document"), ""),
}
_ZIPS: dict[bytes, str] = {
    b"xl/": to_say("an Excel workbook"),
    b"application/vnd.oasis.opendocument.spreadsheet": to_say("an OpenDocument spreadsheet"),
    b"word/": to_say("a Word document"),
}
_JSON = re.compile(r"\s*(\{|\[\s*[\[{\"])")
_MARKUP = re.compile(r"\s*<(!doctype|html|\?xml|svg|table)\b", re.IGNORECASE)


def text_of(data: bytes | str, name: str, encoding: str | None) -> tuple[str, str]:
    """The text and the name of its encoding, detected unless it is given.

    Raises DataError for what is empty, too large, binary, or not in that encoding.
    """
    place = quoted(name) if name else _("file")
    if encoding is not None and encoding not in ENCODINGS:
        raise DataError(
            _(
                "encoding: expected one of {known}, got {encoding}",
                known=", ".join(ENCODINGS),
                encoding=quoted(encoding),
            )
        )
    if isinstance(data, str):
        data, encoding = _encoded(data), "utf-8"
    if len(data) > MAX_TABLE_BYTES:
        raise DataError(
            _(
                "{place}: expected at most {most} bytes, got {count}",
                place=place,
                most=grouped(MAX_TABLE_BYTES),
                count=grouped(len(data)),
            )
        )
    _refuse_known(data, place)
    expected = encoding or _("text in one of {known}", known=", ".join(ENCODINGS))
    encoding = encoding or _detected(data)
    try:
        text = _decoded(data, encoding).removeprefix("\ufeff").rstrip(_DOS_END)
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        got = _("byte 0x{byte:02X}", byte=data[error.start])
        raise DataError(
            _(
                "{place}, line {line}: expected {expected}, got {got}",
                place=place,
                line=line,
                expected=expected,
                got=got,
            )
        ) from error
    _refuse_other(text, place)
    return text.replace("\r\n", "\n").replace("\r", "\n"), encoding


def _encoded(text: str) -> bytes:
    try:
        return text.encode()
    except UnicodeEncodeError as error:
        line = text.count("\n", 0, error.start) + 1
        raise DataError(
            _("line {line}: expected text, got half of a character", line=line)
        ) from error


def _detected(data: bytes) -> str:
    for bom, encoding in _BOMS.items():
        if data.startswith(bom):
            return encoding
    try:
        data.decode()
    except UnicodeDecodeError:
        return "cp1252"  # what Windows writes west of Vienna
    return "utf-8"


def _decoded(data: bytes, encoding: str) -> str:
    if encoding == "utf-16" and not data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        encoding = "utf-16-le"  # without a mark, as Windows has it
    return data.decode(encoding)


def _refuse_known(data: bytes, place: str) -> None:
    if data.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        for sign, what in _ZIPS.items():
            if sign in data:
                _refuse(place, what, _WORKBOOK)
        _refuse(place, to_say("a zip archive"), _PACKED)
    for beginning, (what, advice) in _BEGINNINGS.items():
        if data.startswith(beginning):
            _refuse(place, what, advice)


def _refuse_other(text: str, place: str) -> None:
    if not text.strip():
        raise DataError(_("{place}: expected a table, got nothing", place=place))
    if _MARKUP.match(text):
        _refuse(place, to_say("a page of markup"), "")
    if _JSON.match(text):
        _refuse(place, "JSON", "")
    control = _CONTROL.search(text)
    if control:
        line = text.count("\n", 0, control.start()) + 1
        code = ord(control.group())
        raise DataError(
            _(
                "{place}, line {line}: expected text, got the control character U+{code:04X}",
                place=place,
                line=line,
                code=code,
            )
        )


def _refuse(place: str, what: str, advice: str) -> NoReturn:
    raise DataError(
        _(
            "{place}: expected a table as text (CSV), got {what}",
            place=place,
            what=_(what) + (advice and "; " + _(advice)),
        )
    )
