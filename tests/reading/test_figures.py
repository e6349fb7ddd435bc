"""Odd sentences with numbers in them, drawn: what is a figure, what it is of, and what is none."""

import time

import pytest
from drawing import draw_for, read_for, read_text, text_of

from onrecord.reading.figures import FIGURE_RULES

PAGES = """
THREE SOLDIERS WERE KILLED AND ABOUT 20 GUERRILLAS WERE WOUNDED NEAR THE BRIDGE, AN ARMY SPOKESMAN SAID.
----- ========                                                                                             f1 exactly · 3 · soldier · killed · says AN ARMY SPOKESMAN
                               -------- ==========                                                         f2 about · 20 · guerrilla · injured · says AN ARMY SPOKESMAN

Mine blast kills 12, wounds 30 near border
                 --                          f1 exactly · 12 · killed
                            --               f2 exactly · 30 · injured

The inquiry, in Resolution 1701, Article 5 and section 3(b), cites Flight 17 and the 9/11 files on page 12.

Maha Nasser, 34, who has two sons aged 7 and 12, ran the 10 km in 41 minutes and came third with number 1104.
                         --- ==================                                                                 f1 exactly · 2 · son · other
                                                         -----                                                  f2 exactly · 10 km · distance

City won 2-1 after a 3-0 defeat; it was their 12th game in three weeks and kick-off is at 18:30.

One of the drivers said that no one was hurt, but one woman lost a shoe and another one fell.
                                                  --- =====                                     f1 exactly · 1 · woman · other

The 40 staff of the 300-bed clinic treated between 50 and 60 burns, two or three of them bad.
    -- =====                                                                                    f1 exactly · 40 · staff · other
                    --- ===                                                                     f2 exactly · 300 · bed · other
                                           ----------------- =====                              f3 exactly · 50–60 · burn · other
                                                                    ------------                f4 exactly · 2–3 · other · of f3

Tens of thousands marched; scores slept, several hundred walked home and he scores on Sundays.
-----------------                                                                                f1 about · 20,000–99,999 · other · vague
                                         ---------------                                         f2 about · 300–900 · other · vague

More than half of the 200 tents leak, a third have no floor, and one in five families sleeps outside.
--------------            =====                                                                         f1 more than · 50– % · tent · share · of f2
                      --- =====                                                                         f2 exactly · 200 · tent · other
                                      -------                                                           f3 exactly · 33.33 % · share
                                                                 ----------- ========                   f4 exactly · 20 % · family · share

Repairs will cost $3.5m, or 12 million Syrian pounds a day, up from $2m in 2019; each family gets 50 euros.
                  -----                                                                                       f1 exactly · 3,500,000 USD · money
                            ------------------------                                                          f2 exactly · 12,000,000 SYP · money
                                                                    ---                                       f3 exactly · 2,000,000 USD · money · 2019
                                                                                                  --------    f4 exactly · 50 EUR · money

They held 24 sailors (14 Syrians and nine Egyptians) and freed seven of them.
          -- =======                                                            f1 exactly · 24 · sailor · detained · parts do not add up
                      -- =======                                                f2 exactly · 14 · syrian · detained · of f1
                                     ---- =========                             f3 exactly · 9 · egyptian · detained · of f1
                                                               -----            f4 exactly · 7 · other · of f1

Police arrested at least 30 people, including 12 women; 15 hostages were released.
                ----------- ======                                                   f1 at least · 30– · people · detained
                                              -- =====                               f2 exactly · 12 · woman · detained · of f1
                                                        -- ========                  f3 exactly · 15 · hostage · other

A teacher and two pupils were injured when a wall fell on a class of 30.
- =======                                                                  f1 exactly · 1 · teacher · injured
              --- ======                                                   f2 exactly · 2 · pupil · injured
                                                                     --    f3 exactly · 30 · other

The number of people killed in the flood has risen to 45, while 8,000 were forced from their homes.
                                                      --                                              f1 exactly · 45 · killed
                                                                -----                                 f2 exactly · 8,000 · displaced

A half-century later, half an hour after the second half, half-brothers met for the first time in two decades.

The road is 1,200 km long, 3.5 metres wide and takes 400 lorries and 25 tonnes of gravel a kilometre.
            --------                                                                                    f1 exactly · 1,200 km · distance
                           ----------                                                                   f2 exactly · 3.5 m · distance
                                                     --- =======                                        f3 exactly · 400 · lorry · other
                                                                     ---------    ======                f4 exactly · 25 t · gravel · other

In 1987 profits rose to 727 mln dlrs from 610 mln, and sales 12.5 pct.
                        ------------                                     f1 exactly · 727,000,000 USD · money · 1987
                                          -------                        f2 exactly · 610,000,000 USD · money · 1987
                                                             --------    f3 exactly · 12.5 % · share · 1987

“We counted 17 bodies,” said a doctor; the ministry put the toll at nine.
            -- ======                                                       f1 exactly · 17 · body · killed · says a doctor
                                                                    ----    f2 exactly · 9 · killed
"""

DRAWINGS = [drawing for drawing in PAGES.strip("\n").split("\n\n") if drawing]


@pytest.mark.parametrize("drawing", DRAWINGS, ids=lambda drawing: drawing.split(" ", 3)[2] + drawing[:20])
def test_odd_page_comes_out_as_drawn(drawing: str) -> None:
    rule = FIGURE_RULES[0]
    assert draw_for(rule, read_for(rule, text_of(drawing))) == drawing


def test_words_in_capitals_are_read_like_others() -> None:
    plain = read_text("Six peasants were killed and dozens of shops burned, the mayor said.")
    capitals = read_text(plain.article.text.upper())
    told = [[(f.low, f.high, f.bound, f.head, f.kind) for f in reading.figures] for reading in (plain, capitals)]
    assert told[0] == told[1]
    assert len(told[0]) == 2


def test_a_date_is_never_a_figure() -> None:
    reading = read_text("On 14 December 2024, two weeks after 3 June, at 15:30, the 1990s ended for the 12-year-old.")
    assert [figure.text for figure in reading.figures] == []


def test_no_figure_in_text_without_numbers() -> None:
    assert read_text("Nobody knows how many there were.").figures == ()
    assert read_text("   ").figures == ()


def test_bracketed_amount_has_the_bound_of_the_one_before() -> None:
    (euros, dollars) = read_text("The fund will get up to 100 euros ($110) in aid.").figures
    assert (euros.bound, euros.low, euros.high) == ("at_most", None, 100)
    assert (dollars.bound, dollars.low, dollars.high) == ("at_most", None, 110)
    assert euros.head == dollars.head == "aid"


def test_the_day_of_saying_is_not_the_day_of_the_figure() -> None:
    (figure,) = read_text("The mayor said on Friday that 12 sheep died on 3 May 2019.").figures
    reading = read_text("The mayor said on Friday that 12 sheep died on 3 May 2019.")
    dates = {date.id: date.text for date in reading.dates}
    assert figure.date is None or "May" in dates[figure.date]


def test_a_sum_that_does_not_add_up_is_shown_as_such() -> None:
    right = read_text("The fire killed 23 people: 12 men, eight women and three children.").figures
    wrong = read_text("The fire killed 23 people: 12 men, eight women and four children.").figures
    unsure = read_text("The fire killed 23 people: 12 men, at least eight women and four children.").figures
    assert [figures[0].parts_add_up for figures in (right, wrong, unsure)] == [True, False, None]
    assert {figure.part_of for figure in right[1:]} == {right[0].id}


def test_time_grows_with_the_length_of_the_text_and_no_faster() -> None:
    from onrecord.reading.figures.amounts import amounts_in

    def seconds(text: str) -> float:
        start = time.perf_counter()
        assert sum(1 for _ in amounts_in(text, text.lower())) >= 0
        return time.perf_counter() - start

    hard = (
        "at least some about 1,234 to 5 or a few " * 400,
        "1-" * 8_000,
        "hundred and " * 2_000,
        "number of " * 2_000,
        "1 " * 8_000,
    )
    for piece in hard:
        short, long = seconds(piece), seconds(piece * 8)
        assert long < 30 * max(short, 0.002)
