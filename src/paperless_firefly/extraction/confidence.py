"""The judgement on a whole reading: how sure, and so who must look at it."""

from __future__ import annotations

from math import prod

from ..domain.extraction import Direction, Extraction, Kind, Severity, State
from .direction import TEXT

# What is booked, and what a reading is worth at most without it.
_BOOKED = {"total": 0.0, "currency": 0.70, "issue_date": 0.75}
# A wrong name is seen at a glance and is mended once for all; an invented one wants that glance.
_INVENTED = 0.50  # a seller less likely than not may be anything on the page
_WITHOUT_SELLER, _DOUBTFUL_SELLER = 0.80, 0.90
# What a reading is worth at most with a finding of this weight.
_WITH = {Severity.ERROR: 0.80, Severity.WARNING: 0.90, Severity.INFO: 1.0}


def confidence_of(extraction: Extraction) -> float:
    """How likely total, currency and date are all right, less where the seller or sums are in doubt."""
    missing = [without for name, without in _BOOKED.items() if name not in extraction.fields]
    return min([_booked(extraction), *missing, _by_seller(extraction), *_by_findings(extraction)])


def _booked(extraction: Extraction) -> float:
    """What is read from a text errs field by field; what a machine wrote is right or wrong at once."""
    booked = [extraction.fields[name] for name in _BOOKED if name in extraction.fields]
    read = prod(field.confidence for field in booked if field.reader == TEXT)
    return min([read, *(field.confidence for field in booked if field.reader != TEXT)])


def _by_seller(extraction: Extraction) -> float:
    seller = extraction.fields.get("seller")
    if seller is None:
        return _WITHOUT_SELLER
    return 1.0 if seller.confidence >= _INVENTED else _DOUBTFUL_SELLER


def _by_findings(extraction: Extraction) -> list[float]:
    return [_WITH[finding.severity] for finding in extraction.findings]


def is_claim(extraction: Extraction) -> bool:
    """Whether money moves: an invoice or receipt, or another paper that says which way (a payslip)."""
    return extraction.kind != Kind.OTHER or extraction.direction != Direction.NONE


def state_of(extraction: Extraction, *, auto: float, review: float, unread: bool) -> State:
    """The state that a reading's confidence gives it, by the two thresholds.

    `unread` says that no reader recognised the document, or that it was read in part only: then
    nobody can say that it claims no money, and a person must look what it is.
    """
    if not is_claim(extraction):
        return State.MANUAL if unread else State.OTHER
    if extraction.confidence >= auto:
        return State.AUTO
    return State.REVIEW if extraction.confidence >= review else State.MANUAL
