"""Who belongs to whom over several articles: what is found, what stays apart, and what must always hold."""

from __future__ import annotations

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from identity_drawing import articles_of

from onrecord.comparing.identities import (
    BY_HAND,
    CANDIDATES,
    Candidate,
    Decision,
    Named,
    Profile,
    Register,
    decide,
    keys,
    keys_held,
    named_in,
    score,
)
from onrecord.comparing.identities.keys import MOST_KEYS
from onrecord.comparing.identities.profile import MOST_COMPANY, MOST_FORMS
from onrecord.records import Article, CaptureReference, Name, Reading, Source, Span, Statement, StatementSource
from onrecord.records.reading import Marked


def placed(drawing: str) -> list[list[str]]:
    """The identities of the members, article by article, in the order drawn."""
    register = Register()
    answers = [register.add(article) for article in articles_of(drawing.strip())]
    final = {(m.article, m.record): m.identity for members in register.members.values() for m in members}
    return [[final[m.article, m.record] for m in article] for article in answers]


def test_a_bare_surname_waits_for_more_than_place_and_time() -> None:
    (first,), (second,) = placed(
        """
--- Harbour Post · 2024-12-02
Samer Hallak | person
--- Harbour Post · 2024-12-02
Hallak | person
"""
    )
    assert first != second


def test_a_full_name_joins_the_surname_that_came_before_it() -> None:
    (_, bare), (_, full) = placed(
        """
--- Harbour Post · 2024-12-02
Rana Yaziji | person
Hallak | person | harbour master | Tartus
--- Harbour Post · 2024-12-03
Rana Yaziji | person
Samer Hallak = Hallak | person | harbour master | Tartus
"""
    )
    assert bare == full


def test_two_brothers_stay_two_when_the_surname_came_first() -> None:
    (bare, _), (samer, _), (ghassan, _) = placed(
        """
--- Harbour Post · 2024-12-02
Hallak | person | harbour master | Tartus
Rana Yaziji | person
--- Harbour Post · 2024-12-03
Samer Hallak | person | harbour master | Tartus
Rana Yaziji | person
--- Harbour Post · 2024-12-04
Ghassan Hallak | person | harbour master | Tartus
Rana Yaziji | person
"""
    )
    assert bare == samer != ghassan


def test_who_an_article_says_was_called_otherwise_is_one() -> None:
    text = "Samer Hallak, formerly known as Abu Bahr al-Tartusi, spoke. Mona Barakat and Rana Deeb waited."
    found = named_in(
        reading_with(
            (),
            tuple(
                Name(
                    id=f"n{n}",
                    name=name,
                    kind="person",
                    mentions=(Span(text.index(name), text.index(name) + len(name)),),
                )
                for n, name in enumerate(("Samer Hallak", "Abu Bahr al-Tartusi", "Mona Barakat", "Rana Deeb"), 1)
            ),
            text,
        )
    )
    assert [member.aliases for member in found] == [("Abu Bahr al-Tartusi",), (), (), ()]
    register = Register()
    samer, bahr, mona, rana = (member.identity for member in register.add(found))
    assert samer == bahr
    assert len({samer, mona, rana}) == 3


def test_a_short_name_that_came_first_is_whose_an_article_says_it_is() -> None:
    register = Register()
    articles = articles_of(
        """
--- Harbour Post · 2024-12-02
Abu Zeitoun | person
Rana Yaziji | person
--- Harbour Post · 2024-12-03
Samer Hallak aka Abu Zeitoun | person
Rana Yaziji | person
--- Delta Wire · 2024-12-04
Samer Hallak | person
--- Delta Wire · 2024-12-05
Abu Zeitoun | person
""".strip()
    )
    for article in articles:
        register.add(article)
    (samer,) = [one for one in register.identities() if one.name == "Samer Hallak"]
    assert samer.aliases == ("Abu Zeitoun",)
    (last,) = [member for member in register.members[int(samer.id[1:])] if member.article == "a4"]
    assert last.made_by == "ID08"
    assert [cited.article for cited in last.evidence[0].cited] == ["a2"]


def test_a_short_name_that_nobody_explains_is_nobody_elses() -> None:
    (samer, _), (abu,) = placed(
        """
--- Harbour Post · 2024-12-02
Samer Hallak | person
Rana Yaziji | person
--- Harbour Post · 2024-12-03
Abu Zeitoun | person
"""
    )
    assert samer != abu


@pytest.mark.parametrize(("role", "one"), [("spokeswoman", True), ("baker", False)])
def test_a_vowel_in_each_part_needs_the_same_office(role: str, one: bool) -> None:
    (ehsan, _), (ihsan, _) = placed(
        f"""
--- Harbour Post · 2024-12-02
Ehsan Terab | person | spokeswoman | energy ministry
Rana Yaziji | person
--- Delta Wire · 2024-12-04
Ihsan Tirab | person | {role} | energy ministry
Rana Yaziji | person
"""
    )
    assert (ehsan == ihsan) is one


def test_what_the_reader_of_one_article_mixed_up_is_no_alias() -> None:
    reading = reading_with(
        (
            Source(
                id="p1",
                name="Bahr Movement",
                kind="organisation",
                status="named",
                aliases=("Coastal News", "CN", "UN", "BM", "the Bahr"),
            ),
            Source(
                id="p2",
                name="Samer Hallak",
                kind="person",
                status="named",
                aliases=("Hallak", "Mona Barakat", "Samir Hallaq"),
            ),
        )
    )
    assert [member.aliases for member in named_in(reading)] == [("BM", "the Bahr"), ("Hallak", "Samir Hallaq")]


def test_a_woman_and_a_man_of_one_surname_are_two() -> None:
    (first,), (second,) = placed(
        """
--- Harbour Post · 2024-12-02
Samer Hallak | person | mayor | Tartus
--- Harbour Post · 2024-12-02
Samira Hallak | person | mayor | Tartus
"""
    )
    assert first != second


def test_a_surname_alone_joins_again_once_the_other_bearer_is_long_gone() -> None:
    *_, (_, samer), (_, hallak) = placed(
        """
--- Harbour Post · 2019-01-02
Ghassan Hallak | person | judge
--- Harbour Post · 2024-12-02
Rana Yaziji | person
Samer Hallak = Hallak | person | harbour master
--- Harbour Post · 2024-12-03
Rana Yaziji | person
Hallak | person | harbour master
"""
    )
    assert samer == hallak


def test_the_health_ministries_of_two_countries_are_two_and_the_health_ministry_is_neither() -> None:
    (syrian,), (iraqi,), (bare,) = placed(
        """
--- Harbour Post · 2024-12-02
The Syrian Health Ministry | organisation
--- Harbour Post · 2024-12-02
Iraq's Ministry of Health | organisation
--- Harbour Post · 2024-12-02
The Health Ministry | organisation
"""
    )
    assert len({syrian, iraqi, bare}) == 3


def test_two_bodies_of_the_same_letters_are_two() -> None:
    (court,), (council,), (again,) = placed(
        """
--- Harbour Post · 2024-12-02
International Coastal Court = ICCO | organisation
--- Harbour Post · 2024-12-02
International Cricket Club Organisation = ICCO | organisation
--- Harbour Post · 2024-12-02
International Coastal Court = ICCO | organisation
"""
    )
    assert court == again != council


def test_who_is_typed_as_a_person_once_is_still_the_same_body() -> None:
    (first,), (second,) = placed(
        """
--- Harbour Post · 2024-12-02
Ansar al-Bahr | organisation
--- Harbour Post · 2024-12-03
Ansar al-Bahr | person
"""
    )
    assert first == second


def test_what_a_person_says_goes_before_every_reason() -> None:
    (members,) = articles_of("--- Harbour Post · 2024-12-02\nSamer Hallak | person")
    samer = members[0]
    same, other = Profile.of([samer]), Profile.of([msgspec.structs.replace(samer, name="Mona Barakat")])
    candidates = [Candidate(number=1, profile=same), Candidate(number=2, profile=other)]
    assert decide(samer, candidates).identity == 1
    assert decide(samer, candidates, apart={1}).identity is None
    by_hand = decide(samer, candidates, together=[2])
    assert (by_hand.identity, by_hand.score, by_hand.made_by) == (2, 1.0, BY_HAND)
    assert decide(samer, candidates, together=[2, 1]).unites == (2,)


def test_two_who_fit_equally_well_are_left_alone() -> None:
    (members,) = articles_of("--- ? · ?\nRana Deeb | person")
    deeb = members[0]
    long, other = (Profile.of([msgspec.structs.replace(deeb, name=name)]) for name in ("Rana Y. Deeb", "Rana Z. Deeb"))
    assert decide(deeb, [Candidate(number=1, profile=long)]).identity == 1
    assert decide(deeb, [Candidate(number=1, profile=long), Candidate(number=2, profile=other)]).identity is None


def test_nobody_to_weigh_begins_an_identity() -> None:
    (members,) = articles_of("--- ? · ?\nRana Deeb | person")
    assert decide(members[0], []) == Decision(identity=None, score=1.0, made_by="ID15")


def reading_with(sources: tuple[Source, ...], names: tuple[Name, ...] = (), text: str = "") -> Reading:
    statement = Statement(
        id="s1",
        source=StatementSource(id="p1", spans=(), text="", name=None, status=None),
        cue=Marked(spans=(), text=""),
        content=Marked(spans=(), text=""),
        form="indirect",
        stance="asserts",
        relay=None,
        parent=None,
        made_by="test",
        confidence=1.0,
    )
    return Reading(
        capture=CaptureReference(sha256="0" * 64, uri="test", fetched_at=None, media_type="text/plain"),
        article=Article(id="a-1", title=None, text=text, outlet="Harbour Post", published="2024-12-02"),
        sources=sources,
        statements=(statement,),
        names=names,
    )


def test_unnamed_sources_have_no_identity() -> None:
    reading = reading_with(
        (
            Source(id="p1", name="Samer Hallak", kind="person", status="named"),
            Source(id="p2", name="a harbour official", kind="person", status="anonymous"),
            Source(id="p3", name="Residents", kind="group", status="collective"),
            Source(id="p4", name="the regime", kind="organisation", status="named"),
            Source(id="p5", name="Satellite imagery", kind="imagery", status="observation"),
            Source(id="p6", name="a report", kind="document", status="document"),
        )
    )
    (samer,) = named_in(reading)
    assert (samer.record, samer.name, samer.statements, samer.outlet, samer.day) == (
        "p1",
        "Samer Hallak",
        1,
        "Harbour Post",
        "2024-12-02",
    )
    assert samer.anchor == "a-1\tsamer hallak"


def test_a_name_that_is_a_source_is_one_member_with_it() -> None:
    text = "Samer Hallak and Rana Deeb waited. Hallak spoke."
    reading = reading_with(
        (Source(id="p1", name="Hallak", kind="person", status="named", mentions=(Span(35, 41),)),),
        (
            Name(
                id="n1", name="Samer Hallak", kind="person", source="p1", aliases=("Hallak",), mentions=(Span(0, 12),)
            ),
            Name(id="n2", name="Rana Deeb", kind="person", mentions=(Span(17, 26),)),
        ),
        text,
    )
    samer, rana = named_in(reading)
    assert (samer.record, samer.name, samer.aliases) == ("p1", "Samer Hallak", ("Hallak",))
    assert samer.company == ("rana deeb",)
    assert (rana.record, rana.statements) == ("n2", 0)
    assert rana.cited is not None
    assert rana.cited.text == "Rana Deeb"


SYLLABLES = ["bara", "doru", "fila", "kanu", "lomi", "mita", "nuka", "rufa", "sidu", "taba", "zilo"]
FIRST = ["Samer", "Rana", "Ghassan", "Mona", "S.", "Ahmad", "Abu", "Abdel"]
LAST = ["Hallak", "Hallaq", "al-Hallak", "Deeb", "Yaziji", "Rahman", "Khaled", "Deebs", "al-Kaysi", "Alkaysi", ""]
BODIES = ["Tartus Port Authority", "TPA", "Observatory", "UN", "United Nations", "Syrian army", "Health Ministry"]

members = st.builds(
    lambda first, last, body, person, day: Named(
        article="",
        record="",
        name=f"{first} {last}".strip() if person else body,
        kind="person" if person else "organisation",
        day=day,
    ),
    st.sampled_from(FIRST),
    st.sampled_from(LAST),
    st.sampled_from(BODIES),
    st.booleans(),
    st.sampled_from([None, "2024-12-02", "2024-12-09", "2030-01-01"]),
)
archives = st.lists(st.lists(members, max_size=5), max_size=8).map(
    lambda articles: [
        [msgspec.structs.replace(m, article=f"a{i}", record=f"n{j}") for j, m in enumerate(article)]
        for i, article in enumerate(articles)
    ]
)


@settings(deadline=None)
@given(archives)
def test_everybody_has_one_identity_and_the_same_articles_give_the_same(articles: list[list[Named]]) -> None:
    register, again = Register(), Register()
    for article in articles:
        answer = register.add(article)
        assert [m.record for m in answer] == [m.record for m in article]
        assert answer == again.add(article)
    found = [(m.article, m.record) for members in register.members.values() for m in members]
    assert sorted(found) == sorted((m.article, m.record) for article in articles for m in article)
    assert register.identities() == again.identities()
    for number, members in register.members.items():
        profile = register.profiles[number]
        assert sum(profile.names.values()) == len(members)
        assert profile.name in {m.name for m in members}
        assert all(0.5 < m.score <= 1 for m in members)
        assert all(m.identity == f"i{number}" for m in members)


@given(members, members)
def test_keys_meet_where_names_agree(one: Named, other: Named) -> None:
    weighed = score(one, Profile.of([other]))
    if weighed is not None and weighed.total > 0:
        assert set(keys(one)) & set(keys_held(other))


@given(st.text(max_size=150), st.lists(st.text(max_size=60), max_size=40), st.booleans())
def test_keys_are_bounded(name: str, aliases: list[str], person: bool) -> None:
    member = Named(
        article="a", record="n1", name=name, kind="person" if person else "organisation", aliases=tuple(aliases)
    )
    assert len(keys(member)) <= MOST_KEYS
    assert len(keys_held(member)) <= MOST_KEYS


def test_a_profile_stays_small_and_keeps_what_is_frequent() -> None:
    profile = Profile()
    for number in range(500):
        profile = profile.with_member(
            Named(
                article=f"a{number}",
                record="n1",
                name="Samer Hallak" if number % 2 else f"Samer X{number} Hallak",
                kind="person",
                company=tuple(f"friend {number} {n}" for n in range(20)),
            )
        )
    assert len(profile.names) <= MOST_FORMS
    assert len(profile.company) <= MOST_COMPANY
    assert profile.name == "Samer Hallak"
    assert profile.articles == 500
    assert len(msgspec.json.encode(profile)) < 8_000


def test_candidates_are_bounded_in_a_crowd() -> None:
    register = Register()
    for number, first in enumerate(f"{one}{other}".title() for one in SYLLABLES for other in SYLLABLES):
        register.add([Named(article=f"a{number}", record="n1", name=f"{first} Hallak", kind="person")])
    assert len(register.profiles) > 2 * CANDIDATES
    hallak = Named(article="b", record="n1", name="Hallak", kind="person")
    assert len(register.candidates(keys(hallak))) == CANDIDATES
    (answer,) = register.add([hallak])
    assert answer.made_by == "ID15"


def test_profiles_of_two_are_the_profile_of_all() -> None:
    drawn = articles_of(
        "--- A · 2024-12-02\nSamer Hallak | person | mayor\n--- B · 2024-12-05\nHallak | person | judge"
    )
    one, other = drawn[0][0], drawn[1][0]
    both = Profile.of([one]).and_other(Profile.of([other]))
    assert both == Profile.of([one, other])
    assert msgspec.json.decode(msgspec.json.encode(both), type=Profile) == both


def test_a_day_that_is_none_counts_nothing() -> None:
    member = Named(article="a", record="n1", name="Samer Hallak", kind="person", day="XXXX-12-02")
    weighed = score(member, Profile.of([member]))
    assert weighed is not None
    assert weighed.total == pytest.approx(4.5)


def test_letters_in_brackets_are_another_name_of_the_body() -> None:
    name = "Coastal Tides and Winds Survey [CTWS]"
    reading = reading_with((Source(id="p1", name=name, kind="organisation", status="named"),))
    (survey,) = named_in(reading)
    assert survey.aliases == ("CTWS",)


def test_a_surname_is_whom_its_article_names_in_full_or_nobody() -> None:
    (samer, rana), (ghassan, bare, rana_again) = placed(
        """
--- Harbour Post · 2024-12-02
Samer Hallak = Hallak | person | harbour master | Tartus port
Rana Yaziji | person
--- Delta Wire · 2024-12-04
Ghassan Hallak | person | baker
Hallak | person | harbour master
Rana Yaziji | person
"""
    )
    assert rana == rana_again
    assert len({samer, ghassan, bare}) == 3


def test_what_any_body_may_be_called_is_the_one_that_its_article_names_in_full() -> None:
    ((tides, bare), (one, other, unsure)) = placed(
        """
--- Harbour Post · 2024-12-02
Syrian Observatory of Tides | organisation
The Observatory | organisation
--- Delta Wire · 2024-12-20
Iraqi Observatory of Storms | organisation
Iraqi Observatory of Floods | organisation
The Observatory | organisation
"""
    )
    assert tides == bare
    assert unsure not in (one, other)
