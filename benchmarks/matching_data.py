"""Makes documents and bank transactions of any number, with the true links between them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from random import Random

from paperless_firefly.matching.model import BankFacts, DocumentFacts

_START = date(2024, 1, 1)
_PER_YEAR = 6_000  # transactions of a small firm
_FIRST = (
    "Nord Süd Alpen Donau Stern Linden Berg Tal Wald See Adler Falken Rosen Eichen Kupfer".split()
)
_SECOND = "bach mann hof feld burg stein werk haus dorf kamp brück mark au ried walder".split()
_TRADES = (
    "Handel Technik Druck Logistik Bäckerei Café Markt Software Energie Apotheke Elektro".split()
)
_FORMS = ["GmbH", "AG", "KG", "e.U.", "GmbH & Co. KG", ""]
_TOWNS = ["WIEN 1020", "GRAZ 8010", "LINZ", "BERLIN", "KOELN", "ZUERICH", ""]
_PRICES = ["9.99", "12.99", "29.90", "45.00", "7.99"]
_UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "Ä": "AE", "Ö": "OE", "Ü": "UE"})


@dataclass(frozen=True, slots=True)
class Seller:
    """A business: its name on paper, in the bank's text, and its IBAN."""

    name: str
    descriptor: str
    iban: str


@dataclass(slots=True)
class Case:
    """What is matched, and the pairs of ids that truly belong together."""

    documents: list[DocumentFacts] = field(default_factory=list)
    transactions: list[BankFacts] = field(default_factory=list)
    truth: set[tuple[str, str]] = field(default_factory=set)


class _Maker:
    def __init__(self, documents: int, transactions: int, seed: int) -> None:
        self.random = Random(seed)
        self.case = Case()
        # a longer time, not denser days: books grow by the year
        self.days = max(60, transactions * 365 // _PER_YEAR)
        self.sellers = [self._seller() for _ in range(30 + documents // 25)]
        self.number = 10_000

    def _seller(self) -> Seller:
        pick = self.random.choice
        core = f"{pick(_FIRST)}{pick(_SECOND)}"
        trade = pick(_TRADES)
        name = " ".join(p for p in (trade, core.capitalize(), pick(_FORMS)) if p)
        return Seller(
            name,
            f"{core} {trade}".upper().translate(_UMLAUTS)[:22],
            f"AT{self.random.randrange(10**18):018d}",
        )

    def seller(self) -> Seller:
        # a few sellers make most of the bookings
        return self.sellers[int(len(self.sellers) * self.random.random() ** 2)]

    def day(self) -> date:
        return _START + timedelta(days=self.random.randrange(self.days))

    def amount(self, most: int = 30_000) -> Decimal:
        return Decimal(int(200 * (most / 200) ** self.random.random())).scaleb(-2)

    def document(
        self, kind: str, seller: Seller, total: Decimal, day: date,
        number: str | None = None, iban: str | None = None,
    ) -> str:  # fmt: skip
        ident = f"d{len(self.case.documents)}"
        self.case.documents.append(
            DocumentFacts(
                ident, seller=seller.name, total=total, currency="EUR", issue_date=day, kind=kind,
                number=number, iban=iban,
            )
        )  # fmt: skip
        return ident

    def payment(
        self, amount: Decimal, day: date, text: str, of: list[str], party: Seller | None = None,
        way: str = "withdrawal",
    ) -> None:  # fmt: skip
        ident = f"t{len(self.case.transactions)}"
        self.case.transactions.append(
            BankFacts(
                ident, day, amount, way, "EUR", description=text,
                counterparty=party.name if party else None,
                counterparty_iban=party.iban if party and self.random.random() < 0.5 else None,
            )
        )  # fmt: skip
        self.case.truth.update((document, ident) for document in of)

    def invoice_number(self) -> str:
        self.number += self.random.randrange(1, 9)
        return f"RE-2026-{self.number:06d}"


def _card(m: _Maker) -> None:
    seller, total, day = m.seller(), m.amount(), m.day()
    document = m.document("receipt", seller, total, day)
    if m.random.random() < 0.95:
        _card_line(
            m,
            seller,
            total,
            day + timedelta(days=m.random.choice([0, 0, 1, 1, 2, 3, 4])),
            [document],
        )


def _card_line(m: _Maker, seller: Seller, amount: Decimal, day: date, of: list[str]) -> None:
    text = f"{seller.descriptor} {m.random.randrange(10, 9999)} {m.random.choice(_TOWNS)}"
    m.payment(amount, day, text, of)


def _transfer(m: _Maker) -> None:
    seller, total, day, number = m.seller(), m.amount(300_000), m.day(), m.invoice_number()
    document = m.document("invoice", seller, total, day, number=number, iban=seller.iban)
    text = m.random.choice([f"Rechnung {number}", number.replace("-", ""), "Überweisung"])
    m.payment(total, day + timedelta(days=m.random.randrange(2, 36)), text, [document], seller)


def _several(m: _Maker) -> None:
    seller, day = m.seller(), m.day()
    totals = [m.amount(100_000) for _ in range(m.random.randrange(2, 5))]
    numbers = [m.invoice_number() for _ in totals]
    documents = [
        m.document("invoice", seller, total, day - timedelta(days=m.random.randrange(10)),
                   number=number, iban=seller.iban)
        for total, number in zip(totals, numbers, strict=True)
    ]  # fmt: skip
    text = f"Rechnungen {', '.join(numbers)}"
    m.payment(
        sum(totals, Decimal(0)),
        day + timedelta(days=m.random.randrange(1, 25)),
        text,
        documents,
        seller,
    )


def _subscription(m: _Maker) -> None:
    seller, price, day = m.seller(), Decimal(m.random.choice(_PRICES)), m.day()
    mandate = m.random.randrange(1000, 9999)
    for month in range(m.random.randrange(3, 12)):
        issued = day + timedelta(days=30 * month + m.random.randrange(-1, 2))
        document = m.document("invoice", seller, price, issued, number=m.invoice_number())
        text = f"{seller.descriptor} SEPA LASTSCHRIFT MANDAT {mandate}"
        m.payment(price, issued + timedelta(days=m.random.randrange(6)), text, [document], seller)


def _refund(m: _Maker) -> None:
    seller, total, day = m.seller(), m.amount(), m.day()
    document = m.document("credit_note", seller, total, day, number=m.invoice_number())
    text = f"GUTSCHRIFT {seller.descriptor}"
    m.payment(
        total, day + timedelta(days=m.random.randrange(1, 14)), text, [document], seller, "deposit"
    )


_KINDS: list[tuple[Callable[[_Maker], None], int]] = [
    (_card, 60), (_transfer, 20), (_several, 4), (_subscription, 4), (_refund, 4),
]  # fmt: skip


def make_case(documents: int, transactions: int, seed: int = 7) -> Case:
    """About so many documents and exactly so many transactions, most of them without a document."""
    maker = _Maker(documents, transactions, seed)
    kinds, weights = zip(*_KINDS, strict=True)
    while len(maker.case.documents) < documents:
        maker.random.choices(kinds, weights)[0](maker)
    while len(maker.case.transactions) < transactions:
        _card_line(maker, maker.seller(), maker.amount(), maker.day(), [])
    return maker.case
