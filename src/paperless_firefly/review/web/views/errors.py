"""Pages for what cannot be answered; they need neither database nor session."""

from __future__ import annotations

from django.core.exceptions import DisallowedHost, RequestDataTooBig, TooManyFilesSent
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.views.decorators.csrf import requires_csrf_token


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """400; a host that is not ours is told which option lets it in."""
    if isinstance(exception, DisallowedHost):
        host = str(request.META.get("HTTP_HOST", request.META.get("SERVER_NAME", "")))
        return _page("errors/refused_host.html", 400, {"host": host, "name": _without_port(host)})
    too_much = isinstance(exception, RequestDataTooBig | TooManyFilesSent)
    return _page("errors/bad_request.html", 400, {"too_much": "yes" if too_much else ""})


def permission_denied(request: HttpRequest, exception: Exception) -> HttpResponse:
    """403."""
    return _page("errors/permission_denied.html", 403)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """404, also for what belongs to somebody else."""
    return _page("errors/not_found.html", 404)


@requires_csrf_token
def server_error(request: HttpRequest) -> HttpResponse:
    """500; the log has the reason."""
    return _page("errors/server_error.html", 500)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """403 for a form that did not come from a page of ours, as far as can be seen."""
    origin = request.headers.get("Origin", "")
    foreign = bool(origin) and reason.startswith("Origin checking failed")
    return _page("errors/csrf.html", 403, {"origin": origin if foreign else ""})


def _page(template: str, status: int, context: dict[str, str] | None = None) -> HttpResponse:
    return HttpResponse(render_to_string(template, context or {}), status=status)


def _without_port(host: str) -> str:
    name, colon, port = host.rpartition(":")
    return name if colon and port.isdigit() else host
