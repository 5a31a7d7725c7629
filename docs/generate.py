"""Rewrite the tables of the pages in ``docs`` from the declarations in the code.

Run ``python docs/generate.py`` after changing a column, parameter, lever, intervention, indicator or code.
Text outside the marked blocks is left as it is; a test fails while a block differs from the code.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

from calibration_tables import priors_table, targets_table
from measure_tables import (
    action_counts_table,
    actions_table,
    costs_table,
    hours_table,
    interventions_table,
    levers_table,
    measures_table,
)
from model_tables import (
    barriers_table,
    columns_table,
    indicators_table,
    occupations_table,
    parameters_table,
    sources_table,
    tasks_table,
    vocabularies_table,
)
from validation_tables import field, fit_misses, forecasts, intervals, summary, unknown, validate_misses, wrong

from agents.coaches import Coaches
from agents.employers import Employers
from agents.job_designs import JobDesigns, Vacancies
from agents.persons import Persons

DOCUMENTS = tuple(
    Path(__file__).with_name(name)
    for name in ("ODD.md", "interventions.md", "actions.md", "barriers.md", "calibration.md")
)


_BLOCK = re.compile(r"(<!-- table: (?P<name>[a-z_]+) -->\n).*?(<!-- end -->)", re.DOTALL)


BLOCKS: dict[str, Callable[[], str]] = {
    "vocabularies": vocabularies_table,
    "persons": lambda: columns_table(Persons),
    "employers": lambda: columns_table(Employers),
    "job_designs": lambda: columns_table(JobDesigns),
    "vacancies": lambda: columns_table(Vacancies),
    "coaches": lambda: columns_table(Coaches),
    "occupations": occupations_table,
    "tasks": tasks_table,
    "parameters": parameters_table,
    "levers": levers_table,
    "interventions": interventions_table,
    "costs": costs_table,
    "hours": hours_table,
    "indicators": indicators_table,
    "sources": sources_table,
    "measures": measures_table,
    "actions": actions_table,
    "actions_by_profile": lambda: action_counts_table("profile"),
    "actions_by_category": lambda: action_counts_table("category"),
    "actions_by_country": lambda: action_counts_table("country"),
    "barriers": barriers_table,
    "targets": targets_table,
    "priors": priors_table,
    "calibration_summary": summary,
    "calibration_fit_misses": fit_misses,
    "calibration_validate_misses": validate_misses,
    "calibration_intervals": intervals,
    "calibration_forecasts": forecasts,
    "calibration_wrong_models": wrong,
    "calibration_field_experiments": field,
    "calibration_unknown": unknown,
}
"""How each block is made, by its name in the document."""


def rewrite(text: str) -> str:
    """Fill every marked block of a document from the code.

    Parameters
    ----------
    text : str
        Markdown with blocks ``<!-- table: name -->`` ... ``<!-- end -->``.

    Returns
    -------
    str
        The same text with the present tables.

    Raises
    ------
    KeyError
        If a block has a name that is not in :data:`BLOCKS`.
    """
    return _BLOCK.sub(lambda found: f"{found[1]}\n{BLOCKS[found['name']]()}\n{found[3]}", text)


def block_names(text: str) -> list[str]:
    """Return the names of the marked blocks of a document, in order."""
    return [found["name"] for found in _BLOCK.finditer(text)]


if __name__ == "__main__":
    for document in DOCUMENTS:
        document.write_text(rewrite(document.read_text(encoding="utf-8")), encoding="utf-8")
