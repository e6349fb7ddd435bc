"""The joins: what is found, what is stock, and that one by one gives the same as all at once."""

from __future__ import annotations

import random

import pytest
from benchmarks.reprint_index import Index, decided
from invented_prints import LINES, OTHER, STOCK, STORY, unlike

from onrecord.comparing import CANDIDATES, HOLDERS, KEEP, Compared
from onrecord.comparing import STOCK as STOCK_SQL


def carried(text: str, number: int, outlet: str | None = "Harbour Post") -> tuple[int, Compared]:
    return number, Compared(str(number), text, outlet=outlet, address=f"https://post.example/{number}")


def pairs(articles: list[tuple[int, Compared]]) -> set[tuple[int, int]]:
    return {pair[:2] for pair in Index().add(articles)}


def kinds(articles: list[tuple[int, Compared]]) -> dict[tuple[int, int], str]:
    index = Index()
    found = index.add(articles)
    return {pair: likeness.kind for pair, likeness in decided(dict(articles), found, index.stock()).items()}


def mixed(count: int) -> list[tuple[int, Compared]]:
    """Articles that share lines of a few stories, some of them much printed."""
    dice = random.Random(5)
    lines = [*LINES, *OTHER.split("\n"), STOCK]
    return [
        carried(
            "\n".join([*dice.sample(lines, dice.randint(0, 4)), unlike(number % 90)]),
            number,
            dice.choice(["Harbour Post", "Delta Wire", None]),
        )
        for number in range(count)
    ]


def test_reprints_trims_and_quotations_are_found_and_nothing_else() -> None:
    articles = [
        carried(STORY, 0),
        carried(OTHER, 1),
        carried("\n".join(LINES[:2]), 2, "Delta Wire"),
        carried(f"{unlike(3)} {LINES[5]} {unlike(4)}", 3, "Coast Weekly"),
        carried(unlike(5), 4),
    ]
    assert kinds(articles) == {(0, 2): "trim", (0, 3): "shared"}


def test_one_by_one_gives_what_all_at_once_gives() -> None:
    articles = mixed(200)
    index = Index()
    one_by_one = {pair for article in articles for pair in index.add([article])}
    at_once = Index()
    together = set(at_once.add(articles))
    # Which hashes are stock is known only when ten pages have them: before, a pair may be joined by one hash more.
    assert {pair[:2] for pair in together} <= {pair[:2] for pair in one_by_one}
    held = "SELECT * FROM fingerprints ORDER BY hash, article"
    assert index.connection.execute(held).fetchall() == at_once.connection.execute(held).fetchall()


def test_where_nothing_is_stock_the_pairs_are_the_same() -> None:
    articles = [(number, Compared(article.id, article.text)) for number, article in mixed(200)]
    index = Index()
    assert {pair for article in articles for pair in index.add([article])} == set(Index().add(articles))


def test_a_story_printed_by_many_outlets_stays_findable() -> None:
    """The index keeps its first holders: the hundredth print is joined to these, and not to ninety-nine."""
    articles = [carried(f"{STORY}\n{unlike(n)}", n, f"outlet {n}") for n in range(100)]
    found = pairs(articles)
    assert {(earlier, 99) for earlier in range(HOLDERS)} == {pair for pair in found if pair[1] == 99}


def test_a_line_under_many_articles_of_one_outlet_is_stock() -> None:
    articles = [carried(f"{unlike(n)}\n{STOCK}", n) for n in range(12)]
    assert kinds(articles) == {}


def test_the_same_line_at_many_outlets_is_a_wire_story() -> None:
    articles = [carried(f"{unlike(n)}\n{STOCK}", n, f"outlet {n}") for n in range(12)]
    assert len(pairs(articles)) == 12 * 11 / 2


def test_where_nobody_knows_the_outlet_nothing_is_stock() -> None:
    articles = [carried(f"{unlike(n)}\n{STOCK}", n, None) for n in range(12)]
    assert len(pairs(articles)) == 12 * 11 / 2


def test_one_address_captured_often_is_not_stock() -> None:
    articles = [
        (n, Compared(str(n), STORY, outlet="Harbour Post", address="https://post.example/1")) for n in range(12)
    ]
    assert set(kinds(articles).values()) == {"version"}


def test_the_index_never_holds_more_of_a_hash_than_it_says() -> None:
    index = Index()
    index.add([carried(STORY, n, f"outlet {n}") for n in range(50)])
    index.add([carried(STORY, n, f"outlet {n}") for n in range(50, 100)])
    (most,) = index.connection.execute("SELECT MAX(n) FROM (SELECT COUNT(*) AS n FROM fingerprints GROUP BY hash)")
    assert most == (HOLDERS,)


def test_the_joins_are_the_same_text_on_duckdb() -> None:
    duckdb = pytest.importorskip("duckdb", reason="the joins run on DuckDB where it is installed")
    articles = mixed(120)
    there = duckdb.connect()
    there.execute("CREATE TABLE fingerprints (hash BIGINT, article BIGINT, position INT)")
    there.execute("CREATE TABLE fresh (hash BIGINT, article BIGINT, position INT)")
    there.execute("CREATE TABLE compared (article BIGINT, outlet VARCHAR, address VARCHAR)")
    for number, article in articles:
        there.execute("INSERT INTO compared VALUES (?, ?, ?)", [number, article.outlet, article.address])
        for print_ in article.fingerprints:
            there.execute("INSERT INTO fresh VALUES (?, ?, ?)", [print_.hash, number, print_.position])
    there.execute(f"INSERT INTO fingerprints {KEEP}")
    index = Index()
    assert sorted(there.execute(CANDIDATES).fetchall()) == index.add(articles)
    assert {row[0] for row in there.execute(STOCK_SQL).fetchall()} == index.stock()
