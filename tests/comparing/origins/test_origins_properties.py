"""What holds of any statements and any links between them."""

import msgspec
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.comparing.origins import Carriage, Carried, Pipe, counted, origins
from onrecord.records import Cited, Likeness, Passage, Said, Span, Status

LEVELS = st.lists(st.integers(0, 2), min_size=1, max_size=12)
NAMES = [
    "Samer Hallak",
    "Rima Saadeh",
    "officials",
    "a senior harbour official",
    "a storm monitor",
    "the Coast Observatory",
]


@st.composite
def graphs(draw: st.DrawFn) -> tuple[list[int], list[tuple[int, int, bool]]]:
    levels = draw(LEVELS)
    ends = st.integers(0, len(levels) - 1)
    return levels, draw(st.lists(st.tuples(ends, ends, st.booleans()), max_size=20))


@st.composite
def said(draw: st.DrawFn) -> Carried:
    article = f"a{draw(st.integers(0, 9))}"
    statuses: list[Status | None] = ["named", "anonymous", "collective", "document", None]
    status = draw(st.sampled_from(statuses))
    name = draw(st.sampled_from(NAMES)) if status else None
    outlet = draw(st.sampled_from(["Harbour Post", "Sputnik", "RT", "USA Today", None]))
    agency = draw(st.sampled_from(["AFP", "Reuters", None]))
    sure = draw(st.booleans())
    pipe = Pipe(
        name=agency or "agencies",
        key=agency.lower() if agency else "",
        kind="agency" if agency else "unnamed",
        way="credit",
        sure=sure,
        cited=None,
        made_by="OR05",
    )
    where = draw(st.sampled_from(["spoken", "text", "nowhere"]))
    content = draw(st.sampled_from(["the ferry sails again on Monday after nine days in port", "the ferry sails", ""]))
    return Carried(
        said=Said(article=article, statement=f"s{draw(st.integers(1, 3))}"),
        order=int(article[1:]),
        outlet=outlet,
        publisher=outlet.lower() if outlet else None,
        day=draw(st.sampled_from(["2024-12-02", "2024-12-09", None])),
        content=Cited(article=article, spans=(Span(0, 50),), text=content),
        source=Cited(article=article, spans=(Span(60, 80),), text=name) if name else None,
        name=name,
        status=status,
        identity=draw(st.sampled_from(["i1", "i2", None])) if status == "named" else None,
        affiliation=draw(st.sampled_from(["the Coast Observatory", None])),
        form=draw(st.sampled_from(["direct", "indirect", "mixed"])),
        parent=draw(st.sampled_from(["s1", None])),
        carriage=Carriage(spoken=(pipe,) if where == "spoken" else (), text=(pipe,) if where == "text" else ()),
    )


@st.composite
def alike(draw: st.DrawFn) -> Likeness:
    one, other = draw(st.integers(0, 9)), draw(st.integers(0, 9))
    return Likeness(
        article=f"a{min(one, other)}",
        other=f"a{max(one, other) + (one == other)}",
        kind=draw(st.sampled_from(["reprint", "trim", "retop", "shared", "stock"])),
        share=1.0,
        other_share=0.5,
        passages=(Passage(here=Span(0, 50), there=Span(0, 50), words=9),),
        made_by="CO01",
    )


@given(graphs())
def test_the_least_is_never_more_than_the_most_nor_the_most_than_the_statements(
    graph: tuple[list[int], list[tuple[int, int, bool]]],
) -> None:
    levels, links = graph
    low, high = counted(levels, links)
    assert 1 <= low <= high <= len(levels)


@given(graphs(), st.data())
def test_one_more_link_never_gives_more_origins(
    graph: tuple[list[int], list[tuple[int, int, bool]]], data: st.DataObject
) -> None:
    levels, links = graph
    ends = st.integers(0, len(levels) - 1)
    more = data.draw(st.tuples(ends, ends, st.booleans()))
    low, high = counted(levels, links)
    low_more, high_more = counted(levels, [*links, more])
    assert low_more <= low
    assert high_more <= high


@given(graphs(), st.randoms(use_true_random=False))
def test_the_order_of_links_does_not_matter(
    graph: tuple[list[int], list[tuple[int, int, bool]]], random: object
) -> None:
    levels, links = graph
    shuffled = list(links)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    assert counted(levels, shuffled) == counted(levels, links)


@given(graphs())
def test_a_link_that_is_surer_never_gives_more_at_most(graph: tuple[list[int], list[tuple[int, int, bool]]]) -> None:
    levels, links = graph
    assert counted(levels, [(one, other, True) for one, other, _ in links])[1] <= counted(levels, links)[1]


@settings(deadline=None, max_examples=60)
@given(st.lists(said(), max_size=14), st.lists(alike(), max_size=6), st.randoms(use_true_random=False))
def test_any_statements_are_counted_whatever_their_order(
    statements: list[Carried], likenesses: list[Likeness], random: object
) -> None:
    apart = list({(one.said.article, one.said.statement): one for one in statements}.values())
    found = origins(apart, likenesses)
    assert found.low <= found.high == len(found.origins) <= len(apart)
    assert bool(found.low) == bool(apart)
    told = [said for origin in found.origins for said in origin.statements]
    assert sorted(map(_key, told)) == sorted(_key(one.said) for one in apart), "each statement has one origin"
    assert all(link.one != link.other for link in found.links)
    shuffled, others = list(apart), [x.turned() if n % 2 else x for n, x in enumerate(likenesses)]
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    assert origins(shuffled, likenesses) == found
    turned = origins(apart, others)
    assert (turned.low, turned.high) == (found.low, found.high)


@settings(deadline=None, max_examples=60)
@given(st.lists(said(), max_size=14))
def test_the_links_that_are_shown_account_for_the_count(statements: list[Carried]) -> None:
    found = origins(statements)
    sure = [link for link in found.links if link.sure]
    group = {(_key(said)): number for number, origin in enumerate(found.origins) for said in origin.statements}
    assert all(group[_key(link.one)] == group[_key(link.other)] for link in sure)
    assert all(group[_key(link.one)] != group[_key(link.other)] for link in found.links if not link.sure)
    assert len(sure) >= len(group) - found.high
    assert (found.low < found.high) == (len(sure) < len(found.links)), (
        "a range, and only a range, has links that are unsure"
    )


def _key(said: Said) -> tuple[str, str]:
    return said.article, said.statement


def test_a_statement_given_twice_counts_once() -> None:
    one = Carried(
        said=Said(article="a", statement="s1"),
        order=1,
        outlet=None,
        publisher=None,
        day=None,
        content=Cited(article="a", spans=(Span(0, 5),), text="ferry"),
        source=None,
        name=None,
        status=None,
    )
    assert origins([one, msgspec.structs.replace(one)]).high == 1
