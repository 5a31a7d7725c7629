"""The ledger as tables: ``ledger.csv``, what is weighed against what, and how many extra placements are net new."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Final

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from experiments.intervals import ONE_DRAW_EACH, Design, estimate
from experiments.ledger import MEASURES, ORIGINS, ROWS

__all__ = [
    "BALANCES",
    "EXTRA",
    "LEDGER_COLUMNS",
    "MISSED",
    "balances",
    "displacement",
    "imbalance",
    "ledger_table",
    "read_ledger",
]

Reals = NDArray[np.float64]

LEDGER_COLUMNS: Final = (
    "arm",
    "reference",
    "replication",
    "region",
    "origin",
    "world",
    "view",
    "category",
    *MEASURES,
)

EXTRA: Final = ("earlier", "net_new", "taken_over", "at_expense")
"""Entries of the arm by people who at that moment had no work in the reference."""

MISSED: Final = ("later", "net_lost", "displaced")
"""Entries of the reference by people who at that moment have no work in the arm."""

BALANCES: Final[dict[str, tuple[tuple[str, ...], tuple[str, ...]]]] = {
    "timing": (("earlier",), ("later",)),
    "net": (("net_new",), ("net_lost",)),
    "hands": (("taken_over", "at_expense"), ("displaced",)),
    "job_losses": (("again",), ("not_needed",)),
}
"""What is weighed against what: categories of the arm, and their mirror image in the reference.

The last three add up to the difference in placements; the first only moves placements in time.
"""


def ledger_table(blocks: Reals, arms: Sequence[str], regions: Sequence[str], scale: float) -> pd.DataFrame:
    """Turn counted blocks into tidy rows.

    Parameters
    ----------
    blocks : ndarray of float64, shape (replication, arms - 1, rows, origins, sub-regions, measures)
        What :func:`experiments.ledger.ledger_block` counted for every arm but the reference.
    arms : sequence of str
        Names of the arms, the reference first.
    regions : sequence of str
        Names of the sub-regions, and last of the province.
    scale : float
        Agents per person, above 0.

    Returns
    -------
    pandas.DataFrame
        Columns `LEDGER_COLUMNS`: ``region`` is that of residence; ``world`` tells whose placements are counted, those
        of the ``arm`` or of the ``reference``; ``view`` is ``person`` or ``vacancy``, each of which counts every
        placement exactly once; placements are persons, ``months_later`` person-months (negative when the arm is
        earlier). Ordered by arm, replication, region, origin, world, view and category.
    """
    counted = blocks.swapaxes(0, 1) / scale
    counted = np.concatenate([counted, counted.sum(axis=4, keepdims=True)], axis=4)
    # Axes now: arm, replication, row, origin, region, measure; rows of the table run over region before origin and row.
    table = counted.transpose(0, 1, 4, 3, 2, 5)
    names = pd.MultiIndex.from_product(
        [arms[1:], range(len(blocks)), regions, ORIGINS, range(len(ROWS))],
        names=["arm", "replication", "region", "origin", "row"],
    ).to_frame(index=False)
    for position, name in enumerate(("world", "view", "category")):
        names[name] = np.array([row[position] for row in ROWS])[names["row"]]
    names["reference"] = arms[0]
    for position, measure in enumerate(MEASURES):
        names[measure] = table[..., position].ravel() + 0.0
    return names[list(LEDGER_COLUMNS)]


def read_ledger(directory: Path) -> pd.DataFrame | None:
    """Read ``ledger.csv`` back; None for results without one."""
    path = directory / "ledger.csv"
    if not path.is_file():
        return None
    texts = dict.fromkeys(("arm", "reference", "region", "origin", "world", "view", "category"), str)
    return pd.read_csv(path, dtype={**texts, **dict.fromkeys(MEASURES, np.float64)})


def imbalance(ledger: pd.DataFrame) -> float:
    """Return the largest amount by which the books do not close, in persons; 0 when they do.

    Checked for every arm, replication, region and origin: both views count the same placements, pairs are counted
    alike in both worlds, and the sub-regions add up to the province.
    """
    regions = len(dict.fromkeys(ledger["region"]))
    amounts = ledger["placements"].to_numpy(np.float64).reshape(-1, regions, len(ORIGINS), len(ROWS))
    gaps = [amounts[:, :-1].sum(axis=1) - amounts[:, -1]]
    for world in ("arm", "reference"):
        person, vacancy = ([row[:2] == (world, view) for row in ROWS] for view in ("person", "vacancy"))
        gaps.append(amounts[..., person].sum(axis=-1) - amounts[..., vacancy].sum(axis=-1))
    for category in ("same", "other_job", "earlier", "later"):
        ours, theirs = (ROWS.index((world, "person", category)) for world in ("arm", "reference"))
        gaps.append(amounts[..., ours] - amounts[..., theirs])
    return float(max(np.abs(gap).max(initial=0.0) for gap in gaps))


def displacement(ledger: pd.DataFrame, design: Design = ONE_DRAW_EACH) -> pd.DataFrame:
    """Tell of each 100 extra entries into work how many are merely earlier, net new, or in someone's place.

    An entry is extra when the person had no work at that moment in the reference. Entries that are missed in return
    are given alongside, because a measure also reshuffles who finds which job.

    Parameters
    ----------
    ledger : pandas.DataFrame
        Result of :func:`ledger_table` or :func:`read_ledger`.
    design : Design
        How luck and assumptions were varied; ``results.design`` of measured results.

    Returns
    -------
    pandas.DataFrame
        Columns ``arm, reference, region, origin, part, category, persons, persons_lower_95, persons_upper_95, per_100,
        per_100_lower_95, per_100_upper_95``: persons over the whole policy period per replication. ``part`` is
        ``extra`` or ``missed``; ``per_100`` is a share of that part, a ratio of sums over replications with an interval
        from its linear approximation, missing where the part is empty.
    """
    people = ledger[ledger["view"] == "person"]
    rows = []
    for (arm, reference, region, origin), group in people.groupby(["arm", "reference", "region", "origin"], sort=False):
        for part, categories, world in (("extra", EXTRA, "arm"), ("missed", MISSED, "reference")):
            counts = _by_replication(group, world)[list(categories)]
            total = counts.sum(axis=1).to_numpy(np.float64)
            for category in categories:
                amount = counts[category].to_numpy(np.float64)
                persons = estimate(amount, design)
                row = {"arm": arm, "reference": reference, "region": region, "origin": origin, "part": part}
                row |= {"category": category, "persons": float(persons.mean)}
                row |= {"persons_lower_95": float(persons.lower), "persons_upper_95": float(persons.upper)}
                share = _ratio(amount, total, design)
                row |= dict(zip(("per_100", "per_100_lower_95", "per_100_upper_95"), share, strict=True))
                rows.append(row)
    return pd.DataFrame(rows)


def balances(ledger: pd.DataFrame, design: Design = ONE_DRAW_EACH) -> pd.DataFrame:
    """Weigh categories of the arm against their mirror image in the reference.

    Parameters
    ----------
    ledger, design
        See :func:`displacement`.

    Returns
    -------
    pandas.DataFrame
        Columns ``arm, reference, region, origin, balance, arm_persons, reference_persons, difference, lower_95,
        upper_95, probability_wrong_sign``; ``balance`` is one of `BALANCES`, ``total`` (all placements) or ``lasting``
        (those that lasted a year). Persons over the whole policy period per replication.
    """
    people = ledger[ledger["view"] == "person"]
    rows = []
    for (arm, reference, region, origin), group in people.groupby(["arm", "reference", "region", "origin"], sort=False):
        ours, theirs = _by_replication(group, "arm"), _by_replication(group, "reference")
        weighed = {
            name: (ours[list(gains)].sum(axis=1), theirs[list(losses)].sum(axis=1))
            for name, (gains, losses) in BALANCES.items()
        }
        weighed["total"] = (ours.sum(axis=1), theirs.sum(axis=1))
        lasting = [_by_replication(group, world, "lasting").sum(axis=1) for world in ("arm", "reference")]
        weighed["lasting"] = (lasting[0], lasting[1])
        for name, (gain, loss) in weighed.items():
            found = estimate((gain - loss).to_numpy(np.float64), design)
            row = {"arm": arm, "reference": reference, "region": region, "origin": origin, "balance": name}
            row |= {"arm_persons": float(gain.mean()), "reference_persons": float(loss.mean())}
            row |= {"difference": float(found.mean), "lower_95": float(found.lower), "upper_95": float(found.upper)}
            rows.append(row | {"probability_wrong_sign": float(found.probability_wrong_sign)})
    return pd.DataFrame(rows)


def _by_replication(group: pd.DataFrame, world: str, measure: str = "placements") -> pd.DataFrame:
    """Amounts by replication and category, of one world."""
    chosen = group[group["world"] == world]
    return chosen.pivot_table(index="replication", columns="category", values=measure, aggfunc="sum")


def _ratio(part: Reals, whole: Reals, design: Design) -> tuple[float, float, float]:
    """Return 100 times a ratio of sums with its interval; missing without a whole."""
    if whole.sum() == 0.0:
        return np.nan, np.nan, np.nan
    ratio = part.sum() / whole.sum()
    found = estimate(100.0 * (ratio + (part - ratio * whole) / whole.mean()), design)
    return float(found.mean), float(found.lower), float(found.upper)
