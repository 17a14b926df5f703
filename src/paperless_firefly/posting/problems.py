"""What stands in the way of a transaction, said for a person and beside its field."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from ..domain.extraction import Direction, Extraction, Finding, Kind, Severity
from ..domain.money import is_exact, plain
from .request import Request, amount_due, counterparty_name, day_booked, day_of, entered_amount
from .sums import (
    asked_currency,
    booked,
    chosen_amounts,
    is_unknown,
    main_currency,
    shared,
    to_split,
)


def problems_of(request: Request) -> tuple[Finding, ...]:
    """Every problem; an error means that nothing can be built."""
    found = (
        *_of_claim(request.extraction),
        *_of_accounts(request),
        *_of_dates(request),
        *_of_sum(request),
    )
    return (
        found
        if any(p.severity == Severity.ERROR for p in found)
        else (*found, *_of_splits(request))
    )


def _error(code: str, message: str, field: str | None = None) -> Finding:
    return Finding(code, message, Severity.ERROR, field)


def _of_claim(extraction: Extraction) -> Iterator[Finding]:
    if extraction.kind == Kind.OTHER and extraction.type != "payslip":
        yield _error("no-claim", "This document is no claim for money: choose what it is.", "kind")
    elif extraction.direction == Direction.NONE:
        yield _error(
            "direction-missing",
            "It is not known whether money leaves you or reaches you: choose the direction.",
            "direction",
        )


def _of_accounts(request: Request) -> Iterator[Finding]:
    booking = request.booking
    if not booking.own_account_id:
        yield _error("own-account-missing", "Choose your own account.", "own_account")
    elif not request.own_currency:
        yield _error(
            "own-currency-unknown",
            "The currency of your own account is not known: synchronise the accounts.",
            "own_account",
        )
    if not booking.counterparty_id and not counterparty_name(request):
        yield _error(
            "counterparty-missing",
            "The document names no counterparty: choose or enter one.",
            "counterparty",
        )
    elif booking.counterparty_id == booking.own_account_id != "":
        yield _error(
            "same-account", "Your own account and the counterparty are the same.", "counterparty"
        )


def _of_dates(request: Request) -> Iterator[Finding]:
    day = day_of(request.extraction, "issue_date")
    if day is None:
        yield _error("date-missing", "The document's date is not known: enter it.", "issue_date")
    elif day > request.today:
        yield Finding(
            "date-in-future", f"The document's date, {day}, is in the future.", field="issue_date"
        )
    elif day.year < 1970:
        yield _error(
            "date-too-early", f"Firefly III takes no date before 1970: {day}.", "issue_date"
        )
    try:
        day_booked(request.booking)
    except ValueError:
        said = request.booking.booked_on.strip()[:40]
        yield _error("book-date-wrong", f'"{said}" is no date.', "booked_on")


def _of_sum(request: Request) -> Iterator[Finding]:
    due = amount_due(request.extraction)
    if due is None:
        yield _error("total-missing", "The total is not known: enter it.", "total")
        return
    if due == 0:
        yield _error("total-zero", "The total is zero: there is nothing to book.", "total")
        return
    if request.currency and not is_exact(due, request.currency):
        yield _too_exact(due, request.currency, "total")
    if request.booking.own_account_id and request.own_currency:
        yield from _of_entry(request, due)


def _of_entry(request: Request, due: Decimal) -> Iterator[Finding]:
    asked, entered = asked_currency(request), entered_amount(request.booking)
    currency, main = request.currency, main_currency(request)
    if not asked:
        yield _neither(request)
    elif request.booking.amount.strip() and (entered is None or entered <= 0):
        yield _error("booked-amount-wrong", "The booked amount is no positive amount.", "amount")
    elif entered is not None and not is_exact(entered, asked):
        yield _too_exact(entered, asked, "amount")
    elif entered is not None and currency == asked and entered != due:
        yield _error(
            "amounts-disagree",
            f"You entered {plain(entered, asked)} {asked}, the document says "
            f"{plain(due, asked)} {asked}: correct the total, or clear the amount.",
            "amount",
        )
    elif booked(request) is None:
        yield _amount_needed(due, currency, asked)
    elif currency not in ("", main) and is_unknown(request):
        yield Finding(
            "currency-unknown-there",
            f"Firefly III has no {currency}: {plain(due, currency)} {currency} will stand in the "
            "notes alone.",
            field="currency",
        )


def _amount_needed(due: Decimal, currency: str, asked: str) -> Finding:
    if not currency:
        return _error(
            "currency-missing", f"The currency is not known: enter it, or the amount in {asked}.",
            "currency",
        )  # fmt: skip
    return _error(
        "booked-amount-missing",
        f"The document is in {currency}, your account in {asked}: enter the amount in {asked} "
        f"that was booked for {plain(due, currency)} {currency}.",
        "amount",
    )


def _neither(request: Request) -> Finding:
    two = f"{request.own_currency} and {request.other_currency}"
    return _error(
        "transfer-currency",
        f"Your accounts are in {two}: the document must state its amount in one of them.",
        "currency",
    )


def _too_exact(amount: Decimal, currency: str, field: str) -> Finding:
    return _error(
        "amount-too-exact", f"{amount} has more digits than {currency} has: correct it.", field
    )


def _of_splits(request: Request) -> Iterator[Finding]:
    """What is wrong with the splits that a person chose, beside the first that is wrong."""
    wanted, whole = to_split(request), booked(request)
    if not request.booking.splits or wanted is None or whole is None:
        return
    total, currency = wanted
    amounts = chosen_amounts(request.booking)
    for number, amount in enumerate(amounts, 1):
        if amount is None or amount <= 0:
            yield _error(
                "split-amount", f"Split {number} has no positive amount.", f"split-{number}"
            )
            return
        if not is_exact(amount, currency):
            yield _too_exact(amount, currency, f"split-{number}")
            return
    parts = [amount for amount in amounts if amount is not None]
    rest = total - sum(parts)
    if rest > 0:
        yield _error(
            "splits-too-little", f"{plain(rest, currency)} {currency} are not split yet.", "splits"
        )
    elif rest < 0:
        said = f"The splits are {plain(-rest, currency)} {currency} more than the document."
        yield _error("splits-too-much", said, "splits")
    elif any(
        each.amount <= 0 or (each.foreign_amount is not None and each.foreign_amount <= 0)
        for each in shared(request, whole, parts)
    ):
        yield _error("split-too-small", "A split is too small for the other currency.", "splits")
