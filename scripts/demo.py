"""Read the sample pages and show them on the desk: what `make demo` runs.

With CI=true the desk is not left open: its pages are fetched and looked at, the archive is verified, and the exit code
is 0, or 1 with one line that says what is wrong.
"""

from __future__ import annotations

import html
import os
import re
import shutil
import signal
import subprocess
import sys
from pathlib import Path
from urllib.parse import quote, urljoin
from urllib.request import urlopen

import onrecord

ROOT = Path(__file__).resolve().parent.parent
ARCHIVE = Path(".demo/demo.onrecord")
"""In the checkout; made anew each time."""


class Wrong(Exception):
    """A check of the demo failed."""


def main() -> int:
    """Read the samples into a fresh archive and open the desk on it."""
    os.chdir(ROOT)
    shutil.rmtree(ARCHIVE.parent, ignore_errors=True)
    ARCHIVE.parent.mkdir(parents=True)
    pages = sorted(str(path) for path in Path("samples").iterdir() if path.suffix in {".html", ".txt"})
    print(f"onrecord: reading {len(pages)} sample pages, as `onrecord --archive {ARCHIVE} open samples/…` does")
    sys.stdout.flush()
    # No library's advice to developers on the screen of someone who only wants to look.
    command = [sys.executable, "-W", "ignore", "-m", "onrecord", "--archive", str(ARCHIVE)]
    if os.environ.get("CI", "").lower() != "true":
        os.execv(sys.executable, [*command, "open", *pages])
    try:
        check(command, pages)
    except Wrong as wrong:
        print(f"onrecord: the demo failed: {wrong}", file=sys.stderr)
        return 1
    return 0


def check(command: list[str], pages: list[str]) -> None:
    """Open the desk, look at its pages, close it, verify the archive."""
    with subprocess.Popen([*command, "open", *pages], stdout=subprocess.PIPE, text=True) as desk:
        try:
            assert desk.stdout is not None
            address = desk.stdout.readline().strip()
            if not address:
                raise Wrong(f"the desk did not open (exit code {desk.wait(timeout=60)})")
            print(f"onrecord: the desk answers on {address}")
            looked_at = look(address)
            desk.send_signal(signal.SIGINT)
            if desk.wait(timeout=30) != 0:
                raise Wrong(f"the desk ended with exit code {desk.returncode}, not 0")
        finally:
            desk.kill()
    if subprocess.run([*command, "verify"]).returncode != 0:
        raise Wrong("`onrecord verify` found something that is not as captured")
    print(f"onrecord: {looked_at} pages of the desk looked at, all well")


def look(address: str) -> int:
    """Fetch the desk's pages and check what stands on them; give how many there were."""
    with onrecord.open_archive(ARCHIVE, read_only=True) as archive:
        articles = archive.articles(limit=10_000).rows
        totals = archive.totals()
        if not (articles and totals.statements and totals.silences):
            raise Wrong(f"too little was read from the samples: {totals}")
        if totals.problems:
            raise Wrong(f"{totals.problems} of the samples could not be read: see `onrecord problems`")
        expected: dict[str, list[str]] = {
            "": [article.title or article.uri for article in articles[:10]],
            "rules": ["ST"],
            "problems": [],
        }
        for article in articles:
            reading = archive.reading(article.id)
            assert reading is not None
            names = [statement.source.name for statement in reading.statements if statement.source.name]
            expected[f"articles/{article.id}"] = [article.title or article.id, *names]
        said = archive.statements(limit=1).rows[0].statement
        expected["statements"] = [said.content.text]
        expected["sources"] = [archive.sources(limit=1).rows[0].name]
        expected["silences"] = [archive.silences(limit=1).rows[0].silence.text]
        word = max(re.findall(r"\w+", said.content.text), key=len)
        expected[f"search?q={quote(word)}"] = [word]

    assets: set[str] = set()
    for path, texts in expected.items():
        page = fetch(urljoin(address, path))
        shown = words_of(page)
        for text in texts:
            if words_of(html.escape(text)) not in shown:
                raise Wrong(f"/{path} does not show {text!r}")
        assets |= set(re.findall(r'(?:src|href)="(/static/[^"]+)"', page))
    for asset in sorted(assets):
        if not fetch(urljoin(address, asset)):
            raise Wrong(f"{asset} is empty")
    return len(expected) + len(assets)


def fetch(url: str) -> str:
    """Give the text of a page of the desk, which must allow nothing from elsewhere."""
    try:
        with urlopen(url, timeout=30) as answer:
            if "default-src" not in answer.headers.get("Content-Security-Policy", ""):
                raise Wrong(f"{url} has no Content-Security-Policy")
            text: str = answer.read().decode("utf-8")
            return text
    except OSError as error:  # an answer that is not 200 among them
        raise Wrong(f"{url}: {error}") from error


def words_of(page: str) -> str:
    """Give what a reader of a page sees, white space evened out."""
    return " ".join(html.unescape(re.sub(r"<[^>]+>", "", page)).split())


if __name__ == "__main__":
    sys.exit(main())
