"""Denials, and what they deny: the statement of another, or words that the article tells.

A denial is a statement that rejects a claim: "denied using cluster bombs", "rejected the allegations as lies", "there is
no truth in the reports". To keep someone from something ("denied them entry") is none, nor to turn down an offer. Which
statement it points at is told by the words of what is denied, by who is accused, by whose claims it speaks of, and by
how near the two stand. Where none of this is enough, a denial points at nothing but its own words.
"""

from __future__ import annotations

import functools
import itertools
import math
import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal, NamedTuple

from onrecord.comparing.claims.features import weight
from onrecord.comparing.claims.figures import standing
from onrecord.comparing.claims.voice import Voice, stem, voices
from onrecord.comparing.words import fold
from onrecord.records import Cited, Evidence, Opposition, Reading, Rule, Source, Span, Spans, Statement, quote, tidy
from onrecord.vocabulary.denials import denial_words

SURE = 0.5
"""Score from which on a denial points at a statement."""
SHARED = 0.34
"""Share of the denied words that the other must have, where the denial tells what it denies."""
NEAR = 600
"""Characters at which nearness has fallen to a third."""
BARE = 900
"""Characters before a denial within which it may mean a claim that it does not repeat ("denied any involvement") …"""
BARE_AFTER = 250
"""… and behind it."""
REACH = 80
"""Statements before a denial that it may mean …"""
REACH_AFTER = 40
"""… and after it."""
TOLD_LEAST = 3
"""Denied words that such a sentence must have at least."""
TOLD = 0.7
"""Share of the denied words that a sentence of the article's own must have before a denial points at it."""
LEAD = 5
"""Sentences of an article's beginning that are looked at wherever a denial stands, and behind it."""
LEAST = 3
"""Telling words that a statement has at least before a denial may mean it, but for one with a verb of accusing."""
BESIDE = 80
"""Characters up to which two statements stand beside each other: "denied it. Others say …"."""
UNTOLD = 0.8
"""What an accusation counts that has none of the words the denial denies."""
MORE = 0.9
"""A second statement is pointed at as well from this share of the best score on."""
MOST = 3
"""Statements that one denial points at, at most."""
ACROSS = 0.65
"""Score from which on a denial points at a statement of another article: there, nearness tells nothing."""
RESTATED = 0.66
"""Share of the denied words from which on a statement says what is denied, whoever it speaks of …"""
RESTATED_WEIGHT = 1.8
"""… where the shared words weigh so much at least (a rare word weighs 1) …"""
RESTATED_NEAR = 0.9
"""… or so much, where all of them stand in it, and it stands near."""
RESTATED_AFTER = 2.5
"""What they must weigh where it stands behind the denial."""
RESTATED_ACROSS = 0.8
"""Share of the denied words that such a statement of another article must have."""
RIGHT_BEFORE = 250
"""Characters before a denial within which "it" is looked for."""
TOLD_ACROSS = 1.8
"""What the words must weigh that a denial shares with another article's statement of who denies."""
AT_DOOR = 0.35
"""What it counts that another article of the story lays it at the door of who denies."""
STORY_DAYS = 3
"""Days between two articles of one story within which the accusation of one is what the other denies."""
DAYS = 10
"""Days within which a denial may mean a statement of another article."""

_WORD = re.compile(r"[^\W_]+(?:['’ʼ][^\W\d_]+)*")
_TAIL = re.compile(
    r"[,;]?\s+\b(?:accusing|saying|insisting|calling|adding|dismissing|blaming|suggesting|claiming|stressing|arguing|noting"
    r"|describing|and (?:said|accused|blamed|says|called)|but|while|which|who|during|throughout|since)\b"
)
_WHERE = frozenset(("in", "on", "at", "near", "of", "for", "from", "against"))
_DONE_BY = re.compile(r"\bby (?=((?:\S+ ){0,5}\S+))")
_BLAMED_ON = re.compile(r"\b(?:by|on|to) (?=((?:\S+ ){0,5}\S+))")
_SENTENCE = re.compile(r"(?<=[.!?])[\"”’']*\s+(?=[\"“‘']?[^\W\d_a-z])|\n+")
_ABBREVIATION = re.compile(r"\b(?:[A-Z]|Mr|Mrs|Ms|Dr|St|Gen|Col|Lt|Maj|Sgt|Capt|Prof|Sen|Rep|Gov|No|vs)\.$")
_NOT = frozenset(("without", "not", "nt", "didnt", "doesnt", "never", "neither", "nor", "stop", "short"))
"""Words that turn a cue round: "without denying", "did not deny"."""
_THAT = re.compile(
    r"\b(?:that|those|another) (?:attack|strike|raid|bombing|incident|assault|crime|massacre|killing)s?\b",
    re.IGNORECASE,
)
_SUCH = re.compile(
    r"\b(?:such|these|those|previous)\s+(?!as\b|an?\b)\w|\bearlier\s+(?!this\b|that\b|in\b|on\b|than\b)\w",
    re.IGNORECASE,
)
"""What a denial takes up from its own article: "such weapons", "previous accusations"."""
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_IT = frozenset(("it", "thi", "this", "that", "they", "them", "thes", "these", "all", "which"))


class Who(NamedTuple):
    """Somebody by words: stems of names and nouns, seats turned into their countries, and whether it is a state's."""

    names: frozenset[str]
    state: bool

    opposed: bool = False
    """Whether it stands against its state: the opposition, the rebels."""

    def is_one_side_with(self, other: Who) -> bool:
        """Tell whether both are of one state: its army and its ministry do not accuse each other."""
        return bool(self.names & other.names) and self.state and other.state and not (self.opposed or other.opposed)

    def among(self, terms: frozenset[str]) -> float:
        """Tell how surely words speak of it: 1 where they name it, less where they name its country or any state."""
        words = _stems()
        seats = frozenset(words.seats.get(term, term) for term in terms)
        shared = self.names & seats
        if shared - words.countries:
            return 1.0
        has_state = bool(terms & words.state) or not terms.isdisjoint(words.seats)
        if shared:
            if self.state:
                return 1.0 if has_state else 0.7
            return 1.0 if self.names <= words.countries else 0.4
        if self.state and has_state:
            other = (seats & words.countries) - self.names
            return 0.0 if other and self.names & words.countries else 0.6
        return 0.0


@dataclass(frozen=True)
class Denial:
    """A statement that rejects a claim, as it is held against what others say."""

    article: str
    statement: str
    spans: Spans
    text: str
    source: str | None
    """Folded name of who denies."""
    by: Who
    """Who is accused: who denies, whom he speaks for, and the doer that the content names."""
    matter: frozenset[str]
    """Stems of what is denied; empty where the denial does not repeat it ("denied the allegation")."""
    owner: Who | None
    """Whose claims are denied, where the denial says so ("Israel's claims")."""
    day: str | None
    sayings: frozenset[str]
    """Roots of the nouns that call it something said: `accus`, `claim`."""
    guilt: frozenset[str]
    """Roots of the nouns for having done it: `responsibility`."""
    said: bool
    """Whether a verb of denying says so; else the content does ("the reports are false")."""
    places: frozenset[str] = frozenset()
    """Stems of names in what is denied, but for who denies: what it was done to, and where."""
    means: Literal["it", "number"] | None = None
    """What it denies without saying it: "denied it", "denied receiving it", "disputed that number"."""
    tentative: bool = False
    """Whether it is a denial only if somebody is found who says the contrary ("we have not shelled the town")."""


class _Stems(NamedTuple):
    """The words of `denials.toml` as they are compared: by stem where they are taken out of what is denied, else by root."""

    denying: frozenset[str]
    rejecting: frozenset[str]
    sayings: frozenset[str]
    counts: frozenset[str]
    guilt: frozenset[str]
    goods: frozenset[str]
    false: frozenset[str]
    accusing: frozenset[str]
    accuse: frozenset[str]
    """The verbs of accusing by stem, as `Voice.act` has them."""
    accused: frozenset[str]
    empty: frozenset[str]
    """Stems that tell nothing of what was done."""
    state: frozenset[str]
    nobody: frozenset[str]
    """Stems in the name of a source that do not tell who it is."""
    opposed: frozenset[str]
    open: frozenset[str]
    """Roots at the head of a content that asserts nothing: "whether", "may"."""
    being: frozenset[str]
    """Roots that stand between a saying and what it is called: "is", "as"."""
    seats: dict[str, str]
    countries: frozenset[str]


@functools.cache
def _stems() -> _Stems:
    known = denial_words()
    seats = {stem(seat): stem(country) for seat, country in known.seats.items()}

    def stems(*listed: frozenset[str]) -> frozenset[str]:
        return frozenset(filter(None, (stem(word) for words in listed for word in words)))

    def roots(words: frozenset[str]) -> frozenset[str]:
        return frozenset(map(_root, words))

    state = stems(known.state)
    return _Stems(
        denying=roots(known.denying),
        rejecting=roots(known.rejecting),
        sayings=roots(known.sayings),
        counts=roots(known.counts),
        guilt=roots(known.guilt),
        goods=roots(known.goods),
        false=roots(known.false),
        accusing=roots(known.accusing),
        accuse=stems(known.accusing),
        accused=roots(known.accused),
        empty=stems(known.general, known.guilt, known.sayings, known.false, known.denying, known.rejecting),
        state=state,
        nobody=state | stems(known.titles, known.speaking_for, known.general),
        opposed=stems(known.opposed),
        open=roots(known.open),
        being=roots(known.being),
        seats=seats,
        countries=frozenset(seats.values()),
    )


@functools.lru_cache(maxsize=1 << 14)
def _root(word: str) -> str:
    """Give a word without the commonest endings of English, "denies" and "denied" as "deny"; no word is left out."""
    low = fold(word)
    for ending, instead in (("ies", "y"), ("ied", "y"), ("ying", "y"), ("sses", "ss")):
        if low.endswith(ending) and len(low) > len(ending) + 1:
            return low[: -len(ending)] + instead
    for ending in ("ing", "ed", "es", "s", "e"):
        if low.endswith(ending) and not low.endswith(("ss", "us", "is")) and len(low) > len(ending) + 2:
            return low[: -len(ending)].rstrip("e")
    return low


def _roots(text: str) -> list[str]:
    return [_root(match[0]) for match in _WORD.finditer(text)]


class DenialRule(Rule):
    """Base of the rules that say what a denial points at."""

    draws = "claims"


class DeniedWords(DenialRule):
    """A denial points at what another says in the same words, where these speak of who denies, or accuse.

    What is denied must stand in the other by a third at least; the score weighs shared words, whether the accused is
    named, whether a verb of accusing stands there, and how near the two are. Evidence shows the words.

    Examples:
        Farmers said the water ministry had buried solvents behind the quarry at Akre. The ministry denied burying solvents.
        =======      ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~   s1 asserts said
                                                                                       ============        ~~~~~~~~~~~~~~~~   s2 denies denied
        === CL20 s2 denies s1

    Limits: a statement about the same deed at another time has the same words, and is pointed at. Who is spoken of as
    "the group" or "his men" is not seen to be accused.
    """

    code = "CL20"
    title = "denied in the same words"


class AccusedDenies(DenialRule):
    """A denial that does not say of what points at the nearest statement that accuses who denies.

    "Denied any involvement", "rejected the allegation": the statement before it, within a paragraph or two, that names
    who denies or his state, or has a verb of accusing.

    Examples:
        Port workers blamed the Samara line for the oil on the beach of Jableh. The Samara line denied responsibility.
        ============        ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~   s1 asserts blamed
                                                                                ===============        ~~~~~~~~~~~~~~   s2 denies denied
        === CL21 s2 denies s1

    Limits: of two accusations before it, the nearer is taken. An accusation that stands pages before is not found.
    """

    code = "CL21"
    title = "the accused denies"


class WhoseClaims(DenialRule):
    """A denial that says whose claims it rejects points at a statement of theirs.

    Examples:
        The council of Tell Rifat said the school well ran dry in spring. Engineers saw no leak. The province dismissed the council's report.
        =========================      ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~   s1 asserts said
                                                                          =========     ~~~~~~~   s2 asserts saw
                                                                                                 ============           ~~~~~~~~~~~~~~~~~~~~   s3 denies dismissed
        === CL22 s3 denies s1

    Limits: "his comments" points at nobody.
    """

    code = "CL22"
    title = "whose claims are denied"


class CalledUntrue(DenialRule):
    """A statement that calls a report untrue, or says that its own source did not do it, denies it.

    "The reports are false", "there is no truth in the accusations". A bare "it has not shelled the town" is a denial
    only where another says that it did.

    Examples:
        Villagers said the dam company had drained the marsh. “The reports of a drained marsh are false,” the dam company said.
        =========      ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~   s1 asserts said
                                                               ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~   ===============   s2 asserts said
        === CL23 s2 denies s1

    Limits: irony, and a falsehood told of somebody else's report that the source only tells about.
    """

    code = "CL23"
    title = "called untrue"


class ToldByArticle(DenialRule):
    """Where nobody is given for what is denied, a denial points at the sentence in which the article tells it.

    Most of the denied words must stand in it, three at least, and it must speak of who denies.

    Examples:
        The Arwad harbour office sold its ferry licences twice. Boatmen waited for hours. The Arwad harbour office denied selling licences twice to any ferry.
                                                                                          ========================        ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~   s1 denies denied
        === CL24 s1 denies “The Arwad harbour office sold its ferry licences twice.”

    Limits: the sentence may tell of another time. What the article tells over several sentences is not found.
    """

    code = "CL24"
    title = "denies what the article tells"


class OwnWords(DenialRule):
    """Where nothing in the article says what is denied, the denial's own words tell it.

    Examples:
        The governor of Kassala denied that the bakery had been closed. Bread cost more on Sunday.
        =======================        ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~   s1 denies denied
        === CL25 s1 denies “that the bakery had been closed”

    Limits: a denial that neither repeats nor points ("denied the rumours") shows nothing.
    """

    code = "CL25"
    title = "denied in its own words alone"


class DeniedElsewhere(DenialRule):
    """A denial points at a statement of another article that says what it denies.

    It must tell what it denies, in two words at least, most of which stand in the other; the other must lay it at the door
    of who denies, be of the same ten days, and be no denial itself. Inside one story one word is enough, or, where the
    denial does not say of what, an accusation of who denies.

    Examples:
        --- 2024-03-01
        Farmers in Akre said the ministry had buried solvents behind the quarry.
        =======              ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~   s1 asserts said
        --- 2024-03-03
        The ministry denied burying solvents behind the quarry.
        ============        ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~   s1 denies denied
        === CL26 2/s1 denies 1/s1

    Limits: a deed that is done again within ten days. An article without a date finds nothing.
    """

    code = "CL26"
    title = "denied in another article"


class Restated(DenialRule):
    """A denial that says again what another says points at that, whoever it speaks of.

    Two thirds of what is denied stand in the other, and the shared words tell enough between them; or all of it does, in
    fewer words, near by. The other stands before the denial; behind it, where nearly everything is the same.

    Examples:
        A clerk in Akre said that Nalin Barwari had sold the key of the archive. Her sister denied that she had sold the key of the archive.
        ===============      ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~   s1 asserts said
                                                                                 ==========        ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~   s2 denies denied
        === CL27 s2 denies s1

    Limits: two who are accused of one deed, of whom one denies it: both accusations say what is denied.
    """

    code = "CL27"
    title = "denied as it was said"


class RightBefore(DenialRule):
    """ "Denied it", "denied receiving it", "called the claim false" point at what somebody else said right before.

    "Disputed that number" points at the nearest statement before it with a number. Of one source's run of statements, the
    one in reported words is taken before a quotation.

    Examples:
        The council of Zakho said a letter had been sent to the school in May. The school denied receiving it.
        ====================      ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~   s1 asserts said
                                                                               ==========        ~~~~~~~~~~~~   s2 denies denied
        === CL28 s2 denies s1

        The port of Jableh said 17 people had been killed. Doctors disputed that number.
        ==================      ~~~~~~~~~~~~~~~~~~~~~~~~~   s1 asserts said
                                ##                          killed people
                                                           =======          ~~~~~~~~~~~   s2 denies disputed
        === CL28 s2 denies s1

    Limits: "it" may mean the sentence before, for which nobody is given; it then points at the statement before that.
    """

    code = "CL28"
    title = "denies what was said right before"


DENIAL_RULES: tuple[type[Rule], ...] = (
    DeniedWords,
    AccusedDenies,
    WhoseClaims,
    CalledUntrue,
    ToldByArticle,
    OwnWords,
    DeniedElsewhere,
    Restated,
    RightBefore,
)


def denials(reading: Reading) -> tuple[Opposition, ...]:
    """Give what each denial of an article points at, in the order of its statements; see the rules `CL20` to `CL25`."""
    found = denials_of(reading)
    if not found:
        return ()
    known = _Article(reading, found)
    return tuple(opposition for denial in found for opposition in known.pointed(denial))


def denials_of(reading: Reading) -> tuple[Denial, ...]:
    """Give the statements of an article that deny a claim."""
    sources = {source.id: source for source in reading.sources}
    day = reading.anchor.edtf if reading.anchor else reading.article.published
    found = (_denial(reading, one, sources.get(one.source.id or ""), day) for one in reading.statements)
    return tuple(denial for denial in found if denial is not None)


def accuses(voice: Voice) -> bool:
    """Tell whether the source of a statement accuses somebody in it, by its verb ("blamed")."""
    return voice.act in _stems().accuse


def deny(denial: Denial, other: Voice, *, together: bool = False) -> Opposition | None:
    """Tell whether a denial denies what another article says; None for no, and where it is unsure.

    `together` tells that both articles are of one story. There one word of the deed is enough, or an accusation by its
    verb, where the other lays it at the door of who denies; elsewhere what is denied must be told in two words at least.
    """
    if denial.article == other.article or denial.tentative or not _asserts(other):
        return None
    if denial.source is not None and denial.source == other.source:
        return None
    days = _days_apart(denial.day, other.day)
    if days is None or days > DAYS or _is_of_another_time(denial, other):
        return None
    words = _stems()
    roots = frozenset(_roots(other.text[:400]))
    if not words.denying.isdisjoint(roots) or _leaves_open(other.text) or says_not(other):
        return None
    speaker = _who(other.source or "")
    if speaker.is_one_side_with(denial.by) or (denial.by.state and speaker.state and not speaker.names):
        return None  # "the state news agency" does not accuse the state
    if denial.places and not together and denial.places.isdisjoint(other.terms):
        return None
    deed = denial.matter - words.state - words.countries - denial.by.names
    shared, share = _shared(deed, other)
    of = (_from_whom(denial, other) if shared else frozenset()) & deed
    share = len(of.union(shared)) / len(deed) if deed else 0.0
    named = denial.by.among(other.terms)
    if _THAT.search(other.text[:400]):
        return None  # "that attack" is one that its own article has told of
    accused = accuses(other)
    blamed = named >= 0.6 and _is_blamed(denial.by, other.text, roots, accuses=accused)
    many = len(of.union(shared)) > 1
    restated = (
        many and share >= RESTATED_ACROSS and _is_restated(share, shared, other) and (blamed or not denial.by.state)
    )
    told = many and share >= 0.6 and (bool(of) or (blamed and _weight(shared) >= TOLD_ACROSS))
    at_door = (
        together
        and days <= STORY_DAYS
        and blamed
        and named == 1
        and not _is_set_elsewhere(other)
        and not (shared and _SUCH.search(denial.text[:200]))
        and (
            (bool(shared) and share >= 0.5) or (accused and not denial.matter and bool(denial.guilt or denial.sayings))
        )
    )
    if not (restated or told or at_door):
        return None
    score = 0.6 * share + 0.3 * named + 0.1 * (1 - days / (DAYS + 1)) + AT_DOOR * at_door
    if score < ACROSS and not restated:
        return None
    evidence = [_same_words(DeniedElsewhere, denial, other, shared), _named(DeniedElsewhere, denial, other)]
    if at_door:
        own = Cited(article=denial.article, spans=denial.spans, text=denial.text)
        text = "both articles are of one story, and the other lays it at the door of who denies"
        evidence.append(Evidence(made_by=DeniedElsewhere.code, text=text, weight=AT_DOOR, cited=(own,)))
    return Opposition(
        relation="denies",
        article=denial.article,
        statement=denial.statement,
        other_article=other.article,
        other=other.statement,
        target=Cited(article=other.article, spans=other.spans, text=other.text) if other.spans else None,
        score=round(min(1.0, score), 3),
        evidence=tuple(reason for reason in evidence if reason is not None),
        made_by=DeniedElsewhere.code,
    )


def _is_set_elsewhere(other: Voice) -> bool:
    """Tell whether a statement names a town that its article is not about: it looks back at something else."""
    towns = [place for place in other.places if place.precision in ("point", "settlement")]
    if not towns or other.scene is None:
        return False
    return not any(standing(town, other.scene) in ("same", "within") for town in towns)


def _is_of_another_time(denial: Denial, other: Voice) -> bool:
    """Tell whether the other names days or years that are all far from the denial's: "used in 2014 and 2015"."""
    try:
        day = date.fromisoformat(denial.day or "")
    except ValueError:
        return False
    near = ((day - timedelta(DAYS)).isoformat(), (day + timedelta(DAYS)).isoformat())
    days = other.days or other.told_on
    if days and not any(first <= near[1] and last >= near[0] for first, last in days):
        return True
    years = {int(year) for year in _YEAR.findall(f"{other.source or ''} {other.text}")}
    return bool(years) and years.isdisjoint((day.year, int(near[0][:4])))


_FROM = re.compile(r"\b(?:from|by) (?=((?:\S+ ?){1,4}))")


def _from_whom(denial: Denial, other: Voice) -> frozenset[str]:
    """Give what of the denied words names who speaks: "a warning from the council", where the council says so itself."""
    speaker = denial.matter & _who(other.source or "").names
    if not speaker:
        return speaker
    behind = frozenset(stem(match[0]) for part in _FROM.findall(denial.text) for match in _WORD.finditer(part))
    return speaker & behind


def _is_blamed(who: Who, text: str, roots: frozenset[str], *, accuses: bool) -> bool:
    """Tell whether a content makes somebody the doer: he opens it, stands behind "by", or a word of guilt is there."""
    if not accuses and roots & _stems().accused:
        return True
    text = text[:400]
    opening = list(itertools.takewhile(lambda word: word.lower() not in _WHERE, text.split()[:6]))
    parts = [" ".join(opening), *(_BLAMED_ON if accuses else _DONE_BY).findall(text)]
    return any(who.among(frozenset(filter(None, map(stem, _WORD.findall(part))))) >= 0.6 for part in parts)


class _Candidate(NamedTuple):
    score: float
    voice: Voice
    made_by: type[DenialRule]
    shared: tuple[str, ...]
    named: float
    accuses: bool


class _Spoken(NamedTuple):
    """A statement that a denial may mean, with what is looked at once, not for each denial."""

    voice: Voice
    statement: Statement
    speaker: Who
    roots: frozenset[str]
    cue: frozenset[str]
    accuses: bool
    """Whether its cue is a verb of accusing."""
    short: bool
    """Whether it says too little for a denial to mean it by its words."""


class _Signals(NamedTuple):
    """What speaks for one statement's being what a denial means, each 0 to 1."""

    share: float
    named: float
    owned: float
    """Whether it is by those whose claim is denied."""
    accuses: bool
    blames: bool
    """Whether its content makes who denies the doer, or a verb of accusing stands there."""
    again: bool
    """Whether its cue is the verb of the noun that is denied: "claimed", "the claim"."""
    guilt: bool
    """Whether both have the same noun for having done it."""
    near: float
    before: bool
    close: bool
    beside: bool
    """Whether hardly anything stands between the two."""

    def in_words(self, denial: Denial) -> float:
        """Give the score by what is denied."""
        sure = self.named or self.accuses or self.owned
        if not sure or self.share < SHARED:
            return 0.0
        lone = self.share * len(denial.matter) < 1.5
        if len(denial.matter) == 1 and not (self.accuses or self.owned or (self.blames and self.close)):
            return 0.0
        if lone and len(denial.matter) > 1 and not (self.accuses or self.owned) and self.named < 1:
            return 0.0
        blames = 0.15 if self.accuses else 0.1 * self.blames
        return 0.45 * self.share + 0.2 * max(self.named, self.owned) + blames + 0.2 * self.near + 0.1 * self.guilt

    def restates(self, shared: Sequence[str], voice: Voice) -> bool:
        """Tell whether the other says what is denied, whoever it speaks of."""
        if self.before:
            near = self.share == 1 and len(shared) > 1 and self.close and _weight(shared) >= RESTATED_NEAR
            return near or _is_restated(self.share, shared, voice)
        return _is_restated(self.share, shared, voice) and _weight(shared) >= RESTATED_AFTER

    def bare(self, denial: Denial) -> float:
        """Give the score where the denial does not say of what, or in words that stand nowhere else."""
        said_before = denial.said and self.before and self.beside and bool(denial.sayings) and not denial.matter
        if not self.close or not (self.named or self.accuses or self.owned or self.again or said_before):
            return 0.0
        if not (self.blames or self.owned or self.again or said_before) or not (
            denial.matter or denial.sayings or denial.guilt
        ):
            return 0.0
        if not self.before and not (self.accuses or self.owned or self.guilt or self.beside):
            return 0.0
        score = 0.4 * self.near + 0.25 * self.named + 0.15 * self.accuses + 0.1 * self.blames
        score += 0.4 * self.owned + 0.25 * max(self.again, said_before) + 0.1 * self.guilt
        if denial.matter and not self.owned:
            # What it says it denies stands nowhere near: only an accusation right before it will do.
            right_there = self.before or (self.beside and self.blames)
            return score * UNTOLD if right_there and (self.again or self.named >= 0.6) else 0.0
        return score


class _Article:
    """An article with its statements as voices, so that each denial is held against them once."""

    def __init__(self, reading: Reading, found: Sequence[Denial]) -> None:
        self.reading = reading
        words = _stems()
        sources = {source.id: source for source in reading.sources}
        rejecting = {denial.statement for denial in found if not denial.tentative}
        self.place = {one.id: place for place, one in enumerate(reading.statements)}
        self.spoken: list[_Spoken | None] = []
        for one, voice in zip(reading.statements, voices(reading), strict=True):
            roots = _roots(voice.text[:400])
            cue = frozenset(_roots(one.cue.text[:200]))
            accuses = bool(cue & words.accusing)
            idle = not words.denying.isdisjoint(roots) or _leaves_open(voice.text) or says_not(voice)
            if idle or not voice.spans or one.id in rejecting or not _asserts(voice) or not voice.terms:
                self.spoken.append(None)
                continue
            speaker = _who_of(one, sources.get(one.source.id or ""))
            short = len(voice.terms) < (1 if accuses else LEAST)
            self.spoken.append(_Spoken(voice, one, speaker, frozenset(roots), cue, accuses, short))

    def pointed(self, denial: Denial) -> list[Opposition]:
        """Give what a denial points at: statements, else the article's words, else its own, else nothing."""
        here = self.place[denial.statement]
        mine = self.reading.statements[here]
        around = self.spoken[max(0, here - REACH) : here + REACH_AFTER]
        found = sorted(
            (
                c
                for one in around
                if one is not None and not one.short and (c := self._candidate(denial, mine, one)) is not None
            ),
            key=lambda candidate: (-candidate.score, candidate.voice.spans),
        )
        if found:
            best = found[0].score
            return [
                self._at(denial, one)
                for place, one in enumerate(found[:MOST])
                if not place or (one.score >= MORE * best and (one.accuses or len(one.shared) > 1))
            ]
        if denial.tentative:
            return []
        meant = self._right_before(denial, mine, here)
        if meant is not None:
            return [self._at(denial, meant)]
        told = self._told(denial)
        if told is not None:
            return [self._told_opposition(denial, *told)]
        return [self._own_words(denial)]

    def _candidate(self, denial: Denial, mine: Statement, one: _Spoken) -> _Candidate | None:
        voice = one.voice
        if _same_source(mine, one.statement) or _overlap(denial.spans, voice.spans):
            return None
        if one.speaker.is_one_side_with(denial.by) or (one.accuses and self._blames_another(denial, one)):
            return None
        owned = 0.0 if denial.owner is None else denial.owner.among(one.speaker.names)
        if denial.owner is not None and owned < 0.7:
            return None
        before, distance = _distance(denial.spans, voice.spans)
        shared, share = _shared(denial.matter, voice)
        signals = _Signals(
            share=share,
            named=denial.by.among(voice.terms),
            owned=owned,
            accuses=one.accuses,
            blames=one.accuses or self._blames(denial, one),
            again=bool(denial.sayings & one.cue),
            guilt=bool(denial.guilt & one.roots),
            near=math.exp(-distance / NEAR) * (1.0 if before else 0.7),
            before=before,
            close=distance <= (BARE if before else BARE_AFTER),
            beside=distance <= BESIDE,
        )
        score, bare = signals.in_words(denial), signals.bare(denial)
        made_by: type[DenialRule] = WhoseClaims if owned else DeniedWords if score >= bare else AccusedDenies
        if denial.tentative:
            bare = 0.0
            if len(shared) < 2 or share < 0.6 or signals.named < 0.7:
                return None
        score = max(score, bare)
        if not denial.said:
            made_by = CalledUntrue
        if score < SURE and not denial.tentative and signals.restates(shared, voice):
            score, made_by = SURE + 0.3 * share * signals.near, Restated
        return _Candidate(score, voice, made_by, shared, signals.named, one.accuses) if score >= SURE else None

    def _right_before(self, denial: Denial, mine: Statement, here: int) -> _Candidate | None:
        """Give what somebody else said right before, where the denial means that: "denied it", "that number"."""
        if denial.means is None:
            return None
        reach = BARE if denial.means == "number" else RIGHT_BEFORE
        run: list[_Spoken] = []
        for place in range(here - 1, max(0, here - REACH) - 1, -1):
            one = self.spoken[place]
            if _same_source(mine, self.reading.statements[place]):
                continue
            if one is None or one.speaker.is_one_side_with(denial.by):
                if denial.means == "number":
                    continue
                break
            before, distance = _distance(denial.spans, one.voice.spans)
            if (
                not before
                or (not run and distance > reach)
                or (run and not _same_source(run[0].statement, one.statement))
            ):
                break
            if denial.means == "it" or any(
                figure.thing is not None and not figure.part for figure in one.voice.figures
            ):
                run.append(one)
        if not run:
            return None
        chosen = next((one for one in run if one.statement.form != "direct"), run[0])
        named = denial.by.among(chosen.voice.terms)
        return _Candidate(SURE + 0.2 * (named >= 0.6), chosen.voice, RightBefore, (), named, chosen.accuses)

    def _blames(self, denial: Denial, one: _Spoken) -> bool:
        """Tell whether a content makes who denies the doer: he opens it, stands behind "by", or a word of guilt is there."""
        return _is_blamed(denial.by, one.voice.text, one.roots, accuses=one.accuses)

    def _blames_another(self, denial: Denial, one: _Spoken) -> bool:
        """Tell whether a content opens with somebody else: "accused [the rebels of …]"."""
        words = _stems()
        party = words.state | words.opposed | words.countries
        opening = [word for word in one.voice.words[:3] if word.start < 40]
        # What is accused stands right behind "accused": a capital there is a name, not the head of a sentence.
        told = any(
            word.name or one.voice.text[word.start].isupper() or word.stem in party or word.stem in words.seats
            for word in opening
        )
        return told and not self._blames(denial, one)

    def _at(self, denial: Denial, found: _Candidate) -> Opposition:
        voice = found.voice
        evidence: list[Evidence | None] = [_same_words(found.made_by, denial, voice, found.shared)]
        if found.named:
            evidence.append(_named(found.made_by, denial, voice))
        if found.made_by is RightBefore:
            own = Cited(article=denial.article, spans=denial.spans, text=denial.text)
            text = "the denial does not say what it denies; this was said right before"
            evidence.append(Evidence(made_by=RightBefore.code, text=text, weight=SURE, cited=(own,)))
        other = self.reading.statements[self.place[voice.statement]]
        if found.accuses and other.cue.spans:
            cue = Cited(article=denial.article, spans=other.cue.spans, text=other.cue.text)
            evidence.append(
                Evidence(made_by=found.made_by.code, text=f"“{other.cue.text}” accuses", weight=0.1, cited=(cue,))
            )
        if denial.owner is not None and other.source.spans:
            whose = Cited(article=denial.article, spans=other.source.spans, text=other.source.text)
            text = f"the denial names whose claim it is: {other.source.name or other.source.text}"
            evidence.append(Evidence(made_by=found.made_by.code, text=text, weight=0.25, cited=(whose,)))
        return Opposition(
            relation="denies",
            article=denial.article,
            statement=denial.statement,
            other_article=denial.article,
            other=voice.statement,
            target=Cited(article=denial.article, spans=voice.spans, text=other.content.text),
            score=round(min(1.0, found.score), 3),
            evidence=tuple(reason for reason in evidence if reason is not None),
            made_by=found.made_by.code,
        )

    def _told(self, denial: Denial) -> tuple[Span, tuple[str, ...], float] | None:
        """Give the sentence in which the article itself tells what is denied, the shared stems and their share."""
        if len(denial.matter) < TOLD_LEAST:
            return None
        best: tuple[float, int, Span, tuple[str, ...], float] | None = None
        at = bisect_left(self.told, denial.spans[0].start, key=lambda told: told[0].start)
        near_by = dict.fromkeys(
            [*range(min(LEAD, len(self.told))), *range(max(0, at - REACH), min(at + LEAD, len(self.told)))]
        )
        for number in near_by:
            sentence, voice = self.told[number]
            if _overlap((sentence,), denial.spans):
                continue
            shared, share = _shared(denial.matter, voice)
            named = denial.by.among(voice.terms)
            if len(shared) < TOLD_LEAST or share < TOLD or named < 0.7:
                continue
            near = math.exp(-_distance(denial.spans, (sentence,))[1] / NEAR)
            ranked = (0.5 * share + 0.3 * named + 0.2 * near, -number, sentence, shared, share)
            if best is None or ranked[:2] > best[:2]:
                best = ranked
        return None if best is None else (best[2], best[3], best[0])

    @functools.cached_property
    def told(self) -> list[tuple[Span, Voice]]:
        """The sentences for most of which nobody is given, in their order."""
        text = self.reading.article.text
        said = tidy(span for one in self.reading.statements for span in one.content.spans)
        found = []
        at = 0
        for sentence in _sentences(text):
            while at < len(said) and said[at].end <= sentence.start:
                at += 1
            held = 0
            for span in itertools.takewhile(lambda span, end=sentence.end: span.start < end, said[at : at + 20]):  # type: ignore[misc]
                held += min(sentence.end, span.end) - max(sentence.start, span.start)
            if held * 2 <= len(sentence):
                found.append((sentence, Voice.plain(sentence.of(text))))
        return found

    def _told_opposition(self, denial: Denial, sentence: Span, shared: tuple[str, ...], score: float) -> Opposition:
        cited = Cited(article=denial.article, spans=(sentence,), text=sentence.of(self.reading.article.text))
        text = "the article tells it in its own voice"
        return Opposition(
            relation="denies",
            article=denial.article,
            statement=denial.statement,
            other_article=denial.article,
            other=None,
            target=cited,
            score=round(score, 3),
            evidence=(Evidence(made_by=ToldByArticle.code, text=text, weight=score, cited=(cited,)),),
            made_by=ToldByArticle.code,
        )

    def _own_words(self, denial: Denial) -> Opposition:
        own = Cited(article=denial.article, spans=denial.spans, text=denial.text)
        return Opposition(
            relation="denies",
            article=denial.article,
            statement=denial.statement,
            other_article=denial.article,
            other=None,
            target=own if denial.matter else None,
            score=1.0 if denial.matter else 0.0,
            made_by=OwnWords.code,
        )


def _denial(reading: Reading, one: Statement, source: Source | None, day: str | None) -> Denial | None:
    """Take a statement for a denial, where it rejects a claim."""
    text = one.content.text[:600]
    if not one.content.spans or not text.strip():
        return None
    words = _stems()
    found = _roots(text)
    cue = frozenset(_roots(one.cue.text[:200]))
    untrue = _untrue(text, found, words) if one.stance != "denies" else not words.false.isdisjoint(found)
    tentative = False
    said = one.stance == "denies"
    if said and not cue.isdisjoint(_NOT):
        return None
    if said and cue & words.denying:
        if _keeps_from(text, found, words):
            return None
    elif said and cue & words.rejecting:
        if not (untrue or cue & words.sayings or _is_of_saying(found, words) or _is_of_count(found)):
            return None
    elif said or one.stance not in ("asserts", "confirms"):
        return None
    elif not untrue:
        if not _says_not_me(text, one, source):
            return None
        tentative = True
    told = _what_is_denied(text, untrue, words)
    voice = Voice.plain(told)
    who = _who_of(one, source)
    owner = _owner(told, who, words)
    doer = (
        frozenset(word.stem for word in voice.words[:4] if word.stem in words.state) if _has_doer(text) else frozenset()
    )
    taken = doer | who.names | (owner.names if owner else frozenset())
    matter = frozenset(
        term for term in voice.terms - words.empty if term not in taken and words.seats.get(term, term) not in taken
    )
    return Denial(
        article=reading.article.id,
        statement=one.id,
        spans=one.content.spans,
        text=quote(reading.article.text, one.content.spans),
        source=fold(one.source.name) if one.source.name else None,
        by=Who(who.names, who.state or bool(doer), who.opposed),
        matter=matter,
        places=(matter & voice.names) - words.countries,
        owner=owner,
        day=day,
        sayings=words.sayings.intersection([*found, *cue]),
        guilt=words.guilt.intersection([*found, *cue]),
        said=said,
        means=_means(text, found, said or untrue, owner),
        tentative=tentative,
    )


_IT_ALONE = re.compile(
    r"(?:that\s+)?(?:(?!hav)[a-z]+ing\s+)?(?:it|this|that|so|doing so|having done so)[\s.,;”\"’']*", re.IGNORECASE
)


_CALLED = re.compile(r"\b(?:the|that|this|these|those) (\w+) (?:is|are|was|were|has been|have been)\b", re.IGNORECASE)


def _means(text: str, found: Sequence[str], sure: bool, owner: Who | None) -> Literal["it", "number"] | None:
    """Tell whether a denial means what was said before without saying it: "it", "that number", "the claim is false"."""
    if not sure:
        return None
    if _is_of_count(found):
        return "number"
    if _IT_ALONE.fullmatch(text.strip()):
        return "it"
    called = _CALLED.search(text)
    return "it" if called is not None and owner is None and _root(called[1]) in _stems().sayings else None


def _is_of_count(found: Sequence[str]) -> bool:
    """Tell whether what is rejected is a number that was given: "that number", "the figure"."""
    return (
        found[:1] != []
        and found[0] in ("that", "thi", "this", "the", "thos", "thes")
        and (not _stems().counts.isdisjoint(found[1:2]))
    )


def _weight(shared: Sequence[str]) -> float:
    return sum(map(weight, shared))


def _is_restated(share: float, shared: Sequence[str], voice: Voice) -> bool:
    """Tell whether most of what is denied stands in another statement, and tells enough without its names."""
    told = [one for one in shared if one not in voice.names]
    return share >= RESTATED and len(told) > 1 and _weight(told) >= RESTATED_WEIGHT


def _is_of_saying(found: Sequence[str], words: _Stems) -> bool:
    """Tell whether what is rejected is something said, or guilt, by a noun among its first words."""
    for before, root in itertools.pairwise(["", *found[:8]]):
        if (root in words.sayings or root in words.guilt) and before != "to":
            return True
    return False


def _has_doer(text: str) -> bool:
    """Tell whether a content is a clause with its own doer ("that the army had …"), and no deed alone ("using …")."""
    first = text.split(None, 1)[0].lower()
    return first in ("that", "the", "its", "his", "their", "her") or not (first.endswith("ing") or first == "any")


def _what_is_denied(text: str, untrue: bool, words: _Stems) -> str:
    """Give the part of a content that tells what is denied: not what is said beside it, nor what it is called."""
    ends = [match.start() for match in [_TAIL.search(text, 12)] if match]
    if untrue:
        false = [m.start() for m in _WORD.finditer(text) if _root(m[0]) in words.false]
        # "The reports are false", but "the false reports of shelling".
        ends += [at for at in false[:1] if at > 20]
        ends += [match.start() for match in [re.search(r"\bas\b", text)] if match]
    return text[: min(ends)] if ends else text


def _keeps_from(text: str, found: Sequence[str], words: _Stems) -> bool:
    """Tell whether something is kept from someone ("denied the families access"), which is no denial of a claim."""
    if not found or found[0] == "that" or text.split(None, 1)[0].lower().endswith("ing"):
        return False
    for root in found[:6]:
        if root in words.sayings or root in words.guilt or root in ("that", "hav"):
            return False
        if root in words.goods:
            return True
    return False


def _untrue(text: str, found: Sequence[str], words: _Stems) -> bool:
    """Tell whether a content calls something said untrue: "the reports are false", "there is no truth in the claim"."""
    found = found[:60]
    sayings = [place for place, root in enumerate(found) if root in words.sayings]
    low = text.lower()
    if sayings and any(phrase in low for phrase in denial_words().phrases):
        return True
    for place, root in enumerate(found):
        if root not in words.false:
            continue
        if place <= 4 and found[0] in _IT and (place == 1 or words.being.intersection(found[1:place])):
            return True
        said = max((other for other in sayings if other < place), default=None)
        if said is not None and place - said <= 20 and words.being.intersection(found[said + 1 : place]):
            return True
    return False


def _leaves_open(text: str) -> bool:
    """Tell whether a content begins with a word that asserts nothing: "whether", "may" (the month is another word)."""
    words = itertools.islice(_WORD.finditer(text), 8)
    return any(match[0] != "May" and _root(match[0]) in _stems().open for match in words)


def says_not(voice: Voice) -> bool:
    """Tell whether a content begins by saying that something is not so: a negation within its first words."""
    return bool(voice.turned) and voice.turned[0][0] < 60


def _says_not_me(text: str, one: Statement, source: Source | None) -> bool:
    """Tell whether the content says that its own source did not do it ("it has not bombed the town")."""
    known = denial_words()
    start = [re.sub("['’ʼ]", "", match[0]).lower() for match in itertools.islice(_WORD.finditer(text), 9)]
    if start[:1] == ["that"]:
        start = start[1:]
    negated = next((place for place, word in enumerate(start) if word in known.negating), 0)
    if not negated:
        return False
    if start[0] in known.selves:
        return True
    return _who_of(one, source).among(frozenset(filter(None, map(stem, start[:negated])))) >= 0.7


def _who_of(one: Statement, source: Source | None) -> Who:
    parts = [one.source.name or "", one.source.text]
    if source is not None:
        parts += [source.name, source.affiliation or "", source.role or "", *source.aliases]
    return _who(" ".join(parts)[:400])


def _who(text: str) -> Who:
    words = _stems()
    found = frozenset(filter(None, (stem(match[0]) for match in _WORD.finditer(text))))
    names = frozenset(words.seats.get(name, name) for name in found - words.nobody)
    # A country that speaks, or its capital, is its state.
    state = bool(found & words.state) or (bool(names) and names <= words.countries)
    return Who(names, state, bool(found & words.opposed))


_OWNERS = re.compile(r"…|[.!?][\"”’']*\s|[,;][\"”’']+\s")


def _owner(text: str, denier: Who, words: _Stems) -> Who | None:
    """Give whose claims a denial speaks of: "Israel's claims", "claims by the opposition"."""
    # The sentence that speaks of something said; what stands before it tells nothing of whose that is.
    pieces: list[str] = []
    for sentence in _OWNERS.split(text[:400]):
        pieces = [match[0] for match in itertools.islice(_WORD.finditer(sentence), 12)]
        if any(_root(piece) in words.sayings for piece in pieces):
            break
    roots = [_root(piece) for piece in pieces]
    place = next((place for place, root in enumerate(roots) if root in words.sayings), None)
    if place is None:
        return None
    named = pieces[max(0, place - 4) : place]
    if roots[place + 1 : place + 2] in (["by"], ["from"]):
        named += pieces[place + 2 : place + 6]
    elif roots[place + 1 : place + 3] == ["mad", "by"]:
        named += pieces[place + 3 : place + 7]
    who = _who(" ".join(re.sub("['’ʼ]s$", "", piece) for piece in named))
    return who if (who.names or who.state) and not who.names & denier.names else None


def _asserts(voice: Voice) -> bool:
    return voice.stance in ("asserts", "confirms")


def _same_source(one: Statement, other: Statement) -> bool:
    if one.source.id is not None and one.source.id == other.source.id:
        return True
    return bool(one.source.name) and one.source.name == other.source.name


def _overlap(spans: Iterable[Span], others: Sequence[Span]) -> bool:
    return any(span.overlaps(other) for span in spans for other in others)


def _distance(denial: Sequence[Span], other: Sequence[Span]) -> tuple[bool, int]:
    """Tell whether the other stands before the denial, and how many characters lie between them."""
    if other[0].start < denial[0].start:
        return True, max(0, denial[0].start - other[-1].end)
    return False, max(0, other[0].start - denial[-1].end)


def _shared(matter: frozenset[str], voice: Voice) -> tuple[tuple[str, ...], float]:
    """Give the denied stems that the voice has and does not negate, and their share of all."""
    if not matter:
        return (), 0.0
    held: set[str] = set()
    for word in voice.words:
        if any(start <= word.start < end for start, end in voice.turned):
            continue
        if word.stem in matter:
            held.add(word.stem)
        else:
            # "such weapons", of "chemical weapons", which is one word to us
            held.update(one for one in matter if len(one) > 4 and word.stem.endswith(one))
    if held <= voice.names:
        return (), 0.0  # the same place is not the same deed
    return tuple(sorted(held)), len(held) / len(matter)


def _days_apart(one: str | None, other: str | None) -> int | None:
    try:
        return abs((date.fromisoformat(one or "") - date.fromisoformat(other or "")).days)
    except ValueError:
        return None


def _sentences(text: str) -> Iterator[Span]:
    start = 0
    for match in _SENTENCE.finditer(text):
        if "\n" not in match[0] and _ABBREVIATION.search(text, max(0, match.start() - 6), match.start()):
            continue
        if text[start : match.start()].strip():
            yield Span(start, match.start())
        start = match.end()
    if text[start:].strip():
        yield Span(start, start + len(text[start:].rstrip()))


def _same_words(rule: type[DenialRule], denial: Denial, voice: Voice, shared: Sequence[str]) -> Evidence | None:
    """Give the evidence of shared words, with where they stand on both sides."""
    # "Such weapons" of a denial stand as "chemical weapons" there, which is one word to us.
    held = dict.fromkeys(
        word.stem
        for word in voice.words
        if word.stem in shared or any(len(one) > 4 and word.stem.endswith(one) for one in shared)
    )
    there = voice.quoted(held)
    shown = [words for words in (voice.cited(one)[1] for one in held) if words]
    if not shown:
        return None
    # A voice of another article cites its own; the denial's side is its whole content.
    cited = [Cited(article=denial.article, spans=denial.spans, text=denial.text)]
    if there.spans:
        cited.append(there)
    return Evidence(
        made_by=rule.code, text=f"both speak of “{'”, “'.join(sorted(shown))}”", weight=0.45, cited=tuple(cited)
    )


def _named(rule: type[DenialRule], denial: Denial, voice: Voice) -> Evidence | None:
    """Give the evidence that who denies is spoken of."""
    words = _stems()
    for word in voice.words:
        if words.seats.get(word.stem, word.stem) in denial.by.names or (denial.by.state and word.stem in words.state):
            spans = voice.place(word.start, word.end)
            text = voice.text[word.start : word.end]
            cited = (Cited(article=voice.article, spans=spans, text=text),) if spans else ()
            return Evidence(made_by=rule.code, text=f"it speaks of who denies: “{text}”", weight=0.25, cited=cited)
    return None
