"""What intake gives: the bytes of one page as fetched, or the problem that kept us from them."""

from __future__ import annotations

import hashlib

import msgspec


def sha256_of(data: bytes) -> str:
    """Give the SHA-256 of `data` in lower-case hexadecimal, 64 characters."""
    return hashlib.sha256(data).hexdigest()


class Capture(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=False):
    """The bytes of a page as fetched. Never changed.

    `data.decode(encoding, errors="replace")`, a leading byte order mark dropped, is the *decoded capture*: the
    text that offset maps count in. `text` gives it.
    """

    sha256: str
    uri: str
    media_type: str
    """`text/plain` or `text/html`."""
    data: bytes
    encoding: str
    """The encoding the decoded capture was read with; a Python codec name."""
    declared_encoding: str | None = None
    """What the page itself says (HTTP-equiv, `<meta charset>`, XML declaration); None where it says nothing."""
    encoding_basis: str = "detected"
    """`bom`, `declared`, `utf-8` (it decodes strictly), `detected`, or `mixed` (some bytes were replaced)."""
    fetched_at: str | None = None
    """When it was fetched, ISO 8601; None where nobody recorded it. A file's own time is not it."""
    modified_at: str | None = None
    """The file's modification time, ISO 8601 in UTC; None for stdin."""
    published: str | None = None
    """The article's date as whoever gave the capture states it, EDTF; None where nobody did."""
    outlet: str | None = None
    """Who published it, as whoever gave the capture states it."""
    title: str | None = None
    """Its headline, as whoever gave the capture states it."""

    @property
    def text(self) -> str:
        """The decoded capture."""
        return decode(self.data, self.encoding)

    def __repr__(self) -> str:
        return f"<Capture {self.sha256[:12]} {self.uri} {len(self.data)} bytes, {self.encoding}>"


def decode(data: bytes, encoding: str) -> str:
    """Decode a capture's bytes as its offset maps count them: bad bytes replaced, byte order mark dropped."""
    text = data.decode(encoding, errors="replace")
    return text.removeprefix("\ufeff")


class Stated(msgspec.Struct, frozen=True, kw_only=True):
    """What whoever gave a capture states of its article, where the page itself need not say so; None for nothing."""

    published: str | None = None
    outlet: str | None = None
    title: str | None = None

    @classmethod
    def of(cls, capture: Capture) -> Stated:
        """Take it from a capture."""
        return cls(published=capture.published, outlet=capture.outlet, title=capture.title)

    def over(self, before: Stated) -> Stated:
        """Give what holds when this is stated after `before`: what is stated last, and what was stated before."""
        return Stated(
            published=self.published or before.published,
            outlet=self.outlet or before.outlet,
            title=self.title or before.title,
        )

    def put_on(self, capture: Capture) -> Capture:
        """Give the capture with it."""
        return msgspec.structs.replace(capture, published=self.published, outlet=self.outlet, title=self.title)


class Problem(msgspec.Struct, frozen=True, kw_only=True):
    """One input, or one article, that could not be read; a line of `onrecord problems`."""

    uri: str
    stage: str
    """The room it happened in: `intake`, `pages` or `reading`."""
    reason: str
    """One line: the cause, then the remedy."""
    error: str
    """The name of the error's class."""
    sha256: str | None = None
    """The capture's hash, where its bytes could be had; they are kept."""
    data: bytes | None = None
    """The bytes, where they could be had and are below the size limit."""
