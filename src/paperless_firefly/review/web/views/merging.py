"""Provisional documents: merged with the bank's own transaction, or final as they are."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from ....domain.errors import SparkLinkError
from ... import tasks
from ...selectors import queue
from ...services import decisions, merging
from ...services.errors import NotAllowed
from ..access import document_of
from ..asked import ident
from ..htmx import PageRequest
from .runs import back


@require_POST
def merge(request: PageRequest, pk: int, split_pk: int) -> HttpResponse:
    """Our transaction gives way to the bank's."""
    document, split = document_of(request, pk), queue.split(request.user.pk, split_pk)
    version = ident(request.POST.get("version"))
    try:
        if split is None:
            raise NotAllowed("This transaction is no longer in Firefly III.")
        posting = merging.merge(
            document=document,
            by=request.user,
            version=-1 if version is None else version,
            split=split,
        )
    except SparkLinkError as error:
        messages.error(request, str(error))
        return redirect("review-document", pk=pk)
    tasks.wake("posting", posting.pk)
    said = _("Merged %(name)s.") % {"name": document.seller or document.title}
    messages.success(request, said, extra_tags=str(document.pk))
    return redirect("review-document", pk=pk)


@require_POST
def final(request: PageRequest, pk: int) -> HttpResponse:
    """The provisional transaction stays: no other is looked for."""
    document = document_of(request, pk)
    try:
        decisions.make_final(document=document, by=request.user)
    except NotAllowed as error:
        messages.error(request, str(error))
    else:
        messages.success(request, _("It stays as it is."))
    return redirect(back(request))
