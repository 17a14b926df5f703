"""The overview, or the way through set-up where nothing is connected yet."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render

from ...selectors import dashboard
from ...services.preferences import today_of, zone_of
from ..contexts.overview import bars, columns
from ..htmx import PageRequest
from .settings import panels


def overview(request: PageRequest) -> HttpResponse:
    """What waits, the connections, the last run, what happened."""
    today = today_of(request.preferences)
    found = dashboard.overview(request.user.pk, today, zone_of(request.preferences))
    if found.is_new:
        return render(request, "overview/set_up.html", _set_up(request))
    context = {
        "overview": found,
        "today": today,
        "bars": bars(found.months),
        "columns": columns(found.weeks),
        "year_months": [month.first for month in found.months],
        "took": _took(found),
    }
    return render(request, "overview/overview.html", context)


def _set_up(request: PageRequest) -> dict[str, Any]:
    """The connections, and which step is the next: one of them, or fetching."""
    found = panels(request)
    for panel in found:
        there = panel["connection"]
        panel["done"] = bool(there and there.token and there.check_ok)
    now = next((panel["kind"] for panel in found if not panel["done"]), "fetch")
    trying = any(p["connection"] and p["connection"].check_due for p in found)
    return {"panels": found, "now": now, "trying": trying}


def _took(found: dashboard.Overview) -> timedelta | None:
    """How long the last run took, to the second."""
    run = found.last_run
    if run is None or run.started_at is None or run.finished_at is None:
        return None
    return timedelta(seconds=round((run.finished_at - run.started_at).total_seconds()))
