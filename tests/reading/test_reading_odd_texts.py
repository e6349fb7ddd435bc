"""Pages that no grammar foresaw: each costs nothing but itself."""

import pytest
from drawing import NOWHERE, read_text

from onrecord.reading import Model, read
from onrecord.records import Article, quote

ODD = {
    "nothing": "",
    "blanks": " \n\n ",
    "a full stop": ".",
    "two letters": "TT",
    "marks alone": "“““““",
    "one verb, three hundred times": "said " * 300,
    "no end": "The minister said " * 200,
    "a quotation that never closes": "“" + "We walked on and on. " * 400,
    "one word of twenty thousand letters": "a" * 20_000,
    "short lines in capitals": "HE SAID NO. " * 100,
    "speakers without a word": "he said she said they said it said who said",
    "wire copy in capitals": (
        "HOMS, MAY 3 - THE GOVERNOR, LINA ODEH, SAID ON FRIDAY THAT ALL ROADS INTO THE CITY WERE CLOSED.\n\n"
        "SHE DENIED THAT ANY SHELLS HAD FALLEN ON THE DEPOT."
    ),
    "a tweet": "Lina Odeh @lodeh · 3h\nRoads are CLOSED 🚧 pls stay home!!! #Homs https://t.example/a1\n12 replies 30 likes",
    "a transcript": "ODEH: The roads are closed.\nQ: Since when?\nA: Since Friday, and they will stay closed.\nQ: Thank you.",
    "a live blog": "14:05\nRoads closed in Homs\n\n14:02\nGovernor Lina Odeh says all roads are closed.\n\n13:58\nWe are back.",
    "a headline alone": "Governor: roads into Homs are closed",
    "a caption alone": "Lina Odeh, governor of Homs, told reporters the roads were closed [File: A. Vella/Harbour Wire]",
    "bad OCR": 'The govemor , Lina 0deh, sa1d on Fri- day th at all roa ds were c1osed . " No one may 1eave , " she sa id .',
    "marks that are missing": 'We will open the roads on Sunday, said the governor. No one may leave until then, she added."',
    "controls and joiners": "Odeh\u200b said\x00 the\u202e road\u0301 is\ufeff closed.\r\nShe left.\x85Homs",
    "other scripts": "قالت لينا عودة إن الطريق مغلق. Odeh said the road is closed. Одех сказала. 道路は閉鎖。 😀 said 😀",
}


@pytest.mark.parametrize("model", ["rules", "attribution", "attribution-open"])
@pytest.mark.parametrize("text", ODD.values(), ids=ODD)
def test_a_reading_comes_out(text: str, model: Model) -> None:
    reading = read_text(text, model=model)
    assert reading.article.text == text
    assert all(quote(text, s.content.spans) == s.content.text != "" for s in reading.statements)


@pytest.mark.parametrize("model", ["rules", "attribution", "attribution-open"])
def test_a_sentence_of_five_thousand_words(model: Model) -> None:
    reading = read_text(
        "The engineer said " + ", ".join(f"pump {i} had failed" for i in range(1250)) + ".", model=model
    )
    assert reading.statements[0].source.text == "The engineer"


def test_an_article_in_another_language_has_no_statements() -> None:
    article = Article(id="x", title=None, text="Le ministre said that the bridge was closed.", language="fr")
    assert read(article, NOWHERE).statements == ()


def test_a_photo_credit_is_no_part_of_what_a_caption_says() -> None:
    from onrecord.records import Span

    text = "Police said the road was open (AFP)"
    article = Article(id="x", title=None, text=text, captions=(Span(0, 35),), credits=(Span(30, 35),))
    assert [s.content.text for s in read(article, NOWHERE).statements] == ["the road was open"]
