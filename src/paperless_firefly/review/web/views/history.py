"""History: what was decided, and the timeline of one document."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from ...selectors import history as selector
from ...selectors import queue
from ..access import document_of
from ..htmx import PageRequest


@require_safe
def history(request: PageRequest) -> HttpResponse:
    """Decided documents, the newest first."""
    kind, search = request.GET.get("kind", ""), request.GET.get("q", "")
    number = request.GET.get("page", "1")
    page = selector.page(
        request.user.pk,
        kind=kind,
        search=search,
        number=int(number) if number.isdecimal() else 1,
    )
    return render(request, "history/history.html", {"page": page, "kind": kind, "search": search})


@require_safe
def timeline(request: PageRequest, pk: int) -> HttpResponse:
    """Everything that happened to one document."""
    document = document_of(request, pk)
    context = {
        "document": document,
        "entries": selector.timeline(document),
        "links": selector.links(document),
        "posting": queue.open_posting(document),
    }
    return render(request, "history/timeline.html", context)
