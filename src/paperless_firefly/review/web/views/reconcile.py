"""Reconcile: one document and one bank transaction side by side."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from ....domain.errors import SparkLinkError
from ... import tasks
from ...selectors import queue, reconciliation
from ...services import decisions
from ..access import document_of
from ..contexts import pair as context_of
from ..htmx import PageRequest
from .runs import back


@require_safe
def reconcile(request: PageRequest) -> HttpResponse:
    """Both lists and the chosen pair; everything stands in the address."""
    asked = request.GET
    document = document_of(request, int(asked["d"])) if asked.get("d", "").isdecimal() else None
    left = reconciliation.documents(
        request.user.pk, search=asked.get("dq", ""), number=_number(asked.get("dp"))
    )
    if document is None and left.rows and not asked.get("t"):
        document = queue.document(request.user.pk, left.rows[0].pk)
    right = reconciliation.payments(
        request.user.pk,
        document=document,
        search=asked.get("tq", ""),
        number=_number(asked.get("tp")),
    )
    split = None
    if asked.get("t", "").isdecimal():
        split = queue.split(request.user.pk, int(asked["t"]))
        if split is None:
            raise Http404
    elif document is not None:
        split = reconciliation.best_split(document)
    context = {
        "left": left,
        "right": right,
        "document": document,
        "split": split,
        "pair": context_of.compare(document, split) if document and split else None,
        "totals": reconciliation.totals(request.user.pk),
        "show": asked.get("show", "pair" if document else "documents"),
    }
    return render(request, "reconcile/reconcile.html", context)


@require_POST
def link(request: PageRequest, pk: int, split_pk: int) -> HttpResponse:
    """Links the pair, and goes on to the next."""
    document = document_of(request, pk)
    split = queue.split(request.user.pk, split_pk)
    if split is None:
        raise Http404
    version = request.POST.get("version", "")
    try:
        posting = decisions.link(
            document=document,
            by=request.user,
            version=int(version) if version.isdecimal() else -1,
            split=split,
        )
    except SparkLinkError as error:
        messages.error(request, str(error))
        return redirect(back(request))
    tasks.wake("posting", posting.pk)
    name = document.seller or document.title
    messages.success(request, _("Linked %(name)s.") % {"name": name}, extra_tags=str(pk))
    return redirect(reverse("reconcile"))


@require_POST
def dismiss(request: PageRequest, pk: int, split_pk: int) -> HttpResponse:
    """Says that the two are no pair."""
    document = document_of(request, pk)
    split = queue.split(request.user.pk, split_pk)
    if split is None:
        raise Http404
    decisions.dismiss(document=document, by=request.user, split=split)
    return redirect(f"{reverse('reconcile')}?d={pk}")


@require_POST
def no_document(request: PageRequest, split_pk: int) -> HttpResponse:
    """Says that a bank transaction needs no document."""
    split = queue.split(request.user.pk, split_pk)
    if split is None:
        raise Http404
    decisions.no_document_needed(split=split, by=request.user)
    messages.info(request, _("No document needed: %(text)s.") % {"text": split.description})
    return redirect(back(request))


def _number(text: str | None) -> int:
    return int(text) if text and text.isdecimal() else 1
