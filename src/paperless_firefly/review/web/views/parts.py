"""The parts of a new transaction: a button changes them, and nothing is decided."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from ....domain.extraction import FIELD_NAMES
from ....domain.posting import SplitChoice
from ....posting.parts import change, offer_of
from ...selectors import choices, queue, readings
from ...selectors.parts import with_categories
from ..access import document_of
from ..contexts.parts import parts as shown
from ..forms.document import DocumentForm
from ..forms.parts import posted_rows, words
from ..htmx import PageRequest
from .document_page import keep_typed, page_of


@require_POST
def parts(request: PageRequest, pk: int) -> HttpResponse:
    """The parts after the button that was pressed; what else was typed stays typed."""
    document = document_of(request, pk)
    known = readings.known_of(document)
    if known is None or document.decision not in queue.UNDECIDED:
        return redirect("review-document", pk=pk)
    typed = DocumentForm(request.POST).values()
    fields = {name: value for name, value in typed.items() if name in FIELD_NAMES}
    extraction, action = readings.overlay(known.extraction, fields), request.POST.get("part", "")
    before = posted_rows(request.POST)
    chosen = change(before, action, offer_of(extraction), _whole(request))
    if action == "lines":
        chosen = with_categories(document.owner_id, chosen)
    keep_typed(request, document, parts=chosen)
    focus = _focus(action, len(before), len(chosen))
    if not request.htmx:
        return page_of(request, document, entries=typed, parts=chosen, focus=focus)
    context = {
        "document": document,
        "parts": shown(extraction, chosen, {}, focus),
        "lists": choices.lists(document.owner_id),
        "best": queue.proposals(document)[:1],
        "alone": True,
    }
    return render(request, "review/_parts.html", context)


def _whole(request: PageRequest) -> SplitChoice:
    """A part with what was typed of the whole."""
    typed = request.POST
    return SplitChoice(
        category=typed.get("category", "").strip(),
        budget_id=typed.get("budget_id", ""),
        tags=words(typed.get("tags", "")),
    )


def _focus(action: str, before: int, after: int) -> int:
    """The part to type in next."""
    name, _, number = action.partition(":")
    if name in ("drop", "rest", "up") and number.isdigit():
        return max(min(int(number) - (name == "up"), after), 1)
    return after if name == "add" and after > before else min(after, 1)
