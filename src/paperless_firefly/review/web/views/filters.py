"""Filters that a person keeps for a page, each an address under a name."""

from __future__ import annotations

from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from ...services import filters as saving
from ...services.errors import InvalidValues
from ..htmx import PageRequest
from .runs import back

# pages with filters, and what narrows them
NARROWING = {
    "review": ("state", "q", "kind", "since", "until", "pair"),
    "reconcile": (
        "dq", "tq", "account", "since", "until", "least", "most", "seller", "state", "bank",
    ),
}  # fmt: skip
_ADDRESS = {"review": "review-queue", "reconcile": "reconcile"}


def query_of(page: str, asked: QueryDict) -> str:
    """What narrows a page, as an address holds it, in one order."""
    found = {name: asked.get(name, "") for name in NARROWING[page]}
    return urlencode({name: value for name, value in found.items() if value})


@require_POST
def save(request: PageRequest) -> HttpResponse:
    """Keeps a page's present filter under a name."""
    page = request.POST.get("page", "")
    if page not in NARROWING:
        messages.error(request, _("This page keeps no filters."))
        return redirect("home")
    query = query_of(page, QueryDict(request.POST.get("query", "")[:1000]))
    try:
        saving.save(owner=request.user, page=page, name=request.POST.get("name", ""), query=query)
    except InvalidValues as error:
        messages.error(request, str(error))
    return redirect(f"{reverse(_ADDRESS[page])}?{query}")


@require_POST
def forget(request: PageRequest, pk: int) -> HttpResponse:
    """Deletes a saved filter."""
    saving.forget(owner=request.user, pk=pk)
    return redirect(back(request))
