"""What two articles are to each other, told by what desks do to a story."""

import pytest
from invented_prints import LINES, OTHER, STOCK, STORY

from onrecord.comparing import Compared, decide, families, fingerprints
from onrecord.records import Article, CaptureReference, Likeness, Reading


def article(text: str, name: str = "a", **known: str) -> Compared:
    return Compared(name, text, **known)


def between(one: str, other: str) -> Likeness:
    found = decide(article(one), article(other, "b"))
    assert found is not None
    return found


def test_a_copy_is_a_reprint_though_capitals_quotes_and_lines_differ() -> None:
    found = between(STORY, STORY.upper().replace("“", '"').replace("”", '"').replace("\n", " "))
    assert (found.kind, found.share, found.other_share) == ("reprint", 1, 1)
    assert len(found.passages) == 1


def test_another_headline_leaves_it_a_reprint() -> None:
    assert between(f"Ferry sails again\n{STORY}", f"ISLANDERS TELL OF NINE DAYS\n{STORY}").kind == "reprint"


@pytest.mark.parametrize("kept", [2, 3, 4, 5])
def test_the_first_lines_alone_are_a_trim_however_few(kept: int) -> None:
    found = between("\n".join(LINES[:kept]), STORY)
    assert (found.kind, found.share) == ("trim", 1)
    assert found.other_share < 0.9


def test_lines_left_out_in_the_middle_are_a_trim() -> None:
    assert between(STORY, "\n".join(LINES[::2])).kind == "trim"


def test_a_story_inside_a_longer_page_is_a_trim_of_it() -> None:
    found = between(f"{OTHER}\n{STORY}\n{OTHER.upper()}", STORY)
    assert (found.kind, found.other_share) == ("trim", 1)


def test_paragraphs_in_another_order_are_still_a_reprint() -> None:
    found = between(STORY, "\n".join([*LINES[4:], *LINES[:4]]))
    assert found.kind == "reprint"
    moved = [passage.there.start for passage in found.passages]
    assert moved != sorted(moved)


def test_a_new_opening_over_the_old_story() -> None:
    top = OTHER.split("\n")
    assert between("\n".join([top[0], *LINES[2:]]), "\n".join([top[1], *LINES[2:]])).kind == "retop"


def test_a_lifted_quotation_is_shared_and_shown_on_both_sides() -> None:
    quotation = LINES[5]
    found = between(STORY, f"{OTHER}\nOn Arwad a teacher looked back. {quotation} Then the bell rang.")
    assert found.kind == "shared"
    (passage,) = found.passages
    assert passage.here.of(STORY) == quotation.strip("“.")


def test_two_stories_of_the_same_day_are_nothing_to_each_other() -> None:
    assert decide(article(STORY), article(OTHER, "b")) is None


def test_the_same_few_words_are_not_the_same_text() -> None:
    assert decide(article("Samer Hallak could not be reached for comment."), article("Samer Hallak could not be reached for comment.", "b")) is None  # fmt: skip


NINE, FIVE = "2024-12-02T09:00:00Z", "2024-12-02T17:00:00Z"
GROWN = f"{STORY}\nLate on Monday the second boat was towed to Banias, where two of its three engines will be replaced."
CHANGED = STORY.replace("14 of her pupils", "31 of her pupils")


@pytest.mark.parametrize("later", [GROWN, CHANGED])
def test_an_outlet_that_adds_or_changes_a_number_within_hours_has_a_new_version(later: str) -> None:
    old, new = (article(text, time, outlet="Harbour Post", time=time) for text, time in ((STORY, NINE), (later, FIVE)))
    found = decide(old, new)
    assert found is not None
    assert found.kind == "version"
    assert decide(new, old) == found.turned()


def test_what_only_lost_words_since_the_morning_is_a_trim() -> None:
    old, new = (article(text, time, outlet="Harbour Post", time=time) for text, time in ((GROWN, NINE), (STORY, FIVE)))
    found = decide(old, new)
    assert found is not None
    assert found.kind == "trim"


@pytest.mark.parametrize(
    ("outlets", "times"),
    [
        (("Harbour Post", "Delta Wire"), (NINE, FIVE)),
        ((None, None), (NINE, FIVE)),
        (("Harbour Post", "Harbour Post"), (NINE, "2025-03-01T09:00:00Z")),
        (("Harbour Post", "Harbour Post"), (NINE, None)),
        (("Harbour Post", "Harbour Post"), ("yesterday", "2024-12-02")),
    ],
)
def test_nobody_guesses_a_version(outlets: tuple[str | None, str | None], times: tuple[str | None, str | None]) -> None:
    """Unknown outlets are not one outlet, an unknown time is not today, and three months are no second edition."""
    old, new = (
        Compared(str(i), text, outlet=outlet, time=time)
        for i, (text, outlet, time) in enumerate(zip((STORY, CHANGED), outlets, times, strict=True))
    )
    found = decide(old, new)
    assert found is not None
    assert found.kind == "reprint"


def test_time_zones_are_told_apart() -> None:
    """17:00 in Damascus is before 15:00 in London."""
    london, damascus = "2024-12-02T15:00:00+00:00", "2024-12-02T17:00:00+03:00"
    old, new = (
        article(text, time, outlet="Harbour Post", time=time) for text, time in ((STORY, damascus), (GROWN, london))
    )
    found = decide(old, new)
    assert found is not None
    assert found.kind == "version"


def test_a_newsletter_line_makes_no_two_articles_one() -> None:
    stock = [f.hash for f in fingerprints(STOCK)]
    found = decide(article(f"{STORY}\n{STOCK}"), article(f"{OTHER}\n{STOCK}", "b"), stock)
    assert found is not None
    assert (found.kind, found.share) == ("stock", 0)
    assert all(passage.stock for passage in found.passages)


def test_stock_is_marked_in_a_reprint_and_does_not_count() -> None:
    stock = [f.hash for f in fingerprints(STOCK)]
    found = decide(article(f"{STORY}\n{STOCK}"), article(f"{LINES[0]}\n{LINES[1]}\n{STOCK}", "b"), stock)
    assert found is not None
    assert (found.kind, found.other_share) == ("trim", 1)
    assert [passage.stock for passage in found.passages] == [False, True]


@pytest.mark.parametrize(
    "text",
    ["", " \n\t", "…", "\ud800" * 50, "a", "A" * 300_000, "a " * 150_000, "'" * 300_000, "w1 w2 w3 w4 w5 " * 20_000],
    ids=["empty", "space", "sign", "surrogates", "letter", "one word", "one word again", "quotes", "refrain"],
)
def test_odd_texts_are_compared_with_anything(text: str) -> None:
    one = article(text)
    assert decide(one, article(STORY, "b")) is None
    again = decide(one, article(text, "b"))
    assert again is None or again.share == 1


def likeness(kind: str, one: str, other: str, share: float = 1.0, other_share: float = 1.0) -> Likeness:
    return Likeness(article=one, other=other, kind=kind, share=share, other_share=other_share, passages=(), made_by="CO01")  # type: ignore[arg-type]  # fmt: skip


def test_a_family_holds_every_print_through_whatever_chain() -> None:
    found = families(
        [likeness("reprint", "a", "b"), likeness("trim", "c", "b", 1, 0.3), likeness("retop", "c", "d", 0.7, 0.7)]
    )
    assert found == (("a", "b", "c", "d"),)


def test_a_round_up_does_not_make_one_story_of_those_it_holds() -> None:
    held = [likeness("trim", name, "round-up", 1, 0.3) for name in "abc"]
    assert families(held) == ()
    assert families([*held, likeness("reprint", "a", "z")]) == (("a", "z"),)


def test_a_shared_quotation_makes_no_family() -> None:
    assert families([likeness("shared", "a", "b", 0.2, 0.2), likeness("stock", "b", "c", 0, 0)]) == ()


def test_what_a_reading_knows_of_outlet_address_and_time_is_taken_over() -> None:
    capture = CaptureReference(
        sha256="0" * 64, uri="https://post.example/ferry?page=1", fetched_at=NINE, media_type="text/html"
    )
    known = Article(
        id="a1", title=None, text=STORY, outlet="Harbour Post", url="https://post.example/ferry", published="2024-12-01"
    )
    unknown = Article(id="a2", title=None, text=STORY, published="2024-12-01")
    found = Compared.of(Reading(capture=capture, article=known))
    assert (found.id, found.outlet, found.address, found.time) == ("a1", "Harbour Post", known.url, NINE)
    bare = CaptureReference(sha256="0" * 64, uri="page.html", fetched_at=None, media_type="text/html")
    found = Compared.of(Reading(capture=bare, article=unknown))
    assert (found.outlet, found.address, found.time) == (None, "page.html", "2024-12-01")
