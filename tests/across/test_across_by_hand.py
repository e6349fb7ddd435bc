"""What people correct outlives every comparison: identities and stories that are one, or are not."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest
from across_pages import OLIVES, add, line

import onrecord
from onrecord.across import (
    merge_identities,
    merge_stories,
    split_identity,
    split_story,
    take_wikidata,
)
from onrecord.archive import ids, open_archive
from onrecord.archive.interface import Archive
from onrecord.records import ArchiveError

ONE = (
    "Rain washed out the bridge at Akre on Thursday. Dilshad Surchi, the head of the civil defence in Akre, said the bridge "
    "at Akre would stay closed until the river fell. Lorries turned back to Dohuk."
)
OTHER = (
    "The bridge at Akre, washed out by rain on Thursday, is still shut. Rebwar Surchi, who speaks for the gravel works near "
    "Akre, said the river would fall by Sunday. Lorries to Dohuk take the old road."
)


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    path = tmp_path / "akre.onrecord"
    add(
        path,
        line(ONE, outlet="Harbour Post", date="2025-03-28"),
        line(OTHER, outlet="Gara Standard", date="2025-03-29"),
        line(OLIVES, outlet="Harbour Post", date="2025-03-29"),
    )
    return path


def anew(path: Path) -> None:
    """Have everything compared anew, as another version of Onrecord would."""
    db = sqlite3.connect(path, isolation_level=None)
    db.execute("UPDATE compared SET made_by = 'an earlier version'")
    db.close()
    assert onrecord.compare(path).anew


def identity(archive: Archive, name: str) -> str:
    """The id of the one identity that goes by this name."""
    (found,) = {one.id for one in archive.identities_named(name)}
    return found


def story_of(archive: Archive, words: str) -> str:
    (article,) = [r.article.id for r in archive.readings() if words in r.article.text]
    story = archive.elsewhere(article).story
    assert story is not None
    return story.id


def test_two_men_of_one_surname_are_two_until_a_person_says_otherwise(archive: Path) -> None:
    with open_archive(archive) as kept:
        one, other = identity(kept, "Dilshad Surchi"), identity(kept, "Rebwar Surchi")
        assert one != other
        merged = merge_identities(kept, one, other)
        assert merged in (one, other)
        assert identity(kept, "Rebwar Surchi") == identity(kept, "Dilshad Surchi") == merged
    anew(archive)
    with open_archive(archive, read_only=True) as kept:
        assert identity(kept, "Rebwar Surchi") == identity(kept, "Dilshad Surchi") == merged
        assert list(kept.verify()) == []


def test_names_that_are_split_stay_two(archive: Path) -> None:
    add(archive, line(ONE.replace("Thursday", "Friday"), outlet="Tigris Daily", date="2025-03-30"))
    with open_archive(archive) as kept:
        whole = identity(kept, "Dilshad Surchi")
        members = [row.member for row in kept.members(whole, limit=None).rows]
        assert len({member.article for member in members}) == 2
        last = members[-1].article
        stays, went = split_identity(kept, whole, [(m.article, m.record) for m in members if m.article == last])
        assert whole in (stays, went)
    anew(archive)
    with open_archive(archive, read_only=True) as kept:
        assert {one.id for one in kept.identities_named("Dilshad Surchi")} == {stays, went}
        assert len({row.member.article for row in kept.members(went).rows}) == 1


def test_a_wikidata_id_comes_from_the_users_table_alone(archive: Path) -> None:
    with open_archive(archive) as kept:
        taken, refused = take_wikidata(
            kept, [("Dilshad Surchi", "Q42"), ("Nobody At All", "Q7"), ("Rebwar Surchi", "7")]
        )
        assert taken == 1
        assert [one.name for one in refused] == ["Nobody At All", "Rebwar Surchi"]
    anew(archive)
    with open_archive(archive, read_only=True) as kept:
        row = kept.identity(identity(kept, "Dilshad Surchi"))
        assert row is not None
        assert row.identity.wikidata == "Q42"


def test_stories_that_are_merged_stay_one_and_split_ones_two(archive: Path) -> None:
    with open_archive(archive) as kept:
        bridge, olives = story_of(kept, "Lorries turned back"), story_of(kept, "Olive growers")
        assert bridge != olives
        merged = merge_stories(kept, [bridge, olives])
    anew(archive)
    with open_archive(archive) as kept:
        assert story_of(kept, "Olive growers") == story_of(kept, "Lorries turned back") == merged
        (article,) = [r.article.id for r in kept.readings() if "Olive growers" in r.article.text]
        stays, went = split_story(kept, merged, [article])
        assert stays != went
    anew(archive)
    with open_archive(archive, read_only=True) as kept:
        assert story_of(kept, "Olive growers") == went
        assert story_of(kept, "Lorries turned back") == stays
        assert list(kept.verify()) == []


def test_ids_stay_when_everything_is_compared_anew(archive: Path) -> None:
    def all_ids() -> list[tuple[str, str]]:
        with open_archive(archive, read_only=True) as kept:
            identities = [(row.identity.id, row.identity.name) for row in kept.identities(limit=None).rows]
            return identities + [(row.story.id, row.story.name) for row in kept.stories(limit=None).rows]

    before = all_ids()
    anew(archive)
    assert all_ids() == before


@pytest.mark.parametrize(
    ("correct", "reason"),
    [
        (lambda kept: merge_identities(kept, "i1", "i999"), "i999"),
        (lambda kept: merge_identities(kept, "i1", "i1"), "one identity"),
        (lambda kept: split_identity(kept, "i1", [("nothing-1", "p1")]), "no member"),
        (lambda kept: merge_stories(kept, ["st1", "bridge"]), "bridge"),
        (lambda kept: merge_stories(kept, ["st1", "st999"]), "st999"),
        (lambda kept: split_story(kept, "st1", ["nothing-1"]), "articles that are in it"),
    ],
)
def test_a_correction_of_what_is_not_there_is_refused_in_one_line(archive: Path, correct: object, reason: str) -> None:
    assert callable(correct)
    with open_archive(archive) as kept, pytest.raises(ArchiveError, match=reason) as refusal:
        correct(kept)
    assert "\n" not in str(refusal.value)


def test_a_changed_correction_is_found_by_verify(archive: Path) -> None:
    with open_archive(archive) as kept:
        merge_identities(kept, identity(kept, "Dilshad Surchi"), identity(kept, "Rebwar Surchi"))
    db = sqlite3.connect(archive, isolation_level=None)
    db.execute("UPDATE corrections SET what = 'split'")
    db.close()
    with open_archive(archive, read_only=True) as kept:
        assert [failure.where for failure in kept.verify()] == ["correction 1"]


def test_numbers_of_ids_are_told_from_other_words() -> None:
    assert ids.number_of("story", "st12") == 12
    assert ids.number_of("identity", "i7") == 7
    for wrong in ("i", "st", "c9", "i-1", "i1x", "", "i١"):
        assert ids.number_of("story", wrong) is None
        assert ids.number_of("identity", wrong) is None or wrong == "i7"
