"""The trained models as `onrecord explain` knows them: a page with examples, which are tests, and limits."""

from __future__ import annotations

from onrecord.records import Rule


class Attribution(Rule):
    """A trained model: an encoder of six layers that learnt from two sets of labelled news who said what.

    It finds sources, cues and contents and ties them together, over sentences and paragraphs; its confidence is the
    probability that a person would mark the statement too. It learnt from PolNeAR (US political news of 2015 and 2016;
    its makers state no licence) and from the open set in labels/.

    Examples:
        Mayor Lina Odeh said the depot in Homs was empty.
        =============== ^^^^ ~~~~~~~~~~~~~~~~~~~~~~~~~~~    s1 Lina Odeh · named · indirect

    Limits: it misses cues of many words and cues that are no verb ("in", "about"), and seldom finds a statement inside
    another. It was taught on English news prose; on transcripts, chat and poetry it guesses. Its figures stand in
    docs/benchmarks.md.
    """

    code = "attribution-2"
    title = "attribution model"


MODEL_RULES: tuple[type[Rule], ...] = (Attribution,)
