"""One victim without a number: "*a soldier* and two civilians were killed"."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from onrecord.reading.figures.amounts import Amount
from onrecord.reading.figures.counting import Counted
from onrecord.reading.figures.numbers import Number
from onrecord.records import FigureKind
from onrecord.vocabulary.quantities import quantities

if TYPE_CHECKING:
    from spacy.tokens import Doc


def victims_in(doc: Doc, counted: Mapping[int, FigureKind]) -> Iterator[tuple[Amount, Counted, FigureKind]]:
    """Give one victim each for "a" before a person who shares the fate of counted ones.

    `counted` holds the heads of what is counted, by token, with what befell them.
    """
    if not counted:
        return
    people = quantities().people
    for index, kind in counted.items():
        for other in doc[index].conjuncts:
            if other.i in counted or other.lower_ not in people:
                continue
            article = next((c for c in other.children if c.dep_ == "det" and c.lower_ in ("a", "an")), None)
            if article is None or other.tag_ not in ("NN", "NNP") or other.i - article.i > 6:
                continue
            start, end = article.idx, article.idx + len(article)
            number = Number(start, end, 1, 1, "word")
            yield Amount(start, end, number, 1, 1, "exactly", "word"), Counted(article.nbor(), other, other), kind
