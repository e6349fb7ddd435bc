"""Attribution: figures on the PolNeAR development part, and words per second beside plain spaCy.

    python -m benchmarks.attribution [--articles N] [--predictions FILE]

The texts and the scorer lie in `../shared/eval/attribution` beside the checkout; without them this says so and ends.
Each article goes through the whole reading as one article as it stands (`onrecord extract --whole`).
"""

from __future__ import annotations

import argparse
import gzip
import importlib.util
import json
import sys
import time
from pathlib import Path
from types import ModuleType
from typing import Any

import onrecord
from onrecord.reading.analysis import BATCH, language_model
from onrecord.records import Reading, Span

FOLDER = Path(__file__).resolve().parents[2] / "shared" / "eval" / "attribution"

# Development-part figures of the open peers and of people, as the data's README gives them (same scorer).
PEERS = (
    ("a first encoder model (not shipped)", 78.6, 72.3),
    ("Citron's code wholly retrained on PolNeAR", 58.7, 53.2),
    ("a 100-line spaCy baseline", 55.2, 48.1),
    ("Gender Gap Tracker rules", 49.1, 41.3),
)


def load_scorer() -> ModuleType:
    """Load the scorer that every figure of the field here is counted with."""
    spec = importlib.util.spec_from_file_location("score_attribution", FOLDER / "score_attribution.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def pairs(spans: tuple[Span, ...]) -> list[list[int]]:
    """Give spans as the scorer takes them."""
    return [[span.start, span.end] for span in spans]


def as_predictions(reading: Reading) -> list[dict[str, list[list[int]]]]:
    """Give a reading's statements as the scorer takes them."""
    return [
        {"source": pairs(s.source.spans), "cue": pairs(s.cue.spans), "content": pairs(s.content.spans)}
        for s in reading.statements
    ]


def plain_spacy(texts: list[str]) -> float:
    """Give the seconds plain spaCy takes for the same texts: the whole English pipeline, article by article."""
    model = language_model()
    start = time.perf_counter()
    for text in texts:
        for _ in model.pipe([block for block in text.split("\n") if block.strip()], batch_size=BATCH):
            pass
    return time.perf_counter() - start


def f1(result: dict[str, Any], *path: str) -> str:
    """Give one F1 of the scorer's result in per cent."""
    at: Any = result
    for key in path:
        at = at[key]
    return f"{100 * at['f1']:.1f}"


def main() -> int:
    """Score, time and print a Markdown table."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--articles", type=int, default=10**9, help="only the first N articles")
    arguments.add_argument("--part", default="dev", help="dev or train")
    arguments.add_argument("--predictions", type=Path, help="also write the predictions as JSONL for the scorer")
    options = arguments.parse_args()
    gold_file = FOLDER / f"polnear-{options.part}.jsonl.gz"
    if not gold_file.exists():
        print("benchmarks.attribution: ../shared/eval/attribution is not beside this checkout: nothing measured")
        return 0
    with gzip.open(gold_file, "rt", encoding="utf-8") as lines:
        gold = [json.loads(line) for line in lines][: options.articles]
    texts = [document["text"] for document in gold]
    words = sum(len(text.split()) for text in texts)
    onrecord.read_text("Warm up, she said.")
    # In turns, so that whatever else the machine does weighs on both alike.
    ours = theirs = 0.0
    predictions: dict[str, list[dict[str, list[list[int]]]]] = {}
    for at in range(0, len(gold), 12):
        batch = gold[at : at + 12]
        start = time.perf_counter()
        for document in batch:
            predictions[document["doc_id"]] = as_predictions(onrecord.read_text(document["text"]))
        ours += time.perf_counter() - start
        theirs += plain_spacy([document["text"] for document in batch])
    result = load_scorer().score(gold, predictions, bootstrap=200)
    if options.predictions:
        with options.predictions.open("w", encoding="utf-8") as stream:
            for name, attributions in predictions.items():
                stream.write(json.dumps({"doc_id": name, "attributions": attributions}) + "\n")
    whole = result["attributions"]
    low, high = (100 * x for x in result["ci95"]["end2end_f1"])
    print(f"PolNeAR {options.part}, {len(gold)} articles, {words} words\n")
    print("| | content F1 | end-to-end F1 | source right |")
    print("| --- | --- | --- | --- |")
    interval = f"{f1(whole, 'end2end')} (95 %: {low:.1f} to {high:.1f})"
    print(f"| **Onrecord, rules** | {f1(whole, 'content')} | {interval} | {100 * whole['source-acc']:.1f} |")
    for name, content, end in PEERS:
        print(f"| {name} | {content} | {end} | |")
    print("\n| kind | content F1 | end-to-end F1 |\n| --- | --- | --- |")
    for kind in ("direct", "mixed", "indirect"):
        row = result["by_kind"]
        print(f"| {kind} | {f1(row, f'content/{kind}')} | {f1(row, f'end2end/{kind}')} |")
    for kind in ("speech", "other"):
        row = result["by_cue"]
        print(f"| {kind} cues | {f1(row, f'content/{kind}')} | {f1(row, f'end2end/{kind}')} |")
    print("\n| one thread | words/s | ratio |\n| --- | --- | --- |")
    print(f"| plain spaCy, whole pipeline | {words / theirs:,.0f} | 1.00 |")
    print(f"| Onrecord, whole reading | {words / ours:,.0f} | {theirs / ours:.2f} |")
    return 0


if __name__ == "__main__":
    sys.exit(main())
