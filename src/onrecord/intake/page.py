"""One file that is one page: its bytes as a `Capture`, or the `Problem` that kept us from them."""

from __future__ import annotations

import os
from collections.abc import Callable
from typing import BinaryIO

import msgspec

from onrecord.intake.encoding import encoding_of, kind_of_binary
from onrecord.records import Capture, CaptureError, NotText, Problem, TooLarge, decode, sha256_of

MAX_BYTES = 50_000_000
"""The size limit of one capture, in bytes (50 MB). More is not read into memory."""

_PIECE = 1 << 20


class Origin(msgspec.Struct, frozen=True):
    """Where bytes come from."""

    uri: str
    modified_at: str | None = None


def problem(uri: str, error: type[BaseException], reason: str, data: bytes | None = None) -> Problem:
    """Give a line of `onrecord problems` for an input; `data` are its bytes where they are kept."""
    sha256 = None if data is None else sha256_of(data)
    return Problem(uri=uri, stage="intake", reason=reason, error=error.__name__, sha256=sha256, data=data)


def too_large(uri: str) -> Problem:
    """Give the problem of an input above `MAX_BYTES`."""
    limit = MAX_BYTES // 1_000_000
    return problem(uri, TooLarge, f"larger than {limit} MB, more than a page can be: split it into its pages")


def read_to_limit(file: BinaryIO) -> bytes:
    """Read to the end, or to where there is more than `MAX_BYTES` already; memory grows with what is there."""
    data = bytearray()
    while len(data) <= MAX_BYTES and (piece := file.read(_PIECE)):
        data += piece
    return bytes(data)


def read_page(
    file: BinaryIO, origin: Origin, *, media_type: str, declared: Callable[[bytes], str | None]
) -> Capture | Problem:
    """Read all of a seekable `file` as one page; `declared` finds the encoding label the page itself gives."""
    if file.seek(0, os.SEEK_END) > MAX_BYTES:
        return too_large(origin.uri)
    file.seek(0)
    data = read_to_limit(file)  # a file may grow meanwhile
    if len(data) > MAX_BYTES:
        return too_large(origin.uri)
    if not data:
        return problem(origin.uri, CaptureError, "the file is empty: save the page again", data)
    if kind := kind_of_binary(data):
        return problem(origin.uri, NotText, f"this is {kind}, not text: save the page as text or HTML", data)
    label = declared(data)
    encoding = encoding_of(data, label)
    if encoding is None:
        return problem(origin.uri, NotText, "not text in any encoding we can tell: save the page as UTF-8", data)
    if not decode(data, encoding.name).strip():
        return problem(origin.uri, CaptureError, "nothing but white space: save the page again", data)
    return Capture(
        sha256=sha256_of(data),
        uri=origin.uri,
        media_type=media_type,
        data=data,
        encoding=encoding.name,
        declared_encoding=label,
        encoding_basis=encoding.basis,
        modified_at=origin.modified_at,
    )
