"""Claims, statement by statement: which claim a new statement belongs to, what it contests, and what it denies.

Nothing here reads an archive. For a statement, `index_terms` gives what the index holds of it and `looked_up` what to look
for; the caller finds the candidates, and `place` decides. A claim exists only where at least two statements relate.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import Literal, NamedTuple, Protocol

import msgspec

from onrecord.comparing.claims.denials import DENIAL_RULES, Denial, accuses, deny, says_not
from onrecord.comparing.claims.figures import overlap
from onrecord.comparing.claims.tolls import rival_tolls, same_toll
from onrecord.comparing.claims.voice import Voice
from onrecord.records import Cited, Claim, Evidence, Opposition, Rule, Said, Wording

INDEXED = 24
"""Terms that the index holds of a statement: of a long speech the first."""
LEAST = 4
"""Terms below which a statement says too little to be a claim ("Assad's regime") …"""
LEAST_WHOLE = 3
"""… but with so many words it is looked for as a whole, with its source: as it stands in a reprint, or a later version."""
WHOLE = "="
"""What marks a term that is a whole statement."""
DENIES, ACCUSES = "\x00denies", "\x00accuses"
"""What marks a statement in the index that denies, and one that accuses: no word has a NUL in it."""
LEAST_DENIED = 2
"""… and a denial too little to be held against other articles."""
LOOKED = 8
"""Terms that candidates are looked up by: the rarest."""
USUAL = 0.02
"""A term that more of all statements hold finds too many, and is not looked up …"""
USUAL_LEAST = 50
"""… once so many hold it."""
WORDINGS = 5
"""Wordings of a claim that a statement is held against: the first, and the latest."""
AGREE = 0.6
"""Share of these that must say the same before it joins: one like-sounding sentence alone does not draw it in."""
SAME_WORDS = 1.0
"""How sure two statements are the same that have the same words: one such wording is enough."""
SURE_WITH_NOT = 0.9
"""How sure two statements are the same of which one alone begins with a negation: "I heard … I did not know what it was"."""
OPPOSED = 8
"""Statements that one statement is noted to contest, or to deny, at most: the surest."""
TOLL_SCORE = 0.7
"""How sure a contest of tolls is that stand in different words."""
ADOPTED = 8
"""Statements without a claim that a new one brings in, at most."""


class Related(Protocol):
    """What two statements are to each other, as `relate` gives it."""

    @property
    def relation(self) -> Literal["same", "contests"] | None:
        """`same` where they say the same thing, `contests` where they cannot both be true."""

    @property
    def score(self) -> float:
        """How sure, 0 to 1."""

    @property
    def evidence(self) -> tuple[Evidence, ...]:
        """Why."""

    @property
    def made_by(self) -> str:
        """The rule that decided."""


class Relate(Protocol):
    """`onrecord.comparing.claims.relate.relate`, or another in its place."""

    def __call__(self, one: Voice, other: Voice, /) -> Related:
        """Tell what two statements are to each other."""


class Met(NamedTuple):
    """A candidate: a statement that was there before, and the claim it makes."""

    voice: Voice
    claim: str | None = None
    """The id of its claim; None where it has none yet."""
    wordings: tuple[Voice, ...] = ()
    """Wordings of that claim, the first and the latest; `WORDINGS` of them are enough."""
    denial: Denial | None = None
    """What it denies, where it is a denial."""
    parent: str | None = None
    """The statement of its article that it stands inside."""
    who: str | None = None
    """The identity of its source, over all articles; None where it has none."""
    together: bool = False
    """Whether its article is of the same story as the new statement's."""


class Placed(msgspec.Struct, frozen=True, kw_only=True):
    """What became of a new statement. The parts are to be kept in this order."""

    started: tuple[Wording, ...] = ()
    """The wordings of a new claim, the statement that was there first in front; empty where none was started."""
    claim: str | None = None
    """The id of the claim that it, or what it repeats, belongs to; None where it joined none."""
    joined: tuple[Wording, ...] = ()
    """Wordings that `claim` gained: the new statement, and such as had no claim and say the same."""
    unites: tuple[str, ...] = ()
    """Claims that turn out to be the same as `claim`, since the new statement says the same as both: they become it."""
    again: Evidence | None = None
    """Where its source says once more what it said in this article: more evidence of `repeats`, no further support."""
    repeats: Said | None = None
    alone: tuple[Wording, ...] = ()
    """Statements that are contested or denied, and get a claim of their own for that, where they have none."""
    oppositions: tuple[Opposition, ...] = ()


class GatherRule(Rule):
    """Base of the rules that put statements together."""

    draws = "claims"


class SaysTheSame(GatherRule):
    """A statement joins the claim whose wordings it says the same as: of up to five, three fifths at least, or one in
    the same words.

    Wordings are the first and the latest. None of them may contest it. Where it could join two claims it joins the one
    it is surer of; and if most wordings of the two say the same as each other, and none contests another, they are made one, which
    keeps the older id. Wishes join wishes alone.

    Examples:
        --- 2024-03-01
        The mayor said the stone bridge at Akre is closed.
        =========      ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~   s1 asserts said
        --- 2024-03-02
        Drivers said the stone bridge at Akre was closed.
        =======      ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~   s1 asserts said
        --- 2024-03-02
        Police said the stone bridge at Akre is closed.
        ======      ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~   s1 asserts said
        === CL40 c1 “the stone bridge at Akre is closed”: 1/s1, 2/s1, 3/s1

    Limits: it is as good as the comparison of two statements. Two claims that nothing says the same as both stay two.
    """

    code = "CL40"
    title = "says the same"


class SaidAgain(GatherRule):
    """The same source that says the same once more in one article makes no second wording.

    Nor does a statement and the one it stands inside. Both are one man's word, given once.

    Examples:
        --- 2024-03-01
        The mayor said the stone bridge at Akre is closed.
        =========      ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~   s1 asserts said
        --- 2024-03-02
        Police said the stone bridge at Akre is closed. Police added that the stone bridge at Akre is closed.
        ======      ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~   s1 asserts said
                                                        ======       ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~   s2 asserts added
        === CL40 c1 “the stone bridge at Akre is closed”: 1/s1, 2/s1
        === CL41 2/s2 says 2/s1 again

    Limits: a source that the article gives two names is two.
    """

    code = "CL41"
    title = "said again"


class CannotBothBe(GatherRule):
    """Two statements that cannot both be true contest each other; what is contested is a claim, with one wording or more.

    Not where one source says both: it corrected itself. A denial contests nothing: it denies.

    Examples:
        --- 2024-03-01
        The mayor said the stone bridge at Akre is closed.
        =========      ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~   s1 asserts said
        --- 2024-03-02
        Drivers said the stone bridge at Akre is open.
        =======      ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~   s1 asserts said
        === CL42 2/s1 contests 1/s1
        === CL42 c1 “the stone bridge at Akre is closed”: 1/s1
        === CL42 c2 “the stone bridge at Akre is open”: 2/s1

    Limits: a spokesman who corrects his ministry under his own name contests it, unless both are known to be one.
    """

    code = "CL42"
    title = "cannot both be true"


class AnotherToll(GatherRule):
    """Inside one story, two sources give tolls of one place and day that cannot both be right, in whatever words.

    A toll is the number of those killed, injured, missing, detained or displaced, of people or of one kind of people. It
    must be the only one of its kind in its statement, or the first and largest. Bounds are respected. Both name the place,
    or neither does and both articles are set there; both articles are of one day, or both texts name it and the later
    toll is lower: a later, higher toll brings the count up to date. Nothing is said where the two tell of different
    events (a flood, an explosion), where a word goes beyond one event ("since", "also", "a year"), where a number is a
    part ("two of the wounded"), where one is more than three times the other, or where the two sources may be one.

    Examples:
        --- 2024-03-01
        The hospital in Kassala said 17 people had been killed. The harbour committee said 26 people had been killed.
        =======================      ~~~~~~~~~~~~~~~~~~~~~~~~~   s1 asserts said
                                     ##   killed people
                                                                =====================      ~~~~~~~~~~~~~~~~~~~~~~~~~   s2 asserts said
                                                                                           ##   killed people
        --- 2024-03-02
        The harbour committee said 28 people had been killed. Nurses said two of the wounded had died in the night.
        =====================      ~~~~~~~~~~~~~~~~~~~~~~~~~   s1 asserts said
                                   ##   killed people
                                                              ======      ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~   s2 asserts said
        === CL43 1/s2 contests 1/s1
        === CL43 c1 “17 people had been killed”: 1/s1
        === CL43 c2 “26 people had been killed”: 1/s2

    Limits: two attacks of one day in one town that are one story, where neither statement says which it tells of. Two
    names of one body that share no word are two sources unless they are known to be one.
    """

    code = "CL43"
    title = "another toll"


class SameToll(GatherRule):
    """Inside one story, two statements that give the same toll say the same, in whatever words.

    Ten or more, of one kind ("killed") and of the same people or of people at large, in articles two days apart at most, that name no
    towns or days which are two, and tell of no two kinds of event: that is not given twice by chance.

    Examples:
        --- 2024-03-01
        Nurses in Kassala said 17 people had been killed when the dam broke. The mayor said 17 residents of Kassala were dead.
        =================      ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~   s1 asserts said
                               ##   killed people
        --- 2024-03-02
        The harbour committee of Kassala said there were 17 dead.
        ================================      ~~~~~~~~~~~~~~~~~~~   s1 asserts said
                                                         ##   killed people
        === CL44 c1 “17 people had been killed when the dam broke”: 1/s1, 2/s1

    Limits: two events of one story that killed as many. A toll whose sentence has another number as large is not seen.
    """

    code = "CL44"
    title = "the same toll"


GATHER_RULES: tuple[type[Rule], ...] = (SaysTheSame, SaidAgain, CannotBothBe, AnotherToll, SameToll)
CLAIM_RULES: tuple[type[Rule], ...] = (*DENIAL_RULES, *GATHER_RULES)
"""The rules of denials and of gathering; those that relate two statements stand in `relate`."""


def index_terms(voice: Voice, *, denies: bool = False) -> tuple[str, ...]:
    """Give what the index holds of a statement: stems of its words and its numbers, in order; () where it says too little."""
    terms = list(dict.fromkeys(word.stem for word in voice.words))[:INDEXED]
    numbers = [f"#{number:g}" for number in sorted(voice.numbers)[:4]]
    if len(terms) + len(numbers) < (LEAST_DENIED if denies else LEAST):
        whole = len(terms) >= LEAST_WHOLE and not denies and voice.source is not None
        return (" ".join((WHOLE, voice.source or "", *terms)),) if whole else ()
    return (*terms, *numbers)


def marks_of(voice: Voice, *, denies: bool) -> tuple[str, ...]:
    """Give the marks by which the index finds the denials and the accusations of a story, whatever their words."""
    return ((DENIES,) if denies else ()) + ((ACCUSES,) if accuses(voice) else ())


def looked_up(terms: Sequence[str], held: Mapping[str, int], total: int) -> dict[str, float]:
    """Give the terms to look candidates up by, the rarest first, with what each weighs.

    Args:
        terms: of the statement (`index_terms`).
        held: how many statements of the index hold each term.
        total: how many statements the index holds.
    """
    known = [(held.get(term, 0), place, term) for place, term in enumerate(terms)]
    most = max(USUAL_LEAST, USUAL * total)
    rare = sorted((count, place, term) for count, place, term in known if 0 < count <= most)[:LOOKED]
    return {term: math.log(1 + total / count) for count, _, term in rare}


def place(
    voice: Voice,
    mets: Sequence[Met],
    relate: Relate,
    *,
    denial: Denial | None = None,
    parent: str | None = None,
    who: str | None = None,
) -> Placed:
    """Decide what becomes of a new statement.

    Args:
        voice: the new statement.
        mets: the candidates, each once, in the order they were added; none of them is the statement itself.
        relate: tells what two statements are to each other.
        denial: what the statement denies, where it is a denial.
        parent: the statement of its article that it stands inside.
        who: the identity of its source; None where it has none.
    """
    denying = denial is not None and not denial.tentative
    seen: dict[tuple[str, str], Related] = {}

    near = {voice.article, *(met.voice.article for met in mets if met.together)}

    def alike(one: Voice, other: Voice) -> Related:
        found = relate(one, other)
        if found.relation is None and one.article in near and other.article in near:
            return _same_toll(one, other) or found
        return found

    def related(other: Voice) -> Related:
        key = (other.article, other.statement)
        if key not in seen:
            seen[key] = alike(voice, other)
        return seen[key]

    same: list[Met] = []
    contested: list[Met] = []
    tolls: list[Met] = []
    for met in mets:
        if (met.voice.article, met.voice.statement) == (voice.article, voice.statement) or _is_inside(
            voice, parent, met
        ):
            continue
        if denying or (met.denial is not None and not met.denial.tentative) or not _one_kind(voice, met.voice):
            continue
        relation = related(met.voice).relation
        if relation == "same" and (says_not(voice) == says_not(met.voice) or related(met.voice).score >= SURE_WITH_NOT):
            same.append(met)
        elif relation == "contests" and not _is_one_source(voice, who, met):
            contested.append(met)
        elif relation is None and met.together and not _is_one_source(voice, who, met):
            tolls.append(met)
    repeated = next((m for m in same if m.voice.article == voice.article and _is_one_source(voice, who, m)), None)
    if repeated is not None:
        return Placed(
            claim=repeated.claim,
            again=_again(voice, repeated.voice),
            repeats=Said(article=repeated.voice.article, statement=repeated.voice.statement),
        )
    claim, joined, unites = _join(voice, same, related, alike)
    started = () if claim is not None else _start(voice, same, related, alike)
    own = {(one.article, one.statement) for one in (*joined, *started)}
    oppositions = [
        _contest(voice, met, related(met.voice))
        for met in sorted(contested, key=lambda met: -related(met.voice).score)[:OPPOSED]
        if claim is None or met.claim not in (claim, *unites)
    ]
    oppositions += [one for met in tolls if (one := _another_toll(voice, met)) is not None][:OPPOSED]
    opposed = [met for met in (*contested, *tolls) if any(_points_at(one, met.voice) for one in oppositions)]
    made_by = AnotherToll if oppositions and oppositions[0].made_by == AnotherToll.code else CannotBothBe
    alone = [_single(met.voice, made_by) for met in opposed if met.claim is None]
    if oppositions and not own:
        alone.append(_single(voice, made_by))
    denials, denied = _denials(voice, mets, denial)
    alone += denied
    oppositions += denials
    kept = {(one.article, one.statement): one for one in reversed(alone) if (one.article, one.statement) not in own}
    return Placed(
        started=started,
        claim=claim,
        joined=joined,
        unites=unites,
        alone=tuple(sorted(kept.values(), key=lambda one: (one.article == voice.article, one.article, one.statement))),
        oppositions=tuple(oppositions),
    )


class _Toll(NamedTuple):
    """The answer that two statements give the same toll, as `relate` answers."""

    evidence: tuple[Evidence, ...]
    relation: Literal["same", "contests"] | None = "same"
    score: float = TOLL_SCORE
    made_by: str = SameToll.code


def _same_toll(one: Voice, other: Voice) -> Related | None:
    toll = same_toll(one, other)
    if toll is None:
        return None
    cited = tuple(
        Cited(article=voice.article, spans=figure.shown, text=figure.text)
        for voice, figure in ((one, toll.one), (other, toll.other))
    )
    return _Toll((Evidence(made_by=SameToll.code, text=toll.words, weight=TOLL_SCORE, cited=cited),))


def single(voice: Voice, opposition: Opposition) -> Wording:
    """Give the only wording of a claim that exists because somebody opposes it."""
    return Wording(
        article=voice.article, statement=voice.statement, text=voice.text, score=1.0, made_by=opposition.made_by
    )


def support(claim: Claim) -> str:
    """Tell in words what stands behind a claim: "supported by 2 to 3 independent origins, contested by 1, denied by 1"."""
    low, high = claim.origins_low, claim.origins_high
    if high <= 0:
        said = f"said in {claim.statements} statement{'s' if claim.statements != 1 else ''}"
    elif low == high:
        said = f"supported by {high} independent origin{'s' if high != 1 else ''}"
    else:
        said = f"supported by {low} to {high} independent origins"
    parts = [said]
    if claim.contested:
        parts.append(f"contested by {claim.contested}")
    if claim.denied:
        parts.append(f"denied by {claim.denied}")
    return ", ".join(parts)


def _one_kind(one: Voice, other: Voice) -> bool:
    wishes = ("demands", "expects")
    return (one.stance in wishes) == (other.stance in wishes)


def _is_one_source(voice: Voice, who: str | None, met: Met) -> bool:
    """Tell whether both are of one source: by who it is over all articles where that is known, else by its name."""
    if who is not None and met.who is not None:
        return who == met.who
    return voice.source is not None and voice.source == met.voice.source


def _is_inside(voice: Voice, parent: str | None, met: Met) -> bool:
    """Tell whether one of the two stands inside the other."""
    if voice.article != met.voice.article:
        return False
    if parent == met.voice.statement or met.parent == voice.statement:
        return True
    return any(span.overlaps(other) for span in voice.spans for other in met.voice.spans)


class _Fit(NamedTuple):
    """A claim that a statement could join."""

    score: float
    name: str
    nearest: Voice
    """The wording that it is most like."""
    wordings: tuple[Voice, ...]


def _join(
    voice: Voice, same: Sequence[Met], related: RelateNew, relate: Relate
) -> tuple[str | None, tuple[Wording, ...], tuple[str, ...]]:
    """Give the claim a statement joins, the wordings it gains, and the claims that turn out to be the same."""
    claims: dict[str, Met] = {}
    for met in same:
        if met.claim is not None:
            claims.setdefault(met.claim, met)
    fits = [fit for name, met in claims.items() if (fit := _fit(name, met, related)) is not None]
    if not fits:
        return None, (), ()
    # The first of those that fit best, so that the order of candidates does not matter to it.
    fits.sort(key=lambda fit: -fit.score)
    best = fits[0]
    one = [best, *(fit for fit in fits[1:] if _are_one(best, fit, relate))]
    name = min((fit.name for fit in one), key=lambda name: (len(name), name))
    gained = [_wording(voice, best.score, related(best.nearest).evidence)]
    for met in same[:ADOPTED]:
        if met.claim is None:
            answer = relate(met.voice, best.nearest)
            if answer.relation == "same":
                gained.append(_wording(met.voice, min(answer.score, related(met.voice).score), answer.evidence))
    unites = tuple(sorted(fit.name for fit in one if fit.name != name))
    return name, tuple(sorted(gained, key=lambda one: one.article == voice.article)), unites


def _fit(name: str, met: Met, related: RelateNew) -> _Fit | None:
    """Tell how well a statement fits a claim; None where too few of its wordings say the same, or one contests it."""
    wordings = met.wordings[:1] + met.wordings[1:][-(WORDINGS - 1) :] if met.wordings else (met.voice,)
    answers = [(related(wording), wording) for wording in wordings]
    agreeing = [(answer.score, wording) for answer, wording in answers if answer.relation == "same"]
    if any(answer.relation == "contests" for answer, _ in answers):
        return None
    # A reprint without a date says the same as its original does.
    told = {tuple(word.stem for word in wording.words) for _, wording in agreeing} - {()}
    like = sum(
        answer.relation == "same" or tuple(word.stem for word in wording.words) in told for answer, wording in answers
    )
    if like < AGREE * len(answers) and all(score < SAME_WORDS for score, _ in agreeing):
        return None
    if not agreeing:
        return None
    nearest = max(agreeing, key=lambda pair: pair[0])[1]
    return _Fit(sum(score for score, _ in agreeing) / len(answers), name, nearest, wordings)


def _are_one(one: _Fit, other: _Fit, relate: Relate) -> bool:
    """Tell whether two claims say the same: most of their wordings do, each held against each, and none contests."""
    answers = [relate(here, there).relation for here in one.wordings for there in other.wordings]
    return "contests" not in answers and answers.count("same") >= AGREE * len(answers)


def _start(voice: Voice, same: Sequence[Met], related: RelateNew, relate: Relate) -> tuple[Wording, ...]:
    """Give the wordings of the claim that a statement starts with others that have none; () where there are none."""
    free = [met for met in same if met.claim is None]
    if not free:
        return ()
    best = max(free, key=lambda met: related(met.voice).score)
    members = [best]
    for met in free[:ADOPTED]:
        if met is not best and all(relate(met.voice, member.voice).relation == "same" for member in members):
            members.append(met)
    # In the order they were added: the first is what the claim is known by.
    members.sort(key=free.index)
    first, *others = members
    wordings = [_wording(first.voice, 1.0, ())]
    for met in others:
        answer = relate(met.voice, first.voice)
        wordings.append(_wording(met.voice, answer.score, answer.evidence))
    answer = related(first.voice)
    wordings.append(_wording(voice, answer.score, answer.evidence))
    return tuple(wordings)


class RelateNew(Protocol):
    """`relate` with the new statement already given."""

    def __call__(self, other: Voice, /) -> Related:
        """Tell what the new statement is to another."""


def _wording(voice: Voice, score: float, evidence: tuple[Evidence, ...]) -> Wording:
    return Wording(
        article=voice.article,
        statement=voice.statement,
        text=voice.text,
        score=round(score, 3),
        evidence=evidence,
        made_by=SameToll.code if any(one.made_by == SameToll.code for one in evidence) else SaysTheSame.code,
    )


def _single(voice: Voice, rule: type[Rule]) -> Wording:
    return Wording(article=voice.article, statement=voice.statement, text=voice.text, score=1.0, made_by=rule.code)


def _again(voice: Voice, before: Voice) -> Evidence:
    cited = tuple(Cited(article=one.article, spans=one.spans, text=one.text) for one in (before, voice) if one.spans)
    return Evidence(made_by=SaidAgain.code, text="its source says so again in the same article", cited=cited)


def _contest(voice: Voice, met: Met, related: Related) -> Opposition:
    return _contested(voice, met, CannotBothBe, round(related.score, 3), related.evidence)


def _contested(voice: Voice, met: Met, rule: type[Rule], score: float, evidence: tuple[Evidence, ...]) -> Opposition:
    other = met.voice
    return Opposition(
        relation="contests",
        article=voice.article,
        statement=voice.statement,
        other_article=other.article,
        other=other.statement,
        target=Cited(article=other.article, spans=other.spans, text=other.text) if other.spans else None,
        score=score,
        evidence=evidence,
        made_by=rule.code,
    )


def _another_toll(voice: Voice, met: Met) -> Opposition | None:
    rivals = rival_tolls(voice, met.voice)
    if rivals is None or any(_of_other_days(voice, wording) for wording in met.wordings):
        return None
    sides = ((voice, rivals.one), (met.voice, rivals.other))
    cited = tuple(Cited(article=side.article, spans=figure.shown, text=figure.text) for side, figure in sides)
    evidence = Evidence(made_by=AnotherToll.code, text=rivals.words, cited=cited)
    return _contested(voice, met, AnotherToll, TOLL_SCORE, (evidence,))


def _of_other_days(one: Voice, other: Voice) -> bool:
    """Tell whether two contents each name days, and none in common."""
    return bool(one.days and other.days) and not any(overlap(a, b) for a in one.days for b in other.days)


def _points_at(opposition: Opposition, voice: Voice) -> bool:
    return (opposition.other_article, opposition.other) == (voice.article, voice.statement)


def _denials(voice: Voice, mets: Sequence[Met], denial: Denial | None) -> tuple[list[Opposition], list[Wording]]:
    """Give the denials between a new statement and others, either way, and what gets a claim because of them."""
    found: list[tuple[Opposition, Voice, str | None]] = []
    for met in mets:
        if denial is not None and met.denial is None:
            opposition = deny(denial, met.voice, together=met.together)
            if opposition is not None:
                found.append((opposition, met.voice, met.claim))
        elif denial is None and met.denial is not None:
            opposition = deny(met.denial, voice, together=met.together)
            if opposition is not None:
                found.append((opposition, voice, None))
    found.sort(key=lambda one: -one[0].score)
    found = found[:OPPOSED]
    alone = [single(denied, opposition) for opposition, denied, claim in found if claim is None]
    return [opposition for opposition, _, _ in found], alone
