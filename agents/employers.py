"""Employers: one row for each establishment with staff."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from agents.columns import column
from agents.persons import Bytes, Identities, Integers, Shorts, Singles

NOT_ADOPTED = 32000
"""Month number of a measure that an employer has not adopted."""


class Employers(NamedTuple):
    """Columns of the employers; sub-region 5 lies outside the province and employs its commuters."""

    identity: Identities = column(np.uint64, "code", 0, 2**64 - 1, "stable identity across arms, key of luck")
    sector: Bytes = column(np.int8, "code", 0, 19, "sector")
    sub_region: Bytes = column(np.int8, "code", 0, 5, "sub-region of the workplace, 5 is outside the province")
    size: Integers = column(np.int32, "persons", 0, 10**6, "residents employed at the start")

    channel_breadth: Singles = column(np.float32, "share", 0, 1, "share of recruitment channels in use")
    selection_strictness: Singles = column(np.float32, "share", 0, 1, "how close to the profile an offer demands")
    duration_stereotype: Singles = column(np.float32, "share", 0, 1, "mark-down of the long-term non-employed")
    origin_discrimination: Singles = column(np.float32, "share", 0, 1, "mark-down of a foreign origin")
    age_discrimination: Singles = column(np.float32, "share", 0, 1, "mark-down of applicants over fifty")
    disability_discrimination: Singles = column(np.float32, "share", 0, 1, "mark-down of a limitation by health")
    advert_tone: Singles = column(np.float32, "share", 0, 1, "from adverts that deter (0) to adverts that welcome (1)")
    recruitment_channels: npt.NDArray[np.uint8] = column(
        np.uint8, "flags", 0, 31, "channels in use, sum of channel flags"
    )
    selection_simplicity: Singles = column(np.float32, "share", 0, 1, "how easy it is to apply")
    trial_days: Singles = column(np.float32, "share", 0, 1, "share of applicants who may try the work first")
    youth_reach: Singles = column(np.float32, "share", 0, 1, "young people reached by campaigns meant for them")
    drawn: Singles = column(
        np.float32, "share", 0, 1, "women, and people born abroad, who see themselves at Defence", width=2
    )
    own_norms: Bytes = column(np.int8, "code", 0, 1, "selects by the norms of Defence")
    youngest: Bytes = column(np.int8, "years", 0, 70, "least age of a recruit of Defence")
    oldest: Bytes = column(np.int8, "years", 0, 70, "largest age of a recruit of Defence")
    nationality: Singles = column(
        np.float32, "share", 0, 1, "people born in the EU, and outside it, with the nationality asked", width=2
    )
    fitness_norm: Singles = column(np.float32, "share", 0, 1, "largest limitation by health of a fit recruit")
    catch_up: Singles = column(np.float32, "share", 0, 1, "limitation above the norm that training can make good")
    norms_later: Singles = column(np.float32, "share", 0, 1, "applicants just short of a norm who may meet it later")
    bad_day: Singles = column(np.float32, "share", 0, 1, "able applicants who fail the tests on the day itself")
    second_chance: Singles = column(np.float32, "share", 0, 1, "applicants who failed a test and may sit it again")
    openness: Singles = column(np.float32, "share", 0, 1, "openness to inclusive work")
    training: Singles = column(np.float32, "share", 0, 1, "training on the job for what is trainable")
    welcome: Singles = column(np.float32, "share", 0, 1, "quality of the welcome in the first weeks")
    guidance_months: Singles = column(np.float32, "months", 0, 24, "months that newcomers are guided")
    guided: Singles = column(np.float32, "persons", 0, 10**5, "newcomers guided now")
    leadership: Singles = column(np.float32, "share", 0, 1, "skill and time of leaders for inclusive work")
    language_coaching: Singles = column(np.float32, "share", 0, 1, "coaching in Dutch at work for who needs it")
    language_learners: Integers = column(np.int32, "persons", 0, 10**6, "newcomers who ask for coaching in Dutch")
    language_help: Singles = column(np.float32, "share", 0, 1, "interpreting colleagues, translated instructions")
    adaptability: Singles = column(np.float32, "share", 0, 1, "able and willing to adapt hours, place and aids")
    open_policy: Singles = column(np.float32, "share", 0, 1, "adaptation offered to all, without asking")
    involvement: Singles = column(np.float32, "share", 0, 1, "say of the team in redesign of the work")
    extra_load: Singles = column(np.float32, "share", 0, 1, "load that colleagues of simple jobs took over, per job")
    resistance: Singles = column(np.float32, "share", 0, 1, "resistance of the team against redesigned jobs")
    internal_mobility: Singles = column(np.float32, "share", 0, 1, "ease of moving between jobs and teams inside")
    side_entrants: Singles = column(
        np.float32, "share", 0, 1, "readiness, beyond the usual, for workers of another sector or occupation"
    )
    notice_months: Bytes = column(np.int8, "months", 0, 24, "months ahead in which redundancies are announced")
    staff_from_abroad: Singles = column(np.float32, "share", 0, 1, "share of the staff born abroad, on 1 January")
    partnership: Singles = column(np.float32, "share", 0, 1, "cooperation with organisations that guide jobseekers")
    coach_welcome: Bytes = column(np.int8, "code", 0, 1, "accepts aftercare by a coach at work")
    buddy_places: Singles = column(np.float32, "persons per year", 0, 10**5, "newcomers that buddies can carry")
    culture: Singles = column(np.float32, "share", 0, 1, "welcome and inclusive culture in the team")
    interchangeability: Singles = column(np.float32, "share", 0, 1, "share of staff who can replace each other")
    recognition: Singles = column(np.float32, "share", 0, 1, "appreciation shown to staff, above the usual")
    development: Singles = column(np.float32, "share", 0, 1, "room for staff to go on learning, above the usual")
    flex_pool: Singles = column(np.float32, "share", 0, 1, "missing staff that people outside the team stand in for")

    staff_support: Singles = column(np.float32, "share", 0, 1, "rank of staff support for change, low backs first")
    management_support: Singles = column(np.float32, "share", 0, 1, "rank of management support for change")
    schedule_control_since: Shorts = column(
        np.int16, "month", -1200, NOT_ADOPTED, "month self-rostering began", initial=NOT_ADOPTED
    )
    requirements_relaxed_since: Shorts = column(
        np.int16,
        "month",
        -1200,
        NOT_ADOPTED,
        "month minimum requirements replaced ideal",
        initial=NOT_ADOPTED,
    )
    work_learning_since: Shorts = column(
        np.int16, "month", -1200, NOT_ADOPTED, "month the first pupils were hosted", initial=NOT_ADOPTED
    )
    pupils_hosted: Integers = column(np.int32, "persons", 0, 10**6, "pupils in workplace learning now")
    guidance_given: Singles = column(
        np.float32, "trainees", 0, 10**5, "guidance given to pupils this school year, in trainees for the whole year"
    )
