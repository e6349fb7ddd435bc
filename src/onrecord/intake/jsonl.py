"""JSON Lines: one page a line, with what is known of it beside its text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from io import BytesIO
from typing import BinaryIO

import msgspec

from onrecord.intake.html import declared_encoding
from onrecord.intake.page import MAX_BYTES, Origin, problem, read_page, too_large
from onrecord.records import Capture, CaptureError, Problem, days_of

_DATE = re.compile(r"(\d{4}(?:-\d\d){0,2})(?:[T ].*)?")


class _Line(msgspec.Struct, frozen=True):
    """What a line may hold; other fields are passed over."""

    text: str | None = None
    html: str | None = None
    uri: str | None = None
    url: str | None = None
    date: str | None = None
    outlet: str | None = None
    title: str | None = None
    fetched_at: str | None = None


class JsonLines:
    """Pages as JSON objects, one a line: `text` or `html`, and what is known beside it.

    That is `uri` (or `url`), `date`, `outlet`, `title`, `fetched_at`.

    The capture's bytes are the UTF-8 of `text` or `html`, so that the same page is the same capture whichever way it
    comes. `date` is the article's own date, never the capture's: a day, a month or a year; of a time stamp, its day.
    `outlet` and `title` are what the article's publisher is called, and its headline.
    """

    suffixes = frozenset({".jsonl", ".ndjson"})

    def sniff(self, head: bytes, suffix: str) -> bool:
        """Tell by an object that begins with one of our fields."""
        return not suffix and bool(re.match(rb'(?:\xef\xbb\xbf)?\s*\{\s*"\w+"\s*:', head))

    def read(self, file: BinaryIO, origin: Origin) -> Iterator[Capture | Problem]:
        """Read line by line; a line that is no page is a problem and the next one is read."""
        file.seek(0)
        number = 0
        while line := file.readline(MAX_BYTES + 1):
            number += 1
            uri = f"{origin.uri}:{number}"
            if len(line) > MAX_BYTES:
                yield too_large(uri)
                while line and not line.endswith(b"\n"):
                    line = file.readline(MAX_BYTES)
                continue
            if line.strip(b"\xef\xbb\xbf \t\r\n"):
                yield from _page(line, msgspec.structs.replace(origin, uri=uri))
        if not number:
            yield problem(origin.uri, CaptureError, "the file is empty: save it again", b"")


def _page(line: bytes, origin: Origin) -> Iterator[Capture | Problem]:
    try:
        fields = msgspec.json.decode(line.removeprefix(b"\xef\xbb\xbf"), type=_Line)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        reason = f'not a JSON object with "text" or "html" ({" ".join(str(error).split())}): mend the line'
        yield problem(origin.uri, CaptureError, reason, line)
        return
    page = fields.html if fields.html is not None else fields.text
    if page is None:
        yield problem(origin.uri, CaptureError, 'neither "text" nor "html" in the line: give one', line)
        return
    try:
        data = page.encode("utf-8")
    except UnicodeEncodeError:
        yield problem(origin.uri, CaptureError, "the text holds half a surrogate pair: write the line again", line)
        return
    uri = fields.uri or fields.url or origin.uri
    found = read_page(
        BytesIO(data),
        msgspec.structs.replace(origin, uri=uri),
        media_type="text/plain" if fields.html is None else "text/html",
        declared=lambda _: None if fields.html is None else declared_encoding(data),
    )
    if isinstance(found, Problem):
        yield found
        return
    date = _DATE.fullmatch((fields.date or "").strip())
    published = date[1] if date and days_of(date[1]) != (None, None) else None
    if fields.date and published is None:
        reason = f'"date" is {fields.date[:40]!r}, not a date such as 2024-12-14: the page is read without it'
        yield problem(uri, CaptureError, reason, line)
    yield msgspec.structs.replace(
        found,
        published=published,
        outlet=_line_of(fields.outlet),
        title=_line_of(fields.title),
        fetched_at=fields.fetched_at,
    )


def _line_of(words: str | None) -> str | None:
    """Give words on one line; None for none."""
    return " ".join((words or "").split()) or None
