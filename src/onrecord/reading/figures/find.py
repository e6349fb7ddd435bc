"""The walk through an article's numbers: which are figures, what they count, what they are part of."""

from __future__ import annotations

import bisect
import itertools
import re
from collections import Counter
from collections.abc import Sequence
from typing import Generic, TypeVar

from onrecord.reading.analysis import Analysis, Block
from onrecord.reading.figures import rules
from onrecord.reading.figures.amounts import Amount, amounts_in
from onrecord.reading.figures.counting import Counted, counted_by, singular, token_at
from onrecord.reading.figures.draft import Draft
from onrecord.reading.figures.kinds import Told, is_freed, is_living, kind_of, kind_of_noun
from onrecord.reading.figures.sieve import is_figure
from onrecord.reading.figures.victims import victims_in
from onrecord.reading.figures.wholes import link, only_nouns
from onrecord.reading.ledger import Claims
from onrecord.records import BEFALLING, Bound, Date, Figure, FigureKind, Place, Rule, Span
from onrecord.vocabulary.quantities import quantities

_SKIPPED = frozenset({"byline", "credit", "teaser"})
_PEOPLE_KINDS = frozenset(BEFALLING)
_INHERITING = frozenset({"other", "force", "population"})


R = TypeVar("R", Place, Date)


class Spread(Generic[R]):
    """Records in the order of the text, found by where they stand."""

    def __init__(self, records: Sequence[R]) -> None:
        placed = sorted(((span, number) for number, r in enumerate(records) for span in r.spans))
        self._spans = [span for span, _ in placed]
        self._records: list[R] = [records[number] for _, number in placed]
        self._starts = [span.start for span in self._spans]

    def touching(self, span: Span) -> bool:
        """Tell whether one of them shares a character with `span`; none is longer than the stretch looked at."""
        at = bisect.bisect_left(self._starts, span.end)
        return any(self._spans[i].overlaps(span) for i in range(max(0, at - 4), at))

    def within(self, span: Span) -> list[R]:
        """Give those that begin in `span`."""
        first, last = bisect.bisect_left(self._starts, span.start), bisect.bisect_left(self._starts, span.end)
        return self._records[first:last]


def find_figures(
    analysis: Analysis, claims: Claims, places: Sequence[Place], dates: Sequence[Date]
) -> tuple[Figure, ...]:
    """Give the article's figures in the order of its text."""
    dated, where = Spread(dates), Spread(places)
    # How long and how often is not when.
    when = Spread([date for date in dates if date.kind in ("date", "time")])
    drafts: list[Draft] = []
    for block in analysis.blocks:
        if block.kind not in _SKIPPED:
            drafts.extend(_figures_of(block, dated))
    ids = {id(draft): f"f{number}" for number, draft in enumerate(drafts, start=1)}
    countries = Counter(place.country for place in places if place.country is not None)
    return tuple(_record(draft, analysis.text, ids, claims, when, where, countries) for draft in drafts)


def lowered(text: str) -> str:
    """Give `text` in lower case, as long as it was."""
    lower = text.lower()
    return lower if len(lower) == len(text) else "".join(c.lower() if len(c.lower()) == 1 else c for c in text)


def _figures_of(block: Block, dated: Spread[Date]) -> list[Draft]:
    text = block.doc.text
    plain = lowered(text)
    drafts = []
    start = block.span.start
    for amount in amounts_in(text, plain, lambda a, b: dated.touching(Span(start + a, start + b))):
        counted = counted_by(block.doc, amount)
        told = kind_of(block.doc, plain, amount, counted)
        if not is_figure(block.doc, plain, amount, counted, told):
            continue
        drafts.append(_draft(block, text, amount, counted, told))
    if drafts:
        drafts = _with_victims(block, drafts)
        _share_fates(drafts, plain)
        link(drafts, plain)
        for draft in drafts:
            _settle(draft)
    return drafts


def _draft(block: Block, text: str, amount: Amount, counted: Counted | None, told: Told | None) -> Draft:
    kind: FigureKind = told.kind if told is not None else amount.kind or "other"
    if told is not None and amount.unit == "%":
        kind = "share"
    return Draft(
        block,
        text,
        amount,
        counted,
        kind,
        _rule_of(amount, told),
        own=told is not None and told.own,
        noun_kind=kind_of_noun(counted),
        confidence=0.7 if amount.form == "vague" else 0.9,
    )


def _rule_of(amount: Amount, told: Told | None) -> type[Rule]:
    """Give the rule that decided what the figure is: its unit, what befell those counted, else its form."""
    if amount.kind == "money":
        return rules.Money
    if amount.unit is not None:
        return rules.Share if amount.kind == "share" else rules.Measure
    if told is not None:
        if told.kind in ("missing", "detained", "displaced"):
            return rules.Held
        return {
            "verb": rules.Casualty,
            "word": rules.CasualtyWord,
            "toll": rules.Toll,
            "population": rules.Population,
            "force": rules.Force,
        }[told.how]
    if amount.compound:
        return rules.Compound
    if amount.number.range:
        return rules.Range
    if amount.form == "vague":
        return rules.Vague
    return rules.Count if amount.bound == "exactly" else rules.Bounded


def _with_victims(block: Block, drafts: list[Draft]) -> list[Draft]:
    heads = {d.counted.head.i: d for d in drafts if d.counted is not None and d.kind in _PEOPLE_KINDS}
    found = [
        Draft(block, drafts[0].text, amount, counted, kind, rules.Victim, confidence=0.7)
        for amount, counted, kind in victims_in(block.doc, {i: d.kind for i, d in heads.items()})
    ]
    return sorted([*drafts, *found], key=lambda d: d.amount.start) if found else drafts


_OPEN = (rules.Count, rules.Bounded, rules.Vague, rules.Force, rules.Range)
"""Rules of counts of which nothing yet tells what befell those counted."""
_LIST = re.compile(r"\s*(?:,\s*(?:and\s+)?|\s+and\s+|\s+as\s+well\s+as\s+)(?:another\s+)?")
_COORDINATED = re.compile(
    r"[^.;:!?]*(?:\band|,|\bplus|\bas\s+well\s+as|\balong\s+with|\btogether\s+with)\s+(?:also\s+|another\s+)?"
)


def _share_fates(drafts: list[Draft], plain: str) -> None:
    """Let what befell one count befall the others of its list: "killing two men from Sur and three women from Saida"."""
    for draft, behind in reversed(list(itertools.pairwise(drafts))):
        if (
            draft.rule in _OPEN
            and behind.rule in (rules.Casualty, rules.Held)
            and draft.counted is not None
            and is_living(draft.counted.head)
            and draft.sentence == behind.sentence
            and draft.head_end <= behind.amount.start
            and _LIST.fullmatch(plain, draft.head_end, behind.amount.start)
            and not _after_verb(behind)
        ):
            draft.kind, draft.rule = behind.kind, behind.rule
    for before, draft in itertools.pairwise(drafts):
        if (
            draft.rule in _OPEN
            and before.rule in (rules.Casualty, rules.Held)
            and before.counted is not None
            and draft.counted is not None
            and is_living(draft.counted.head)
            and before.sentence == draft.sentence
            and before.head_end <= draft.amount.start
            and _COORDINATED.fullmatch(plain, before.head_end, draft.amount.start)
            and only_nouns(draft, before.head_end)
        ):
            draft.kind, draft.rule = before.kind, before.rule


def _after_verb(draft: Draft) -> bool:
    """Tell whether what befell stands before the number ("… and killed three men"): it is not the list's."""
    token = token_at(draft.block.doc, draft.amount.start)
    return token is None or token.i == 0 or token.nbor(-1).pos_ in ("VERB", "AUX")


def _settle(draft: Draft) -> None:
    """Give a part the kind of its whole, and both the rule that linked them."""
    whole = draft.whole
    if whole is not None:
        of = whole
        while of.kind == "share" and of.whole is not None:
            of = of.whole
        number = token_at(draft.block.doc, draft.amount.number.start)
        if draft.kind in _INHERITING and of.kind in _PEOPLE_KINDS and not is_freed(number):
            draft.kind = of.kind
        draft.rule = rules.Part
    if draft.adds_up is not None:
        draft.rule = rules.Sum


def _record(
    draft: Draft,
    text: str,
    ids: dict[int, str],
    claims: Claims,
    when: Spread[Date],
    where: Spread[Place],
    countries: Counter[str],
) -> Figure:
    amount, span, counted = draft.amount, draft.span, draft.counted_span
    start = draft.block.span.start
    claimed = claims.of(span) or claims.of(Span(start + amount.number.start, start + amount.number.end))
    near = _sentence(draft)
    date = _nearest(draft, claimed, [d for d in when.within(near) if not _is_compared(draft, d.spans[0])])
    place = _nearest(draft, claimed, [p for p in where.within(near) if _is_where(p, text)])
    bound: Bound = "about" if amount.form == "vague" and amount.bound == "exactly" else amount.bound
    head = singular(draft.counted.head) if draft.counted is not None else None
    return Figure(
        id=ids[id(draft)],
        spans=(span,),
        text=span.of(text),
        low=None if amount.low is None else float(amount.low),
        high=None if amount.high is None else float(amount.high),
        bound=bound,
        basis="vague" if amount.form == "vague" else "stated",
        unit=_unit(amount, place, countries),
        counted=counted.of(text) if counted is not None else None,
        counted_spans=(counted,) if counted is not None else (),
        head=head,
        thing=_thing(draft.kind, head),
        kind=draft.kind,
        date=date.id if date is not None else None,
        place=place.id if place is not None else None,
        statement=claimed,
        part_of=ids[id(draft.whole)] if draft.whole is not None else None,
        parts_add_up=draft.adds_up,
        made_by=draft.rule.code,
        confidence=draft.confidence,
    )


def _unit(amount: Amount, place: Place | None, countries: Counter[str]) -> str | None:
    """Give the unit; of "pounds" and other words for the money of several countries, which country's it is.

    That is the country of the figure's place, else the one that the article names most often of those with such money;
    else the word is all that is known.
    """
    several = quantities().money_of_countries.get(amount.unit or "") if amount.kind == "money" else None
    if several is None:
        return amount.unit
    if place is not None and place.country in several:
        return several[place.country]
    named = Counter({country: number for country, number in countries.items() if country in several}).most_common(2)
    if not named or (len(named) > 1 and named[0][1] == named[1][1]):
        return amount.unit
    return several[named[0][0]]


def _thing(kind: FigureKind, head: str | None) -> str | None:
    """Give what ledgers are sorted by: one for all the words for people of whom nothing more is told."""
    if kind in BEFALLING and (head is None or head in quantities().grammar.anybody):
        return "people"
    return "people" if head == "person" else head


def _sentence(draft: Draft) -> Span:
    """Give the stretch in which its date and its place are looked for: a semicolon parts what a full stop might as well."""
    start = draft.block.span.start
    first, last = draft.bounds
    before, behind = draft.text.rfind(";", first, draft.amount.start), draft.text.find(";", draft.amount.end, last)
    return Span(start + max(first, before), start + (behind if behind >= 0 else last))


def _nearest(draft: Draft, claimed: str | None, found: Sequence[R]) -> R | None:
    """Give the record that the figure's own clause names, else the nearest that the same voice names."""
    if not found:
        return None
    best: tuple[tuple[bool, int], R] | None = None
    clause = _clause(draft.block, draft.span.start)
    for record in found:
        if record.statement != claimed:
            continue  # "said on Friday" is when it was said
        at = record.spans[0]
        away = at.start - draft.span.end if at.start >= draft.span.end else draft.span.start - at.end
        order = (_clause(draft.block, at.start) != clause, away)
        if best is None or order < best[0]:
            best = (order, record)
    return best[1] if best is not None else None


_WHERE = re.compile(
    r"\b(?:in|inside|across|throughout|within|of|from|around|over|near)(?:\s+(?:the|[\w-]+(?:ern|al)))*\s*$"
)


def _is_where(place: Place, text: str) -> bool:
    """Tell whether a place says where: a country without a preposition is whoever acts ("US-led", "Turkey said")."""
    at = place.spans[0].start
    return place.precision != "country" or _WHERE.search(text[max(0, at - 40) : at].lower()) is not None


_COMPARED = re.compile(
    r"\b(?:from|than|against|compared\s+(?:with|to))\s+[^,;.:]*\d[^,;:]{0,24}?\s(?:in|on|at|of|a|the|\s)*$"
)


def _is_compared(draft: Draft, at: Span) -> bool:
    """Tell the date of what a figure is compared with: "$3m, up from $2m *in 2019*"; it is of that figure alone."""
    date = at.start - draft.block.span.start
    begin = max(0, date - 60)
    compared = _COMPARED.search(draft.text[begin : max(0, date)].lower())
    return compared is not None and not begin + compared.start() <= draft.amount.number.start < date


def _clause(block: Block, at: int) -> int:
    """Give the verb of the clause that holds the character `at`."""
    token = token_at(block.doc, at - block.span.start)
    if token is None:
        return -1
    for _ in range(20):
        if token.pos_ in ("VERB", "AUX") or token.head == token:
            break
        token = token.head
    return int(token.i)
