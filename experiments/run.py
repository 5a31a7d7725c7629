"""``westwerk run``: compute one arm; and the job that every computing command shares."""

from __future__ import annotations

import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import pandas as pd

from agents.region import SUB_REGIONS
from experiments.attribution import plan_attribution
from experiments.cells import choose_cells, everybody
from experiments.cost import cost_table
from experiments.grounds import grounds_of
from experiments.interaction import interaction_table
from experiments.intervals import Design
from experiments.ledger_tables import ledger_table
from experiments.model import Model, ask, recipe_for
from experiments.order import order_of_arms
from experiments.output import result_directory
from experiments.progress import ProgressReport
from experiments.provenance import run_information
from experiments.ranking import rank
from experiments.results import Results, write_results
from experiments.runner import ACCOUNT, run_replications
from experiments.statistics import compare_pairs, default_windows, summarise
from experiments.summary_tables import write_tables
from experiments.swot import swot_table
from scenarios.arms import BASELINE
from scenarios.errors import UserMistake
from scenarios.validation import Question


def run(words: Sequence[str], model: Model) -> Path:
    """Compute one arm and write its results and report.

    Returns
    -------
    Path
        The result directory.

    Raises
    ------
    UserMistake
        For anything asked that cannot be done.
    """
    question = ask(words, "run", model)
    if len(question.arms) != 1:
        raise UserMistake(
            nl="'westwerk run' rekent een arm uit; noem er een, of vergelijk ze met 'westwerk compare'.",
            en="'westwerk run' computes one arm; name one, or compare them with 'westwerk compare'.",
        )
    if question.attribution:
        raise UserMistake(
            nl="Een effect verdelen kan alleen in een vergelijking; gebruik 'westwerk compare' met attribution=[...].",
            en="An effect can be divided in a comparison only; use 'westwerk compare' with attribution=[...].",
        )
    return carry_out("run", question, model)


@dataclass(frozen=True, eq=False)
class Answer:
    """The answer to a question, in memory.

    Attributes
    ----------
    results : Results
        Monthly measurements of every arm.
    summary : pandas.DataFrame
        Result of :func:`experiments.statistics.summarise`.
    information : dict
        Content of ``run.json``.
    tables : dict of str to pandas.DataFrame
        Further tables of a comparison by name: ``ranking``, ``pairs``, ``cost``, ``ledger``, ``draws``,
        ``uncertainty``, ``uncertainty_values``, ``evidence``, where the measures of a bundle are compared alone as well
        ``interaction``, with a measure of Defence ``swot``, and where asked for ``attribution``.
    """

    results: Results
    summary: pd.DataFrame
    information: dict[str, Any]
    tables: dict[str, pd.DataFrame] = field(default_factory=dict)


def compute(command: str, question: Question, model: Model) -> Answer:
    """Answer a question without writing anything.

    Parameters
    ----------
    command : str
        Name of the command, for ``run.json``.
    question : Question
        Checked settings.
    model : Model
        The model to use.

    Returns
    -------
    Answer

    Raises
    ------
    RunFailure
        If the machine could not finish.
    """
    config = question.config
    started = time.monotonic()
    figures = model.load_region(config.region)
    title = "Rekenen" if config.lang == "nl" else "Computing"
    regions = (*SUB_REGIONS, figures.name_nl)
    windows = default_windows(0, question.end, question.policy_start)
    cells = choose_cells(model.series, regions, model.indicators, windows, wanted=everybody)
    plan = plan_attribution(question.attribution, question.arms, cells, config.seed)
    account = model.account if len(question.arms) > 1 else None
    recipe = replace(recipe_for(question, model), side_arms=plan, account=account)
    with ProgressReport(title, config.replications, config.lang) as progress:
        values = run_replications(recipe, config.replications, config.workers, progress)
    results = Results(
        arms=tuple(arm.name for arm in question.arms),
        series=tuple(model.series),
        regions=regions,
        first_month=0,
        values={arm.name: values[arm.name] for arm in question.arms},
        design=Design(config.luck_per_draw, config.uncertainty),
    )
    information = run_information(
        command,
        question,
        model.levers,
        data_versions=model.data_versions(config.region),
        region_title=figures.name_nl,
        sub_regions=SUB_REGIONS,
        check=model.check_table(values[BASELINE], figures) if BASELINE in values else [],
        duration_seconds=time.monotonic() - started,
    )
    tables = {}
    if len(results.arms) > 1:
        tables["ranking"] = rank(results, model.indicators, windows)
        tables["pairs"] = compare_pairs(results, model.indicators, windows)
        tables["cost"] = cost_table(results, model.indicators, question.policy_start)
        tables["order"] = order_of_arms(results, model.indicators, windows, tables["cost"])
        together = interaction_table(results, model.indicators, windows, question.arms)
        if len(together):
            tables["interaction"] = together
        behaviour = [model.drawn_behaviour(recipe.setup, number) for number in range(config.replications)]
        tables |= grounds_of(
            question, results, model.indicators, model.levers, windows, [drawn for drawn in behaviour if drawn]
        )
        for_defence = swot_table(results, model.indicators, windows, question.arms)
        if len(for_defence):
            tables["swot"] = for_defence
    if account is not None:
        tables["ledger"] = ledger_table(values[ACCOUNT], recipe.names[: len(question.arms)], regions, config.scale)
    if plan is not None:
        tables["attribution"] = plan.table(values, results.design)
    return Answer(results, summarise(results, model.indicators, windows), information, tables)


def carry_out(command: str, question: Question, model: Model) -> Path:
    """Answer a question and write everything that belongs to the answer.

    Parameters
    ----------
    command : str
        Name of the command, for ``run.json`` and for the name of a new directory.
    question : Question
        Checked settings.
    model : Model
        The model to use.

    Returns
    -------
    Path
        The result directory, complete.

    Raises
    ------
    UserMistake
        If the directory exists or cannot be written.
    RunFailure
        If the machine could not finish.
    """
    config = question.config
    with result_directory(config.output, command) as (partial, final):
        answer = compute(command, question, model)
        write_answer(partial, answer, model, config.lang)
    return final


def write_answer(directory: Path, answer: Answer, model: Model, lang: str) -> None:
    """Write everything that belongs to an answer into an existing directory, with its report in a language.

    Raises
    ------
    OSError
        If a file cannot be written.
    """
    print("Verslag maken" if lang == "nl" else "Making the report", file=sys.stderr, flush=True)
    write_results(directory, answer.results, answer.summary, answer.information)
    write_tables(directory, answer.tables)
    region = answer.information["configuration"]["region"]
    model.draw_report(directory, lang, region, results=answer.results, summary=answer.summary)
