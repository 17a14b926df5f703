"""Builds the transaction of one document, or says what stands in the way of it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from ..domain.extraction import Direction, Extraction, Finding, Kind, Severity
from ..domain.identity import external_id, internal_reference
from ..domain.money import is_exact, parse_decimal, plain
from ..domain.posting import AccountRef, Booking, NewTransaction, PostingSplit
from ..domain.transaction import TransactionType
from .notes import explain

MAX_DESCRIPTION = 1000
MAX_ACCOUNT_NAME = 255


@dataclass(frozen=True, slots=True)
class Request:
    """A reading and what a person chose for it.

    `sha256` is the original's, in hexadecimal; `document_url` its page in Paperless;
    `own_currency` the own account's ISO code, empty while no account is chosen; `part` counts the
    receipts of one scan; `today` is the user's day.
    """

    extraction: Extraction
    document_id: int
    sha256: str
    document_url: str | None
    booking: Booking
    own_currency: str
    today: date
    part: int | None = None


@dataclass(frozen=True, slots=True)
class Draft:
    """What would be written; `transaction` is None exactly where a problem is an error."""

    transaction: NewTransaction | None
    problems: tuple[Finding, ...] = ()


@dataclass(frozen=True, slots=True)
class _Sum:
    """The amount in the own account's currency, and the document's own where that is another."""

    amount: Decimal
    foreign_amount: Decimal | None = None
    foreign_currency: str | None = None


def build(request: Request) -> Draft:
    """The transaction of a document; never guesses a date, a currency or an amount."""
    problems = (
        *_problems_of_claim(request.extraction),
        *_problems_of_accounts(request),
        *_problems_of_dates(request),
        *_problems_of_sum(request),
    )
    if any(p.severity == Severity.ERROR for p in problems):
        return Draft(None, problems)
    return Draft(_transaction(request), problems)


def counterparty_of(extraction: Extraction) -> str | None:
    """Whom the money goes to or comes from: the buyer where the user is the seller."""
    total = extraction.amount("total") or Decimal(0)
    sells = extraction.kind == Kind.INVOICE and extraction.type != "payslip" and total >= 0
    returns = extraction.kind == Kind.CREDIT_NOTE
    mine = (sells and extraction.direction == Direction.IN) or (
        returns and extraction.direction == Direction.OUT
    )
    return extraction.text("buyer" if mine else "seller")


def amount_due(extraction: Extraction) -> Decimal | None:
    """What is paid, always positive: the payable amount where part was prepaid, else the total.

    In the document's currency; None where neither is stated. Source: BT-115 and BT-112.
    """
    total, payable = extraction.amount("total"), extraction.amount("payable")
    if total is None:
        return abs(payable) if payable else payable
    if payable and payable * total > 0:
        return abs(payable)
    return abs(total)


def _transaction(request: Request) -> NewTransaction:
    extraction, booking = request.extraction, request.booking
    out = extraction.direction == Direction.OUT
    own, other = AccountRef(id=booking.own_account_id), _counterparty(request)
    day = _day(extraction, "issue_date")
    if day is None:
        raise ValueError("a draft without a date has a problem that says so")
    return NewTransaction(
        type=TransactionType.WITHDRAWAL if out else TransactionType.DEPOSIT,
        date=day,
        currency=request.own_currency,
        source=own if out else other,
        destination=other if out else own,
        splits=(_split(request),),
        external_id=external_id(request.document_id, request.sha256, request.part),
        internal_reference=internal_reference(request.document_id),
        external_url=_web_address(request.document_url),
        due_date=_day(extraction, "due_date"),
        invoice_date=day,
    )


def _split(request: Request) -> PostingSplit:
    booking, booked = request.booking, _booked(request)
    return PostingSplit(
        amount=booked.amount,
        description=describe(request),
        category=booking.category or None,
        budget_id=booking.budget_id or None,
        bill_id=booking.bill_id or None,
        tags=booking.tags,
        notes=explain(request.extraction, _web_address(request.document_url)),
        foreign_amount=booked.foreign_amount,
        foreign_currency=booked.foreign_currency,
    )


def describe(request: Request) -> str:
    """The description: the person's, else counterparty and number, at most 1,000 characters."""
    chosen = request.booking.description.strip()
    found = (counterparty_of(request.extraction), request.extraction.text("number"))
    said = " ".join(" ".join(part.split()) for part in found if part)
    return (chosen or said or f"Document {request.document_id}")[:MAX_DESCRIPTION]


def _counterparty(request: Request) -> AccountRef:
    booking = request.booking
    if booking.counterparty_id:
        return AccountRef(id=booking.counterparty_id)
    return AccountRef(name=_counterparty_name(request)[:MAX_ACCOUNT_NAME])


def _counterparty_name(request: Request) -> str:
    chosen = request.booking.counterparty_name or counterparty_of(request.extraction) or ""
    return " ".join(chosen.split())


def _booked(request: Request) -> _Sum:
    due = amount_due(request.extraction)
    entered = entered_amount(request.booking)
    currency = (request.extraction.text("currency") or "").upper()
    if due is not None and currency == request.own_currency:
        return _Sum(due)
    if entered is None:
        raise ValueError("a draft without an amount has a problem that says so")
    if due is None or not currency:
        return _Sum(entered)
    return _Sum(entered, due, currency)


def entered_amount(booking: Booking) -> Decimal | None:
    """The amount that the person typed, "12.50" or "12,50"; None where it is none."""
    text = booking.amount.strip()
    return parse_decimal(text.replace(",", ".") if "." not in text else text)


def _day(extraction: Extraction, name: str) -> date | None:
    try:
        return extraction.day(name)
    except ValueError:
        return None


def _web_address(url: str | None) -> str | None:
    return url if url and url.lower().startswith(("http://", "https://")) else None


# -------------------------------------------------------------------- problems


def _error(code: str, message: str, field: str | None = None) -> Finding:
    return Finding(code, message, Severity.ERROR, field)


def _problems_of_claim(extraction: Extraction) -> Iterator[Finding]:
    if extraction.kind == Kind.OTHER and extraction.type != "payslip":
        yield _error("no-claim", "This document is no claim for money: choose what it is.", "kind")
    elif extraction.direction == Direction.NONE:
        yield _error(
            "direction-missing",
            "It is not known whether money leaves you or reaches you: choose the direction.",
            "direction",
        )


def _problems_of_accounts(request: Request) -> Iterator[Finding]:
    if not request.booking.own_account_id:
        yield _error("own-account-missing", "Choose your own account.", "own_account")
    elif not request.own_currency:
        yield _error(
            "own-currency-unknown",
            "The currency of your own account is not known: synchronise the accounts.",
            "own_account",
        )
    if not request.booking.counterparty_id and not _counterparty_name(request):
        yield _error(
            "counterparty-missing",
            "The document names no counterparty: choose or enter one.",
            "counterparty",
        )
    elif request.booking.counterparty_id == request.booking.own_account_id != "":
        yield _error(
            "same-account", "Your own account and the counterparty are the same.", "counterparty"
        )


def _problems_of_dates(request: Request) -> Iterator[Finding]:
    day = _day(request.extraction, "issue_date")
    if day is None:
        yield _error("date-missing", "The document's date is not known: enter it.", "issue_date")
    elif day > request.today:
        yield Finding(
            "date-in-future", f"The document's date, {day}, is in the future.", field="issue_date"
        )


def _problems_of_sum(request: Request) -> Iterator[Finding]:
    due = amount_due(request.extraction)
    if due is None:
        yield _error("total-missing", "The total is not known: enter it.", "total")
        return
    if due == 0:
        yield _error("total-zero", "The total is zero: there is nothing to book.", "total")
        return
    currency = (request.extraction.text("currency") or "").upper()
    if currency and not is_exact(due, currency):
        yield _too_exact(due, currency, "total")
    if request.booking.own_account_id and request.own_currency:
        yield from _problems_of_entry(request, due, currency)


def _problems_of_entry(request: Request, due: Decimal, currency: str) -> Iterator[Finding]:
    own, entered = request.own_currency, entered_amount(request.booking)
    if request.booking.amount.strip() and (entered is None or entered <= 0):
        yield _error("booked-amount-wrong", "The booked amount is no positive amount.", "amount")
    elif entered is not None and not is_exact(entered, own):
        yield _too_exact(entered, own, "amount")
    elif entered is not None and currency == own and entered != due:
        yield _error(
            "amounts-disagree",
            f"You entered {plain(entered, own)} {own}, the document says {plain(due, own)} {own}: "
            "correct the total, or clear the amount.",
            "amount",
        )
    elif entered is None and currency != own:
        yield _amount_needed(due, currency, own)


def _amount_needed(due: Decimal, currency: str, own: str) -> Finding:
    if not currency:
        return _error(
            "currency-missing", f"The currency is not known: enter it, or the amount in {own}.",
            "currency",
        )  # fmt: skip
    return _error(
        "booked-amount-missing",
        f"The document is in {currency}, your account in {own}: enter the amount in {own} "
        f"that was booked for {plain(due, currency)} {currency}.",
        "amount",
    )


def _too_exact(amount: Decimal, currency: str, field: str) -> Finding:
    return _error(
        "amount-too-exact", f"{amount} has more digits than {currency} has: correct it.", field
    )
