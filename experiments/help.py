"""What the commands say about themselves, in Dutch and in English."""

from __future__ import annotations

import dataclasses
from typing import Final

from scenarios.config import COMMAND_DIFFERENCES, settings_of

_SUMMARIES: Final[dict[str, tuple[str, str]]] = {
    "run": ("reken een arm uit", "compute one arm"),
    "compare": (
        "vergelijk armen, herhaling per herhaling, met verslag",
        "compare arms, replication by replication, with a report",
    ),
    "sweep": (
        "zoek welke aannames en maatregelen een verschil bepalen",
        "find which assumptions and measures drive a difference",
    ),
    "calibrate": (
        "zoek welk gedrag bij de gepubliceerde cijfers past, en hoe zeker dat is",
        "find which behaviour fits the published figures, and how sure that is",
    ),
    "validate": (
        "leg een kalibratie naast alles waaraan ze niet is aangepast",
        "hold a calibration against everything that it was not fitted to",
    ),
    "check": ("leg gepubliceerde cijfers naast het model", "put published figures next to the model"),
    "list": (
        "toon interventies, scenario's, hefbomen, indicatoren en parameters, en de 132 acties van de studie van 2013",
        "show interventions, scenarios, levers, indicators and parameters, and the 132 actions of the 2013 study",
    ),
    "report": (
        "maak het verslag van een of meer vergelijkingen, sweeps of kalibraties opnieuw",
        "make the report of one or more comparisons, sweeps or calibrations again",
    ),
    "rank": (
        "zoek de voorzichtigste keuze over meerdere toekomsten, uit hun resultaatmappen",
        "find the most cautious choice across several futures, from their result directories",
    ),
    "trace": (
        "vertel wiens pad verschilt in een vergelijking, en waardoor",
        "tell whose path differs in a comparison, and because of what",
    ),
    "bench": ("meet de snelheid op volle schaal", "measure the speed at full scale"),
    "completion": (
        "toon een script dat woorden aanvult in uw shell",
        "print a script that completes words in your shell",
    ),
}

_EXAMPLES: Final[dict[str, tuple[str, ...]]] = {
    "run": ("westwerk run", "westwerk run arms=[zelfroosteren] scale=0.05 replications=4"),
    "compare": (
        "westwerk compare",
        "westwerk compare arms=[baseline,zelfroosteren,werkplekleren+vereisten_versoepelen]",
        "westwerk compare horizon=study2013 scale=0.1 replications=20 seed=7 workers=2",
        "westwerk compare interventions_directory=mijn_maatregelen arms=[baseline,mijn_maatregel]",
        "westwerk compare attribution=[bundel_van_drie] replications=32 luck_per_draw=2",
        "westwerk compare lang=en output=my_results",
    ),
    "sweep": (
        "westwerk sweep",
        "westwerk sweep method=sobol samples=512 scale=0.02 replications=1 factors=[levers,offer_*,learning_rate]",
        "westwerk sweep target=ranking arms=[baseline,zelfroosteren,vereisten_versoepelen] indicators=[employed]",
        "westwerk sweep method=pawn factors=[uncertainties] target=level arms=[baseline] output=levels",
        "westwerk sweep method=sobol output=big --shard 2/8",
        "westwerk sweep big",
        "westwerk sweep small_scale against=ten_percent",
        "westwerk sweep engine=dask workers=8",
    ),
    "calibrate": (
        "westwerk calibrate quick",
        "westwerk calibrate output=kalibratie",
        "westwerk calibrate kalibratie",
        "westwerk calibrate scale=0.05 points=800 seed=2",
    ),
    "validate": ("westwerk validate kalibratie", "westwerk validate kalibratie quick workers=2"),
    "check": ("westwerk check", "westwerk check scale=0.2 replications=5"),
    "list": (
        "westwerk list",
        "westwerk list interventies",
        "westwerk list indicatoren lang=en",
        "westwerk list acties profiel=zorg land=NL termijn=lang",
        "westwerk list acties categorie=retentie zoek=rooster",
    ),
    "report": (
        "westwerk report output/20270101-120000-compare",
        "westwerk report my_results lang=en",
        "westwerk report output/*",
    ),
    "rank": (
        "westwerk compare demand=longer_working output=langer_werken",
        "westwerk rank output/20270101-120000-compare langer_werken output=keuze",
    ),
    "trace": (
        "westwerk trace output/20270101-120000-compare",
        "westwerk trace my_results arm=zelfroosteren persons=10 replication=3 lang=en",
    ),
    "bench": ("westwerk bench", "westwerk bench scale=0.1"),
    "completion": (
        "westwerk completion bash >> ~/.bashrc",
        "westwerk completion fish > ~/.config/fish/completions/westwerk.fish",
    ),
}

_KEY_MEANINGS: Final[dict[str, tuple[str, str]]] = {
    "region": ("regiopakket", "region pack"),
    "scale": (
        "deel van de echte personen dat agent wordt, tot 1",
        "share of the real persons that become agents, up to 1",
    ),
    "replications": ("aantal herhalingen met ander toeval", "number of repetitions with other luck"),
    "horizon": (
        "outlook (2012-2040) of study2013 (2012-2025)",
        "outlook (2012-2040) or study2013 (2012-2025)",
    ),
    "demography": ("variant van de bevolkingsprojectie", "variant of the population projection"),
    "demand": ("variant van de arbeidsvraag", "variant of labour demand"),
    "arms": ("wat vergeleken wordt; verbind maatregelen met +", "what is compared; join measures with +"),
    "seed": ("beginwaarde van het toeval", "master seed"),
    "workers": ("aantal processen; 0 is een per processor", "number of processes; 0 is one per processor"),
    "lang": ("taal van verslag en meldingen: nl of en", "language of report and messages: nl or en"),
    "output": (
        "map voor de resultaten; leeg is output/<tijd>-<opdracht>",
        "result directory; empty is output/<time>-<command>",
    ),
    "uncertainty": (
        "trek aannames uit hun marge, en gedrag uit wat bij de cijfers past",
        "draw assumptions from their range, and behaviour from what fits the figures",
    ),
    "parameters": (
        "afwijkende parameters: parameters.naam=getal",
        "other parameters: parameters.name=number",
    ),
    "policy_start": ("startmaand van de maatregelen, JJJJ-MM", "month in which measures start, YYYY-MM"),
    "interventions_directory": (
        "map met eigen interventies (YAML)",
        "folder with your own interventions (YAML)",
    ),
    "luck_per_draw": (
        "herhalingen per trekking van de aannames; vanaf 2 zijn toeval en aannames te scheiden",
        "repetitions per draw of the assumptions; from 2 on luck and assumptions can be told apart",
    ),
    "defence": (
        "bestand met de aannames over Defensie; leeg is het meegeleverde",
        "file with what is assumed about Defence; empty is the shipped one",
    ),
    "attribution": (
        "bundels waarvan het effect over hun maatregelen verdeeld wordt",
        "bundles whose effect is divided over their measures",
    ),
}

_SWEEP_MEANINGS: Final[dict[str, tuple[str, str]]] = {
    "method": ("morris, sobol, pawn of fast", "morris, sobol, pawn or fast"),
    "target": (
        "difference (gepaard verschil met de eerste arm), level (niveau) of ranking (plaats van elke arm)",
        "difference (paired, from the first arm), level, or ranking (place of each arm)",
    ),
    "factors": (
        "wat varieert: namen, patronen, of de groepen levers en uncertainties",
        "what is varied: names, patterns, or the groups levers and uncertainties",
    ),
    "indicators": ("wat verklaard wordt; de eerste wordt getekend", "what is explained; the first is drawn"),
    "sub_region": ("waar; leeg is de hele provincie", "where; empty is the whole province"),
    "window": (
        "jaren JJJJ-JJJJ; leeg is de eerste zes jaar van de maatregelen",
        "years YYYY-YYYY; empty is the first six years of the measures",
    ),
    "samples": (
        "trajecten (morris), basispunten (sobol), rijen (pawn), rijen per curve (fast); 0 kiest zelf",
        "trajectories (morris), base samples (sobol), rows (pawn), rows a curve (fast); 0 chooses",
    ),
    "levels": ("niveaus van het Morris-rooster", "levels of the Morris grid"),
    "shard": ("deel k/n van de rijen; ook als --shard k/n", "part k/n of the rows; also as --shard k/n"),
    "engine": ("processes of dask", "processes or dask"),
    "scheduler": ("adres van een Dask-scheduler; leeg start er een", "address of a Dask scheduler; empty starts one"),
    "retry": ("bereken mislukte rijen opnieuw", "compute failed rows again"),
}

_CALIBRATION_MEANINGS: Final[dict[str, tuple[str, str]]] = {
    "points": ("punten van de eerste ronde", "points of the first wave"),
    "refined_points": ("punten van de tweede ronde", "points of the second wave"),
    "draws": ("trekkingen die bewaard worden", "draws that are kept"),
    "truths": (
        "runs met bekende parameters waarop de kalibratie beproefd wordt",
        "runs with known parameters on which the calibration is tried",
    ),
    "steps": ("stappen van elke wandelaar", "steps of each walker"),
}
_OWN_MEANINGS: Final = {"sweep": _SWEEP_MEANINGS, "calibrate": _CALIBRATION_MEANINGS}

COMMANDS: Final = tuple(_SUMMARIES)
"""Names of the commands, in the order of the help."""

COMPUTING: Final = ("run", "compare", "sweep", "calibrate", "check", "bench")
"""Commands that take settings."""


def _written(value: object) -> str:
    """Write a default as a user would type it."""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, list):
        return f"[{','.join(value)}]"
    if isinstance(value, dict):
        return "{}"
    return str(value)


def general_help(lang: str) -> str:
    """Return the help of ``westwerk`` itself."""
    position = 1 if lang == "en" else 0
    intro = (
        "Westwerk: wat gebeurt er op de West-Vlaamse arbeidsmarkt als we maatregelen nemen?",
        "Westwerk: what happens on the West Flemish labour market if we take measures?",
    )[position]
    usage = ("Gebruik: westwerk OPDRACHT [sleutel=waarde ...]", "Usage: westwerk COMMAND [key=value ...]")[position]
    more = (
        "Meer over een opdracht: westwerk OPDRACHT --help",
        "In English: westwerk --help lang=en",
    )
    if lang == "en":
        more = ("More about a command: westwerk COMMAND --help lang=en",) * 2
    lines = [intro, "", usage, ""]
    lines += [f"  {name:<12}{texts[position]}" for name, texts in _SUMMARIES.items()]
    return "\n".join([*lines, "", *dict.fromkeys(more)])


def command_help(command: str, lang: str) -> str:
    """Return the help of one command: what it does, examples, and its settings with their defaults."""
    position = 1 if lang == "en" else 0
    lines = [
        f"westwerk {command}: {_SUMMARIES[command][position]}",
        "",
        ("Voorbeelden:", "Examples:")[position],
    ]
    lines += [f"  {example}" for example in _EXAMPLES[command]]
    if command in COMPUTING:
        defaults = dataclasses.asdict(settings_of(command)())
        written = {key: _written(value) for key, value in defaults.items()}
        written.update(dict(word.split("=", 1) for word in COMMAND_DIFFERENCES.get(command, ())))
        lines += [
            "",
            (
                "Instellingen (met wat geldt als u niets schrijft):",
                "Settings (with what holds if you write nothing):",
            )[position],
        ]
        meanings = {**_OWN_MEANINGS.get(command, {}), **_KEY_MEANINGS}
        lines += [f"  {key}={written[key]}\n      {texts[position]}" for key, texts in meanings.items()]
    return "\n".join(lines)
