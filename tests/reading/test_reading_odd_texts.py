"""Pages that no grammar foresaw: each costs nothing but itself."""

import pytest
from drawing import NOWHERE, read_text

from onrecord.reading import read
from onrecord.records import Article


@pytest.mark.parametrize(
    "text",
    [
        "",
        " \n\n ",
        ".",
        "TT",
        "“““““",
        "said " * 300,
        "The minister said " * 200,
        "“" + "We walked on and on. " * 400,
        "a" * 20_000,
        "HE SAID NO. " * 100,
        "he said she said they said it said who said",
    ],
    ids=lambda text: repr(text[:16]),
)
def test_a_reading_comes_out(text: str) -> None:
    reading = read_text(text)
    assert reading.article.text == text
    assert all(statement.content.text for statement in reading.statements)


def test_a_sentence_of_five_thousand_words() -> None:
    reading = read_text("The engineer said " + ", ".join(f"pump {i} had failed" for i in range(1250)) + ".")
    assert reading.statements[0].source.text == "The engineer"


def test_an_article_in_another_language_has_no_statements() -> None:
    article = Article(id="x", title=None, text="Le ministre said that the bridge was closed.", language="fr")
    assert read(article, NOWHERE).statements == ()


def test_a_photo_credit_is_no_part_of_what_a_caption_says() -> None:
    from onrecord.records import Span

    text = "Police said the road was open (AFP)"
    article = Article(id="x", title=None, text=text, captions=(Span(0, 35),), credits=(Span(30, 35),))
    assert [s.content.text for s in read(article, NOWHERE).statements] == ["the road was open"]
