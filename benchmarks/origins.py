"""Origins: what credits articles carry, what becomes of a planted wire story, and outlets beside origins in an archive.

    python -m benchmarks.origins [--stories N] [--prints N] [--archive FILE]

Credits: how many articles of `../shared/eval/corpora` are credited to somebody, in which way, and what that costs.
Whether they are right is not measured here; `docs/develop/origins.md` says what a look at sixty of them gave.

Planted: a newswire text is printed in some invented outlets, each whole or cut to its first half, under another
headline, and with or without the agency's credit; the statement is its first sentence, in nobody's name. All prints are
one origin. Beside each stand two unlike texts of two invented outlets: those are two. That is the easy case, and shows
that likenesses are used, no more. The peer is what is mostly done: outlets are counted.

Archive: statements that give the same number of dead within a day stand in for claims (they need not be claims); no
identities are given. How many outlets they have beside how many origins; a look at where they differ says more.
"""

from __future__ import annotations

import argparse
import gzip
import json
import random
import re
import time
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import msgspec

import onrecord
from onrecord.comparing import Compared, decide
from onrecord.comparing.origins import Carriage, Carried, carried, origins, text_carriage
from onrecord.records import Article, Cited, Likeness, Origins, Said, Span
from onrecord.vocabulary.publishers import publisher_of

SHARED = Path(__file__).resolve().parents[2] / "shared" / "eval" / "corpora"
COLLECTIONS = {
    "fakes": "fakes_syria_804.jsonl.gz",
    "topstories2016": "topstories_2016_4374_html.jsonl.gz",
    "aljazeera": "aljazeera_mideast_4341.jsonl.gz",
}
WIRE = "te3silver_newswire.jsonl.gz"
CREDITS = ("{city} (AFP) - {text}", "{text}\n(Source: AFP)", "{text} --AFP", "By AFP\n{text}", "{text}", "{text}")


def rows(name: str) -> Iterator[dict[str, Any]]:
    """The rows of a gzipped JSON Lines file of the shared folder."""
    with gzip.open(SHARED / name, "rt", encoding="utf-8") as lines:
        yield from map(json.loads, lines)


def credits_table() -> None:
    print("| collection | articles | credited | byline | dateline | credit line | own agency | ms an article |")
    print("| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: |")
    for name, file in COLLECTIONS.items():
        if not (SHARED / file).exists():
            print(f"| {name} | not there: skipped | | | | | | |")
            continue
        ways: Counter[str] = Counter()
        articles = credited = 0
        spent = 0.0
        for row in rows(file):
            outlet = row.get("outlet") or row.get("source")
            article = Article(
                id="x",
                title=(row.get("title") or "").strip() or None,
                text=row.get("text") or "",
                outlet=outlet,
                url=str(row.get("url") or "").strip() or None,
            )
            start = time.perf_counter()
            pipes = text_carriage(article)
            spent += time.perf_counter() - start
            articles += 1
            credited += any(pipe.way != "outlet" for pipe in pipes)
            ways.update({pipe.way for pipe in pipes})
        counts = " | ".join(str(ways[way]) for way in ("byline", "dateline", "credit", "outlet"))
        print(f"| {name} | {articles} | {credited} | {counts} | {spent / articles * 1000:.2f} |")


def printed(number: int, outlet: str, text: str, content: str, rng: random.Random) -> tuple[Article, Carried]:
    """An article of an invented outlet, and its first sentence as a statement in nobody's name."""
    body = text if rng.random() < 0.6 else text[: max(len(content) + 200, len(text) // 2)].rsplit(" ", 1)[0]
    whole = f"{outlet} reads on {number}\n" + rng.choice(CREDITS).format(city="JABLEH", text=body)
    article = Article(id=f"a{number}", title=None, text=whole, outlet=outlet, published="2024-12-02")
    start = whole.index(content)
    publisher = publisher_of(outlet)
    base = Carried(
        said=Said(article=article.id, statement="s1"),
        order=number,
        outlet=outlet,
        publisher=publisher.key if publisher else None,
        day="2024-12-02",
        content=Cited(article=article.id, spans=(Span(start, start + len(content)),), text=content),
        source=None,
        name=None,
        status=None,
    )
    return article, msgspec.structs.replace(base, carriage=Carriage(text=text_carriage(article)))


def likenesses(articles: Sequence[Article], holders: int = 4) -> list[Likeness]:
    """What the index would give: each print beside the first few."""
    sides = [Compared(id=a.id, text=a.text, outlet=a.outlet, time=a.published) for a in articles]
    found = (decide(sides[first], sides[n]) for n in range(len(sides)) for first in range(min(n, holders)))
    return [likeness for likeness in found if likeness is not None]


def planted(stories: int, prints: int) -> None:
    if not (SHARED / WIRE).exists():
        print(f"{WIRE} is not there: nothing planted.")
        return
    rng = random.Random(5)
    texts = []
    for row in rows(WIRE):
        text = " ".join((row.get("text") or "").split())
        sentence = re.match(r"[^.]{60,300}\.(?= [A-Z])", text)
        if sentence and len(text) > 800:
            texts.append((text, sentence[0]))
    rng.shuffle(texts)
    one: Counter[str] = Counter()
    two: Counter[str] = Counter()
    for at in range(min(stories, len(texts) // 2)):
        (text, content), (other, unlike) = texts[2 * at], texts[2 * at + 1]
        pairs = [printed(n, f"Paper {n}", text, content, rng) for n in range(prints)]
        found = origins([said for _, said in pairs], likenesses([article for article, _ in pairs]))
        one[_verdict(found, 1)] += 1
        pairs = [printed(0, "Paper 0", text, content, rng), printed(1, "Paper 1", other, unlike, rng)]
        for n, (article, said) in enumerate(pairs):
            # Credits aside: two agencies' texts, of which nothing tells that they are one.
            pairs[n] = (article, _without(said))
        found = origins([said for _, said in pairs], likenesses([article for article, _ in pairs]))
        two[_verdict(found, 2)] += 1
    print("| planted | stories | right | a range that holds it | too many | too few | counting outlets |")
    print("| --- | ---: | ---: | ---: | ---: | ---: | --- |")
    kinds = ("right", "range", "many", "few")
    for name, counts, outlets in (("one wire text", one, prints), ("two texts", two, 2)):
        cells = " | ".join(str(counts[kind]) for kind in kinds)
        print(f"| {name}, {outlets} outlets | {counts.total()} | {cells} | {outlets} |")


def _without(said: Carried) -> Carried:
    return msgspec.structs.replace(said, carriage=Carriage())


def _verdict(found: Origins, truth: int) -> str:
    if found.low == found.high == truth:
        return "right"
    if found.low <= truth <= found.high:
        return "range"
    return "many" if found.low > truth else "few"


def archive_table(path: Path) -> None:
    archive = onrecord.open_archive(path, read_only=True)
    by_number: dict[float, list[Carried]] = defaultdict(list)
    sides: dict[str, Compared] = {}
    start = time.perf_counter()
    statements = 0
    for order, reading in enumerate(archive.readings()):
        given = {one.said.statement: one for one in carried(reading, order)}
        statements += len(given)
        sides[reading.article.id] = Compared.of(reading)
        for figure in reading.figures:
            one = given.get(figure.statement or "")
            if figure.kind == "killed" and figure.low and figure.low > 8 and one is not None and one.day:
                by_number[figure.low].append(one)
    spent = time.perf_counter() - start
    claims: list[list[Carried]] = []
    for _, group in sorted(by_number.items()):
        group.sort(key=lambda one: (one.day or "", one.order))
        for one in group:
            first = claims[-1][0] if claims else None
            same = first is not None and first in group and _days(first, one) <= 1
            claims[-1].append(one) if same else claims.append([one])
    ranges: Counter[tuple[int, int, int]] = Counter()
    why: Counter[str] = Counter()
    for claim in claims:
        outlets = len({one.publisher for one in claim})
        if outlets < 2:
            continue
        names = list(dict.fromkeys(one.said.article for one in claim))
        pairs = [(sides[a], sides[b]) for n, a in enumerate(names) for b in names[n + 1 :]]
        found = origins(claim, [like for like in (decide(a, b) for a, b in pairs) if like])
        ranges[outlets, found.low, found.high] += 1
        why.update({f"{x.evidence.made_by}{'' if x.sure else ' (unsure)'}" for x in found.links})
    print(f"{statements} statements, {spent / max(1, statements) * 1000:.2f} ms each with reading the archive.\n")
    print("| outlets | numbers of dead | fewer origins than outlets at most | perhaps fewer | as many or more |")
    print("| ---: | ---: | ---: | ---: | ---: |")
    for outlets in sorted({key[0] for key in ranges}):
        some = {key: n for key, n in ranges.items() if key[0] == outlets}
        fewer = sum(n for (_, _, high), n in some.items() if high < outlets)
        perhaps = sum(n for (_, low, high), n in some.items() if low < outlets <= high)
        print(f"| {outlets} | {sum(some.values())} | {fewer} | {perhaps} | {sum(some.values()) - fewer - perhaps} |")
    print("\nReasons given, by how many of them: " + ", ".join(f"{code} {n}" for code, n in why.most_common()))


def _days(one: Carried, other: Carried) -> int:
    return abs((date.fromisoformat(one.day or "") - date.fromisoformat(other.day or "")).days)


def cost() -> None:
    rng = random.Random(1)
    print("| statements | ms | links |")
    print("| ---: | ---: | ---: |")
    for size in (100, 1000, 10_000):
        given = []
        for n in range(size):
            _, one = printed(n, f"Paper {n % 300}", "The ferry sails again on Monday.", "The ferry sails again", rng)
            given.append(one)
        start = time.perf_counter()
        found = origins(given)
        print(f"| {size} | {(time.perf_counter() - start) * 1000:.0f} | {len(found.links)} |")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--stories", type=int, default=200)
    parser.add_argument("--prints", type=int, default=12)
    parser.add_argument("--archive", type=Path)
    options = parser.parse_args()
    print("## Credits\n")
    credits_table()
    print("\n## Planted\n")
    planted(options.stories, options.prints)
    print("\n## Cost\n")
    cost()
    if options.archive:
        print("\n## Outlets and origins\n")
        archive_table(options.archive)


if __name__ == "__main__":
    main()
