"""The report in a real browser: nothing overflows on a desk or a phone, and the summary prints on one A4 page.

Runs where a browser of the Chromium family is installed; what needs none is tested in ``tests/unit/test_report.py``.
"""

from __future__ import annotations

import html
import json
import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
from support.synthetic_comparison import INDICATORS
from support.written_report import write_run

from experiments.report import build_report
from scenarios.intervention_file import SHIPPED

BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome", "microsoft-edge")
BROWSER = next((place for place in map(shutil.which, BROWSERS) if place), None)
FLAGS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--allow-file-access-from-files",
)
A4 = (595, 842)
WIDTHS = {"desk": 1280, "phone": 390}
MEASURE = """<script>
addEventListener("load", () => {
  const wide = [...document.querySelectorAll("body *")].filter(element =>
    !element.closest(".scroll, .cards thead") && element.getBoundingClientRect().right > innerWidth + 1);
  const lost = [...document.images].filter(image => !image.complete || image.naturalWidth === 0);
  parent.postMessage({
    page: document.documentElement.scrollWidth, room: innerWidth, lost: lost.length,
    wide: wide.map(element => `${element.tagName} ${element.className}: ${element.textContent.slice(0, 40)}`),
  }, "*");
});
</script>"""

pytestmark = pytest.mark.skipif(BROWSER is None, reason=f"no browser found; looked for {', '.join(BROWSERS)}")


def browse(folder: Path, page: Path, *words: str) -> str:
    """Open a page and give what the browser prints."""
    command = [str(BROWSER), *FLAGS, f"--user-data-dir={folder / 'profile'}", *words, page.as_uri()]
    ended = subprocess.run(command, capture_output=True, text=True, timeout=120, check=False)
    assert ended.returncode == 0, ended.stderr[-2000:]
    return ended.stdout


def measured(folder: Path, report: Path, width: int) -> dict[str, Any]:
    """Lay the report out at a width, in a frame because a window cannot be as narrow as a phone."""
    inner = folder / "inner.html"
    inner.write_text(report.read_text("utf-8").replace("</body>", f"{MEASURE}</body>"), encoding="utf-8")
    outer = folder / "outer.html"
    outer.write_text(
        f"""<!DOCTYPE html><meta charset="utf-8"><script>
        addEventListener("message", told => {{ document.body.dataset.told = JSON.stringify(told.data); }});
        </script><body><iframe src="inner.html" width="{width}" height="900" style="border:0"></iframe></body>""",
        encoding="utf-8",
    )
    found = re.search(r'data-told="([^"]*)"', browse(folder, outer, "--virtual-time-budget=20000", "--dump-dom"))
    assert found is not None
    told: dict[str, Any] = json.loads(html.unescape(found[1]))
    return told


def pages(pdf: Path) -> tuple[int, set[tuple[int, int]]]:
    """Number of pages of a PDF, and their sizes in points."""
    content = pdf.read_bytes()
    boxes = re.findall(rb"/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]", content)
    return len(re.findall(rb"/Type /Page\b", content)), {(round(float(w)), round(float(h))) for w, h in boxes}


@pytest.mark.parametrize("width", WIDTHS.values(), ids=WIDTHS.keys())
@pytest.mark.parametrize("language", ["nl", "en"])
def test_nothing_overflows(reports: dict[str, Path], tmp_path: Path, language: str, width: int) -> None:
    told = measured(tmp_path, reports[language], width)
    assert told["room"] == width
    assert told["page"] <= width
    assert told["wide"] == []
    assert told["lost"] == 0


@pytest.mark.parametrize("arms", [2, 5, 10])
def test_the_summary_prints_on_one_page_of_paper(arms: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("experiments.report.draw_gallery", lambda material: iter(()))
    write_run(tmp_path, arms, 4)
    source = build_report(tmp_path, "nl", indicators=INDICATORS).read_text("utf-8")
    alone = tmp_path / "summary.html"
    alone.write_text(re.sub(r"<nav.*</main>", "</main>", source, flags=re.DOTALL), encoding="utf-8")
    browse(tmp_path, alone, "--no-pdf-header-footer", f"--print-to-pdf={tmp_path / 'summary.pdf'}")
    assert pages(tmp_path / "summary.pdf") == (1, {A4})


def test_the_whole_report_prints_on_paper(reports: dict[str, Path], tmp_path: Path) -> None:
    browse(tmp_path, reports["nl"], "--no-pdf-header-footer", f"--print-to-pdf={tmp_path / 'report.pdf'}")
    number, sizes = pages(tmp_path / "report.pdf")
    assert sizes == {A4}
    # The full report describes every intervention that is shipped, on about half a page each.
    assert 10 < number < 40 + len(list(SHIPPED.glob("*.yaml")))
