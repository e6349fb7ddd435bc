"""`nlp.add_pipe("onrecord")` in somebody else's pipeline."""

import spacy
from spacy import displacy

TEXT = "The port of Akkar is closed, the harbour master, Lina Odeh, said on Monday.\n\n“No boat may leave,” she added."


def test_a_blank_pipeline_gets_statements_and_a_span_group() -> None:
    nlp = spacy.blank("en")
    nlp.add_pipe("onrecord", config={"model": "rules"})
    doc = nlp(TEXT)
    assert [(s.source.name, s.content.text) for s in doc._.statements] == [
        ("Lina Odeh", "The port of Akkar is closed"),
        ("Lina Odeh", "“No boat may leave,”"),
    ]
    first = [(span.label_, span.text) for span in doc.spans["sc"] if span.id_ == "s1"]
    assert first == [
        ("SOURCE", "the harbour master, Lina Odeh"),
        ("CUE", "said"),
        ("CONTENT", "The port of Akkar is closed"),
    ]


def test_the_statements_are_those_of_read_text() -> None:
    import onrecord

    nlp = spacy.blank("en")
    nlp.add_pipe("onrecord", config={"model": "rules", "spans_key": "said"})
    doc = nlp(TEXT)
    assert doc._.reading == onrecord.read_text(TEXT, model="rules")
    assert "sc" not in doc.spans
    assert {span.label_ for span in doc.spans["said"]} == {"SOURCE", "CUE", "CONTENT"}


def test_displacy_draws_the_spans() -> None:
    nlp = spacy.blank("en")
    nlp.add_pipe("onrecord", config={"model": "rules"})
    html = displacy.render(nlp(TEXT), style="span", jupyter=False)
    assert html.count("CONTENT") >= 2
    assert "SOURCE" in html


def test_a_text_without_statements_leaves_an_empty_group() -> None:
    nlp = spacy.blank("en")
    nlp.add_pipe("onrecord", config={"model": "rules"})
    doc = nlp("The road is wet.")
    assert doc._.statements == ()
    assert len(doc.spans["sc"]) == 0
    assert len(nlp("").spans["sc"]) == 0
