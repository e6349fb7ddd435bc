"""Who a source is inside its article: "he", "the official", "Awada" → one `Source` record.

The resolver walks the attributions in text order and keeps the people and bodies met so far. A pronoun goes back
sentence by sentence to the one the talk is of: the speaker of a sentence, else its animate subject (the order that
centering theory gives: Grosz, Joshi, Weinstein 1995, "Centering", Computational Linguistics 21(2)). Where two could be
meant it says so by a lower confidence, and below `UNSURE` it names nobody.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import replace
from typing import NamedTuple

from onrecord.reading.analysis import Analysis, Block
from onrecord.reading.found import Found
from onrecord.reading.sources.authority import Authority, NamedPerson, authority_of, outlet_in, stated_anonymity
from onrecord.reading.sources.entity import Entity, Resolved
from onrecord.reading.sources.layout import Layout
from onrecord.reading.sources.names import fold, is_short_form, parts, same_body
from onrecord.reading.sources.naming import Naming, NounPhrase, bare
from onrecord.reading.sources.people import People
from onrecord.reading.sources.phrase import Phrase, phrase_of
from onrecord.reading.sources.speakers import (
    UNSURE,
    AtFirst,
    ByAbbreviation,
    ByBodyNoun,
    ByClause,
    ByFirstName,
    ByFullerNoun,
    ByName,
    ByNoun,
    ByOffice,
    ByPronoun,
    ByShortName,
)
from onrecord.reading.spans.grammar import lemma_of
from onrecord.records import Rule, Source, Span, Spans, tidy
from onrecord.vocabulary.words import authority, bodies, cues

CHAIN = 8
"""How many subjects that are pronouns themselves are followed back; more would cost time and seldom find anybody."""

SENTENCES = 14
"""How many sentences back a pronoun may reach."""

REACH = 4
"""How many blocks back a pronoun may reach."""


_GENDER = {"he": "m", "him": "m", "himself": "m", "she": "f", "her": "f", "herself": "f"}
_OFFICES_WRITTEN_LARGE = frozenset("minister secretary president chancellor premier ambassador".split())
_KIN = frozenset("father brother son husband uncle mother sister daughter wife aunt widow".split())
_EMPTY = frozenset("the this that these those a an of in local own former new".split())
_OTHERS = frozenset("other another some many several most all few more no any both his her its their our my".split())


class _Centre(NamedTuple):
    """Somebody a sentence is about: where, who, and how strongly."""

    offset: int
    entity: Entity
    rank: int
    """2 for a speaker at the top of a sentence, 1 for one inside another's words, 0 for a subject that is silent."""


class Resolver:
    """Resolves the sources of one article's attributions, in text order."""

    def __init__(self, analysis: Analysis) -> None:
        self.analysis = analysis
        self.text = analysis.text
        self.entities: list[Entity] = []
        self.layout = Layout(analysis)
        self.people = People(analysis)
        self.naming = Naming(analysis)
        self._centres: dict[int, list[_Centre]] = {}
        self._subject_entities: dict[int, Entity | None] = {}
        self._chain = 0
        self._by_source: dict[Spans, Resolved] = {}
        self._quoted_by: dict[Spans, list[Span]] = {}
        self._contents: list[Spans] = []

    # -- entities ---------------------------------------------------------------------------------------------------

    def _new(self, name: str, standing: Authority, phrase: Phrase | None) -> Entity:
        entity = Entity(name, standing, phrase, len(self.entities))
        self.entities.append(entity)
        return entity

    def _person(self, phrase: Phrase, at: int) -> Resolved:
        assert phrase.name is not None
        gender = phrase.gender or self.people.title_gender(phrase)
        if gender and not phrase.gender:
            phrase = replace(phrase, gender=gender)
        assert phrase.name is not None
        full, sure, fuller = self.people.full_name(phrase.name, at, gender)
        if fuller is None and gender is not None and (kin := self._kin(phrase, gender, at)) is not None:
            return kin
        if fuller is None and (royal := self.people.royal(phrase, at)) is not None:
            full, sure, fuller = royal
        rule: type[Rule] = ByName if fold(full) == fold(phrase.name) else ByShortName
        if fuller is None and (first := self.people.first_name(phrase.name)) is not None:
            full, sure, rule = first, 0.85, ByFirstName
        for entity in self.entities:
            if entity.kind != "person" or entity.status != "named":
                continue
            if fold(entity.name) == fold(full) or (is_short_form(full, entity.name)):
                if phrase.gender and entity.gender and phrase.gender != entity.gender:
                    continue
                entity.learn(phrase)
                if rule is not ByFirstName and fold(full) != fold(entity.name):
                    rule = ByShortName
                return Resolved(entity, rule.code, min(sure, 0.97))
        entity = self._new(full, Authority("named", "person", "AU01"), phrase)
        entity.count = 1
        entity.learn(phrase)
        entity.gender = entity.gender or self.people.gender_of(full)
        if fuller is not None:
            entity.learn(fuller)
        # Role and affiliation may stand at any other mention of the name.
        for _, name, other in self.people.of_last(full):
            if fold(name) == fold(full) or (is_short_form(name, full) and self._agrees(name, entity)):
                entity.learn(other)
        self._learn_from_mentions(entity)
        return Resolved(entity, rule.code, sure)

    def _agrees(self, name: str, entity: Entity) -> bool:
        """Tell whether a short name's own title or noun says nothing against the person's gender."""
        gender = self.people.genders.get(fold(name))
        return gender is None or entity.gender is None or gender == entity.gender

    def _kin(self, phrase: Phrase, gender: str, at: int) -> Resolved | None:
        """Give "her father" for "Mr. Haddad", where all that the article names in full of that surname are women."""
        surname = phrase.name or ""
        family = [name for _, name, _ in self.people.of_last(surname) if " " in name]
        if " " in surname or not family:
            return None
        possessive = "her" if gender == "m" else "his"
        words = "|".join(sorted(_KIN & (authority().masculine if gender == "m" else authority().feminine)))
        found = list(re.finditer(rf"\b{possessive} ({words})\b", self.text[:at], re.IGNORECASE))
        if not found or len({m.group(1).lower() for m in found}) > 1:
            return None
        spans = [Span(m.start(), m.end()) for m in found]
        entity = next((e for e in self.entities if any(m.overlaps(s) for m in e.mentions for s in spans)), None)
        if entity is None:
            entity = self._new(surname, Authority("named", "person", "AU01"), phrase)
        if entity.status != "named":
            entity.aliases[entity.name] = None
            entity.name, entity.status, entity.kind, entity.made_by = surname, "named", "person", "AU01"
        entity.role, entity.gender, entity.count = entity.role or found[0].group(), gender, 1
        entity.mentions.update(spans)
        return Resolved(entity, ByShortName.code, 0.7)

    def _is_somebody(self, phrase: Phrase) -> bool:
        """Tell whether a name the model took for a body is the short form of a person's in this article."""
        name = phrase.name or phrase.short
        last = parts(name)[-1:]
        return bool(last) and len(name.split()) <= 2 and (
            self._is_surname(name)
            or any(
                len(other.split()) > len(name.split()) and is_short_form(name, other)
                for _, other, _ in self.people.of_last(name)
            )
        )  # fmt: skip

    def _surname_in(self, phrase: Phrase) -> str | None:
        """Give the surname that a noun really is, alone or behind titles, where the article knows somebody of it."""
        words = phrase.text.split()
        if not all(word[:1].isupper() for word in words):
            return None
        if len(words) == 1:
            return words[0] if self._is_somebody(phrase) else None
        titled = len(words) <= 3 and words[-2].lower().rstrip(".") in authority().offices
        return words[-1] if titled and self._is_surname(words[-1]) else None

    def _is_surname(self, name: str) -> bool:
        """Tell whether a person who spoke already has this one word as a surname."""
        behind = f" {fold(name)}"
        return " " not in name and any(e.kind == "person" and fold(e.name).endswith(behind) for e in self.entities)

    def _learn_from_mentions(self, entity: Entity) -> None:
        """Take role and affiliation from the noun phrase around a name, where the name's own source does not say."""
        if entity.role is not None:
            return
        for span, name, _ in self.people.named:
            if fold(name) != fold(entity.name):
                continue
            _, block = self.layout.block_at(span.start)
            token = next((t for t in block.doc if block.offset(t) + len(t) == span.end), None)
            if token is None:
                continue
            head = token
            while (
                head.dep_ in ("compound", "appos", "nmod") and head.head != head and head.head.pos_ in ("NOUN", "PROPN")
            ):
                head = head.head
            tokens = [t for t in head.subtree if abs(t.i - token.i) < 30 and t.dep_ not in ("relcl",)]
            phrase = phrase_of(block, self.text, block.spans_of(tokens))
            if phrase.name and fold(phrase.name) == fold(entity.name) and phrase.role:
                entity.learn(phrase)
                return

    def _body(self, phrase: Phrase, standing: Authority) -> Resolved:
        name = phrase.name or phrase.short
        if phrase.kind != "name":
            return self._body_named(name, name, phrase, standing, ByName, 0.93)
        name = re.sub(r"^(?:the|its|their|a|an)\s+", "", name, flags=re.IGNORECASE)
        full = self.naming.full(name)
        if " " not in name and name.lower() in authority().bodies and phrase.text.lower().startswith("the "):
            full = self.naming.named_by(name.lower(), phrase.span.start) or full
        if bare(full) == bare(name):
            return self._body_named(name, name, phrase, standing, ByName, 0.93)
        short = self.naming.abbreviated(name) is not None
        return self._body_named(full, name, phrase, standing, ByAbbreviation if short else ByShortName, 0.9)

    def _body_named(
        self, full: str, name: str, phrase: Phrase | None, standing: Authority, rule: type[Rule], sure: float
    ) -> Resolved:
        """Give the body of this full name: one that is known, or a new one."""
        key = self.naming.canonical(full)
        for entity in self.entities:
            if entity.kind not in ("organisation", "outlet"):
                continue
            if self.naming.canonical(entity.name) == key or same_body(full, entity.name):
                if len(full) > len(entity.name) and bare(full) != bare(entity.name):
                    entity.aliases[entity.name] = None
                    entity.name = full
                if fold(name) not in (fold(entity.name), "") and name != full:
                    entity.aliases[name] = None
                if phrase is not None:
                    entity.learn(phrase)
                if rule is ByName and fold(name) != fold(entity.name):
                    rule = ByShortName
                return Resolved(entity, rule.code, min(sure, 0.9))
        entity = self._new(full, standing, phrase)
        if bare(full) != bare(name):
            entity.aliases[name] = None
        return Resolved(entity, rule.code, sure)

    def _body_meant(self, phrase: Phrase, at: int, back: Entity | None) -> Resolved | None:
        """ "The company", "the agency": the named body that the article speaks of.

        `back` is who else it may be, one that spoke before; the one spoken of last is meant.
        """
        noun = phrase.head_lemma
        if phrase.kind != "noun" or phrase.plural or not phrase.definite:
            return None
        if noun not in bodies().stands_for and noun not in bodies().kinds:
            return None
        words = phrase.text.lower().split()
        if words[0] not in ("the", "this", "that") or len(words) > 5 or phrase.text != phrase.short:
            return None
        modifiers = [w for w in fold(phrase.short).replace("-", " ").split()[1:-1] if w not in _EMPTY]
        here = self.layout.sentence_at(at)
        speaking: dict[str, int] = {}
        for ago in range(3):
            for centre in self._centres.get(here - ago, ()):
                if centre.offset < at and centre.entity.kind in ("organisation", "outlet"):
                    speaking.setdefault(self.naming.canonical(centre.entity.name), ago)
        found = self.naming.body_for(noun, modifiers, at, speaking, self.layout.sentence_at)
        if found is None:
            return None
        name, sure = found
        if self._is_surname(name):
            return None
        if back is not None and not _is_bare(back.name, noun):
            spoke = max((m.start for m in back.mentions if m.start < at), default=-1)
            named = max((n.span.start for n in self.naming.mentions_of(name) if n.span.start < at), default=-1)
            if spoke > named:
                return None
        standing = Authority("named", "organisation", "AU01")
        places = [mention.span for mention in self.naming.mentions_of(name)]
        for entity in self.entities:
            # "Sarsink Gravel" of "Sarsink Gravel Works", which spoke already: one body, found with and without its noun.
            longer = entity.kind == "organisation" and bare(entity.name).startswith(f"{bare(name)} ")
            if longer and places and all(any(m.overlaps(place) for m in entity.mentions) for place in places):
                return Resolved(entity, ByBodyNoun.code, sure)
        resolved = self._body_named(name, name, None, standing, ByBodyNoun, sure)
        return resolved._replace(made_by=ByBodyNoun.code)

    def _office_meant(self, phrase: Phrase, at: int) -> Resolved | None:
        """ "The minister", "Indonesia's transport minister": the holder of that office whom the article names."""
        headline = self.layout.block_at(at)[1].kind == "heading"
        if phrase.kind != "noun" or phrase.plural or not (phrase.definite or headline):
            return None
        if not NamedPerson.holds_office(phrase.head_lemma):
            return None
        words = fold(phrase.short).replace("-", " ").replace("'s", "").split()
        modifiers = {w for w in words if w != phrase.head_lemma} - _EMPTY
        fitting = [
            (start, name, other)
            for start, name, roles, other in self.people.holders.get(phrase.head_lemma, ())
            if modifiers <= roles
        ]
        before = [f for f in fitting if f[0] < at]
        alone = headline and len({fold(f[1]) for f in fitting}) == 1  # the body says later whom the headline means
        chosen = before[-1] if before else fitting[0] if fitting and (modifiers or alone) else None
        if chosen is None:
            return None
        resolved = self._person(replace(chosen[2], kind="name", name=chosen[1], label="PERSON"), chosen[0])
        rivals = {fold(name) for _, name, _ in before or fitting}
        return Resolved(resolved.entity, ByOffice.code, 0.8 if len(rivals) == 1 else 0.6)

    def _fuller_noun(self, phrase: Phrase, at: int) -> NounPhrase | None:
        """Give the noun phrase that names the same people or body more fully, before the offset."""
        if phrase.kind != "noun" or phrase.count not in (None, 1) or (phrase.count == 1 and not phrase.definite):
            return None
        head = phrase.head
        words = phrase.text.lower().split()
        if head is None or len(words) > 4 or words[0] in _OTHERS or phrase.text != phrase.short:
            return None
        modifiers = frozenset(w for w in fold(phrase.short).split() if w not in _EMPTY) - {fold(head.text)}
        found = [
            other
            for other in self.naming.nouns_like(phrase.head_lemma, modifiers, plural=phrase.plural)
            if not other.span.overlaps(phrase.span) and self.layout.quotation_at(other.span.start) is None
        ]
        said = fold(re.sub(r"^(?:the|this|that|these|those)\s+", "", phrase.short, flags=re.IGNORECASE))
        found = [other for other in found if len(fold(other.span.of(self.text))) > len(said)]
        before = [other for other in found if other.span.start < at]
        if not before and phrase.definite and len({fold(o.span.of(self.text)) for o in found}) == 1:
            return found[0]
        found = before
        if not found:
            return None
        texts = {fold(other.span.of(self.text)) for other in found}
        if not phrase.definite and len(texts) > 1:
            return None
        if len(texts) > 1 or phrase.head_lemma in authority().bodies:
            # "The Danish government … In Norway the government …": not the Danish one.
            last = found[-1].span
            if self.naming.another_country(last.end, phrase.span.start, last.of(self.text)):
                return None
        return found[-1] if len(texts) == 1 or at - found[-1].span.start < 800 else None

    # -- resolving --------------------------------------------------------------------------------------------------

    def resolve(self, found: Found) -> Resolved:
        """Resolve the source of one attribution; call it in text order."""
        if not found.source:
            return Resolved(None, "", 0.0)
        if found.source in self._by_source:
            # A second participle shares the words of the first: the same people.
            return self._by_source[found.source]
        span = found.source[0]
        _, block = self.layout.block_at(span.start)
        whole = _joined(found.source, self.text)
        phrase = phrase_of(block, self.text, whole)
        if whole == span and len(found.source) > 1 and phrase.kind == "noun":
            # "The company that runs it, Gash Storage": the second stretch is its name.
            named = phrase_of(block, self.text, found.source[-1])
            if named.kind == "name":
                label = "ORG" if phrase.head_lemma in authority().bodies else "PERSON"
                phrase = replace(named, role=named.role or phrase.short, label=label, gender=phrase.gender)
        at = min(s.start for s in (*found.cue, *found.source, *found.content))
        resolved = self._resolve(phrase, whole, block, found)
        if resolved.entity is not None:
            entity = resolved.entity
            entity.mentions.update(found.source if whole != span else (span,))
            self._note_anonymity(entity, span)
            here = self.layout.sentence_at((found.cue or found.source)[0].start)
            self._centres.setdefault(here, []).append(_Centre(at, entity, 1 if self._is_nested(found) else 2))
            if phrase.kind == "pronoun" and phrase.gender and entity.kind == "person":
                entity.gender = entity.gender or phrase.gender
        self._by_source[found.source] = resolved
        return resolved

    def _resolve(self, phrase: Phrase, span: Span, block: Block, found: Found) -> Resolved:
        if phrase.kind == "none":
            return Resolved(None, "", 0.0)
        if phrase.text in ("A", "Q") and found.cue and found.cue[0].of(self.text) == ":":
            return Resolved(None, "", 0.0)  # an answer: whose, the letter does not tell
        if found.cue and found.cue[0].of(self.text) == ":" and phrase.text.isupper() and outlet_in(phrase.text) is None:
            # A transcript's "HADDAD:" is a person, whatever the model makes of capitals.
            return self._person(replace(phrase, kind="name", name=phrase.text, label="PERSON"), span.start)
        if phrase.kind == "pronoun":
            return self._pronoun(phrase, span, block, found)
        if phrase.kind == "noun" and (surname := self._surname_in(phrase)):
            # "Jobs said", "Professor Burrows said": a plural to the parser, a surname in this article.
            one = replace(phrase, kind="name", name=surname, label="PERSON", plural=False, count=1, role=None)
            return self._person(one, span.start)
        if phrase.kind == "noun" and phrase.text[:1].isupper():
            words = re.sub(r"\s*\(.*", "", phrase.text)
            if self.naming.is_long_form(words):
                phrase = replace(phrase, kind="name", name=words, label="ORG", role=None, plural=False)
        if phrase.kind == "name" and " " in (phrase.name or "") and phrase.head_lemma in _OFFICES_WRITTEN_LARGE:
            # "The Prime Minister", "Hong Kong's Health Secretary".
            phrase = replace(phrase, kind="noun", short=phrase.text, label="", definite=True)
        if phrase.kind == "name" and NamedPerson.holds_office((phrase.name or "").lower()):
            # "The President": an office, though it is written like a name.
            office = (phrase.name or "").lower()
            if bare(phrase.text) == office:
                phrase = replace(phrase, kind="noun", head_lemma=office, short=phrase.text, label="", definite=True)
        standing = authority_of(phrase)
        if standing is None:
            # No rule knows it ("the festival", "nations"). It keeps its words and stands for itself; its kind is `unknown`.
            standing = Authority("collective" if phrase.plural else "named", "unknown", AtFirst.code)
        if standing.kind == "outlet" and standing.status == "named" and _perceives(block, found):
            standing = Authority("observation", "outlet", "AU05")
        if phrase.kind == "name" and standing.kind == "organisation" and self._is_somebody(phrase):
            standing = Authority("named", "person", "AU01")
        if standing.kind == "person" and phrase.kind == "name":
            return self._person(phrase, span.start)
        if standing.kind in ("organisation", "outlet") and standing.status == "named":
            if phrase.kind == "noun":
                back = self._back_to_noun(phrase, span.start) if phrase.definite else None
                meant = self._body_meant(phrase, span.start, back.entity if back is not None else None)
                if meant is not None or back is not None:
                    return meant or back or Resolved(None, "", 0.0)
                if (fuller := self._fuller_noun(phrase, span.start)) is not None:
                    return self._by_fuller(fuller, standing)
            return self._body(phrase, standing)
        if standing.status == "observation" and standing.kind == "outlet":
            name = outlet_in(phrase.short) or phrase.name or phrase.short
            for entity in self.entities:
                if entity.status == "observation" and fold(entity.name) == fold(name):
                    return Resolved(entity, ByName.code, 0.95)
            entity = self._new(name, standing, phrase)
            entity.affiliation = name
            return Resolved(entity, AtFirst.code, 0.95)
        if phrase.kind == "noun" and phrase.definite and (back := self._back_to_noun(phrase, span.start)):
            return back
        if (
            phrase.head_lemma in bodies().stands_for
            and (meant := self._body_meant(phrase, span.start, None)) is not None
        ):
            return meant
        if (holder := self._office_meant(phrase, span.start)) is not None:
            return holder
        fuller = self._fuller_noun(phrase, span.start)
        if fuller is not None:
            return self._by_fuller(fuller, standing)
        if (
            standing.status == "document"
            and phrase.kind == "noun"
            and phrase.text.lower().split()[0] in ("the", "this")
        ):
            first = self.naming.first_of(phrase.head_lemma, span.start)
            if first is not None and len(phrase.text.split()) == 2 and phrase.text == phrase.short:
                return self._by_fuller(first, standing)._replace(made_by=ByNoun.code)
        for entity in self.entities:
            if (
                entity.status in (standing.status, "anonymous")
                and fold(entity.name) == fold(phrase.short)
                and not (phrase.count and phrase.text.lower().startswith(("a ", "an ", "another ")))
            ):
                entity.learn(phrase)
                return Resolved(entity, ByNoun.code, 0.85)
        return Resolved(self._new(phrase.short, standing, phrase), AtFirst.code, 0.95)

    def _by_fuller(self, fuller: NounPhrase, standing: Authority) -> Resolved:
        """Give the source of a fuller noun phrase, which may not have spoken itself."""
        name = re.sub(r"\s+", " ", fuller.span.of(self.text))
        for entity in self.entities:
            if any(m.overlaps(fuller.span) for m in entity.mentions) and entity.head == fuller.head:
                return Resolved(entity, ByFullerNoun.code, 0.75)
            if entity.status == standing.status and fold(entity.name) == fold(name):
                return Resolved(entity, ByFullerNoun.code, 0.75)
        _, block = self.layout.block_at(fuller.span.start)
        phrase = phrase_of(block, self.text, fuller.span)
        entity = self._new(name, standing, phrase)
        entity.mentions.add(fuller.span)
        return Resolved(entity, ByFullerNoun.code, 0.75)

    def _back_to_noun(self, phrase: Phrase, at: int) -> Resolved | None:
        """ "The official" → the last one of that office; "the sources" → the last several; "the ministry" → that body."""
        head = phrase.head_lemma
        possessive = phrase.text.lower().split()[0] in ("his", "her", "its", "their")
        modifiers = [w for w in fold(phrase.short).split()[:-1] if w not in ("the", "this", "that", "these", "those")]
        if possessive:
            return None
        ranked: list[tuple[float, int, Entity]] = []
        for entity in self.entities:
            if not entity.mentions:
                continue
            last = max((m.start for m in entity.mentions if m.start < at), default=None)
            if last is None:
                continue
            words = (
                fold(" ".join(filter(None, (entity.name, entity.role or "", *entity.aliases))))
                .replace("-", " ")
                .split()
            )
            number_fits = entity.plural == phrase.plural or (entity.kind == "organisation")
            if not number_fits:
                continue
            fit = 0.0
            if entity.status in ("anonymous", "collective", "document", "observation") and entity.head == head:
                fit = 0.9
            elif entity.kind == "person" and not phrase.plural and entity.role and _is_office(entity.role, head):
                fit = 0.8
            elif entity.kind == "organisation" and _has_word(entity.name, head):
                fit = 0.85
            elif (
                entity.status == "anonymous"
                and not phrase.plural
                and head in ("official", "source", "man", "woman")
                and entity.kind == "person"
            ):
                fit = 0.55
            if fit and modifiers and not all(any(m == w or m.rstrip("s") == w for w in words) for m in modifiers):
                fit -= 0.45
            if fit and phrase.gender and entity.gender and phrase.gender != entity.gender:
                fit = 0.0
            if fit >= UNSURE:
                ranked.append((fit, last, entity))
        if not ranked:
            return None
        fit, _, entity = max(ranked, key=lambda r: (r[0] >= 0.75, r[1]))
        return Resolved(entity, ByNoun.code, fit)

    def _pronoun(self, phrase: Phrase, span: Span, block: Block, found: Found) -> Resolved:
        lower = phrase.head_lemma
        assert phrase.head is not None
        inside = self.layout.quotation_at(span.start)
        if lower in ("i", "we") and inside is not None:
            speaker = self._speaker_of_quotation(inside.span)
            return Resolved(speaker, ByClause.code, 0.85) if speaker else Resolved(None, ByClause.code, 0.0)
        if lower == "i" and self.analysis.article.byline and len(self.analysis.article.byline.split()) <= 4:
            # "I" outside a quotation is the author.
            author = replace(phrase, kind="name", name=self.analysis.article.byline, label="PERSON", role=None)
            return Resolved(self._person(author, span.start).entity, ByClause.code, 0.7)
        if lower in ("who", "which", "whom", "that"):
            return self._relative(phrase, block, found)
        if lower in ("he", "she", "him", "her", "they", "them", "it", "himself", "herself"):
            return self._back_to_centre(phrase, span)
        return Resolved(None, ByPronoun.code, 0.0)

    def _relative(self, phrase: Phrase, block: Block, found: Found) -> Resolved:
        token = phrase.head
        assert token is not None
        verb = token.head
        while verb.dep_ not in ("relcl", "ROOT") and verb.head != verb:
            verb = verb.head
        if verb.dep_ != "relcl":
            return Resolved(None, ByClause.code, 0.0)
        noun = verb.head
        if noun.dep_ == "appos":
            noun = noun.head  # "the guard, a man of about 40, who …": the guard
        if token.lower_ == "which" and noun.ent_type_ == "PERSON":
            # "A letter sent to Nadia Khoury which claims …": a person is no "which".
            noun = next((t for t in noun.ancestors if t.pos_ == "NOUN" and t.ent_type_ != "PERSON"), noun)
        if noun.pos_ not in ("NOUN", "PROPN", "PRON"):
            return Resolved(None, ByClause.code, 0.0)
        tokens = [t for t in noun.subtree if t.i < token.i]
        while tokens and tokens[-1].is_punct:
            tokens.pop()
        if not tokens:
            return Resolved(None, ByClause.code, 0.0)
        span = block.spans_of(tokens)
        antecedent = phrase_of(block, self.text, span)
        misplaced = token.lower_ == "who" and antecedent.kind == "noun" and not antecedent.animate
        if misplaced or (token.lower_ == "which" and antecedent.label == "PERSON"):
            # "Four guards were found in the cellar who say …": the subject, not the cellar.
            subject = self.layout.subjects[self.layout.sentence_at(span.start)]
            if subject is not None and subject[0].start < span.start:
                other = phrase_of(block, self.text, subject[1])
                if not misplaced or other.animate or other.label in ("PERSON", "ORG"):
                    span, antecedent = subject[1], other
        if antecedent.kind == "pronoun":
            return self._back_to_centre(antecedent, span)
        resolved = self._resolve(antecedent, span, block, found)
        if resolved.entity is not None:
            resolved.entity.mentions.add(span)
        return Resolved(resolved.entity, ByClause.code, min(resolved.confidence, 0.85))

    def _speaker_of_quotation(self, span: Span) -> Entity | None:
        for sources, resolved in self._by_source.items():
            if (
                resolved.entity is not None
                and self._quoted_by.get(sources)
                and any(s.overlaps(span) for s in self._quoted_by[sources])
            ):
                return resolved.entity
        return None

    def know_quotations(self, attributions: list[Found]) -> None:
        """Note whose words each quotation is, so that "I" inside it can be resolved."""
        self._quoted_by = {}
        self._contents = [f.content for f in attributions]
        for found in attributions:
            if found.source:
                self._quoted_by.setdefault(found.source, []).extend(found.content)

    def _is_nested(self, found: Found) -> bool:
        """Tell whether the cue stands inside what somebody else says."""
        return any(span.contains(cue) for cue in found.cue for content in self._contents for span in content)

    def _centres_of(self, sentence: int, before: int) -> list[_Centre]:
        """Give whom a sentence is about before the offset: its speakers, then its subject if that is somebody."""
        centres = [c for c in self._centres.get(sentence, []) if c.offset < before]
        subject = self.layout.subjects[sentence]
        if subject is not None and subject[0].start < before and self.layout.quotation_at(subject[0].start) is None:
            head, span = subject
            known = next((r for s, r in self._by_source.items() if any(x.contains(head) for x in s)), None)
            if known is not None:
                if known.entity is not None and not any(c.entity is known.entity for c in centres):
                    centres.append(_Centre(head.start, known.entity, 1))
            else:
                entity = self._subject_entity(sentence, span)
                if entity is not None and not any(c.entity is entity for c in centres):
                    centres.append(_Centre(head.start, entity, 0))
        return sorted(centres, key=lambda c: (c.rank, c.offset))

    def _subject_entity(self, sentence: int, span: Span) -> Entity | None:
        """Give who the subject of a sentence is, once; pronouns before pronouns are followed `CHAIN` sentences far."""
        if sentence in self._subject_entities:
            return self._subject_entities[sentence]
        if self._chain >= CHAIN:
            return None
        self._chain += 1
        _, block = self.layout.block_at(span.start)
        entity = self._animate(phrase_of(block, self.text, span), span, block)
        self._chain -= 1
        self._subject_entities[sentence] = entity
        return entity

    def _animate(self, phrase: Phrase, span: Span, block: Block) -> Entity | None:
        """Give the entity of a subject that is a person, a group or a body; None for things and pronouns."""
        if phrase.kind == "pronoun":
            if phrase.head_lemma in ("he", "she", "they"):
                resolved = self._back_to_centre(phrase, span)
                return resolved.entity
            return None
        if phrase.kind == "none":
            return None
        standing = authority_of(phrase)
        if standing is None or standing.status in ("document", "observation"):
            return None
        resolved = self._resolve(phrase, span, block, Found((span,), (), (span,), "", 1.0))
        if resolved.entity is not None:
            resolved.entity.mentions.add(span)
        return resolved.entity

    def _back_to_centre(self, phrase: Phrase, span: Span) -> Resolved:
        """Go back sentence by sentence to somebody the pronoun fits."""
        pronoun = phrase.head_lemma
        here = self.layout.sentence_at(span.start)
        block_here, _ = self.layout.block_at(span.start)
        distance = 0
        for sentence in range(here, -1, -1):
            at_block, block = self.layout.block_at(self.layout.sentences[sentence].start)
            if block_here - at_block > REACH:
                break
            if block.kind in ("caption", "credit", "byline", "teaser") or (
                block.kind == "heading" and at_block != block_here
            ):
                continue
            quoted = self.layout.quotation_at(self.layout.sentences[sentence].start) is not None
            # Inside a quotation others are spoken of; who speaks is a centre of the sentence with the cue.
            if quoted and sentence != here and not self._centres.get(sentence):
                continue
            fitting = [c for c in self._centres_of(sentence, span.start) if _fits(pronoun, c.entity)]
            if fitting:
                best = self._of_gender(pronoun, fitting, sentence)
                if best.entity.gender is None and best.entity.status != "named":
                    nearer = self._last_of_gender(pronoun, span.start, best.offset)
                    if nearer is not None:
                        return nearer
                sure = 0.92 if best.rank else 0.8
                others = {id(c.entity) for c in fitting} - {id(best.entity)}
                if others:
                    sure -= 0.12
                sure -= 0.05 * min(distance, 4)
                if pronoun in ("they", "them", "it"):
                    sure -= 0.1
                sure = round(max(sure, 0.0), 2)
                return Resolved(best.entity if sure >= UNSURE else None, ByPronoun.code, sure)
            distance += sentence != here
            if here - sentence >= SENTENCES:
                break
        return self._last_of_gender(pronoun, span.start, 0) or Resolved(None, ByPronoun.code, 0.0)

    def _last_of_gender(self, pronoun: str, at: int, after: int) -> Resolved | None:
        """Give the last person named between two offsets who is known to be of the pronoun's gender."""
        gender = _GENDER.get(pronoun)
        here = self.layout.sentence_at(at)
        for number in range(bisect_right(self.people.starts, at - 1) - 1, -1, -1):
            span, name, phrase = self.people.named[number]
            if gender is None or span.start <= after or here - self.layout.sentence_at(span.start) > 3:
                return None
            full = self.people.full_name(name, span.start)[0]
            if self.people.gender_of(full) == gender and self.layout.quotation_at(span.start) is None:
                return Resolved(self._person(phrase, span.start).entity, ByPronoun.code, 0.6)
        return None

    def _of_gender(self, pronoun: str, fitting: list[_Centre], sentence: int) -> _Centre:
        """Give the last centre, or the sentence's subject where only that one is known to be of the pronoun's gender."""
        best = fitting[-1]
        gender = _GENDER.get(pronoun)
        subject = self.layout.subjects[sentence]
        if gender is not None and best.entity.gender is None and subject is not None:
            for centre in fitting:
                if centre.entity.gender == gender and subject[0].start == centre.offset:
                    return centre
        return best

    # -- authority --------------------------------------------------------------------------------------------------

    def _note_anonymity(self, entity: Entity, span: Span) -> None:
        """Note a stated anonymity beside a mention of the source: in its sentence, outside quotations."""
        unnamed = entity.status in ("anonymous", "collective") or (entity.kind == "unknown" and entity.head != "")
        if not unnamed or entity.reason is not None:
            return
        sentence = self.layout.sentences[self.layout.sentence_at(span.start)]
        stated, reason = stated_anonymity(self.text, sentence.start, sentence.end)
        if stated:
            entity.status = "anonymous"
            entity.reason = reason

    def sources(self, speaking: Iterable[Entity]) -> tuple[list[Source], dict[int, str]]:
        """Give the records of those that speak or are silent, and each entity's record id by its identity."""
        ids: dict[int, str] = {}
        records: list[Source] = []
        distinct = list({id(entity): entity for entity in speaking}.values())
        distinct.sort(key=lambda e: (min((m.start for m in e.mentions), default=0), e.order))
        for number, entity in enumerate(distinct, 1):
            ids[id(entity)] = f"p{number}"
            mentions = set(entity.mentions)
            if entity.kind == "person" and entity.status == "named":
                for span, name, _ in self.people.named:
                    if (
                        fold(name) == fold(entity.name)
                        or (
                            is_short_form(name, entity.name)
                            and self.people.full_name(name, span.start)[0] == entity.name
                        )
                    ) and not any(m.overlaps(span) for m in mentions):
                        mentions.add(span)
            elif entity.kind in ("organisation", "outlet") and entity.status == "named":
                for named in self.naming.mentions_of(entity.name):
                    if not any(m.overlaps(named.span) for m in mentions):
                        mentions.add(named.span)
                    if named.name != entity.name:
                        entity.aliases.setdefault(named.name)
            records.append(
                Source(
                    id=f"p{number}",
                    name=entity.name,
                    kind=entity.kind,
                    status=entity.status,
                    role=entity.role,
                    affiliation=entity.affiliation,
                    count=entity.count,
                    anonymity_reason=entity.reason,
                    aliases=tuple(entity.aliases),
                    mentions=tidy(mentions),
                    made_by=entity.made_by,
                )
            )
        return records, ids


def _joined(spans: Spans, text: str) -> Span:
    """Give the first stretch of a source, and those behind it that only marks and blanks part from it ("Dr. … Moll")."""
    whole = spans[0]
    for span in spans[1:]:
        if any(c.isalnum() for c in text[whole.end : span.start]) or span.start - whole.end > 3:
            break
        whole = Span(whole.start, span.end)
    return whole


def _is_bare(name: str, noun: str) -> bool:
    """Tell whether a name is the noun alone: "the company"."""
    return bare(name) == noun


def _perceives(block: Block, found: Found) -> bool:
    """Tell whether the cue is a verb of seeing: then an outlet speaks of what it saw."""
    return any(
        lemma_of(t) in cues().perceiving
        for t in block.doc
        if t.pos_ == "VERB" and any(s.start <= block.offset(t) < s.end for s in found.cue)
    )


_OFFICES = re.compile(r"\s+and\s+|\s*[,;/]\s*")
_OF = re.compile(r"\s+(?:of|in|at|for|from|to|on|with|under|inside|near)\s+")


def _is_office(role: str, head: str) -> bool:
    """Tell whether a role is that of `head`: "senior official in the council" of the official, not of the council."""
    return any(
        _has_word(_OF.split(office, maxsplit=1)[0].split()[-1], head)
        for office in _OFFICES.split(role)
        if office.strip()
    )


def _has_word(words: str, head: str) -> bool:
    folded = fold(words).replace("-", " ").split()
    return head in folded or f"{head}s" in folded


def _fits(pronoun: str, entity: Entity) -> bool:
    """Tell whether a pronoun can mean the entity, by number, gender and kind."""
    if pronoun in ("they", "them"):
        return not (
            entity.kind in ("document", "imagery") or (entity.kind == "person" and entity.status == "named")
        ) and (
            entity.plural or entity.kind in ("group",) or (entity.kind == "organisation" and entity.head not in ("",))
        )
    if pronoun == "it":
        return entity.kind in ("organisation", "outlet", "document", "imagery") and not entity.plural
    if entity.kind != "person" or entity.plural:
        return False
    gender = _GENDER.get(pronoun)
    return gender is None or entity.gender is None or entity.gender == gender
