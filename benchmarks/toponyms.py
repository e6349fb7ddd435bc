"""Corpora of place names with their coordinates, for the benchmark of places and the learning of its weights."""

from __future__ import annotations

import gzip
import json
import pickle
import zlib
from collections.abc import Iterable
from pathlib import Path
from typing import Any, NamedTuple

from onrecord.reading import Model
from onrecord.reading.analysis import Analysis, analyse
from onrecord.reading.finders import finder_named
from onrecord.records import Article, Span

SHARED = Path(__file__).resolve().parents[2] / "shared" / "eval" / "geoparsing"
SETS = {"lgl": "lgl_588.jsonl.gz", "geowebnews": "geowebnews_200.jsonl.gz", "geovirus": "geovirus_229.jsonl.gz"}
WEIGHTS = Path(__file__).resolve().parents[1] / "src/onrecord/vocabulary/data/place_weights.toml"

ALL_TYPES = frozenset(("Literal", "Mixed", "Coercion", "Literal_Modifier", "Non_Literal_Modifier", "Metonymic"))
"""GeoWebNews's types of place names; embedded names, homonyms, peoples and languages stand beside them."""


class Gold(NamedTuple):
    """A place name as the corpus has it."""

    span: Span
    kind: str
    where: tuple[float, float] | None
    in_geonames: bool
    people: bool
    """Whether it is an adjective ("Russian"), which our task does not take for a mention of a place."""
    geonames_id: int | None


class Document(NamedTuple):
    """A document of a corpus, read by the language pass."""

    id: str
    corpus: str
    analysis: Analysis
    gold: tuple[Gold, ...]
    tuning: bool


def documents(name: str, model: Model, cache: Path | None = None, *, capitals: bool = False) -> list[Document]:
    """Give a corpus, each document with its language pass; in `capitals` for learning, as wire copy comes."""
    with gzip.open(SHARED / SETS[name], "rt", encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines]
    if capitals:
        rows = [{**row, "text": shouted(row["text"][:3000])} for row in rows if is_tuning(name, row)]
        rows = [{**row, "toponyms": [t for t in row["toponyms"] if t["end"] <= 3000]} for row in rows]
    kept = cache / f"{name}_{model}{'_capitals' if capitals else ''}.pkl" if cache else None
    if kept is not None and kept.exists():
        analyses: list[Analysis] = pickle.loads(kept.read_bytes())
    else:
        finder = finder_named(model)
        analyses = [analyse(article_of(row), finder) for row in rows]
        if kept is not None:
            kept.write_bytes(pickle.dumps(analyses, protocol=5))
    return [
        Document(row["id"], name, analysis, tuple(gold_of(row)), is_tuning(name, row))
        for row, analysis in zip(rows, analyses, strict=True)
    ]


def is_tuning(name: str, row: dict[str, Any]) -> bool:
    """Tell whether a document belongs to the half that weights are learnt from."""
    return zlib.crc32(f"{name}:{row['id']}".encode()) % 2 == 0


def shouted(text: str) -> str:
    """Give a text in capitals, of the same length."""
    return "".join(c.upper() if len(c.upper()) == 1 else c for c in text)


def article_of(row: dict[str, Any]) -> Article:
    """Give a row as the article the product would have."""
    domain = row.get("domain") or ""
    url = row.get("url") or (domain if domain.startswith("http") else None)
    outlet = domain if domain and not domain.startswith("http") else None
    return Article(id=row["id"], title=row.get("title"), text=row["text"], language="en", url=url, outlet=outlet)


def gold_of(row: dict[str, Any]) -> Iterable[Gold]:
    """Give the place names of a row; those of GeoWebNews that are no names of places keep their type."""
    for one in row["toponyms"]:
        if one.get("offset_ok") is False:
            continue
        kind = one.get("type", "Literal")
        if kind.endswith("_Expression"):
            continue
        known = one["lat"] is not None
        yield Gold(
            Span(one["begin"], one["end"]),
            kind,
            (float(one["lat"]), float(one["lon"])) if known else None,
            known and ("type" not in one or bool(one.get("geonamesID"))),
            one.get("modifierType") == "Adjective",
            int(number) if str(number := one.get("geonamesID") or one.get("geonameid") or "").isdigit() else None,
        )
