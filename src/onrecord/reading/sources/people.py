"""Who is named in an article: every name of a person, its fuller forms, gender and office."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from typing import TYPE_CHECKING

from onrecord.reading.analysis import Analysis
from onrecord.reading.sources.names import fold, is_short_form, parts
from onrecord.reading.sources.phrase import Phrase, phrase_of
from onrecord.records import Span
from onrecord.vocabulary.words import authority, first_names

if TYPE_CHECKING:
    from spacy.tokens import Token

_ROYAL = re.compile(r"\b(?:Sheikh|Shaikh|King|Queen|Prince|Princess|Pope|Emir|Sultan|Sayyed|Father|Sister)\s+\S+$")
_MISTYPED = ("", "ORG", "NORP", "FAC", "GPE", "LOC", "PRODUCT", "WORK_OF_ART")
_GENDERED = re.compile(r"\b(he|she)\b", re.IGNORECASE)
_TITLE_BEFORE = re.compile(r"([A-Za-z]+)\.?\s+$")

Person = tuple[Span, str, Phrase]
"""Where a person is named, the name, and the phrase around it."""
Holder = tuple[int, str, frozenset[str], Phrase]
"""The holder of an office: where named, the name, the words of the office, the phrase."""


def _folded_gender(name: str) -> str | None:
    """Give the gender that a first name nearly always has; None for a name of one word."""
    words = fold(name).split()
    return first_names().get(words[0].split("-")[0]) if len(words) > 1 else None


class People:
    """The people whom one article names."""

    def __init__(self, analysis: Analysis) -> None:
        self.analysis = analysis
        self.text = analysis.text
        self.named: list[Person] = list(self._named_people())
        self.named += list(self._unmarked_people())
        self.named.sort(key=lambda person: person[0])
        self.starts = [span.start for span, _, _ in self.named]
        self._by_last: dict[str, list[Person]] = {}
        self._by_first: dict[str, dict[str, str]] = {}
        self.genders: dict[str, str] = {}
        """By folded name, what its title or its noun tells."""
        for person in self.named:
            self._index(person)
        self.holders = self._offices()

    def of_last(self, name: str) -> list[Person]:
        """Give everybody whose last name is the last word of `name`."""
        return self._by_last.get((parts(name) or ("",))[-1], [])

    def _named_people(self) -> Iterator[Person]:
        """Give every name of a person that the model finds, cleaned, with its phrase."""
        for block in self.analysis.blocks:
            if block.kind in ("byline", "credit"):
                continue
            for entity in block.doc.ents:
                if entity.label_ != "PERSON":
                    continue
                span = Span(block.span.start + entity.start_char, block.span.start + entity.end_char)
                phrase = phrase_of(block, self.text, span)
                if phrase.kind == "name" and phrase.name and phrase.label == "PERSON":
                    yield span, phrase.name, phrase

    def _index(self, person: Person) -> None:
        """Note a name by its last and its first part, and the gender that its title or its noun tells."""
        span, name, phrase = person
        pieces = parts(name)
        if not pieces:
            return
        self._by_last.setdefault(pieces[-1], []).append(person)
        if len(pieces) > 1:
            self._by_first.setdefault(pieces[0], {}).setdefault(fold(name), name)
        gender = phrase.gender
        before = _TITLE_BEFORE.search(self.text[max(0, span.start - 20) : span.start])
        if gender is None and before is not None:
            word = before.group(1).lower()
            known = authority()
            gender = "m" if word in known.masculine else "f" if word in known.feminine else None
        if gender is not None:
            self.genders.setdefault(fold(name), gender)

    def gender_of(self, name: str) -> str | None:
        """Give the gender of a person by title, by noun, or by a first name that tells it."""
        told = self.genders.get(fold(name)) or _folded_gender(name)
        if told is None and " " not in name and all(" " not in other for _, other, _ in self.of_last(name)):
            # Called by one name throughout: a first name, if it is one.
            told = first_names().get(fold(name))
        return told

    def gender_behind(self, name: str) -> str | None:
        """Give the gender of the pronouns that follow the full name before the next person is named."""
        if " " not in name:
            return None
        votes: list[str] = []
        for span, other, _ in self.of_last(name):
            if fold(other) != fold(name):
                continue
            following = bisect_right(self.starts, span.start)
            end = min(
                span.end + 200,
                self.starts[following] if following < len(self.starts) else len(self.text),
            )
            pronoun = _GENDERED.search(self.text, span.end, max(span.end, end))
            if pronoun is not None:
                votes.append("m" if pronoun.group(1).lower() == "he" else "f")
        if not votes or votes.count(votes[0]) < len(votes):
            return None
        return votes[0]

    def _offices(self) -> dict[str, list[Holder]]:
        """Give the holders of offices by the noun: where they are named, and the words of the office."""
        known = authority()
        found: dict[str, list[Holder]] = {}
        at = 0
        people = [p for p in self.named if len(p[1].split()) > 1]
        for block in self.analysis.blocks:
            if at >= len(people):
                break
            ends = {block.offset(t) + len(t): t for t in block.doc} if people[at][0].start < block.span.end else {}
            while at < len(people) and people[at][0].start < block.span.end:
                span, name, phrase = people[at]
                at += 1
                token = ends.get(span.end)
                if token is None:
                    continue
                size = len(block.doc)
                front: list[Token] = []
                first = next(
                    (t for t in block.doc[max(0, token.i - 6) : token.i + 1] if block.offset(t) >= span.start), token
                )
                for k in range(first.i - 1, max(-1, first.i - 8), -1):
                    near = block.doc[k]
                    if near.pos_ not in ("PROPN", "NOUN", "ADJ", "PART") and near.text not in ("-", ".", "&"):
                        break
                    front.append(near)
                if not front and first.i and block.doc[first.i - 1].text == ",":
                    for k in range(first.i - 2, max(-1, first.i - 10), -1):
                        if block.doc[k].is_punct or block.doc[k].pos_ in ("VERB", "AUX"):
                            break
                        front.append(block.doc[k])
                behind: list[Token] = []
                if token.i + 2 < size and block.doc[token.i + 1].text == ",":
                    for k in range(token.i + 2, min(size, token.i + 14)):
                        if block.doc[k].is_punct or block.doc[k].pos_ == "VERB":
                            break
                        behind.append(block.doc[k])
                for words in (front, behind):
                    nouns = {t.lemma_.lower() for t in words if t.lower_ not in ("former", "ex")}
                    if any(t.lower_ in ("former", "ex", "late") for t in words):
                        continue
                    roles = frozenset(fold(t.text) for t in words)
                    for noun in sorted(nouns & known.offices):
                        found.setdefault(noun, []).append((span.start, name, roles, phrase))
        return found

    def _unmarked_people(self) -> Iterator[Person]:
        """Give runs of two to four proper nouns that the model gave no type, or the type of a body, as likely names.

        They serve only to spell out a short name, so a run that is no person does no harm.
        """
        known = {fold(name) for _, name, _ in self.named}
        for block in self.analysis.blocks:
            if block.kind in ("byline", "credit", "heading"):
                continue
            run: list[Token] = []
            for token in (*block.doc, None):
                if token is not None and token.pos_ == "PROPN" and token.ent_type_ in _MISTYPED:
                    run.append(token)
                    continue
                if 2 <= len(run) <= 4:
                    span = block.spans_of(run)
                    phrase = phrase_of(block, self.text, span)
                    if (
                        (
                            (phrase.kind == "name" and phrase.name and phrase.label == "PERSON")
                            or (
                                phrase.kind == "name"
                                and phrase.name
                                and self._acts(run[-1])
                                and phrase.label != "OUTLET"
                            )
                        )
                        and len(phrase.name.split()) > 1
                        and fold(phrase.name) not in known
                    ):
                        yield span, phrase.name, phrase
                run = []

    @staticmethod
    def _acts(token: Token) -> bool:
        """Tell whether the name is a subject, or in apposition to a person's noun, and holds no word for a body."""
        known = authority()
        if token.lemma_.lower() in known.bodies | known.documents | known.metonyms:
            return False
        if token.dep_ == "appos":
            return token.head.lemma_.lower() in known.offices | known.collectives
        return token.dep_ == "nsubj" and token.head.pos_ == "VERB"

    def full_name(self, name: str, at: int, gender: str | None = None) -> tuple[str, float, Phrase | None]:
        """Give the longest form of a person's name in the article, the nearest before `at` first."""
        fuller: dict[str, tuple[int, str, Phrase]] = {}
        last = parts(name)[-1:]
        for span, other, phrase in self._by_last.get(last[0], ()) if last else ():
            if len(other.split()) > len(name.split()) and is_short_form(name, other):
                # The title that the surname has first in the article is that of the one it names in full.
                if (
                    gender
                    and (self.gender_of(other) or self.gender_behind(other) or self.genders.get(last[0], gender))
                    != gender
                ):
                    continue
                distance = at - span.start if span.start <= at else (span.start - at) * 4
                key = fold(other)
                if key not in fuller or distance < fuller[key][0]:
                    fuller[key] = (distance, other, phrase)
        if not fuller:
            return name, 1.0, None
        ranked = sorted(fuller.values(), key=lambda item: (item[0], item[1]))
        # Forms of one another ("Abu Hashem", "Ayman Abu Hashem") are one person, not two candidates.
        rivals = [
            r for r in ranked[1:] if not is_short_form(r[1], ranked[0][1]) and not is_short_form(ranked[0][1], r[1])
        ]
        best = max(
            (r for r in ranked if r[1] == ranked[0][1] or is_short_form(ranked[0][1], r[1])),
            key=lambda r: len(r[1].split()),
        )
        return best[1], 0.7 if rivals else 0.95, best[2]

    def title_gender(self, phrase: Phrase) -> str | None:
        """Give the gender of the title before a name that the phrase leaves out: "Mr." before "Corby"."""
        if phrase.name_span is None:
            return None
        before = _TITLE_BEFORE.search(self.text[max(0, phrase.name_span.start - 20) : phrase.name_span.start])
        word = before.group(1).lower() if before is not None else ""
        return "m" if word in ("mr", "sir", "lord") else "f" if word in ("mrs", "ms", "miss", "lady", "dame") else None

    def first_name(self, name: str) -> str | None:
        """Give the one person of the article who has this first name; None where there is none, or are several."""
        pieces = parts(name)
        if len(pieces) != 1:
            return None
        found = list(self._by_first.get(pieces[0], {}).values())
        longest = max(found, key=lambda other: (len(other.split()), other), default=None)
        if longest is None or not all(is_short_form(other, longest) or fold(other) == fold(longest) for other in found):
            return None
        return longest

    def royal(self, phrase: Phrase, at: int) -> tuple[str, float, Phrase] | None:
        """Give the full name behind "Sheikh Mohammed", "King Abdullah": a title and the first name of somebody met."""
        words = self.text[max(0, phrase.span.start - 12) : phrase.span.end]
        if phrase.name is None or not _ROYAL.search(words):
            return None
        for span, name, other in self.named:
            if span.start < at and len(name.split()) > 1 and fold(name).startswith(fold(phrase.name) + " "):
                return name, 0.85, other
        return None
