"""Who a source is inside its article: "he", "the official", "Awada" → one `Source` record.

The resolver walks the attributions in text order and keeps the people and bodies met so far. A pronoun goes back
sentence by sentence to the one the talk is of: the speaker of a sentence, else its animate subject (the order that
centering theory gives: Grosz, Joshi, Weinstein 1995, "Centering", Computational Linguistics 21(2)). Where two could be
meant it says so by a lower confidence, and below `UNSURE` it names nobody.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from onrecord.reading.analysis import Analysis, Block
from onrecord.reading.finder import Found
from onrecord.reading.quotations import Quotation, quotations_of_blocks
from onrecord.reading.sources.authority import Authority, authority_of, outlet_in, stated_anonymity
from onrecord.reading.sources.names import fold, is_acronym, is_short_form, same_body
from onrecord.reading.sources.phrase import Phrase, phrase_of
from onrecord.reading.spans.grammar import lemma_of
from onrecord.records import Rule, Source, Span, Spans, Status, tidy
from onrecord.vocabulary.words import authority, cues

if TYPE_CHECKING:
    from spacy.tokens import Token

UNSURE = 0.5
"""Below this confidence a pronoun or a short name is given to nobody."""

CHAIN = 8
"""How many subjects that are pronouns themselves are followed back; more would cost time and seldom find anybody."""

SENTENCES = 14
"""How many sentences back a pronoun may reach."""

REACH = 4
"""How many blocks back a pronoun may reach."""


_ROYAL = re.compile(r"\b(?:Sheikh|Shaikh|King|Queen|Prince|Princess|Pope|Emir|Sultan|Sayyed|Father|Sister)\s+\S+$")


class ByName(Rule):
    """A name in full, or the first time it is met.

    Examples:
        Nadia Khoury said the talks had ended.
        ============ ^^^^ ~~~~~~~~~~~~~~~~~~~    s1 Nadia Khoury · named · indirect

    Limits: two people of one full name in one article are one.
    """

    code = "SP01"
    title = "full name"


class ByShortName(Rule):
    """A surname, an acronym or another short form of a name met elsewhere in the article.

    The nearest one before it counts; where none stands before it, the first one behind it.

    Examples:
        Nadia Khoury spoke first. Khoury said the talks had ended.
                                  ====== ^^^^ ~~~~~~~~~~~~~~~~~~~    s1 Nadia Khoury · named · indirect

    Limits: two people of one surname are told apart only by title, first name or nearness.
    """

    code = "SP02"
    title = "short form of a name"


class ByPronoun(Rule):
    """ "He", "she", "they", "it": back to the one the talk is of.

    Examples:
        Samir Tannous, the harbour master, opened the gate. He said the water was rising.
                                                            == ^^^^ ~~~~~~~~~~~~~~~~~~~~    s1 Samir Tannous · named · indirect

    Limits: after a paragraph about somebody who does not speak, "he" may go to the last one who did.
    """

    code = "SP03"
    title = "pronoun"


class ByNoun(Rule):
    """ "The official", "the sources", "the ministry": back to one of that office, number or kind.

    Examples:
        A customs official said the seals were intact. The official said nothing was missing.
        ================== ^^^^ ~~~~~~~~~~~~~~~~~~~~~                                           s1 A customs official · anonymous · indirect
                                                       ============ ^^^^ ~~~~~~~~~~~~~~~~~~~    s2 A customs official · anonymous · indirect

    Limits: two officials in one article are one when nothing but "the official" tells which.
    """

    code = "SP04"
    title = "definite noun"


class ByClause(Rule):
    """ "Who" and "which": the noun that the relative clause hangs on; "I" and "we" inside a quotation: its speaker.

    Examples:
        The strike was led by Rana Haddad, who said the pay was late.
                                           === ^^^^ ~~~~~~~~~~~~~~~~    s1 Rana Haddad · named · indirect

    Limits: a clause the parser hangs on the wrong noun goes to that noun.
    """

    code = "SP05"
    title = "relative clause, or first person in a quotation"


class AtFirst(Rule):
    """A source without a name, met for the first time: it is its own source.

    Examples:
        Residents said the wells were dry.
        ========= ^^^^ ~~~~~~~~~~~~~~~~~~    s1 Residents · collective · indirect

    Limits: the same unnamed people described in other words are counted as others.
    """

    code = "SP06"
    title = "unnamed source, first mention"


SPEAKER_RULES: tuple[type[Rule], ...] = (ByName, ByShortName, ByPronoun, ByNoun, ByClause, AtFirst)


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
        self._block_starts = [b.span.start for b in analysis.blocks]
        self._quotations = quotations_of_blocks(self.text, [b.span for b in analysis.blocks])
        self._people: list[tuple[Span, str, Phrase]] = list(self._named_people())
        self._people += list(self._unmarked_people())
        self._people.sort(key=lambda person: person[0])
        self._sentences: list[Span] = []
        self._subjects: list[tuple[Span, Span] | None] = []
        for block in analysis.blocks:
            for sentence in block.doc.sents:
                self._sentences.append(
                    Span(block.span.start + sentence.start_char, block.span.start + sentence.end_char)
                )
                self._subjects.append(self._subject(block, sentence.root))
        self._sentence_starts = [s.start for s in self._sentences]
        self._centres: dict[int, list[_Centre]] = {}
        self._subject_entities: dict[int, Entity | None] = {}
        self._chain = 0
        self._by_source: dict[Spans, Resolved] = {}
        self._quoted_by: dict[Spans, list[Span]] = {}
        self._contents: list[Spans] = []

    # -- what the article holds -------------------------------------------------------------------------------------

    def block_at(self, offset: int) -> tuple[int, Block]:
        """Give the block in which a character stands."""
        number = max(0, bisect_right(self._block_starts, offset) - 1)
        return number, self.analysis.blocks[number]

    def sentence_at(self, offset: int) -> int:
        """Give the number of the sentence in which a character stands."""
        return max(0, bisect_right(self._sentence_starts, offset) - 1)

    def _quotation_at(self, offset: int) -> Quotation | None:
        number, _ = self.block_at(offset)
        return next((q for q in self._quotations[number] if q.span.start <= offset < q.span.end), None)

    def _named_people(self) -> Iterator[tuple[Span, str, Phrase]]:
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

    def _unmarked_people(self) -> Iterator[tuple[Span, str, Phrase]]:
        """Give runs of two to four proper nouns that the model gave no type, or the type of a body, as likely names.

        They serve only to spell out a short name, so a run that is no person does no harm.
        """
        known = {fold(name) for _, name, _ in self._people}
        for block in self.analysis.blocks:
            if block.kind in ("byline", "credit", "heading"):
                continue
            run: list[Token] = []
            for token in (*block.doc, None):
                if token is not None and token.pos_ == "PROPN" and token.ent_type_ in ("", "ORG", "NORP", "FAC"):
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

    def _subject(self, block: Block, root: Token) -> tuple[Span, Span] | None:
        """Give the subject of a sentence's main verb as (head, phrase) spans, where it may be somebody."""
        subject = next((c for c in root.children if c.dep_ in ("nsubj", "nsubjpass")), None)
        if subject is None or subject.pos_ not in ("NOUN", "PROPN", "PRON"):
            return None
        tokens = list(subject.subtree)
        cut = [
            t
            for t in tokens
            if t.i < subject.i
            or t == subject
            or t.dep_ in ("appos", "flat", "compound")
            or (t.head == subject and t.dep_ != "relcl")
        ]
        return (
            Span(block.offset(subject), block.offset(subject) + len(subject)),
            block.spans_of(cut),
        )

    # -- entities ---------------------------------------------------------------------------------------------------

    def _new(self, name: str, standing: Authority, phrase: Phrase | None) -> Entity:
        entity = Entity(name, standing, phrase, len(self.entities))
        self.entities.append(entity)
        return entity

    def _full_name(self, name: str, at: int) -> tuple[str, float, Phrase | None]:
        """Give the longest form of a person's name in the article, the nearest before `at` first."""
        fuller: dict[str, tuple[int, str, Phrase]] = {}
        for span, other, phrase in self._people:
            if len(other.split()) > len(name.split()) and is_short_form(name, other):
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

    def _person(self, phrase: Phrase, at: int) -> Resolved:
        assert phrase.name is not None
        full, sure, fuller = self._full_name(phrase.name, at)
        if fuller is None and (royal := self._royal(phrase, at)) is not None:
            full, sure, fuller = royal
        rule = ByName if fold(full) == fold(phrase.name) else ByShortName
        for entity in self.entities:
            if entity.kind != "person" or entity.status != "named":
                continue
            if fold(entity.name) == fold(full) or (is_short_form(full, entity.name)):
                entity.learn(phrase)
                return Resolved(
                    entity, (rule if fold(full) == fold(entity.name) else ByShortName).code, min(sure, 0.97)
                )
        entity = self._new(full, Authority("named", "person", "AU01"), phrase)
        entity.count = 1
        if fuller is not None:
            entity.learn(fuller)
        # Role and affiliation may stand at any other mention of the name.
        for _, name, other in self._people:
            if fold(name) == fold(full) or is_short_form(name, full):
                entity.learn(other)
        self._learn_from_mentions(entity)
        return Resolved(entity, rule.code, sure)

    def _royal(self, phrase: Phrase, at: int) -> tuple[str, float, Phrase] | None:
        """Give the full name behind "Sheikh Mohammed", "King Abdullah": a title and the first name of somebody met."""
        words = self.text[max(0, phrase.span.start - 12) : phrase.span.end]
        if phrase.name is None or not _ROYAL.search(words):
            return None
        for span, name, other in self._people:
            if span.start < at and len(name.split()) > 1 and fold(name).startswith(fold(phrase.name) + " "):
                return name, 0.85, other
        return None

    def _is_somebody(self, phrase: Phrase) -> bool:
        """Tell whether a name the model took for a body is the short form of a person's in this article."""
        name = phrase.name or ""
        return len(name.split()) <= 2 and any(
            len(other.split()) > len(name.split()) and is_short_form(name, other) for _, other, _ in self._people
        )

    def _learn_from_mentions(self, entity: Entity) -> None:
        """Take role and affiliation from the noun phrase around a name, where the name's own source does not say."""
        if entity.role is not None:
            return
        for span, name, _ in self._people:
            if fold(name) != fold(entity.name):
                continue
            _, block = self.block_at(span.start)
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
        name = re.sub(r"^(?:the|its|their|a|an)\s+", "", name, flags=re.IGNORECASE) if phrase.kind == "name" else name
        for entity in self.entities:
            if entity.kind in ("organisation", "outlet") and same_body(name, entity.name):
                if len(name) > len(entity.name) and not is_acronym(entity.name, name):
                    entity.aliases[entity.name] = None
                    entity.name = name
                entity.learn(phrase)
                return Resolved(entity, ByShortName.code if fold(name) != fold(entity.name) else ByName.code, 0.9)
        full = self._expanded(name)
        entity = self._new(full or name, standing, phrase)
        if full:
            entity.aliases[name] = None
        return Resolved(entity, ByShortName.code if full else ByName.code, 0.93)

    def _expanded(self, acronym: str) -> str | None:
        """Give the body an acronym stands for: "Popular Mobilization Forces (PMF)"."""
        if not (2 <= len(acronym) <= 8 and acronym.replace(".", "").isupper()):
            return None
        found = re.search(
            rf"((?:[A-Z][\w’'-]+\s+(?:of\s+the\s+|of\s+|for\s+|and\s+|the\s+)?){{2,8}})\({re.escape(acronym)}\)",
            self.text,
        )
        if found:
            words = found.group(1).split()
            for start in reversed(range(len(words))):
                candidate = " ".join(words[start:])
                if is_acronym(acronym, candidate):
                    return candidate
        return None

    # -- resolving --------------------------------------------------------------------------------------------------

    def resolve(self, found: Found) -> Resolved:
        """Resolve the source of one attribution; call it in text order."""
        if not found.source:
            return Resolved(None, "", 0.0)
        if found.source in self._by_source:
            # A second participle shares the words of the first: the same people.
            return self._by_source[found.source]
        span = found.source[0]
        _, block = self.block_at(span.start)
        phrase = phrase_of(block, self.text, span)
        if len(found.source) > 1 and phrase.kind == "noun":
            # "The company that runs it, Gash Storage": the second stretch is its name.
            named = phrase_of(block, self.text, found.source[-1])
            if named.kind == "name":
                label = "ORG" if phrase.head_lemma in authority().bodies else "PERSON"
                phrase = replace(named, role=named.role or phrase.short, label=label, gender=phrase.gender)
        at = min(s.start for s in (*found.cue, *found.source, *found.content))
        resolved = self._resolve(phrase, span, block, found)
        if resolved.entity is not None:
            entity = resolved.entity
            entity.mentions.add(span)
            self._note_anonymity(entity, span)
            here = self.sentence_at((found.cue or found.source)[0].start)
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
            if phrase.kind == "noun" and phrase.definite and (back := self._back_to_noun(phrase, span.start)):
                return back
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
        for entity in self.entities:
            if (
                entity.status in (standing.status, "anonymous")
                and fold(entity.name) == fold(phrase.short)
                and not (phrase.count and phrase.text.lower().startswith(("a ", "an ", "another ")))
            ):
                entity.learn(phrase)
                return Resolved(entity, ByNoun.code, 0.85)
        return Resolved(self._new(phrase.short, standing, phrase), AtFirst.code, 0.95)

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
            elif entity.kind == "person" and not phrase.plural and entity.role and _has_word(entity.role, head):
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
        inside = self._quotation_at(span.start)
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
        if noun.pos_ not in ("NOUN", "PROPN", "PRON"):
            return Resolved(None, ByClause.code, 0.0)
        tokens = [t for t in noun.subtree if t.i < token.i]
        while tokens and tokens[-1].is_punct:
            tokens.pop()
        if not tokens:
            return Resolved(None, ByClause.code, 0.0)
        span = block.spans_of(tokens)
        antecedent = phrase_of(block, self.text, span)
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
        subject = self._subjects[sentence]
        if subject is not None and subject[0].start < before and self._quotation_at(subject[0].start) is None:
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
        _, block = self.block_at(span.start)
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
        here = self.sentence_at(span.start)
        block_here, _ = self.block_at(span.start)
        distance = 0
        for sentence in range(here, -1, -1):
            at_block, block = self.block_at(self._sentences[sentence].start)
            if block_here - at_block > REACH:
                break
            if block.kind in ("caption", "credit", "byline", "teaser") or (
                block.kind == "heading" and at_block != block_here
            ):
                continue
            quoted = self._quotation_at(self._sentences[sentence].start) is not None
            # Inside a quotation others are spoken of; who speaks is a centre of the sentence with the cue.
            if quoted and sentence != here and not self._centres.get(sentence):
                continue
            fitting = [c for c in self._centres_of(sentence, span.start) if _fits(pronoun, c.entity)]
            if fitting:
                best = fitting[-1]
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
        return Resolved(None, ByPronoun.code, 0.0)

    # -- authority --------------------------------------------------------------------------------------------------

    def _note_anonymity(self, entity: Entity, span: Span) -> None:
        """Note a stated anonymity beside a mention of the source: in its sentence, outside quotations."""
        if entity.status not in ("anonymous", "collective") or entity.reason is not None:
            return
        sentence = self._sentences[self.sentence_at(span.start)]
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
                for span, name, _ in self._people:
                    if (
                        fold(name) == fold(entity.name)
                        or (is_short_form(name, entity.name) and self._full_name(name, span.start)[0] == entity.name)
                    ) and not any(m.overlaps(span) for m in mentions):
                        mentions.add(span)
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


def _perceives(block: Block, found: Found) -> bool:
    """Tell whether the cue is a verb of seeing: then an outlet speaks of what it saw."""
    return any(
        lemma_of(t) in cues().perceiving
        for t in block.doc
        if t.pos_ == "VERB" and any(s.start <= block.offset(t) < s.end for s in found.cue)
    )


def _has_word(words: str, head: str) -> bool:
    folded = fold(words).replace("-", " ").split()
    return head in folded or f"{head}s" in folded


def _fits(pronoun: str, entity: Entity) -> bool:
    """Tell whether a pronoun can mean the entity, by number, gender and kind."""
    if pronoun in ("they", "them"):
        return (
            entity.plural or entity.kind in ("group",) or (entity.kind == "organisation" and entity.head not in ("",))
        )
    if pronoun == "it":
        return entity.kind in ("organisation", "outlet", "document", "imagery") and not entity.plural
    if entity.kind != "person" or entity.plural:
        return False
    gender = {"he": "m", "him": "m", "himself": "m", "she": "f", "her": "f", "herself": "f"}.get(pronoun)
    return gender is None or entity.gender is None or entity.gender == gender
