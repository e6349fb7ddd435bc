"""The two real captures, read line by line by a person; who says what there must stay as that person signed it.

The captures are other people's words and lie in `../shared/seeds` beside the checkout; here stand only names and cues.
Each line of `seeds.tsv`: capture, article, statement, who (four words at most), status, cue, stance, relay, parent (`-` for none).
"""

from pathlib import Path

import pytest

from onrecord.intake import captures
from onrecord.records import Capture, Statement
from onrecord.workers.processing import How, process

SEEDS = Path(__file__).resolve().parents[3] / "shared" / "seeds"
SIGNED = Path(__file__).with_name("seeds.tsv")

pytestmark = pytest.mark.skipif(not SEEDS.is_dir(), reason="../shared/seeds is not beside this checkout")


def line_of(capture: int, article: int, statement: Statement) -> str:
    """Give one statement as a line of `seeds.tsv`."""
    fields = (
        capture,
        article,
        statement.id,
        " ".join((statement.source.name or "-").split()[:4]),
        statement.source.status or "-",
        statement.cue.text or "-",
        statement.stance,
        statement.relay.name if statement.relay is not None else "-",
        statement.parent or "-",
    )
    return "\t".join(map(str, fields))


def lines_of_seeds() -> list[str]:
    """Read both captures and give every statement as a line."""
    found: list[str] = []
    kept = [c for c in captures([str(SEEDS)]) if isinstance(c, Capture)]
    for number, capture in enumerate(kept):
        for reading in process(capture, How(model="rules")).readings:
            article = int(reading.article.id.rsplit("-", 1)[1])
            found += [line_of(number, article, statement) for statement in reading.statements]
    return found


def test_every_statement_is_as_a_reader_signed_it() -> None:
    signed = SIGNED.read_text(encoding="utf-8").splitlines()
    assert lines_of_seeds() == signed


def test_the_first_article_is_the_same_in_both() -> None:
    first, second = (
        [line.split("\t", 1)[1] for line in lines_of_seeds() if line.startswith(f"{n}\t1\t")] for n in (0, 1)
    )
    assert first == second
    assert len(first) > 15
