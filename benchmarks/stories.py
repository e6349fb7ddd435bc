"""Stories: do articles about one matter come together, and what does one article cost in a large archive?

    python -m benchmarks.stories [--speed N] [--keep FILE]

Giveme5W1H's clusters (383 articles of 69 events, in the order of their dates) and ECB+ (982 articles of 86 events in 43
subjects, no dates) go through the archive's own tables one by one, as they do when they are added. Both are read by
rules alone. Half of the events, by a hash of their names, were tuned on; of ECB+ both events of a subject are in one
half.

Beside them, where scikit-learn is installed, HDBSCAN on TF-IDF and a single pass over TF-IDF that puts an article into
the cluster it is nearest to on average, if that is near enough. Both know the whole collection's frequencies
beforehand, and each is shown at the setting that is best on the very articles it is measured on, and at the one that
is best on the tuning halves. What HDBSCAN calls noise are clusters of one.

Speed: invented articles, each of a matter, whose terms are as many and as frequent as those of the real ones. CPU time
of this process alone, of the last 500 articles; those before stand as stories of their own.
"""

from __future__ import annotations

import argparse
import gzip
import hashlib
import importlib
import importlib.util
import itertools
import json
import random
import sqlite3
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import msgspec

import onrecord
from onrecord.across.stories import gathered_of
from onrecord.archive import ids, schema
from onrecord.archive import stories as kept
from onrecord.archive.connect import CACHE_KIB
from onrecord.comparing.stories import Profile, decide, gather, profile, sought, story_of, weigh
from onrecord.records import Reading

SHARED = Path(__file__).resolve().parents[2] / "shared" / "eval" / "stories"
SETS = ("Giveme5W1H", "ECB+")
PARTS = ("tuned on", "not seen", "all")
MEASURED = 500
"""Articles whose cost is measured, the last ones; those before are put in as they would stand, each a story of its own:
more stories than there would be."""
TOGETHER = 32
"""Articles in one transaction, as in the product."""


class Told(NamedTuple):
    """An article, and the event it is of."""

    event: str
    reading: Reading


class Score(NamedTuple):
    """How well clusters agree with events."""

    precision: float
    recall: float
    f1: float
    pairs: float
    clusters: int


def articles_of(name: str) -> list[tuple[str, str, str, str | None]]:
    """The articles of a collection in the order they are added: id, event, text, date."""
    file = {"Giveme5W1H": "giveme5w1h_news_cluster_383.jsonl.gz", "ECB+": "ecbplus_982.jsonl.gz"}[name]
    with gzip.open(SHARED / file, "rt", encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines]
    if name == "ECB+":
        return [(row["id"], row["story"], row["text"], None) for row in rows]
    rows.sort(key=lambda row: (row["date"], row["id"]))
    found = []
    for row in rows:
        title, text = (row["title"] or "").strip(), row["text"]
        text = f"{title}\n\n{text}" if title and not text.strip().startswith(title) else text
        found.append((row["id"], row["cluster"], text, row["date"][:10]))
    return found


def read(name: str, keep: Path | None) -> list[Told]:
    """Read a collection, or take what an earlier run kept."""
    at = keep.with_name(f"{keep.name}.{name}") if keep else None
    if at is not None and at.exists():
        return [Told(*msgspec.json.decode(line, type=tuple[str, Reading])) for line in at.read_bytes().splitlines()]
    told = []
    for id_, event, text, date in articles_of(name):
        sound = text.encode("utf-8", "ignore").decode("utf-8")
        told.append(Told(event, onrecord.read_text(sound, uri=id_, model="rules", date=date)))
    if at is not None:
        at.write_bytes(b"".join(msgspec.json.encode(tuple(one)) + b"\n" for one in told))
    return told


def half(event: str) -> str:
    """The half an event is in; of ECB+ both events of a subject are in one."""
    digest = hashlib.md5(event.split("_ecb")[0].encode(), usedforsecurity=False).hexdigest()
    return PARTS[int(digest, 16) % 2]


def score(events: Sequence[str], clusters: Sequence[int]) -> Score:
    """B-cubed precision, recall and F1, F1 of pairs, and how many clusters there are."""
    by_event, by_cluster, both = Counter(events), Counter(clusters), Counter(zip(events, clusters, strict=True))
    precision = sum(n * n / by_cluster[cluster] for (_, cluster), n in both.items()) / len(events)
    recall = sum(n * n / by_event[event] for (event, _), n in both.items()) / len(events)
    right, said, true = (sum(n * (n - 1) // 2 for n in counts.values()) for counts in (both, by_cluster, by_event))
    return Score(
        precision, recall, 2 * precision * recall / (precision + recall), 2 * right / (said + true), len(by_cluster)
    )


class Shelf:
    """The archive's tables of stories, in memory or in a file."""

    def __init__(self, path: str = ":memory:") -> None:
        self.db = sqlite3.connect(path, isolation_level=None)
        self.db.execute("PRAGMA journal_mode = WAL")
        self.db.execute("PRAGMA synchronous = NORMAL")
        self.db.execute(f"PRAGMA cache_size = {-CACHE_KIB}")
        for statement in itertools.chain(*schema.STEPS):
            self.db.execute(statement)
        if not self.db.execute("SELECT 1 FROM sqlite_master WHERE name = 'stories'").fetchone():
            for statement in kept.TABLES:
                self.db.execute(statement)

    def add(self, number: int, article_id: str, one: Profile, outlet: str | None) -> int:
        """Put an article into a story, as the product does; give the story's number."""
        db = self.db
        counts = kept.counts(db, one.terms, outlet)
        weighed = weigh(one, counts)
        kept.hand_of(db, article_id)
        states = kept.candidates(db, sought(weighed), one.day)
        known = {story: gathered_of(state) for story, state in states.items()}
        decision = decide(one, weighed, known)
        story = kept.start(db, article_id) if decision.story is None else decision.story
        gathered = gather(known.get(story), one, weighed)
        record = story_of(ids.id_of("story", story), gathered)
        anchor = number if decision.story is None else None
        kept.keep(db, story, record, msgspec.json.encode(gathered), gathered.indexed, gathered.last, anchor=anchor)
        kept.join(
            db,
            number,
            article_id,
            story,
            one.day,
            score=decision.score,
            shared=decision.shared,
            made_by=decision.made_by,
        )
        before = known.get(story)
        kept.count(
            db,
            story,
            one.terms,
            before.terms if before else None,
            article_id=article_id,
            outlet=outlet,
            outlet_articles=counts.outlet_articles,
        )
        return story

    def fill(self, articles: Sequence[tuple[int, str, Profile, str]]) -> None:
        """Put in articles as stories of their own, in bulk, as the rows that `add` would write."""
        counts: Counter[tuple[str, str]] = Counter()
        stories, terms, members, numbers = [], [], [], []
        empty = kept.Counts(0, {}, 0, {})
        for number, article_id, one, outlet in articles:
            gathered = gather(None, one, weigh(one, empty))
            record = story_of(ids.id_of("story", number), gathered)
            indexed = {term: round(weight, 3) for term, weight in gathered.indexed}
            day = one.day or 0
            json, state = msgspec.json.encode(record).decode(), msgspec.json.encode(gathered)
            row = (number, number, record.first, record.last, 1, record.name, json, state, day)
            stories.append((*row, msgspec.json.encode(indexed).decode()))
            terms += [(term, day, number, weight) for term, weight in indexed.items()]
            members.append((number, number, one.day, None, 1.0, "[]", "SO05"))
            numbers.append(("story", article_id, number))
            if number <= kept.ALL_STORIES or number % kept.EVERY == 0:
                counts.update((term, where) for term in ("", *one.terms) for where in ("", outlet))
        self.db.execute("BEGIN IMMEDIATE")
        self.db.executemany("INSERT INTO stories VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", stories)
        self.db.executemany("INSERT INTO story_terms VALUES (?, ?, ?, ?)", sorted(terms))
        self.db.executemany("INSERT INTO story_articles VALUES (?, ?, ?, ?, ?, ?, ?)", members)
        self.db.executemany("INSERT INTO ids (kind, anchor, number) VALUES (?, ?, ?)", numbers)
        self.db.executemany(
            """INSERT INTO story_counts VALUES (?, ?, ?)
            ON CONFLICT (term, outlet) DO UPDATE SET many = many + excluded.many""",
            sorted((*key, many) for key, many in counts.items()),
        )
        self.db.execute("COMMIT")


def streamed(told: Iterable[Told]) -> list[int]:
    """The story of each article, added one by one."""
    shelf = Shelf()
    return [
        shelf.add(number, str(number), profile(one.reading), one.reading.article.outlet)
        for number, one in enumerate(told)
    ]


class Peers:
    """scikit-learn over the same texts; nothing where it is not installed."""

    def __init__(self) -> None:
        self.usable = importlib.util.find_spec("sklearn") is not None

    def prepare(self, texts: Sequence[str]) -> Any:
        """The cosines of all pairs of texts, by TF-IDF over the whole collection."""
        text = importlib.import_module("sklearn.feature_extraction.text")
        vectors = text.TfidfVectorizer(stop_words="english", sublinear_tf=True).fit_transform(texts)
        return (vectors @ vectors.T).toarray()

    def hdbscan(self, cosines: Any, setting: int) -> list[int]:
        """HDBSCAN with `setting` as the least size of a cluster."""
        cluster = importlib.import_module("sklearn.cluster")
        distances = (1.0 - cosines).clip(0.0, None)
        found = cluster.HDBSCAN(
            min_cluster_size=setting, min_samples=min(setting, 2) - 1 or None, metric="precomputed", copy=True
        ).fit_predict(distances)
        return [int(label) if label >= 0 else -number - 1 for number, label in enumerate(found)]

    def single_pass(self, cosines: Any, setting: float) -> list[int]:
        """Each article in its turn into the cluster it is nearest to on average, from `setting` on."""
        clusters: list[list[int]] = []
        labels = []
        for number in range(len(cosines)):
            nearest = max(
                ((float(cosines[number, members].mean()), -label) for label, members in enumerate(clusters)),
                default=(0.0, 0),
            )
            if clusters and nearest[0] >= setting:
                label = -nearest[1]
                clusters[label].append(number)
            else:
                label = len(clusters)
                clusters.append([number])
            labels.append(label)
        return labels


def clustering(sets: dict[str, list[Told]]) -> None:
    """Measure, beside the peers, on each half and on all."""
    peers = Peers()
    grids: dict[str, tuple[Callable[[Any, Any], list[int]], Sequence[float]]] = {}
    if peers.usable:
        grids = {
            "HDBSCAN": (peers.hdbscan, (2, 3, 4, 5, 8)),
            "TF-IDF, single pass": (peers.single_pass, [n / 100 for n in range(4, 42, 2)]),
        }
    cosines: dict[tuple[str, str], Any] = {}
    rows: dict[tuple[str, str], list[Told]] = {}
    for name, told in sets.items():
        for part in PARTS:
            rows[name, part] = [one for one in told if part in ("all", half(one.event))]
            if peers.usable:
                cosines[name, part] = peers.prepare([one.reading.article.text for one in rows[name, part]])
    scores: dict[tuple[str, str, str, float], Score] = {}
    for (name, part), told in rows.items():
        events = [one.event for one in told]
        for peer, (run, grid) in grids.items():
            for setting in grid:
                scores[name, part, peer, setting] = score(events, run(cosines[name, part], setting))
    tuned = {}
    for peer, (_, grid) in grids.items():
        both = {setting: sum(scores[name, PARTS[0], peer, setting].f1 for name in sets) for setting in grid}
        tuned[peer] = max(both, key=both.__getitem__)
    head = "| | B³ precision | recall | F1 | F1 of pairs | clusters |"
    for (name, part), told in rows.items():
        events = [one.event for one in told]
        print(f"\n{name}, {part}: {len(told)} articles of {len(set(events))} events\n\n{head}\n|{' --- |' * 6}")
        print(_row("Onrecord", score(events, streamed(told))))
        for peer, (_, grid) in grids.items():
            here = {setting: scores[name, part, peer, setting].f1 for setting in grid}
            best = max(here, key=here.__getitem__)
            print(_row(f"{peer}, best here ({best:g})", scores[name, part, peer, best]))
            print(_row(f"{peer}, best on what was tuned on ({tuned[peer]:g})", scores[name, part, peer, tuned[peer]]))
    if not peers.usable:
        print("\nscikit-learn is not installed: no peer was measured.")


def _row(name: str, found: Score) -> str:
    shares = " | ".join(f"{100 * share:.1f}" for share in found[:4])
    return f"| {name} | {shares} | {found.clusters} |"


class Invented:
    """Articles with the terms of real ones: how many, how heavy, and how many articles share them."""

    def __init__(self, real: Sequence[Profile]) -> None:
        self.dice = random.Random(20261123)
        self.real = real
        frequency = Counter(term for one in real for term in one.terms)
        self.usual = {term for term, count in frequency.items() if count > len(real) / 100}
        self.matters: list[tuple[int, Profile]] = []

    def article(self, number: int, a_day: int) -> tuple[str, Profile, str]:
        """An article: of a matter of the last week, or of a new one."""
        dice = self.dice
        day = 730_000 + number // a_day
        recent = self.matters[-a_day:]
        if recent and dice.random() < 0.6:
            matter, model = recent[min(int(dice.expovariate(1 / 20)), len(recent) - 1) * -1 - 1]
        else:
            matter, model = number, self.real[dice.randrange(len(self.real))]
            self.matters.append((matter, model))
        other = self.real[dice.randrange(len(self.real))]
        terms = {}
        for term, weight in model.terms.items():
            if dice.random() < 0.6:
                # What few articles have is of this matter alone, or of a few others.
                own = term if term in self.usual else f"{term}{matter % 997 if dice.random() < 0.3 else matter}"
                terms[own] = weight
        for term, weight in itertools.islice(other.terms.items(), 50):
            terms.setdefault(term if term in self.usual else f"{term}{dice.randrange(2000)}", weight)
        made = Profile(
            article=str(number),
            day=day,
            terms=terms,
            forms={term: model.forms.get(term, other.forms.get(term, term[2:])) for term in terms},
            sentences=model.sentences,
            text=model.text,
        )
        return str(number), made, f"outlet {dice.randrange(60)}"


def speed(sets: dict[str, list[Told]], most: int) -> None:
    """Print what an article costs when the archive holds so many."""
    readings = [one.reading for told in sets.values() for one in told]
    start = time.process_time()
    real = [profile(reading) for reading in readings]
    of_profile = (time.process_time() - start) / len(real) * 1000
    steps = [step for step in (1_000, 10_000, 100_000, 1_000_000) if step <= most]
    print(f"\nProfile: {of_profile:.2f} ms an article ({len(real):,} real ones).\n")
    print(
        "| articles there | stories there | ms an article, without the profile | file, MB |\n| --- | --- | --- | --- |"
    )
    invented = Invented(real)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "stories.db"
        shelf = Shelf(str(path))
        number = 0
        for step in steps:
            fill = iter(range(number + 1, step - MEASURED + 1))
            while batch := [(n, *invented.article(n, 500)) for n in itertools.islice(fill, 5_000)]:
                shelf.fill(batch)
            spent = 0.0
            for number in range(step - MEASURED + 1, step + 1):
                article_id, made, outlet = invented.article(number, 500)
                start = time.process_time()
                if not shelf.db.in_transaction:
                    shelf.db.execute("BEGIN IMMEDIATE")
                shelf.add(number, article_id, made, outlet)
                if number % TOGETHER == 0:
                    shelf.db.execute("COMMIT")
                spent += time.process_time() - start
            if shelf.db.in_transaction:
                shelf.db.execute("COMMIT")
            (stories,) = shelf.db.execute("SELECT count(*) FROM stories").fetchone()
            size = path.stat().st_size / 1e6
            print(f"| {step:,} | {stories:,} | {1000 * spent / MEASURED:.2f} | {size:.0f} |", flush=True)
        shelf.db.close()


def main() -> int:
    """Both measures."""
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--speed", type=int, default=100_000, help="invented articles, at most; 0 for none")
    arguments.add_argument("--keep", type=Path, help="keep the readings beside this file, for the next run")
    options = arguments.parse_args()
    if not SHARED.exists():
        print("benchmarks.stories: ../shared/eval is not beside this checkout: nothing measured")
        return 0
    sets = {name: read(name, options.keep) for name in SETS}
    clustering(sets)
    if options.speed:
        speed(sets, options.speed)
    return 0


if __name__ == "__main__":
    sys.exit(main())
