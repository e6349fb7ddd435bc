"""Learns the weights by which places are found and resolved, from the tuning halves: logistic regression in numpy."""

from __future__ import annotations

import json
import re
from collections import Counter
from pathlib import Path

import numpy as np

from benchmarks import geoparsing_fit_resolving
from benchmarks.toponyms import ALL_TYPES, Document
from onrecord.reading.places.lookup import Lookup
from onrecord.reading.places.mentions import Tagger
from onrecord.vocabulary.toponyms import place_weights

HEAD = """# What each feature counts where mentions of places are found and resolved: logarithms of odds, learnt.
# Schema: onrecord.vocabulary.toponyms.PlaceWeights. Made by `python -m benchmarks.geoparsing --fit`; not by hand.

[provenance]
source = "Learnt from the tuning halves of LGL, GeoWebNews and GeoVirus; weights of features, no text of theirs."
licence = "Apache-2.0"
checked = "2026-11-23"
"""
FEWEST = 4
"""Candidates a feature must stand at to be given a weight."""


def learn_tagging(docs: list[Document]) -> dict[str, float]:
    """Learn both weighings: by the sentence alone, then also by what else the article names."""
    taggers = [Tagger(doc.analysis, Lookup()) for doc in docs]
    drafts = []
    for doc, tagger in zip(docs, taggers, strict=True):
        right = {(g.span.start, g.span.end) for g in doc.gold if g.kind in ALL_TYPES}
        blocks = []
        for words in tagger.blocks:
            found = [c for c in tagger.candidates(words) if not tagger._is_of_another(words, c)]
            others = frozenset(i for c in found for i in (c.first, c.last - 1))
            features = [tagger.features(words, one, others) for one in found]
            labels = [float((words.starts[c.first], tagger._end(words, c)) in right) for c in found]
            blocks.append((words, found, features, labels))
        drafts.append(blocks)

    def rows(more: list[list[list[list[str]]]] | None) -> tuple[list[list[str]], list[float], list[float]]:
        x: list[list[str]] = []
        y: list[float] = []
        share: list[float] = []
        for d, (doc, blocks) in enumerate(zip(docs, drafts, strict=True)):
            for b, (words, found, features, labels) in enumerate(blocks):
                for i in range(len(found)):
                    # LGL and GeoVirus also mark what stands inside a body's name ("the *Ohio* Senate").
                    if doc.corpus != "geowebnews" and INSIDE.search("|".join(features[i])):
                        continue
                    x.append(features[i] + (more[d][b][i] if more else []))
                    y.append(labels[i])
                    share.append(SHARES[doc.corpus] * (CAPITALS if words.shouting else 1))
        return x, y, share

    first = {f"first {name}": value for name, value in logistic(*rows(None)).items()}
    more = []
    for tagger, blocks in zip(taggers, drafts, strict=True):
        tagger.weights = first
        scored = [
            (
                words,
                [
                    (max(tagger._odds(f, "first "), tagger._floor(words, c, f)), c)
                    for c, f in zip(found, features, strict=True)
                ],
            )
            for words, found, features, _ in blocks
        ]
        company = tagger.company(scored)
        more.append(
            [
                [
                    tagger.in_company(
                        words, c, company, {o.last: odds for odds, o in likely}, {o.first: odds for odds, o in likely}
                    )
                    for _, c in likely
                ]
                for words, likely in scored
            ]
        )
    return {**first, **logistic(*rows(more))}


INSIDE = re.compile(r"run ends body|body of|label ORG wider|label FAC wider|label LAW wider|label EVENT wider")
SHARES = {"lgl": 0.6, "geowebnews": 1.5, "geovirus": 0.7}
"""How much a candidate of each corpus counts: GeoWebNews alone has all names of places of its texts."""


CAPITALS = 0.4
"""How much one of a text in capitals counts beside."""


def logistic(rows: list[list[str]], labels: list[float], share: list[float], ridge: float = 2.0) -> dict[str, float]:
    """Give the weights of a logistic regression over named features."""
    counts = Counter(name for row in rows for name in set(row))
    names = sorted(name for name, count in counts.items() if count >= FEWEST)
    number = {name: i for i, name in enumerate(names)}
    x = np.zeros((len(rows), len(names)), dtype=np.float32)
    for i, row in enumerate(rows):
        for name in row:
            if name in number:
                x[i, number[name]] = 1.0
    y = np.array(labels, dtype=np.float32)
    s = np.array(share, dtype=np.float32)
    w = np.zeros(len(names), dtype=np.float32)
    mean, spread = np.zeros_like(w), np.zeros_like(w)
    for step in range(1, 601):
        p = 1 / (1 + np.exp(-np.clip(x @ w, -30, 30)))
        slope = x.T @ (s * (p - y)) + ridge * w
        mean = 0.9 * mean + 0.1 * slope
        spread = 0.99 * spread + 0.01 * slope * slope
        rate = 0.1 if step < 400 else 0.02
        w -= rate * (mean / (1 - 0.9**step)) / (np.sqrt(spread / (1 - 0.99**step)) + 1e-6)
    return {name: round(float(v), 3) for name, v in zip(names, w, strict=True) if abs(v) >= 0.02}


def fit(docs: list[Document], shouting: list[Document], path: Path) -> None:
    """Learn all weights and write them to `path`; `shouting` are documents in capitals, for finding mentions alone."""
    parts = {"tagging": learn_tagging([*docs, *shouting])}
    write(parts | {"resolving": {}}, path)
    place_weights.cache_clear()
    write(parts | {"resolving": geoparsing_fit_resolving.learn(docs)}, path)


def write(parts: dict[str, dict[str, float]], path: Path) -> None:
    """Write weights as the data file they are read from."""
    lines = [HEAD]
    for title, weights in parts.items():
        lines.append(f"[{title}]")
        lines += [f"{json.dumps(name, ensure_ascii=False)} = {float(value)}" for name, value in sorted(weights.items())]
        lines.append("")
    path.write_text("\n".join(lines), "utf-8")
