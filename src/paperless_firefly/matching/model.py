"""What matching looks at: flat facts of documents and of bank transactions, and its options."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class DocumentFacts:
    """One document: amounts as it states them, `direction` "out", "in" or "none".

    `total` is with tax, `payable` what was still due. `terms` is the discount as printed
    ("2% 10 days"); `card` the last digits of the card that paid; `digest` of the file's content.
    An empty `direction` is taken from the kind: a credit note comes in, all else goes out.
    """

    id: str
    seller: str | None = None
    total: Decimal | None = None
    payable: Decimal | None = None
    currency: str | None = None
    issue_date: date | None = None
    due_date: date | None = None
    number: str | None = None
    iban: str | None = None
    payment_reference: str | None = None
    kind: str = "invoice"
    direction: str = ""
    terms: str | None = None
    card: str | None = None
    digest: str | None = None


@dataclass(frozen=True, slots=True)
class BankFacts:
    """One bank transaction: `amount` is positive, `type` says which way (withdrawal, deposit)."""

    id: str
    date: date
    amount: Decimal
    type: str
    currency: str
    foreign_amount: Decimal | None = None
    foreign_currency: str | None = None
    description: str = ""
    counterparty: str | None = None
    counterparty_iban: str | None = None


@dataclass(frozen=True, slots=True)
class Options:
    """Thresholds: probabilities in 0..1 and how many runners-up are shown for a document.

    `auto` is asked of the best whole against the best whole without the link; `propose` of a pair
    against "no payment exists".
    """

    auto: float = 0.97
    propose: float = 0.02
    most: int = 3
