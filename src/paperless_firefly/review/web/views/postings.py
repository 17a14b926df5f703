"""Postings that wait for a person: held ones are answered, failed ones tried again."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from ... import tasks
from ...services import importing, merging, undoing
from ...services.errors import NotAllowed
from ..access import posting_of
from ..htmx import PageRequest
from .runs import back


@require_POST
def answer(request: PageRequest, pk: int) -> HttpResponse:
    """The transaction that was found is the same, or another; or what becomes of a changed one."""
    posting = posting_of(request, pk)
    given = request.POST.get("answer", "")
    try:
        if given == "leave" and not posting.undo:
            merging.leave(posting=posting, by=request.user)
        elif posting.undo:
            undoing.answer(posting=posting, by=request.user, answer=given)
        else:
            importing.answer_hold(
                posting=posting,
                by=request.user,
                group_id=request.GET.get("group", ""),
                same=given == "same",
            )
    except NotAllowed as error:
        messages.error(request, str(error))
    else:
        tasks.wake("undo" if posting.undo else "posting", posting.pk)
        messages.success(request, _("Thank you. The posting goes on."))
    return redirect(back(request))


@require_POST
def retry(request: PageRequest, pk: int) -> HttpResponse:
    """Tries again at once: the posting, or what is to be attached to one that is done."""
    posting = posting_of(request, pk)
    try:
        importing.retry(posting=posting, by=request.user)
    except NotAllowed as error:
        messages.error(request, str(error))
    else:
        tasks.wake("posting", posting.pk)
    return redirect(back(request))
