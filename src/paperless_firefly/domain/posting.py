"""What Firefly III is to hold for an accepted document."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from .transaction import TransactionType

_Date = date  # inside a class with a field of this name, `date` is the field


@dataclass(frozen=True, slots=True)
class AccountRef:
    """An account by id, or by name where it is to be made (expense and revenue accounts only)."""

    id: str | None = None
    name: str | None = None


@dataclass(frozen=True, slots=True)
class PostingSplit:
    """One split to be written; `amount` positive, in the source account's currency."""

    amount: Decimal
    description: str
    category: str | None = None
    budget_id: str | None = None
    bill_id: str | None = None
    tags: tuple[str, ...] = ()
    notes: str | None = None
    foreign_amount: Decimal | None = None
    foreign_currency: str | None = None


@dataclass(frozen=True, slots=True)
class Sepa:
    """What SEPA calls a payment: its reference, the other side's account and country, and the
    mandate and creditor of a direct debit."""

    reference: str | None = None
    account: str | None = None
    country: str | None = None
    mandate: str | None = None
    creditor: str | None = None


@dataclass(frozen=True, slots=True)
class NewTransaction:
    """A transaction to be made; `currency` is the source's of a transfer, else the own account's.

    One type, one own account; `title` is the group's where there are several splits.
    """

    type: TransactionType
    date: date
    currency: str
    source: AccountRef
    destination: AccountRef
    splits: tuple[PostingSplit, ...]
    external_id: str
    internal_reference: str
    external_url: str | None = None
    title: str | None = None
    due_date: _Date | None = None
    invoice_date: _Date | None = None
    payment_date: _Date | None = None
    book_date: _Date | None = None
    sepa: Sepa = Sepa()


@dataclass(frozen=True, slots=True)
class SplitChoice:
    """One split as a person sees it before it is written.

    `amount` ("12.50") is positive, in the document's currency; in the own account's where the
    document's is unknown.
    """

    description: str = ""
    amount: str = ""
    category: str = ""
    budget_id: str = ""
    tags: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Booking:
    """What a person chose for a new transaction.

    The own account is the side that is the user's (source of a withdrawal, destination of a
    deposit); the counterparty is given by id, or by name where it is to be made or left to
    Firefly. Empty text means: not chosen. `amount` is in the own account's currency where that is
    not the document's (asked for, never guessed). `booked_on` is the bank's day, ISO.

    `splits`, where there are any, say what each holds: `category`, `budget_id` and `tags` of the
    whole then count for nothing.
    """

    own_account_id: str = ""
    counterparty_id: str = ""
    counterparty_name: str = ""
    category: str = ""
    budget_id: str = ""
    bill_id: str = ""
    tags: tuple[str, ...] = ()
    description: str = ""
    amount: str = ""
    booked_on: str = ""
    splits: tuple[SplitChoice, ...] = ()


@dataclass(frozen=True, slots=True)
class SplitChange:
    """What a link changes on one split; None leaves a field as it is, empty text clears it.

    `tags` replace them all. Category, budget and bill are names.
    """

    external_url: str | None = None
    notes: str | None = None
    tags: tuple[str, ...] | None = None
    category: str | None = None
    budget: str | None = None
    bill: str | None = None


@dataclass(frozen=True, slots=True)
class SplitUp:
    """How the one split of a transaction becomes several: it stays the first, with all that it has.

    Amounts are the first's own, as are category and budget (None leaves them) and `change`. The
    `others` are new, on the same day and accounts; `external_url` is theirs.
    """

    amount: Decimal
    foreign_amount: Decimal | None
    others: tuple[PostingSplit, ...]
    external_url: str
    category: str | None = None
    budget_id: str | None = None
    change: SplitChange = SplitChange()


@dataclass(frozen=True, slots=True)
class Together:
    """How the first split of a transaction becomes the only one again; the others are deleted.

    None leaves category and budget (by name) as they are, empty text clears them.
    """

    amount: Decimal
    foreign_amount: Decimal | None
    title: str | None
    category: str | None = None
    budget: str | None = None
    change: SplitChange = SplitChange()
