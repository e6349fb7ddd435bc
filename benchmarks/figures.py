"""Figures: the ledger against labelled sentences of news, and against the numbers of victims that MUC-4 asks for.

    python -m benchmarks.figures [--part dev|test|all] [--misses] [--no-muc] [--model NAME]

The labels lie in `labels/figures.jsonl`, the texts in `../shared/eval/corpora` beside the checkout, MUC-4 in
`../shared/eval/figures`; what is not there is left out, and that is said. `--misses` prints what went wrong in the
development part, never in the test part. quantulum3 finds numbers with units in the same sentences where it is
installed (`pip install quantulum3`); it knows neither who claims a figure nor what befell those counted.
"""

from __future__ import annotations

import argparse
import gzip
import hashlib
import importlib
import json
import re
import sys
import time
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import Any, NamedTuple

import onrecord
from onrecord.reading import DEFAULT, MODELS, Model
from onrecord.records import Figure, Reading, Span, Statement

ROOT = Path(__file__).resolve().parents[1]
LABELS = ROOT / "labels" / "figures.jsonl"
SHARED = ROOT.parent / "shared" / "eval"
MUC = SHARED / "figures" / "muc4_incidents_dev_tst123.jsonl.gz"
PEERS = SHARED / "figures" / "muc4_official_1992_peer_scores.jsonl"
Label = dict[str, Any]


class Score(NamedTuple):
    """Right, given and wanted, with what follows from them."""

    right: float
    given: float
    wanted: float

    @property
    def f1(self) -> float:
        return 200 * self.right / (self.given + self.wanted) if self.given + self.wanted else 0.0

    def __str__(self) -> str:
        precision = 100 * self.right / self.given if self.given else 0.0
        recall = 100 * self.right / self.wanted if self.wanted else 0.0
        return f"{precision:.1f} | {recall:.1f} | {self.f1:.1f}"


def labelled(path: Path, part: str) -> list[Label]:
    """The labelled sentences of a part with their texts. Raises ValueError where a text is not the one labelled."""
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    rows = [row for row in rows if row["reader"] == "first" and part in ("all", row["part"])]
    wanted = {row["doc_id"] for row in rows}
    texts = {}
    for collection in sorted({name.split("/")[0] for name in wanted}):
        with gzip.open(SHARED / "corpora" / f"{collection}.jsonl.gz", "rt", encoding="utf-8") as lines:
            for line in lines:
                row = json.loads(line)
                if f"{collection}/{row['id']}" in wanted:
                    texts[f"{collection}/{row['id']}"] = row["text"]
    for row in rows:
        row["text"] = texts[row["doc_id"]]
        if hashlib.sha256(row["text"].encode()).hexdigest() != row["sha256"]:
            raise ValueError(f"{row['doc_id']}: the text is not the one that was labelled: fetch the collection anew")
    return rows


def matched(given: list[list[tuple[int, int]]], wanted: list[list[tuple[int, int]]]) -> list[tuple[int, int]]:
    """Pair figures whose spans overlap, the largest overlap first; each is paired once."""
    shared = []
    for i, ours in enumerate(given):
        for j, theirs in enumerate(wanted):
            common = sum(max(0, min(b, d) - max(a, c)) for a, b in ours for c, d in theirs)
            if common:
                shared.append((-common, i, j))
    pairs: list[tuple[int, int]] = []
    for _, i, j in sorted(shared):
        if not any(i == a or j == b for a, b in pairs):
            pairs.append((i, j))
    return pairs


def same(one: float | None, other: float | None) -> bool:
    """Tell whether two ends are the same, to a hundredth of a share."""
    if one is None or other is None:
        return one is other
    return abs(one - other) <= max(0.01, 1e-6 * abs(other))


_IRREGULAR = {
    "people": "person", "men": "man", "women": "woman", "children": "child", "policemen": "policeman",
    "gunmen": "gunman", "servicemen": "serviceman", "militiamen": "militiaman", "fishermen": "fisherman",
}  # fmt: skip


def singular(word: str) -> str:
    """Give a noun so that its singular and its plural are the same string."""
    word = word.lower()
    if word in _IRREGULAR:
        return _IRREGULAR[word]
    if word.endswith("ies"):
        return word[:-3] + "y"
    return word[:-1] if word.endswith("s") and not word.endswith("ss") else word


def head_right(figure: Figure, label: Label, text: str) -> bool:
    """Tell whether the head of what is counted is the labelled one; none is right where none is labelled."""
    if label.get("head") is None or figure.head is None:
        return (label.get("head") is None) == (figure.head is None)
    return singular(text[slice(*label["head"])].split()[-1]) == singular(figure.head)


def claimant_right(figure: Figure, label: Label, reading: Reading, text: str) -> bool:
    """Tell whether the figure is claimed by whom the label names; the outlet's own voice is a claimant too."""
    claimant = label.get("claimant")
    statement = claim_of(figure, reading)
    if claimant is None or statement is None:
        return claimant is None and statement is None
    spans = [Span(*claimant[role]) for role in ("span", "named") if claimant[role] is not None]
    source = next((s for s in reading.sources if s.id == statement.source.id), None)
    mentions = [*statement.source.spans, *(source.mentions if source is not None else ())]
    if any(span.overlaps(mention) for span in spans for mention in mentions):
        return True
    names = {statement.source.text, statement.source.name or "", *((source.name, *source.aliases) if source else ())}
    return any(_alike(spans[-1].of(text), name) for name in names if name)


def claim_of(figure: Figure, reading: Reading) -> Statement | None:
    """Give the statement that names who claims the figure; one without a source stands in that around it, if in any."""
    at = figure.statement
    while at is not None:
        statement = next(s for s in reading.statements if s.id == at)
        if statement.source.text or statement.source.name:
            return statement
        at = statement.parent
    return None


def _alike(one: str, other: str) -> bool:
    ours, theirs = (set(re.findall(r"\w+", name.lower())) - {"the", "a", "an", "of"} for name in (one, other))
    return bool(ours) and bool(theirs) and (ours <= theirs or theirs <= ours)


MEASURES = ("found", "value and bound", "counted", "claimant", "kind", "part of")


def score(rows: list[Label], readings: dict[str, Reading], misses: bool) -> tuple[dict[str, Score], Counter[str]]:
    """Score the readings against the labels; print what went wrong where that is asked for."""
    right: Counter[str] = Counter()
    given = wanted = 0
    links: Counter[str] = Counter()
    for row in rows:
        reading, text = readings[row["doc_id"]], row["text"]
        start, end = row["sentence"]
        ours = [f for f in reading.figures if start <= f.spans[0].start < end]
        theirs = row["figures"]
        given, wanted = given + len(ours), wanted + len(theirs)
        pairs = matched([[(s.start, s.end) for s in f.spans] for f in ours], [f["spans"] for f in theirs])
        to_label = {ours[i].id: j for i, j in pairs}
        notes = [f"too many: {f.text!r} ({f.made_by})" for f in ours if f.id not in to_label]
        notes += [f"missed: {quoted(text, f['spans'])!r}" for j, f in enumerate(theirs) if j not in to_label.values()]
        for i, j in pairs:
            figure, label = ours[i], theirs[j]
            ends = same(figure.low, label["low"]) and same(figure.high, label["high"])
            results = {
                "found": True,
                "value and bound": ends and figure.bound == label["bound"],
                "counted": head_right(figure, label, text),
                "claimant": claimant_right(figure, label, reading, text),
                "kind": figure.kind == label["kind"],
            }
            for name, is_right in results.items():
                right[name] += is_right
                if not is_right:
                    notes.append(_note(name, figure, label, reading, text))
            links["given"] += figure.part_of is not None
            if figure.part_of is not None and to_label.get(figure.part_of) == label.get("part_of") is not None:
                links["right"] += 1
        links["wanted"] += sum(f.get("part_of") is not None for f in theirs)
        if misses and notes:
            print(f"\n{row['number']}: {' '.join(text[start:end].split())}")
            print("\n".join(f"    {note}" for note in notes))
    scores = {name: Score(right[name], given, wanted) for name in MEASURES[:-1]}
    scores["part of"] = Score(links["right"], links["given"], links["wanted"])
    return scores, right


def quoted(text: str, spans: list[list[int]]) -> str:
    return " … ".join(text[a:b] for a, b in spans)


def _note(name: str, figure: Figure, label: Label, reading: Reading, text: str) -> str:
    if name == "value and bound":
        ours: object = (figure.low, figure.high, figure.bound)
        theirs: object = (label["low"], label["high"], label["bound"])
    elif name == "counted":
        ours, theirs = figure.counted, label.get("head") and text[slice(*label["head"])]
    elif name == "claimant":
        statement = claim_of(figure, reading)
        ours = statement and (statement.source.name or statement.source.text, statement.cue.text)
        theirs = label.get("claimant") and quoted(text, [label["claimant"]["named"] or label["claimant"]["span"]])
    else:
        ours, theirs = figure.kind, label["kind"]
    return f"{name}: {figure.text!r} ({figure.made_by}) is {ours!r}, should be {theirs!r}"


def vague_words(rows: list[Label]) -> None:
    """Say how many labelled figures are vague and how many have a bound."""
    figures = [figure for row in rows for figure in row["figures"]]
    vague = sum(bool(f.get("vague")) for f in figures)
    claimed = sum(f.get("claimant") is not None for f in figures)
    print(f"{len(rows)} sentences, {len(figures)} figures: {vague} vague, {claimed} claimed by somebody\n")


def peer(rows: list[Label]) -> None:
    """Print how a peer finds numbers and their values in the same sentences."""
    try:
        parser = importlib.import_module("quantulum3.parser")
    except ImportError:
        print("\nquantulum3 is not installed: no peer in this run")
        return
    right = found = given = wanted = 0
    for row in rows:
        start, end = row["sentence"]
        sentence = row["text"][start:end]
        try:
            theirs = parser.parse(sentence)
        except Exception:  # it fails on some texts; then it has found nothing
            theirs = []
        spans = [[(start + q.span[0], start + q.span[1])] for q in theirs]
        given, wanted = given + len(spans), wanted + len(row["figures"])
        for i, j in matched(spans, [f["spans"] for f in row["figures"]]):
            label = row["figures"][j]
            found += 1
            right += any(
                same(float(theirs[i].value), label[end_]) for end_ in ("low", "high") if label[end_] is not None
            )
    print("\n| quantulum3, same sentences | precision | recall | F1 |\n| --- | --- | --- | --- |")
    print(f"| figures found | {Score(found, given, wanted)} |")
    print(f"| value right (its bound is not asked for) | {Score(right, given, wanted)} |")


_NUMBER = re.compile(r"(?P<least>-\s*)?(?P<about>~\s*)?(?P<number>\d+)(?P<most>\s*-)?")
_EFFECTS = {"DEATH": "killed", "INJURY": "injured"}


class Target(NamedTuple):
    """One human target of a MUC-4 key: the numbers it may have, and what befell it."""

    numbers: frozenset[int]
    plural: bool
    kinds: frozenset[str]
    optional: bool


def targets_of(row: dict[str, Any]) -> list[Target]:
    """The human targets of a text's key, incident by incident."""
    found = []
    for incident in row["incidents"]:
        effects: dict[str, set[str]] = {}
        for slot in incident.get("hum_effect", []):
            for alternative in re.findall(r"\"[^\"]*\"", slot["raw"]):
                words = slot["raw"].split(":")[0]
                effects.setdefault(alternative, set()).update(
                    k for w, k in _EFFECTS.items() if re.search(rf"(?<!NO ){w}", words)
                )
        kidnapped = any("KIDNAPPING" in slot["raw"] for slot in incident.get("type", []))
        for slot in incident.get("hum_number", []):
            said, _, whom = slot["raw"].partition(":")
            numbers = frozenset(int(m["number"]) for m in _NUMBER.finditer(said))
            kinds = {kind for name in re.findall(r"\"[^\"]*\"", whom) for kind in effects.get(name, ())}
            kinds |= {"detained"} if kidnapped else set()
            optional = bool(incident["optional_template"] or slot["optional"])
            found.append(Target(numbers, "PLURAL" in said, frozenset(kinds), optional))
    return found


def muc4(model: Model, split: str) -> None:
    """Print how many of the numbers that the key wants of a text the ledger has, and how many it has beside them.

    This is not the official score, which pairs whole templates, one for each incident; the ledger makes no incidents.
    Here a key's number is found where the text has that number as a figure, and found with its effect where it has it
    as killed, injured or detained (of kidnappings). Precision is over the numbers of people killed, injured, missing or
    detained in texts with an incident: those of fights between armies, which the key leaves out, count as wrong.
    Optional targets are neither wanted nor wrong. Vague numbers ("PLURAL") are left out.
    """
    with gzip.open(MUC, "rt", encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines]
    rows = [row for row in rows if row["split"] in split.split(",")]
    counts: dict[str, Counter[str]] = {"stated": Counter(), "effect": Counter(), "all": Counter()}
    for row in rows:
        reading = onrecord.read_text(row["text"], model=model)
        targets = targets_of(row)
        people = [f for f in reading.figures if f.kind in ("killed", "injured", "missing", "detained")]
        have = {(figure_number(f), f.kind) for f in people}
        any_kind = {figure_number(f) for f in reading.figures if f.unit is None}
        wanted = [t for t in targets if t.numbers and not t.optional]
        # Numbers of two and more: those are written in the text as numbers. Ones are mostly names, which the ledger
        # does not count, and which only the whole task of filling templates can find.
        for target in (t for t in wanted if max(t.numbers) > 1):
            counts["stated"]["wanted"] += 1
            counts["stated"]["right"] += any(n in any_kind for n in target.numbers)
            if target.kinds & {"killed", "injured", "detained"}:
                counts["effect"]["wanted"] += 1
                counts["effect"]["right"] += any((n, k) in have for n in target.numbers for k in target.kinds)
        counts["all"]["wanted"] += len(wanted)
        counts["all"]["right"] += sum(any(n in any_kind for n in t.numbers) for t in wanted)
        if row["incidents"]:
            known = {n for t in targets for n in t.numbers}
            given = {n for n, _ in have if n is not None and n > 1}
            counts["stated"]["given"] += len(given)
            counts["stated"]["precise"] += len(given & known)
    print(f"\nMUC-4 {split}, {len(rows)} texts, document by document\n")
    print("| of the key | wanted | recall | precision |\n| --- | --- | --- | --- |")
    stated, effect, every = counts["stated"], counts["effect"], counts["all"]
    recall = percent(stated["right"], stated["wanted"])
    print(f"| numbers of 2 and more | {stated['wanted']} | {recall} | {percent(stated['precise'], stated['given'])} |")
    print(f"| … with what befell them | {effect['wanted']} | {percent(effect['right'], effect['wanted'])} | |")
    print(f"| all numbers, ones too | {every['wanted']} | {percent(every['right'], every['wanted'])} | |")
    if PEERS.exists() and "tst3" in split:
        print("\n| official 1992, TST3, template by template | recall | precision |\n| --- | --- | --- |")
        peers = [json.loads(line) for line in PEERS.read_text(encoding="utf-8").splitlines()]
        best = sorted((p for p in peers if p["test"] == "TST3"), key=lambda p: -p["f_pr"])[:5]
        for one in best:
            slot = one["slots"]["hum-tgt-num"]
            print(f"| {one['system']} | {slot['rec']} | {slot['pre']} |")


def figure_number(figure: Figure) -> int | None:
    """Give the one number that MUC-4 would write for a figure."""
    end = figure.low if figure.low is not None else figure.high
    return None if end is None or (figure.basis == "vague" and figure.low != figure.high) else int(end)


def percent(part: int, whole: int) -> str:
    return f"{100 * part / whole:.1f}" if whole else "–"


def read_all(rows: Iterable[Label], model: Model) -> dict[str, Reading]:
    """Read every labelled text once."""
    readings: dict[str, Reading] = {}
    for row in rows:
        if row["doc_id"] not in readings:
            readings[row["doc_id"]] = onrecord.read_text(row["text"], model=model)
    return readings


def cost(rows: list[Label]) -> None:
    """Print what the figures cost beside the language pass over the same texts."""
    from onrecord.reading.analysis import analyse
    from onrecord.reading.figures import find_figures
    from onrecord.reading.ledger import Claims

    texts = [row["text"] for row in rows[:60]]
    parse = figures = 0.0
    for text in texts:
        article = onrecord.Article(id="x", title=None, text=text)
        start = time.perf_counter()
        analysis = analyse(article)
        middle = time.perf_counter()
        find_figures(analysis, Claims(()), (), ())
        parse, figures = parse + middle - start, figures + time.perf_counter() - middle
    print(f"\nfigures take {100 * figures / parse:.1f} % of the time of plain spaCy's pass ({len(texts)} texts)")


def main() -> int:
    """Score and print Markdown tables."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--part", default="all", choices=("dev", "test", "all"))
    arguments.add_argument("--model", default=DEFAULT, choices=MODELS)
    arguments.add_argument("--labels", type=Path, default=LABELS)
    arguments.add_argument("--misses", action="store_true", help="print what went wrong in the development part")
    arguments.add_argument("--no-muc", action="store_true")
    arguments.add_argument("--muc-split", default="tst3", help="tst3, or several: tst1,tst2,tst3")
    options = arguments.parse_args()
    if not options.labels.exists() or not (SHARED / "corpora").exists():
        print("benchmarks.figures: labels/figures.jsonl or ../shared/eval/corpora is missing: no sentences measured")
    else:
        for part in ("dev", "test") if options.part == "all" else (options.part,):
            rows = labelled(options.labels, part)
            readings = read_all(rows, options.model)
            scores, _ = score(rows, readings, options.misses and part == "dev")
            print(f"\nPart {part}: ", end="")
            vague_words(rows)
            print("| | precision | recall | F1 |\n| --- | --- | --- | --- |")
            for name, one in scores.items():
                print(f"| {name} | {one} |")
            found = scores["found"].right
            print(f"\nkind right of those found: {percent(int(scores['kind'].right), int(found))}")
            peer(rows)
            cost(rows)
    if options.no_muc:
        return 0
    if not MUC.exists():
        print("benchmarks.figures: ../shared/eval/figures is not beside this checkout: MUC-4 not measured")
        return 0
    muc4(options.model, options.muc_split)
    return 0


if __name__ == "__main__":
    sys.exit(main())
