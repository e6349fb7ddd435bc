"""Through whom a text came, as its lines say it."""

import time

import pytest

from onrecord.comparing.origins import text_carriage
from onrecord.records import Article, Span

BODY = "The ferry between Tartus and Arwad sails again on Monday after nine days in port, the harbour office said."


def article(text: str, **fields: object) -> Article:
    return Article(id="a", title=None, text=text, **{"outlet": "Harbour Post", **fields})  # type: ignore[arg-type]


def credits(text: str, **fields: object) -> list[str]:
    return [
        f"{pipe.name} by {pipe.way}{'' if pipe.sure else ', unsure'}" for pipe in text_carriage(article(text, **fields))
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # datelines
        (f"BEIRUT (AFP) - {BODY}", ["AFP by dateline"]),
        (f"BEIRUT, Lebanon (AP) — {BODY}", ["AP by dateline"]),
        (f"TARTUS, Dec 2 (Reuters) - {BODY}", ["Reuters by dateline"]),
        (f"JABLEH, Syria (MNA) – {BODY}", ["MNA by dateline"]),
        (f"PORT SAID, Egypt (AP) {BODY}", ["AP by dateline"]),
        (f"(Reuters) – {BODY}", ["Reuters by dateline"]),
        (f"DAMASCUS/BEIRUT (Reuters) - {BODY}", ["Reuters by dateline"]),
        (f"NNA - {BODY}", ["NNA by dateline"]),
        (f"TARTUS (AFP/Reuters) - {BODY}", ["AFP by dateline, unsure", "Reuters by dateline, unsure"]),
        # bylines
        (f"By Lina Sefo, Associated Press\n{BODY}", ["AP by byline"]),
        (f"By Lina Sefo and Omar Haddad | AP December 2\n{BODY}", ["AP by byline"]),
        (f"By Lina Sefo in Jableh, Meridian News Agency\n{BODY}", ["Meridian News Agency by byline"]),
        (f"By Associated Press December 2 at 2:35 PM\n{BODY}", ["AP by byline"]),
        (f"By Lina Sefo and agencies\n{BODY}", ["agencies by byline, unsure"]),
        (f"AFP\n{BODY}", ["AFP by byline"]),
        (f"Reuters Staff\n{BODY}", ["Reuters by byline"]),
        # credit lines
        (f"{BODY} --Reuters", ["Reuters by credit"]),
        (f"{BODY}-AFP", ["AFP by credit"]),
        (f"{BODY}\n— AFP", ["AFP by credit"]),
        (f"{BODY}\n(Source: SANA)", ["SANA by credit"]),
        (f"{BODY} Source SANA", ["SANA by credit"]),
        (f"{BODY}\nSource: Harbour Post and agencies", ["agencies by credit, unsure"]),
        (f"{BODY}\nSource: Agencies", ["Agencies by credit"]),
        (f"{BODY} (With AFP and Reuters)", ["AFP by credit, unsure", "Reuters by credit, unsure"]),
        (f"{BODY}\nAFP contributed to this report.", ["AFP by credit, unsure"]),
        (f"{BODY}\nAgencies contributed to this report.", ["Agencies by credit, unsure"]),
        (f"{BODY}\nThe Associated Press contributed to this story.", ["AP by credit, unsure"]),
        (f"{BODY}\nAssociated Press writer Lina Sefo in Jableh contributed to this report.", ["AP by credit, unsure"]),
        (f"{BODY}\nAssociated Press writer Lina A. Sefo contributed to this report.", ["AP by credit, unsure"]),
        (f"{BODY}\nContributing: Omar Haddad, the Associated Press", ["AP by credit, unsure"]),
        (f"{BODY}\n© 2024 AFP", ["AFP by credit"]),
        (f"{BODY}\nCopyright 2024 The Associated Press. All rights reserved.", ["AP by credit"]),
        (f"{BODY} (Reporting by Lina Sefo; Editing by Omar Haddad)", ["Reuters by credit, unsure"]),
        (f"{BODY}\nOur Standards: The Thomson Reuters Trust Principles.", ["Reuters by credit"]),
    ],
)
def test_a_text_says_through_whom_it_came(text: str, expected: list[str]) -> None:
    assert credits(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        BODY,
        f"{BODY} A harbour official told AFP that the sea had calmed.",
        f"An AFP photographer saw the ferry (left) leave. {BODY}",
        f"{BODY} Sources: the harbour office, which keeps the log, and two captains who asked not to be named.",
        f"By Rima Saadeh\n{BODY}",
        f"TARTUS, Syria – {BODY}",
        f"Image copyright\nReuters\nImage caption\nThe ferry in port\n{BODY}",
        f"{BODY}\n(Source: Harbour Post)",
        "",
        "AFP",
        "(",
    ],
)
def test_a_text_that_says_nothing_of_it_is_credited_to_nobody(text: str) -> None:
    assert credits(text) == []


def test_the_credit_of_a_photograph_is_not_the_text_s() -> None:
    caption = "The ferry leaves Tartus. (AFP)"
    text = f"{caption}\n{BODY}"
    assert credits(text, captions=(Span(0, len(caption)),)) == []
    text = f"AFP\n{BODY}\n{BODY}"
    assert credits(text, credits=(Span(0, 3),)) == []


def test_a_sign_off_is_not_taken_for_reuters_where_another_agency_is_credited() -> None:
    text = f"JABLEH (MNA) - {BODY}\n(Reporting by Lina Sefo; Editing by Tom Ardley)"
    assert credits(text) == ["MNA by dateline"]


def test_an_agency_is_known_by_its_initials_where_a_customer_prints_them() -> None:
    (whole,) = text_carriage(article(f"By Lina Sefo, Meridian News Agency\n{BODY}"))
    (short,) = text_carriage(article(f"JABLEH, Syria (MNA) – {BODY}"))
    assert whole.key == short.key


def test_an_agency_needs_no_credit_in_its_own_texts_and_is_not_credited_where_another_is() -> None:
    assert credits(BODY, outlet="SANA") == ["SANA by outlet"]
    assert credits(BODY, outlet=None, url="https://www.sana.sy/en/1") == ["SANA by outlet"]
    assert credits(f"{BODY} --Reuters", outlet="National News Agency") == ["Reuters by credit"]


def test_every_credit_can_be_seen_in_the_text() -> None:
    text = f"TARTUS (AFP) - {BODY}\n(With Reuters)"
    for pipe in text_carriage(article(text)):
        assert pipe.cited is not None
        assert pipe.cited.text == pipe.cited.spans[0].of(text) == pipe.name


@pytest.mark.parametrize("junk", ["(" * 100_000, "AFP " * 50_000, "By " * 50_000, "-" * 200_000, "Source: " * 30_000])
def test_long_nonsense_costs_little(junk: str) -> None:
    start = time.perf_counter()
    text_carriage(article(junk))
    assert time.perf_counter() - start < 2
