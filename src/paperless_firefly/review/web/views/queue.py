"""The review queue."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from ...selectors import filters, queue
from ..asked import page_number
from ..htmx import PageRequest
from .filters import query_of

TABS = ("", "certain", "check", "hand", "later", "waiting", "stuck")


@require_safe
def review_queue(request: PageRequest) -> HttpResponse:
    """Documents that wait, quickest first; tab, search and page stand in the address."""
    state = request.GET.get("state", "")
    search = request.GET.get("q", "")
    narrow = filters.Narrow.of(request.GET)
    page = queue.page(
        request.user.pk,
        state=state if state in TABS else "",
        search=search,
        narrow=narrow,
        number=page_number(request.GET.get("page")),
    )
    context = {
        "page": page,
        "counts": queue.counts(request.user.pk),
        "state": state,
        "search": search,
        "narrow": narrow,
        "filters": filters.saved(request.user.pk, "review"),
        "here": query_of("review", request.GET),
    }
    return render(request, "review/queue.html", context)
