"""Free parameters: which values are plausible before any figure has been looked at, and why."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
from omegaconf import OmegaConf

from simulation.parameters import parameter_declarations

Doubles = npt.NDArray[np.float64]

_FILE = Path(__file__).with_name("priors.yaml")
_SCALES = ("linear", "log")


@dataclass(frozen=True)
class Prior:
    """What is known of one free parameter beforehand: a range in which every value is equally likely.

    Attributes
    ----------
    name : str
        Name of the parameter.
    lower, upper : float
        Limits, in the unit of the parameter.
    scale : str
        ``linear``, or ``log`` where every factor is equally likely; then the lower limit is above 0.
    reason : str
        Why these limits.
    """

    name: str
    lower: float
    upper: float
    scale: str
    reason: str


@dataclass(frozen=True)
class Priors:
    """All free parameters, in a fixed order.

    Points of the unit cube, one coordinate for each parameter, stand for values: the prior is even there.
    """

    entries: tuple[Prior, ...]

    @property
    def names(self) -> tuple[str, ...]:
        """Names of the parameters."""
        return tuple(prior.name for prior in self.entries)

    def values(self, cube: Doubles) -> Doubles:
        """Turn points of the unit cube into values.

        Parameters
        ----------
        cube : ndarray of float64, shape (..., parameter)
            Coordinates from 0 to 1.

        Returns
        -------
        ndarray of float64, shape (..., parameter)
            Values in the units of the parameters.
        """
        lower, upper, logarithmic = self._limits()
        scaled = lower + cube * (upper - lower)
        return np.asarray(np.where(logarithmic, np.exp(scaled), scaled))

    def cube(self, values: Doubles) -> Doubles:
        """Turn values into points of the unit cube; outside it for values beyond the limits."""
        lower, upper, logarithmic = self._limits()
        scaled = np.where(logarithmic, np.log(np.where(logarithmic, values, 1.0)), values)
        return np.asarray((scaled - lower) / (upper - lower))

    def central(self) -> Doubles:
        """Return the declared values of the parameters, as a point of the cube."""
        declared = parameter_declarations()
        return self.cube(np.array([declared[name].value for name in self.names]))

    def _limits(self) -> tuple[Doubles, Doubles, npt.NDArray[np.bool_]]:
        logarithmic = np.array([prior.scale == "log" for prior in self.entries])
        limits = np.array([(prior.lower, prior.upper) for prior in self.entries])
        limits = np.where(logarithmic[:, None], np.log(np.where(logarithmic[:, None], limits, 1.0)), limits)
        return limits[:, 0], limits[:, 1], logarithmic


def read_priors(path: Path = _FILE) -> Priors:
    """Read the free parameters.

    Parameters
    ----------
    path : Path
        A file with, by name of a parameter, the keys ``lower, upper, scale, reason``.

    Returns
    -------
    Priors

    Raises
    ------
    ValueError
        For a parameter that does not exist, limits outside its declared range or in the wrong order, an unknown scale,
        or no reason; the message names it.
    """
    declared = parameter_declarations()
    entries = []
    content: Any = OmegaConf.to_container(OmegaConf.load(path))
    for name, entry in content.items():
        prior = Prior(name, float(entry["lower"]), float(entry["upper"]), entry["scale"], entry["reason"])
        if name not in declared:
            raise ValueError(f"{path.name}: there is no parameter '{name}'")
        allowed = declared[name]
        if not allowed.lower <= prior.lower < prior.upper <= allowed.upper:
            raise ValueError(f"{path.name}: the limits of '{name}' must lie within {allowed.lower} to {allowed.upper}")
        if prior.scale not in _SCALES or (prior.scale == "log" and prior.lower <= 0.0):
            raise ValueError(f"{path.name}: '{name}' has no scale that fits its limits; give linear or log")
        if not prior.reason.strip():
            raise ValueError(f"{path.name}: say why '{name}' has these limits")
        entries.append(prior)
    return Priors(tuple(entries))
