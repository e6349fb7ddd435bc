"""How well pages are taken apart: article boundaries, tokens, furniture; content beside trafilatura; pages per second.

Run as `python -m benchmarks.pages`. It reads the evaluation sets in `../shared/eval` beside the repository and prints a
Markdown table; where they are absent it says so and ends with 0.

What is counted:

- *Boundary F1*. A gold article begins at its first non-empty title, caption or paragraph and ends at its last one, a
  caption said again left out; ours begins and ends at its first and last headline, caption or paragraph. Each begin and
  each end is one boundary, right only at exactly that segment of the page. Micro-averaged over all pages.
- *Token F1 of an article*: multiset overlap of word tokens of our article and the gold one (title, date, paragraphs,
  each different caption once), articles paired one to one by overlap, an unpaired gold article counting 0. Mean.
- *Furniture precision and recall*, by segments: gold furniture is navigation, teasers and captions said again. A date
  line or byline counts in neither.
- *Most times a caption was kept* inside one article.
- *Content segments*: trafilatura's own evaluation. A segment that must be in the output and is counts as true positive,
  one that must not and is as false positive. Token F1 weighs every segment by its word tokens.
"""

from __future__ import annotations

import gzip
import json
import re
import sys
import time
import unicodedata
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from onrecord import pages
from onrecord.records import Article, Capture, Page, Span, sha256_of, subtract

SHARED = Path(__file__).resolve().parent.parent.parent / "shared" / "eval"
TOKEN = re.compile(r"\w+")


def main() -> int:
    """Print the tables."""
    if not SHARED.is_dir():
        print(f"the evaluation sets are not beside this repository ({SHARED.name}/ in ../shared): nothing measured")
        return 0
    pages.take_apart(
        captured("<h1>Warm-up</h1>" + "<p>The models are loaded before the clock starts.</p>" * 3, "text/html")
    )
    segmentation()
    extraction()
    return 0


def captured(text: str, media_type: str) -> Capture:
    """Give `text` as a UTF-8 capture."""
    data = text.encode("utf-8", errors="replace")
    return Capture(sha256=sha256_of(data), uri="-", media_type=media_type, data=data, encoding="utf-8")


def records(path: Path) -> Iterator[dict[str, Any]]:
    """Read a JSON Lines file, compressed or not."""
    data = gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()
    for line in data.splitlines():
        yield json.loads(line)


def f1(right: float, said: float, gold: float) -> float:
    """Give the harmonic mean of precision and recall; 0 where nothing is right."""
    return 2 * right / (said + gold) if right else 0.0


# Several articles in one page.


class Segments:
    """The gold segments of one page, with where each stands in the capture that is read."""

    def __init__(self, record: dict[str, Any], media_type: str) -> None:
        self.segments: list[dict[str, Any]] = record["segments"]
        self.text: str = record["text"]
        self.capture = captured(record["text" if media_type == "text/plain" else "html"], media_type)
        self.places: list[tuple[int, int]] = [(s["begin"], s["end"]) for s in self.segments]
        if media_type == "text/html":
            lines = [(m.start(), m.end()) for m in re.finditer(r"[^\n]*\n", self.capture.text)]
            self.places = lines[1 : 1 + len(self.segments)]

    def at(self, offset: int) -> int:
        """Give the index of the non-empty segment that `offset` of the capture stands in; -1 for none."""
        return next(
            (n for n, (begin, end) in enumerate(self.places) if begin <= offset < end and not self.empty(n)), -1
        )

    def empty(self, index: int) -> bool:
        """Tell whether a segment has no characters."""
        return bool(self.segments[index]["begin"] == self.segments[index]["end"])

    def words(self, index: int) -> str:
        """Give a segment's text."""
        segment = self.segments[index]
        return self.text[segment["begin"] : segment["end"]]

    def articles(self) -> dict[str, list[int]]:
        """Give the segments of each gold article, teasers and captions said again left out."""
        found: dict[str, list[int]] = {}
        for index, segment in enumerate(self.segments):
            members = (
                found.setdefault(segment["article"], []) if segment["role"] in ("main", "next", "caption") else None
            )
            if members is None or self.empty(index):
                continue
            if segment["role"] != "caption" or self.words(index) not in (self.words(member) for member in members):
                members.append(index)
        return found

    def furniture(self) -> tuple[set[int], set[int]]:
        """Give the segments that are furniture, and those that count neither way."""
        aside: set[int] = set()
        neither: set[int] = set()
        said: set[tuple[str, str]] = set()
        for index, segment in enumerate(self.segments):
            if self.empty(index):
                neither.add(index)
            elif segment["role"] == "caption":
                key = (segment["article"], self.words(index))
                if key in said:
                    aside.add(index)
                said.add(key)
            elif segment["part"] == "date" or re.match(r"By [A-Z]", self.words(index)):
                neither.add(index)
            elif segment["role"] in ("boiler", "teaser"):
                aside.add(index)
        return aside, neither


def article_segments(article: Article, gold: Segments) -> list[int]:
    """Give the gold segments whose characters our article holds, its bylines and dates left out."""
    aside = [(span.start, span.end) for span in article.bylines]
    found: list[int] = []
    for run in article.offset_map:
        if not any(start <= run.text_start < end for start, end in aside):
            index = gold.at(run.capture_start)
            if index >= 0 and (not found or found[-1] != index):
                found.append(index)
    return found


def segmentation() -> None:
    """Measure page_segmentation, text and HTML."""
    path = next((SHARED / "page_segmentation").glob("*.jsonl"))
    rows = list(records(path))
    print(f"\n### Several articles in one page ({len(rows)} synthetic pages, {path.name})\n")
    print(
        "| format | boundary F1 | begin F1 | end F1 | articles ours/gold | token F1 | furniture P | furniture R |"
        " caption kept at most | pages/s |"
    )
    print("| --- " * 10 + "|")
    for media_type in ("text/plain", "text/html"):
        print(segmentation_row(rows, media_type))


def segmentation_row(rows: list[dict[str, Any]], media_type: str) -> str:
    """Give the table's row of one format."""
    counts: Counter[str] = Counter()
    scores: list[float] = []
    most_kept = 0
    spent = 0.0
    for row in rows:
        gold = Segments(row, media_type)
        started = time.perf_counter()
        page = pages.take_apart(gold.capture)
        spent += time.perf_counter() - started
        articles = gold.articles()
        ours = [article_segments(article, gold) for article in page.articles]
        for side, which in (("begin", 0), ("end", -1)):
            gold_set = {members[which] for members in articles.values()}
            our_set = {members[which] for members in ours if members}
            counts[f"{side} right"] += len(gold_set & our_set)
            counts[f"{side} said"] += len(page.articles)
            counts[f"{side} gold"] += len(gold_set)
            if "-v" in sys.argv and gold_set != our_set:
                print(
                    f"  {row['id']} {media_type} {side}: missed {sorted(gold_set - our_set)}, "
                    f"too many {sorted(our_set - gold_set)}"
                )
        counts["ours"] += len(page.articles)
        counts["gold"] += len(articles)
        scores.extend(token_scores(page, articles, gold))
        count_furniture(page, gold, counts)
        for article in page.articles:
            kept = Counter(span.of(article.text) for span in article.captions)
            most_kept = max(most_kept, *kept.values(), 0) if kept else most_kept
    both = [counts[f"begin {what}"] + counts[f"end {what}"] for what in ("right", "said", "gold")]
    cells = [
        media_type,
        f"{f1(*both):.3f}",
        *(
            f"{f1(counts[f'{side} right'], counts[f'{side} said'], counts[f'{side} gold']):.3f}"
            for side in ("begin", "end")
        ),
        f"{counts['ours']}/{counts['gold']}",
        f"{sum(scores) / len(scores):.3f}",
        f"{counts['aside right'] / max(1, counts['aside said']):.3f}",
        f"{counts['aside right'] / max(1, counts['aside gold']):.3f}",
        str(most_kept),
        f"{len(rows) / spent:.0f}",
    ]
    return "| " + " | ".join(cells) + " |"


def token_scores(page: Page, articles: dict[str, list[int]], gold: Segments) -> list[float]:
    """Give each gold article's token F1 with the article of ours that it is paired with."""
    wanted = []
    for members in articles.values():
        tokens: Counter[str] = Counter()
        for index in members:
            tokens.update(TOKEN.findall(gold.words(index).lower()))
        wanted.append(tokens)
    had = [Counter(TOKEN.findall(article.text.lower())) for article in page.articles]
    pairs = sorted(
        (
            (f1((one & two).total(), two.total(), one.total()), i, j)
            for i, one in enumerate(wanted)
            for j, two in enumerate(had)
        ),
        reverse=True,
    )
    scores = [0.0] * len(wanted)
    taken: set[int] = set()
    done: set[int] = set()
    for score, i, j in pairs:
        if i not in done and j not in taken:
            scores[i] = score
            done.add(i)
            taken.add(j)
    return scores


def count_furniture(page: Page, gold: Segments, counts: Counter[str]) -> None:
    """Count furniture segments set aside rightly, set aside, and in the gold."""
    aside, neither = gold.furniture()
    ours = {gold.at(piece.capture.start) for piece in page.furniture} - neither - {-1}
    counts["aside right"] += len(ours & aside)
    counts["aside said"] += len(ours)
    counts["aside gold"] += len(aside)


# Content of single articles, beside trafilatura.


def extraction() -> None:
    """Measure article_extraction, ours and trafilatura in the same run."""
    import trafilatura

    path = SHARED / "article_extraction" / "trafilatura_eval_en_ar.jsonl.gz"
    rows = list(records(path))
    spent = {"Onrecord": 0.0, "trafilatura": 0.0}
    counts = {name: Counter[str]() for name in (*spent, "Onrecord, whole text")}
    for row in rows:
        started = time.perf_counter()
        page = pages.take_apart(captured(row["html"], "text/html"))
        spent["Onrecord"] += time.perf_counter() - started
        ours = "\n".join(running_text(article) for article in page.articles)
        whole = "\n".join(article.text for article in page.articles)
        started = time.perf_counter()
        theirs = trafilatura.extract(row["html"], include_comments=False, include_tables=True) or ""
        spent["trafilatura"] += time.perf_counter() - started
        for name, output in (("Onrecord", ours), ("Onrecord, whole text", whole), ("trafilatura", theirs)):
            count_segments(row, output, counts[name], name)
    print(f"\n### Content of single articles ({len(rows)} pages, {path.name})\n")
    print("| extractor | segment precision | segment recall | segment accuracy | segment F1 | token F1 | pages/s |")
    print("| --- " * 7 + "|")
    for name, c in counts.items():
        cells = [
            name,
            f"{c['tp'] / (c['tp'] + c['fp']):.3f}",
            f"{c['tp'] / (c['tp'] + c['fn']):.3f}",
            f"{(c['tp'] + c['tn']) / (c['tp'] + c['tn'] + c['fp'] + c['fn']):.3f}",
            f"{f1(c['tp'], c['tp'] + c['fp'], c['tp'] + c['fn']):.3f}",
            f"{f1(c['token tp'], c['token tp'] + c['token fp'], c['token tp'] + c['token fn']):.3f}",
            f"{len(rows) / spent[name]:.0f}" if name in spent else "",
        ]
        print("| " + " | ".join(cells) + " |")


def running_text(article: Article) -> str:
    """Give an article's text without its marked captions, credits and bylines: no content to that evaluation."""
    aside = [*article.captions, *article.credits, *article.bylines]
    return (
        "\n".join(span.of(article.text) for span in subtract([Span(0, len(article.text))], aside))
        if article.text
        else ""
    )


def normal(text: str) -> str:
    """Give a text in Unicode's composed form, white space collapsed: what two extractors' outputs are compared in."""
    return " ".join(unicodedata.normalize("NFC", text).split())


def count_segments(row: dict[str, Any], output: str, counts: Counter[str], name: str) -> None:
    """Count the segments that are in an output, and those that must be or must not."""
    output = normal(output)
    for wanted, segments in ((True, row["with"] or ()), (False, row["without"] or ())):
        for segment in segments:
            kept = normal(segment) in output
            key = ("tp" if kept else "fn") if wanted else ("fp" if kept else "tn")
            counts[key] += 1
            counts[f"token {key}"] += len(TOKEN.findall(segment))
            if "-v" in sys.argv and key in ("fp", "fn"):
                print(f"  {name:11} {key} {row['file']}: {segment[:90]!r}")


if __name__ == "__main__":
    sys.exit(main())
