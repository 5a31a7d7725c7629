"""The words of the model as codes: labour statuses, personas, occupations, schedules, reasons, trajectory steps.

Codes are small integers in columns; names appear in results and in pictures. The lists of sub-regions, sectors,
levels of education and household positions stand with the regional figures in :mod:`agents.region`.
"""

from __future__ import annotations

from typing import Final

EMPLOYED: Final = 0
SELF_EMPLOYED: Final = 1
UNEMPLOYED: Final = 2
SEARCHING_UNAVAILABLE: Final = 3
LATENT: Final = 4
STUDENT: Final = 5
ILL: Final = 6
HOME: Final = 7
RETIRED: Final = 8
OTHER: Final = 9
ABSENT: Final = 10
STATUSES: Final = (
    "employed",
    "self_employed",
    "unemployed",
    "searching_unavailable",
    "latent",
    "student",
    "ill",
    "home",
    "retired",
    "other",
    "absent",
)

READY: Final = 0
HESITANT_ONLOOKER: Final = 1
DISTRUSTFUL_OUTSIDER: Final = 2
DISCOURAGED_OUTSIDER: Final = 3
EXCLUDED_PROMISE: Final = 4
FALLING_SHORT_PROMISE: Final = 5
FORCED_HURDLER: Final = 6
NO_PERSONA: Final = 7
PERSONAS: Final = (
    "ready",
    "hesitant_onlooker",
    "distrustful_outsider",
    "discouraged_outsider",
    "excluded_promise",
    "falling_short_promise",
    "forced_hurdler",
    "not_applicable",
)

NURSE: Final = 0
CARE_ASSISTANT: Final = 1
ENGINEER: Final = 2
TECHNICIAN: Final = 3
CRAFT_WORKER: Final = 4
MACHINE_OPERATOR: Final = 5
DRIVER_LOGISTICS: Final = 6
ADMINISTRATIVE: Final = 7
SALES_HOSPITALITY: Final = 8
ELEMENTARY: Final = 9
TEACHER_SOCIAL: Final = 10
PROFESSIONAL: Final = 11
OCCUPATIONS: Final = (
    "nurse",
    "care_assistant",
    "engineer",
    "technician",
    "craft_worker",
    "machine_operator",
    "driver_logistics",
    "administrative",
    "sales_hospitality",
    "elementary",
    "teacher_social",
    "professional",
)
CARE_OCCUPATIONS: Final = (NURSE, CARE_ASSISTANT)
TECHNICAL_OCCUPATIONS: Final = (ENGINEER, TECHNICIAN, CRAFT_WORKER)

FIRST_STAGE: Final = 0
GENERAL_SCHOOL: Final = 1
TECHNICAL_SCHOOL: Final = 2
VOCATIONAL_SCHOOL: Final = 3
ARTS_SCHOOL: Final = 4
ALTERNATING_SCHOOL: Final = 5
SCHOOL_FORMS: Final = ("first_stage", "general", "technical", "vocational", "arts", "alternating")
"""Forms of secondary school; who never leaves the first stage belongs to none, apprentices and part-time pupils learn
and work by turns."""

OTHER_STUDIES: Final = 0
CARE_STUDIES: Final = 1
TECHNICAL_STUDIES: Final = 2
STUDY_DOMAINS: Final = ("other", "care", "technical")

CARE_SKILL: Final = 0
TECHNICAL_SKILL: Final = 1
DIGITAL_SKILL: Final = 2
MANUAL_SKILL: Final = 3
SOCIAL_SKILL: Final = 4
SKILLS: Final = ("care", "technical", "administrative_digital", "manual", "social")

DAY: Final = 0
SHIFT: Final = 1
IRREGULAR: Final = 2
NIGHT: Final = 3
SCHEDULES: Final = ("day", "shift", "irregular", "night")

CHILDCARE: Final = 1
DEBT: Final = 2
HOUSING: Final = 4
JUSTICE: Final = 8
DOCUMENTS: Final = 16
INCOME_RISK: Final = 32
ADDICTION: Final = 64
ADMINISTRATION: Final = 128
PROBLEMS: Final = (
    "childcare",
    "debt",
    "housing",
    "justice",
    "documents",
    "income_risk",
    "addiction",
    "administration",
)

FACILITIES: Final = 1
QUIET: Final = 2
AIDS: Final = 4
NEEDS: Final = ("facilities", "quiet", "aids")
"""What a person needs of the place of work: room for dress and prayer, a calm and predictable place, aids."""

WEB: Final = 1
STAFF_NETWORK: Final = 2
EMPLOYMENT_SERVICE: Final = 4
COMMUNITY: Final = 8
YOUNG_PEOPLE: Final = 16
RECRUITMENT_CHANNELS: Final = ("web", "staff_network", "employment_service", "community", "young_people")

NOT_YOUNG: Final = 0
IN_SCHOOL: Final = 1
AT_WORK: Final = 2
IN_TRAINING: Final = 3
IN_NEITHER: Final = 4
YOUTH_CAMPS: Final = ("school", "work", "training", "neither")
"""Where people of 15 to 29 are, from code 1 on; code 0 is for others, and for whoever has not been counted yet."""

NOT_COUNTED: Final = 0
IN_WORK: Final = 1
IN_UNEMPLOYMENT: Final = 2
IN_RESERVE: Final = 3
IN_INACTIVITY: Final = 4
LABOUR_STATES: Final = ("work", "unemployment", "reserve", "inactivity")
"""States of labour force surveys, from code 1 on; code 0 is for whoever has not been counted yet. The reserve searches
or is available, but not both; surveys count it as inactive."""

NO_TRAJECTORY: Final = 0
WAITING: Final = 1
GET_ACQUAINTED: Final = 2
INQUIRE: Final = 3
SELF_ORIENTATION: Final = 4
JOB_GOAL: Final = 5
GOALS_AND_ACTIONS: Final = 6
SKILLS_AND_ATTITUDES: Final = 7
LEAD_TO_WORK: Final = 8
MATCHING: Final = 9
AFTERCARE: Final = 10
TRAJECTORY_STEPS: Final = (
    "none",
    "waiting",
    "get_acquainted",
    "inquire",
    "self_orientation",
    "job_goal",
    "goals_and_actions",
    "skills_and_attitudes",
    "lead_to_work",
    "matching",
    "aftercare",
)

NO_FOREIGN_DIPLOMA: Final = 0
OTHER_FOREIGN_DIPLOMA: Final = 5
"""Codes of an unrecognised foreign diploma: 1 to 4 would open the gate of that code, 5 is any other higher diploma."""

PUBLIC_SERVICE: Final = 0
LOCAL_GOVERNMENT: Final = 1
NON_PROFIT: Final = 2
UNION: Final = 3
COACH_ORGANISATIONS: Final = ("public_service", "local_government", "non_profit", "union")

NOBODY: Final = -1
"""Row number that stands for no agent."""
