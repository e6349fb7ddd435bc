"""What a person reads in the sample pages, Onrecord reads too: `samples/expected.toml` against the real reading."""

from __future__ import annotations

import re
import tomllib
from contextlib import closing
from functools import cache
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import httpx
import pytest
from anyio.from_thread import start_blocking_portal

import onrecord
from onrecord.desk import create_app
from onrecord.intake import captures
from onrecord.records import Capture, Reading, Statement
from onrecord.workers import Processed, process

SAMPLES = Path(__file__).parent.parent / "samples"
EXPECTED: list[dict[str, Any]] = tomllib.loads((SAMPLES / "expected.toml").read_text(encoding="utf-8"))["page"]
PAGES = {page["file"]: page for page in EXPECTED}


@cache
def processed(name: str) -> Processed:
    """Read one sample page, once for all tests of this file."""
    (capture,) = captures([str(SAMPLES / name)])
    assert isinstance(capture, Capture), capture
    return process(capture)


def readings(name: str) -> tuple[Reading, ...]:
    return processed(name).readings


def plain(text: str | None) -> str:
    """Letter case, the kind of white space and the shape of apostrophes do not count in a comparison."""
    return re.sub(r"\s+", " ", (text or "").replace("\u00a0", " ").replace("’", "'")).casefold()


def cases(kind: str) -> list[Any]:
    """One test a fact, named after its page and its first words."""
    return [
        pytest.param(page["file"], fact, id=f"{page['file']}-{fact.get('content') or fact.get('text') or fact['kind']}")
        for page in EXPECTED
        for fact in page.get(kind, [])
    ]


def shown(statement: Statement) -> str:
    """A statement as a failing test prints it."""
    source = statement.source
    return (
        f"  {statement.id} [{source.status} {source.name!r}] {statement.cue.text!r} ({statement.form}, "
        f"{statement.stance}, through {statement.relay.name if statement.relay else None}, in {statement.parent}): "
        f"{statement.content.text!r}"
    )


def test_every_sample_page_has_its_expectations() -> None:
    pages = {path.name for path in SAMPLES.iterdir() if path.suffix in {".txt", ".html"}}
    assert pages == set(PAGES)


def test_the_readme_describes_every_sample_page() -> None:
    described = set(re.findall(r"^\| `([^`]+)` \|", (SAMPLES / "README.md").read_text("utf-8"), flags=re.MULTILINE))
    assert described == set(PAGES)


@pytest.mark.parametrize("name", PAGES)
def test_a_page_has_exactly_the_articles_that_a_reader_sees(name: str) -> None:
    assert processed(name).problems == ()
    assert [reading.article.title for reading in readings(name)] == PAGES[name]["titles"]


@pytest.mark.parametrize("name", PAGES)
def test_outlet_and_date_are_the_pages_own(name: str) -> None:
    for field in ("outlet", "published"):
        if field in PAGES[name]:
            assert (getattr(readings(name)[0].article, field) or "").startswith(PAGES[name][field])


def test_a_page_that_declares_the_wrong_encoding_is_read_in_the_right_one() -> None:
    capture = processed("amman-ledger-akre-flood.html").capture
    assert capture.declared_encoding == "iso-8859-1"
    assert "“We have brought out twelve bodies and the search goes on,”" in capture.text


@pytest.mark.parametrize("name", PAGES)
def test_anonymous_sources_are_counted(name: str) -> None:
    for number, (reading, (low, high)) in enumerate(zip(readings(name), PAGES[name]["anonymous"], strict=True), 1):
        unnamed = [source.name for source in reading.sources if source.status == "anonymous"]
        assert low <= len(unnamed) <= high, f"article {number}: {unnamed}"


@pytest.mark.parametrize(("name", "fact"), cases("statement"))
def test_a_statement_that_a_reader_would_note(name: str, fact: dict[str, Any]) -> None:
    reading = readings(name)[fact["article"] - 1]
    saying = [one for one in reading.statements if plain(fact["content"]) in plain(one.content.text)]
    here = "\n".join(map(shown, reading.statements))
    assert saying, f"no statement holds {fact['content']!r}; the article's statements:\n{here}"
    by_id = {one.id: one for one in reading.statements}
    sources = {one.id: one for one in reading.sources}

    def agrees(one: Statement) -> bool:
        source = one.source
        names = f"{source.name or ''} {source.text}"
        parent = by_id.get(one.parent or "")
        record = sources.get(source.id or "")
        return (
            plain(fact["cue"]) in plain(one.cue.text)
            and plain(fact["source"]) in plain(names)
            and ("status" not in fact or source.status == fact["status"])
            and ("stance" not in fact or one.stance == fact["stance"])
            and ("form" not in fact or one.form == fact["form"])
            and ("relay" not in fact or (one.relay is not None and fact["relay"] in one.relay.name))
            and ("count" not in fact or (record is not None and record.count == fact["count"]))
            and ("reason" not in fact or plain(fact["reason"]) in plain(source.anonymity_reason))
            and ("parent" not in fact or (parent is not None and plain(fact["parent"]) in plain(parent.source.name)))
        )

    assert any(agrees(one) for one in saying), f"wanted {fact}\nfound\n" + "\n".join(map(shown, saying))


@pytest.mark.parametrize(("name", "fact"), cases("silence"))
def test_a_silence_that_a_reader_would_note(name: str, fact: dict[str, Any]) -> None:
    silences = readings(name)[fact["article"] - 1].silences
    found = [(one.kind, one.source) for one in silences]
    assert any(kind == fact["kind"] and plain(fact["source"]) in plain(who) for kind, who in found), (
        f"wanted {fact['kind']} by {fact['source']!r}; found {found}"
    )


@pytest.mark.parametrize(("name", "fact"), cases("absent"))
def test_furniture_and_hidden_text_are_in_no_article(name: str, fact: dict[str, Any]) -> None:
    article = readings(name)[fact["article"] - 1].article
    assert not re.search(rf"(?<!\w){re.escape(fact['text'])}(?!\w)", article.text)


@pytest.fixture(scope="module")
def archive_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An archive of all sample pages."""
    file = tmp_path_factory.mktemp("samples") / "samples.onrecord"
    added = onrecord.add(file, [SAMPLES / name for name in PAGES], workers=1)
    assert (added.new, added.problems) == (len(PAGES), 0)
    return file


def test_an_archive_of_the_samples_verifies(archive_file: Path) -> None:
    with closing(onrecord.open_archive(archive_file, read_only=True)) as archive:
        assert archive.totals().articles == sum(len(page["titles"]) for page in EXPECTED)
        assert list(archive.verify()) == []


def ask_the_desk(archive_file: Path, address: str) -> httpx.Response:
    """Ask the desk for a page, without a server."""

    async def answer() -> httpx.Response:
        transport = httpx.ASGITransport(create_app(archive_file))
        async with httpx.AsyncClient(transport=transport, base_url="http://127.0.0.1") as client:
            return await client.get(address)

    with start_blocking_portal() as portal:  # a loop of its own: playwright may keep one in this thread
        return portal.call(answer)


class Live(HTMLParser):
    """Notes everything in a page that a browser would run or fetch."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in {"script", "iframe", "object", "embed", "base", "style"} and dict(attrs).get("src") is None:
            self.found.append(f"<{tag}>")
        for name, value in attrs:
            target = (value or "").strip().lower()
            elsewhere = name in {"href", "src", "action"} and re.match(r"(?!/)[a-z]+:|//", target)
            if name.startswith("on") or name == "srcdoc" or elsewhere:
                self.found.append(f"<{tag} {name}={value!r}>")


@pytest.mark.parametrize(
    "address", ["/", "/articles/{id}", "/captures/{sha256}", "/statements", "/sources", "/silences", "/search?q=apples"]
)
def test_a_hostile_page_reaches_the_desk_as_text(archive_file: Path, address: str) -> None:
    (reading,) = readings("bekaa-bulletin-orchard.html")
    answer = ask_the_desk(archive_file, address.format(id=reading.article.id, sha256=reading.capture.sha256))
    assert answer.status_code == 200
    live = Live()
    live.feed(answer.text)
    assert live.found == []
    assert "document.title='link ran'" not in answer.text


LEDGERS: dict[str, list[dict[str, Any]]] = tomllib.loads((SAMPLES / "ledgers.toml").read_text(encoding="utf-8"))


def facts(kind: str) -> list[Any]:
    return [pytest.param(fact, id=f"{fact['file']}-{fact['text']}") for fact in LEDGERS[kind]]


def reading_of(fact: dict[str, Any]) -> Reading:
    name, article = str(fact["file"]), int(fact["article"])
    return readings(name)[article - 1]


@pytest.mark.parametrize("fact", facts("place"))
def test_a_place_is_where_a_reader_knows_it_to_be(fact: dict[str, Any]) -> None:
    found = [place for place in reading_of(fact).places if place.text == fact["text"]]
    assert found
    for place in found:
        assert (place.name, place.country, place.precision) == (fact["name"], fact["country"], fact["precision"])


@pytest.mark.parametrize("fact", facts("date"))
def test_a_date_is_the_day_a_reader_counts_out(fact: dict[str, Any]) -> None:
    found = [date.edtf or "" for date in reading_of(fact).dates if date.text == fact["text"]]
    assert found
    assert set(found) == {fact["edtf"]}


@pytest.mark.parametrize("fact", facts("figure"))
def test_a_figure_says_how_many_of_what_and_who_claims_it(fact: dict[str, Any]) -> None:
    reading = reading_of(fact)
    (figure,) = (f for f in reading.figures if f.text == fact["text"] and f.kind == fact["kind"])
    ends = ["" if end is None else end for end in (figure.low, figure.high)]
    assert (*ends, figure.bound) == (fact["low"], fact["high"], fact["bound"])
    claimants = {s.id: plain(s.source.name or s.source.text) for s in reading.statements}
    places = {place.id: place.name for place in reading.places}
    dates = {date.id: date.edtf for date in reading.dates}
    wholes = {other.id: other.text for other in reading.figures}
    if "by" in fact:
        claimant = claimants[figure.statement] if figure.statement else ""
        assert plain(fact["by"]) in claimant
        assert bool(fact["by"]) == bool(claimant)
    checked = {
        "counted": figure.counted,
        "unit": figure.unit,
        "place": places.get(figure.place or ""),
        "day": dates.get(figure.date or ""),
        "part_of": wholes.get(figure.part_of or ""),
    }
    assert {name: value for name, value in checked.items() if name in fact} == {
        name: fact[name] for name in checked if name in fact
    }
