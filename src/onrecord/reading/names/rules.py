"""The rules by which a name is taken for a person's or a body's: their codes, pages and limits."""

from __future__ import annotations

from onrecord.records import Rule


class NameRule(Rule):
    """Base of the name rules: their examples draw names."""

    draws = "names"


class Speaks(NameRule):
    """A source of the article that is called by a name: it has a name's record too, with every place it is named at.

    Examples:
        Nadia Khoury said the talks had ended. Khoury left at noon.
        ------------                           ------                 n1 Nadia Khoury · person · also Khoury · source p1

    Limits: what is wrong about the source (two men taken for one, a name cut short) is wrong here too.
    """

    code = "NA01"
    title = "a source with a name"


class Person(NameRule):
    """A person who says nothing: what the language pass takes for a person's name and nothing speaks against.

    Titles, offices and nationalities before it are no part of the name; they make the role.

    Examples:
        Police released harbour engineer Samer Hallak on Friday. The mayor met Hallak in Batroun.
                                         ------------                          ------               n1 Samer Hallak · person · harbour engineer · also Hallak

    Limits: a person named once, by one word, is found where the language pass knows it; a nickname of two common words
    ("the Old Fox") is not. One word before "Front", "Brigade", "University" and the like is taken for a piece of that name.
    """

    code = "NA02"
    title = "a person"


class Body(NameRule):
    """A body that the language pass takes for one: a firm, a club, a unit.

    Examples:
        Engineers of Norlake Industries welded the hull in Bergen.
                     ------------------                              n1 Norlake Industries · organisation

    Limits: a product or a ship that the language pass takes for a firm stays one.
    """

    code = "NA03"
    title = "a body"


class BodyByWord(NameRule):
    """A body by a word of its name ("Front", "Ministry", "Union"), whatever the language pass takes it for.

    Examples:
        Gunmen of the Karam Salem Brigade fled.
                      -------------------         n1 Karam Salem Brigade · organisation

    Limits: a work or an event called so ("The Seventh Brigade", a film) is taken for a body.
    """

    code = "NA04"
    title = "a body by a word of its name"


class Listed(NameRule):
    """A body or an outlet of the lists, which the language pass may take for a person, a place or a people.

    Examples:
        Two editors of Asharq Al-Awsat were freed.
                       ---------------               n1 Asharq Al-Awsat · organisation

    Limits: the lists hold what is in the news of many countries, not every local paper.
    """

    code = "NA05"
    title = "a body or outlet of the lists"


class Spelt(NameRule):
    """A body that the article gives with its abbreviation: long and short form are one.

    Examples:
        The depot belongs to the Tyre Olive Growers (TOG). A lorry of the TOG burned.
                                 ------------------  ---                  ---           n1 Tyre Olive Growers · organisation · also TOG

    Limits: letters in brackets that abbreviate a thing ("Value Added Tax (VAT)") make a body of it where no list knows better.
    """

    code = "NA06"
    title = "a body with its abbreviation"


class Shared(NameRule):
    """A surname alone that two people of the article bear: a record of its own, since nothing tells which is meant.

    Examples:
        Police held Karim Saad and Rana Saad. A lawyer for Saad left the court.
                    ----------                                                    n1 Karim Saad · person
                                   ---------                                      n2 Rana Saad · person
                                                           ----                   n3 Saad · person

    Limits: readers often know from the matter; here only a title, a first name or the source of a statement tells.
    """

    code = "NA07"
    title = "a surname that several bear"


class Told(NameRule):
    """Two names that the article itself says are one's: "also known as", "nom de guerre", "formerly", "alias".

    Examples:
        Police released Samer Hallak, also known as Abu Rami, on Friday. Abu Rami left Batroun.
                        ------------                --------             --------                 n1 Samer Hallak · person · also Abu Rami

    Limits: the two names must stand side by side; where each of them is a source of its own, they stay two here, and are one
    identity. "Formerly" between a firm and another that only worked there before makes one of two.
    """

    code = "NA08"
    title = "two names of one"


class OwnOutlet(NameRule):
    """The outlet of the article itself, in full or by its last word behind "the".

    Examples:
        outlet Batroun Lantern
        Samer Hallak, a baker, showed the Lantern his keys. A card of the Batroun Lantern lay on the table.
        ------------                                                                                          n1 Samer Hallak · person · baker
                                          -------                         ---------------                     n2 Batroun Lantern · organisation · also Lantern

    Limits: an outlet that nothing on the page names is not known; one whose short form is a word that many outlets have
    ("the Times") is taken for its own.
    """

    code = "NA09"
    title = "the outlet itself"


NAME_RULES: tuple[type[Rule], ...] = (Speaks, Person, Body, BodyByWord, Listed, Spelt, Shared, Told, OwnOutlet)
