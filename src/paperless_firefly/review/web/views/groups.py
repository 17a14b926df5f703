"""What belongs together: one payment of several documents, instalments, second scans."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from ....domain.errors import SparkLinkError
from ... import tasks
from ...selectors import matching
from ...services import decisions, matching_groups
from ..access import document_of, group_of
from ..asked import ident
from ..contexts.groups import shown
from ..htmx import PageRequest

_MOST = 30


@require_safe
def groups(request: PageRequest) -> HttpResponse:
    """Groups that can be linked in one act, and documents that look like a second scan."""
    context = {
        "groups": [shown(group) for group in matching.groups(request.user.pk)[:_MOST]],
        "scans": matching.second_scans(request.user.pk)[:_MOST],
    }
    return render(request, "reconcile/groups.html", context)


@require_POST
def link(request: PageRequest, pk: int) -> HttpResponse:
    """Links all members of a group, or none."""
    group = group_of(request, pk)
    shown_versions = (text.partition(":") for text in request.POST.getlist("shown")[:200])
    versions = {
        number: version
        for document, __, text in shown_versions
        if (number := ident(document)) is not None and (version := ident(text)) is not None
    }
    try:
        postings = matching_groups.link_group(group=group, by=request.user, versions=versions)
    except SparkLinkError as error:
        messages.error(request, str(error))
        return redirect("groups")
    for posting in postings:
        tasks.wake("posting", posting.pk)
    decided = " ".join(str(posting.document_id) for posting in postings)
    messages.success(request, _("Linked as one."), extra_tags=decided)
    return redirect("groups")


@require_POST
def dismiss(request: PageRequest, pk: int) -> HttpResponse:
    """Says that a group's members do not belong together."""
    matching_groups.dismiss_group(group=group_of(request, pk), by=request.user)
    return redirect("groups")


@require_POST
def second_scan(request: PageRequest, pk: int, act: str) -> HttpResponse:
    """A second scan is rejected as such, or is none."""
    document = document_of(request, pk)
    if act == "keep":
        matching_groups.dismiss_second_scan(document=document, by=request.user)
        return redirect("groups")
    if act != "reject":
        raise Http404
    version = ident(request.POST.get("version"))
    try:
        decisions.reject(
            document=document,
            by=request.user,
            version=-1 if version is None else version,
            reason="second scan",
        )
    except SparkLinkError as error:
        messages.error(request, str(error))
    else:
        name = document.seller or document.title
        messages.success(request, _("Rejected %(name)s.") % {"name": name}, extra_tags=str(pk))
    return redirect("groups")
