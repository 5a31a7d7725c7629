"""The picture of the ledger says in both languages what it shows, is the same twice, and fits its sheet."""

from __future__ import annotations

import html
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from matplotlib.backends.backend_agg import FigureCanvasAgg
from support.synthetic_comparison import REGIONS, material

from experiments.ledger import MEASURES, ORIGINS, ROWS
from experiments.ledger_tables import ledger_table
from experiments.pictures.ledger import draw_ledger
from experiments.pictures.style import save_picture


def ledger(arms: int, replications: int, nothing: bool = False) -> pd.DataFrame:
    shape = (replications, arms - 1, len(ROWS), len(ORIGINS), 5, len(MEASURES))
    blocks = np.random.default_rng(3).integers(0, 400, shape).astype(float) * (not nothing)
    names = ("baseline", *(f"arm_{number}" for number in range(1, arms)))
    return ledger_table(blocks, names, REGIONS, 0.1)


@pytest.mark.parametrize(("language", "word"), [("nl", "netto nieuw"), ("en", "net new")])
def test_the_picture_has_its_words_and_its_numbers(language: str, word: str, tmp_path: Path) -> None:
    picture = draw_ledger(material(language), ledger(3, 4))
    drawing = html.unescape(save_picture(picture, tmp_path))
    assert picture.title in drawing and picture.caption in drawing and picture.alternative in drawing
    assert word in picture.alternative
    assert set(picture.table["arm"]) == {"arm_1", "arm_2"}
    assert len(picture.table) == 2 * 7
    assert drawing == html.unescape(save_picture(draw_ledger(material(language), ledger(3, 4)), tmp_path))


@pytest.mark.parametrize(("arms", "replications", "nothing"), [(3, 4, False), (2, 1, False), (2, 3, True)])
def test_nothing_is_cut_off(arms: int, replications: int, nothing: bool) -> None:
    picture = draw_ledger(material("nl", arms, replications), ledger(arms, replications, nothing))
    drawn = picture.figure.get_tightbbox(FigureCanvasAgg(picture.figure).get_renderer())
    width, height = picture.figure.get_size_inches()
    assert drawn.x0 >= -0.01 and drawn.y0 >= -0.01
    assert drawn.x1 <= width + 0.01 and drawn.y1 <= height + 0.01
