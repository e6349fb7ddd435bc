"""Across: walks what is new in an archive through comparing, against what is there.

- `compare(archive)`: compare every article that is not compared yet, in the order added.
- `to_compare(archive)`: how many those are.
- `versions(archive, article_id)`: the versions of an article, and what each says otherwise.
- `MADE_BY`: the version of comparing that does it.
"""

from onrecord.across.versions import Version, versions
from onrecord.across.walk import MADE_BY, Comparison, compare, to_compare

__all__ = ["MADE_BY", "Comparison", "Version", "compare", "to_compare", "versions"]
