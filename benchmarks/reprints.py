"""Reprints, versions and shared passages: planted edits, and real pairs that a person labelled.

    python -m benchmarks.reprints [--part dev|test] [--each N] [--ensemble] [--labels FILE]

Planted: articles of `../shared/eval/corpora` are trimmed, thinned, reordered, given a new top or embedded in a longer
page, 10 to 90 % of the words kept, and looked for among all others. Articles that are known to share text with another
are left out, so a copy that is called one text with any other article is wrong; a passage in common need not be, since
donors and articles quote the same people. Real: the pairs of `../shared/eval/neardup` whose labels are in
`labels/neardup.jsonl`, the index holding all articles of their collections.

The thresholds of `onrecord.comparing` were chosen on part `dev`. The peer is datasketch's MinHashLSH (128 permutations,
5-word shingles) at Jaccard 0.8 and 0.5, in the same run, and with `--ensemble` its MinHashLSHEnsemble at containment
0.8; without datasketch, or without the texts, this says so and goes on.
"""

from __future__ import annotations

import argparse
import gzip
import hashlib
import importlib
import json
import random
import re
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

from benchmarks.reprint_index import Index, decided
from onrecord.comparing import Compared
from onrecord.comparing.decide import PASSAGE

ROOT = Path(__file__).resolve().parents[1]
SHARED = ROOT.parent / "shared" / "eval"
LABELS = ROOT / "labels" / "neardup.jsonl"
COLLECTIONS = {
    "aljazeera": "corpora/aljazeera_mideast_4341.jsonl.gz",
    "fakes": "corpora/fakes_syria_804.jsonl.gz",
    "te3silver": "corpora/te3silver_newswire.jsonl.gz",
    "topstories2016": "corpora/topstories_2016_4374_html.jsonl.gz",
    "reuters21578": "corpora/reuters21578.jsonl.gz",
    "ecbplus": "stories/ecbplus_982.jsonl.gz",
    "g5cluster": "stories/giveme5w1h_news_cluster_383.jsonl.gz",
    "muc4": "figures/muc4_incidents_dev_tst123.jsonl.gz",
}
ONE_TEXT = ("reprint", "trim", "retop", "version")
SHARES = (10, 30, 50, 70, 90)
MONTHS = "JAN FEB MAR APR MAY JUN JUL AUG SEP OCT NOV DEC".split()


class Planted(NamedTuple):
    """An edited copy: of which article, how, how much of it is from there, and those characters."""

    origin: int
    edit: str
    share: int
    text: str
    kept: list[tuple[int, int]]


def rows(name: str) -> Iterator[dict[str, Any]]:
    """The rows of a gzipped JSON Lines file of the shared folder."""
    with gzip.open(SHARED / name, "rt", encoding="utf-8") as lines:
        yield from map(json.loads, lines)


def day(printed: str | None) -> str | None:
    """A date as the collections print it, as ISO 8601; None where it is of no known form."""
    printed = printed or ""
    if found := re.match(r"(\d{4}-\d\d-\d\d)(?:[ T](\d\d:\d\d:\d\d))?", printed):
        return f"{found[1]}T{found[2]}" if found[2] and found[2] != "00:00:00" else found[1]
    if found := re.match(r"(\d{1,2})-([A-Z]{3})-(\d{4}) (\d\d:\d\d:\d\d)", printed):
        return f"{found[3]}-{MONTHS.index(found[2]) + 1:02}-{int(found[1]):02}T{found[4]}"
    if found := re.match(r"(\d{1,2})/(\d{1,2})/(\d{4})$", printed):
        return f"{found[3]}-{int(found[1]):02}-{int(found[2]):02}"
    return None


def collection(name: str) -> Iterator[tuple[str, Compared]]:
    """The articles of a collection with their ids. Its outlets are its own; a feed of Reuters is Reuters."""
    for row in rows(COLLECTIONS[name]):
        outlet = row.get("outlet") or row.get("dateline_source")
        outlet = "Reuters" if outlet and "reuters" in outlet.lower() else outlet
        if row.get("text"):
            yield (
                row["id"],
                Compared(
                    f"{name}/{row['id']}",
                    row["text"],
                    outlet=f"{outlet} in {name}" if outlet else None,
                    address=(row.get("url") or "").strip() or None,
                    time=day(row.get("date")),
                ),
            )


def die(text: str, sides: int) -> int:
    """A number below `sides` that depends on the text alone."""
    return hashlib.blake2b(text.encode(), digest_size=4).digest()[0] % sides


def sentences(text: str) -> list[str]:
    """A text in stretches that end where a sentence or a line may."""
    return [piece for piece in re.split(r"(?<=[.!?”\"])\s+|\n+", text) if piece.strip()]


def words(pieces: Iterable[str]) -> int:
    """How many words some stretches have."""
    return sum(len(piece.split()) for piece in pieces)


def up_to(pieces: list[str], count: int) -> list[str]:
    """The first stretches with about so many words; the last is cut, so that the share is what it says."""
    taken: list[str] = []
    for piece in pieces:
        missing = count - words(taken)
        if missing <= 0:
            break
        taken.append(" ".join(piece.split()[:missing]))
    return taken


def plant(edit: str, share: int, origin: int, text: str, donor: str, dice: random.Random) -> Planted:
    """Edit an article so that `share` percent of its words are kept; embedded, so that it is that share of its page."""
    own, other = sentences(text), sentences(donor)
    total = words(own)
    count = max(1, total * share // 100)
    marked: list[tuple[str, bool]]
    if edit == "trimmed":
        marked = [(piece, True) for piece in up_to(own, count)]
    elif edit in ("thinned", "reordered"):
        order = list(range(len(own)))
        dice.shuffle(order)
        chosen: list[int] = []
        for i in order:
            if words(own[j] for j in chosen) < count:
                chosen.append(i)
        marked = [(own[i], True) for i in (sorted(chosen) if edit == "thinned" else chosen)]
    elif edit == "new top":
        tail = " ".join(" ".join(own).split()[-count:])
        marked = [*((piece, False) for piece in up_to(other, total - count)), (tail, True)]
    elif edit == "embedded":
        around = up_to(other, total * (100 - share) // share)
        middle = len(around) // 2
        marked = [(piece, False) for piece in around[:middle]] + [(piece, True) for piece in own]
        marked += [(piece, False) for piece in around[middle:]]
    else:  # a quotation: `share` is the number of words, lifted from the middle
        flat = " ".join(own).split()
        start = (len(flat) - share) // 2
        lifted = " ".join(flat[start : start + share])
        middle = len(other) // 2
        marked = [(p, False) for p in other[:middle]] + [(lifted, True)] + [(p, False) for p in other[middle:]]
    pieces: list[str] = []
    kept: list[tuple[int, int]] = []
    at = 0
    for piece, mine in marked:
        if mine:
            kept.append((at, at + len(piece)))
        pieces.append(piece)
        at += len(piece) + 1
    return Planted(origin, edit, share, "\n".join(pieces), kept)


class Peers:
    """datasketch over the same articles, at its usual settings; nothing where it is not installed."""

    def __init__(self, *, ensemble: bool = False) -> None:
        self.seconds = 0.0
        self.ensemble = ensemble
        try:
            self.library: Any = importlib.import_module("datasketch")
        except ImportError:
            self.library = None

    def signature(self, article: Compared) -> Any:
        """The MinHash of an article's 5-word shingles, of the same folded words as ours."""
        signature = self.library.MinHash(num_perm=128)
        signature.update_batch(shingles(article))
        return signature

    def pairs(
        self, articles: dict[int, Compared], asked: Iterable[int], others: Iterable[int] = ()
    ) -> dict[str, set[tuple[int, int]]]:
        """The pairs that the articles `asked` for are found in, by peer.

        The ensemble looks for what contains an article, so it is asked for `others` too.
        """
        start = time.perf_counter()
        signatures = {number: self.signature(article) for number, article in articles.items()} if self.library else {}
        found: dict[str, set[tuple[int, int]]] = {}
        for threshold in (0.8, 0.5) if self.library else ():
            lsh = self.library.MinHashLSH(threshold=threshold, num_perm=128)
            for number, signature in signatures.items():
                lsh.insert(number, signature)
            found[f"datasketch {threshold}"] = {
                (min(number, other), max(number, other))
                for number in asked
                for other in lsh.query(signatures[number])
                if other != number
            }
        if self.library and self.ensemble:
            sizes = {number: len(set(shingles(article))) for number, article in articles.items()}
            lsh = self.library.MinHashLSHEnsemble(threshold=0.8, num_perm=128, num_part=32)
            lsh.index([(number, signature, sizes[number]) for number, signature in signatures.items()])
            found["datasketch ensemble 0.8"] = {
                (min(number, other), max(number, other))
                for number in (*asked, *others)
                for other in lsh.query(signatures[number], sizes[number])
                if other != number
            }
        self.seconds = time.perf_counter() - start
        return found


def shingles(article: Compared) -> list[bytes]:
    """Each run of 5 words of an article."""
    keys = article.words.keys
    return [keys[i : i + 5].tobytes() for i in range(max(1, len(keys) - 4))]


def in_common(one: str, other: str, count: int) -> bool:
    """Tell, without anything of ours, whether two texts share a run of so many words."""
    runs = []
    for text in (one, other):
        plain = re.findall(r"\w+", text.lower().replace("’", "'").replace("'", ""))
        runs.append({" ".join(plain[i : i + count]) for i in range(len(plain) - count + 1)})
    return not runs[0].isdisjoint(runs[1])


def ratio(right: int, of: int) -> str:
    """A share in percent; a dash for no cases."""
    return f"{100 * right / of:.1f}" if of else "–"


def planted(part: str, each: int, *, ensemble: bool) -> None:
    """Look for planted copies; print recall by edit and share, precision, and how exact the passages are."""
    touched = {(name, i) for name, *ids, _, _ in rows("neardup/all_overlapping_pairs.jsonl.gz") for i in ids}
    pool: list[Compared] = []
    donors: list[str] = []
    for name in ("aljazeera", "fakes", "te3silver", "topstories2016", "reuters21578"):
        for key, article in collection(name):
            if (name, key) in touched:
                continue
            if name in ("aljazeera", "topstories2016") and die(article.id + "donor", 4) == 0:
                donors.append(article.text)
            else:
                pool.append(article)
    side = {"dev": 0, "test": 1}[part]
    usable = [n for n, a in enumerate(pool) if len(a.words) >= 150 and die(a.id, 2) == side and "reuters" not in a.id]
    dice = random.Random(20261123)
    donors = [text for text in donors if len(text.split()) >= 300]
    copies: list[Planted] = []
    for edit in ("trimmed", "thinned", "reordered", "new top", "embedded"):
        for share in SHARES:
            for origin in dice.sample(usable, each):
                donor = "\n".join(dice.sample(donors, 1 if edit != "embedded" else max(1, 100 // share)))
                copies.append(plant(edit, share, origin, pool[origin].text, donor, dice))
    for length in (10, 15, 20, 30, 50):
        for origin in dice.sample(usable, each):
            copies.append(plant("quotation", length, origin, pool[origin].text, dice.choice(donors), dice))
    articles = dict(enumerate(pool))
    first = len(pool)
    for n, copy in enumerate(copies):
        articles[first + n] = Compared(f"planted/{n}", copy.text, outlet=f"reprinter {n % 97}")
    start = time.perf_counter()
    index = Index()
    candidates = [pair for pair in index.add(articles.items()) if pair[1] >= first > pair[0]]
    indexed = time.perf_counter() - start
    found = decided(articles, candidates, index.stock())
    seconds = time.perf_counter() - start
    peers = Peers(ensemble=ensemble)
    by_peer = peers.pairs(articles, range(first, first + len(copies)), sorted({copy.origin for copy in copies}))
    systems: dict[str, set[tuple[int, int]]] = {
        "Onrecord, any passage": set(found),
        "Onrecord, called one text": {pair for pair, likeness in found.items() if likeness.kind in ONE_TEXT},
    }
    for name, pairs in by_peer.items():
        systems[name] = {pair for pair in pairs if pair[0] < first <= pair[1]}
    true = {(copy.origin, first + n): copy for n, copy in enumerate(copies)}
    whole = {pair for pair, copy in true.items() if copy.edit != "quotation"}
    print(f"\n### Planted copies, part {part}: {len(copies):,} among {len(pool):,} articles\n")
    print("Recall (%) by edit and share kept; of quotations, by words.\n")
    print(f"| edit | share | copies | {' | '.join(systems)} |\n|{' --- |' * (3 + len(systems))}")
    groups: dict[tuple[str, int], list[tuple[int, int]]] = defaultdict(list)
    for pair, copy in true.items():
        groups[copy.edit, copy.share].append(pair)
    for (edit, share), pairs_of in groups.items():
        unit = " words" if edit == "quotation" else " %"
        cells = [ratio(sum(pair in known for pair in pairs_of), len(pairs_of)) for known in systems.values()]
        print(f"| {edit} | {share}{unit} | {len(pairs_of)} | {' | '.join(cells)} |")
    print(f"\n| all copies but quotations | pairs found | not planted | precision | recall |\n|{' --- |' * 5}")
    for name, known in systems.items():
        known = {pair for pair in known if copies[pair[1] - first].edit != "quotation"}
        right = len(known & whole)
        cells = [f"{len(known):,}", f"{len(known) - right:,}", ratio(right, len(known)), ratio(right, len(whole))]
        print(f"| {name} | {' | '.join(cells)} |")
    beside = [pair for pair in found if pair not in true]
    proven = sum(in_common(articles[one].text, articles[other].text, PASSAGE) for one, other in beside)
    print(f"\nOf {len(beside):,} pairs that were not planted, {proven:,} do share {PASSAGE} words in a row.")
    covered = meant = given = 0
    for pair, copy in true.items():
        if pair in found:
            spans = [(p.there.start, p.there.end) for p in found[pair].passages]
            kept = characters(copy.kept, copy.text)
            got = characters(spans, copy.text)
            covered, meant, given = covered + len(kept & got), meant + len(kept), given + len(got)
    exact = f"precision {ratio(covered, given)} %, recall {ratio(covered, meant)} %"
    print(f"\nAligned characters of the copies found: {exact}.")
    kinds: Counter[tuple[str, str]] = Counter((true[pair].edit, found[pair].kind) for pair in true if pair in found)
    names = ("reprint", "trim", "retop", "shared")
    print(f"\n| edit | {' | '.join(names)} |\n|{' --- |' * (1 + len(names))}")
    for edit in dict.fromkeys(copy.edit for copy in copies):
        print(f"| {edit} | {' | '.join(str(kinds[edit, kind]) for kind in names)} |")
    per_article = len(index_rows(index)) / len(articles)
    print(
        f"\n{len(candidates):,} candidate pairs of the copies, {per_article:.1f} fingerprints kept an article. "
        f"Seconds: index {indexed:.0f}, with decisions {seconds:.0f}; datasketch {peers.seconds:.0f}."
        if peers.library
        else "\ndatasketch is not installed: no peer was measured."
    )


def index_rows(index: Index) -> range:
    """As many numbers as the index has rows."""
    return range(index.connection.execute("SELECT COUNT(*) FROM fingerprints").fetchone()[0])


def characters(spans: Iterable[tuple[int, int]], text: str) -> set[int]:
    """The letters and digits under spans."""
    return {i for start, end in spans for i in range(start, end) if text[i].isalnum()}


def real(part: str, labels: Path) -> None:
    """Decide the labelled pairs with the index over their whole collections; print what became of each label."""
    wanted = [json.loads(line) for line in labels.read_text("utf-8").splitlines()]
    wanted = [row for row in wanted if row["part"] == part and row["id1"] != row["id2"]]
    articles: dict[int, Compared] = {}
    numbers: dict[tuple[str, str], int] = {}
    for name in COLLECTIONS:
        for key, article in collection(name):
            numbers[name, key] = len(articles)
            articles[len(articles)] = article
    index = Index()
    candidates = {pair[:2] for pair in index.add(articles.items())}
    stock = index.stock()
    pairs = {}
    for row in wanted:
        one, other = sorted((numbers[row["corpus"], row["id1"]], numbers[row["corpus"], row["id2"]]))
        pairs[one, other] = row
    found = decided(articles, [(*pair, 0) for pair in pairs if pair in candidates], stock)
    involved = {number for pair in pairs for number in pair}
    by_peer = Peers().pairs({number: articles[number] for number in sorted(involved)}, sorted(involved))
    systems = {"Onrecord": {pair for pair, likeness in found.items() if likeness.kind in ONE_TEXT}}
    systems |= {name: known & pairs.keys() for name, known in by_peer.items()}
    one_text = {pair for pair, row in pairs.items() if row["label"] in ("exact", "reprint", "version")}
    sure = {pair for pair, row in pairs.items() if not row["unsure"]}
    print(f"\n### Real pairs, part {part}: {len(pairs)} labelled (of two ids), index over {len(articles):,} articles\n")
    print(f"One text (exact, reprint, version) or not; {len(one_text)} are.\n")
    print(f"| | precision | recall | of the sure {len(sure)}: precision | recall |\n|{' --- |' * 5}")
    for name, known in systems.items():
        cells = []
        for scope in (pairs.keys(), sure):
            right = len(known & one_text & scope)
            cells += [ratio(right, len(known & scope)), ratio(right, len(one_text & scope))]
        print(f"| {name} | {' | '.join(cells)} |")
    kinds = ("reprint", "trim", "retop", "version", "shared", "none")
    print(f"\n| label | {' | '.join(kinds)} |\n|{' --- |' * (1 + len(kinds))}")
    table: Counter[tuple[str, str]] = Counter(
        (row["label"], found[pair].kind if pair in found else "none") for pair, row in pairs.items()
    )
    for label in ("exact", "reprint", "version", "shared", "same_event", "boilerplate", "different"):
        if any(row["label"] == label for row in pairs.values()):
            print(f"| {label} | {' | '.join(str(table[label, kind]) for kind in kinds)} |")


def main() -> int:
    """Both measures, each where its data are."""
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--part", choices=("dev", "test"), default="test")
    arguments.add_argument("--each", type=int, default=80, help="planted copies for each edit and share")
    arguments.add_argument("--ensemble", action="store_true", help="measure datasketch's MinHashLSHEnsemble as well")
    arguments.add_argument("--labels", type=Path, default=LABELS)
    options = arguments.parse_args()
    if not (SHARED / "corpora").exists():
        print("benchmarks.reprints: ../shared/eval is not beside this checkout: nothing measured")
        return 0
    planted(options.part, options.each, ensemble=options.ensemble)
    if options.labels.exists():
        real(options.part, options.labels)
    else:
        print(f"\n{options.labels.name} is not there: the real pairs were not measured.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
