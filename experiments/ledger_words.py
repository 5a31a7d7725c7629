"""What the categories of the ledger are called and mean, in Dutch and in English."""

from __future__ import annotations

from typing import Final, NamedTuple

__all__ = ["BALANCE_WORDS", "CATEGORY_WORDS", "ORIGIN_WORDS", "PICTURE_WORDS", "CategoryWords"]


class CategoryWords(NamedTuple):
    """Name and one-sentence meaning of a category, in Dutch and English."""

    title_nl: str
    title_en: str
    meaning_nl: str
    meaning_en: str


CATEGORY_WORDS: Final[dict[str, CategoryWords]] = {
    "same": CategoryWords(
        "dezelfde",
        "the same",
        "Dezelfde persoon kreeg dezelfde job op hetzelfde moment, met en zonder de maatregelen.",
        "The same person got the same job at the same moment, with and without the measures.",
    ),
    "other_job": CategoryWords(
        "andere job",
        "another job",
        "De persoon begon op hetzelfde moment, maar in een andere job.",
        "The person started at the same moment, but in another job.",
    ),
    "earlier": CategoryWords(
        "vroeger",
        "earlier",
        "De persoon was zonder de maatregelen ook aan een job geraakt, maar later.",
        "The person would have found a job without the measures too, but later.",
    ),
    "later": CategoryWords(
        "later",
        "later",
        "De persoon was zonder de maatregelen ook aan een job geraakt, en vroeger.",
        "The person would have found a job without the measures too, and sooner.",
    ),
    "net_new": CategoryWords(
        "netto nieuw",
        "net new",
        "De persoon had zonder de maatregelen dan geen job gevonden, en aan het eind van de keten is een vacature "
        "ingevuld die anders leeg bleef of niet bestond.",
        "The person would not have found a job then without the measures, and at the end of the chain a vacancy was "
        "filled that would have stayed empty or would not have existed.",
    ),
    "taken_over": CategoryWords(
        "in de plaats van een werkende",
        "in the place of someone at work",
        "De job ging zonder de maatregelen, rechtstreeks of via een keten, naar iemand die nu elders aan het werk is.",
        "Without the measures the job went, directly or through a chain, to someone who is now at work elsewhere.",
    ),
    "at_expense": CategoryWords(
        "ten koste van iemand anders",
        "at the expense of someone else",
        "De job ging zonder de maatregelen, rechtstreeks of via een keten, naar iemand die nu zonder werk zit.",
        "Without the measures the job went, directly or through a chain, to someone who is now without work.",
    ),
    "again": CategoryWords(
        "opnieuw na jobverlies",
        "again after losing a job",
        "De persoon was zonder de maatregelen op dat moment aan het werk en had dus geen nieuwe job nodig.",
        "Without the measures the person was at work at that moment and needed no new job.",
    ),
    "net_lost": CategoryWords(
        "netto verloren",
        "net lost",
        "De persoon vindt nu dan geen job, en aan het eind van de keten blijft een vacature leeg of bestaat ze niet.",
        "The person finds no job then now, and at the end of the chain a vacancy stays empty or does not exist.",
    ),
    "displaced": CategoryWords(
        "verdrongen",
        "displaced",
        "De job van zonder de maatregelen gaat nu, rechtstreeks of via een keten, naar iemand anders.",
        "The job of the situation without measures now goes, directly or through a chain, to someone else.",
    ),
    "not_needed": CategoryWords(
        "niet nodig",
        "not needed",
        "De persoon is nu op dat moment aan het werk en heeft die nieuwe job dus niet nodig.",
        "The person is now at work at that moment and does not need that new job.",
    ),
    "same_person": CategoryWords(
        "door dezelfde persoon",
        "by the same person",
        "De vacature werd in beide werelden door dezelfde persoon ingevuld.",
        "The vacancy was filled by the same person in both worlds.",
    ),
    "someone_else": CategoryWords(
        "door iemand anders",
        "by someone else",
        "De vacature werd in de andere wereld door iemand anders ingevuld.",
        "The vacancy was filled by someone else in the other world.",
    ),
    "not_filled": CategoryWords(
        "niet ingevuld",
        "not filled",
        "De vacature bestond in de andere wereld, maar werd er niet ingevuld.",
        "The vacancy existed in the other world, but was not filled there.",
    ),
    "not_opened": CategoryWords(
        "bestond niet",
        "did not exist",
        "De vacature bestond niet in de andere wereld.",
        "The vacancy did not exist in the other world.",
    ),
}
"""Words of every category; "without the measures" stands for the reference."""

ORIGIN_WORDS: Final[dict[str, tuple[str, str]]] = {
    "non_employment": ("vanuit niet-werken", "from non-employment"),
    "job": ("van job naar job", "from job to job"),
}

BALANCE_WORDS: Final[dict[str, tuple[str, str]]] = {
    "extra": ("extra min gemist", "extra less missed"),
    "timing": ("vroeger min later aan het werk", "earlier less later at work"),
    "net": ("netto nieuw min netto verloren", "net new less net lost"),
    "hands": ("in iemands plaats min verdrongen", "in someone's place less displaced"),
    "job_losses": ("opnieuw na jobverlies min niet nodig", "again after losing a job less not needed"),
    "total": ("alle plaatsingen", "all placements"),
    "lasting": ("plaatsingen die een jaar standhielden", "placements that lasted a year"),
}
"""What the balances of :data:`experiments.ledger_tables.BALANCES` weigh, and the two totals."""

PICTURE_WORDS: Final[dict[str, tuple[str, str]]] = {
    "title": (
        "Wie gaat er extra aan het werk, en in wiens plaats? {region}, {window}",
        "Who starts work additionally, and in whose place? {region}, {window}",
    ),
    "caption": (
        "Rechts staat wie met de maatregelen aan het werk gaat op een moment dat die persoon bij ‘{reference}’ nog "
        "geen werk had, links wie bij ‘{reference}’ aan het werk ging en nu nog niet; wat links en rechts even lang "
        "is, is herverdeling en geen winst.",
        "On the right are people who start work with the measures at a moment when they still had no work under "
        "‘{reference}’, on the left people who started under ‘{reference}’ and do not yet now; what is equally long on "
        "both sides is reshuffling and no gain.",
    ),
    "axis": ("personen per jaar (links: gemist, rechts: extra)", "persons per year (left: missed, right: extra)"),
    "balance": ("saldo {difference} ({lower} tot {upper})", "balance {difference} ({lower} to {upper})"),
    "balance_single": ("saldo {difference}", "balance {difference}"),
    "alternative": (
        "{arm}: extra {extra}; gemist {missed}; {balance} personen per jaar.",
        "{arm}: extra {extra}; missed {missed}; {balance} persons per year.",
    ),
}
"""Words of the picture of the ledger."""
