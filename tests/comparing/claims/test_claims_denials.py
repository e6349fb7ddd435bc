"""Which statements deny a claim, what they point at, and that every word shown is the article's own."""

from __future__ import annotations

import dataclasses
from pathlib import Path

import pytest
from claims_drawing import readings
from hypothesis import given
from hypothesis import strategies as st

import onrecord
from onrecord.comparing.claims import denials, denials_of, deny, voices
from onrecord.records import (
    Article,
    CaptureReference,
    Marked,
    Opposition,
    Reading,
    Span,
    Statement,
    StatementSource,
    quote,
)
from onrecord.vocabulary.denials import denial_words

SEEDS = Path(__file__).resolve().parents[4] / "shared" / "seeds"


def said(content: str, *, stance: str = "denies", cue: str = "denied", source: str = "The ministry") -> Reading:
    """Draw an article of one statement."""
    text = f"{source} {cue} {content}."
    start = text.index(content)
    return Reading(
        capture=CaptureReference(sha256="0" * 64, uri="drawn", fetched_at=None, media_type="text/plain"),
        article=Article(id="a-1", title=None, text=text),
        statements=(
            Statement(
                id="s1",
                source=StatementSource(
                    id=None, spans=(Span(0, len(source)),), text=source, name=source, status="named"
                ),
                cue=Marked(spans=(), text=cue),
                content=Marked(spans=(Span(start, start + len(content)),), text=content),
                form="indirect",
                stance=stance,  # type: ignore[arg-type]
                relay=None,
                parent=None,
                made_by="drawing",
                confidence=1.0,
            ),
        ),
    )


@pytest.mark.parametrize(
    ("cue", "content"),
    [
        ("denied", "that it had sold the boats"),
        ("denied", "any knowledge of the sale"),
        ("has repeatedly denied", "using the old dam"),
        ("denied", "selling fishing licences twice"),
        ("rejected", "the allegations"),
        ("rejected", "claims it had sold the boats"),
        ("rejected", "responsibility for the flood"),
        ("dismissed", "the report as biased"),
        ("refuted", "accusations of theft"),
    ],
)
def test_this_denies_a_claim(cue: str, content: str) -> None:
    assert len(denials_of(said(content, cue=cue))) == 1


@pytest.mark.parametrize(
    ("cue", "content"),
    [
        ("denied", "the families entry"),
        ("denied", "him access to a lawyer"),
        ("denied", "the prisoner bail"),
        ("has denied", "residents of the camp the right to return"),
        ("rejected", "the offer"),
        ("rejected", "calls for a ceasefire"),
        ("rejected", "attempts to link the two matters"),
        ("dismissed", "two of its engineers"),
        ("did not say", "when the dam would be mended"),
        ("did not confirm", "the meeting"),
        ("spoke, without denying", "that it was behind the sale"),
    ],
)
def test_this_keeps_or_turns_down_something_and_denies_no_claim(cue: str, content: str) -> None:
    assert denials_of(said(content, cue=cue)) == ()


@pytest.mark.parametrize(
    ("content", "denies"),
    [
        ("the reports of a sale are false", True),
        ("there was no truth whatsoever in the rumours", True),
        ("it is a lie", True),
        ("the accusations were baseless and invented", True),
        ("a false report of a sale had been spread by others", False),
        ("the village lies beneath the dam", False),
        ("it is wary of what lies ahead", False),
        ("the boats are sound", False),
    ],
)
def test_a_report_called_untrue_is_denied(content: str, denies: bool) -> None:
    assert bool(denials_of(said(content, stance="asserts", cue="said"))) is denies


def test_a_demand_denies_nothing() -> None:
    assert denials_of(said("the false reports are withdrawn", stance="demands", cue="demanded that")) == ()


def test_its_own_not_having_done_it_denies_only_where_somebody_says_it_did() -> None:
    alone = said("it has not drained the marsh", stance="asserts", cue="said")
    assert [denial.tentative for denial in denials_of(alone)] == [True]
    assert denials(alone) == ()
    (reading,) = readings(
        "Villagers said the dam company drained the marsh at Jableh. The dam company said it has not drained the marsh.\n"
        "=========      ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~   s1 asserts said\n"
        "                                                            ===============      ~~~~~~~~~~~~~~~~~~~~~~~~~~~~   s2 asserts said"
    )
    assert [(one.statement, one.other) for one in denials(reading)] == [("s2", "s1")]


def test_an_accusation_of_somebody_else_is_not_what_is_denied() -> None:
    (reading,) = readings(
        "Baniyas officials accused Tartus of closing the market. The harbour of Arwad denied closing a market.\n"
        "=================         ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~   s1 asserts accused\n"
        "                                                         ===================        ~~~~~~~~~~~~~~~~   s2 denies denied"
    )
    assert [one.other for one in denials(reading)] == [None]


@pytest.mark.parametrize(
    ("cue", "content", "means"),
    [
        ("denied", "it", "it"),
        ("denied", "receiving it", "it"),
        ("denied", "this", "it"),
        ("denied", "doing so", "it"),
        ("disputed", "that number", "number"),
        ("rejected", "the figure", "number"),
        ("denied", "that it had sold the boats", None),
        ("denied", "selling boats", None),
        ("denied", "having had a part in it", None),
        ("disputed", "the number of boats in the harbour of Arwad", "number"),
    ],
)
def test_what_a_denial_means_without_saying_it(cue: str, content: str, means: str | None) -> None:
    assert [denial.means for denial in denials_of(said(content, cue=cue))] == [means]


def test_it_is_not_looked_for_behind_another_statement_that_asserts_nothing() -> None:
    (reading,) = readings(
        "The council of Zakho said a letter had been sent in May. Teachers said nobody had read it. The school denied it.\n"
        "====================      ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~   s1 asserts said\n"
        "                                                         ========      ~~~~~~~~~~~~~~~~~~~   s2 asserts said\n"
        "                                                                                            ==========        ~~   s3 denies denied"
    )
    assert [one.other for one in denials(reading)] == [None]


def test_most_of_what_is_denied_must_stand_in_what_is_said_of_somebody_else() -> None:
    def drawn(said: str) -> list[str | None]:
        text = f"A clerk in Akre said {said}. Her sister denied that she had sold the key of the archive."
        at = text.index("Her sister")
        (reading,) = readings(
            f"{text}\n"
            f"==============={' ' * 6}{'~' * len(said)}   s1 asserts said\n"
            f"{' ' * at}=========={' ' * 8}{'~' * 42}   s2 denies denied"
        )
        return [one.other for one in denials(reading)]

    assert drawn("that Nalin Barwari had sold the key of the archive") == ["s1"]
    assert drawn("that Nalin Barwari had painted the door of the archive") == [None]


def test_what_the_council_says_of_a_warning_is_a_warning_from_the_council() -> None:
    one, other = readings(
        "--- 2024-03-01\n"
        "The council of Zakho said a warning had been sent to the mayor in May.\n"
        "====================      ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~   s1 asserts said\n"
        "--- 2024-03-03\n"
        "The mayor denied that he had received a warning from the council.\n"
        "=========        ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~   s1 denies denied"
    )
    (denial,) = denials_of(other)
    found = deny(denial, voices(one)[0])
    assert found is not None
    assert (found.made_by, found.other) == ("CL26", "s1")
    # Where another says it, "from the council" is one more thing that he does not say.
    drivers = voices(one)[0]
    assert deny(denial, dataclasses.replace(drivers, source="drivers")) is None


def test_one_denial_is_not_what_another_denies() -> None:
    (reading,) = readings(
        "The Arwad line denied losing the cargo. The Samara line denied losing the cargo.\n"
        "==============        ~~~~~~~~~~~~~~~~   s1 denies denied\n"
        "                                        ===============        ~~~~~~~~~~~~~~~~   s2 denies denied"
    )
    assert [one.other for one in denials(reading)] == [None, None]


def test_a_denial_that_says_nothing_points_at_nothing() -> None:
    (found,) = denials(said("the rumours"))
    assert (found.other, found.target, found.score) == (None, None, 0.0)


ELSEWHERE = """--- {day}
Farmers in Akre said the ministry had buried solvents behind the quarry.
=======              ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~   s1 asserts said
--- 2024-03-03
The ministry denied burying solvents behind the quarry.
============        ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~   s1 denies denied"""


@pytest.mark.parametrize(
    ("day", "denied"), [("2024-03-01", True), ("2024-03-13", True), ("2024-01-01", False), ("?", False)]
)
def test_a_denial_reaches_other_articles_of_its_days_alone(day: str, denied: bool) -> None:
    other, mine = readings(ELSEWHERE.format(day=day))
    (denial,) = denials_of(mine)
    (voice,) = voices(other)
    found = deny(denial, voice)
    assert (found is not None) is denied
    if found is not None:
        assert (found.other_article, found.other) == ("1", "s1")
        exact(found, {"1": other, "2": mine})


def test_a_denial_does_not_deny_its_own_article_across() -> None:
    reading = readings(ELSEWHERE.format(day="2024-03-01"))[1]
    assert deny(denials_of(reading)[0], voices(reading)[0]) is None


def exact(opposition: Opposition, articles: dict[str, Reading]) -> None:
    """Check that all that is cited stands so in its article."""
    cited = [cited for reason in opposition.evidence for cited in reason.cited]
    for one in [*cited, *([opposition.target] if opposition.target else [])]:
        text = articles[one.article].article.text
        assert one.spans
        if one is opposition.target:
            assert one.text == quote(text, one.spans)
        assert all(span.end <= len(text) for span in one.spans)
    assert 0 <= opposition.score <= 1


words = st.lists(
    st.sampled_from(
        "the army has denied not used never of that accusations false gas Syria town’s by said Moscow’s is any 12 role. … \n".split(
            " "
        )
    ),
    max_size=40,
).map(" ".join)


@given(st.lists(st.tuples(words, st.sampled_from(["asserts", "denies", "demands"]), words, words), max_size=8))
def test_whatever_is_read_points_at_characters_of_the_article(drawn: list[tuple[str, str, str, str]]) -> None:
    text = ""
    statements = []
    for number, (source, stance, cue, content) in enumerate(drawn):
        at = len(text) + len(source) + len(cue) + 2
        text += f"{source} {cue} {content}. "
        statements.append(
            Statement(
                id=f"s{number}",
                source=StatementSource(id=None, spans=(), text=source, name=source or None, status=None),
                cue=Marked(spans=(), text=cue),
                content=Marked(spans=(Span(at, at + len(content)),) if content else (), text=content),
                form="indirect",
                stance=stance,  # type: ignore[arg-type]
                relay=None,
                parent=None,
                made_by="drawing",
                confidence=1.0,
            )
        )
    reading = Reading(
        capture=CaptureReference(sha256="0" * 64, uri="drawn", fetched_at=None, media_type="text/plain"),
        article=Article(id="a-1", title=None, text=text),
        statements=tuple(statements),
    )
    found = denials(reading)
    assert found == denials(reading)
    for opposition in found:
        exact(opposition, {"a-1": reading})
        assert opposition.other != opposition.statement


def test_each_denial_of_a_very_long_article_looks_around_itself_alone() -> None:
    one = said("the reports of a sale of boats at Arwad as false", cue="rejected")
    text = f"{one.article.text} " * 5_000
    step = len(one.article.text) + 1
    (first,) = one.statements
    (span,) = first.content.spans
    statements = tuple(
        Statement(
            id=f"s{n}",
            source=StatementSource(id=f"p{n}", spans=(), text="", name=f"Body {n}", status="named"),
            cue=first.cue,
            content=Marked(spans=(span.shift(n * step),), text=first.content.text),
            form="indirect",
            stance="denies",
            relay=None,
            parent=None,
            made_by="drawing",
            confidence=1.0,
        )
        for n in range(5_000)
    )
    reading = Reading(capture=one.capture, article=Article(id="a-1", title=None, text=text), statements=statements)
    # Each with each would be twenty-five million comparisons, and this test would not end.
    assert len(denials(reading)) == 5_000


@pytest.mark.skipif(not SEEDS.is_dir(), reason="the seed pages are not beside this checkout")
def test_the_family_denies_what_the_account_says() -> None:
    (page,) = SEEDS.glob("003*")
    found = [item for item in onrecord.extract(page) if isinstance(item, Reading) and item.article.title is not None]
    (reading,) = [one for one in found if "Amhaz" in (one.article.title or "")]
    by = {one.id: one for one in reading.statements}
    pointed = [one for one in denials(reading) if "close to the family" in (by[one.statement].source.name or "")]
    assert [by[one.other].source.name for one in pointed if one.other is not None] == ["the Israeli account"]
    for opposition in pointed:
        exact(opposition, {reading.article.id: reading})


def test_no_word_is_both_said_and_kept_from_someone() -> None:
    words = denial_words()
    assert not words.sayings & words.goods
    assert not words.denying & words.rejecting
    assert not words.state & words.opposed
    listed = [word for field in (words.sayings, words.guilt, words.goods, words.false, words.state) for word in field]
    assert all(word == word.lower() and "'" not in word for word in listed)
    assert not set(words.seats) & set(words.seats.values())


STORY = """--- 2024-03-01
{said}
--- 2024-03-02
The Samara line denied any involvement.
===============        ~~~~~~~~~~~~~~~   s1 denies denied"""


@pytest.mark.parametrize(
    ("said", "together", "denied"),
    [
        # accused by name, in an article of the same story
        (
            "Fishermen blamed the Samara line for the oil on the beach.\n"
            "=========        ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~   s1 asserts blamed",
            True,
            True,
        ),
        # the same in another story: it may be of anything
        (
            "Fishermen blamed the Samara line for the oil on the beach.\n"
            "=========        ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~   s1 asserts blamed",
            False,
            False,
        ),
        # somebody else is accused
        (
            "Fishermen blamed the port office for the oil of a ship of the Samara line.\n"
            "=========        ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~   s1 asserts blamed",
            True,
            False,
        ),
        # named, and not accused
        (
            "Fishermen said the Samara line had cleaned the beach.\n"
            "=========      ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~   s1 asserts said",
            True,
            False,
        ),
    ],
)
def test_a_denial_that_does_not_say_of_what_reaches_the_accusations_of_its_story(
    said: str, together: bool, denied: bool
) -> None:
    other, mine = readings(STORY.format(said=said))
    (denial,), (voice,) = denials_of(mine), voices(other)
    found = deny(denial, voice, together=together)
    assert (found is not None) is denied
    if found is not None:
        exact(found, {"1": other, "2": mine})


@pytest.mark.parametrize(
    ("content", "denied"),
    [
        ("that the Samara line had spilt oil", True),
        ("that it had spilt any such oil", False),  # such as its own article tells of
    ],
)
def test_a_denial_that_takes_up_its_own_article_reaches_no_other_by_one_word(content: str, denied: bool) -> None:
    other, mine = readings(
        "--- 2024-03-01\n"
        "Fishermen blamed the Samara line for the oil on the beach.\n"
        "=========        ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~   s1 asserts blamed\n"
        f"--- 2024-03-02\nThe Samara line denied {content}.\n"
        f"==============={' ' * 8}{'~' * len(content)}   s1 denies denied"
    )
    found = deny(denials_of(mine)[0], voices(other)[0], together=True)
    assert (found is not None) is denied


@pytest.mark.parametrize(
    ("text", "denied"),
    [
        ("Farmers said the ministry had buried solvents behind the quarry.", True),
        ("Farmers said the ministry had buried solvents behind the quarry in 2011.", False),
        ("Farmers said solvents were buried at the quarry of the ministry.", False),
    ],
)
def test_what_was_done_in_another_year_or_by_nobody_named_is_not_what_a_ministry_denies(
    text: str, denied: bool
) -> None:
    content = text[len("Farmers said ") : -1]
    other, mine = readings(
        f"--- 2024-03-01\n{text}\n======={' ' * 6}{'~' * len(content)}   s1 asserts said\n"
        "--- 2024-03-03\n"
        "The ministry denied burying solvents behind the quarry.\n"
        "============        ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~   s1 denies denied"
    )
    assert (deny(denials_of(mine)[0], voices(other)[0]) is not None) is denied
