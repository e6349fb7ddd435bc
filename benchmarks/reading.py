"""Everything after the spans, on our own labels: authority, stance, relay, nesting, speakers, silences, confidence.

    python -m benchmarks.reading [--model NAME] [--part test]

`labels/` holds ids, offsets and labels; the texts lie in `../shared/eval` beside the checkout, and without them this
says so and ends. Statements are compared with the shared scorer's rule: one to one by content, IoU of words >= 0.5.
"""

from __future__ import annotations

import argparse
import gzip
import json
import re
import sys
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import onrecord
from benchmarks.attribution import as_predictions, load_scorer
from benchmarks.labelled import LABELS, labelled
from onrecord.reading import DEFAULT, MODELS
from onrecord.records import Reading, Spans, Statement

SHARED = Path(__file__).resolve().parents[2] / "shared" / "eval"
CORPORA = {
    "aljazeera": "corpora/aljazeera_mideast_4341.jsonl.gz",
    "fakes": "corpora/fakes_syria_804.jsonl.gz",
    "te3": "corpora/te3silver_newswire.jsonl.gz",
}
_WORD = re.compile(r"\w+(?:['’]\w+)*")


class Tally:
    """Precision, recall and F1 of a class."""

    def __init__(self) -> None:
        self.right = self.found = self.gold = 0

    def row(self, name: str) -> str:
        """One row of a Markdown table."""
        precision = self.right / self.found if self.found else 0.0
        recall = self.right / self.gold if self.gold else 0.0
        f1 = 2 * precision * recall / (precision + recall) if precision + recall else 0.0
        return f"| {name} | {self.gold} | {100 * precision:.0f} | {100 * recall:.0f} | {100 * f1:.0f} |"


def words(text: str, spans: Iterable[Sequence[int]]) -> frozenset[int]:
    """The starts of the words that share a character with the spans."""
    return frozenset(m.start() for start, end in spans for m in _WORD.finditer(text, start, end))


def paired(wanted: list[frozenset[int]], given: list[frozenset[int]]) -> list[tuple[int, int]]:
    """Pair sets of words one to one where their IoU is at least 0.5, the best overlap first: numbers of both."""
    overlaps = [(len(a & b) / len(a | b), i, j) for i, a in enumerate(wanted) for j, b in enumerate(given) if a & b]
    pairs: list[tuple[int, int]] = []
    used_wanted: set[int] = set()
    used_given: set[int] = set()
    for overlap, i, j in sorted(overlaps, key=lambda x: (-x[0], x[1], x[2])):
        if overlap >= 0.5 and i not in used_wanted and j not in used_given:
            used_wanted.add(i)
            used_given.add(j)
            pairs.append((i, j))
    return pairs


def matched(text: str, gold: list[dict[str, Any]], found: list[Statement]) -> list[tuple[dict[str, Any], Statement]]:
    """Pair gold and found statements one to one, the best overlap first."""
    wanted = [words(text, g["content"]) for g in gold]
    given = [words(text, [(x.start, x.end) for x in s.content.spans]) for s in found]
    return [(gold[i], found[j]) for i, j in paired(wanted, given)]


def same_speaker(reading: Reading, statement: Statement, means: list[int] | None) -> bool | None:
    """Tell whether the statement's source is who the label means; None where the reading names no one."""
    if statement.source.id is None:
        return None
    source = next(s for s in reading.sources if s.id == statement.source.id)
    if means is None:
        return False
    meant = reading.article.text[means[0] : means[1]]
    if any(m.start < means[1] and means[0] < m.end for m in source.mentions):
        return True
    names = {_bare(n) for n in (source.name, *source.aliases)}
    return _bare(meant) in names


def _bare(name: str) -> str:
    return " ".join(w for w in _WORD.findall(name.lower()) if w not in ("the", "a", "an"))


def statements_of(rows: list[dict[str, Any]], model: Any) -> None:
    """Spans, authority, stance, relay, nesting, speakers and confidence on the labelled articles."""
    scorer = load_scorer()
    readings = {row["doc_id"]: onrecord.read_text(row["text"], model=model) for row in rows}
    predictions = {name: as_predictions(reading) for name, reading in readings.items()}
    result = scorer.score(rows, predictions)
    print(f"\nOpen set, {len(rows)} articles, model {model}\n")
    print("| statements | content F1 | end-to-end F1 |\n| --- | --- | --- |")
    whole = result["attributions"]
    print(f"| all | {100 * whole['content']['f1']:.1f} | {100 * whole['end2end']['f1']:.1f} |")
    for by, keys in (("by_kind", ("direct", "mixed", "indirect")), ("by_cue", ("speech", "other"))):
        for key in keys:
            part = result[by]
            print(f"| {key} | {100 * part[f'content/{key}']['f1']:.1f} | {100 * part[f'end2end/{key}']['f1']:.1f} |")
    tallies: dict[str, Tally] = {}
    speakers: Counter[str] = Counter()
    bins: dict[int, list[bool]] = {}
    recall: Counter[str] = Counter()
    for row in rows:
        reading = readings[row["doc_id"]]
        pairs = matched(row["text"], row["statements"], list(reading.statements))
        right = {id(found) for _, found in pairs}
        for found in reading.statements:
            bins.setdefault(min(9, int(found.confidence * 10)), []).append(id(found) in right)
        of_gold = {id(gold): found for gold, found in pairs}
        for gold in row["statements"]:
            recall[gold["class"]] += 1
            recall[gold["class"] + " found"] += id(gold) in of_gold
        by_number = {found.id: gold for gold, found in pairs}
        for gold, found in pairs:
            for label, wanted, given in (
                ("authority", gold["status"] or "nobody", found.source.status or "nobody"),
                ("stance", gold["stance"], found.stance),
                ("relay", "relay" if gold["relay"] else None, "relay" if found.relay else None),
                ("nesting", "nested" if gold["parent"] is not None else None, "nested" if found.parent else None),
            ):
                if wanted:
                    tallies.setdefault(f"{label}: {wanted}", Tally()).gold += 1
                if given:
                    tally = tallies.setdefault(f"{label}: {given}", Tally())
                    tally.found += 1
                    tally.right += wanted == given
            if gold["parent"] is not None and found.parent:
                parent = by_number.get(found.parent)
                speakers["parent right"] += parent is row["statements"][gold["parent"]]
                speakers["parent told"] += 1
            if gold["speaker"] is not None:
                known = same_speaker(reading, found, gold["speaker"])
                speakers["right" if known else "nobody" if known is None else "wrong"] += 1
    print("\n| of the statements matched | gold | precision | recall | F1 |\n| --- | --- | --- | --- | --- |")
    for name in sorted(tallies):
        print(tallies[name].row(name))
    print("\n| class | gold | found |\n| --- | --- | --- |")
    for name in ("speech", "attitude", "intention"):
        print(f"| {name} | {recall[name]} | {100 * recall[name + ' found'] / max(1, recall[name]):.0f} % |")
    told = speakers["right"] + speakers["wrong"] + speakers["nobody"]
    print(
        f"\nSpeakers of matched statements: {told}; right {speakers['right']}, wrong {speakers['wrong']}, nobody named"
    )
    print(f"{speakers['nobody']}. Parents right: {speakers['parent right']} of {speakers['parent told']}.")
    print("\n| confidence | statements | of these right |\n| --- | --- | --- |")
    for low in sorted(bins):
        share = sum(bins[low]) / len(bins[low])
        print(f"| {low / 10:.1f} to {(low + 1) / 10:.1f} | {len(bins[low])} | {100 * share:.0f} % |")


def texts(corpora: Iterable[str]) -> dict[tuple[str, str], str]:
    """The texts of the corpora, by corpus and id."""
    found = {}
    for name in corpora:
        with gzip.open(SHARED / CORPORA[name], "rt", encoding="utf-8") as lines:
            for line in lines:
                row = json.loads(line)
                found[name, str(row["id"])] = row["text"]
    return found


def speakers_of(known: dict[tuple[str, str], str], model: Any) -> None:
    """Who is meant, on mentions of speakers in news of another kind."""
    rows = [json.loads(line) for line in (LABELS.parent / "speakers.jsonl").read_text("utf-8").splitlines()]
    by_kind: dict[str, Counter[str]] = {}
    for row in rows:
        reading = onrecord.read_text(known[row["corpus"], row["doc_id"]], model=model)
        start, end = row["mention"]
        tally = by_kind.setdefault(row["kind"], Counter())
        if not row["speaks"]:
            continue
        tally["all"] += 1
        said = [s for s in reading.statements if any(x.start < end and start < x.end for x in s.source.spans)]
        if not said:
            tally["no statement"] += 1
            continue
        outcome = same_speaker(reading, said[0], row["means"])
        if row["means"] is None:
            outcome = outcome is None
        tally["right" if outcome else "nobody" if outcome is None else "wrong"] += 1
    print("\nWho is meant: mentions in Al Jazeera and FA-KES articles, by hand\n")
    print(
        "| mention | cases | right | wrong | names nobody | no statement found |\n| --- | --- | --- | --- | --- | --- |"
    )
    total: Counter[str] = Counter()
    for kind in sorted(by_kind):
        total += by_kind[kind]
    for kind, tally in [*sorted(by_kind.items()), ("all", total)]:
        counts = " | ".join(str(tally[name]) for name in ("all", "right", "wrong", "nobody", "no statement"))
        print(f"| {kind} | {counts} |")


def silences_of(known: dict[tuple[str, str], str], model: Any, part: str) -> None:
    """Silences in sentences that look like one."""
    rows = [json.loads(line) for line in (LABELS.parent / "silences.jsonl").read_text("utf-8").splitlines()]
    rows = [row for row in rows if row["part"] == part]
    tallies: dict[str, Tally] = {"any kind": Tally()}
    for row in rows:
        reading = onrecord.read_text(known[row["corpus"], row["doc_id"]], model=model)
        inside = [s for s in reading.silences if any(row["start"] <= x.start < row["end"] for x in s.spans)]
        any_kind = tallies["any kind"]
        any_kind.gold += len(row["silences"])
        any_kind.found += len(inside)
        left = list(row["silences"])
        for gold in row["silences"]:
            tallies.setdefault(gold["kind"], Tally()).gold += 1
        for found in inside:
            tally = tallies.setdefault(found.kind, Tally())
            tally.found += 1
            hit = next((g for g in left if _touch(found.spans, g["span"])), None)
            if hit is not None:
                left.remove(hit)
                any_kind.right += 1
                tally.right += hit["kind"] == found.kind
    print(f"\nSilences: {len(rows)} sentences of three corpora that hold a word of silence, by hand\n")
    print("| silence | gold | precision | recall | F1 |\n| --- | --- | --- | --- | --- |")
    for name in sorted(tallies):
        print(tallies[name].row(name))


def _touch(spans: Spans, span: list[int]) -> bool:
    return any(s.start < span[1] and span[0] < s.end for s in spans)


def main() -> int:
    """Print every table."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--model", default=DEFAULT, choices=MODELS)
    arguments.add_argument("--part", default="test", help="test or train")
    arguments.add_argument("--only", choices=("statements", "speakers", "silences"))
    options = arguments.parse_args()
    if not SHARED.exists():
        print("benchmarks.reading: ../shared/eval is not beside this checkout: nothing measured")
        return 0
    if options.only in (None, "statements"):
        statements_of(labelled(SHARED, options.part), options.model)
    if options.only == "statements":
        return 0
    known = texts(CORPORA)
    if options.only in (None, "speakers"):
        speakers_of(known, options.model)
    if options.only in (None, "silences"):
        silences_of(known, options.model, options.part)
    return 0


if __name__ == "__main__":
    sys.exit(main())
