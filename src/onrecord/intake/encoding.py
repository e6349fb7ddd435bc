"""Which encoding a page's bytes are in, and what that is based on.

In this order: a byte order mark; UTF-16 without one (its NUL bytes stand in every second place); UTF-8 that decodes
strictly; UTF-8 with some bytes of another encoding in it; what the page declares; what the bytes look like. The
result always decodes with `errors="replace"`; where that replaces anything the basis is `mixed`.
"""

from __future__ import annotations

import re
import unicodedata
from typing import NamedTuple

import charset_normalizer

from onrecord.intake.labels import MULTI_BYTE, codec_of

SAMPLE = 256 * 1024
"""How many bytes are looked at where looking at all of them would cost too much."""

_BYTE_ORDER_MARKS = (
    (b"\xef\xbb\xbf", "utf-8"),
    (b"\xff\xfe\x00\x00", "utf-32-le"),
    (b"\x00\x00\xfe\xff", "utf-32-be"),
    (b"\xff\xfe", "utf-16-le"),
    (b"\xfe\xff", "utf-16-be"),
)
# The "binary data bytes" of the WHATWG MIME Sniffing standard: no text holds them but by accident.
_CONTROLS = bytes([*range(0x00, 0x09), 0x0B, *range(0x0E, 0x1B), *range(0x1C, 0x20)])
_MOST_CONTROLS = 0.01
_MOST_REPLACED = 0.1
# Not text, or text only to a program: what each is, for the message.
_SIGNATURES = (
    (b"%PDF-", "a PDF"),
    (b"{\\rtf", "a rich text document"),
    (b"PK\x03\x04", "a ZIP archive or an office document"),
    (b"\xd0\xcf\x11\xe0", "an old office document"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"\x89PNG", "an image"),
    (b"\xff\xd8\xff", "an image"),
    (b"GIF8", "an image"),
    (b"SQLite format 3\x00", "a database"),
)
# Codecs that accept almost any bytes but that no saved page is in; UTF-16 and 32 are told before, by their NUL bytes.
_UNICODE = ["utf_7", "utf_16", "utf_16_le", "utf_16_be", "utf_32", "utf_32_le", "utf_32_be"]
_EBCDIC = ["cp037", "cp273", "cp424", "cp500", "cp875", "cp1026", "cp1140"]
_WESTERN = ["cp1252", "latin_1", "iso8859_15"]  # told before too, or told not to be
_NEVER = [*_UNICODE, *_EBCDIC, *_WESTERN, "hz"]
# Read as windows-1252, a symbol between two letters is a letter of another code page, but for the few that join
# words; so is a raised figure behind several; and the letters of Icelandic are far more often those of Turkish.
_NOT_WESTERN = re.compile(
    r"(?<=[^\W\d_])[^\w\x00-\x7f‘’“”–—…·\u00a0\u00ad](?=[^\W\d_])|(?<=[^\W\d_]{3})[¹³¼¾¿]|[ðþýÐÞÝ]"
)
_MOST_ACCENTED = 0.2
_FEW = 2


class Encoding(NamedTuple):
    """A Python codec, and what it was chosen by (`Capture.encoding_basis`)."""

    name: str
    basis: str


def kind_of_binary(data: bytes) -> str | None:
    """Say what the bytes are where they are no text ("an image", "binary data"); None where they may be text."""
    for signature, kind in _SIGNATURES:
        if data.startswith(signature):
            return kind
    if any(data.startswith(mark) for mark, _ in _BYTE_ORDER_MARKS):
        return None
    controls = len(data) - len(data.translate(None, _CONTROLS))
    if controls > _MOST_CONTROLS * len(data) and not _utf_16_without_mark(data):
        return "binary data"
    return None


def encoding_of(data: bytes, declared: str | None = None) -> Encoding | None:
    """Tell the encoding of text bytes; `declared` is the label the page gives, if any. None where none fits."""
    for mark, name in _BYTE_ORDER_MARKS:
        if data.startswith(mark):
            return _mixed_unless_strict(data, name, "bom")
    if b"\x00" in data and (name_16 := _utf_16_without_mark(data)):
        return _mixed_unless_strict(data, name_16, "detected")
    codec = codec_of(declared)
    if codec == "iso2022_jp" and b"\x1b" in data:  # seven-bit: its bytes are UTF-8 too
        return _mixed_unless_strict(data, codec, "declared")
    if _strict(data, "utf-8"):
        return Encoding("utf-8", "utf-8")
    if codec in MULTI_BYTE and _strict(data, codec):
        return Encoding(codec, "declared")
    if _mostly_utf_8(data):
        return Encoding("utf-8", "mixed")
    if codec and codec != "utf-8":
        if _strict(data, codec):
            return Encoding(codec, "declared")
        if _share_replaced(data, codec) <= _MOST_REPLACED:
            return Encoding(codec, "mixed")
    return _detected(data)


def _strict(data: bytes, name: str) -> bool:
    try:
        data.decode(name)
    except UnicodeDecodeError:
        return False
    return True


def _mixed_unless_strict(data: bytes, name: str, basis: str) -> Encoding:
    return Encoding(name, basis if _strict(data, name) else "mixed")


def _utf_16_without_mark(data: bytes) -> str | None:
    """Tell UTF-16 by its plain spaces, line ends and ASCII letters, which the other byte order does not show."""
    if b"\x00" not in data:
        return None
    sample = data[: SAMPLE // 32]
    best, most = None, 0
    for name in ("utf-16-le", "utf-16-be"):
        text = sample.decode(name, errors="replace")
        odd = sum(unicodedata.category(c) in {"Cc", "Cn", "Co", "Cs"} and c not in "\t\n\r\f" for c in text)
        ascii_ = sum(c in " \t\n\r" or (c.isascii() and c.isalnum()) for c in text)
        if odd <= _MOST_CONTROLS * len(text) and ascii_ > most:
            best, most = name, ascii_
    return best


def _mostly_utf_8(data: bytes) -> bool:
    """Tell whether UTF-8 keeps at least as many characters as it loses; a single-byte codec would ruin the former."""
    text = data.decode("utf-8", errors="replace")
    bad = text.count("\ufffd") - data.count(b"\xef\xbf\xbd")
    good = len(text) - len(text.encode("ascii", errors="ignore")) - bad
    return good > 0 and good >= bad


def _share_replaced(data: bytes, name: str) -> float:
    """Give the share of the characters beyond ASCII that decoding replaces."""
    text = data.decode(name, errors="replace")
    beyond = len(text) - len(text.encode("ascii", errors="ignore"))
    return text.count("\ufffd") / beyond if beyond else 0.0


def _detected(data: bytes) -> Encoding | None:
    if _western(data):
        return Encoding("cp1252", "detected")
    sample = data
    if len(data) > SAMPLE:  # cut behind a line end, where no multi-byte character can be torn
        sample = data[: data.rfind(b"\n", 0, SAMPLE) + 1 or SAMPLE]
    best = charset_normalizer.from_bytes(sample, cp_exclusion=_NEVER, preemptive_behaviour=False).best()
    for name in [best.encoding] if best else ["cp1252"]:
        if _strict(data, name):
            return Encoding(name, "detected")
        if _share_replaced(data, name) <= _MOST_REPLACED:
            return Encoding(name, "mixed")
    return None


def _western(data: bytes) -> bool:
    """Tell windows-1252: mostly ASCII, its accented letters inside words and its symbols between them.

    A detector that counts letter pairs has too little to go by in a short text, and takes it for anything.
    """
    try:
        text = data.decode("cp1252")
    except UnicodeDecodeError:
        return False
    if _NOT_WESTERN.search(text):
        return False
    letters = sum(map(str.isalpha, text))
    beyond = letters - sum(map(str.isalpha, text.encode("ascii", errors="ignore").decode("ascii")))
    return beyond <= max(_FEW, _MOST_ACCENTED * letters)
