"""The review queue."""

from __future__ import annotations

from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from ...selectors import filters, queue
from ...services import filters as saving
from ...services.errors import InvalidValues
from ..asked import page_number
from ..htmx import PageRequest
from .runs import back

_NARROWING = ("state", "q", "kind", "since", "until", "pair")
TABS = ("", "certain", "check", "hand", "later", "stuck")


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
        "here": _query(request.GET),
    }
    return render(request, "review/queue.html", context)


@require_POST
def save_filter(request: PageRequest) -> HttpResponse:
    """Keeps the queue's present filter under a name."""
    query = _query(QueryDict(request.POST.get("query", "")[:1000]))
    try:
        saving.save(
            owner=request.user, page="review", name=request.POST.get("name", ""), query=query
        )
    except InvalidValues as error:
        messages.error(request, str(error))
    return redirect(f"{reverse('review-queue')}?{query}")


@require_POST
def forget_filter(request: PageRequest, pk: int) -> HttpResponse:
    """Deletes a saved filter."""
    saving.forget(owner=request.user, pk=pk)
    return redirect(back(request))


def _query(asked: QueryDict) -> str:
    """What narrows the queue, as an address holds it, in one order."""
    found = {name: asked.get(name, "") for name in _NARROWING}
    return urlencode({name: value for name, value in found.items() if value})
