"""The walk through an article's names: who may be named, who of them are one, where else they are named."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from itertools import pairwise

from onrecord.reading.analysis import Analysis, Block
from onrecord.reading.names.forms import Word, cleaned, key_of, keys_of, listed, outlet_forms, shown, words_in
from onrecord.reading.names.mentions import NOT_READ, Called, Callings, Spread, in_title_case, kind_of
from onrecord.reading.names.rules import Body, BodyByWord, Listed, OwnOutlet, Person, Shared, Speaks, Spelt, Told
from onrecord.reading.sources.names import fold, is_short_form, parts
from onrecord.reading.sources.naming import Naming, agencies_folded, bare, is_abbreviation
from onrecord.reading.sources.people import People
from onrecord.reading.sources.phrase import phrase_of
from onrecord.records import Name, NameKind, Place, Source, Span
from onrecord.vocabulary.identities import identity_names
from onrecord.vocabulary.naming import naming
from onrecord.vocabulary.toponyms import toponyms
from onrecord.vocabulary.words import authority, cues, first_names
from onrecord.vocabulary.words import bodies as bodies_of_vocabulary

_CONFIDENCE = {
    Speaks.code: 0.97, Person.code: 0.9, Body.code: 0.8, BodyByWord.code: 0.9, Listed.code: 0.95, Spelt.code: 0.9,
    Shared.code: 0.6, Told.code: 0.9, OwnOutlet.code: 0.95,
}  # fmt: skip
_RANK = {
    Speaks.code: 0,
    OwnOutlet.code: 1,
    Spelt.code: 1,
    Listed.code: 2,
    BodyByWord.code: 3,
    Person.code: 4,
    Body.code: 5,
    Shared.code: 6,
    Told.code: 7,
}


class Group:
    """A person or a body in the making."""

    def __init__(self, name: str, kind: NameKind, made_by: str) -> None:
        self.name = name
        self.kind = kind
        self.made_by = made_by
        self.source: Source | None = None
        self.called: list[Called] = []
        self.spans: list[Span] = []
        self.forms: dict[str, None] = {}
        self.extra: set[str] = set()
        """Forms to look for in the text that no mention has yet."""

    def add(self, span: Span, name: str, called: Called | None = None) -> None:
        """Take a mention in."""
        self.spans.append(span)
        self.forms.setdefault(name)
        if called is not None:
            self.called.append(called)
            if self.made_by != Shared.code and _RANK[called.made_by] < _RANK[self.made_by]:
                self.made_by = called.made_by


def find_names(
    analysis: Analysis, people: People, bodies: Naming, sources: Sequence[Source], places: Sequence[Place]
) -> tuple[Name, ...]:
    """Give the people and bodies an article names, in the order in which it does; no two share a mention."""
    return _Walk(analysis, people, bodies, sources, places).names()


def _kind_of_source(source: Source) -> NameKind | None:
    """Give what a source with a name is; a first name and the list of outlets overrule the kind it has."""
    if source.status != "named" or source.kind not in ("person", "organisation", "outlet"):
        return None
    words = source.name.split()
    if source.kind == "person":
        return "organisation" if bare(source.name) in agencies_folded() else "person"
    if 2 <= len(words) <= 3 and words[0].lower() in first_names() and kind_of(source.name, "PERSON") == _A_PERSON:
        return "person"
    return "organisation"


_A_PERSON = ("person", Person.code)
_LEAD = re.compile(r"^(?:the|a|an|its|their|his|her|our)\s+", re.IGNORECASE)


def _of_source(name: str) -> str:
    """Give the name of a body that speaks, without an article or a time before it; words behind it stay."""
    bare_name = _LEAD.sub("", name)
    span = cleaned(bare_name, 0, len(bare_name))
    return bare_name[span.start :] if span is not None else bare_name


class _Walk:
    def __init__(
        self,
        analysis: Analysis,
        people: People,
        bodies: Naming,
        sources: Sequence[Source],
        places: Sequence[Place],
    ) -> None:
        self.analysis = analysis
        self.text = analysis.text
        self.people = people
        self.bodies = bodies
        self.sources = sources
        self.callings = Callings(analysis, people, bodies, places)
        self.groups: list[Group] = []
        self.taken = Spread()
        self._starts = [block.span.start for block in analysis.blocks]
        self._small = {_EDGE.sub("", word) for word in self.text.split() if word[:1].islower()}
        self._outlet = outlet_forms(analysis.article.outlet)
        """What the article may call its own outlet: in full, and for short behind "the"."""
        self._kinds: dict[str, NameKind] = {}
        self._persons: dict[str, list[Group]] = {}
        self._by_key: dict[str, Group] = {}

    def names(self) -> tuple[Name, ...]:
        called = self._owned(self.callings.called())
        self._kinds = {
            source.id: kind for source in self.sources if (kind := self._kind_of(source, called)) is not None
        }
        called = self._whole(called)
        tied = self._tied(called)
        called = [self._as_source(one, tied.get(one.span)) for one in called]
        self._group_people([one for one in called if one.kind == "person"], tied)
        self._group_bodies([one for one in called if one.kind == "organisation"], tied)
        self._where_they_speak()
        self._look_again()
        self._join_told()
        return self._records()

    # -- sources ----------------------------------------------------------------------------------------------------

    def _owned(self, called: list[Called]) -> list[Called]:
        """Take the outlet's own name for a body's, whatever the language pass takes it for."""
        if not self._outlet:
            return called
        full = max(self._outlet.values(), key=len)
        found = []
        for one in called:
            if " " in full and one.name.startswith(full + " "):
                # "Delta Wire and agencies", "Delta Wire English".
                one = one._replace(name=full, span=Span(one.span.start, one.span.start + len(full)))
            if self._is_own(one.name, one.span.start):
                one = one._replace(kind="organisation", made_by=OwnOutlet.code)
            found.append(one)
        return found

    def _is_own(self, name: str, start: int) -> bool:
        """Tell whether a name is the outlet's: its full name anywhere, its last word behind "the"."""
        if fold(_LEAD.sub("", name)) not in self._outlet:
            return False
        return " " in name or self.text[max(0, start - 4) : start].lower().endswith("the ") or name[:4] == "The "

    def _kind_of(self, source: Source, called: Sequence[Called]) -> NameKind | None:
        kind = _kind_of_source(source)
        if kind is not None and self._outlet and fold(_LEAD.sub("", source.name)) in self._outlet:
            return "organisation"
        return "organisation" if kind == "person" and self._is_firm(source, called) else kind

    def _is_firm(self, source: Source, called: Sequence[Called]) -> bool:
        """Tell whether the owner, the contractor of something is a firm: it is typed so, or "it" stands for it."""
        role = [word.lower() for word in (source.role or "").split()]
        if not naming().firm_roles & {role[0] if role else "", role[-1] if role else ""}:
            head = next((before for before, word in pairwise(role) if word in ("of", "for", "in")), "")
            if head not in naming().firm_roles:
                return False
        if parts(source.name)[:1] and parts(source.name)[0] in first_names():
            return False
        for mention in source.mentions:
            at = self.text.find(source.name, mention.start, mention.end)
            if at < 0:
                continue
            end = at + len(source.name)
            if any(one.span.start < end and at < one.span.end and one.kind == "organisation" for one in called):
                return True
            pronoun = _PRONOUN.search(self.text, end, end + 200)
            if pronoun is not None and pronoun[1] is not None:
                return pronoun[1].lower() in ("it", "its", "itself")
        return False

    def _whole(self, called: list[Called]) -> list[Called]:
        """Give names in full that the language pass cut in pieces, where a source or the outlet is called so."""
        pieces: dict[str, list[tuple[str, int, NameKind]]] = {}
        full: dict[str, NameKind] = {name: "organisation" for name in self._outlet.values() if " " in name}
        for source in self.sources:
            kind = self._kinds.get(source.id)
            words = source.name.split()
            if kind is not None and 2 <= len(words) <= 6 and _is_whole(words, kind):
                full.setdefault(source.name, kind)
        for name, said in full.items():
            starts = [match.span() for match in _PIECE.finditer(name)]
            for first, (begin, _) in enumerate(starts):
                for _, end in starts[first:]:
                    if (begin, end) != (0, len(name)):
                        pieces.setdefault(name[begin:end], []).append((name, begin, said))
        if not pieces:
            return called
        kept: list[Called] = []
        last = -1
        for one in called:
            for name, begin, kind in pieces.get(one.name, ()) if one.made_by != Listed.code else ():
                start = one.span.start - begin
                end = start + len(name)
                if start < last or not self.text.startswith(name, max(0, start)):
                    continue
                if self.text[max(0, start - 1) : start].isalnum() or self.text[end : end + 1].isalnum():
                    continue
                made_by = Person.code if kind == "person" else Body.code
                if kind == "organisation" and (told := kind_of(name, "ORG")) is not None:
                    made_by = told[1]
                one = one._replace(span=Span(start, end), name=name, kind=kind, made_by=made_by)
                break
            if one.span.start >= last:
                kept.append(one)
                last = one.span.end
        return kept

    def _tied(self, called: list[Called]) -> dict[Span, Source]:
        """Give the source whose mention a name stands in, where the name can be the source's."""
        found: dict[Span, Source] = {}
        starts = [one.span.start for one in called]
        for source in self.sources:
            kind = self._kinds.get(source.id)
            if kind is None:
                continue
            for mention in source.mentions:
                at = bisect_left(starts, mention.start)
                while at < len(called) and called[at].span.start < mention.end:
                    one = called[at]
                    at += 1
                    if one.span.end > mention.end or one.span in found:
                        continue
                    if self._is_of(one.name, source, kind):
                        found[one.span] = source
        return found

    def _as_source(self, one: Called, source: Source | None) -> Called:
        """Give a name the kind of the source that it is, where only its type spoke for another."""
        if source is None or one.made_by not in (Person.code, Body.code):
            return one
        if self._kinds[source.id] == "person":
            return one._replace(kind="person", made_by=Person.code)
        return one._replace(kind="organisation", made_by=Body.code)

    def _is_of(self, name: str, source: Source, kind: str) -> bool:
        names = (source.name, *source.aliases)
        if any(fold(name) == fold(other) for other in names):
            return True
        if kind == "person":
            first = parts(source.name)[:1]
            return is_short_form(name, source.name) or is_short_form(source.name, name) or parts(name) == first
        return self.bodies.canonical(name) == self.bodies.canonical(source.name) or bare(name) in bare(source.name)

    def _source_group(self, source: Source, kind: NameKind) -> Group | None:
        """Give the group of a source that is called by a name; None for "local authorities"."""
        if kind == "organisation" and _DESCRIBED.match(source.name):
            # "The drivers' union in Zarqa" is not called Zarqa.
            return None
        name = _of_source(source.name) if kind == "organisation" else source.name
        span = cleaned(name, 0, len(name)) if kind == "person" or name[:1].islower() else Span(0, len(name))
        if span is None:
            return None
        name = shown(name, span)
        if not self._is_proper(source, name):
            return None
        group = Group(name, kind, Speaks.code)
        group.source = source
        group.extra = {name}
        self.groups.append(group)
        return group

    def _is_proper(self, source: Source, name: str) -> bool:
        """Tell a name from a noun that only begins a sentence: "Local authorities", "Officials"."""
        words = name.split()
        if name in toponyms().demonyms:
            return False
        if any(word[:1].isupper() for word in words[1:]):
            return True
        if re.sub(r"['’]s$", "", words[0]) in authority().countries:
            return True
        if name in authority().countries | authority().metonyms or name in naming().bodies:
            return True
        if len(words) > 1:
            return words[0] in toponyms().demonyms or (
                words[0][:1].isupper() and not self._opens_only(source, words[0])
            )
        lower = name.lower()
        if lower in authority().bodies | authority().offices | authority().collectives:
            return False
        return source.kind == "person" or (name[:1].isupper() and not self._opens_only(source, name))

    def _opens_only(self, source: Source, word: str) -> bool:
        """Tell whether the article has the word in small letters too."""
        return word.lower() in self._small

    # -- people -----------------------------------------------------------------------------------------------------

    def _group_people(self, called: list[Called], tied: dict[Span, Source]) -> None:
        by_source: dict[str, Group] = {}
        for source in self.sources:
            if self._kinds.get(source.id) == "person":
                group = self._source_group(source, "person")
                if group is not None:
                    by_source[source.id] = group
                    self._known_person(group)
        bearers: dict[str, set[str]] = {}
        for name in (*(one.name for one in called), *(group.name for group in by_source.values())):
            if len(pieces := parts(name)) > 1:
                bearers.setdefault(pieces[-1], set()).add(pieces[0])
        waiting = []
        for one in called:
            source_of = tied.get(one.span)
            if (
                source_of is not None
                and source_of.id in by_source
                and not (len(parts(one.name)) == 1 and len(bearers.get(parts(one.name)[0], ())) > 1 and not _says(one))
            ):
                self._take(by_source[source_of.id], one)
            else:
                waiting.append(one)
        longer = sorted(
            (one for one in waiting if len(parts(one.name)) > 1),
            key=lambda o: (o.heading, -len(parts(o.name)), o.span.start),
        )
        for one in longer:
            group = self._fuller(one.name) or self._shorter(one.name)
            if group is None and one.heading and not self._is_known(one, waiting):
                # In a headline whose words are all written large, two of them are no name.
                continue
            if group is None:
                group = Group(one.name, "person", one.made_by)
                self.groups.append(group)
                self._known_person(group)
            elif len(parts(one.name)) > len(parts(group.name)):
                group.name = one.name
                self._known_person(group)
            self._take(group, one)
        for one in waiting:
            if len(parts(one.name)) > 1:
                continue
            group = self._fuller(one.name) or self._first_name(one.name)
            if group is None and one.heading and not self._fitting(one.name):
                continue
            if group is None:
                several = len(self._fitting(one.name)) > 1
                group = Group(one.name, "person", Shared.code if several else one.made_by)
                group = next((g for g in self.groups if g.kind == "person" and fold(g.name) == fold(one.name)), group)
                if group not in self.groups:
                    self.groups.append(group)
                    if not several:
                        self._known_person(group)
            self._take(group, one)

    def _is_known(self, one: Called, others: Sequence[Called]) -> bool:
        """Tell whether the text itself has a name of a headline in Title Case, or the surname of it."""
        if one.name.split()[0].lower() in first_names() or self.text.find(one.name, one.span.end) >= 0:
            return True
        last = parts(one.name)[-1:]
        return any(not other.heading and parts(other.name) == last for other in others)

    def _known_person(self, group: Group) -> None:
        pieces = parts(group.name)
        if pieces:
            known = self._persons.setdefault(pieces[-1], [])
            if group not in known:
                known.append(group)

    def _fitting(self, name: str) -> list[Group]:
        last = parts(name)[-1:]
        return [
            group
            for group in (self._persons.get(last[0], ()) if last else ())
            if is_short_form(name, group.name) or fold(name) == fold(group.name)
        ]

    def _fuller(self, name: str) -> Group | None:
        """Give the one person this name can be short for; of several, the one whose own names are all the others'."""
        fitting = self._fitting(name)
        if len(fitting) > 1:
            fuller = [g for g in fitting if len(parts(g.name)) > len(parts(name))]
            fitting = [g for g in fitting if fold(g.name) == fold(name)] if len(parts(name)) > 1 else fuller
        return fitting[0] if len(fitting) == 1 else None

    def _shorter(self, name: str) -> Group | None:
        """Give the one person whose name of two words or more is short for this one."""
        last = parts(name)[-1:]
        found = [
            group
            for group in (self._persons.get(last[0], ()) if last else ())
            if len(parts(group.name)) > 1 and is_short_form(group.name, name)
        ]
        return found[0] if len(found) == 1 else None

    def _first_name(self, name: str) -> Group | None:
        pieces = parts(name)
        if len(pieces) != 1 or pieces[0] in self._persons:
            return None
        found = [
            group
            for group in self.groups
            if group.kind == "person" and len(parts(group.name)) > 1 and parts(group.name)[0] == pieces[0]
        ]
        return found[0] if len(found) == 1 else None

    # -- bodies -----------------------------------------------------------------------------------------------------

    def _group_bodies(self, called: list[Called], tied: dict[Span, Source]) -> None:
        by_source: dict[str, Group] = {}
        own = self._own_group()
        for source in self.sources:
            is_own = self._kinds.get(source.id) == "organisation" and fold(_LEAD.sub("", source.name)) in self._outlet
            if own is not None and own.source is None and is_own:
                own.source, own.made_by = source, Speaks.code
                by_source[source.id] = own
            elif self._kinds.get(source.id) == "organisation":
                group = self._source_group(source, "organisation")
                if group is None:
                    continue
                by_source[source.id] = group
                for name in (group.name, source.name, *source.aliases):
                    self._by_key.setdefault(self.bodies.canonical(name), group)
                group.extra |= {alias for alias in source.aliases if self._is_proper(source, alias)}
        long = sorted(called, key=lambda one: (-len(one.name.split()), one.span.start))
        for one in long:
            if one.heading:
                continue
            self._take(self._body_group(one, tied, by_source), one)
        for one in long:
            if one.heading and (group := self._by_key.get(self.bodies.canonical(one.name))) is not None:
                self._take(group, one)
            elif one.heading and one.made_by in (Listed.code, BodyByWord.code):
                self._take(self._body_group(one, tied, by_source), one)

    def _own_group(self) -> Group | None:
        """Give the group of the outlet itself; it counts only where the text names it."""
        if not self._outlet:
            return None
        name = max(self._outlet.values(), key=len)
        group = Group(name, "organisation", OwnOutlet.code)
        group.extra.add(name)
        self.groups.append(group)
        self._by_key[self.bodies.canonical(name)] = group
        return group

    def _body_group(self, one: Called, tied: dict[Span, Source], by_source: dict[str, Group]) -> Group:
        if self._outlet and self._is_own(one.name, one.span.start):
            return next(group for group in self.groups if fold(group.name) in self._outlet)
        source = tied.get(one.span)
        if source is not None and source.id in by_source:
            return by_source[source.id]
        key = self.bodies.canonical(one.name)
        group = self._by_key.get(key)
        if group is None:
            group = self._longer_body(one.name)
        if group is None:
            full = self.bodies.full(one.name)
            span = cleaned(full, 0, len(full))
            name = shown(full, span) if span is not None else one.name
            spelt = self.bodies.abbreviated(one.name) is not None or self.bodies.is_long_form(one.name)
            group = Group(name, "organisation", Spelt.code if spelt else one.made_by)
            group.extra.add(name)
            self.groups.append(group)
        self._by_key.setdefault(key, group)
        return group

    def _longer_body(self, name: str) -> Group | None:
        """Give the one body whose longer name begins with this one ("Lockheed"), or ends with it."""
        words = keys_of(name)
        if not words or (len(words) == 1 and (words[0] in authority().bodies or len(words[0]) < 3)):
            return None
        found = {
            id(group): group
            for group in self.groups
            if group.kind == "organisation" and self._extends(keys_of(group.name), words)
        }
        return next(iter(found.values())) if len(found) == 1 else None

    @staticmethod
    def _extends(long: tuple[str, ...], short: tuple[str, ...]) -> bool:
        if len(long) <= len(short):
            return False
        if len(short) > 1 and long[-len(short) :] == short:
            return True
        rest = long[len(short) :]
        return long[: len(short)] == short and len(rest) <= 2 and short[0] not in _OPENING and set(rest) <= _BODY_WORDS

    def _take(self, group: Group, one: Called) -> None:
        rest = group.name[: -len(one.name)] if group.kind == "person" and group.name.endswith(one.name) else ""
        if rest and self.text.endswith(rest, 0, one.span.start):
            # "Samer" in front of "Hallak" was left out by the language pass.
            whole = Span(one.span.start - len(rest), one.span.end)
            if self.taken.over(whole.start, one.span.start) is None:
                one = one._replace(span=whole, name=group.name)
        if self.taken.add(one.span):
            group.add(one.span, one.name, one)

    def _where_they_speak(self) -> None:
        """Take in where a source is named as it speaks, whatever else the words are: "Israel" is a place, too."""
        for group in self.groups:
            if group.source is None:
                continue
            for mention in group.source.mentions:
                if self.taken.over(mention.start, mention.end) is not None:
                    continue
                words = mention.of(self.text)
                for form in sorted({group.name, *group.extra}, key=lambda form: (-len(form), form)):
                    at = words.find(form)
                    ends = words[at + len(form) : at + len(form) + 1]
                    if at >= 0 and form[:1].isupper() and not ends.isalnum() and not words[:at][-1:].isalnum():
                        span = Span(mention.start + at, mention.start + at + len(form))
                        if self.taken.add(span):
                            group.add(span, shown(self.text, span))
                        break

    # -- the rest of the text ---------------------------------------------------------------------------------------

    def _look_again(self) -> None:
        """Find the mentions that the language pass left out: further ones of what is known, and names of the lists."""
        forms = self._forms()
        for block in self.analysis.blocks:
            if block.kind in NOT_READ:
                continue
            words = words_in(self.text, block.span.start, block.span.end)
            free = block.kind == "heading" and in_title_case(block.span.of(self.text))
            at = 0
            while at < len(words):
                found = self._match(words, at, forms, free=free)
                at += found or 1

    def _forms(self) -> dict[str, list[tuple[tuple[str, ...], Group]]]:
        """Give the forms to look for by the key of their first word, the longest first."""
        found: dict[str, dict[tuple[str, ...], Group | None]] = {}

        def note(keys: tuple[str, ...], group: Group) -> None:
            if keys and keys[0]:
                held = found.setdefault(keys[0], {})
                # A form that two have tells nothing.
                held[keys] = group if held.get(keys, group) is group else None

        for group in self.groups:
            for form in (*group.forms, *group.extra):
                note(keys_of(form), group)
            if group.kind == "person" and len(parts(group.name)) > 1:
                last = keys_of(group.name)[-1:]
                if len(self._fitting(group.name.split()[-1])) == 1 and len(last[0]) > 2:
                    note(last, group)
        return {
            first: sorted(
                ((keys, group) for keys, group in held.items() if group is not None), key=lambda entry: -len(entry[0])
            )
            for first, held in found.items()
        }

    def _match(
        self, words: list[Word], at: int, forms: dict[str, list[tuple[tuple[str, ...], Group]]], *, free: bool
    ) -> int:
        word = words[at]
        if not word.capital or self.taken.over(word.start, word.end) is not None:
            return 0
        if self.callings.unread.over(word.start, word.end) is not None:
            return 0
        for keys, group in forms.get(word.key, ()):
            last = self._run(words, at, keys)
            if last is None or not self._stands_alone(words, at, last, keys, free=free):
                continue
            span = Span(word.start, words[last].end)
            if self.taken.add(span):
                group.add(span, shown(self.text, span))
                return last - at + 1
        own = self.text[word.start : word.end]
        if (meant := self._by_own(words, at) or self._by_noun(words, at)) is not None:
            span = Span(word.start, word.end)
            if self.taken.add(span):
                meant.add(span, own)
                return 1
        if is_abbreviation(own) and (long := self.bodies.abbreviated(own)) is not None:
            return self._abbreviation(word, own, long)
        for names in listed().get(own, ()):
            last = at + len(names) - 1
            if last < len(words) and all(
                self.text[w.start : w.end] == n for w, n in zip(words[at : last + 1], names, strict=True)
            ):
                span = Span(word.start, words[last].end)
                name = shown(self.text, span)
                if name.split() == list(names) and self._stands_alone(words, at, last, names, free=False):
                    group = self._listed_group(name)
                    if self.taken.add(span):
                        group.add(span, name)
                        return last - at + 1
        return 0

    def _by_own(self, words: list[Word], at: int) -> Group | None:
        """Give the outlet itself where it is called by its last word: "told the Courier"."""
        word = words[at]
        if not at or fold(self.text[word.start : word.end]) not in self._outlet:
            return None
        if not self._is_alone_behind_the(words, at):
            return None
        return next((group for group in self.groups if fold(group.name) in self._outlet), None)

    def _is_alone_behind_the(self, words: list[Word], at: int) -> bool:
        """Tell whether a word stands right behind "the", and no other word written large right behind it."""
        before, word = words[at - 1], words[at]
        if self.text[before.start : before.end].lower() != "the" or self.text[before.end : word.start] != " ":
            return False
        behind = words[at + 1] if at + 1 < len(words) else None
        return behind is None or not behind.capital or self.text[word.end : behind.start] not in (" ", "-")

    def _by_noun(self, words: list[Word], at: int) -> Group | None:
        """Give the one body meant by a noun of its name written large behind "the": "the Observatory"."""
        word = words[at]
        own = self.text[word.start : word.end]
        if not at or own.isupper() or word.key not in _BODY_WORDS or word.key in _OFTEN:
            return None
        if not self._is_alone_behind_the(words, at):
            return None
        found = [g for g in self.groups if g.kind == "organisation" and g.spans and word.key in keys_of(g.name)[1:]]
        return found[0] if len(found) == 1 else None

    def _listed_group(self, name: str) -> Group:
        key = self.bodies.canonical(name)
        group = self._by_key.get(key) or self._longer_body(name)
        if group is None:
            group = Group(name, "organisation", Listed.code)
            self.groups.append(group)
        self._by_key[key] = group
        return group

    def _abbreviation(self, word: Word, own: str, long: str) -> int:
        """Take an abbreviation that the article spells out, where its long form is a body's."""
        key = self.bodies.canonical(own)
        group = self._by_key.get(key)
        if group is None:
            span = cleaned(long, 0, len(long))
            if span is None or kind_of(shown(long, span), "ORG") is None or self.callings.placed[keys_of(long)]:
                return 0
            if self.callings.places.over(word.start, word.end) is not None:
                return 0
            if any(g.kind == "person" and fold(g.name) == fold(long) for g in self.groups):
                return 0
            group = Group(shown(long, span), "organisation", Spelt.code)
            self.groups.append(group)
            self._by_key[key] = group
        span = Span(word.start, word.end)
        if self.taken.add(span):
            group.add(span, own)
            return 1
        return 0

    def _run(self, words: list[Word], at: int, keys: Sequence[str]) -> int | None:
        """Give the last of the words from `at` on that have these keys, blanks between them; None where they have not."""
        last = at
        for number, key in enumerate(keys):
            if number:
                last += 1
                if last >= len(words) or self.text[words[last - 1].end : words[last].start].strip(" \u00a0\n-"):
                    return None
            have = words[last].key or key_of(self.text[words[last].start : words[last].end])
            if have != key:
                return None
        return last

    def _stands_alone(self, words: list[Word], at: int, last: int, keys: Sequence[str], *, free: bool) -> bool:
        """Tell whether no longer name holds these words, and no place."""
        start, end = words[at].start, words[last].end
        if self.callings.places.over(start, end) is not None:
            return False
        single = len(keys) == 1
        if free:
            return not (single and keys[0] in toponyms().common)
        entity = self.callings.entities.over(start, end)
        if entity is not None and single and (entity.start < start - 8 or entity.end > end + 2):
            return False
        before = self._beside(words, at - 1, start) if at else ""
        if before and before.lower().rstrip(".") not in toponyms().titles | authority().titles | authority().offices:
            if single and before not in toponyms().demonyms:
                return False
        elif single and not before and keys[0] in toponyms().common and self._opens(start):
            return False
        if last + 1 < len(words) and single:
            behind = words[last + 1]
            gap = self.text[end : behind.start]
            if behind.capital and gap in (" ", "\u00a0", "-") and self.taken.over(behind.start, behind.end) is None:
                return False
        return True

    def _beside(self, words: list[Word], number: int, start: int) -> str:
        """Give the capitalised word directly before, where no name or place has it."""
        word = words[number]
        gap = self.text[word.end : start]
        if not word.capital or gap not in (" ", "\u00a0", "-"):
            return ""
        if self.taken.over(word.start, word.end) or self.callings.places.over(word.start, word.end):
            return ""
        if self._opens(word.start) and word.key in toponyms().common:
            return ""
        return self.text[word.start : word.end]

    def _opens(self, start: int) -> bool:
        before = self.text[max(0, start - 3) : start].rstrip(" \u00a0\"“'‘(")
        return not before or before[-1] in ".!?:\n"

    # -- two names of one -------------------------------------------------------------------------------------------

    def _join_told(self) -> None:
        """Make one of two names that the article says are one's: "Samer Hallak, also known as Abu Rami"."""
        between = identity_names().told
        mentions = sorted(((span, group) for group in self.groups for span in group.spans), key=lambda pair: pair[0])
        meant: dict[int, Group] = {}

        def known(group: Group) -> Group:
            while id(group) in meant:
                group = meant[id(group)]
            return group

        for (here, one), (there, other) in pairwise(mentions):
            if not 0 < there.start - here.end <= FARTHEST or one.kind != other.kind:
                continue
            first, second = known(one), known(other)
            if first is second or (first.source is not None and second.source is not None):
                continue
            if between.fullmatch(self.text, here.end, there.start) is None:
                continue
            if second.source is not None:
                first.source = second.source
            first.made_by = Told.code
            first.spans += second.spans
            first.forms.update(second.forms)
            first.called += second.called
            second.spans = []
            meant[id(second)] = first

    # -- records ----------------------------------------------------------------------------------------------------

    def _records(self) -> tuple[Name, ...]:
        held = [group for group in self.groups if group.spans]
        held.sort(key=lambda group: min(group.spans))
        return tuple(self._record(group, number) for number, group in enumerate(held, 1))

    def _record(self, group: Group, number: int) -> Name:
        spans = sorted(group.spans)
        forms = list(dict.fromkeys(shown(self.text, span) for span in spans))
        name = self._fullest(group, forms)
        role, affiliation = self._role(group)
        sure = _CONFIDENCE[group.made_by]
        if group.made_by in (Person.code, Body.code) and len(spans) == 1 and " " not in name:
            sure -= 0.2
        return Name(
            id=f"n{number}",
            name=name,
            kind=group.kind,
            role=role,
            affiliation=affiliation,
            source=group.source.id if group.source is not None else None,
            aliases=tuple(form for form in forms if form != name),
            mentions=tuple(spans),
            made_by=group.made_by,
            confidence=round(sure, 2),
        )

    def _fullest(self, group: Group, forms: Iterable[str]) -> str:
        """Give the fullest form that stands in the text; written small rather than in capitals."""
        best = group.name if group.name in forms else max(forms, key=lambda form: (len(form.split()), len(form)))
        same = [form for form in forms if fold(form) == fold(best)]
        return next((form for form in same if not form.isupper()), best)

    def _role(self, group: Group) -> tuple[str | None, str | None]:
        source = group.source
        if group.kind != "person":
            return None, None
        if source is not None and (source.role or source.affiliation):
            return _without_told(source.role), source.affiliation
        asked = 0
        for one in sorted(group.called, key=lambda c: (-len(c.name.split()), c.span.start)):
            if one.token is None or asked == 2:
                continue
            asked += 1
            token = one.token
            head = token
            for _ in range(8):
                if head.dep_ not in ("compound", "appos", "nmod") or head.head == head:
                    break
                if head.head.pos_ not in ("NOUN", "PROPN"):
                    break
                head = head.head
            tokens = [t for t in head.subtree if abs(t.i - token.i) < 30 and t.dep_ != "relcl"]
            block = self._block_at(one.span.start)
            if block is None or not tokens:
                continue
            phrase = phrase_of(block, self.text, block.spans_of(tokens))
            same = phrase.name and (fold(phrase.name) == fold(one.name) or is_short_form(one.name, phrase.name))
            if same and phrase.role and not _NO_ROLE.search(phrase.role):
                return _without_told(phrase.role), phrase.affiliation
        return None, None

    def _block_at(self, offset: int) -> Block | None:
        number = bisect_right(self._starts, offset) - 1
        return self.analysis.blocks[number] if number >= 0 else None


def _says(one: Called) -> bool:
    """Tell whether somebody speaks where he is named: the subject of a verb of speech."""
    token = one.token
    return token is not None and token.dep_ == "nsubj" and token.head.lemma_.lower() in cues().speech


def _is_whole(words: Sequence[str], kind: str) -> bool:
    """Tell whether the name of a source is a name to its last word, so that it can be looked for in the text."""
    if any(word[:1].islower() and word not in _INSIDE and word[:3] not in ("al-", "el-") for word in words):
        return False
    if not words[-1][:1].isalpha() or not words[0][:1].isupper() or words[0].lower() in ("the", "a", "an"):
        return False
    known = authority()
    offices = (known.offices | known.titles) - {"sir"}
    if kind == "person" and any(word.lower() in offices or word in known.countries for word in words):
        return False
    return words[-1][:1].isupper() or words[-1][:3] in ("al-", "el-")


def _without_told(role: str | None) -> str | None:
    """Give a role without another name that stands before it: "also known as Abu Rami, a baker"."""
    told = identity_names().told.match(f" {role} ") if role is not None else None
    if role is None or told is None:
        return role
    rest = role[told.end() - 1 :].partition(",")[2].strip()
    return re.sub(r"^(?:a|an|the)\s+", "", rest) or None


FARTHEST = 48
"""Characters between two names of one, at most."""
_EDGE = re.compile(r"(?:['’]s)?\W*$")
_PIECE = re.compile(r"[^\s-]+")
_PRONOUN = re.compile(r"[.!?]\s|\b(it|its|itself|he|him|his|she|her|they|their)\b", re.IGNORECASE)
_DESCRIBED = re.compile(r"(?:(?:[Tt]he|[Aa]n?)\s)?(?:[a-z][\w’'-]*\s)+(?:of|in|from|at|near)\s(?:the\s)?(?=[A-Z]|al-)")
_INSIDE = frozenset("of for and the on in al el bin ibn abu van von de la del der di".split())
_BODY_WORDS = naming().body_words | authority().bodies | bodies_of_vocabulary().firms
_NO_ROLE = re.compile(
    r"^(?:two|three|four|five|six|\d+|several|other|both)\b|\b(?:of|and|the|for|in|at|to)$", re.IGNORECASE
)
"""A role of several, or one cut short."""
_OFTEN = frozenset("government house state office department council party army police office".split())
"""Nouns of bodies that English writes large for any of their kind."""
_OPENING = frozenset("united national international american european syrian islamic free new people central".split())
