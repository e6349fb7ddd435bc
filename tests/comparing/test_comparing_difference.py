"""What a later version says otherwise, told by what desks do to what was said and counted."""

from __future__ import annotations

from onrecord.comparing import difference
from onrecord.records import (
    Article,
    Bound,
    CaptureReference,
    Change,
    Figure,
    Marked,
    Place,
    Reading,
    Span,
    Stance,
    Statement,
    StatementSource,
)

SENDER = CaptureReference(sha256="0" * 64, uri="test", fetched_at=None, media_type="text/plain")


class Version:
    """A reading made by hand: sentences with what is said and counted in them."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.text = ""
        self.statements: list[Statement] = []
        self.figures: list[Figure] = []
        self.places: list[Place] = []

    def says(self, source: str, content: str, stance: Stance = "asserts") -> Version:
        start = len(self.text) + len(source) + len(" said ")
        self.text += f"{source} said {content}.\n"
        self.statements.append(
            Statement(
                id=f"s{len(self.statements) + 1}",
                source=StatementSource(id=None, spans=(), text=source, name=source, status=None),
                cue=Marked(spans=(), text="said"),
                content=Marked(spans=(Span(start, start + len(content)),), text=content),
                form="indirect",
                stance=stance,
                relay=None,
                parent=None,
                made_by="test",
                confidence=1.0,
            )
        )
        return self

    def counts(
        self, sentence: str, number: str, value: float, head: str, *, bound: Bound = "exactly", place: str | None = None
    ) -> Version:
        start = len(self.text) + sentence.index(number)
        if place is not None:
            at = len(self.text) + sentence.index(place)
            self.places.append(
                Place(
                    id=f"p{len(self.places) + 1}",
                    spans=(Span(at, at + len(place)),),
                    text=place,
                    name=place,
                    geonames_id=None,
                    lat=None,
                    lon=None,
                    country=None,
                    precision=None,
                    confidence=1.0,
                )
            )
        self.figures.append(
            Figure(
                id=f"f{len(self.figures) + 1}",
                spans=(Span(start, start + len(number)),),
                text=number,
                low=value,
                high=value,
                bound=bound,
                unit=None,
                counted=head,
                head=head,
                kind="killed",
                date=None,
                place=self.places[-1].id if place is not None else None,
                statement=None,
            )
        )
        self.text += sentence + "\n"
        return self

    @property
    def reading(self) -> Reading:
        return Reading(
            capture=SENDER,
            article=Article(id=self.name, title=None, text=self.text),
            statements=tuple(self.statements),
            figures=tuple(self.figures),
            places=tuple(self.places),
        )


def changes(old: Version, new: Version) -> tuple[Change, ...]:
    found = difference(old.reading, new.reading)
    for change in found.changes:
        for side, version in ((change.old, old), (change.new, new)):
            if side is not None:
                assert " … ".join(span.of(version.text) for span in side.spans) == side.text
    return found.changes


def told(old: Version, new: Version) -> list[str]:
    return [
        f"{c.kind}: {c.old.text if c.old else '–'} → {c.new.text if c.new else '–'}" for c in changes(old, new)
    ]  # fmt: skip


def test_nothing_changed() -> None:
    version = Version("a").says("Samer Hallak", "the sea had calmed").counts("Two men died.", "Two", 2, "man")
    assert difference(version.reading, version.reading).changes == ()
    assert difference(version.reading, version.reading).kept == 1


def test_typography_and_order_are_no_change() -> None:
    old = Version("a").says("Samer Hallak", "the sea’s calm").says("Rima Saadeh", "the bread is gone")
    new = Version("b").says("RIMA SAADEH", "The bread is gone").says("Samer Hallak", "the sea's calm")
    assert told(old, new) == []


def test_statements_are_added_dropped_and_reworded_in_the_order_of_the_text() -> None:
    old = (
        Version("a")
        .says("Samer Hallak", "the crew had been warned of the storm")
        .says("a fisherman", "nobody slept that night")
        .says("Rima Saadeh", "14 pupils were on the mainland")
    )
    new = (
        Version("b")
        .says("Samer Hallak", "the crew had twice been warned of the storm")
        .says("Rima Saadeh", "14 pupils were on the mainland")
        .says("Huda Barakat", "oil would be sent over")
    )
    assert told(old, new) == [
        "reworded: the crew had been warned of the storm → the crew had twice been warned of the storm",
        "dropped: nobody slept that night → –",
        "added: – → oil would be sent over",
    ]


def test_the_same_words_in_another_mouth_or_denied_are_a_change() -> None:
    old = Version("a").says("officials", "the ferry had struck the jetty at noon").says("Hallak", "the crew was warned")
    new = (
        Version("b")
        .says("Samer Hallak", "the ferry had struck the jetty at noon")
        .says("Hallak", "the crew was warned", stance="denies")
    )
    assert [(c.kind, c.old and c.old.source, c.new and c.new.source) for c in changes(old, new)] == [
        ("reworded", "officials", "Samer Hallak"),
        ("reworded", "Hallak", "Hallak"),
    ]


def test_a_toll_that_rose_is_one_figure_changed() -> None:
    old = Version("a").counts(
        "At least 3 people died when the boat sank off Arwad.", "3", 3, "person", bound="at_least"
    )
    new = Version("b").counts(
        "At least 5 people died when the boat sank off Arwad.", "5", 5, "person", bound="at_least"
    )
    assert told(old, new) == ["changed: 3 → 5"]


def test_a_bound_that_fell_away_is_a_change() -> None:
    old = Version("a").counts("At least 3 people died.", "3", 3, "person", bound="at_least")
    new = Version("b").counts("In all, 3 people died.", "3", 3, "person")
    assert told(old, new) == ["changed: 3 → 3"]


def test_each_toll_is_held_against_that_of_its_place() -> None:
    old = (
        Version("a")
        .counts("Fire killed 12 people in the market of Homs on Monday.", "12", 12, "person", place="Homs")
        .counts("A wall fell on 15 people in Hama.", "15", 15, "person", place="Hama")
    )
    new = (
        Version("b")
        .counts("Fire killed 15 people in the market of Homs on Monday.", "15", 15, "person", place="Homs")
        .counts("A wall fell on 15 people in Hama.", "15", 15, "person", place="Hama")
    )
    assert told(old, new) == ["changed: 12 → 15"]


def test_another_thing_counted_is_no_change() -> None:
    old = Version("a").counts("The boat carried 12 goats.", "12", 12, "goat")
    new = Version("b").counts("The boat carried 15 sheep.", "15", 15, "sheep")
    assert told(old, new) == []


def test_readings_with_nothing_in_them() -> None:
    assert told(Version("a"), Version("b")) == []
    assert told(Version("a"), Version("b").says("Rima Saadeh", "bread came")) == ["added: – → bread came"]


def test_many_statements_are_compared_quickly_enough_to_finish() -> None:
    old, new = Version("a"), Version("b")
    for i in range(600):
        old.says("the ministry", f"the district {i} of the province had been reached by the convoy")
        new.says("the ministry", f"the district {i} of the province had been reached by the second convoy")
        old.counts(f"Share {i} fell {i} points.", f"{i} points", i, "point")
        new.counts(f"Share {i} fell {i + 1} points.", f"{i + 1} points", i + 1, "point")
    assert {change.kind for change in changes(old, new)} == {"reworded", "changed"}
