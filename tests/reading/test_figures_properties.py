"""Whatever numbers a text throws together, its figures stand on its characters and hold together."""

import itertools

from drawing import NOWHERE
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.reading import read
from onrecord.records import Article, quote, reading_from_json, to_json

PIECES = st.sampled_from(
    [
        "12", "1,200", "3.5", "0", "2019", "45m", "$3bn", "€", "%", "per cent", "ten", "twenty-five", "hundred", "million",
        "dozens", "tens of thousands", "several", "a few", "a couple of", "half", "a third", "half of whom", "one", "one of the",
        "between", "and", "to", "-", "–", "or", "at least", "more than", "up to", "nearly", "or more", "+", ".", ",", ":", "(", ")",
        "people", "were killed", "killed", "dead", "wounded", "children", "detainees", "including", "of them", "of the", "the",
        "death toll", "rose to", "km", "40-member", "3-1", "F-16", "18:30", "3rd", "\n", "\n\n", "\u00a0", "İ", "😀", "AN", "POPULATION OF",
        "said", "the mayor", "“", "”", "a soldier", "12.5.2019", "1/2", "½", "٣", "١٢",
    ]
)  # fmt: skip
TEXTS = st.lists(PIECES, min_size=1, max_size=40).map(" ".join) | st.lists(PIECES, min_size=1, max_size=20).map("".join)


@settings(max_examples=250, deadline=None)
@given(TEXTS)
def test_figures_stand_on_the_text_and_hold_together(text: str) -> None:
    article = Article(id="x", title=None, text=text)
    reading = read(article, NOWHERE, finder="rules")
    figures = reading.figures
    known = {figure.id: figure for figure in figures}
    assert len(known) == len(figures)
    assert [f.spans[0].start for f in figures] == sorted(f.spans[0].start for f in figures)
    for figure in figures:
        assert figure.text == quote(text, figure.spans)
        assert all(span.end <= len(text) for span in (*figure.spans, *figure.counted_spans))
        assert figure.counted == (quote(text, figure.counted_spans) if figure.counted_spans else None)
        assert (figure.counted is None) == (figure.head is None)
        assert figure.low is not None or figure.high is not None
        if figure.low is not None and figure.high is not None:
            assert figure.low <= figure.high
        assert figure.made_by
        assert figure.statement is None or figure.statement in {s.id for s in reading.statements}
        assert figure.date is None or figure.date in {d.id for d in reading.dates}
        assert figure.place is None or figure.place in {p.id for p in reading.places}
        seen = {figure.id}
        above = figure.part_of
        while above is not None:
            assert above not in seen, "a figure is part of itself"
            seen.add(above)
            above = known[above].part_of
    assert all(not a.spans[0].overlaps(b.spans[0]) for a, b in itertools.pairwise(figures))
    assert reading_from_json(to_json(reading)) == reading
    assert read(article, NOWHERE, finder="rules") == reading
