"""The trained models as `onrecord explain` knows them: a page with examples, which are tests, and limits."""

from __future__ import annotations

from onrecord.records import Rule


class Attribution(Rule):
    """The default model: an encoder of six layers that learnt from two sets of labelled news who said what.

    It finds sources, cues and contents and ties them together, over sentences and paragraphs; its confidence is the
    probability that a person would mark the statement too. It learnt from PolNeAR (US political news of 2015 and 2016;
    its makers state no licence) and from the open set in labels/.

    Examples:
        Mayor Lina Odeh said the depot in Homs was empty.
        =============== ^^^^ ~~~~~~~~~~~~~~~~~~~~~~~~~~~    s1 Lina Odeh · named · indirect

    Limits: it misses cues that are no verb ("in", "about", a noun), and finds no statement inside another: there the
    rules are heard. It was taught on English news prose; on transcripts, chat and poetry it guesses. Its figures stand in
    docs/benchmarks.md.
    """

    code = "attribution-2"
    title = "attribution model"


class OpenAttribution(Rule):
    """As the default model, but taught on openly licensed text alone (`--model attribution-open`).

    Examples:
        Mayor Lina Odeh said the depot in Homs was empty.
        =============== ^^^^ ~~~~~~~~~~~~~~~~~~~~~~~~~~~    s1 Lina Odeh · named · indirect

    Limits: it learnt from far fewer articles and finds less, above all fewer hopes, plans and attitudes;
    docs/models/attribution.md shows both side by side.
    """

    code = "attribution-open-1"
    title = "attribution model, open data only"


MODEL_RULES: tuple[type[Rule], ...] = (Attribution, OpenAttribution)
