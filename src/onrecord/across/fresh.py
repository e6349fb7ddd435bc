"""An article on its walk through comparing, and a memory of those that were looked at lately."""

from __future__ import annotations

import sqlite3
from collections import OrderedDict
from dataclasses import dataclass, field

from onrecord.archive.readings import reading_numbered
from onrecord.comparing import Compared
from onrecord.records import Likeness, Reading

REMEMBERED = 256
"""Articles whose readings are kept at hand: reprints come in waves."""


@dataclass(frozen=True)
class Fresh:
    """An article that is being compared."""

    number: int
    """Of the archive: the order of adding."""
    reading: Reading
    likenesses: tuple[Likeness, ...] = field(default=())
    """What it is to articles before it; each seen from the earlier one."""


class Memory:
    """Readings by their article's number, the last ones kept at hand."""

    def __init__(self, db: sqlite3.Connection) -> None:
        self._db = db
        self._readings: OrderedDict[int, Reading] = OrderedDict()
        self._compared: OrderedDict[int, Compared] = OrderedDict()

    def reading(self, number: int) -> Reading | None:
        """Give the reading of an article; None where it has none."""
        if number not in self._readings:
            reading = reading_numbered(self._db, number)
            if reading is None:
                return None
            self._readings[number] = reading
        self._readings.move_to_end(number)
        while len(self._readings) > REMEMBERED:
            self._readings.popitem(last=False)
        return self._readings[number]

    def compared(self, number: int) -> Compared | None:
        """Give the article as it is compared word by word."""
        if number not in self._compared:
            reading = self.reading(number)
            if reading is None:
                return None
            self._compared[number] = Compared.of(reading)
        self._compared.move_to_end(number)
        while len(self._compared) > REMEMBERED:
            self._compared.popitem(last=False)
        return self._compared[number]
