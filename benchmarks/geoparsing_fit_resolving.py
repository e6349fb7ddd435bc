"""Learns how places are told apart: a softmax over the places a name may mean, twice, in numpy."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from benchmarks.toponyms import ALL_TYPES, Document
from onrecord.reading.places.lookup import Lookup
from onrecord.reading.places.mentions import Tagger
from onrecord.reading.places.scene import Scene
from onrecord.vocabulary.gazetteer import distance_km

Array = Any
CLOSE = 25.0
"""Kilometres within which a place of the gazetteer is taken for the labelled one."""


class Labelled:
    """A scene with the truth: which rows are right, of the units that have a right one."""

    def __init__(self, doc: Document) -> None:
        gold = [g for g in doc.gold if g.kind in ALL_TYPES and (g.in_geonames or doc.corpus == "lgl")]
        lookup = Lookup()
        mentions = Tagger(doc.analysis, lookup).mentions([g.span for g in doc.gold if g.kind in ALL_TYPES])
        self.scene = Scene(doc.analysis, mentions, lookup)
        where = {g.span: g.where for g in gold}
        number = {g.where: g.geonames_id for g in gold if g.where and g.geonames_id}
        rows: list[int] = []
        right: list[float] = []
        unit: list[int] = []
        weight: list[float] = []
        for u, one in enumerate(self.scene.units):
            truths = [where[mentions[m].span] for m in one.mentions if mentions[m].span in where]
            if not truths or not len(self.scene.of_unit[u]):
                continue
            share = np.zeros(len(one.known) + 1)
            for truth in truths:
                if truth is None:
                    share[-1] += 1 / len(truths)
                    continue
                far = np.array([distance_km(truth, (k.entry.lat, k.entry.lon)) for k in one.known])
                limit = max(CLOSE, float(far.min()) + 1)
                if limit > 161:
                    # Not in the gazetteer; an area's point may lie anywhere in it, so there it says nothing.
                    if one.known[0].standing not in ("country", "division", "nature"):
                        share[-1] += 1 / len(truths)
                    continue
                # The very entry where the corpus names it and the gazetteer has it; else what lies there.
                same = np.array([k.entry.geonames_id == number.get(truth, -1) for k in one.known])
                share[:-1] += (same if same.any() else far <= limit) / len(truths)
            if share.sum() == 0:
                continue
            rows += [int(r) for r in self.scene.of_unit[u]]
            right += [float(min(1.0, s)) for s in share]
            unit += [len(weight)] * len(share)
            weight.append(min(3.0, len(truths)) ** 0.5)
        self.rows, self.right = np.array(rows, dtype=np.int64), np.array(right)
        self.unit, self.weight = np.array(unit, dtype=np.int64), np.array(weight)


def matrix(
    labelled: list[Labelled], columns_of: Callable[[Labelled], dict[str, Array]], names: list[str] | None = None
) -> tuple[Array, list[str]]:
    """Give the rows of all scenes below each other."""
    parts = []
    for one in labelled:
        columns = columns_of(one)
        names = names or sorted(columns)
        parts.append(np.stack([np.asarray(columns[name], dtype=np.float64)[one.rows] for name in names], axis=1))
    assert names is not None
    return np.concatenate(parts), names


def softmax_regression(x: Array, right: Array, unit: Array, weight: Array, ridge: float = 1.0) -> Array:
    """Give weights under which the right places of each unit get the odds."""
    count = len(weight)
    w = np.zeros(x.shape[1])
    mean, spread = np.zeros_like(w), np.zeros_like(w)
    for step in range(1, 801):
        total = x @ w
        top = np.full(count, -np.inf)
        np.maximum.at(top, unit, total)
        raised = np.exp(total - top[unit])
        odds = raised / np.bincount(unit, weights=raised, minlength=count)[unit]
        good = odds * right
        of_right = np.bincount(unit, weights=good, minlength=count)[unit]
        target = good / np.maximum(of_right, 1e-9)
        slope = x.T @ (weight[unit] * (odds - target)) + ridge * w
        mean = 0.9 * mean + 0.1 * slope
        spread = 0.99 * spread + 0.01 * slope * slope
        rate = 0.1 if step < 500 else 0.02
        w -= rate * (mean / (1 - 0.9**step)) / (np.sqrt(spread / (1 - 0.99**step)) + 1e-6)
    return w


def learn(docs: list[Document], shares: dict[str, float] | None = None) -> dict[str, float]:
    """Learn the weights of both rounds."""
    labelled = [Labelled(doc) for doc in docs]
    kept = [(one, doc) for one, doc in zip(labelled, docs, strict=True) if len(one.weight)]
    labelled = [one for one, _ in kept]
    shares = shares or {"lgl": 0.7, "geowebnews": 1.5, "geovirus": 1.0}
    offset = 0
    units, weights = [], []
    for one, doc in kept:
        units.append(one.unit + offset)
        weights.append(one.weight * shares[doc.corpus])
        offset += len(one.weight)
    unit, weight = np.concatenate(units), np.concatenate(weights)
    right = np.concatenate([one.right for one in labelled])
    x, names = matrix(labelled, lambda one: one.scene.columns)
    first = softmax_regression(x, right, unit, weight)
    weights_of: dict[str, float] = {f"first {n}": float(v) for n, v in zip(names, first, strict=True)}
    odds = [one.scene.softmax(one.scene._total(one.scene.columns, weights_of, "first ")) for one in labelled]
    found: dict[str, float] = {}
    for _ in range(2):
        beside = {id(one): one.scene.masses(o) for one, o in zip(labelled, odds, strict=True)}
        y, more = matrix(labelled, lambda one: beside[id(one)])  # noqa: B023
        second = softmax_regression(np.concatenate([x, y], axis=1), right, unit, weight)
        found = {n: float(v) for n, v in zip([*names, *more], second, strict=True)}
        odds = []
        for one in labelled:
            scene = one.scene
            total = scene._total(scene.columns, found, "") + scene._total(beside[id(one)], found, "")
            odds.append(scene.softmax(total))
    weights_of.update(found)
    return {name: round(v, 3) for name, v in weights_of.items() if abs(v) >= 0.01}
