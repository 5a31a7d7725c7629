"""Checks of the population: the projection published in 2013, observed residents, and agents against residents."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import numpy.typing as npt

from agents.region import SUB_REGIONS
from calibration.reading import Check, Evidence
from simulation.demography import FIRST_YEAR, dependency_ratio, internal_ageing, throughput_coefficient

Ratio = Callable[[npt.NDArray[np.float64]], npt.NDArray[np.float64]]

_START, _PUBLISHED_YEAR = 2012, 2025
_UNRELIABLE = "Brugge"
"""Its 2025 row in the publication equals that of the province on all three indicators."""

_ROUNDING = 0.051
"""Published with one decimal; a little more than half of the last one."""
_ROUNDING_PERSONS = 100.0

_RATIOS: tuple[tuple[str, str, str, Ratio], ...] = (
    ("throughput_coefficient", "Doorstromingscoëfficiënt", "Throughput coefficient", throughput_coefficient),
    ("dependency_ratio", "Afhankelijkheidsratio", "Dependency ratio", dependency_ratio),
    ("internal_ageing", "Interne vergrijzing", "Internal ageing", internal_ageing),
)


def _identifier(place: str) -> str:
    return place.lower().replace("-", "_")


def _published_sum(evidence: Evidence, year: int, youngest: int, oldest: int = 110) -> float:
    """Return residents of the published projection on 1 January of a year, within an age range."""
    stock = evidence.published_projection.population[year - FIRST_YEAR]
    return float(stock[..., youngest : oldest + 1].sum())


def _growth(evidence: Evidence) -> float:
    return 100.0 * (_published_sum(evidence, _PUBLISHED_YEAR, 0) / _published_sum(evidence, _START, 0) - 1.0)


def _change_16_64(evidence: Evidence) -> float:
    targets = evidence.figures.targets
    before = targets["projection_2025_population_16_64"].value - targets["projection_change_16_64_2011_2025"].value
    return _published_sum(evidence, _PUBLISHED_YEAR, 16, 64) - before


def _change_65_plus(evidence: Evidence) -> float:
    return _published_sum(evidence, _PUBLISHED_YEAR, 65) - _published_sum(evidence, _START, 65)


def _ratio(ratio: Ratio, year: int, place: int | None) -> Callable[[Evidence], float]:
    def value(evidence: Evidence) -> float:
        stock = evidence.published_projection.population[year - FIRST_YEAR].sum(axis=1)
        return float(ratio(stock.sum(axis=0) if place is None else stock[place]))

    return value


def _ratio_checks(year: int, kind: str) -> list[Check]:
    """Table 2 of the 2013 study for one year; the unreliable row of 2025 is left out."""
    places: list[tuple[str, int | None]] = [("West-Vlaanderen", None)]
    places += [(name, code) for code, name in enumerate(SUB_REGIONS) if year == _START or name != _UNRELIABLE]
    return [
        Check(
            f"{kind}_{year}_{name}_{_identifier('west_flanders' if code is None else place)}",
            f"{title_nl} {place}, 1 januari {year} (variant dc_noise_2013)",
            f"{title_en} {place}, 1 January {year} (variant dc_noise_2013)",
            _ROUNDING,
            _ratio(ratio, year, code),
            f"{kind}_{year}_{name}_{'west_flanders' if code is None else _identifier(place)}",
        )
        for place, code in places
        for name, title_nl, title_en, ratio in _RATIOS
    ]


def _residents(year: int, place: int | None) -> Callable[[Evidence], float]:
    def value(evidence: Evidence) -> float:
        stock = evidence.recent_projection.population[year - FIRST_YEAR]
        return float(stock.sum() if place is None else stock[place].sum())

    return value


def _resident_checks() -> list[Check]:
    """Residents observed after the start against the projection that continues recent rates."""
    places: list[tuple[str, int | None]] = [("West-Vlaanderen", None)]
    places += [(name, code) for code, name in enumerate(SUB_REGIONS)]
    # Half a per cent of the residents of a sub-region, 0.3% of the province.
    tolerance = {"West-Vlaanderen": 3500.0, "Brugge": 1400.0, "Oostende": 770.0, "Westhoek": 1090.0}
    tolerance |= {"Midden-West-Vlaanderen": 1190.0, "Zuid-West-Vlaanderen": 1420.0}
    return [
        Check(
            f"population_total_{year}_{_identifier(place)}",
            f"Inwoners {place}, 1 januari {year} (variant recent_rates)",
            f"Residents {place}, 1 January {year} (variant recent_rates)",
            tolerance[place],
            _residents(year, code),
            f"population_total_{year}" + ("" if code is None else f"_{_identifier(place)}"),
        )
        for year in (2013, 2014, 2015)
        for place, code in places
    ]


def _at_new_year(indicator: str, year: int) -> Callable[[Evidence], float]:
    """Read a stock at the end of December before a 1 January."""
    return lambda evidence: float(evidence.course(indicator, year - 1, year - 1)[-1])


def _agent_checks() -> list[Check]:
    """Residents of working age as counted among the agents of the run."""
    return [
        Check(
            f"agents_{ages}_{year}",
            f"Inwoners {words} geteld bij de agenten, 1 januari {year}",
            f"Residents {words} counted among the agents, 1 January {year}",
            tolerance,
            _at_new_year(f"population_{ages}", year),
            f"population_{ages}_{year}",
        )
        for year in (2013, 2014, 2015)
        # Half a per cent.
        for ages, words, tolerance in (("16_64", "16-64", 3650.0), ("20_64", "20-64", 3400.0))
    ]


DEMOGRAPHIC_CHECKS: tuple[Check, ...] = (
    Check(
        "projection_growth",
        "Groei van het aantal inwoners 2012-2025 (variant dc_noise_2013)",
        "Growth of residents 2012-2025 (variant dc_noise_2013)",
        _ROUNDING,
        _growth,
        "projection_2025_population_growth",
    ),
    Check(
        "projection_change_16_64",
        "Verandering van het aantal inwoners 16-64, 2011-2025 (variant dc_noise_2013)",
        "Change of residents 16-64, 2011-2025 (variant dc_noise_2013)",
        _ROUNDING_PERSONS,
        _change_16_64,
        "projection_change_16_64_2011_2025",
    ),
    Check(
        "projection_change_65_plus",
        "Verandering van het aantal inwoners 65+, 2012-2025 (variant dc_noise_2013)",
        "Change of residents 65+, 2012-2025 (variant dc_noise_2013)",
        _ROUNDING_PERSONS,
        _change_65_plus,
        "projection_change_65_plus_2012_2025",
    ),
    *_ratio_checks(_START, "observed"),
    *_ratio_checks(_PUBLISHED_YEAR, "projection"),
    *_resident_checks(),
    *_agent_checks(),
)
"""Checks that do not depend on behaviour."""
