"""Make `src/onrecord/vocabulary/data/usual_words.tsv`: how usual words are in news of several kinds.

    python -m scripts.build_usual_words

An archive of twenty articles knows nothing of how usual a word is. This counts, in openly licensed news, the share of
articles that hold each stem. Each collection has subjects of its own (aircraft, epidemics, a war), which must not make
the words of those subjects usual: of the shares in the collections the median counts.
Read from `../shared/eval`; no text of theirs is in the file, words and shares alone.
"""

from __future__ import annotations

import gzip
import json
import statistics
import sys
from collections import Counter
from pathlib import Path

from onrecord.comparing.stories.words import words

ROOT = Path(__file__).resolve().parents[1]
SHARED = ROOT.parent / "shared" / "eval"
OUT = ROOT / "src" / "onrecord" / "vocabulary" / "data" / "usual_words.tsv"
COLLECTIONS = (
    "entities/meantime_wikinews_120.jsonl.gz",
    "entities/gum_news_24.jsonl.gz",
    "entities/re3d_syria_iraq.jsonl.gz",
    "geoparsing/geovirus_229.jsonl.gz",
)
OPEN = ("CENTCOM", "UK Government", "US State Department")
"""Of re3d the sources that are public domain or under the Open Government Licence; all of the other collections."""
LEAST = 50
"""Articles in ten thousand below which a word is not usual, and not in the file."""
HEADER = """\
# How usual words are in news: stem, and articles in ten thousand that hold it. Made by scripts/build_usual_words.py.
# Source: MEANTIME, GUM (news) and GeoVirus (all Wikinews, CC BY 2.5), re3d (government releases, public domain and OGL
# 3.0). Of the shares in the collections the median. Words and counts alone. Schema: onrecord.vocabulary.stories.
"""


def shares(name: str) -> dict[str, float]:
    """Give the share of a collection's articles that hold each stem."""
    counts: Counter[str] = Counter()
    articles = 0
    with gzip.open(SHARED / name, "rt", encoding="utf-8") as lines:
        for line in lines:
            article = json.loads(line)
            if article.get("source", OPEN[0]) in OPEN:
                counts.update({stem for stem, _, _ in words(article["text"])})
                articles += 1
    return {stem: count / articles for stem, count in counts.items()}


def main() -> int:
    """Write the file."""
    if not SHARED.exists():
        print("build_usual_words: ../shared/eval is not beside this checkout: nothing made")
        return 1
    tables = [shares(name) for name in COLLECTIONS]
    middle = {}
    for stem in sorted(set().union(*tables)):
        middle[stem] = round(10_000 * statistics.median(table.get(stem, 0.0) for table in tables))
    rows = [f"{stem}\t{share}\n" for stem, share in middle.items() if share >= LEAST]
    OUT.write_text(HEADER + "".join(rows), encoding="utf-8")
    print(f"{len(rows):,} words")
    return 0


if __name__ == "__main__":
    sys.exit(main())
