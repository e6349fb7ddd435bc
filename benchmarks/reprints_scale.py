"""What it costs to add one article to an index of 10,000, 100,000 and 1,000,000 articles.

    python -m benchmarks.reprints_scale [--sizes 10000 100000 1000000] [--probes N]

The articles of the index are made up: as many fingerprints as real articles have, of which as many as in real ones
stand in other articles too, drawn from those of the real, the frequent oftener; one in ten articles is a reprint of
another, and one story, a real one, is reprinted by every hundredth. The articles that are added are real ones of
`../shared/eval/corpora`; each is cut into words, put into the index, joined, and compared word by word with as many
texts as the join gives, all in one transaction with its commit. Without the texts this says so and ends.
"""

from __future__ import annotations

import argparse
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import numpy.typing as npt

from benchmarks.reprint_index import Index
from benchmarks.reprints import SHARED, collection
from onrecord.comparing import HOLDERS, Compared, decide

Rows = npt.NDArray[np.int64]
OUTLETS = 400


def real() -> tuple[list[Compared], list[Compared]]:
    """Articles for the fingerprints of the made-up ones, and those to add."""
    articles = [article for name in ("te3silver", "fakes", "topstories2016") for _, article in collection(name)]
    return [a for i, a in enumerate(articles) if i % 25], articles[::25]


def hashes(articles: list[Compared]) -> Rows:
    """Every fingerprint of the articles, as often as it stands in one."""
    return np.array([f.hash for article in articles for f in article.fingerprints], dtype=np.int64)


def made_up(size: int, known: Rows, story: Rows, per_article: int, dice: np.random.Generator) -> tuple[Rows, Rows]:
    """Rows of an index of `size` articles: hash and article, sorted, `HOLDERS` articles of each hash."""
    numbers, counts = np.unique(known, return_counts=True)
    often = np.repeat(numbers, np.where(counts > 1, counts, 0))
    article = np.repeat(np.arange(size), per_article)
    table = dice.integers(-(2**63), 2**63 - 1, size=(size, per_article), dtype=np.int64)
    shared = round(per_article * len(often) / len(known))
    table[:, :shared] = dice.choice(often, size=(size, shared))
    copies = np.flatnonzero(np.arange(size) % 10 == 9)
    table[copies, shared:] = table[dice.integers(0, copies), shared:]
    wire = np.flatnonzero(np.arange(size) % 100 == 50)
    table[wire, shared:] = np.resize(story, per_article - shared)
    flat = table.ravel()
    order = np.argsort(flat, kind="stable")
    flat, article = flat[order], article[order]
    begins = np.flatnonzero(np.r_[True, flat[1:] != flat[:-1]])
    place = np.arange(len(flat)) - np.repeat(begins, np.diff(np.r_[begins, len(flat)]))
    again = np.r_[False, (flat[1:] == flat[:-1]) & (article[1:] == article[:-1])]
    kept = (place < HOLDERS) & ~again
    return flat[kept], article[kept]


def rows(flat: Rows, article: Rows) -> Iterator[tuple[int, int, int]]:
    """The rows in pieces that fit in memory."""
    for start in range(0, len(flat), 1_000_000):
        piece = slice(start, start + 1_000_000)
        yield from ((h, a, 0) for h, a in zip(flat[piece].tolist(), article[piece].tolist(), strict=True))


def add(index: Index, number: int, probe: Compared, others: list[Compared]) -> tuple[float, float, float, float, int]:
    """Add one article; give the CPU seconds of words, index and comparisons, seconds by the clock, and pairs."""
    fresh = Compared(probe.id, probe.text, outlet=probe.outlet, address=probe.address)
    begun, start = time.perf_counter(), time.process_time()
    _ = fresh.fingerprints
    cut = time.process_time()
    found = index.add([(number, fresh)])
    stock = index.stock()
    joined = time.process_time()
    for other in others[: len(found)]:
        decide(other, fresh, stock)
    done = time.process_time()
    return cut - start, joined - cut, done - joined, time.perf_counter() - begun, len(found)


def main() -> int:
    """Fill an index of each size, add the same articles to each, and print a Markdown table."""
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--sizes", type=int, nargs="+", default=[10_000, 100_000, 1_000_000])
    arguments.add_argument("--probes", type=int, default=250)
    options = arguments.parse_args()
    if not (SHARED / "corpora").exists():
        print("benchmarks.reprints_scale: ../shared/eval is not beside this checkout: nothing measured")
        return 0
    sources, probes = real()
    probes = probes[: options.probes]
    known = hashes(sources)
    per_article = round(len(known) / len(sources))
    print(f"{len(probes)} articles added one by one, {per_article} fingerprints an article\n")
    print("| articles in the index | rows | file, MB | mean CPU ms: words | index | compare |", end="")
    print(" all: median | p95 | by the clock | pairs |")
    print("|" + " --- |" * 10)
    medians = []
    told = []
    story = max(sources[:2000], key=lambda article: len(article.fingerprints))
    for size in options.sizes:
        dice = np.random.default_rng(20261123)
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "index.sqlite"
            index = Index(path)
            flat, article = made_up(size, known, hashes([story]), per_article, dice)
            index.connection.execute("PRAGMA journal_mode = OFF")
            index.connection.execute("BEGIN")
            index.connection.executemany("INSERT INTO fingerprints VALUES (?, ?, ?)", rows(flat, article))
            index.connection.executemany(
                "INSERT INTO compared VALUES (?, ?, ?)",
                ((n, f"outlet {n % OUTLETS}", f"https://outlet.example/{n}") for n in range(size)),
            )
            index.connection.execute("COMMIT")
            index.connection.execute("PRAGMA journal_mode = WAL")
            count = len(flat)
            del flat, article
            costs = [add(index, size + n, probe, sources[n:]) for n, probe in enumerate(probes)]
            again = add(index, size + len(probes), story, [story] * 1000)
            index.connection.close()
            total = sorted(sum(cost[:3]) * 1e3 for cost in costs)
            medians.append(statistics.median(total))
            pairs = statistics.mean(cost[4] for cost in costs)
            parts = [f"{statistics.mean(cost[i] for cost in costs) * 1e3:.1f}" for i in range(3)]
            clock = statistics.median(cost[3] for cost in costs) * 1e3
            print(
                f"| {size:,} | {count:,} | {path.stat().st_size / 1e6:,.0f} | {' | '.join(parts)} | "
                f"{medians[-1]:.1f} | {total[int(len(total) * 0.95)]:.1f} | {clock:.1f} | {pairs:.1f} |",
                flush=True,
            )
            told.append(f"{sum(again[:3]) * 1e3:.0f} ms, {again[4]} pairs")
    print(f"\nThe story of {len(story.words):,} words that every hundredth reprints: {'; '.join(told)}.")
    print(f"The last median is {medians[-1] / medians[0]:.2f} times the first.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
