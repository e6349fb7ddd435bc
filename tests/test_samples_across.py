"""What a person reads across the sample pages, Onrecord finds too: `samples/across.toml` against a real archive.

A fact marked `missed` is one that Onrecord is known to miss; when it is found, the mark has to go.
"""

from __future__ import annotations

import re
import sqlite3
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, cast

import pytest

import onrecord
from onrecord.across import versions
from onrecord.across.fresh import Memory
from onrecord.archive import open_archive
from onrecord.archive.interface import Archive
from onrecord.archive.readings import number_of_article
from onrecord.comparing.origins import Carried, origins
from onrecord.records import Change, Likeness, Name, Reading, Source, Statement

SAMPLES = Path(__file__).parent.parent / "samples"
FACTS: dict[str, list[dict[str, Any]]] = tomllib.loads((SAMPLES / "across.toml").read_text(encoding="utf-8"))


def plain(text: str | None) -> str:
    """Letter case, the kind of white space and the shape of apostrophes do not count in a comparison."""
    return re.sub(r"\s+", " ", (text or "").replace("\u00a0", " ").replace("’", "'")).casefold()


@dataclass(frozen=True)
class Samples:
    """The archive of all sample pages, and what was read from them."""

    archive: Archive
    path: Path
    readings: dict[str, Reading]
    """By `page#number`."""

    def article(self, name: str) -> str:
        return self.readings[name].article.id

    def statement(self, where: list[str]) -> Statement:
        """The innermost statement of an article whose content holds the words."""
        name, words = where
        saying = [one for one in self.readings[name].statements if plain(words) in plain(one.content.text)]
        assert saying, f"no statement of {name} holds {words!r}"
        return min(saying, key=lambda one: len(one.content.text))

    def claim(self, where: list[str]) -> str | None:
        claim = self.archive.elsewhere(self.article(where[0])).claims.get(self.statement(where).id)
        return claim.id if claim else None

    def identity(self, where: list[str]) -> str | None:
        """The identity of whom an article calls so; None where it has none, or several."""
        name, form = where
        reading = self.readings[name]
        called = [
            # A name that speaks is the same member as its source.
            getattr(one, "source", None) or one.id
            for one in cast("tuple[Source | Name, ...]", (*reading.sources, *reading.names))
            if plain(form) in {plain(other) for other in (one.name, *one.aliases)}
        ]
        of = self.archive.identities_of(self.article(name))
        found = {of[record] for record in called if record in of}
        return found.pop() if len(found) == 1 else None

    def opposed(self, relation: str, by: list[str], wordings: list[list[str]]) -> bool:
        """Whether that statement contests (either way) or denies one of the wordings."""
        one = (self.article(by[0]), self.statement(by).id)
        others = {(self.article(where[0]), self.statement(where).id) for where in wordings}
        for opposition, _ in self.archive.elsewhere(one[0]).oppositions:
            if opposition.relation != relation:
                continue
            sides = (opposition.article, opposition.statement), (opposition.other_article, opposition.other)
            if sides[0] == one and sides[1] in others:
                return True
            if relation == "contests" and sides[1] == one and sides[0] in others:
                return True
        return False


@pytest.fixture(scope="module")
def samples(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Samples]:
    path = tmp_path_factory.mktemp("across") / "samples.onrecord"
    pages = [str(page) for page in sorted(SAMPLES.iterdir()) if page.suffix in (".txt", ".html")]
    onrecord.add(path, pages, workers=1)
    onrecord.compare(path)
    with open_archive(path, read_only=True) as archive:
        readings = {}
        for reading in archive.readings():
            number = reading.article.id.rpartition("-")[2]
            readings[f"{Path(reading.capture.uri).name}#{number}"] = reading
        yield Samples(archive, path, readings)


def facts(kind: str, *names: str) -> list[Any]:
    """One test a fact."""
    return [
        pytest.param(
            fact,
            id="-".join(str(fact[name]) for name in names) or str(number),
            marks=pytest.mark.xfail(strict=True, reason="known to be missed") if fact.get("missed") else (),
        )
        for number, fact in enumerate(FACTS[kind], 1)
    ]


def parts(key: str) -> list[Any]:
    """One test a statement that contests or denies a claim."""
    return [
        pytest.param(
            fact["wordings"],
            by,
            id=f"{by[0]}-{by[1][:40]}",
            marks=pytest.mark.xfail(strict=True, reason="known to be missed")
            if by[1] in fact.get("missed_against", [])
            else (),
        )
        for fact in FACTS["claim"]
        for by in fact.get(key, [])
    ]


def likeness(samples: Samples, one: str, other: str) -> Likeness | None:
    rows = samples.archive.likenesses(samples.article(one), limit=None).rows
    return next((row.likeness for row in rows if row.article_id == samples.article(other)), None)


@pytest.mark.parametrize("fact", facts("likeness", "kind", "one", "other"))
def test_two_articles_share_text(samples: Samples, fact: dict[str, Any]) -> None:
    found = likeness(samples, fact["one"], fact["other"])
    assert found is not None
    assert found.kind == fact["kind"]
    text = samples.readings[fact["one"]].article.text
    shared = plain(" ".join(passage.here.of(text) for passage in found.passages))
    assert plain(fact["words"]) in shared


@pytest.mark.parametrize("fact", facts("unlike", "one", "other"))
def test_two_articles_share_nothing_worth_telling(samples: Samples, fact: dict[str, Any]) -> None:
    assert likeness(samples, fact["one"], fact["other"]) is None


@pytest.mark.parametrize("fact", facts("story"))
def test_articles_about_one_matter_are_one_story(samples: Samples, fact: dict[str, Any]) -> None:
    def story(name: str) -> str:
        found = samples.archive.elsewhere(samples.article(name)).story
        assert found is not None
        return found.id

    assert {story(name) for name in fact["articles"]} == {story(fact["articles"][0])}
    assert story(fact["articles"][0]) not in {story(name) for name in fact["without"]}


@pytest.mark.parametrize("fact", facts("identity"))
def test_one_person_or_body_under_all_its_names(samples: Samples, fact: dict[str, Any]) -> None:
    found = {f"{where[1]} in {where[0]}": samples.identity(where) for where in fact["forms"]}
    assert None not in found.values(), found
    assert len(set(found.values())) == 1, found
    (identity,) = {samples.archive.identity(one) for one in found.values() if one}
    assert identity is not None
    assert identity.identity.kind == fact["kind"]


@pytest.mark.parametrize("fact", facts("different"))
def test_two_people_stay_two(samples: Samples, fact: dict[str, Any]) -> None:
    one, other = samples.identity(fact["one"]), samples.identity(fact["other"])
    assert one is not None
    assert other is not None
    assert one != other


@pytest.mark.parametrize("fact", [one for one in facts("claim") if len(one.values[0]["wordings"]) > 1])
def test_wordings_of_one_claim(samples: Samples, fact: dict[str, Any]) -> None:
    found = {f"{where[0]}: {where[1]}": samples.claim(where) for where in fact["wordings"]}
    assert None not in found.values(), found
    assert len(set(found.values())) == 1, found


def carried(samples: Samples, wordings: list[list[str]]) -> tuple[list[Carried], tuple[Likeness, ...]]:
    """The statements as their origin is asked for, and the likenesses of their articles."""
    db = sqlite3.connect(f"file:{samples.path}?mode=ro", uri=True)
    try:
        memory, found = Memory(db), []
        for where in wordings:
            number = number_of_article(db, samples.article(where[0]))
            assert number is not None
            found.append(memory.carried(number)[samples.statement(where).id])
    finally:
        db.close()
    articles = [samples.article(where[0]) for where in wordings]
    met = {
        (row.likeness.article, row.likeness.other): row.likeness
        for article in articles
        for row in samples.archive.likenesses(article, limit=None).rows
        if row.article_id in articles
    }
    return found, tuple(met.values())


@pytest.mark.parametrize(
    "fact",
    [
        pytest.param(
            fact,
            id=f"{fact['origins']}-{fact['wordings'][0][1][:40]}",
            marks=pytest.mark.xfail(strict=True, reason="known to be missed") if fact.get("missed_origins") else (),
        )
        for fact in FACTS["claim"]
        if "origins" in fact
    ],
)
def test_independent_origins_are_counted(samples: Samples, fact: dict[str, Any]) -> None:
    found = origins(*carried(samples, fact["wordings"]))
    counted = str(found.high) if found.low == found.high else f"{found.low} to {found.high}"
    assert counted == fact["origins"], [
        f"{x.one} {x.other} {x.sure} {x.evidence.made_by} {x.evidence.text}" for x in found.links
    ]


@pytest.mark.parametrize(("wordings", "by"), parts("contested_by"))
def test_what_cannot_both_be_true_is_contested(samples: Samples, wordings: list[list[str]], by: list[str]) -> None:
    assert samples.opposed("contests", by, wordings)


@pytest.mark.parametrize(("wordings", "by"), parts("denied_by"))
def test_a_denial_points_at_what_it_denies(samples: Samples, wordings: list[list[str]], by: list[str]) -> None:
    assert samples.opposed("denies", by, wordings)


@pytest.mark.parametrize("fact", facts("apart"))
def test_two_counts_do_not_contest_each_other(samples: Samples, fact: dict[str, Any]) -> None:
    assert not samples.opposed("contests", fact["one"], [fact["other"]]), fact["why"]


def agrees(words: str, text: str, figure: bool) -> bool:
    return re.search(rf"\b{re.escape(text)}\b", words) is not None if figure else words in text


@pytest.mark.parametrize("fact", facts("version", "old", "new"))
def test_a_later_version_says_otherwise(samples: Samples, fact: dict[str, Any]) -> None:
    first, second = versions(samples.archive, samples.article(fact["old"]))
    assert (first.row.article.id, second.row.article.id) == (samples.article(fact["old"]), samples.article(fact["new"]))
    assert second.difference is not None

    def has(kind: str, old: str | None, new: str | None) -> bool:
        def holds(change: Change) -> bool:
            sides = ((old, change.old), (new, change.new))
            # A figure is its number alone; the fact names it with a word beside it.
            figure = change.what == "figure"
            return all(
                words is None or (side is not None and agrees(plain(words), plain(side.text), figure))
                for words, side in sides
            )

        assert second.difference is not None
        return any(change.kind == kind and holds(change) for change in second.difference.changes)

    for words in fact["added"]:
        assert has("added", None, words), words
    for words in fact["dropped"]:
        assert has("dropped", words, None), words
    for kind in ("reworded", "changed"):
        for old, new in fact[kind]:
            assert has(kind, old, new), (old, new)


def test_an_archive_of_the_samples_verifies_across_articles(samples: Samples) -> None:
    assert list(samples.archive.verify()) == []
