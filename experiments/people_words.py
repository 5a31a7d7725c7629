"""Words of the pictures about people without work: personas, gaps and coaching; in Dutch and in English."""

from __future__ import annotations

from typing import Final

__all__ = ["PEOPLE_SAYINGS"]

PEOPLE_SAYINGS: Final[dict[str, tuple[str, str]]] = {
    "contrast_caption": (
        "Een punt rechts van nul betekent meer dan bij ‘{reference}’, in procent van wat er daar per jaar gebeurt, "
        "gemiddeld over {window}; het streepje is het 95%-interval, en raakt het de nul, dan kan het verschil toeval "
        "zijn.",
        "A dot to the right of zero means more than under ‘{reference}’, in percent of what happens there in a year, "
        "on average over {window}; the bar is the 95% interval, and if it touches zero the difference may be chance.",
    ),
    "flows_title": (
        "Hoeveel mensen per jaar van persona veranderen of aan het werk gaan in {region} ({arm})",
        "How many people a year change persona or go to work in {region} ({arm})",
    ),
    "flows_caption": (
        "Elk vakje telt de mensen die per jaar van de groep links naar de groep bovenaan gaan, gemiddeld over "
        "{window}{spread}; de twee kolommen rechts tellen wie opnieuw naar werk begint te zoeken en wie een job een "
        "jaar volhoudt, naar persona bij het begin van die job; donkerder is meer.",
        "Each cell counts the people who go from the group on the left to the group on top in a year, on average over"
        " {window}{spread}; the two columns on the right count who begins to look for work again and who keeps a job "
        "for a year, by persona when that job began; darker is more.",
    ),
    "flows_spread": (
        ", met klein eronder hoe ver het 95%-interval naar elke kant reikt",
        ", with how far the 95% interval reaches to each side in small type below",
    ),
    "flows_from": ("van", "from"),
    "flows_to": ("naar (personen per jaar)", "to (persons per year)"),
    "flow_work": ("werk", "work"),
    "flow_persona_to_search": ("begint te zoeken", "begins to look"),
    "flow_persona_to_lasting_work": ("duurzaam werk", "lasting work"),
    "steps_title": (
        "Stappen naar werk per persona in {region}: verschil met ‘{reference}’",
        "Steps towards work by persona in {region}: difference from ‘{reference}’",
    ),
    "step_persona_to_search": ("Begint te zoeken", "Begins to look"),
    "step_persona_to_work": ("Gaat werken", "Goes to work"),
    "step_persona_to_lasting_work": ("Duurzaam werk", "Lasting work"),
    "persona_all": ("iedereen", "everybody"),
    "persona_at_work": ("aan het werk (zoekt iets anders)", "at work (looks for something else)"),
    "gap_skill": ("Kloof in vaardigheden", "Skill gap"),
    "gap_search": ("Kloof in het zoeken", "Search gap"),
    "gap_organisation": ("Kloof tussen leven en werkorganisatie", "Gap between life and work organisation"),
    "gaps_title": (
        "Welke kloof mensen en vacatures uit elkaar houdt in {region} ({arm})",
        "Which gap keeps people and vacancies apart in {region} ({arm})",
    ),
    "gaps_by_persona": ("Naar persona", "By persona"),
    "gaps_by_region": ("Naar streek waar men woont", "By sub-region of residence"),
    "gaps_axis": ("deel van de mislukte ontmoetingen (%)", "share of the failed meetings (%)"),
    "gaps_caption": (
        "Elke balk verdeelt de keren dat iemand een vacature tegenkwam en er niets van kwam, naar de kloof die dat "
        "tegenhield; rechts staat hoe vaak dat per jaar gebeurde, gemiddeld over {window}.",
        "Each bar divides the times that somebody came across a vacancy and nothing came of it by the gap that "
        "stopped it; to the right stands how often that happened in a year, on average over {window}.",
    ),
    "gaps_spread": (
        "Na ± staat hoe ver het 95%-interval van dat aantal reikt.",
        "After ± stands how far the 95% interval of that number reaches.",
    ),
    "gap_differences_persona": (
        "Mislukte ontmoetingen naar kloof en persona: verschil met ‘{reference}’",
        "Failed meetings by gap and persona: difference from ‘{reference}’",
    ),
    "gap_differences_region": (
        "Mislukte ontmoetingen naar kloof en streek: verschil met ‘{reference}’",
        "Failed meetings by gap and sub-region: difference from ‘{reference}’",
    ),
    "gap_differences_note": (
        "Meer is niet altijd slecht: wie vaker zoekt, komt ook vaker een vacature tegen die niet past.",
        "More is not always bad: who looks more often also comes across more vacancies that do not fit.",
    ),
    "queue_title": (
        "Wachten op begeleiding en werk van begeleiders in {region}",
        "Waiting for coaching and the caseload of coaches in {region}",
    ),
    "queue_caption": (
        "Elke lijn is het jaargemiddelde van een scenario: bovenaan hoeveel mensen wachten en hoe lang, in het midden"
        " hoeveel mensen een begeleider hebben en hoeveel plaatsen er zijn, onderaan hoe vol die zitten en hoeveel "
        "tijd elke begeleide krijgt.",
        "Each line is the yearly average of a scenario: at the top how many people wait and how long, in the middle "
        "how many have a coach and how many places there are, at the bottom how full these are and how much time each"
        " client gets.",
    ),
    "queue_spread_in_table": (
        "Hoe ver de herhalingen uiteenlopen, staat in de cijfers van deze figuur.",
        "How far the replications lie apart stands in the numbers of this figure.",
    ),
    "queue_spread": (
        "Tussen de randen van een band liggen 9 op 10 herhalingen.",
        "Between the edges of a band lie 9 in 10 replications.",
    ),
    "funnel_title": (
        "Van bereikt door begeleiding naar duurzaam werk in {region}",
        "From being reached by coaching to lasting work in {region}",
    ),
    "funnel_caption": (
        "Elke balk telt hoeveel mensen per jaar een stap zetten, gemiddeld over {window}; tussen haakjes hoeveel dat "
        "er zijn per 100 bereikte mensen, van wie sommigen nog wachten of nog begeleid worden.",
        "Each bar counts how many people a year take a step, on average over {window}; in brackets how many that is "
        "per 100 people reached, some of whom still wait or are still coached.",
    ),
    "funnel_spread": ("Het streepje is het 95%-interval.", "The line is the 95% interval."),
    "funnel_axis": ("personen per jaar", "persons per year"),
    "funnel_step": ("{people} ({share})", "{people} ({share})"),
    "funnel_coaching_reached": ("bereikt", "reached"),
    "funnel_coaching_starts": ("gestart met een begeleider", "started with a coach"),
    "funnel_trusting": ("vertrouwen gewonnen", "trust won"),
    "funnel_with_goal": ("jobdoelwit bepaald", "job goal set"),
    "funnel_led_to_work": ("toegeleid naar werk", "led to work"),
    "funnel_coaching_jobs": ("aan het werk", "in a job"),
    "funnel_coaching_lasting_jobs": ("duurzaam aan het werk", "in lasting work"),
    "contrast_axis": ("verschil in % van de vergelijkingsbasis", "difference in % of the reference"),
    "gap_short_skill": ("Vaardigheden", "Skills"),
    "gap_short_search": ("Zoeken", "Search"),
    "gap_short_organisation": ("Werkorganisatie", "Organisation"),
    "gaps_number": ("aantal per jaar", "number per year"),
}
"""Text in Dutch and in English by name; :func:`experiments.texts.say` gives them."""
