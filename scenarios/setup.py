"""What a replication is built from, apart from its number and its measures."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Setup:
    """A region, a scale, a horizon, a demography, a demand and a seed.

    Attributes
    ----------
    region : str
        Name of a region pack.
    scale : float
        Agents per person, in (0, 1].
    horizon : str
        Name of a horizon.
    demography : str
        Variant of the demographic projection.
    demand : str
        Variant of labour demand.
    seed : int
        Master seed.
    uncertainty : bool
        Whether assumed effects of measures are drawn from their ranges, once per replication and equal in all arms.
    parameters : mapping of str to float
        Behavioural parameters that differ from their declared values, or from what is drawn for them.
    posterior : bool
        Whether each replication draws its behaviour from what fits the published figures of the region; without it, or
        in a region that was not calibrated, the declared values hold.
    luck_per_draw : int
        Successive replications that share one draw of the assumed effects and of behaviour, 1 or more.
    defence : str
        File with what is assumed about Belgian Defence; empty for the one that is shipped.
    """

    region: str = "west_flanders"
    scale: float = 0.1
    horizon: str = "outlook"
    demography: str = "recent_rates"
    demand: str = "business_as_usual"
    seed: int = 1
    uncertainty: bool = True
    parameters: Mapping[str, float] = field(default_factory=dict)
    posterior: bool = False
    luck_per_draw: int = 1
    defence: str = ""
