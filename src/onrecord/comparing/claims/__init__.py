"""Claims: statements of any articles that say the same, what contests them, and what denies them. Pure.

- `denials(reading)`: what each denial of an article points at; `denials_of` gives the denials, `deny` holds one against
  a statement of another article.
- `index_terms(voice)`, `marks_of(voice)`, `looked_up(terms, held, total)`: what the index holds of a statement, and what to
  look up.
- `place(voice, mets, relate)`: what becomes of a new statement among its candidates.
- `support(claim)`: what stands behind a claim, in words.
"""

from onrecord.comparing.claims.denials import Denial, denials, denials_of, deny
from onrecord.comparing.claims.gather import (
    ACCUSES,
    CLAIM_RULES,
    DENIES,
    WORDINGS,
    Met,
    Placed,
    index_terms,
    looked_up,
    marks_of,
    place,
    support,
)
from onrecord.comparing.claims.voice import Voice, voices

__all__ = [
    "ACCUSES",
    "CLAIM_RULES",
    "DENIES",
    "WORDINGS",
    "Denial",
    "Met",
    "Placed",
    "Voice",
    "denials",
    "denials_of",
    "deny",
    "index_terms",
    "looked_up",
    "marks_of",
    "place",
    "support",
    "voices",
]
