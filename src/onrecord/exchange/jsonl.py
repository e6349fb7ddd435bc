"""Any records as JSON Lines: one record a line, exact, keys in the order of the record."""

from __future__ import annotations

from collections.abc import Iterable
from typing import BinaryIO

import msgspec

from onrecord.records import to_json


def write(records: Iterable[msgspec.Struct], stream: BinaryIO) -> int:
    """Write one line a record (a `Reading`, a `StatementRow`, …) and give the number of lines.

    Each line is flushed when its record is finished, so that a reader at the other end of a pipe need not wait.
    """
    count = 0
    for count, record in enumerate(records, start=1):  # noqa: B007 - the count is what the caller is told
        stream.write(to_json(record) + b"\n")
        stream.flush()
    return count
