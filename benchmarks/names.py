"""Whom an article names, against named people and organisations in three annotated collections.

    python -m benchmarks.names [--model NAME] [--set gum|meantime|re3d] [--part tuned|kept] [--show]

`gum`: 24 Wikinews articles with all mentions and chains (texts CC BY 2.5, annotations CC BY 4.0). `meantime`: 120
Wikinews articles with people and organisations and chains in their first sentences (CC BY 4.0); what stands behind the
last annotated sentence is not counted. `re3d`: 98 reports on Syria and Iraq without chains (several open licences). All
are in `../shared/eval/entities`; where they are absent this says so and measures nothing.

A mention found is right where the smallest annotated mention that holds it is of its kind. An annotated mention of a
person or an organisation is a name where it has, outside the mentions inside it, a capitalised word that is no title,
people's adjective or beginning of a sentence. Grouping is B-cubed over the right mentions and over all names of the
gold (a name not found is alone). The peer in the same run is spaCy's small model as it comes, `PERSON` and `ORG`,
mentions of the same words being one. Articles whose id hashes to an even number were looked at while rules
were written (`tuned`), the others were not (`kept`).
"""

from __future__ import annotations

import argparse
import gzip
import hashlib
import json
import re
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import onrecord
from onrecord.reading import DEFAULT, MODELS
from onrecord.reading.analysis import language_model
from onrecord.vocabulary.toponyms import toponyms
from onrecord.vocabulary.words import authority

FOLDER = Path(__file__).resolve().parents[2] / "shared/eval/entities"
FILES = {
    "gum": "gum_news_24.jsonl.gz",
    "meantime": "meantime_wikinews_120.jsonl.gz",
    "re3d": "re3d_syria_iraq.jsonl.gz",
}
KINDS = {
    "person": "person", "organization": "organisation", "PER": "person", "ORG": "organisation",
    "Person": "person", "Organisation": "organisation",
}  # fmt: skip
PRONOUNS = frozenset("he she they it we i you us our his her its their him them who which whom whose".split())


class Mention(NamedTuple):
    """A mention: where, of which kind, in which chain."""

    begin: int
    end: int
    kind: str
    chain: str


class Document(NamedTuple):
    """A text with all its annotated mentions, those that are names, and how far it is annotated."""

    id: str
    text: str
    mentions: list[Mention]
    names: list[Mention]
    until: int


def rows(name: str) -> Iterator[dict[str, Any]]:
    """The rows of a collection."""
    with gzip.open(FOLDER / FILES[name], "rt", encoding="utf-8") as lines:
        yield from map(json.loads, lines)


def documents(name: str) -> Iterator[Document]:
    """The articles of a collection."""
    for row in rows(name):
        text = row["text"]
        mentions = [
            Mention(e["begin"], e["end"], KINDS.get(e["type"] or "", "other"), str(e.get("chain") or e.get("_id")))
            for e in row["entities"]
            if name != "meantime" or e["type"] is not None
        ]
        until = len(text)
        if name == "meantime":
            until = max((e["end"] for e in row["entities"] if e.get("syntactic") is not None), default=0)
        names = [m for m in mentions if m.kind != "other" and m.end <= until and is_name(m, mentions, text)]
        yield Document(str(row.get("id") or row.get("_id")), text, mentions, names, until)


def is_name(mention: Mention, mentions: list[Mention], text: str) -> bool:
    """Tell whether a mention has a name of its own."""
    inside = [m for m in mentions if mention.begin <= m.begin and m.end <= mention.end and m[:2] != mention[:2]]
    if any(m.chain == mention.chain for m in inside):
        return False
    known = authority()
    no_names = known.titles | known.offices | PRONOUNS | {"the", "a", "an"}
    for word in re.finditer(r"[\w.'’-]+", text[mention.begin : mention.end]):
        start, plain = mention.begin + word.start(), re.sub(r"['’]s$|['’.]+$", "", word.group())
        if not plain[:1].isupper() or any(m.begin <= start < m.end for m in inside):
            continue
        opens = text[max(0, start - 2) : start].strip(' "“(')[-1:] in ("", ".", "\n")
        if plain.lower() in no_names or plain in toponyms().demonyms or (opens and plain.lower() in toponyms().common):
            continue
        if not (opens and word.start() == 0 and " " in text[mention.begin : mention.end]) or mention.kind == "person":
            return True
    return False


def holder(begin: int, end: int, mentions: list[Mention]) -> Mention | None:
    """The smallest mention that holds a stretch."""
    around = [m for m in mentions if m.begin <= begin and end <= m.end]
    return min(around, key=lambda m: (m.end - m.begin, m.kind == "other"), default=None)


def ours(text: str, model: str) -> list[Mention]:
    """The mentions of a reading's names."""
    reading = onrecord.read_text(text, model=model)  # type: ignore[arg-type]
    return [Mention(s.start, s.end, name.kind, name.id) for name in reading.names for s in name.mentions]


def plain(text: str) -> list[Mention]:
    """spaCy's people and organisations; one chain for the same words."""
    kinds = {"PERSON": "person", "ORG": "organisation"}
    found = []
    for entity in language_model()(text).ents:
        if entity.label_ not in kinds:
            continue
        words = entity.text.removeprefix("the ").removeprefix("The ")
        bare = re.sub(r"['’]s?$", "", words)
        begin = entity.start_char + len(entity.text) - len(words)
        found.append(Mention(begin, begin + len(bare), kinds[entity.label_], bare.lower()))
    return found


class Tally:
    """What is counted over the articles of a collection."""

    def __init__(self) -> None:
        self.counts: Counter[str] = Counter()
        self.precision: list[float] = []
        self.recall: list[float] = []

    def take(self, document: Document, found: list[Mention], show: bool = False) -> None:
        """Count one article."""
        names = set(document.names)
        met: dict[Mention, Mention] = {}
        for one in found:
            if one.end > document.until:
                continue
            gold = holder(one.begin, one.end, document.mentions)
            right = gold is not None and gold.kind == one.kind
            self.counts[f"{one.kind} found"] += 1
            self.counts[f"{one.kind} right"] += right
            if show and not right:
                around = document.text[max(0, one.begin - 40) : one.end + 30].replace("\n", "|")
                print(f"  wrong {one.kind} [{document.text[one.begin : one.end]}] {gold and gold.kind}: {around}")
            if gold is not None and right and gold in names:
                met.setdefault(gold, one)
        for gold in document.names:
            self.counts[f"{gold.kind} gold"] += 1
            self.counts[f"{gold.kind} met"] += gold in met
            if show and gold not in met:
                around = document.text[max(0, gold.begin - 30) : gold.end + 30].replace("\n", "|")
                print(f"  missed {gold.kind} [{document.text[gold.begin : gold.end]}]: {around}")
        by_chain: dict[str, set[Mention]] = defaultdict(set)
        by_group: dict[str, set[Mention]] = defaultdict(set)
        for gold, one in met.items():
            by_group[one.chain].add(gold)
        for gold in document.names:
            by_chain[gold.chain].add(gold)
        for gold in document.names:
            same = by_group[met[gold].chain] if gold in met else {gold}
            shared = len(same & by_chain[gold.chain])
            if gold in met:
                self.precision.append(shared / len(same))
                if show and shared < len(same):
                    print(f"  joined {document.text[gold.begin : gold.end]!r}: {document.id}")
            self.recall.append(shared / len(by_chain[gold.chain]))

    def row(self, name: str) -> str:
        """One line of the table."""
        cells = [name]
        for kind in ("person", "organisation"):
            p = self.counts[f"{kind} right"] / max(1, self.counts[f"{kind} found"])
            r = self.counts[f"{kind} met"] / max(1, self.counts[f"{kind} gold"])
            cells += [f"{p:.3f}", f"{r:.3f}", f"{2 * p * r / max(p + r, 1e-9):.3f}"]
        p, r = (sum(v) / max(1, len(v)) for v in (self.precision, self.recall))
        return "| " + " | ".join([*cells, f"{p:.3f}", f"{r:.3f}", f"{2 * p * r / max(p + r, 1e-9):.3f}"]) + " |"


def main() -> int:
    """Print the tables."""
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--model", default=DEFAULT, choices=MODELS)
    arguments.add_argument("--set", choices=list(FILES), action="append", help="only this collection")
    arguments.add_argument("--part", choices=("tuned", "kept"), help="only this half of the articles")
    arguments.add_argument("--show", action="store_true", help="list what is not right")
    options = arguments.parse_args()
    if not FOLDER.exists():
        print("benchmarks.names: ../shared/eval is not beside this checkout: nothing measured")
        return 0
    print("| collection | reader | people P | R | F1 | bodies P | R | F1 | B³ P | R | F1 |\n" + "| --- " * 11 + "|")
    for name in options.set or FILES:
        tallies = {"ours": Tally(), "spaCy": Tally()}
        seconds = time.perf_counter()
        count = names = 0
        for document in documents(name):
            even = hashlib.blake2b(document.id.encode(), digest_size=2).digest()[0] % 2 == 0
            if options.part and even != (options.part == "tuned"):
                continue
            count, names = count + 1, names + len(document.names)
            tallies["ours"].take(document, ours(document.text, options.model), options.show)
            tallies["spaCy"].take(document, plain(document.text))
        for who, tally in tallies.items():
            line = tally.row(f"{name} ({count} articles, {names} names) | {who}")
            if name == "re3d":
                line = " |".join(line.split(" |")[:8]) + " | – | – | – |"
            print(line)
        print(f"{name}: {time.perf_counter() - seconds:.0f} s", file=sys.stderr)
    return 0


if __name__ == "__main__":
    sys.exit(main())
