"""What an address says: how a list is narrowed, and which page of it is meant."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any, Literal, NamedTuple
from urllib.parse import quote, urlencode

from pydantic import BaseModel, ConfigDict, Field, field_validator

from onrecord.archive.interface import Filter, Listing
from onrecord.records import Cited, DateKind, FigureKind, Form, IdentityKind, Precision, Span, Stance, Status, days_of

PAGE_LENGTH = 50
UNKNOWN = "unknown"
"""Asked for as a precision: what the gazetteer does not know."""
Order = Literal["latest", "largest", "contested", "supported"]
"""What stands first in a list of stories or claims."""
_CALENDAR = re.compile(r"\d{4}(-\d{2}){0,2}", re.ASCII)


class Narrowing(BaseModel):
    """The query of a list's address. A field left empty in a form leaves the list open."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    words: str | None = None
    source: str | None = None
    status: Status | None = None
    stance: Stance | None = None
    form: Form | None = None
    relay: str | None = None
    outlet: str | None = None
    article: str | None = None
    min_confidence: float | None = Field(None, ge=0, le=1)
    place: str | None = None
    country: str | None = None
    precision: Precision | Literal["unknown"] | None = None
    kind: DateKind | FigureKind | IdentityKind | None = None
    counted: str | None = None
    since: str | None = None
    until: str | None = None
    story: str | None = None
    contested: Literal["yes"] | None = None
    denied: Literal["yes"] | None = None
    disputed: Literal["yes"] | None = None
    min_origins: int | None = Field(None, ge=1, le=10_000)
    min_articles: int | None = Field(None, ge=1, le=10_000_000)
    order: Order | None = None
    q: str | None = None
    page: int = Field(1, ge=1, le=10_000_000)

    @field_validator("*", mode="before")
    @classmethod
    def _blank_is_open(cls, value: Any, info: Any) -> Any:
        if isinstance(value, str) and not value.strip():
            return cls.model_fields[info.field_name].default
        return value.strip() if isinstance(value, str) else value

    @field_validator("since", "until")
    @classmethod
    def _a_day(cls, value: str | None, info: Any) -> str | None:
        """Take a day, a month or a year: `since=2024` is its first day, `until=2024` its last."""
        if value is None:
            return None
        first, last = days_of(value) if _CALENDAR.fullmatch(value) else (None, None)
        if first is None or last is None:
            raise ValueError("give a day as 2024-12-31, a month as 2024-12 or a year as 2024")
        return first if info.field_name == "since" else last

    @property
    def offset(self) -> int:
        """Rows before the first one of this page."""
        return (self.page - 1) * PAGE_LENGTH

    def filter(self) -> Filter:
        """Give it as the archive's filter."""
        return Filter(**{name: getattr(self, name) for name in Filter.__struct_fields__})

    def asked(self) -> dict[str, Any]:
        """Give what narrows the list, without the page."""
        return {name: value for name, value in self.model_dump(exclude_none=True).items() if name != "page"}


class Pager(NamedTuple):
    """Which rows of a list are shown, and the addresses of those before and after."""

    first: int
    last: int
    total: int
    before: str | None
    after: str | None

    @property
    def words(self) -> str:
        """ "1–50 of 1,234"."""
        if self.first > self.last:
            return f"0 of {self.total:,}"
        return f"{self.first:,}–{self.last:,} of {self.total:,}"


def pager(path: str, narrowing: Narrowing, listing: Listing[Any]) -> Pager:
    """Say which rows `listing` is, for the list at `path`."""
    first = listing.offset + 1
    last = listing.offset + len(listing.rows)
    more = listing.rows and last < listing.total

    def turned(by: int) -> str:
        return address(path, **{**narrowing.asked(), "page": narrowing.page + by})

    return Pager(
        first=first,
        last=last,
        total=listing.total,
        before=turned(-1) if narrowing.page > 1 else None,
        after=turned(1) if more else None,
    )


def address(path: str, **query: Any) -> str:
    """Give an address on this desk; what is open, and page 1, is left out."""
    said = {name: value for name, value in query.items() if value not in (None, "") and (name, value) != ("page", 1)}
    return path + ("?" + urlencode(said) if said else "")


def source_address(name: str, status: str | None = None) -> str:
    """Give the address of the page of everything one source said."""
    return address("/sources/" + quote(name, safe=""), status=status)


def text_address(article_id: str, spans: Iterable[Span]) -> str:
    """Give the address of an article with these characters of its text marked."""
    pairs = [pair for span in spans for pair in (("from", span.start), ("to", span.end))]
    path = "/articles/" + quote(article_id, safe="")
    return f"{path}?{urlencode(pairs)}#asked" if pairs else path


def cited_address(cited: Cited) -> str:
    """Give the address of the very characters that something rests on."""
    return text_address(cited.article, cited.spans)


def statement_address(article_id: str, statement_id: str) -> str:
    """Give the address of a statement in its article."""
    return f"/articles/{quote(article_id, safe='')}#{quote(statement_id, safe='')}"
