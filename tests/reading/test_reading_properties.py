"""Whatever the text, a reading comes out, and every span of it says the characters it covers."""

from itertools import pairwise

from drawing import NOWHERE
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.reading import Model, read
from onrecord.reading.analysis import split_blocks
from onrecord.reading.quotations import quotations
from onrecord.records import Article, Reading, Span, quote, reading_from_json, to_json

# Pieces that pages put side by side in ways nobody planned.
PIECES = st.sampled_from(
    [
        "said", "The minister", "he", "“", "”", '"', "''", "``", "told Reuters", "that the dam broke", ",", ".", ":", "\n", "\n\n",
        "according to", "adding that", "Rana Haddad", "who", "officials", "declined to comment", "(", ")", "\u00a0", "—", "…",
        "HADDAD:", "Q:", "A:", "could not be reached", "the", "sources", "I", "we", "“No,", "she", "İ", "😀", "\u200b", "é", "TT",
        "Sources Say", "it is believed that", "one of the", "'s", "’s", "call for", "1,200", "-", "\t", "\x00",
    ]
)  # fmt: skip
MODELS: st.SearchStrategy[Model] = st.sampled_from(("rules", "attribution"))
TEXTS = st.lists(PIECES, min_size=1, max_size=40).map(" ".join)


def spans_of(reading: Reading) -> list[tuple[tuple[Span, ...], str | None]]:
    found: list[tuple[tuple[Span, ...], str | None]] = []
    for statement in reading.statements:
        found += [(statement.source.spans, statement.source.text), (statement.cue.spans, statement.cue.text)]
        found.append((statement.content.spans, statement.content.text))
        if statement.relay is not None:
            found.append((statement.relay.spans, None))
    found += [(silence.spans, silence.text) for silence in reading.silences]
    found += [(silence.source_spans, None) for silence in reading.silences]
    return found + [(source.mentions, None) for source in reading.sources]


@settings(max_examples=120, deadline=None)
@given(TEXTS, MODELS)
def test_every_span_says_its_characters(text: str, model: Model) -> None:
    reading = read(Article(id="x", title=None, text=text), NOWHERE, finder=model)
    for spans, said in spans_of(reading):
        assert all(span.end <= len(text) for span in spans)
        assert list(spans) == sorted(spans)
        assert all(a.end <= b.start for a, b in pairwise(spans))
        if said is not None:
            assert quote(text, spans) == said
    ids = {source.id for source in reading.sources}
    numbers = [statement.id for statement in reading.statements]
    assert len(set(numbers)) == len(numbers)
    for statement in reading.statements:
        assert statement.content.spans
        assert statement.source.id is None or statement.source.id in ids
        assert statement.parent is None or statement.parent in numbers
        assert 0 <= statement.confidence <= 1
    assert reading_from_json(to_json(reading)) == reading


@settings(max_examples=30, deadline=None)
@given(TEXTS, MODELS)
def test_the_same_article_gives_the_same_reading_byte_for_byte(text: str, model: Model) -> None:
    article = Article(id="x", title=None, text=text)
    assert to_json(read(article, NOWHERE, finder=model)) == to_json(read(article, NOWHERE, finder=model))


@given(st.text(alphabet="ab “”\"'`.,\n«»1", max_size=200))
def test_quotations_do_not_overlap_and_stay_in_their_block(text: str) -> None:
    for block in split_blocks(text):
        found = quotations(text, block)
        assert all(block.contains(q.span) and q.span.contains(q.inner) for q in found)
        assert all(a.span.end <= b.span.start for a, b in pairwise(found))


@given(st.text(alphabet="ab .\n\r\t\u00a0", max_size=300))
def test_blocks_hold_every_character_that_is_no_white_space(text: str) -> None:
    blocks = split_blocks(text)
    covered = {i for block in blocks for i in range(block.start, block.end)}
    assert all(i in covered for i, character in enumerate(text) if not character.isspace())
    assert all(a.end <= b.start for a, b in pairwise(blocks))
