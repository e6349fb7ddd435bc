"""Dates as a desk would check them: what the text says, the article's date, and what that is on the calendar."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.reading.analysis import split_blocks
from onrecord.reading.dates import find_dates
from onrecord.reading.dates.edtf import is_edtf
from onrecord.reading.ledger import Claims
from onrecord.records import Anchor, Article, Date, Span
from onrecord.vocabulary.calendar import calendar


def dates_in(text: str, published: str | None = "2024-12-14") -> tuple[Anchor | None, tuple[Date, ...]]:
    """Saturday, 14 December 2024, is the article's date where nothing else is said."""
    article = Article(id="test", title=None, text=text, published=published)
    return find_dates(article, [("paragraph", span) for span in split_blocks(text)], Claims(()))


def said(text: str, published: str | None = "2024-12-14") -> list[tuple[str, str | None]]:
    """What was found, with its EDTF, or its duration where it has no place on the calendar."""
    return [(date.text, date.edtf or date.duration) for date in dates_in(text, published)[1]]


ONE_EXPRESSION = """
    The bridge fell on 14 December 2023.              | 14 December 2023          | 2023-12-14
    The bridge fell on Dec. 3.                        | Dec. 3                    | 2024-12-03
    The court sits again on Jan. 8, and will rule.    | Jan. 8                    | 2025-01-08
    It fell on the 3rd of May 2011.                   | the 3rd of May 2011       | 2011-05-03
    It fell on Tuesday, December 10, 2024, at noon.   | Tuesday, December 10, 2024, at noon | 2024-12-10T12:00:00
    It fell on 2024-02-29.                            | 2024-02-29                | 2024-02-29
    The form is of 04/05/2024.                        | 04/05/2024                | 2024-XX-XX
    The form is of 13/05/2024.                        | 13/05/2024                | 2024-05-13
    The form is of 04.05.2024.                        | 04.05.2024                | 2024-05-04
    The form is of 05/13/2024.                        | 05/13/2024                | 2024-05-13
    He was born on 29 February 2024.                  | 29 February 2024          | 2024-02-29
    They met on Friday.                               | Friday                    | 2024-12-13
    They will meet on Friday.                         | Friday                    | 2024-12-20
    They met on Saturday.                             | Saturday                  | 2024-12-14
    They met late Thursday.                           | late Thursday             | 2024-12-12
    The raid followed Wednesday's attack.             | Wednesday                 | 2024-12-11
    They agreed to meet on Friday.                    | Friday                    | 2024-12-20
    They meet next Friday.                            | next Friday               | 2024-12-20
    They arrived on Monday morning.                   | Monday morning            | 2024-12-09
    The vote is due at 3 p.m. on Friday.              | 3 p.m. on Friday          | 2024-12-20T15:00:00
    It sank yesterday.                                | yesterday                 | 2024-12-13
    It sank last night.                               | last night                | 2024-12-13
    It will open tomorrow.                            | tomorrow                  | 2024-12-15
    It struck overnight.                              | overnight                 | 2024-12-13/2024-12-14
    He left for Amman in March.                       | March                     | 2024-03
    She plans to open the shop in September.          | September                 | 2025-09
    He was seen in late November.                     | late November             | 2024-11
    The dam broke in September 2023.                  | September 2023            | 2023-09
    It was taken last June.                           | last June                 | 2024-06
    The 2018 siege ended here.                        | 2018                      | 2018
    It was dug in '98.                                | '98                       | 1998
    The pre-1967 border runs here.                    | 1967                      | 1967
    It was dug in nineteen ninety-seven.              | nineteen ninety-seven     | 1997
    It closed in late 2011.                           | late 2011                 | 2011
    It will open early next year.                     | early next year           | 2025
    It was dug in the 1990s.                          | the 1990s                 | 199X
    It was dug in the mid-1990s.                      | the mid-1990s             | 199X
    It was built in the 12th century.                 | the 12th century          | 11XX
    It burnt in the summer of 2021.                   | the summer of 2021        | 2021-22
    It burnt last winter.                             | last winter               | 2023-24
    Sales fell in the third quarter.                  | the third quarter         | 2024-35
    Sales fell in Q2 2023.                            | Q2 2023                   | 2023-34
    Sales fell in the first half of 2023.             | the first half of 2023    | 2023-40
    A loss is seen for fiscal 2025.                   | fiscal 2025               | 2025~
    It rained last week.                              | last week                 | 2024-12-02/2024-12-08
    It rained this month.                             | this month                | 2024-12
    It was hit two weeks ago.                         | two weeks ago             | 2024-11-25/2024-12-01
    It was hit three days ago.                        | three days ago            | 2024-12-11
    It was hit around a year ago.                     | around a year ago         | 2023~
    It was hit more than ten years ago.               | more than ten years ago   | 2014~
    The truce held from 3 to 5 December.              | from 3 to 5 December      | 2024-12-03/2024-12-05
    The truce held Dec. 3-5.                          | Dec. 3-5                  | 2024-12-03/2024-12-05
    The truce of 12-14 December held.                 | 12-14 December            | 2024-12-12/2024-12-14
    It lasted between 3 May and 5 June 2020.          | between 3 May and 5 June 2020 | 2020-05-03/2020-06-05
    He ruled from 2011 to 2014.                       | from 2011 to 2014         | 2011/2014
    The war of 2019–2021 is over.                     | 2019–2021                 | 2019/2021
    Talks went on from Monday to Wednesday.           | from Monday to Wednesday  | 2024-12-09/2024-12-11
    Shops open Monday-Friday.                         | Monday-Friday             | 2024-12-09/2024-12-13
    It has been shut since 2011.                      | since 2011                | 2011/..
    It was shut until 2019.                           | until 2019                | ../2019
    It was built around 1850.                         | around 1850               | 1850~
    It was built possibly in 1998.                    | possibly in 1998          | 1998?
    The talks took two weeks.                         | two weeks                 | P2W
    After a two-week pause they met.                  | two-week                  | P2W
    It may take several days.                         | several days              | PXD
    It took two and a half years.                     | two and a half years      | P2Y6M
    It took half an hour.                             | half an hour              | PT30M
    It took three to five days.                       | three to five days        | PXD
    Buses leave every Friday.                         | every Friday              | P1W
    Buses leave twice a day.                          | twice a day               | P1D
    It is checked daily.                              | daily                     | P1D
    It closed before Christmas Eve 2019.              | Christmas Eve 2019        | 2019-12-24
    It closed on Good Friday.                         | Good Friday               | 2024-03-29
    He left after the September 11 attacks.           | September 11              | 2001-09-11
    He left before 9/11.                              | 9/11                      | 2001-09-11
"""


@pytest.mark.parametrize("line", [line.strip() for line in ONE_EXPRESSION.strip().split("\n")])
def test_one_expression(line: str) -> None:
    sentence, expression, edtf = (cell.strip() for cell in line.split("|"))
    assert said(sentence) == [(expression, edtf)]


NO_DATE = [
    "The service runs 24/7.",
    "He may march in the sun.",
    "Theresa May said that May was right.",
    "A 24-year-old man bought a 24-year-old building.",
    "A second official spoke.",
    "The Sunday Times and USA Today quote the Good Friday Agreement.",
    "Flight 2011 carried 1,200 people, the 1,200 of the camp.",
    "They won 3-2; the score was 10:30.",
    "About 2000 people and 1995 goats are there.",
    "It cost $2011 or 2,011 dinars.",
    "He is in his twenties.",
    "A quarter of the grain was lost, three-quarters of the flour.",
    "The Christian quarter was shelled.",
    "He was player of the year.",
    "Sixteen-inch pipes and 12-inch ones lay there.",
    "He lives at 1400 Main Street, Room 2012.",
]


@pytest.mark.parametrize("sentence", NO_DATE)
def test_no_date(sentence: str) -> None:
    assert said(sentence) == []


FROM_THE_TEXT = [
    ("The town fell on 3 May 2015. Two weeks later it was empty.", "Two weeks later", "2015-05-17"),
    ("He resigned on 30 April 2012. The next day he left.", "The next day", "2012-05-01"),
    ("He resigned on 30 April 2012, and that Friday he left.", "that Friday", "2012-05-04"),
    ("It opened on 9 December 2011 and closed on 12 December.", "12 December", "2011-12-12"),
    ("It opened in March 2011. In the same month it closed.", "the same month", "2011-03"),
    ("It was dug in 2011. A year earlier the village had burnt.", "A year earlier", "2010"),
    ("The convoy left on Thursday, a day earlier than planned.", "a day earlier", "2024-12-11"),
]


@pytest.mark.parametrize(("text", "expression", "edtf"), FROM_THE_TEXT)
def test_reckoned_from_a_date_of_the_text(text: str, expression: str, edtf: str) -> None:
    dates = dates_in(text)[1]
    first, found = dates[0], dates[-1]
    assert (found.text, found.edtf, found.basis) == (expression, edtf, "text")
    assert (found.anchor_id, found.anchor) == (first.id, first.edtf)


def test_days_in_a_list_share_their_month_and_year() -> None:
    assert said("Shots were heard on 3, 4 and 5 December.") == [
        ("3", "2024-12-03"),
        ("4", "2024-12-04"),
        ("5 December", "2024-12-05"),
    ]
    assert said("Shots were heard on Dec. 3 and 5, 2011.") == [("Dec. 3", "2011-12-03"), ("5, 2011", "2011-12-05")]
    assert said("On Dec. 3 and 4 people died.") == [("Dec. 3", "2024-12-03")]


def test_a_date_so_far_from_another() -> None:
    assert said("It closes two days before Christmas 2024.") == [("two days before Christmas 2024", "2024-12-23")]
    assert said("The vote was moved from Friday to Sunday.") == [("Friday", "2024-12-13"), ("Sunday", "2024-12-08")]


def test_the_article_date_is_the_anchor_and_is_recorded() -> None:
    anchor, (found,) = dates_in("They met on Friday.")
    assert anchor is not None
    assert (anchor.edtf, anchor.basis, anchor.made_by) == ("2024-12-14", "given", "DA20")
    assert (found.anchor, found.basis, found.anchor_id) == ("2024-12-14", "published", None)


def test_without_an_article_date_nothing_is_guessed() -> None:
    anchor, dates = dates_in("They met on Friday. They will meet on 9 December, next week or in May.", None)
    assert anchor is None
    assert [(d.text, d.edtf, d.anchor, d.basis) for d in dates] == [
        ("Friday", None, None, "unanchored"),
        ("9 December", "XXXX-12-09", None, "unanchored"),
        ("next week", None, None, "unanchored"),
        ("May", "XXXX-05", None, "unanchored"),
    ]


@pytest.mark.parametrize(
    ("published", "text", "edtf"),
    [
        ("2024-12-14T10:00:00+02:00", "They met on Friday.", "2024-12-13"),
        ("2024-12", "They met on Friday.", None),
        ("2024-12", "They met last month.", "2024-11"),
        ("2024-12", "They met in May.", "2024-05"),
        ("2024", "They met last year.", "2023"),
        ("2024", "They met last month.", None),
        ("XXXX-12-09", "They met yesterday.", "XXXX-12-08"),
        ("XXXX-03-01", "They met yesterday.", None),
        ("XXXX-12-09", "They met on Friday.", None),
        ("2024-03-31", "They met a month ago.", "2024-02"),
        ("2024-03-01", "They met yesterday.", "2024-02-29"),
        ("2024-12-31", "They meet tomorrow.", "2025-01-01"),
        ("0001-01-01", "They met yesterday.", None),
        ("9999-12-31", "They meet tomorrow.", None),
        ("2024-13-45", "They met last year.", None),
        ("soon", "They met last year.", None),
        ("", "They met last year.", None),
    ],
)
def test_odd_and_partial_article_dates(published: str, text: str, edtf: str | None) -> None:
    assert said(text, published)[0][1] == edtf


@pytest.mark.parametrize(
    ("text", "edtf", "rule"),
    [
        ("BEIRUT, 14 December 2024 (AFP) — The port reopened on Friday.", "2024-12-14", "DA21"),
        ("TRIPOLI, Dec. 14 — The port reopened yesterday.", "XXXX-12-14", "DA21"),
        ("Saturday, 14 December\nThe port was shut on 2 December 2024.", "2024-12-14", "DA21"),
        ("Published: 14 December 2024 10:15\nThe port was shut.", "2024-12-14", "DA21"),
        ("Today, 14 December 2024, the port reopened.", "2024-12-14", "DA22"),
        ("The port reopened on 14 December 2024.", None, None),
        ("On Friday the port, shut on 2 December 2024, reopened.", None, None),
        # Ten years after: the year of the story is not that of the article.
        ("HAMA, Dec. 14 — An anniversary. The port was shut on 12 December 2014.", "XXXX-12-14", "DA21"),
        # 14 December 2023 was no Saturday.
        ("Saturday, 14 December\nThe port was shut on 2 December 2023.", "XXXX-12-14", "DA21"),
    ],
)
def test_the_article_date_from_its_text_only_where_it_follows(text: str, edtf: str | None, rule: str | None) -> None:
    anchor, _ = dates_in(text, None)
    assert (anchor.edtf if anchor else None) == edtf
    assert (anchor.made_by if anchor else None) == rule


def test_a_weekday_said_with_its_day_anchors_other_weekdays_though_the_year_is_unknown() -> None:
    anchor, dates = dates_in("Saturday, 14 December\nThe port reopened on Thursday.", None)
    assert anchor is not None
    assert [(d.text, d.edtf) for d in dates] == [("Saturday, 14 December", "XXXX-12-14"), ("Thursday", "XXXX-12-12")]


def test_capitals() -> None:
    text = "BEIRUT ON MONDAY. THEY MAY MARCH IN MAY. IT WAS MARCH 2011."
    assert said(text) == [("MONDAY", "2024-12-09"), ("MAY", "2025-05"), ("MARCH 2011", "2011-03")]


def test_no_expression_runs_over_the_end_of_a_block() -> None:
    text = "He left on 3 May\n\n2011 was a bad year."
    assert [found for found, _ in said(text)] == ["3 May", "2011"]


def test_teasers_and_credits_are_left_out() -> None:
    text = "Read more: Friday in pictures"
    article = Article(id="test", title=None, text=text, published="2024-12-14")
    assert find_dates(article, [("teaser", Span(0, len(text)))], Claims(()))[1] == ()
    assert len(find_dates(article, [("heading", Span(0, len(text)))], Claims(()))[1]) == 1


def test_a_year_that_the_calendar_has_no_such_day_in() -> None:
    (found,) = dates_in("He was born on 29 February 2023.")[1]
    assert (found.text, found.edtf) == ("29 February 2023", None)


def test_who_claims_a_date() -> None:
    text = "They met on Friday."

    class Everything(Claims):
        def __init__(self) -> None:
            super().__init__(())

        def of(self, span: Span) -> str | None:
            return "s1"

    article = Article(id="test", title=None, text=text, published="2024-12-14")
    assert find_dates(article, [("paragraph", Span(0, len(text)))], Everything())[1][0].statement == "s1"


@pytest.mark.parametrize(
    "edtf",
    "2024 2024-12 2024-12-14 2024-02-29 XXXX-02-29 XXXX-12-09 2024-XX-XX 2024-XX 199X 19XX 2024-22 2024-35 2024-41 1850~ 1998? "
    "2011/.. ../2019 2024-12-02/2024-12-08 2023-07/2024-02 2024-12-14T15:00:00 2024-12-14T15:00:00Z".split(),
)
def test_edtf(edtf: str) -> None:
    assert is_edtf(edtf)


@pytest.mark.parametrize(
    "text",
    "24 2024-13 2024-12-32 2023-02-29 2024-00 2024-12-00 Friday P2W 2024/ /.. ../.. 2024-12-14T15 2024-12-14T25:00:00 "
    "2024-12-08/2024-12-02 2024-42 2024-1-1 2024-W50 XXXX-02-30".split(),
)
def test_no_edtf(text: str) -> None:
    # "2024/" is EDTF of an interval whose end is unknown; all others are none.
    assert is_edtf(text) is (text == "2024/")


# Words that make dates, in any order: what comes out may be odd, but it has its place and is EDTF.
_WORDS = st.sampled_from(
    "the a last next this that early late mid end of Monday Friday weekend weeks week months year years decade century "
    "quarter half days hour night January Feb. March may May Dec. 31 29 30 12 14th 2011 1998 1,200 '98 1990s 3:30 p.m. 14:30 "
    "GMT noon ago later earlier before after since until from to between and - – / 04/05/2024 2024-02-30 every daily twice two "
    "hundred several few about at least spring fall first third fiscal Q3 today yesterday tonight overnight now in on by was "
    "will , . ; ( ) Christmas Easter Ramadan 9/11 attacks -old nineteen past 9999 0000 0001 \n \n\n \u00a0 “ é".split(
        " "
    )
)
_PUBLISHED = st.one_of(
    st.none(),
    st.dates().map(str),
    st.sampled_from(
        ["2024-12", "2024", "XXXX-12-09", "XXXX-02-29", "nonsense", "2024-13-45", "201X", "../2024", "XXXX"]
    ),
    st.text(max_size=12),
)


@settings(max_examples=150)
@given(st.lists(_WORDS, max_size=40).map(" ".join), _PUBLISHED)
def test_whatever_the_words(text: str, published: str | None) -> None:
    anchor, dates = dates_in(text, published)
    end = 0
    ids = {date.id for date in dates}
    for date in dates:
        (span,) = date.spans
        assert span.start >= end
        assert span.of(text) == date.text == date.text.strip()
        end = span.end
        assert date.edtf is None or is_edtf(date.edtf)
        assert (date.anchor is not None) == (date.basis in ("published", "text"))
        assert (date.anchor_id is not None) == (date.basis == "text")
        assert date.anchor_id is None or (date.anchor_id in ids and date.anchor_id != date.id)
        assert date.duration is None or date.duration.startswith("P")
        assert date.made_by.startswith("DA")
    assert anchor is None or is_edtf(anchor.edtf)


@settings(max_examples=100)
@given(st.text(max_size=200), _PUBLISHED)
def test_any_text(text: str, published: str | None) -> None:
    for date in dates_in(text, published)[1]:
        assert date.spans[0].of(text) == date.text


@pytest.mark.parametrize(
    "piece", ["Monday ", "two weeks later ", "the ", "twenty-", "2011-", " ", "from May to ", "In May. "]
)
def test_long_texts_take_time_in_proportion(piece: str) -> None:
    def spent(length: int) -> float:
        text = (piece * (length // len(piece) + 1))[:length]
        article = Article(id="test", title=None, text=text, published=None)
        started = time.process_time()
        find_dates(article, [("paragraph", Span(0, length))], Claims(()))
        return time.process_time() - started

    spent(1_000)
    short, long = spent(5_000), spent(40_000)
    assert long < 40 * short + 0.2  # eight times as long; quadratic would be 64


def test_every_word_list_is_small_letters() -> None:
    words = calendar()
    for name in (*words.named_days, *words.units, *words.numbers, *words.ordinals, *words.seasons):
        assert name == name.lower()
