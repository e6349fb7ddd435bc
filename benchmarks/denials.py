"""Denials: which statements deny a claim, and what they point at, on articles that a person labelled.

    python -m benchmarks.denials [--part dev|test|all] [--scale] [--labels FILE]

`labels/denials.jsonl` has 144 statements with a word of denying from FA-KES and Al Jazeera, drawn by a hash: whether
each denies a claim, and where in the article that claim is made (any of the stretches is right; none, where nobody
makes it; either, where a careful reader may do without). The rules were made on `dev`; `test` is of other articles.
Texts are read from `../shared/eval/corpora`; without them this says so and ends. Beside it stands, in the same run, the
simplest thing that could be done: a denial points at the nearest statement before it by somebody else.

`--scale` measures what an article costs in the index of claims, in archives of 10,000 to 1,000,000 statements with
words as frequent as in the news; it needs no texts.
"""

from __future__ import annotations

import argparse
import gzip
import itertools
import json
import random
import sqlite3
import sys
import time
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import onrecord
from onrecord.archive import claims as kept
from onrecord.comparing.claims import denials, denials_of, looked_up
from onrecord.records import Opposition, Reading, Span, Statement

ROOT = Path(__file__).resolve().parents[1]
LABELS = ROOT / "labels" / "denials.jsonl"
CORPORA = ROOT.parent / "shared" / "eval" / "corpora"
OWN = "CL25"
"""The rule by which a denial shows its own words alone: it points at nothing."""


def texts(wanted: set[tuple[str, str]]) -> dict[tuple[str, str], str]:
    """The texts of the labelled articles, by corpus and id."""
    found = {}
    for corpus in sorted({corpus for corpus, _ in wanted}):
        with gzip.open(CORPORA / f"{corpus}.jsonl.gz", "rt", encoding="utf-8") as lines:
            for line in lines:
                record = json.loads(line)
                key = (corpus, str(record["id"]))
                if key in wanted:
                    found[key] = record["text"]
    return found


def statement_at(reading: Reading, begin: int, end: int) -> Statement | None:
    """The statement whose content is most like the labelled one; None where none has half of it."""
    best: tuple[float, Statement] | None = None
    for one in reading.statements:
        if not one.content.spans:
            continue
        first, last = one.content.spans[0].start, one.content.spans[-1].end
        share = max(0, min(end, last) - max(begin, first)) / max(end - begin, last - first)
        if share >= 0.5 and (best is None or share > best[0]):
            best = (share, one)
    return None if best is None else best[1]


def nearest_before(reading: Reading, mine: Statement) -> Span | None:
    """Where the nearest statement before this one by somebody else has its content: the simplest guess."""
    start = mine.content.spans[0].start
    before = [
        Span(one.content.spans[0].start, one.content.spans[-1].end)
        for one in reading.statements
        if one.content.spans
        and one.content.spans[-1].end <= start
        and (one.source.name or one.source.text) != (mine.source.name or mine.source.text)
    ]
    return max(before, key=lambda span: span.end, default=None)


def is_right(row: dict[str, Any], span: Span) -> bool:
    """Whether a stretch overlaps one that the label gives."""
    return any(span.overlaps(Span(*target)) for target in row["targets"])


def ratio(right: int, of: int) -> str:
    """A share in percent with its counts; a dash for no cases."""
    return f"{100 * right / of:.0f} % ({right}/{of})" if of else "–"


def measure(part: str, labels: Path) -> None:
    """Read the labelled articles, and print what was found and pointed at."""
    rows = [json.loads(line) for line in labels.read_text("utf-8").splitlines()]
    rows = [row for row in rows if part in ("all", row["part"])]
    found = texts({(row["corpus"], row["doc"]) for row in rows})
    readings: dict[tuple[str, str], Reading] = {}
    seconds = 0.0
    counts: Counter[str] = Counter()
    rules: Counter[tuple[str, str]] = Counter()
    for row in rows:
        key = (row["corpus"], row["doc"])
        if key not in readings:
            readings[key] = onrecord.read_text(found[key], uri=row["doc"])
        reading = readings[key]
        mine = statement_at(reading, row["begin"], row["end"])
        if mine is None:
            counts["not read"] += 1
            continue
        start = time.perf_counter()
        pointed = [one for one in denials(reading) if one.statement == mine.id]
        seconds += time.perf_counter() - start
        denied = any(one.statement == mine.id and (pointed or not one.tentative) for one in denials_of(reading))
        if row["denies"]:
            counts["denial, found" if denied else "denial, missed"] += 1
        else:
            counts["no denial, taken for one"] += denied
        needed = bool(row["targets"]) and not row["none"]
        counts["has a target"] += needed
        for system, span in (
            ("rules", _first(pointed)),
            ("nearest", nearest_before(reading, mine) if row["denies"] else None),
        ):
            if span is not None:
                right = is_right(row, span)
                counts[f"{system} points"] += 1
                counts[f"{system} right"] += right
                counts[f"{system} right where needed"] += right and needed
        for one in pointed[:1]:
            verdict = "right" if one.target is not None and is_right(row, one.target.spans[0]) else "wrong"
            rules[one.made_by, "shows its own words" if one.made_by == OWN else verdict] += 1
    denials_there = counts["denial, found"] + counts["denial, missed"]
    taken = counts["denial, found"] + counts["no denial, taken for one"]
    print(f"\n### Denials, part {part}: {len(rows)} statements with a word of denying, in {len(readings)} articles\n")
    each = 1000 * seconds / max(1, len(rows))
    print(f"{counts['not read']} of them are not read as statements today, and left out. {each:.1f} ms an article.\n")
    print("| | precision | recall |\n| --- | --- | --- |")
    told = counts["denial, found"]
    print(f"| denies a claim | {ratio(told, taken)} | {ratio(told, denials_there)} |")
    for system, name in (("rules", "points at it"), ("nearest", "points at it: the nearest statement before")):
        precision = ratio(counts[f"{system} right"], counts[f"{system} points"])
        print(f"| {name} | {precision} | {ratio(counts[f'{system} right where needed'], counts['has a target'])} |")
    print("\n| rule | right | wrong | shows its own words |\n| --- | --- | --- | --- |")
    for rule in sorted({rule for rule, _ in rules}):
        print(f"| {rule} | {rules[rule, 'right']} | {rules[rule, 'wrong']} | {rules[rule, 'shows its own words']} |")


def _first(pointed: Sequence[Opposition]) -> Span | None:
    """What the surest opposition points at; None for nothing but its own words."""
    for one in pointed[:1]:
        if one.made_by != OWN and one.target is not None:
            return Span(one.target.spans[0].start, one.target.spans[-1].end)
    return None


def scale() -> None:
    """Fill the index with statements of made-up words, as frequent as words are, and time single articles."""
    dice = random.Random(20261123)
    words = [f"w{n}" for n in range(60_000)]
    weights = list(itertools.accumulate(1 / (n + 8) for n in range(len(words))))
    db = sqlite3.connect(":memory:")
    for statement in kept.TABLES:
        db.execute(statement)
    print("\n### The index of claims\n")
    print("Statements of 12 words, 8 an article, articles over 1,000 days.\n")
    print("| statements | ms an article, kept | looked up | candidates a statement |\n| --- | --- | --- | --- |")
    article = 0
    for size in (10_000, 100_000, 1_000_000):
        while article * 8 < size:
            article += 1
            day = f"{2020 + article % 3}-{1 + article % 12:02d}-{1 + article % 28:02d}"
            made = [(n, tuple(dice.choices(words, cum_weights=weights, k=12))) for n in range(8)]
            kept.index(db, article, day, made)
        put = looked = 0.0
        near = 0
        for extra in range(100):
            number, day = 10_000_000 + size + extra, "2021-06-15"
            made = [(n, tuple(dice.choices(words, cum_weights=weights, k=12))) for n in range(8)]
            start = time.perf_counter()
            for position, terms in made:
                held, total = kept.frequencies(db, terms)
                near += len(kept.candidates(db, number, position, day, looked_up(terms, held, total)))
            looked += time.perf_counter() - start
            start = time.perf_counter()
            kept.index(db, number, day, made)
            put += time.perf_counter() - start
        print(f"| {size:,} | {10 * put:.2f} | {10 * looked:.2f} | {near / 800:.1f} |")


def main() -> int:
    """Measure, where the texts are."""
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--part", choices=("dev", "test", "all"), default="test")
    arguments.add_argument("--labels", type=Path, default=LABELS)
    arguments.add_argument("--scale", action="store_true", help="measure the index of claims instead")
    options = arguments.parse_args()
    if options.scale:
        scale()
        return 0
    if not CORPORA.exists() or not options.labels.exists():
        print("benchmarks.denials: ../shared/eval/corpora is not beside this checkout: nothing measured")
        return 0
    measure(options.part, options.labels)
    return 0


if __name__ == "__main__":
    sys.exit(main())
