"""The ledger as tables: ``ledger.csv``, what is weighed against what, and how many extra placements are net new."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Final

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from experiments.intervals import ONE_DRAW_EACH, Design, Estimate, estimate
from experiments.ledger import ARM_CATEGORIES, MEASURES, ORIGINS, REFERENCE_CATEGORIES, ROWS

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
    "extra": (EXTRA, MISSED),
    "timing": (("earlier",), ("later",)),
    "net": (("net_new",), ("net_lost",)),
    "hands": (("taken_over", "at_expense"), ("displaced",)),
    "job_losses": (("again",), ("not_needed",)),
}
"""What is weighed against what: categories of the arm, and their mirror image in the reference.

The last three add up to the difference in placements; timing only moves them. Extra and missed entries are those of
people without work in the other world, so their balance leaves out who lost a job and found another.
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
    amounts = _amounts(ledger, "placements")
    gaps = [amounts[:, :, :-1].sum(axis=2) - amounts[:, :, -1]]
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
    amounts = _amounts(ledger, "placements")
    frames = []
    for part, world, categories in (("extra", "arm", EXTRA), ("missed", "reference", MISSED)):
        counts = np.stack([_rows(amounts, world, (category,)) for category in categories])
        total = counts.sum(axis=0)
        for category, count in zip(categories, counts, strict=True):
            frame = _keys(ledger)
            frame["part"], frame["category"] = part, category
            for name, found in (("persons", estimate(count, design)), ("per_100", _share(count, total, design))):
                frame[name] = found.mean.ravel()
                frame[f"{name}_lower_95"], frame[f"{name}_upper_95"] = found.lower.ravel(), found.upper.ravel()
            frames.append(frame)
    return _in_order_of_keys(frames)


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
    placements, lasting = _amounts(ledger, "placements"), _amounts(ledger, "lasting")
    weighed = [(name, placements, *sides) for name, sides in BALANCES.items()]
    weighed += [
        ("total", placements, ARM_CATEGORIES, REFERENCE_CATEGORIES),
        ("lasting", lasting, ARM_CATEGORIES, REFERENCE_CATEGORIES),
    ]
    frames = []
    for name, amounts, gains, losses in weighed:
        gain, loss = _rows(amounts, "arm", gains), _rows(amounts, "reference", losses)
        found = estimate(gain - loss, design)
        frame = _keys(ledger)
        frame["balance"] = name
        frame["arm_persons"], frame["reference_persons"] = gain.mean(axis=0).ravel(), loss.mean(axis=0).ravel()
        frame["difference"] = found.mean.ravel()
        frame["lower_95"], frame["upper_95"] = found.lower.ravel(), found.upper.ravel()
        frame["probability_wrong_sign"] = found.probability_wrong_sign.ravel()
        frames.append(frame)
    return _in_order_of_keys(frames)


def _amounts(ledger: pd.DataFrame, measure: str) -> Reals:
    """Return a measure as an array of shape (replication, arm, region, origin, row)."""
    lengths = (ledger[name].nunique() for name in ("arm", "replication", "region"))
    amounts = ledger[measure].to_numpy(np.float64).reshape(*lengths, len(ORIGINS), len(ROWS))
    return np.asarray(amounts.swapaxes(0, 1))


def _rows(amounts: Reals, world: str, categories: Sequence[str]) -> Reals:
    """Add up categories of persons of one world."""
    rows = [ROWS.index((world, "person", category)) for category in categories]
    return np.asarray(amounts[..., rows].sum(axis=-1))


def _keys(ledger: pd.DataFrame) -> pd.DataFrame:
    """Return arm, reference, region and origin of every cell, in the order of the array of amounts."""
    keys = ["arm", "reference", "region", "origin"]
    return ledger[keys].drop_duplicates().reset_index(drop=True)


def _in_order_of_keys(frames: Sequence[pd.DataFrame]) -> pd.DataFrame:
    """Put the rows of one arm, region and origin after each other."""
    return pd.concat(frames).sort_index(kind="stable").reset_index(drop=True)


def _share(part: Reals, whole: Reals, design: Design) -> Estimate:
    """Estimate 100 times a ratio of sums over replications; missing without a whole."""
    mean = whole.mean(axis=0)
    with np.errstate(divide="ignore", invalid="ignore"):
        ratio = part.mean(axis=0) / mean
        return estimate(100.0 * (ratio + (part - ratio * whole) / mean), design)
