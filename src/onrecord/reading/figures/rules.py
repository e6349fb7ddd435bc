"""The rules of the figures ledger: what made a figure what it is."""

from __future__ import annotations

from onrecord.records import Rule


class FigureRule(Rule):
    """Base of the figure rules."""

    draws = "figures"


class Count(FigureRule):
    """A number before the things it counts, in numerals or in words.

    Dates, ages, hours, scores, ordinals, versions and the numbers of flights, articles and pages count nothing, nor
    does "one" where it stands for somebody ("one of them", "no one"). What is counted goes with the words that tell
    which ones are meant ("lorries with Lebanese plates"); where and when stand in records of their own.

    Examples:
        The port has two cranes, twenty-five sheds and 1,250 lamps.
                     --- ======                                       f1 exactly · 2 · crane · other
                                 ----------- =====                    f2 exactly · 25 · shed · other
                                                       ----- =====    f3 exactly · 1,250 · lamp · other

        Resolution 1701 was read out on Channel 4 on 3 May 2019 by Sami Haddad, 27, one of the clerks.

    Limits: a number that belongs to a name that nobody knows as one ("Catch 22") is counted; "the two" without a noun
    counts something that is not said.
    """

    code = "FI01"
    title = "number and noun"


class Bounded(FigureRule):
    """A number with words that bound it: "at least", "more than", "nearly", "up to", "12 or more".

    "At least" and "more than" leave the upper end open, "up to" and "fewer than" the lower one. "About" and "nearly"
    close both at the number itself: how far off it may be nobody has said.

    Examples:
        At least 12 houses, nearly 30 cars and up to 40 boats were lost, and more than five bridges, said Rania Khoury.
        ----------- ======                                                                                                f1 at least · 12– · house · other · says Rania Khoury
                            --------- ====                                                                                f2 nearly · 30 · car · other · says Rania Khoury
                                               -------- =====                                                             f3 at most · –40 · boat · other · says Rania Khoury
                                                                             -------------- =======                       f4 more than · 5– · bridge · other · says Rania Khoury

    Limits: "over" and "under" before a number are taken for bounds though they may be places ("over two valleys").
    """

    code = "FI02"
    title = "bounded number"


class Vague(FigureRule):
    """A vague quantity: "dozens", "several", "hundreds of thousands". Its ends are a convention of ours.

    Each word runs from the least to the most it is taken to mean; the table stands in the vocabulary and in the
    documentation. The basis of such a figure is `vague`.

    Examples:
        Dozens of shops and several hundred stalls opened.
        ------    =====                                      f1 about · 24–99 · shop · other · vague
                            --------------- ======           f2 about · 300–900 · stall · other · vague

    Limits: "many", "most" and "a number of" are no figures. "A dozen" is taken for twelve.
    """

    code = "FI03"
    title = "vague quantity"


class Range(FigureRule):
    """Two numbers that bound one amount: "between 10 and 15", "10 to 15", "10-15", "two or three".

    A unit or a scale word behind the second is the first's too. "From 10 to 15" tells of a change, so it is two
    figures, unless something ranges.

    Examples:
        Between 500 and 800 tents and 10-15 kitchens are needed, two or three wells and three to five thousand bricks.
        ------------------- =====                                                                                        f1 exactly · 500–800 · tent · other
                                      ----- ========                                                                     f2 exactly · 10–15 · kitchen · other
                                                                 ------------ =====                                      f3 exactly · 2–3 · well · other
                                                                                        ---------------------- ======    f4 exactly · 3,000–5,000 · brick · other

    Limits: a score with the smaller number first ("lost 1-2") is a range where a noun follows.
    """

    code = "FI04"
    title = "range"


class Money(FigureRule):
    """An amount of money, with its currency as ISO 4217.

    Examples:
        The bank lent $250 (230 euros) to each baker, and up to 90,000 Syrian pounds in small loans to farmers.
                      ----                                                                                        f1 exactly · 250 USD · money
                            ---------                                                                             f2 exactly · 230 EUR · money
                                                          --------------------------    ===========               f3 at most · –90,000 SYP · loan · money

    Limits: a bare "dollar" is the American, a bare "pound" the British one, whatever the country. Cents are hundredths
    of a dollar.
    """

    code = "FI05"
    title = "money"


class Share(FigureRule):
    """A share of a whole, in per cent: "30 percent", "a third", "half", "one in five".

    Examples:
        Nearly a third of the wells and 45 percent of the pumps are dry, said Omar Saleh; one in five farms has closed.
        --------------        =====                                                                                       f1 nearly · 33.33 % · well · share
                                        ----------        =====                                                           f2 exactly · 45 % · pump · share
                                                                                          ----------- =====               f3 exactly · 20 % · farm · share · says Omar Saleh

    Limits: a rise or a fall in per cent is a share too. "Half" before hours, matches and brothers is none.
    """

    code = "FI06"
    title = "share"


class Measure(FigureRule):
    """A measure with its unit: a distance, a weight, an area, a volume.

    Lengths of time and ages are dates' business and no figures.

    Examples:
        The 300-kilometre pipe, 12 km from the sea, carries 40,000 barrels of oil and cost 5,000 hectares of forest.
            ------------- ====                                                                                         f1 exactly · 300 km · pipe · distance
                                -----                                                                                  f2 exactly · 12 km · distance
                                                            --------------    ===                                      f3 exactly · 40,000 barrel · oil · other
                                                                                           --------------    ======    f4 exactly · 5,000 hectare · forest · other

    Limits: units are those of the vocabulary; a bare "m" behind a number is a metre where no people follow.
    """

    code = "FI07"
    title = "measure"


class Compound(FigureRule):
    """A number tied by a hyphen to what it counts: "a 40-member council", "a three-storey house".

    Examples:
        The 40-member council met in a three-storey house in a one-way street.
            -- ======                                                            f1 exactly · 40 · member · other
                                       ----- ======                              f2 exactly · 3 · storey · other

    Limits: compounds that are names of things ("a two-state solution") are known by a short list.
    """

    code = "FI08"
    title = "number in a compound"


class Casualty(FigureRule):
    """People who were killed or injured, by the verb: "killed 12", "12 died", "wounding 30 others", "lost their lives".

    The verb is found through the parse, through lists and participles, and in headlines and broken sentences by the
    words next to the number.

    Examples:
        A mine killed 12 shepherds near Aleppo on Friday, wounding 30 others; at least three of the wounded lost their lives.
                      -- =========                                                                                              f1 exactly · 12 · shepherd · killed · in Aleppo · Friday
                                                                   -- ======                                                    f2 exactly · 30 · other · injured · in Aleppo · Friday
                                                                              --------------                                    f3 at least · 3– · killed

        SIX PEASANTS WERE KILLED AND ABOUT 20 WOUNDED, THE MAYOR SAID.
        --- ========                                                     f1 exactly · 6 · peasant · killed · says THE MAYOR
                                     --------                            f2 about · 20 · injured · says THE MAYOR

    Limits: a verb that kills no people ("killed two bills") is taken at its word.
    """

    code = "FI09"
    title = "killed or injured, by the verb"


class CasualtyWord(FigureRule):
    """People who were killed or injured, by the noun or the word at it: "12 dead", "three wounded boys", "two deaths".

    Examples:
        Five dead, 12 wounded after fire in bakery
        ----                                         f1 exactly · 5 · killed
                   --                                f2 exactly · 12 · injured

        Doctors counted seven deaths and treated three wounded boys.
                        ----- ======                                   f1 exactly · 7 · death · killed
                                                 ----- ============    f2 exactly · 3 · boy · injured

    Limits: "casualties" may be dead or wounded: they are `other`. "No casualties" is not a figure.
    """

    code = "FI10"
    title = "killed or injured, by a word at the number"


class Toll(FigureRule):
    """A number that a toll is said to be: "the death toll rose to 45", "the number of people killed is 12".

    Examples:
        The death toll from the landslide has risen to at least 45, the governor said.
                                                       -----------                       f1 at least · 45– · killed · says the governor

    Limits: a toll told in one sentence and numbered in the next is not seen.
    """

    code = "FI11"
    title = "toll"


class Held(FigureRule):
    """People who are missing, detained or displaced: "arrested 30", "12 hostages", "2,000 people fled".

    Those set free were detained, so they are counted there.

    Examples:
        Police arrested 30 students in Damascus, 15 fishermen are missing, and about 2,000 villagers fled.
                        -- ========                                                                          f1 exactly · 30 · student · detained · in Damascus
                                                 -- =========                                                f2 exactly · 15 · fisherman · missing · in Damascus
                                                                               ----------- =========         f3 about · 2,000 · villager · displaced · in Damascus

    Limits: whether people were held or set free stands in the text, not in the kind.
    """

    code = "FI12"
    title = "missing, detained or displaced"


class Population(FigureRule):
    """People who live somewhere: "12,000 inhabitants", "a town of 5,000", "home to 300 families".

    Examples:
        It is a town of 5,000, home to 300 families, in a valley where some 12,000 people live.
                ====    -----                                                                     f1 exactly · 5,000 · town · population
                                       --- ========                                               f2 exactly · 300 · family · population
                                                                       ----------- ======         f3 about · 12,000 · people · population

    Limits: passengers and patients are `other`, however long they stay.
    """

    code = "FI13"
    title = "population"


class Force(FigureRule):
    """Armed people and arms, where nothing befell them: "400 soldiers", "two tanks".

    Examples:
        Some 400 soldiers with two tanks reached the pass.
        -------- ========                                    f1 about · 400 · soldier · force
                               --- =====                     f2 exactly · 2 · tank · force

    Limits: the nouns are those of the vocabulary; arms that a thief took are a force too.
    """

    code = "FI14"
    title = "force"


class Part(FigureRule):
    """A part of another figure: "including three children", "12 of the 40", "half of whom".

    What befell the whole befell the part. A part is never larger than its whole.

    Examples:
        The clash left 20 dead, including two nurses and three children, and 12 of the 40 houses burned.
                       --                                                                                  f1 exactly · 20 · killed
                                          --- ======                                                       f2 exactly · 2 · nurse · killed · of f1
                                                         ----- ========                                    f3 exactly · 3 · child · killed · of f1
                                                                             --           ======           f4 exactly · 12 · house · other · of f5
                                                                                       -- ======           f5 exactly · 40 · house · other

    Limits: a part told in a later sentence is linked only by "of them". Where "including" may go with two figures it
    goes with the nearer one that can hold it.
    """

    code = "FI15"
    title = "part of a figure"


class Sum(FigureRule):
    """A whole whose parts are all given, behind a colon, a dash or in brackets: whether they add up to it is recorded.

    Examples:
        The guards hold 20 detainees, half of whom are Lebanese: seven fighters and three civilians.
                        -- =========                                                                   f1 exactly · 20 · detainee · detained
                                      ----                                                             f2 exactly · 50 % · share · of f1 · parts add up
                                                                 ----- ========                        f3 exactly · 7 · fighter · detained · of f2
                                                                                    ----- =========    f4 exactly · 3 · civilian · detained · of f2

        The fire killed 23 people: 12 men, eight women and four children.
                        -- ======                                           f1 exactly · 23 · people · killed · parts do not add up
                                   -- ===                                   f2 exactly · 12 · man · killed · of f1
                                           ----- =====                      f3 exactly · 8 · woman · killed · of f1
                                                           ---- ========    f4 exactly · 4 · child · killed · of f1

    Limits: a list is taken for whole where only nouns stand in it; with a vague or bounded part it is not summed.
    """

    code = "FI16"
    title = "whole with all its parts"


class Victim(FigureRule):
    """One victim without a number, in a list with numbered ones: "a soldier and two civilians were killed".

    A bare article is no number elsewhere.

    Examples:
        Gunmen shot at a bus, killing a driver and two pupils.
                                      - ======                   f1 exactly · 1 · driver · killed
                                                   --- ======    f2 exactly · 2 · pupil · killed

    Limits: a single victim in a sentence of its own ("a soldier was killed") is not counted.
    """

    code = "FI17"
    title = "one victim among counted ones"


FIGURE_RULES: tuple[type[Rule], ...] = (
    Count,
    Bounded,
    Vague,
    Range,
    Money,
    Share,
    Measure,
    Compound,
    Casualty,
    CasualtyWord,
    Toll,
    Held,
    Population,
    Force,
    Part,
    Sum,
    Victim,
)
