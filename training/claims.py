"""Fit the pair model of claims: `src/onrecord/comparing/claims/weights/pairs.json`.

    python -m training.claims [--archives FOLDER] [--vectors]

It learns from half of our labelled pairs (`labels/claims.jsonl`, part `dev`), which were drawn among pairs with like
vectors; from `claims_candidates.jsonl` beside this file (ids, offsets and labels of pairs with words in common, as an
index gives them, read by one reader); and from two kinds of pairs that need no label: statements with counts of the
dead in FA-KES and Al Jazeera articles that lie months apart (about two things, however alike), and planted changes of
Wikinews statements that change nothing (about one thing). A logistic regression with a ridge; a feature that speaks for
two statements' being about one thing may not be weighed against it, nor the other way round. Thresholds: `PRECISION`
and `CONTESTS`. No package beyond those of the product is needed, and the same data give the same file.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import sys
from pathlib import Path

import numpy as np
import numpy.typing as npt
from benchmarks.claims import LABELS, PLANTS, ROOT, SHARED, labelled_pairs, planted, with_vector

from onrecord import open_archive
from onrecord.comparing.claims.features import FEATURES, cover, pair_of
from onrecord.comparing.claims.figures import days_apart
from onrecord.comparing.claims.vectors import Encoder, encoder
from onrecord.comparing.claims.voice import Voice, voices

OUT = ROOT / "src/onrecord/comparing/claims/weights/pairs.json"
CANDIDATES = ROOT / "training/claims_candidates.jsonl"
VERSION = "pairs-1"
RIDGE = 1.0
STEPS = 4000
FAR = 60
"""Days apart from which on two counted events are two."""
EACH = 150
"""Pairs without labels of each kind."""
LIGHT = 0.25
"""What a pair without a label weighs beside one with."""
CONTESTS = 0.55
"""Where a rule has found why two statements cannot both be true; chosen by reading what it gave on both archives."""
PRECISION = 0.9
"""Aimed at on the labelled half: what is called the same is so in nine of ten."""
SIGNS = {
    "words of the fuller": 1,
    "words of the shorter": 1,
    "shared weight": 1,
    "neighbours": 1,
    "words own": -1,
    "shorter": 0,
    "vectors": 1,
    "names shared": 1,
    "names own": -1,
    "place same": 1,
    "place own": -1,
    "counts same": 1,
    "counts apart": -1,
    "numbers shared": 1,
    "numbers apart": -1,
    "days apart": -1,
    "dates apart": -1,
    "same source": 1,
    "turned": -1,
    "acts same": 1,
    "acts apart": -1,
}
Table = npt.NDArray[np.float64]


def far_apart(archives: Path, net: Encoder | None) -> list[tuple[Voice, Voice]]:
    """Pairs of counted statements that lie months apart, the most alike in words of each."""
    found: list[tuple[float, str, Voice, Voice]] = []
    for name in ("fakes", "aj"):
        path = archives / f"{name}.onrecord"
        if not path.exists():
            continue
        with open_archive(path, read_only=True) as archive:
            counted = [
                voice
                for reading in archive.readings()
                for voice in voices(reading)
                if any(f.kind == "killed" and (f.low or 0) < 1000 for f in voice.figures) and voice.day
            ]
        counted.sort(key=lambda voice: hashlib.sha256(f"{voice.article}{voice.statement}".encode()).digest())
        for one in counted[:EACH]:
            rivals = [other for other in counted if (days_apart(one.day, other.day) or 0) > FAR]
            if rivals:
                other = max(rivals, key=lambda voice: (min(cover(one, voice)), voice.article, voice.statement))
                found.append((min(cover(one, other)), one.article + one.statement, one, other))
    found.sort(key=lambda item: (-item[0], item[1]))
    return [(with_vector(one, net), with_vector(other, net)) for _, _, one, other in found[:EACH]]


def fitted(values: Table, truth: Table, weights: Table, signs: Table) -> Table:
    """The bias and the weights, by accelerated gradient steps that keep to the signs."""
    table = np.concatenate([np.ones((len(values), 1)), values], axis=1)
    step = 1 / (0.25 * np.linalg.norm(table * np.sqrt(weights)[:, None], 2) ** 2 + RIDGE)
    here = ahead = np.zeros(table.shape[1])
    for turn in range(STEPS):
        chance = 1 / (1 + np.exp(-(table @ ahead)))
        slope = table.T @ (weights * (chance - truth)) + RIDGE * np.concatenate([[0.0], ahead[1:]])
        new = ahead - step * slope
        new[1:] = np.where(signs > 0, np.maximum(new[1:], 0), np.where(signs < 0, np.minimum(new[1:], 0), new[1:]))
        ahead = new + turn / (turn + 3) * (new - here)
        here = new
    return here


def held_out(values: Table, truth: Table, weights: Table, signs: Table, labelled: int, folds: int = 10) -> Table:
    """The chance of each labelled pair, from weights that were fitted without it."""
    fold = np.array([int(hashlib.sha256(str(i).encode()).hexdigest(), 16) % folds for i in range(len(truth))])
    chances = np.zeros(labelled)
    for number in range(folds):
        out = (fold == number) & (np.arange(len(truth)) < labelled)
        found = fitted(values[~out], truth[~out], weights[~out], signs)
        chances[out[:labelled]] = 1 / (1 + np.exp(-(found[0] + values[out] @ found[1:])))
    return chances


def threshold(chances: Table, truth: Table) -> float:
    """The least probability from which on nine of ten are right; in steps of a twentieth."""
    for step in np.arange(0.3, 0.95, 0.05):
        said = chances >= step
        if said.sum() >= 5 and truth[said].mean() >= PRECISION:
            return round(float(step), 2)
    return 0.95


def main() -> int:
    """Fit, print what was found on folds, and write the file."""
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--archives", type=Path, help="a folder with fakes.onrecord and aj.onrecord")
    arguments.add_argument("--labels", type=Path, default=LABELS)
    options = arguments.parse_args()
    if not SHARED.exists():
        print("training.claims: ../shared/eval is not beside this checkout: nothing to learn from")
        return 1
    net = encoder()
    pairs = [
        p for p in labelled_pairs(options.labels, options.archives, net) if p.part == "dev" and p.label != "unsure"
    ]
    pairs += labelled_pairs(CANDIDATES, options.archives, net)
    known = [(p.one, p.other, p.label in ("same", "contests"), 1.0) for p in pairs]
    labelled = len(known)
    if options.archives is not None:
        known += [(one, other, False, LIGHT) for one, other in far_apart(options.archives, net)]
    harmless = [(a, b) for kind, a, b in planted("train") if PLANTS[kind][1] is None][:EACH]
    known += [(with_vector(a, net), with_vector(b, net), True, LIGHT) for a, b in harmless]
    measured = [pair_of(one, other).values for one, other, _, _ in known]
    truth = np.array([float(right) for _, _, right, _ in known])
    weights = np.array([weight for _, _, _, weight in known])
    made: dict[str, object] = {"version": VERSION}
    for name in ("with_vectors", "without_vectors"):
        columns = [f for f in FEATURES if f != "vectors" or (name == "with_vectors" and net is not None)]
        values = np.array([[row[f] for f in columns] for row in measured])
        signs = np.array([SIGNS[f] for f in columns])
        chances = held_out(values, truth, weights, signs, labelled)
        right = truth[:labelled]
        order = right[np.argsort(-chances, kind="stable")]
        average = float((np.cumsum(order) / np.arange(1, labelled + 1))[order > 0].mean())
        print(f"{name}: {labelled} labelled pairs, {int(right.sum())} about one thing; average precision {average:.3f}")
        for step in np.arange(0.3, 0.95, 0.1):
            said = chances >= step
            print(
                f"  {step:.1f}: {said.sum()} said, {right[said].mean():.2f} right, "
                f"{right[said].sum() / right.sum():.2f} found"
            )
        found = fitted(values, truth, weights, signs)
        kept = {f: round(float(w), 3) for f, w in zip(columns, found[1:], strict=True) if abs(w) >= 0.0005}
        made[name] = {"bias": round(float(found[0]), 3), "weights": kept}
        if name == "without_vectors":
            made["same"] = threshold(chances, right)
            made["contests"] = CONTESTS
    OUT.write_text(json.dumps(made, indent=1) + "\n", encoding="utf-8")
    print(f"{OUT.name}: {made['same']}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
