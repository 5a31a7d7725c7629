"""How every picture looks: the sheet with title and caption, the colours, and the files it is saved to."""

from __future__ import annotations

import io
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import matplotlib
import pandas as pd
from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure, SubFigure
from matplotlib.ticker import FuncFormatter, MaxNLocator

from experiments.results import IndicatorWords, Results
from experiments.statistics import Comparison, index_summary
from experiments.texts import number, say, signed, title_of, unit_word

__all__ = [
    "ARM_COLOURS",
    "GREY",
    "INK",
    "MARKERS",
    "Material",
    "Picture",
    "Sheet",
    "arm_colour",
    "legend_columns",
    "number_axis",
    "save_picture",
    "styled",
    "year_axis",
]

INK = "#222222"
GREY = "#767676"
MARKERS = ("o", "s", "^", "D", "v", "P", "X", "<", ">")
ARM_COLOURS = ("#0072B2", "#DF322E", "#24A751", "#934178", "#D57F03", "#0097FF", "#532800", "#4B299E", "#1A1A1A")
"""Found by search: at least 3 to 1 against white, and far apart for every kind of colour vision; a test measures it."""

_WIDTH = 7.2
_MARGIN = 0.12
_PADDING = 0.07
_LAYOUT_DECIMALS = 5
_TITLE_SIZE = 12.0
_CAPTION_SIZE = 9.0
_LINE = 1.35
_LEGEND_CHARACTERS = 98
_POINTS = 72.0
_SMALL_COUNT = 10.0
_SETTINGS: dict[str, Any] = {
    "font.family": "sans-serif",
    "font.sans-serif": ["DejaVu Sans"],
    "font.size": 9.0,
    "axes.titlesize": 9.5,
    "axes.labelsize": 9.0,
    "axes.edgecolor": GREY,
    "axes.labelcolor": INK,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "axes.axisbelow": True,
    "axes.grid": True,
    "grid.color": "#E3E3E3",
    "grid.linewidth": 0.6,
    "xtick.color": INK,
    "ytick.color": INK,
    "text.color": INK,
    "legend.frameon": False,
    "legend.fontsize": 8.5,
    "svg.fonttype": "path",
    "svg.hashsalt": "westwerk",
    "figure.facecolor": "white",
    "savefig.facecolor": "white",
}
styled = matplotlib.rc_context(_SETTINGS)
"""Decorator of what draws or saves a picture: our style there, and that of the caller everywhere else."""


@dataclass(frozen=True, eq=False)
class Material:
    """Everything the pictures of one comparison are drawn from.

    Attributes
    ----------
    results : Results
        Monthly measurements.
    summary : pandas.DataFrame
        Result of :func:`experiments.statistics.summarise`.
    indicators : mapping of str to IndicatorWords
        Unit, kind and titles of the indicators.
    arm_titles : mapping of str to mapping of str to str
        Titles of the arms by language.
    language : str
        ``nl`` or ``en``.
    run_id : str
        Shown small on every picture.
    policy_start : int or None
        Month number in which the measures start; None without measures.
    published : mapping of str to tuple
        Published figures: value, unit, period, source and note by identifier.
    check : sequence of mapping
        Rows of the check of the model, as in ``run.json``.
    demography : str
        Variant of the population projection.
    cost : pandas.DataFrame or None
        Result of :func:`experiments.cost.cost_table`.
    """

    results: Results
    summary: pd.DataFrame
    indicators: Mapping[str, IndicatorWords]
    arm_titles: Mapping[str, Mapping[str, str]]
    language: str
    run_id: str
    policy_start: int | None
    published: Mapping[str, tuple[float, str, str, str, str]] = field(default_factory=dict)
    check: Sequence[Mapping[str, Any]] = ()
    demography: str = ""
    cost: pd.DataFrame | None = None
    compared: Mapping[tuple[str, str, str, str, str], Comparison] = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "compared", index_summary(self.summary))

    @property
    def windows(self) -> tuple[str, ...]:
        """Names of the compared windows in the order of the summary; the last is the whole policy period."""
        return tuple(str(name) for name in self.summary["window"].unique())

    def arm(self, name: str) -> str:
        """Title of an arm."""
        return self.arm_titles.get(name, {}).get(self.language, name)

    @property
    def reference(self) -> str:
        """Title of the arm that the others are compared with."""
        return self.arm(self.results.reference)

    def indicator(self, name: str) -> str:
        """Title of an indicator."""
        return title_of(self.indicators, name, self.language)

    def unit(self, name: str, *, difference: bool = False) -> str:
        """Name the unit of an indicator."""
        return unit_word(self.indicators[name].unit, self.language, difference=difference)

    def written(self, name: str, value: float, *, sign: bool = False) -> str:
        """Write a value of an indicator: counts without decimals, rates with two."""
        small = 0.0 < abs(value) < _SMALL_COUNT
        decimals = 2 if self.indicators[name].kind == "rate" else int(small)
        return (signed if sign else number)(value, self.language, decimals)

    def yearly_unit(self, name: str) -> str:
        """Name the unit of a yearly value: a sum of a flow, an average of the others."""
        key = "per_year_flow" if self.indicators[name].kind == "flow" else "per_year_stock"
        return say(key, self.language, unit=self.unit(name))


@dataclass(frozen=True, eq=False)
class Picture:
    """A finished picture with the words that belong to it and the numbers that were drawn.

    Attributes
    ----------
    name : str
        Name of its files.
    title, caption, alternative : str
        What stands above and below it, and what it shows for who cannot see it.
    table : pandas.DataFrame
        Every number in it, with codes of arms, indicators and groups.
    figure : matplotlib.figure.Figure
        The drawing.
    top, bottom : float
        Strips of the drawing that hold title and caption, in inches.
    """

    name: str
    title: str
    caption: str
    alternative: str
    table: pd.DataFrame
    figure: Figure
    top: float
    bottom: float

    @styled
    def _repr_png_(self) -> bytes:
        """Show the picture in a notebook."""
        buffer = io.BytesIO()
        self.figure.savefig(buffer, format="png", dpi=110)
        return buffer.getvalue()


class Sheet:
    """A page with a title above, a caption below and room to draw in between.

    Parameters
    ----------
    height : float
        Height in inches of the room to draw.
    title, caption : str
        Sentences; wrapped to the width of the page.
    run_id : str
        Identity of the run, printed small.
    """

    def __init__(self, height: float, title: str, caption: str, run_id: str) -> None:
        figure = Figure(figsize=(_WIDTH, height), layout="constrained")
        canvas = FigureCanvasAgg(figure)
        title_lines = _wrap(canvas, title, _TITLE_SIZE, "bold")
        caption_lines = _wrap(canvas, caption, _CAPTION_SIZE, "normal")
        self.top = _MARGIN + len(title_lines) * _TITLE_SIZE * _LINE / _POINTS
        self.bottom = _MARGIN + (len(caption_lines) * _CAPTION_SIZE * _LINE + 12.0) / _POINTS
        total = self.top + height + self.bottom
        figure.set_size_inches(_WIDTH, total)
        figure.get_layout_engine().set(w_pad=_PADDING, h_pad=_PADDING)
        parts = figure.subfigures(3, 1, height_ratios=[self.top, height, self.bottom], hspace=0.0)
        self.figure = figure
        self.room: SubFigure = parts[1]
        self.title, self.caption = title, caption
        left = _MARGIN / _WIDTH
        figure.text(
            left,
            1.0 - _MARGIN / total,
            "\n".join(title_lines),
            fontsize=_TITLE_SIZE,
            fontweight="bold",
            va="top",
            linespacing=_LINE * 0.92,
        )
        figure.text(
            left,
            (self.bottom - 0.04) / total,
            "\n".join(caption_lines),
            fontsize=_CAPTION_SIZE,
            va="top",
            linespacing=_LINE * 0.92,
        )
        figure.text(1.0 - left, 0.04 / total, run_id, fontsize=6.5, color=GREY, ha="right", va="bottom")

    def legend(self, handles: Sequence[Artist]) -> None:
        """Legend below the drawing, in as many columns as its words leave room for."""
        columns = legend_columns([str(handle.get_label()) for handle in handles])
        self.room.legend(handles=list(handles), loc="outside lower left", ncols=columns)

    def finish(self, name: str, alternative: str, table: pd.DataFrame) -> Picture:
        """Fix the layout and hand the picture over."""
        self.figure.draw_without_rendering()
        # Without an engine, not even one that does nothing: with one, every file costs an extra drawing.
        self.figure.set_layout_engine(None)
        # The layout solver differs in the last digits from time to time; rounding makes files the same.
        for axes in self.figure.get_axes():
            place = axes.get_position(original=True)
            axes.set_position([round(side, _LAYOUT_DECIMALS) for side in place.bounds])
        return Picture(name, self.title, self.caption, alternative, table, self.figure, self.top, self.bottom)


@styled
def save_picture(picture: Picture, directory: Path) -> str:
    """Write ``name.svg`` and ``name.png`` and return the text of the former.

    Raises
    ------
    OSError
        If a file cannot be written.
    """
    buffer = io.StringIO()
    metadata = {
        "Title": picture.title,
        "Description": f"{picture.caption} {picture.alternative}",
        "Creator": "Westwerk",
        "Date": None,
    }
    picture.figure.savefig(buffer, format="svg", metadata=metadata)
    drawing = _with_stable_names(buffer.getvalue())
    (directory / f"{picture.name}.svg").write_text(drawing, encoding="utf-8")
    picture.figure.savefig(
        directory / f"{picture.name}.png", dpi=200, metadata={"Software": "Westwerk", "Title": picture.title}
    )
    return drawing


def legend_columns(labels: Sequence[str]) -> int:
    """Columns of a legend, at most three, so that the longest label fits."""
    return max(1, min(3, _LEGEND_CHARACTERS // (max(len(label) for label in labels) + 7)))


def arm_colour(position: int) -> str:
    """Colour of an arm by its position; the reference, at 0, is grey."""
    return GREY if position == 0 else ARM_COLOURS[(position - 1) % len(ARM_COLOURS)]


def number_axis(axes: Axes, which: str, language: str, ticks: int = 6) -> None:
    """Write the numbers along an axis, ``x`` or ``y``, as the language does, with at most so many ticks."""
    axis = axes.xaxis if which == "x" else axes.yaxis
    axis.set_major_locator(MaxNLocator(nbins=ticks, steps=[1, 2, 2.5, 5, 10]))

    def written(value: float, _: int | None) -> str:
        locations = axis.get_majorticklocs()
        step = abs(locations[1] - locations[0]) if len(locations) > 1 else 1.0
        decimals = next((places for places in range(5) if abs(step * 10**places - round(step * 10**places)) < 1e-6), 5)
        return number(value, language, decimals)

    axis.set_major_formatter(FuncFormatter(written))


def year_axis(axes: Axes, language: str, ticks: int = 5) -> None:
    """Whole years along the horizontal axis."""
    axes.xaxis.set_major_locator(MaxNLocator(nbins=ticks, integer=True, steps=[1, 2, 5, 10]))
    axes.xaxis.set_major_formatter(FuncFormatter(lambda value, _: f"{value:.0f}"))
    axes.set_xlabel(say("year", language))


def _with_stable_names(drawing: str) -> str:
    """Give the clip paths names that do not depend on the last digits of the layout."""
    names = dict.fromkeys(re.findall(r"url\(#(p[0-9a-f]{10})\)", drawing))
    for position, name in enumerate(names):
        drawing = drawing.replace(name, f"clip{position}")
    return drawing


def _wrap(canvas: FigureCanvasAgg, text: str, size: float, weight: str) -> list[str]:
    """Break a text into lines that fit the width of the page."""
    font = matplotlib.font_manager.FontProperties(family="DejaVu Sans", size=size, weight=weight)
    renderer = canvas.get_renderer()
    room = (_WIDTH - 2 * _MARGIN) * canvas.figure.dpi
    lines: list[str] = []
    for word in text.split():
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and renderer.get_text_width_height_descent(longer, font, ismath=False)[0] <= room:
            lines[-1] = longer
        else:
            lines.append(word)
    return lines
