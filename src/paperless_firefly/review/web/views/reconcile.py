"""Reconcile: one document and one bank transaction side by side."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from ....domain.errors import SparkLinkError
from ... import tasks
from ...selectors import reconciliation
from ...services import decisions
from ..access import document_of, split_of
from ..asked import ident, page_number
from ..contexts import pair as context_of
from ..htmx import PageRequest


@require_safe
def reconcile(request: PageRequest) -> HttpResponse:
    """Both lists and the chosen pair; everything stands in the address."""
    asked, owner = request.GET, request.user.pk
    split_pk = ident(asked.get("t"))
    left = reconciliation.documents(
        owner, search=asked.get("dq", ""), number=page_number(asked.get("dp"))
    )
    document = None
    if pk := ident(asked.get("d")):
        document = document_of(request, pk)
    elif left.rows and not split_pk:
        document = left.rows[0]
    told = reconciliation.proposals(document) if document else []
    free = [p for p in told if reconciliation.is_free(p)]
    right = reconciliation.payments(
        owner,
        first=[p.split_id for p in free],
        search=asked.get("tq", ""),
        number=page_number(asked.get("tp")),
    )
    split = free[0].split if free else None
    if split_pk:
        split = split_of(request, split_pk)
    context = {
        "left": left,
        "right": right,
        "document": document,
        "split": split,
        "pair": context_of.compare(document, split, told) if document and split else None,
        "fits": {p.split_id: p.confidence for p in free},
        "totals": reconciliation.totals(owner),
        "show": asked.get("show") or ("pair" if document else "documents"),
    }
    return render(request, "reconcile/reconcile.html", context)


@require_POST
def link(request: PageRequest, pk: int, split_pk: int) -> HttpResponse:
    """Links the pair, and goes on to the next."""
    document, split = document_of(request, pk), split_of(request, split_pk)
    version = ident(request.POST.get("version"))
    try:
        posting = decisions.link(
            document=document,
            by=request.user,
            version=-1 if version is None else version,
            split=split,
        )
    except SparkLinkError as error:
        messages.error(request, str(error))
        return _back_to_lists(request, d=pk, t=split_pk)
    tasks.wake("posting", posting.pk)
    name = document.seller or document.title
    messages.success(request, _("Linked %(name)s.") % {"name": name}, extra_tags=str(pk))
    return _back_to_lists(request)


@require_POST
def dismiss(request: PageRequest, pk: int, split_pk: int) -> HttpResponse:
    """Says that the two are no pair; the document stays, its next proposal comes."""
    document, split = document_of(request, pk), split_of(request, split_pk)
    decisions.dismiss(document=document, by=request.user, split=split)
    return _back_to_lists(request, d=pk)


@require_POST
def no_document(request: PageRequest, split_pk: int) -> HttpResponse:
    """Says that a bank transaction needs no document, or needs one again."""
    split = split_of(request, split_pk)
    needed = request.POST.get("needed") == "yes"
    decisions.no_document_needed(split=split, by=request.user, needed=needed)
    text = _("Needs a document again: %(text)s.") if needed else _("No document needed: %(text)s.")
    messages.info(request, text % {"text": split.description})
    pk = ident(request.POST.get("d"))
    return _back_to_lists(request, **({"d": pk} if pk else {}))


def _back_to_lists(request: PageRequest, **chosen: int) -> HttpResponse:
    """The lists as they were searched, with a pair chosen, or the next one."""
    kept = {name: request.POST[name] for name in ("dq", "tq") if request.POST.get(name)}
    query = QueryDict(mutable=True)
    query.update({**{name: str(pk) for name, pk in chosen.items()}, **kept})
    where = reverse("reconcile")
    return redirect(f"{where}?{query.urlencode()}" if query else where)
