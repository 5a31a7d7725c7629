"""How an intervention is read from its YAML file, and how every mistake in the file is named."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from omegaconf import OmegaConf
from omegaconf.errors import OmegaConfBaseException
from yaml import YAMLError

from agents.persons import FIRST_AGE, LAST_AGE
from agents.region import ORIGINS, SECTORS, SEXES, SUB_REGIONS
from agents.vocabulary import ABSENT, COACH_ORGANISATIONS, NO_PERSONA, OCCUPATIONS, PERSONAS, STATUSES
from scenarios.errors import UserMistake, unknown
from scenarios.intervention import (
    AS_REPORTED,
    EVIDENCE_LEVELS,
    NOT_A_PART,
    SCOPES,
    Amounts,
    DeclaredLever,
    Intervention,
    LeverUse,
    Quantity,
    RollOut,
    Scope,
    Support,
    Target,
)
from scenarios.reviews import load_reviews
from scenarios.yaml_section import Section
from simulation.calendar import month_number

SHIPPED = Path(__file__).parent / "interventions"
"""Folder of the interventions that come with the project."""

UNKNOWN = "unknown"
"""Written for ``cost`` or ``hours`` when no amount, not even an assumed one, can be given."""

_LARGEST_AMOUNT = 1e9
_LONGEST = 480

_KEYS = (
    "variant_of",
    "title_nl",
    "title_en",
    "description_nl",
    "description_en",
    "evidence",
    "evidence_level",
    "reviews",
    "covers",
    "includes",
    "levers",
    "target",
    "coverage",
    "roll_out",
    "end",
    "duration_months",
    "support",
    "cost",
    "hours",
)
_TARGET: Mapping[str, tuple[Scope, ...]] = {
    "sectors": ("employers",),
    "occupations": ("employers",),
    "minimum_team_size": ("employers",),
    "sub_regions": SCOPES,
    "organisations": ("coaches",),
    "personas": ("persons",),
    "origins": ("persons",),
    "statuses": ("persons",),
    "sexes": ("persons",),
    "ages": ("persons",),
    "minimum_months_out": ("persons",),
}
"""Whom each key of a target chooses among."""

_SUPPORT: Mapping[str, tuple[Scope, ...]] = {
    "staff": ("employers",),
    "management": ("employers",),
    "school": ("employers",),
    "company": ("employers",),
    "coaches": ("coaches",),
    "sub_regions": ("sub_regions",),
    "persons": ("persons",),
    "required": SCOPES,
}
"""Who is asked by each key of support."""

_AMOUNTS: Mapping[str, tuple[Scope, ...]] = {
    "per_employer_start": ("employers",),
    "per_employer_month": ("employers",),
    "per_person": SCOPES,
    "per_coach_start": ("coaches",),
    "per_coach_month": ("coaches",),
    "per_hour": SCOPES,
    "per_month": SCOPES,
}
"""For whom each amount is asked."""

_COST = {f"{name}_eur": scopes for name, scopes in _AMOUNTS.items()}
_HOURS = {f"{name}_hours": scopes for name, scopes in _AMOUNTS.items() if name != "per_hour"}

_IF_GIVEN = ("per_hour", "per_month")
"""Amounts that a measure may leave out."""


def _levers(file: str, content: Any, levers: Mapping[str, DeclaredLever]) -> tuple[LeverUse, ...]:
    """Read the list of levers with their parameters."""
    if not isinstance(content, list):
        raise UserMistake(
            nl=f"{file}: 'levers' vraagt een lijst met regels '- lever: naam'.",
            en=f"{file}: 'levers' takes a list of lines '- lever: name'.",
        )
    uses: list[LeverUse] = []
    for number, entry in enumerate(content, start=1):
        section = Section(file, f"levers {number}", entry, ("lever", "parts", "parameters"))
        name = section.text("lever")
        if name not in levers:
            problem = unknown("hefboom", "lever", name, levers)
            raise UserMistake(nl=f"{file}: {problem.nl}", en=f"{file}: {problem.en}")
        if name in [use.lever for use in uses]:
            raise section.mistake(
                "lever",
                f"noemt '{name}' voor de tweede keer; zet de parameters bij elkaar",
                f"names '{name}' for the second time; put the parameters together",
            )
        uses.append(LeverUse(name, _parameters(section, levers[name])))
    return tuple(uses)


def _parameters(section: Section, lever: DeclaredLever) -> dict[str, Quantity]:
    """Read what differs from the declaration of a lever: chosen values, and neutral ones for what is no part."""
    declared = lever.parameters
    values = section.section("parameters", declared)
    chosen = {key: values.quantity(key, *declared[key].bounds) for key in values.content}
    if "parts" not in section.content:
        return chosen
    parts = section.names("parts", "parameter", "parameter", declared)
    if not parts:
        raise section.mistake("parts", "vraagt minstens een parameter", "takes at least one parameter")
    for key, parameter in declared.items():
        if key in parts or parameter.neutral is None:
            continue
        if key in chosen:
            raise values.mistake(
                key,
                "staat niet onder 'parts' en doet dus niets; noem het daar of laat het weg",
                "is not among 'parts' and so does nothing; name it there or leave it out",
            )
        chosen[key] = Quantity(parameter.neutral, parameter.neutral, parameter.neutral, NOT_A_PART)
    return chosen


def _target(section: Section) -> Target:
    """Read for whom the measure is meant."""
    ages = section.section("ages", ("from", "to"))
    youngest = ages.whole("from", FIRST_AGE, LAST_AGE, FIRST_AGE)
    oldest = ages.whole("to", FIRST_AGE, LAST_AGE, LAST_AGE)
    if youngest > oldest:
        raise section.mistake("ages", "vraagt from <= to", "needs from <= to")
    return Target(
        sectors=section.names("sectors", "sector", "sector", SECTORS),
        occupations=section.names("occupations", "beroep", "occupation", OCCUPATIONS),
        sub_regions=section.names("sub_regions", "deelregio", "sub-region", SUB_REGIONS),
        minimum_team_size=section.whole("minimum_team_size", 1, 100_000, 1),
        organisations=section.names("organisations", "organisatie", "organisation", COACH_ORGANISATIONS),
        personas=section.names("personas", "persona", "persona", PERSONAS[:NO_PERSONA]),
        origins=section.names("origins", "herkomst", "origin", ORIGINS),
        statuses=section.names("statuses", "status", "status", STATUSES[:ABSENT]),
        sexes=section.names("sexes", "sekse", "sex", SEXES),
        youngest=youngest,
        oldest=oldest,
        minimum_months_out=section.whole("minimum_months_out", 0, _LONGEST, 0),
    )


def _support(section: Section, scopes: Iterable[Scope]) -> Support:
    """Read who must back the measure: if required both sides of an employer, or a school and a company, and others."""
    required = section.content.get("required", True)
    if not isinstance(required, bool):
        raise section.mistake("required", "vraagt true of false", "takes true or false")
    asked = [key for key in _SUPPORT if key in section.content and key != "required"]
    if required and "employers" in scopes:
        sides = ("school", "company") if {"school", "company"} & set(asked) else ("staff", "management")
        asked += [key for key in sides if key not in asked]
    shares: dict[str, Quantity | None] = dict.fromkeys(("staff", "management"))
    return Support(required=required, **{**shares, **{key: section.quantity(key, 0, 1) for key in asked}})


def _amounts(section: Section, unit: str, scopes: Iterable[Scope]) -> Amounts:
    """Read what the measure asks for: an amount for each it works on and for a person; others where they are given."""
    present = set(scopes)
    asked = [name for name, about in _AMOUNTS.items() if present.intersection(about) and name not in _IF_GIVEN]
    asked += [name for name in _IF_GIVEN if f"{name}_{unit}" in section.content]
    return Amounts(**{name: section.quantity(f"{name}_{unit}", 0, _LARGEST_AMOUNT) for name in asked})


def _end(top: Section) -> int | None:
    """Read the last month in which a measure acts, and return the month after it."""
    if "end" not in top.content:
        return None
    if "duration_months" in top.content:
        raise top.mistake(
            "end",
            "en 'duration_months' staan er allebei; kies er een",
            "is given with 'duration_months'; choose one of both",
        )
    month = str(top.content["end"])
    try:
        return month_number(month) + 1
    except ValueError as problem:
        raise top.mistake(
            "end", f"vraagt een maand als JJJJ-MM, niet '{month}'", f"takes a month as YYYY-MM, not '{month}'"
        ) from problem


def _content(path: Path) -> Any:
    """Read a file as plain lists, mappings, texts and numbers; nothing in it is executed or looked up."""
    try:
        return OmegaConf.to_container(OmegaConf.load(path), resolve=False)
    except (YAMLError, OmegaConfBaseException, UnicodeDecodeError, OSError) as problem:
        line = getattr(getattr(problem, "problem_mark", None), "line", None)
        place = "" if line is None else f" (regel {line + 1})"
        place_en = "" if line is None else f" (line {line + 1})"
        raise UserMistake(
            nl=f"{path.name}{place} is geen leesbare YAML; vergelijk het met een meegeleverde interventie.",
            en=(f"{path.name}{place_en} is not readable YAML; compare it with an intervention that is shipped."),
        ) from problem


def _with_base(path: Path, content: Any) -> Any:
    """Complete a variant with the rest of the intervention it names; its own keys replace those of the base."""
    if not isinstance(content, dict) or "variant_of" not in content:
        return content
    name = str(content["variant_of"])
    found = [folder / f"{name}.yaml" for folder in (path.parent, SHIPPED) if (folder / f"{name}.yaml").is_file()]
    base = _content(found[0]) if found else None
    if not isinstance(base, dict) or "variant_of" in base or "includes" in base:
        raise UserMistake(
            nl=(
                f"{path.name}: '{name}' onder 'variant_of' is geen gewone interventie; noem er een uit "
                "'westwerk list interventies' die zelf geen variant of bundel is."
            ),
            en=(
                f"{path.name}: '{name}' in 'variant_of' is not a plain intervention; name one from "
                "'westwerk list interventions' that is no variant or bundle itself."
            ),
        )
    return {**base, **content}


def read_intervention(path: Path, levers: Mapping[str, DeclaredLever]) -> Intervention:
    """Read and check one intervention.

    Parameters
    ----------
    path : Path
        YAML file; its name without ending is the name of the intervention.
    levers : mapping of str to lever
        The levers that exist.

    Returns
    -------
    Intervention
        Complete and within bounds; whether its ``includes`` exist is for :func:`scenarios.arms.load_library`.

    Raises
    ------
    UserMistake
        For anything in the file that cannot be understood, naming the file and the key.
    """
    file = path.name
    top = Section(file, "", _with_base(path, _content(path)), _KEYS)
    includes = top.names("includes", "interventie", "intervention")
    uses = _levers(file, top.content.get("levers", []), levers)
    if not includes and not uses:
        raise UserMistake(
            nl=f"{file}: noem minstens een hefboom onder 'levers' of een interventie onder 'includes'.",
            en=f"{file}: name at least one lever under 'levers' or one intervention under 'includes'.",
        )
    if includes and uses:
        raise UserMistake(
            nl=f"{file}: een bundel met 'includes' heeft geen eigen 'levers'; zet die in een eigen bestand.",
            en=(f"{file}: a bundle with 'includes' has no 'levers' of its own; put those in a file of their own."),
        )
    for key in ("end", "duration_months"):
        if includes and key in top.content:
            raise top.mistake(
                key,
                "past niet bij een bundel; zet het in de interventies onder 'includes'",
                "does not fit a bundle; put it in the interventions named in 'includes'",
            )
    level = top.text("evidence_level")
    if level not in EVIDENCE_LEVELS:
        problem = unknown("bewijskracht", "evidence level", level, EVIDENCE_LEVELS)
        raise UserMistake(nl=f"{file}: {problem.nl}", en=f"{file}: {problem.en}")
    scopes = {levers[use.lever].scope for use in uses}
    sections = {}
    nobody_knows = {"cost": top.content.get("cost") == UNKNOWN, "hours": top.content.get("hours", UNKNOWN) == UNKNOWN}
    for key, fits in (("target", _TARGET), ("support", _SUPPORT), ("cost", _COST), ("hours", _HOURS)):
        if nobody_knows.get(key):
            continue
        sections[key] = top.section(key, fits)
        if uses:
            sections[key].check_fit(fits, scopes)
    roll_out = top.section("roll_out", ("pilot_months", "pilot_share", "phase_months"))
    return Intervention(
        name=path.stem,
        title_nl=top.text("title_nl"),
        title_en=top.text("title_en"),
        description_nl=top.text("description_nl"),
        description_en=top.text("description_en"),
        evidence=top.names("evidence", "bron", "source"),
        evidence_level=level,
        levers=uses,
        target=_target(sections["target"]),
        coverage=0.0 if includes else top.number("coverage", 0, 1),
        roll_out=RollOut(
            roll_out.whole("pilot_months", 0, _LONGEST, RollOut.pilot_months),
            roll_out.number("pilot_share", 0, 1, RollOut.pilot_share),
            roll_out.whole("phase_months", 0, _LONGEST, RollOut.phase_months),
        ),
        support=_support(sections["support"], scopes),
        cost=_amounts(sections["cost"], "eur", scopes) if "cost" in sections else None,
        hours=replace(_amounts(sections["hours"], "hours", scopes), per_hour=AS_REPORTED)
        if "hours" in sections
        else None,
        includes=includes,
        covers=top.names("covers", "maatregel", "measure"),
        end=_end(top),
        duration_months=top.whole("duration_months", 1, _LONGEST) if "duration_months" in top.content else None,
        variant_of=str(top.content.get("variant_of", "")),
        reviews=top.names("reviews", "onderzoek", "review", load_reviews()),
    )
