"""The projections published in 2013 for 2025, beside the people who live in the model by then.

The study printed what a demographic projection expected of 1 January 2025. The model reproduces that projection in
its variant ``dc_noise_2013``; a run then lets single people be born into working age, die and move by its rates. This
table shows what the agents make of it; the projection itself is checked in :mod:`calibration.demographic_checks`.
People under 15 and over 69 are no agents: they stand in the projection alone.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from agents.region import SUB_REGIONS, RegionFigures
from calibration.reading import PROVINCE, Evidence

Doubles = npt.NDArray[np.float64]
Reading = Callable[[Evidence], float]

PUBLISHED_YEAR, START_YEAR = 2025, 2012
COPIED_ROW = "Brugge"
"""Its row for 2025 repeats that of the province on all three indicators, probably by mistake."""

_PLACES = (*SUB_REGIONS, "West-Vlaanderen")
"""Names in the order of measured values; the province last."""

_RATIOS = (
    ("throughput_coefficient", "Doorstromingscoëfficiënt", "Throughput coefficient"),
    ("dependency_ratio", "Afhankelijkheidsratio", "Dependency ratio"),
    ("internal_ageing", "Interne vergrijzing", "Internal ageing"),
)


def projections_beside_model(values: npt.NDArray[np.floating], figures: RegionFigures) -> list[dict[str, Any]]:
    """Put the figures published for 2025 beside those of a run.

    Parameters
    ----------
    values : ndarray, shape (replication, month, 6, series)
        Measured values from January 2012 to December 2024 or later, of a run without measures with
        ``horizon=study2013 demography=dc_noise_2013``; series as in :data:`simulation.indicators.SERIES`.
    figures : RegionFigures
        Published figures of the region.

    Returns
    -------
    list of dict
        One row per published figure with keys ``id, title_nl, title_en, unit, published, model`` (mean over
        replications), ``spread`` (standard deviation between replications; not a number for one), ``deviation`` (model
        minus published), ``reliable`` (whether the printed figure can be trusted) and ``source``.

    Raises
    ------
    calibration.reading.NotInRun
        If the run ends before December 2024.
    """
    readings = [read_projections(Evidence(monthly, figures)) for monthly in np.asarray(values, np.float64)]
    return projection_rows(np.array(readings), figures)


def read_projections(evidence: Evidence) -> Doubles:
    """Read from one run what was published for 2025, shape (figure,); see :func:`projection_rows` for the order."""
    return np.array([figure.read(evidence) for figure in _FIGURES])


def projection_rows(readings: Doubles, figures: RegionFigures) -> list[dict[str, Any]]:
    """Put readings of several runs, shape (replication, figure), beside the published figures, row by row."""
    return [_row(figure, found, figures) for figure, found in zip(_FIGURES, readings.T, strict=True)]


class _Figure(NamedTuple):
    """A figure published for 2025, and how to read it from a run."""

    identifier: str
    title_nl: str
    title_en: str
    read: Reading
    reliable: bool = True


def _row(figure: _Figure, found: Doubles, figures: RegionFigures) -> dict[str, Any]:
    """Put one published figure beside what was read in every replication."""
    published = figures.targets[figure.identifier]
    return {
        "id": figure.identifier,
        "title_nl": figure.title_nl,
        "title_en": figure.title_en,
        "unit": published.unit,
        "published": published.value,
        "model": float(found.mean()),
        "spread": float(found.std(ddof=1)) if len(found) > 1 else float("nan"),
        "deviation": float(found.mean() - published.value),
        "reliable": figure.reliable,
        "source": published.source,
    }


def _identifier(place: str) -> str:
    return "west_flanders" if place == _PLACES[PROVINCE] else place.lower().replace("-", "_")


def _at_new_year(indicator: str, region: int = PROVINCE) -> Reading:
    """Read a stock at the end of the December before the published 1 January."""
    year = PUBLISHED_YEAR - 1
    return lambda evidence: float(evidence.course(indicator, year, year, region=region)[-1])


def _residents_at_start(figures: RegionFigures, youngest: int) -> float:
    """Return the observed residents of 1 January 2012 from an age on."""
    return float(figures.population[START_YEAR - figures.population_first_year][..., youngest:].sum())


def _growth(evidence: Evidence) -> float:
    return 100.0 * (_at_new_year("population_total")(evidence) / _residents_at_start(evidence.figures, 0) - 1.0)


def _change_16_64(evidence: Evidence) -> float:
    targets = evidence.figures.targets
    before = targets["projection_2025_population_16_64"].value - targets["projection_change_16_64_2011_2025"].value
    return _at_new_year("population_16_64")(evidence) - before


def _change_65_plus(evidence: Evidence) -> float:
    return _at_new_year("population_65_plus")(evidence) - _residents_at_start(evidence.figures, 65)


_FIGURES = (
    *(
        _Figure(
            f"projection_{PUBLISHED_YEAR}_{name}_{_identifier(place)}",
            f"{title_nl} {place}, 1 januari {PUBLISHED_YEAR}",
            f"{title_en} {place}, 1 January {PUBLISHED_YEAR}",
            _at_new_year(name, region),
            place != COPIED_ROW,
        )
        for region, place in enumerate(_PLACES)
        for name, title_nl, title_en in _RATIOS
    ),
    _Figure(
        "projection_2025_population_growth",
        "Groei van het aantal inwoners 2012-2025",
        "Growth of residents 2012-2025",
        _growth,
    ),
    _Figure(
        "projection_change_16_64_2011_2025",
        "Verandering van het aantal inwoners van 16 tot 64 jaar, 2011-2025",
        "Change of residents aged 16 to 64, 2011-2025",
        _change_16_64,
    ),
    _Figure(
        "projection_change_65_plus_2012_2025",
        "Verandering van het aantal inwoners van 65 jaar en ouder, 2012-2025",
        "Change of residents aged 65 and over, 2012-2025",
        _change_65_plus,
    ),
)
