"""Moving a document's link to another transaction: choose, look at what will happen, confirm."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from ... import tasks
from ...selectors import history, queue
from ...services import dry_run, undoing
from ...services.errors import NotAllowed
from ...services.looks import Rows
from ..access import Document, LedgerSplit, document_of, split_of
from ..asked import page_number
from ..contexts import dry_run as context_of
from ..contexts.sentences import spoken
from ..htmx import PageRequest


@require_safe
def choose(request: PageRequest, pk: int) -> HttpResponse:
    """The transactions that a posted document could be linked to instead, searched."""
    document = document_of(request, pk)
    search, page = request.GET.get("q", ""), page_number(request.GET.get("page"))
    found, more = queue.linkable(document, search=search, number=page)
    context = {
        "document": document,
        "posting": history.posting(document),
        "splits": found,
        "search": search,
        "number": page,
        "more": more,
    }
    return render(request, "history/move.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def confirm(request: PageRequest, pk: int, split_pk: int) -> HttpResponse:
    """What is taken back and what is written then; posted, it is done."""
    document, split = document_of(request, pk), split_of(request, split_pk)
    if request.method == "POST":
        return _move(request, document, split)
    posting = history.posting(document)
    run = dry_run.of(document, request.preferences, Rows(), split=split)
    context = {
        "document": document,
        "split": split,
        "posting": posting,
        "added": posting.intended.get("added", {}) if posting else {},
        "runs": [context_of.shown(run)],
        "moves": run.act == "link",
    }
    return render(request, "history/move_confirm.html", context)


def _move(request: PageRequest, document: Document, split: LedgerSplit) -> HttpResponse:
    try:
        posting = undoing.move(document=document, by=request.user, split=split)
    except NotAllowed as error:
        messages.error(request, spoken(str(error)))
        return redirect("history-document", pk=document.pk)
    tasks.wake("undo", posting.pk)
    messages.success(request, _("It is being taken back, and then linked to the other one."))
    return redirect("history-document", pk=document.pk)
