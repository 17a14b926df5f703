"""Every recurring part on one page, for those who change how pages look: /kit/."""

from __future__ import annotations

from decimal import Decimal

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from ....domain.posting import SplitChoice
from ....posting.parts import Offer
from ..contexts.document import Choice, Row, Step
from ..contexts.parts import Parts
from ..contexts.parts import Row as Part
from ..htmx import PageRequest

LEVELS = ("certain", "likely", "unsure", "none", "yours")
_FIELDS = (
    Row("total", "Total", "amount", "259.15", "certain", unit="EUR", place="1"),
    Row(
        "issue_date", "Date", "date", "2026-11-09", "likely", place="1",
        choices=(Choice("2026-11-11", "11/11/2026", "delivery"),),
    ),
    Row(
        "number", "Number", "text", "R-2O26-17", "unsure", error="The number has a letter O.",
        choices=(Choice("R-2026-17", "R-2026-17", "footer"),),
    ),
    Row("due_date", "Due", "date", "", "none", hint="Click a word on the page, or type."),
    Row("seller", "Seller", "text", "Nordlicht Bürobedarf GmbH", "yours", was="Nordlicht"),
)  # fmt: skip
_STEPS = (
    Step("One of so many payments", -6.0, 0, 40, "down"),
    Step("Same amount, which few others have", 8.5, 0, 57, "up"),
    Step("Paid 3 days after the invoice", 2.1, 57, 14, "up"),
    Step("All signals together", 4.6, 40, 31, "total"),
)
_PARTS = Parts(
    rows=(
        Part(1, SplitChoice("Paper and toner", category="Office"), "230.15", "", ""),
        Part(2, SplitChoice("Handbook"), "-1.00", "work", "Split 2 has no positive amount."),
    ),
    offer=Offer("Nordlicht", Decimal("259.15"), "EUR"),
    state="left",
    rest="30.00",
    total="259.15",
    digits=2,
    focus=0,
)


@require_safe
def kit(request: PageRequest) -> HttpResponse:
    """Parts as the pages include them, with made values."""
    context = {
        "levels": LEVELS,
        "fields": _FIELDS,
        # what the parts' forms would go to
        "document": {"pk": 0},
        "steps": _STEPS,
        "parts": _PARTS,
        "states": ("good", "warn", "bad", "info"),
        "icons": ("check", "link", "write", "place", "star", "filter", "cross", "alert", "undo"),
    }
    return render(request, "kit.html", context)
