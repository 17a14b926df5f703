"""History: what was decided, and the timeline of one document."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from ...selectors import audit, queue
from ...selectors import history as selector
from ..access import document_of
from ..asked import ident, page_number
from ..contexts import audit as audit_context
from ..contexts import history as context_of
from ..htmx import PageRequest


@require_safe
def history(request: PageRequest) -> HttpResponse:
    """Decided documents, the newest first."""
    owner, kind, search = request.user.pk, request.GET.get("kind", ""), request.GET.get("q", "")
    page = selector.page(
        owner, kind=kind, search=search, number=page_number(request.GET.get("page"))
    )
    context = {
        "page": page,
        "told": context_of.told(page.documents),
        "kind": kind,
        "search": search,
        "transactions_at": selector.transactions_at(owner),
    }
    return render(request, "history/history.html", context)


@require_safe
def timeline(request: PageRequest, pk: int) -> HttpResponse:
    """Everything that happened to one document."""
    document = document_of(request, pk)
    posting = selector.posting(document)
    page = audit.of_document(document, before=ident(request.GET.get("before")))
    context = {
        "document": document,
        "told": audit_context.told(page.entries),
        "next": page.next,
        "links": selector.links(document),
        "posting": posting,
        "is_unattached": selector.is_unattached(posting),
        "one": context_of.one(document, posting, None),
        "until": queue.waits_until(document),
        "transactions_at": selector.transactions_at(request.user.pk),
    }
    return render(request, "history/timeline.html", context)
