"""How people move between personas, to search, to work and to lasting work, and what the measures change in that."""

from __future__ import annotations

import math

import pandas as pd
from matplotlib.cm import ScalarMappable
from matplotlib.colors import PowerNorm
from matplotlib.patches import Rectangle

from experiments.intervals import Estimate
from experiments.pictures.personas import PERSONA_ORDER
from experiments.pictures.since_start import Contrast, draw_contrast, level, measured
from experiments.pictures.style import GREY, INK, Material, Picture, Sheet, styled
from experiments.texts import number, say

__all__ = ["draw_persona_flows", "draw_persona_steps", "flows_measured", "steps_measured"]

_WORK = "work"
_CAMPS = (*PERSONA_ORDER, _WORK)
_STEPS = ("persona_to_search", "persona_to_lasting_work")
_CHANGES = ("persona_to_search", "persona_to_work", "persona_to_lasting_work")
_GAP = 0.35
_DARK = 0.6
_ROOT = 0.4
_SIDE = 0.43


def flows_measured(material: Material) -> bool:
    """Whether every flow and step of the table was measured."""
    province = material.results.province
    flows = [("persona_flow", f"flow={before}>{after}", province) for before, after in _pairs()]
    return measured(material, flows) and steps_measured(material)


def steps_measured(material: Material) -> bool:
    """Whether the steps to search, to work and to lasting work were measured for every persona."""
    province = material.results.province
    return measured(material, [(name, f"persona={of}", province) for name in _CHANGES for of in PERSONA_ORDER])


@styled
def draw_persona_flows(material: Material) -> Picture:
    """Draw a table of flows in the reference: from each persona or work to each other one, darker where more go.

    Parameters
    ----------
    material : Material
        Results for which :func:`flows_measured` holds.
    """
    results, language = material.results, material.language
    cells: dict[tuple[int, float], tuple[str, Estimate]] = {}
    for before, after in _pairs():
        found = level(material, results.reference, "persona_flow", f"flow={before}>{after}")
        cells[_CAMPS.index(before), float(_CAMPS.index(after))] = (f"{before}>{after}", found)
    for place, step in enumerate(_STEPS):
        for row, persona in enumerate(PERSONA_ORDER):
            found = level(material, results.reference, step, f"persona={persona}")
            cells[row, len(_CAMPS) + _GAP + place] = (f"{persona}>{step}", found)
    spread = results.replications > 1
    caption = say(
        "flows_caption",
        language,
        window=material.windows[-1],
        spread=say("flows_spread", language) if spread else "",
    )
    sheet = Sheet(
        height=1.75 + _SIDE * len(_CAMPS),
        title=say("flows_title", language, region=results.province, arm=material.reference),
        caption=caption if spread else f"{caption} {say('no_spread', language)}",
        run_id=material.run_id,
    )
    axes = sheet.room.subplots()
    largest = max(float(found.mean) for _, found in cells.values()) or 1.0
    colours = ScalarMappable(PowerNorm(_ROOT, 0.0, largest), cmap="Blues")
    for row in range(len(_CAMPS)):
        axes.add_patch(_cell(row, float(row), "#EEEEEE"))
    for (row, column), (_, found) in cells.items():
        mean = float(found.mean)
        ink = "white" if (mean / largest) ** _ROOT > _DARK else INK
        half = float(found.upper - found.lower) / 2.0
        axes.add_patch(_cell(row, column, colours.to_rgba(mean)))
        shown = math.isfinite(half)
        axes.text(
            column,
            row - (0.14 if shown else 0.0),
            number(mean, language, 0),
            ha="center",
            va="center",
            fontsize=7.5,
            color=ink,
        )
        if shown:
            margin = f"±{number(half, language, 0)}"
            axes.text(column, row + 0.24, margin, ha="center", va="center", fontsize=6.0, color=ink)
    short = [say(f"persona_{name}", language).split(" (")[0] for name in PERSONA_ORDER]
    heads = [*short, say("flow_work", language), *(say(f"flow_{step}", language) for step in _STEPS)]
    places = [*range(len(_CAMPS)), *(len(_CAMPS) + _GAP + place for place in range(len(_STEPS)))]
    axes.set_xticks(places, heads, rotation=40, ha="left", rotation_mode="anchor", fontsize=8.0)
    rows = [say(f"persona_{name}", language).replace(" (", "\n(") for name in PERSONA_ORDER]
    axes.set_yticks(range(len(_CAMPS)), [*rows, say("flow_work", language)], fontsize=8.0)
    axes.xaxis.tick_top()
    axes.xaxis.set_label_position("top")
    axes.set_xlabel(say("flows_to", language), loc="left", fontweight="bold")
    axes.text(-0.6, -0.8, say("flows_from", language), ha="right", va="center", fontweight="bold")
    axes.set_xlim(-0.5, places[-1] + 0.5)
    axes.set_ylim(len(_CAMPS) - 0.5, -0.5)
    axes.tick_params(length=0)
    axes.grid(visible=False)
    for spine in axes.spines.values():
        spine.set_visible(False)
    told = [_CAMPS.index(_WORK), *range(len(_CAMPS), len(heads))]
    alternative = []
    for row, name in enumerate(short):
        means = [float(cells[row, float(places[place])][1].mean) for place in told]
        words = [f"{heads[place]} {number(mean, language, 0)}" for place, mean in zip(told, means, strict=True)]
        alternative.append(f"{name}: {', '.join(words)}.")
    table = pd.DataFrame(
        [
            (results.reference, *name.split(">"), float(found.mean), float(found.lower), float(found.upper))
            for name, found in cells.values()
        ],
        columns=["arm", "from_camp", "to_camp", "per_year", "lower_95", "upper_95"],
    )
    return sheet.finish("persona_flows", " ".join(alternative), table)


def draw_persona_steps(material: Material) -> Picture:
    """Draw what each arm changes in the steps to search, to work and to lasting work, by persona.

    Parameters
    ----------
    material : Material
        Results with at least two arms for which :func:`steps_measured` holds.
    """
    language, province = material.language, material.results.province
    return draw_contrast(
        material,
        Contrast(
            "persona_steps",
            say("steps_title", language, reference=material.reference, region=province),
            say("contrast_caption", language, reference=material.reference, window=material.windows[-1]),
            say("contrast_axis", language),
            [say(f"step_{name}", language) for name in _CHANGES],
            [say(f"persona_{name}", language).replace(" (", "\n(") for name in PERSONA_ORDER],
            [[(name, f"persona={of}", province) for of in PERSONA_ORDER] for name in _CHANGES],
        ),
    )


def _pairs() -> list[tuple[str, str]]:
    return [(before, after) for before in _CAMPS for after in _CAMPS if before != after]


def _cell(row: int, column: float, colour: str | tuple[float, ...]) -> Rectangle:
    return Rectangle((column - 0.48, row - 0.46), 0.96, 0.92, facecolor=colour, edgecolor=GREY, linewidth=0.4)
