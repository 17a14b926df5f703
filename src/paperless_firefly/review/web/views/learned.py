"""What SparkLink learned: sellers, how the bank calls them, and the weights of matching."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from ....domain.errors import SparkLinkError
from ...selectors import matching_learned, sellers
from ...services import matching_names, matching_weights
from ...services import sellers as service
from ..access import learned_name_of, seller_of
from ..asked import page_number
from ..htmx import PageRequest

PAGE = 50


@require_safe
def learned(request: PageRequest) -> HttpResponse:
    """Everything that decisions taught, and that a person can change."""
    search, number = request.GET.get("q", "")[:100], page_number(request.GET.get("page"))
    start = (number - 1) * PAGE
    found = list(sellers.sellers(request.user.pk, search)[start : start + PAGE + 1])
    rows = [row for row in matching_learned.weights(request.user.pk) if any(row.examples)]
    context = {
        "sellers": found[:PAGE],
        "more": len(found) > PAGE,
        "number": number,
        "search": search,
        "names": matching_learned.names(request.user.pk)[:PAGE],
        "weights": rows,
    }
    return render(request, "settings/learned.html", context)


@require_safe
def seller(request: PageRequest, pk: int) -> HttpResponse:
    """One seller's form."""
    return render(request, "settings/seller.html", {"seller": seller_of(request, pk)})


@require_POST
def change(request: PageRequest, pk: int) -> HttpResponse:
    """Keeps what a person set of a seller."""
    row = seller_of(request, pk)
    names = ("name", "aliases", "total_label", "date_label", "date_order")
    changes = {name: request.POST[name] for name in names if name in request.POST}
    try:
        service.change(seller=row, by=request.user, changes=changes)
    except SparkLinkError as error:
        context = {"seller": seller_of(request, pk), "typed": changes, "error": str(error)}
        return render(request, "settings/seller.html", context, status=422)
    messages.success(request, _("Saved."))
    return redirect("learned")


@require_POST
def forget(request: PageRequest, pk: int) -> HttpResponse:
    """Deletes a seller."""
    row = seller_of(request, pk)
    service.forget(seller=row, by=request.user)
    messages.success(request, _("%(name)s is forgotten.") % {"name": row.name})
    return redirect("learned")


@require_POST
def add_name(request: PageRequest) -> HttpResponse:
    """A person says how the bank calls a seller."""
    try:
        matching_names.add(
            by=request.user,
            seller=request.POST.get("seller", "")[:255],
            descriptor=request.POST.get("descriptor", "")[:255],
        )
    except SparkLinkError as error:
        messages.error(request, str(error))
    return redirect("learned")


@require_POST
def name(request: PageRequest, pk: int, act: str) -> HttpResponse:
    """The bank does not call a seller so, or does after all."""
    acts = {"forget": matching_names.forget, "restore": matching_names.restore}
    if act not in acts:
        raise Http404
    acts[act](name=learned_name_of(request, pk), by=request.user)
    return redirect("learned")


@require_POST
def reset_weights(request: PageRequest) -> HttpResponse:
    """Back to the weights that ship."""
    matching_weights.reset(request.user.pk)
    messages.success(request, _("Matching weighs as it came."))
    return redirect("learned")
