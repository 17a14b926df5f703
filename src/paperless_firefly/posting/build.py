"""Builds the transaction of one document, or says what stands in the way of it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from ..domain.extraction import Finding, Kind, Severity
from ..domain.identity import external_id, internal_reference
from ..domain.posting import AccountRef, NewTransaction, PostingSplit, Sepa, SplitChoice
from ..domain.transaction import TransactionType
from .notes import explain, explain_splits
from .problems import problems_of
from .request import Request, counterparty_name, counterparty_of, day_booked, day_of, is_mine
from .sums import Sum, booked, chosen_amounts, main_currency, shared

MAX_DESCRIPTION = 1000
MAX_ACCOUNT_NAME = 255


@dataclass(frozen=True, slots=True)
class Draft:
    """What would be written; `transaction` is None exactly where a problem is an error."""

    transaction: NewTransaction | None
    problems: tuple[Finding, ...] = ()


def build(request: Request) -> Draft:
    """The transaction of a document; never guesses a date, a currency or an amount."""
    problems = problems_of(request)
    if any(p.severity == Severity.ERROR for p in problems):
        return Draft(None, problems)
    return Draft(_transaction(request), problems)


def _transaction(request: Request) -> NewTransaction:
    extraction, booking = request.extraction, request.booking
    own, other = AccountRef(id=booking.own_account_id), _counterparty(request)
    day, whole = day_of(extraction, "issue_date"), booked(request)
    if day is None or whole is None:
        raise ValueError("a draft without a date or an amount has a problem that says so")
    splits = tuple(_splits(request, whole))
    return NewTransaction(
        type=_type(request),
        date=day,
        currency=main_currency(request),
        source=own if request.is_out else other,
        destination=other if request.is_out else own,
        splits=splits,
        external_id=external_id(request.document_id, request.sha256, request.part),
        internal_reference=internal_reference(request.document_id),
        external_url=_web_address(request.document_url),
        title=describe(request) if splits[1:] else None,
        due_date=day_of(extraction, "due_date"),
        invoice_date=day,
        payment_date=_paid_on(request, day),
        book_date=day_booked(booking),
        sepa=_sepa(request),
    )


def _type(request: Request) -> TransactionType:
    if request.is_transfer:
        return TransactionType.TRANSFER
    return TransactionType.WITHDRAWAL if request.is_out else TransactionType.DEPOSIT


def _paid_on(request: Request, day: date) -> date | None:
    """A receipt is of a payment; when an invoice was paid it does not know itself."""
    return day if request.extraction.kind == Kind.RECEIPT else None


def _sepa(request: Request) -> Sepa:
    """Reference and mandate as the document states them; the IBAN on it, where it is not one's own."""
    extraction = request.extraction
    iban = None if is_mine(extraction) else extraction.text("iban")
    ways = extraction.details.payments if extraction.details else ()
    return Sepa(
        reference=extraction.text("payment_reference"),
        account=iban,
        country=iban[:2] if iban else None,
        mandate=next((way.mandate for way in ways if way.mandate), None),
        creditor=next((way.creditor for way in ways if way.creditor), None),
    )


def _splits(request: Request, whole: Sum) -> Iterator[PostingSplit]:
    """One split, or those that the person chose, exactly; the first has all notes."""
    booking, url = request.booking, _web_address(request.document_url)
    notes = explain(request.extraction, url, reasons=request.reasons)
    if not booking.splits:
        alone = SplitChoice("", "", booking.category, booking.budget_id, booking.tags)
        yield _split(request, alone, whole, notes)
        return
    parts = [amount for amount in chosen_amounts(booking) if amount is not None]
    sums, origins = shared(request, whole, parts), explain_splits(request, parts)
    for choice, each, said in zip(booking.splits, sums, origins, strict=True):
        below = notes if each is sums[0] else url or ""
        yield _split(request, choice, each, f"{said}\n{below}".strip())


def _split(request: Request, choice: SplitChoice, each: Sum, notes: str) -> PostingSplit:
    return PostingSplit(
        amount=each.amount,
        description=_short(choice.description) or describe(request),
        category=choice.category or None,
        budget_id=choice.budget_id or None,
        bill_id=request.booking.bill_id or None,
        tags=choice.tags,
        notes=notes,
        foreign_amount=each.foreign_amount,
        foreign_currency=each.foreign_currency,
    )


def describe(request: Request) -> str:
    """The description: the person's, else counterparty and number, at most 1,000 characters."""
    chosen = request.booking.description.strip()
    found = (counterparty_of(request.extraction), request.extraction.text("number"))
    said = " ".join(" ".join(part.split()) for part in found if part)
    return (chosen or said or f"Document {request.document_id}")[:MAX_DESCRIPTION]


def _short(text: str) -> str:
    return " ".join(text.split())[:MAX_DESCRIPTION]


def _counterparty(request: Request) -> AccountRef:
    booking = request.booking
    if booking.counterparty_id:
        return AccountRef(id=booking.counterparty_id)
    return AccountRef(name=counterparty_name(request)[:MAX_ACCOUNT_NAME])


def _web_address(url: str | None) -> str | None:
    return url if url and url.lower().startswith(("http://", "https://")) else None
