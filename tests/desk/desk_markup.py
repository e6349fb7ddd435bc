"""Read the desk's own pages back, as a test wants to see them."""

from __future__ import annotations

from dataclasses import dataclass, field
from html.parser import HTMLParser

VOID = {"meta", "link", "input", "br", "img", "hr"}


@dataclass
class Shown:
    """A piece of an article's text, or of a capture, in a `<span>` or `<mark>` of its own."""

    classes: set[str]
    of: list[str]
    kind: str | None
    text: str = ""


@dataclass
class Parsed(HTMLParser):
    """A page taken apart."""

    tags: list[tuple[str, dict[str, str]]] = field(default_factory=list)
    words: list[str] = field(default_factory=list)
    title: str = ""
    pieces: list[Shown] = field(default_factory=list)
    article_text: list[str] = field(default_factory=list)
    source_text: str = ""
    marked: list[str] = field(default_factory=list)
    cards: dict[str, str] = field(default_factory=dict)
    card_hrefs: dict[str, list[str]] = field(default_factory=dict)
    stack: list[tuple[str, dict[str, str]]] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__init__(convert_charrefs=True)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        self.tags.append((tag, given))
        if tag in VOID:
            return
        classes = set(given.get("class", "").split())
        self.stack.append((tag, given))
        if self._inside("text", "source-text") and tag in ("span", "mark"):
            self.pieces.append(Shown(classes, given.get("data-of", "").split(), given.get("data-kind")))
        if (tag == "h1" and self._inside("head")) or (tag in ("p", "h2") and "text" in classes):
            self.article_text.append("")
        if "card" in classes:
            self.cards[given["id"]] = ""
            self.card_hrefs[given["id"]] = []
        if tag == "a" and (card := self._card()):
            self.card_hrefs[card].append(given["href"])

    def handle_endtag(self, tag: str) -> None:
        while self.stack and self.stack.pop()[0] != tag:
            pass

    def handle_data(self, data: str) -> None:
        inside = [tag for tag, _ in self.stack]
        if "title" in inside:
            self.title += data
        elif "main" in inside and not {"style", "script"} & set(inside):
            self.words.append(data)
        top, given = self.stack[-1] if self.stack else ("", {})
        number = "n" in given.get("class", "").split()
        if card := self._card():
            self.cards[card] = " ".join((self.cards[card] + " " + data).split())
            return
        if any("source-text" in given.get("class", "").split() for _, given in self.stack):
            self.source_text += data
        elif not number and self._in_article_text():
            self.article_text[-1] += data
        if top == "mark":
            self.marked.append(data)
        if top in ("span", "mark") and self._inside("text", "source-text") and self.pieces:
            self.pieces[-1].text += data

    def _in_article_text(self) -> bool:
        return any(
            (tag == "h1" and self._inside("head")) or (tag in ("p", "h2") and "text" in given.get("class", "").split())
            for tag, given in self.stack
        )

    def _inside(self, *classes: str) -> bool:
        return any(set(classes) & set(given.get("class", "").split()) for _, given in self.stack)

    def _card(self) -> str | None:
        return next((given["id"] for _, given in self.stack if "card" in given.get("class", "").split()), None)

    @property
    def text(self) -> str:
        """The words of the page's main part, white space collapsed."""
        return " ".join(" ".join(self.words).split())

    @property
    def ids(self) -> list[str]:
        return [given["id"] for _, given in self.tags if "id" in given]

    @property
    def hrefs(self) -> list[str]:
        return [given["href"] for tag, given in self.tags if tag == "a"]

    def count(self, tag: str) -> int:
        return sum(name == tag for name, _ in self.tags)

    def attributes(self, tag: str) -> list[dict[str, str]]:
        return [given for name, given in self.tags if name == tag]


def parse(html: str) -> Parsed:
    page = Parsed()
    page.feed(html)
    page.close()
    return page
