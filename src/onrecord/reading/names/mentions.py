"""Where an article may name a person or a body, and what speaks for it."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from onrecord.reading.analysis import Analysis, Block, in_capitals
from onrecord.reading.names.forms import LONGEST, cleaned, keys_of, shown
from onrecord.reading.names.rules import Body, BodyByWord, Listed, Person
from onrecord.reading.sources.naming import Naming, is_abbreviation
from onrecord.reading.sources.people import People
from onrecord.records import NameKind, Place, Span
from onrecord.vocabulary.naming import naming
from onrecord.vocabulary.toponyms import toponyms
from onrecord.vocabulary.words import agencies, authority, bodies, first_names, outlet_words, words_of_outlets

if TYPE_CHECKING:
    from spacy.tokens import Token

NOT_READ = ("byline", "credit")
"""Blocks that speak of nobody: who wrote and who photographed."""

_NO_NAME = frozenset(("DATE", "TIME", "MONEY", "PERCENT", "QUANTITY", "CARDINAL", "ORDINAL", "LANGUAGE"))
_SMALL = frozenset("of for and the on in to against de du des la al el bin ibn".split())
_MARKED_POSSESSIVE = re.compile(r"\w['’]s\b")
_WHERE = re.compile(
    r"(?:\b(?:in|near|at|outside|inside|around|towards?)|\b(?:town|village|city|area|district|suburb|neighbou?rhood) of)\s+$"
)
_TOWN_OF = re.compile(
    r"\b(?:towns?|villages?|city|cities|municipality|districts?|suburbs?|neighbou?rhoods?|quarters?|province) of\s+$"
)
_BY = re.compile(
    r"\b(?:reporting|editing|writing|photos?|photographs?|photography|translation|translated|compiled)"
    r"(?: and (?:editing|writing|reporting))? by\s+(?:[A-Z][\w.'’-]+(?:,| and)?\s+){0,8}$",
    re.IGNORECASE,
)
_SIGNED = re.compile(r"[.”\"]\s+[A-Z][\w.'’-]*(?: [\w.'’-]+){0,2} ?/ ?[A-Z][\w.'’-]*(?: [\w.'’-]+){0,2}\s*$")
"""Two names with a slash behind the last sentence: who wrote and who translated."""
_PLACE_BEHIND = re.compile(
    r"[ \u00a0](?:neighbou?rhoods?|streets?|road|square|roundabout|town|village|city|district|quarter|suburb)\b",
    re.IGNORECASE,
)
_STREETS = frozenset("strada bulevardul rue calle avenida avenue boulevard ulitsa ulica piata piazza plaza".split())
_ENDING = re.compile(r" ([A-Z][a-z]+)(?= \([A-Z]{2,8}\))")
_HYPHENED = re.compile(r"(?:-[A-Z][^\W\d_]+)+")
_WRITERS = frozenset(("reporter", "broadcaster"))
"""Words of outlets' names that are mostly offices."""
_TOP = 400
"""Characters within which an article says who wrote it."""
_WRITTEN_LARGE = re.compile(r" ([A-Z][a-z]+?)(?:['’]?s)?\b")
_DIGITS = re.compile(r"\d")
_CODE = re.compile(r"[A-Za-z]+-?\d+\w*|[IVX]{2,}|(?:[A-Z]\.){1,2}")
"""What is a model, a numeral or somebody's initials: "IE6", "XVII", "J.D."."""


class Called(NamedTuple):
    """A stretch of the text that may name a person or a body."""

    span: Span
    name: str
    """As it stands, on one line."""
    kind: NameKind
    made_by: str
    heading: bool
    """In a headline whose words all begin with capitals."""
    token: Token | None
    """The last word of it."""


class Spread:
    """Stretches of the text that do not overlap, found by character."""

    def __init__(self, spans: Iterable[Span] = ()) -> None:
        self.starts: list[int] = []
        self.ends: list[int] = []
        for span in sorted(spans):
            self.add(span)

    def add(self, span: Span) -> bool:
        """Add a stretch; give False, and add nothing, where one overlaps it."""
        if not span or self.over(span.start, span.end) is not None:
            return False
        at = bisect_left(self.starts, span.start)
        self.starts.insert(at, span.start)
        self.ends.insert(at, span.end)
        return True

    def over(self, start: int, end: int) -> Span | None:
        """Give the first stretch that overlaps `[start, end)`."""
        at = bisect_right(self.ends, start)
        if at < len(self.starts) and self.starts[at] < end:
            return Span(self.starts[at], self.ends[at])
        return None


def in_title_case(words: str) -> bool:
    """Tell whether nearly all longer words of a headline begin with capitals: then a capital says nothing."""
    long = [word for word in words.split() if len(word) > 3 and word[0].isalpha()]
    return bool(long) and sum(word[0].isupper() for word in long) >= 0.8 * len(long)


class Callings:
    """Who an article may name, by the language pass and the vocabulary."""

    def __init__(self, analysis: Analysis, people: People, naming_of_bodies: Naming, places: Sequence[Place]) -> None:
        self.analysis = analysis
        self.text = analysis.text
        self.people = people
        self.naming = naming_of_bodies
        self.places = Spread(span for place in places for span in place.spans)
        self.located = Spread(span for place in places if place.name is not None for span in place.spans)
        self.placed = Counter(keys_of(place.text) for place in places if place.name is not None)
        """How often a place of these words is mentioned."""
        article = analysis.article
        self.unread = Spread((*article.bylines, *article.credits, *article.datelines))
        """Who wrote, photographed and sent it: of these nobody speaks."""
        self.entities = Spread()
        self.headlines: list[Span] = []
        """Headlines in Title Case."""
        self._person_votes: Counter[tuple[str, ...]] = Counter()
        self._body_votes: Counter[tuple[str, ...]] = Counter()
        self._called_bodies: set[tuple[str, ...]] = set()
        self._lived_in: set[tuple[str, ...]] = set()
        self._parts_lived_in: set[str] = set()
        self._small = Counter(word.strip('.,;:!?"”’)') for word in self.text.split() if word[:1].islower())
        self._large = {word.strip('.,;:!?"”’)') for word in self.text.split() if word[:1].isupper()}
        self._unmarked_possessives = not _MARKED_POSSESSIVE.search(self.text)
        self.full_people: dict[str, set[str]] = {}
        """Last words of people named by two words or more, to the names."""
        self._first_full: dict[str, int] = {}
        self._first_alone: dict[str, int] = {}

    def called(self) -> list[Called]:
        """Give all that may be mentions, in text order; none overlaps another."""
        found: list[Called] = []
        for block in self.analysis.blocks:
            if block.kind in NOT_READ:
                continue
            if self._is_signed(block):
                self.unread.add(block.span)
            else:
                found.extend(self._in_block(block))
        found.extend(self._unmarked({one.span.start for one in found}))
        found.sort(key=lambda one: (one.span.start, -one.span.end))
        found = self._joined(found)
        if self._unmarked_possessives:
            found = self._without_possessives(found)
        for one in found:
            keys = keys_of(one.name)
            if one.made_by == Person.code:
                if self._is_where(one) or self._is_place(one):
                    self._lived_in.add(keys)
                if one.name.split()[0].lower() not in first_names() and self._is_called_body(one):
                    self._called_bodies.add(keys)
                self._person_votes[keys] += 1
                if len(keys) > 1:
                    self.full_people.setdefault(keys[-1], set()).add(one.name)
                    if not one.heading:
                        self._first_full.setdefault(keys[-1], one.span.start)
            elif one.made_by == Body.code:
                if self._is_place(one):
                    self._lived_in.add(keys)
                self._body_votes[keys] += 1
                if len(keys) == 1 and not one.heading:
                    self._first_alone.setdefault(keys[0], one.span.start)
        self._parts_lived_in = {key for keys in self._lived_in if len(keys) > 1 for key in keys}
        kept: list[Called] = []
        last = -1
        for one in found:
            agreed = self._agreed(one)
            if agreed is not None and agreed.span.start >= last:
                kept.append(agreed)
                last = agreed.span.end
        return kept

    def _is_signed(self, block: Block) -> bool:
        """Tell a line of the top that only gives who wrote: "Rana Deeb (now) and Omar Daher (earlier)"."""
        if block.kind != "paragraph" or len(block.doc) > 16 or block.span.start > _TOP:
            return False
        words = block.span.of(self.text).rstrip()
        if words[-1:] in ".!?:;,\"'”’…" or any(token.pos_ in ("VERB", "AUX") for token in block.doc):
            return False
        people = [entity for entity in block.doc.ents if entity.label_ == "PERSON" and " " in entity.text]
        large = sum(token.text[:1].isupper() for token in block.doc)
        return bool(people) and sum(len(entity) for entity in people) >= large

    def _joined(self, found: list[Called]) -> list[Called]:
        """Join "Syrian Network" and "Human Rights" where only "for" or "of" parts them: one name, cut in two."""
        kept: list[Called] = []
        for one in found:
            last = kept[-1] if kept else None
            if (
                last is not None
                and last.kind == one.kind == "organisation"
                and last.name.split()[-1].lower() in naming().body_words
                and self.text[last.span.end : one.span.start] in (" for ", " of ", " for the ", " of the ")
            ):
                span = Span(last.span.start, one.span.end)
                kept[-1] = one._replace(span=span, name=shown(self.text, span), made_by=BodyByWord.code)
            elif last is not None and self._is_cut(last, one):
                span = Span(last.span.start, one.span.end)
                kept[-1] = one._replace(span=span, name=shown(self.text, span))
            else:
                kept.append(one)
        return kept

    def _is_cut(self, last: Called, one: Called) -> bool:
        """Tell whether two names are pieces of one: "Zagros" + "Rivers Watch", "Mubarak" + "Sir al-Khatim"."""
        if " " in last.name or not 0 < one.span.start - last.span.end <= 16 or last.name in toponyms().demonyms:
            return False
        between = self.text[last.span.end : one.span.start]
        if one.made_by == BodyByWord.code:
            return between == " " and last.made_by in (Person.code, Body.code) and " " in one.name
        if one.kind != "person" or one.name[:3].lower() not in ("al-", "el-") or last.made_by == Listed.code:
            return False
        return between in (" ", " Sir ")

    def _without_possessives(self, found: list[Called]) -> list[Called]:
        """Take the bare "s" off ("Assads forces"), in a text that has lost its apostrophes, where the name is known."""
        known = {one.name for one in found} | {one.name.split()[-1] for one in found}
        states = authority().countries | authority().metonyms
        kept = []
        for one in found:
            if one.name.endswith("s"):
                base = one.name[:-1]
                if base in states:
                    continue
                listed = base in naming().bodies or base in agencies()
                last = base.split()[-1]
                in_text = " " in base and last in self._large
                if listed or base in known or last in known or in_text or is_abbreviation(last):
                    said = kind_of(base, "PERSON" if one.kind == "person" else "ORG")
                    if said is not None:
                        span = Span(one.span.start, one.span.end - 1)
                        one = one._replace(span=span, name=base, kind=said[0], made_by=said[1])
            kept.append(one)
        return kept

    def _is_where(self, one: Called) -> bool:
        """Tell whether somebody is in what a name names: "in Urum", "the village of Urum"."""
        if one.name.split()[0].lower() in first_names() or self.text[one.span.end : one.span.end + 1] in ("'", "’"):
            return False
        return _WHERE.search(self.text, max(0, one.span.start - 30), one.span.start) is not None

    def _is_place(self, one: Called) -> bool:
        """Tell whether the noun behind a name makes a place of it: "al-Zahra neighbourhood", "Haddad Street"."""
        return _PLACE_BEHIND.match(self.text, one.span.end) is not None

    # -- gathering --------------------------------------------------------------------------------------------------

    def _in_block(self, block: Block) -> Iterable[Called]:
        start = block.span.start
        headline = block.kind == "heading" and in_title_case(block.span.of(self.text))
        if headline:
            self.headlines.append(block.span)
        for entity in block.doc.ents:
            whole = Span(start + entity.start_char, start + entity.end_char)
            self.entities.add(whole)
            if entity.label_ in _NO_NAME:
                continue
            span = self._person_in(whole) if entity.label_ == "PERSON" else None
            if span is None:
                span = cleaned(self.text, whole.start, whole.end)
            if span is not None and entity.label_ == "ORG":
                span = self._without_office(span if headline else self._with_ending(span))
            elif span is not None and entity.label_ == "PERSON":
                span = self._without_states(self._with_hyphen(span))
                span = span if headline else self._with_ending(span)
            if span is None or self.text[max(0, span.start - 1) : span.start] in ("#", "@"):
                continue
            if self.unread.over(span.start, span.end) is not None or self._is_hand(span):
                continue
            before = self.text[max(0, span.start - 16) : span.start].split(" ")
            if len(before) > 1 and before[-2][:1].isupper() and before[-2].lower() in _STREETS:
                continue  # "Strada" + "Caraiman": a street
            token = next((t for t in reversed(entity) if block.offset(t) < span.end), None)
            one = self._judged(span, entity.label_, headline, token)
            if one is not None:
                yield one

    def _is_hand(self, span: Span) -> bool:
        """Tell who only wrote, edited or photographed: "Reporting by Rana Deeb and Omar Daher; editing by Mona Barakat"."""
        return _BY.search(self.text, max(0, span.start - 90), span.start) is not None or (
            len(self.text) - span.end < 40 and _SIGNED.search(self.text, max(0, span.start - 40)) is not None
        )

    def _with_ending(self, span: Span) -> Span:
        """Give "Zgharta Rivers Watch" of "Zgharta Rivers Watch (ZRW)" where the language pass stops before its last word."""
        behind = _ENDING.match(self.text, span.end)
        if behind is None or behind[1].lower() not in naming().body_words:
            return span
        return Span(span.start, behind.end())

    def _with_hyphen(self, span: Span) -> Span:
        """Give "Rana Yaziji-Deeb" where the language pass stops before the hyphen."""
        behind = _HYPHENED.match(self.text, span.end)
        return Span(span.start, behind.end()) if behind is not None and " " in span.of(self.text) else span

    def _without_states(self, span: Span) -> Span:
        """Give "Bashar Haddad" of "Jordan Bashar Haddad", where a comma was lost beside a country's name."""
        states = authority().countries
        words = list(re.finditer(r"\S+", span.of(self.text)))
        while len(words) > 2 and words[0].group() in states:
            words.pop(0)
        while len(words) > 2 and (words[-1].group() in states or words[-1].group().removesuffix("s") in states):
            words.pop()
        return Span(span.start + words[0].start(), span.start + words[-1].end()) if words else span

    def _without_office(self, span: Span) -> Span | None:
        """Give "State Department" of "State Department Spokesman", "Norlake" of "Engineers of Norlake"."""
        known = authority()
        words = span.of(self.text).split()
        small = [word.lower() for word in words]
        several = len(words) > 2 and small[1] == "of" and small[0].endswith("s")
        if (
            several
            and small[0][:-1] in known.offices | known.collectives
            and shown(self.text, span) not in naming().bodies
        ):
            return cleaned(self.text, self.text.index(words[1], span.start + len(words[0])), span.end)
        offices = (known.offices | known.titles) - known.bodies - (outlet_words() - _WRITERS)
        if len(words) > 2 and small[-1] in offices and small[-2] not in _SMALL:
            return cleaned(self.text, span.start, span.end - len(words[-1]))
        return span

    def _person_in(self, whole: Span) -> Span | None:
        """Give the name, without titles, in what the language pass takes for a person."""
        at = bisect_left(self.people.starts, whole.start)
        while at < len(self.people.named) and self.people.named[at][0].start == whole.start:
            span, name, phrase = self.people.named[at]
            at += 1
            if span == whole and phrase.name_span is not None:
                begin = self.text.find(name, phrase.name_span.start, phrase.name_span.end)
                return cleaned(self.text, begin, begin + len(name)) if begin >= 0 else None
        return None

    def _unmarked(self, known: set[int]) -> Iterable[Called]:
        """Give runs of names that the language pass gives no type, where a title or a first name tells a person."""
        for _, name, phrase in self.people.named:
            if phrase.name_span is None or phrase.label != "PERSON" or " " not in name:
                continue
            begin = self.text.find(name, phrase.name_span.start, phrase.name_span.end)
            span = cleaned(self.text, begin, begin + len(name)) if begin >= 0 else None
            if span is None or span.start in known or " " not in span.of(self.text):
                continue
            if self.unread.over(span.start, span.end) is not None:
                continue
            before = self.text[max(0, span.start - 24) : span.start].split()
            titled = bool(before) and before[-1].lower() in toponyms().titles
            if titled or shown(self.text, span).split()[0].lower() in first_names():
                one = self._judged(span, "PERSON", False, phrase.head)
                if one is not None and self.entities.over(span.start, span.end) is None:
                    yield one

    # -- judging ----------------------------------------------------------------------------------------------------

    def _judged(self, span: Span, label: str, headline: bool, token: Token | None) -> Called | None:
        """Give what a name is by its words, else by its type; None for neither a person nor a body."""
        name = shown(self.text, span)
        said = kind_of(name, label, shouting=self._shouting(span))
        if said is None:
            return None
        kind, made_by = said
        return Called(span, name, kind, made_by, headline, token)

    def _shouting(self, span: Span) -> bool:
        end = self.text.find("\n", span.end)
        line = self.text[self.text.rfind("\n", 0, span.start) + 1 : end if end >= 0 else len(self.text)]
        return in_capitals(line[:400])

    def _agreed(self, one: Called) -> Called | None:
        """Give the name as the whole article has it: its places, its people and its other mentions overrule one."""
        keys = keys_of(one.name)
        if not keys:
            return None
        if one.made_by == Listed.code:
            return one
        place = self.located.over(one.span.start, one.span.end)
        inside = place is not None and place.start <= one.span.start and one.span.end <= place.end
        surname = len(keys) == 1 and self._is_surname(keys[0])
        anywhere = place or self.places.over(one.span.start, one.span.end)
        if anywhere is not None and (anywhere.start, anywhere.end) == (one.span.start, one.span.end):
            inside = inside or one.made_by == Body.code or len(keys) == 1
        if (
            one.made_by in (Person.code, Body.code)
            and not is_abbreviation(one.name)
            and _TOWN_OF.search(self.text, max(0, one.span.start - 30), one.span.start)
        ):
            return None
        if one.made_by == BodyByWord.code:
            return None if inside and one.token is not None and one.token.ent_type_ != "ORG" else one
        if one.made_by == Body.code and not is_abbreviation(one.name) and self._is_place(one):
            return None
        if one.kind == "person" and not surname and keys in self._lived_in:
            return None
        if one.made_by == Person.code and len(keys) == 1 and not surname and self._is_river(one):
            return None
        if len(keys) == 1 and not surname and not is_abbreviation(one.name):
            if self._small[one.name.lower()] >= self._person_votes[keys] + self._body_votes[keys]:
                return None  # "Iodine" at the beginning of a sentence, "iodine" elsewhere
            if one.kind == "person" and (keys[0] in self._parts_lived_in or self._is_piece_of_body(one)):
                return None
        if inside and not (surname and one.kind == "person"):
            return None
        if (
            not surname
            and self.placed[keys]
            and self.placed[keys] >= self._person_votes[keys] + self._body_votes[keys] - 1
        ):
            return None
        if one.made_by == Body.code:
            if surname or self._person_votes[keys] > self._body_votes[keys] or self._titled(one):
                return one._replace(kind="person", made_by=Person.code)
            if one.token is not None and len(keys) == 1 and one.token.pos_ not in ("PROPN", "X"):
                return None  # "Repair", "Overhaul": a noun written large
        elif (
            one.made_by == Person.code
            and not surname
            and (
                self._body_votes[keys] > self._person_votes[keys]
                or (len(keys) == 1 and self._body_votes[keys] == self._person_votes[keys])
                or keys in self._called_bodies
            )
        ):
            return one._replace(kind="organisation", made_by=Body.code)
        return one

    def _is_piece_of_body(self, one: Called) -> bool:
        """Tell whether the word behind a single name makes it a body's: "Nusra Front"."""
        behind = _WRITTEN_LARGE.match(self.text, one.span.end)
        return behind is not None and behind[1].lower() in naming().only_bodies

    def _is_river(self, one: Called) -> bool:
        """Tell whether a single name stands behind "the" and before no noun of its own: people do not."""
        if self.text[max(0, one.span.start - 4) : one.span.start].lower() != "the " or "-" in one.name:
            return False
        return one.token is None or one.token.dep_ not in ("compound", "nmod", "poss")

    def _is_surname(self, key: str) -> bool:
        """Tell whether somebody of this surname is named in full, before it is named alone: Ford, not William Ford's firm."""
        if key not in self.full_people:
            return False
        alone = self._first_alone.get(key)
        return (
            alone is None
            or self._first_full.get(key, alone) <= alone
            or not (self.naming.trades(key) & bodies().kinds.keys())
        )

    def _is_called_body(self, one: Called) -> bool:
        """Tell whether the noun before a name says that it is a body's: "the airline Ketos", "its rival, the firm Ketos"."""
        before = self.text[max(0, one.span.start - 24) : one.span.start].rstrip(" ,").split()
        noun = before[-1] if before else ""
        return bodies().kinds.get(noun) in ("company", "agency", "party", "group", "outlet", "charity")

    def _titled(self, one: Called) -> bool:
        """Tell whether a title stands right before a name of two or three words: "Foreign Minister Mevan Celik"."""
        before = self.text[max(0, one.span.start - 24) : one.span.start].split()
        written_large = bool(before) and before[-1][:1].isupper() and before[-1].lower() in toponyms().titles
        return written_large and 2 <= len(one.name.split()) <= 3


def kind_of(name: str, label: str, *, shouting: bool = False) -> tuple[NameKind, str] | None:
    """Tell whether a name is a person's or a body's, and by which rule: the vocabulary first, then its type.

    `label` is the type of the language pass (OntoNotes); `shouting` says that the text is all in capitals there.
    """
    words = name.split()
    if not words or len(words) > LONGEST or len(name) < 2 or not any(c.isalpha() for c in name):
        return None
    known = naming()
    plain = name.removeprefix("The ").removeprefix("the ")
    if plain in known.bodies:
        return "organisation", Listed.code
    if plain in known.neither or plain in toponyms().demonyms:
        return None
    if (plain in agencies() or name in agencies()) and (
        label == "ORG" or (plain not in words_of_outlets().ambiguous and (" " in plain or label in ("PERSON", "ORG")))
    ):
        return "organisation", Listed.code
    states = authority().countries | authority().metonyms
    if plain in states:
        return None
    lower = [word.lower().strip(".,'’") for word in words]
    if lower[-1] in known.things or lower[0] in known.thing_first or _CODE.fullmatch(name):
        return None
    telling = set(lower[-2:]) | {word for word, behind in pairwise(lower) if behind in _SMALL}
    if len(words) > 1 and telling & known.body_words and label not in ("LAW", "WORK_OF_ART", "EVENT", "PRODUCT"):
        return "organisation", BodyByWord.code
    if len(words) == 1 and (
        lower[0] in known.body_words | authority().bodies | bodies().kinds.keys() or words[0] in toponyms().body_first
    ):
        return None
    if label == "PERSON":
        return _person(name, words, lower, shouting=shouting)
    if label == "ORG":
        return _body(name, words, lower)
    return None


def _person(name: str, words: list[str], lower: list[str], *, shouting: bool) -> tuple[NameKind, str] | None:
    if _DIGITS.search(name) or len(words) > 6 or lower[0] in naming().place_first:
        return None
    if len(words) == 1:
        if is_abbreviation(name) and len(name) <= 5 and not shouting:
            return "organisation", Body.code
        if (lower[0] in toponyms().common and lower[0] not in first_names()) or len(name) < 3:
            return None
    if lower[-1] in authority().documents or (lower[0] in toponyms().common - set(first_names()) and len(words) == 1):
        return None
    if any(word[:1].islower() and word not in _SMALL | _PARTICLES and word[:3] not in ("al-", "el-") for word in words):
        return None
    return "person", Person.code


_PARTICLES = frozenset("van von der den da do dos di del della le ter ten y e zu abu umm abd ul ad as ash".split())


def _body(name: str, words: list[str], lower: list[str]) -> tuple[NameKind, str] | None:
    if len(words) == 1 and lower[0] in toponyms().common | toponyms().titles | authority().offices | authority().titles:
        return None
    if not any(word[:1].isupper() or word[3:4].isupper() for word in words) or "$" in name:
        return None
    if lower[-1] in authority().offices | authority().documents and label_is_office(lower):
        return None
    return "organisation", Body.code


def label_is_office(lower: list[str]) -> bool:
    """Tell whether a name's last word is an office or a document: "Foreign Minister", "Annual Report"."""
    outlet = len(lower) > 2 and lower[-1] in outlet_words() - _WRITERS
    return not outlet and lower[-1] not in authority().bodies
