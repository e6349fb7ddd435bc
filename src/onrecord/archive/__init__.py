"""The archive: captures, articles, readings and problems in one file, and their search."""

from pathlib import Path

from onrecord.archive.connect import BUSY_S
from onrecord.archive.interface import (
    Archive,
    ArticleRow,
    Failure,
    Filter,
    Hit,
    Kept,
    Listing,
    Location,
    SilenceRow,
    SourceRow,
    StatementRow,
    Totals,
)
from onrecord.archive.store import SqliteArchive
from onrecord.archive.words import fold

SUFFIX = ".onrecord"
"""What the name of an archive file ends in."""


def open_archive(path: Path, *, read_only: bool = False, timeout: float = BUSY_S) -> Archive:
    """Open the archive at `path`, or make it where there is none and it may be written.

    A writer waits up to `timeout` seconds for another one's turn to end. Raises ArchiveError where the file is not
    an archive, is newer than this Onrecord, is missing for a reader, or cannot be used.
    """
    return SqliteArchive(Path(path), read_only=read_only, timeout=timeout)


__all__ = [
    "SUFFIX",
    "Archive",
    "ArticleRow",
    "Failure",
    "Filter",
    "Hit",
    "Kept",
    "Listing",
    "Location",
    "SilenceRow",
    "SourceRow",
    "StatementRow",
    "Totals",
    "fold",
    "open_archive",
]
