"""Names as the English pipeline sees them: what the network's third head learns, so that reading needs no second pass.

    python -m training.silver --eval FOLDER --out names.jsonl.gz

One line an article: `doc_id`, `text`, and `names` as [start, end, label], offsets into the text.
"""

from __future__ import annotations

import argparse
import gzip
import json
import random
from pathlib import Path
from typing import Any

from benchmarks.labelled import labelled, texts

from onrecord.reading.analysis import BATCH, _for_model, language_model, split_blocks
from training.labels import documents


def names(text: str) -> list[tuple[int, int, str]]:
    """The pipeline's names in a text, block by block."""
    found = []
    blocks = split_blocks(text)
    model = language_model()
    with model.select_pipes(enable=["ner"]):
        docs = model.pipe((_for_model(block.of(text)) for block in blocks), batch_size=BATCH)
        for block, doc in zip(blocks, docs, strict=True):
            found += [(block.start + e.start_char, block.start + e.end_char, e.label_) for e in doc.ents]
    return found


def articles(shared: Path, corpora: str, seed: int) -> list[dict[str, Any]]:
    """The open collections but for the test part; for `both` also PolNeAR's training part and three corpora."""
    pick = random.Random(seed)
    if corpora == "open":
        test = {row["doc_id"] for row in labelled(shared, "test")}
        return [{"doc_id": name, "text": text} for name, text in texts(shared).items() if name not in test]
    rows = documents(shared / "attribution/polnear-train.jsonl.gz") + labelled(shared, "train")
    found = [{"doc_id": row["doc_id"], "text": row["text"]} for row in rows]
    for name, most in (("aljazeera_mideast_4341", 350), ("fakes_syria_804", 350), ("te3silver_newswire", 200)):
        rows = documents(shared / f"corpora/{name}.jsonl.gz")
        found += [
            {"doc_id": f"{name}/{r['id']}", "text": r["text"]} for r in pick.sample(rows, most) if r["text"].strip()
        ]
    return found


def main() -> None:
    """Write the names of every article."""
    ap = argparse.ArgumentParser(description=__doc__)
    ap.add_argument("--eval", type=Path, required=True)
    ap.add_argument("--corpora", choices=("both", "open"), default="both")
    ap.add_argument("--out", type=Path, required=True)
    ap.add_argument("--seed", type=int, default=3)
    a = ap.parse_args()
    with gzip.open(a.out, "wt", encoding="utf-8") as out:
        for row in articles(a.eval, a.corpora, a.seed):
            out.write(json.dumps(row | {"names": names(row["text"])}) + "\n")


if __name__ == "__main__":
    main()
