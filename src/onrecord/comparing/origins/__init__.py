"""Origins: who first had a statement, and how many independent origins some statements have. Pure.

- `carried(reading, order, identities)`: every statement of a reading, with through whom it came.
- `origins(statements, likenesses)`: how many independent origins they have, at least and at most, with the evidence.
- `in_words(found, outlets)`: that, for people.
- `carriage(reading, statement)`: through whom one statement came.
"""

from onrecord.comparing.origins.carriage import CARRIAGE_RULES, Carriage, Pipe, carriage, text_carriage
from onrecord.comparing.origins.carried import Carried, Known, carried
from onrecord.comparing.origins.count import counted, in_words, origins
from onrecord.comparing.origins.links import LINK_RULES, NobodyNamed
from onrecord.records import Rule

ORIGIN_RULES: tuple[type[Rule], ...] = (*CARRIAGE_RULES, *LINK_RULES, NobodyNamed)
"""Every rule of origins, in the order of the work."""

__all__ = [
    "CARRIAGE_RULES",
    "LINK_RULES",
    "ORIGIN_RULES",
    "Carriage",
    "Carried",
    "Known",
    "Pipe",
    "carriage",
    "carried",
    "counted",
    "in_words",
    "origins",
    "text_carriage",
]
