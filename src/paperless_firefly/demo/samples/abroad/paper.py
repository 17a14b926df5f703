"""Sample papers of other countries: what stands on each, and what is true of it."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal

from .countries import COUNTRIES, Country, Seller, fill, iban, write_amount, write_day
from .words import LANGUAGES, Words

CENT = Decimal("0.01")
DOCUMENTS = 40  # a language
_FIRST_DAY = date(2025, 1, 7)
# What twenty papers of one half are; the second half has the same.
_KINDS = (
    "invoice receipt invoice credit_note invoice receipt invoice reminder invoice receipt "
    "invoice order invoice receipt credit_note invoice delivery invoice receipt payslip"
).split()


@dataclass(frozen=True)
class Line:
    """One line: a name, how many, at what price, and the rate of tax in percent."""

    name: str
    quantity: int
    price: Decimal
    rate: str

    @property
    def amount(self) -> Decimal:
        """What the line costs."""
        return self.quantity * self.price


@dataclass(frozen=True)
class Truth:
    """What a reader should find; `sellers` are the names that are right, folded or not."""

    kind: str
    type: str | None
    total: Decimal
    issued: date
    sellers: tuple[str, ...]
    number: str


@dataclass(frozen=True)
class Paper:
    """One paper: country, kind, parties, dates, lines; `held` says that its layout is held back.

    Prices of receipts are with tax, others without. `sign` is -1 where a credit note shows its
    amounts negative. `due` or `days` (never both) may be given.
    """

    country: Country
    kind: str
    held: bool
    layout: int
    seller: Seller
    buyer: tuple[str, str, str]
    number: str
    issued: date
    due: date | None
    days: int | None
    lines: tuple[Line, ...]
    extras: frozenset[str]
    words: Words
    rng: random.Random
    day_pattern: str
    number_pattern: str
    money_pattern: str
    vat_id: str
    iban: str
    sign: int = 1

    @property
    def net(self) -> Decimal:
        """What the lines add up to."""
        return sum((line.amount for line in self.lines), Decimal(0))

    def rates(self) -> dict[str, tuple[Decimal, Decimal]]:
        """Rate -> (net, tax)."""
        found: dict[str, tuple[Decimal, Decimal]] = {}
        for rate in dict.fromkeys(line.rate for line in self.lines):
            part = sum((x.amount for x in self.lines if x.rate == rate), Decimal(0))
            if self.kind == "receipt" and self.country.code != "US":
                net = (part * 100 / (100 + Decimal(rate))).quantize(CENT, ROUND_HALF_UP)
                found[rate] = (net, part - net)
            else:
                tax = (part * Decimal(rate) / 100).quantize(CENT, ROUND_HALF_UP)
                found[rate] = (part, tax)
        return found

    @property
    def total(self) -> Decimal:
        """What is to be paid before rounding."""
        if self.kind == "receipt" and self.country.code != "US":
            return self.net
        return self.net + sum((tax for _, tax in self.rates().values()), Decimal(0))

    def amount(self, value: Decimal) -> str:
        """A bare amount as this paper writes it."""
        return write_amount(self.sign * value, self.number_pattern)

    def money(self, value: Decimal) -> str:
        """An amount with its currency."""
        return self.money_pattern.format(n=self.amount(value))

    def day(self, value: date) -> str:
        """A date as this paper writes it."""
        return write_day(value, self.day_pattern, self.words.months)

    def percent(self, rate: str) -> str:
        """A rate with the paper's decimal mark."""
        return rate.replace(".", self.number_pattern[-1])


def plan(language: str, *, seed: int = 1, documents: int = DOCUMENTS) -> Iterator[Paper]:
    """The papers of a language; the same for the same seed; every second one of a layout held back."""
    countries = [c for c in COUNTRIES if c.language == language]
    for place in range(documents):
        rng = random.Random(f"{seed}/{language}/{place}")
        yield _paper(countries[place // 2 % len(countries)], place, rng)


def languages() -> tuple[str, ...]:
    """The languages there are papers of."""
    return tuple(LANGUAGES)


def _paper(country: Country, place: int, rng: random.Random) -> Paper:
    kind, held = _KINDS[place // 2 % len(_KINDS)], place % 2 == 1
    words = Words(country.language, country.code, held=held, rng=rng)
    shop = kind == "receipt"
    sellers = [s for s in country.sellers if s.shop == shop]
    issued = _FIRST_DAY + timedelta(days=rng.randrange(600))
    with_due = kind == "invoice" and rng.random() < 0.7
    days = rng.choice((8, 14, 30)) if kind == "invoice" and not with_due else None
    return Paper(
        country, kind, held, place // 2, rng.choice(sellers), rng.choice(country.buyers),
        _number(country, kind, issued, rng), issued,
        issued + timedelta(days=rng.choice((10, 14, 30))) if with_due else None, days,
        tuple(_lines(country, kind, rng)),
        frozenset(x for x in ("discount", "deposit", "tip", "rounding") if rng.random() < 0.3),
        words, rng, rng.choice(country.dates), rng.choice(country.numbers), rng.choice(country.money),
        fill(country.vat, rng), iban(country.code, fill(country.bank, rng)) if country.bank else "",
        -1 if kind == "credit_note" and rng.random() < 0.4 else 1,
    )  # fmt: skip


def _number(country: Country, kind: str, issued: date, rng: random.Random) -> str:
    if kind == "receipt":
        return fill(rng.choice(("#999", "#99999", "9999-#999", "B#9999")), rng)
    pattern = rng.choice(country.numbers_of)
    return pattern.format(y=issued.year, yy=f"{issued.year % 100:02}", n=rng.randrange(11, 9800))


def _lines(country: Country, kind: str, rng: random.Random) -> Iterator[Line]:
    module = LANGUAGES[country.language]
    menu = kind == "receipt" and rng.random() < 0.5
    text: str = (module.MENU if menu else module.SHOP) if kind == "receipt" else module.ITEMS
    goods = [item.rsplit("=", 1) for item in text.split("|")]
    usual, lower = country.rates
    for name, price in rng.sample(goods, rng.randint(2, 5)):
        rate = lower if kind == "receipt" and not menu and rng.random() < 0.5 else usual
        yield Line(name, rng.choice((1, 1, 1, 2, 3)), Decimal(price), rate)
