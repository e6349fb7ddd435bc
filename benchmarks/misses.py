"""What the reading misses, counted by kind: attributions of PolNeAR's development part drawn by chance.

    python -m benchmarks.misses [--model NAME] [--number 100] [--seed 1] [--show]

A miss is a gold attribution that no statement matches by content (IoU >= 0.5). Its kind is told from what stands at its
place: a statement with too little or too much of the content, a cue that was found for something else, or nothing; and
from what its cue is. `--show` prints each with its words, for reading; the texts are the publishers' and stay beside
the checkout.
"""

from __future__ import annotations

import argparse
import gzip
import json
import random
import sys
from collections import Counter
from typing import Any

import onrecord
from benchmarks.attribution import FOLDER, as_predictions, load_scorer
from benchmarks.reading import paired, words
from onrecord.reading import DEFAULT, MODELS
from onrecord.reading.analysis import language_model

Spans = list[list[int]]


def unmatched(text: str, gold: list[dict[str, Any]], found: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The gold attributions that nothing found matches, one to one, the best overlap first."""
    wanted = [words(text, one["content"]) for one in gold]
    given = [words(text, one["content"]) for one in found]
    hits = {i for i, _ in paired(wanted, given)}
    return [one for i, one in enumerate(gold) if i not in hits and wanted[i]]


def place(text: str, miss: dict[str, Any], found: list[dict[str, Any]]) -> str:
    """What stands where the miss should be."""
    wanted = words(text, miss["content"])
    cue = words(text, miss["cue"])
    best = max(found, key=lambda one: len(words(text, one["content"]) & wanted), default=None)
    shared = words(text, best["content"]) & wanted if best is not None else frozenset()
    if best is not None and shared:
        given = words(text, best["content"])
        if words(text, best["cue"]) & cue:
            return "its content cut short" if len(given) < len(wanted) else "its content too long"
        return "inside another statement's content" if shared == wanted else "part of it in another statement"
    if any(words(text, one["cue"]) & cue for one in found):
        return "its content elsewhere"
    return "nothing found"


def cue_kind(text: str, cue: Spans, speech: set[str]) -> str:
    """What the cue is, by the scorer's list of verbs of saying and by part of speech."""
    if not cue:
        return "no cue"
    said = text[cue[0][0] : cue[-1][1]]
    if not any(c.isalnum() for c in said):
        return "a mark: colon, dash"
    doc = language_model()(said)
    if any(t.lower_ in speech for t in doc):
        return "a verb of saying"
    if any(t.pos_ == "VERB" for t in doc):
        return "another verb (belief, intention, attitude, event)"
    if any(t.pos_ in ("NOUN", "PROPN", "ADJ") for t in doc):
        return "a noun or adjective"
    return "a preposition or other small word"


def main() -> int:
    """Print the counts."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--model", default=DEFAULT, choices=MODELS)
    arguments.add_argument("--number", type=int, default=100)
    arguments.add_argument("--seed", type=int, default=1)
    arguments.add_argument("--show", action="store_true")
    options = arguments.parse_args()
    if not FOLDER.exists():
        print("benchmarks.misses: ../shared/eval is not beside this checkout: nothing measured")
        return 0
    speech = load_scorer().SPEECH
    misses: list[tuple[dict[str, Any], dict[str, Any], str]] = []
    gold_count = 0
    with gzip.open(FOLDER / "polnear-dev.jsonl.gz", "rt", encoding="utf-8") as lines:
        for line in lines:
            document = json.loads(line)
            text = document["text"]
            found = as_predictions(onrecord.read_text(text, model=options.model))
            gold_count += len(document["attributions"])
            for miss in unmatched(text, document["attributions"], found):
                misses.append((document, miss, place(text, miss, found)))
    drawn = random.Random(options.seed).sample(misses, min(options.number, len(misses)))
    table: Counter[tuple[str, str]] = Counter()
    for document, miss, where in drawn:
        kind = cue_kind(document["text"], miss["cue"], speech)
        table[where, kind] += 1
        if options.show:
            parts = ["…".join(document["text"][s:e] for s, e in miss[role]) for role in ("source", "cue", "content")]
            print(document["doc_id"], "·", where, "·", kind, "\n   ", " | ".join(parts))
    print(f"{len(misses)} of {gold_count} attributions missed; {len(drawn)} of them drawn by chance\n")
    kinds = sorted({kind for _, kind in table}, key=lambda k: -sum(n for (_, x), n in table.items() if x == k))
    print("| what stands at its place | " + " | ".join(kinds) + " | all |\n| --- |" + " --- |" * (len(kinds) + 1))
    for where in sorted({w for w, _ in table}, key=lambda w: -sum(n for (x, _), n in table.items() if x == w)):
        row = [table[where, kind] for kind in kinds]
        print(f"| {where} | " + " | ".join(map(str, row)) + f" | {sum(row)} |")
    print(
        "| all | "
        + " | ".join(str(sum(n for (_, x), n in table.items() if x == k)) for k in kinds)
        + f" | {len(drawn)} |"
    )
    return 0


if __name__ == "__main__":
    sys.exit(main())
