"""Comparing: which articles are one text, in which versions, and what passages they share. Pure; SQL is text here.

- `fingerprints(text)`: what the index holds of an article.
- `KEEP`, `CANDIDATES`, `STOCK`: the joins, as SQL text that the archive runs.
- `decide(one, other)`: what two articles are to each other, with aligned spans; None for nothing.
- `align(one, other)`: the passages that two texts share.
- `families(likenesses)`: the articles that are one text.
- `difference(old, new)`: what the later of two readings says otherwise.

And in rooms of their own: `identities`, `stories`, `claims`, `origins`.
"""

from onrecord.comparing.align import align
from onrecord.comparing.claims import CLAIM_RULES
from onrecord.comparing.claims.relate import RELATION_RULES
from onrecord.comparing.compared import Compared
from onrecord.comparing.decide import LIKENESS_RULES, decide
from onrecord.comparing.difference import CHANGE_RULES, difference
from onrecord.comparing.families import families
from onrecord.comparing.fingerprints import Fingerprint, fingerprints
from onrecord.comparing.identities.rules import IDENTITY_RULES
from onrecord.comparing.joins import CANDIDATES, HOLDERS, KEEP, STOCK
from onrecord.comparing.origins import ORIGIN_RULES
from onrecord.comparing.stories import BELONGING_RULES
from onrecord.records import Rule

RULES: tuple[type[Rule], ...] = (
    *LIKENESS_RULES,
    *CHANGE_RULES,
    *IDENTITY_RULES,
    *BELONGING_RULES,
    *RELATION_RULES,
    *CLAIM_RULES,
    *ORIGIN_RULES,
)
"""Every rule of comparing, in the order of the work."""

__all__ = [
    "CANDIDATES",
    "HOLDERS",
    "KEEP",
    "RULES",
    "STOCK",
    "Compared",
    "Fingerprint",
    "align",
    "decide",
    "difference",
    "families",
    "fingerprints",
]
