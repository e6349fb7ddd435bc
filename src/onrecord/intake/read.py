"""Read what the walk found: open it without ever waiting on it, tell its format, hand it over."""

from __future__ import annotations

import os
import stat
import sys
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from io import BytesIO
from pathlib import PurePath
from typing import BinaryIO

from onrecord.intake.encoding import kind_of_binary
from onrecord.intake.formats import TEXT, format_by_bytes, format_by_suffix
from onrecord.intake.page import Origin, problem, read_to_limit
from onrecord.intake.walk import STDIN, Walk, os_problem, printable
from onrecord.records import Capture, CaptureError, NotText, Problem

_HEAD = 4096


def captures(paths: Iterable[str], *, stdin: BinaryIO | None = None) -> Iterator[Capture | Problem]:
    """Give the captures behind each path, in a fixed order, and one problem for each input that gives none.

    A path is a file, a folder (walked to its end), a glob, or `-` for `stdin` (default: the process's own). Nothing
    an input holds ends the run.
    """
    for path in Walk().files(paths):
        if isinstance(path, Problem):
            yield path
            continue
        try:
            yield from _read_stdin(stdin) if path == STDIN else _read_file(path)
        except OSError as error:
            yield os_problem(path, error)
        except Exception as error:
            reason = f"reading failed ({' '.join(str(error).split())}): report it as a bug"
            yield problem(printable(path), type(error), reason)


def _read_stdin(stdin: BinaryIO | None) -> Iterator[Capture | Problem]:
    data = read_to_limit(stdin or sys.stdin.buffer)
    format_ = format_by_bytes(data[:_HEAD]) or TEXT
    yield from format_.read(BytesIO(data), Origin(STDIN))


def _read_file(path: str) -> Iterator[Capture | Problem]:
    uri = printable(path)
    special = problem(uri, CaptureError, "a pipe, socket or device, not a file: pipe it to `-` to read it")
    if not stat.S_ISREG(os.stat(path).st_mode):  # noqa: PTH116 - a path of bytes that are no UTF-8 stays as it is
        yield special
        return
    # It may have become a pipe since: opened so, that does not wait for a writer.
    descriptor = os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC)
    with os.fdopen(descriptor, "rb") as file:
        status = os.fstat(descriptor)
        if not stat.S_ISREG(status.st_mode):
            yield special
            return
        format_ = format_by_suffix(path)
        if format_ is None:
            head = file.read(_HEAD)
            if kind := kind_of_binary(head):
                reason = f"this is {kind}, not text: save the page as text or HTML (the bytes are not kept)"
                yield problem(uri, NotText, reason)
                return
            suffix = PurePath(path).suffix
            format_ = format_by_bytes(head, suffix)
            if format_ is None:
                yield problem(uri, NotText, f"a {suffix} file is no page: rename it to .txt to read it as text")
                return
        yield from format_.read(file, Origin(uri, _iso(status.st_mtime)))


def _iso(timestamp: float) -> str | None:
    """Give a file's time as ISO 8601 in UTC; None for a time no calendar has."""
    try:
        return datetime.fromtimestamp(timestamp, UTC).isoformat(timespec="seconds")
    except (OverflowError, OSError, ValueError):
        return None
