"""The rules by which a source is resolved to somebody: their codes, pages and limits; `resolve` applies them."""

from __future__ import annotations

from onrecord.records import Rule

UNSURE = 0.5
"""Below this confidence a pronoun or a short name is given to nobody."""


class ByName(Rule):
    """A name in full, or the first time it is met.

    Examples:
        Nadia Khoury said the talks had ended.
        ============ ^^^^ ~~~~~~~~~~~~~~~~~~~    s1 Nadia Khoury · named · indirect

    Limits: two people of one full name in one article are one.
    """

    code = "SP01"
    title = "full name"


class ByShortName(Rule):
    """A surname, an acronym or another short form of a name met elsewhere in the article.

    The nearest one before it counts; where none stands before it, the first one behind it.

    Examples:
        Nadia Khoury spoke first. Khoury said the talks had ended.
                                  ====== ^^^^ ~~~~~~~~~~~~~~~~~~~    s1 Nadia Khoury · named · indirect

    Limits: two people of one surname are told apart only by title, first name or nearness.
    """

    code = "SP02"
    title = "short form of a name"


class ByPronoun(Rule):
    """ "He", "she", "they", "it": back to the one the talk is of.

    Examples:
        Samir Tannous, the harbour master, opened the gate. He said the water was rising.
                                                            == ^^^^ ~~~~~~~~~~~~~~~~~~~~    s1 Samir Tannous · named · indirect

    Limits: after a paragraph about somebody who does not speak, "he" may go to the last one who did.
    """

    code = "SP03"
    title = "pronoun"


class ByNoun(Rule):
    """ "The official", "the sources", "the ministry": back to one of that office, number or kind.

    Examples:
        A customs official said the seals were intact. The official said nothing was missing.
        ================== ^^^^ ~~~~~~~~~~~~~~~~~~~~~                                           s1 A customs official · anonymous · indirect
                                                       ============ ^^^^ ~~~~~~~~~~~~~~~~~~~    s2 A customs official · anonymous · indirect

    Limits: two officials in one article are one when nothing but "the official" tells which.
    """

    code = "SP04"
    title = "definite noun"


class ByClause(Rule):
    """ "Who" and "which": the noun that the relative clause hangs on; "I" and "we" inside a quotation: its speaker.

    Examples:
        The strike was led by Rana Haddad, who said the pay was late.
                                           === ^^^^ ~~~~~~~~~~~~~~~~    s1 Rana Haddad · named · indirect

    Limits: a clause the parser hangs on the wrong noun goes to that noun.
    """

    code = "SP05"
    title = "relative clause, or first person in a quotation"


class AtFirst(Rule):
    """A source without a name, met for the first time: it is its own source.

    Examples:
        Residents said the wells were dry.
        ========= ^^^^ ~~~~~~~~~~~~~~~~~~    s1 Residents · collective · indirect

    Limits: the same unnamed people described in other words are counted as others.
    """

    code = "SP06"
    title = "unnamed source, first mention"


class ByAbbreviation(Rule):
    """An abbreviation, whose long form the article gives: in brackets beside it, or as a name with these initials.

    It need not be a source itself, nor stand before. The name shown is the long form.

    Examples:
        The Danube Shipping Authority (DSA) closed two locks. The DSA said the gates were cracked.
                                                              ======= ^^^^ ~~~~~~~~~~~~~~~~~~~~~~    s1 Danube Shipping Authority · named · indirect

    Limits: an abbreviation that the text never spells out stays as it is.
    """

    code = "SP07"
    title = "abbreviation"


class ByBodyNoun(Rule):
    """ "The company", "the agency", "the airline": the body it means, by kind, nearness and who the talk is of.

    A body is of a kind by a word of its name, or by what the article calls it ("Norlake, a ferry company").

    Examples:
        Norlake Industries, a ferry company in Bergen, lost a ship in May. The company said the hull had split.
                                                                           =========== ^^^^ ~~~~~~~~~~~~~~~~~~    s1 Norlake Industries · named · indirect

    Limits: where two firms are spoken of alike, neither is named.
    """

    code = "SP08"
    title = "noun for a named body"


class ByFirstName(Rule):
    """A first name alone, where one person of that first name is named in full.

    Examples:
        Rosa Lindqvist has kept the mill since 1990. Rosa said the stream was lower than ever.
                                                     ==== ^^^^ ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~    s1 Rosa Lindqvist · named · indirect

    Limits: a first name that is somebody else's surname goes to the surname.
    """

    code = "SP09"
    title = "first name alone"


class ByFullerNoun(Rule):
    """A noun that the article has elsewhere with a name: "officials" for "Tamsin Valley health officials".

    Without an article before it, it counts only where all such phrases before it are one; with "the" the nearest counts.

    Examples:
        Danish fisheries officials closed the bay. Officials said the mussels were poisonous.
                                                   ========= ^^^^ ~~~~~~~~~~~~~~~~~~~~~~~~~~    s1 Danish fisheries officials · anonymous · indirect

    Limits: others of the same office, who are not named more fully, are taken for these.
    """

    code = "SP10"
    title = "noun that is named more fully elsewhere"


class ByOffice(Rule):
    """An office of one person, whose holder the article names elsewhere: "the harbour minister".

    Examples:
        Harbour Minister Pavel Dvorak flew to Oslo. The minister said the port would stay shut.
                                                    ============ ^^^^ ~~~~~~~~~~~~~~~~~~~~~~~~    s1 Pavel Dvorak · named · indirect

    Limits: a former holder of the office is taken for the present one.
    """

    code = "SP11"
    title = "office whose holder is named"


SPEAKER_RULES: tuple[type[Rule], ...] = (
    ByName, ByShortName, ByPronoun, ByNoun, ByClause, AtFirst, ByAbbreviation, ByBodyNoun, ByFirstName, ByFullerNoun,
    ByOffice,
)  # fmt: skip
