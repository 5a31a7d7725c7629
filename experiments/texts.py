"""The words of pictures and reports, in Dutch and in English, and how numbers are written in each."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Final

from experiments.grounds_words import GROUNDS_SAYINGS
from experiments.people_words import PEOPLE_SAYINGS

__all__ = [
    "LANGUAGES",
    "certainty",
    "euros",
    "euros_between",
    "number",
    "percent",
    "say",
    "signed",
    "title_of",
    "unit_word",
]

LANGUAGES: Final = ("nl", "en")

_MINUS = "\u2212"

_SAYINGS: Final[dict[str, tuple[str, str]]] = {
    **GROUNDS_SAYINGS,
    **PEOPLE_SAYINGS,
    "year": ("Jaar", "Year"),
    "published": ("Gepubliceerd", "Published"),
    "model": ("Model", "Model"),
    "median": ("mediaan van de herhalingen", "median of the replications"),
    "band_50": ("helft van de herhalingen", "half of the replications"),
    "band_90": ("9 op 10 herhalingen", "9 in 10 replications"),
    "single_run": ("enige herhaling", "the only replication"),
    "reference_median": ("{reference} (vergelijkingsbasis)", "{reference} (reference)"),
    "policy_start": ("start van de maatregelen", "start of the measures"),
    "no_spread": (
        "(Er was maar één herhaling, dus de spreiding door toeval is onbekend.)",
        "(There was only one replication, so the spread due to chance is unknown.)",
    ),
    "per_year_flow": ("{unit} per jaar", "{unit} per year"),
    "per_year_stock": ("{unit}, jaargemiddelde", "{unit}, yearly average"),
    "fan_title": (
        "{indicator}: verloop per scenario in {region}",
        "{indicator}: course of each scenario in {region}",
    ),
    "fan_caption": (
        "Elk vak toont één scenario met daarachter, in streepjes, ‘{reference}’; hoe breder de band, hoe "
        "meer het verloop van toeval afhangt.",
        "Each panel shows one scenario with ‘{reference}’ dashed behind it; the wider the band, the more "
        "the course depends on chance.",
    ),
    "fan_caption_single": (
        "De lijn toont het verloop in het enige scenario; hoe breder de band, hoe meer het verloop van toeval afhangt.",
        "The line shows the course in the only scenario; the wider the band, the more the course depends on chance.",
    ),
    "difference_title": (
        "{indicator}: verschil met ‘{reference}’ per streek",
        "{indicator}: difference from ‘{reference}’ by sub-region",
    ),
    "difference_axis": ("verschil in {unit}", "difference in {unit}"),
    "difference_caption": (
        "Een punt rechts van nul betekent meer dan bij ‘{reference}’, het streepje is het 95%-interval, "
        "en raakt het streepje de nul, dan kan het verschil toeval zijn.",
        "A dot to the right of zero means more than under ‘{reference}’, the bar is the 95% interval, and"
        " if the bar touches zero the difference may be chance.",
    ),
    "time_title": (
        "Verschil met ‘{reference}’ per jaar in {region}",
        "Difference from ‘{reference}’ per year in {region}",
    ),
    "time_caption": (
        "Boven nul betekent meer dan bij ‘{reference}’ in hetzelfde jaar; de band is het 95%-interval van"
        " het verschil tussen gelijke herhalingen.",
        "Above zero means more than under ‘{reference}’ in the same year; the band is the 95% interval of"
        " the difference between matched replications.",
    ),
    "beveridge_title": (
        "Werkloosheid tegenover vacatures in {region}, {first}-{last} ({arm})",
        "Unemployment against vacancies in {region}, {first}-{last} ({arm})",
    ),
    "beveridge_x": (
        "werkloosheidsgraad (% van de beroepsbevolking)",
        "unemployment rate (% of the labour force)",
    ),
    "beveridge_y": (
        "openstaande vacatures (% van vacatures\nen werkenden samen)",
        "open vacancies (% of vacancies\nand employed persons together)",
    ),
    "beveridge_caption": (
        "Elk punt is één jaar: hoger betekent meer openstaande vacatures en meer naar rechts meer "
        "werkzoekenden, dus een verschuiving naar rechtsboven betekent dat vacatures en werkzoekenden "
        "elkaar moeilijker vinden.",
        "Each dot is one year: higher means more open vacancies and further right more jobseekers, so a "
        "shift to the upper right means that vacancies and jobseekers find each other less easily.",
    ),
    "spread_cross": ("9 op 10 herhalingen", "9 in 10 replications"),
    "age_title": (
        "Hoe lang vacatures al openstaan in {region}",
        "How long vacancies have been open in {region}",
    ),
    "age_up_to_90": ("tot 90 dagen", "up to 90 days"),
    "age_90_to_180": ("91 tot 180 dagen", "91 to 180 days"),
    "age_180_to_365": ("181 tot 365 dagen", "181 to 365 days"),
    "age_over_365": ("meer dan 365 dagen", "over 365 days"),
    "age_axis": ("deel van de openstaande vacatures (%)", "share of the open vacancies (%)"),
    "age_published": ("Gepubliceerd\n({period})", "Published\n({period})"),
    "age_caption": (
        "Elke balk verdeelt de openstaande vacatures naar ouderdom: bovenaan het gepubliceerde Vlaamse "
        "cijfer, daaronder het model ({arm}){spread}.",
        "Each bar divides the open vacancies by age: the published Flemish figure on top, below it the "
        "model ({arm}){spread}.",
    ),
    "age_caption_unpublished": (
        "Elke balk verdeelt de openstaande vacatures in het model ({arm}) naar ouderdom{spread}.",
        "Each bar divides the open vacancies in the model ({arm}) by age{spread}.",
    ),
    "age_spread": (
        "; tussen 9 op 10 herhalingen verschilt een aandeel hooguit {points} punt",
        "; between 9 in 10 replications a share differs by at most {points} points",
    ),
    "persona_title": (
        "Wat niet-werkenden in {region} van werk scheidt, per persona ({arm})",
        "What separates non-working people in {region} from work, by persona ({arm})",
    ),
    "persona_axis": ("personen", "persons"),
    "persona_caption": (
        "Elke kleur is een groep niet-werkenden met dezelfde soort drempel; de beginverdeling is een "
        "aanname, want er zijn geen cijfers over gepubliceerd{spread}.",
        "Each colour is a group of non-working people with the same kind of barrier; the initial shares "
        "are an assumption, because no figures are published{spread}.",
    ),
    "persona_spread": (
        "; tussen de stippellijnen ligt het totaal van 9 op 10 herhalingen",
        "; the totals of 9 in 10 replications lie between the dotted lines",
    ),
    "population_title": (
        "Drie maten van vergrijzing: model tegenover de in 2013 gepubliceerde projectie",
        "Three measures of ageing: the model against the projection published in 2013",
    ),
    "population_throughput_coefficient": (
        "Doorstroming:\n15-24 jaar per 100\npersonen van 55-64",
        "Throughput:\naged 15-24 per 100\npersons aged 55-64",
    ),
    "population_dependency_ratio": (
        "Afhankelijkheid:\n0-19 en 60+ per 100\npersonen van 20-59",
        "Dependency:\naged 0-19 and 60+ per\n100 persons aged 20-59",
    ),
    "population_internal_ageing": (
        "Interne vergrijzing:\n80+ per 100\npersonen van 60+",
        "Internal ageing:\naged 80+ per 100\npersons aged 60+",
    ),
    "population_model": ("model {year}", "model {year}"),
    "population_published": ("gepubliceerd {year}", "published {year}"),
    "population_caption": (
        "Een gevuld teken in zijn open tegenhanger betekent dat het model het gepubliceerde cijfer haalt;"
        " alleen de variant dc_noise_2013 hoort de projectie voor 2025 te volgen en dit is "
        "{demography}.{note}",
        "A filled mark inside its open counterpart means that the model meets the published figure; only "
        "the variant dc_noise_2013 is meant to follow the 2025 projection and this is {demography}.{note}",
    ),
    "population_doubtful": (
        " (* Onbetrouwbaar: de bron herhaalt hier het cijfer van de provincie.)",
        " (* Unreliable: the source repeats the figure of the province here.)",
    ),
    "tile_title": (
        "{indicator}: verschil met ‘{reference}’ per streek, {window}",
        "{indicator}: difference from ‘{reference}’ by sub-region, {window}",
    ),
    "tile_caption": (
        "Elke tegel is een streek, ongeveer op haar plaats: groot het verschil, daaronder het "
        "95%-interval; paars is meer dan bij ‘{reference}’ en oranje is minder.",
        "Each tile is a sub-region, roughly in its place: the difference in large type, its 95% interval "
        "below; purple is more than under ‘{reference}’ and orange is less.",
    ),
    "cost_title": (
        "Wat de maatregelen kosten en wat ze opleveren in {region}, {window}: {indicator}",
        "What the measures cost and what they bring in {region}, {window}: {indicator}",
    ),
    "cost_axis": ("kosten in miljoen euro", "cost in million euro"),
    "million_euro": ("miljoen euro", "million euro"),
    "cost_caption": (
        "Elk klein teken is één trekking van toeval en aannames, het grote het gemiddelde: hoger is duurder en meer "
        "naar rechts brengt meer op dan ‘{reference}’; liggen de tekens aan weerskanten van nul, dan is een kost "
        "per extra job niet zinvol te geven.",
        "Each small mark is one draw of luck and assumptions, the large one the mean: higher is dearer and further "
        "right brings more than ‘{reference}’; where the marks lie on both sides of zero, no sensible cost per extra "
        "job can be given.",
    ),
    "cost_caption_single": (
        "Hoger is duurder en meer naar rechts brengt meer op dan ‘{reference}’.",
        "Higher is dearer and further right brings more than ‘{reference}’.",
    ),
    "tile_panel": ("{arm}\nprovincie: {difference}", "{arm}\nprovince: {difference}"),
    "interval": ("{lower} tot {upper}", "{lower} to {upper}"),
    "check_title": ("Gepubliceerde cijfers tegenover het model", "Published figures against the model"),
    "check_caption": (
        "{met} van de {total} gepubliceerde cijfers worden gehaald binnen de vooraf gekozen marge; elke "
        "misser "
        "staat er als ‘mist’ bij.",
        "{met} of the {total} published figures are met within the margin chosen beforehand; every miss is "
        "listed "
        "as ‘misses’.",
    ),
    "check_picture_title": (
        "Hoe ver het model van gepubliceerde cijfers ligt",
        "How far the model is from published figures",
    ),
    "check_picture_caption": (
        "Elk teken is een gepubliceerd cijfer; in het grijze vlak haalt het model het, en rechts van nul zit het model "
        "erboven.",
        "Each mark is a published figure; in the grey area the model meets it, and to the right of zero the model is "
        "above it.",
    ),
    "check_axis": (
        "afwijking, in aantal keer de vooraf gekozen marge",
        "deviation, in times the margin chosen beforehand",
    ),
    "check_all_met": ("Alle cijfers worden gehaald.", "All figures are met."),
    "check_figure": ("cijfer", "figure"),
    "check_published": ("gepubliceerd", "published"),
    "check_model": ("model", "model"),
    "check_deviation": ("afwijking", "deviation"),
    "check_tolerance": ("marge", "margin"),
    "check_verdict": ("oordeel", "verdict"),
    "check_met": ("haalt", "met"),
    "check_missed": ("mist", "misses"),
    "run": ("Run", "Run"),
    "persona_hesitant_onlooker": ("aarzelende toeschouwer (durft niet)", "hesitant onlooker (does not dare)"),
    "persona_distrustful_outsider": (
        "wantrouwige buitenstaander (wil niet meer)",
        "distrustful outsider (no longer wants)",
    ),
    "persona_discouraged_outsider": (
        "ontmoedigde buitenstaander (wil onder voorwaarden)",
        "discouraged outsider (wants under conditions)",
    ),
    "persona_excluded_promise": ("uitgesloten belofte (mag niet)", "excluded promise (is not allowed)"),
    "persona_falling_short_promise": (
        "tekortschietende belofte (mist competentie)",
        "falling-short promise (lacks competence)",
    ),
    "persona_forced_hurdler": (
        "gedwongen hordeloper (gehinderd door omstandigheden)",
        "forced hurdler (blocked by preconditions)",
    ),
    "persona_ready": ("geen van deze drempels", "none of these barriers"),
}

_UNITS: Final[dict[str, tuple[str, str]]] = {
    "persons": ("personen", "persons"),
    "person": ("personen", "persons"),
    "jobs": ("jobs", "jobs"),
    "posts": ("plaatsen", "posts"),
    "vacancies": ("vacatures", "vacancies"),
    "percent": ("%", "%"),
    "percent per month": ("% per maand", "% per month"),
    "percent per year": ("% per jaar", "% per year"),
    "ratio x 100": ("per 100", "per 100"),
    "percentage points": ("procentpunt", "percentage points"),
    "days": ("dagen", "days"),
    "months": ("maanden", "months"),
    "years": ("jaar", "years"),
    "hours": ("uren", "hours"),
    "euro per hour": ("euro per uur", "euro an hour"),
    "hours per month": ("uren per maand", "hours per month"),
    "meetings": ("ontmoetingen", "meetings"),
    "per 100": ("per 100", "per 100"),
    "euro": ("euro", "euro"),
    "eur": ("euro", "euro"),
    "moves": ("overstappen", "moves"),
    "share": ("aandeel (0-1)", "share (0-1)"),
}

_AMOUNTS: Final[tuple[tuple[float, tuple[str, str]], ...]] = (
    (1e9, ("miljard", "billion")),
    (1e6, ("miljoen", "million")),
)

_CERTAINTY: Final[tuple[tuple[float, tuple[str, str]], ...]] = (
    (0.01, ("zo goed als zeker", "almost certain")),
    (0.05, ("zeer waarschijnlijk", "very likely")),
    (0.20, ("waarschijnlijk", "likely")),
    (1.00, ("onduidelijk", "unclear")),
)


def say(key: str, language: str, /, **fields: object) -> str:
    """Give a text in a language with its fields filled in.

    Raises
    ------
    KeyError
        If the text is unknown.
    ValueError
        If the language is not one of `LANGUAGES`.
    """
    return _SAYINGS[key][_position(language)].format(**fields)


def title_of(indicators: Mapping[str, object], name: str, language: str) -> str:
    """Title of an indicator; its name when it has none."""
    return str(getattr(indicators.get(name), f"title_{language}", name))


def unit_word(unit: str, language: str, *, difference: bool = False) -> str:
    """Name a unit in words; a difference of percentages is in percentage points."""
    key = "percentage points" if difference and unit.lower() in ("percent", "%") else unit.lower()
    return _UNITS[key][_position(language)] if key in _UNITS else unit


def certainty(probability_wrong_sign: float, language: str) -> str:
    """How sure the direction of a difference is, in words; empty where it is unknown."""
    for limit, words in _CERTAINTY:
        if probability_wrong_sign < limit:
            return words[_position(language)]
    return ""


def number(value: float, language: str, decimals: int | None = None) -> str:
    """Write a number as the language does: 1.234,5 in Dutch and 1,234.5 in English.

    Parameters
    ----------
    value : float
        Number; an undefined one becomes a dash.
    language : str
        One of `LANGUAGES`.
    decimals : int, optional
        Decimals; by default none from 100 on, one from 10 on, two below that.
    """
    if not math.isfinite(value):
        return "–" if math.isnan(value) else (_MINUS if value < 0 else "") + "∞"
    if decimals is None:
        size = abs(value)
        decimals = 0 if size >= 100 or value == int(value) else 1 if size >= 10 else 2
    text = f"{abs(value):,.{decimals}f}"
    if _position(language) == 0:
        text = text.translate(str.maketrans(",.", ".,"))
    return (_MINUS if value < 0 and any(digit in text for digit in "123456789") else "") + text


def percent(value: float, language: str, decimals: int | None = None) -> str:
    """Write a percentage: 4,5 % in Dutch and 4.5% in English, never broken over two lines."""
    return number(value, language, decimals) + ("\u00a0%", "%")[_position(language)]


def euros(value: float, language: str) -> str:
    """Write an amount in three figures at most: 21 miljoen euro, 12.300 euro, 0 euro."""
    amount, unit = _amount(value, language)
    return f"{amount} {unit}".rstrip()


def euros_between(low: float, high: float, language: str) -> str:
    """Write two amounts as a range, the unit once where it is the same: 4,7 tot 38,5 miljoen euro."""
    (lower, small), (upper, large) = _amount(low, language), _amount(high, language)
    if low == 0.0 or small == large:
        return f"{say('interval', language, lower=lower, upper=upper)} {large}".rstrip()
    return say("interval", language, lower=f"{lower} {small}", upper=f"{upper} {large}")


def _amount(value: float, language: str) -> tuple[str, str]:
    """Three figures at most, and the unit they count."""
    if not math.isfinite(value):
        return number(value, language), ""
    rounded = float(f"{value:.3g}")
    for size, words in _AMOUNTS:
        if abs(rounded) >= size:
            scaled = rounded / size
            decimals = next(places for places in (0, 1, 2) if places == 2 or scaled == round(scaled, places))
            return number(scaled, language, decimals), f"{words[_position(language)]} euro"
    return number(rounded, language, 0), "euro"


def signed(value: float, language: str, decimals: int | None = None) -> str:
    """Write a number with its sign, also when it is positive."""
    text = number(value, language, decimals)
    return f"+{text}" if value > 0 and any(digit in text for digit in "123456789") else text


def _position(language: str) -> int:
    if language not in LANGUAGES:
        raise ValueError(f"language is {language!r}; choose nl or en")
    return LANGUAGES.index(language)
