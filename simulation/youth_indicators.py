"""Indicators of young people of 15 to 29: who neither works nor learns, and the flows between school, work and neither.

Registers call everybody without a job who is not in education a NEET, also who is trained to come back to work; so do
the rate and the number here. The flows tell that training apart.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from agents.region import ORIGINS, SEXES
from agents.vocabulary import IN_NEITHER, IN_TRAINING, YOUTH_CAMPS
from simulation.defence_indicators import by_sex_and_origin
from simulation.totals import Totals, share

Doubles = npt.NDArray[np.float64]


def neither(totals: Totals) -> dict[str, Doubles]:
    """Young people who neither work nor study, by sex and by origin."""
    return by_sex_and_origin(totals, _without_work_or_school(totals))


def rate_by_origin(totals: Totals) -> dict[str, Doubles]:
    """Share of the young who neither work nor study, in per cent, by origin, and by sex and origin together."""
    without, everybody = _without_work_or_school(totals), totals.counts.youth.sum(axis=4)
    groups = {}
    for origin, name in enumerate(ORIGINS):
        groups[f"origin={name}"] = share(
            totals.with_province(without[:, :, :, origin].sum(axis=2)),
            totals.with_province(everybody[:, :, :, origin].sum(axis=2)),
        )
        for sex, sex_name in enumerate(SEXES):
            groups[f"sex={sex_name} origin={name}"] = share(
                totals.with_province(without[:, :, sex, origin]), totals.with_province(everybody[:, :, sex, origin])
            )
    return groups


def flows(totals: Totals) -> dict[str, Doubles]:
    """Young people who changed between school, work, training and neither in the month."""
    counted = totals.counts.youth_flows / totals.scale
    groups = {"all": totals.with_province(counted.sum(axis=(2, 3)))}
    for before, start in enumerate(YOUTH_CAMPS):
        for after, end in enumerate(YOUTH_CAMPS):
            if before != after:
                groups[f"flow={start}_to_{end}"] = totals.with_province(counted[:, :, before, after])
    return groups


def _without_work_or_school(totals: Totals) -> npt.NDArray[np.integer]:
    """Agents by month, sub-region, sex and origin."""
    youth = totals.counts.youth
    return np.asarray(youth[..., IN_TRAINING - 1] + youth[..., IN_NEITHER - 1])
