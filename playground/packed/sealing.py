"""Tokens: plain data as URL-safe text of which a damaged or cut one is told.

A token is base64url, without padding, of a version byte, a kind byte, the CRC-32 of the body
(4 bytes, big-endian) and the deflated body, which is MessagePack.
"""

import base64
import zlib
from typing import Any

import msgspec

from playground.limits import MAX_DOCUMENT_BYTES
from playground.network import NetworkError
from playground.packed.decoding import DAMAGED, Decoder, T_co, decoded

VERSION = 1
_KINDS = {b"n": "network", b"s": "scene", b"t": "training"}
_HEAD_BYTES = 6  # version, kind, CRC-32
_MAX_CHARACTERS = 4 * MAX_DOCUMENT_BYTES // 3


def sealed(kind: bytes, value: Any) -> str:
    """The token of plain data. Raises NetworkError if it is larger than a document may be."""
    body = msgspec.msgpack.encode(value)
    if len(body) > MAX_DOCUMENT_BYTES:
        raise NetworkError(f"token: expected at most {MAX_DOCUMENT_BYTES:,} bytes, got more")
    deflate = zlib.compressobj(wbits=-zlib.MAX_WBITS)
    head = bytes([VERSION]) + kind + zlib.crc32(body).to_bytes(4, "big")
    return _base64(head + deflate.compress(body) + deflate.flush())


def opened(kind: bytes, token: str, decoder: Decoder[T_co]) -> T_co:
    """What the decoder makes of a token of that kind. Raises NetworkError."""
    data = _bytes(token)
    if data[0] != VERSION:
        raise NetworkError(f"token: expected version {VERSION}, got {data[0]}")
    if data[1:2] != kind:
        got = _KINDS.get(data[1:2], "something else")
        raise NetworkError(f"token: expected that of a {_KINDS[kind]}, got that of {got}")
    return decoded(decoder, _body(data), "token")


def _base64(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).decode().rstrip("=")


def _bytes(token: str) -> bytes:
    if not isinstance(token, str):
        raise NetworkError(f"token: expected a text, got {type(token).__name__}")
    token = token.strip()
    if len(token) > _MAX_CHARACTERS:
        raise NetworkError(
            f"token: expected at most {_MAX_CHARACTERS:,} characters, got {len(token):,}"
        )
    try:
        data = base64.urlsafe_b64decode(token + "=" * (-len(token) % 4))
    except ValueError as error:
        raise NetworkError(f"token: {DAMAGED}") from error
    # Python skips what does not belong into base64; writing it again tells.
    if _base64(data) != token or len(data) <= _HEAD_BYTES:
        raise NetworkError(f"token: {DAMAGED}")
    return data


def _body(data: bytes) -> bytes:
    inflate = zlib.decompressobj(wbits=-zlib.MAX_WBITS)
    try:
        body = inflate.decompress(data[_HEAD_BYTES:], MAX_DOCUMENT_BYTES + 1)
    except zlib.error as error:
        raise NetworkError(f"token: {DAMAGED}") from error
    if len(body) > MAX_DOCUMENT_BYTES:
        raise NetworkError(f"token: expected at most {MAX_DOCUMENT_BYTES:,} bytes, got more")
    if not inflate.eof or inflate.unused_data:
        raise NetworkError(f"token: {DAMAGED}")
    if zlib.crc32(body).to_bytes(4, "big") != data[2:_HEAD_BYTES]:
        raise NetworkError(f"token: {DAMAGED}")
    return body
