"""Across: walks what is new in an archive through comparing, against what is there.

- `compare(archive)`: compare every article that is not compared yet, in the order added.
- `to_compare(archive)`: how many those are.
- `versions(archive, article_id)`: the versions of an article, and what each says otherwise.
- `merge_identities`, `split_identity`, `take_wikidata`, `merge_stories`, `split_story`: what people correct.
- `MADE_BY`: the version of comparing that does it.
"""

from onrecord.across.by_hand import (
    merge_identities,
    merge_stories,
    split_identity,
    split_story,
    take_wikidata,
)
from onrecord.across.versions import Version, versions
from onrecord.across.walk import MADE_BY, Comparison, compare, to_compare

__all__ = [
    "MADE_BY",
    "Comparison",
    "Version",
    "compare",
    "merge_identities",
    "merge_stories",
    "split_identity",
    "split_story",
    "take_wikidata",
    "to_compare",
    "versions",
]
