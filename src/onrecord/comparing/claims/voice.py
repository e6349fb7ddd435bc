"""A statement as it is held against others: its words, names, numbers, places and days, and whose it is."""

from __future__ import annotations

import functools
import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple, TypeVar

from onrecord.comparing.claims.vectors import Vector
from onrecord.comparing.stories.words import LONGEST, stem_of
from onrecord.comparing.words import fold
from onrecord.records import (
    Bound,
    Cited,
    Date,
    Figure,
    FigureKind,
    Place,
    Precision,
    Reading,
    Span,
    Spans,
    Stance,
    Statement,
    Status,
    days_of,
)
from onrecord.vocabulary.opposites import opposites

Record = TypeVar("Record", Place, Date, Figure)

_WIDE = ("region", "area", "country")
BEFORE = 120
"""Characters before a statement, of its own sentence, in which a day is looked for."""
READ = 1200
"""Characters of a content that are looked at: longer ones are speeches, and say no one thing."""

_WORD = re.compile(r"[^\W_]+(?:[.,]\d+)*(?:['’ʼ][^\W\d_]+)*")
_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
_CAPITAL = re.compile(r"[^\W\d_a-z]")


class Word(NamedTuple):
    """One word of a content: its stem, and where it stands in the content's text."""

    stem: str
    start: int
    end: int
    name: bool
    """Whether it is written large in the middle of a sentence, or is of a name that the article gives."""


class Where(NamedTuple):
    """A place, as far as it is known which."""

    name: str
    """Folded."""
    geonames_id: int | None
    lat: float | None
    lon: float | None
    country: str | None
    admin: str | None
    precision: Precision | None

    @classmethod
    def of(cls, place: Place) -> Where:
        """Take from a place of a reading what comparing needs."""
        return cls(
            name=fold(place.name or place.text),
            geonames_id=place.geonames_id,
            lat=place.lat,
            lon=place.lon,
            country=place.country,
            admin=fold(place.admin) if place.admin else None,
            precision=place.precision,
        )

    @property
    def is_wide(self) -> bool:
        """Tell whether it is a country or more."""
        return self.precision in ("country", "area")


Days = tuple[str, str]
"""First and last day, `YYYY-MM-DD`."""


@dataclass(frozen=True)
class Counted:
    """A figure of a statement, with its place and days looked up."""

    text: str
    """The number and what it counts, as they stand: "at least 12 soldiers"."""
    spans: Spans
    low: float | None
    high: float | None
    bound: Bound
    vague: bool
    unit: str | None
    thing: str | None
    """What is counted, as ledgers are sorted; its stem."""
    marks: frozenset[str]
    """Stems of the words that narrow it down: "Turkish" of "Turkish soldiers"."""
    kind: FigureKind
    place: Where | None
    """Where the text says it is of."""
    days: Days | None
    """When the text says it is of."""
    part: bool
    """Whether it is a part of another figure."""
    rest: bool
    """Whether it counts those that are left when some are counted ("15 others")."""

    @property
    def shown(self) -> Spans:
        """Where `text` stands: the number and, right behind it, what it counts."""
        start = self.spans[0].start
        return self.spans if _BETWEEN in self.text else (Span(start, start + len(self.text)),)


@dataclass(frozen=True, eq=False)
class Voice:
    """A statement held against others. Made once by `Voice.of`, then compared many times."""

    article: str
    statement: str
    text: str
    """Its content."""
    spans: Spans
    """Where that stands in the article."""
    words: tuple[Word, ...]
    """Of the content, in order, those that tell something."""
    turned: tuple[tuple[int, int], ...]
    """Stretches of the content that a negation turns round: from its word to the end of its reach."""
    numbers: frozenset[float]
    """Numbers in digits."""
    figures: tuple[Counted, ...]
    places: tuple[Where, ...]
    """Named in the content."""
    setting: Where | None
    """Where the article is set."""
    scene: Where | None
    """The same; where the article does not say, the town that it speaks of most."""
    days: tuple[Days, ...]
    """Days and stretches the content names."""
    told_on: tuple[Days, ...]
    """Days and stretches that the words around the content name, in its sentence: "in 2013 a minister accused …"."""
    day: str | None
    """The day of its article."""
    source: str | None
    """Folded name; None for unknown."""
    status: Status | None
    stance: Stance
    relay: str | None
    outlet: str | None
    act: str | None
    """What its source does beyond reporting: the stem of the cue ("condemn"); None for "said" and its like."""
    nested: bool
    """Whether it stands inside another statement."""
    vector: Vector | None = None
    """Of length 1; None where none was computed."""

    @functools.cached_property
    def terms(self) -> frozenset[str]:
        """The stems of its words."""
        return frozenset(word.stem for word in self.words)

    @functools.cached_property
    def names(self) -> frozenset[str]:
        """The stems of words of names."""
        return frozenset(word.stem for word in self.words if word.name)

    def cited(self, stem: str) -> tuple[Spans, str]:
        """Give where the first word of a stem stands in the article, with its characters."""
        for word in self.words:
            if word.stem == stem:
                return self.place(word.start, word.end), self.text[word.start : word.end]
        return (), ""

    def quoted(self, stems: Iterable[str]) -> Cited:
        """Cite the first word of each of these stems, in the order of the article."""
        pieces: dict[Span, str] = {}
        for stem in stems:
            spans, text = self.cited(stem)
            if len(spans) == 1:  # a word that a gap of the content parts is not shown
                pieces[spans[0]] = text
        return Cited(
            article=self.article, spans=tuple(sorted(pieces)), text=" … ".join(pieces[s] for s in sorted(pieces))
        )

    def place(self, start: int, end: int) -> Spans:
        """Give where characters of the content stand in the article; nothing where they are in no span of it."""
        found = []
        at = 0
        for span in self.spans:
            first, last = max(start, at), min(end, at + len(span))
            if first < last:
                found.append(Span(span.start + first - at, span.start + last - at))
            at += len(span) + len(_BETWEEN)
        return tuple(found)

    @classmethod
    def of(cls, reading: Reading, statement: Statement, vector: Vector | None = None) -> Voice:
        """Take a statement from its reading. For all of an article `voices` costs less."""
        return _voice(_Known(reading), statement, vector)

    @classmethod
    def plain(
        cls,
        text: str,
        *,
        article: str = "",
        statement: str = "",
        day: str | None = None,
        source: str | None = None,
        stance: Stance = "asserts",
        outlet: str | None = None,
        vector: Vector | None = None,
        names: Iterable[str] = (),
    ) -> Voice:
        """Make a voice of bare words, of which nobody read figures and places."""
        text = text[:READ]
        words = tuple(
            _words(text, [(m.start(), m.end()) for name in names for m in re.finditer(re.escape(name), text)])
        )
        return cls(
            article=article,
            statement=statement,
            text=text,
            spans=(Span(0, len(text)),) if text else (),
            words=words,
            turned=_turned(text),
            numbers=_numbers(text),
            figures=(),
            places=(),
            setting=None,
            scene=None,
            days=(),
            told_on=(),
            day=day,
            source=fold(source) if source else None,
            status=None,
            stance=stance,
            relay=None,
            outlet=outlet,
            act=None,
            nested=False,
            vector=vector,
        )


_BETWEEN = " … "
"""What parts the stretches of a discontinuous content in its text."""


def voices(reading: Reading, vectors: Mapping[str, Vector] | None = None) -> tuple[Voice, ...]:
    """Give all statements of a reading, in its order; `vectors` by the statements' ids."""
    known = _Known(reading)
    return tuple(_voice(known, one, (vectors or {}).get(one.id)) for one in reading.statements)


class _Known:
    """A reading with its records sorted, so that each statement costs the same in a long article."""

    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        self.places = {place.id: place for place in reading.places}
        self.dates = {date.id: date for date in reading.dates}
        self.by_place: list[tuple[int, Place]] = sorted(
            ((place.spans[0].start, place) for place in reading.places if place.spans), key=lambda item: item[0]
        )
        self.by_date: list[tuple[int, Date]] = sorted(
            ((date.spans[0].start, date) for date in reading.dates if date.spans), key=lambda item: item[0]
        )
        self.by_figure: list[tuple[int, Figure]] = sorted(
            ((figure.spans[0].start, figure) for figure in reading.figures if figure.spans), key=lambda item: item[0]
        )
        self.by_name: list[tuple[int, int]] = sorted(
            (span.start, span.end) for name in reading.names for span in name.mentions
        )
        setting = self.places.get(reading.setting.place) if reading.setting else None
        self.setting = Where.of(setting) if setting is not None and setting.name else None
        self.scene = self.setting or self._scene()
        self.day = _one_day(reading.anchor.edtf if reading.anchor else reading.article.published)

    def _scene(self) -> Where | None:
        """Give the town that most mentions of towns and smaller places are of; None where none has more than half."""
        counts = Counter(
            place.name for place in self.reading.places if place.name and place.precision not in (None, *_WIDE)
        )
        name, most = next(iter(counts.most_common(1)), (None, 0))
        if 2 * most <= counts.total():
            return None
        return Where.of(next(place for place in self.reading.places if place.name == name))

    def figures(self, spans: Spans) -> Iterator[Figure]:
        return _inside(self.by_figure, spans)

    def counted(self, figure: Figure) -> Counted:
        place = self.places.get(figure.place or "")
        date = self.dates.get(figure.date or "")
        days = days_of(date.edtf) if date is not None and date.kind in ("date", "time") else (None, None)
        thing = stem(figure.thing) if figure.thing else None
        counted = [stem(word) for word in _WORD.findall(figure.counted or "")]
        text = self.reading.article.text
        ends = [span.end for span in figure.counted_spans]
        last = figure.spans[-1].end
        # "12 soldiers", where the noun stands right behind the number; else the number alone.
        shown = text[figure.spans[0].start : max(ends)] if ends and last <= max(ends) <= last + 60 else figure.text
        return Counted(
            text=shown,
            spans=figure.spans,
            low=figure.low,
            high=figure.high,
            bound=figure.bound,
            vague=figure.basis == "vague",
            unit=figure.unit,
            thing=thing,
            marks=frozenset(word for word in counted if word and word not in (thing, stem(figure.head or ""))),
            kind=figure.kind,
            place=Where.of(place) if place is not None and place.name else None,
            days=(days[0], days[1]) if days[0] and days[1] else None,
            part=figure.part_of is not None,
            rest=_OTHERS.search(shown) is not None,
        )


def _inside(records: list[tuple[int, Record]], spans: Spans) -> Iterator[Record]:
    for span in spans:
        at = bisect_left(records, span.start, key=lambda item: item[0])
        while at < len(records) and records[at][0] < span.end:
            yield records[at][1]
            at += 1


def _days(dates: Iterable[Date]) -> tuple[Days, ...]:
    found = (days_of(date.edtf) for date in dates if date.kind in ("date", "time") and date.edtf)
    return tuple((first, last) for first, last in found if first and last)


def _sentence_of(text: str, one: Statement) -> Span:
    """Give the sentence of a statement, from `BEFORE` characters before its first word on to its last."""
    pieces = [*one.content.spans, *one.cue.spans, *one.source.spans]
    start, end = min(piece.start for piece in pieces), max(piece.end for piece in pieces)
    head = text[max(0, start - BEFORE) : start]
    cut = max(head.rfind(sign) for sign in (". ", ".” ", '." ', "? ", "! ", "\n"))
    return Span(start - len(head) + cut + 1 if cut >= 0 else start - len(head), min(end, start + READ))


def _voice(known: _Known, one: Statement, vector: Vector | None) -> Voice:
    content = one.content
    spans = content.spans
    text = _BETWEEN.join(span.of(known.reading.article.text) for span in spans)[:READ]
    named = []
    at = 0
    for span in spans:
        first = bisect_left(known.by_name, (span.start, 0))
        while first < len(known.by_name) and known.by_name[first][0] < span.end:
            start, end = known.by_name[first]
            named.append((at + start - span.start, at + min(end, span.end) - span.start))
            first += 1
        at += len(span) + len(_BETWEEN)
    places = {Where.of(place): None for place in _inside(known.by_place, spans) if place.name}
    dates = _days(_inside(known.by_date, spans))
    around = _days(_inside(known.by_date, (_sentence_of(known.reading.article.text, one),))) if spans else ()
    return Voice(
        article=known.reading.article.id,
        statement=one.id,
        text=text,
        spans=spans,
        words=tuple(_words(text, named)),
        turned=_turned(text),
        numbers=_numbers(text),
        figures=tuple(known.counted(figure) for figure in known.figures(spans)),
        places=tuple(places),
        setting=known.setting,
        scene=known.scene,
        days=dates,
        told_on=around,
        day=known.day,
        source=fold(one.source.name) if one.source.name else None,
        status=one.source.status,
        stance=one.stance,
        relay=one.relay.name if one.relay else None,
        outlet=known.reading.article.outlet,
        act=_act(one.cue.text),
        nested=one.parent is not None,
        vector=vector,
    )


@functools.lru_cache(maxsize=1 << 12)
def _act(cue: str) -> str | None:
    """Give the first word of a cue that is more than reporting; None where all it does is report."""
    plain = _reporting()
    for word in _WORD.findall(cue):
        found = fold(word)
        if found in plain or found in _AROUND:
            continue
        root = stem_of(found)
        if root in plain:
            return None
        if root:
            return root
    return None


@functools.cache
def _reporting() -> frozenset[str]:
    return frozenset(stem_of(word) or word for word in opposites().reporting) | opposites().reporting


_AROUND = frozenset(
    "is are was were be been being has have had to for on of by in with as at a an the also he she it they who that which "
    "statement said saying says".split()
)
"""Words of a cue that do not tell what is done."""


def _one_day(edtf: str | None) -> str | None:
    first, last = days_of(edtf)
    return first if first == last else None


@functools.cache
def _tables() -> tuple[dict[str, str], dict[str, str], re.Pattern[str], dict[str, str]]:
    """Give: form to word, stem to the stem that stands for it, a pattern of phrases, phrase to word."""
    known = opposites()
    alike: dict[str, str] = {}
    for line in known.alike:
        chief = stem_of(line[0]) or line[0]
        for word in line:
            alike.setdefault(stem_of(word) or word, chief)
    phrases = dict(known.phrases)
    pattern = "|".join(rf"{re.escape(phrase)}" for phrase, _ in known.phrases)
    return known.forms, alike, re.compile(rf"(?<![^\W_])(?:{pattern})(?![^\W_])", re.IGNORECASE), phrases


@functools.lru_cache(maxsize=1 << 16)
def stem(word: str) -> str:
    """Give the stem of a word, that of another which news uses for the same; "" for a word that tells nothing."""
    if not word:
        return ""
    forms, alike, _, phrases = _tables()
    if word in ("US", "USA"):
        return "usa"
    low = fold(word)
    if low in phrases:
        low = phrases[low]
    found = stem_of(forms.get(low, low))
    return alike.get(found, found)


def _words(text: str, named: Iterable[tuple[int, int]] = ()) -> Iterator[Word]:
    """Give the words of a content that tell something; numbers are none of them."""
    pattern, phrases = _tables()[2:]
    held = sorted((m.start(), m.end(), phrases[m[0].lower()]) for m in pattern.finditer(text))
    named = sorted(named)
    matches = [m for m in _WORD.finditer(text) if m.end() - m.start() <= LONGEST]
    large = sum(1 for m in matches if _CAPITAL.match(m[0]))
    title = large > 0.6 * len(matches) and len(matches) > 4
    joined = 0
    at = 0
    done = 0
    for match in matches:
        start, end = match.span()
        while joined < len(held) and held[joined][1] <= start:
            joined += 1
        if start < done:
            continue
        word = match[0]
        if joined < len(held) and held[joined][0] <= start:
            start, end, word = held[joined]
            done = end
        elif word[0].isdigit():
            continue
        found = stem(word)
        if not found:
            continue
        while at < len(named) and named[at][1] <= start:
            at += 1
        is_name = at < len(named) and named[at][0] <= start
        if not is_name and not title and _CAPITAL.match(text, start):
            before = text[:start].rstrip()
            is_name = (bool(before) and before[-1] not in '.!?:;“"‘…') or word.isupper()
        yield Word(found, start, end, is_name)


def _numbers(text: str) -> frozenset[float]:
    found = set()
    for match in _NUMBER.finditer(text):
        digits = match[0].replace(",", "")
        if len(digits) < 16 and digits.count(".") < 2:
            found.add(float(digits))
    return frozenset(found)


_OTHERS = re.compile(r"\b(?:others?|more|another|further|additional)\b", re.IGNORECASE)
_STOPS = re.compile(r"[,;:.!?—–]| but | although | while | though | because |…")


@functools.cache
def _negation() -> tuple[re.Pattern[str], re.Pattern[str]]:
    known = opposites()
    near = "|".join(sorted(map(re.escape, known.negators), key=lambda w: (-len(w), w)))
    phrases = "|".join(sorted((re.escape(p) for p in known.negating), key=lambda w: (-len(w), w)))
    nothing = "|".join(sorted((re.escape(p) for p in known.no_turn), key=lambda w: (-len(w), w)))
    return re.compile(rf"\b(?:{phrases}|{near})\b"), re.compile(rf"\b(?:{nothing})\b")


def _turned(text: str) -> tuple[tuple[int, int], ...]:
    """Give the stretches that a negation turns round, each from the negation to the next stop or joint."""
    low = text.lower()
    if len(low) != len(text):
        return ()
    for mark in "’ʼ'":
        low = low.replace(f"n{mark}t", "nt\0")
    # An apostrophe taken out moves nothing: "isn't" became "isnt" and one sign that no pattern matches.
    turning, nothing = _negation()
    idle = [match.span() for match in nothing.finditer(low)]
    found = []
    for match in turning.finditer(low):
        if any(start <= match.start() < end for start, end in idle):
            continue
        stop = _STOPS.search(low, match.end())
        found.append((match.start(), stop.start() if stop else len(low)))
    return tuple(found)
