"""The words of a text as stories count them: folded, stemmed lightly, without those that tell nothing."""

from __future__ import annotations

import functools
import re

from onrecord.comparing.words import fold
from onrecord.vocabulary.stories import empty_words

_UNSPACED = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\U00020000-\U0003ffff"
# Abbreviations with full stops are one word ("U.S."), so are numbers with points and commas ("6.1"); in scripts without
# spaces two characters are one.
_WORD = re.compile(
    # Most words of English, so that they are not tried as anything else.
    r"[A-Za-z]{2,}+(?=[\s,.;:!?\")\]])|"
    rf"[^\W\d_](?:\.[^\W\d_])+(?![^\W_])|\d+(?:[.,]\d+)+(?![^\W_])|[{_UNSPACED}]{{1,2}}"
    rf"|[^\W_{_UNSPACED}](?:[^\W_{_UNSPACED}]|['’ʼ](?=[^\W\d_]))*"
)
_VOWELS = frozenset("aeiouy")
LONGEST = 40
"""Characters up to which a run of letters is a word; longer ones are data, not language."""


def words(text: str) -> list[tuple[str, int, int]]:
    """Give the stem of each word that tells something, with where the word stands: `[start, end)` of `text`."""
    return [(stem, match.start(), match.end()) for match in _WORD.finditer(text) if (stem := stem_of(match[0]))]


@functools.lru_cache(maxsize=1 << 16)
def stem_of(word: str) -> str:
    """Give the stem of a word: "Strikes" and "striking" are both `strik`; "" for a word that tells nothing, or is none.

    After Porter's first step, simplified; words of fewer than four letters and those with digits stay as they are;
    a number of one digit tells nothing.
    """
    if len(word) > LONGEST:
        return ""
    if word[:1].isdecimal() and word[-1].isdecimal():
        word = word.replace(",", "")
        return word if len(word) > 1 else ""
    word = fold(word.replace(".", ""))
    if word.endswith("s") and word[:-1] in empty_words():  # "week's" has lost its apostrophe by now
        return ""
    if word in empty_words() or len(word) < 2:
        return ""
    if not word.isalpha() or not word.isascii() or len(word) < 4:
        return word
    if word.endswith("ies") and len(word) > 4:
        word = word[:-3] + "y"
    elif word.endswith("sses"):
        word = word[:-2]
    elif word.endswith("s") and not word.endswith(("ss", "us", "is")):
        word = word[:-1]
    for ending in ("ing", "ed"):
        root = word[: -len(ending)]
        if word.endswith(ending) and len(root) > 2 and not _VOWELS.isdisjoint(root):
            word = root[:-1] if root[-1] == root[-2] and root[-1] not in "lsz" else root
            break
    if word.endswith("e") and len(word) > 3:
        word = word[:-1]
    return word[:-1] + "i" if word.endswith("y") and len(word) > 3 else word
