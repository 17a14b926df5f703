"""What will be written: for one document, and for all that wait. These pages change nothing."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods, require_safe

from ....domain.posting import Booking
from ...selectors import queue, readings
from ...services import dry_run
from ...services.looks import Rows
from ..access import Document, document_of
from ..asked import page_number
from ..contexts import dry_run as context_of
from ..forms.document import DocumentForm
from ..forms.parts import parts_to_link
from ..htmx import PageRequest

_PAGE = 25


@require_http_methods(["GET", "HEAD", "POST"])
def one(request: PageRequest, pk: int) -> HttpResponse:
    """Of one document: as the form stands, if that is posted; a fragment for htmx.

    Where a bank transaction is proposed: of the link, and of what is booked as new instead.
    """
    document, preferences = document_of(request, pk), request.preferences
    best = queue.proposals(document)[:1] if document.decision in queue.UNDECIDED else []
    typed, parts = _typed(request, document), parts_to_link(request.POST)
    link = (
        dry_run.of(document, preferences, Rows(), split=best[0].split, parts=parts)
        if best
        else None
    )
    new = dry_run.of(document, preferences, Rows(), booking=typed) if typed or not best else None
    context = {
        "document": document,
        "runs": [context_of.shown(run) for run in (link, new) if run],
        "unsaved": request.method == "POST" and _is_unsaved(request, document),
    }
    name = "review/_dry_run.html" if request.htmx else "review/will.html"
    return render(request, name, context)


@require_safe
def every(request: PageRequest) -> HttpResponse:
    """Of all that wait: each is asked for as it comes into view."""
    pages = Paginator(dry_run.waiting(request.user.pk).defer("content"), _PAGE)
    page = pages.get_page(page_number(request.GET.get("page")))
    context = {
        "documents": page.object_list,
        "number": page.number,
        "more": page.has_next(),
        "total": pages.count,
    }
    return render(request, "review/will_all.html", context)


def _typed(request: PageRequest, document: Document) -> Booking | None:
    form = DocumentForm(request.POST)
    if request.method != "POST" or not form.is_valid():
        return None
    return form.booking(request.user.pk, document.direction)


def _is_unsaved(request: PageRequest, document: Document) -> bool:
    """Whether fields were typed that are not saved: what is written is made from saved ones."""
    return bool(readings.differences(document, DocumentForm(request.POST).values()))
