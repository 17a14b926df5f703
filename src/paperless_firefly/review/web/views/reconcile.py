"""Reconcile: one document and one bank transaction side by side."""

from __future__ import annotations

from collections.abc import Sequence

from django.contrib import messages
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from ....domain.errors import SparkLinkError
from ... import tasks
from ...selectors import filters, likely, pairing, reconciliation
from ...services import decisions, excuses, undoing
from ..access import Document, LedgerSplit, document_of, split_of
from ..asked import ident
from ..contexts import pair as context_of
from ..htmx import PageRequest
from .filters import query_of


@require_safe
def reconcile(request: PageRequest) -> HttpResponse:
    """Both lists and the chosen pair; everything stands in the address."""
    asked, owner = request.GET, request.user.pk
    narrow = pairing.Narrow.of(asked)
    left = reconciliation.documents(
        owner, search=asked.get("dq", ""), narrow=narrow, after=asked.get("dk", "")
    )
    document, split = _chosen(request, left.rows)
    told = reconciliation.proposals(document) if document else []
    free = [p for p in told if reconciliation.is_free(p)]
    right = reconciliation.payments(
        owner,
        near=[p.split for p in free],
        search=asked.get("tq", ""),
        narrow=narrow,
        after=asked.get("tk", ""),
    )
    if split is None and document is not None:
        split = free[0].split if free else reconciliation.linked_split(document)
    context = {
        "left": left,
        "right": right,
        "document": document,
        "split": split,
        "pair": context_of.compare(document, split, told) if document and split else None,
        "fits": {p.split_id: p.confidence for p in free},
        "totals": reconciliation.totals(owner),
        "narrow": narrow,
        "accounts": reconciliation.accounts(owner),
        "likely": likely.count(owner, request.preferences.auto_threshold, narrow),
        "most_likely": likely.MOST_COUNTED,
        "above": round(request.preferences.auto_threshold * 100),
        "kept": _kept(asked),
        "filters": filters.saved(owner, "reconcile"),
        "show": asked.get("show") or ("pair" if document else "documents"),
    }
    return render(request, "reconcile/reconcile.html", context)


def _chosen(
    request: PageRequest, rows: Sequence[Document]
) -> tuple[Document | None, LedgerSplit | None]:
    """What the address names; without a name the first document."""
    pk, split_pk = ident(request.GET.get("d")), ident(request.GET.get("t"))
    split = split_of(request, split_pk) if split_pk else None
    if pk:
        return document_of(request, pk), split
    return (rows[0] if rows and split is None else None), split


@require_POST
def link(request: PageRequest, pk: int, split_pk: int) -> HttpResponse:
    """Links the pair, and goes on to the next."""
    document, split = document_of(request, pk), split_of(request, split_pk)
    try:
        posting = decisions.link(
            document=document, by=request.user, version=_version(request), split=split
        )
    except SparkLinkError as error:
        messages.error(request, str(error))
        return back_to_lists(request, d=pk, t=split_pk)
    tasks.wake("posting", posting.pk)
    messages.success(
        request, _("Linked %(name)s.") % {"name": _name(document)}, extra_tags=f"link:{pk}"
    )
    return back_to_lists(request)


@require_POST
def unlink(request: PageRequest, pk: int) -> HttpResponse:
    """Takes a decision back; what was posted is taken back by a worker."""
    document = document_of(request, pk)
    try:
        posting = undoing.take_back(document=document, by=request.user)
    except SparkLinkError as error:
        messages.error(request, str(error))
        return back_to_lists(request, d=pk)
    if posting is not None:
        tasks.wake("undo", posting.pk)
        messages.info(request, _("It is being taken back. The document returns to the queue."))
        return back_to_lists(request)
    messages.success(request, _("%(name)s waits again.") % {"name": _name(document)})
    return back_to_lists(request, d=pk)


@require_POST
def dismiss(request: PageRequest, pk: int, split_pk: int) -> HttpResponse:
    """Says that the two are no pair; the document stays, its next proposal comes."""
    document, split = document_of(request, pk), split_of(request, split_pk)
    decisions.dismiss(document=document, by=request.user, split=split)
    return back_to_lists(request, d=pk)


@require_POST
def cash(request: PageRequest, pk: int) -> HttpResponse:
    """Says that a document was paid in cash: no bank transaction will come for it."""
    document = document_of(request, pk)
    try:
        decisions.none_needed(
            document=document, by=request.user, version=_version(request), reason="cash"
        )
    except SparkLinkError as error:
        messages.error(request, str(error))
        return back_to_lists(request, d=pk)
    text = _("Paid in cash: %(name)s.") % {"name": _name(document)}
    messages.success(request, text, extra_tags=f"link:{pk}")
    return back_to_lists(request)


@require_POST
def no_document(request: PageRequest, split_pk: int) -> HttpResponse:
    """Says that a bank transaction needs no document, alone or by a rule; or needs one again."""
    split = split_of(request, split_pk)
    if request.POST.get("needed") == "yes":
        excuses.ask(split=split, by=request.user)
        messages.info(request, _("Needs a document again: %(text)s.") % {"text": split.description})
        return _after_no_document(request)
    field = request.POST.get("rule", "")
    if field:
        return _never_again(request, split, field)
    excuses.excuse(split=split, by=request.user)
    text = _("No document needed: %(text)s.") % {"text": split.description}
    messages.info(request, text, extra_tags=f"none:{split.pk}")
    return _after_no_document(request)


@require_POST
def undo(request: PageRequest) -> HttpResponse:
    """Takes back what the last message told of: "link:7", "none:7" or "rule:7"."""
    what, __, text = request.POST.get("undo", "").partition(":")
    pk = ident(text)
    if pk is not None and what == "link":
        return unlink(request, pk)
    if pk is not None and what == "none":
        excuses.ask(split=split_of(request, pk), by=request.user)
        return back_to_lists(request, t=pk)
    if pk is not None and what == "rule" and excuses.drop_rule(owner=request.user, pk=pk):
        tasks.wake("rules", request.user.pk)
    return back_to_lists(request)


def _never_again(request: PageRequest, split: LedgerSplit, field: str) -> HttpResponse:
    value = getattr(split, field, "") if field in ("counterparty", "type", "category") else ""
    try:
        rule = excuses.add_rule(owner=request.user, field=field, value=value)
    except SparkLinkError as error:
        messages.error(request, str(error))
        return back_to_lists(request, t=split.pk)
    tasks.wake("rules", request.user.pk)
    text = _("Never asked again: %(what)s.") % {"what": context_of.rule_words(rule.field, value)}
    messages.success(request, text, extra_tags=f"rule:{rule.pk}")
    return _after_no_document(request)


def _after_no_document(request: PageRequest) -> HttpResponse:
    pk = ident(request.POST.get("d"))
    return back_to_lists(request, **({"d": pk} if pk else {}))


def back_to_lists(request: PageRequest, **chosen: int) -> HttpResponse:
    """The lists as they were narrowed, with a pair chosen, or the next one."""
    query = QueryDict(mutable=True)
    query.update({name: str(pk) for name, pk in chosen.items()})
    kept = _kept(QueryDict(request.POST.get("back", "")[:2000]))
    where = reverse("reconcile")
    text = "&".join(part for part in (query.urlencode(), kept) if part)
    return redirect(f"{where}?{text}" if text else where)


def _kept(asked: QueryDict) -> str:
    """What narrows the lists; the chosen pair and the place in each are not kept by an act."""
    return query_of("reconcile", asked)


def _version(request: PageRequest) -> int:
    version = ident(request.POST.get("version"))
    return -1 if version is None else version


def _name(document: Document) -> str:
    return document.seller or document.title
