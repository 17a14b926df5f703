"""The overview, or the way through set-up where nothing is connected yet."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render

from ...selectors import dashboard
from ...services.preferences import today_of
from ..contexts.overview import bars
from ..htmx import PageRequest


def overview(request: PageRequest) -> HttpResponse:
    """What waits, the connections, the last run, what happened."""
    found = dashboard.overview(request.user.pk, today_of(request.preferences))
    template = "overview/set_up.html" if found.is_empty else "overview/overview.html"
    return render(request, template, {"overview": found, "bars": bars(found.months)})
