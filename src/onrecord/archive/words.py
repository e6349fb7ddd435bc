"""Names and words as the archive compares them."""

from __future__ import annotations

import re
import unicodedata

_QUOTATION_MARKS = str.maketrans("“”„‟«»", '""""""')
_PIECE = re.compile(r'"([^"]*)"?|([^\s"]+)')
_APOSTROPHES = str.maketrans("’‘ʼ`", "''''")


def fold(name: str) -> str:
    """Give a name without case, diacritics, kinds of apostrophe and runs of white space: equal for equal names."""
    if not name.isascii():
        plain = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", name).casefold())
        name = "".join(char for char in plain if not unicodedata.combining(char))
    return " ".join(name.casefold().translate(_APOSTROPHES).split())


def match_query(words: str) -> str | None:
    """Give the FTS5 query for what a person typed: all the words, `"…"` a phrase; None where there is no word.

    Every word becomes a quoted string, so none of FTS5's own syntax (`AND`, `*`, `:`, `(`) can be written, or broken.
    """
    pieces = pieces_of(words)
    return " ".join(f'"{piece}"' for piece in pieces) if pieces else None


def pieces_of(words: str) -> list[str]:
    """Give the words and the `"…"` phrases a person typed; what has no letter and no digit is none."""
    sound = words.translate(_QUOTATION_MARKS).replace("\x00", " ").encode("utf-8", errors="ignore").decode("utf-8")
    pieces = [phrase or word for phrase, word in _PIECE.findall(sound)]
    return [piece for piece in pieces if any(char.isalnum() for char in piece)]
