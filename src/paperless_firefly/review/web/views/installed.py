"""What a browser asks for to keep SparkLink as an app: manifest, service worker, offline page."""

from __future__ import annotations

import hashlib

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.templatetags.static import static
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

_GROUND, _CANVAS = "#2b55c0", "#f3f4f6"
_ICONS = (
    ("app.svg", "any", "image/svg+xml", "any"),
    ("app-192.png", "192x192", "image/png", "any"),
    ("app-512.png", "512x512", "image/png", "any"),
    ("app-maskable.png", "512x512", "image/png", "maskable"),
)
# what the offline page shows; no other thing is ever kept
_KEPT = ("tokens.css", "base.css", "parts.css", "pages.css", "shell.css", "mark.svg", "icons.svg")


@login_not_required
@require_safe
def manifest(request: HttpRequest) -> HttpResponse:
    """The app's name, icons, and how it takes what other apps share."""
    data = {
        "id": "/",
        "name": "SparkLink",
        "short_name": "SparkLink",
        "description": _("Documents of Paperless-ngx and their payments in Firefly III."),
        "start_url": reverse("home"),
        "scope": "/",
        "display": "standalone",
        "theme_color": _GROUND,
        "background_color": _CANVAS,
        "icons": [
            {"src": static(f"sparklink/{name}"), "sizes": sizes, "type": kind, "purpose": purpose}
            for name, sizes, kind, purpose in _ICONS
        ],
        "shortcuts": [
            {"name": _("Hand in documents"), "url": reverse("upload")},
            {"name": _("Review"), "url": reverse("review-queue")},
        ],
        "share_target": {
            "action": reverse("upload-shared"),
            "method": "POST",
            "enctype": "multipart/form-data",
            "params": {
                "files": [{"name": "files", "accept": ["application/pdf", "image/*", "text/plain"]}]
            },
        },
    }
    return JsonResponse(data, content_type="application/manifest+json")


@login_not_required
@require_safe
def service_worker(request: HttpRequest) -> HttpResponse:
    """The service worker; it changes with what it keeps, so that browsers take the new one."""
    kept = [reverse("offline"), *(static(f"sparklink/{name}") for name in _KEPT)]
    version = hashlib.sha256(" ".join(kept).encode()).hexdigest()[:12]
    return render(
        request,
        "installed/service_worker.js",
        {"kept": kept, "version": version},
        content_type="text/javascript",
    )


@login_not_required
@require_safe
def offline(request: HttpRequest) -> HttpResponse:
    """What is shown where there is no connection; it knows nobody."""
    return render(request, "installed/offline.html")
