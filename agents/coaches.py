"""Coaches: one row for each coach of persons at a distance from work."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from agents.columns import column
from agents.persons import Bytes, Identities, Integers, Shorts, Singles

METHODS = ("trust", "orientation", "goals", "application", "skills", "language_group", "motivation", "step_plan")
"""Parts of the trajectory whose quality of method is kept apart, in the order of :attr:`Coaches.method`."""

TRUST_BUILDING, ORIENTATION, GOALS, APPLICATION, SKILLS, LANGUAGE_GROUP, MOTIVATION, STEP_PLAN = range(len(METHODS))


class Coaches(NamedTuple):
    """Columns of the coaches: finite hours, a limit to the caseload, and what makes people trust them."""

    identity: Identities = column(np.uint64, "code", 0, 2**64 - 1, "stable identity across arms, key of luck")
    organisation: Bytes = column(np.int8, "code", 0, 3, "public service, local government, non-profit or union")
    sub_region: Bytes = column(np.int8, "code", 0, 4, "sub-region served")
    caseload_limit: Integers = column(np.int32, "persons", 0, 1000, "clients the coach can take")
    caseload: Integers = column(np.int32, "persons", 0, 1000, "clients now")
    contact_hours: Singles = column(np.float32, "hours per month", 0, 160, "hours for client contact")
    light_caseload: Integers = column(np.int32, "persons", 0, 1000, "clients in matching or aftercare this month")
    outreach_hours: Singles = column(np.float32, "hours per month", 0, 160, "hours spent on finding people")
    digital_outreach: Singles = column(np.float32, "share", 0, 1, "share of outreach in online groups")
    warm_handover: Singles = column(np.float32, "share", 0, 1, "clients handed over warmly when the coach leaves")
    referral_care: Singles = column(np.float32, "share", 0, 1, "care in referring to specialised help")
    employer_ties: Singles = column(np.float32, "share", 0, 1, "ties with employers")
    method: Singles = column(
        np.float32, "factor", 0, 2, "quality of method, by part of the trajectory", width=8, initial=1
    )
    turnover: Singles = column(np.float32, "factor", 0, 10, "how often the coach leaves, against usual", initial=1)
    referral_contacts: Singles = column(
        np.float32, "persons per month", 0, 100, "people sent by others, beyond the usual number"
    )
    longer_aftercare: Singles = column(np.float32, "months", 0, 60, "aftercare beyond the usual length")
    vacant_until: Shorts = column(np.int16, "month", -1200, 32000, "month the seat is filled again", initial=-1200)
    sanctioning: Bytes = column(np.int8, "code", 0, 1, "reports failures to an authority that can sanction")
    bridges_to_origin: Bytes = column(np.int8, "code", -1, 2, "origin whose trust the coach has, or none", initial=-1)
