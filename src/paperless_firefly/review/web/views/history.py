"""History: what was decided, and the timeline of one document."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from ...selectors import audit, queue, watching
from ...selectors import history as selector
from ...services import watching as watching_service
from ...services.errors import NotAllowed
from ..access import document_of
from ..asked import ident, page_number
from ..contexts import audit as audit_context
from ..contexts import history as context_of
from ..contexts.sentences import spoken
from ..htmx import PageRequest
from .runs import back


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
    changes = watching.changes_of(document)
    context = {
        "document": document,
        "changes": changes,
        "told": audit_context.told(page.entries),
        "next": page.next,
        "links": selector.links(document),
        "posting": posting,
        "is_unattached": selector.is_unattached(posting),
        "one": context_of.one(document, posting, None, changes[0].link if changes else None),
        "until": queue.waits_until(document),
        "transactions_at": selector.transactions_at(request.user.pk),
    }
    return render(request, "history/timeline.html", context)


@require_POST
def leave(request: PageRequest, pk: int) -> HttpResponse:
    """What became of its transaction in Firefly III is let stand."""
    try:
        watching_service.leave(document=document_of(request, pk), by=request.user)
    except NotAllowed as error:
        messages.error(request, spoken(str(error)))
    else:
        messages.success(request, _("Left as it is in Firefly III."))
    return redirect(back(request))


@require_POST
def leave_edited(request: PageRequest) -> HttpResponse:
    """All that was edited in Firefly III is let stand; what is gone there stays to be seen."""
    left = watching_service.leave_edited(by=request.user)
    text = ngettext("Left %(n)s as it is.", "Left %(n)s as they are.", left)
    messages.success(request, text % {"n": left})
    return redirect("history")
