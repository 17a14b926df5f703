"""What the bank shows: payments of the sample papers, and bookings that have no paper."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from .papers import CARD, GIRO, Paper, cents

RATE = Decimal("0.92")  # euros for a dollar, in the samples


@dataclass(frozen=True)
class Booking:
    """One booking of an account; `other` is the counterparty as the importer names it."""

    day: date
    account: str
    amount: Decimal
    text: str
    other: str
    deposit: bool = False
    category: str = ""
    note: str = ""
    end_to_end: str = ""
    foreign: tuple[Decimal, str] | None = None

    def split(self, number: int) -> dict[str, Any]:
        """The split that a bank's importer would post, in the API's words."""
        own, other = ("destination", "source") if self.deposit else ("source", "destination")
        found: dict[str, Any] = {
            "type": "deposit" if self.deposit else "withdrawal",
            "date": self.day.isoformat(),
            "amount": f"{self.amount:.2f}",
            "description": self.text,
            f"{own}_name": self.account,
            "external_id": f"mbk-{self.day:%Y%m%d}-{number:05}",
            "internal_reference": f"{self.account[:4].upper()}-{number:05}",
            "notes": self.note,
            "tags": ["import"],
        }
        optional = {
            f"{other}_name": self.other,  # without one it is cash
            "category_name": self.category,
            "sepa_ct_id": self.end_to_end,
        }
        if self.foreign:
            optional["foreign_amount"] = f"{self.foreign[0]:.2f}"
            optional["foreign_currency_code"] = self.foreign[1]
        return {**found, **{name: value for name, value in optional.items() if value}}


def payments(papers: list[Paper]) -> Iterator[Booking]:
    """The bookings of the papers that are paid; those paid together make one."""
    together: dict[str, list[Paper]] = {}
    for paper in papers:
        if paper.payment is None:
            continue
        if paper.payment.quirk == "together":
            waiting = together.setdefault(paper.seller.key, [])
            waiting.append(paper)
            if len(waiting) == 2:
                yield _booking(waiting)
                waiting.clear()
        else:
            yield _booking([paper])
    yield from (_booking(left) for left in together.values() if left)


def _booking(papers: list[Paper]) -> Booking:
    last = papers[-1]
    payment = last.payment
    if payment is None:
        raise ValueError("This paper was not paid.")
    total = sum((paper.total for paper in papers), Decimal(0))
    amount, foreign = _amount(total, payment.quirk, last.seller.currency)
    numbers = " ".join(paper.number for paper in papers)
    transfer = payment.account == GIRO and last.kind != "receipt"
    return Booking(
        day=last.issued + timedelta(days=payment.days),
        account=payment.account,
        amount=amount,
        text=_text(last, numbers),
        other=last.seller.account or last.seller.name,
        deposit=last.kind == "credit_note",
        note=_note(last, numbers, transfer),
        end_to_end=numbers.replace(" ", "+")[:35] if transfer else "",
        foreign=foreign,
    )


def _amount(
    total: Decimal, quirk: str, currency: str
) -> tuple[Decimal, tuple[Decimal, str] | None]:
    if quirk == "discount":
        return cents(total * Decimal("0.98")), None
    if quirk == "tip":
        return (total * Decimal("1.08") / 5).to_integral_value() * 5, None
    if quirk == "abroad":
        return cents(total * RATE), (total, currency)
    return total, None


def _text(paper: Paper, numbers: str) -> str:
    """How a bank writes it: capitals, no umlauts, the number with its dashes lost."""
    if paper.kind == "receipt":
        return f"{paper.seller.bank} {paper.issued:%d.%m.}"
    return f"{paper.seller.bank} {numbers.replace('-', ' ')}"


def _note(paper: Paper, numbers: str, transfer: bool) -> str:
    if not transfer:
        return f"Kartenzahlung {paper.seller.bank}"
    lines = ("SEPA-Überweisung", f"EREF+{numbers}", f"IBAN {paper.seller.iban}")
    return "\n".join(line for line in lines if not line.endswith(" "))


_REGULAR = (
    # text, counterparty, account, amount, deposit, category, day of the month
    ("MIETE", "Hausverwaltung Musterhof", GIRO, "820.00", False, "Miete", 1),
    ("GEHALT", "Arbeitgeber Beispiel AG", GIRO, "2840.00", True, "Gehalt", 27),
    ("KRANKENKASSE BEITRAG", "Musterkasse", GIRO, "48.20", False, "Gesundheit", 15),
    ("STREAMWERK ABO", "Streamwerk", CARD, "12.99", False, "Freizeit", 8),
    ("SPARPLAN", "Musterbank Küste", GIRO, "150.00", False, "Sparen", 3),
)
_NOW_AND_THEN = (
    ("FRISCHMARKT FIL 12", "Frischmarkt", GIRO, 8, 90, "Lebensmittel"),
    ("TANKHOF NORD", "Tankhof Nord", CARD, 35, 85, "Auto"),
    ("BAHN TICKET", "Küstenbahn", CARD, 9, 64, "Reisen"),
    ("GELDAUTOMAT MUSTERSTADT", "", GIRO, 50, 200, ""),
    ("CAFE STEG 9", "Café Steg 9", CARD, 4, 22, ""),
    ("ONLINE MARKT 24", "Online Markt 24", CARD, 7, 130, ""),
    ("EICHNER BAU FIL 0217", "EICHNER BAU FIL 0217", CARD, 6, 110, ""),
    ("NORDLICHT SAGT DANKE", "Nordlicht Bürobedarf GmbH", GIRO, 12, 240, ""),
)


def others(today: date, rng: random.Random, how_many: int, *, days: int = 90) -> Iterator[Booking]:
    """Bookings without a paper: what comes every month, and what comes now and then."""
    regular = list(_regular(today, days))[:how_many]
    yield from regular
    for _ in range(how_many - len(regular)):
        text, other, account, low, high, category = rng.choice(_NOW_AND_THEN)
        amount = Decimal(rng.randint(low * 100, high * 100)) / 100
        day = today - timedelta(days=rng.randint(0, days))
        yield Booking(day, account, amount, text, other, category=category)


def _regular(today: date, days: int) -> Iterator[Booking]:
    for back in range(days):
        day = today - timedelta(days=back)
        for text, other, account, amount, deposit, category, due in _REGULAR:
            if day.day == due:
                said = f"{text} {day:%m/%y}"
                yield Booking(day, account, Decimal(amount), said, other, deposit, category)
