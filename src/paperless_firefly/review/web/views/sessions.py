"""The devices that a user is signed in on: looked at, and signed out."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from ...selectors import sessions as selectors
from ...services import sessions as services
from ..access import session_of
from ..contexts.devices import device
from ..htmx import PageRequest


@require_safe
def sessions(request: PageRequest) -> HttpResponse:
    """Each session with its device, place and last use; the present one first."""
    here = request.session.session_key
    rows = sorted(selectors.sessions(request.user), key=lambda row: row.session_key != here)
    shown = [(row, device(row.user_agent), row.session_key == here) for row in rows]
    return render(request, "settings/sessions.html", {"sessions": shown, "others": len(rows) > 1})


@require_POST
def end(request: PageRequest, pk: int) -> HttpResponse:
    """Signs one out; the present one has its own button for that."""
    session = session_of(request, pk)
    if session.session_key == request.session.session_key:
        return redirect("account_logout")
    services.end(session=session, by=request.user)
    messages.success(request, _("Signed out there."))
    return redirect("sessions")


@require_POST
def end_others(request: PageRequest) -> HttpResponse:
    """Signs out everywhere but here."""
    count = services.end_others(user=request.user, key=request.session.session_key)
    text = ngettext("Signed out on %(n)s device.", "Signed out on %(n)s devices.", count)
    messages.success(request, text % {"n": count})
    return redirect("sessions")
