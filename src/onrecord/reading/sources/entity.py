"""A source in the making, and whom an attribution resolves to."""

from __future__ import annotations

from typing import NamedTuple

from onrecord.reading.sources.authority import Authority
from onrecord.reading.sources.names import fold
from onrecord.reading.sources.phrase import Phrase
from onrecord.records import Span, Status


class Entity:
    """A person, body or unnamed group of the article, in the making."""

    def __init__(self, name: str, standing: Authority, phrase: Phrase | None, order: int) -> None:
        self.name = name
        self.kind = standing.kind
        self.status: Status = standing.status
        self.made_by = standing.made_by
        self.order = order
        self.role = phrase.role if phrase else None
        self.affiliation = phrase.affiliation if phrase else None
        self.count = phrase.count if phrase else None
        self.gender = phrase.gender if phrase else None
        self.head = phrase.head_lemma if phrase else ""
        self.plural = bool(phrase and phrase.plural)
        self.reason: str | None = None
        self.aliases: dict[str, None] = {}
        self.mentions: set[Span] = set()
        self.sure = bool(phrase and phrase.animate)
        """Its noun is one that speaks, by the vocabulary or as a person's or a country's name."""

    def learn(self, phrase: Phrase) -> None:
        """Take from a further mention what is not known yet."""
        self.role = self.role or phrase.role
        self.affiliation = self.affiliation or phrase.affiliation
        self.gender = self.gender or phrase.gender
        if phrase.kind == "name" and phrase.name and fold(phrase.name) != fold(self.name):
            self.aliases[phrase.name] = None


class Resolved(NamedTuple):
    """Whom one attribution's source resolves to."""

    entity: Entity | None
    made_by: str
    confidence: float
