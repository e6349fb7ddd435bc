"""Files that leave the house: one small module a format, each with `write(rows, stream) -> int`.

`stream` is binary and stays open; what is written is UTF-8 without a byte order mark; the number given back is the
number of rows written. JSONL is exact. CSV is RFC 4180 with one header line; see `onrecord.exchange.cells` for what
it does to cells that a spreadsheet would run as a formula.
"""

from onrecord.exchange import (
    articles_csv,
    dates_csv,
    figures_csv,
    jsonl,
    places_csv,
    silences_csv,
    sources_csv,
    statements_csv,
)

__all__ = [
    "articles_csv",
    "dates_csv",
    "figures_csv",
    "jsonl",
    "places_csv",
    "silences_csv",
    "sources_csv",
    "statements_csv",
]
