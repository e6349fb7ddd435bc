"""New articles are compared with what is there: reprints, trims, versions, shared passages, and an outlet's stock."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from across_pages import FERRY, LETTER, OLIVES, add, id_of, line

import onrecord
from onrecord.across import versions
from onrecord.archive import open_archive
from onrecord.archive.schema import EMPTIED
from onrecord.records import Likeness


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    return tmp_path / "ferry.onrecord"


def likenesses(path: Path, article: str) -> list[tuple[str, str | None]]:
    """Kind and outlet of what other articles are to this one."""
    with open_archive(path, read_only=True) as kept:
        return [(row.likeness.kind, row.outlet) for row in kept.likenesses(article).rows]


def dump(path: Path) -> list[object]:
    """All that comparing filled, table by table."""
    import sqlite3

    db = sqlite3.connect(path)
    try:
        return [sorted(db.execute(f"SELECT * FROM {table}").fetchall(), key=repr) for table in (*EMPTIED, "ids")]
    finally:
        db.close()


def test_a_reprint_is_found_from_both_sides(archive: Path) -> None:
    add(archive, line(FERRY, outlet="Delta Wire"), line(OLIVES, outlet="Akre Post"))
    add(archive, line(FERRY + " More follows.", outlet="Harbour Post"))
    reprint = id_of(archive, "More follows")
    (original,) = {id_of_shortest(archive, "ferry")} - {reprint}
    assert likenesses(archive, original) == [("reprint", "Harbour Post")]
    assert likenesses(archive, reprint) == [("reprint", "Delta Wire")]
    assert likenesses(archive, id_of(archive, "Olive growers")) == []


def id_of_shortest(path: Path, words: str = "") -> str:
    with open_archive(path, read_only=True) as kept:
        found = [reading for reading in kept.readings() if words in reading.article.text]
    return min(found, key=lambda reading: len(reading.article.text)).article.id


def test_the_passages_stand_in_both_texts_word_for_word(archive: Path) -> None:
    add(archive, line(FERRY, outlet="Delta Wire"), line(FERRY.split(". ", 1)[1], outlet="Harbour Post"))
    with open_archive(archive, read_only=True) as kept:
        (row,) = kept.likenesses(id_of_shortest(archive)).rows
        here, there = kept.article(row.likeness.article), kept.article(row.likeness.other)
    assert here is not None
    assert there is not None
    assert row.likeness.kind == "trim"
    assert row.likeness.share == 1.0
    for passage in row.likeness.passages:
        assert passage.here.of(here.text) == passage.there.of(there.text)


def test_what_was_compared_is_passed_over_and_what_is_new_is_not(archive: Path) -> None:
    add(archive, line(FERRY), compare=False)
    with open_archive(archive, read_only=True) as kept:
        assert kept.waiting() == 1
    assert onrecord.compare(archive).articles == 1
    assert onrecord.compare(archive).articles == 0
    with open_archive(archive, read_only=True) as kept:
        assert kept.waiting() == 0


def test_one_by_one_or_all_at_once_gives_the_same(tmp_path: Path) -> None:
    lines = [line(FERRY, outlet="Delta Wire"), line(OLIVES), line(FERRY + " More follows.", outlet="Harbour Post")]
    one_by_one, at_once = tmp_path / "one.onrecord", tmp_path / "all.onrecord"
    for one in lines:
        add(one_by_one, one)
    add(at_once, *lines)
    assert dump(one_by_one) == dump(at_once)
    assert any(dump(at_once))


def test_an_article_read_anew_makes_everything_compared_anew_and_the_same(archive: Path) -> None:
    lines = [line(FERRY, outlet="Delta Wire"), line(FERRY + " More follows.", outlet="Harbour Post")]
    add(archive, *lines)
    before = dump(archive)
    add(archive, line(FERRY, outlet="Delta Wire", date="2024-12-14"), compare=False)
    done = onrecord.compare(archive)
    assert (done.articles, done.anew) == (2, True)
    assert dump(archive)[0] == before[0]
    assert onrecord.compare(archive).articles == 0


def test_what_an_outlet_prints_under_every_article_is_stock_even_of_pairs_found_before(archive: Path) -> None:
    texts = [" ".join(f"w{n}x{i}" for i in range(60)) + ".\n\n" + LETTER for n in range(12)]
    add(archive, *(line(text, outlet="Harbour Post", uri=f"https://post.example/{n}") for n, text in enumerate(texts)))
    with open_archive(archive, read_only=True) as kept:
        ids = [reading.article.id for reading in kept.readings()]
        kinds = {row.likeness.kind for id_ in ids for row in kept.likenesses(id_, limit=None).rows}
    assert kinds <= {"stock"}


def test_versions_stand_in_the_order_they_were_captured_with_what_each_says_otherwise(archive: Path) -> None:
    later = FERRY.replace("14 of her pupils", "17 of her pupils")
    where = {"uri": "https://post.example/ferry", "outlet": "Harbour Post"}
    add(
        archive,
        line(later, fetched_at="2024-12-02T17:45:00Z", **where),
        line(FERRY, fetched_at="2024-12-02T09:10:00Z", **where),
    )
    with open_archive(archive, read_only=True) as kept:
        first, second = versions(kept, id_of(archive, "17 of her pupils"))
    assert (first.row.time, second.row.time) == ("2024-12-02T09:10:00Z", "2024-12-02T17:45:00Z")
    assert first.difference is None
    assert second.difference is not None
    changed = [(c.old.text, c.new.text) for c in second.difference.changes if c.what == "figure" and c.old and c.new]
    assert changed == [("14", "17")]


def test_an_article_without_another_version_is_its_own_only_one(archive: Path) -> None:
    add(archive, line(FERRY))
    with open_archive(archive, read_only=True) as kept:
        (only,) = versions(kept, id_of(archive, "ferry"))
        assert versions(kept, "nothing-1") == ()
    assert only.difference is None


def test_a_killed_comparison_is_gone_on_with(archive: Path, tmp_path: Path) -> None:
    lines = [line(f"{FERRY} Number {n}. " + " ".join(f"w{n}x{i}" for i in range(400))) for n in range(60)]
    add(archive, *lines, compare=False)
    whole = tmp_path / "whole.onrecord"
    add(whole, *lines)
    process = subprocess.Popen([sys.executable, "-m", "onrecord", "--archive", str(archive), "compare"])
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        with open_archive(archive, read_only=True) as kept:
            if kept.waiting() < 60:
                break
    os.kill(process.pid, signal.SIGKILL)
    process.wait()
    onrecord.compare(archive)
    assert dump(archive) == dump(whole)


def test_likenesses_are_records_of_their_own_kind(archive: Path) -> None:
    add(archive, line(FERRY, outlet="Delta Wire"), line(FERRY + " More follows.", outlet="Harbour Post"))
    with open_archive(archive, read_only=True) as kept:
        listing = kept.likenesses(id_of(archive, "More follows"), kinds=("trim",))
        assert (listing.rows, listing.total) == ((), 0)
        assert kept.likenesses("nothing-1").total == 0
        (row,) = kept.likenesses(id_of(archive, "More follows")).rows
    assert isinstance(row.likeness, Likeness)
