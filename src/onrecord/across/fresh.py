"""A memory of the articles that were looked at lately: reprints and stories come in waves."""

from __future__ import annotations

import sqlite3
from collections import OrderedDict
from collections.abc import Callable, Mapping
from typing import TypeVar

import msgspec

from onrecord.archive.readings import reading_numbered
from onrecord.archive.walk import houses_of, named_in_article
from onrecord.comparing import Compared
from onrecord.comparing.claims import Denial, Voice, denials_of, voices
from onrecord.comparing.origins import Carried, Known, carried
from onrecord.records import Reading

T = TypeVar("T")

REMEMBERED = 256
"""Articles of which each thing is kept at hand."""


class Lately(OrderedDict[int, T]):
    """What was made of articles lately, by their numbers."""

    def made(self, number: int, make: Callable[[], T]) -> T:
        """Give what is there, or make it and keep it; the one longest unused makes room."""
        if number not in self:
            self[number] = make()
        self.move_to_end(number)
        if len(self) > REMEMBERED:
            self.popitem(last=False)
        return self[number]


class Memory:
    """Readings by their article's number, and what comparing makes of them; within the transactions of one walk."""

    def __init__(self, db: sqlite3.Connection) -> None:
        self._db = db
        self._readings: Lately[Reading] = Lately()
        self._compared: Lately[Compared] = Lately()
        self._voices: Lately[tuple[Voice, ...]] = Lately()
        self._denials: Lately[Mapping[str, Denial]] = Lately()
        self._carried: Lately[Mapping[str, Carried]] = Lately()

    def reading(self, number: int) -> Reading:
        """Give the reading of an article. Raises KeyError where it has none."""

        def make() -> Reading:
            reading = reading_numbered(self._db, number)
            if reading is None:
                raise KeyError(number)
            return reading

        return self._readings.made(number, make)

    def compared(self, number: int) -> Compared:
        """Give the article as it is compared word by word."""
        return self._compared.made(number, lambda: Compared.of(self.reading(number)))

    def voices(self, number: int) -> tuple[Voice, ...]:
        """Give its statements as they are held against others, in its order."""
        return self._voices.made(number, lambda: voices(self.reading(number)))

    def denials(self, number: int) -> Mapping[str, Denial]:
        """Give its denials, by their statements."""
        return self._denials.made(
            number, lambda: {denial.statement: denial for denial in denials_of(self.reading(number))}
        )

    def carried(self, number: int) -> Mapping[str, Carried]:
        """Give its statements as their origin is asked for, by their ids. Its sources must have their identities."""

        def make() -> Mapping[str, Carried]:
            known = {
                record: Known(id=id_, name=name) for record, (id_, name) in named_in_article(self._db, number).items()
            }
            houses = houses_of(self._db, number)
            return {
                one.said.statement: one
                if one.affiliation is not None or one.record not in houses
                else msgspec.structs.replace(one, affiliation=houses[one.record])
                for one in carried(self.reading(number), number, known)
            }

        return self._carried.made(number, make)

    def forget_carried(self) -> None:
        """Forget who is who: identities changed."""
        self._carried.clear()
