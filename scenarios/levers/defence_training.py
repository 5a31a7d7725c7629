"""Training at Defence: a longer, calmer initial training, and preparation for as many recruits as trainers can carry.

A recruit with a place is prepared in what makes others break off: doubt, fitness, what is still to be learned. Trainers
are few, so recruits beyond their places train as before. A longer training spreads the same demands over more months,
and takes longer until somebody is ready. Nothing was measured.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import ClassVar

import numpy as np

from scenarios.levers.base import Lever, LeverParameter, Mask, Reached, Rows
from scenarios.levers.defence import (
    NOBODY_REACHED,
    at_defence,
    by_sub_region,
    change_service,
    in_order_of_luck,
    months_at,
    places_for,
)
from simulation.model import LabourMarket

LEAST_TRAINING = 0.3
"""Training on the job below which there is nobody to give more of it (share; assumption)."""

_NOT_MEASURED = "assumption; announced, to be designed and tested (f000_interventions_tested)"


class DefenceTraining(Lever):
    """Length of the training, and preparation."""

    name = "defence_training"
    title_nl = "Opleiding bij Defensie"
    title_en = "Training at Defence"
    parameters: ClassVar[Mapping[str, LeverParameter]] = {
        "extra_months": LeverParameter(3.0, 0.0, 9.0, "months of training more", _NOT_MEASURED),
        "calmer_pace": LeverParameter(0.15, 0.0, 0.40, "share of the drop-out", _NOT_MEASURED),
        "preparation": LeverParameter(0.40, 0.0, 0.80, "share of the drop-out of who is prepared", _NOT_MEASURED),
        "number_of_trainers": LeverParameter(8.0, 1.0, 30.0, "trainers", _NOT_MEASURED, neutral=None),
        "recruits_per_trainer": LeverParameter(8.0, 4.0, 15.0, "recruits at a time", _NOT_MEASURED, neutral=None),
    }

    def can_work_at(self, market: LabourMarket) -> Mask:
        """Require an employer that trains on the job already."""
        return at_defence(market, np.asarray(market.employers.training >= LEAST_TRAINING))

    def act(self, market: LabourMarket, months_in_use: Rows, values: Mapping[str, float]) -> Reached:
        """Lengthen the training at the start; give free places to this month's recruits in the order of luck."""
        defence, month = months_at(market, months_in_use)
        if defence is None or month < 0:
            return Reached(NOBODY_REACHED)
        if month == 0:
            service = defence.service
            change_service(
                market,
                training_months=service.training_months + values["extra_months"],
                # Training is part of the first years, which do not grow shorter.
                early_months=service.early_months + values["extra_months"],
                drop_out=service.drop_out * (1.0 - values["calmer_pace"]),
                preparation=values["preparation"],
            )
        if values["preparation"] == 0.0:
            return Reached(NOBODY_REACHED)
        defence = market.defence
        assert defence is not None
        served = market.month - defence.since
        trained = defence.staff[served < defence.service.training_months]
        prepared = defence.prepared[np.isin(defence.prepared, trained)]
        places = places_for(market, self.name, values["number_of_trainers"] * values["recruits_per_trainer"])
        recruits = in_order_of_luck(market, defence.staff[served <= 1], "prepared_for_defence")
        recruits = recruits[~np.isin(recruits, prepared)][: max(0, places - len(prepared))]
        market.defence = replace(defence, prepared=np.concatenate([prepared, recruits]))
        return Reached(by_sub_region(market, recruits))

    def withdraw(self, market: LabourMarket, months_in_use: Rows, values: Mapping[str, float]) -> None:
        """Train as before, without preparation."""
        defence, month = months_at(market, months_in_use)
        if defence is None or month < 0:
            return
        service = defence.service
        change_service(
            market,
            training_months=service.training_months - values["extra_months"],
            early_months=service.early_months - values["extra_months"],
            drop_out=service.drop_out / (1.0 - values["calmer_pace"]),
            preparation=0.0,
        )
        market.defence = replace(market.defence, prepared=np.zeros(0, np.int64)) if market.defence else None
