"""Why two statements would have one origin: one rule, one reason. What is surely one lowers the count; else it is a range."""

from __future__ import annotations

import bisect
import itertools
import math
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import TypeVar

from rapidfuzz.distance import LCSseq

from onrecord.comparing.families import families
from onrecord.comparing.origins.carried import Carried
from onrecord.comparing.origins.ground import (
    Ground,
    alike,
    body_name,
    carriers,
    common,
    head_of,
    is_alike,
    is_open,
    own_voice,
    own_word,
    pipes_of,
    shown,
    singular_words,
    speaks,
    told,
    voices,
    words_for,
)
from onrecord.comparing.origins.states import named_body, state_of
from onrecord.comparing.words import keys_of as word_keys
from onrecord.records import Cited, Likeness, Link, Rule, Span, Spans
from onrecord.vocabulary.publishers import Family, publisher_of

Key = TypeVar("Key")

QUOTED = 8
"""Words of the shortest run by which two direct quotations are one."""
COVERED = 0.9
"""How much of a content, of 1, has to stand in passages before it is called shared."""
COMMON = 5
"""Words in a row that two contents inside a passage must have in common to be the same place of it."""
DAYS = 3
"""Days within which the same words for an unnamed source may mean the same man."""
NAMES = 100
"""Names of speakers that are held against each other, the first."""
MOST = 32
"""Speakers with one word in common that an unnamed source is held against."""
NEAR = 10
"""Words of the shortest content whose wording is held against another's."""
NEARLY = 0.75
"""How much of the shorter content, of 1, has to stand in the other in order before the two are nearly the same words."""
MANY = 400
"""The longest content, in words, that is looked through for a quotation."""

_QUOTATION = re.compile(r"[“\"«„]([^“”\"«»„]{20,4000})(?:[”\"»“]|$)")


class LinkRule(Rule):
    """Base of the rules that give a reason why two statements would have one origin."""

    draws = "origins"

    @classmethod
    def links(cls, ground: Ground) -> Iterator[Link]:
        """Give the links, the earlier statement of each first; a group is linked to its earliest, not each to each."""
        raise NotImplementedError


class OneSpeaker(LinkRule):
    """One person, body or document speaks in both: what rests on one man's word is one origin, whoever prints it.

    Sure where it is one identity over the articles, or one source of one article. Where no identity is known, the same
    name may be the same man: unsure.

    Examples:
        --- Harbour Post · 2024-12-02
        The ferry sails again on Monday, Samer Hallak said.
        ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~  ============        s1 named i1
        --- Delta Wire · 2024-12-03
        The harbour master, Samer Hallak, said the ferry would sail.
                            ============       ~~~~~~~~~~~~~~~~~~~~   s1 named i1
        --- Coast Weekly · 2024-12-03
        Rima Saadeh said that the ferry sailed on Monday.
        ===========           ~~~~~~~~~~~~~~~~~~~~~~~~~~   s1 named i2
        === OR11 surely one · 1 s1, 2 s1 · Samer Hallak speaks in both
        === 2 independent origins: Samer Hallak (2 outlets), Rima Saadeh (1 outlet)

    Limits: an identity that holds two men makes one origin of them; one man under two identities counts twice.
    """

    code = "OR11"
    title = "one speaker"

    @classmethod
    def links(cls, ground: Ground) -> Iterator[Link]:
        """Link the statements of one identity, of one source of an article, or of one full name."""
        for key, places in _grouped(
            (key, place) for place, one in enumerate(ground.statements) for key in _who(one)
        ).items():
            first = places[0]
            for place in places[1:]:
                one, other = ground.statements[first], ground.statements[place]
                sure = key[0] != "name"
                if not sure and (
                    one.said.article == other.said.article or (one.identity is not None and other.identity is not None)
                ):
                    continue
                text = f"{other.name} speaks in both" if sure else f"both name {other.name}, perhaps the same"
                yield ground.link(first, place, cls.code, text, sure=sure, cited=(one.source, other.source))


class SharedPassage(LinkRule):
    """Both contents stand inside a passage that their articles share word for word: one of them, or a third, had it first.

    Examples:
        --- Harbour Post · 2024-12-02
        The ferry between Tartus and Arwad will sail again on Monday after nine days in port, as the sea has calmed.
        ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~   s1 own
        --- Delta Wire · 2024-12-03
        The ferry between Tartus and Arwad will sail again on Monday after nine days in port, as the sea has calmed.
        ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~   s1 own
        === OR12 surely one · 1 s1, 2 s1 · both stand in a passage that the two articles share word for word
        === 1 independent origin: Harbour Post (2 outlets)

    Limits: text that was rewritten shares no passage. Passages that an outlet prints under many articles do not count.
    """

    code = "OR12"
    title = "a shared passage"

    @classmethod
    def links(cls, ground: Ground) -> Iterator[Link]:
        """Link the statements that stand at the same place of a passage."""
        for likeness in ground.likenesses:
            here, there = ground.articles.get(likeness.article, []), ground.articles.get(likeness.other, [])
            if likeness.kind == "stock" or not here or not there or likeness.article == likeness.other:
                continue
            passages = [p for p in likeness.passages if not p.stock]
            covered = [p for p in here if _within(ground.statements[p].content.spans, [x.here for x in passages])]
            others = [p for p in there if _within(ground.statements[p].content.spans, [x.there for x in passages])]
            for one, other in _same_words(ground, covered, others):
                first, second = ground.statements[one], ground.statements[other]
                text = "both stand in a passage that the two articles share word for word"
                yield ground.link(one, other, cls.code, text, sure=True, cited=_in_order(first, second))


class SameQuotation(LinkRule):
    """Both quote the same words directly, eight or more in a row: they were said, or written, once.

    Examples:
        --- Harbour Post · 2024-12-02
        “Whoever bought a ticket may use it until the boats are back,” a harbour official said.
         ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~   ==================        s1 anonymous direct
        --- Delta Wire · 2024-12-04
        The owners promise that “whoever bought a ticket may use it until the boats are back.”
        ==========               ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~    s1 collective direct
        === OR13 surely one · 1 s1, 2 s1 · both quote the same words
        === 1 independent origin: Harbour Post (2 outlets)

    Limits: two men who read out the same law or prayer are one origin here, since the words are.
    """

    code = "OR13"
    title = "the same quotation"

    @classmethod
    def links(cls, ground: Ground) -> Iterator[Link]:
        """Link statements whose quoted words share a run."""
        held: dict[tuple[int, ...], int] = {}
        for place, one in enumerate(ground.statements):
            met: set[int] = set()
            for words in _quoted(one):
                keys = word_keys(words)[:MANY]
                for at in range(len(keys) - QUOTED + 1):
                    run = keys[at : at + QUOTED]
                    first = held.setdefault(run, place)
                    if first != place and first not in met:
                        met.add(first)
                        cited = _in_order(ground.statements[first], one)
                        text = "both quote the same words"
                        yield ground.link(first, place, cls.code, text, sure=True, cited=cited)


class OnOneWord(LinkRule):
    """Nobody is named in either, and both rest on the word of one agency or outlet.

    Sure where it is the agency's or outlet's own word, or where it gives the same words for who spoke. Where it gives
    other words ("a rebel commander", "an official") two people may have spoken: unsure.

    Examples:
        --- Harbour Post · 2024-12-02
        The ferry sails again on Monday, a harbour official told AFP.
        ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~  ==================      ^^^   s1 anonymous
        --- Delta Wire · 2024-12-02
        Fishermen told AFP that the ferry would sail on Monday.
        =========      ^^^      ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~   s1 collective
        --- Coast Weekly · 2024-12-03
        The ferry will sail, AFP reported.
        ~~~~~~~~~~~~~~~~~~~  ===            s1 named
        === 1 s1 · OR01 AFP “AFP”
        === 2 s1 · OR01 AFP “AFP”
        === 3 s1 · OR02 AFP “AFP”
        === OR14 surely one · 1 s1, 3 s1 · both rest on AFP's own word
        === OR14 perhaps one · 1 s1, 2 s1 · both rest on unnamed sources of AFP
        === 1 to 2 independent origins: AFP (2 outlets), AFP (1 outlet)

    Limits: "officials" are the same words wherever one agency prints them, and may be others the next day.
    """

    code = "OR14"
    title = "on one outlet's word"

    @classmethod
    def links(cls, ground: Ground) -> Iterator[Link]:
        """Link unnamed statements by whose word they rest on."""
        groups = _grouped(
            (key, place) for place, one in enumerate(ground.statements) if not speaks(one) for key in voices(one)
        )
        for key, places in groups.items():
            kinds: dict[frozenset[str], list[int]] = defaultdict(list)
            for place in places:
                kinds[words_for(ground.statements[place])].append(place)
            own = kinds.pop(frozenset(), [])
            name = shown(ground.statements[places[0]], key)
            if own and kinds:
                # What the agency says itself goes back to whom it quotes.
                following = min(kinds.values())
                kinds[words_for(ground.statements[following[0]])] = sorted([*own, *following])
            elif own:
                kinds[frozenset()] = own
            for words, group in kinds.items():
                text = (
                    f"both rest on what {name} has from the same unnamed source"
                    if words and not own
                    else f"both rest on {name}'s own word"
                )
                for place in group[1:]:
                    yield _link(ground, cls, group[0], place, text, sure=True, key=key)
                if group[0] != places[0]:
                    text = f"both rest on unnamed sources of {name}"
                    yield _link(ground, cls, places[0], group[0], text, sure=False, key=key)


class SameUnnamed(LinkRule):
    """The same words for an unnamed source within three days: "a senior security official" may be the same man.

    Words that fit many ("officials", "a source") do not count: there must be one more that tells something.

    Examples:
        --- Harbour Post · 2024-12-02
        The ferry sails again on Monday, a senior harbour official said.
        ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~  =========================        s1 anonymous
        --- Delta Wire · 2024-12-03
        A senior harbour official said the ferry would sail.
        =========================      ~~~~~~~~~~~~~~~~~~~~   s1 anonymous
        === OR15 perhaps one · 1 s1, 2 s1 · both call who speaks “A senior harbour official”
        === 1 to 2 independent origins: Harbour Post (1 outlet), Delta Wire (1 outlet)

    Limits: two papers may call two men the same; one man may be called otherwise in each.
    """

    code = "OR15"
    title = "the same unnamed source"

    @classmethod
    def links(cls, ground: Ground) -> Iterator[Link]:
        """Link each such statement to the one before it with the same words."""
        groups = _grouped(
            (tuple(sorted(words)), place)
            for place, one in enumerate(ground.statements)
            if not speaks(one) and not is_open(one) and (words := words_for(one)) - common()
        )
        for places in groups.values():
            for before, place in itertools.pairwise(places):
                one, other = ground.statements[before], ground.statements[place]
                if _close(one, other, DAYS):
                    text = f"both call who speaks “{_short(other)}”"
                    yield ground.link(before, place, cls.code, text, sure=False, cited=(one.source, other.source))


class SameCredit(LinkRule):
    """Nobody is named in either, and their texts are credited to the same agency, or to agencies without a name.

    A text that credits "agencies" may be any agency's; it is linked to the earliest that came through one.

    Examples:
        --- Harbour Post · 2024-12-02
        JABLEH (AFP) - The ferry sails again on Monday.
                       ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~    s1 own
        --- Delta Wire · 2024-12-02
        Residents said the ferry would sail.
        =========      ~~~~~~~~~~~~~~~~~~~~   s1 collective
        AFP contributed to this report.
        === 1 · OR04 AFP “AFP”
        === 2 · OR05 AFP, unsure “AFP”
        === OR16 perhaps one · 1 s1, 2 s1 · both texts are credited to AFP
        === 1 to 2 independent origins: AFP (1 outlet), Delta Wire (1 outlet)

    Limits: an agency sells many texts a day: the same credit does not make them one text.
    """

    code = "OR16"
    title = "credited to the same agency"

    @classmethod
    def links(cls, ground: Ground) -> Iterator[Link]:
        """Link unnamed statements by the agencies of their texts."""
        unnamed = [place for place, one in enumerate(ground.statements) if not speaks(one)]
        groups = _grouped((key, place) for place in unnamed for key in carriers(ground.statements[place]))
        for key, places in groups.items():
            by_credit = [
                p for p in places if any(x.key == key and x.way != "outlet" for x in ground.statements[p].carriage.text)
            ]
            for place in by_credit:
                first = places[0] if places[0] != place else next((p for p in places if p != place), place)
                if first != place:
                    name = shown(ground.statements[place], key)
                    text = f"both texts are credited to {name}"
                    if first not in by_credit:
                        text = f"both came through {name}"
                    yield _link(ground, cls, first, place, text, sure=False, key=key)
        through = [p for p in unnamed if any(x.key and x.kind == "agency" for x in pipes_of(ground.statements[p]))]
        anonymous = [p for p in unnamed if any(x.kind == "unnamed" for x in ground.statements[p].carriage.text)]
        for place in anonymous:
            one = ground.statements[place]
            article = one.said.article
            first = next((p for p in through if ground.statements[p].said.article != article), -1)
            pipe = next(x for x in one.carriage.text if x.kind == "unnamed")
            if first >= 0:
                name = next(x.name for x in pipes_of(ground.statements[first]) if x.key and x.kind == "agency")
                text = f"the text credits agencies without a name, the other {name}"
            else:
                first = next((p for p in anonymous if ground.statements[p].said.article != article), -1)
                text = "both texts credit agencies without a name"
            if first >= 0 and first != place:
                cited = (pipe.cited, next((x.cited for x in pipes_of(ground.statements[first]) if x.cited), None))
                yield ground.link(first, place, cls.code, text, sure=False, cited=cited)


class OneFamily(LinkRule):
    """Nobody is named in either, and the two outlets whose word it is are run by one owner.

    Examples:
        --- Detroit Free Press · 2024-12-02
        The ferry sails again on Monday.
        ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~    s1 own
        --- USA Today · 2024-12-03
        The ferry will sail, officials said.
        ~~~~~~~~~~~~~~~~~~~  =========        s1 collective
        === OR17 perhaps one · 1 s1, 2 s1 · Detroit Free Press and USA Today belong to one family: Gannett (titles of one group that share a newsroom, 2024)
        === 1 to 2 independent origins: Detroit Free Press (1 outlet), USA Today (1 outlet)

    Limits: who owns what is as the list of publishers has it, for the year it names; an outlet that is not in it is its own.
    """

    code = "OR17"
    title = "outlets of one family"

    @classmethod
    def links(cls, ground: Ground) -> Iterator[Link]:
        """Link the first statement of each outlet of a family."""
        for family, places in _by_family(ground).items():
            firsts: dict[str, int] = {}
            for place, key in places:
                firsts.setdefault(key, place)
            (first_key, first), *others = firsts.items()
            for key, place in others:
                names = shown(ground.statements[first], first_key), shown(ground.statements[place], key)
                text = f"{names[0]} and {names[1]} belong to one family: {family.name} ({family.basis}, {family.as_of})"
                cited = (told(ground.statements[first], first_key), told(ground.statements[place], key))
                yield ground.link(first, place, cls.code, text, sure=False, cited=cited)


class OneOwner(LinkRule):
    """Nobody is named in either, and the outlets are of two families that share an owner: two bodies of one state.

    Examples:
        --- Sputnik · 2024-12-02
        The ferry sails again on Monday.
        ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~    s1 own
        --- RT · 2024-12-03
        The ferry will sail on Monday.
        ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~      s1 own
        === 1 · OR06 Sputnik
        === OR18 perhaps one · 1 s1, 2 s1 · RT (Russian Federation (ANO TV-Novosti)) and Sputnik (Russian Federation) share an owner
        === 1 to 2 independent origins: Sputnik (1 outlet), RT (1 outlet)

    Limits: how free the editors of a public broadcaster are of its state is not asked.
    """

    code = "OR18"
    title = "one owner"

    @classmethod
    def links(cls, ground: Ground) -> Iterator[Link]:
        """Link the first statements of related families."""
        found = _by_family(ground)
        by_name = {family.name: (family, places[0]) for family, places in found.items()}
        for name, (family, (place, key)) in by_name.items():
            for related in sorted(family.related):
                if related in by_name and name < related:
                    other, (second, other_key) = by_name[related]
                    names = shown(ground.statements[place], key), shown(ground.statements[second], other_key)
                    text = f"{names[0]} ({family.owner}) and {names[1]} ({other.owner}) share an owner"
                    cited = (told(ground.statements[place], key), told(ground.statements[second], other_key))
                    yield ground.link(place, second, cls.code, text, sure=False, cited=cited)


class PrintOf(LinkRule):
    """The articles are prints of one text, though these words are in one of them alone: a paragraph added or rewritten.

    Examples:
        --- Harbour Post · 2024-12-02
        The ferry between Tartus and Arwad will sail again on Monday after nine days in port, as the sea has calmed now.
        ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~   s1 own
        The boats had carried bread and diesel through the storm, and took two families who waited for a doctor along.
        --- Delta Wire · 2024-12-02
        Arwad has its boat back on Monday.
        ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~    s1 own
        The ferry between Tartus and Arwad will sail again on Monday after nine days in port, as the sea has calmed now.
        The boats had carried bread and diesel through the storm, and took two families who waited for a doctor along.
        === OR19 perhaps one · 1 s1, 2 s1 · their articles are prints of one text
        === 1 to 2 independent origins: Harbour Post (1 outlet), Delta Wire (1 outlet)

    Limits: a paragraph that an outlet adds to a wire story may be its own reporting.
    """

    code = "OR19"
    title = "prints of one text"

    @classmethod
    def links(cls, ground: Ground) -> Iterator[Link]:
        """Link the statements of a family of articles to its earliest, but for those of other named speakers."""
        for group in families(_real(ground.likenesses)):
            places = sorted(place for article in group for place in ground.articles.get(article, ()))
            if len({ground.statements[place].said.article for place in places}) < 2:
                continue
            first = places[0]
            for place in places[1:]:
                one, other = ground.statements[first], ground.statements[place]
                if speaks(other) and speaks(one):
                    continue
                if speaks(other):
                    # A name stands for itself, and may stand behind what the prints say of themselves.
                    continue
                text = "their articles are prints of one text"
                yield ground.link(first, place, cls.code, text, sure=False, cited=_in_order(one, other))


class SeenElsewhere(LinkRule):
    """An article says that it has it from others whom it does not name: "local media reported".

    Examples:
        --- Harbour Post · 2024-12-02
        The ferry sails again on Monday.
        ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~    s1 own
        --- Delta Wire · 2024-12-03
        Local media reported that the ferry would sail.
        ===========               ~~~~~~~~~~~~~~~~~~~~   s1 collective
        === 2 s1 · OR02 Local media “Local media”
        === OR20 perhaps one · 1 s1, 2 s1 · one article has it from “Local media”, whoever that is
        === 1 to 2 independent origins: Harbour Post (1 outlet), Delta Wire (1 outlet)

    Limits: those others may be none that the archive holds.
    """

    code = "OR20"
    title = "seen elsewhere"

    @classmethod
    def links(cls, ground: Ground) -> Iterator[Link]:
        """Link such a statement to the earliest of another article."""
        for place, one in enumerate(ground.statements):
            pipe = next((pipe for pipe in one.carriage.spoken if pipe.kind == "unnamed"), None)
            if pipe is None or speaks(one):
                continue
            first = next((p for p, x in enumerate(ground.statements) if x.said.article != one.said.article), None)
            if first is not None:
                other = ground.statements[first]
                text = f"one article has it from “{pipe.name}”, whoever that is"
                yield ground.link(first, place, cls.code, text, sure=False, cited=(other.content, pipe.cited))


class BesideName(LinkRule):
    """The outlet or agency says it itself, and names somebody who says so: its own word may rest on that.

    In one article, or in two that came through the same agency or outlet. It also holds where a text leaves open who is
    meant ("he said").

    Examples:
        --- Harbour Post · 2024-12-02
        The ferry sails again on Monday. The boat is ready, Samer Hallak said.
        ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~                                          s1 own
                                         ~~~~~~~~~~~~~~~~~  ============         s2 named i1
        === OR21 perhaps one · 1 s1, 1 s2 · the article says it itself and names who says so
        === 1 to 2 independent origins: Harbour Post (1 outlet), Samer Hallak (1 outlet)

    Limits: the outlet may have seen for itself what somebody also says.
    """

    code = "OR21"
    title = "beside a name"

    @classmethod
    def links(cls, ground: Ground) -> Iterator[Link]:
        """Link each unnamed statement to the first named one of its article, else of its agency or outlet."""
        by_article: dict[str, int] = {}
        by_carrier: dict[str, int] = {}
        for place, one in enumerate(ground.statements):
            if speaks(one):
                by_article.setdefault(one.said.article, place)
                for key in carriers(one):
                    by_carrier.setdefault(key, place)
        for place, one in enumerate(ground.statements):
            if speaks(one) or not (own_voice(one) or is_open(one)):
                continue
            named = by_article.get(one.said.article)
            text = "the article says it itself and names who says so"
            if is_open(one):
                text = "the article leaves open who is meant, and names somebody who says so"
            if named is None and not is_open(one):
                key, named = next(((k, by_carrier[k]) for k in carriers(one) if k in by_carrier), ("", None))
                text = f"what {shown(one, key)} says itself, and whom it names for it elsewhere"
            if named is not None:
                cited = (one.content, ground.statements[named].source)
                yield ground.link(named, place, cls.code, text, sure=False, cited=cited)


class MayBeNamed(LinkRule):
    """The words for an unnamed source fit somebody who is named elsewhere: "a war monitor" may be the Observatory.

    They fit where its noun is in the other's name, role or house, or one like it; of a noun that fits many ("an
    official") all words must be. They fit as well where they hold the other's whole name.

    Examples:
        --- Harbour Post · 2024-12-02
        The ferry sails again on Monday, a storm monitor said.
        ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~  ===============        s1 anonymous
        --- Delta Wire · 2024-12-03
        The Coast Observatory said the ferry would sail.
            =================      ~~~~~~~~~~~~~~~~~~~~   s1 named i1
        === OR24 perhaps one · 1 s1, 2 s1 · “a storm monitor” may be Coast Observatory
        === 1 to 2 independent origins: Harbour Post (1 outlet), Coast Observatory (1 outlet)

    Limits: an unnamed official whom a paper calls by other words than his own office is not seen.
    """

    code = "OR24"
    title = "may be who is named"

    @classmethod
    def links(cls, ground: Ground) -> Iterator[Link]:
        """Link an unnamed source to the earliest named one that its words fit."""
        named: dict[str, list[tuple[int, frozenset[str], frozenset[str]]]] = defaultdict(list)
        met: set[tuple[str, frozenset[str]]] = set()
        for place, one in enumerate(ground.statements):
            if speaks(one):
                name = frozenset(map(alike, singular_words((one.name or "")[:200])))
                words = name.union(map(alike, singular_words(f"{one.role or ''} {one.affiliation or ''}"[:200])))
                for word in sorted(words):
                    if (word, words) not in met:
                        met.add((word, words))
                        named[word].append((place, name, words))
        for place, one in enumerate(ground.statements):
            if speaks(one) or own_voice(one) or is_open(one):
                continue
            words, head = frozenset(map(alike, words_for(one))), alike(head_of(one))
            who = min(
                (
                    at
                    for word in words
                    for at, name, others in named.get(word, ())[:MOST]
                    if (word == head and (head not in common() or words <= others))
                    or is_alike(word)
                    or (len(name) > 1 and name <= words)
                ),
                default=None,
            )
            if who is not None:
                other = ground.statements[who]
                text = f"“{_short(one)}” may be {other.name}"
                yield ground.link(who, place, cls.code, text, sure=False, cited=(other.source, one.source))


class OneHouse(LinkRule):
    """One speaks for the body that the other is: a spokesman and his ministry.

    Examples:
        --- Harbour Post · 2024-12-02
        The ferry sails again on Monday, the Port Authority said.
        ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~      ==============        s1 named i1
        --- Delta Wire · 2024-12-03
        Samer Hallak of the Port Authority said the ferry would sail.
        ============                            ~~~~~~~~~~~~~~~~~~~~   s1 named i2 of Port Authority
        === OR22 perhaps one · 1 s1, 2 s1 · Samer Hallak belongs to Port Authority
        === 1 to 2 independent origins: Port Authority (1 outlet), Samer Hallak (1 outlet)

    Limits: an employee may speak against his house. Two men of one house whose body does not speak itself are not seen.
    """

    code = "OR22"
    title = "one house"

    @classmethod
    def links(cls, ground: Ground) -> Iterator[Link]:
        """Link whoever belongs to a body to the first statement of that body."""
        bodies: dict[str, int] = {}
        for place, one in enumerate(ground.statements):
            if speaks(one) and one.affiliation is None and (name := named_body(one.name)):
                bodies.setdefault(name, place)
        for place, one in enumerate(ground.statements):
            body = bodies.get(named_body(one.affiliation)) if one.affiliation else None
            if body is not None and body != place and not _is_one(ground, body, place):
                text = f"{one.name or _short(one)} belongs to {ground.statements[body].name}"
                cited = (ground.statements[body].source, one.source)
                yield ground.link(body, place, cls.code, text, sure=False, cited=cited)


class Inside(LinkRule):
    """One statement stands inside the other: who says that another said it has it from him.

    Examples:
        --- Harbour Post · 2024-12-02
        Rima Saadeh said the harbour master had told her that the ferry sails on Monday.
        ===========      ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~    s1 named i1
                         ==================                   ~~~~~~~~~~~~~~~~~~~~~~~~~    s2 named i2 in s1
        === OR23 surely one · 1 s1, 1 s2 · Rima Saadeh has it from the harbour master
        === 1 independent origin: the harbour master (1 outlet)

    Limits: whether the outer one has it only from there is not asked.
    """

    code = "OR23"
    title = "one inside the other"

    @classmethod
    def links(cls, ground: Ground) -> Iterator[Link]:
        """Link a statement to the one it stands inside."""
        at = {(one.said.article, one.said.statement): place for place, one in enumerate(ground.statements)}
        for place, one in enumerate(ground.statements):
            outer = at.get((one.said.article, one.parent)) if one.parent else None
            if outer is not None and outer != place:
                cited = (ground.statements[outer].content, one.content)
                text = f"{_short(ground.statements[outer])} has it from {_short(one)}"
                yield ground.link(outer, place, cls.code, text, sure=True, cited=cited)


class OncePerArticle(LinkRule):
    """One article gives it twice, once of somebody with a name and once of somebody without: it may be one man's word.

    So where a headline says "monitor" and the text names the monitor, and where a spokesman and a body are given of whom the
    article does not say that they are two. Two people with names are two, and so are two bodies.

    Examples:
        --- Harbour Post · 2024-12-02
        Ferry sails again, islanders say. The ferry sails again on Monday, Samer Hallak said.
        ~~~~~~~~~~~~~~~~~  =========                                                             s1 collective
                                          ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~  ============          s2 named i1
        === OR25 perhaps one · 1 s1, 1 s2 · one article gives it twice: of “islanders” and of “Samer Hallak”
        === 1 to 2 independent origins: Harbour Post (1 outlet), Samer Hallak (1 outlet)

    Limits: an article that really heard it of two, one of them unnamed, gives a range as well.
    """

    code = "OR25"
    title = "twice in one article"

    @classmethod
    def links(cls, ground: Ground) -> Iterator[Link]:
        """Link each statement to the first of its article that may be the same man's word."""
        for places in ground.articles.values():
            for at, place in enumerate(places[:MOST]):
                one = ground.statements[place]
                other = next((o for o in places[:at] if _may_be_one(ground.statements[o], one)), None)
                if other is not None:
                    before = ground.statements[other]
                    text = f"one article gives it twice: of “{_short(before)}” and of “{_short(one)}”"
                    cited = (before.source, one.source)
                    yield ground.link(other, place, cls.code, text, sure=False, cited=cited)


class NameInName(LinkRule):
    """One speaker's name stands in the other's, or is the other's office.

    "The Observatory" may be the Coast Observatory, "the governor of Homs" whom another text calls that.

    Examples:
        --- Harbour Post · 2024-12-02
        The ferry sails again on Monday, the Observatory said.
        ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~      ===========         s1 named i1
        --- Delta Wire · 2024-12-03
        The Coast Observatory said the ferry would sail.
            =================      ~~~~~~~~~~~~~~~~~~~~   s1 named i2
        === OR26 perhaps one · 1 s1, 2 s1 · “Observatory” may be “Coast Observatory”
        === 1 to 2 independent origins: Observatory (1 outlet), Coast Observatory (1 outlet)

    Limits: two ministries of one word less are a range, too. Names that share only a part are not seen.
    """

    code = "OR26"
    title = "one name in the other"

    @classmethod
    def links(cls, ground: Ground) -> Iterator[Link]:
        """Link speakers of different identities of whom one bears a part of the other's name."""
        found: dict[frozenset[str], dict[str, int]] = defaultdict(dict)
        for place, one in enumerate(ground.statements):
            # What somebody is called over all articles, and here: "Aleppo Harbour Office" is a name read badly.
            called = (one.name, one.source.text if one.source else None) if speaks(one) else ()
            for name in called:
                if words := frozenset(singular_words((name or "")[:80])):
                    found[words].setdefault(one.identity or f"{one.said.article} {one.record}", place)
        names = sorted(
            ((p, words) for words, places in found.items() for p in places.values()), key=lambda x: (x[0], sorted(x[1]))
        )[:NAMES]
        for at, (place, words) in enumerate(names):
            for other, others in names[:at]:
                if _is_one(ground, other, place):
                    continue
                # Two of one name are two where the identities say so; what one is called here may be another's name.
                if words < others or others < words or (words == others and not _are_namesakes(ground, other, place)):
                    yield cls._link(ground, other, place)
        offices = [(place, _office(one)) for place, one in enumerate(ground.statements) if speaks(one) and one.role]
        for place, words in names:
            for other, others in offices[:MOST]:
                # "The Homs governor", and a man whom another text calls that.
                if len(words) > 1 and words <= others and not _is_one(ground, other, place):
                    yield cls._link(ground, min(other, place), max(other, place))

    @classmethod
    def _link(cls, ground: Ground, one: int, other: int) -> Link:
        pair = (ground.statements[one], ground.statements[other])
        text = " may be ".join(f"“{_short(side)}”" for side in pair)
        return ground.link(one, other, cls.code, text, sure=False, cited=(pair[0].source, pair[1].source))


class NearWords(LinkRule):
    """The two contents are nearly the same words in the same order: one text, whoever is given for it.

    A spokesman reads out what his president wrote; a desk writes "a monitoring group" where another has its name. It holds
    for contents of ten words or more of which three quarters, of the shorter one, stand in the other in order.

    Examples:
        --- Harbour Post · 2024-12-02
        The ferry between Tartus and Arwad will sail again on Monday after nine days in port, Samer Hallak said.
        ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~  ============        s1 named i1
        --- Delta Wire · 2024-12-03
        Rima Saadeh said the boat between Tartus and Arwad will sail again on Monday after nine days in the harbour.
        ===========      ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~   s1 named i2
        === OR28 perhaps one · 1 s1, 2 s1 · both say it in nearly the same words
        === 1 to 2 independent origins: Samer Hallak (1 outlet), Rima Saadeh (1 outlet)

    Limits: what everybody says in a set form of words gives a range as well. A text that was rewritten is not seen.
    """

    code = "OR28"
    title = "nearly the same words"

    @classmethod
    def links(cls, ground: Ground) -> Iterator[Link]:
        """Link each statement to the first whose content is nearly its own."""
        kept: list[tuple[int, list[int]]] = []
        for place, one in enumerate(ground.statements):
            keys = word_keys(one.content.text)[:MANY]
            if len(keys) < NEAR:
                continue
            first = next((at for at, other in kept if _are_near(keys, other)), None)
            if first is not None:
                cited = _in_order(ground.statements[first], one)
                text = "both say it in nearly the same words"
                yield ground.link(first, place, cls.code, text, sure=False, cited=cited)
            elif len(kept) < MOST:
                kept.append((place, list(keys)))


class OneState(LinkRule):
    """Both speak for one state: its army and its ministry, its capital and its spokesman may have it from each other.

    Examples:
        --- Harbour Post · 2024-12-02
        The ferry sails again on Monday, the Syrian Transport Ministry said.
        ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~      =========================        s1 named i1
        --- Delta Wire · 2024-12-03
        Damascus said the ferry would sail.
        ========      ~~~~~~~~~~~~~~~~~~~~   s1 named i2
        === OR29 perhaps one · 1 s1, 2 s1 · Syrian Transport Ministry and Damascus speak for one state
        === 1 to 2 independent origins: Syrian Transport Ministry (1 outlet), Damascus (1 outlet)

    Limits: bodies of one state may contradict each other, or know it of themselves. A body without its country in its name,
    its office or its house is not seen.
    """

    code = "OR29"
    title = "one state"

    @classmethod
    def links(cls, ground: Ground) -> Iterator[Link]:
        """Link whoever speaks for a state to the first who does."""
        firsts: dict[str, int] = {}
        for place, one in enumerate(ground.statements):
            state = state_of(one) if speaks(one) else None
            if state is None:
                continue
            first = firsts.setdefault(state, place)
            if first != place and not _is_one(ground, first, place):
                other = ground.statements[first]
                text = f"{_short(other)} and {_short(one)} speak for one state"
                yield ground.link(first, place, cls.code, text, sure=False, cited=(other.source, one.source))


class NobodyNamed(LinkRule):
    """Nobody with a name is given, and nothing says that it was heard first-hand: it may be what another origin says.

    So an outlet's own word, and "activists", "a monitor", "reports" count in the most, and in the least only where nobody
    else says it; nor does it make two that somebody claims the deed, condemns it, or only asks after it. Whom an agency is
    said to have been told by, and a reporter who saw it, are heard first-hand. It is asked only of what no other rule accounts for.

    Examples:
        --- Harbour Post · 2024-12-02
        The ferry sails again on Monday.
        ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~    s1 own
        --- Delta Wire · 2024-12-03
        Fishermen said that the ferry would sail.
        =========           ~~~~~~~~~~~~~~~~~~~~   s1 collective
        --- Coast Weekly · 2024-12-03
        Islanders told AFP that the ferry would sail.
        =========      ^^^      ~~~~~~~~~~~~~~~~~~~~   s1 collective
        === 3 s1 · OR01 AFP “AFP”
        === OR27 perhaps one · 1 s1, 3 s1 · nobody with a name is given for one: it may go back to the other
        === OR27 perhaps one · 2 s1, 3 s1 · nobody with a name is given for one: it may go back to the other
        === 1 to 3 independent origins: Harbour Post (1 outlet), Delta Wire (1 outlet), AFP (1 outlet)

    Limits: what outlets of opposed sides each found out by themselves, and do not say how, gives a range as well.
    """

    code = "OR27"
    title = "nobody with a name"

    @classmethod
    def links(cls, ground: Ground) -> Iterator[Link]:
        """Link each such statement to the first that names somebody, else to the first heard first-hand, else the first."""
        sure = [place for place in range(len(ground)) if ground.answers(place)]
        named = next((place for place in sure if speaks(ground.statements[place])), None)
        first = next(place for place in (named, *sure, 0) if place is not None)
        for place, one in enumerate(ground.statements):
            if place != first and not ground.answers(place):
                other = ground.statements[first]
                text = "nobody with a name is given for one: it may go back to the other"
                if speaks(one):
                    text = f"{_short(one)} does not say so of his own knowledge: it may go back to the other"
                cited = (other.source or other.content, one.source or one.content)
                yield ground.link(first, place, cls.code, text, sure=False, cited=cited)


def _are_near(one: Sequence[int], other: Sequence[int]) -> bool:
    """Tell whether most words of the shorter stand in the longer in order."""
    shorter = min(len(one), len(other))
    return LCSseq.similarity(one, other, score_cutoff=math.ceil(NEARLY * shorter)) > 0


def _is_one(ground: Ground, one: int, other: int) -> bool:
    """Tell whether two statements have one speaker already, or are the same statement."""
    identity = ground.statements[one].identity
    return one == other or (identity is not None and identity == ground.statements[other].identity)


def _are_namesakes(ground: Ground, one: int, other: int) -> bool:
    """Tell whether two speakers bear the same name over all articles."""
    return body_name(ground.statements[one].name) == body_name(ground.statements[other].name)


def _office(one: Carried) -> frozenset[str]:
    return frozenset(singular_words(f"{one.role or ''} {one.affiliation or ''}"[:200]))


def _may_be_one(one: Carried, other: Carried) -> bool:
    """Tell whether two statements of one article may be one man's word; its own voice is for `OR21`."""
    if one.source is None or other.source is None:
        return False
    if not (speaks(one) and speaks(other)):
        return True
    if one.identity is not None and one.identity == other.identity:
        return False  # it is, surely
    people = [side.kind == "person" for side in (one, other)]
    if people[0] == people[1]:
        return False
    person, body = (one, other) if people[0] else (other, one)
    office = f"{person.role or ''} {person.affiliation or ''}".strip()
    return not office or not set(singular_words(office)).isdisjoint(singular_words(body.name or ""))


LINK_RULES: tuple[type[LinkRule], ...] = (
    OneSpeaker,
    SharedPassage,
    SameQuotation,
    OnOneWord,
    SameUnnamed,
    SameCredit,
    OneFamily,
    OneOwner,
    PrintOf,
    SeenElsewhere,
    BesideName,
    MayBeNamed,
    OneHouse,
    Inside,
    OncePerArticle,
    NameInName,
    NearWords,
    OneState,
)
"""The rules that are asked of all statements; `NobodyNamed` is asked of what they leave (`count`)."""


def _grouped(pairs: Iterable[tuple[Key, int]]) -> dict[Key, list[int]]:
    """Put places under their keys, each in the order of the statements."""
    found: dict[Key, list[int]] = defaultdict(list)
    for key, place in pairs:
        found[key].append(place)
    return found


def _who(one: Carried) -> Iterator[tuple[str, str, str]]:
    if speaks(one) and one.identity is not None:
        yield "identity", one.identity, ""
    if one.record is not None and own_word(one) is None:
        yield "record", one.said.article, one.record
    name = body_name(one.name)
    if speaks(one) and name:
        yield "name", name, ""


def _short(one: Carried) -> str:
    if one.source is None:
        return one.outlet or "the outlet"
    text = one.name if speaks(one) and one.name else one.source.text
    return text if len(text) <= 60 else text[:60].rsplit(" ", 1)[0] + " …"


def _in_order(one: Carried, other: Carried) -> tuple[Cited, Cited]:
    return one.content, other.content


def _link(ground: Ground, rule: type[Rule], one: int, other: int, text: str, *, sure: bool, key: str) -> Link:
    """Link two statements by a carrier, with where their articles name it, else the words themselves."""
    first, second = ground.statements[one], ground.statements[other]
    cited = (told(first, key) or first.content, told(second, key) or second.content)
    return ground.link(one, other, rule.code, text, sure=sure, cited=cited)


def _within(spans: Spans, passages: Sequence[Span]) -> bool:
    """Tell whether nearly all characters of `spans` stand in `passages`, which are sorted and apart."""
    total = sum(len(span) for span in spans)
    ordered = sorted(passages)
    starts = [passage.start for passage in ordered]
    inside = 0
    for span in spans:
        for passage in ordered[max(0, bisect.bisect_right(starts, span.start) - 1) :]:
            if passage.start >= span.end:
                break
            inside += max(0, min(span.end, passage.end) - max(span.start, passage.start))
    return bool(total) and inside >= COVERED * total


def _same_words(ground: Ground, here: Sequence[int], there: Sequence[int]) -> list[tuple[int, int]]:
    """Pair each content on either side of a passage with the first on the other that has words in a row in common."""
    found: set[tuple[int, int]] = set()
    for side, other in ((here, there), (there, here)):
        held: dict[tuple[int, ...], int] = {}
        for place in other:
            for run in _runs(ground.statements[place].content.text):
                held.setdefault(run, place)
        for place in side:
            first = min(
                (held[run] for run in _runs(ground.statements[place].content.text) if run in held), default=None
            )
            if first is not None:
                found.add((min(place, first), max(place, first)))
    return sorted(found)


def _runs(text: str) -> Iterator[tuple[int, ...]]:
    keys = word_keys(text)[:MANY]
    for at in range(max(1, len(keys) - COMMON + 1)):
        yield keys[at : at + COMMON]


def _quoted(one: Carried) -> Iterator[str]:
    """Give the words of a content that are quoted directly."""
    if one.form == "direct":
        yield one.content.text
    elif one.form == "mixed":
        yield from (match[1] for match in _QUOTATION.finditer(one.content.text))


def _close(one: Carried, other: Carried, days: int) -> bool:
    """Tell whether two articles may be of the same days; where one has no day they may."""
    if one.day is None or other.day is None:
        return True
    try:
        return abs((date.fromisoformat(one.day) - date.fromisoformat(other.day)).days) <= days
    except ValueError:
        return True


def _by_family(ground: Ground) -> dict[Family, list[tuple[int, str]]]:
    """Give the unnamed statements by the family on whose word they rest, with the outlet or agency of it."""
    found: dict[Family, list[tuple[int, str]]] = defaultdict(list)
    for place, one in enumerate(ground.statements):
        if speaks(one):
            continue
        for key in voices(one):
            publisher = publisher_of(key)
            if publisher is not None and publisher.family is not None:
                found[publisher.family].append((place, key))
    return found


def _real(likenesses: Iterable[Likeness]) -> Iterator[Likeness]:
    return (likeness for likeness in likenesses if likeness.kind not in ("stock", "shared"))
