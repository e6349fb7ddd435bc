"""Date expressions, scored as TempEval-3 Task A scores them.

    python -m benchmarks.temporal [--misses N] [--peer]

The texts lie in `../shared/eval` beside the checkout; without them this says so and ends. The rules were made with half
of the documents of TimeBank and AQUAINT in view (the even ones by a hash of their names); the other half was only
scored. MEANTIME and GUM had no part in making the rules. What is reckoned is reckoned from each
document's own date. Strict: the same first and last character. Relaxed: one character in common, one to one. Value F1:
relaxed F1 times the share of relaxed matches whose TIMEX3 value is the same string. Our EDTF is written as TIMEX3 by
`as_timex`, which changes the notation and nothing else: `2024-22` is `2024-SU`, a week's interval is `2024-W50`, a
stretch from one date to another is two expressions, and "since" in "since 2011" is not part of one. The last column
counts values as the same that differ in notation alone (`1948-XX` and `1948`): the annotators used several.
"""

from __future__ import annotations

import argparse
import gzip
import hashlib
import importlib
import importlib.util
import json
import random
import re
import sys
import time
from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date, datetime
from pathlib import Path
from typing import Any, NamedTuple

from onrecord.reading.analysis import split_blocks
from onrecord.reading.dates import find_dates
from onrecord.reading.dates.times import vague_direction
from onrecord.reading.ledger import Claims
from onrecord.records import Article, Date

SHARED = Path(__file__).resolve().parents[2] / "shared" / "eval"
ROUNDS = 1000
_LEAD = re.compile(
    r"(?:ever\s+)?(?:since|until|till|up\s+until|from|between|possibly|perhaps|maybe|probably)\s+(?:in\s+|on\s+)?(?:the\s+)?",
    re.IGNORECASE,
)
_BETWEEN = re.compile(r"\s*[-–—]\s*|\s+(?:to|through|until|till|and)\s+(?:the\s+)?(?:in\s+)?", re.IGNORECASE)
_CODES = {
    "21": "SP",
    "22": "SU",
    "23": "FA",
    "24": "WI",
    "33": "Q1",
    "34": "Q2",
    "35": "Q3",
    "36": "Q4",
    "40": "H1",
    "41": "H2",
}
_PARTS = {"morning": "MO", "afternoon": "AF", "evening": "EV", "night": "NI"}
_PAST = re.compile(r"\b(?:ago|earlier|before|previously)\b", re.IGNORECASE)
_WEEKDAYS = "monday tuesday wednesday thursday friday saturday sunday".split()


class Timex(NamedTuple):
    """A time expression as TIMEX3 has it."""

    begin: int
    end: int
    type: str
    value: str


class Scores(NamedTuple):
    """What one document gave: counts that add up."""

    gold: int
    found: int
    strict: int
    relaxed: int
    types: int
    values: int
    alike: int
    """Values that are the same in one notation."""


def as_timex(found: Date) -> Iterator[Timex]:
    """Write a date of ours as TIMEX3."""
    begin, end, text = found.spans[0].start, found.spans[0].end, found.text
    weekday = next((n for n, name in enumerate(_WEEKDAYS, 1) if name in text.lower()), None)
    if found.kind == "set" and weekday is not None:
        part = next((f"T{code}" for word, code in _PARTS.items() if word in text.lower()), "")
        yield Timex(begin, end, "SET", f"XXXX-WXX-{weekday}{part}")
        return
    if found.kind in ("duration", "set"):
        yield Timex(begin, end, found.kind.upper(), found.duration or "PX")
        return
    edtf = (found.edtf or "").rstrip("~?%")
    if found.made_by in ("DA18", "DA19"):
        lead = _LEAD.match(text)
        begin += lead.end() if lead else 0
        if found.made_by == "DA18":
            edtf = edtf.removesuffix("/..").removeprefix("../")
    if found.made_by == "DA17" and "/" in edtf:
        lead = _LEAD.match(text)
        first = lead.end() if lead else 0
        cut = _BETWEEN.search(text, first)
        if cut is not None:
            low, _, high = edtf.partition("/")
            yield Timex(begin + first, begin + cut.start(), "DATE", value_of(low))
            yield Timex(begin + cut.end(), end, "DATE", value_of(high))
            return
    if not edtf:
        yield _without_place(found, begin, end, text)
        return
    if found.kind == "time":
        yield Timex(begin, end, "TIME", _time_of(edtf, text))
        return
    if found.made_by == "DA10" and edtf.endswith("-XX"):
        edtf = f"{edtf[:4]}-QX"
    yield Timex(begin, end, "DATE", value_of(edtf))


def _without_place(found: Date, begin: int, end: int, text: str) -> Timex:
    direction = vague_direction(text) or ""
    if found.made_by == "DA16":
        return Timex(begin, end, "DATE", f"{direction.upper()}_REF")
    if found.made_by == "DA11":
        return Timex(begin, end, "DATE", "PAST_REF" if _PAST.search(text) else "FUTURE_REF")
    if found.kind == "time":
        return Timex(begin, end, "TIME", _time_of("XXXX-XX-XX", text))
    weekday = next((n for n, name in enumerate(_WEEKDAYS, 1) if name in text.lower()), None)
    return Timex(begin, end, "DATE", f"XXXX-WXX-{weekday}" if weekday else "XXXX-XX-XX")


def _time_of(edtf: str, text: str) -> str:
    day, _, clock = edtf.partition("T")
    if clock:
        return f"{day}T{clock[:5]}"
    if "/" in day:  # overnight: the night that begins on the first of two days
        day = day.partition("/")[0]
    lowered = text.lower()
    part = next((code for word, code in _PARTS.items() if word in lowered), "NI")
    return f"{day}T{part}"


def value_of(edtf: str) -> str:
    """Write EDTF as a TIMEX3 value."""
    edtf = edtf.rstrip("~?%")
    if "/" in edtf:
        first, _, last = edtf.partition("/")
        try:
            days = date.fromisoformat(first), date.fromisoformat(last)
        except ValueError:
            return edtf
        year, week, weekday = days[0].isocalendar()
        length = (days[1] - days[0]).days
        if length == 6 and weekday == 1:
            return f"{year}-W{week:02}"
        if length == 1 and weekday == 6:
            return f"{year}-W{week:02}-WE"
        return edtf
    if re.fullmatch(r"[\dX]{4}-\d\d", edtf) and edtf[5:] in _CODES:
        return f"{edtf[:4]}-{_CODES[edtf[5:]]}"
    if re.fullmatch(r"\d\d\dX|\d\dXX", edtf):
        return edtf.rstrip("X")
    return edtf


def found_in(text: str, published: str) -> list[Timex]:
    """What we find in a text."""
    article = Article(id="benchmark", title=None, text=text, published=published)
    blocks = [("paragraph", span) for span in split_blocks(text)]
    _, dates = find_dates(article, blocks, Claims(()))
    return [timex for found in dates for timex in as_timex(found)]


def pairs(gold: list[Timex], found: list[Timex]) -> list[tuple[Timex, Timex]]:
    """Pair expressions that share a character, one to one, those with the same ends first."""
    by_ends = {(g.begin, g.end): g for g in gold}
    paired = [(by_ends[f.begin, f.end], f) for f in found if (f.begin, f.end) in by_ends]
    used = {id(g) for g, _ in paired} | {id(f) for _, f in paired}
    for g in gold:
        for f in found:
            if id(g) not in used and id(f) not in used and g.begin < f.end and f.begin < g.end:
                paired.append((g, f))
                used |= {id(g), id(f)}
    return paired


def score(gold: list[Timex], found: list[Timex]) -> Scores:
    """Count one document."""
    paired = pairs(gold, found)
    return Scores(
        gold=len(gold),
        found=len(found),
        strict=sum((g.begin, g.end) == (f.begin, f.end) for g, f in paired),
        relaxed=len(paired),
        types=sum(g.type == f.type for g, f in paired),
        values=sum(g.value == f.value for g, f in paired),
        alike=sum(one_notation(g.value) == one_notation(f.value) for g, f in paired),
    )


def one_notation(value: str) -> str:
    """Write alike what annotators wrote in several ways: `1948-XX` and `1948`, `198X` and `198`, `-W7` and `-W07`."""
    value = re.sub(r"-W(\d)$", r"-W0\1", value)
    return re.sub(r"(?<=\d)(?:-XX)+$|(?<=\d)X+$", "", value)


def figures(scores: Iterable[Scores]) -> dict[str, float]:
    """Strict, relaxed and value F1 and the share of right types, in per cent."""
    total = Scores(*(sum(column) for column in zip(*scores, strict=True)))

    def f1(right: int) -> float:
        return 200 * right / (total.gold + total.found) if total.gold + total.found else 0.0

    return {
        "strict F1": f1(total.strict),
        "relaxed P": 100 * total.relaxed / max(1, total.found),
        "relaxed R": 100 * total.relaxed / max(1, total.gold),
        "relaxed F1": f1(total.relaxed),
        "types": 100 * total.types / max(1, total.relaxed),
        "values": 100 * total.values / max(1, total.relaxed),
        "value F1": f1(total.relaxed) * total.values / max(1, total.relaxed),
        "one notation": f1(total.relaxed) * total.alike / max(1, total.relaxed),
    }


def interval(scores: list[Scores], name: str) -> tuple[float, float]:
    """The 95 % interval of a figure, by drawing documents anew."""
    draw = random.Random(14)
    values = sorted(figures(draw.choices(scores, k=len(scores)))[name] for _ in range(ROUNDS))
    return values[int(0.025 * ROUNDS)], values[int(0.975 * ROUNDS)]


def row(name: str, scores: list[Scores], *, ends: bool = True) -> str:
    """One row of the table."""
    given = figures(scores)
    cells = [name, str(len(scores)), str(sum(s.gold for s in scores))]
    for key in ("strict F1", "relaxed P", "relaxed R", "relaxed F1", "types", "values", "value F1", "one notation"):
        cell = f"{given[key]:.1f}"
        if ends and key in ("strict F1", "relaxed F1", "value F1"):
            low, high = interval(scores, key)
            cell += f" ({low:.1f}–{high:.1f})"
        cells.append(cell)
    return f"| {' | '.join(cells)} |"


HEAD = (
    "| documents | n | expressions | strict F1 | relaxed P | relaxed R | relaxed F1 | types % | values % | value F1 "
    "| in one notation |\n"
    "| --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |"
)


def lines(name: str) -> list[dict[str, Any]]:
    """A file of the shared corpora; nothing where it is not there."""
    path = SHARED / name
    if not path.exists():
        print(f"{path} is not there: skipped")
        return []
    with gzip.open(path, "rt", encoding="utf-8") as file:
        return [json.loads(line) for line in file]


def in_view(row_: dict[str, Any]) -> bool:
    """Tell whether a document was in view while the rules were made."""
    return hashlib.sha256(row_["id"].encode()).digest()[0] % 2 == 0


def gold_of(row_: dict[str, Any]) -> list[Timex]:
    """The expressions of a document, those of the text alone."""
    return [
        Timex(t["begin"], t["end"], t["type"], t["value"] or "")
        for t in row_["timex"]
        if t["begin"] is not None and t.get("function") != "CREATION_TIME"
    ]


def gum_gold(row_: dict[str, Any]) -> list[Timex]:
    """GUM's dates: `when`, or an interval `from` and `to`, which we compare as TIMEX3."""
    gold = []
    for one in row_["dates"]:
        value = one.get("when") or (f"{one['from']}/{one['to']}" if one.get("from") and one.get("to") else "")
        gold.append(Timex(one["begin"], one["end"], "DATE", value_of(value)))
    return gold


def tempeval(misses: int) -> None:
    """TimeBank and AQUAINT."""
    rows = lines("temporal/tbaq_train.jsonl.gz")
    if not rows:
        return
    scores = []
    wrong: Counter[str] = Counter()
    words = 0
    started = time.process_time()
    all_found = [found_in(r["text"], r["dct"]) for r in rows]
    spent = time.process_time() - started
    for one, found in zip(rows, all_found, strict=True):
        gold = gold_of(one)
        words += len(one["text"].split())
        scores.append(score(gold, found))
        if misses and in_view(one):
            _tell(one, gold, found, wrong)
    view = [in_view(r) for r in rows]
    print("\n### TimeBank and AQUAINT (TempEval-3, Task A)\n\n" + HEAD)
    print(row("half in view", [s for s, v in zip(scores, view, strict=True) if v]))
    print(row("other half", [s for s, v in zip(scores, view, strict=True) if not v]))
    print(row("both", scores))
    for corpus in ("TimeBank", "AQUAINT"):
        part = [s for s, r in zip(scores, rows, strict=True) if r["corpus"] == corpus]
        print(row(corpus, part, ends=False))
    print(f"\n{words / spent:,.0f} words a second on one thread ({words:,} words, {spent:.2f} s of CPU)")
    for line, count in wrong.most_common(misses):
        print(count, line)


def _tell(one: dict[str, Any], gold: list[Timex], found: list[Timex], wrong: Counter[str]) -> None:
    text = one["text"]
    paired = pairs(gold, found)
    used = {id(x) for pair in paired for x in pair}

    def around(t: Timex) -> str:
        return f"{text[max(0, t.begin - 50) : t.begin]}[[{text[t.begin : t.end]}]]{text[t.end : t.end + 25]}".replace(
            "\n", " "
        )

    for g, f in paired:
        if g.value != f.value or g.type != f.type:
            wrong[f"VALUE {one['dct'][:10]} {g.type} {g.value} <> {f.type} {f.value} | {around(f)}"] += 1
        elif (g.begin, g.end) != (f.begin, f.end):
            wrong[f"SPAN {text[g.begin : g.end]!r} <> {text[f.begin : f.end]!r}"] += 1
    for g in gold:
        if id(g) not in used:
            wrong[f"MISSED {g.type} {g.value} | {around(g)}"] += 1
    for f in found:
        if id(f) not in used:
            wrong[f"EXTRA {f.type} {f.value} | {around(f)}"] += 1


def untuned() -> None:
    """MEANTIME and GUM: other guidelines, not tuned on."""
    print("\n### Other corpora, not tuned on\n\n" + HEAD)
    rows = lines("entities/meantime_wikinews_120.jsonl.gz")
    if rows:
        print(row("MEANTIME (Wikinews)", [score(gold_of(r), _not_own(r, found_in(r["text"], r["dct"]))) for r in rows]))
    rows = lines("entities/gum_news_24.jsonl.gz")
    if rows:
        scores = []
        for one in rows:
            found = [t for t in found_in(one["text"], one["date"]) if t.type in ("DATE", "TIME")]
            found = [
                t._replace(value=t.value.partition("T")[0], type="DATE") for t in found if not t.value.endswith("_REF")
            ]
            scores.append(score(gum_gold(one), found))
        print(row("GUM (news; dates alone)", scores))


def _not_own(one: dict[str, Any], found: list[Timex]) -> list[Timex]:
    """Leave out the document's own date, and what stands behind the six lines in which MEANTIME has marks."""
    zone = len("\n".join(one["text"].split("\n")[:6]))
    found = [t for t in found if t.end <= zone]
    own = [
        (t["begin"], t["end"]) for t in one["timex"] if t["begin"] is not None and t.get("function") == "CREATION_TIME"
    ]
    return [t for t in found if not any(t.begin < end and begin < t.end for begin, end in own)]


def peer(count: int = 125) -> None:
    """Score dateparser's search over the same documents, where it is installed (it is no dependency of ours)."""
    if importlib.util.find_spec("dateparser") is None:
        print("\ndateparser is not installed here: no peer in this run")
        return
    search = importlib.import_module("dateparser.search")

    rows = [r for r in lines("temporal/tbaq_train.jsonl.gz") if not in_view(r)][:count]
    if not rows:
        return
    theirs, ours, spent = [], [], [0.0, 0.0]
    for one in rows:
        gold = gold_of(one)
        started = time.process_time()
        ours.append(score(gold, found_in(one["text"], one["dct"])))
        spent[0] += time.process_time() - started
        started = time.process_time()
        theirs.append(score(gold, _searched(search, one)))
        spent[1] += time.process_time() - started
    print(f"\n### Beside dateparser's `search_dates`, {len(rows)} documents of the other half\n\n{HEAD}")
    print(row("onrecord", ours, ends=False))
    print(row("dateparser", theirs, ends=False))
    print(f"\nIts time is {spent[1] / max(1e-9, spent[0]):,.0f} times ours.")


def _searched(module: Any, one: dict[str, Any]) -> list[Timex]:
    base = re.match(r"\d{4}-\d\d-\d\d", one["dct"])
    settings: dict[str, Any] = {"PREFER_DATES_FROM": "past"}
    if base:
        settings["RELATIVE_BASE"] = datetime.fromisoformat(base[0])
    found, at = [], 0
    for words, when in module.search_dates(one["text"], languages=["en"], settings=settings) or []:
        begin = one["text"].find(words, at)
        if begin >= 0:
            found.append(Timex(begin, begin + len(words), "DATE", when.date().isoformat()))
            at = begin + len(words)
    return found


def main() -> int:
    """Print the tables."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--misses", type=int, default=0, help="print so many misses of the half in view")
    asked.add_argument("--no-peer", action="store_true", help="leave dateparser out")
    given = asked.parse_args()
    if not SHARED.exists():
        print(f"{SHARED} is not there: nothing to score")
        return 0
    tempeval(given.misses)
    if given.misses:
        return 0
    untuned()
    if not given.no_peer:
        peer()
    return 0


if __name__ == "__main__":
    sys.exit(main())
