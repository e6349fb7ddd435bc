"""Places: which mentions are found, and where on the map they are put, on three public corpora.

    python -m benchmarks.geoparsing [--set lgl|geowebnews|geovirus|all] [--model NAME] [--cache FOLDER]
    python -m benchmarks.geoparsing --fit [--cache FOLDER]      learn the weights anew from the tuning halves

The corpora lie in `../shared/eval/geoparsing` beside the checkout; without them this says so and ends. Documents are
cut into two halves by a hash of their id: weights were learnt from the tuning half alone; the other is ours to report.
Each document is read as its text with title, address and outlet as the corpus gives them.

GeoVirus has Wikipedia's points, whose countries and seas lie up to a thousand kilometres from GeoNames's: about half of
what is counted wrong there is that. A country's point is the gazetteer's everywhere.

Beside ours, in the same run: the language pass's own place names (GPE, LOC, FAC), and for resolution the most populous
place of that name. Peers' published figures stand under the tables.
"""

from __future__ import annotations

import argparse
import math
import sys
import time
from pathlib import Path
from typing import Any

from benchmarks.geoparsing_fit import fit
from benchmarks.toponyms import ALL_TYPES, SETS, SHARED, WEIGHTS, Document, documents
from onrecord.reading import DEFAULT, MODELS
from onrecord.reading.analysis import Analysis
from onrecord.reading.ledger import Claims
from onrecord.reading.places.find import find_places, resolve_spans
from onrecord.reading.places.lookup import Lookup
from onrecord.reading.places.mentions import Tagger
from onrecord.records import Place, Span
from onrecord.vocabulary.gazetteer import distance_km, gazetteer

PEERS = """Peers on GeoWebNews, computed elsewhere from their stored predictions of 2018, all documents, strict spans:
Google NLP F1 87.9, spaCy 2018 81.4, JRC Europe Media Monitor 57.1 (82.6, 77.7 and 56.7 where peoples, languages,
homonyms and embedded names count too). They count adjectives ("Russian") as names of places, which ours leaves out.
Resolution, as Mordecai 3 publishes it, on its own splits and with all of GeoNames in a search server: LGL 82.7 % within
161 km (n = 967), GeoWebNews 94.1 % (n = 474), TR-News 87.3 % (n = 274)."""


class Score:
    """Precision, recall and F1 of spans, strict and overlapping."""

    def __init__(self) -> None:
        self.strict = self.overlapping = self.given = self.wanted = 0

    def add(self, given: list[Span], wanted: list[Span], ignored: frozenset[Span] = frozenset()) -> None:
        """Add one document; spans of `ignored` are neither right nor wrong."""
        given = [span for span in given if span not in ignored]
        gold = frozenset(wanted)
        self.given += len(given)
        self.wanted += len(gold)
        self.strict += sum(span in gold for span in given)
        used: set[Span] = set()
        for span in sorted(given):
            hit = span if span in gold else next((g for g in sorted(gold) if g.overlaps(span) and g not in used), None)
            if hit is not None and hit not in used:
                used.add(hit)
        self.overlapping += len(used)

    def cells(self) -> str:
        """The cells of a Markdown row."""
        parts = []
        for right in (self.strict, self.overlapping):
            precision, recall = right / max(1, self.given), right / max(1, self.wanted)
            f1 = 2 * precision * recall / (precision + recall) if right else 0.0
            parts.append(f"{100 * precision:.1f} | {100 * recall:.1f} | {100 * f1:.1f}")
        return f"{self.wanted} | {' | '.join(parts)}"


class Distances:
    """How far from the truth places were put."""

    def __init__(self) -> None:
        self.far: list[float] = []
        self.unknown = 0

    def add(self, place: tuple[float, float] | None, where: tuple[float, float]) -> None:
        """Add one mention; None was left unknown."""
        if place is None:
            self.unknown += 1
        else:
            self.far.append(distance_km(place, where))

    def within(self, km: float = 161) -> float:
        """The share of resolved mentions within so many kilometres, in percent."""
        return 100 * sum(d <= km for d in self.far) / max(1, len(self.far))

    def cells(self) -> str:
        """The cells of a Markdown row."""
        if not self.far:
            return f"{self.unknown} | 0 | – | – | – | – | –"
        far = sorted(self.far)
        total = len(far) + self.unknown
        area = sum(math.log(d + 1) for d in far) / len(far) / math.log(20_039)
        right = sum(d <= 161 for d in far)
        return (
            f"{total} | {100 * len(far) / total:.0f} % | {self.within():.1f} | {100 * right / total:.1f} | "
            f"{sum(far) / len(far):.0f} | {far[len(far) // 2]:.1f} | {area:.2f}"
        )


def by_language_pass(analysis: Analysis) -> list[Span]:
    """The baseline: names that the language pass takes for places."""
    found = []
    for block in analysis.blocks:
        for ent in block.doc.ents:
            if ent.label_ in ("GPE", "LOC", "FAC"):
                start, end = block.span.start + ent.start_char, block.span.start + ent.end_char
                said = analysis.text[start:end]
                start += 4 if said.lower().startswith("the ") else 0
                end -= 2 if said.endswith(("'s", "’s")) else 0
                if start < end:
                    found.append(Span(start, end))
    return found


def every_name(analysis: Analysis) -> list[Span]:
    """All that the reading takes for a name of a place in any sense: what the product sets aside too."""
    return [one.span for one in Tagger(analysis, Lookup()).mentions()]


def most_populous(text: str) -> tuple[float, float] | None:
    """The baseline: the most populous place of that name."""
    best = max((match.entry for match in gazetteer().find(text)), key=lambda entry: entry.population, default=None)
    return (best.lat, best.lon) if best is not None else None


def where_is(place: Place) -> tuple[float, float] | None:
    """The point a place was put at; None where it was left unknown."""
    return (place.lat, place.lon) if place.lat is not None and place.lon is not None else None


def report(name: str, docs: list[Document], found: list[tuple[Place, ...]], given: list[tuple[Place, ...]]) -> None:
    """Print the tables of one corpus."""
    print(f"\n## {name}: {len(docs)} documents\n")
    print("| mentions found | gold | strict P | R | F1 | overlapping P | R | F1 |\n|" + " --- |" * 8)
    views: list[tuple[str, Any]] = [("all names of places", lambda g: g.kind in ALL_TYPES)]
    if name == "geowebnews":
        views.append(("as our task has it (no adjectives)", lambda g: g.kind in ALL_TYPES and not g.people))
    for half, tuning in (("reported half", False), ("tuning half", True)):
        for label, wants in views:
            ours, theirs = Score(), Score()
            for doc, places in zip(docs, found, strict=True):
                if doc.tuning != tuning:
                    continue
                wanted = [g.span for g in doc.gold if wants(g)]
                ours.add([p.spans[0] for p in places], wanted)
                theirs.add(by_language_pass(doc.analysis), wanted)
            print(f"| {half}, {label} | {ours.cells()} |")
            if name == "geowebnews" and label == views[0][0]:
                wide, widest = Score(), Score()
                for doc in docs:
                    if doc.tuning == tuning:
                        names = every_name(doc.analysis)
                        wide.add(names, [g.span for g in doc.gold if wants(g)])
                        widest.add(names, [g.span for g in doc.gold if g.kind != "Non_Toponym"])
                print(f"| the same, with the adjectives and governments we set aside | {wide.cells()} |")
                print(f"| the same, peoples, languages, homonyms and embedded names wanted too | {widest.cells()} |")
            print(f"| the same, names of the language pass alone | {theirs.cells()} |")
    print("\n| resolution | mentions | resolved | within 161 km, of resolved | of all | mean km | median km | AUC |")
    print("|" + " --- |" * 8)
    kinds: list[tuple[str, Any]] = [("gold spans given", lambda g: g.in_geonames and g.kind in ALL_TYPES)]
    if name == "geowebnews":
        kinds = [
            ("gold spans given, with a GeoNames id", lambda g: g.in_geonames and g.kind in ALL_TYPES and not g.people),
            ("the same, with adjectives and embedded names", lambda g: g.in_geonames),
            ("all with coordinates (streets, houses)", lambda g: g.where and g.kind in ALL_TYPES and not g.people),
        ]
    for half, tuning in (("reported half", False), ("tuning half", True)):
        for label, wants in kinds:
            ours_far, theirs_far = Distances(), Distances()
            for doc, places in zip(docs, given, strict=True):
                if doc.tuning != tuning:
                    continue
                for gold, place in zip(doc.gold, places, strict=True):
                    if gold.where is not None and wants(gold):
                        ours_far.add(where_is(place), gold.where)
                        theirs_far.add(most_populous(gold.span.of(doc.analysis.text)), gold.where)
            print(f"| {half}, {label} | {ours_far.cells()} |")
            print(f"| the same, the most populous of that name | {theirs_far.cells()} |")
        far = Distances()
        ends = 0
        for doc, places in zip(docs, found, strict=True):
            if doc.tuning != tuning:
                continue
            by_span = {p.spans[0]: p for p in places}
            for gold in doc.gold:
                if gold.where is not None and kinds[0][1](gold):
                    ends += 1
                    if gold.span in by_span:
                        far.add(where_is(by_span[gold.span]), gold.where)
        print(f"| {half}, of the {ends}, those we found ourselves | {far.cells()} |")
    calibration(docs, found)


def calibration(docs: list[Document], found: list[tuple[Place, ...]]) -> None:
    """Print how often a mention is right (strict span, within 161 km where known) by its confidence."""
    bins: dict[int, list[bool]] = {}
    for doc, places in zip(docs, found, strict=True):
        if doc.tuning:
            continue
        gold = {g.span: g for g in doc.gold if g.kind in ALL_TYPES}
        for place in places:
            one = gold.get(place.spans[0])
            at = where_is(place)
            right = one is not None and (
                one.where is None or not one.in_geonames or (at is not None and distance_km(at, one.where) <= 161)
            )
            bins.setdefault(min(9, int(place.confidence * 10)), []).append(right)
    print("\n| confidence | mentions | right (span and, where known, within 161 km) |\n| --- | --- | --- |")
    for low in sorted(bins):
        share = 100 * sum(bins[low]) / len(bins[low])
        print(f"| {low / 10:.1f} to {(low + 1) / 10:.1f} | {len(bins[low])} | {share:.0f} % |")


def main() -> int:
    """Print every table, or learn the weights."""
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--set", default="all", choices=("all", *SETS))
    arguments.add_argument("--model", default=DEFAULT, choices=MODELS)
    arguments.add_argument("--cache", type=Path, help="keep the language pass in this folder")
    arguments.add_argument("--fit", action="store_true", help="learn the weights from the tuning halves")
    options = arguments.parse_args()
    if not SHARED.exists():
        print("benchmarks.geoparsing: ../shared/eval is not beside this checkout: nothing measured")
        return 0
    names = list(SETS) if options.set == "all" else [options.set]
    if options.fit:
        docs = [doc for name in SETS for doc in documents(name, options.model, options.cache) if doc.tuning]
        shouting = [
            doc
            for name in ("geowebnews", "lgl")
            for doc in documents(name, options.model, options.cache, capitals=True)
        ]
        fit(docs, shouting, WEIGHTS)
        return 0
    for name in names:
        docs = documents(name, options.model, options.cache)
        start = time.perf_counter()
        found = [find_places(doc.analysis, Claims(())) for doc in docs]
        took = time.perf_counter() - start
        given = [resolve_spans(doc.analysis, [g.span for g in doc.gold]) for doc in docs]
        report(name, docs, found, given)
        words = sum(len(block.doc) for doc in docs for block in doc.analysis.blocks)
        print(f"\nPlaces of {words} words found in {took:.1f} s: {words / took:.0f} words a second.")
    print(f"\n{PEERS}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
