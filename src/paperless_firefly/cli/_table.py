"""The table that `sparklink read` prints: a row for each file, its findings below it."""

from __future__ import annotations

import shutil
from pathlib import PurePath

from ..domain.extraction import Extraction, Severity

# Heading and width; the seller takes what the terminal has left.
_COLUMNS = (
    ("file", 28), ("kind", 11), ("state", 6), ("sure", 4), ("total", 12), ("cur", 3),
    ("date", 10), ("number", 18), ("seller", 20),
)  # fmt: skip
_RIGHT = {"total", "sure"}
_MARK = {Severity.ERROR: "!!", Severity.WARNING: "! ", Severity.INFO: "i "}


class Table:
    """Prints its heading once, before the first row."""

    def __init__(self) -> None:
        used = sum(width + 2 for _, width in _COLUMNS[:-1])
        left = shutil.get_terminal_size((140, 40)).columns - used
        self._widths = {**dict(_COLUMNS), "seller": max(left, 20)}
        self._started = False

    def rows(self, name: str, extraction: Extraction) -> str:
        """One file: its row and its findings, with the heading if they are the first."""
        lines = [] if self._started else [self._line({n: n.upper() for n in self._widths})]
        self._started = True
        lines.append(self._line(_cells(name, extraction)))
        lines += [f"    {_MARK[f.severity]} {_clean(f.message)}" for f in extraction.findings]
        return "\n".join(lines)

    def _line(self, cells: dict[str, str]) -> str:
        shown = (self._cell(name, _clean(cells[name])) for name in self._widths)
        return "  ".join(shown).rstrip()

    def _cell(self, name: str, text: str) -> str:
        width = self._widths[name]
        cut = text if len(text) <= width else f"{text[: width - 1]}…"
        return cut.rjust(width) if name in _RIGHT else cut.ljust(width)


def _cells(name: str, extraction: Extraction) -> dict[str, str]:
    kind = extraction.kind.value.replace("_", " ")
    return {
        "file": PurePath(name).name,
        "kind": (extraction.type or kind) if kind == "other" else kind,
        "state": extraction.state.value,
        "sure": f"{extraction.confidence:.2f}",
        "total": extraction.text("total") or "–",
        "cur": extraction.text("currency") or "–",
        "date": extraction.text("issue_date") or "–",
        "number": extraction.text("number") or "–",
        "seller": extraction.text("seller") or "–",
    }


def _clean(text: str) -> str:
    """What a terminal may show: a document must not send it control sequences."""
    return "".join(
        c if c.isprintable() else " " if c.isspace() else "\N{REPLACEMENT CHARACTER}" for c in text
    )
