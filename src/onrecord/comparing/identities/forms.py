"""A name as it is compared: its parts, how they sound, its words, its abbreviation. Computed once for each name."""

from __future__ import annotations

import functools
import re
import unicodedata
from dataclasses import dataclass
from typing import Literal

from onrecord.vocabulary.identities import identity_names, public_aliases
from onrecord.vocabulary.toponyms import toponyms
from onrecord.vocabulary.words import agencies, authority, first_names, words_of_outlets

LONGEST = 120
"""Characters above which nothing is a name."""
MOST_PARTS = 12
"""Words above which nothing is a name."""

Breadth = Literal["full", "bare"]
"""Whether a name says who is meant by itself, or could be anybody's: a surname, "the Health Ministry"."""

_APOSTROPHES = str.maketrans("’‘ʼ`ʿʾ´", "'''''''")
_TOKEN = re.compile(r"[^\W_]+(?:['.&][^\W_]+)*\.?")
_CAMEL = re.compile(r"\b(Al|El)(?=[A-Z][a-z])")
_SPACED_LETTERS = re.compile(r"\b([A-Z])\. (?=[A-Z]\.)")
_ABD = re.compile(r"^abd(?:u|e|a|i)?(?:l|r|n|s|z|t|d)?$")
_WHOSE = re.compile(r"^.*?\w's? (?=\S+ \S)(?<='s )")
_INDEFINITE = frozenset(
    "a an one no some his her their its our my your this that these those any every each another other many several most "
    "few all both two three four five who what which where when how there here it he she they we you".split()
)
_LINKING = frozenset("of the for and in on to at by with from de la le du des et al el".split())


@dataclass(frozen=True, slots=True, eq=False)
class Form:
    """One name, taken apart. Which fields tell something depends on whether it is a person's."""

    text: str
    folded: str
    """As the archive folds names."""
    plain: str
    """Without opening words, articles and signs: equal for names that are the same to any reader."""
    human: bool
    bare: bool
    common: bool
    """A person's: all of it names that many bear."""
    group: str | None
    """The usual name of whom it is publicly known to be."""
    parts: tuple[str, ...] = ()
    sounds: tuple[str, ...] = ()
    bones: tuple[str, ...] = ()
    """The consonants of each part."""
    tail: tuple[str, ...] = ()
    """The sounds with the small words inside the name."""
    words: tuple[str, ...] = ()
    """A body's, sorted, in one spelling; a country's adjective and name are its code in capitals."""
    core: tuple[str, ...] = ()
    """The words without those at the end that only say what it is."""
    front: frozenset[str] = frozenset()
    """The words up to the first "of" or "for", which say what it is; the rest says of what."""
    countries: frozenset[str] = frozenset()
    letters: str | None = None
    """The abbreviation that the name is."""
    initials: frozenset[str] = frozenset()
    """The abbreviations that its words would make."""


@functools.lru_cache(maxsize=1 << 16)
def fold(name: str) -> str:
    """Give a name without case, diacritics, kinds of apostrophe and runs of white space: as the archive folds it."""
    if not name.isascii():
        plain = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", name).casefold())
        name = "".join(char for char in plain if not unicodedata.combining(char))
    return " ".join(name.casefold().translate(str.maketrans("’‘ʼ`", "''''")).split())


@functools.lru_cache(maxsize=1 << 16)
def form_of(name: str, human: bool) -> Form:
    """Take a name apart: as a person's where `human`, else as a body's."""
    return _person(name[:LONGEST]) if human else _body(name[:LONGEST])


@functools.lru_cache(maxsize=1 << 15)
def sound(part: str) -> str:
    """Give how a part of a name sounds in the romanisations that news uses: equal for "Mohammed" and "Muhammad".

    Spellings of one Arabic, Russian or Chinese sound are one letter (gh/g, q/k, ou/u, ee/i, y/i, e/a, o/u), and double
    letters are one.
    """
    word = "".join(char for char in part if char.isalnum())
    if any(char.isdigit() for char in word):
        return word
    for old, new in _SOUNDS:
        word = word.replace(old, new)
    word = re.sub(r"(.)\1+", r"\1", word)
    if len(word) > 3 and word.endswith("h"):
        word = word[:-1]
    if len(word) > 3:
        word = re.sub(r"(?:ii|ai|ia)$", lambda match: "i" if match[0] == "ii" else match[0], word)
    return word or part


_SOUNDS = tuple(
    tuple(pair.split(":"))
    for pair in (
        "sch:sh tch:ch tsch:ch ph:f x:ks kh:x gh:g ck:k q:k dj:j zh:j dzh:j ou:u oo:u ee:i ei:ai ey:ai ay:ai ie:i iy:i yy:i yi:i y:i "
        "w:v e:a o:u ce:se c:k kk:k th:t dh:d"
    ).split()
)


def bone(sounded: str) -> str:
    """Give the consonants of a sound; its first vowel stays where it begins with one."""
    rest = re.sub(r"[aiu]", "", sounded)
    return (sounded[0] + rest if sounded[:1] in ("a", "i", "u") else rest) or sounded


def surnames(form: Form) -> tuple[str, ...]:
    """Give how the surname of a person's full name sounds: "Hashem", and "Abu Hashem" for "Ayman Abu Hashem"."""
    last = form.sounds[-1]
    return (last, "abu" + last) if form.tail[-2:-1] == ("abu",) else (last,)


def is_name(name: str, kind: str) -> bool:
    """Tell whether the text calls somebody by a name: "Samer Hallak", not "the regime", "Reports", "a monitoring group"."""
    if not name or len(name) > LONGEST or "\n" in name:
        return False
    tokens = _TOKEN.findall(name.translate(_APOSTROPHES))
    if not tokens or len(tokens) > MOST_PARTS or fold(tokens[0]) in _INDEFINITE:
        return False
    if fold(tokens[-1]) in _LINKING:
        return False
    form = form_of(name, kind == "person")
    if kind == "person":
        if not form.parts or any(part in identity_names().never for part in form.parts):
            return False
        words = authority()
        if form.bare and form.parts[0] in words.offices | words.bodies | words.collectives | words.titles:
            return False
        return all(_is_large(token) or _is_small_part(token) for token in tokens) and any(
            len(part) > 1 for part in form.parts
        )
    large = [token for token in _without_opening(tokens) if _is_large(token)]
    if not large or not form.words:
        return False
    if all(fold(token) in _demonyms() for token in _without_opening(tokens)):
        return False
    if kind in ("organisation", "outlet", "group") or fold(name) in _known_outlets():
        return any(not word.isdigit() for word in form.words)
    rest = [token for token in _without_opening(tokens) if fold(token) not in _LINKING]
    own = [word for word in form.words if word not in identity_names().generic and not word.isupper()]
    if kind == "unknown" and rest and fold(rest[0]) in _demonyms() and len(rest) > 1:
        return any(word in identity_names().generic for word in form.words)
    return len(rest) > 1 and len(large) == len(rest) and bool(own)


@functools.cache
def _known_outlets() -> frozenset[str]:
    return frozenset(fold(name) for name in agencies())


def _is_large(token: str) -> bool:
    return token[:1].isupper() or any(char.isupper() for char in token) or not token[:1].islower()


def _is_small_part(token: str) -> bool:
    names = identity_names()
    return fold(token).strip(".") in names.articles | names.particles | names.kunyas


def _without_opening(tokens: list[str]) -> list[str]:
    at = 0
    while at < len(tokens) and fold(tokens[at]) in (
        "the",
        "official",
        "semi",
        "state",
        "run",
        "owned",
        "based",
        "linked",
        "local",
    ):
        at += 1
    return tokens[at:]


def _tokens(name: str) -> list[str]:
    """Cut a name into folded tokens without full stops in abbreviations and without possessive endings."""
    spaced = _SPACED_LETTERS.sub(r"\1.", _CAMEL.sub(r"\1 ", name.translate(_APOSTROPHES)))
    found: list[str] = []
    for token in _TOKEN.findall(spaced):
        word = fold(token).removesuffix("'s")
        if len(word) > 2 and word.count(".") >= 1 and all(len(piece) <= 1 for piece in word.split(".")):
            word = word.replace(".", "")
        found.append(word.strip(".").replace("'", ""))
    return [word for word in found if word][: 2 * MOST_PARTS]


def _person(name: str) -> Form:
    known = identity_names()
    # "Al Jazeera's Samer Hallak": whose he is, is no part of the name.
    tokens = _tokens(_WHOSE.sub("", name.translate(_APOSTROPHES)))
    titles = authority().titles
    while len(tokens) > 1 and (tokens[0] in titles or tokens[0] == "the") and tokens[0] not in known.particles:
        tokens.pop(0)
    while len(tokens) > 1 and tokens[-1] in known.suffixes:
        tokens.pop()
    parts: list[str] = []
    tail: list[str] = []
    at = 0
    while at < len(tokens):
        token = tokens[at]
        last = at + 1 >= len(tokens)
        if not last and _ABD.match(token):
            # "Abdel Rahman", "Abd al-Rahman", "Abdul Rahman": one name.
            at += 1
            while at + 1 < len(tokens) and tokens[at] in known.articles:
                at += 1
            parts.append("abd" + tokens[at])
            tail.append(sound(parts[-1]))
        elif not last and not parts and token in known.kunyas:
            at += 1
            while at + 1 < len(tokens) and tokens[at] in known.articles:
                at += 1
            parts.append(("um" if token.startswith(("u", "o")) else "abu") + tokens[at])
            tail.append(sound(parts[-1]))
        elif not last and (token in known.articles or (parts and token in known.particles)):
            if token not in known.articles:
                tail.append("abu" if token in known.kunyas else sound(token))
        elif not last and not parts and token in known.particles and len(token) <= 3:
            tail.append(sound(token))
        else:
            joined = re.fullmatch(r"abd(?:u|e)(?:l|r(?=r)|n(?=n)|s(?=s))(\w{3,})", token)
            if joined and not token.startswith(("abdull", "abdall")):
                token = "abd" + joined[1]
            parts.append(token)
            tail.append(sound(token))
        at += 1
    sounds = tuple(sound(part) for part in parts)
    plain = " ".join(parts)
    return Form(
        text=name,
        folded=fold(name),
        plain=plain,
        human=True,
        bare=len(parts) < 2,
        common=_all_common(parts, sounds),
        group=_groups().get(("person", plain)),
        parts=tuple(parts),
        sounds=sounds,
        bones=tuple(bone(sounded) for sounded in sounds),
        tail=tuple(tail),
    )


def _all_common(parts: list[str], sounds: tuple[str, ...]) -> bool:
    if len(parts) == 1:
        # A given name alone: many bear it, whether or not it serves as a last name.
        known = identity_names()
        return _is_common(parts[0], sounds[0]) or parts[0] in first_names() or parts[0] in known.given
    return bool(parts) and all(_is_common(part, sounded) for part, sounded in zip(parts, sounds, strict=True))


@functools.cache
def _common_sounds() -> frozenset[str]:
    return frozenset(sound(name) for name in identity_names().common)


def _is_common(part: str, sounded: str) -> bool:
    bare = part.removeprefix("abu") if part.startswith("abu") and len(part) > 5 else part
    return part.startswith("abd") or sounded in _common_sounds() or sound(bare) in _common_sounds() or len(part) == 1


@functools.cache
def _demonyms() -> dict[str, str]:
    found = {fold(word): code for word, code in toponyms().demonyms.items() if code}
    return {word: code for word, code in found.items() if " " not in word}


_IN_BRACKETS = re.compile(r"(?<=\S)\s*[\[(]([A-Z][\w.-]{1,9})[\])]")
"""Letters that a name itself gives for its words: "Islamic State [IS] group"."""


def letters_in(name: str) -> str | None:
    """Give the letters that a body's name has for itself in brackets; None where it has none."""
    found = _IN_BRACKETS.search(name)
    return found[1] if found else None


def _body(name: str) -> Form:
    known = identity_names()
    name = _IN_BRACKETS.sub("", name)
    tokens = _tokens(name)
    while len(tokens) > 1 and (
        tokens[0] in ("the", "a", "an") or tokens[0] in known.openings or _hyphenated(tokens) in known.openings
    ):
        drop = 2 if _hyphenated(tokens) in known.openings and tokens[0] not in known.openings else 1
        del tokens[:drop]
    plain = " ".join(tokens)
    words: list[str] = []
    countries: set[str] = set()
    front: frozenset[str] | None = None
    at = 0
    while at < len(tokens):
        if front is None and words and tokens[at] in ("of", "for", "in", "on", "against"):
            front = frozenset(words)
        for size in (5, 4, 3, 2, 1):
            code = known.countries.get(tuple(tokens[at : at + size]))
            if code is not None and at + size <= len(tokens):
                break
        else:
            size = 1
            token = tokens[at]
            code = _demonyms().get(token) or (
                known.countries.get((token[:-1],)) if token.endswith("s") and len(token) > 4 else None
            )
        if code is not None:
            countries.add(code)
            words.append(code)
        else:
            token = known.spelling.get(tokens[at], tokens[at])
            if token not in known.empty and token not in known.articles:
                words.append(token)
        at += size
    core = _core(words)
    own = [word for word in core if word not in known.generic and not word.isupper()]
    letters = _letters(name, tokens)
    return Form(
        text=name,
        folded=fold(name),
        plain=plain,
        human=False,
        bare=not own and not countries and letters is None,
        common=False,
        group=_groups().get(("body", _spelt(tokens))) or _groups().get(("body", _without_ending(tokens))),
        words=tuple(sorted(set(words))),
        core=tuple(sorted(set(core))),
        front=front or frozenset(words),
        countries=frozenset(countries),
        letters=letters,
        initials=_initials(tokens),
    )


def _hyphenated(tokens: list[str]) -> str:
    return "-".join(tokens[:2])


def _core(words: list[str]) -> list[str]:
    """Drop one ending that only says what a body is, where something of its own is left."""
    for ending in identity_names().endings:
        rest = words[: -len(ending)]
        if tuple(words[-len(ending) :]) == ending and rest:
            if any(word not in identity_names().generic and not word.isupper() for word in rest):
                return rest
            return words
    return words


def _without_ending(tokens: list[str]) -> str:
    known = identity_names()
    for ending in known.endings:
        rest = tokens[: -len(ending)]
        if rest and tuple(tokens[-len(ending) :]) == ending:
            # An agency of the United Nations is not the United Nations.
            return "" if tuple(rest) in known.countries else _spelt(rest)
    return ""


def _spelt(tokens: list[str]) -> str:
    spelling = identity_names().spelling
    return " ".join(spelling.get(token, token) for token in tokens)


def _letters(name: str, tokens: list[str]) -> str | None:
    if len(tokens) != 1:
        return None
    bare = "".join(char for char in name.removeprefix("the ").removeprefix("The ") if char.isalnum())
    capitals = sum(char.isupper() for char in bare)
    return tokens[0] if 2 <= len(bare) <= 8 and capitals >= 2 and capitals >= len(bare) - 2 else None


def _initials(tokens: list[str]) -> frozenset[str]:
    """Give what the first letters of a name's words make, with and without its small words."""
    if len(tokens) < 2:
        return frozenset()
    empty = identity_names().empty
    large = "".join(token[0] for token in tokens if token not in empty)
    every = "".join(token[0] for token in tokens)
    return frozenset(letters for letters in (large, every) if 2 <= len(letters) <= 8)


@functools.cache
def _groups() -> dict[tuple[str, str], str]:
    """Give the plain names of the public aliases to the first name of their line."""
    found: dict[tuple[str, str], str] = {}
    for kind, lines in (("person", public_aliases().aliases.people), ("body", public_aliases().aliases.bodies)):
        for names in lines:
            for name in names:
                found.setdefault((kind, _plain_of(name, kind == "person")), names[0])
    for name, agency in agencies().items():
        # The same words written small mean something else ("the times"): what is ambiguous is no alias.
        if fold(name).removeprefix("the ") not in words_of_outlets().ambiguous and len(name) > 2:
            usual = found.get(("body", _plain_of(agency.name, False)), agency.name)
            found.setdefault(("body", _plain_of(name, False)), usual)
    return found


def _plain_of(name: str, human: bool) -> str:
    # The table of groups is being made: take the name apart without asking it.
    tokens = _tokens(name)
    if not human:
        while len(tokens) > 1 and tokens[0] in ("the", *identity_names().openings):
            tokens.pop(0)
        return _spelt(tokens)
    known = identity_names()
    parts: list[str] = []
    at = 0
    while at < len(tokens):
        last = at + 1 >= len(tokens)
        if not last and not parts and tokens[at] in known.kunyas:
            at += 1
            parts.append(("um" if tokens[at - 1].startswith(("u", "o")) else "abu") + tokens[at])
        elif not last and (tokens[at] in known.articles or (parts and tokens[at] in known.particles)):
            pass
        else:
            parts.append(tokens[at])
        at += 1
    return " ".join(parts)
