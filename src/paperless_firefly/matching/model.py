"""What matching looks at: flat facts of documents and of bank transactions, and its options."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
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
class Learned:
    """What a person's decisions taught.

    `bits` corrects weights ("signal/outcome" -> bits). `names` says how often a seller's confirmed
    payments bore a name, `never` which pairs of seller and name a person denied (matching.names:
    `seller_key`, matching.memory: `name_of`). `apart` are pairs of ids that are no pair, `originals` documents that are no
    second scan.
    """

    bits: Mapping[str, float] = field(default_factory=dict)
    names: Mapping[str, Mapping[str, int]] = field(default_factory=dict)
    never: frozenset[tuple[str, str]] = frozenset()
    apart: frozenset[tuple[str, str]] = frozenset()
    originals: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Frequencies:
    """How common values are in a whole ledger of which a selection is at hand.

    `size` in transactions, `span` in days; `amounts` by minor units, `ranges` by lowest and
    highest minor units, `names` by their words.
    """

    size: int
    span: int
    amounts: Mapping[int, int] = field(default_factory=dict)
    ranges: Mapping[tuple[int, int], int] = field(default_factory=dict)
    names: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Options:
    """Thresholds: probabilities in 0..1 and how many runners-up are shown for a document.

    `auto` is asked of the best whole against the best whole without the link; `propose` of a pair
    against "no payment exists".
    """

    auto: float = 0.97
    propose: float = 0.02
    most: int = 3
