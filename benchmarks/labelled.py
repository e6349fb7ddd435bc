"""The open set of our own (`labels/statements.jsonl`): labels here, texts from the shared evaluation folder."""

from __future__ import annotations

import gzip
import hashlib
import json
from pathlib import Path
from typing import Any

LABELS = Path(__file__).resolve().parents[1] / "labels" / "statements.jsonl"
TEXTS = {
    "meantime": "entities/meantime_wikinews_120.jsonl.gz",
    "geovirus": "geoparsing/geovirus_229.jsonl.gz",
    "re3d": "entities/re3d_syria_iraq.jsonl.gz",
}


def texts(shared: Path) -> dict[str, str]:
    """The texts of the collections by `collection/id`. `shared` is the evaluation folder."""
    found = {}
    for collection, name in TEXTS.items():
        with gzip.open(shared / name, "rt", encoding="utf-8") as lines:
            for line in lines:
                row = json.loads(line)
                found[f"{collection}/{row['id']}"] = row["text"]
    return found


def labelled(shared: Path, part: str | None = None, reader: str = "first") -> list[dict[str, Any]]:
    """The articles that `reader` labelled, with their texts; `part` is `train`, `test` or None for both.

    Each has `doc_id`, `text`, `statements`, `silences`, and `attributions` as the scorer and the training take them.
    Raises ValueError where a text is not the one that was labelled.
    """
    known = texts(shared)
    found = []
    for line in LABELS.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        if row["reader"] != reader or part not in (None, row["part"]):
            continue
        text = known[row["doc_id"]]
        if hashlib.sha256(text.encode()).hexdigest() != row["sha256"]:
            raise ValueError(f"{row['doc_id']}: the text is not the one that was labelled: fetch the collection anew")
        row["text"] = text
        row["attributions"] = [{role: s[role] for role in ("source", "cue", "content")} for s in row["statements"]]
        found.append(row)
    return found
