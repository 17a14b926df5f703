"""All proposals above a score at once: a preview, one press, its progress, and its undo."""

from __future__ import annotations

from collections.abc import Sequence

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from ... import tasks
from ...selectors import likely, pairing
from ...services import link_batches
from ...services.link_batches import Pick
from ..access import LinkBatch, batch_of
from ..asked import ident
from ..htmx import PageRequest

SCORES = (99, 98, 95, 90, 80, 70)
# each of so many can be unticked; those beyond are a table
SHOWN = 200
# what is shown before one press; more follow after it
PREVIEWED = 500
# what a request does itself; the worker does the rest
_SECONDS = 0.4


@require_safe
def preview(request: PageRequest) -> HttpResponse:
    """What would be linked: each document's best proposal that scores so much."""
    above = ident(request.GET.get("above")) or round(request.preferences.auto_threshold * 100)
    above = min(max(above, 50), 100)
    narrow = pairing.Narrow.of(request.GET)
    found = likely.likely(request.user.pk, above / 100, PREVIEWED, narrow)
    context = {
        "found": found,
        "shown": found.ready[:SHOWN],
        "rest": found.ready[SHOWN:],
        "above": above,
        "scores": sorted({*SCORES, above}, reverse=True),
        "narrow": narrow,
    }
    return render(request, "reconcile/accept.html", context)


@require_POST
def accept(request: PageRequest) -> HttpResponse:
    """Links what is ticked and what stood in the table, each as it was shown."""
    rest = request.POST.get("rest", "").split()
    picks = _picks([*request.POST.getlist("pick"), *rest])
    if not picks:
        messages.warning(request, _("Nothing was selected."))
        return redirect("reconcile-accept")
    return _work(link_batches.request(owner=request.user, picks=picks))


@require_safe
def progress(request: PageRequest, pk: int) -> HttpResponse:
    """How far a batch is, and what was left with the reason."""
    page = "_batch" if request.htmx else "batch"
    return render(request, f"reconcile/{page}.html", {"batch": batch_of(request, pk)})


@require_POST
def undo(request: PageRequest, pk: int) -> HttpResponse:
    """Takes all links of a batch back that can be."""
    batch = batch_of(request, pk)
    if not link_batches.undo(batch=batch):
        return redirect("reconcile-batch", pk=pk)
    return _work(batch_of(request, pk))


def _work(batch: LinkBatch) -> HttpResponse:
    link_batches.work(batch, seconds=_SECONDS)
    tasks.wake("links", batch.pk)
    return redirect("reconcile-batch", pk=batch.pk)


def _picks(values: Sequence[str]) -> list[Pick]:
    """ "document:version:split" each; what is none is left out."""
    picks = []
    for value in values[: link_batches.MOST]:
        parts = [ident(part) for part in value.split(":")]
        if len(parts) == 3 and None not in parts:
            document, version, split = (part or 0 for part in parts)
            picks.append((document, version, split))
    return picks
