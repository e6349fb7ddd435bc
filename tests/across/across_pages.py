"""An archive from a few lines of text: invented people and events in real places."""

from __future__ import annotations

import functools
import json
from io import BytesIO
from pathlib import Path

import onrecord
from onrecord.records import Reading

FERRY = (
    "The ferry between Tartus and Arwad sailed again on Monday after nine days in port. "
    "“The sea has calmed and the jetty has been mended,” said Samer Hallak, who runs the harbour office. "
    "Bread and diesel had been brought over by fishing boats, and two families who waited for a doctor were taken to "
    "Latakia. Rima Saadeh, who teaches at the island's only school, said that 14 of her pupils had been kept on the "
    "mainland for more than a week, and that nobody had told their parents anything."
)
OLIVES = (
    "Olive growers in Idlib began their harvest a week early this year, after rain that nobody had hoped for. "
    "“We have had three dry years,” said Huda Barakat, whose father built the press. "
    "Prices were set on Thursday by the growers' union, which asked its members not to sell before they were published."
)
LETTER = (
    "Read the Harbour Post every morning before seven: write to us and we shall send you our letter free of charge."
)


def line(text: str, **known: str) -> dict[str, str]:
    """One page as a line of JSON Lines: `outlet`, `date`, `uri`, `fetched_at` beside its text."""
    return {"text": text, **known}


def add(path: Path, *lines: dict[str, str], compare: bool = True) -> None:
    """Add pages to the archive at `path`, and compare them."""
    data = "\n".join(json.dumps(one) for one in lines).encode()
    onrecord.add(path, "-", stdin=BytesIO(data), model="rules", workers=1)
    if compare:
        onrecord.compare(path)


@functools.cache
def read(text: str, date: str | None = None) -> Reading:
    """The reading of a text."""
    return onrecord.read_text(text, model="rules", date=date)


def id_of(path: Path, words: str) -> str:
    """The id of the one article whose text holds these words."""
    with onrecord.open_archive(path, read_only=True) as archive:
        (found,) = [r.article.id for r in archive.readings() if words in r.article.text]
    return found
