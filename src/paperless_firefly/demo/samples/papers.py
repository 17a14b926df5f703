"""What the sample papers say: sellers, dates, lines, totals; and how each was paid, if it was."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal
from itertools import count
from typing import NamedTuple

from .businesses import BY_KEY, Business, Item

CENT = Decimal("0.01")


def cents(amount: Decimal) -> Decimal:
    """An amount rounded half up to the cent."""
    return amount.quantize(CENT, ROUND_HALF_UP)


@dataclass(frozen=True)
class Line:
    """One line of a paper."""

    item: Item
    quantity: int

    @property
    def net(self) -> Decimal:
        """The line's net amount."""
        return cents(self.item.price * self.quantity)


@dataclass(frozen=True)
class Payment:
    """How the bank shows it: days after the paper's date, the account, what is special.

    `quirk` is "" (the same amount), "discount" (2 % less), "tip" (more), "abroad" (booked in euros
    with a foreign amount) or "together" (one payment with the next such paper of the same seller).
    """

    days: int
    account: str
    quirk: str = ""


@dataclass(frozen=True)
class Paper:
    """One paper. `form` is how it comes: hybrid, cii, ubl, pdf, receipt (a scan) or photo (a JPEG)."""

    number: str
    kind: str  # invoice, credit_note, receipt, order
    form: str
    seller: Business
    issued: date
    due: date | None
    lines: tuple[Line, ...]
    layout: int
    payment: Payment | None

    @property
    def rates(self) -> dict[int, tuple[Decimal, Decimal]]:
        """Net and tax by rate in percent."""
        nets: dict[int, Decimal] = {}
        for line in self.lines:
            nets[line.item.rate] = nets.get(line.item.rate, Decimal(0)) + line.net
        return {rate: (net, cents(net * rate / 100)) for rate, net in nets.items()}

    @property
    def net(self) -> Decimal:
        """The sum without tax."""
        return sum((net for net, _ in self.rates.values()), Decimal(0))

    @property
    def tax(self) -> Decimal:
        """The tax."""
        return sum((tax for _, tax in self.rates.values()), Decimal(0))

    @property
    def total(self) -> Decimal:
        """The sum with tax."""
        return self.net + self.tax

    @property
    def reference(self) -> str:
        """What a payer writes into the transfer."""
        return self.number


class Blueprint(NamedTuple):
    """A paper without its date, number and quantities."""

    seller: str
    kind: str
    form: str
    days_ago: int
    payment: Payment | None
    layout: int = 0


GIRO, CARD = "Girokonto", "Kreditkarte"
BLUEPRINTS = (
    Blueprint("nordlicht", "invoice", "hybrid", 13, Payment(6, GIRO, "discount")),
    Blueprint("lindental", "invoice", "cii", 9, Payment(4, GIRO)),
    Blueprint("telvio", "invoice", "pdf", 6, Payment(4, GIRO), 1),
    Blueprint("eichner", "receipt", "receipt", 10, Payment(1, CARD)),
    Blueprint("markt", "receipt", "photo", 3, Payment(0, GIRO)),
    Blueprint("sommerfeld", "receipt", "receipt", 2, None, 1),
    Blueprint("northwind", "invoice", "pdf", 7, Payment(2, CARD, "abroad"), 2),
    Blueprint("harbour", "invoice", "hybrid", 15, Payment(9, GIRO), 2),
    Blueprint("linde", "receipt", "receipt", 11, Payment(1, CARD, "tip"), 1),
    Blueprint("morgenrot", "invoice", "ubl", 12, Payment(7, GIRO)),
    Blueprint("kranich", "credit_note", "hybrid", 8, Payment(5, GIRO), 1),
    Blueprint("falk", "order", "pdf", 5, None),
    Blueprint("atelier", "invoice", "hybrid", 4, None, 1),
    Blueprint("lerche", "receipt", "receipt", 16, Payment(1, CARD)),
    Blueprint("lindenhof", "receipt", "photo", 1, Payment(0, GIRO), 1),
    Blueprint("kranich", "invoice", "hybrid", 20, Payment(2, GIRO)),
    Blueprint("nordlicht", "invoice", "pdf", 34, Payment(10, GIRO, "together")),
    Blueprint("nordlicht", "invoice", "hybrid", 30, Payment(6, GIRO, "together"), 1),
    Blueprint("lindental", "invoice", "cii", 40, Payment(5, GIRO)),
    Blueprint("telvio", "invoice", "pdf", 36, Payment(4, GIRO), 1),
    Blueprint("eichner", "receipt", "receipt", 27, Payment(2, CARD), 1),
    Blueprint("northwind", "invoice", "pdf", 37, Payment(2, CARD, "abroad"), 2),
    Blueprint("morgenrot", "credit_note", "ubl", 18, None),
    Blueprint("sommerfeld", "receipt", "photo", 19, None),
)


def plan(today: date, *, seed: int = 1, documents: int = 24) -> list[Paper]:
    """As many papers as asked for, none dated after today; the same for the same arguments."""
    rng = random.Random(seed)
    numbers = count(seed * 1000 + 482)
    return [
        _paper(blueprint, today, rng, next(numbers)) for blueprint in _blueprints(rng, documents)
    ]


def _blueprints(rng: random.Random, documents: int) -> Iterator[Blueprint]:
    for place in range(documents):
        blueprint = BLUEPRINTS[place % len(BLUEPRINTS)]
        later = place // len(BLUEPRINTS) * 30
        shift = rng.randint(0, 12) if later else 0
        yield blueprint._replace(days_ago=blueprint.days_ago + later + shift)


def _paper(blueprint: Blueprint, today: date, rng: random.Random, number: int) -> Paper:
    seller = BY_KEY[blueprint.seller]
    issued = today - timedelta(days=blueprint.days_ago)
    lines = tuple(Line(item, rng.randint(1, 3)) for item in seller.items)
    due = issued + timedelta(days=14) if blueprint.kind == "invoice" else None
    payment = blueprint.payment
    if payment and issued + timedelta(days=payment.days) > today:
        payment = None
    return Paper(
        number=_number(blueprint, issued, number),
        kind=blueprint.kind,
        form=blueprint.form,
        seller=seller,
        issued=issued,
        due=due,
        lines=lines,
        layout=blueprint.layout,
        payment=payment,
    )


def _number(blueprint: Blueprint, issued: date, number: int) -> str:
    if blueprint.kind == "receipt":
        return f"{number:06}"
    prefixes = {"northwind": "NW-", "harbour": "HP/", "telvio": "7740-", "lindental": "SL"}
    prefix = prefixes.get(blueprint.seller, f"RE-{issued.year}-")
    prefix = {"credit_note": f"GS-{issued.year}-", "order": "AB-"}.get(blueprint.kind, prefix)
    return f"{prefix}{number}"
