"""The formats intake reads. A new one is a new file beside this, and a line in `FORMATS`."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import PurePosixPath
from typing import BinaryIO, Protocol

from onrecord.intake.html import Html
from onrecord.intake.jsonl import JsonLines
from onrecord.intake.page import Origin
from onrecord.intake.text import Text
from onrecord.records import Capture, Problem


class Format(Protocol):
    """One format: how its files are told, and how one is read. A file may hold many captures."""

    suffixes: frozenset[str]
    """Lower case, with the dot."""

    def sniff(self, head: bytes, suffix: str) -> bool:
        """Tell by its first bytes whether a file with a suffix that is nobody's is in this format."""

    def read(self, file: BinaryIO, origin: Origin) -> Iterator[Capture | Problem]:
        """Read a file from its beginning; what cannot be read inside it is a problem, not an error."""


TEXT = Text()
FORMATS: tuple[Format, ...] = (Html(), JsonLines(), TEXT)
"""In the order they are asked."""


def format_by_suffix(name: str) -> Format | None:
    """Give the format that a file's suffix names; None where it names none."""
    suffix = PurePosixPath(name).suffix.lower()
    return next((format_ for format_ in FORMATS if suffix in format_.suffixes), None)


def format_by_bytes(head: bytes, suffix: str = "") -> Format | None:
    """Give the format that a file's first bytes show; None where it is no page in any."""
    return next((format_ for format_ in FORMATS if format_.sniff(head, suffix)), None)
