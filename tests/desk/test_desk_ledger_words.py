"""Places, dates and figures in words, the sentences they stand in, and the scales they are drawn on."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from onrecord.desk import ledger_words
from onrecord.desk.context import REACH, around
from onrecord.desk.how_many import strip_of
from onrecord.desk.narrowing import Narrowing
from onrecord.desk.when import MOST_BARS, bars_of
from onrecord.records import Bound, Figure, FigureBasis, Place, Span

CLOSELY = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])


@pytest.mark.parametrize(
    ("edtf", "words"),
    [
        ("2024-12-14", "14 December 2024"),
        ("2024-12-14~", "about 14 December 2024"),
        ("2024?", "perhaps 2024"),
        ("XXXX-12-09", "9 December, year unknown"),
        ("XXXX-12", "December, year unknown"),
        ("2024-12-XX", "a day in December 2024"),
        ("2024-XX-XX", "some time in 2024"),
        ("202X", "the 2020s"),
        ("19XX", "1900 to 1999"),
        ("2024-22", "summer 2024"),
        ("2024-34", "second quarter 2024"),
        ("2024-41", "second half 2024"),
        ("2011/..", "from 2011 on"),
        ("../2012-03", "up to March 2012"),
        ("2024-01-30/2024-02-02", "30 January 2024 to 2 February 2024"),
        ("/2011", "an unknown day to 2011"),
        ("2024-12-14T09:30:00Z", "14 December 2024, 09:30 UTC"),
        ("XXXX-XX-12", "XXXX-XX-12"),
        ("2024-99", "2024-99"),
        ("<b>", "<b>"),
        (None, "not on the calendar"),
    ],
)
def test_a_date_is_put_in_words_with_all_that_is_unsure_about_it(edtf: str | None, words: str) -> None:
    assert ledger_words.when(edtf) == words


@given(st.text(alphabet="0123456789X-/.~?%T:Z", max_size=24))
def test_no_date_makes_the_page_fail(edtf: str) -> None:
    assert ledger_words.when(edtf)


@pytest.mark.parametrize(
    ("duration", "words", "repeated"),
    [
        ("P2W", "2 weeks", "every 2 weeks"),
        ("P1D", "1 day", "every day"),
        ("PXD", "some days", "every some days"),
        ("P1Y6M", "1 year and 6 months", "every 1 year and 6 months"),
        ("PT3H", "3 hours", "every 3 hours"),
        ("P", "P", "P"),
        ("x", "x", "x"),
        (None, "length unknown", "length unknown"),
    ],
)
def test_a_length_of_time_is_put_in_words(duration: str | None, words: str, repeated: str) -> None:
    assert ledger_words.length(duration) == words
    assert ledger_words.length(duration, repeated=True) == repeated


def figure(low: float | None, high: float | None, bound: Bound, unit: str | None, basis: FigureBasis) -> Figure:
    return Figure(
        id="f1", spans=(), text="dozens", low=low, high=high, bound=bound, unit=unit, basis=basis, counted=None,
        kind="other", date=None, place=None, statement=None,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("low", "high", "bound", "unit", "basis", "words"),
    [
        (12, 12, "exactly", None, "stated", "12"),
        (12, None, "at_least", None, "stated", "at least 12"),
        (40, None, "more_than", None, "stated", "more than 40"),
        (None, 40, "fewer_than", None, "stated", "fewer than 40"),
        (24, 99, "exactly", None, "vague", "24 to 99 (dozens)"),
        (24, 99, "about", None, "vague", "24 to 99 (dozens)"),
        (24, None, "at_least", None, "vague", "at least 24 (dozens)"),
        (20, 30, "about", None, "stated", "about 20 to 30"),
        (3e6, 3e6, "about", "USD", "stated", "about 3,000,000 USD"),
        (0.5, 0.5, "exactly", "%", "stated", "0.5 %"),
        (5, None, "exactly", None, "stated", "5 or more"),
        (None, 5, "exactly", None, "stated", "up to 5"),
        (1e300, 1e300, "exactly", None, "stated", "1e+300"),
        (None, None, "exactly", None, "vague", "number unknown (“dozens”)"),
    ],
)
def test_a_figure_is_put_in_words_with_its_bound(
    low: float | None, high: float | None, bound: Bound, unit: str | None, basis: FigureBasis, words: str
) -> None:
    assert ledger_words.amount(figure(low, high, bound, unit, basis)) == words


def test_a_place_says_what_it_lies_in_and_nothing_twice() -> None:
    def place(**known: object) -> Place:
        fields: dict[str, object] = {
            "id": "p1", "spans": (), "text": "the town", "name": None, "geonames_id": None, "lat": None, "lon": None,
            "country": None, "precision": None, "confidence": 1.0, **known,
        }  # fmt: skip
        return Place(**fields)  # type: ignore[arg-type]

    assert ledger_words.where(place()) == "the town"
    assert ledger_words.where(place(name="Akre", country="IQ", admin="Dohuk")) == "Akre, Dohuk, Iraq"
    assert ledger_words.where(place(name="Dohuk", country="IQ", admin="Dohuk")) == "Dohuk, Iraq"
    assert ledger_words.where(place(name="Iraq", country="IQ", precision="country")) == "Iraq"
    assert ledger_words.where(place(name="Red Sea", precision="area")) == "Red Sea"
    assert ledger_words.degrees(place(lat=-1.5, lon=36.80001)) == "1.5000° S, 36.8000° E"
    assert len(ledger_words.where(place(name="x" * 10_000))) < 200


TEXTS = st.lists(
    st.sampled_from(["word ", "Mr. ", "end. ", "“Why?” ", "\n", "x" * 400, "é😀 ", "3.5 ", "U.S. "]),
    min_size=1,
    max_size=60,
).map("".join)


@CLOSELY
@given(TEXTS, st.integers(0), st.integers(1, 30))
def test_a_record_is_quoted_with_its_own_line_and_every_character_of_it(text: str, start: int, length: int) -> None:
    span = Span(start % len(text), min(len(text), start % len(text) + length))
    pieces = around(text, [span])
    assert [piece for piece, is_marked in pieces if is_marked] == [span.of(text)]
    before, _, after = "".join("\0" if is_marked else piece for piece, is_marked in pieces).partition("\0")
    before, after = before.removeprefix("… "), after.removesuffix(" …")
    assert text[: span.start].endswith(before)
    assert text[span.end :].startswith(after)
    assert "\n" not in before + after
    assert len(before) <= REACH
    assert len(after) <= REACH


def test_a_quotation_is_one_sentence() -> None:
    text = "Rain fell. Gen. J. Orso of the U.S. Army said Akre flooded. Then it stopped."
    start = text.index("Akre")
    assert around(text, [Span(start, start + 4)]) == (
        ("Gen. J. Orso of the U.S. Army said ", False),
        ("Akre", True),
        (" flooded.", False),
    )
    assert around(text, []) == ()
    assert around(text, [Span(500, 504)]) == ()


@given(st.dictionaries(st.tuples(st.integers(1, 9998), st.integers(1, 12)), st.integers(1, 10**6), max_size=30))
def test_bars_hold_every_date_and_are_never_too_many(months: dict[tuple[int, int], int]) -> None:
    counted = [(f"{year:04}-{month:02}", number) for (year, month), number in sorted(months.items())]
    bars = bars_of(counted, Narrowing.model_validate({}))
    assert len(bars.bars) <= MOST_BARS
    assert sum(bar.number for bar in bars.bars) == sum(months.values())
    assert all(0 <= bar.height <= 100 for bar in bars.bars)
    assert all((bar.address is None) == (bar.number == 0) for bar in bars.bars)


@pytest.mark.parametrize(
    ("months", "unit", "first", "address"),
    [
        ([("2024-11", 2), ("2025-01", 1)], "month", "November 2024: 2 dates", "since=2024-11-01&until=2024-11-30"),
        ([("1990-05", 1), ("2024-01", 3)], "year", "1990: 1 date", "since=1990-01-01&until=1990-12-31"),
        ([("1099-07", 1), ("2024-01", 3)], "decade", "1090s: 1 date", "since=1090-01-01&until=1099-12-31"),
        ([("0079-08", 1), ("2024-01", 3)], "century", "0 to 99: 1 date", "since=0001-01-01&until=0099-12-31"),
    ],
)
def test_bars_are_as_wide_as_the_time_is_long(
    months: list[tuple[str, int]], unit: str, first: str, address: str
) -> None:
    bars = bars_of(months, Narrowing.model_validate({"source": "Khoury"}))
    assert bars.unit == unit
    assert bars.bars[0].label == first
    assert bars.bars[0].address == f"/timeline?source=Khoury&{address}"


@pytest.mark.parametrize(
    ("low", "high", "start", "width"),
    [(12, 12, 48, 0), (24, 25, 96, 4), (10, None, 40, 60), (None, 10, 0, 40)],
)
def test_a_figure_lies_on_the_scale_of_its_table(
    low: float | None, high: float | None, start: float, width: float
) -> None:
    strip = strip_of(low, high, (0, 25))
    assert strip
    assert (strip.start, strip.width) == (start, width)
    assert (strip.is_open_below, strip.is_open_above) == (low is None, high is None)
    assert strip_of(None, None, (0, 25)) is None
    assert strip_of(1, 1, None) is None
