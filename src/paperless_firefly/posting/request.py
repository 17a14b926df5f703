"""What a transaction is built from: a reading, a person's choices, and what is known of accounts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from ..domain.extraction import Direction, Extraction, Kind
from ..domain.money import parse_decimal
from ..domain.posting import Booking


@dataclass(frozen=True, slots=True)
class Request:
    """A reading and what a person chose for it.

    `sha256` is the original's, in hexadecimal; `document_url` its page in Paperless;
    `own_currency` the own account's ISO code, empty while no account is chosen; `other_currency`
    the counterparty's where that is an own asset account too: then it is a transfer. `part` counts
    the receipts of one scan; `today` is the user's day. `currencies` are those that Firefly III has,
    empty while unknown; `reasons` are sentences on why these accounts were chosen.
    """

    extraction: Extraction
    document_id: int
    sha256: str
    document_url: str | None
    booking: Booking
    own_currency: str
    today: date
    part: int | None = None
    other_currency: str = ""
    currencies: frozenset[str] = frozenset()
    reasons: tuple[str, ...] = ()

    @property
    def is_out(self) -> bool:
        """Whether money leaves the own account."""
        return self.extraction.direction == Direction.OUT

    @property
    def is_transfer(self) -> bool:
        """Whether both sides are the user's own."""
        return bool(self.other_currency)

    @property
    def currency(self) -> str:
        """The document's currency in capitals, empty where it is unknown."""
        return (self.extraction.text("currency") or "").upper()


def counterparty_of(extraction: Extraction) -> str | None:
    """Whom the money goes to or comes from: the buyer where the user is the seller."""
    return extraction.text("buyer" if is_mine(extraction) else "seller")


def is_mine(extraction: Extraction) -> bool:
    """Whether the user wrote the document."""
    total = extraction.amount("total") or Decimal(0)
    sells = extraction.kind == Kind.INVOICE and extraction.type != "payslip" and total >= 0
    returns = extraction.kind == Kind.CREDIT_NOTE
    return (sells and extraction.direction == Direction.IN) or (
        returns and extraction.direction == Direction.OUT
    )


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


def entered_amount(booking: Booking) -> Decimal | None:
    """The amount that the person typed, "12.50" or "12,50"; None where it is none."""
    text = booking.amount.strip()
    return parse_decimal(text.replace(",", ".") if "." not in text else text)


def day_of(extraction: Extraction, name: str) -> date | None:
    """A date of the document; None where there is none, or no such day."""
    try:
        return extraction.day(name)
    except ValueError:
        return None


def day_booked(booking: Booking) -> date | None:
    """The day on which the bank booked it, as the person typed it; ValueError where it is none."""
    text = booking.booked_on.strip()
    return date.fromisoformat(text) if text else None


def counterparty_name(request: Request) -> str:
    """The person's name for the counterparty, else the document's; empty where there is none."""
    chosen = request.booking.counterparty_name or counterparty_of(request.extraction) or ""
    return " ".join(chosen.split())
