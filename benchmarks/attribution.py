"""Attribution: figures on the PolNeAR development part, and words per second beside plain spaCy.

    python -m benchmarks.attribution [--model NAME] [--articles N] [--predictions FILE]

The texts and the scorer lie in `../shared/eval/attribution` beside the checkout; without them this says so and ends.
Each article goes through the whole reading as one article as it stands (`onrecord extract --whole`). Then the same is
asked of the twenty articles that each of six people annotated: how well the product agrees with each of them, beside
how well they agree with each other.
"""

from __future__ import annotations

import argparse
import gzip
import importlib.util
import json
import sys
import time
from itertools import permutations
from pathlib import Path
from types import ModuleType
from typing import Any

import onrecord
from onrecord.reading import DEFAULT, MODELS, Model
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


def people(scorer: ModuleType, model: Model) -> None:
    """Print how six people agree with each other, and the product with each of them, on the same twenty articles."""
    readers = {}
    for path in sorted(FOLDER.glob("polnear-annotator-training-*.jsonl.gz")):
        with gzip.open(path, "rt", encoding="utf-8") as lines:
            readers[path.name] = [json.loads(line) for line in lines]
    ours: dict[str, list[dict[str, list[list[int]]]]] = {}
    rows: dict[str, list[tuple[float, float]]] = {"people": [], "product": []}
    for document in (d for documents in readers.values() for d in documents):
        if document["doc_id"] not in ours:
            ours[document["doc_id"]] = as_predictions(onrecord.read_text(document["text"], model=model))
    for one, other in permutations(readers, 2):
        said = {d["doc_id"]: d["attributions"] for d in readers[other]}
        shared = [d for d in readers[one] if d["doc_id"] in said]
        names = {d["doc_id"] for d in shared}
        rows["people"].append(both(scorer.score(shared, {k: v for k, v in said.items() if k in names})))
    for documents in readers.values():
        names = {d["doc_id"] for d in documents}
        rows["product"].append(both(scorer.score(documents, {k: v for k, v in ours.items() if k in names})))
    print(f"\n{len(ours)} articles that {len(readers)} people annotated\n")
    print("| | content F1 (mean, lowest to highest) | end-to-end F1 |\n| --- | --- | --- |")
    for name, label in (("people", "one person with another"), ("product", f"Onrecord ({model}) with each person")):
        content, end = ([row[k] for row in rows[name]] for k in (0, 1))
        print(f"| {label} | {spread(content)} | {spread(end)} |")


def both(result: dict[str, Any]) -> tuple[float, float]:
    """Give content and end-to-end F1 of one result in per cent."""
    whole = result["attributions"]
    return 100 * whole["content"]["f1"], 100 * whole["end2end"]["f1"]


def spread(values: list[float]) -> str:
    """Give a mean with its range."""
    return f"{sum(values) / len(values):.1f} ({min(values):.1f} to {max(values):.1f})"


def publishers(scorer: ModuleType, gold: list[dict[str, Any]], predictions: dict[str, Any]) -> None:
    """Print the figures of each publisher; the document ids begin with its name."""
    print("\n| publisher | articles | content F1 | end-to-end F1 |\n| --- | --- | --- | --- |")
    for name in sorted({d["doc_id"].split("_")[0] for d in gold}):
        own = [d for d in gold if d["doc_id"].split("_")[0] == name]
        content, end = both(scorer.score(own, {d["doc_id"]: predictions[d["doc_id"]] for d in own}))
        print(f"| {name} | {len(own)} | {content:.1f} | {end:.1f} |")


def main() -> int:
    """Score, time and print a Markdown table."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--articles", type=int, default=10**9, help="only the first N articles")
    arguments.add_argument("--model", default=DEFAULT, choices=MODELS)
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
    onrecord.read_text("Warm up, she said.", model=options.model)
    # In turns, so that whatever else the machine does weighs on both alike.
    ours = theirs = 0.0
    predictions: dict[str, list[dict[str, list[list[int]]]]] = {}
    for at in range(0, len(gold), 12):
        batch = gold[at : at + 12]
        start = time.perf_counter()
        for document in batch:
            predictions[document["doc_id"]] = as_predictions(onrecord.read_text(document["text"], model=options.model))
        ours += time.perf_counter() - start
        theirs += plain_spacy([document["text"] for document in batch])
    scorer = load_scorer()
    result = scorer.score(gold, predictions, bootstrap=200)
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
    print(f"| **Onrecord, {options.model}** | {f1(whole, 'content')} | {interval} | {100 * whole['source-acc']:.1f} |")
    for name, content, end in PEERS:
        print(f"| {name} | {content} | {end} | |")
    print("\n| kind | content F1 | end-to-end F1 |\n| --- | --- | --- |")
    for kind in ("direct", "mixed", "indirect"):
        row = result["by_kind"]
        print(f"| {kind} | {f1(row, f'content/{kind}')} | {f1(row, f'end2end/{kind}')} |")
    for kind in ("speech", "other"):
        row = result["by_cue"]
        print(f"| {kind} cues | {f1(row, f'content/{kind}')} | {f1(row, f'end2end/{kind}')} |")
    publishers(scorer, gold, predictions)
    people(scorer, options.model)
    print("\n| one thread | words/s | ratio |\n| --- | --- | --- |")
    print(f"| plain spaCy, whole pipeline | {words / theirs:,.0f} | 1.00 |")
    print(f"| Onrecord, whole reading | {words / ours:,.0f} | {theirs / ours:.2f} |")
    return 0


if __name__ == "__main__":
    sys.exit(main())
