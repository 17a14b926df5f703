"""Files to measure reading on: a folder of one's own, or what the demo makes and the tests hold."""

from __future__ import annotations

from datetime import date
from itertools import cycle, islice
from pathlib import Path
from typing import NamedTuple

from paperless_firefly.demo.samples import Rendered, plan, render

_SAMPLES = Path(__file__).parents[1] / "tests" / "extraction" / "einvoice" / "samples"
_TODAY = date(2026, 11, 24)
_ENDINGS = (".xml", ".pdf", ".p7m")


class Sample(NamedTuple):
    """One file."""

    name: str
    data: bytes

    @property
    def is_xml(self) -> bool:
        """Whether it is XML by its name."""
        return self.name.endswith(".xml")


def einvoices(folder: Path | None) -> list[Sample]:
    """E-invoices: those of a folder and the folders in it, or the demo's and a sample of each syntax."""
    if folder is not None:
        return _files(folder)
    made = [Sample(each.name, each.data) for each in _papers("cii", "ubl", "hybrid")]
    return _files(_SAMPLES) + made


def mixed(samples: list[Sample], count: int) -> list[Sample]:
    """The samples with the demo's papers (receipts, photos, plain PDFs) between, up to a number."""
    papers = [Sample(each.name, each.data) for each in _papers("pdf", "receipt", "photo")]
    room = max(count - len(samples), count // 10)
    return [*islice(cycle(samples), count - room), *islice(cycle(papers), room)]


def _files(folder: Path) -> list[Sample]:
    paths = sorted(path for path in folder.rglob("*") if path.suffix in _ENDINGS)
    return [Sample(path.name, path.read_bytes()) for path in paths]


def _papers(*forms: str) -> list[Rendered]:
    papers = plan(_TODAY, seed=1, documents=120)
    return [render(paper) for paper in papers if paper.form in forms]
