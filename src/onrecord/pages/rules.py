"""The rules a page is taken apart by: one small class each, its docstring its documentation page and its tests.

A drawing is a page: its lines on the left, on the right the role each line gets. Where a page holds several articles
the role is followed by the article's number. An empty line of the page is drawn as a line with nothing on the left.
A drawing whose first line starts with `<` is HTML, one block a line.
"""

from __future__ import annotations

import re
from typing import ClassVar

from onrecord.pages import printed_dates, wording
from onrecord.pages.blocks import Block, Place
from onrecord.records import Rule
from onrecord.vocabulary.pages import matcher

_SEPARATOR = re.compile(r"[\W_]{3,}")
_CAPTION_LEAD = re.compile(
    r"(?:file )?(?:photo|image|picture|media caption|image caption|caption)\s*:\s*\S", re.IGNORECASE
)


class LineRule(Rule):
    """A rule that knows a line by the line alone."""

    @classmethod
    def role_of(cls, block: Block) -> str | None:
        """Give the role the block gets by this rule; None where the rule has nothing to say."""
        raise NotImplementedError


class Hidden(LineRule):
    """Text that a browser would not show is set aside.

    An element with the `hidden` attribute, or whose own style says `display: none` or `visibility: hidden`, is read
    but belongs to no article. Scripts, styles, templates and `noscript` are no text at all.

    Examples:
    <h1>Ferry resumes between islands</h1>                              | headline
    <p>The ferry to the outer islands sailed again on Monday.</p>       | paragraph
    <p style="display:none">You have no free articles left today.</p>   | other
    <p>It had lain in port for nine days because of the storm.</p>      | paragraph

    Limits:
    Only the element's own attributes are read, never a style sheet: text hidden by a class stays visible to us. Where
    nearly all that the content witness kept is hidden (a script would show it), nothing counts as hidden.
    """

    code: ClassVar[str] = "PG01"
    title: ClassVar[str] = "Hidden text"

    @classmethod
    def role_of(cls, block: Block) -> str | None:
        """Set aside what stands in a hidden element."""
        return "other" if Place.HIDDEN in block.place else None


class Wording(LineRule):
    """A line that is worded as page furniture is set aside under its kind.

    The words are those of `vocabulary/data/furniture.toml`: navigation, share buttons, advertisement labels, comment
    forms, legal notices. Letter case and closing punctuation do not count.

    Examples:
    Navigation menu                                            | navigation
    Sign up                                                    | navigation
    Mayor reopens the old bridge                               | headline
    The old bridge was reopened to traffic on Tuesday morning. | paragraph
    Share this article                                         | share
    Advertisement                                              | advertisement
    Some 400 people walked across it within the first hour.    | paragraph
    Privacy policy                                             | boilerplate

    Limits:
    A section's name ("Analysis", "Iran") is set aside too unless it stands alone between two paragraphs, where it may be
    a sub-heading. English wording, but for some teasers and names of languages.
    """

    code: ClassVar[str] = "PG02"
    title: ClassVar[str] = "Furniture by its wording"

    KINDS: ClassVar[tuple[str, ...]] = ("advertisement", "share", "comment", "boilerplate", "navigation")

    @classmethod
    def role_of(cls, block: Block) -> str | None:
        """Give the kind whose wording the line has."""
        if len(block.text) > 300:
            return None
        if block.level == 1 or (block.words > 25 and wording.is_sentence(block.text) and block.witnessed):
            return None
        kinds = cls.KINDS if Place.CAPTION not in block.place else ("advertisement", "share")
        return next((kind for kind in kinds if matcher(kind).matches(block.text)), None)


class Marker(LineRule):
    """A lone mark that a template prints is set aside.

    One to three capitals on a line of their own (`TT`), "3 min", "list of 4 items", "play", a row of stars or dashes.

    Examples:
    Ministers meet on water shortage                           | headline
    TT                                                         | marker
    Ministers of three countries met on the shortage of water. | paragraph
    3 min read                                                 | marker
    They agreed to meet again in the spring.                   | paragraph
    * * *                                                      | marker

    Limits:
    A sub-heading of up to three capitals ("UN") is lost to the article's text, but kept as furniture.
    """

    code: ClassVar[str] = "PG03"
    title: ClassVar[str] = "Lone marks"

    @classmethod
    def role_of(cls, block: Block) -> str | None:
        """Set aside lines that are marks."""
        if is_separator(block) or matcher("endings").matches(block.text):
            return "marker"
        return "marker" if len(block.text) <= 60 and matcher("marker").matches(block.text) else None


class TeaserLine(LineRule):
    """A line that sends the reader to another article is a teaser.

    "READ MORE: …", "Also read: …", "See also: …", with or without a title behind it; in HTML also a paragraph that is
    one link. It belongs to no article.

    Examples:
    Rain returns to the valley                                 | headline
    The first rain in seven months fell on the valley.         | paragraph
    READ MORE: Farmers count their losses after the drought    | teaser
    Farmers said it had come too late for this year's wheat.   | paragraph
    PHOTOS: The valley before the rain                         | teaser
    They hope to sow again before the winter sets in.          | paragraph

    Limits:
    "PHOTOS:", "VIDEO:" and the like count in capitals only. The page's first line, a line above a date or byline, below a
    source line or said again is a headline though it begins so. A paragraph that begins "Watch: " or "Read: " as a plain instruction is taken for a teaser when it is short.
    """

    code: ClassVar[str] = "PG04"
    title: ClassVar[str] = "Read-more lines"

    @classmethod
    def role_of(cls, block: Block) -> str | None:
        """Set aside lines that begin as teasers do."""
        if len(block.text) > 220 or block.level == 1:
            return None
        bracketed = block.link_share > 0.6 and block.text[0] in "(["
        alone = block.link_share > 0.95 and block.tag == "p" and Place.LIST not in block.place and not block.level
        linked = (bracketed or alone) and 4 <= block.words <= 40
        return "teaser" if linked or matcher("teasers").matches(block.text) else None


class SourceLine(LineRule):
    """A source line ends an article and is set aside; it tells the outlet.

    "Source: Example News and agencies" below a text names the outlet that printed it, and what follows it is another
    article or the foot of the page.

    Examples:
    Rain returns to the valley                                     | headline 1
    The first rain in seven months fell on the valley on Friday.   | paragraph 1
    Farmers said it had come too late for this year's wheat.       | paragraph 1
    Source: Valley News and agencies                               | boilerplate
    Harbour strike enters third week                               | headline 2
    Dockers in the northern harbour voted to stay out on strike.   | paragraph 2
    The harbour company said no talks were planned for this week.  | paragraph 2

    Limits:
    A source line below a table or a chart inside an article ends the article when a heading follows it.
    """

    code: ClassVar[str] = "PG05"
    title: ClassVar[str] = "Source lines"

    @classmethod
    def role_of(cls, block: Block) -> str | None:
        """Set aside source lines."""
        return "boilerplate" if len(block.text) <= 120 and matcher("sources").matches(block.text) else None


class Credit(LineRule):
    """A line that only says who made a picture is a photo credit.

    "Photo: Jane Doe/AFP", "REUTERS/Jane Doe", "Getty Images". It stays in the article's text, marked, and never makes
    the text agency copy.

    Examples:
    Ferry resumes between islands                              | headline
    Photo: Jane Doe/AFP                                        | credit
    The ferry to the outer islands sailed again on Monday.     | paragraph
    Jane Doe for The Valley Times                              | credit
    It had lain in port for nine days because of the storm.    | paragraph

    Limits:
    A photographer's bare name on a line of its own is not recognised; an agency's bare name below a text (its sign-off)
    is taken for a photo credit.
    """

    code: ClassVar[str] = "PG06"
    title: ClassVar[str] = "Photo credits"

    @classmethod
    def role_of(cls, block: Block) -> str | None:
        """Know a credit by its words, or in HTML by its class where it is short."""
        if wording.is_credit(block.text) or (Place.CREDIT in block.place and block.words <= 14 and not block.level):
            return "credit"
        return None


class Caption(LineRule):
    """A line that ends in a photo credit, or stands in a `figcaption`, is a caption.

    The credit is marked inside it. A caption said twice or three times is kept once. A line said twice running is a
    caption also without a credit.

    Examples:
    Ferry resumes between islands                                         | headline
    A ferry leaves the harbour on Monday [File: Jane Doe/AFP]             | caption
    A ferry leaves the harbour on Monday [File: Jane Doe/AFP]             | repeat
    The ferry to the outer islands sailed again on Monday.                | paragraph

    Ferry resumes between islands                                         | headline
    Passengers wait at the quay, May 4, 2023. REUTERS/ Jane Doe           | caption
    The ferry to the outer islands sailed again on Monday.                | paragraph

    Limits:
    In plain text a caption without a credit that is said once reads as a paragraph. A paragraph that ends in a bracketed
    agency name without a full stop reads as a caption.
    """

    code: ClassVar[str] = "PG07"
    title: ClassVar[str] = "Captions"

    @classmethod
    def role_of(cls, block: Block) -> str | None:
        """Know a caption by its credit or its element."""
        if block.words > 110:
            return None
        if Place.CAPTION in block.place and block.words:
            return "caption"
        if not block.level and block.words <= 70 and (wording.credit_in(block.text) or _CAPTION_LEAD.match(block.text)):
            return "caption"
        return None


class Byline(LineRule):
    """A line that says who wrote the article is a byline.

    "By Jane Doe and John Roe", an agency's "(Reporting by …; Editing by …)" below a text. It stays in the article's
    text, marked.

    Examples:
    Ferry resumes between islands                              | headline
    By Jane Doe in Northport                                   | byline
    The ferry to the outer islands sailed again on Monday.     | paragraph
    (Reporting by Jane Doe; Editing by John Roe)               | byline

    Ferry resumes between islands                              | headline
    Northport: Jane Doe                                        | byline
    The ferry to the outer islands sailed again on Monday.     | paragraph

    Limits:
    A bare name is a byline only right above a date line, or in HTML that marks it as one. A byline in lower case is not recognised.
    """

    code: ClassVar[str] = "PG08"
    title: ClassVar[str] = "Bylines"

    @classmethod
    def role_of(cls, block: Block) -> str | None:
        """Know a byline by its words, or in HTML by its class where it is short."""
        if wording.is_byline(block.text) or wording.is_sign_off(block.text):
            return "byline"
        marked = Place.BYLINE in block.place and block.words <= 12 and not block.level
        return "byline" if marked and not wording.is_sentence(block.text) and block.words else None


class DateLine(LineRule):
    """A line that is a date and nothing else says when the article was published.

    With or without "Published", a weekday, a time of day and a time zone; in HTML also with another short line in the
    same block. A date inside a sentence never is one.

    Examples:
    Ferry resumes between islands                              | headline
    Published On May 4, 2023                                   | date
    The ferry to the outer islands sailed again on Monday.     | paragraph

    Limits:
    English month names only. 04/05/2023 may be a day in April or in May: only its year is taken.
    """

    code: ClassVar[str] = "PG09"
    title: ClassVar[str] = "Date lines"

    @classmethod
    def role_of(cls, block: Block) -> str | None:
        """Know a date line by its words."""
        lines = block.text.split("\n")
        short = len(lines) <= 4 and all(len(line.split()) <= 10 for line in lines)
        return "date" if short and any(printed_dates.is_date_line(line) for line in lines) else None


class PlaceInPage(LineRule):
    """In HTML, what stands in navigation, forms, footers, comments and lists of links is set aside.

    The elements `nav`, `aside`, `footer`, `form` and the class names that sites give to such parts count, and so does
    a block most of whose characters are links. What the content witness kept stays.

    Examples:
    <nav><a href="/a">Harbour guide</a></nav>                           | navigation
    <h1>Ferry resumes between islands</h1>                              | headline
    <p>The ferry to the outer islands sailed again on Monday.</p>       | paragraph
    <p>It had lain in port for nine days because of the storm.</p>      | paragraph
    <aside><p>Write to the editor about anything you like.</p></aside>  | other

    Limits:
    Class names are a site's own; unusual ones are not known. A pull quote in an `aside` is set aside.
    """

    code: ClassVar[str] = "PG10"
    title: ClassVar[str] = "Place in the page"

    KINDS: ClassVar[tuple[tuple[Place, str], ...]] = (
        (Place.ADVERTISEMENT, "advertisement"),
        (Place.COMMENTS, "comment"),
        (Place.SHARING, "share"),
        (Place.NAVIGATION, "navigation"),
        (Place.FOOTER, "boilerplate"),
        (Place.LEGAL, "boilerplate"),
        (Place.RELATED, "teaser"),
        (Place.FORM, "other"),
        (Place.ASIDE, "other"),
        (Place.HEADER, "navigation"),
    )

    @classmethod
    def role_of(cls, block: Block) -> str | None:
        """Give the kind of the part the block stands in."""
        links_only = block.link_share > 0.75 and block.tag in ("td", "div", "") and not block.level
        if block.witnessed and not links_only:
            return None
        for place, kind in cls.KINDS:
            if place in block.place and not (block.level == 1 and place in (Place.HEADER, Place.ADVERTISEMENT)):
                return kind
        if block.link_share > 0.6 and block.words < 40 and not block.level:
            return "teaser" if block.words > 4 else "navigation"
        return None


class RelatedList(Rule):
    """Below a label such as "Related", titles with a cut-off sentence each are teasers, not articles.

    A teaser is a title, with or without one short paragraph. The list ends at the first paragraph that is longer, or
    that has another one below it.

    Examples:
    Rain returns to the valley                                            | headline
    The first rain in seven months fell on the valley on Friday.          | paragraph
    Farmers said it had come too late for this year's wheat.              | paragraph
    Related                                                               | teaser
    Harbour strike enters third week                                      | teaser
    Dockers in the northern harbour voted to stay out on strike until.    | teaser
    Old bridge reopens to traffic                                         | teaser
    The bridge had been closed for.                                       | teaser

    Limits:
    A very short article right below such a label is taken for a teaser.
    """

    code: ClassVar[str] = "PG11"
    title: ClassVar[str] = "Related-article lists"


class Repeat(Rule):
    """What an article says twice is kept once: its headline, a caption, a whole paragraph.

    Letters and digits are compared, not case, white space or punctuation. The first saying stays in the article.

    Examples:
    Ferry resumes between islands                                         | headline
    Ferry resumes between islands                                         | repeat
    The ferry to the outer islands sailed again on Monday.                | paragraph
    "We are glad to be moving again," said its captain.                   | paragraph
    The ferry to the outer islands sailed again on Monday.                | repeat

    Limits:
    Paragraphs of fewer than six words are never taken for repeats.
    """

    code: ClassVar[str] = "PG12"
    title: ClassVar[str] = "Said again"


class Opening(Rule):
    """A new article opens where enough of its marks come together.

    Marks count points: a headline said twice, a source line or sign-off before it, more blank lines than the text has
    between its paragraphs, a row of stars, a byline, a date line, captions, a dateline in the first paragraph; in HTML
    a further `h1`, an `<article>` of its own, a headline that the page's JSON-LD names. Three points open an article.
    A heading with fewer is a sub-heading. In plain text a gap counts less above a heading that is set otherwise than the
    page's first headline.

    Examples:
    Ferry resumes between islands                                         | headline 1
                                                                          |
    The ferry to the outer islands sailed again on Monday.                | paragraph 1
                                                                          |
    It had lain in port for nine days because of the storm.               | paragraph 1
                                                                          |
    WEATHER                                                               | sub-heading 1
                                                                          |
    The storm has moved on to the east, the weather office said.          | paragraph 1
                                                                          |
                                                                          |
    Harbour strike enters third week                                      | headline 2
                                                                          |
    Dockers wait at the gate of the harbour (AFP)                         | caption 2
    Dockers wait at the gate of the harbour (AFP)                         | repeat
    TT                                                                    | marker
                                                                          |
    Harbour strike enters third week                                      | repeat
                                                                          |
    Dockers in the northern harbour voted to stay out on strike.          | paragraph 2
                                                                          |
    The harbour company said no talks were planned for this week.         | paragraph 2

    Ferry resumes between islands                                         | headline
                                                                          |
    The ferry to the outer islands sailed again on Monday.                | paragraph
    It had lain in port for nine days because of the storm.               | paragraph
                                                                          |
    So does the captain have a plan for winter?                           | sub-heading
    He would sail every second day from now on, he said.                  | paragraph
    The owner of the ferry said that she agreed with him.                 | paragraph

    Limits:
    Two articles parted by nothing but a headline, in plain text, are read as one with a sub-heading; so are two parted by
    blank lines where the second headline is set otherwise than the first (in capitals, or touching its text).
    """

    code: ClassVar[str] = "PG13"
    title: ClassVar[str] = "Where an article opens"


class OutsideArticles(Rule):
    """Lines before the first headline and below the last paragraph belong to no article.

    Examples:
    Valley News                                                           | navigation
    Harbour guide                                                         | navigation
                                                                          |
    Rain returns to the valley                                            | headline
    The first rain in seven months fell on the valley on Friday.          | paragraph
    Farmers said it had come too late for this year's wheat.              | paragraph
    Valley News Publishing                                                | navigation

    Old bridge reopens to traffic                                         | headline
    Old bridge in Northport reopens to traffic today, mayor says          | paragraph

    Limits:
    A page without any paragraph is one article where it has 40 words, or three lines or fewer and no navigation.
    A last line without a full stop is set aside where it reads like a label.
    """

    code: ClassVar[str] = "PG14"
    title: ClassVar[str] = "Outside every article"


class SubHeading(Rule):
    """A short line without a full stop above a paragraph, inside an article, is a sub-heading.

    Examples:
    Rain returns to the valley                                            | headline
    The first rain in seven months fell on the valley on Friday.          | paragraph
    A long wait                                                           | sub-heading
    Farmers said it had come too late for this year's wheat.              | paragraph

    Limits:
    In plain text a short line of speech without a full stop reads as a sub-heading.
    """

    code: ClassVar[str] = "PG15"
    title: ClassVar[str] = "Sub-headings"


class Witness(Rule):
    """In HTML, what neither the content witness nor the page's structure takes for content is set aside.

    The witness is trafilatura: its text is aligned with our blocks. Paragraphs beside those it kept are kept too, and
    so are further whole articles with a headline of their own, which it drops.

    Examples:
    <h1>Ferry resumes between islands</h1>                                                                      | headline
    <div><p>The ferry to the outer islands sailed again on Monday after nine days in port, its owner said.</p>  | paragraph
    <p>It had lain there because of the storm, which has now moved on to the east of the country.</p></div>     | paragraph
    <div><span>Harbour radio 98.3</span></div>                                                                  | other

    Limits:
    On a page of many short texts (a forum, a front page) the witness may take a wrong part for the content.
    """

    code: ClassVar[str] = "PG16"
    title: ClassVar[str] = "The content witness"


class Dateline(Rule):
    """The place, and often the agency, that a first paragraph opens with is its dateline.

    It stays in the text, marked; its day, where it prints one and the page tells no other date, is the article's date.

    Examples:
    Ferry resumes between islands                                                 | headline
    NORTHPORT (AFP) - The ferry to the outer islands sailed again on Monday.      | paragraph with dateline

    Limits:
    A dateline in mixed case is known only before a dash with spaces around it.
    """

    code: ClassVar[str] = "PG17"
    title: ClassVar[str] = "Datelines"


class WrappedLines(Rule):
    """Lines that a wire wrapped by hand are one paragraph.

    Where most lines of a text end at the same column and run on in lower case, a line goes on in the next one when the
    next one's first word had no room left in it. An indented line and a blank line begin a paragraph.

    Examples:
    The ferry to the outer islands sailed again on Monday after nine days  | paragraph
    in port, its owner said, and the first passengers in more than a week
    came ashore in the afternoon.
        It had lain there because of the storm, which has now moved on to  | paragraph
    the east of the country, where it uprooted trees and closed roads and
    left some villages without light.

    Limits:
    A text with fewer than three long lines is never taken for wrapped.
    """

    code: ClassVar[str] = "PG18"
    title: ClassVar[str] = "Wrapped lines"


class QuotedPost(LineRule):
    """A post quoted from a social network stays in the article, words and signature.

    "— Name (@name) May 4, 2023" signs a post. The lines right above it that have no full stop are the post's words, not
    headings; so is any line that holds a link to a picture or another post, and a line that gives the translation.
    "View this post on …" and "A post shared by …" are furniture (PG02).

    Examples:
    Ferry resumes between islands                                         | headline
    The ferry to the outer islands sailed again on Monday morning.        | paragraph
                                                                          |
    The old lady is sailing again and we all are waving                   | paragraph
    — Jane Doe (@janedoe) May 4, 2023                                     | paragraph
                                                                          |
    [Translation: They are all waving to the ferry from the quay]         | paragraph
    Its captain said that he would sail every second day from now on.     | paragraph
    A post shared by Island Radio (@islandradio)                          | share

    Limits:
    A post whose page gives neither a signature nor a link may read as a sub-heading. Of the lines above a signature, those up
    to the first blank line count, six at most.
    """

    code: ClassVar[str] = "PG19"
    title: ClassVar[str] = "Quoted posts"

    @classmethod
    def role_of(cls, block: Block) -> str | None:
        """Know a signature or a translation by its words."""
        if block.level:
            return None
        return "paragraph" if wording.is_signature(block.text) or wording.is_translation(block.text) else None


class LiveEntry(Rule):
    """In a live blog, a time on a line of its own is the sub-heading of an entry, and the page is one article.

    A page is a live blog where three such lines or more stand right above running text: a time of day with or without
    its date, "1 hour ago". A date with a time right below a title counts for that title's article instead.

    Examples:
    Storm reaches the coast                                               | headline
    The storm reached the northern coast early on Tuesday morning.        | paragraph
                                                                          |
    4 May 2023 - 11:20 GMT                                                | sub-heading
    The harbour of Northport is closed, the coast guard has told us.      | paragraph
                                                                          |
    4 May 2023 - 10:45 GMT                                                | sub-heading
    Trees have fallen on the road to the lighthouse, residents said.      | paragraph
                                                                          |
    09:15 GMT                                                             | sub-heading
    Schools in the north will stay closed today, their director said.     | paragraph

    Limits:
    Entries without a time are known only by their headings. A page of articles with nothing but such a line above each is
    read as a live blog.
    """

    code: ClassVar[str] = "PG20"
    title: ClassVar[str] = "Live blogs"


LINE_RULES: tuple[type[LineRule], ...] = (
    Hidden,
    QuotedPost,
    Marker,
    SourceLine,
    Wording,
    TeaserLine,
    DateLine,
    Credit,
    Caption,
    Byline,
)
"""In the order they are asked; the first that answers decides."""

RULES: tuple[type[Rule], ...] = (
    Hidden,
    Wording,
    Marker,
    TeaserLine,
    SourceLine,
    Credit,
    Caption,
    Byline,
    DateLine,
    PlaceInPage,
    RelatedList,
    Repeat,
    Opening,
    OutsideArticles,
    SubHeading,
    Witness,
    Dateline,
    WrappedLines,
    QuotedPost,
    LiveEntry,
)


def is_separator(block: Block) -> bool:
    """Tell whether a line is a row of stars, dashes or the like."""
    return len(block.text) <= 200 and not block.key and bool(_SEPARATOR.fullmatch(block.text))


def is_label(block: Block) -> bool:
    """Tell whether a line is the label of a list of other articles ("Related")."""
    return len(block.text) <= 80 and matcher("labels").matches(block.text)
