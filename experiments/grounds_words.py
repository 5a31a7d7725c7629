"""Words of the picture about what a result rests on, in Dutch and in English."""

from __future__ import annotations

from typing import Final

__all__ = ["GROUNDS_SAYINGS"]

GROUNDS_SAYINGS: Final[dict[str, tuple[str, str]]] = {
    "uncertainty_title": (
        "Waar komt de onzekerheid over het verschil vandaan, {window}?",
        "Where does the uncertainty about the difference come from, {window}?",
    ),
    "uncertainty_caption": (
        "Elke balk is alle spreiding van het verschil tussen herhalingen; hoe langer het blauwe deel, hoe meer daarvan "
        "uit aannames over de maatregelen komt en niet uit toeval. Gestreepte delen zijn met dit aantal herhalingen "
        "niet te bepalen, of niet van elkaar te scheiden.",
        "Each bar is all the spread of the difference between replications; the longer the blue part, the more of it "
        "comes from assumptions about the measures and not from luck. Hatched parts cannot be told, or not apart, with "
        "this number of replications.",
    ),
    "uncertainty_measure": ("aannames over de maatregelen", "assumptions about the measures"),
    "uncertainty_behaviour": ("gedrag van mensen en werkgevers", "behaviour of people and employers"),
    "uncertainty_luck": ("toeval", "luck"),
    "uncertainty_unsure": ("niet te bepalen", "cannot be told"),
    "uncertainty_hatched": ("niet te bepalen of te scheiden", "cannot be told, or not apart"),
    "uncertainty_together": ("aannames en gedrag samen", "assumptions and behaviour together"),
}
"""Dutch and English text by name."""
