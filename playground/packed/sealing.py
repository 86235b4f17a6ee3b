"""Tokens: plain data as URL-safe text of which a damaged or cut one is told.

A token is base64url, without padding, of a version byte, a kind byte, the CRC-32 of the body
(4 bytes, big-endian) and the deflated body, which is MessagePack. What a network's token and its
scene's both hold, the network, is the same text in both.
"""

import base64
import hashlib
import zlib
from typing import Any

import msgspec

from playground.cache import cached
from playground.language import _, grouped, to_say
from playground.limits import MAX_DEFLATED_BYTES, MAX_DOCUMENT_BYTES
from playground.network import NetworkError
from playground.packed.decoding import DAMAGED, Decoder, T_co, decoded

VERSION = 1
_KINDS = {b"n": to_say("a network"), b"s": to_say("a scene"), b"t": to_say("a training")}
_EMPTY, _END = b"\0\0\0\xff\xff", b"\3\0"  # deflated blocks of nothing, the second the last one
_HEAD_BYTES = 6  # version, kind, CRC-32
_MAX_CHARACTERS = 4 * MAX_DOCUMENT_BYTES // 3


def sealed(kind: bytes, value: Any, shared: bytes = b"") -> str:
    """The token of plain data. Raises NetworkError if it is larger than a document may be.

    ``shared`` are those bytes of its MessagePack that other tokens hold too; without any, all of
    them. Their text is the same in all tokens: a socket that compresses tells it once.
    """
    body = msgspec.msgpack.encode(value)
    if len(body) > MAX_DOCUMENT_BYTES:
        raise NetworkError(
            _("token: expected at most {most} bytes, got more", most=grouped(MAX_DOCUMENT_BYTES))
        )
    before, shared, after = body.partition(shared or body)
    head = bytes([VERSION]) + kind + zlib.crc32(body).to_bytes(4, "big")
    return _base64(head + _deflated(before) + _deflated_once(shared) + _deflated(after) + _END)


def _deflated(part: bytes) -> bytes:
    """Blocks of a body that need no others, in threes of bytes: base64 writes them all alike."""
    if not part:
        return b""
    deflate = zlib.compressobj(wbits=-zlib.MAX_WBITS)
    blocks = deflate.compress(part) + deflate.flush(zlib.Z_SYNC_FLUSH)
    return blocks + _EMPTY * (len(blocks) % 3)


def _name(part: bytes) -> bytes:
    return hashlib.blake2b(part, digest_size=16).digest()


_deflated_once = cached(MAX_DEFLATED_BYTES, _name, len, spoken=False)(_deflated)


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
