"""The rules that say why two names would be one person's or one body's, or would not.

What each counts stands in `vocabulary/data/identity_weights.toml`, as a logarithm of odds; `score` adds them up.
"""

from __future__ import annotations

from onrecord.records import Rule


class IdentityRule(Rule):
    """Base of the rules of identities."""

    draws = "identities"


class SameName(IdentityRule):
    """Two articles give one full name.

    Case, accents, titles, the Arabic article and an opening "the" do not count. An abbreviation of two or three letters
    counts less, since there are not enough letters for everybody. Where one article takes the name for a person's and
    another for a body's, it counts less as well, and much less where it is one word.

    Examples:
        --- Harbour Post · 2024-12-02
        Samer Hallak | person
        The Tartus Port Authority | organisation
        --- Delta Wire · 2024-12-20
        Mr. Samer al-Hallak | person
        Tartus Port Authority | organisation
        === Samer Hallak → i2 · ID15
        === The Tartus Port Authority → i1 · ID15
        === Mr. Samer al-Hallak → i2 · ID01 +4.5, ID12 +0.8, ID13 +0.2
        === Tartus Port Authority → i1 · ID01 +5.0, ID12 +0.8, ID13 +0.2

    Limits: two people of one name whom nothing tells apart are one, until a person splits them. What articles say they
    are, and whom they are named beside, tells most of them apart.
    """

    code = "ID01"
    title = "the same name"


class OtherSpelling(IdentityRule):
    """Two names are one in other letters, or the same words in another order.

    Names of people are compared by their sound: one letter for each sound that news writes in several ways (gh and g, q
    and k, ou and u, ee and i), compound names as one (Abdel Rahman, Abdulrahman), given names by a list of their forms
    (Yusuf, Youssef). One vowel more, less or other in one part
    counts less, one consonant less still; a vowel in each part counts little, and joins only who holds the same office. The words of a body are compared as a set, a
    country's adjective as its name, British spelling as American.

    Examples:
        --- Harbour Post · 2024-12-02
        Samir Hallaq | person
        Russia's Ministry of Fisheries | organisation
        --- Delta Wire · 2024-12-20
        Sameer al-Hallak | person
        The Russian fisheries ministry | organisation
        === Samir Hallaq → i2 · ID15
        === Russia's Ministry of Fisheries → i1 · ID15
        === Sameer al-Hallak → i2 · ID02 +4.0, ID13 +0.2
        === The Russian fisheries ministry → i1 · ID02 +4.5, ID13 +0.2

    Limits: the list of sounds is made for Arabic, Persian, Russian and Ukrainian names in English letters. A name that
    was translated, or shortened to a nickname that is not in the list, is not found.
    """

    code = "ID02"
    title = "the same name, spelt otherwise"


class FullerName(IdentityRule):
    """One name has a part more than the other, or an initial for it.

    Examples:
        --- Harbour Post · 2024-12-02
        Rana Yaziji Deeb | person
        --- Delta Wire · 2024-12-20
        Rana Deeb | person
        === Rana Yaziji Deeb → i1 · ID15
        === Rana Deeb → i1 · ID03 +3.2, ID13 +0.2

    Limits: an initial counts little by itself. Where both have the same first and last name, but other middle names, they
    are two.
    """

    code = "ID03"
    title = "a fuller name"


class Surname(IdentityRule):
    """A surname alone, or words that any body may have ("the Health Ministry"), fit somebody who is known.

    It joins only where something besides place and time speaks for it: articles call that one so, the same people are
    named beside it, or it holds the same office. Where two who bear the name in full are about, it joins neither.

    Examples:
        --- Harbour Post · 2024-12-02
        Samer Hallak = Hallak | person | harbour master | Tartus port
        Rana Yaziji | person
        --- Delta Wire · 2024-12-04
        Hallak | person | harbour master
        Rana Yaziji | person
        === Samer Hallak → i2 · ID15
        === Rana Yaziji → i1 · ID15
        === Hallak → i2 · ID04 +1.2, ID08 +0.6, ID12 +0.8, ID11 +0.9, ID13 +0.5
        === Rana Yaziji → i1 · ID01 +4.5, ID13 +0.5

        --- Harbour Post · 2024-12-02
        Samer Hallak = Hallak | person | harbour master | Tartus port
        Ghassan Hallak = Hallak | person | harbour master | Jableh port
        Rana Yaziji | person
        --- Delta Wire · 2024-12-04
        Hallak | person | harbour master
        Rana Yaziji | person
        === Samer Hallak ≠ i1 · ID09 −8.0, ID14 −6.0
        === Samer Hallak → i3 · ID15
        === Ghassan Hallak → i1 · ID15
        === Rana Yaziji → i2 · ID15
        === Hallak ≠ i1 · ID04 +1.2, ID08 +0.6, ID12 +0.8, ID11 +0.9, ID13 +0.5
        === Hallak ≠ i3 · ID04 +1.2, ID08 +0.6, ID12 +0.8, ID11 +0.9, ID13 +0.5
        === Hallak → i4 · ID15
        === Rana Yaziji → i2 · ID01 +4.5, ID13 +0.5

    Limits: a second bearer of the surname whom the archive does not know yet is not reckoned with.
    """

    code = "ID04"
    title = "a name that could be anybody's"


class PublicAlias(IdentityRule):
    """The two names are publicly known to be one's: `vocabulary/data/identity_aliases.toml` has both in one line.

    Examples:
        --- Harbour Post · 2024-12-02
        International Committee of the Red Cross | organisation
        --- Delta Wire · 2024-12-20
        ICRC | organisation
        === International Committee of the Red Cross → i1 · ID15
        === ICRC → i1 · ID05 +4.5, ID13 +0.2

    Limits: the list is short and in English. Where letters of its stand for something else in an article, the article is
    misread.
    """

    code = "ID05"
    title = "publicly known by both names"


class Abbreviation(IdentityRule):
    """Three or more letters could stand for the words of the other name. Where no article spells it out, it needs company.

    Examples:
        --- Harbour Post · 2024-12-02
        Coastal Fisheries Survey Council | organisation
        Samer Hallak | person
        Rana Yaziji | person
        --- Delta Wire · 2024-12-04
        CFSC | organisation
        Samer Hallak | person
        Rana Yaziji | person
        === Coastal Fisheries Survey Council → i1 · ID15
        === Samer Hallak → i3 · ID15
        === Rana Yaziji → i2 · ID15
        === CFSC → i1 · ID06 +0.3, ID12 +1.5, ID13 +0.5
        === Samer Hallak → i3 · ID01 +4.5, ID12 +0.8, ID13 +0.5
        === Rana Yaziji → i2 · ID01 +4.5, ID12 +0.8, ID13 +0.5

    Limits: letters that are not the first of each word ("Petromar" for "Petroleum of the Sea") are not tried.
    """

    code = "ID06"
    title = "letters that stand for the words"


class ShortName(IdentityRule):
    """A body's name without its country, without what stands behind "of" or "for", or without a word like "party".

    A word that stands before the others is not left out: an army and a free army are two.

    Examples:
        --- Harbour Post · 2024-12-02
        Syrian Anglers' Society for the Study of Tides | organisation
        Samer Hallak | person
        --- Harbour Post · 2024-12-04
        The Syrian Anglers' Society | organisation
        Samer Hallak | person
        === Syrian Anglers' Society for the Study of Tides → i1 · ID15
        === Samer Hallak → i2 · ID15
        === The Syrian Anglers' Society → i1 · ID07 +0.6, ID12 +0.8, ID13 +0.5, ID13 +0.2
        === Samer Hallak → i2 · ID01 +4.5, ID13 +0.5, ID13 +0.2

    Limits: a branch that is named by its place only ("the society in Jableh") is taken for the society.
    """

    code = "ID07"
    title = "a body's name cut short"


class BothNames(IdentityRule):
    """An article gives both names: "Coastal Tides Watch (CTW)", "Deeb, whom all Jableh calls Umm Rami".

    Who bears the full names of two identities shows that these are one. A short name that articles give for somebody
    counts the more the more articles do. Where an article says whose a short name is ("Samer Hallak, also known as Abu
    Zeitoun"), articles that give the short name alone join, and what the article says is cited. Words that any body may
    have ("the Observatory") are the one body that their article names in full, where they are short for no other there.

    Examples:
        --- Harbour Post · 2024-12-02
        Petromar | organisation
        --- Delta Wire · 2024-12-03
        Baniyas Fuel Company | organisation
        --- Harbour Post · 2024-12-04
        Petromar = Baniyas Fuel Company | organisation
        === Petromar → i1 · ID15
        === Baniyas Fuel Company → i2 · ID15
        === Petromar → i1, i2 is i1 · ID01 +5.0, ID13 +0.5, ID13 +0.2, ID08

        --- Harbour Post · 2024-12-02
        Samer Hallak aka Abu Zeitoun | person
        --- Delta Wire · 2024-12-04
        Abu Zeitoun | person
        === Samer Hallak → i1 · ID15
        === Abu Zeitoun → i1 · ID08 +3.0, ID13 +0.5

        --- Harbour Post · 2024-12-02
        The Syrian Observatory of Tides | organisation
        The Observatory | organisation
        === The Syrian Observatory of Tides → i1 · ID15
        === The Observatory → i1 · ID04 −2.2, ID13 +0.5, ID13 +0.2, ID08 +4.5

    Limits: where the reading of one article mixed two people up, their identities are mixed up too, until a person
    splits them.
    """

    code = "ID08"
    title = "an article gives both names"


class OtherFirstName(IdentityRule):
    """One surname and two first names are two people, whatever else they share.

    Examples:
        --- Harbour Post · 2024-12-02
        Samer Hallak | person | harbour master | Tartus port
        --- Delta Wire · 2024-12-03
        Ghassan Hallak | person | harbour master | Tartus port
        === Samer Hallak → i1 · ID15
        === Ghassan Hallak ≠ i1 · ID09 −8.0
        === Ghassan Hallak → i2 · ID15

    Limits: somebody who goes by a middle name, or by "father of", is two people unless an article or the list of public
    aliases gives both names.
    """

    code = "ID09"
    title = "another first name"


class CommonName(IdentityRule):
    """All parts of the name are names that many bear: it needs something else beside it.

    Examples:
        --- Harbour Post · 2024-12-02
        Ahmad Khaled | person | baker
        --- Delta Wire · 2025-06-03
        Ahmad Khaled | person | surgeon
        === Ahmad Khaled → i1 · ID15
        === Ahmad Khaled ≠ i1 · ID01 +4.5, ID10 −3.0
        === Ahmad Khaled → i2 · ID15

        --- Harbour Post · 2024-12-02
        Ahmad Khaled | person | baker | Bakers' Guild of Tartus
        --- Delta Wire · 2025-06-03
        Ahmad Khaled | person | baker | Tartus
        === Ahmad Khaled → i1 · ID15
        === Ahmad Khaled → i1 · ID01 +4.5, ID10 −3.0, ID11 +0.9

    Limits: which names are common is a short list of Arabic given names and some surnames of other languages.
    """

    code = "ID10"
    title = "a name that many bear"


class Office(IdentityRule):
    """What articles say somebody is: the same office, the same body or country, or others.

    Examples:
        --- Harbour Post · 2024-12-02
        Samer Hallak | person | spokesman | Tartus port
        --- Delta Wire · 2024-12-20
        S. Hallak | person | spokesman | Tartus port
        === Samer Hallak → i1 · ID15
        === S. Hallak → i1 · ID03 +0.3, ID11 +0.9, ID11 +0.9, ID13 +0.2

    Limits: people change their offices, so another office speaks only a little against. Offices are compared by their
    nouns; "chief" and "director" are one.
    """

    code = "ID11"
    title = "office and country"


class Company(IdentityRule):
    """Both are named beside the same people and bodies.

    Examples:
        --- Harbour Post · 2024-12-02
        Samer Hallak = Hallak | person
        Rana Yaziji | person
        Mona Barakat | person
        --- Delta Wire · 2024-12-20
        Hallak | person
        Rana Yaziji | person
        Mona Barakat | person
        === Samer Hallak → i3 · ID15
        === Rana Yaziji → i2 · ID15
        === Mona Barakat → i1 · ID15
        === Hallak → i3 · ID04 +1.2, ID08 +0.6, ID12 +1.5, ID13 +0.2
        === Rana Yaziji → i2 · ID01 +4.5, ID12 +0.8, ID13 +0.2
        === Mona Barakat → i1 · ID01 +4.5, ID12 +0.8, ID13 +0.2

    Limits: brothers are named beside the same people, and so are the two sides of a quarrel. It never joins other names.
    """

    code = "ID12"
    title = "named beside the same"


class PlaceAndTime(IdentityRule):
    """The articles are near each other in time, speak of the same places, or are of one outlet; or they are far apart.

    Examples:
        --- Harbour Post · 2024-12-02
        Ahmad Khaled | person | baker
        --- Harbour Post · 2024-12-05
        Ahmad Khaled | person | baker
        === Ahmad Khaled → i1 · ID15
        === Ahmad Khaled → i1 · ID01 +4.5, ID10 −3.0, ID11 +0.9, ID13 +0.5, ID13 +0.2

    Limits: it only adds to what the names say. An archive that is about one place says little by it.
    """

    code = "ID13"
    title = "place, time and outlet"


class ToldApart(IdentityRule):
    """One article names both as two: then they are two, unless it gives them one name, or a name and its abbreviation.

    Examples:
        --- Harbour Post · 2024-12-02
        Rana Yaziji Deeb | person
        Rana Deeb | person
        === Rana Yaziji Deeb → i1 · ID15
        === Rana Deeb ≠ i1 · ID03 +3.2, ID13 +0.5, ID13 +0.2, ID14 −6.0
        === Rana Deeb → i2 · ID15

    Limits: where the reader of an article failed to see that two names in it are one's, they stay two identities.
    """

    code = "ID14"
    title = "one article names both"


class NewIdentity(IdentityRule):
    """Nobody who is known fits well enough, or two fit equally well: the name begins an identity of its own.

    Well enough is .88; the best must lead the second clearly. Unsure stays apart: a person can merge two identities, and
    that is easier than to see that one of them is two.

    Examples:
        --- Harbour Post · 2024-12-02
        Samer Hallak | person
        --- Delta Wire · 2024-12-03
        Mona Barakat | person
        === Samer Hallak → i1 · ID15
        === Mona Barakat → i2 · ID15

    Limits: the archive's first article of somebody decides nothing; the order in which articles are added can.
    """

    code = "ID15"
    title = "nobody who is known"


IDENTITY_RULES: tuple[type[Rule], ...] = (
    SameName,
    OtherSpelling,
    FullerName,
    Surname,
    PublicAlias,
    Abbreviation,
    ShortName,
    BothNames,
    OtherFirstName,
    CommonName,
    Office,
    Company,
    PlaceAndTime,
    ToldApart,
    NewIdentity,
)
"""Every rule of identities."""
