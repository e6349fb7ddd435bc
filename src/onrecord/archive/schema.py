"""The tables of an archive file, as the ordered steps that make them. A step, once released, is never changed."""

# ruff: noqa: S608 - names of tables and columns are constants of this room; values are always parameters

from __future__ import annotations

import sqlite3

from onrecord.archive import claims, identities, ids, likenesses, stories

APPLICATION_ID = 0x4F6E7263
"""`Onrc` in ASCII: the `application_id` by which a file is known to be ours."""

_TOKENIZE = "tokenize='unicode61 remove_diacritics 2'"

_LEDGER = """article INTEGER NOT NULL REFERENCES articles (number) ON DELETE CASCADE,
            position INTEGER NOT NULL,
            id TEXT NOT NULL,
            statement TEXT,
            source_folded TEXT NOT NULL,
            status TEXT,
            form TEXT,
            stance TEXT,
            relay_folded TEXT NOT NULL,
            confidence REAL NOT NULL,
            folded TEXT NOT NULL,
            json TEXT NOT NULL"""
_LEDGER_ORDER = "article, position, status, stance, form, confidence, statement, source_folded, relay_folded"

ACROSS: tuple[tuple[str, ...], ...] = (
    ids.TABLES,
    likenesses.TABLES,
    identities.TABLES,
    stories.TABLES,
    claims.TABLES,
)
"""The tables of comparing, capability by capability."""
EMPTIED: tuple[str, ...] = (*likenesses.WIPE, *identities.WIPE, *stories.WIPE, *claims.WIPE)
"""Those among them that are filled anew when everything is compared anew."""

STEPS: tuple[tuple[str, ...], ...] = (
    (
        # The bytes, once each. `data` is packed (see `packing`); `digest` covers every other column.
        """CREATE TABLE captures (
            number INTEGER PRIMARY KEY,
            sha256 TEXT NOT NULL UNIQUE,
            uri TEXT NOT NULL,
            media_type TEXT NOT NULL,
            encoding TEXT NOT NULL,
            declared_encoding TEXT,
            encoding_basis TEXT NOT NULL,
            fetched_at TEXT,
            modified_at TEXT,
            size INTEGER NOT NULL,
            data BLOB NOT NULL,
            made_by TEXT NOT NULL,
            articles INTEGER NOT NULL,
            digest TEXT NOT NULL
        ) STRICT""",
        # Every place and time the same bytes were seen at.
        """CREATE TABLE locations (
            number INTEGER PRIMARY KEY,
            capture INTEGER NOT NULL REFERENCES captures (number),
            uri TEXT NOT NULL,
            fetched_at TEXT,
            modified_at TEXT,
            digest TEXT NOT NULL
        ) STRICT""",
        "CREATE INDEX locations_of_capture ON locations (capture, uri)",
        """CREATE TABLE furniture (
            capture INTEGER PRIMARY KEY REFERENCES captures (number),
            json BLOB NOT NULL,
            digest TEXT NOT NULL
        ) STRICT""",
        # `number` is the capture's number and the place on the page, so it orders articles as they were added even
        # when a page is read again. The columns before `json` repeat it, for lists and search.
        """CREATE TABLE articles (
            number INTEGER PRIMARY KEY,
            capture INTEGER NOT NULL REFERENCES captures (number),
            id TEXT NOT NULL UNIQUE,
            title TEXT,
            text TEXT NOT NULL,
            outlet TEXT,
            outlet_folded TEXT NOT NULL,
            byline TEXT,
            published TEXT,
            language TEXT,
            words INTEGER NOT NULL,
            statements INTEGER NOT NULL,
            sources INTEGER NOT NULL,
            silences INTEGER NOT NULL,
            json BLOB NOT NULL,
            digest TEXT NOT NULL
        ) STRICT""",
        "CREATE INDEX articles_of_capture ON articles (capture)",
        """CREATE TABLE readings (
            article INTEGER PRIMARY KEY REFERENCES articles (number) ON DELETE CASCADE,
            json BLOB NOT NULL,
            digest TEXT NOT NULL,
            made_by TEXT NOT NULL
        ) STRICT""",
        # From here on every row repeats what its reading says: an index, made anew with the reading.
        """CREATE TABLE sources (
            article INTEGER NOT NULL REFERENCES articles (number) ON DELETE CASCADE,
            position INTEGER NOT NULL,
            id TEXT NOT NULL,
            name TEXT NOT NULL,
            folded TEXT NOT NULL,
            kind TEXT NOT NULL,
            status TEXT NOT NULL,
            role TEXT,
            affiliation TEXT,
            statements INTEGER NOT NULL,
            silences INTEGER NOT NULL,
            PRIMARY KEY (article, position)
        ) STRICT, WITHOUT ROWID""",
        "CREATE INDEX sources_by_name ON sources (folded, status, article, id, statements, silences)",
        """CREATE TABLE statements (
            number INTEGER PRIMARY KEY,
            article INTEGER NOT NULL REFERENCES articles (number) ON DELETE CASCADE,
            position INTEGER NOT NULL,
            id TEXT NOT NULL,
            source TEXT,
            source_folded TEXT NOT NULL,
            status TEXT,
            form TEXT NOT NULL,
            stance TEXT NOT NULL,
            relay_folded TEXT NOT NULL,
            confidence REAL NOT NULL,
            text TEXT NOT NULL,
            json TEXT NOT NULL
        ) STRICT""",
        # Holds every column a list is narrowed by, in the order of lists: counting never touches the wide rows.
        """CREATE INDEX statements_in_order ON statements (
            article, position, status, stance, form, confidence, source, source_folded, relay_folded
        )""",
        """CREATE TABLE silences (
            number INTEGER PRIMARY KEY,
            article INTEGER NOT NULL REFERENCES articles (number) ON DELETE CASCADE,
            position INTEGER NOT NULL,
            source_folded TEXT NOT NULL,
            status TEXT,
            text TEXT NOT NULL,
            json TEXT NOT NULL
        ) STRICT""",
        "CREATE INDEX silences_in_order ON silences (article, position, status, source_folded)",
        """CREATE TABLE problems (
            number INTEGER PRIMARY KEY,
            uri TEXT NOT NULL,
            stage TEXT NOT NULL,
            reason TEXT NOT NULL,
            error TEXT NOT NULL,
            sha256 TEXT,
            data BLOB,
            digest TEXT NOT NULL
        ) STRICT""",
        "CREATE INDEX problems_by_uri ON problems (uri)",
        "CREATE INDEX problems_by_sha256 ON problems (sha256)",
        f"""CREATE VIRTUAL TABLE articles_words USING fts5(
            title, text, content='articles', content_rowid='number', {_TOKENIZE})""",
        f"""CREATE VIRTUAL TABLE statements_words USING fts5(
            text, content='statements', content_rowid='number', {_TOKENIZE})""",
        f"""CREATE VIRTUAL TABLE silences_words USING fts5(
            text, content='silences', content_rowid='number', {_TOKENIZE})""",
        *(
            statement
            for table, columns in (("articles", "title, text"), ("statements", "text"), ("silences", "text"))
            for statement in (
                f"""CREATE TRIGGER {table}_indexed AFTER INSERT ON {table} BEGIN
                    INSERT INTO {table}_words (rowid, {columns})
                    VALUES (new.number, {", ".join(f"new.{column}" for column in columns.split(", "))});
                END""",
                f"""CREATE TRIGGER {table}_forgotten AFTER DELETE ON {table} BEGIN
                    INSERT INTO {table}_words ({table}_words, rowid, {columns})
                    VALUES ('delete', old.number, {", ".join(f"old.{column}" for column in columns.split(", "))});
                END""",
            )
        ),
    ),
    (
        # The ledgers: where, when and how many. `statement` is the innermost statement that claims the row; the columns
        # behind it repeat that statement's, so that a ledger is narrowed by who claims it as statements are.
        f"""CREATE TABLE places (
            {_LEDGER},
            name_folded TEXT NOT NULL,
            country TEXT,
            precision TEXT,
            lat REAL,
            lon REAL,
            PRIMARY KEY (article, position)
        ) STRICT, WITHOUT ROWID""",
        f"CREATE INDEX places_in_order ON places ({_LEDGER_ORDER}, name_folded, country, precision)",
        "CREATE INDEX places_on_the_map ON places (name_folded, country, precision, lat, lon, article, statement)",
        f"""CREATE TABLE dates (
            {_LEDGER},
            kind TEXT NOT NULL,
            edtf TEXT,
            first TEXT,
            last TEXT,
            PRIMARY KEY (article, position)
        ) STRICT, WITHOUT ROWID""",
        f"CREATE INDEX dates_in_order ON dates ({_LEDGER_ORDER}, kind, first, last)",
        "CREATE INDEX dates_by_day ON dates (first, last, article, position)",
        # A figure is of its date, else of its article's: `first` and `last` are those days.
        f"""CREATE TABLE figures (
            {_LEDGER},
            kind TEXT NOT NULL,
            thing TEXT NOT NULL,
            unit TEXT,
            low REAL,
            high REAL,
            place TEXT,
            place_folded TEXT NOT NULL,
            place_country TEXT,
            first TEXT,
            last TEXT,
            PRIMARY KEY (article, position)
        ) STRICT, WITHOUT ROWID""",
        f"""CREATE INDEX figures_in_order ON figures (
            {_LEDGER_ORDER}, kind, thing, place_folded, place_country, first, last
        )""",
        """CREATE INDEX figures_of_a_thing ON figures (
            kind, thing, unit, place_folded, place_country, first, article, position
        )""",
        # Places that a person added to the gazetteer, for this project.
        """CREATE TABLE gazetteer (
            number INTEGER PRIMARY KEY,
            json TEXT NOT NULL,
            digest TEXT NOT NULL
        ) STRICT""",
        # What whoever gave a capture states of its article.
        """CREATE TABLE stated (
            capture INTEGER PRIMARY KEY REFERENCES captures (number),
            published TEXT,
            outlet TEXT,
            title TEXT,
            digest TEXT NOT NULL
        ) STRICT""",
    ),
    # What comparing finds across articles.
    tuple(statement for tables in ACROSS for statement in tables),
)

INDEXES: dict[str, tuple[str, ...]] = {"articles": ("title", "text"), "statements": ("text",), "silences": ("text",)}
"""The tables with a full-text index (`…_words`) and the columns in it."""


def version_of(connection: sqlite3.Connection) -> int:
    """Give how many steps the file has behind it."""
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    return int(version)


def migrate(connection: sqlite3.Connection) -> None:
    """Take the file through the steps it lacks, all in one transaction. `connection` is in autocommit mode."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        # Another process may have done it while this one waited.
        for step in STEPS[version_of(connection) :]:
            for statement in step:
                connection.execute(statement)
        connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        connection.execute(f"PRAGMA user_version = {len(STEPS)}")
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise
