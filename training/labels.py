"""Gold attributions as targets for the network, and how windows of them are drawn."""

from __future__ import annotations

import gzip
import json
import random
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from tokenizers import Tokenizer

from onrecord.reading.analysis import split_blocks
from onrecord.reading.model.pieces import NAMES, Numbers, Pieces, cut, windows

ROLES = ("source", "cue", "content")
NOTHING = -100
"""The label of a piece that nothing is learnt from."""

# Whose reading of an article it is: annotators differ in habits, and the network may know whose it is asked for.
STYLES = ("unknown", "4b22", "4e07", "5fec", "6b86", "d473", "ef2d", "onrecord", "second")


@dataclass(frozen=True)
class Example:
    """One article with its targets."""

    name: str
    pieces: Pieces
    tags: Numbers
    """(pieces,): 0 outside, 1 and 2 begin and inside of a source, 3 and 4 of a cue, 5 and 6 of a content."""
    cues: Numbers
    """(statements,): the first piece of each cue, ascending."""
    ends: Numbers
    """(statements,): the piece behind the last of each cue's first part."""
    roles: list[list[tuple[int, int, int]]]
    """For each cue: (role, first, last) ranges of pieces; role 1 is source, 2 is content."""
    style: int
    names: Numbers
    """(pieces,): 0 no name, then begin and inside of each of `NAMES`."""


def documents(path: Path) -> list[dict[str, Any]]:
    """The articles of a gzipped JSON-lines file."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def parted(articles: list[dict[str, Any]]) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """Articles to learn from, and one in twenty-one kept back: decoding and calibration are tuned on these."""
    return [d for n, d in enumerate(articles) if n % 21], articles[::21]


def named(pieces: Pieces, spans: list[tuple[int, int, str]] | None) -> Numbers:
    """Names as one label a piece; nothing is learnt where they are not known."""
    if spans is None:
        return np.full(len(pieces), NOTHING, np.int64)
    labels = np.zeros(len(pieces), np.int64)
    for start, end, kind in spans:
        first, last = pieces.covering(start, end)
        if first < last:
            labels[first:last] = 2 + 2 * NAMES.index(kind)
            labels[first] -= 1
    return labels


def names_only(document: dict[str, Any], tokenizer: Tokenizer) -> Example:
    """An article of which only the names are known."""
    text = document["text"]
    pieces = cut(text, split_blocks(text), tokenizer)
    nothing = np.full(len(pieces), NOTHING, np.int64)
    none = nothing[:0]
    return Example(document["doc_id"], pieces, nothing, none, none, [], 0, named(pieces, document["names"]))


def example(
    document: dict[str, Any],
    tokenizer: Tokenizer,
    style: int | None = None,
    names: dict[str, list[tuple[int, int, str]]] | None = None,
) -> Example:
    """Cut one article and lay its gold attributions over the pieces."""
    text = document["text"]
    pieces = cut(text, split_blocks(text), tokenizer)
    tags = np.zeros(len(pieces), np.int64)
    statements: dict[int, list[tuple[int, int, int]]] = {}
    lasts: dict[int, int] = {}
    # Contents first and the inner ones last, so that in nested statements the innermost label is what a piece bears.
    order = sorted(document["attributions"], key=lambda a: -sum(e - s for s, e in a["content"]))
    for role in (2, 0, 1):
        for one in order:
            for start, end in one[ROLES[role]]:
                first, last = pieces.covering(start, end)
                if first < last:
                    tags[first:last] = 2 + 2 * role
                    tags[first] = 1 + 2 * role
    for one in order:
        if not one["cue"]:
            continue
        first, last = pieces.covering(*one["cue"][0])
        if first >= last:
            continue
        lasts[first] = max(last, lasts.get(first, 0))
        ranges = statements.setdefault(first, [])
        for name, number in (("source", 1), ("content", 2)):
            ranges += [(number, *pieces.covering(s, e)) for s, e in one[name]]
    for ignored in document.get("ignore", []):
        first, last = pieces.covering(*ignored)
        tags[first:last] = NOTHING
    # A label of the inside whose beginning was overwritten by another begins anew.
    for at in range(len(tags)):
        if tags[at] in (2, 4, 6) and (at == 0 or tags[at - 1] not in (tags[at], tags[at] - 1)):
            tags[at] -= 1
    cues = np.array(sorted(statements), dtype=np.int64)
    if style is None:
        annotator = document.get("annotator")
        style = STYLES.index(annotator) if annotator in STYLES else 0
    return Example(
        document["doc_id"],
        pieces,
        tags,
        cues,
        np.array([lasts[c] for c in cues.tolist()], dtype=np.int64),
        [statements[c] for c in cues.tolist()],
        style,
        named(pieces, (names or {}).get(document["doc_id"])),
    )


def draw(examples: list[Example], size: int, budget: int, pick: random.Random) -> list[list[tuple[int, int, int]]]:
    """One round of batches: each a list of (example, start, end), at most `budget` pieces with padding.

    The first window of an article is cut anew each round, so that no sentence always stands at a window's edge.
    """
    found = []
    for number, one in enumerate(examples):
        first = pick.randint(min(80, size), size) if len(one.pieces) > size else None
        found += [(number, s, e) for s, e in windows(one.pieces, size, 0, first) if e - s > 3]
    pick.shuffle(found)
    batches = []
    for at in range(0, len(found), 300):
        rows: list[tuple[int, int, int]] = []
        for row in sorted(found[at : at + 300], key=lambda w: w[2] - w[1]):
            if rows and (row[2] - row[1] + 2) * (len(rows) + 1) > budget:
                batches.append(rows)
                rows = []
            rows.append(row)
        if rows:
            batches.append(rows)
    pick.shuffle(batches)
    return batches
