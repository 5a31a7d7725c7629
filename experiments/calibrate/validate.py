"""``westwerk validate``: hold a calibrated model against everything that it was not fitted to."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from threadpoolctl import threadpool_limits

from calibration.field_experiments import EXPERIMENTS
from calibration.field_experiments.result import Measured
from calibration.fit import first_points
from calibration.hindcast import hindcast, summary
from calibration.identification import weighted_quantiles
from calibration.labour_checks import SURVEY_ERRORS
from calibration.misfit import deviations_of, misfit_of, refit
from calibration.projections_2013 import projection_rows
from calibration.reading import FIT, VALIDATE
from calibration.targets import targets_known_in
from calibration.wrong_models import WRONG_MODELS
from experiments.calibrate.command import write_report
from experiments.calibrate.keeping import kept_settings, open_directory
from experiments.calibrate.plan import Plan, make_plan
from experiments.calibrate.stages import Stage, run_stage
from experiments.calibrate.validation_tasks import (
    RATES,
    FieldTask,
    HindcastTask,
    ProjectionTask,
    ShapesTask,
    WrongModelTask,
    shape_names,
)
from experiments.model import Model
from experiments.sweep.engine import RowTask
from experiments.sweep.keeping import replace_file
from scenarios.errors import Interrupted, UserMistake
from scenarios.posterior import Posterior, read_posterior

__all__ = ["validate"]

Reals = NDArray[np.float64]

STARTS = tuple(range(2012, 2019))
"""Years at whose end forecasts are made."""


_NOTHING_WRONG = (
    "Niets: het model zoals het is, met evenveel runs opnieuw aangepast als de foute.",
    "Nothing: the model as it is, fitted again with as many runs as the wrong ones.",
)


@dataclass(frozen=True)
class Sizes:
    """How much is run: points for refitting each model, draws of fitted models, and replications of experiments."""

    refit_points: int
    draws: int
    replications: int


_USUAL = Sizes(refit_points=250, draws=16, replications=16)
_QUICK = Sizes(refit_points=120, draws=6, replications=2)


class _Runner:
    """Runs stages of one validation in its directory."""

    def __init__(self, plan: Plan, directory: Path) -> None:
        self.plan, self.directory = plan, directory

    def __call__(self, name: str, title_nl: str, title_en: str, task: RowTask, values: Reals) -> Reals:
        question = json.dumps([self.plan.question, repr(task)])
        stage = Stage(name, title_nl, title_en, question, task, values)
        return run_stage(stage, self.directory, self.plan.config.workers, self.plan.config.lang)


def validate(words: Sequence[str], model: Model) -> Path:
    """Hold a finished calibration against what it was not fitted to.

    Parameters
    ----------
    words : sequence of str
        The directory of a calibration; ``quick`` for a look; ``workers=`` and ``lang=``.
    model : Model
        The model to use.

    Returns
    -------
    Path
        The directory of the calibration, with further tables.

    Raises
    ------
    UserMistake
        If there is no finished calibration in that directory, or one of another version of the model.
    RunFailure
        If the machine could not finish; what was run is kept.
    Interrupted
        If the user stops; what was run is kept.
    """
    quick = "quick" in words
    places = [word for word in words if "=" not in word and word != "quick"]
    if len(places) != 1:
        raise UserMistake(
            nl="Noem de map van een kalibratie, bijvoorbeeld: westwerk validate kalibratie.",
            en="Name the directory of a calibration, for instance: westwerk validate calibration.",
        )
    directory = Path(places[0]).expanduser()
    kept = kept_settings(directory)
    if not (directory / "posterior.csv").exists():
        raise UserMistake(
            nl=f"De kalibratie in '{directory}' is niet af; ga eerst verder met: westwerk calibrate {directory}",
            en=f"The calibration in '{directory}' is not finished; go on with: westwerk calibrate {directory} lang=en",
        )
    plan = make_plan([*kept, *(word for word in words if "=" in word), f"output={directory}"], model)
    open_directory(plan, kept)
    posterior = read_posterior(directory / "posterior.csv")
    sizes = _QUICK if quick else _USUAL
    try:
        with threadpool_limits(1):
            for name, table in _tables(plan, directory, posterior, sizes).items():
                replace_file(directory / f"{name}.csv", lambda path, rows=table: rows.to_csv(path, index=False))  # type: ignore[misc]
    except KeyboardInterrupt as stop:
        raise Interrupted(
            nl=f"Gestopt; wat klaar was, is bewaard. Ga verder met: westwerk validate {directory}",
            en=f"Stopped; what was finished has been kept. Go on with: westwerk validate {directory} lang=en",
        ) from stop
    write_report(directory, plan.config.lang)
    return directory


def _tables(plan: Plan, directory: Path, posterior: Posterior, sizes: Sizes) -> dict[str, pd.DataFrame]:
    """Make every table of a validation, by name."""
    run = _Runner(plan, directory)
    forecasts = _hindcast(plan, run, sizes)
    return {
        "field_experiments": _field_experiments(plan, run, posterior, sizes),
        "projections_2013": _projections(plan, run, posterior),
        **_shapes(plan, run, posterior, sizes),
        "hindcast": forecasts,
        "hindcast_summary": summary(forecasts),
        **_wrong_models(plan, run, sizes),
    }


def _draws(plan: Plan, posterior: Posterior, replications: int) -> Reals:
    """Return for each replication its number and its draw of the free parameters."""
    rows = []
    for replication in range(replications):
        drawn = posterior.draw(plan.config.seed, replication)
        rows.append([float(replication), *(drawn[name] for name in plan.priors.names)])
    return np.array(rows)


def _field_experiments(plan: Plan, run: _Runner, posterior: Posterior, sizes: Sizes) -> pd.DataFrame:
    """Do field experiments again, each replication with a draw of behaviour of its own."""
    values = _draws(plan, posterior, sizes.replications)
    rows = []
    for number, experiment in enumerate(EXPERIMENTS):
        task = FieldTask(plan.setup, plan.priors.names, number)
        titles = (f"Veldexperiment {number + 1}", f"Field experiment {number + 1}")
        found = run(f"field_{experiment.name}", *titles, task, values)
        names = [outcome.id for outcome in experiment.outcomes]
        seen = [
            {name: Measured(float(value), int(count)) for name, (value, count) in zip(names, row, strict=True)}
            for row in found
        ]
        rows += [dataclasses.asdict(result) for result in experiment.results(seen)]
    return pd.DataFrame(rows)


def _projections(plan: Plan, run: _Runner, posterior: Posterior) -> pd.DataFrame:
    """Let agents live through the projection of 2013 and lay what they say beside what was printed."""
    task = ProjectionTask(plan.setup, plan.priors.names)
    found = run("projection", "Projectie van 2013", "Projection of 2013", task, _draws(plan, posterior, 3))
    return pd.DataFrame(projection_rows(found, plan.figures))


def _shapes(plan: Plan, run: _Runner, posterior: Posterior, sizes: Sizes) -> dict[str, pd.DataFrame]:
    """Read the Beveridge curve, exits by duration and flows, with 90% intervals over draws and luck."""
    task = ShapesTask(plan.setup, plan.priors.names)
    values = _draws(plan, posterior, sizes.replications)
    found = run("shapes", "Structuur van de arbeidsmarkt", "Structure of the labour market", task, values)
    even = np.full(len(found), 1.0 / len(found))
    lower, upper = weighted_quantiles(found, even, (0.05, 0.95))
    tables: dict[str, list[dict[str, object]]] = {"beveridge": [], "hazards": [], "flows": []}
    for column, (kind, *about) in enumerate(shape_names(plan.config.region)):
        middle, low, high = found[:, column].mean(), lower[column], upper[column]
        if kind == "beveridge":
            region, year, rate = about
            if rate == "unemployment":
                tables[kind].append({"region": int(region), "year": int(year)})
            tables[kind][-1] |= {f"{rate}_rate": middle, f"{rate}_lower": low, f"{rate}_upper": high}
        elif kind == "hazards":
            tables[kind].append({"duration": about[0], "hazard": middle, "lower": low, "upper": high})
        else:
            names = dict(zip(("period", "before", "now"), about, strict=True))
            tables[kind].append({**names, "probability": middle, "lower": low, "upper": high})
    return {name: pd.DataFrame(rows) for name, rows in tables.items()}


def _hindcast(plan: Plan, run: _Runner, sizes: Sizes) -> pd.DataFrame:
    """Forecast from past years with a model fitted to what was known then, and run with what was known then."""
    points, measured = _first_wave(plan, run)
    ensembles: dict[str, dict[int, Reals]] = {rate: {} for rate in RATES}
    for start in STARTS:
        known = targets_known_in(plan.targets, start, plan.figures)
        chosen = np.isin(plan.targets.names, known.names)
        cube = refit(points, measured[..., chosen], known, sizes.draws, plan.config.steps, plan.config.seed)
        # One life for all draws: what differs between them is behaviour, luck is small beside it.
        task = HindcastTask(plan.setup, plan.priors.names, start, 0)
        values = plan.priors.values(cube)
        found = run(f"hindcast_{start}", f"Voorspelling vanaf {start}", f"Forecast from {start}", task, values)
        for rate, rates in zip(RATES, found.transpose(1, 0, 2), strict=True):
            ensembles[rate][start] = rates
    observed = dict(zip(RATES, (plan.figures.employment_rate, plan.figures.unemployment_rate), strict=True))
    return hindcast(observed, ensembles, SURVEY_ERRORS)


def _first_wave(plan: Plan, run: _Runner) -> tuple[Reals, Reals]:
    """Return the points of the first wave and what the true model measured there, kept since the calibration."""
    points = first_points(plan.priors, plan.config.points, plan.config.seed)
    wave = plan.stage("first_wave", "Eerste ronde", "First wave", points, range(plan.config.replications))
    return points, run_stage(wave, run.directory, plan.config.workers, plan.config.lang)


def _wrong_models(plan: Plan, run: _Runner, sizes: Sizes) -> dict[str, pd.DataFrame]:
    """Refit the model and wrong ones with the same runs, and say how far each is from all figures and from each."""
    config, targets = plan.config, plan.targets
    lives = tuple(range(config.replications))
    points, true = (wave[: sizes.refit_points] for wave in _first_wave(plan, run))
    rows: list[dict[str, object]] = []
    figures: list[dict[str, object]] = []
    for model in (None, *WRONG_MODELS):
        name = "true" if model is None else model.name
        task = WrongModelTask(plan.setup, plan.priors.names, lives, "" if model is None else name)
        title = ("Het model zelf", "The model itself") if model is None else (model.title_nl, model.title_en)
        what = _NOTHING_WRONG if model is None else (model.what_nl, model.what_en)
        measured = true if model is None else run(f"refit_{name}", *title, task, plan.priors.values(points))
        draws = refit(points, measured, targets, sizes.draws, config.steps, config.seed)
        found = run(f"refitted_{name}", *title, task, plan.priors.values(draws))
        about = dict(zip(("title_nl", "title_en", "what_nl", "what_en"), (*title, *what), strict=True))
        for role in (FIT, VALIDATE):
            rows.append({"model": name, **about, "role": role, **dataclasses.asdict(misfit_of(found, targets, role))})
        for check, deviation in zip(targets.checks, deviations_of(found, targets), strict=True):
            figures.append({"model": name, "target": check.name, "role": check.role, "standardised": deviation})
    return {"wrong_models": pd.DataFrame(rows), "wrong_models_figures": pd.DataFrame(figures)}
