"""Tokens: plain data as URL-safe text of which a damaged or cut one is told.

A token is base64url, without padding, of a version byte, a kind byte, the CRC-32 of the body
(4 bytes, big-endian) and the deflated body, which is MessagePack.
"""

import base64
import zlib
from typing import Any

import msgspec

from playground.language import _, grouped, to_say
from playground.limits import MAX_DOCUMENT_BYTES
from playground.network import NetworkError
from playground.packed.decoding import DAMAGED, Decoder, T_co, decoded

VERSION = 1
_KINDS = {b"n": to_say("a network"), b"s": to_say("a scene"), b"t": to_say("a training")}
_HEAD_BYTES = 6  # version, kind, CRC-32
_MAX_CHARACTERS = 4 * MAX_DOCUMENT_BYTES // 3


def sealed(kind: bytes, value: Any) -> str:
    """The token of plain data. Raises NetworkError if it is larger than a document may be."""
    body = msgspec.msgpack.encode(value)
    if len(body) > MAX_DOCUMENT_BYTES:
        raise NetworkError(
            _("token: expected at most {most} bytes, got more", most=grouped(MAX_DOCUMENT_BYTES))
        )
    deflate = zlib.compressobj(wbits=-zlib.MAX_WBITS)
    head = bytes([VERSION]) + kind + zlib.crc32(body).to_bytes(4, "big")
    return _base64(head + deflate.compress(body) + deflate.flush())


def opened(kind: bytes, token: str, decoder: Decoder[T_co]) -> T_co:
    """What the decoder makes of a token of that kind. Raises NetworkError."""
    data = _bytes(token)
    if data[0] != VERSION:
        raise NetworkError(
            _("token: expected version {version}, got {data}", version=VERSION, data=data[0])
        )
    if data[1:2] != kind:
        got = _KINDS.get(data[1:2], to_say("something else"))
        raise NetworkError(
            _("token: expected that of {kind}, got that of {got}", kind=_(_KINDS[kind]), got=_(got))
        )
    return decoded(decoder, _body(data), "token")


def _base64(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).decode().rstrip("=")


def _bytes(token: str) -> bytes:
    if not isinstance(token, str):
        raise NetworkError(f"token: expected a text, got {type(token).__name__}")
    token = token.strip()
    if len(token) > _MAX_CHARACTERS:
        raise NetworkError(
            _(
                "token: expected at most {most} characters, got {count}",
                most=grouped(_MAX_CHARACTERS),
                count=grouped(len(token)),
            )
        )
    try:
        data = base64.urlsafe_b64decode(token + "=" * (-len(token) % 4))
    except ValueError as error:
        raise NetworkError(_("token: {what}", what=_(DAMAGED))) from error
    # Python skips what does not belong into base64; writing it again tells.
    if _base64(data) != token or len(data) <= _HEAD_BYTES:
        raise NetworkError(_("token: {what}", what=_(DAMAGED)))
    return data


def _body(data: bytes) -> bytes:
    inflate = zlib.decompressobj(wbits=-zlib.MAX_WBITS)
    try:
        body = inflate.decompress(data[_HEAD_BYTES:], MAX_DOCUMENT_BYTES + 1)
    except zlib.error as error:
        raise NetworkError(_("token: {what}", what=_(DAMAGED))) from error
    if len(body) > MAX_DOCUMENT_BYTES:
        raise NetworkError(
            _("token: expected at most {most} bytes, got more", most=grouped(MAX_DOCUMENT_BYTES))
        )
    if not inflate.eof or inflate.unused_data:
        raise NetworkError(_("token: {what}", what=_(DAMAGED)))
    if zlib.crc32(body).to_bytes(4, "big") != data[2:_HEAD_BYTES]:
        raise NetworkError(_("token: {what}", what=_(DAMAGED)))
    return body
