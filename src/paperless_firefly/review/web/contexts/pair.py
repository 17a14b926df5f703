"""A document and a bank transaction side by side: what differs, and why they may belong together."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils import formats
from django.utils.translation import gettext as _

from ....domain.names import fold
from ...models import Document, LedgerSplit, Proposal
from ...selectors import matching, reconciliation
from ...selectors.readings import extraction_of
from .document import Step, waterfall


@dataclass(frozen=True, slots=True)
class Line:
    """One fact on both sides."""

    name: str
    document: str
    bank: str
    same: bool


@dataclass(frozen=True, slots=True)
class Comparison:
    """Both sides, the steps of the score, and its probability where matching proposed the pair."""

    lines: tuple[Line, ...]
    steps: tuple[Step, ...]
    confidence: float | None
    state: str
    is_open: bool
    dismissed: bool
    # the document is linked to this very transaction, on its way or done
    linked: bool


def rule_words(field: str, value: str) -> str:
    """What a rule is about, in words."""
    words = {
        "type": _("all transfers") if value == "transfer" else value,
        "counterparty": _("all of %(name)s") % {"name": value},
        "category": _("all in the category %(name)s") % {"name": value},
    }
    return words.get(field) or _("all with “%(text)s” in the text") % {"text": value}


def compare(document: Document, split: LedgerSplit, told: Sequence[Proposal]) -> Comparison:
    """The facts that tell a pair from no pair, and every signal with its weight.

    `told` are the document's proposals; a pair that is none of them is explained here.
    """
    extraction = extraction_of(document)
    found = next((p for p in told if p.split_id == split.pk), None)
    if found is not None and found.reasons:
        reasons = found.reasons
    else:
        signals = matching.reasons_of(document, split)
        reasons = [{"signal": r.signal, "weight": r.weight, "detail": r.detail} for r in signals]
    iban = (extraction.text("iban") if extraction else "") or ""
    return Comparison(
        lines=tuple(_lines(document, split, iban)),
        steps=waterfall(reasons),
        confidence=found.confidence if found and not found.dismissed else None,
        state=found.state if found else "",
        is_open=reconciliation.is_open(document, split),
        dismissed=found is not None and found.dismissed,
        linked=_is_linked(document, split),
    )


def _is_linked(document: Document, split: LedgerSplit) -> bool:
    return document.decision == "link" and reconciliation.linked_split(document) == split


def _lines(document: Document, split: LedgerSplit, iban: str) -> list[Line]:
    from ..templatetags.sparklink import plain_money

    day = formats.date_format
    number = document.number
    lines = [
        Line(
            _("Amount"),
            plain_money(document.total_minor, document.currency),
            _paid(split),
            _same_amount(document, split),
        ),
        Line(
            _("Date"),
            day(document.issue_date, "DATE_FORMAT") if document.issue_date else "–",
            day(split.date, "DATE_FORMAT"),
            document.issue_date == split.date,
        ),
        Line(
            _("Name"),
            document.seller or "–",
            split.counterparty or split.description,
            fold(document.seller) == fold(split.counterparty),
        ),
        Line(_("Number"), number or "–", split.description, bool(number) and _in(number, split)),
    ]
    if iban or split.counterparty_iban:
        theirs = split.counterparty_iban
        lines.append(Line(_("IBAN"), iban or "–", theirs or "–", iban == theirs))
    return lines


def _paid(split: LedgerSplit) -> str:
    """What the bank moved, with the foreign amount that it stands for."""
    from ..templatetags.sparklink import plain_money

    own = plain_money(split.amount_minor, split.currency)
    if split.foreign_minor is None or not split.foreign_currency:
        return own
    return f"{own} ({plain_money(split.foreign_minor, split.foreign_currency)})"


def _same_amount(document: Document, split: LedgerSplit) -> bool:
    paid = {(split.amount_minor, split.currency), (split.foreign_minor, split.foreign_currency)}
    return document.total_minor is not None and (
        (abs(document.total_minor), document.currency) in paid
    )


def _in(number: str, split: LedgerSplit) -> bool:
    compact = "".join(c for c in fold(number) if c.isalnum())
    return compact in "".join(c for c in fold(f"{split.description} {split.notes}") if c.isalnum())
