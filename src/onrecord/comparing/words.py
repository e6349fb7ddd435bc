"""The words of a text as they are compared: case, typography and accents aside, each with its place.

Two prints of one story differ in quotation marks, dashes, ligatures, soft hyphens, line breaks and capitals. None of
these is part of a word here: “Don’t” and "don't" are one word, "co-operate" is two, in Chinese, Japanese, Thai and
their like each character is one. Python's Unicode tables settle what a letter is; between versions they differ in letters
that were new to Unicode alone.
"""

from __future__ import annotations

import functools
import hashlib
import re
import unicodedata
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from onrecord.records import Span

Keys = npt.NDArray[np.int64]
Places = npt.NDArray[np.int64]

# Marks that stand inside a word and do not change it: combining accents, Arabic vowel signs, soft hyphen, zero widths.
_INSIDE = "\u0300-\u036f\u064b-\u065f\u0670\u00ad\u200b-\u200d\u2060\ufeff"
# Scripts written without spaces: a word there is one character.
_UNSPACED = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\U00020000-\U0003ffff"
_WORD = re.compile(rf"[{_UNSPACED}]|[^\W{_UNSPACED}_](?:[^\W{_UNSPACED}_]|[{_INSIDE}]|['’ʼ](?=[^\W\d_]))*")
_REMEMBERED = 40
_DROPPED = re.compile(rf"[{_INSIDE}'’ʼ]")


@dataclass(frozen=True, eq=False)
class Words:
    """The words of a text in order: a 64-bit key for each, and where it stands in the text."""

    keys: Keys
    starts: Places
    ends: Places

    def __len__(self) -> int:
        return len(self.keys)

    def span(self, first: int, end: int) -> Span:
        """Give the characters from word `first` up to, not with, word `end`."""
        return Span(int(self.starts[first]), int(self.ends[end - 1]))


def fold(word: str) -> str:
    """Give a word without case, accents and typography: `Café` and `CAFE` are both `cafe`."""
    if word.isascii():
        return word.replace("'", "").lower()
    plain = unicodedata.normalize("NFKD", _DROPPED.sub("", word)).casefold()
    return "".join(sign for sign in plain if not unicodedata.combining(sign)) or word


@functools.lru_cache(maxsize=1 << 16)
def _key_of(word: str) -> int:
    digest = hashlib.blake2b(fold(word).encode("utf-8", "replace"), digest_size=8).digest()
    return int.from_bytes(digest, "big", signed=True)


def key_of(word: str) -> int:
    """Give the key of a word: the first 8 bytes of the BLAKE2b hash of its folded form, signed, big end first."""
    # A "word" may be a megabyte without a space: such are not remembered.
    return _key_of(word) if len(word) <= _REMEMBERED else _key_of.__wrapped__(word)


def words_of(text: str) -> Words:
    """Cut a text into its words."""
    found = [(key_of(match[0]), match.start(), match.end()) for match in _WORD.finditer(text)]
    table = np.array(found, dtype=np.int64).reshape(-1, 3)
    return Words(*(np.ascontiguousarray(table[:, column]) for column in range(3)))


def keys_of(text: str) -> tuple[int, ...]:
    """Give the keys alone of the words of a short text."""
    return tuple(map(key_of, _WORD.findall(text)))
