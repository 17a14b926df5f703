"""Several documents at once: a preview of what would be written, then one press."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from ... import tasks
from ...selectors import queue
from ...services import bulk
from ...services.bulk import Outcome, Pick
from ..access import Document
from ..asked import ident
from ..contexts.sentences import spoken
from ..htmx import PageRequest

# as many as are decided well within a second
MOST = 50
_TOLD = 3
_ASIDE: dict[str, Callable[..., Outcome]] = {"later": bulk.later, "reject": bulk.reject}


@require_http_methods(["GET", "HEAD", "POST"])
def preview(request: PageRequest) -> HttpResponse:
    """What accepting would write: for the documents picked, or for all that are certain."""
    # posted, so that no token of the form stands in an address; it changes nothing
    picks = _picks(request, request.POST.getlist("pick"))
    chosen = [pick.document for pick in picks]
    documents = chosen or queue.certain(request.user.pk, MOST)
    plans = bulk.plan(documents, request.user.pk, only_certain=not chosen)
    context = {
        "ready": [plan for plan in plans if plan.ready],
        "left": [plan for plan in plans if not plan.ready],
        "picked": bool(chosen),
        "shown": len(plans),
        "waiting": queue.counts(request.user.pk).certain,
    }
    return render(request, "review/accept.html", context)


@require_POST
def accept(request: PageRequest) -> HttpResponse:
    """Accepts what is ticked, each as it was shown."""
    outcome = bulk.accept(_picks(request, request.POST.getlist("pick")), by=request.user)
    for posting in outcome.postings:
        tasks.wake("posting", posting.pk)
    n = len(outcome.done)
    _tell(request, outcome, ngettext("Accepted %(n)s.", "Accepted %(n)s.", n) % {"n": n})
    return redirect("review-queue")


@require_POST
def set_aside(request: PageRequest, act: str) -> HttpResponse:
    """Puts the picked ones aside, or rejects them."""
    if act not in _ASIDE:
        raise Http404
    outcome = _ASIDE[act](_picks(request, request.POST.getlist("pick")), by=request.user)
    said = _("Put aside %(n)s.") if act == "later" else _("Rejected %(n)s.")
    _tell(request, outcome, said % {"n": len(outcome.done)})
    return redirect("review-queue")


@require_POST
def reopen(request: PageRequest) -> HttpResponse:
    """Takes back what was decided a moment ago, one or many."""
    documents = _documents(request, request.POST.get("decided", "").split())
    outcome = bulk.reopen(documents, by=request.user)
    for posting in outcome.postings:
        tasks.wake("undo", posting.pk)
    for document, reason in outcome.left[:_TOLD]:
        messages.error(request, f"{document.seller or document.title}: {spoken(reason)}")
    if outcome.postings:
        messages.info(request, _("It is being taken back. The document returns to the queue."))
    under_way = {posting.document_id for posting in outcome.postings}
    back = [document for document in outcome.done if document.pk not in under_way]
    if len(back) == 1:
        name = back[0].seller or back[0].title
        messages.success(request, _("%(name)s is back in the queue.") % {"name": name})
        return redirect("review-document", pk=back[0].pk)
    if back:
        n = len(back)
        messages.success(request, _("%(n)s documents are back in the queue.") % {"n": n})
    return redirect("review-queue")


def _tell(request: PageRequest, outcome: Outcome, said: str) -> None:
    """How many, with an undo; and the first of those that were left, with the reason."""
    if outcome.done:
        messages.success(request, said, extra_tags=" ".join(str(d.pk) for d in outcome.done))
    for document, reason in outcome.left[:_TOLD]:
        messages.warning(request, f"{document.seller or document.title}: {spoken(reason)}")
    more = len(outcome.left) - _TOLD
    if more > 0:
        messages.warning(request, _("%(n)s more were left for a closer look.") % {"n": more})
    if not outcome.done and not outcome.left:
        messages.warning(request, _("Nothing was selected."))


def _documents(request: PageRequest, texts: Sequence[str]) -> list[Document]:
    pks = [pk for text in texts[:MOST] if (pk := ident(text)) is not None]
    found = queue.documents(request.user.pk, pks)
    return [found[pk] for pk in dict.fromkeys(pks) if pk in found]


def _picks(request: PageRequest, values: Sequence[str]) -> list[Pick]:
    """ "pk:version" or "pk:version:split" of the user's own documents; what is none is left out."""
    parts = {p[0]: p for value in values[:MOST] if len(p := value.split(":")) in (2, 3)}
    picks = []
    for document in _documents(request, list(parts)):
        __, version, *split = parts[str(document.pk)]
        number = ident(version)
        shown = -1 if number is None else number
        picks.append(Pick(document, shown, ident(split[0]) if split else None))
    return picks
