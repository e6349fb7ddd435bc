"""Whom a speaker's mention goes to, against the coreference chains of GUM's news articles.

    python -m benchmarks.coreference [--model NAME] [--show]

24 Wikinews articles, texts CC BY 2.5, annotations CC BY 4.0 (amir-zeldes/gum), in `../shared/eval/entities`. Every
source of our statements that is a mention of the gold is asked: the record it was resolved to has other mentions; are
these of the same chain? Nothing but mentions counts, so a right name of a wrong man is wrong. Where the chain is met
elsewhere and our record stands alone, it is "not joined"; where both stand alone nothing is to be decided, and the
mention is left out.
"""

from __future__ import annotations

import argparse
import gzip
import json
import sys
from collections import Counter
from pathlib import Path
from typing import Any

import onrecord
from onrecord.reading import DEFAULT, MODELS
from onrecord.records import Reading, Span, Statement

GUM = Path(__file__).resolve().parents[2] / "shared/eval/entities/gum_news_24.jsonl.gz"
PRONOUNS = frozenset("he she they it him her them who which i we himself herself themselves".split())
OUTCOMES = ("right", "wrong", "not joined", "names nobody")


def nearest(span: Span, gold: list[dict[str, Any]]) -> dict[str, Any] | None:
    """The gold mention that shares most with a span, at least half of both together."""

    def shared(mention: dict[str, Any]) -> float:
        low, high = int(mention["begin"]), int(mention["end"])
        return (min(span.end, high) - max(span.start, low)) / (max(span.end, high) - min(span.start, low))

    best = max(gold, key=shared, default=None)
    return best if best is not None and shared(best) >= 0.5 else None


def outcome(reading: Reading, said: Statement, gold: list[dict[str, Any]]) -> tuple[str, str] | None:
    """The kind of a statement's source and what became of it; None where the gold has nothing to say."""
    whole = Span(said.source.spans[0].start, said.source.spans[-1].end)
    mention = nearest(whole, gold)
    if mention is None:
        return None
    words = whole.of(reading.article.text)
    kind = "pronoun" if words.lower() in PRONOUNS else "name" if mention["pos"].startswith("NNP") else "noun"
    others = [m for m in gold if m["chain"] == mention["chain"] and not Span(m["begin"], m["end"]).overlaps(whole)]
    record = next((s for s in reading.sources if s.id == said.source.id), None)
    if record is None:
        return kind, "names nobody"
    elsewhere = [m for m in record.mentions if not m.overlaps(whole)]
    chains = Counter(found["chain"] for m in elsewhere if (found := nearest(m, gold)) is not None)
    if not chains:
        return (kind, "not joined") if others else None
    return kind, "right" if chains.most_common(1)[0][0] == mention["chain"] else "wrong"


def main() -> int:
    """Print the table."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--model", default=DEFAULT, choices=MODELS)
    arguments.add_argument("--show", action="store_true", help="list what is not right")
    options = arguments.parse_args()
    if not GUM.exists():
        print("benchmarks.coreference: ../shared/eval is not beside this checkout: nothing measured")
        return 0
    tallies: dict[str, Counter[str]] = {kind: Counter() for kind in ("name", "pronoun", "noun")}
    with gzip.open(GUM, "rt", encoding="utf-8") as lines:
        for line in lines:
            document = json.loads(line)
            reading = onrecord.read_text(document["text"], model=options.model)
            for said in reading.statements:
                result = outcome(reading, said, document["entities"]) if said.source.spans else None
                if result is None:
                    continue
                tallies[result[0]][result[1]] += 1
                if options.show and result[1] != "right":
                    words = [s.of(document["text"]) for s in said.source.spans]
                    record = next((s.name for s in reading.sources if s.id == said.source.id), None)
                    print(document["id"], said.source.spans[0].start, *result, words, "->", record)
    print("| source | cases | " + " | ".join(OUTCOMES) + " |\n| --- |" + " --- |" * (1 + len(OUTCOMES)))
    total: Counter[str] = Counter()
    for kind, tally in tallies.items():
        total += tally
        print(f"| {kind} | {tally.total()} | " + " | ".join(str(tally[name]) for name in OUTCOMES) + " |")
    print(f"| all | {total.total()} | " + " | ".join(str(total[name]) for name in OUTCOMES) + " |")
    return 0


if __name__ == "__main__":
    sys.exit(main())
