"""Shares of a real bundle: they add up, and a measure that reaches nobody has none, bit for bit."""

from __future__ import annotations

import numpy as np

from experiments.attribution import INTERACTION
from experiments.model import ask, shipped_model
from experiments.run import compute


def test_a_measure_that_reaches_nobody_has_no_share() -> None:
    model = shipped_model()
    words = ["scale=0.004", "horizon=study2013", "policy_start=2021-01", "replications=2", "workers=1"]
    bundle = "vereisten_versoepelen+geen_effect+werkplekleren"
    question = ask([*words, "arms=[baseline,werkplekleren]", f"attribution=[{bundle}]"], "compare", model)
    table = compute("compare", question, model).tables["attribution"]
    by_component = table.set_index("component")
    for column in ("share", "alone", "lower_95", "upper_95"):
        assert not by_component.loc["geen_effect", column].dropna().any()
    assert by_component.loc["vereisten_versoepelen", "share"].dropna().any()
    parts = table[table["component"] != INTERACTION]
    cell = ["indicator", "group", "region", "window"]
    total = parts.groupby(cell, sort=False)["share"].sum(min_count=3).to_numpy()
    whole = parts.drop_duplicates(cell)["bundle_difference"].to_numpy()
    np.testing.assert_allclose(total, whole, rtol=1e-9, atol=1e-6)
