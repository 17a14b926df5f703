"""The day by which to pay, from terms such as "30 days net", where no date is printed for it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, timedelta

from ...domain.grammar import DatePrint
from .lines import Line

_DAYS = re.compile(
    r"\b(\d{1,3}) (?:kalender|calendar )?(?:tagen?|days?|jours?|giorni|gg|dias?|dagen|dni|dnu)\b"
    r"|\bnet (\d{1,3})$"
)
# Beginnings of words (folded) one of which a row of payment terms has, and of those it has not.
_PAYING = re.compile(
    r"\b(?:zahl|payment|payable|terms|net\b|netto|due\b|reglement|paiement|pagament|bonifico|pago\b"
    r"|vencimiento|prazo|vencimento|betal|platnos|przelew|splatnost|condiciones|condicoes)"
)
_NOT_PAYING = re.compile(
    r"\b(?:gultig|valid|valable|valida|geldig|wazn|platn[aoy] 30|angebot|offert|quot|retour|return"
    r"|widerruf|reminder|mahn|skonto$)"
)
_LONGEST = 120  # days; more is a guarantee


def due_by_terms(lines: Sequence[Line], issued: date) -> list[tuple[int, DatePrint]]:
    """Row (index) and day of each row of terms; of several in a row the longest, without discount."""
    found: list[tuple[int, DatePrint]] = []
    for index, line in enumerate(lines):
        days = _days(line.folded)
        if days:
            start = max(line.text.find(str(days)), 0)
            day = issued + timedelta(days=days)
            found.append((index, DatePrint((day,), start, start + len(str(days)), "named")))
    return found


def _days(folded: str) -> int | None:
    if not _PAYING.search(folded) or _NOT_PAYING.search(folded):
        return None
    days = [int(m[1] or m[2]) for m in _DAYS.finditer(folded)]
    return max((d for d in days if 0 < d <= _LONGEST), default=None)
