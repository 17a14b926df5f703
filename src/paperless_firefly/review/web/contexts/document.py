"""One document as its page shows it: fields with where they stand, the pair, what will be written."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ....domain.extraction import (
    AMOUNT_FIELDS,
    DATE_FIELDS,
    Evidence,
    Extraction,
    Field,
    Finding,
    Kind,
)
from ....domain.money import Money
from ...models import Document, Preferences, Proposal
from ...selectors.readings import YOU
from .formats import shown_amount, shown_day
from .sentences import spoken

LABELS = {
    "seller": gettext_lazy("Seller"),
    "issue_date": gettext_lazy("Date"),
    "due_date": gettext_lazy("Due"),
    "number": gettext_lazy("Number"),
    "total": gettext_lazy("Total"),
    "net": gettext_lazy("Net"),
    "tax": gettext_lazy("Tax"),
    "currency": gettext_lazy("Currency"),
    "payable": gettext_lazy("To pay"),
    "seller_vat_id": gettext_lazy("VAT id of the seller"),
    "iban": gettext_lazy("IBAN"),
    "payment_reference": gettext_lazy("Payment reference"),
    "buyer": gettext_lazy("Buyer"),
    "payment_method": gettext_lazy("Paid by"),
    "card": gettext_lazy("Card"),
    "customer_number": gettext_lazy("Customer number"),
}
# read, and told, but nothing that is booked: not in the form
_QUIET = ("payment_method", "card", "customer_number")
_METHODS = {
    "card": gettext_lazy("card"),
    "cash": gettext_lazy("cash"),
    "transfer": gettext_lazy("bank transfer"),
    "direct debit": gettext_lazy("direct debit"),
    "paypal": "PayPal",
}
# always on the page; the others only where the document states them or a finding asks
_ALWAYS = ("total", "currency", "issue_date", "seller", "number", "due_date", "net", "tax")
# without these nothing can be booked: one that was not found is asked for first
_KEYS = ("total", "currency", "issue_date", "seller")
_WIDE = ("seller", "buyer", "iban", "payment_reference")


@dataclass(frozen=True, slots=True)
class Place:
    """A box on a page; `css` says whether it is the value's own or an alternative's."""

    field: str
    page: int
    x: float
    y: float
    width: float
    height: float
    alternative: bool


@dataclass(frozen=True, slots=True)
class Choice:
    """An alternative of a field: its value, how it is shown, and where it stands."""

    value: str
    shown: str
    why: str


@dataclass(frozen=True, slots=True)
class Row:
    """One field of the form."""

    name: str
    label: str
    kind: str
    value: str
    level: str
    unit: str = ""
    wide: bool = False
    folded: bool = False
    was: str | None = None
    hint: str = ""
    place: str = ""
    choices: tuple[Choice, ...] = ()
    findings: tuple[Finding, ...] = ()
    error: str = ""


@dataclass(frozen=True, slots=True)
class Sheet:
    """One page of the document: its size and the places on it."""

    number: int
    width: float
    height: float
    places: tuple[Place, ...]
    drawn: bool


@dataclass(frozen=True, slots=True)
class Step:
    """One line of a score's waterfall; positions are percentages of the track."""

    text: str
    weight: float
    x: float
    width: float
    kind: str


@dataclass(frozen=True, slots=True)
class Pair:
    """A proposed transaction with the reasons for its score."""

    proposal: Proposal
    steps: tuple[Step, ...] = field(default=())


def rows(
    extraction: Extraction,
    preferences: Preferences,
    *,
    was: Mapping[str, str],
    entries: Mapping[str, str],
    errors: Mapping[str, str],
) -> list[Row]:
    """The fields of the form, those to check first; `entries` are what was typed and not saved."""
    beside = {f.field for f in extraction.findings if f.field}
    stated = {*_ALWAYS, *extraction.fields, *beside, *was}
    names = [n for n in LABELS if n in stated and n not in _QUIET]
    found = [_row(n, extraction, preferences, was, entries, errors) for n in names]
    folded = [replace(r, folded=_is_folded(r, extraction)) for r in found]
    return sorted(folded, key=_urgency)


def said(extraction: Extraction) -> list[Row]:
    """What the document says beside the fields of the form: read, shown, never asked for."""
    return [
        Row(
            name=name,
            label=str(LABELS[name]),
            kind="said",
            value=shown(name, found.value),
            level="certain",
            place="page" if found.evidence and found.evidence.box else "",
        )
        for name in _QUIET
        if (found := extraction.fields.get(name))
    ]


def _urgency(row: Row) -> int:
    if row.error or (row.name in _KEYS and row.level in {"unsure", "none"}):
        return 0
    return 1 if row.findings or (row.name in _KEYS and row.level == "likely") else 2


def _is_folded(row: Row, extraction: Extraction) -> bool:
    """What asks for nothing: certain side matters, and what the document does not state."""
    if row.error or row.findings or row.was is not None or row.name in _KEYS:
        return False
    if row.level == "none":
        return row.name != "number" or extraction.kind == Kind.RECEIPT
    return row.level == "certain" and row.name not in _ALWAYS


def _row(
    name: str,
    extraction: Extraction,
    preferences: Preferences,
    was: Mapping[str, str],
    entries: Mapping[str, str],
    errors: Mapping[str, str],
) -> Row:
    found = extraction.fields.get(name)
    value = entries.get(name, found.value if found else "")
    return Row(
        name=name,
        label=str(LABELS[name]),
        kind="amount" if name in AMOUNT_FIELDS else "date" if name in DATE_FIELDS else "text",
        value=shown_amount(value) if name in AMOUNT_FIELDS else value,
        level=_level(found, preferences) if name not in was else "yours",
        unit=extraction.text("currency") or "",
        wide=name in _WIDE,
        was=shown(name, was[name]) if name in was else None,
        hint=_where(found.evidence) if found else "",
        place="page" if found and found.evidence and found.evidence.box else "",
        choices=_choices(name, found),
        findings=tuple(f for f in extraction.findings if f.field == name),
        error=errors.get(name, ""),
    )


def _level(found: Field | None, preferences: Preferences) -> str:
    if found is None:
        return "none"
    if found.reader == YOU:
        return "yours"
    if found.confidence >= preferences.auto_threshold:
        return "certain"
    return "likely" if found.confidence >= preferences.review_threshold else "unsure"


def _choices(name: str, found: Field | None) -> tuple[Choice, ...]:
    others = {a.value: a for a in reversed(found.alternatives)} if found else {}
    return tuple(
        Choice(a.value, shown(name, a.value), _where(a.evidence))
        for a in list(reversed(others.values()))[:6]
        if found and a.value != found.value
    )


def shown(name: str, value: str) -> str:
    """A field's value in the reader's language."""
    if name in AMOUNT_FIELDS:
        return shown_amount(value)
    if name == "payment_method":
        return str(_METHODS.get(value, value))
    if name == "card":
        return _("ends in %(digits)s") % {"digits": value[-4:]}
    return shown_day(value) if name in DATE_FIELDS else value


def _where(evidence: Evidence | None) -> str:
    if evidence is None:
        return ""
    if evidence.note:
        return spoken(evidence.note)
    if evidence.xpath:
        return _("From the invoice's own data")
    if evidence.metadata:
        return _("From Paperless-ngx")
    return _("Line %(line)s") % {"line": evidence.line} if evidence.line else ""


def sheets(
    extraction: Extraction, sizes: list[tuple[float, float]], drawn: set[int]
) -> list[Sheet]:
    """The pages with every place that a field or an alternative has on them."""
    places = [place for name, found in extraction.fields.items() for place in _places(name, found)]
    return [
        Sheet(n, width, height, tuple(p for p in places if p.page == n), n in drawn)
        for n, (width, height) in enumerate(sizes, 1)
        if width and height
    ]


def _places(name: str, found: Field) -> list[Place]:
    evidence = [(found.evidence, False), *((a.evidence, True) for a in found.alternatives)]
    return [
        Place(name, e.page or 1, x0, y0, round(x1 - x0, 2), round(y1 - y0, 2), other)
        for e, other in evidence
        if e and e.box
        for x0, y0, x1, y1 in [e.box]
    ]


def pair(proposal: Proposal) -> Pair:
    """A proposal with its waterfall."""
    return Pair(proposal, waterfall(proposal.reasons))


def waterfall(reasons: Sequence[Mapping[str, Any]]) -> tuple[Step, ...]:
    """Each signal's weight, base 2, from left to right; positions in percent of the track."""
    ends = [0.0]
    for reason in reasons:
        ends.append(ends[-1] + reason["weight"])
    low, high = min(ends), max(ends)
    scale = 97 / ((high - low) or 1)
    steps = tuple(
        Step(
            text=r["detail"],
            weight=r["weight"],
            x=round(1.5 + (min(a, b) - low) * scale, 1),
            width=round(max(abs(b - a) * scale, 0.5), 1),
            kind="base" if r["signal"] == "prior" else "up" if b >= a else "down",
        )
        for r, (a, b) in zip(reasons, pairwise(ends), strict=True)
    )
    if len(steps) < 2:
        return steps
    start, end = (1.5 + (min(0.0, ends[-1]) - low) * scale), abs(ends[-1]) * scale
    total = Step(_("Together"), ends[-1], round(start, 1), round(max(end, 0.5), 1), "total")
    return (*steps, total)


def check_of_sums(extraction: Extraction) -> tuple[str, str, str, bool] | None:
    """Net, tax and total as shown where all three are there, and whether they add up."""
    net, tax, total = (extraction.amount(n) for n in ("net", "tax", "total"))
    if net is None or tax is None or total is None:
        return None
    shown = [shown_amount(str(each)) for each in (net, tax, total)]
    return shown[0], shown[1], shown[2], net + tax == total


def headline(document: Document) -> Money | None:
    """The amount on top of the form."""
    if document.total_minor is None:
        return None
    return Money.of_minor(document.total_minor, document.currency or "EUR")
