"""The spaCy component. It reads `doc.text` as one article and lays what was said over the doc's own tokens.

The document may come from any pipeline, also a blank one: Onrecord runs its own language pass, so that the statements
are the same as everywhere else.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from spacy.language import Language
from spacy.tokens import Doc

import onrecord
from onrecord.reading import DEFAULT, Model
from onrecord.records import Spans

if TYPE_CHECKING:
    from spacy.tokens import Span as TokenSpan


class Statements:
    """Fills `doc._.reading`, `doc._.statements` and the span group `doc.spans[spans_key]`.

    The group's spans are labelled SOURCE, CUE and CONTENT and carry their statement's id in `span.id_`; it is what
    `displacy.render(doc, style="span")` shows. A span that cuts a token takes the whole of it; the exact characters
    stand in the statements.
    """

    def __init__(self, model: Model = DEFAULT, spans_key: str = "sc") -> None:
        self.model = model
        self.spans_key = spans_key
        for name in ("reading", "statements"):
            if not Doc.has_extension(name):
                Doc.set_extension(name, default=None)

    def __call__(self, doc: Doc) -> Doc:
        """Read the text of a document. Raises `NotText` where it holds half a surrogate pair."""
        reading = onrecord.read_text(doc.text, model=self.model)
        group: list[TokenSpan] = []
        for statement in reading.statements:
            for label, spans in (
                ("SOURCE", statement.source.spans),
                ("CUE", statement.cue.spans),
                ("CONTENT", statement.content.spans),
            ):
                group += _laid(doc, spans, label, statement.id)
        doc._.reading = reading
        doc._.statements = reading.statements
        doc.spans[self.spans_key] = group
        return doc


def _laid(doc: Doc, spans: Spans, label: str, number: str) -> list[TokenSpan]:
    found = []
    for span in spans:
        laid = doc.char_span(span.start, span.end, label=label, span_id=number, alignment_mode="expand")
        if laid is not None:
            found.append(laid)
    return found


@Language.factory("onrecord", default_config={"model": DEFAULT, "spans_key": "sc"}, requires=[], assigns=["doc.spans"])
def make(nlp: Language, name: str, model: Model, spans_key: str) -> Statements:
    """Make the component; spaCy finds it by the package's entry point."""
    return Statements(model, spans_key)
