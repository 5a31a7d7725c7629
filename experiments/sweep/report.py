"""The report of a sweep: one page from the files of its directory alone."""

from __future__ import annotations

import base64
import json
import math
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pandas as pd
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from experiments.pictures.style import save_picture
from experiments.results import IndicatorWords
from experiments.sweep.analysis import MAIN_INDEX
from experiments.sweep.factors import LEVERS
from experiments.sweep.keeping import replace_file
from experiments.sweep.pictures import Subject, draw_subject
from experiments.sweep.words import say
from experiments.texts import number, title_of, unit_word
from scenarios.errors import UserMistake

__all__ = ["build_sweep_report", "is_sweep"]

_TEMPLATES = Path(__file__).parent.parent / "templates"
_MOST_OUTCOMES = 4
_PERCENT = 100.0


def is_sweep(directory: Path) -> bool:
    """Tell whether a directory holds a finished sweep."""
    return all((directory / name).is_file() for name in ("sweep.json", "run.json", "indices.csv"))


def build_sweep_report(directory: Path, lang: str, *, indicators: Mapping[str, IndicatorWords]) -> Path:
    """Draw the pictures of a finished sweep and write ``figures/`` and ``report.html``.

    Parameters
    ----------
    directory : Path
        Directory with ``run.json``, ``indices.csv``, ``convergence.csv`` and ``noise.csv``.
    lang : str
        ``nl`` or ``en``.
    indicators : mapping of str to IndicatorWords
        Unit, kind and titles of the indicators.

    Returns
    -------
    Path
        The report.

    Raises
    ------
    UserMistake
        If the sweep is not finished.
    """
    if not is_sweep(directory):
        raise UserMistake(
            nl=f"'{directory}' bevat geen afgeronde sweep; maak hem af met: westwerk sweep {directory}",
            en=f"'{directory}' holds no finished sweep; complete it with: westwerk sweep {directory}",
        )
    page = _Page(directory, lang, indicators)
    environment = Environment(
        loader=FileSystemLoader(_TEMPLATES), autoescape=True, undefined=StrictUndefined, trim_blocks=True
    )
    text = environment.get_template("sweep.html.j2").render(page.content())
    path = directory / "report.html"
    replace_file(path, lambda partial: partial.write_text(text + "\n", encoding="utf-8"))
    return path


class _Page:
    """What the page shows, from the files of one directory."""

    def __init__(self, directory: Path, lang: str, indicators: Mapping[str, IndicatorWords]) -> None:
        self.directory = directory
        self.lang = lang
        self.indicators = indicators
        self.run: dict[str, Any] = json.loads((directory / "run.json").read_text(encoding="utf-8"))
        self.sweep: dict[str, Any] = self.run["sweep"]
        self.indices = pd.read_csv(directory / "indices.csv")
        self.convergence = pd.read_csv(directory / "convergence.csv")
        self.noise = pd.read_csv(directory / "noise.csv")
        self.titles = {entry["name"]: entry[f"title_{lang}"] for entry in self.sweep["factors"]}
        self.main = MAIN_INDEX[self.sweep["method"]]

    def arm(self, name: str) -> str:
        return str(self.run["arm_titles"].get(name, {}).get(self.lang, name))

    def outcome(self, arm: str, indicator: str) -> str:
        """Name an outcome in words."""
        title = title_of(self.indicators, indicator, self.lang)
        return say(
            self.sweep["target"],
            self.lang,
            arm=self.arm(arm),
            reference=self.arm(self.run["arms"][0]),
            indicator=title[:1].lower() + title[1:],
        )

    def unit(self, indicator: str) -> str:
        """Name the unit of an outcome in words."""
        if self.sweep["target"] == "ranking":
            return say("place", self.lang)
        entry = self.indicators[indicator]
        unit = unit_word(entry.unit, self.lang, difference=self.sweep["target"] == "difference")
        return say("per_year", self.lang, unit=unit) if entry.kind == "flow" else unit

    def share(self, part: float) -> str:
        return "–" if math.isnan(part) else f"{number(_PERCENT * part, self.lang, 0)} %"

    def keys(self) -> list[tuple[str, str]]:
        """Arms and indicators of the outcomes, in order."""
        return [(str(row["arm"]), str(row["indicator"])) for row in _records(self.noise)]

    def subject(self, arm: str, indicator: str) -> Subject:
        """Gather what is drawn of one outcome."""

        def rows(table: pd.DataFrame) -> pd.DataFrame:
            return table[(table["arm"] == arm) & (table["indicator"] == indicator)]

        return Subject(
            f"{indicator}_{arm.replace('+', '_and_')}",
            self.outcome(arm, indicator),
            self.unit(indicator),
            self.sweep["method"],
            self.lang,
            self.run["run_id"],
            rows(self.indices),
            rows(self.convergence),
            self.titles,
        )

    def content(self) -> dict[str, Any]:
        """Everything that the template shows."""
        lang, sweep = self.lang, self.sweep
        first = self.run["configuration"]["indicators"][0]
        drawn = [key for key in self.keys() if key[1] == first][:_MOST_OUTCOMES]
        subjects = [self.subject(*key) for key in drawn]
        groups = [entry["group"] for entry in sweep["factors"]]
        asked = say(
            "asked",
            lang,
            outcome=self.outcome(*drawn[0]),
            place=sweep["place"],
            years=sweep["window"],
            factors=len(groups),
            levers=groups.count(LEVERS),
            uncertainties=len(groups) - groups.count(LEVERS),
            method=sweep["method"],
            rows=number(sweep["rows"], lang, 0),
            replications=self.run["configuration"]["replications"],
            scale=f"{number(_PERCENT * self.run['configuration']['scale'], lang)} %",
        )
        careful = ["careful_range", "careful_luck", "careful_scale"]
        careful += ["careful_fast"] if sweep["method"] == "fast" else []
        return {
            "say": lambda key, **fields: say(key, lang, **fields),
            "lang": lang,
            "title": say("document_title", lang),
            "run_line": say("run_line", lang, run_id=self.run["run_id"], created=self.run["created"]),
            "run_id": self.run["run_id"],
            "asked": asked,
            "found": [sentence for key in drawn for sentence in self._found(*key)],
            "best": self._best(),
            "careful": [say(key, lang) for key in careful],
            "pictures": self._pictures(subjects),
            "tables": [self._index_table(subject) for subject in subjects],
            "noise_rows": self._noise_rows(),
            "factor_rows": self._factor_rows(),
            "provenance": self._provenance(),
        }

    def _found(self, arm: str, indicator: str) -> list[str]:
        """Say in a few sentences what matters for one outcome."""
        lang = self.lang
        noise = self.noise[(self.noise["arm"] == arm) & (self.noise["indicator"] == indicator)].iloc[0]
        outcome = self.outcome(arm, indicator)
        mean, spread = number(float(noise["mean"]), lang), number(float(noise["standard_deviation"]), lang)
        sentences = [say("found_mean", lang, outcome=outcome, mean=mean, spread=spread, unit=self.unit(indicator))]
        subject = self.subject(arm, indicator)
        main = subject.of(self.main)
        clear = [name for name in subject.ordered if main[name]["lower_95"] > max(0.0, main[name]["by_chance"])]
        named = ", ".join(f"{self.titles[name]} ({number(main[name]['value'], lang)})" for name in clear)
        sentences.append(say("found_clear", lang, factors=named) if named else say("found_none", lang))
        share = float(noise["share_by_chance"])
        known = not math.isnan(share)
        sentences.append(
            say("found_noise", lang, share=self.share(share)) if known else say("found_noise_unknown", lang)
        )
        return sentences

    def _best(self) -> list[str]:
        return [
            say(
                "best",
                self.lang,
                arm=self.arm(arm),
                indicator=title_of(self.indicators, indicator, self.lang).lower(),
                share=self.share(share),
            )
            for indicator, shares in self.sweep["best"].items()
            for arm, share in sorted(shares.items(), key=lambda entry: -entry[1])
        ]

    def _pictures(self, subjects: list[Subject]) -> list[dict[str, str]]:
        """Draw, save and embed the pictures."""
        folder = self.directory / "figures"
        folder.mkdir(exist_ok=True)
        shown: list[dict[str, str]] = []
        for picture in (picture for subject in subjects for picture in draw_subject(subject)):
            drawing = save_picture(picture, folder)
            coded = base64.b64encode(drawing.encode("utf-8")).decode("ascii")
            shown.append(
                {
                    "source": f"data:image/svg+xml;base64,{coded}",
                    "alternative": f"{picture.title}. {picture.alternative}",
                    "label": say("figure", self.lang, number=len(shown) + 1),
                    "title": picture.title,
                }
            )
        return shown

    def _index_table(self, subject: Subject) -> dict[str, Any]:
        """Return the indices of one outcome as rows of text."""
        lang = self.lang
        rows = []
        names = {"first": "first_index", "total": "total_index"}
        for factor in subject.ordered:
            for entry in _records(subject.indices[subject.indices["factor"] == factor]):
                lower, upper = float(entry["lower_95"]), float(entry["upper_95"])
                rows.append(
                    (
                        self.titles[factor],
                        say(entry["group"], lang),
                        say(names.get(entry["index"], entry["index"]), lang),
                        number(entry["value"], lang),
                        _interval(lower, upper, lang) if math.isfinite(upper) else "–",
                        number(entry["by_chance"], lang),
                    )
                )
        return {"title": f"{say('table_heading', lang)}: {subject.outcome}", "rows": rows}

    def _noise_rows(self) -> list[tuple[str, ...]]:
        return [
            (
                self.outcome(row["arm"], row["indicator"]),
                self.unit(row["indicator"]),
                *(number(row[name], self.lang) for name in ("mean", "standard_deviation", "by_chance")),
                self.share(row["share_by_chance"]),
            )
            for row in _records(self.noise)
        ]

    def _factor_rows(self) -> list[tuple[str, ...]]:
        return [
            (
                entry[f"title_{self.lang}"],
                entry["name"],
                say(entry["group"], self.lang),
                f"{entry['value']:g}",
                f"{entry['lower']:g} – {entry['upper']:g}",
                entry["unit"],
                entry["source"],
            )
            for entry in self.sweep["factors"]
        ]

    def _provenance(self) -> list[tuple[str, str]]:
        settings = {**self.run["configuration"], "samples": self.sweep["samples"]}
        rows = [("run_id", self.run["run_id"])]
        rows += [(str(name), str(value)) for name, value in settings.items() if value not in ("", [], {}, None)]
        return rows + [(str(name), str(value)) for name, value in self.run["versions"].items()]


def _records(table: pd.DataFrame) -> list[dict[str, Any]]:
    """Return the rows of a table by name of the column."""
    return [{str(name): value for name, value in row.items()} for row in table.to_dict("records")]


def _interval(lower: float, upper: float, lang: str) -> str:
    """Write an interval in words."""
    return f"{number(lower, lang)} {'to' if lang == 'en' else 'tot'} {number(upper, lang)}"
