"""What a date rule is, and what it sees: the text around an expression, the article's date, the dates before it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from typing import ClassVar, NamedTuple

import msgspec

from onrecord.reading.dates.edtf import Now
from onrecord.reading.dates.tense import sentence_start, tense_at
from onrecord.records import DateBasis, DateKind, Rule


class Piece(msgspec.Struct, eq=False):
    """A date expression while the article is read: what it says, and what that was reckoned from."""

    start: int
    end: int
    edtf: str | None
    unit: str
    """How fine it is: `time`, `day`, `week`, `weekend`, `month`, `quarter`, `half`, `season`, `year`, … or `none`."""
    kind: DateKind = "date"
    duration: str | None = None
    basis: DateBasis = "stated"
    origin: Piece | None = None
    """The expression it was reckoned from, where that was not the article's date."""
    made_by: str = ""
    confidence: float = 1.0
    yearless: bool = False
    """Whether the year was not said but reckoned."""
    part: str | None = None
    """The part of the day it names: `morning`, `night` …"""
    block: int = 0

    def is_point(self) -> bool:
        """Tell whether other expressions can be reckoned from it."""
        return self.kind in ("date", "time") and self.edtf is not None and self.unit != "none"


POINTS = ("day", "time", "week", "weekend", "month", "quarter", "half", "season", "year", "decade", "century")
"""The units of what other expressions can be reckoned from."""


class Scene:
    """What a rule sees of the article while its text is read from left to right."""

    def __init__(self, text: str, now: Now | None) -> None:
        self.text = text
        self.now = now
        self.floor = 0
        self.ceiling = len(text)
        self.block = 0
        self.kind = "paragraph"
        self.capitals = False
        self.pieces: list[Piece] = []
        """All expressions so far, in order."""
        self.last_point: Piece | None = None
        self.last_own_quarter: Piece | None = None
        """The last quarter that was said, not reckoned from another date of the text."""
        self._last_of_unit: dict[str, Piece] = {}
        self._last_on: dict[int, Piece] = {}
        self._surnames: frozenset[str] | None = None

    @property
    def surnames(self) -> frozenset[str]:
        """The months that are somebody's surname in this text ("Theresa May")."""
        if self._surnames is None:
            self._surnames = frozenset(m[1].lower() for m in _TITLED.finditer(self.text))
        return self._surnames

    def enter(self, number: int, kind: str, floor: int, ceiling: int) -> None:
        """Go on to a block."""
        self.block, self.kind, self.floor, self.ceiling = number, kind, floor, ceiling
        letters = [c for c in self.text[floor : min(ceiling, floor + 400)] if c.isalpha()]
        self.capitals = bool(letters) and sum(map(str.isupper, letters)) > 0.8 * len(letters)

    def tense(self, start: int, end: int, *, beside: bool = True) -> str | None:
        """Give `past`, `future` or None for what stands at an expression; with `beside`, "by" alone is future."""
        return tense_at(self.text, start, end, self.floor, self.ceiling, beside=beside)

    def word_before(self, start: int) -> str:
        """Give the word or sign directly before, as it stands; empty at the start of a block."""
        words = self.text[max(self.floor, start - 40) : start].rsplit(None, 1)
        return words[-1] if words else ""

    def words_before(self, start: int, count: int) -> list[str]:
        """Give up to `count` words before, lower case, nearest last."""
        return self.text[max(self.floor, start - 80) : start].lower().split()[-count:]

    def word_behind(self, end: int) -> str:
        """Give the word directly behind, as it stands; empty where a sign or nothing follows."""
        found = _NEXT.match(self.text, end, self.ceiling)
        return found[1] if found else ""

    def is_capital(self, at: int) -> bool:
        """Tell whether an expression is written like a name."""
        return self.text[at : at + 1].isupper()

    def sentence_start(self, start: int) -> int:
        """Give where the sentence begins."""
        return sentence_start(self.text, start, self.floor)

    def add(self, piece: Piece) -> None:
        """Add the next expression of the text."""
        self.pieces.append(piece)
        if not piece.is_point():
            return
        self.last_point = piece
        self._last_of_unit[piece.unit] = piece
        if piece.unit == "quarter" and piece.basis != "text":
            self.last_own_quarter = piece
        if piece.unit == "day" and _WHOLE_DAY.fullmatch(piece.edtf or ""):
            self._last_on[date.fromisoformat(piece.edtf or "").weekday()] = piece

    def last_on(self, weekday: int) -> Piece | None:
        """Give the last day before that was such a weekday."""
        return self._last_on.get(weekday)

    def reference(self, units: Sequence[str] = POINTS, *, anywhere: bool = False) -> Piece | None:
        """Give the last date before, of one of the units, in this block or the one before; `anywhere` for all."""
        found = [piece for unit in units if (piece := self._last_of_unit.get(unit)) is not None]
        last = max(found, key=lambda piece: piece.start, default=None)
        return last if last is not None and (anywhere or last.block >= self.block - 1) else None


_WHOLE_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_TITLED = re.compile(
    r"\b(?:Mr|Mrs|Ms|Miss|Dr|Sir|Theresa|Minister|Secretary|President|Senator|Leader)\.?\s{1,9}(May|March|June|April|August)\b"
)
_NEXT = re.compile(r"\s{1,9}([\w'’-]+)")


class Told(NamedTuple):
    """What an expression says, as one rule reads it."""

    edtf: str | None
    unit: str
    kind: DateKind = "date"
    duration: str | None = None
    basis: DateBasis = "stated"
    origin: Piece | None = None
    yearless: bool = False
    part: str | None = None
    confidence: float = 1.0
    start: int | None = None
    """Where it begins, when that is not where the pattern began."""
    end: int | None = None


def named(found: re.Match[str], name: str) -> str:
    """Give what a part of the pattern matched, lower case, blanks single; empty where this form has no such part."""
    words = found.group(name) if name in found.re.groupindex else None
    return " ".join(words.lower().split()) if words else ""


class DateRule(Rule):
    """Base of the date rules: patterns for whole expressions, and what each says."""

    draws = "dates"
    begins: ClassVar[frozenset[str]] = frozenset()
    """The words, lower case, its expressions begin with; `#` for digits, `'` for a year of two digits."""
    forms: ClassVar[tuple[str, ...]] = ()
    """Regular expressions, letter case aside; tried from such a word on."""

    @classmethod
    def patterns(cls) -> tuple[re.Pattern[str], ...]:
        """Give its forms, compiled."""
        found = cls.__dict__.get("_patterns")
        if found is None:
            found = tuple(re.compile(form, re.IGNORECASE) for form in cls.forms)
            cls._patterns = found  # type: ignore[attr-defined]
        return found

    @classmethod
    def tell(cls, found: re.Match[str], scene: Scene) -> Told | None:
        """Give what a match says; None where it is no date after all."""
        raise NotImplementedError
