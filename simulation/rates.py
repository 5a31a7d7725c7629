"""Participation by sex, education and age: hazards that keep the census profile, and how it moves with the years.

The census of 1 January 2011 shows who is at work, at home, retired or in school at each age. Read as a stationary
profile it gives the hazards of retiring, of leaving the labour force and of coming back: the flows in and out of each
state balance, up to the drift of the profile with age. From 2012 on, exits after fifty move to later ages by a
number of months each year (reforms of early retirement and of the pension age).
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import numpy.typing as npt
from scipy.ndimage import uniform_filter1d

from agents.persons import FIRST_AGE, LAST_AGE
from agents.population import SHARES_OF_HOME, SHARES_OF_HOME_OLD
from simulation.parameters import Parameters

Doubles = npt.NDArray[np.float64]

AGES = LAST_AGE - FIRST_AGE + 1
KINDS = 5
"""Ways of being out of the labour force: home, ill, searching but unavailable, latent, other."""

LARGEST_SEPARATION = 0.12
"""Largest monthly hazard that a job ends in unemployment (assumption; misfits beyond it make no difference)."""

MOST_EARLY, MOST_ILL = 1.5, 2.0
"""Bounds of the factors that work puts on retirement, and on leaving by illness (assumption)."""

OLD_AGE = 55
HIGH = 2
YOUNG_ADULTS = (20, 34)
"""Ages at which graduates leave the province more often than others, first and last."""


class Profile(NamedTuple):
    """Census shares by sex (2), education (4) and single age 15..69 (55), smoothed over three ages.

    Attributes
    ----------
    retired : ndarray of float64, shape (2, 4, 55)
        Pension or capital income, among people not in education.
    inactive : ndarray of float64, shape (2, 4, 55)
        Home and other, among people neither in education nor retired.
    unemployed : ndarray of float64, shape (2, 4, 55)
        Unemployed in the labour force.
    self_employed : ndarray of float64, shape (2, 4, 55)
        Self-employed among the employed.
    kinds : ndarray of float64, shape (55, 5)
        Split of the inactive over the five kinds.
    graduated : ndarray of float64, shape (2, 55)
        People with a degree of higher education, by sex and age.
    """

    retired: Doubles
    inactive: Doubles
    unemployed: Doubles
    self_employed: Doubles
    kinds: Doubles
    graduated: Doubles


class Rates(NamedTuple):
    """Monthly hazards of one calendar year.

    Attributes
    ----------
    retire : ndarray of float64, shape (2, 4, 55)
        From any state to retirement.
    leave : ndarray of float64, shape (2, 4, 55, 5)
        From the labour force to each kind of inactivity.
    come_back : ndarray of float64, shape (2, 4, 55, 5)
        From each kind of inactivity to searching.
    found : ndarray of float64, shape (2, 4, 55)
        From employment to self-employment.
    inactive_at_exit : ndarray of float64, shape (2, 4, 55)
        Share of school leavers who do not search.
    self_employed_at_exit : ndarray of float64, shape (2, 4, 55)
        Share of other school leavers who start a business.
    unemployed : ndarray of float64, shape (2, 4, 55)
        Share of unemployed in the labour force, to lay discouragement with them.
    die : ndarray of float64, shape (2, 55)
        Death.
    emigrate : ndarray of float64, shape (5, 2, 4, 55)
        Net departure where departures exceed arrivals, by education.
    pension_age : int
        Legal pension age.
    exit_bound : ndarray of float64, shape (2, 4, 55)
        Nobody at work leaves it at a higher hazard, separation to unemployment apart.
    departure_bound : float
        Nobody dies or departs at a higher hazard.
    """

    retire: Doubles
    leave: Doubles
    come_back: Doubles
    found: Doubles
    inactive_at_exit: Doubles
    self_employed_at_exit: Doubles
    unemployed: Doubles
    die: Doubles
    emigrate: Doubles
    pension_age: int
    exit_bound: Doubles
    departure_bound: float


def read_profile(activity: npt.NDArray[np.int64]) -> Profile:
    """Derive the participation profile from the census.

    Parameters
    ----------
    activity : ndarray of int64, shape (2, 55, 4, 6)
        Residents by sex, single age, education and activity.

    Returns
    -------
    Profile
    """
    counts = np.moveaxis(activity.astype(np.float64), 1, 2)
    counts = uniform_filter1d(counts, 3, axis=2, mode="nearest")
    employee, own_account, unemployed, _, home, pension = np.moveaxis(counts, 3, 0)
    force = employee + own_account + unemployed
    active_age = np.maximum(force + home, 1e-9)
    outside_school = np.maximum(active_age + pension, 1e-9)
    retired = np.maximum.accumulate(np.where(np.arange(AGES) + FIRST_AGE < 50, 0.0, pension / outside_school), axis=2)
    kinds = np.empty((AGES, KINDS))
    ages = np.arange(AGES) + FIRST_AGE
    kinds[:] = SHARES_OF_HOME["middle"]
    kinds[ages < 25] = SHARES_OF_HOME["young"]
    kinds[ages >= OLD_AGE] = SHARES_OF_HOME_OLD
    return Profile(
        retired=np.clip(retired, 0.0, 0.995),
        inactive=np.clip(home / active_age, 0.005, 0.95),
        unemployed=np.clip(unemployed / np.maximum(force, 1e-9), 0.01, 0.5),
        self_employed=np.clip(own_account / np.maximum(employee + own_account, 1e-9), 0.0, 0.9),
        kinds=kinds,
        graduated=counts.sum(axis=3)[:, HIGH] / np.maximum(counts.sum(axis=(1, 3)), 1e-9),
    )


def legal_pension_age(year: int) -> int:
    """Return the legal pension age in Belgium: 65, 66 from 2025, 67 from 2030."""
    return 65 + (year >= 2025) + (year >= 2030)


def _at_shifted_age(table: Doubles, shift_years: float, pension_age: int) -> Doubles:
    """Read a table by age as if people between 50 and the pension age were younger by a shift."""
    ages = np.arange(AGES, dtype=np.float64) + FIRST_AGE
    shifted = np.where((ages >= 50) & (ages < pension_age), np.maximum(ages - shift_years, 49.0), ages)
    position = shifted - FIRST_AGE
    low = np.clip(np.floor(position).astype(np.int64), 0, AGES - 1)
    high = np.minimum(low + 1, AGES - 1)
    part = position - low
    axis_shape = (1, 1, AGES) + (1,) * (table.ndim - 3)
    part = part.reshape(axis_shape)
    return np.asarray(table[:, :, low] * (1.0 - part) + table[:, :, high] * part)


def _monthly(yearly_probability: Doubles) -> Doubles:
    """Turn a yearly probability into a monthly one."""
    return np.asarray(1.0 - (1.0 - np.clip(yearly_probability, 0.0, 0.999)) ** (1.0 / 12.0))


def _departures(profile: Profile, emigrate: Doubles, graduate_factor: float) -> Doubles:
    """Divide the departures of young adults over education, so that graduates leave more often and the total stays."""
    ages = np.arange(AGES) + FIRST_AGE
    factor = np.where((ages >= YOUNG_ADULTS[0]) & (ages <= YOUNG_ADULTS[1]), graduate_factor, 1.0)
    others = 1.0 / (1.0 - profile.graduated + factor * profile.graduated)
    weights = np.repeat(others[:, None, :], 4, axis=1)
    weights[:, HIGH] *= factor
    return np.ascontiguousarray(emigrate[:, :, None, :] * weights)


def rates_of_year(
    profile: Profile,
    parameters: Parameters,
    year: int,
    die: Doubles,
    emigrate: Doubles,
    extra_shift_years: float,
) -> Rates:
    """Make the hazards of one calendar year.

    Parameters
    ----------
    profile : Profile
        Census profile.
    parameters : Parameters
        Behaviour.
    year : int
        Calendar year.
    die, emigrate : ndarray of float64, shapes (2, 55) and (5, 2, 55)
        Monthly hazards of the demography.
    extra_shift_years : float
        Shift of exits on top of the reforms: 2 in the "longer working" demand variant, else 0.

    Returns
    -------
    Rates
    """
    years = max(0.0, min(float(year), parameters.later_exit_until) - 2012.0)
    shift = years * parameters.later_exit_months_per_year / 12.0 + extra_shift_years
    pension_age = legal_pension_age(year)
    # While the profile itself moves to later ages, people run through it more slowly than they grow older.
    moving = parameters.later_exit_months_per_year / 12.0 if year < parameters.later_exit_until else 0.0
    ages = np.arange(AGES) + FIRST_AGE
    pace = np.where((ages >= 50) & (ages < pension_age), 1.0 - moving, 1.0)
    next_age = np.minimum(np.arange(AGES) + 1, AGES - 1)
    retire = (profile.retired[:, :, next_age] - profile.retired) / (1.0 - profile.retired)
    retire[:, :, -1] = 0.5

    inactive = profile.inactive
    odds = inactive / (1.0 - inactive)
    drift = (inactive[:, :, next_age] - inactive) / 12.0
    back = np.array(
        [
            parameters.return_home,
            parameters.return_ill,
            parameters.return_unavailable,
            parameters.return_latent,
            parameters.return_other,
        ]
    )
    slower = np.where(np.arange(AGES) + FIRST_AGE >= OLD_AGE, parameters.return_after_55, 1.0)
    come_back = np.broadcast_to((slower[:, None] * back[None, :]), (2, 4, AGES, KINDS)).copy()
    # Later cohorts leave less and come back more: the odds of being out fall by the trend, half on either side.
    trend = float(np.exp(0.5 * parameters.participation_trend * years))
    leave = come_back * profile.kinds * odds[..., None] / trend
    come_back *= trend
    leave += (pace * np.clip(drift / (1.0 - inactive), 0.0, None))[..., None] * profile.kinds
    come_back += np.clip(-drift / inactive, 0.0, None)[..., None]

    share = profile.self_employed
    growth = np.clip((share[:, :, next_age] - share) / 12.0 / (1.0 - share), 0.0, None)
    found = growth + parameters.self_employment_exit * share / (1.0 - share)
    found[:, :, np.arange(AGES) + FIRST_AGE < 20] = 0.0
    leave = np.clip(_at_shifted_age(leave, shift, pension_age), 0.0, 0.2)
    found = np.clip(found, 0.0, 0.02)
    retire = _at_shifted_age(_monthly(retire), shift, pension_age) * pace
    departures = _departures(profile, emigrate, parameters.graduate_departure)
    most_dismissed = max(parameters.dismissal_rate, parameters.self_employment_exit)
    return Rates(
        retire=retire,
        leave=leave,
        come_back=np.clip(come_back, 0.0, 0.5),
        found=found,
        inactive_at_exit=np.clip(inactive, 0.0, 0.5),
        self_employed_at_exit=np.clip(share, 0.0, 0.25),
        unemployed=profile.unemployed,
        die=die,
        emigrate=departures,
        pension_age=pension_age,
        exit_bound=MOST_EARLY * retire + most_dismissed + MOST_ILL * leave.sum(axis=3) + found,
        departure_bound=float(die.max() + departures.max()),
    )
