"""What an article is about, as far as its words tell: terms with weights, its day, and the sentences that open it."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from onrecord.comparing.stories.words import words
from onrecord.comparing.words import fold
from onrecord.records import Reading, Span, Spans, days_of

WORD, NAME, PLACE = "w:", "n:", "p:"
"""How a term begins: a stem, the name of a person or a body, the name of a place."""
READ = 4_000
"""Characters from the beginning of an article that are looked at: news says first what it is about."""
OPENING = 600
"""Characters that count as its opening."""
IN_TITLE, IN_OPENING = 3.0, 2.0
"""How many times a word counts that stands in the title, or in the opening."""
PROPER = 1.3
"""How much more a word weighs that the article always writes with a capital: mostly a part of a name."""
NUMBER = 2.2
"""How much more a number of three signs or more weighs: two quakes are told apart by their magnitudes."""
TERMS = 120
"""Terms of an article that are kept, the heaviest."""
SENTENCES = 4
"""Sentences of its opening that may stand for a story."""

# Years, clock times ("0730") and dates ("08.04.2017"): when an article is, and is of, is told by its day.
_YEAR = re.compile(r"(?:19|20)\d\d$|0\d|\d+[.]\d+[.]")
_END = re.compile(r"(?<=[.!?…])[\"'”’)]*\s+(?=[\"'“‘(]*[^\W_a-z])|\n+")
_ABBREVIATED = re.compile(
    r"(?:\b(?:[^\W\d_]|mr|mrs|ms|dr|gen|lt|col|maj|sgt|st|gov|sen|rep|rev|prof|no|vs|jr|sr|inc|co|corp))\.$", re.I
)


@dataclass(frozen=True)
class Sentence:
    """A sentence of an article: where it stands, and its stems."""

    span: Span
    stems: tuple[str, ...]
    repeats: bool = False
    """Whether it says no more than the headline."""


@dataclass(frozen=True)
class Profile:
    """An article as stories compare it."""

    article: str
    day: int | None
    """Its day as `date.toordinal` counts; None for unknown."""
    terms: Mapping[str, float]
    """Each term and how much the article makes of it: 1 and more."""
    forms: Mapping[str, str]
    """Each term as it stands in the article, where it stands first."""
    sentences: tuple[Sentence, ...]
    text: str


def profile(reading: Reading, stock: Spans = ()) -> Profile:
    """Give the profile of an article, from its text and what was read from it. Takes linear time.

    Args:
        reading: the article and its records; who and what it names counts, and which places.
        stock: what its outlet prints under many articles, as far as that is known: it tells nothing of this one.
    """
    article = reading.article
    text = article.text[:READ]
    heads = [span for span in article.headings[:1] if span.start < OPENING]
    title_end = heads[0].end if heads else 0
    opening = title_end + OPENING
    counts: dict[str, float] = {}
    forms: dict[str, str] = {}
    small: set[str] = set()

    def add(term: str, form: str, times: float) -> None:
        counts[term] = counts.get(term, 0.0) + times
        # A word at the beginning of a headline has its capital from there.
        if term not in forms or (form[0].islower() and not forms[term][0].islower()):
            forms[term] = form

    aside = _starts(text, (*article.credits, *article.bylines, *article.teasers, *article.datelines, *stock))
    dates = _starts(text, (span for date in reading.dates if date.kind in ("date", "time") for span in date.spans))
    own = frozenset(stem for stem, _, _ in words(article.outlet or ""))
    skipped: dict[str, bool] = {}
    told = words(text)
    for stem, start, end in told:
        if (aside and aside[start]) or (dates and dates[start]):
            continue
        if stem not in skipped:
            skipped[stem] = stem in own or _YEAR.match(stem) is not None
        if not skipped[stem]:
            term = WORD + stem
            add(term, text[start:end], IN_TITLE if start < title_end else IN_OPENING if start < opening else 1.0)
            if text[start].islower():
                small.add(term)
    if article.title and not heads:
        for stem, start, end in words(article.title[:OPENING]):
            if stem not in own and not _YEAR.match(stem):
                add(WORD + stem, article.title[start:end], IN_TITLE)
    for name, spans in _names(reading):
        form = " ".join(name.split())
        for span in spans or (Span(0, 1),):
            if span.start < READ:
                add(NAME + fold(form), form, IN_OPENING if span.start < opening else 1.0)
    for place in reading.places:
        start = place.spans[0].start if place.spans else READ
        if place.name and start < READ:
            add(PLACE + fold(place.name), place.text, IN_OPENING if start < opening else 1.0)
    heaviest = sorted(counts.items(), key=lambda item: (-item[1], item[0]))[:TERMS]
    terms = {term: (1.0 + math.log(count)) * _weight(term, forms[term], small) for term, count in heaviest}
    return Profile(
        article=article.id,
        day=day_of(reading),
        terms=terms,
        forms={term: forms[term] for term in terms},
        sentences=_sentences(text, told, article.headings, aside),
        text=text,
    )


def _weight(term: str, form: str, small: set[str]) -> float:
    if not term.startswith(WORD):
        return 1.0
    if form[0].isdecimal() and form[-1].isdecimal():
        return NUMBER if len(form) > 2 else 1.0
    # A text all in capitals has no small words to tell by: then none is a name for it.
    return PROPER if small and term not in small and form[0].isupper() else 1.0


def day_of(reading: Reading) -> int | None:
    """Give the day an article is of; None where it is unknown or known less exactly than a week."""
    known = (reading.anchor.edtf if reading.anchor else None, reading.article.published)
    for edtf in known:
        first, last = days_of(edtf)
        if first and last:
            try:
                start, end = date.fromisoformat(first).toordinal(), date.fromisoformat(last).toordinal()
            except ValueError:
                continue
            if 0 <= end - start <= 7:
                return start
    return None


def _names(reading: Reading) -> Iterable[tuple[str, Spans]]:
    """Give the people and bodies that the article names, each once, with where."""
    seen = set()
    for name in reading.names:
        if fold(name.name) not in seen:
            seen.add(fold(name.name))
            yield name.name, name.mentions
    for source in reading.sources:
        if source.status == "named" and source.kind in ("person", "organisation") and fold(source.name) not in seen:
            seen.add(fold(source.name))
            yield source.name, source.mentions


def _starts(text: str, spans: Iterable[Span]) -> bytearray:
    """Mark the characters of `text` under `spans`; empty where there are none."""
    inside = [span for span in spans if span.start < len(text)]
    marks = bytearray(len(text)) if inside else bytearray()
    for span in inside:
        end = min(span.end, len(text))
        marks[span.start : end] = b"\x01" * (end - span.start)
    return marks


def _sentences(
    text: str, told: Sequence[tuple[str, int, int]], headings: Iterable[Span], aside: bytearray
) -> tuple[Sentence, ...]:
    """Give the first sentences of the body, with their stems out of `told`; where there is none, the headline."""
    at = 0
    found: list[Sentence] = []
    headline: list[Sentence] = []
    titles = [span for span in headings if span.start < len(text)]
    start = 0
    cuts = [(match.start(), match.end()) for match in _END.finditer(text)]
    for end, following in [*cuts, (len(text), len(text))]:
        if (
            end < len(text)
            and "\n" not in text[end:following]
            and _ABBREVIATED.search(text[max(start, end - 12) : end])
        ):
            continue
        first, last = start, end
        start = following
        while first < last and text[first].isspace():
            first += 1
        while last > first and text[last - 1].isspace():
            last -= 1
        if first >= last or (aside and aside[first]):
            continue
        span = Span(first, last)
        while at < len(told) and told[at][1] < first:
            at += 1
        stems = []
        while at < len(told) and told[at][1] < last:
            stems.append(told[at][0])
            at += 1
        sentence = Sentence(span, tuple(stems))
        if any(title.overlaps(span) for title in titles):
            headline.append(sentence)
        elif len(sentence.stems) >= 3:
            said = {stem for before in headline for stem in before.stems}
            found.append(replace(sentence, repeats=bool(said) and len(said.union(sentence.stems)) <= len(said) + 2))
            if len(found) == SENTENCES:
                break
    return tuple(found or headline[:1])
