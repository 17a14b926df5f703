"""Health: is the process up, and is SparkLink ready for work? No sign-in, no call to an upstream."""

from __future__ import annotations

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from ...selectors.health import UpstreamHealth, readiness


@login_not_required
@require_safe
def healthz(request: HttpRequest) -> HttpResponse:
    """200 as long as this process answers."""
    return HttpResponse("ok\n", content_type="text/plain")


@login_not_required
@require_safe
def readyz(request: HttpRequest) -> HttpResponse:
    """200 if database, migrations and worker are well, 503 if not; upstreams are only told."""
    state = readiness()
    told = {
        "ready": state.ready,
        "database": _word(state.database),
        "migrations": _word(state.migrated),
        "worker": _word(state.worker),
        "upstreams": [_upstream(each) for each in state.upstreams],
    }
    return JsonResponse(told, status=200 if state.ready else 503)


def _word(well: bool) -> str:
    return "ok" if well else "failed"


def _upstream(found: UpstreamHealth) -> dict[str, str | int]:
    """Name, outcome and age in seconds of the last check: no address and no error text."""
    if found.checked_at is None:
        return {"name": found.name, "state": "unchecked"}
    age = int((timezone.now() - found.checked_at).total_seconds())
    return {"name": found.name, "state": _word(found.ok), "age": age}
