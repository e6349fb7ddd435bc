"""Real single articles as plain text: how many come out as anything but one.

    python -m benchmarks.singles

Every article of five corpora in `../shared/eval/corpora` (headline, blank line, text) is taken apart as a page of its
own. A few really hold two. The rules were tuned on these corpora. Without the data this says so and ends.
"""

from __future__ import annotations

import gzip
import json
import sys
from pathlib import Path

from onrecord.pages import take_apart
from onrecord.records import Capture, sha256_of

FOLDER = Path(__file__).resolve().parents[2] / "shared" / "eval" / "corpora"
CORPORA = (
    "aljazeera_mideast_4341",
    "fakes_syria_804",
    "te3silver_newswire",
    "aljazeera_may2015_366",
    "topstories_2016_4374_html",
)


def as_capture(article: dict[str, str]) -> Capture:
    """Give an article as the capture of a text page."""
    data = f"{article.get('title') or ''}\n\n{article['text']}\n".encode("utf-8", "replace")
    return Capture(sha256=sha256_of(data), uri="single", media_type="text/plain", data=data, encoding="utf-8")


def main() -> int:
    """Count and print a Markdown table."""
    if not FOLDER.is_dir():
        print("benchmarks.singles: ../shared/eval/corpora is not beside this checkout: nothing measured")
        return 0
    print("| corpus | articles | none | several |\n| --- | --- | --- | --- |")
    for name in CORPORA:
        count = none = several = 0
        with gzip.open(FOLDER / f"{name}.jsonl.gz", "rt", encoding="utf-8") as lines:
            for line in lines:
                article = json.loads(line)
                if not article["text"].strip():
                    continue
                found = len(take_apart(as_capture(article)).articles)
                count += 1
                none += found == 0
                several += found > 1
        print(f"| {name} | {count:,} | {none} | {several} |", flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
