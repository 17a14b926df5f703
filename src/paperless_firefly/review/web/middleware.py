"""What every answer carries: safe headers, cookies Secure where they can be, the user's language."""

from __future__ import annotations

from collections.abc import Callable
from typing import cast

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import timezone, translation

from ..services import sessions
from ..services.preferences import preferences_of, zone_of
from .htmx import PageRequest

GetResponse = Callable[[HttpRequest], HttpResponse]

POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self'",
        "font-src 'self'",
        "connect-src 'self'",
        "manifest-src 'self'",
        "form-action 'self'",
        "frame-ancestors 'none'",
        "base-uri 'none'",
    )
)
PERMISSIONS = ", ".join(
    f"{feature}=()"
    for feature in (
        "accelerometer", "camera", "display-capture", "geolocation", "gyroscope", "magnetometer",
        "microphone", "midi", "payment", "usb", "browsing-topics",
    )
)  # fmt: skip
_NOTED = "sparklink_noted"
PRIVATE = "private, no-store, no-transform"


def security_headers(get_response: GetResponse) -> GetResponse:
    """Adds what a response does not set itself; the outermost, so that errors have them too."""

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        response.headers.setdefault("Content-Security-Policy", POLICY)
        response.headers.setdefault("Permissions-Policy", PERMISSIONS)
        response.headers.setdefault("X-Frame-Options", "DENY")
        response.headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        _keep_private(request, response)
        return response

    return middleware


def secure_cookies(get_response: GetResponse) -> GetResponse:
    """Marks cookies Secure over https alone: plain http in the LAN must be able to sign in too."""

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        if request.is_secure():
            for cookie in response.cookies.values():
                cookie["secure"] = True
        return response

    return middleware


def head_without_body(get_response: GetResponse) -> GetResponse:
    """Answers HEAD with the headers of GET alone; Django leaves the body to the server to drop."""

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        if request.method == "HEAD" and not response.streaming:
            response.headers["Content-Length"] = str(len(response.content))
            response.content = b""
        return response

    return middleware


def as_the_user_likes(get_response: GetResponse) -> GetResponse:
    """Speaks the user's language in the user's time zone, and keeps the preferences for views."""

    def middleware(request: HttpRequest) -> HttpResponse:
        if not request.user.is_authenticated:
            return get_response(request)
        preferences = preferences_of(request.user.pk)
        cast(PageRequest, request).preferences = preferences
        if preferences.language:
            # LocaleMiddleware around this one begins each request anew
            translation.activate(preferences.language)
        with timezone.override(zone_of(preferences)):
            return get_response(request)

    return middleware


def note_sessions(get_response: GetResponse) -> GetResponse:
    """Notes now and then where a user is signed in; a cookie of some minutes says that it was."""

    def middleware(request: HttpRequest) -> HttpResponse:
        due = request.user.is_authenticated and _NOTED not in request.COOKIES
        if due:
            sessions.note(request)
        response = get_response(request)
        if due:
            response.set_cookie(
                _NOTED, "1", max_age=sessions.NOTED_EVERY, httponly=True, samesite="Lax"
            )
        return response

    return middleware


def _keep_private(request: HttpRequest, response: HttpResponse) -> None:
    """An edge on the way caches and rewrites what does not forbid it.

    Pages are never kept. A view may let the browser alone keep another thing, such as the image of
    a page. Static files are public and say so.
    """
    if request.path.startswith(settings.STATIC_URL) and response.status_code in {200, 304}:
        return
    told = response.headers.get("Cache-Control", "")
    is_page = response.headers.get("Content-Type", "").startswith("text/html")
    if is_page or "private" not in told or "no-transform" not in told:
        response.headers["Cache-Control"] = PRIVATE
