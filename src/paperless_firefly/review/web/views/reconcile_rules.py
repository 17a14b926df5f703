"""Payments that need no document: the rules, one by one, and a new one."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from ....domain.errors import SparkLinkError
from ... import tasks
from ...selectors import reconciliation
from ...services import excuses
from ..htmx import PageRequest


@require_safe
def rules(request: PageRequest) -> HttpResponse:
    """What is never asked for, with how many payments each rule excuses."""
    context = {"rules": reconciliation.rules(request.user.pk)}
    return render(request, "reconcile/rules.html", context)


@require_POST
def add(request: PageRequest) -> HttpResponse:
    """A rule by kind, name, category or text."""
    field, value = request.POST.get("field", ""), request.POST.get("value", "").strip()
    # the kind of a payment is not typed: the one that is meant is the transfer
    value = "transfer" if field == "type" else value
    try:
        excuses.add_rule(owner=request.user, field=field, value=value)
    except SparkLinkError as error:
        messages.error(request, str(error))
    else:
        tasks.wake("rules", request.user.pk)
        messages.success(request, _("The rule holds from now on, for older payments too."))
    return redirect("reconcile-rules")


@require_POST
def drop(request: PageRequest, pk: int) -> HttpResponse:
    """Deletes a rule; its payments are asked for again."""
    if not excuses.drop_rule(owner=request.user, pk=pk):
        raise Http404
    tasks.wake("rules", request.user.pk)
    messages.success(request, _("The rule is gone; its payments need documents again."))
    return redirect("reconcile-rules")
