"""Several processes at one archive, and what is left when one is killed."""

from __future__ import annotations

import os
import random
import sqlite3
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest
from invented_pages import MADE_BY, page

from onrecord.archive import open_archive
from onrecord.records import ArchiveError

HERE = Path(__file__).parent


def writing(path: Path, first: int, end: int) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, str(HERE / "writing_process.py"), str(path), str(first), str(end)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": os.pathsep.join([str(HERE), *filter(None, sys.path)])},
    )


def test_killing_the_writer_at_any_moment_loses_no_finished_article(tmp_path: Path) -> None:
    path = tmp_path / "killed.onrecord"
    moments = random.Random(8)
    finished = 0
    for _ in range(8):
        with writing(path, finished + 1, 1_000_000) as writer:
            assert writer.stdout is not None
            printed = [writer.stdout.readline()]  # it is at work
            time.sleep(moments.random() * 0.15)
            writer.kill()
            printed += writer.stdout.read().splitlines()
        finished = max(int(line) for line in printed if line.strip())
        with open_archive(path, read_only=True) as archive:
            kept = archive.totals().captures
            assert kept >= finished, "a capture that was reported as kept is gone"
            assert kept <= finished + 1
            assert archive.totals().articles == 2 * kept
            finished = kept
    assert finished > 50, "the writer was killed before it did anything"
    with sqlite3.connect(path) as db:
        assert db.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    db.close()
    with open_archive(path) as archive:
        assert [capture.uri for capture in archive.captures()] == [f"pages/{n}.html" for n in range(1, finished + 1)]
        assert list(archive.verify()) == []
        archive.add(*page(finished + 1), made_by=MADE_BY)


def test_a_file_whose_making_was_cut_short_is_made_again(tmp_path: Path) -> None:
    path = tmp_path / "cut.onrecord"
    path.touch()
    with pytest.raises(ArchiveError, match="empty"):
        open_archive(path, read_only=True)
    db = sqlite3.connect(path)
    db.execute("PRAGMA journal_mode = WAL")
    db.close()
    with open_archive(path) as archive:
        archive.add(*page(), made_by=MADE_BY)
        assert list(archive.verify()) == []


def test_readers_in_other_processes_see_whole_captures_while_one_writes(tmp_path: Path) -> None:
    path = tmp_path / "shared.onrecord"
    open_archive(path).close()
    script = (
        "import sys\nfrom pathlib import Path\nfrom onrecord.archive import open_archive, Filter\n"
        "archive = open_archive(Path(sys.argv[1]), read_only=True)\n"
        "seen = rounds = 0\n"
        "while seen < 60:\n"
        "    totals = archive.totals(); rounds += 1\n"
        "    assert totals.captures >= seen and totals.articles == 2 * totals.captures, totals\n"
        "    assert totals.statements == 8 * totals.captures, totals\n"
        "    seen = totals.captures\n"
        "    listing = archive.statements(Filter(words='vain', status='anonymous'), limit=None)\n"
        "    assert len(listing.rows) == listing.total >= 2 * seen, (listing.total, seen)\n"
        "    archive.search('boats waited', limit=5)\n"
        "    if rounds % 20 == 1: assert not list(archive.verify())\n"
        "archive.close(); print(rounds)\n"
    )
    readers = [
        subprocess.Popen(
            [sys.executable, "-c", script, str(path)], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
        )
        for _ in range(3)
    ]
    with writing(path, 1, 61) as writer:
        _, complaints = writer.communicate(timeout=60)
        assert writer.returncode == 0, complaints
    for reader in readers:
        out, complaints = reader.communicate(timeout=60)
        assert reader.returncode == 0, complaints
        assert int(out) >= 1


def test_two_writers_take_turns(tmp_path: Path) -> None:
    path = tmp_path / "turns.onrecord"
    with writing(path, 1, 40) as one, writing(path, 40, 80) as other:
        for writer in (one, other):
            _, complaints = writer.communicate(timeout=60)
            assert writer.returncode == 0, complaints
    with open_archive(path, read_only=True) as archive:
        assert archive.totals().captures == 79
        assert archive.problems().total == 1
        assert list(archive.verify()) == []


def test_a_writer_that_waits_too_long_is_told_why_in_one_line(tmp_path: Path) -> None:
    path = tmp_path / "busy.onrecord"
    open_archive(path).close()
    holder = sqlite3.connect(path, isolation_level=None)
    holder.execute("BEGIN IMMEDIATE")
    with open_archive(path, timeout=0.2) as archive:
        with pytest.raises(ArchiveError, match="another process is writing") as caught:
            archive.add(*page(), made_by=MADE_BY)
        assert "\n" not in str(caught.value)
        assert archive.totals().captures == 0, "reading goes on meanwhile"
        holder.execute("ROLLBACK")
        holder.close()
        archive.add(*page(), made_by=MADE_BY)
        assert archive.totals().captures == 1


def test_threads_may_share_an_archive(tmp_path: Path) -> None:
    with open_archive(tmp_path / "threads.onrecord") as archive:
        failed: list[BaseException] = []

        def work(first: int) -> None:
            try:
                for number in range(first, first + 15):
                    archive.add(*page(number), made_by=MADE_BY)
                    assert archive.statements(limit=2).total % 8 == 0
                    assert len(list(archive.readings())) % 2 == 0
            except BaseException as error:
                failed.append(error)

        threads = [threading.Thread(target=work, args=(first,)) for first in (1, 101, 201)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert failed == []
        assert archive.totals().captures == 45
        assert list(archive.verify()) == []


def test_a_reader_writes_nothing(tmp_path: Path) -> None:
    path = tmp_path / "read.onrecord"
    with pytest.raises(ArchiveError, match="no archive"):
        open_archive(path, read_only=True)
    assert not path.exists()
    with open_archive(path) as archive:
        archive.add(*page(), made_by=MADE_BY)
    before = path.read_bytes()
    with open_archive(path, read_only=True) as archive:
        assert list(archive.verify()) == []
        with pytest.raises(ArchiveError, match="for reading only"):
            archive.add(*page(2), made_by=MADE_BY)
    assert path.read_bytes() == before
