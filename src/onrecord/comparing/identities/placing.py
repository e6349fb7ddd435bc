"""Placing everybody whom one article names: the order of the work, over whatever keeps the identities."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from typing import Protocol

from onrecord.comparing.identities.decide import Candidate, Decision, decide
from onrecord.comparing.identities.keys import keys, keys_held
from onrecord.comparing.identities.members import Named
from onrecord.comparing.identities.profile import Profile
from onrecord.records import Member


class Shelf(Protocol):
    """What keeps identities: the archive's tables, or memory. Identities are numbered in the order they begin."""

    def candidates(self, keys: Sequence[str]) -> Sequence[int]:
        """Give the identities that are found under these keys: those with most of them first, the oldest of these."""

    def profile(self, number: int) -> Profile:
        """Give what is known of an identity."""

    def together(self, anchor: str) -> Sequence[int]:
        """Give the identities that a person has said this member belongs to."""

    def apart(self, anchor: str) -> Collection[int]:
        """Give the identities that a person has said this member is not."""

    def may_unite(self, one: int, other: int) -> bool:
        """Tell whether nobody has said that these are two."""

    def begin(self, anchor: str) -> int:
        """Begin an identity, or give the one that begins with this anchor already."""

    def unite(self, kept: int, gone: int, profile: Profile) -> None:
        """Give all members and keys of one identity to another."""

    def put(self, number: int, profile: Profile, member: Named, keys: Sequence[str], decision: Decision) -> Member:
        """Put a member into an identity, which is now known so and found under these keys as well."""


def place(article: Sequence[Named], shelf: Shelf) -> tuple[Member, ...]:
    """Place everybody whom one article names; given in the order of the article.

    Those with the fullest names go first, so that a surname meets who bears it in full.
    """
    here: dict[int, list[str]] = {}
    placed: dict[str, Member] = {}
    for member in in_order(article):
        candidates = [
            Candidate(number=number, profile=shelf.profile(number), named_here=tuple(here.get(number, ())))
            for number in shelf.candidates(keys(member))
        ]
        decision = decide(member, candidates, together=shelf.together(member.anchor), apart=shelf.apart(member.anchor))
        number = decision.identity if decision.identity is not None else shelf.begin(member.anchor)
        for other in decision.unites:
            if shelf.may_unite(number, other):
                kept, gone = sorted((number, other))
                shelf.unite(kept, gone, shelf.profile(kept).and_other(shelf.profile(gone)))
                here.setdefault(kept, []).extend(here.pop(gone, []))
                number = kept
        profile = shelf.profile(number).with_member(member)
        placed[member.record] = shelf.put(number, profile, member, keys_held(member), decision)
        here.setdefault(number, []).append(member.name)
    return tuple(placed[member.record] for member in article)


def in_order(article: Iterable[Named]) -> list[Named]:
    """Give the members of an article in the order in which they are placed: those with the fullest names first."""
    return sorted(
        article,
        key=lambda member: (
            member.forms()[0].bare,
            -len(member.forms()[0].plain.split()),
            member.anchor,
            member.record,
        ),
    )


def as_member(member: Named, identity: str, decision: Decision) -> Member:
    """Give the record of a decision."""
    return Member(
        article=member.article,
        record=member.record,
        identity=identity,
        name=member.name,
        score=decision.score,
        evidence=decision.evidence,
        made_by=decision.made_by,
    )
