"""How many independent origins: what a reader would count by hand."""

import msgspec
from origin_drawing import origins_of, statements_of

from onrecord.comparing.origins import Carried, in_words, origins
from onrecord.records import Origins, to_json

WIRE = (
    "The ferry between Tartus and Arwad will sail again on Monday after nine days in port, as the sea has calmed. "
    "The boats had carried bread and diesel through the storm, and took two families who waited for a doctor along."
)
UNDER_WIRE = "~" * 108 + "   s1 own"


def count(drawing: str) -> tuple[int, int]:
    found = origins_of(drawing.strip("\n"))
    return found.low, found.high


def words(found: Origins, statements: list[Carried]) -> str:
    return in_words(found, {one.said.article: one.outlet for one in statements})


def test_nothing_said_has_no_origin() -> None:
    found = origins([])
    assert (found.low, found.high, found.origins, found.links) == (0, 0, (), ())
    assert in_words(found, {}) == "0 independent origins"


def test_one_statement_is_one_origin_and_says_where_it_was_first() -> None:
    found = origins_of(f"--- Harbour Post · 2024-12-02\n{WIRE}\n{UNDER_WIRE}")
    assert (found.low, found.high) == (1, 1)
    assert found.origins[0].kind == "outlet"
    assert found.origins[0].name == "Harbour Post"
    assert found.origins[0].evidence[0].cited[0].text == WIRE[:108]


def test_a_wire_story_in_forty_outlets_is_one_origin() -> None:
    prints = "\n".join(f"--- Paper {n} · 2024-12-02\nJABLEH (AFP) - {WIRE}\n{' ' * 15}{UNDER_WIRE}" for n in range(40))
    found = origins_of(prints)
    assert (found.low, found.high) == (1, 1)
    assert found.origins[0].kind == "agency"
    assert words(found, statements_of(prints)) == "1 independent origin: AFP (40 outlets)"


def test_a_named_man_in_four_hundred_outlets_is_one_origin() -> None:
    one = statements_of(
        "--- Harbour Post · 2024-12-02\n"
        "The ferry sails again on Monday, Samer Hallak said.\n"
        "~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~  ============        s1 named i1"
    )[0]
    everywhere = [
        msgspec.structs.replace(
            one,
            said=msgspec.structs.replace(one.said, article=f"a{n}"),
            outlet=f"Paper {n}",
            publisher=f"paper {n}",
            order=n,
        )
        for n in range(400)
    ]
    found = origins(everywhere)
    assert (found.low, found.high) == (1, 1)
    assert len(found.links) == 399, "each is linked to the earliest, not each to each"
    assert words(found, everywhere) == "1 independent origin: Samer Hallak (400 outlets)"


def test_two_agencies_are_two_though_one_paper_prints_both() -> None:
    assert count("""
--- Harbour Post · 2024-12-02
The ferry sails again on Monday, a harbour official told AFP.
~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~  ==================      ^^^   s1 anonymous
--- Harbour Post · 2024-12-03
The ferry will sail on Monday, fishermen told Reuters.
~~~~~~~~~~~~~~~~~~~~~~~~~~~~~  =========      ^^^^^^^   s1 collective
""") == (2, 2)


def test_a_text_that_credits_two_agencies_goes_back_to_one_of_them_and_does_not_make_them_one() -> None:
    assert count("""
--- Harbour Post · 2024-12-02
The ferry sails again on Monday, a harbour official told AFP.
~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~  ==================      ^^^   s1 anonymous
--- Delta Wire · 2024-12-02
Fishermen told Reuters that the ferry would sail.
=========      ^^^^^^^      ~~~~~~~~~~~~~~~~~~~~   s1 collective
--- Coast Weekly · 2024-12-03
The ferry will sail.
~~~~~~~~~~~~~~~~~~~~   s1 own
(With AFP and Reuters)
""") == (2, 3)


def test_two_outlets_that_name_nobody_may_have_it_from_one() -> None:
    assert count("""
--- Harbour Post · 2024-12-02
The ferry sails again on Monday.
~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~    s1 own
--- Coast Weekly · 2024-12-02
Monday will see the ferry sail.
~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~   s1 own
""") == (1, 2)


def test_what_a_reporter_of_each_outlet_saw_is_two() -> None:
    assert count("""
--- Harbour Post · 2024-12-02
The ferry sails again, a Harbour Post reporter saw.
~~~~~~~~~~~~~~~~~~~~~  =======================        s1 anonymous
--- Coast Weekly · 2024-12-02
A Coast Weekly photographer said it sailed.
===========================      ~~~~~~~~~    s1 anonymous
""") == (2, 2)


def test_a_paper_that_names_nobody_may_have_it_from_who_is_named_elsewhere() -> None:
    assert count("""
--- Harbour Post · 2024-12-02
The ferry sails again on Monday, Samer Hallak said.
~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~  ============        s1 named i1
--- Coast Weekly · 2024-12-02
Monday will see the ferry sail.
~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~   s1 own
--- Delta Wire · 2024-12-02
Activists and residents said the ferry would sail.
=======================      ~~~~~~~~~~~~~~~~~~~~   s1 collective
""") == (1, 3)


def test_two_articles_of_unknown_outlets_are_not_called_one() -> None:
    found = origins_of(
        "--- ?\nThe ferry sails.\n~~~~~~~~~~~~~~~~   s1 own\n--- ?\nThe ferry will sail.\n~~~~~~~~~~~~~~~~~~~~   s1 own"
    )
    assert (found.low, found.high) == (1, 2)
    assert {origin.kind for origin in found.origins} == {"unknown"}
    assert in_words(found, {}) == (
        "1 to 2 independent origins: unknown (1 article of unknown outlets), unknown (1 article of unknown outlets)"
    )


def test_two_men_in_one_article_are_two_origins() -> None:
    assert count("""
--- Harbour Post · 2024-12-02
The ferry sails on Monday, Samer Hallak said. It does sail on Monday, said Rima Saadeh.
~~~~~~~~~~~~~~~~~~~~~~~~~  ============                                                    s1 named i1
                                              ~~~~~~~~~~~~~~~~~~~~~~       ===========     s2 named i2
""") == (2, 2)


def test_what_a_paper_says_itself_goes_back_to_one_of_those_it_names_and_does_not_make_them_one() -> None:
    assert count("""
--- Harbour Post · 2024-12-02
The ferry sails on Monday. It does, Samer Hallak said. It does, Rima Saadeh said.
~~~~~~~~~~~~~~~~~~~~~~~~~                                                            s1 own
                           ~~~~~~~  ============                                     s2 named i1
                                                       ~~~~~~~  ===========          s3 named i2
""") == (2, 3)


def test_a_ministry_and_its_spokesman_are_one_or_two() -> None:
    assert count("""
--- Harbour Post · 2024-12-02
The ferry sails again on Monday, the Transport Ministry said.
~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~      ==================        s1 named i1
--- Delta Wire · 2024-12-02
Samer Hallak, its spokesman, said the ferry would sail.
============                      ~~~~~~~~~~~~~~~~~~~~    s1 named i2 of the Transport Ministry
""") == (1, 2)


def test_the_same_senior_official_is_perhaps_another_a_week_later() -> None:
    drawing = """
--- Harbour Post · 2024-12-02
The ferry sails again on Monday, a senior harbour official said.
~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~  =========================        s1 anonymous
--- Delta Wire · 2024-12-{day}
A senior harbour official said the ferry would sail.
=========================      ~~~~~~~~~~~~~~~~~~~~   s1 anonymous
"""

    def why(day: str) -> list[str]:
        return [link.evidence.made_by for link in origins_of(drawing.format(day=day).strip("\n")).links]

    assert why("05") == ["OR15"]
    assert why("12") == ["OR27"]


def test_officials_are_perhaps_the_same_officials() -> None:
    assert count("""
--- Harbour Post · 2024-12-02
The ferry sails again on Monday, officials said.
~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~  =========         s1 collective
--- Delta Wire · 2024-12-02
Officials said the ferry would sail.
=========      ~~~~~~~~~~~~~~~~~~~~   s1 collective
""") == (1, 2)


def test_the_earliest_by_day_is_first_whenever_it_was_added() -> None:
    found = origins_of(
        """
--- Harbour Post · 2024-12-03
The ferry sails again on Monday, Samer Hallak said.
~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~  ============        s1 named i1
--- Delta Wire · 2024-12-02
Samer Hallak said the ferry would sail.
============      ~~~~~~~~~~~~~~~~~~~~   s1 named i1
--- Coast Weekly · ?
It would sail, said Samer Hallak.
~~~~~~~~~~~~~       ============    s1 named i1
""".strip()
    )
    assert found.origins[0].first.article == "2"
    assert [said.article for said in found.origins[0].statements] == ["2", "1", "3"]


def test_an_identity_that_a_person_has_parted_stays_two() -> None:
    assert count("""
--- Harbour Post · 2024-12-02
The ferry sails again on Monday, Samer Hallak said.
~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~  ============        s1 named i1
--- Delta Wire · 2024-12-02
Samer Hallak said the ferry would sail.
============      ~~~~~~~~~~~~~~~~~~~~   s1 named i2
""") == (2, 2)


def test_two_unknown_men_of_one_name_are_one_or_two() -> None:
    assert count("""
--- Harbour Post · 2024-12-02
The ferry sails again on Monday, Samer Hallak said.
~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~  ============        s1 named
--- Delta Wire · 2024-12-02
Samer Hallak said the ferry would sail.
============      ~~~~~~~~~~~~~~~~~~~~   s1 named
""") == (1, 2)


def test_every_link_that_makes_a_range_can_be_seen_in_the_text() -> None:
    drawing = """
--- Harbour Post · 2024-12-02
JABLEH (AFP) - The ferry sails again on Monday.
               ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~    s1 own
--- Delta Wire · 2024-12-02
Residents said the ferry would sail.
=========      ~~~~~~~~~~~~~~~~~~~~   s1 collective
AFP contributed to this report.
""".strip()
    (link,) = origins_of(drawing).links
    assert [cited.text for cited in link.evidence.cited] == ["AFP", "AFP"]
    texts = {
        "1": "JABLEH (AFP) - The ferry sails again on Monday.",
        "2": "Residents said the ferry would sail.\nAFP contributed",
    }
    for cited in link.evidence.cited:
        assert cited.spans[0].of(texts[cited.article]) == "AFP"


def test_long_lists_are_cut_and_say_so() -> None:
    drawing = "\n".join(
        f"--- Paper {n} · 2024-12-02\nThe ferry sails at {n}.\n~~~~~~~~~~~~~~~~~~   s1 own" for n in range(8)
    )
    found = origins_of(drawing)
    assert words(found, statements_of(drawing)).endswith("Paper 4 (1 outlet), and 3 more")


def test_origins_can_be_kept_as_json() -> None:
    statements = statements_of(f"--- Harbour Post · 2024-12-02\nJABLEH (AFP) - {WIRE}\n{' ' * 15}{UNDER_WIRE}")
    kept = msgspec.json.decode(msgspec.json.encode(statements), type=list[Carried])
    assert kept == statements
    found = origins(kept)
    assert msgspec.json.decode(to_json(found), type=Origins) == found


def test_syrian_state_television_is_one_origin_wherever_it_is_quoted_and_perhaps_one_with_the_state_agency() -> None:
    drawing = """
--- Harbour Post · 2024-12-02
Syrian state television said the ferry would sail.
=======================      ~~~~~~~~~~~~~~~~~~~~   s1 collective
--- Delta Wire · 2024-12-02
The ferry sails on Monday, Syrian state TV reported.
~~~~~~~~~~~~~~~~~~~~~~~~~  ===============            s1 collective
"""
    assert count(drawing) == (1, 1)
    assert count(
        drawing
        + """--- Coast Weekly · 2024-12-02
The ferry sails on Monday, SANA reported.
~~~~~~~~~~~~~~~~~~~~~~~~~  ====            s1 named
"""
    ) == (1, 2)


def test_an_aid_agency_is_no_news_agency() -> None:
    statements = statements_of(
        """
--- Harbour Post · 2024-12-02
Aid agencies said the ferry would sail. The agency said so too.
============      ~~~~~~~~~~~~~~~~~~~~                            s1 collective
                                        ==========      ~~        s2 collective
""".strip()
    )
    assert all(one.carriage.spoken == () for one in statements)


def test_the_news_agency_is_the_one_that_the_article_names() -> None:
    statements = statements_of(
        """
--- Harbour Post · 2024-12-02
The ferry would sail, SANA said. The state news agency said it carried bread.
~~~~~~~~~~~~~~~~~~~~  ====                                                      s1 named
                                 =====================      ~~~~~~~~~~~~~~~~   s2 collective
""".strip()
    )
    assert [pipe.name for one in statements for pipe in one.carriage.spoken] == ["SANA", "SANA"]
