"""Selection of Defence: norms that may be met later, second chances, and a simpler procedure with less bias.

Who is just short of a norm of fitness can catch up in training, and somebody who failed a test on a bad day may sit it
again. Public norms - age and nationality - stay as they are, for the strategic needs of the army limit what can change.
Who is taken on conditions has more to catch up, and so breaks off the training more often. Nothing was measured.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

import numpy as np

from scenarios.levers.base import Lever, LeverParameter, Mask, Reached, Rows
from scenarios.levers.defence import NOBODY_REACHED, at_defence
from scenarios.levers.gains import AT_ONCE, cut, empty, fill, restore
from simulation.model import LabourMarket

LEAST_TRAINING = 0.3
"""Training on the job below which nobody can catch up what was not asked at the door (share; assumption)."""

_NOT_MEASURED = "assumption; announced, to be designed and tested (f000_interventions_tested)"


class DefenceSelection(Lever):
    """Norms met later, second chances, simplicity and bias."""

    name = "defence_selection"
    title_nl = "Selectie door Defensie"
    title_en = "Selection by Defence"
    parameters: ClassVar[Mapping[str, LeverParameter]] = {
        "norms_later": LeverParameter(0.50, 0.0, 0.90, "share of those just short of a norm", _NOT_MEASURED),
        "second_chance_gain": LeverParameter(
            0.60, 0.0, 0.90, "share of failed tests without a second chance so far", _NOT_MEASURED
        ),
        "milder_tests": LeverParameter(0.20, 0.0, 0.40, "share of the strictness", _NOT_MEASURED),
        "less_bias": LeverParameter(0.30, 0.0, 0.60, "share of the discrimination of origin", _NOT_MEASURED),
        "easier_procedure": LeverParameter(0.30, 0.0, 0.60, "share of the missing ease of applying", _NOT_MEASURED),
    }

    def can_work_at(self, market: LabourMarket) -> Mask:
        """Require training on the job: what is not asked at the door must be learned inside."""
        return at_defence(market, np.asarray(market.employers.training >= LEAST_TRAINING))

    def act(self, market: LabourMarket, months_in_use: Rows, values: Mapping[str, float]) -> Reached:
        """Change norms and procedure at the start."""
        employers = market.employers
        fill(employers.norms_later, months_in_use, values["norms_later"], AT_ONCE)
        fill(employers.second_chance, months_in_use, values["second_chance_gain"], AT_ONCE)
        cut(employers.selection_strictness, months_in_use, values["milder_tests"], AT_ONCE)
        cut(employers.origin_discrimination, months_in_use, values["less_bias"], AT_ONCE)
        fill(employers.selection_simplicity, months_in_use, values["easier_procedure"], AT_ONCE)
        return Reached(NOBODY_REACHED)

    def withdraw(self, market: LabourMarket, months_in_use: Rows, values: Mapping[str, float]) -> None:
        """Ask again at the door what was asked before."""
        employers = market.employers
        empty(employers.norms_later, months_in_use, values["norms_later"], AT_ONCE)
        empty(employers.second_chance, months_in_use, values["second_chance_gain"], AT_ONCE)
        restore(employers.selection_strictness, months_in_use, values["milder_tests"], AT_ONCE)
        restore(employers.origin_discrimination, months_in_use, values["less_bias"], AT_ONCE)
        empty(employers.selection_simplicity, months_in_use, values["easier_procedure"], AT_ONCE)
