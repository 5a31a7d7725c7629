"""The words of the pictures and the report of a sweep, in Dutch and in English."""

from __future__ import annotations

from typing import Final

__all__ = ["say"]

_SAYINGS: Final[dict[str, tuple[str, str]]] = {
    "title": (
        "Gevoeligheid: wat bepaalt {outcome}?",
        "Sensitivity: what drives {outcome}?",
    ),
    "difference": (
        "het verschil van ‘{arm}’ met ‘{reference}’ in {indicator}",
        "the difference of ‘{arm}’ from ‘{reference}’ in {indicator}",
    ),
    "level": ("{indicator} onder ‘{arm}’", "{indicator} under ‘{arm}’"),
    "ranking": (
        "de plaats van ‘{arm}’ in de rangorde naar {indicator}",
        "the place of ‘{arm}’ in the ranking by {indicator}",
    ),
    "ranked_title": ("Wat {outcome} het meest beïnvloedt", "What influences {outcome} most"),
    "morris_axis": (
        "verschuiving over het hele bereik\n({unit})",
        "shift over the whole range\n({unit})",
    ),
    "sobol_axis": ("aandeel in de spreiding\nvan de uitkomst", "share of the variance\nof the outcome"),
    "fast_axis": ("aandeel in de spreiding\nvan de uitkomst", "share of the variance\nof the outcome"),
    "pawn_axis": (
        "afstand tussen verdelingen\n(0 is geen invloed, 1 is alles)",
        "distance between distributions\n(0 is no influence, 1 is all)",
    ),
    "ranked_caption": (
        "Hoe verder naar rechts, hoe meer de uitkomst verandert met deze factor; het streepje is het 95%-interval.",
        "The further to the right, the more the outcome changes with this factor; the line is the 95% interval.",
    ),
    "chance_caption": (
        "Raakt het streepje de grijze balk, dan is de factor niet van toeval te onderscheiden.",
        "Where the line touches the grey bar, the factor cannot be told from chance.",
    ),
    "chance": ("wat toeval alleen al geeft", "what chance alone gives"),
    "levers": ("maatregel", "measure"),
    "uncertainties": ("onzekere aanname over gedrag", "uncertain assumption on behaviour"),
    "total": ("samen met andere factoren", "together with other factors"),
    "first": ("op zichzelf", "on its own"),
    "screen_title": (
        "Invloed tegenover wisselwerking: {outcome}",
        "Influence against interaction: {outcome}",
    ),
    "screen_y": (
        "hoezeer die verschuiving zelf wisselt\n({unit})",
        "how much that shift itself varies\n({unit})",
    ),
    "screen_caption": (
        "Rechts staat wat veel invloed heeft; hoog staat wat, afhankelijk van de rest of van toeval, nu eens "
        "zus en dan "
        "weer zo werkt. Het grijze vlak is wat toeval een gemiddelde factor geeft.",
        "On the right stands what has much influence; at the top what acts now one way and then another, depending on "
        "the rest or on chance. The grey area is what chance gives a typical factor.",
    ),
    "convergence_title": (
        "Komt de rangorde tot rust bij {outcome}?",
        "Does the order settle for {outcome}?",
    ),
    "convergence_x": ("gebruikte rijen", "rows used"),
    "convergence_caption": (
        "Lopen de lijnen rechts vlak, dan voegen meer rijen weinig toe; kruisen ze elkaar nog, dan is hun volgorde "
        "onzeker. Getekend zijn de {count} invloedrijkste factoren; de banden zijn 95%-intervallen van de "
        "eerste drie.",
        "Where the lines run flat on the right, more rows add little; where they still cross, their order is "
        "uncertain. "
        "Drawn are the {count} most influential factors; the bands are 95% intervals of the first three.",
    ),
    "document_title": ("Westwerk: gevoeligheidsanalyse", "Westwerk: sensitivity analysis"),
    "run_line": ("Run {run_id}, gemaakt op {created}", "Run {run_id}, made on {created}"),
    "asked_heading": ("Wat is gevraagd", "What was asked"),
    "asked": (
        "Hoe {outcome} in {place}, {years}, afhangt van {factors} getallen die elk over hun opgegeven bereik "
        "variëren: "
        "{levers} over de maatregelen en {uncertainties} over gedrag. Methode {method}: {rows} rijen, elk met "
        "{replications} herhalingen, op schaal {scale}.",
        "How {outcome} in {place}, {years}, depends on {factors} numbers that each vary over their declared range: "
        "{levers} on the measures and {uncertainties} on behaviour. Method {method}: {rows} rows, each with "
        "{replications} replications, at scale {scale}.",
    ),
    "found_heading": ("Wat eruit komt", "What came out"),
    "found_mean": (
        "Over alle rijen is {outcome} gemiddeld {mean}, met een standaardafwijking van {spread} ({unit}).",
        "Over all rows {outcome} is {mean} on average, with a standard deviation of {spread} ({unit}).",
    ),
    "found_clear": (
        "Duidelijk van toeval te onderscheiden: {factors}.",
        "Clearly told from chance: {factors}.",
    ),
    "found_none": (
        "Geen enkele factor is duidelijk van toeval te onderscheiden; neem meer samples, herhalingen of een "
        "grotere schaal.",
        "No factor can clearly be told from chance; take more samples, replications or a larger scale.",
    ),
    "found_noise": (
        "Van de spreiding tussen rijen is {share} toeval dat rijen niet delen.",
        "Of the variance between rows {share} is chance that rows do not share.",
    ),
    "found_noise_unknown": (
        "Met een enkele herhaling is niet te zeggen hoeveel van de spreiding toeval is; neem replications=2 of meer.",
        "With a single replication one cannot say how much of the variance is chance; take replications=2 or more.",
    ),
    "best_heading": ("Wie staat het vaakst vooraan", "Which comes first most often"),
    "best": (
        "‘{arm}’ is naar {indicator} de beste in {share} van de rijen en herhalingen.",
        "‘{arm}’ is best by {indicator} in {share} of the rows and replications.",
    ),
    "careful_heading": ("Hoe dit te lezen", "How to read this"),
    "careful_range": (
        "Elke waarde binnen een bereik telt even zwaar. Een wijd bereik maakt een factor invloedrijk; dat "
        "zegt iets over "
        "wat we niet weten, niet over wat een maatregel kan.",
        "Every value inside a range counts equally. A wide range makes a factor influential; that tells what "
        "we do not "
        "know, not what a measure can do.",
    ),
    "careful_luck": (
        "Alle rijen gebruiken dezelfde mensen met hetzelfde geluk, herhaling per herhaling. Wat geluk met elke rij "
        "gelijk doet, valt zo weg; wat een rij niet met de andere deelt, blijft als toeval in de indices.",
        "All rows use the same people with the same luck, replication by replication. What luck does to every"
        " row alike "
        "so drops out; what a row does not share with the others stays in the indices as chance.",
    ),
    "careful_scale": (
        "Op kleine schaal is er meer toeval; vergelijk de belangrijkste factoren met een sweep op scale=0.1 "
        "voor u erop bouwt.",
        "There is more chance at a small scale; compare the main factors with a sweep at scale=0.1 before you"
        " rely on them.",
    ),
    "careful_fast": (
        "Bij fast komt het interval uit enkele onafhankelijke zoekcurven en is het ruw.",
        "With fast the interval comes from a few independent search curves and is rough.",
    ),
    "table_heading": ("Indices per factor", "Indices by factor"),
    "factor": ("factor", "factor"),
    "group": ("groep", "group"),
    "index": ("index", "index"),
    "value": ("waarde", "value"),
    "interval": ("95%-interval", "95% interval"),
    "by_chance": ("door toeval", "by chance"),
    "central": ("centrale waarde", "central value"),
    "range": ("bereik", "range"),
    "unit": ("eenheid", "unit"),
    "source": ("bron", "source"),
    "name": ("naam", "name"),
    "factors_heading": ("De factoren en hun bron", "The factors and their sources"),
    "pictures_heading": ("Figuren", "Pictures"),
    "figure": ("Figuur {number}", "Figure {number}"),
    "noise_heading": ("Toeval per uitkomst", "Chance by outcome"),
    "outcome": ("uitkomst", "outcome"),
    "mean": ("gemiddelde", "mean"),
    "spread": ("standaardafwijking", "standard deviation"),
    "share_by_chance": ("aandeel toeval", "share of chance"),
    "method_heading": ("Herkomst", "Provenance"),
    "setting": ("instelling", "setting"),
    "mu_star": ("verschuiving (absoluut)", "shift (absolute)"),
    "mu": ("verschuiving (met teken)", "shift (signed)"),
    "sigma": ("wisselwerking", "interaction"),
    "first_index": ("op zichzelf", "on its own"),
    "total_index": ("samen met andere", "together with others"),
    "first_explained": ("op zichzelf, zonder toeval", "on its own, without chance"),
    "total_explained": ("samen met andere, zonder toeval", "together with others, without chance"),
    "median": ("afstand (mediaan)", "distance (median)"),
    "maximum": ("afstand (grootste)", "distance (largest)"),
    "per_year": ("{unit} per jaar", "{unit} per year"),
    "place": ("plaatsen", "places"),
}


def say(key: str, lang: str, /, **fields: object) -> str:
    """Give a text in Dutch, or in English when ``lang`` is ``"en"``, with its fields filled in."""
    return _SAYINGS[key][lang == "en"].format(**fields)
