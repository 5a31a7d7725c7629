"""What is reported: one declaration for each indicator, with unit, names in two languages, and how it is computed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import numpy.typing as npt

from agents.region import EDUCATIONS, ORIGINS, SECTORS, SEXES
from agents.vocabulary import (
    CARE_OCCUPATIONS,
    CARE_STUDIES,
    EMPLOYED,
    HOME,
    ILL,
    LATENT,
    OTHER,
    OTHER_STUDIES,
    PERSONAS,
    RETIRED,
    SEARCHING_UNAVAILABLE,
    SELF_EMPLOYED,
    STUDENT,
    TECHNICAL_OCCUPATIONS,
    TECHNICAL_STUDIES,
    UNEMPLOYED,
)
from simulation import career_indicators as careers
from simulation import coaching_indicators as coaching
from simulation import defence, defence_indicators, tallies, youth_indicators
from simulation import education_indicators as education
from simulation import jobseeker_indicators as jobseekers
from simulation import retention_indicators as retention
from simulation import structure_indicators as structure
from simulation import vacancy_indicators as vacancies
from simulation.counting import Counts, first_months, no_counts
from simulation.meetings import CAUSES, GAPS, MET
from simulation.totals import Totals, share
from simulation.yearly_look import CREATED, DESTROYED

Doubles = npt.NDArray[np.float64]
Groups = dict[str, Doubles]

AT_WORK = (EMPLOYED, SELF_EMPLOYED)
LABOUR_FORCE = (EMPLOYED, SELF_EMPLOYED, UNEMPLOYED)
INACTIVE = (SEARCHING_UNAVAILABLE, LATENT, STUDENT, ILL, HOME, RETIRED, OTHER)
NEITHER_WORK_NOR_SCHOOL = (UNEMPLOYED, SEARCHING_UNAVAILABLE, LATENT, ILL, HOME, RETIRED, OTHER)

FLOW_GROUPS = {
    "all": 0,
    **{f"sex={name}": 1 + k for k, name in enumerate(SEXES)},
    **{f"age={name}": 3 + k for k, name in enumerate(("15-24", "25-54", "55-64"))},
    **{f"education={name}": 7 + k for k, name in enumerate(EDUCATIONS[:3])},
    **{f"origin={name}": 11 + k for k, name in enumerate(ORIGINS)},
}
AGE_GROUPS = ((15, 24), (25, 54), (55, 64))
FIVE_YEAR_AGES = tuple((age, age + 4) for age in range(15, 65, 5))


@dataclass(frozen=True)
class Indicator:
    """One indicator: its name for machines, its title for readers, its unit, and its formula.

    Attributes
    ----------
    name, unit : str
        Identifier and unit of the values.
    kind : str
        ``"stock"`` at the end of the month, ``"flow"`` within the month, or ``"rate"``.
    title_nl, title_en, description_nl, description_en : str
        Words for readers.
    compute : callable
        From totals to arrays of shape (months, 6) by group.
    """

    name: str
    unit: str
    kind: str
    title_nl: str
    title_en: str
    description_nl: str
    description_en: str
    compute: Callable[[Totals], Groups]


def _by_sex_age_education(of: Callable[..., Doubles], first_age: int, last_age: int) -> Groups:
    """Compute something for all, by sex, by age group and by education within an age range."""
    groups = {"all": of(first_age=first_age, last_age=last_age)}
    for code, name in enumerate(SEXES):
        groups[f"sex={name}"] = of(first_age=first_age, last_age=last_age, sex=code)
    for code, name in enumerate(EDUCATIONS[:3]):
        groups[f"education={name}"] = of(first_age=first_age, last_age=last_age, education=code)
    return groups


def _status(*statuses: int) -> Callable[[Totals], Groups]:
    def compute(totals: Totals) -> Groups:
        groups = _by_sex_age_education(lambda **where: totals.people(statuses=statuses, **where), 15, 69)
        for low, high in AGE_GROUPS:
            groups[f"age={low}-{high}"] = totals.people(low, high, statuses)
        return groups

    return compute


def _rate(part: tuple[int, ...], whole: tuple[int, ...] | None, first_age: int, last_age: int) -> Callable[[Totals], Groups]:
    def compute(totals: Totals) -> Groups:
        def of(**where: int) -> Doubles:
            return share(totals.people(statuses=part, **where), totals.people(statuses=whole, **where))

        groups = _by_sex_age_education(of, first_age, last_age)
        for low, high in FIVE_YEAR_AGES:
            if low >= first_age and high <= last_age:
                groups[f"age={low}-{high}"] = of(first_age=low, last_age=high)
        return groups

    return compute


def _employment_rate(totals: Totals) -> Groups:
    groups = _rate(AT_WORK, None, 20, 64)(totals)
    for code, name in enumerate(ORIGINS):
        counted = totals.counts.origins[:, :, code]
        at_work = totals.with_province(counted[..., list(AT_WORK)].sum(axis=2))
        groups[f"origin={name}"] = share(at_work, totals.with_province(counted.sum(axis=2)))
    return groups


def _flow(kind: int) -> Callable[[Totals], Groups]:
    return lambda totals: {name: totals.flow(kind, group) for name, group in FLOW_GROUPS.items()}


def _total_flow(kind: int) -> Callable[[Totals], Groups]:
    return lambda totals: {"all": totals.flow(kind)}


def _population(first_age: int, last_age: int) -> Callable[[Totals], Groups]:
    return lambda totals: {"all": totals.people(first_age, last_age)}


def _throughput(totals: Totals) -> Groups:
    return {"all": share(totals.people(15, 24), totals.people(55, 64))}


def _dependency(totals: Totals) -> Groups:
    outside = totals.residents_outside(0) + totals.residents_outside(1)
    return {"all": share(outside + totals.people(15, 19) + totals.people(60, 69), totals.people(20, 59))}


def _internal_ageing(totals: Totals) -> Groups:
    return {"all": share(totals.residents_outside(2), totals.people(60, 69) + totals.residents_outside(1))}


def _total_population(totals: Totals) -> Groups:
    return {"all": totals.residents_outside(0) + totals.people() + totals.residents_outside(1)}


def _personas(totals: Totals) -> Groups:
    counted = totals.counts.personas
    return {
        f"persona={name}": totals.with_province(counted[:, :, code] / totals.scale)
        for code, name in enumerate(PERSONAS[:-1])
    }


def _failed_meetings(totals: Totals) -> Groups:
    """Count failures by gap, by persona, by gap and persona, and by cause."""
    groups = {"all": totals.meetings(tuple(CAUSES.values()))}
    personas = (*PERSONAS[:-1], "at_work")
    for code, persona in enumerate(personas):
        groups[f"persona={persona}"] = totals.meetings(tuple(CAUSES.values()), code)
    for gap, outcomes in GAPS.items():
        groups[f"gap={gap}"] = totals.meetings(outcomes)
        for code, persona in enumerate(personas):
            groups[f"gap={gap} persona={persona}"] = totals.meetings(outcomes, code)
    for cause, outcome in CAUSES.items():
        groups[f"cause={cause}"] = totals.meetings((outcome,))
    return groups


def _jobs(totals: Totals) -> Groups:
    held = totals.counts.headcount
    groups = {"all": totals.positions(totals.counts.occupations)}
    for code, name in enumerate(SECTORS):
        groups[f"sector={name}"] = totals.with_province(held[:, :5, code] / totals.scale)
    for name, codes in vacancies.FOCUS.items():
        groups[name] = totals.positions(totals.counts.occupations, codes)
    return groups


def _absence(totals: Totals) -> Groups:
    return {
        "all": share(
            totals.with_province(totals.counts.absence[:, :5, 0]), totals.with_province(totals.counts.absence[:, :5, 1])
        )
    }


def _growth(kind: int) -> Callable[[Totals], Groups]:
    return lambda totals: {"all": totals.with_province(totals.counts.growth[:, kind, :5] / totals.scale)}


def _dead_ends(totals: Totals) -> Groups:
    stuck = totals.with_province(totals.counts.growth[:, tallies.DEAD_ENDS, :5])
    return {"all": share(stuck, totals.with_province(totals.counts.simple_jobs[:, :5]))}


def _resistance(totals: Totals) -> Groups:
    summed, employers = totals.counts.resistance[:, :5, 0], totals.counts.resistance[:, :5, 1]
    return {"all": share(totals.with_province(summed), totals.with_province(employers))}


def _cost(totals: Totals) -> Groups:
    return {"all": totals.with_province(totals.counts.cost_eur)}


def _policy_hours(totals: Totals) -> Groups:
    return {"all": totals.with_province(totals.counts.policy_hours)}


_DECLARED = (
    Indicator("population_total", "persons", "stock", "Inwoners", "Residents", "Alle inwoners.", "All residents.", _total_population),
    Indicator("population_15_64", "persons", "stock", "Inwoners 15-64", "Residents 15-64", "Inwoners van 15 tot en met 64 jaar.", "Residents aged 15 to 64.", _population(15, 64)),
    Indicator("population_16_64", "persons", "stock", "Inwoners 16-64", "Residents 16-64", "Inwoners van 16 tot en met 64 jaar.", "Residents aged 16 to 64.", _population(16, 64)),
    Indicator("population_20_64", "persons", "stock", "Inwoners 20-64", "Residents 20-64", "Inwoners van 20 tot en met 64 jaar.", "Residents aged 20 to 64.", _population(20, 64)),
    Indicator("population_65_plus", "persons", "stock", "Inwoners 65+", "Residents 65+", "Inwoners van 65 jaar en ouder.", "Residents aged 65 and over.", lambda t: {"all": t.people(65, 69) + t.residents_outside(1)}),
    Indicator("throughput_coefficient", "per 100", "rate", "Doorstromingscoëfficiënt", "Throughput coefficient", "Inwoners van 15-24 jaar per 100 inwoners van 55-64 jaar.", "Residents aged 15-24 per 100 residents aged 55-64.", _throughput),
    Indicator("dependency_ratio", "per 100", "rate", "Afhankelijkheidsratio", "Dependency ratio", "Inwoners van 0-19 en 60+ per 100 inwoners van 20-59 jaar.", "Residents aged 0-19 and 60+ per 100 residents aged 20-59.", _dependency),
    Indicator("internal_ageing", "per 100", "rate", "Interne vergrijzing", "Internal ageing", "Inwoners van 80+ per 100 inwoners van 60+.", "Residents aged 80+ per 100 residents aged 60+.", _internal_ageing),
    Indicator("employed", "persons", "stock", "Werkenden", "People at work", "Werknemers en zelfstandigen van 15-69 jaar.", "Employees and self-employed aged 15-69.", _status(*AT_WORK)),
    Indicator("self_employed", "persons", "stock", "Zelfstandigen", "Self-employed", "Zelfstandigen van 15-69 jaar.", "Self-employed aged 15-69.", _status(SELF_EMPLOYED)),
    Indicator("unemployed", "persons", "stock", "Werklozen", "Unemployed", "Zoekt werk en kan meteen beginnen (IAO).", "Searching and available for work (ILO).", _status(UNEMPLOYED)),
    Indicator("registered_jobseekers", "persons", "stock", "Niet-werkende werkzoekenden", "Registered jobseekers", "Ingeschreven niet-werkende werkzoekenden van 15-64 jaar.", "Registered jobseekers without work aged 15-64.", jobseekers.registered),
    Indicator("latent", "persons", "stock", "Latente arbeidsreserve", "Latent labour reserve", "Beschikbaar maar zoekt niet.", "Available but not searching.", _status(LATENT)),
    Indicator("inactive", "persons", "stock", "Niet-beroepsactieven", "Inactive", "Niet aan het werk en niet werkloos, 15-69 jaar.", "Neither at work nor unemployed, aged 15-69.", _status(*INACTIVE)),
    Indicator("students", "persons", "stock", "Leerlingen en studenten", "Pupils and students", "In het onderwijs, 15 jaar en ouder.", "In education, aged 15 and over.", _status(STUDENT)),
    Indicator("ill", "persons", "stock", "Langdurig zieken zonder job", "Long-term ill without a job", "Ziek en zonder job.", "Ill and without a job.", _status(ILL)),
    Indicator("retired", "persons", "stock", "Gepensioneerden 15-69", "Retired 15-69", "Op pensioen, tot en met 69 jaar.", "Retired, up to age 69.", _status(RETIRED)),
    Indicator("employment_rate_20_64", "percent", "rate", "Werkzaamheidsgraad 20-64", "Employment rate 20-64", "Werkenden per 100 inwoners van 20-64 jaar.", "People at work per 100 residents aged 20-64.", _employment_rate),
    Indicator("unemployment_rate", "percent", "rate", "Werkloosheidsgraad", "Unemployment rate", "Werklozen per 100 beroepsactieven van 15-64 jaar.", "Unemployed per 100 in the labour force aged 15-64.", _rate((UNEMPLOYED,), LABOUR_FORCE, 15, 64)),
    Indicator("neet_rate_15_29", "percent", "rate", "NEET-graad 15-29", "NEET rate 15-29", "Niet aan het werk en niet in onderwijs, per 100 jongeren van 15-29 jaar.", "Neither at work nor in education, per 100 people aged 15-29.", lambda t: {**_rate(NEITHER_WORK_NOR_SCHOOL, None, 15, 29)(t), **youth_indicators.rate_by_origin(t)}),
    Indicator("neet_15_29", "persons", "stock", "NEET-jongeren 15-29", "NEET 15-29", "Jongeren van 15-29 jaar die niet werken en niet in onderwijs zijn.", "People aged 15-29 who neither work nor are in education.", youth_indicators.neither),
    Indicator("youth_flow", "persons", "flow", "Stromen van jongeren", "Flows of young people", "Jongeren van 15-29 jaar die in de maand wisselen tussen school, werk, opleiding of geen van die drie.", "People aged 15-29 who change between school, work, training and none of these in the month.", youth_indicators.flows),
    Indicator("jobs_held", "jobs", "stock", "Ingevulde jobs", "Jobs held", "Jobs van werknemers uit de provincie, naar plaats van het werk.", "Jobs of employees living in the province, by workplace.", _jobs),
    Indicator("vacancies_open", "vacancies", "stock", "Openstaande vacatures", "Open vacancies", "Vacatures die op het einde van de maand openstaan.", "Vacancies open at the end of the month.", vacancies.by_occupation(lambda t, o: t.vacancies(occupations=o))),
    Indicator("vacancies_opened", "vacancies", "flow", "Nieuwe vacatures", "Vacancies opened", "Vacatures geopend in de maand.", "Vacancies opened in the month.", vacancies.by_occupation(lambda t, o: t.vacancy_flow(tallies.OPENED, o))),
    Indicator("vacancies_filled", "vacancies", "flow", "Ingevulde vacatures", "Vacancies filled", "Vacatures ingevuld in de maand.", "Vacancies filled in the month.", vacancies.by_occupation(lambda t, o: t.vacancy_flow(tallies.FILLED, o))),
    Indicator("vacancies_cancelled", "vacancies", "flow", "Geschrapte vacatures", "Vacancies cancelled", "Vacatures geschrapt in de maand, zonder kandidaat of niet meer nodig.", "Vacancies cancelled in the month, without candidate or no longer wanted.", vacancies.by_occupation(vacancies.cancelled)),
    Indicator("vacancies_open_over_90_days", "vacancies", "stock", "Vacatures langer dan 90 dagen open", "Vacancies open over 90 days", "Openstaande vacatures ouder dan 90 dagen.", "Open vacancies older than 90 days.", vacancies.by_occupation(lambda t, o: t.vacancies(vacancies.OVER_90, o))),
    Indicator("vacancies_open_over_180_days", "vacancies", "stock", "Vacatures langer dan 180 dagen open", "Vacancies open over 180 days", "Openstaande vacatures ouder dan 180 dagen.", "Open vacancies older than 180 days.", vacancies.by_occupation(lambda t, o: t.vacancies(vacancies.OVER_180, o))),
    Indicator("vacancies_open_over_365_days", "vacancies", "stock", "Vacatures langer dan een jaar open", "Vacancies open over a year", "Openstaande vacatures ouder dan een jaar.", "Open vacancies older than a year.", lambda t: {"all": t.vacancies(vacancies.OVER_365)}),
    Indicator("median_days_to_fill", "days", "rate", "Mediane invultijd", "Median time to fill", "De helft van de vacatures van het voorbije jaar was sneller ingevuld.", "Half of the vacancies of the past year were filled sooner.", vacancies.median_days_to_fill),
    Indicator("bottleneck_share", "percent", "rate", "Aandeel knelpuntvacatures", "Bottleneck share", "Vacatures die meer dan 90 dagen openstonden, per 100 afgesloten in het voorbije jaar.", "Vacancies open over 90 days per 100 closed in the past year.", vacancies.by_occupation(vacancies.closed_late(tallies.CLOSED_OVER_90))),
    Indicator("critical_share", "percent", "rate", "Aandeel kritieke vacatures", "Critical share", "Vacatures die meer dan 180 dagen openstonden, per 100 afgesloten in het voorbije jaar.", "Vacancies open over 180 days per 100 closed in the past year.", vacancies.by_occupation(vacancies.closed_late(tallies.CLOSED_OVER_180))),
    Indicator("unfilled_demand_care", "jobs", "stock", "Onvervulde vraag in de zorg", "Unfilled demand in care", "Openstaande en opgegeven plaatsen voor zorgberoepen.", "Open and abandoned positions in care occupations.", vacancies.unfilled(CARE_OCCUPATIONS)),
    Indicator("unfilled_demand_technical", "jobs", "stock", "Onvervulde vraag in technische beroepen", "Unfilled demand in technical work", "Openstaande en opgegeven plaatsen voor technische beroepen.", "Open and abandoned positions in technical occupations.", vacancies.unfilled(TECHNICAL_OCCUPATIONS)),
    Indicator("vacancies_filled_care", "vacancies", "flow", "Ingevulde vacatures in de zorg", "Vacancies filled in care", "Vacatures voor zorgberoepen die in de maand ingevuld raken.", "Vacancies for care occupations filled in the month.", vacancies.filled(CARE_OCCUPATIONS)),
    Indicator("vacancies_filled_technical", "vacancies", "flow", "Ingevulde vacatures in technische beroepen", "Vacancies filled in technical work", "Vacatures voor technische beroepen die in de maand ingevuld raken.", "Vacancies for technical occupations filled in the month.", vacancies.filled(TECHNICAL_OCCUPATIONS)),
    Indicator("hires", "persons", "flow", "Aanwervingen", "Hires", "Mensen die in de maand een job beginnen.", "People who start a job in the month.", _flow(tallies.HIRES)),
    Indicator("hires_from_non_employment", "persons", "flow", "Aanwervingen van mensen zonder werk", "Hires from non-employment", "Mensen zonder werk die in de maand een job beginnen.", "People without work who start a job in the month.", _flow(tallies.HIRES_FROM_NON_EMPLOYMENT)),
    Indicator("job_to_job_moves", "persons", "flow", "Overstappen van job naar job", "Job-to-job moves", "Werkenden die in de maand van job veranderen.", "Workers who change jobs in the month.", _flow(tallies.MOVES)),
    Indicator("career_moves", "persons", "flow", "Overstappen van werk naar werk", "Moves from work to work", "Overstappen in de maand, naar de grens die men oversteekt: werkgever, sector, beroep of statuut.", "Moves in the month by the border crossed: employer, sector, occupation or status.", careers.moves_by_border),
    Indicator("moves_to_other_work", "persons", "flow", "Overstappen naar ander werk", "Moves to other work", "Werknemers die in de maand naar een andere sector of een ander beroep overstappen.", "Employees who move to another sector or occupation in the month.", careers.moves_to_other_work),
    Indicator("moves_by_direction", "persons", "flow", "Overstappen naar loon", "Moves by pay", "Overstappen van werknemers in de maand: omhoog, zijwaarts of omlaag in loon.", "Moves of employees in the month: up, sideways or down in pay.", careers.moves_by_direction),
    Indicator("moves_by_length", "persons", "flow", "Blijvende en tijdelijke overstappen", "Lasting and temporary moves", "Overstappen die in de maand hun twaalfde maand halen, of eindigen voor ze zover zijn.", "Moves that reach their twelfth month in the month, or end before.", careers.moves_by_length),
    Indicator("proactive_moves", "persons", "flow", "Overstappen van wie vooruitkijkt", "Moves of people who look ahead", "Overstappen in de maand van mensen die ook rondkijken als niets hen bedreigt.", "Moves in the month of people who look around even while nothing threatens.", careers.proactive_moves),
    Indicator("notices", "persons", "flow", "Aangekondigde ontslagen", "Announced redundancies", "Mensen die in de maand horen dat hun job over enkele maanden eindigt.", "People who hear in the month that their job ends some months later.", careers.notices),
    Indicator("moves_on_notice", "persons", "flow", "Overstappen voor een aangekondigd ontslag", "Moves before an announced redundancy", "Mensen die in de maand overstappen voor hun aangekondigde ontslag ingaat.", "People who move in the month, before their announced redundancy takes effect.", careers.moves_on_notice),
    Indicator("notices_run_out", "persons", "flow", "Werkloos na een aangekondigd ontslag", "Unemployed after an announced redundancy", "Mensen van wie het aangekondigde ontslag in de maand ingaat.", "People whose announced redundancy takes effect in the month.", careers.notices_run_out),
    Indicator("transition_inertia", "percent", "rate", "Loopbaaninertie", "Career inertia", "Hoe sterk werknemers gemiddeld aan hun job en soort werk vasthouden, van 0 tot 100.", "How far employees hold on to their job and line of work on average, from 0 to 100.", careers.inertia),
    Indicator("separations", "persons", "flow", "Einde van een job", "Separations", "Jobs die in de maand eindigen.", "Jobs that end in the month.", _flow(tallies.SEPARATIONS)),
    Indicator("lasting_jobs", "persons", "flow", "Duurzame jobs", "Lasting jobs", "Jobs die in de maand hun twaalfde maand halen.", "Jobs that reach their twelfth month.", _flow(tallies.LASTING_JOBS)),
    Indicator("lasting_jobs_from_non_employment", "persons", "flow", "Duurzame jobs van mensen zonder werk", "Lasting jobs from non-employment", "Duurzame jobs van mensen die zonder werk waren.", "Lasting jobs of people who were without work.", _flow(tallies.LASTING_FROM_NON_EMPLOYMENT)),
    Indicator("hires_care", "persons", "flow", "Aanwervingen in zorgberoepen", "Hires in care occupations", "Mensen die in de maand een job in een zorgberoep beginnen.", "People who start a job in a care occupation.", _total_flow(tallies.HIRES_IN_CARE)),
    Indicator("hires_technical", "persons", "flow", "Aanwervingen in technische beroepen", "Hires in technical occupations", "Mensen die in de maand een job in een technisch beroep beginnen.", "People who start a job in a technical occupation.", _total_flow(tallies.HIRES_IN_TECHNICAL)),
    Indicator("lasting_jobs_care", "persons", "flow", "Duurzame jobs in de zorg", "Lasting jobs in care", "Duurzame jobs in zorgberoepen.", "Lasting jobs in care occupations.", _total_flow(tallies.LASTING_IN_CARE)),
    Indicator("lasting_jobs_technical", "persons", "flow", "Duurzame jobs in technische beroepen", "Lasting jobs in technical work", "Duurzame jobs in technische beroepen.", "Lasting jobs in technical occupations.", _total_flow(tallies.LASTING_IN_TECHNICAL)),
    Indicator("school_leavers", "persons", "flow", "Schoolverlaters", "School leavers", "Mensen die in de maand het onderwijs verlaten.", "People who leave education in the month.", _flow(tallies.SCHOOL_LEAVERS)),
    Indicator("departures", "persons", "flow", "Vertrek uit de provincie", "Departures from the province", "Mensen van 15 tot 69 jaar die in de maand per saldo de deelregio verlaten.", "People aged 15-69 who on balance leave the sub-region in the month.", _flow(tallies.DEPARTURES)),
    Indicator("school_leavers_by_level", "persons", "flow", "Schoolverlaters naar niveau", "School leavers by level", "Mensen die in de maand het onderwijs verlaten, naar het niveau dat ze haalden.", "People who leave education in the month, by the level they reached.", education.leavers(OTHER_STUDIES, CARE_STUDIES, TECHNICAL_STUDIES)),
    Indicator("care_school_leavers", "persons", "flow", "Schoolverlaters uit zorgrichtingen", "School leavers from care studies", "Mensen die in de maand het onderwijs verlaten na een zorgrichting.", "People who leave education in the month after care studies.", education.leavers(CARE_STUDIES)),
    Indicator("technical_school_leavers", "persons", "flow", "Schoolverlaters uit wetenschap en techniek", "School leavers from science and technology", "Mensen die in de maand het onderwijs verlaten na een richting in wetenschap of techniek.", "People who leave education in the month after studies in science or technology.", education.leavers(TECHNICAL_STUDIES)),
    Indicator("pupils", "persons", "stock", "Leerlingen in de tweede en derde graad", "Pupils in the second and third stage", "Leerlingen die dit schooljaar in de tweede of derde graad van het secundair onderwijs zitten, naar onderwijsvorm.", "Pupils of this school year in the second and third stage of secondary school, by form.", education.pupils),
    Indicator("choices_at_14", "persons", "flow", "Starters in de tweede graad", "Starters in the second stage", "Leerlingen van 14 jaar die in de maand aan de tweede graad beginnen, naar studiedomein.", "Pupils of 14 who begin the second stage in the month, by domain of study.", education.choices(tallies.AT_14)),
    Indicator("choices_at_16", "persons", "flow", "Starters in de derde graad", "Starters in the third stage", "Leerlingen van 16 jaar die in de maand aan de derde graad beginnen, naar studiedomein.", "Pupils of 16 who begin the third stage in the month, by domain of study.", education.choices(tallies.AT_16)),
    Indicator("choices_at_18", "persons", "flow", "Starters in het hoger onderwijs", "Starters in higher education", "Jongeren van 18 jaar die in de maand aan hoger onderwijs beginnen, naar studiedomein.", "Young people of 18 who begin higher education in the month, by domain of study.", education.choices(tallies.AT_18)),
    Indicator("retirements", "persons", "flow", "Pensioneringen", "Retirements", "Mensen die in de maand met pensioen gaan.", "People who retire in the month.", _total_flow(tallies.RETIREMENTS)),
    Indicator("absence_rate", "percent", "rate", "Ziekteverzuim", "Sickness absence", "Verwacht aandeel van de arbeidstijd dat door ziekte verloren gaat.", "Expected share of working time lost to sickness.", _absence),
    Indicator("persons_by_persona", "persons", "stock", "Mensen zonder werk naar persona", "People without work by persona", "Niet-werkenden buiten school en pensioen, naar voornaamste drempel.", "People outside work, school and retirement by main barrier.", _personas),
    Indicator("meetings", "meetings", "flow", "Ontmoetingen", "Meetings", "Keren dat iemand in de maand een vacature tegenkomt.", "Times in the month that someone comes across a vacancy.", lambda t: {"all": t.meetings((MET,))}),
    Indicator("failed_meetings", "meetings", "flow", "Mislukte ontmoetingen", "Failed meetings", "Ontmoetingen van mens en vacature die in de maand mislukken, naar de kloof die ze tegenhield.", "Meetings of a person and a vacancy that fail in the month, by the gap that stopped them.", _failed_meetings),
    Indicator("coaching_clients", "persons", "stock", "Mensen in begeleiding", "People in coaching", "Mensen met een begeleider.", "People with a coach.", coaching.clients),
    Indicator("coaching_waiting", "persons", "stock", "Wachtenden op begeleiding", "People waiting for coaching", "Mensen die op een begeleider wachten.", "People waiting for a coach.", coaching.waiting),
    Indicator("coaching_places", "persons", "stock", "Plaatsen in de begeleiding", "Places in coaching", "Mensen die de begeleiders binnen hun grens kunnen begeleiden.", "People whom coaches can take within their limits.", coaching.places),
    Indicator("coaching_occupancy", "percent", "rate", "Bezetting van de begeleiding", "Occupancy of coaching", "Mensen met een begeleider, per 100 plaatsen.", "People with a coach, per 100 places.", coaching.occupancy),
    Indicator("coaching_wait_months", "months", "rate", "Wachttijd op begeleiding", "Wait for coaching", "Gemiddelde wachttijd van wie in de maand een begeleider kreeg.", "Mean wait of those who got a coach in the month.", coaching.wait_months),
    Indicator("hours_per_client", "hours per month", "rate", "Uren per begeleide", "Hours per client", "Contacturen per maand en per begeleide.", "Contact hours a month per client.", coaching.hours_per_client),
    Indicator("coaching_drop_outs", "persons", "flow", "Uitval uit begeleiding", "Coaching drop-outs", "Mensen die in de maand hun begeleiding of het wachten erop stopzetten, naar oorzaak.", "People who break off coaching, or waiting for it, in the month, by cause.", coaching.drop_outs),
    Indicator("coaching_reached", "persons", "flow", "Bereikt door begeleiding", "Reached by coaching", "Mensen die in de maand zelf om begeleiding vragen of door begeleiders bereikt worden.", "People who ask for coaching themselves or are reached by coaches in the month.", coaching.event(tallies.REACHED)),
    Indicator("coaching_starts", "persons", "flow", "Gestart met begeleiding", "Coaching starts", "Mensen die in de maand een begeleider krijgen.", "People who get a coach in the month.", _total_flow(tallies.COACHING_STARTS)),
    Indicator("trusting", "persons", "flow", "Vertrouwen gewonnen", "Trust won", "Begeleiden met wie in de maand alle levensdomeinen besproken zijn; dat vraagt vertrouwen.", "Clients with whom all domains of life have been talked over in the month; that takes trust.", coaching.event(tallies.TRUSTING)),
    Indicator("with_goal", "persons", "flow", "Jobdoelwit bepaald", "Job goal set", "Begeleiden die in de maand een helder jobdoelwit hebben bereikt.", "Clients who reached a clear job goal in the month.", coaching.event(tallies.WITH_GOAL)),
    Indicator("led_to_work", "persons", "flow", "Toegeleid naar werk", "Led to work", "Begeleiden die in de maand de toeleiding afronden en met hun begeleider werk zoeken.", "Clients who in the month go on to look for work together with their coach.", coaching.event(tallies.LED_TO_WORK)),
    Indicator("coaching_jobs", "persons", "flow", "Jobs uit begeleiding", "Jobs from coaching", "Begeleiden die in de maand een job beginnen.", "Clients who start a job in the month.", coaching.event(tallies.COACHED_JOBS)),
    Indicator("coaching_lasting_jobs", "persons", "flow", "Duurzame jobs uit begeleiding", "Lasting jobs from coaching", "Jobs die tijdens begeleiding begonnen en in de maand hun twaalfde maand halen.", "Jobs begun while coached that reach their twelfth month in the month.", coaching.event(tallies.COACHED_LASTING_JOBS)),
    Indicator("persona_flow", "persons", "flow", "Stromen tussen persona's", "Flows between personas", "Mensen die in de maand van persona veranderen, naar het werk gaan of het werk verlaten.", "People who change persona, go to work or leave work in the month.", coaching.persona_flow),
    Indicator("persona_to_search", "persons", "flow", "Van persona naar zoeken", "From persona to search", "Mensen die in de maand opnieuw naar werk zoeken, naar persona.", "People who begin to look for work again in the month, by persona.", coaching.persona_step(tallies.TO_SEARCH)),
    Indicator("persona_to_work", "persons", "flow", "Van persona naar werk", "From persona to work", "Mensen zonder werk die in de maand aan het werk gaan, naar persona.", "People without work who go to work in the month, by persona.", coaching.persona_to_work),
    Indicator("persona_to_lasting_work", "persons", "flow", "Van persona naar duurzaam werk", "From persona to lasting work", "Jobs die in de maand hun twaalfde maand halen, naar persona bij het begin van de job.", "Jobs that reach their twelfth month, by persona when the job began.", coaching.persona_step(tallies.TO_LASTING_WORK)),
    Indicator("entry_preselected", "persons", "flow", "Voorgeselecteerd voor instroom via werkplekleren", "Preselected for a work-learn entry", "Mensen zonder werk die in de maand worden voorgeselecteerd.", "People without work who are preselected in the month.", coaching.entry(tallies.PRESELECTED)),
    Indicator("entry_started", "persons", "flow", "Gestart met instroom via werkplekleren", "Work-learn entry starts", "Mensen die in de maand een opleiding met jobgarantie beginnen.", "People who begin a training with a guaranteed job in the month.", coaching.entry(tallies.ENTRY_STARTED)),
    Indicator("entry_completed", "persons", "flow", "Instroom via werkplekleren voltooid", "Work-learn entry completed", "Mensen die in de maand de opleiding voltooien en de job beginnen.", "People who complete the training and start the job in the month.", coaching.entry(tallies.ENTRY_COMPLETED)),
    Indicator("simple_jobs_held", "jobs", "stock", "Vereenvoudigde jobs", "Simple jobs held", "Jobs waaruit moeilijke taken naar collega's gingen, naar plaats van het werk.", "Jobs from which hard tasks went to colleagues, by workplace.", lambda t: {"all": t.with_province(t.counts.simple_jobs[:, :5] / t.scale)}),
    Indicator("simple_hires", "persons", "flow", "Aanwervingen in een vereenvoudigde job", "Hires into a simple job", "Mensen die in de maand in een vereenvoudigde job beginnen.", "People who start in a simple job in the month.", _growth(tallies.SIMPLE_HIRES)),
    Indicator("simple_promotions", "persons", "flow", "Doorgroei naar de volledige job", "Growth into the whole job", "Mensen die in de maand van een vereenvoudigde naar de volledige job groeien.", "People who grow from a simple job into the whole one in the month.", _growth(tallies.PROMOTIONS)),
    Indicator("dead_end_share", "percent", "rate", "Vereenvoudigde jobs zonder uitzicht", "Simple jobs that lead nowhere", "Na een jaar nog in een vereenvoudigde job zonder groeipad, per 100 vereenvoudigde jobs.", "Still in a simple job without growth path after a year, per 100 simple jobs.", _dead_ends),
    Indicator("internal_moves", "persons", "flow", "Overstappen binnen een werkgever", "Moves inside an employer", "Werknemers die in de maand bij hun werkgever van job of team veranderen; geen aanwerving.", "Workers who change jobs or teams at their employer in the month; not a hire.", _growth(tallies.INTERNAL_MOVES)),
    Indicator("team_resistance", "percent", "rate", "Weerstand in teams", "Resistance in teams", "Gemiddelde weerstand van teams tegen hertekend werk, over werkgevers naar plaats.", "Mean resistance of teams against redesigned work, over employers by place.", _resistance),
    Indicator("workload", "percent", "rate", "Werk van ontbrekende collega's", "Work of missing colleagues", "Werk van ontbrekende collega's dat wie er is overneemt, boven wat in 2012 gewoon was, in procent van een job.", "Work of missing colleagues that those present take over, above what was usual in 2012, in per cent of a job.", retention.workload),
    Indicator("satisfaction", "percent", "rate", "Tevredenheid met het werk", "Satisfaction with work", "Gemiddelde tevredenheid van werknemers met hun werk, van 0 tot 100.", "Mean satisfaction of employees with their work, from 0 to 100.", retention.satisfaction),
    Indicator("exits_by_reason", "persons", "flow", "Beëindigde jobs naar reden", "Ends of jobs by reason", "Jobs van werknemers die in de maand eindigen, naar reden en leeftijd; overlijden en vertrek uit de provincie tellen niet mee.", "Jobs of employees that end in the month, by reason and age; death and departure from the province are left out.", retention.exits_by_reason),
    Indicator("final_exits", "persons", "flow", "Definitieve uittrede", "Final exits from work", "Werknemers van 50 jaar en ouder die in de maand stoppen wegens pensioen, ziekte, gezin of een andere reden, naar plaats van het werk.", "Employees of 50 and over who stop in the month for pension, illness, home or another reason, by workplace.", retention.final_exits),
    Indicator("exit_age", "years", "rate", "Uittredeleeftijd", "Exit age", "Gemiddelde leeftijd waarop werknemers van 50 jaar en ouder het voorbije jaar definitief stopten.", "Mean age at which employees of 50 and over stopped for good in the past year.", retention.exit_age),
    Indicator("unemployed_by_duration", "persons", "stock", "Werklozen naar duur zonder werk", "Unemployed by time without work", "Werklozen naar het aantal volle maanden sinds hun laatste job of hun schooltijd.", "Unemployed by completed months since their last job or their time at school.", jobseekers.unemployed_by_duration),
    Indicator("registered_by_duration", "persons", "stock", "Werkzoekenden naar werkloosheidsduur", "Registered jobseekers by duration", "Niet-werkende werkzoekenden naar het aantal volle maanden dat ze dat zonder onderbreking zijn.", "Registered jobseekers without work by the completed months that they have been so without a break.", jobseekers.registered_by_duration),
    Indicator("exits_to_work_by_duration", "persons", "flow", "Van werkloos naar werk, naar duur zonder werk", "From unemployment to work by time without work", "Werklozen van vorige maand die nu werken, naar het aantal volle maanden dat ze toen zonder werk waren.", "Unemployed of last month who work now, by their completed months without work then.", jobseekers.exits_by_duration),
    Indicator("labour_flow", "persons", "flow", "Stromen tussen werk, werkloosheid en inactiviteit", "Flows between work, unemployment and inactivity", "Mensen van 15-64 jaar die op het einde van de maand werken, werkloos of inactief zijn en een maand eerder niet.", "People aged 15-64 who are at work, unemployed or inactive at the end of the month and were not a month before.", structure.labour_flows),
    Indicator("yearly_labour_flow", "persons", "flow", "Wie werkt, werkloos of inactief is, vergeleken met een jaar eerder", "Work, unemployment and inactivity compared with a year before", "Mensen van 15-64 jaar naar wat ze in december doen en een jaar eerder deden, ook wie hetzelfde doet.", "People aged 15-64 by what they do in December and did a year before, including who does the same.", structure.yearly_labour_flows),
    Indicator("unemployed_a_year_later", "percent", "rate", "Werklozen een jaar later", "The unemployed a year later", "Wat de werklozen van een jaar eerder in december doen, per 100 die er nog wonen, 15-64 jaar.", "What the unemployed of a year before do in December, per 100 who still live here, aged 15-64.", structure.unemployed_a_year_later),
    Indicator("job_change_rate", "percent", "rate", "Werkenden met een andere job dan een jaar eerder", "Workers with another job than a year before", "Wie in december een andere job heeft, per 100 mensen die toen en een jaar eerder werkten.", "Who has another job in December, per 100 people who worked then and a year before.", structure.job_change_rate),
    Indicator("employees_by_tenure", "persons", "stock", "Werknemers naar anciënniteit", "Employees by tenure", "Werknemers in december naar het aantal volle jaren in hun job.", "Employees in December by completed years in their job.", structure.employees_by_tenure),
    Indicator("mean_tenure", "years", "rate", "Gemiddelde anciënniteit", "Mean tenure", "Hoelang werknemers in december gemiddeld in hun job zijn.", "How long employees in December have been in their job on average.", structure.mean_tenure),
    Indicator("median_tenure", "years", "rate", "Mediane anciënniteit", "Median tenure", "De helft van de werknemers in december is minder lang in de job.", "Half of the employees in December have been in their job for less.", structure.median_tenure),
    Indicator("jobs_created", "jobs", "flow", "Jobcreatie", "Job creation", "Jobs die vestigingen in december meer tellen dan een jaar eerder.", "Jobs that establishments have more in December than a year before.", structure.staff_changes(CREATED)),
    Indicator("jobs_destroyed", "jobs", "flow", "Jobdestructie", "Job destruction", "Jobs die vestigingen in december minder tellen dan een jaar eerder.", "Jobs that establishments have fewer in December than a year before.", structure.staff_changes(DESTROYED)),
    Indicator("job_creation_rate", "percent", "rate", "Jobcreatiegraad", "Job creation rate", "Jobcreatie per 100 jobs, gemiddeld over begin en einde van het jaar.", "Job creation per 100 jobs, the mean of the start and the end of the year.", structure.staff_change_rate(CREATED)),
    Indicator("job_destruction_rate", "percent", "rate", "Jobdestructiegraad", "Job destruction rate", "Jobdestructie per 100 jobs, gemiddeld over begin en einde van het jaar.", "Job destruction per 100 jobs, the mean of the start and the end of the year.", structure.staff_change_rate(DESTROYED)),
    Indicator("hire_rate", "percent", "rate", "Instroomgraad", "Hire rate", "Aanwervingen van het voorbije jaar per 100 werknemers.", "Hires of the past year per 100 employees.", structure.hire_rate),
    Indicator("exit_rate", "percent", "rate", "Uitstroomgraad", "Exit rate", "Beëindigde jobs van het voorbije jaar per 100 werknemers; overlijden en vertrek uit de provincie tellen niet mee.", "Jobs ended in the past year per 100 employees; death and departure from the province are left out.", structure.exit_rate),
    Indicator("employees_by_workplace", "persons", "stock", "Werknemers naar plaats van het werk", "Employees by workplace", "Werknemers in december naar waar ze werken: eigen deelregio, elders in de provincie of daarbuiten.", "Employees in December by where they work: own sub-region, elsewhere in the province or outside.", structure.employees_by_workplace),
    Indicator("self_containment", "percent", "rate", "Werkt in eigen deelregio", "Works in own sub-region", "Werknemers die in december in hun eigen deelregio werken, per 100 die er wonen.", "Employees who work in their own sub-region in December, per 100 who live there.", structure.self_containment),
    Indicator("defence_staff", "persons", "stock", "Personeel van Defensie", "Staff of Defence", "Inwoners van de provincie die bij Defensie werken.", "Residents of the province who work at Defence.", defence_indicators.event(defence.IN_SERVICE)),
    Indicator("defence_recruits", "persons", "flow", "Rekruten van Defensie", "Recruits of Defence", "Inwoners die in de maand bij Defensie beginnen.", "Residents who begin at Defence in the month.", defence_indicators.event(defence.ENLISTED)),
    Indicator("defence_recruits_from_neet", "persons", "flow", "Rekruten die NEET waren", "Recruits who were NEET", "Rekruten tot en met 29 jaar die niet werkten en niet in onderwijs waren.", "Recruits up to 29 who neither worked nor were in education.", defence_indicators.event(defence.ENLISTED_FROM_NEITHER)),
    Indicator("defence_drop_outs", "persons", "flow", "Afhakers in de basisopleiding", "Drop-outs from initial training", "Mensen die Defensie in de maand verlaten tijdens de basisopleiding, om welke reden ook.", "People who leave Defence in the month during initial training, for whatever reason.", defence_indicators.event(defence.LEFT_IN_TRAINING)),
    Indicator("defence_exits", "persons", "flow", "Vertrek bij Defensie", "Exits from Defence", "Mensen die Defensie in de maand verlaten, ook door pensioen, verhuizing of een andere job.", "People who leave Defence in the month, also by retirement, a move or another job.", defence_indicators.exits),
    Indicator("defence_first_year_exit_rate", "percent", "rate", "Vertrek bij Defensie in het eerste jaar", "Exit from Defence in the first year", "Vertrekkers binnen een jaar na de start, om welke reden ook, per 100 rekruten van het voorbije jaar.", "People who leave within a year of enlisting, for whatever reason, per 100 recruits of the past year.", defence_indicators.first_year_exit_rate),
    Indicator("defence_exit_rate", "percent", "rate", "Vertrek per jaar bij Defensie", "Yearly exit rate of Defence", "Vertrekkers van het voorbije jaar, per 100 personeelsleden.", "Exits in the past year, per 100 of the staff.", defence_indicators.exit_rate),
    Indicator("defence_posts_open", "posts", "stock", "Open plaatsen bij Defensie", "Open posts at Defence", "Openstaande plaatsen bij Defensie in de provincie.", "Open posts of Defence in the province.", defence_indicators.posts_open),
    Indicator("policy_cost_eur", "euro", "flow", "Kosten van de maatregelen", "Cost of the measures", "Uitgaven in de maand.", "Spending in the month.", _cost),
    Indicator("policy_hours", "hours", "flow", "Uren werk voor de maatregelen", "Hours of work for the measures", "Uren die organisatoren, begeleiders, werkgevers en leerkrachten in de maand aan de maatregelen besteden; niet de tijd van werkzoekenden en leerlingen.", "Hours that organisers, coaches, employers and teachers give to the measures in the month; not the time of jobseekers and pupils.", _policy_hours),
)

INDICATORS: dict[str, Indicator] = {indicator.name: indicator for indicator in _DECLARED}
"""Every indicator by name."""


@lru_cache(maxsize=1)
def _series() -> tuple[tuple[str, str], ...]:
    """List every indicator with its groups, by computing them once on a month in which nobody lives."""
    empty = Totals(no_counts(1), np.zeros((1, 5, 4)), 1.0)
    return tuple((name, group) for name, indicator in INDICATORS.items() for group in indicator.compute(empty))


SERIES: tuple[tuple[str, str], ...] = _series()
"""Every (indicator, group) that is reported, in order."""


def measure(counts: Counts, outside_population: Doubles, scale: float, months: int) -> Doubles:
    """Compute every indicator for the first months of a run.

    Parameters
    ----------
    counts : Counts
        Counts of agents.
    outside_population : ndarray of float64, shape (months, 5, 4)
        Residents outside the ages of agents, and 15-69 of the projection.
    scale : float
        Agents per person.
    months : int
        Months that have been run.

    Returns
    -------
    ndarray of float64, shape (months, 6, len(SERIES))
        Sub-regions and, last, the province; not-a-number where a rate is undefined.
    """
    totals = Totals(first_months(counts, months), outside_population[:months], scale)
    columns = [values for indicator in INDICATORS.values() for values in indicator.compute(totals).values()]
    return np.stack(columns, axis=2)
