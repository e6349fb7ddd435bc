"""Onrecord: who said what, on whose authority, through whom.

```
capture ──► page ──► article ──► reading ──► archive ──► desk
bytes       several  text and    sources,    one file    a browser
            stories  offsets     statements,
                                 silences
            └─ read_page, read_text, extract ─┘
            └───────────────── add ─────────────────┘
```

    import onrecord

    reading = onrecord.read_text("“No one was hurt,” said Mayor Lina Odeh.")
    for statement in reading.statements:
        print(statement.source.name, statement.cue.text, statement.content.text, statement.made_by)
    print(onrecord.explain(reading.statements[0].made_by))

    for item in onrecord.extract("saved/*.html"):       # a Reading, or the Problem of one input
        ...

    onrecord.add("project.onrecord", ["saved/"])
    onrecord.compare("project.onrecord")                # reprints, identities, stories, claims
    archive = onrecord.open_archive("project.onrecord", read_only=True)
    archive.statements(onrecord.Filter(status="anonymous")).rows

Every span is half-open `[start, end)` in code points of `reading.article.text`; `capture_spans` carries it back to the
decoded capture. Errors are those of `OnrecordError`. Nothing heavy is imported before a function needs it.
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from onrecord._functions import (
        Added,
        add,
        compare,
        explain,
        extract,
        open_archive,
        read_page,
        read_text,
    )
    from onrecord.across.walk import Comparison
    from onrecord.archive.interface import (
        Archive,
        ArticleRow,
        DateRow,
        Failure,
        FigureRow,
        Filter,
        Hit,
        Kept,
        Ledger,
        LikenessRow,
        Listing,
        PlaceRow,
        SilenceRow,
        SourceRow,
        Spot,
        StatementRow,
        Totals,
        VersionRow,
    )
    from onrecord.records import (
        Anchor,
        ArchiveError,
        Article,
        Belonging,
        Capture,
        CaptureError,
        CaptureReference,
        Change,
        Cited,
        Claim,
        Date,
        Difference,
        Evidence,
        Figure,
        Furniture,
        GazetteerEntry,
        Identity,
        Likeness,
        Link,
        Marked,
        Member,
        Name,
        NotText,
        OnrecordError,
        Opposition,
        Origin,
        Origins,
        Page,
        Passage,
        Place,
        Problem,
        Reading,
        Relay,
        Run,
        Said,
        Setting,
        Side,
        Silence,
        Source,
        Span,
        Stated,
        Statement,
        StatementSource,
        Story,
        TooLarge,
        UnknownCode,
        VocabularyError,
        Wording,
        capture_spans,
        reading_from_json,
        to_json,
    )

    __version__: str

__all__ = [
    "Added",
    "Anchor",
    "Archive",
    "ArchiveError",
    "Article",
    "ArticleRow",
    "Belonging",
    "Capture",
    "CaptureError",
    "CaptureReference",
    "Change",
    "Cited",
    "Claim",
    "Comparison",
    "Date",
    "DateRow",
    "Difference",
    "Evidence",
    "Failure",
    "Figure",
    "FigureRow",
    "Filter",
    "Furniture",
    "GazetteerEntry",
    "Hit",
    "Identity",
    "Kept",
    "Ledger",
    "Likeness",
    "LikenessRow",
    "Link",
    "Listing",
    "Marked",
    "Member",
    "Name",
    "NotText",
    "OnrecordError",
    "Opposition",
    "Origin",
    "Origins",
    "Page",
    "Passage",
    "Place",
    "PlaceRow",
    "Problem",
    "Reading",
    "Relay",
    "Run",
    "Said",
    "Setting",
    "Side",
    "Silence",
    "SilenceRow",
    "Source",
    "SourceRow",
    "Span",
    "Spot",
    "Stated",
    "Statement",
    "StatementRow",
    "StatementSource",
    "Story",
    "TooLarge",
    "Totals",
    "UnknownCode",
    "VersionRow",
    "VocabularyError",
    "Wording",
    "__version__",
    "add",
    "capture_spans",
    "compare",
    "explain",
    "extract",
    "open_archive",
    "read_page",
    "read_text",
    "reading_from_json",
    "to_json",
]

# Where the public names live, lightest first; see `__getattr__` (PEP 562). A type checker is shown the imports above,
# not `__getattr__`: it would take every misspelt name for one of ours.
_HOMES = ("onrecord.records", "onrecord.archive.interface", "onrecord._functions", "onrecord.across.walk")

if not TYPE_CHECKING:

    def __getattr__(name: str) -> object:
        if name == "__version__":
            from importlib.metadata import version

            value = version("onrecord")
        elif name in __all__:
            value = next(getattr(home, name) for home in map(import_module, _HOMES) if hasattr(home, name))
        else:
            raise AttributeError(f"module 'onrecord' has no attribute {name!r}")
        globals()[name] = value
        return value

    def __dir__() -> list[str]:
        return sorted({*globals(), *__all__})
