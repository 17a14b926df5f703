"""Search everything, or jump to a page: a page of its own, and the palette over any other."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from ....domain.names import fold
from ...selectors import find as finding
from ..htmx import PageRequest


@require_safe
def find(request: PageRequest) -> HttpResponse:
    """Places and whatever contains the words; a fragment for the palette."""
    search = request.GET.get("q", "")[:200]
    context = {
        "search": search,
        "places": _places(search),
        "found": finding.find(request.user.pk, search),
    }
    template = "find/_found.html" if request.htmx else "find/find.html"
    return render(request, template, context)


def _places(search: str) -> list[tuple[str, str, str]]:
    """Icon, name and address of each page whose name contains the words."""
    known = (
        ("overview", _("Overview"), "home"),
        ("review", _("Review"), "review-queue"),
        ("check", _("Accept all that are certain"), "review-preview"),
        ("reconcile", _("Reconcile"), "reconcile"),
        ("inbox", _("Hand in documents"), "upload"),
        ("history", _("History"), "history"),
        ("settings", _("Settings"), "settings"),
        ("write", _("Rules"), "rules"),
    )
    wanted = fold(search)
    return [(icon, name, reverse(url)) for icon, name, url in known if wanted in fold(name)]
