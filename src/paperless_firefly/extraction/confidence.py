"""The judgement on a whole reading: how sure, and so who must look at it."""

from __future__ import annotations

from ..domain.extraction import Extraction, Kind, Severity, State

# What a reading is worth at most without a field that a transaction needs.
_WITHOUT = {"total": 0.0, "currency": 0.70, "issue_date": 0.75, "seller": 0.80}
# … and with a finding of this weight.
_WITH = {Severity.ERROR: 0.80, Severity.WARNING: 0.90, Severity.INFO: 1.0}


def confidence_of(extraction: Extraction) -> float:
    """How likely the fields that a transaction needs are all right: the weakest of them decides."""
    known = [
        min(extraction.fields[name].confidence, 1.0) if name in extraction.fields else without
        for name, without in _WITHOUT.items()
    ]
    return min(known + [_WITH[finding.severity] for finding in extraction.findings])


def state_of(extraction: Extraction, *, auto: float, review: float, unread: bool) -> State:
    """The state that a reading's confidence gives it, by the two thresholds.

    `unread` says that no reader recognised the document, or that it was read in part only: then
    nobody can say that it claims no money, and a person must look what it is.
    """
    if extraction.kind == Kind.OTHER:
        return State.MANUAL if unread else State.OTHER
    if extraction.confidence >= auto:
        return State.AUTO
    return State.REVIEW if extraction.confidence >= review else State.MANUAL
