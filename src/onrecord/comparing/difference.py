"""What the later of two readings of an article says otherwise: statements and figures, each with its spans."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Iterator, Sequence
from typing import ClassVar, Literal, NamedTuple

from onrecord.comparing.words import keys_of
from onrecord.records import Change, ChangeKind, Difference, Figure, Reading, Rule, Side, Statement

REWORDED = 0.5
"""How alike two contents are, of 1, that one source may be held to say in other words."""
HANDED_ON = 0.75
"""How alike they are where the source is another: the same words with another name to them."""
ABOUT = 10
"""Words before and behind a figure by which it is known again."""
SAME_PLACE = 0.5
"""How alike these words are, of 1, around two figures that are one."""

NEAREST = 10
"""Of the other version, so many that share most words are looked at for each statement and figure."""


class ChangeRule(Rule):
    """Base of the rules that say what a version says otherwise."""

    draws = "versions"
    what: ClassVar[Literal["statement", "figure"]] = "statement"
    kind: ClassVar[ChangeKind]


class Added(ChangeRule):
    """The later version has a statement that the earlier has not, in these or like words.

    Examples:
        --- earlier
        The harbour office said the ferry would sail on Monday.
        ==================      ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~    s1
        --- later
        The harbour office said the ferry would sail on Monday.
        ==================      ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~    s1
        Rima Saadeh said the island had no bread left.
        ===========      ~~~~~~~~~~~~~~~~~~~~~~~~~~~~    s2
        === CO11 statement added · – → s2 Rima Saadeh: “the island had no bread left”
        === 1 unchanged

    Limits: a statement that was missed when the earlier version was read counts as added.
    """

    code = "CO11"
    title = "statement added"
    kind = "added"


class Dropped(ChangeRule):
    """The earlier version has a statement that is gone from the later.

    Examples:
        --- earlier
        Samer Hallak said the crew had been warned twice. The harbour office said the ferry would sail on Monday.
        ============      ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~                                                            s1
                                                          ==================      ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~    s2
        --- later
        The harbour office said the ferry would sail on Monday.
        ==================      ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~    s1
        === CO12 statement dropped · s1 Samer Hallak: “the crew had been warned twice” → –
        === 1 unchanged

    Limits: a statement that was missed when the later version was read counts as dropped. Why it went is not known.
    """

    code = "CO12"
    title = "statement dropped"
    kind = "dropped"


class Reworded(ChangeRule):
    """A statement stands in both versions in other words, with another stance, or in another mouth.

    Half of the words must be common to both; three quarters where the source is another.

    Examples:
        --- earlier
        Officials said the crew had been warned twice before the storm.
        =========      ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~    s1
        --- later
        Samer Hallak said the crew had been warned twice before the storm.
        ============      ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~    s1
        === CO13 statement reworded · s1 Officials: “the crew had been warned twice before the storm” → s1 Samer Hallak: “the crew had been warned twice before the storm”
        === 0 unchanged

        --- earlier
        Samer Hallak said the crew of the ferry had been warned twice before the storm.
        ============      ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~    s1
        --- later
        Samer Hallak said the crew had been told of the storm once.
        ============      ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~    s1
        === CO13 statement reworded · s1 Samer Hallak: “the crew of the ferry had been warned twice before the storm” → s1 Samer Hallak: “the crew had been told of the storm once”
        === 0 unchanged

    Limits: words are counted, not understood: “had been warned” and “had never been warned” differ by one word, and a
    paraphrase in new words is one statement dropped and one added.
    """

    code = "CO13"
    title = "statement reworded"
    kind = "reworded"


class FigureChanged(ChangeRule):
    """The same thing is counted in both versions, and the number or its bound is another.

    Figures are one where kind, unit and counted noun agree and the words around them are alike, or where both versions
    have only one such figure; never where their places differ.

    Examples:
        --- earlier
        At least 12 passengers were hurt when the ferry struck the jetty of Arwad.
        -----------                                                                  f1 injured passenger at_least 12
        --- later
        The ferry struck the jetty of Arwad at noon, and 15 passengers were hurt.
                                                         --                         f1 injured passenger exactly 15
        === CO14 figure changed · f1 “At least 12” → f1 “15”
        === 0 unchanged

    Limits: two counts of one thing that both changed may be taken for each other where the words around them are the
    same. “20 dead” that becomes “20 victims” is not seen as one figure.
    """

    code = "CO14"
    title = "figure changed"
    what = "figure"
    kind = "changed"


CHANGE_RULES: tuple[type[ChangeRule], ...] = (Added, Dropped, Reworded, FigureChanged)


class _Said(NamedTuple):
    """A statement as it is compared."""

    statement: Statement
    words: tuple[int, ...]
    source: tuple[int, ...]

    @property
    def whole(self) -> Hashable:
        return self.words, self.source, self.statement.stance


class _Counted(NamedTuple):
    """A figure as it is compared."""

    figure: Figure
    about: tuple[int, ...]
    place: str | None

    @property
    def thing(self) -> Hashable:
        head = self.figure.head or self.figure.counted
        return self.figure.kind, self.figure.unit, head and keys_of(head)

    @property
    def value(self) -> Hashable:
        return self.figure.bound, self.figure.low, self.figure.high


def difference(old: Reading, new: Reading) -> Difference:
    """Say what the later of two readings says otherwise. Order and place in the text do not count as a change."""
    before, after = _said(old), _said(new)
    kept = _equal([said.whole for said in before], [said.whole for said in after])
    reworded = _alike(before, after, {i for i, _ in kept}, {j for _, j in kept})
    twins = {**dict(kept), **dict(reworded)}
    found: list[tuple[tuple[int, int, int], Change]] = []

    for i, j in reworded:
        found.append(((_start(after[j]), 0, 0), _change(Reworded, _side(before[i]), _side(after[j]))))
    for j in sorted(set(range(len(after))) - set(twins.values())):
        found.append(((_start(after[j]), 0, 0), _change(Added, None, _side(after[j]))))
    last = -1
    for i, said in enumerate(before):
        if i in twins:
            last = _start(after[twins[i]])
        else:
            found.append(((last, 1, _start(said)), _change(Dropped, _side(said), None)))
    for one, other in _changed_figures(_counted(old), _counted(new)):
        at = other.figure.spans[0].start
        found.append(((at, 2, 0), _change(FigureChanged, _figure_side(one), _figure_side(other))))
    found.sort(key=lambda item: item[0])
    return Difference(
        old=old.article.id, new=new.article.id, kept=len(kept), changes=tuple(change for _, change in found)
    )


def _said(reading: Reading) -> list[_Said]:
    said = [_Said(s, keys_of(s.content.text), keys_of(s.source.name or s.source.text)) for s in reading.statements]
    return sorted(said, key=lambda one: (_start(one), one.statement.id))


def _start(said: _Said) -> int:
    return min((span.start for span in said.statement.content.spans), default=0)


def _side(said: _Said) -> Side:
    statement = said.statement
    return Side(
        id=statement.id,
        spans=statement.content.spans,
        text=statement.content.text,
        source=statement.source.name or statement.source.text or None,
    )


def _figure_side(counted: _Counted) -> Side:
    return Side(id=counted.figure.id, spans=counted.figure.spans, text=counted.figure.text)


def _change(rule: type[ChangeRule], old: Side | None, new: Side | None) -> Change:
    return Change(what=rule.what, kind=rule.kind, old=old, new=new, made_by=rule.code)


def _equal(before: Sequence[Hashable], after: Sequence[Hashable]) -> list[tuple[int, int]]:
    """Pair what is the same in both, in order: numbers of both."""
    waiting: dict[Hashable, list[int]] = defaultdict(list)
    for i, one in enumerate(before):
        waiting[one].append(i)
    pairs = []
    for j, other in enumerate(after):
        if waiting[other]:
            pairs.append((waiting[other].pop(0), j))
    return pairs


def _alike(before: list[_Said], after: list[_Said], used: set[int], taken: set[int]) -> list[tuple[int, int]]:
    """Pair the statements that are one in other words, the most alike first."""
    scored = []
    for i, j, alike in _nearest([said.words for said in before], [said.words for said in after]):
        same = before[i].source == after[j].source
        if i not in used and j not in taken and alike >= (REWORDED if same else HANDED_ON):
            scored.append((-alike - same, i, j))
    return _one_to_one(scored)


def _nearest(before: Sequence[tuple[int, ...]], after: Sequence[tuple[int, ...]]) -> Iterator[tuple[int, int, float]]:
    """Give for each stretch of words the `NEAREST` that share most words with it, and how alike they are."""
    holders: dict[int, list[int]] = defaultdict(list)
    for i, words in enumerate(before):
        for word in set(words):
            holders[word].append(i)
    for j, words in enumerate(after):
        near = Counter(i for word in set(words) for i in holders[word])
        for i, _ in sorted(near.items(), key=lambda item: (-item[1], abs(item[0] - j), item[0]))[:NEAREST]:
            yield i, j, _likeness(before[i], words)


def _one_to_one(scored: Iterable[tuple[float, int, int]]) -> list[tuple[int, int]]:
    """Take pairs from the least on, each number once on its side."""
    pairs: list[tuple[int, int]] = []
    left: set[int] = set()
    right: set[int] = set()
    for _, i, j in sorted(scored):
        if i not in left and j not in right:
            left.add(i)
            right.add(j)
            pairs.append((i, j))
    return pairs


def _likeness(one: tuple[int, ...], other: tuple[int, ...]) -> float:
    """Give how many words two stretches have in common, of 1 (Dice's coefficient)."""
    shared = sum((Counter(one) & Counter(other)).values())
    return 2 * shared / (len(one) + len(other)) if one or other else 1.0


def _counted(reading: Reading) -> list[_Counted]:
    text = reading.article.text
    names = {place.id: place.name or place.text for place in reading.places}
    found = []
    for figure in reading.figures:
        start, end = figure.spans[0].start, figure.spans[-1].end
        # A window of characters first, so that a long text is not cut into words for each of its figures.
        before = keys_of(text[max(0, start - 12 * ABOUT) : start])[-ABOUT:]
        behind = keys_of(text[end : end + 12 * ABOUT])[:ABOUT]
        found.append(_Counted(figure, before + behind, names.get(figure.place or "")))
    return found


def _changed_figures(before: list[_Counted], after: list[_Counted]) -> list[tuple[_Counted, _Counted]]:
    """Pair the figures that are one and differ in value.

    Figures of one thing in the same words are paired first, those of one value before others; what is left over of a
    thing, one on each side, is a pair too.
    """
    things: dict[Hashable, tuple[list[_Counted], list[_Counted]]] = defaultdict(lambda: ([], []))
    for side, figures in enumerate((before, after)):
        for counted in figures:
            things[counted.thing][side].append(counted)
    changed = []
    for old, new in things.values():
        near = [
            (-alike, i, j)
            for i, j, alike in _nearest([one.about for one in old], [other.about for other in new])
            if alike >= SAME_PLACE and _may_be_one(old[i], new[j])
        ]
        equal = _one_to_one([pair for pair in near if old[pair[1]].value == new[pair[2]].value])
        done, found = {i for i, _ in equal}, {j for _, j in equal}
        moved = _one_to_one([pair for pair in near if pair[1] not in done and pair[2] not in found])
        changed += [(old[i], new[j]) for i, j in moved]
        rest = [one for i, one in enumerate(old) if i not in done | {i for i, _ in moved}]
        others = [other for j, other in enumerate(new) if j not in found | {j for _, j in moved}]
        same = _equal([(one.value, one.place) for one in rest], [(other.value, other.place) for other in others])
        rest = [one for i, one in enumerate(rest) if i not in {i for i, _ in same}]
        others = [other for j, other in enumerate(others) if j not in {j for _, j in same}]
        if len(rest) == len(others) == 1 and rest[0].value != others[0].value and _may_be_one(rest[0], others[0]):
            changed.append((rest[0], others[0]))
    return changed


def _may_be_one(one: _Counted, other: _Counted) -> bool:
    """Tell whether nothing speaks against two figures counting the same: not where their places differ."""
    return one.place is None or other.place is None or one.place == other.place
