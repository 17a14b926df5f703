"""One document's page, with what was typed there in place of what is known."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render

from ....domain.extraction import FIELD_NAMES, Extraction
from ....domain.posting import SplitChoice
from ...selectors import pages, queue, readings, watching
from ...selectors.proposed import proposed
from ...services import accepting
from ...services.errors import StaleVersion
from ..access import Document
from ..contexts import document as context_of
from ..contexts.merging import merges as merges_of
from ..contexts.parts import parts as parts_of_page
from ..forms.document import booking_values, by_rule, keep_booking, kept_booking, posted_booking
from ..forms.parts import part_values, parts_of
from ..htmx import PageRequest


def keep_typed(
    request: PageRequest, document: Document, parts: Sequence[SplitChoice] | None = None
) -> None:
    """Remembers what was typed about the booking while the document stays to be decided.

    `parts` take the place of those that were typed.
    """
    changed = {} if parts is None else {"splits": part_values(parts)}
    if known := readings.known_of(document):
        keep_booking(
            request.session,
            document.pk,
            typed=posted_booking(request.POST) | changed,
            suggested=_suggested(request, document, known.extraction),
        )


def _suggested(request: PageRequest, document: Document, extraction: Extraction) -> dict[str, Any]:
    account = request.preferences.default_account
    booking = proposed(document, extraction, account).booking
    return _with_day(request, booking_values(booking))


def _with_day(request: PageRequest, suggested: dict[str, Any]) -> dict[str, Any]:
    """What is suggested, with the day to which the document would wait."""
    return {**suggested, "wait_until": accepting.until_of(request.preferences).isoformat()}


def page_of(
    request: PageRequest,
    document: Document,
    *,
    entries: Mapping[str, str] | None = None,
    errors: Mapping[str, str] | None = None,
    conflict: StaleVersion | None = None,
    note: str = "",
    status: int = 200,
    parts: Sequence[SplitChoice] | None = None,
    focus: int = 0,
) -> HttpResponse:
    """The page with what was typed (`entries`, `parts`) in place of what is known."""
    known = readings.known_of(document)
    preferences, posting = request.preferences, queue.open_posting(document)
    following = queue.following(document)
    context: dict[str, Any] = {
        "document": document,
        "posting": posting,
        "changes": watching.changes_of(document) if posting else [],
        "previous": queue.before(document),
        "next": following[0] if following else None,
        "next_is_drawn": following is not None and pages.is_drawn(following[1]),
        "conflict": conflict,
        "note": note,
        "until": queue.waits_until(document),
        "preferences": preferences,
        "errors": errors or {},
    }
    if known is not None:
        extraction = known.extraction
        typed = kept_booking(request.session, document.pk) | posted_booking(request.POST)
        offered = proposed(document, extraction, preferences.default_account)
        booking = _with_day(request, booking_values(offered.booking)) | typed
        drawn = {n for n in range(1, document.page_count + 1) if pages.page_image(document, n)}
        undecided, seeking = (
            document.decision in kinds for kinds in (queue.UNDECIDED, queue.SEEKING)
        )
        chosen = parts_of(booking["splits"]) if parts is None else parts
        fields = {name: value for name, value in (entries or {}).items() if name in FIELD_NAMES}
        seen = readings.overlay(extraction, fields) if fields else extraction
        found = [context_of.pair(p) for p in (queue.proposals(document) if seeking else ())]
        context |= {
            "extraction": extraction,
            "rows": context_of.rows(
                extraction, preferences, was=known.was, entries=entries or {}, errors=errors or {}
            ),
            "said": context_of.said(extraction),
            "sheets": context_of.sheets(extraction, known.sizes, drawn),
            "general": [f for f in extraction.findings if not f.field],
            "sums": context_of.check_of_sums(extraction),
            "pairs": found,
            "merges": merges_of(document, preferences),
            "best": found[0] if found else None,
            "booking": booking,
            "parts": parts_of_page(seen, chosen, errors or {}, focus) if undecided else None,
            "by_rule": by_rule(offered.rules, booking),
            "own_reason": offered.why_own(seen, booking["own_account_id"]),
            "is_transfer": offered.is_transfer(booking["counterparty_name"]),
            "rule_findings": offered.rules.findings,
            "lists": offered.lists,
            "money": context_of.headline(document),
        }
    return render(request, "review/document.html", context, status=status)
