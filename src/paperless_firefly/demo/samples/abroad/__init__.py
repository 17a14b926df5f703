"""Sample papers of other countries and languages, each with what is true of it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from . import invoices, receipts
from .paper import DOCUMENTS, Paper, Truth, languages, plan
from .sheet import Sheet

__all__ = ["DOCUMENTS", "Document", "Truth", "documents", "languages"]


@dataclass(frozen=True)
class Document:
    """One paper: its page, its truth, and whether its layout is held back from who writes rules."""

    paper: Paper
    sheet: Sheet
    truth: Truth

    @cached_property
    def text(self) -> str:
        """The text as Paperless would hold it; of every fifth paper block by block, as from a scan."""
        return self.sheet.text(by_block=self.paper.layout % 5 == 4)

    @cached_property
    def pdf(self) -> bytes:
        """The page as a PDF with a text layer."""
        return self.sheet.pdf()


def documents(language: str, *, seed: int = 1, count: int = DOCUMENTS) -> Iterator[Document]:
    """The papers of a language (ISO 639-1), the same for the same seed."""
    for paper in plan(language, seed=seed, documents=count):
        draw = receipts.draw if paper.kind == "receipt" else invoices.draw
        yield Document(paper, *draw(paper))
