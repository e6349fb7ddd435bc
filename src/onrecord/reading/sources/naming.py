"""What an article calls its bodies: abbreviations, initials, short names, trades, and nouns that are named elsewhere.

Everything here is gathered in one walk over the article, before any source is looked at, so that a body is known by its
full name wherever in the text that stands: in the headline, as an object, behind a spokesman's name. The definitions of
abbreviations are found as Schwartz and Hearst do (2003, "A simple algorithm for identifying abbreviation definitions
in biomedical text", Pacific Symposium on Biocomputing).
"""

from __future__ import annotations

import functools
import re
from bisect import bisect_left
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, NamedTuple

from onrecord.reading.analysis import Analysis, Block
from onrecord.reading.sources.names import fold
from onrecord.records import Span
from onrecord.vocabulary.words import agencies, authority, bodies, outlet_words

if TYPE_CHECKING:
    from spacy.tokens import Token

LONGEST_RUN = 9
"""Words a name has at most, where its initials are looked for."""

NEAREST = 40
"""Names of bodies that are looked at before a definite noun, the nearest first."""

REACH = 4000
"""Characters that a definite noun may reach back."""

CLEAR = 0.3
"""How much better than the next one a body must fit a definite noun."""

_LOOSE = ("CCONJ", "ADP", "DET", "PUNCT", "PART", "PRON", "SCONJ")
ANIMATE = ("PERSON", "ORG", "GPE", "NORP")

_PRESS = frozenset(
    "agency broadcaster channel magazine network newspaper outlet paper publication site station".split()
)
_ACRONYM = re.compile(r"\b(?:[A-Z]\.){2,6}|\b[A-Z][A-Z&]{1,7}\b")
_PARENTHESIS = re.compile(r"\(([^()\n]{2,60})\)")
_OR = re.compile(r",?\s+or\s+(?:the\s+)?([A-Z]{2,8})\b")
_CAPITAL = r"(?:(?:[A-Z]\.)+|[A-Z][\w’'&-]*)"
_SMALL = r"(?:of|for|and|the|on|in|to|against|de|du|des|la|&)"
_RUN = re.compile(rf"{_CAPITAL}(?:[ \u00a0]+(?:{_SMALL}[ \u00a0]+){{0,2}}{_CAPITAL})*")
_WORD = re.compile(r"[^\s]+")
_THE = re.compile(r"^(?:the|a|an|its|their|his|her|our)\s+", re.IGNORECASE)
_POSSESSIVE = re.compile(r"(?:['’]s|['’])$")


def bare(name: str) -> str:
    """Give the name of a body for comparing: folded, no article before it, no possessive behind it, no full stops."""
    plain = _POSSESSIVE.sub("", _THE.sub("", fold(name)))
    return plain.replace(".", "") if len(plain) <= 8 else plain


def is_abbreviation(name: str) -> bool:
    """Tell whether a name looks like an abbreviation: "FDA", "E.U.", "DEFRA"."""
    letters = name.replace(".", "").replace("&", "")
    return 2 <= len(letters) <= 8 and letters.isalpha() and letters.isupper()


def long_form(short: str, before: str) -> str | None:
    """Give the words at the end of `before` that `short` abbreviates, after Schwartz and Hearst; None where none do.

    The letters of the short form are looked for from the end backwards; the first one must begin a word.
    """
    letters = [c for c in short.casefold() if c.isalnum()]
    if len(letters) < 2:
        return None
    words = list(_WORD.finditer(before))
    reach = min(len(letters) + 5, len(letters) * 2)
    if not words:
        return None
    start = words[max(0, len(words) - reach)].start()
    window = before[start:].casefold()
    if len(window) != len(before) - start:
        return None
    at = len(window)
    for number in range(len(letters) - 1, -1, -1):
        at -= 1
        while at >= 0 and (window[at] != letters[number] or (number == 0 and at > 0 and window[at - 1].isalnum())):
            at -= 1
        if at < 0:
            return None
    return before[start + at :].strip()


class Named(NamedTuple):
    """One place where the article names somebody."""

    span: Span
    name: str
    label: str
    """spaCy's entity type."""
    subject: bool
    """It is the subject of its clause."""


class NounPhrase(NamedTuple):
    """A noun phrase of the article whose noun is an office, a body or a group of people."""

    span: Span
    head: str
    plural: bool
    modifiers: frozenset[str]
    """The folded words before its noun, without articles and numbers."""
    named: bool
    """A name stands in it, before the noun or behind it."""
    lead: str
    """Its first word, in lower case: tells "a report" from "the report"."""


class Naming:
    """The names of an article's bodies and the noun phrases that may stand for them."""

    def __init__(self, analysis: Analysis) -> None:
        self.text = analysis.text
        self.bodies: list[Named] = []
        """Names of bodies and places, in text order, those in captions and headings too."""
        self.nouns: dict[str, list[NounPhrase]] = {}
        """Noun phrases by the lemma of their noun, in text order."""
        self._types: dict[tuple[int, int], str] = {}
        self._ends: dict[int, int] = {}
        self._people: list[Span] = []
        self._trades: dict[str, set[str]] = {}
        self._long: dict[str, str] = {}
        self._starting: dict[str, dict[str, str]] = {}
        self._ending: dict[str, dict[str, str]] = {}
        self._placed: set[str] = set()
        self._acting: set[str] = set()
        self._spelt: set[str] = set()
        self._defined: list[Named] = []
        for block in analysis.blocks:
            if block.kind not in ("byline", "credit"):
                self._gather(block)
        self._starts = [named.span.start for named in self.bodies]
        self._seen: dict[str, int] = {}
        for named in self.bodies:
            self._seen[bare(named.name)] = self._seen.get(bare(named.name), 0) + 1
        self._learn_definitions(analysis)
        self._learn_initials(analysis)
        self._full: dict[str, str] = {}
        self._places: dict[str, list[Named]] = {}

    # -- gathering --------------------------------------------------------------------------------------------------

    def _gather(self, block: Block) -> None:
        for entity in block.doc.ents:
            first = next((t for t in entity if t.lower_ not in ("the", "'s") and not t.is_punct), None)
            if first is None:
                continue
            end = block.span.start + entity.end_char
            start = block.offset(first)
            if entity.label_ == "PERSON":
                self._people.append(Span(start, end))
            # The model may take the bracket behind a name into it: "Danube Shipping Authority (DSA".
            name = _POSSESSIVE.sub("", self.text[start:end].split(" (")[0]).rstrip(" ,;:(")
            span = Span(start, start + len(name)) if name else None
            if span is None or not name[:1].isupper():
                continue
            self._types[(span.start, span.end)] = entity.label_
            if entity.label_ == "ORG":
                self._ends[span.end] = span.start
            if entity.label_ in ("ORG", "GPE", "FAC", "LOC", "PRODUCT", "NORP"):
                root = entity.root
                while root.dep_ == "conj" and root.head != root:
                    root = root.head
                subject = root.dep_ in ("nsubj", "nsubjpass")
                self.bodies.append(Named(span, name, entity.label_, subject))
                words = bare(name).split()
                if len(words) > 1 and entity.label_ in ("ORG", "PRODUCT", "FAC"):
                    self._starting.setdefault(words[0], {}).setdefault(bare(name), name)
                    self._ending.setdefault(words[-1], {}).setdefault(bare(name), name)
                if entity.start and block.doc[entity.start - 1].lower_ in ("in", "near", "at", "outside", "around"):
                    self._placed.add(bare(name))
                elif subject and entity.label_ == "GPE":
                    self._acting.add(bare(name))
                self._learn_trade(name, entity.root)
        known = authority()
        nouns = known.offices | known.collectives | known.bodies | known.sources | known.documents
        for chunk in block.doc.noun_chunks:
            head = chunk.root
            lemma = head.lemma_.lower()
            lemma = lemma if lemma in nouns else lemma.removesuffix("s")
            if lemma in nouns and head.pos_ in ("NOUN", "PROPN"):
                self._note(block, chunk.start, head, lemma)

    def _note(self, block: Block, start: int, head: Token, lemma: str) -> None:
        before = [t for t in block.doc[start : head.i] if not t.is_punct]
        modifiers = frozenset(
            fold(t.text)
            for t in before
            if t.pos_ not in ("DET", "NUM", "PRON", "CCONJ", "ADP") and t.text not in ("'s", "-", "'")
        )
        named = any(t.pos_ == "PROPN" or t.ent_type_ in ANIMATE for t in before)
        tokens = [*before, head]
        for child in head.children:
            if child.dep_ == "prep" and child.i > head.i and child.lower_ in ("of", "in", "from", "at", "for"):
                behind = [t for t in child.subtree if t.i < head.i + 10]
                if any(t.pos_ == "PROPN" for t in behind) and behind[-1].i - head.i == len(behind):
                    named = True
                    tokens += behind
        while tokens[0].pos_ == "DET" and len(tokens) > 1:
            tokens.pop(0)
        while len(tokens) > 1 and tokens[-1].i > head.i and tokens[-1].pos_ in _LOOSE:
            tokens.pop()
        phrase = NounPhrase(
            block.spans_of(tokens), lemma, head.tag_ in ("NNS", "NNPS"), modifiers, named, block.doc[start].lower_
        )  # fmt: skip
        self.nouns.setdefault(lemma, []).append(phrase)

    def _learn_trade(self, name: str, root: Token) -> None:
        """Take "market research firm" from "NPD Group, a market research firm" and from "the firm NPD Group"."""
        found: list[Token] = [c for c in root.children if c.dep_ == "appos"]
        if root.dep_ in ("appos", "compound", "nmod") and root.head.pos_ == "NOUN":
            if root.dep_ == "appos":
                found.append(root.head)
        elif root.dep_ in ("nsubj", "nsubjpass") and root.head.lemma_ == "be":
            found += [c for c in root.head.children if c.dep_ == "attr"]
        if root.i and root.nbor(-1).pos_ == "NOUN" and root.nbor(-1).lemma_.lower() in bodies().kinds:
            found.append(root.nbor(-1))
        for token in found:
            if token.pos_ == "NOUN":
                self._trades.setdefault(bare(name), set()).add(token.lemma_.lower())

    def _learn_definitions(self, analysis: Analysis) -> None:
        for block in analysis.blocks:
            text = block.span.of(self.text)
            for match in _PARENTHESIS.finditer(text):
                self._define(match.group(1), block.span.start, text[: match.start()])
            for match in _OR.finditer(text):
                run = _last_run(text[: match.start()])
                if run and (full := _with_initials(match.group(1), run)):
                    self._abbreviate(match.group(1), full, block.span.start + text.rfind(full, 0, match.start()))

    def _abbreviate(self, short: str, long: str, at: int) -> None:
        """Note a long form, where it stands, and its abbreviation."""
        self._long.setdefault(bare(short), long)
        self._defined.append(Named(Span(at, at + len(long)), long, "ORG", subject=False))

    def _define(self, inside: str, start: int, before: str) -> None:
        short = re.split(r"[,;:]|\s+or\s+", inside.strip())[0].strip(" \"'“”‘’")
        before = before.rstrip(" \u00a0\"'“”‘’")
        if is_abbreviation(short) or (
            2 <= len(short) <= 10 and " " not in short and sum(c.isupper() for c in short) >= 2
        ):
            window = before[-160:]
            found = _with_initials(short, _last_run(window)) or long_form(short, window)
            if found is None and len(short) > 3:
                # "Agency for International Development (USAID)": the country's letters are left out.
                for cut in (1, 2):
                    found = found or _with_initials(short[cut:], _last_run(window))
            if found is None and short.isupper() and short not in agencies():
                # "Doctors Without Borders (MSF)": the letters are those of its name in another language.
                run = _last_run(window)
                end = start + len(before)
                person = any(p.start < end and end - len(run) < p.end for p in self._people)
                body = self._types.get((end - len(run), end)) == "ORG"
                if " " in run and not person and (body or (len(short) > 2 and run.count(" ") > 1)):
                    found = run
            if found and found[:1].isupper() and len(found) > len(short) and not re.search(r"[a-z)][.!?]\s", found):
                self._abbreviate(short, _POSSESSIVE.sub("", found), start + before.rfind(found))
        else:
            # "DEFRA (Department for Environment, Food and Rural Affairs)".
            front = before.rsplit(None, 1)[-1] if before else ""
            if is_abbreviation(front) and long_form(front, inside) == inside.strip() and inside[:1].isupper():
                self._long.setdefault(bare(front), inside.strip())

    def _learn_initials(self, analysis: Analysis) -> None:
        wanted = {m.group().replace(".", "") for m in _ACRONYM.finditer(self.text)}
        wanted = {w for w in wanted if bare(w) not in self._long}
        if not wanted:
            return
        found: dict[str, dict[str, tuple[int, str]]] = {}
        longest = max(map(len, wanted))
        people = sorted(self._people)
        starts = [p.start for p in people]
        for block in analysis.blocks:
            if block.kind in ("byline", "credit"):
                continue
            for run in _RUN.finditer(self.text, block.span.start, block.span.end):
                words = list(_WORD.finditer(self.text, run.start(), run.end()))
                big = [k for k, m in enumerate(words) if m.group()[0].isupper()]
                if len(big) < 2:
                    continue
                for a in range(len(big)):
                    letters = ""
                    for b in range(a, min(len(big), a + LONGEST_RUN)):
                        letters += _initials(words[big[b]].group())
                        if len(letters) > longest:
                            break
                        if b == a or letters not in wanted:
                            continue
                        start, end = words[big[a]].start(), words[big[b]].end()
                        name = _POSSESSIVE.sub("", self.text[start:end])
                        end = start + len(name)
                        at = bisect_left(starts, start)
                        if (at < len(people) and people[at].start < end) or (at and people[at - 1].end > start):
                            continue
                        kind = self._types.get((start, end)) or (
                            "ORG" if end in self._ends and self._ends[end] < start else None
                        )
                        whole = a == 0 and b == len(big) - 1
                        if self.text[start:end].lower().startswith("the "):
                            continue
                        rank = 2 if kind in ("ORG", "GPE", "LOC", "FAC") else 1 if whole else 0
                        if block.kind == "heading" or (len(letters) == 2 and rank < 2):
                            rank -= 1
                        if rank <= 0 and len(letters) < 4:
                            continue
                        seen = found.setdefault(letters, {})
                        if rank > seen.get(bare(name), (-9, ""))[0]:
                            seen[bare(name)] = (rank, name)
        for letters, names in found.items():
            best = max(rank for rank, _ in names.values())
            top = [name for rank, name in names.values() if rank == best]
            if len(top) == 1:
                self._long.setdefault(bare(letters), top[0])

    # -- asking -----------------------------------------------------------------------------------------------------

    def abbreviated(self, name: str) -> str | None:
        """Give the long form of an abbreviation, from its definition or from the initials of a name in the text."""
        return self._long.get(bare(name)) if is_abbreviation(name) or len(name) <= 10 else None

    def is_long_form(self, name: str) -> bool:
        """Tell whether the article gives an abbreviation for these words: then they are a name, whatever the parse says."""
        if not self._spelt:
            self._spelt.update(bare(long) for long in self._long.values())
        return bare(name) in self._spelt

    def full(self, name: str) -> str:
        """Give the fullest name that the article has for a body: "Apple Inc." for "Apple"; the name itself if none."""
        key = bare(name)
        if key not in self._full:
            self._full[key] = name
            fuller = self._fuller(name)
            self._full[key] = self.full(fuller) if fuller is not None and bare(fuller) != key else fuller or name
        return self._full[key]

    def _fuller(self, name: str) -> str | None:
        long = self.abbreviated(name)
        if long is not None:
            return long
        key = bare(name)
        words = key.split()
        if not words:
            return None
        firm = bodies().firms
        found: dict[str, str] = {}
        for other, full in self._starting.get(words[0], {}).items():
            behind = other.split()
            if len(behind) > len(words) and behind[: len(words)] == words:
                rest = [w.strip(".,&") for w in behind[len(words) :]]
                if rest[-1] in firm and full.split()[len(words)][:1].isupper():
                    found[other] = full
        if len(words) > 1:
            # "Harbour Ministry" for "Croatian Harbour Ministry", where there is one only.
            ends = [f for o, f in self._ending.get(words[-1], {}).items() if o.endswith(" " + key)]
            if ends and not found:
                return ends[0] if len(ends) == 1 else None
        if not found:
            return None
        longest = max(found, key=lambda k: (len(k.split()), k))
        # "Apple Inc." and "Apple Computer Inc." are one; "Apple Computer" and "Apple Corps" are two.
        if any(not _nested(other, longest, firm) for other in found):
            return None
        return found[longest]

    def canonical(self, name: str) -> str:
        """Give the key under which all names of one body fall together."""
        return bare(self.full(name))

    def mentions_of(self, name: str) -> list[Named]:
        """Give every place where the article names the body of this name, in full or in short."""
        if not self._places:
            for named in (*self.bodies, *self._defined):
                self._places.setdefault(self.canonical(named.name), []).append(named)
        return self._places.get(self.canonical(name), [])

    def body_for(
        self, noun: str, modifiers: Iterable[str], at: int, speaking: dict[str, int], sentence_at: Callable[[int], int]
    ) -> tuple[str, float] | None:
        """Give the named body that "the company", "the agency" means before `at`, and how sure that is.

        A body fits by a word of its name, by what the article calls it, or by its kind. Of those that fit, the
        nearest counts, a subject before an object, a speaker (`speaking`: its key to how many sentences ago) before one
        that is silent. None where none fits or two fit alike.
        """
        known = bodies()
        kinds = known.stands_for.get(noun)
        wanted = set(modifiers)
        here = sentence_at(at)
        scores: dict[str, tuple[float, str]] = {}
        for number, named in enumerate(self.before(at)):
            if number >= NEAREST or at - named.span.start > REACH:
                break
            if not self._can_be_body(named) or (noun not in _PRESS and _is_press(named.name)):
                continue
            key = self.canonical(named.name)
            fit = self._fit(noun, kinds, wanted, named)
            if fit <= 0:
                continue
            sentences = here - sentence_at(named.span.start)
            score = fit + 0.7 * named.subject - 0.45 * min(sentences, 6) + 0.12 * min(5, self.seen(named.name))
            if key in speaking:
                score += 0.9 - 0.3 * speaking[key]
            if key not in scores or score > scores[key][0]:
                scores[key] = (score, named.name)
        ranked = sorted(scores.values(), reverse=True)
        if not ranked or (len(ranked) > 1 and ranked[0][0] - ranked[1][0] < CLEAR):
            return None
        return self.full(ranked[0][1]), 0.75 if len(ranked) == 1 else 0.65

    def _can_be_body(self, named: Named) -> bool:
        """Tell whether a name can be a body's: by its type, or as a "place" that acts and that nobody is in."""
        key = bare(named.name)
        known = authority()
        if all(word.strip(".,") in bodies().firms for word in key.split()):
            return False  # "LLC" alone: the rest of the name was missed
        if named.label in ("ORG", "PRODUCT", "FAC") or self.trades(named.name):
            return True
        state = named.name in known.countries | known.metonyms
        return named.label == "GPE" and key in self._acting and key not in self._placed and not state

    def named_by(self, noun: str, at: int) -> str | None:
        """Give the one body whose name holds the noun ("the Commission"): the last before `at`, else the next behind."""
        found = [n for n in self.bodies if n.label == "ORG" and noun in bare(n.name).split()[1:]]
        before = [n for n in found if n.span.start < at]
        near = before[-1] if before else found[0] if found else None
        if near is None or len({self.canonical(n.name) for n in before or found}) > 2:
            return None
        return self.full(near.name)

    def _fit(self, noun: str, kinds: frozenset[str] | None, modifiers: set[str], named: Named) -> float:
        """Tell how well a body fits a definite noun: 0 not at all, 3 where it is called so."""
        words = {w.strip(".,&") for w in fold(self.full(named.name)).replace("-", " ").split()}
        trades = self.trades(named.name)
        called = noun in words or f"{noun}s" in words or noun in trades
        known = modifiers <= words | trades
        if called:
            return 3.0 if known else 2.0 if len(modifiers) < 2 and not kinds else 0.0
        if kinds is None:
            return 0.0
        kind = self.kind_of(named.name, named.label)
        if kind in kinds:
            return 1.6 if known else 0.9
        if kind == "place" and kinds & {"company"}:
            return 0.8
        if kind is not None or named.label != "ORG" or not known:
            return 0.0
        fits = kinds & {"company", "group"} or ("agency" in kinds and is_abbreviation(named.name))
        return 1.1 if fits else 0.0

    def another_country(self, start: int, end: int, words: str) -> bool:
        """Tell whether a country stands between two offsets that is not named in the words."""
        known = authority().countries
        low = bisect_left(self._starts, start)
        high = bisect_left(self._starts, end)
        return any(
            named.label == "GPE" and named.name in known and fold(named.name)[:4] not in fold(words)
            for named in self.bodies[low:high]
        )

    def nouns_like(self, head: str, modifiers: frozenset[str], *, plural: bool) -> list[NounPhrase]:
        """Give the noun phrases with this noun that say more: all of these modifiers and others, or a name."""
        return [
            phrase
            for phrase in self.nouns.get(head, ())
            if phrase.plural == plural
            and phrase.named
            and modifiers <= phrase.modifiers
            and phrase.lead not in ("some", "other", "another", "several", "no", "many", "most")
        ]

    def first_of(self, head: str, at: int) -> NounPhrase | None:
        """Give the last "a report" before "the report", where no other report stands between."""
        before = [p for p in self.nouns.get(head, ()) if p.span.start < at and not p.plural]
        return before[-1] if before and before[-1].lead in ("a", "an") else None

    def trades(self, name: str) -> set[str]:
        """Give the nouns that the article calls a body by: "firm", "agency"."""
        return self._trades.get(bare(name), set()) | self._trades.get(self.canonical(name), set())

    def seen(self, name: str) -> int:
        """Tell how often the article names it so."""
        return self._seen.get(bare(name), 0)

    def before(self, at: int) -> Iterable[Named]:
        """Give the named bodies before an offset, the nearest first."""
        for number in range(bisect_left(self._starts, at) - 1, -1, -1):
            yield self.bodies[number]

    def kind_of(self, name: str, label: str) -> str | None:
        """Give what kind of body a name is of, by its own words or by what the article calls it; None where unknown."""
        known = bodies()
        for trade in sorted(self.trades(name)):
            if trade in known.kinds:
                return known.kinds[trade]
        full = self.full(name)
        if bare(name) in agencies_folded():
            return "outlet"
        words = [w.strip(".,&()") for w in fold(full).split()]
        for word in reversed(words):
            single = word.removesuffix("s")
            if word in known.kinds or single in known.kinds:
                return known.kinds.get(word) or known.kinds[single]
        if words and words[-1] in known.firms:
            return "company"
        return "place" if label in ("GPE", "LOC") else None


def agencies_folded() -> frozenset[str]:
    """Give the names of agencies and outlets, folded."""
    return frozenset(bare(name) for name in agencies())


def _nested(short: str, long: str, firm: frozenset[str]) -> bool:
    """Tell whether one name of a firm is the other with words left out, the legal form aside."""
    a = [w.strip(".,&") for w in short.split()]
    b = [w.strip(".,&") for w in long.split()]
    while len(a) > 1 and a[-1] in ("inc", "corp", "corporation", "co", "company", "ltd", "plc", "llc", "limited"):
        a.pop()
    return b[: len(a)] == a


def _initials(word: str) -> str:
    if re.fullmatch(r"(?:[A-Z]\.)+", word):
        return word.replace(".", "")
    return "".join(part[0] for part in word.split("-") if part[:1].isupper())


def _last_run(text: str) -> str:
    """Give the capitalised run at the end of a text."""
    tail = text[-160:].rstrip(" ,\u00a0")
    runs = list(_RUN.finditer(tail))
    if not runs:
        return ""
    last = runs[-1]
    return last.group() if _POSSESSIVE.sub("", tail[last.start() :]) == _POSSESSIVE.sub("", last.group()) else ""


def _with_initials(short: str, run: str) -> str | None:
    """Give the end of a capitalised run that has the short form's letters as initials."""
    letters = short.replace(".", "").replace("&", "")
    if len(letters) < 2 or not letters.isupper():
        return None
    words = list(_WORD.finditer(run))
    for k in range(len(words) - 1, -1, -1):
        if not words[k].group()[0].isupper():
            continue
        made = "".join(_initials(m.group()) for m in words[k:] if m.group()[0].isupper())
        if made == letters:
            return _POSSESSIVE.sub("", run[words[k].start() :])
        if len(made) > len(letters) + 1:
            return None
    return None


def _is_press(name: str) -> bool:
    """Tell whether a name is an outlet's, by the list of outlets or a word in it ("the Bulletin")."""
    return bare(name) in _outlets() or bool({w.strip(".,") for w in bare(name).split()} & outlet_words())


@functools.cache
def _outlets() -> frozenset[str]:
    return frozenset(bare(name) for name in agencies())
