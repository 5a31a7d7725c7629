"""Persons of working age: one row for each resident who is, was or will be 15 to 69 within the horizon."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from agents.columns import column
from agents.vocabulary import ABSENT, NO_PERSONA, NOBODY

FIRST_AGE = 15
"""Age at which children become agents (years)."""

LAST_AGE = 69
"""Last completed age as an agent (years); older people live in the demographic projection."""

LONG_AGO = -1200
"""Month number that stands for an unknown distant past (a hundred years before January 2012)."""

NEVER = 32000
"""Month number that stands for never."""

Bytes = npt.NDArray[np.int8]
Shorts = npt.NDArray[np.int16]
Integers = npt.NDArray[np.int32]
Singles = npt.NDArray[np.float32]
Identities = npt.NDArray[np.uint64]


class Persons(NamedTuple):
    """Columns of the persons; months count from January 2012 (0), earlier months are negative."""

    identity: Identities = column(np.uint64, "code", 0, 2**64 - 1, "stable identity across arms, key of luck")
    arrival_month: Shorts = column(np.int16, "month", LONG_AGO, NEVER, "month of entering the model")
    arrival_status: Bytes = column(np.int8, "code", 0, 10, "labour status on entering", initial=ABSENT)

    birth_month: Shorts = column(np.int16, "month", LONG_AGO, 2000, "month of birth")
    age: Bytes = column(np.int8, "years", 0, 70, "completed age")
    sex: Bytes = column(np.int8, "code", 0, 1, "0 woman, 1 man")
    sub_region: Bytes = column(np.int8, "code", 0, 4, "sub-region of residence")
    origin: Bytes = column(np.int8, "code", 0, 2, "birthplace: Belgium, other EU, outside the EU")

    education: Bytes = column(np.int8, "code", 0, 3, "highest diploma: low, mid, high, unknown")
    final_education: Bytes = column(np.int8, "code", 0, 3, "diploma the person has or will leave education with")
    field: Bytes = column(np.int8, "code", 0, 11, "occupation the person is trained for or experienced in")
    school_form: Bytes = column(np.int8, "code", 0, 5, "form of secondary school, of people in education at some time")
    school_level: Bytes = column(
        np.int8, "code", -1, 13, "level that the person leaves or left school with, -1 if before 2012", initial=-1
    )
    school_domain: Bytes = column(np.int8, "code", 0, 2, "domain studied in secondary school: other, care, technical")
    study_domain: Bytes = column(np.int8, "code", 0, 2, "domain studied at the final level: other, care, technical")
    interest: Singles = column(
        np.float32, "log odds", -2, 2, "what contacts add to the pull of care and of technical studies", width=2
    )
    parents_view: Singles = column(
        np.float32, "log odds", -2, 2, "what parents add to the pull of care and of technical studies", width=2
    )
    school_contacts: Bytes = column(np.int8, "contacts", 0, 100, "initiatives the pupil met this school year")
    diploma: Bytes = column(np.int8, "code", 0, 4, "recognised diploma that opens a legally gated occupation")
    skills: Singles = column(np.float32, "share", 0, 1, "care, technical, digital, manual, social skill", width=5)
    dutch: Singles = column(np.float32, "share", 0, 1, "command of Dutch at work")
    foreign_diploma: Bytes = column(np.int8, "code", 0, 5, "diploma from abroad that is not yet recognised")
    experience_months: Shorts = column(np.int16, "months", 0, 700, "work experience")
    application_skill: Singles = column(np.float32, "share", 0, 1, "skill in finding adverts and applying")

    household: Bytes = column(np.int8, "code", 0, 4, "child of parents, couple, single parent, alone, other")
    youngest_child_birth: Shorts = column(
        np.int16, "month", LONG_AGO, NEVER, "month of birth of the youngest child", initial=LONG_AGO
    )
    informal_care: Bytes = column(np.int8, "code", 0, 1, "cares for a relative")
    car: Bytes = column(np.int8, "code", 0, 1, "has a licence and a car")
    health_limitation: Singles = column(np.float32, "share", 0, 1, "limitation in daily activities by health")
    problems: npt.NDArray[np.uint8] = column(np.uint8, "flags", 0, 255, "open problems, sum of problem flags")
    needs: npt.NDArray[np.uint8] = column(np.uint8, "flags", 0, 7, "needs of the place of work, sum of need flags")
    network: Singles = column(np.float32, "share", 0, 1, "acquaintances who work and can help to find work")

    wear: Singles = column(np.float32, "share", 0, 1, "worn down by time without work, 0 not at all")
    work_wish: Singles = column(np.float32, "share", 0, 1, "wish to work")
    trust: Singles = column(np.float32, "share", 0, 1, "trust in services and employers")
    confidence: Singles = column(np.float32, "share", 0, 1, "confidence in own chances")
    discouragement: Singles = column(np.float32, "share", 0, 1, "hope given up after failed attempts")
    fear_of_risk: Singles = column(np.float32, "share", 0, 1, "fear of losing security by a step to work")
    goal_clarity: Singles = column(np.float32, "share", 0, 1, "clear idea of a fitting job")
    disapproval: Singles = column(np.float32, "share", 0, 1, "partner or surroundings disapprove of working")

    expected_discrimination: Singles = column(
        np.float32, "share", 0, 1, "how far the person expects to be refused for who he or she is"
    )
    short_jobs: Bytes = column(np.int8, "jobs", 0, 20, "jobs in a row that ended within half a year")

    status: Bytes = column(np.int8, "code", 0, 10, "labour status", initial=ABSENT)
    status_since: Shorts = column(np.int16, "month", LONG_AGO, NEVER, "month the status began")
    non_employed_since: Shorts = column(np.int16, "month", LONG_AGO, NEVER, "month the last job ended")
    persona: Bytes = column(np.int8, "code", 0, 7, "persona read from barriers this month", initial=NO_PERSONA)
    school_exit_month: Shorts = column(np.int16, "month", LONG_AGO, NEVER, "month of leaving education")
    work_learning_employer: Integers = column(
        np.int32, "row", NOBODY, 2**31 - 1, "employer that hosted or hosts the pupil", initial=NOBODY
    )

    work_learning_start: Shorts = column(
        np.int16, "month", LONG_AGO, NEVER, "month workplace learning began", initial=LONG_AGO
    )
    acquaintance: Singles = column(np.float32, "share", 0, 1, "how well pupil and hosting employer know each other")

    youth_camp: Bytes = column(
        np.int8, "code", 0, 4, "school, work, training or neither at the last count, of people aged 15 to 29"
    )

    labour_state: Bytes = column(np.int8, "code", 0, 4, "labour state at the last count")
    labour_state_a_year_ago: Bytes = column(np.int8, "code", 0, 4, "labour state at the last look back, on 31 December")
    jobseeker_since: Shorts = column(
        np.int16, "month", LONG_AGO, NEVER, "month in which the person became a jobseeker without work, of who is one"
    )

    design: Integers = column(np.int32, "row", NOBODY, 2**31 - 1, "job design held, or none", initial=NOBODY)
    job_start: Shorts = column(np.int16, "month", LONG_AGO, NEVER, "month the job started")
    entered_from: Bytes = column(np.int8, "code", 0, 10, "labour status before the present job")
    entered_persona: Bytes = column(np.int8, "code", 0, 7, "persona when the present job began", initial=NO_PERSONA)
    entered_coached: Bytes = column(np.int8, "code", 0, 1, "was coached when the present job began")
    inertia: Singles = column(np.float32, "share", 0, 1, "how far the person holds on to the job and line of work")
    proactive: Bytes = column(np.int8, "code", 0, 2, "looks ahead while nothing threatens: no, by nature, by learning")
    notice_until: Shorts = column(
        np.int16, "month", LONG_AGO, NEVER, "month in which the job ends after notice", initial=NEVER
    )
    left_self_employment: Shorts = column(
        np.int16, "month", LONG_AGO, NEVER, "month in which the person last stopped a business", initial=LONG_AGO
    )
    task_share: Singles = column(
        np.float32, "share", 0, 1, "part of the tasks of the design in the present job", initial=1
    )
    support: Singles = column(np.float32, "share", 0, 1, "welcome and guidance received in the present job")
    mentor: Singles = column(np.float32, "share", 0, 1, "guidance by a colleague to whom a coach handed over")
    skill_gap: Singles = column(np.float32, "share", 0, 1, "skill gap left in the present job")
    organisation_gap: Singles = column(np.float32, "share", 0, 1, "organisation gap left in the present job")
    study_end: Shorts = column(
        np.int16, "month", LONG_AGO, NEVER, "month the course at the cost of the employer ends", initial=NEVER
    )

    coach: Integers = column(np.int32, "row", NOBODY, 2**31 - 1, "coach of the trajectory", initial=NOBODY)
    trajectory_step: Bytes = column(np.int8, "code", 0, 10, "step of the coaching trajectory")
    trajectory_step_since: Shorts = column(np.int16, "month", LONG_AGO, NEVER, "month the step began")
