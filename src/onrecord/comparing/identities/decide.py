"""Which identity somebody belongs to whom an article names: one that is known, or a new one."""

from __future__ import annotations

from collections.abc import Collection, Sequence

import msgspec

from onrecord.comparing.identities import rules
from onrecord.comparing.identities.forms import form_of
from onrecord.comparing.identities.members import Named
from onrecord.comparing.identities.names import ALONE, EXACT
from onrecord.comparing.identities.profile import Profile
from onrecord.comparing.identities.score import Scored, days_between, score
from onrecord.records import Evidence, Rule
from onrecord.vocabulary.identities import identity_weights

BY_HAND = "by hand"
SURE_TOLD = 3.0
"""The least sum for somebody known by a short name alone, where the article says whose name that is."""
SURE = 4.0
"""The least sum on both sides for two identities to be joined by somebody who bears both names."""


class Candidate(msgspec.Struct, frozen=True, kw_only=True):
    """An identity that a member could belong to."""

    number: int
    profile: Profile
    named_here: tuple[str, ...] = ()
    """What the member's own article calls those of its members that stand there."""


class Decision(msgspec.Struct, frozen=True, kw_only=True):
    """Where a member belongs."""

    identity: int | None
    """The number of the candidate; None for a new identity."""
    score: float
    evidence: tuple[Evidence, ...] = ()
    made_by: str
    unites: tuple[int, ...] = ()
    """Candidates that turn out to be the same as that one, since this member bears the names of both."""


def decide(
    member: Named,
    candidates: Sequence[Candidate],
    *,
    together: Sequence[int] = (),
    apart: Collection[int] = (),
) -> Decision:
    """Decide to which of the candidates a member belongs.

    `together` are the candidates that a person has said it belongs to, `apart` those that a person has said it is not.
    The best joins where its reasons add up to `join` of `identity_weights.toml` and lead those of the second by
    `margin`; else the member begins a new identity.
    """
    if together:
        first = min(together)
        return Decision(
            identity=first,
            score=1.0,
            made_by=BY_HAND,
            evidence=(Evidence(made_by=BY_HAND, text="a person says so"),),
            unites=tuple(sorted(number for number in set(together) if number != first)),
        )
    weights = identity_weights()
    found: list[tuple[Candidate, Scored]] = []
    for candidate in candidates:
        if candidate.number in apart:
            continue
        scored = score(member, candidate.profile)
        if scored is not None and scored.match.reason != "other":
            found.append((candidate, scored))
    found = _who_is_named_here(member, found)
    in_full = [candidate.number for candidate, scored in found if _is_named_in_full(member, candidate, scored)]
    alone = in_full[0] if len(in_full) == 1 else None
    weighed = [
        (candidate, _in_one_article(candidate, scored, in_full=candidate.number == alone))
        for candidate, scored in found
    ]
    weighed = _without_rivals(member, [pair for pair in weighed if _is_told(pair[1])])
    weighed.sort(key=lambda pair: (-pair[1].total, pair[0].number))
    if not weighed or weighed[0][1].total < weights.join:
        return Decision(identity=None, score=1.0, made_by=rules.NewIdentity.code)
    best, scored = weighed[0]
    evidence = scored.evidence
    unites = _united(member, weighed)
    for candidate, other in weighed[1:]:
        if candidate.number in unites:
            text = f"the article gives “{scored.mine.text}” and “{other.mine.text}”: both are one"
            evidence += (Evidence(made_by=rules.BothNames.code, text=text),)
    for candidate, second in weighed[1:]:
        if (
            candidate.number not in unites
            and scored.total - second.total < weights.margin
            and second.total >= weights.join
        ):
            return Decision(identity=None, score=1.0, made_by=rules.NewIdentity.code)
    return Decision(
        identity=best.number,
        score=round(scored.probability, 4),
        evidence=evidence,
        made_by=scored.rule,
        unites=unites,
    )


def _who_is_named_here(member: Named, found: list[tuple[Candidate, Scored]]) -> list[tuple[Candidate, Scored]]:
    """Give those alone whom the article names in full where it names a surname too: it means none from elsewhere."""
    if not member.human or not form_of(member.name, True).bare:
        return found
    here = [pair for pair in found if pair[0].named_here and pair[1].match.reason == "bare"]
    return here or found


def _is_named_in_full(member: Named, candidate: Candidate, scored: Scored) -> bool:
    """Tell whether the article has a body's full name of which the member's name is a bare cut: "the Observatory"."""
    if member.human or scored.match.reason != "generic" or not scored.mine.bare:
        return False
    cut = frozenset(scored.mine.words)
    return any(cut < frozenset(form_of(name, False).words) for name in candidate.named_here)


def _in_one_article(candidate: Candidate, scored: Scored, *, in_full: bool) -> Scored:
    """Weigh in that an article names both: then they are two, unless it gives them one name, or one body in full alone."""
    if not candidate.named_here or scored.match.reason in (*EXACT, "told", "told_alone"):
        return scored
    context = identity_weights().context
    names = ", ".join(f"“{name}”" for name in candidate.named_here)
    weight = context["in_full"] if in_full else context["same_article"]
    rule: type[Rule]
    if in_full:
        text, rule = f"the article names {names}, and nobody else whom that could be short for", rules.BothNames
    else:
        text, rule = f"the article names it beside {names}", rules.ToldApart
    evidence = Evidence(made_by=rule.code, text=text, weight=weight)
    return scored._replace(total=scored.total + weight, evidence=(*scored.evidence, evidence))


def _is_told(scored: Scored) -> bool:
    """Tell whether, for a name that could be anybody's, something more than place and time speaks for it."""
    if scored.match.reason == "near_both":
        return any(piece.made_by == rules.Office.code and (piece.weight or 0) > 0 for piece in scored.evidence)
    if scored.match.reason not in ALONE:
        return True
    codes = (rules.BothNames.code, rules.Company.code, rules.Office.code)
    return any(piece.made_by in codes and (piece.weight or 0) > 0 for piece in scored.evidence)


def _without_rivals(member: Named, weighed: list[tuple[Candidate, Scored]]) -> list[tuple[Candidate, Scored]]:
    """Drop, for a name that is short for others, all who bear it in full where more than one of them is about."""
    about = [
        candidate.number
        for candidate, scored in weighed
        if _is_cut(scored) and _is_about(member, candidate.profile) and not candidate.named_here
    ]
    if len(about) < 2:
        return weighed
    return [(candidate, scored) for candidate, scored in weighed if not _is_cut(scored)]


def _is_cut(scored: Scored) -> bool:
    """Tell whether the member's name is a short form of the identity's."""
    if scored.match.reason == "short":
        return len(scored.mine.words) < len(scored.theirs.words)
    return scored.mine.bare and not scored.theirs.bare


def _is_about(member: Named, profile: Profile) -> bool:
    gap = days_between(member.day, profile)
    return gap is None or gap <= identity_weights().alive


def _united(member: Named, weighed: Sequence[tuple[Candidate, Scored]]) -> tuple[int, ...]:
    """Give the candidates that the member shows to be one with the best: it bears a full name of each.

    A short name, which could be anybody's, shows that only where the member's article itself says so, and where one alone
    is known by it.
    """
    best = weighed[0][1]
    full: tuple[int, ...] = ()
    if best.total >= SURE and _is_exact(best):
        full = tuple(
            candidate.number
            for candidate, scored in weighed[1:]
            if scored.total >= SURE and _is_exact(scored) and scored.theirs.plain != best.theirs.plain
        )
    return (*full, *(number for number in _told_short(member, weighed) if number not in full))


def _told_short(member: Named, weighed: Sequence[tuple[Candidate, Scored]]) -> tuple[int, ...]:
    """Give who is one with the best because the article says of a short name whose it is."""
    said = {form_of(name, member.human).plain for name, _ in member.told}
    if not said:
        return ()
    known: list[tuple[int, float]] = []
    others: list[tuple[int, float]] = []
    for candidate, scored in weighed:
        is_short = scored.match.reason == "told_alone" and scored.mine.plain in said and not candidate.profile.full
        (known if is_short else others).append((candidate.number, scored.total))
    weights = identity_weights()
    if len(known) != 1 or known[0][1] < SURE_TOLD or not others or others[0][1] < weights.join:
        return ()
    if len(others) > 1 and others[0][1] - others[1][1] < weights.margin:
        return ()
    pair = {known[0][0], others[0][0]} - {weighed[0][0].number}
    return tuple(sorted(pair)) if len(pair) == 1 else ()


def _is_exact(scored: Scored) -> bool:
    return scored.match.reason in (*EXACT, "told") and not scored.mine.bare and not scored.theirs.bare
