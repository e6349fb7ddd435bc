"""What two articles are to each other, decided by the words they share. Rules are asked in their order; one answers."""

from __future__ import annotations

import itertools
import re
from collections.abc import Collection
from datetime import date, datetime
from typing import ClassVar, NamedTuple

import numpy as np

from onrecord.comparing.align import SEED, Shared, passage, shared_runs, stretches
from onrecord.comparing.compared import Compared
from onrecord.comparing.fingerprints import SURE
from onrecord.records import Likeness, LikenessKind, Rule, days_of

LONE = 8
"""A run of fewer words counts only close to another: alone, it is a turn of phrase."""
NEAR = 4
"""Words between two runs, on either side, up to which they are one passage with a word changed."""
PASSAGE = SURE
"""Words of the shortest passage that is worth showing; as long as the index is sure to find."""
SAME_TEXT = 0.6
"""From this share on of the one that stands more in the other, the two are one text."""
NEARLY_ALL = 0.9
"""From this share on all of an article stands in the other but for a correction."""
FEW = 20
"""Shared words below which nothing is called the same text."""
HALF = 0.4
"""From this share on a common ending is the same text under a new opening; below, it is a paragraph used again."""
DAYS = 3
"""Days within which an outlet tells a story again in another version; after that it is another story."""

_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")


class Measured(NamedTuple):
    """Two articles word by word: what the rules look at."""

    one: Compared
    other: Compared
    runs: tuple[Shared, ...]
    """Shared runs that count, in the order of the first."""
    stock: tuple[Shared, ...]
    share: float
    other_share: float
    longest: int
    """Words of the longest passage, words changed inside it set aside."""

    @property
    def words(self) -> int:
        """How many words they share."""
        return sum(run.length for run in self.runs)

    @property
    def is_one_text(self) -> bool:
        """Tell whether most of the one stands in the other."""
        return self.words >= FEW and max(self.share, self.other_share) >= SAME_TEXT


class LikenessRule(Rule):
    """Base of the rules that say what two articles are to each other."""

    draws = "pairs"
    kind: ClassVar[LikenessKind]

    @classmethod
    def holds(cls, pair: Measured) -> bool:
        """Tell whether the two are so."""
        raise NotImplementedError


class OnlyStock(LikenessRule):
    """Two articles share nothing but what their outlet prints under many articles.

    A fingerprint is stock where ten addresses of one outlet hold it, and hardly anyone else (`joins.STOCK`). Stock is
    marked in every likeness and counts in none.

    Examples:
        --- stock
        Read the Harbour Post every morning before seven: write to us and we shall send you our letter free of charge.
        --- Harbour Post
        The customs house at Baniyas opens an hour earlier from May.
        Read the Harbour Post every morning before seven: write to us and we shall send you our letter free of charge.
        .............................................................................................................
        --- Harbour Post
        Anglers in Jableh have put back more than they took home this year.
        Read the Harbour Post every morning before seven: write to us and we shall send you our letter free of charge.
        .............................................................................................................
        === CO08 stock · 0 % of the first, 0 % of the second

    Limits: an archive that holds fewer than ten pages of an outlet knows no stock of it. A paragraph of background
    that an outlet repeats in ten articles is stock as well.
    """

    code = "CO08"
    title = "only stock"
    kind = "stock"

    @classmethod
    def holds(cls, pair: Measured) -> bool:
        """Tell whether all that counts is stock."""
        return not pair.runs and sum(run.length for run in pair.stock) >= PASSAGE


class SameAddress(LikenessRule):
    """Both texts stood at one address, and most of one stands in the other: versions of one article.

    Examples:
        --- Harbour Post · 2024-12-02T09:10:00Z · https://post.example/ferry
        The ferry between Tartus and Arwad sailed again on Monday after nine days in port. “The sea has calmed,”
        aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa      bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb
        said Samer Hallak, who runs the harbour office, and added that tickets would stay valid until Friday.
        bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb
        --- Harbour Post · 2024-12-02T17:45:00Z · https://post.example/ferry
        The ferry between Tartus and Arwad sailed again on Monday after eleven days in port. “The sea has calmed,”
        aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa        bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb
        said Samer Hallak, who runs the harbour office, and added that tickets would stay valid until Sunday.
        bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb
        === CO05 version · 94 % of the first, 94 % of the second

    Limits: a front page or a live page holds other stories next week under its address; where they share less than
    most of their words they are not called versions. Addresses are compared as they are given.
    """

    code = "CO05"
    title = "same address"
    kind = "version"

    @classmethod
    def holds(cls, pair: Measured) -> bool:
        """Tell whether both stood at one address, with most of the text in common."""
        return pair.one.address is not None and pair.one.address == pair.other.address and pair.is_one_text


class ToldAgain(LikenessRule):
    """The same outlet tells the story again within three days, and the later text has more, or other numbers.

    More is thirteen words of its own. Other numbers are digits that stand in place of others between shared words. Where the times do not tell which text is the later, both must have more.

    Examples:
        --- Delta Wire · 2024-12-02T09:10:00Z · https://wire.example/1
        The ferry between Tartus and Arwad sailed again on Monday after nine days in port. “The sea has calmed,”
        aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa
        said Samer Hallak, who runs the harbour office, and added that tickets would stay valid until Friday.
        aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa
        --- Delta Wire · 2024-12-02T17:45:00Z · https://wire.example/7
        The ferry between Tartus and Arwad sailed again on Monday after nine days in port. “The sea has calmed,”
        aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa
        said Samer Hallak, who runs the harbour office, and added that tickets would stay valid until Friday.
        aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa
        The first boat carried bread, diesel and a doctor, and came back to the mainland with forty pupils on board.
        === CO06 version · 100 % of the first, 64 % of the second

    Limits: a later text that has only lost words is a trim. Outlets are compared by the name they are given; an
    agency's new version at two other outlets is a reprint with changes. Numbers in words are not seen.
    """

    code = "CO06"
    title = "told again"
    kind = "version"

    @classmethod
    def holds(cls, pair: Measured) -> bool:
        """Tell whether the later text has what the earlier had not."""
        one, other = pair.one, pair.other
        if one.outlet is None or one.outlet != other.outlet or not pair.is_one_text or not _close(one, other):
            return False
        if _numbers_differ(pair):
            return True
        own_one, own_other = (1 - pair.share) * len(one.words), (1 - pair.other_share) * len(other.words)
        order = _order(one, other)
        if order == 0:
            return min(own_one, own_other) >= PASSAGE
        return (own_other if order < 0 else own_one) >= PASSAGE


class SameText(LikenessRule):
    """Nearly all of each article stands in the other: a reprint, whatever its headline and typography.

    Nearly all is nine tenths of the words that are not stock. Who copied from whom is not said: that both took it
    from an agency is as likely.

    Examples:
        --- Harbour Post
        Ferry sails again
        The ferry between Tartus and Arwad sailed again on Monday after nine days in port. “The sea has calmed,”
        aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa
        said Samer Hallak, who runs the harbour office, and added that tickets would stay valid until Friday.
        aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa
        --- Delta Wire
        ARWAD FERRY IS BACK
        The ferry between Tartus and Arwad sailed again on Monday after nine days in port. "The sea has calmed," said
        aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa
        Samer Hallak, who runs the harbour office, and added that tickets would stay valid until Friday.
        aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa
        === CO01 reprint · 92 % of the first, 90 % of the second

    Limits: a text of fewer than twenty words is never called the same as another. Two forms filled in alike (a market
    report, a list of prices) are the same text to this rule, until the outlet has printed enough of them to be stock.
    """

    code = "CO01"
    title = "same text"
    kind = "reprint"

    @classmethod
    def holds(cls, pair: Measured) -> bool:
        """Tell whether nearly all of both is shared."""
        return pair.is_one_text and min(pair.share, pair.other_share) >= NEARLY_ALL


class Trimmed(LikenessRule):
    """All of one article stands in the other, which has more: it was shortened, or embedded in a longer page.

    Examples:
        --- Delta Wire
        The ferry between Tartus and Arwad sailed again on Monday after nine days in port. “The sea has calmed,”
        aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa
        said Samer Hallak, who runs the harbour office, and added that tickets would stay valid until Friday.
        aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa
        The nine days were the longest break since the jetty was rebuilt in 2016. Bread and diesel had been brought
        over by fishing boats meanwhile, and two families who waited for a doctor were taken to Latakia by road.
        --- Harbour Post
        The ferry between Tartus and Arwad sailed again on Monday after nine days in port. “The sea has calmed,”
        aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa
        said Samer Hallak, who runs the harbour office, and added that tickets would stay valid until Friday.
        aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa
        === CO02 trim · 48 % of the first, 100 % of the second

    Limits: a page that gathers several short stories holds each of them whole, and is a longer print of each; that
    these are not one story must be seen from their having no words in common. Which of the two was first is not said.
    """

    code = "CO02"
    title = "trimmed"
    kind = "trim"

    @classmethod
    def holds(cls, pair: Measured) -> bool:
        """Tell whether nearly all of one is shared."""
        return pair.is_one_text and max(pair.share, pair.other_share) >= NEARLY_ALL


class NewTop(LikenessRule):
    """Both articles begin in words of their own and then go on in the same.

    Where less than most of either is shared, what follows the openings must be the same to the end of both, and be two
    fifths of one of them; a shorter common ending is a paragraph that was used again.

    Examples:
        --- Harbour Post
        Families on Arwad said on Monday that they had counted the days without bread from the mainland.
        The ferry between Tartus and Arwad sailed again on Monday after nine days in port. “The sea has calmed,”
        aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa
        said Samer Hallak, who runs the harbour office, and added that tickets would stay valid until Friday.
        aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa
        --- Delta Wire
        The harbour office of Tartus, long criticised for its silence in bad weather, spoke to passengers on Monday.
        The ferry between Tartus and Arwad sailed again on Monday after nine days in port. “The sea has calmed,”
        aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa
        said Samer Hallak, who runs the harbour office, and added that tickets would stay valid until Friday.
        aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa
        === CO03 retop · 68 % of the first, 67 % of the second

    Limits: a new opening that is much longer than what was kept makes a shared passage of it. A new opening under a
    headline that was kept is an edited reprint.
    """

    code = "CO03"
    title = "new top"
    kind = "retop"

    @classmethod
    def holds(cls, pair: Measured) -> bool:
        """Tell whether what follows the openings is shared."""
        if pair.words < FEW:
            return False
        opening, other_opening = pair.runs[0].here, min(run.there for run in pair.runs)
        if min(opening, other_opening) < PASSAGE:
            return False
        rests = (pair.words / (len(pair.one.words) - opening), pair.words / (len(pair.other.words) - other_opening))
        if pair.is_one_text:
            return max(rests) >= NEARLY_ALL
        return min(rests) >= NEARLY_ALL and max(pair.share, pair.other_share) >= HALF


class Edited(LikenessRule):
    """Most of one article stands in the other, with words changed, left out and put in all along.

    Most is three fifths. Runs of five to seven words count where another run is close; alone they are turns of phrase.

    Examples:
        --- Harbour Post
        The ferry between Tartus and Arwad sailed again on Monday after nine days in port. “The sea has calmed,”
                  aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa           bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb
        said Samer Hallak, who runs the harbour office, and added that tickets would stay valid until Friday.
        bbbbbbbbbbbbbbbbb           cccccccccccccccccccccccccccccccccc ddddddddddddddddddddddddddddddddddddd
        --- Delta Wire
        The boat between Tartus and Arwad sailed again Monday morning after nine days in port. “The sea has calmed,”
                 aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa                bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb
        said Samer Hallak, head of the harbour office, and added that old tickets would stay valid until Friday.
        bbbbbbbbbbbbbbbbb          cccccccccccccccccccccccccccccccccc     ddddddddddddddddddddddddddddddddddddd
        === CO04 reprint · 83 % of the first, 81 % of the second

    Limits: a text that was rewritten word by word shares no runs and is not found. Two reports that quote the same long
    statement and little else are called one text.
    """

    code = "CO04"
    title = "edited"
    kind = "reprint"

    @classmethod
    def holds(cls, pair: Measured) -> bool:
        """Tell whether most of one is shared."""
        return pair.is_one_text


class SharedPassage(LikenessRule):
    """Two texts of their own that share a passage: a quotation, a paragraph of background.

    A passage has at least thirteen words, changed words set aside, as many as the index is sure to find.

    Examples:
        --- Harbour Post
        Prices on Arwad fell by a third in one day, shopkeepers said. “Nobody here will forget how the fishermen
                                                                       aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa
        brought us bread through that storm,” said Rima Saadeh, who teaches at the island's only school.
        aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa
        --- Coast Weekly
        When the jetty was rebuilt, few thought of winter. Rima Saadeh does. “Nobody here will forget how the fishermen
                                                                              aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa
        brought us bread through that storm,” she says over tea, and counts the boats that are still missing.
        aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa
        === CO07 shared · 37 % of the first, 35 % of the second

    Limits: a title or a name of thirteen words (a treaty, a ministry) is a passage too. A passage that stands in more
    articles than the index keeps holders for is shown with the first of them.
    """

    code = "CO07"
    title = "shared passage"
    kind = "shared"

    @classmethod
    def holds(cls, pair: Measured) -> bool:
        """Tell whether a passage is long enough."""
        return pair.longest >= PASSAGE


LIKENESS_RULES: tuple[type[LikenessRule], ...] = (
    SameAddress,
    ToldAgain,
    SameText,
    Trimmed,
    NewTop,
    Edited,
    SharedPassage,
    OnlyStock,
)
"""In the order they are asked in."""


def decide(one: Compared, other: Compared, stock: Collection[int] = ()) -> Likeness | None:
    """Say what two articles are to each other; None where they share no passage that is worth showing.

    `stock` are the fingerprints that an outlet prints under many articles (`joins.STOCK`).
    """
    pair = measure(one, other, stock)
    rule = next((rule for rule in LIKENESS_RULES if rule.holds(pair)), None)
    if rule is None:
        return None
    passages = [passage(one.words, other.words, run) for run in pair.runs]
    passages += [passage(one.words, other.words, run, stock=True) for run in pair.stock]
    return Likeness(
        article=one.id,
        other=other.id,
        kind=rule.kind,
        share=round(pair.share, 4),
        other_share=round(pair.other_share, 4),
        passages=tuple(sorted(passages, key=lambda p: p.here)),
        made_by=rule.code,
    )


def measure(one: Compared, other: Compared, stock: Collection[int] = ()) -> Measured:
    """Lay two articles beside each other, word by word."""
    hashes = np.fromiter(stock, dtype=np.int64, count=len(stock))
    stock_one, stock_other = one.stock(hashes), other.stock(hashes)
    own: list[Shared] = []
    set_aside: list[Shared] = []
    for run in shared_runs(one.words.keys, other.words.keys):
        here, there = slice(run.here, run.here + run.length), slice(run.there, run.there + run.length)
        held = stock_one[here] | stock_other[there]
        if held.any():
            # Fingerprints do not reach to the very edges of stock: what is too short to be sure of goes with it.
            for start, end in stretches(~held):
                if end - start < SURE:
                    held[start:end] = True
            stock_one[here] |= held
            stock_other[there] |= held
        for mask, found in ((~held, own), (held, set_aside)):
            found += [
                Shared(run.here + start, run.there + start, end - start)
                for start, end in stretches(mask)
                if end - start >= SEED
            ]
    runs = _in_company(own)
    words = sum(run.length for run in runs)
    return Measured(
        one=one,
        other=other,
        runs=tuple(runs),
        stock=tuple(set_aside),
        share=_share(words, int((~stock_one).sum())),
        other_share=_share(words, int((~stock_other).sum())),
        longest=_longest(runs),
    )


def _share(words: int, of: int) -> float:
    return min(1.0, words / of) if of else 0.0


def _near(run: Shared, following: Shared) -> bool:
    """Tell whether one run goes on in the next, but for a few words on either side."""
    return 0 <= following.here - run.here - run.length <= NEAR and 0 <= following.there - run.there - run.length <= NEAR


def _in_company(runs: list[Shared]) -> list[Shared]:
    """Leave out the short runs that stand alone."""
    if not runs:
        return []
    near = [_near(run, following) for run, following in itertools.pairwise(runs)]
    return [
        run
        for run, before, after in zip(runs, [False, *near], [*near, False], strict=True)
        if run.length >= LONE or before or after
    ]


def _longest(runs: list[Shared]) -> int:
    longest = current = 0
    for i, run in enumerate(runs):
        current = run.length + (current if i and _near(runs[i - 1], run) else 0)
        longest = max(longest, current)
    return longest


def _close(one: Compared, other: Compared) -> bool:
    """Tell whether the two are known to be of the same days."""
    first, last = _days(one.time)
    other_first, other_last = _days(other.time)
    if first is None or last is None or other_first is None or other_last is None:
        return False
    return abs(max(last, other_last) - min(first, other_first)).days <= DAYS


def _days(time: str | None) -> tuple[date | None, date | None]:
    """Give the first and the last day a time may mean."""
    first, last = (None, None) if time is None else days_of(time[:10])
    try:
        return (date.fromisoformat(first) if first else None), (date.fromisoformat(last) if last else None)
    except ValueError:
        return None, None


def _order(one: Compared, other: Compared) -> int:
    """Give -1 where the first is the earlier, 1 where the other is, 0 where nobody knows."""
    try:
        moments = datetime.fromisoformat(one.time or ""), datetime.fromisoformat(other.time or "")
    except ValueError:
        return 0
    exact = all(len(side.time or "") > len("2024-12-14") for side in (one, other))
    if not exact or (moments[0].tzinfo is None) != (moments[1].tzinfo is None):
        first, second = moments[0].date(), moments[1].date()
        return (first > second) - (first < second)
    return (moments[0] > moments[1]) - (moments[0] < moments[1])


def _numbers_differ(pair: Measured) -> bool:
    """Tell whether between two runs that follow each other on both sides a number stands in place of another."""
    for run, following in itertools.pairwise(pair.runs):
        if not _near(run, following):
            continue
        here = pair.one.text[pair.one.words.ends[run.here + run.length - 1] : pair.one.words.starts[following.here]]
        there = pair.other.text[
            pair.other.words.ends[run.there + run.length - 1] : pair.other.words.starts[following.there]
        ]
        numbers, others = _NUMBER.findall(here), _NUMBER.findall(there)
        if numbers and others and numbers != others:
            return True
    return False
