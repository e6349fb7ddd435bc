"""Identities: who is one person or one body across articles, against two corpora and our own labels.

    python -m benchmarks.identities [--part dev|test|all] [--labels FILE] [--wrong N]

Chains: the named mentions of people and organisations in ECB+ and MEANTIME, grouped within each document as the corpus
has them; what is measured is which of these belong together across documents, over the whole of each corpus. ECB+ has
neither dates nor outlets, MEANTIME has dates. Part `dev` is every second topic (ECB+) or the first two of four
(MEANTIME); the weights were tried on it. Peers, in the same run: the same name letter for letter (but for case and
accents), and rapidfuzz' `token_set_ratio` and `WRatio` from a threshold that is chosen on `dev` for them.

Labels: pairs of names that a person read in their articles (`labels/identities.jsonl`). The articles are read by
Onrecord, oldest first, so what the reader of one article gets wrong counts here too; a name that it does not find joins
nobody. Part `dev` is the pairs with an even number.

Pairwise: of the pairs that were joined, how many are right, and of those that belong together, how many were found.
B-cubed: the same for each member, averaged. Pairs of two topics of ECB+ are not judged where both sides bear one name:
its chains end at the topic. Its mentions of one word that stand in the texts written small as often are no names.
"""

from __future__ import annotations

import argparse
import gzip
import json
import re
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator
from itertools import combinations
from pathlib import Path
from typing import Any, NamedTuple

from rapidfuzz import fuzz

from benchmarks.reprints import day
from onrecord.comparing.identities import Named, Register, named_in
from onrecord.comparing.identities.forms import fold, form_of
from onrecord.comparing.identities.members import own_forms
from onrecord.reading.read import read
from onrecord.records import (
    Article,
    CaptureReference,
    Cited,
    IdentityKind,
    Reading,
    Span,
    Spans,
    reading_from_json,
    to_json,
)

ROOT = Path(__file__).resolve().parents[1]
SHARED = ROOT.parent / "shared" / "eval"
LABELS = ROOT / "labels" / "identities.jsonl"
ECB = "stories/ecbplus_982.jsonl.gz"
MEANTIME = "entities/meantime_wikinews_120.jsonl.gz"

_NAMED = re.compile(r"[A-Z][\w.'’&-]*$")
_SMALL = re.compile(r"^(?:(?:the|The|of|for|and|in|de|del|la|von|van|al|bin|el|&)|[A-Z0-9][\w.'’&-]*)$")


class Chain(NamedTuple):
    """One person or body of a document, and the chain across documents that it belongs to."""

    topic: str
    gold: str
    named: Named


def rows(name: str) -> Iterator[dict[str, Any]]:
    """The rows of a gzipped JSON Lines file of the shared folder."""
    with gzip.open(SHARED / name, "rt", encoding="utf-8") as lines:
        yield from map(json.loads, lines)


def is_named(text: str) -> bool:
    """Whether a mention of a corpus without that mark is a name: all of it written large but small words."""
    words = text.split()
    return bool(words) and bool(_NAMED.match(words[-1])) and all(_SMALL.match(word) for word in words)


def ecb() -> list[list[Chain]]:
    """The documents of ECB+, each with its people and organisations that are named."""
    kinds: dict[str, IdentityKind] = {"HUMAN_PART_PER": "person", "HUMAN_PART_ORG": "organisation"}
    texts = list(rows(ECB))
    written = Counter(word for row in texts for word in re.findall(r"\w+", row["text"]))
    documents = []
    for row in texts:
        groups: dict[str, list[dict[str, Any]]] = defaultdict(list)
        for mention in row["mentions"]:
            # Mentions without a chain stand in sentences that nobody annotated.
            if mention["tag"] not in kinds or not mention["chain"] or not is_named(mention["text"]):
                continue
            text = mention["text"].removesuffix("'s")
            if " " not in text and written[text.lower()] >= written[text]:
                continue
            cross = mention["chain"].startswith("HUM")
            groups[mention["chain"] if cross else f"{row['id']} {mention['chain']}"].append(mention)
        documents.append(_chains(row["id"], row["topic"], None, groups, lambda m: kinds[m["tag"]]))
    return documents


def meantime() -> list[list[Chain]]:
    """The documents of MEANTIME, likewise."""
    kinds: dict[str, IdentityKind] = {"PER": "person", "ORG": "organisation"}
    documents = []
    for row in rows(MEANTIME):
        groups: dict[str, list[dict[str, Any]]] = defaultdict(list)
        for mention in row["entities"]:
            if mention["type"] in kinds and mention["syntactic"] == "NAM" and mention["instance_id"]:
                groups[mention["instance_id"]].append(mention)
        documents.append(_chains(row["id"], row["topic"], row["dct"], groups, lambda m: kinds[m["type"]]))
    return documents


def _chains(
    document: str,
    topic: str,
    day: str | None,
    groups: dict[str, list[dict[str, Any]]],
    kind_of: Callable[[dict[str, Any]], IdentityKind],
) -> list[Chain]:
    found = []
    for gold, mentions in groups.items():
        forms = Counter(" ".join(m["text"].split()) for m in mentions)
        name = max(forms, key=lambda form: (len(form.split()), forms[form], form))
        kind = Counter(kind_of(m) for m in mentions).most_common(1)[0][0]
        first = min(mentions, key=lambda m: m["begin"])
        found.append((gold, name, kind, tuple(form for form in forms if form != name), first))
    plain = {name: form_of(name, kind == "person").plain for _, name, kind, _, _ in found}
    return [
        Chain(
            topic,
            gold,
            Named(
                article=document,
                record=f"n{number}",
                name=name,
                kind=kind,
                aliases=own_forms(name, kind, aliases),
                day=day,
                company=tuple(other for whom, other in plain.items() if whom != name)[:24],
                cited=Cited(article=document, spans=(Span(first["begin"], first["end"]),), text=first["text"]),
            ),
        )
        for number, (gold, name, kind, aliases, first) in enumerate(found, 1)
    ]


Answer = dict[tuple[str, str], int]
"""The cluster of each member, by article and record."""


def ours(documents: Iterable[list[Chain]]) -> Answer:
    """What Onrecord says."""
    register = Register()
    for document in documents:
        register.add([chain.named for chain in document])
    return {(m.article, m.record): number for number, members in register.members.items() for m in members}


def same_letters(documents: Iterable[list[Chain]]) -> Answer:
    """Who bears the same name is the same."""
    numbers: dict[str, int] = {}
    return {
        (chain.named.article, chain.named.record): numbers.setdefault(fold(chain.named.name), len(numbers))
        for document in documents
        for chain in document
    }


def fuzzy(documents: Iterable[list[Chain]], scorer: Callable[[str, str], float], threshold: float) -> Answer:
    """Each name joins the cluster with the most similar name so far, from a threshold on."""
    names: dict[str, int] = {}
    answer: Answer = {}
    for document in documents:
        for chain in document:
            name = fold(chain.named.name)
            number = names.get(name)
            if number is None:
                best = max(names, key=lambda other: scorer(name, other), default=None)
                number = names[best] if best is not None and scorer(name, best) >= threshold else len(answer)
                names[name] = number
            answer[chain.named.article, chain.named.record] = number
    return answer


class Score(NamedTuple):
    """Counts of pairs, and B-cubed."""

    joined: int
    right: int
    wanted: int
    precision: float
    recall: float

    def cells(self) -> str:
        """The cells of a row of the table."""
        p, r = self.right / max(1, self.joined), self.right / max(1, self.wanted)
        f = 2 * p * r / max(1e-9, p + r)
        b = 2 * self.precision * self.recall / max(1e-9, self.precision + self.recall)
        return f"{p:.3f} | {r:.3f} | {f:.3f} | {self.precision:.3f} | {self.recall:.3f} | {b:.3f}"

    @property
    def f(self) -> float:
        """B-cubed F1."""
        return 2 * self.precision * self.recall / max(1e-9, self.precision + self.recall)


def measure(documents: list[list[Chain]], answer: Answer, topics: set[str]) -> tuple[Score, list[tuple[Chain, Chain]]]:
    """Score an answer on the documents of some topics; and the pairs that were joined wrongly."""
    chains = [chain for document in documents for chain in document if chain.topic in topics]
    of = {id(chain): answer[chain.named.article, chain.named.record] for chain in chains}
    clusters: dict[int, list[Chain]] = defaultdict(list)
    golds: dict[str, list[Chain]] = defaultdict(list)
    for chain in chains:
        clusters[of[id(chain)]].append(chain)
        golds[chain.gold].append(chain)
    wrong: list[tuple[Chain, Chain]] = []
    joined = right = 0
    for members in clusters.values():
        for one, other in combinations(members, 2):
            if one.named.article == other.named.article or _unjudged(one, other):
                continue
            joined += 1
            right += one.gold == other.gold
            if one.gold != other.gold:
                wrong.append((one, other))
    wanted = sum(
        one.named.article != other.named.article
        for members in golds.values()
        for one, other in combinations(members, 2)
    )
    precision = recall = 0.0
    for chain in chains:
        mates = [c for c in clusters[of[id(chain)]] if not _unjudged(c, chain)]
        same = sum(c.gold == chain.gold for c in mates)
        precision += same / len(mates)
        recall += same / len(golds[chain.gold])
    size = max(1, len(chains))
    return Score(joined, right, wanted, precision / size, recall / size), wrong


def _unjudged(one: Chain, other: Chain) -> bool:
    """Whether the gold cannot tell: chains of two topics with one name."""
    if one.topic == other.topic or one.gold == other.gold:
        return False
    mine, theirs = one.named.forms(), other.named.forms()
    return bool({form.plain for form in mine} & {form.plain for form in theirs})


def chains(name: str, documents: list[list[Chain]], dev: set[str], part: str, show: int) -> None:
    """Print the table of one corpus."""
    every = {chain.topic for document in documents for chain in document}
    topics = dev if part == "dev" else every - dev if part == "test" else every
    started = time.perf_counter()
    answers: list[tuple[str, Answer]] = [("Onrecord", ours(documents))]
    took = time.perf_counter() - started
    answers.append(("the same letters", same_letters(documents)))
    for label, scorer in (("token_set_ratio", fuzz.token_set_ratio), ("WRatio", fuzz.WRatio)):
        tried = [(threshold, fuzzy(documents, scorer, threshold)) for threshold in (80, 85, 90, 95)]
        threshold, best = max(tried, key=lambda pair: measure(documents, pair[1], dev)[0].f)
        answers.append((f"rapidfuzz {label} ≥ {threshold}", best))
    members = sum(len(document) for document in documents)
    print(f"\n### {name}, part {part}: {members} people and bodies of {len(documents)} documents in all\n")
    print("| | pairs P | pairs R | pairs F1 | B³ P | B³ R | B³ F1 |")
    print("| --- | --- | --- | --- | --- | --- | --- |")
    for label, answer in answers:
        score, wrong = measure(documents, answer, topics)
        print(f"| {label} | {score.cells()} |")
        if label == "Onrecord":
            ones = wrong
    print(f"\nOnrecord: {1000 * took / max(1, len(documents)):.1f} ms a document.")
    if show:
        seen = Counter((one.named.name, other.named.name) for one, other in ones)
        print(
            "\nJoined, and not of one chain:", *(f"- {a} · {b}: {n}" for (a, b), n in seen.most_common(show)), sep="\n"
        )
        missed = Counter(
            tuple(sorted((one.named.name, other.named.name)))
            for one, other in combinations([c for d in documents for c in d if c.topic in topics], 2)
            if one.gold == other.gold
            and answers[0][1][one.named.article, one.named.record]
            != answers[0][1][other.named.article, other.named.record]
        )
        print(
            "\nOf one chain, and not joined:",
            *(f"- {' · '.join(p)}: {n}" for p, n in missed.most_common(show)),
            sep="\n",
        )


COLLECTIONS = {"fakes": "corpora/fakes_syria_804.jsonl.gz", "aj": "corpora/aljazeera_mideast_4341.jsonl.gz"}


def readings(wanted: set[tuple[str, str]], cache: Path | None) -> list[Reading]:
    """The readings of some articles, oldest first; from `cache` where they are there."""
    kept: dict[str, Reading] = {}
    if cache is not None and cache.exists():
        with cache.open(encoding="utf-8") as lines:
            kept = {found.article.id: found for found in map(reading_from_json, lines)}
    found = []
    for corpus, name in COLLECTIONS.items():
        for row in rows(name):
            if (corpus, row["id"]) not in wanted:
                continue
            article = Article(
                id=row["id"],
                title=row.get("title"),
                text=row["text"],
                language="en",
                outlet=row.get("outlet"),
                published=(day(row.get("date")) or "")[:10] or None,
            )
            reference = CaptureReference(sha256="0" * 64, uri=row["id"], fetched_at=None, media_type="text/plain")
            found.append(kept.get(row["id"]) or read(article, reference))
    if cache is not None and len(kept) < len(found):
        cache.write_bytes(b"".join(to_json(reading) + b"\n" for reading in found))
    return sorted(found, key=lambda reading: (reading.article.published or "9", reading.article.id))


def record_at(reading: Reading, begin: int, end: int, members: Collection[str]) -> str | None:
    """The member that is named at some characters: the one whose mention covers them best, and little else."""
    named: list[tuple[str, str | None, Spans]] = [(name.id, name.source, name.mentions) for name in reading.names]
    named += [(source.id, source.id, source.mentions) for source in reading.sources]
    best: tuple[float, str] | None = None
    for own, source, mentions in named:
        number = own if own in members else source
        for span in mentions:
            shared = min(span.end, end) - max(span.start, begin)
            if shared > 0 and number is not None and number in members:
                part = shared / (max(span.end, end) - min(span.start, begin))
                if best is None or part > best[0]:
                    best = (part, number)
    return best[1] if best is not None else None


def labelled(path: Path, part: str, cache: Path | None, show: int) -> None:
    """Print the table of the labelled pairs."""
    with path.open(encoding="utf-8") as lines:
        pairs = [json.loads(line) for line in lines]
    texts = readings({(side["corpus"], side["doc"]) for pair in pairs for side in (pair["one"], pair["other"])}, cache)
    register = Register()
    for reading in texts:
        register.add(named_in(reading))
    of = {(m.article, m.record): number for number, members in register.members.items() for m in members}
    by_id = {reading.article.id: reading for reading in texts}
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    mistakes: list[str] = []
    for number, pair in enumerate(pairs):
        if pair["label"] == "unsure" or (part != "all" and (number % 2 == 0) != (part == "dev")):
            continue
        places: list[int | None] = []
        words: list[str] = []
        for side in (pair["one"], pair["other"]):
            reading = by_id[side["doc"]]
            members = {record for article, record in of if article == side["doc"]}
            record = record_at(reading, side["begin"], side["end"], members)
            places.append(of.get((side["doc"], record)) if record is not None else None)
            words.append(" ".join(reading.article.text[side["begin"] : side["end"]].split()))
        same = pair["label"] == "same"
        joined = {
            "Onrecord": places[0] is not None and places[0] == places[1],
            "the same letters": fold(words[0]) == fold(words[1]),
            "rapidfuzz token_set_ratio ≥ 90": fuzz.token_set_ratio(fold(words[0]), fold(words[1])) >= 90,
            "rapidfuzz WRatio ≥ 90": fuzz.WRatio(fold(words[0]), fold(words[1])) >= 90,
        }
        for label, is_joined in joined.items():
            counts[label][f"{same} {is_joined}"] += 1
        counts["Onrecord"]["unread"] += None in places
        if joined["Onrecord"] != same:
            unread = ", not read" if None in places else ""
            mistakes.append(f"- {pair['id']} {pair['label']}{unread}: {words[0]} · {words[1]}")
    every = sum(count for key, count in counts["Onrecord"].items() if key != "unread")
    print(f"\n### Labelled pairs, part {part}: {every} pairs of {len(texts)} articles\n")
    print("| | joined | right | of the same | P | R | wrong joins of different |")
    print("| --- | --- | --- | --- | --- | --- | --- |")
    for label, count in counts.items():
        right, wrong, missed = count["True True"], count["False True"], count["True False"]
        precision, recall = right / max(1, right + wrong), right / max(1, right + missed)
        different = wrong + count["False False"]
        cells = (
            f"{right + wrong} | {right} | {right + missed} | {precision:.3f} | {recall:.3f} | {wrong} of {different}"
        )
        print(f"| {label} | {cells} |")
    print(f"\nPairs with a name that the reading of its article does not have: {counts['Onrecord']['unread']}.")
    if show:
        print("\nMistakes:", *mistakes, sep="\n")


def main() -> None:
    """Print all tables."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.identities", description=__doc__)
    parser.add_argument("--part", choices=("dev", "test", "all"), default="test")
    parser.add_argument("--wrong", type=int, default=0, help="list so many kinds of mistakes")
    parser.add_argument("--labels", type=Path, default=LABELS)
    parser.add_argument("--readings", type=Path, help="keep the readings of the labelled articles in this file")
    options = parser.parse_args()
    if not (SHARED / ECB).exists():
        print("Skipped: the corpora are not here.")
        return
    documents = ecb()
    chains(
        "ECB+", documents, {c.topic for d in documents for c in d if int(c.topic) % 2 == 0}, options.part, options.wrong
    )
    chains("MEANTIME", meantime(), {"airbus", "apple"}, options.part, options.wrong)
    if options.labels.exists():
        labelled(options.labels, options.part, options.readings, options.wrong)


if __name__ == "__main__":
    main()
