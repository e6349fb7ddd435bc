"""The gazetteer: every place Onrecord knows, looked up by any of its names.

One read-only file, `data/gazetteer.bin`, mapped into memory and read where it is asked. It is made by
`scripts/build_gazetteer.py`; docs/gazetteer.md says what is in it and how names are compared.

The file: eight bytes that name its kind, the length of a head in JSON, the head, then arrays, all little-endian. A
name is not stored: its key is hashed to 48 bits, of which 16 choose a bucket and 32 stand in the bucket, sorted. So a
name that is not in the file is taken for one that is once in about a hundred million looks, and a look costs a few
microseconds.
"""

from __future__ import annotations

import bisect
import functools
import hashlib
import math
import mmap
import re
import struct
import sys
import tomllib
import unicodedata
from array import array
from collections.abc import Iterator
from importlib import resources
from pathlib import Path
from typing import Any, Literal, NamedTuple

import msgspec

from onrecord.records import VocabularyError
from onrecord.records.gazetteer import GazetteerEntry
from onrecord.records.reading import Precision

How = Literal["name", "alternate", "loose"]
"""How a place was found: by its usual name, by another of its names, or by a name spelt nearly so."""

MAGIC = b"ONRGAZ01"
PLACE = struct.Struct("<iiIIIHBB")
"""Latitude and longitude in 1/100,000 degree, population, GeoNames id, where the name is, division, country, kind."""
BUCKETS = 1 << 16
_UNLIKE = 0.1  # names further apart than this are two names
_SEVERAL = 64  # sounds that more places share tell nothing
_LONGEST = 120  # no place has a longer name; a longer question is no name
_EARTH_KM = 6371.0088

_LETTERS = str.maketrans(
    {
        "ı": "i", "ł": "l", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ħ": "h", "ŋ": "n", "ə": "a",
        "ɨ": "i", "ʉ": "u", "ɔ": "o", "ɛ": "e", "ŧ": "t", "ƙ": "k", "ɗ": "d", "ɓ": "b", "ƴ": "y",
    }
)  # fmt: skip
_APOSTROPHES = ".'`´‘’‚‛′ʻʼʽʾʿˈˊˋʹʺ\"“”"
_ASCII = {code: " " for code in range(128) if not chr(code).isalnum()} | {ord(mark): None for mark in _APOSTROPHES}
_ASCII[ord("&")] = " and "
_BETWEEN = re.compile(r"[\W_]+")
_WHOLE = {"st": "saint", "mt": "mount", "mtn": "mountain", "ft": "fort", "ste": "sainte"}

_ARTICLES = frozenset("al el ul il ol as ash es esh az ez ad ed ar er at et an en ath adh eth edh l".split())
_JOINED = re.compile(r"[aeu](?=(?:ss|zz|dd|rr|tt|nn)[aeiou])")
_SOUNDS = tuple(
    tuple(pair.split(":"))
    for pair in "sch:S tch:S ch:S sh:S dzh:j dj:j zh:j kh:h gh:k ck:k dh:d th:t ph:f q:k g:k c:k v:w".split()
)
_DOUBLED = re.compile(r"([^aeiouwy])\1+")
_VOWELS = re.compile(r"[aeiouwy]*[aeiou][aeiouwy]*|(?<=[^aeiouwy])[wy]+")
_BACK = frozenset("ouw")


class Match(NamedTuple):
    """A place a name may mean, and how the name leads to it."""

    entry: GazetteerEntry
    how: How


class Source(msgspec.Struct, frozen=True):
    """One thing the file was built from."""

    name: str
    version: str
    licence: str
    gives: str


class Meta(msgspec.Struct, frozen=True):
    """What the file was built from, the day its data is of, and how much is in it."""

    sources: tuple[Source, ...]
    date: str
    places: int
    names: int
    """Pairs of a folded name and a place."""
    loose: int
    """Pairs of a loose name and a place."""


class Kind(msgspec.Struct, frozen=True):
    """What places share: feature code, precision and the data they come from."""

    feature: str
    precision: Precision
    basis: str


class Head(msgspec.Struct, frozen=True):
    """The head of the file."""

    meta: Meta
    kinds: tuple[Kind, ...]
    countries: tuple[str, ...]
    divisions: tuple[str, ...]
    country_places: dict[str, int]
    division_places: dict[str, int]
    """`US.LA` to its place: by GeoNames code, ISO code and the abbreviations in use."""
    arrays: dict[str, tuple[int, int]]
    """Where each array begins, counted from the end of the head, and its bytes."""


class Provenance(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Where the supplement comes from, under which licence, and when it was last gone through."""

    source: str
    licence: str
    checked: str


class OwnCountry(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What the supplement adds to a country: the point that stands for it, its usual name, its other names."""

    at: tuple[float, float] | None = None
    name: str = ""
    names: tuple[str, ...] = ()


class OwnDivision(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What the supplement adds to a first-level division, named by its GeoNames code (`US.LA`)."""

    at: tuple[float, float] | None = None
    name: str = ""
    names: tuple[str, ...] = ()
    abbreviations: tuple[str, ...] = ()


class OwnPlace(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A place of the supplement; `source` names the line of `[sources]` that says how its coordinate is known."""

    names: tuple[str, ...]
    lat: float
    lon: float
    precision: Precision
    feature: str
    source: str
    country: str = ""
    admin: str = ""
    rank: float = 0
    """How senior it is where other places share its name; 0 for what its precision gives."""


class Supplement(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """`places.toml`: what the packaged data lacks."""

    provenance: Provenance
    sources: dict[str, str]
    countries: dict[str, OwnCountry]
    divisions: dict[str, OwnDivision]
    names: dict[str, tuple[str, ...]]
    """More names of GeoNames' places, by `country:name` (the most populous of that name in that country)."""
    places: tuple[OwnPlace, ...]


def fold_name(name: str) -> str:
    """Give a name's exact key: case, diacritics, apostrophes, dots and "the" off, hyphens and commas as spaces."""
    return _fold(name) if len(name) <= _LONGEST else ""


@functools.lru_cache(maxsize=16384)
def _fold(name: str) -> str:
    folded = name.casefold()
    if folded.isascii():
        words = folded.translate(_ASCII).split()
    else:
        folded = unicodedata.normalize("NFKD", folded).casefold().translate(_LETTERS).translate(_ASCII)
        folded = "".join(letter for letter in folded if not unicodedata.combining(letter))
        words = _BETWEEN.sub(" ", folded).split()
    if len(words) > 1:
        if words[0] == "the":
            del words[0]
        words = [_WHOLE.get(word, word) for word in words]
    return " ".join(words)


def loose_name(name: str) -> str:
    """Give a name's key by its sounds: one for the spellings that transliteration makes of one name.

    Articles, doubled letters and a last silent h are off; q, k, g and c are one sound, so are kh and h, sh and ch; all
    open vowels are one and all back vowels one. Empty where too little is left to tell places apart. Names with one key
    are not yet one name: `unlikeness` decides.
    """
    return _loosen(fold_name(name))


def without_articles(folded: str) -> str:
    """Give a folded name as loose names are compared: without its Arabic articles."""
    words = folded.split()
    return "".join([word for word in words if word not in _ARTICLES] or words)


@functools.lru_cache(maxsize=16384)
def _loosen(folded: str) -> str:
    if not folded.isascii() or len(folded) < 4:
        return ""
    words = folded.split()
    said = "".join([_sounds(word) for word in words if word not in _ARTICLES] or map(_sounds, words))
    return said if len(said) >= 4 and len(said) - said.count("1") - said.count("2") >= 2 else ""


def _sounds(word: str) -> str:
    if _JOINED.match(word):
        word = word[1:]
    for spelling, sound in _SOUNDS:
        if spelling in word:
            word = word.replace(spelling, sound)
    word = _DOUBLED.sub(r"\1", word)
    if len(word) > 2 and word[-1] == "h" and word[-2] in "aeiou":
        word = word[:-1]
    said = _VOWELS.sub(_vowel, word)
    vowels = said.count("1") + said.count("2")
    if vowels >= 2 and len(said) - vowels >= 3 and said[1] in "12":
        said = said[0] + said[2:]  # the first vowel comes and goes: Hmeimim, Hemeimeem; Qusayr, Qsair
    return said


def _vowel(found: re.Match[str]) -> str:
    return "1" if _BACK.isdisjoint(found[0]) else "2"


_LIKE = {
    frozenset(pair): cost
    for cost, pairs in (
        (0.15, "iy ou qk gk gq ck hk vw wu sz jz dt td gj ei uv wv ij"),
        (0.35, "ae ai ay ow eo"),
        (0.6, "eu au ao iu"),
    )
    for pair in pairs.split()
}
_DROPPED = {"h": 0.2, "a": 0.3, "e": 0.3, "i": 0.3, "o": 0.3, "u": 0.3, "y": 0.3, "w": 0.3}


def unlikeness(one: str, other: str, most: float = 1.0) -> float:
    """Give how far two folded names without articles are apart, a share of their length: 0 for the same.

    An edit distance in which letters that transliterations exchange or drop cost little. It stops, with 1, where the
    names are further apart than `most`.
    """
    longest = max(len(one), len(other), 1)
    before = [0.0]
    for at, letter in enumerate(other):
        before.append(before[-1] + _dropped(letter, other[at - 1] if at else ""))
    for at, left in enumerate(one):
        cost = _dropped(left, one[at - 1] if at else "")
        now = [before[0] + cost]
        for to, right in enumerate(other):
            swap = 0.0 if left == right else _LIKE.get(frozenset((left, right)), 1.0)
            now.append(
                min(
                    before[to] + swap,
                    before[to + 1] + cost,
                    now[to] + _dropped(right, other[to - 1] if to else ""),
                )
            )
        if min(now) > most * longest:
            return 1.0
        before = now
    return before[-1] / longest


def _dropped(letter: str, before: str) -> float:
    return 0.15 if letter == before else _DROPPED.get(letter, 0.8)


def hashed(key: str) -> tuple[int, int]:
    """Give a key's bucket and what stands for it in the bucket."""
    bucket, rest = struct.unpack("<HI", hashlib.blake2b(key.encode("utf-8"), digest_size=6).digest())
    return bucket, rest


def distance_km(a: tuple[float, float], b: tuple[float, float]) -> float:
    """Give the great-circle distance between two points (latitude, longitude) on a sphere of the earth's radius."""
    north, south = math.radians(a[0]), math.radians(b[0])
    half_lat, half_lon = (south - north) / 2, math.radians(b[1] - a[1]) / 2
    chord = math.sin(half_lat) ** 2 + math.cos(north) * math.cos(south) * math.sin(half_lon) ** 2
    return 2 * _EARTH_KM * math.asin(min(1.0, math.sqrt(chord)))


class _Index:
    """The places of one kind of key: buckets, then in each the hashes in order with their places beside them."""

    def __init__(self, buckets: Any, keys: Any, values: Any) -> None:
        self._buckets, self._keys, self.values = buckets, keys, values

    def where(self, key: str) -> tuple[int, int]:
        """Give from where to where the key's values stand; nothing for an empty key."""
        if not key:
            return 0, 0
        bucket, rest = hashed(key)
        keys, stop = self._keys, self._buckets[bucket + 1]
        start = end = bisect.bisect_left(keys, rest, self._buckets[bucket], stop)
        while end < stop and keys[end] == rest:
            end += 1
        return start, end


class Gazetteer:
    """Places by name. Looking up never guesses: a name that is not known gives nothing."""

    def __init__(self, data: bytes | mmap.mmap) -> None:
        """Read a gazetteer from its bytes. Raises VocabularyError where they are not one."""
        try:
            if data[: len(MAGIC)] != MAGIC:
                raise ValueError("it does not begin as a gazetteer does")
            (length,) = struct.unpack_from("<I", data, len(MAGIC))
            start = len(MAGIC) + 4
            head = msgspec.json.decode(bytes(data[start : start + length]), type=Head)
            if start + length + max(begin + size for begin, size in head.arrays.values()) > len(data):
                raise ValueError("it is cut short")
            arrays = {
                name: memoryview(data)[start + length + begin : start + length + begin + size]
                for name, (begin, size) in head.arrays.items()
            }
            self._places, self._names = arrays["places"], arrays["names"]
            self._exact, self._loose = (
                _Index(*(_words(arrays[f"{kind}_{part}"]) for part in ("buckets", "keys", "values")))
                for kind in ("exact", "loose")
            )
            self._spellings = _words(arrays["loose_names"])
        except (ValueError, KeyError, struct.error, msgspec.DecodeError) as error:
            raise VocabularyError(f"the gazetteer's file cannot be used ({error}): reinstall it") from error
        self._head = head
        self.meta = head.meta
        self._entry = functools.lru_cache(maxsize=65536)(self._read)
        self._nearly = functools.lru_cache(maxsize=16384)(self._nearest)

    def __len__(self) -> int:
        return self.meta.places

    def __iter__(self) -> Iterator[GazetteerEntry]:
        return (self._read(index) for index in range(len(self)))

    def __repr__(self) -> str:
        return f"<Gazetteer: {self.meta.places:,} places of {self.meta.date}>"

    def exact(self, name: str) -> tuple[Match, ...]:
        """Give the places of that name, most senior first: countries, capitals and large towns before villages."""
        start, end = self._exact.where(fold_name(name))
        return tuple(
            Match(self._entry(value >> 1), "alternate" if value & 1 else "name")
            for value in self._exact.values[start:end]
        )

    def find(self, name: str) -> tuple[Match, ...]:
        """Give the places of that name, or where there are none those whose name sounds so; of an unknown name none."""
        if found := self.exact(name):
            return found
        return self._nearly(fold_name(name))

    def _nearest(self, folded: str) -> tuple[Match, ...]:
        at, stop = self._loose.where(_loosen(folded))
        if not at < stop <= at + _SEVERAL:
            return ()
        asked = without_articles(folded)
        near: dict[int, float] = {}
        for index in range(at, stop):
            place = self._loose.values[index]
            apart = unlikeness(asked, self._text(self._spellings[index]), _UNLIKE)
            if apart <= _UNLIKE and apart < near.get(place, 1.0):
                near[place] = apart
        # Of spellings as near as each other the more senior place comes first, as the file keeps them.
        return tuple(Match(self._entry(place), "loose") for place in sorted(near, key=lambda one: round(near[one], 2)))

    def known(self, name: str) -> bool:
        """Tell whether a place has that very name."""
        start, end = self._exact.where(fold_name(name))
        return start < end

    def country(self, code: str) -> GazetteerEntry | None:
        """Give the country of an ISO 3166-1 alpha-2 code."""
        index = self._head.country_places.get(code.upper())
        return None if index is None else self._entry(index)

    def division(self, country: str, code: str) -> GazetteerEntry | None:
        """Give a first-level division by its code or abbreviation: `("US", "LA")`, `("US", "La.")`."""
        index = self._head.division_places.get(f"{country.upper()}.{code.replace('.', '').replace(' ', '').upper()}")
        return None if index is None else self._entry(index)

    def _read(self, index: int) -> GazetteerEntry:
        lat, lon, population, geonames_id, name, division, country, kind = PLACE.unpack_from(
            self._places, index * PLACE.size
        )
        shared = self._head.kinds[kind]
        return GazetteerEntry(
            name=self._text(name),
            lat=lat / 100_000,
            lon=lon / 100_000,
            precision=shared.precision,
            country=self._head.countries[country] or None,
            geonames_id=geonames_id or None,
            admin=self._head.divisions[division] or None,
            population=population,
            feature=shared.feature,
            basis=shared.basis,
        )

    def _text(self, at: int) -> str:
        return str(self._names[at + 1 : at + 1 + self._names[at]], "utf-8")


def _words(data: memoryview) -> Any:
    """Give an array of 32-bit numbers, whichever end this machine keeps first."""
    if sys.byteorder == "little":
        return data.cast("I")
    swapped = array("I", bytes(data))
    swapped.byteswap()
    return swapped


@functools.cache
def supplement() -> Supplement:
    """Give the supplement, which is built into the file. Raises VocabularyError where it breaks its schema."""
    try:
        data = resources.files("onrecord.vocabulary").joinpath("data", "places.toml").read_text("utf-8")
        read = msgspec.convert(tomllib.loads(data), Supplement)
    except (OSError, tomllib.TOMLDecodeError, msgspec.ValidationError) as error:
        raise VocabularyError(f"vocabulary/data/places.toml: {error}: mend the file to its schema") from error
    for place in read.places:
        if not place.names or place.source not in read.sources:
            raise VocabularyError(f"vocabulary/data/places.toml: {place}: give it a name and a source that is listed")
    return read


def opened(path: Path) -> Gazetteer:
    """Open a gazetteer's file. Raises VocabularyError where it is missing or is none."""
    try:
        with path.open("rb") as file:
            return Gazetteer(mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ))
    except (OSError, ValueError) as error:
        raise VocabularyError(f"the gazetteer's file cannot be opened ({error}): reinstall it") from error


@functools.cache
def gazetteer() -> Gazetteer:
    """Give the gazetteer that Onrecord ships. Raises VocabularyError where its file cannot be used."""
    place = resources.files("onrecord.vocabulary").joinpath("data", "gazetteer.bin")
    return opened(place) if isinstance(place, Path) else Gazetteer(place.read_bytes())
