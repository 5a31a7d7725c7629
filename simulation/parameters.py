"""Behavioural parameters: one line each, with value, unit, range and source.

A range is what the parameter may be set to and what sensitivity sweeps cover. "Assumption" means that no document
gives the value; "calibrated" means that it was set so that published figures of the baseline come out.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, NamedTuple


@dataclass(frozen=True)
class Parameter:
    """Declaration of one parameter: default, unit, range and where the value comes from."""

    value: float
    unit: str
    lower: float
    upper: float
    source: str


def parameter(value: float, unit: str, lower: float, upper: float, source: str) -> Any:
    """Declare a parameter as the default of a named-tuple field; see :class:`Parameter`."""
    return Parameter(value, unit, lower, upper, source)


class Parameters(NamedTuple):
    """Everything about behaviour that is a number, in the order of the month."""

    haste_support_loss: float = parameter(0.5, "share", 0.0, 0.8, "assumption; support lost where a measure starts everywhere at once, without a pilot of a year (2013 study, section 4.1)")
    haste_unrest: float = parameter(0.3, "share", 0.0, 0.6, "assumption; resistance of teams to a measure that starts everywhere at once, without a pilot of a year (2013 study, section 4.1.3)")

    graduate_departure: float = parameter(2.0, "factor", 1.0, 4.0, "assumption; net departures aged 20-34 of people with a degree, relative to others: strong migration of the higher educated (2013 study, section 2.1)")
    child_hazard: float = parameter(0.0095, "per month", 0.004, 0.015, "assumption; of those 20-41 with a partner or a child, about 1.7 births in all")
    care_start_hazard: float = parameter(0.0008, "per month", 0.0002, 0.003, "assumption")
    care_end_hazard: float = parameter(0.015, "per month", 0.005, 0.05, "assumption")
    problem_end_hazard: float = parameter(0.020, "per month", 0.008, 0.05, "assumption; problems start at the rate that keeps their shares of the start in balance")
    limitation_hazard: float = parameter(0.0008, "per month", 0.0002, 0.003, "assumption")
    recovery_hazard: float = parameter(0.0075, "per month", 0.001, 0.02, "assumption")

    trainees_per_100_staff: float = parameter(2.0, "trainees per 100 staff", 0.5, 5.0, "assumption; pupils that a company can guide for a whole school year: companies are swamped with requests (2013 study, section 4.7)")
    interest_fade: float = parameter(0.30, "per year", 0.1, 0.6, "assumption; interest in studies that a pupil did not choose fades: promotion must be repeated (2013 study, section 5.1)")
    parents_fade: float = parameter(0.15, "per year", 0.0, 0.5, "assumption; how fast what parents learned about studies fades")
    teachers_fade: float = parameter(0.10, "per year", 0.0, 0.4, "assumption; teachers change school, forget or go back to old habits")
    image_fade: float = parameter(0.60, "per year", 0.3, 0.9, "assumption; general image campaigns are judged ineffective without a follow-up (2013 study, section 4.10)")

    demand_growth_after_2019: float = parameter(0.003, "per year", -0.01, 0.02, "assumption; growth of jobs per resident 20-64 after the last published rate")
    care_demand_elasticity: float = parameter(0.75, "share", 0.0, 1.5, "care demand grows 20.8% in 2010-2025 (2013 study) and residents over 74 by 28.5% (its projection)")
    sector_trend_half_life_years: float = parameter(4.0, "years", 1.0, 20.0, "assumption; sector growth of 2010-2015 fades towards the mean")
    opening_share: float = parameter(0.0315, "share of positions", 0.005, 0.08, "calibrated; vacancies open at the start")
    opening_share_bottleneck: float = parameter(0.11, "share of positions", 0.01, 0.15, "calibrated; the same for nurses, engineers, technicians")
    demand_shock_spread: float = parameter(0.075, "share", 0.0, 0.2, "calibrated to jobs created 7.6 and lost 5.4 per 100 (FLO-07)")
    vacancy_opening_rate: float = parameter(0.75, "per month", 0.3, 1.0, "assumption")
    cancellation_hazard: float = parameter(0.011, "per month", 0.0, 0.1, "calibrated to 3-4.6% of bottleneck vacancies cancelled and to open vacancies over six months")
    withdrawal_rate: float = parameter(0.5, "per month", 0.1, 1.0, "assumption; vacancies above the wanted headcount")
    abandoned_recovery: float = parameter(0.01, "per month", 0.002, 0.1, "assumption; positions given up for lack of candidates that are wanted again")

    simple_when_old: float = parameter(0.01, "per month", 0.0, 0.05, "assumption; open-minded employers make a simple job of a vacancy open over 90 days, where jobs are split at all")
    simple_pay: float = parameter(0.95, "factor", 0.85, 1.0, "assumption; pay of a simple job relative to the whole one")
    resistance_per_load: float = parameter(4.0, "per unit of load", 0.0, 8.0, "assumption; resistance of a team that takes over tasks, without leaders who help and without a say")
    resistance_pace: float = parameter(0.2, "per month", 0.05, 0.5, "assumption; how fast a team comes to resist or to accept")
    resistance_chill: float = parameter(0.3, "share", 0.0, 0.6, "assumption; welcome in the team that resistance takes away")
    resistance_exits: float = parameter(0.5, "per unit of resistance", 0.0, 1.0, "assumption; more exits from a team that resists")
    absence_per_load: float = parameter(0.3, "per unit of load", 0.0, 1.0, "assumption; more absence where colleagues carry more")
    culture_fade: float = parameter(0.01, "per month", 0.0, 0.05, "assumption; culture and leadership fall back to what they were unless work on them goes on")

    satisfaction_culture: float = parameter(0.2, "per unit of culture", 0.0, 0.4, "assumption; how far a welcoming team makes work satisfying")
    satisfaction_say: float = parameter(0.15, "per unit of say", 0.0, 0.3, "assumption; say over roster and hours; upper end: 6.7 to 7.4 out of 10 without comparison (f003_schakelring_satisfaction_2012)")
    satisfaction_load: float = parameter(0.4, "per unit of load", 0.0, 0.8, "assumption; work of missing colleagues and of simple jobs makes work less satisfying")
    satisfaction_care: float = parameter(0.15, "per unit", 0.0, 0.3, "assumption; work adapted to age, appreciation, room to learn; upper end: 74% to 83% content without comparison (f003_svrz_satisfaction_after)")
    satisfaction_pace: float = parameter(0.1, "per month", 0.02, 0.5, "assumption; how fast staff come to like or dislike changed work")
    satisfaction_exits: float = parameter(0.8, "per unit of satisfaction", 0.0, 1.6, "assumption; fewer jobs lost or quit where staff is content")
    early_exit_strain: float = parameter(0.8, "per unit of load", 0.0, 1.6, "assumption; more retirement and illness from 50 on in heavy work; a case tells of a year later without comparison (f003_svrz_later_exit_years)")
    early_exit_satisfaction: float = parameter(0.5, "per unit of satisfaction", 0.0, 1.0, "assumption; less retirement and illness from 50 on where staff is content")

    separation_first_year: float = parameter(0.0082, "per month", 0.004, 0.03, "calibrated to unemployment 3.9% and job changes")
    separation_later: float = parameter(0.0011, "per month", 0.0005, 0.005, "calibrated to unemployment 3.9% and tenure")
    separation_low_education: float = parameter(1.5, "factor", 1.0, 2.5, "calibrated to unemployment by education, census 2011")
    separation_high_education: float = parameter(0.65, "factor", 0.3, 1.0, "calibrated to unemployment by education, census 2011")
    separation_young: float = parameter(1.05, "factor", 1.0, 3.0, "calibrated to employment aged 20-24, census 2011")
    separation_skill_gap: float = parameter(4.0, "per unit of gap", 0.0, 10.0, "assumption")
    separation_organisation_gap: float = parameter(3.0, "per unit of gap", 0.0, 10.0, "assumption")
    separation_culture: float = parameter(0.5, "factor", 0.0, 1.0, "assumption; how far a good culture lowers exits")
    support_protection: float = parameter(0.35, "per unit of support", 0.0, 0.6, "assumption; how far support lowers exits in the first two years")
    broken_promise: float = parameter(1.1, "factor", 1.0, 1.5, "assumption; more exits in the first year where the team is much colder than the advert")
    dead_end_exits: float = parameter(1.4, "factor", 1.0, 2.0, "assumption; more exits from a simple job that leads nowhere after a year")
    dismissal_rate: float = parameter(0.10, "per month", 0.02, 0.5, "assumption; speed of shedding staff above the target")
    aftercare_protection: float = parameter(0.25, "share", 0.0, 0.6, "assumption; how far aftercare lowers exits")
    self_employment_exit: float = parameter(0.0025, "per month", 0.0005, 0.006, "assumption")

    later_exit_months_per_year: float = parameter(3.7, "months per year", 0.0, 6.0, "calibrated to employment rate 2012-2019")
    later_exit_until: float = parameter(2030.0, "year", 2012.0, 2040.0, "assumption; legal age reaches 67 in 2030")
    participation_trend: float = parameter(0.008, "per year", 0.0, 0.06, "calibrated to employment rate 2012-2019; odds of being out of the labour force fall from cohort to cohort")
    return_home: float = parameter(0.0045, "per month", 0.001, 0.02, "assumption")
    return_ill: float = parameter(0.0080, "per month", 0.002, 0.03, "assumption")
    return_unavailable: float = parameter(0.10, "per month", 0.03, 0.3, "assumption")
    return_latent: float = parameter(0.025, "per month", 0.005, 0.1, "assumption")
    return_other: float = parameter(0.010, "per month", 0.002, 0.05, "assumption")
    return_after_55: float = parameter(0.25, "factor", 0.0, 1.0, "assumption")
    discouraged_exit: float = parameter(0.004, "per month", 0.0, 0.1, "assumption; extra exit of the fully discouraged")

    visits_unemployed: float = parameter(0.82, "per round", 0.1, 3.0, "calibrated to unemployment and vacancy duration")
    visits_employed: float = parameter(0.5, "per round", 0.05, 3.0, "calibrated to 7.0% job changes a year (FLO-04)")
    on_the_job_search_share: float = parameter(0.075, "share of workers", 0.01, 0.2, "calibrated to 7.0% job changes a year (FLO-04); of people who look ahead, 35% of all")
    threat_search_share: float = parameter(0.05, "share of workers", 0.0, 0.3, "assumption; more workers look around where a fifth of the staff or more is above the target")
    notice_search_share: float = parameter(0.35, "share of workers", 0.1, 0.5, "assumption; of people whose job is going to end: many wait and see")
    on_the_job_search_gap: float = parameter(0.25, "per unit of gap", 0.0, 1.0, "assumption; misfit makes workers look around")
    adverts_per_place: float = parameter(1.3, "adverts", 1.0, 15.0, "calibrated; adverts read in one visit at the start: the fewer, the more one extra vacancy helps to find work")
    recognition_floor: float = parameter(0.25, "share", 0.0, 1.0, "assumption; reach of adverts on the web without application skill")
    recognition_level: float = parameter(0.92, "factor", 0.5, 1.2, "set so that the mean searcher recognises as many adverts as without further channels")
    staff_network_reach: float = parameter(0.5, "share", 0.25, 0.75, "assumption; reach of the staff's network for who knows everybody")
    employment_service_reach: float = parameter(0.35, "share", 0.15, 0.55, "assumption; for who is registered and searches")
    community_reach: float = parameter(0.4, "share", 0.2, 0.6, "assumption; with a coach or many acquaintances")
    community_reach_alone: float = parameter(0.1, "share", 0.05, 0.15, "assumption; without either")
    approach_rate: float = parameter(0.002, "per month", 0.0, 0.01, "assumption; employers who come across people at home, at full network and openness")
    expectation_visits: float = parameter(0.3, "share", 0.0, 0.6, "assumption; visits given up by who expects to be refused, against the mean of the own origin")
    expectation_daring: float = parameter(0.03, "gap", 0.0, 0.1, "assumption; gap not dared by who expects to be refused, against the mean of the own origin")
    advert_deterrence: float = parameter(0.30, "share", 0.0, 0.6, "assumption; how much larger a gap looks in an advert that deters than in one that welcomes")
    reading_error: float = parameter(0.08, "gap", 0.0, 0.2, "assumption; largest error in the organisation gap read from an advert that says nothing")
    exclusion_floor: float = parameter(0.05, "gap", 0.0, 0.2, "assumption; largest advertised gap accepted without confidence")
    exclusion_confidence: float = parameter(0.22, "gap", 0.0, 0.6, "assumption; extra gap accepted with full confidence")
    reservation_floor: float = parameter(0.16, "gap", 0.0, 0.5, "assumption; largest organisation gap accepted with no wish")
    reservation_wish: float = parameter(0.14, "gap", 0.0, 0.5, "assumption; extra gap accepted with a full wish to work")
    move_threshold: float = parameter(0.2, "utility", 0.0, 4.0, "calibrated to 7.0% job changes a year (FLO-04)")
    inertia_strength: float = parameter(1.0, "power", 0.0, 5.0, "assumption: in proportion; how far inertia keeps workers from looking around, not at all at 0")
    inertia_threshold: float = parameter(0.3, "utility per unit of inertia", 0.0, 1.0, "assumption; how much better a job must be for who holds on more than the mean")
    inertia_border: float = parameter(0.4, "utility per unit of inertia", 0.0, 1.5, "assumption; the same for a job in another sector or occupation, on top")
    inertia_pace: float = parameter(0.25, "per year", 0.05, 0.6, "assumption; how fast inertia falls back to what is usual for age and tenure: what a project changed is half gone after two to three years")
    taste_spread: float = parameter(0.5, "utility", 0.1, 2.0, "assumption; spread of tastes for jobs")
    relocation_of_search: float = parameter(0.35, "share", 0.0, 1.0, "assumption; searches in a related occupation")
    search_beyond_home: float = parameter(1.6, "factor", 1.0, 3.0, "calibrated to who works in the own sub-region, census 2011; searches outside the own sub-region relative to the share who work there: who finds a job there takes it less often")
    broader_search: float = parameter(1.0, "factor", 0.0, 3.0, "assumption; added to the share of searches in related occupations after two years without work")

    offer_tolerance: float = parameter(0.080, "gap", 0.0, 0.2, "calibrated to vacancy duration")
    offer_leniency: float = parameter(0.070, "gap", 0.0, 0.3, "assumption; extra gap accepted by the least strict employer")
    offer_adaptation: float = parameter(0.0067, "gap per month", 0.0, 0.05, "calibrated to vacancies open over six months")
    selection_days: float = parameter(10.0, "days", 0.0, 60.0, "calibrated to median time to fill 53 days (VAC-03)")
    decision_rate: float = parameter(0.34, "per round", 0.05, 1.0, "calibrated to median time to fill 53 days (VAC-03)")
    experience_weight: float = parameter(0.02, "gap", 0.0, 0.15, "calibrated to employment aged 20-24, census 2011, and to unemployment to 2015; gap of who has no experience at all where some is asked")
    first_impression: float = parameter(0.08, "gap", 0.0, 0.24, "assumption; largest gap that a lucky first impression makes up for when employers rank applicants")
    side_entrant_tolerance: float = parameter(0.08, "gap", 0.0, 0.16, "assumption; extra gap accepted of workers of another sector or occupation by an employer fully ready for them")
    known_pupil_tolerance: float = parameter(0.03, "gap", 0.0, 0.1, "assumption; a company that hosted a pupil knows what he or she can do")
    procedure_loss: float = parameter(0.6, "per unit of skill", 0.0, 1.0, "assumption; applicants lost in a complex procedure, per unit of application skill short of 0.55")
    documents_block: float = parameter(0.5, "share", 0.0, 1.0, "assumption; applicants whose residence papers stop the procedure at employers that are not open to it")
    trial_courage: float = parameter(0.05, "share", 0.0, 0.1, "assumption; fear of risk taken away by a trial")
    trial_months: float = parameter(0.0, "months", 0.0, 6.0, "trials last days; three months unpaid or more replace a job and discourage (f002_unpaid_trial_months)")
    stereotype_strength: float = parameter(0.88, "share", 0.0, 1.0, "assumption; refusal of the long-term non-employed, less at employers that work with guidance")
    sanctioning_stigma: float = parameter(0.2, "share", 0.0, 0.5, "assumption; more stereotype towards clients of a coach who sanctions: applications seem forced")
    record_refusal: float = parameter(0.3, "share", 0.1, 0.5, "assumption; refusal of people with a record in justice")
    disability_visible: float = parameter(0.5, "share", 0.2, 0.8, "assumption; limitations by health that show or are told of")
    refusal_hurt: float = parameter(0.03, "share", 0.0, 0.08, "assumption; part of full expectation of discrimination added by a refusal for who one is")
    coach_recognition: float = parameter(0.3, "share", 0.0, 0.6, "assumption; adverts a coach with full ties brings to a client")
    coach_vouch: float = parameter(0.04, "gap", 0.0, 0.08, "assumption; tolerance gained when a coach with full ties vouches at a fully open employer")
    adapted_job: float = parameter(0.3, "share", 0.0, 0.6, "assumption; vacancies adapted to a client of a coach with full ties at a fully open employer")
    relaxation_when_old: float = parameter(0.02, "share per month", 0.0, 0.05, "assumption; requirement given up by a fully open employer after three months of search")
    rejection_hurt: float = parameter(0.012, "share", 0.0, 0.05, "assumption; discouragement added by a rejection")

    internal_move_rate: float = parameter(0.45, "per half year", 0.1, 1.0, "assumption; workers who move when a better job inside is open, where moving is fully at ease")
    known_worker_tolerance: float = parameter(0.05, "gap", 0.0, 0.1, "assumption; an employer knows what its own workers can do")

    coaches_in_flanders: float = parameter(750.0, "coaches", 421.0, 2089.0, "Court of Audit 2021 (PES-01); estimates differ by a factor five")
    caseload_limit: float = parameter(80.0, "clients", 30.0, 250.0, "assumption; PES-04 finds no published caseload")
    coach_hours: float = parameter(90.0, "hours per month", 40.0, 140.0, "assumption")
    coaching_intake: float = parameter(0.135, "per month", 0.0, 0.3, "assumption; of people with much trust, out of work over three months; so that places are full and people wait two to four months")
    contacts_per_hour: float = parameter(0.5, "persons per hour", 0.0, 5.0, "assumption; people met in an hour of outreach")
    referral_contacts: float = parameter(2.0, "persons per month", 0.0, 10.0, "assumption; people whom other services send to a coach")
    join_share: float = parameter(0.18, "share", 0.05, 0.5, "assumption; of people met, those who come at middling trust")
    bridge_join_share: float = parameter(0.60, "share", 0.15, 0.95, "f002_digital_outreach_conversion: 3 of 5, one case")
    overload_share: float = parameter(0.5, "share", 0.0, 1.0, "assumption; clients taken above the limit when the queue is long")
    coaching_progress: float = parameter(1.0, "factor", 0.05, 2.0, "assumption; on the pace that hours give: trajectories of 6 to 12 months once there is trust (f002)")
    coaching_trust_gain: float = parameter(0.03, "per hour", 0.0, 0.1, "assumption; part of missing trust won; trust takes weeks or months (f002)")
    encouragement: float = parameter(0.006, "share per hour", 0.0, 0.01, "assumption; part of missing confidence and hope given back")
    quick_win: float = parameter(0.12, "per month and hour", 0.0, 0.3, "assumption; a practical problem solved by the coach")
    specialised_help: float = parameter(0.06, "per month", 0.0, 0.2, "assumption; a problem solved by a service referred to")
    referral_drop_out: float = parameter(0.15, "share", 0.0, 0.4, "assumption; people drop out when referred too fast (f002)")
    training_refused: float = parameter(0.10, "share", 0.0, 0.3, "assumption; people on benefit whose service does not allow training")
    coaching_drop_out: float = parameter(0.02, "per month", 0.0, 0.1, "assumption")
    coach_turnover: float = parameter(0.010, "per month", 0.0, 0.05, "assumption")
    refill_months: float = parameter(2.0, "months", 0.0, 6.0, "assumption; seat empty after a coach left without a successor")
    turnover_drop_out: float = parameter(0.25, "share", 0.0, 0.5, "assumption; several participants stopped when their coach left (f002)")
    sanction_rate: float = parameter(0.004, "per month", 0.0, 0.02, "assumption; clients without trust of a coach who can sanction")
    waiting_patience_months: float = parameter(6.0, "months", 1.0, 24.0, "assumption")
    waiting_drop_out: float = parameter(0.08, "per month", 0.0, 0.3, "assumption; beyond patience")
    aftercare_months: float = parameter(6.0, "months", 0.0, 12.0, "assumption")

    learning_rate: float = parameter(0.06, "per month", 0.01, 0.2, "assumption; buddy training takes one week to two months (f002)")
    support_learning: float = parameter(0.6, "per unit of support", 0.0, 1.2, "assumption; how far support speeds up learning")
    first_day: float = parameter(0.03, "share", 0.0, 0.06, "assumption; confidence taken by a cold first day, or given by a warm one")
    language_learning: float = parameter(0.02, "part of the missing Dutch per month", 0.0, 0.04, "assumption; full coaching in Dutch at work (JOB-01: no effect sizes)")
    growth_months: float = parameter(6.0, "months", 3.0, 18.0, "assumption; a simple job does not grow into the whole one sooner")
    promotion_rate: float = parameter(0.3, "per month", 0.1, 0.6, "assumption; promotion of who can do the whole job, on a full growth path")
    dead_end_discouragement: float = parameter(0.01, "share per month", 0.0, 0.03, "assumption; discouragement in a simple job that leads nowhere")
    skill_erosion: float = parameter(0.001, "per month", 0.0, 0.01, "assumption; after a year without work")
    wear_months: float = parameter(36.0, "months", 18.0, 72.0, "assumption; time scale on which being without work wears people down")
    repair_months: float = parameter(18.0, "months", 6.0, 48.0, "assumption; time scale on which work repairs that")
    dutch_at_work: float = parameter(0.002, "share per month", 0.0, 0.01, "assumption; in the first two years of a job")
    dutch_fade: float = parameter(0.0005, "share per month", 0.0, 0.002, "assumption; without work, born abroad")
    network_at_work: float = parameter(0.004, "share per month", 0.0, 0.02, "assumption; part of the missing acquaintances met")
    rejection_doubt: float = parameter(0.008, "share", 0.0, 0.03, "assumption; confidence taken by a rejection")
    early_exit_hurt: float = parameter(0.06, "share", 0.0, 0.12, "assumption; confidence taken by a job that ends within half a year")
    lasting_job_repair: float = parameter(0.05, "share", 0.0, 0.10, "assumption; trust and confidence given by a job that lasted a year")
    readiness_weight: float = parameter(1.5, "per unit of burden", 0.0, 3.0, "assumption; how far barriers hold people back from searching again")
    word_of_mouth: float = parameter(0.02, "share per month", 0.0, 0.06, "assumption; trust moved by the reputation in the own community")
    reputation_prior: float = parameter(200.0, "persons per month", 50.0, 1000.0, "assumption; experiences needed before a community takes notice")
    recognition_months: float = parameter(15.0, "months", 9.0, 30.0, "f002_diploma_recognition_wait_years: a year and still waiting")


def parameter_declarations() -> dict[str, Parameter]:
    """Return every parameter declaration by name, in order."""
    return dict(Parameters._field_defaults)


def default_parameters() -> Parameters:
    """Return the parameters at their declared values."""
    return Parameters(*(declaration.value for declaration in parameter_declarations().values()))
