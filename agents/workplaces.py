"""Employers and job designs of the synthetic region: who employs whom, where, for what work.

Employers are formed from the people who work in each sector and workplace, so that everyone who is employed has a
job at an employer. Establishment sizes have no published distribution for the province (gap in the register); they
follow a log-normal whose mean is the published mean of 13.5 jobs per establishment (Steunpunt Werk).
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
from scipy.special import ndtri

from agents.columns import allocate
from agents.defence import DEFENCE_SECTOR, DefenceTerms, describe_defence
from agents.draws import Luck, uniforms
from agents.employers import Employers
from agents.job_designs import JobDesigns
from agents.occupation_profiles import CONDITIONS, simple_jobs, skill_requirements
from agents.region import SECTORS
from agents.sampling import Doubles, Rows, bell, choose
from agents.vocabulary import COMMUNITY, DAY, EMPLOYMENT_SERVICE, OCCUPATIONS, STAFF_NETWORK, WEB

MEAN_SIZE = 13.5
"""Mean jobs per establishment (persons; Steunpunt Werk headline for Flanders)."""

EMPLOYER_KIND = np.uint64(4) << np.uint64(52)
"""Marks identities of employers, so that no person or coach shares one; leaves room for the occupation of a design."""

DEFENCE_ORDINAL = 1 << 24
"""Number of Defence among the employers of its sector, so that it shares an identity with none."""

SIZE_SPREAD = 1.35
"""Spread of the logarithm of establishment sizes (assumption; heavy tail as in administrative data)."""

BUDDY_SHARE = 0.15
"""Newcomers a year that colleagues can carry, per member of staff (assumption)."""

GUIDANCE_MONTHS = 2.0
"""Months that newcomers are guided (f002_onboarding_stop_months: support often stops after one or two months)."""

MOST_GUIDANCE_MONTHS = 24.0
"""Longest guidance of newcomers (months)."""

USUAL_RESISTANCE = 0.2
"""Resistance in teams whose work has not been redesigned (share, assumption)."""

CHANNEL_USE = ((WEB, 0.95), (STAFF_NETWORK, 0.60), (EMPLOYMENT_SERVICE, 0.45), (COMMUNITY, 0.10))
"""Share of employers that recruit through each channel (assumption)."""

COACH_WELCOME = 0.75
"""Share of employers that accept a coach at work (assumption; in the pilots two of eleven named employers did not)."""

GROWTH_PATH = 0.15
"""How well a simple job grows into the whole one where nobody plans it (share, assumption)."""

EXPERIENCE_MONTHS = {"technician": 24, "craft_worker": 24, "administrative": 24, "professional": 24, "elementary": 0}
"""Months of experience asked for ideally, 12 in the other occupations (assumption)."""

LANGUAGE_HELP = 0.10
"""Help with Dutch where no colleague was born abroad: translated instructions, apps (share, assumption)."""

TEAM_SPREAD = 0.12
"""Spread of the culture of teams around that of their employer (assumption)."""

MEAN_SIZE_BY_SECTOR = {
    "health_care": 40.0,
    "social_services": 30.0,
    "education": 35.0,
    "public_administration": 40.0,
}
"""Mean jobs per establishment in sectors of large organisations (persons; assumption)."""


def _sizes(workers: int, mean: float) -> Rows:
    """Split workers over employers along the quantiles of a log-normal with the given mean."""
    if workers == 0:
        return np.zeros(0, np.int64)
    count = max(1, round(workers / mean))
    quantiles = np.exp(SIZE_SPREAD * ndtri((np.arange(count) + 0.5) / count))
    shares = np.cumsum(quantiles / quantiles.sum())
    return np.diff(np.floor(shares * workers + 0.5), prepend=0.0).astype(np.int64)


def form_employers(
    workplace: Rows,
    sector: Rows,
    occupation: Rows,
    identity: npt.NDArray[np.uint64],
    luck: Luck,
    serving: npt.NDArray[np.bool_] | None = None,
    defence: DefenceTerms | None = None,
) -> tuple[Employers, JobDesigns, Rows]:
    """Form employers and job designs around the people who are employed.

    Parameters
    ----------
    workplace : ndarray of int64, shape (workers,)
        Sub-region of the workplace, 0..5 (5 is outside the province).
    sector, occupation : ndarray of int64, shape (workers,)
        Codes of each worker.
    identity : ndarray of uint64, shape (workers,)
        Identities of the workers, to share them out by luck.
    luck : Luck
        Keys of the replication.
    serving : ndarray of bool, shape (workers,), optional
        Who works at Defence, which is the last employer; nobody by default.
    defence : DefenceTerms, optional
        What is assumed about Defence; needed where somebody serves there.

    Returns
    -------
    employers : Employers
    designs : JobDesigns
        One row per occupation at an employer, with headcounts.
    design_of_worker : ndarray of int64, shape (workers,)
        Row of the job design each worker holds.
    """
    serving = np.zeros(len(sector), bool) if serving is None else serving
    order = np.lexsort((uniforms(luck.key("employer_of_worker"), identity), sector, workplace, serving))
    employer_of_sorted = np.empty(len(order), np.int64)
    sectors, places, sizes, ordinals = [], [], [], []
    first, count = 0, 0
    for place in range(6):
        for code in range(len(SECTORS)):
            workers = int(np.count_nonzero((workplace == place) & (sector == code) & ~serving))
            split = _sizes(workers, MEAN_SIZE_BY_SECTOR.get(SECTORS[code], MEAN_SIZE))
            split = split[split > 0]
            employer_of_sorted[first : first + workers] = count + np.repeat(np.arange(len(split)), split)
            sectors.append(np.full(len(split), code))
            places.append(np.full(len(split), place))
            ordinals.append(np.arange(len(split)))
            sizes.append(split)
            first += workers
            count += len(split)
    in_service = int(np.count_nonzero(serving))
    if in_service:
        employer_of_sorted[first:] = count
        for column, value in ((sectors, DEFENCE_SECTOR), (places, 0), (ordinals, DEFENCE_ORDINAL), (sizes, in_service)):
            column.append(np.array([value]))
        count += 1
    employer_of_worker = np.empty(len(order), np.int64)
    employer_of_worker[order] = employer_of_sorted

    employers = allocate(Employers, count)
    employers.sector[:] = np.concatenate(sectors)
    employers.sub_region[:] = np.concatenate(places)
    employers.size[:] = np.concatenate(sizes)
    place_and_sector = employers.sub_region.astype(np.uint64) * np.uint64(64) + employers.sector.astype(np.uint64)
    employers.identity[:] = (
        EMPLOYER_KIND + (place_and_sector << np.uint64(32)) + np.concatenate(ordinals).astype(np.uint64)
    )
    _describe_employers(employers, luck)

    pair = (employer_of_worker * 6 + workplace) * len(OCCUPATIONS) + occupation
    pairs, design_of_worker, headcount = np.unique(pair, return_inverse=True, return_counts=True)
    designs = allocate(JobDesigns, len(pairs))
    designs.employer[:] = pairs // (6 * len(OCCUPATIONS))
    designs.occupation[:] = pairs % len(OCCUPATIONS)
    designs.sector[:] = employers.sector[designs.employer]
    designs.sub_region[:] = pairs // len(OCCUPATIONS) % 6
    designs.headcount[:] = headcount
    designs.positions[:] = headcount
    designs.target[:] = headcount
    designs.identity[:] = (employers.identity[designs.employer] << np.uint64(8)) + designs.occupation.astype(np.uint64)
    if in_service:
        # Defence has posts of one occupation in several places.
        posts = designs.employer == count - 1
        designs.identity[posts] += designs.sub_region[posts].astype(np.uint64) << np.uint64(4)
    _describe_designs(employers, designs, luck)
    if in_service and defence is not None:
        describe_defence(employers, designs, count - 1, defence, luck)
    return employers, designs, design_of_worker


def _describe_employers(employers: Employers, luck: Luck) -> None:
    """Give every employer its recruitment, selection and personnel policy (assumptions, see the values)."""

    def share(name: str, mean: float, spread: float) -> npt.NDArray[np.float32]:
        return bell(mean, spread, uniforms(luck.key(f"employer_{name}"), employers.identity)).astype(np.float32)

    large = np.log1p(employers.size) / np.log1p(250.0)
    employers.channel_breadth[:] = np.clip(share("channels", 0.35, 0.15) + 0.25 * large, 0.0, 1.0)
    employers.selection_strictness[:] = share("strictness", 0.5, 0.2)
    employers.duration_stereotype[:] = share("stereotype", 0.5, 0.2)
    employers.origin_discrimination[:] = share("origin", 0.40, 0.2)
    employers.age_discrimination[:] = share("age", 0.39, 0.2)
    employers.openness[:] = share("openness", 0.4, 0.2)
    employers.training[:] = np.clip(share("training", 0.35, 0.2) + 0.15 * large, 0.0, 1.0)
    employers.buddy_places[:] = BUDDY_SHARE * employers.size
    employers.culture[:] = share("culture", 0.55, 0.15)
    employers.disability_discrimination[:] = share("disability", 0.48, 0.2)
    employers.advert_tone[:] = share("advert_tone", 0.5, 0.15)
    employers.selection_simplicity[:] = share("selection_simplicity", 0.5, 0.15)
    employers.trial_days[:] = share("trial_days", 0.10, 0.1)
    employers.welcome[:] = share("welcome", 0.5, 0.15)
    employers.guidance_months[:] = GUIDANCE_MONTHS
    employers.leadership[:] = share("leadership", 0.45, 0.15)
    employers.adaptability[:] = np.clip(0.6 * employers.openness + 0.1 - 0.1 * (employers.size < 10), 0.0, 1.0)
    employers.language_coaching[:] = np.where(employers.size >= 200, 0.25, 0.05)
    employers.involvement[:] = share("involvement", 0.3, 0.1)
    employers.internal_mobility[:] = share("internal_mobility", 0.1, 0.08)
    employers.resistance[:] = USUAL_RESISTANCE
    channels = np.zeros(len(employers.identity), np.uint8)
    for channel, use in CHANNEL_USE:
        used = uniforms(luck.key(f"employer_channel_{channel}"), employers.identity)
        breadth = employers.channel_breadth / max(float(employers.channel_breadth.mean()), 1e-9)
        channels |= np.where(used < use * (0.6 + 0.4 * breadth), channel, 0).astype(np.uint8)
    employers.recruitment_channels[:] = np.where(channels == 0, WEB, channels)
    reaches_out = (employers.recruitment_channels & np.uint8(EMPLOYMENT_SERVICE | COMMUNITY)) != 0
    partner = uniforms(luck.key("employer_partnership"), employers.identity)
    employers.partnership[:] = np.where(partner < np.where(reaches_out, 0.24, 0.06), 0.6, 0.0)
    welcomes = uniforms(luck.key("employer_coach_welcome"), employers.identity)
    employers.coach_welcome[:] = welcomes < COACH_WELCOME
    employers.staff_support[:] = uniforms(luck.key("staff_support"), employers.identity)
    employers.management_support[:] = uniforms(luck.key("management_support"), employers.identity)


def _describe_designs(employers: Employers, designs: JobDesigns, luck: Luck) -> None:
    """Derive every design from the tasks and conditions of its occupation, with variation between employers."""
    ideal, minimum, weight, trainable = skill_requirements()
    occupation = designs.occupation.astype(np.int64)
    demand = ndtri(uniforms(luck.key("design_demand"), designs.identity))
    higher = np.clip(1.0 + 0.08 * demand, 0.8, 1.2)[:, None]
    designs.ideal[:] = np.clip(ideal[occupation] * higher, 0.0, 1.0)
    designs.minimum[:] = np.clip(minimum[occupation] * higher, 0.0, 1.0)
    designs.weight[:] = weight[occupation]
    designs.trainable[:] = trainable[occupation]

    conditions = [CONDITIONS[name] for name in OCCUPATIONS]

    def of(name: str) -> Doubles:
        return np.array([getattr(entry, name) for entry in conditions], np.float64)[occupation]

    designs.dutch_ideal[:] = of("dutch_ideal")
    designs.dutch_minimum[:] = of("dutch_minimum")
    designs.education_ideal[:] = of("education_ideal")
    designs.diploma[:] = of("diploma")
    hours_luck = uniforms(luck.key("design_hours"), designs.identity)
    designs.hours[:] = np.clip(of("hours") + 0.12 * ndtri(hours_luck), 0.3, 1.0)
    schedules = np.array([entry.schedule_shares for entry in conditions])[occupation]
    designs.schedule[:] = choose(schedules, uniforms(luck.key("design_schedule"), designs.identity))
    control_luck = uniforms(luck.key("design_control"), designs.identity)
    designs.schedule_control[:] = np.where(designs.schedule == DAY, 0.5, bell(0.25, 0.12, control_luck))
    load_luck = uniforms(luck.key("design_load"), designs.identity)
    designs.physical_load[:] = bell(of("physical_load"), 0.08, load_luck)
    place_luck = uniforms(luck.key("employer_place"), employers.identity)[designs.employer]
    designs.car_need[:] = bell(np.where(np.isin(designs.sub_region, (2, 3)), 0.65, 0.5), 0.25, place_luck)
    pay_luck = uniforms(luck.key("employer_pay"), employers.identity)[designs.employer]
    designs.pay[:] = of("pay") * np.exp(0.10 * ndtri(pay_luck))
    designs.absence[:] = of("absence")

    factor, dutch, gated, moved = simple_jobs()
    designs.simple_factor[:] = factor[occupation]
    designs.simple_dutch[:] = dutch[occupation]
    designs.simple_diploma[:] = np.where(gated[occupation], designs.diploma, 0)
    designs.moved_load[:] = moved[occupation]
    designs.growth_path[:] = GROWTH_PATH
    designs.experience_ideal[:] = np.array([EXPERIENCE_MONTHS.get(name, 12) for name in OCCUPATIONS])[occupation]
    designs.hours_flexibility[:] = 0.3 * employers.adaptability[designs.employer]
    designs.environment[:] = bell(0.3, 0.1, uniforms(luck.key("design_environment"), designs.identity))
    designs.facilities[:] = bell(0.4, 0.25, uniforms(luck.key("design_facilities"), designs.identity))
    team_luck = ndtri(uniforms(luck.key("design_team"), designs.identity))
    designs.team_culture[:] = np.clip(employers.culture[designs.employer] + TEAM_SPREAD * team_luck, 0.0, 1.0)
    designs.abandoned[:] = 0.0


def interchangeability(employers: Employers, designs: JobDesigns) -> npt.NDArray[np.float32]:
    """Return, per employer, the headcount-weighted share of staff who can replace each other.

    Self-rostering works only in teams of largely interchangeable workers (2013 study, section 4.1). A design counts
    by how interchangeable its occupation is, and more when it has colleagues enough to swap with.
    """
    per_occupation = np.array([CONDITIONS[name].interchangeable for name in OCCUPATIONS])
    colleagues = np.clip(designs.headcount / 8.0, 0.0, 1.0)
    value = per_occupation[designs.occupation] * colleagues * designs.headcount
    total = np.bincount(designs.employer, value, minlength=len(employers.identity))
    staff = np.bincount(designs.employer, designs.headcount, minlength=len(employers.identity))
    return np.asarray(np.clip(total / np.maximum(staff, 1), 0.0, 1.0), np.float32)
