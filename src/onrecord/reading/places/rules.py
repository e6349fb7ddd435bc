"""The rules by which a mention is put on the map, each a documentation page whose drawings are its tests."""

from __future__ import annotations

from onrecord.records import Rule


class PlaceRule(Rule):
    """Base of the place rules: their examples draw places."""

    draws = "places"


class SaidToLieIn(PlaceRule):
    """The text says what it lies in: a division, a country or a district that stands behind the name.

    Examples:
        The depot in Monroe, La., burned down.
                     ------                      pl1 Monroe · US · settlement · 32.51, -92.12 · the setting
                             ---                 pl2 Louisiana · US · region · 31.00, -92.00

        She was born in Paris, Texas, and lives in Lyon.
                        -----                              pl1 Paris · US · settlement · 33.66, -95.56
                               -----                       pl2 Texas · US · region · 31.25, -99.25
                                                   ----    pl3 Lyon · FR · settlement · 45.75, 4.85

        Shells fell on Jablah in Latakia province.
                       ------                        pl1 Jableh · SY · settlement · 35.36, 35.93 · the setting
                                 -------             pl2 Latakia · SY · region · 35.58, 36.01

    Limits: a list of places reads like a container where the one does hold a place named like the other
    ("Toledo, Ohio and Athens" is read well, "Paris, Texas and Maine" names three places and is read as two).
    """

    code = "PL01"
    title = "said to lie in"


class PeoplesWord(PlaceRule):
    """A people's adjective or a country's possessive beside the name says which country it lies in.

    Examples:
        Two trucks were stopped in the Syrian town of Jableh.
                                                      ------    pl1 Jableh · SY · settlement · 35.36, 35.93 · the setting

        Fighting went on in Libya's Tripoli.
                            -----              pl1 Libya · LY · country · 28.00, 17.00
                                    -------    pl2 Tripoli · LY · settlement · 32.89, 13.19 · the setting

    Limits: an adjective that tells of a speaker and not of the place ("the Turkish army in Afrin") stands behind other
    words and is not read; one right before the name is ("the Turkish Tripoli company") and may mislead.
    """

    code = "PL02"
    title = "a people's word says where"


class SaidNear(PlaceRule):
    """The text says what it is near: "near Latakia", "30 km north of Homs".

    Examples:
        A convoy left Tripoli, 30 km north of Batroun, on Monday.
                      -------                                       pl1 Tripoli · LB · settlement · 34.43, 35.84
                                              -------               pl2 Batroun · LB · settlement · 34.26, 35.66

    Limits: how far is not reckoned with; what is near must be found and known itself.
    """

    code = "PL03"
    title = "said to be near"


class SaidWhatKind(PlaceRule):
    """A noun says what kind of place it is, and of that name only one is of that kind: "Latakia province".

    Examples:
        Olive groves burned in Latakia province.
                               -------             pl1 Latakia · SY · region · 35.58, 36.01 · the setting

        The road crosses Idlib province.
                         -----             pl1 Idlib · SY · region · 35.83, 36.65 · the setting

    Limits: nouns that are no kind of place in English gazetteers ("the front", "the pocket") say nothing.
    """

    code = "PL04"
    title = "said what kind"


class ShortDivision(PlaceRule):
    """A division's abbreviation behind a comma: "La.", "N.M.", "Ont.".

    Examples:
        The plane landed in Santa Fe, N.M., at noon.
                            --------                   pl1 Santa Fe · US · settlement · 35.69, -105.94 · the setting
                                      ----             pl2 New Mexico · US · region · 34.50, -106.00

    Limits: only those of the United States, Canada and Australia; elsewhere than behind a comma they are not looked for.
    """

    code = "PL05"
    title = "a division's abbreviation"


class SaidElsewhere(PlaceRule):
    """Another mention of the name in the same article says which is meant.

    Examples:
        A bridge in Paris, Texas, was closed. It is the oldest bridge in Paris.
                    -----                                                         pl1 Paris · US · settlement · 33.66, -95.56 · the setting
                           -----                                                  pl2 Texas · US · region · 31.25, -99.25
                                                                         -----    pl3 Paris · US · settlement · 33.66, -95.56

    Limits: an article that speaks of two places of one name without saying so each time is read as speaking of one.
    """

    code = "PL06"
    title = "said elsewhere in the article"


class OnlyOne(PlaceRule):
    """The gazetteer has one place of that name, or several that lie together.

    Examples:
        A storm damaged the roofs of Batroun.
                                     -------    pl1 Batroun · LB · settlement · 34.26, 35.66 · the setting

    Limits: villages the gazetteer lacks may bear the name too; the confidence is that of the odds, not certainty.
    """

    code = "PL07"
    title = "the only one of its name"


class BestKnown(PlaceRule):
    """What people mean first by the name, and nothing in the article speaks against it: a country, a capital, a large city.

    Examples:
        The ship left Alexandria for Beirut.
                      ----------               pl1 Alexandria · EG · settlement · 31.20, 29.92
                                     ------    pl2 Beirut · LB · settlement · 33.89, 35.50

    Limits: local papers leave out what their readers know: "Paris" in the paper of Paris, Texas, is another matter.
    """

    code = "PL08"
    title = "the best known of its name"


class Company(PlaceRule):
    """The article's other places, its countries and divisions and the outlet's own country tell which it is.

    Examples:
        Boats from Batroun, Byblos and Tripoli took part, the mayor of Zgharta said.
                   -------                                                             pl1 Batroun · LB · settlement · 34.26, 35.66
                            ------                                                     pl2 Byblos · LB · settlement · 34.12, 35.65
                                       -------                                         pl3 Tripoli · LB · settlement · 34.43, 35.84
                                                                       -------         pl4 Zgharta · LB · settlement · 34.40, 35.89

        Militias in Tripoli and Misrata agreed to a truce, a doctor in Zawiya said.
                    -------                                                           pl1 Tripoli · LY · settlement · 32.89, 13.19
                                -------                                               pl2 Misrata · LY · settlement · 32.38, 15.09
                                                                       ------         pl3 Zawiya · LY · settlement · 32.75, 12.73

    Limits: an article about one place that names far ones only in passing may draw it to them; few places, little company.
    """

    code = "PL09"
    title = "the company it keeps"


class OtherSpelling(PlaceRule):
    """A spelling the gazetteer does not have, of a name it has: transliterations differ.

    Examples:
        Shells hit Hasakah and the town of Qamishly.
                   -------                             pl1 Hasakah · SY · settlement · 36.50, 40.75
                                           --------    pl2 Qamishli · SY · settlement · 37.05, 41.23

    Limits: another place may be spelt just so; confidence is lower, and nothing is guessed where several sound alike.
    """

    code = "PL10"
    title = "another spelling"


class PartOf(PlaceRule):
    """A part of a place, or a facility called after one, that the gazetteer has not: it is put where that place is.

    Examples:
        Schools in West Omdurman were closed.
                   -------------                pl1 Omdurman · SD · settlement · 15.64, 32.48 · the setting

    Limits: the point is the whole place's; what is only called after a far place ("Beirut Square" in another town) misleads.
    """

    code = "PL11"
    title = "a part of a known place"


class NotKnown(PlaceRule):
    """A place by the words around it, which the gazetteer does not have: it stays, without a point.

    Examples:
        Rain flooded the village of Qarmutiya al-Fawqa.
                                    ------------------    pl1 unknown

    Limits: what is no place but stands like one ("the town of his youth") would stay too; it has no capital letter.
    """

    code = "PL12"
    title = "not in the gazetteer"


class Undecided(PlaceRule):
    """Several places of that name, and nothing that tells which: it stays, without a point.

    Examples:
        A fire broke out in Springfield.
                            -----------    pl1 unknown

    Limits: what a reader knows from the outlet's name alone is not known here.
    """

    code = "PL13"
    title = "nothing tells which"


class Added(PlaceRule):
    """An entry that a person added to the gazetteer: it comes before all others of that name.

    Examples:
        added Tall Zahra · SY · 35.50, 36.50
        The mill at Tall Zahra is closed.
                    ----------              pl1 Tall Zahra · SY · point · 35.50, 36.50 · the setting

    Limits: an entry holds for every article; a name that means two places needs two entries, and then the odds decide.
    """

    code = "PL14"
    title = "a person's own entry"


PLACE_RULES: tuple[type[Rule], ...] = (
    SaidToLieIn,
    PeoplesWord,
    SaidNear,
    SaidWhatKind,
    ShortDivision,
    SaidElsewhere,
    OnlyOne,
    BestKnown,
    Company,
    OtherSpelling,
    PartOf,
    NotKnown,
    Undecided,
    Added,
)
