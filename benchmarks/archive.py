"""How fast the archive takes statements in and finds them again.

    python -m benchmarks.archive [--statements N]

Prints a Markdown table. The pages are synthetic and the same every time: words of an invented vocabulary, as unevenly
frequent as words are; per capture two articles of eight statements, one of them quoted inside another.
"""

from __future__ import annotations

import argparse
import random
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from itertools import accumulate
from pathlib import Path

from onrecord.archive import Archive, Filter, open_archive
from onrecord.records import (
    STANCES,
    STATUSES,
    Article,
    Capture,
    CaptureReference,
    Marked,
    Page,
    Reading,
    Relay,
    Run,
    Source,
    Span,
    Statement,
    StatementSource,
    sha256_of,
)

ARTICLES, STATEMENTS = 2, 8
VOCABULARY = 30_000
PEOPLE = 5_000
SEED = 20250101


class Corpus:
    """Synthetic captures, taken apart and read."""

    def __init__(self) -> None:
        self._random = random.Random(SEED)
        syllables = ["ka", "ro", "mi", "ten", "sul", "dar", "vo", "le", "har", "ni", "bos", "ey"]
        words: set[str] = set()
        while len(words) < VOCABULARY:
            words.add("".join(self._random.choices(syllables, k=self._random.randint(1, 5))))
        self.words = sorted(words)
        self._random.shuffle(self.words)
        self._weights = list(accumulate(1 / rank for rank in range(1, VOCABULARY + 1)))
        self.people = [" ".join(word.title() for word in self._some(2)) for _ in range(PEOPLE)]

    def _some(self, count: int) -> list[str]:
        return self._random.choices(self.words, cum_weights=self._weights, k=count)

    def captures(self, statements: int) -> Iterator[tuple[Capture, Page, list[Reading]]]:
        """Give captures that hold so many statements in all."""
        for number in range(-(-statements // (ARTICLES * STATEMENTS))):
            yield self._capture(number)

    def _capture(self, number: int) -> tuple[Capture, Page, list[Reading]]:
        drafts = [self._draft() for _ in range(ARTICLES)]
        raw = "\n\n".join(text for text, _ in drafts)
        data = raw.encode()
        capture = Capture(
            sha256=sha256_of(data), uri=f"{number}.txt", media_type="text/plain", data=data, encoding="utf-8"
        )
        articles, readings = [], []
        start = 0
        for position, (text, statements) in enumerate(drafts, 1):
            article = Article(
                id=f"{capture.sha256[:12]}-{position}",
                title=text.partition("\n")[0],
                text=text,
                language="en",
                outlet=f"Outlet {number % 40}",
                offset_map=(Run(0, len(text), start, len(text)),),
            )
            start += len(text) + 2
            articles.append(article)
            sources = {statement.source.id: statement.source for statement in statements}
            readings.append(
                Reading(
                    capture=CaptureReference.of(capture),
                    article=article,
                    sources=tuple(
                        Source(
                            id=source.id or "",
                            name=source.name or "",
                            kind="person",
                            status=source.status or "named",
                            role="spokesman",
                            mentions=source.spans,
                        )
                        for source in sources.values()
                    ),
                    statements=tuple(statements),
                )
            )
        return capture, Page(capture_sha256=capture.sha256, articles=tuple(articles)), readings

    def _draft(self) -> tuple[str, list[Statement]]:
        text = " ".join(self._some(8)).capitalize() + "\n\n"
        statements: list[Statement] = []
        for number in range(1, STATEMENTS + 1):
            name = self._random.choice(self.people)
            source = Span(len(text), len(text) + len(name))
            cue = Span(source.end + 1, source.end + 5)
            said = " ".join(self._some(self._random.randint(8, 30)))
            content = Span(cue.end + 6, cue.end + 6 + len(said))
            text += f"{name} said that {said}. {' '.join(self._some(20))}.\n\n"
            statements.append(
                Statement(
                    id=f"s{number}",
                    source=StatementSource(
                        id=f"p{number}",
                        spans=(source,),
                        text=name,
                        name=name,
                        status=self._random.choice(STATUSES),
                        made_by="XX01",
                    ),
                    cue=Marked(spans=(cue,), text="said"),
                    content=Marked(spans=(content,), text=said),
                    form="indirect",
                    stance=self._random.choice(STANCES),
                    relay=Relay(name="Wire", spans=(source,)) if number == 1 else None,
                    parent="s1" if number == 2 else None,
                    made_by="XX01",
                    confidence=0.9,
                )
            )
        return text.rstrip("\n"), statements

    def phrase(self) -> str:
        """Give a phrase of two words, one rather frequent."""
        return f'"{self.words[self._random.randrange(300)]} {self._some(1)[0]}"'

    def word(self) -> str:
        """Give a word that is neither very frequent nor very rare."""
        return self.words[self._random.randrange(50, 5000)]

    def person(self) -> str:
        """Give a part of somebody's name."""
        return self._random.choice(self.people).split()[0].lower()


def timed(times: int, ask: Callable[[], object]) -> str:
    """Give the median and the 95th percentile of so many calls, in milliseconds."""
    taken = []
    for _ in range(times):
        began = time.perf_counter()
        ask()
        taken.append(1000 * (time.perf_counter() - began))
    return f"{statistics.median(taken):.1f} / {sorted(taken)[int(0.95 * (len(taken) - 1))]:.1f} ms"


def rows(archive: Archive, corpus: Corpus) -> Iterator[tuple[str, str]]:
    """Ask the questions of the desk, 50 rows and the total each time."""
    yield (
        "phrase, one status and one stance",
        timed(200, lambda: archive.statements(Filter(words=corpus.phrase(), status="named", stance="asserts"))),
    )
    yield "phrase, any", timed(200, lambda: archive.statements(Filter(words=corpus.phrase())))
    yield "search in articles and statements, one word", timed(100, lambda: archive.search(corpus.word()))
    yield "search, a phrase", timed(100, lambda: archive.search(corpus.phrase()))
    yield "statements of one status, first page", timed(30, lambda: archive.statements(Filter(status="anonymous")))
    yield "statements by a part of a name", timed(30, lambda: archive.statements(Filter(source=corpus.person())))
    yield "sources by a part of a name", timed(30, lambda: archive.sources(Filter(source=corpus.person())))
    yield "sources, first page", timed(10, lambda: archive.sources())


def main() -> None:
    """Measure and print."""
    options = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    options.add_argument("--statements", type=int, default=200_000, help="how many statements (default: %(default)s)")
    wanted: int = options.parse_args().statements
    corpus = Corpus()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "benchmark.onrecord"
        with open_archive(path) as archive:
            spent = 0.0
            for capture, page, readings in corpus.captures(wanted):
                began = time.perf_counter()
                archive.add(capture, page, readings, made_by="benchmark 1")
                spent += time.perf_counter() - began
            totals = archive.totals()
        print(f"| {totals.statements:,} statements in {totals.articles:,} articles of {totals.captures:,} captures | |")
        print("|---|---|")
        print(f"| taken in, one transaction a capture | {totals.statements / spent:,.0f} statements/s |")
        print(f"| the same | {totals.captures / spent:,.0f} captures/s |")
        print(f"| size of the file | {path.stat().st_size / 1e6:,.0f} MB |")
        with open_archive(path, read_only=True) as archive:
            for name, figure in rows(archive, corpus):
                print(f"| {name} (p50 / p95) | {figure} |", flush=True)
            began = time.perf_counter()
            failures = sum(1 for _ in archive.verify())
            print(f"| verify everything, {failures} failures | {time.perf_counter() - began:,.1f} s |")


if __name__ == "__main__":
    main()
