"""Identities: people and bodies over all articles, each with why its members belong together. Pure.

- `named_in(reading)`: everybody whom an article names.
- `place(members, shelf)`: where each of them belongs, over whatever keeps the identities (a `Shelf`).
- `keys(member)`, `keys_held(member)`: what to look up, and under what its identity is found from then on.
- `score(member, profile)`: the reasons for and against, added up.
- `decide(member, candidates)`: to which identity it belongs.
- `Profile`: what is known of an identity; it grows by one member at a time.
- `Register`: a shelf in memory.
"""

from onrecord.comparing.identities.decide import BY_HAND, Candidate, Decision, decide
from onrecord.comparing.identities.keys import CANDIDATES, CROWDED, keys, keys_held
from onrecord.comparing.identities.members import Named, anchor_of, named_in
from onrecord.comparing.identities.placing import Shelf, as_member, in_order, place
from onrecord.comparing.identities.profile import Profile
from onrecord.comparing.identities.register import Register
from onrecord.comparing.identities.score import Scored, score

__all__ = [
    "BY_HAND",
    "CANDIDATES",
    "CROWDED",
    "Candidate",
    "Decision",
    "Named",
    "Profile",
    "Register",
    "Scored",
    "Shelf",
    "anchor_of",
    "as_member",
    "decide",
    "in_order",
    "keys",
    "keys_held",
    "named_in",
    "place",
    "score",
]
