"""Pictures of a calibration: how far figures are off, what became of each parameter, what moves what, known truths."""

from __future__ import annotations

import textwrap

import numpy as np
import pandas as pd
from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.lines import Line2D
from matplotlib.patches import Patch
from scipy.stats import binom

from experiments.calibrate.report_material import Findings, records
from experiments.pictures.style import GREY, INK, Picture, Sheet, number_axis, styled

__all__ = ["HIT", "MISS", "draw_deviations", "draw_parameters", "draw_ranks", "draw_screening", "moving", "striped"]

HIT, MISS = "#0072B2", "#C2410C"
"""Colours of what agrees and of what does not."""

_BAND, _STRIPE, _PRIOR = "#EDEDED", "#F6F6F6", "#D3D3D3"
_LEAST_REACH = 3.0
_DRAWN, _LANE = 4.5, 0.13
_MARK, _NUMBERED = 0.06, 0.16
"""Inches: width of the drawing, height of a lane, and width of a plain and a numbered mark."""
_USUAL = 2.0
_ROW = 0.27
_BINS = 10
_SURE = 0.9
_MOVES = 0.1
_MOST_FIGURES = 36
_NAME_WIDTH, _TITLE_WIDTH = 52, 38
_SMALL = 6.3


def striped(axes: Axes, titles: list[str], size: float = 8.0) -> None:
    """Make room for one row of a picture for each title, the first on top, every second one shaded."""
    for row in range(0, len(titles), 2):
        axes.axhspan(row - 0.5, row + 0.5, color=_STRIPE, linewidth=0, zorder=0.1)
    axes.set_yticks(range(len(titles)), titles, fontsize=size)
    axes.set_ylim(len(titles) - 0.5, -0.5)
    axes.grid(axis="y", visible=False)
    axes.tick_params(axis="y", length=0)


@styled
def draw_deviations(found: Findings, role: str) -> Picture:
    """Draw a mark for every figure with a role, in the row of its group; misses carry their number in the table."""
    table = found.targets(role)
    table["group"] = [found.group(name) for name in table["target"]]
    groups = [name for name in found.codes("groups") if (table["group"] == name).any()]
    reach = max(_LEAST_REACH, 1.12 * float(table["standardised"].abs().max()))
    table["lane"] = 0
    for name in groups:
        chosen = table[table["group"] == name].sort_values("standardised")
        table.loc[chosen.index, "lane"] = _lanes(chosen, 2.0 * reach / _DRAWN)
    lanes = table.groupby("group")["lane"].max() + 1
    sheet = Sheet(
        1.15 + len(groups) * (0.14 + _LANE * int(lanes.max())),
        found.say(f"{role}_picture"),
        found.say("deviations_caption"),
        found.identity,
    )
    axes = sheet.room.subplots()
    striped(axes, [found.named("groups", name) for name in groups])
    axes.axvspan(-_USUAL, _USUAL, color=_BAND, linewidth=0, zorder=0.2)
    axes.axvline(0.0, color=INK, linewidth=0.9)
    step = _LANE / (0.14 + _LANE * int(lanes.max()))
    for place, entry in enumerate(records(table), start=1):
        row = groups.index(entry["group"]) + (entry["lane"] - (lanes[entry["group"]] - 1) / 2.0) * step
        if entry["within"]:
            axes.plot(entry["standardised"], row, "o", color=HIT, markersize=3.8)
        else:
            axes.plot(entry["standardised"], row, "o", color=MISS, markersize=11)
            axes.text(
                entry["standardised"], row, str(place), fontsize=6.5, color="white", ha="center", va="center_baseline"
            )
    axes.set_xlim(-reach, reach)
    number_axis(axes, "x", found.lang)
    axes.set_xlabel(found.say("standardised_axis"))
    handles: list[Artist] = [
        Line2D([], [], marker="o", color=HIT, linestyle="", markersize=4, label=found.say("met")),
        Patch(color=_BAND, label=found.say("usual_band")),
    ]
    if not table["within"].all():
        label = found.say("missed_numbered")
        handles.insert(1, Line2D([], [], marker="o", color=MISS, linestyle="", markersize=9, label=label))
    sheet.legend(handles)
    misses = [f"{found.title(row)}: {found.signed(row['standardised'], 1)}." for row in found.misses(role)]
    return sheet.finish(f"deviations_{role}", " ".join(misses) or found.say("no_misses"), table)


def _lanes(rows: pd.DataFrame, inch: float) -> list[int]:
    """Put marks in ascending order into as few lanes as keep them apart; `inch` is that length on the axis."""
    taken: list[float] = []
    lanes = []
    for entry in records(rows):
        half = inch * (_MARK if entry["within"] else _NUMBERED) / 2.0
        lane = next((k for k, end in enumerate(taken) if entry["standardised"] - half >= end), len(taken))
        taken[lane : lane + 1] = [entry["standardised"] + half]
        lanes.append(lane)
    return lanes


@styled
def draw_parameters(found: Findings) -> Picture:
    """Draw the interval of every parameter inside its prior, what the figures tell most of on top."""
    table = found.tables["parameters"].sort_values("relative_width", kind="stable").reset_index(drop=True)
    sheet = Sheet(
        1.0 + _ROW * len(table),
        found.say("parameters_picture"),
        found.say("parameters_caption"),
        found.identity,
    )
    axes = sheet.room.subplots()
    limits = []
    for row, entry in table.iterrows():
        place = _within_prior(entry)
        told = bool(entry["identified"])
        axes.barh(row, 1.0, height=0.62, color=_PRIOR, linewidth=0, zorder=1.5)
        axes.barh(
            row,
            place["upper"] - place["lower"],
            left=place["lower"],
            height=0.34,
            color=HIT if told else "white",
            edgecolor=HIT if told else GREY,
            linewidth=0.8,
            zorder=2,
        )
        axes.plot(place["median"], row, "|", color="white" if told else INK, markersize=6, zorder=3)
        axes.plot(place["declared"], row, "D", color=INK, markersize=3, zorder=3)
        limits.append(
            found.say(
                "between",
                lower=found.significant(entry["prior_lower"]),
                upper=found.significant(entry["prior_upper"]),
            )
        )
    striped(axes, ["\n".join(textwrap.wrap(found.parameter(name), _TITLE_WIDTH)) for name in table["parameter"]], 7.0)
    axes.set_xlim(0.0, 1.0)
    axes.set_xticks([0.0, 0.5, 1.0], found.heads("prior_low", "prior_middle", "prior_high"))
    axes.spines["left"].set_visible(False)
    for row, written in enumerate(limits):
        axes.text(1.02, row, written, fontsize=7.0, va="center")
    sheet.legend(
        [
            Patch(color=_PRIOR, label=found.say("prior")),
            Patch(facecolor=HIT, edgecolor=HIT, label=found.say("posterior_told")),
            Patch(facecolor="white", edgecolor=GREY, label=found.say("posterior_not_told")),
            Line2D([], [], marker="D", color=INK, linestyle="", markersize=3, label=found.say("declared")),
        ]
    )
    spoken = [f"{found.parameter(row['parameter'])}: {found.share(row['relative_width'])}." for row in records(table)]
    return sheet.finish("parameters", " ".join(spoken), table.drop(columns="reason", errors="ignore"))


def _within_prior(entry: pd.Series) -> dict[str, float]:
    """Return where values of a parameter lie between the ends of its prior, 0 to 1."""
    written = np.log if entry["scale"] == "log" else np.asarray
    low, high = written(float(entry["prior_lower"])), written(float(entry["prior_upper"]))
    return {
        name: float((written(float(entry[name])) - low) / (high - low))
        for name in ("lower", "upper", "median", "declared")
    }


def moving(found: Findings) -> pd.DataFrame:
    """Return the shares of variance that matter: figures in rows by group, parameters in columns."""
    shares = found.tables["screening"].pivot(index="target", columns="parameter", values="share")
    largest = shares.max(axis=1).sort_values(ascending=False, kind="stable")
    kept = largest[largest >= _MOVES].index[:_MOST_FIGURES]
    order = {name: place for place, name in enumerate(found.codes("groups"))}
    figures = sorted(kept, key=lambda name: (order[found.group(name)], name))
    shares = shares.loc[figures]
    strongest = shares.max().sort_values(ascending=False, kind="stable")
    return shares[[name for name in strongest.index if strongest[name] >= _MOVES]]


@styled
def draw_screening(found: Findings) -> Picture:
    """Draw the share of the variance of each figure that each parameter alone explains."""
    shares = moving(found)
    titles = {row["target"]: found.title(row) for row in found.rows("targets")} if found.has("targets") else {}
    names = ["\n".join(textwrap.wrap(titles.get(name, name), _NAME_WIDTH)) for name in shares.index]
    lines = np.array([1 + name.count("\n") for name in names])
    heads = [found.parameter(name) for name in shares.columns]
    everything = found.tables["screening"]
    sheet = Sheet(
        0.9 + 0.062 * max(map(len, heads)) + 0.06 * len(names) + 0.1 * int(lines.sum()),
        found.say("screening_picture"),
        found.say(
            "screening_caption",
            shown=len(names),
            figures=everything["target"].nunique(),
            columns=len(heads),
            parameters=everything["parameter"].nunique(),
            least=found.share(_MOVES),
        ),
        found.identity,
    )
    axes = sheet.room.subplots()
    edges = np.concatenate([[0.0], np.cumsum(0.06 + 0.1 * lines)])
    values = shares.to_numpy(float)
    drawn = axes.pcolormesh(
        np.arange(len(heads) + 1),
        edges,
        values,
        cmap="Blues",
        vmin=0.0,
        vmax=max(0.5, float(values.max())),
        edgecolors="white",
        linewidth=0.7,
    )
    axes.set_ylim(edges[-1], 0.0)
    axes.set_yticks((edges[1:] + edges[:-1]) / 2.0, names, fontsize=_SMALL, linespacing=1.0)
    axes.xaxis.tick_top()
    axes.set_xticks(np.arange(len(heads)) + 0.5, heads, rotation=90, fontsize=_SMALL + 0.4)
    axes.tick_params(length=0)
    axes.grid(visible=False)
    for side in axes.spines.values():
        side.set_visible(False)
    bar = sheet.room.colorbar(drawn, ax=axes, location="bottom", aspect=45, pad=0.02, shrink=0.8)
    bar.set_label(found.say("share_axis"))
    bar.outline.set_visible(False)
    number_axis(bar.ax, "x", found.lang)
    alternative = " ".join(
        f"{titles.get(name, name)}: {found.parameter(str(shares.loc[name].idxmax()))} "
        f"({found.share(shares.loc[name].max())})."
        for name in shares.index
    )
    return sheet.finish("screening", alternative, everything)


@styled
def draw_ranks(found: Findings) -> Picture:
    """Draw how often a truth had each rank among the draws: even bars where the calibration is right."""
    ranks = found.tables["recovery"]["rank"].to_numpy(float)
    counts, edges = np.histogram(ranks, bins=_BINS, range=(0.0, 1.0))
    sheet = Sheet(2.5, found.say("ranks_picture"), found.say("ranks_caption"), found.identity)
    axes = sheet.room.subplots()
    low, high = binom.ppf([0.5 - _SURE / 2.0, 0.5 + _SURE / 2.0], len(ranks), 1.0 / _BINS)
    axes.axhspan(low, high, color=GREY, alpha=0.25, linewidth=0, zorder=3)
    axes.axhline(len(ranks) / _BINS, color=INK, linewidth=0.9, zorder=4)
    axes.bar(edges[:-1], counts, width=1.0 / _BINS, align="edge", color=HIT, edgecolor="white", zorder=2)
    axes.set_xlim(0.0, 1.0)
    number_axis(axes, "x", found.lang, 10)
    number_axis(axes, "y", found.lang)
    axes.grid(axis="x", visible=False)
    axes.set_xlabel(found.say("rank_axis"))
    axes.set_ylabel(found.say("rank_count_axis"))
    sheet.legend(
        [
            Line2D([], [], color=INK, linewidth=0.9, label=found.say("rank_expected")),
            Patch(color=GREY, alpha=0.25, label=found.say("rank_chance")),
        ]
    )
    table = pd.DataFrame({"from": edges[:-1], "to": edges[1:], "count": counts})
    spoken = ", ".join(found.number(int(count)) for count in counts)
    return sheet.finish("ranks", f"{found.say('rank_count')}: {spoken}.", table)
