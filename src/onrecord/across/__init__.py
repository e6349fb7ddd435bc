"""Across: walks what is new in an archive through comparing, against what is there.

- `compare(archive)`: compare every article that is not compared yet, in the order added.
- `MADE_BY`: the version of comparing that does it.
"""

from onrecord.across.walk import MADE_BY, Compared, compare

__all__ = ["MADE_BY", "Compared", "compare"]
