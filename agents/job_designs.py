"""Job designs and vacancies: what an employer asks and offers, and the positions it seeks to fill.

A job design is a bundle of tasks at one employer. From the tasks follow an ideal and a minimum requirement, what can
be learned on the job, and the conditions of the work. A vacancy is one open position of a design.
"""

from __future__ import annotations

from typing import Final, NamedTuple

import numpy as np

from agents.columns import column
from agents.persons import Bytes, Identities, Integers, Singles

USUAL_SATISFACTION: Final = float(np.float32(0.7))
"""Satisfaction with the mean job at the start (share, assumption, 0.5 to 0.9; staff of the cases of the 2013 study gave
6.2 to 6.7 out of 10, or 74% said to be content, before or early in their measures), as the column holds it."""


class JobDesigns(NamedTuple):
    """Columns of the job designs: one row for each occupation at an employer."""

    identity: Identities = column(np.uint64, "code", 0, 2**64 - 1, "stable identity across arms, key of luck")
    employer: Integers = column(np.int32, "row", 0, 2**31 - 1, "employer")
    occupation: Bytes = column(np.int8, "code", 0, 11, "occupation")
    sector: Bytes = column(np.int8, "code", 0, 19, "sector of the employer")
    sub_region: Bytes = column(np.int8, "code", 0, 5, "sub-region of the workplace, 5 is outside the province")

    positions: Singles = column(np.float32, "persons", 0, 10**6, "positions at the start of the model")
    abandoned: Singles = column(np.float32, "persons", 0, 10**6, "positions given up for lack of candidates")
    target: Integers = column(np.int32, "persons", 0, 10**6, "positions the employer wants filled this month")
    overstaffed: Singles = column(np.float32, "share", 0, 1, "share of the staff above the target this month")
    headcount: Integers = column(np.int32, "persons", 0, 10**6, "positions held")
    headcount_a_year_ago: Integers = column(
        np.int32, "persons", 0, 10**6, "positions held at the last look back, on 31 December"
    )
    on_notice: Integers = column(np.int32, "persons", 0, 10**6, "positions that end after notice")
    open_vacancies: Integers = column(np.int32, "vacancies", 0, 10**6, "vacancies open now")
    next_serial: Integers = column(np.int32, "number", 0, 2**31 - 1, "serial number of the next vacancy")

    ideal: Singles = column(np.float32, "share", 0, 1, "skills asked for ideally, by skill", width=5)
    minimum: Singles = column(np.float32, "share", 0, 1, "skills needed at the least, by skill", width=5)
    weight: Singles = column(np.float32, "share", 0, 1, "weight of each skill in the tasks", width=5)
    trainable: Singles = column(np.float32, "share", 0, 1, "share of a shortfall that can be learned on the job")
    dutch_ideal: Singles = column(np.float32, "share", 0, 1, "Dutch asked for ideally")
    dutch_minimum: Singles = column(np.float32, "share", 0, 1, "Dutch needed at the least, for safety and contact")
    education_ideal: Bytes = column(np.int8, "code", 0, 2, "level of education asked for ideally")
    diploma: Bytes = column(np.int8, "code", 0, 4, "diploma demanded by law, 0 if none")

    experience_ideal: Bytes = column(np.int8, "months", 0, 60, "months of experience asked for ideally")
    simple_factor: Singles = column(
        np.float32, "share", 0, 1, "skill asked when hard tasks move out, by skill", width=5
    )
    simple_dutch: Singles = column(np.float32, "share", 0, 1, "Dutch asked when hard tasks move out")
    simple_diploma: Bytes = column(np.int8, "code", 0, 4, "diploma demanded by law when hard tasks move out")
    moved_load: Singles = column(np.float32, "share", 0, 1, "load that moves to colleagues with a simple job")
    simple_share: Singles = column(np.float32, "share", 0, 0.5, "share of positions open to a simple job")
    simple_headcount: Integers = column(np.int32, "persons", 0, 10**6, "simple jobs held")
    simple_vacancies: Integers = column(np.int32, "vacancies", 0, 10**6, "vacancies open now as a simple job")
    growth_path: Singles = column(np.float32, "share", 0, 1, "how well a simple job grows into the whole job")

    hours: Singles = column(np.float32, "share of full time", 0, 1, "contract hours")
    schedule: Bytes = column(np.int8, "code", 0, 3, "day, shift, irregular or night work")
    schedule_control: Singles = column(np.float32, "share", 0, 1, "say of the worker over the roster")
    hours_flexibility: Singles = column(np.float32, "share", 0, 1, "room to fit hours to the person")
    environment: Singles = column(np.float32, "share", 0, 1, "aids, calm and ergonomics of the place of work")
    facilities: Singles = column(np.float32, "share", 0, 1, "room for dress, prayer and other facilities")
    team_culture: Singles = column(np.float32, "share", 0, 1, "welcome and inclusive culture of the team")
    physical_load: Singles = column(np.float32, "share", 0, 1, "physical load")
    car_need: Singles = column(np.float32, "share", 0, 1, "how hard the place is to reach without a car")
    lodging: Singles = column(np.float32, "share", 0, 1, "distance taken away by a bed at work during the week")
    pay: Singles = column(np.float32, "index", 0, 5, "pay relative to the mean job")
    relaxation: Singles = column(np.float32, "share", 0, 1, "how far entry moved from ideal to minimum")
    absence: Singles = column(np.float32, "share of time", 0, 1, "expected sickness absence of the staff")

    studying: Integers = column(np.int32, "persons", 0, 10**6, "staff who follow a course at the cost of the employer")
    workload: Singles = column(
        np.float32, "share", -1, 1, "work of missing staff that colleagues carry, above the usual"
    )
    satisfaction: Singles = column(
        np.float32, "share", 0, 1, "how content the staff is with the work", initial=USUAL_SATISFACTION
    )
    age_fit: Singles = column(np.float32, "share", 0, 1, "load of the work taken off older staff, above the usual")
    staying_bonus: Singles = column(np.float32, "share of pay", 0, 1, "yearly bonus for who stays")


class Vacancies(NamedTuple):
    """Columns of the open vacancies; a row is a place in a queue, the identity is what lasts."""

    identity: Identities = column(np.uint64, "code", 0, 2**64 - 1, "employer's design and serial number, scrambled")
    design: Integers = column(np.int32, "row", -1, 2**31 - 1, "job design")
    opened_day: Singles = column(np.float32, "days", -5000, 20000, "day of opening since 1 January 2012")
    adverts: Bytes = column(np.int8, "channels", 1, 3, "channels in which the vacancy is advertised", initial=1)
    simple: Bytes = column(np.int8, "code", 0, 1, "opened as a simple job")
    relaxation: Singles = column(np.float32, "share", 0, 1, "entry requirement moved from ideal to minimum")
