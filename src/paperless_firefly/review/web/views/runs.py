"""Extract & Sync: one click, progress on every page, cancel."""

from __future__ import annotations

from urllib.parse import SplitResult, urlsplit

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import Resolver404, resolve, reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from ... import tasks
from ...selectors import shell
from ...services import runs
from ..access import run_of
from ..htmx import PageRequest


@require_POST
def start(request: PageRequest) -> HttpResponse:
    """Starts a run, or joins the one that is going."""
    run = runs.request(owner_id=request.user.pk)
    tasks.wake("run", run.pk)
    return redirect(back(request))


@require_safe
def progress(request: PageRequest) -> HttpResponse:
    """The fragment that asks for itself each second until the run ends."""
    run = shell.open_run(request.user.pk)
    ended = shell.last_run(request.user.pk) if run is None else None
    return render(request, "_run.html", {"run": run, "ended": ended})


@require_POST
def cancel(request: PageRequest, pk: int) -> HttpResponse:
    """Asks the run to stop."""
    runs.cancel(run=run_of(request, pk))
    messages.info(request, _("The run stops after the document it is at."))
    return redirect(back(request))


def back(request: PageRequest) -> str:
    """The page that the form stood on, if it is ours."""
    there = request.headers.get("Referer", "")
    if not url_has_allowed_host_and_scheme(there, {request.get_host()}, request.is_secure()):
        return "/"
    return _readable(urlsplit(there))


def _readable(there: SplitResult) -> str:
    """An address that answers GET: a page shown after a POST has the address of its form."""
    try:
        match = resolve(there.path)
    except Resolver404:
        return "/"
    name, pk = match.url_name or "", match.kwargs.get("pk")
    if name.startswith("review-") and pk and name not in {"review-linkable", "review-document"}:
        return reverse("review-document", args=[pk])
    if name.startswith("settings"):
        return reverse("settings")
    return there.geturl()
