"""The joins of comparing, as SQL text that runs unchanged on SQLite, DuckDB and Spark. The archive runs it.

Three tables, with columns of the types that every engine has:

- `fingerprints (hash BIGINT, article BIGINT, position INT)`: the index. Of each hash it keeps the first `HOLDERS`
  articles (by number) alone. A story printed four hundred times is so joined to its first prints, never each print to
  each; adding an article costs the same whatever is there; and adding one by one gives the same as all at once.
- `fresh (hash BIGINT, article BIGINT, position INT)`: the fingerprints of the articles that are new; in a batch all.
- `compared (article BIGINT, outlet STRING, address STRING)`: who carried each article, and at which address; NULL where
  nobody knows.

SQLite needs no more than `PRIMARY KEY (hash, article)` on `fingerprints`. The order, in one transaction: `KEEP` (as the
engine inserts it) puts what is new into the index, then `CANDIDATES` gives the pairs to decide.
"""

# ruff: noqa: S608 - only numbers of this module are put into the text

from __future__ import annotations

HOLDERS = 32
"""Articles of which the index keeps one fingerprint; those after them are found through these."""

LEAST = 2
"""Fingerprints that two articles share at least before they are compared word by word …"""

FIRST = 2
"""… or one alone, where the earlier of them is among the first `FIRST` that hold it: a lifted quotation."""

STOCK_PAGES = 10
"""A fingerprint that stands at so many addresses of one outlet, and hardly anywhere else, is that outlet's stock."""

STOCK_SHARE = 90
"""Hardly anywhere else: of the addresses known to hold it, so many in a hundred are that outlet's."""

KEEP = f"""
SELECT hash, article, position FROM (
    SELECT fresh.hash AS hash, fresh.article AS article, fresh.position AS position,
        COALESCE(held.articles, 0) + ROW_NUMBER() OVER (PARTITION BY fresh.hash ORDER BY fresh.article) AS place
    FROM fresh LEFT JOIN (
        SELECT fingerprints.hash AS hash, COUNT(*) AS articles
        FROM fingerprints WHERE fingerprints.hash IN (SELECT hash FROM fresh) GROUP BY fingerprints.hash
    ) AS held ON held.hash = fresh.hash
) AS numbered
WHERE place <= {HOLDERS}
"""
"""What of `fresh` belongs into `fingerprints`: `INSERT INTO fingerprints` and this."""

STOCK = f"""
SELECT hash FROM (
    SELECT fingerprints.hash AS hash, compared.outlet AS outlet, COUNT(DISTINCT compared.address) AS pages
    FROM fingerprints JOIN compared ON compared.article = fingerprints.article
    WHERE fingerprints.hash IN (SELECT hash FROM fresh)
    GROUP BY fingerprints.hash, compared.outlet
) AS held
GROUP BY hash
HAVING MAX(CASE WHEN outlet IS NULL THEN 0 ELSE pages END) >= {STOCK_PAGES}
    AND MAX(CASE WHEN outlet IS NULL THEN 0 ELSE pages END) * 100 >= SUM(pages) * {STOCK_SHARE}
"""
"""The hashes of `fresh` that are an outlet's stock: a newsletter line, a standing paragraph, a form for market reports.

The same address captured ten times counts once. Frequent at many outlets is a wire story, and no stock.
"""

CANDIDATES = f"""
WITH stock AS ({STOCK})
SELECT earlier, later, COUNT(*) AS shared FROM (
    SELECT fingerprints.article AS earlier, fresh.article AS later,
        ROW_NUMBER() OVER (PARTITION BY fresh.hash, fresh.article ORDER BY fingerprints.article) AS place
    FROM fresh JOIN fingerprints ON fingerprints.hash = fresh.hash
    WHERE fingerprints.article < fresh.article AND fresh.hash NOT IN (SELECT hash FROM stock)
) AS met
GROUP BY earlier, later
HAVING COUNT(*) >= {LEAST} OR MIN(place) <= {FIRST}
"""
"""The pairs worth comparing word by word, and how many fingerprints they share; stock does not count."""
