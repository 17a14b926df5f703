"""How a payment's amount can come from a document's: exact, discount, tip, another currency, misread."""

from __future__ import annotations

import re
from dataclasses import dataclass
from math import log2

from ..domain.money import Money
from .ledger import Ledger
from .prepare import Paper, Payment

# How much of a currency's unit an EUR was worth lately, in very round figures: wide enough for years.
_PER_EURO = {
    "EUR": 1.0, "USD": 1.11, "GBP": 0.86, "CHF": 0.97, "JPY": 150.0, "CAD": 1.48, "AUD": 1.66,
    "NZD": 1.8, "SEK": 11.2, "NOK": 11.2, "DKK": 7.45, "PLN": 4.4, "CZK": 24.8, "HUF": 390.0,
    "RON": 4.97, "BGN": 1.96, "CNY": 7.8, "HKD": 8.6, "SGD": 1.46, "MYR": 4.9, "THB": 38.0,
    "INR": 92.0, "ILS": 4.0, "KRW": 1480.0, "MXN": 20.0, "ZAR": 20.0, "BRL": 5.8,
}  # fmt: skip
_SWING = 0.16
_TIP = 0.20
_FEE = 0.06
_DISCOUNTS = (10, 15, 20, 25, 30, 40, 50)  # per mille
_TERMS = re.compile(r"(\d+(?:[.,]\d+)?)\s*%")
_TAXES = (5, 7, 10, 13, 19, 20, 21, 25)  # percent: a net amount taken for the total

# The share of true pairs that show each form.
_SHARE = {
    "exact": 0.85, "payable": 0.10, "foreign": 0.90, "rate": 0.80, "stated-discount": 0.50,
    "discount": 0.004, "tip": 0.010, "table-tip": 0.40, "misread": 0.002, "misread-invoice": 0.0004,
    "fee": 0.20,
}  # fmt: skip
_OTHER = -9.0
_ROUND = 2.0


@dataclass(frozen=True, slots=True)
class AmountFit:
    """The form in which the amounts agree, how surprising that is by chance, and why."""

    form: str
    weight: float
    detail: str

    @property
    def is_sure(self) -> bool:
        """Whether a machine may rely on it."""
        return self.form in {"exact", "payable", "foreign", "stated-discount", "discount", "tip"}

    @property
    def is_guess(self) -> bool:
        """Whether the amounts differ, and only a story makes them agree."""
        return self.form in {"tip", "perhaps-tip", "fee", "misread", "rate", "other"}


def fit_amount(paper: Paper, payment: Payment, ledger: Ledger) -> AmountFit:
    """The likeliest way from the document's amount to the payment's."""
    if paper.currency and paper.currency != payment.currency:
        return _fit_foreign(paper, payment, ledger)
    cents = payment.cents
    if cents == paper.total:
        return _weigh("exact", ledger.same_amount(paper.out, paper.currency, cents), ledger,
                      "to the cent")  # fmt: skip
    if cents == paper.payable:
        return _weigh("payable", ledger.same_amount(paper.out, payment.currency, cents), ledger,
                      "what was still due, to the cent")  # fmt: skip
    if cents < paper.total and (fit := _fit_discount(paper, payment, ledger)):
        return fit
    if cents < paper.total and (fit := _fit_fee(paper, payment, ledger)):
        return fit
    if cents > paper.total and (fit := _fit_tip(paper, payment, ledger)):
        return fit
    return _fit_misread(paper, payment, ledger) or _differs(paper, payment)


def _weigh(form: str, alike: int, ledger: Ledger, detail: str) -> AmountFit:
    weight = log2(_SHARE[form] * ledger.size / max(alike, 1))
    rare = f"; {alike} of {ledger.size} transactions have it" if alike > 1 else ""
    return AmountFit(form, weight, detail + rare)


def _fit_foreign(paper: Paper, payment: Payment, ledger: Ledger) -> AmountFit:
    if payment.foreign is not None:
        if payment.foreign_currency == paper.currency and payment.foreign == paper.total:
            alike = ledger.same_foreign(paper.out, paper.currency, paper.total)
            return _weigh("foreign", alike, ledger, f"{paper.currency} to the cent")
        return _differs(paper, payment)
    bounds = rate_bounds(paper, payment.currency)
    if bounds is None or not bounds[0] <= payment.cents <= bounds[1]:
        return _differs(paper, payment)
    alike = ledger.amounts_between(paper.out, payment.currency, *bounds)
    rate = _value(payment.cents, payment.currency) / _value(paper.total, paper.currency)
    return _weigh("rate", alike, ledger, f"at a plausible rate of {rate:.4f}")


def rate_bounds(paper: Paper, currency: str) -> tuple[int, int] | None:
    """The least and most that a document in another currency can have cost, in minor units."""
    theirs, ours = _PER_EURO.get(paper.currency), _PER_EURO.get(currency)
    if theirs is None or ours is None:
        return None
    scale = _value(1, paper.currency) / _value(1, currency)
    middle = paper.total * scale * ours / theirs
    return int(middle * (1 - _SWING)), int(middle * (1 + _SWING)) + 1


def _value(cents: int, currency: str) -> float:
    return float(Money.of_minor(cents, currency).amount)


def discounts(paper: Paper) -> list[tuple[int, int, bool]]:
    """What remains after each usual or stated discount: amount, per mille taken off, stated."""
    if paper.kind != "invoice":
        return []
    stated = [
        round(float(p.replace(",", ".")) * 10) for p in _TERMS.findall(paper.facts.terms or "")
    ]
    found: list[tuple[int, int, bool]] = []
    for rate in (*stated, *(r for r in _DISCOUNTS if r not in stated)):
        if 0 < rate < 500:
            exact, rest = divmod(paper.total * (1000 - rate), 1000)
            found.extend((exact + up, rate, rate in stated) for up in ((0, 1) if rest else (0,)))
    return found


def _fit_discount(paper: Paper, payment: Payment, ledger: Ledger) -> AmountFit | None:
    if payment.cents * 2 < paper.total:
        return None
    for cents, rate, stated in discounts(paper):
        if cents == payment.cents:
            said = "the stated" if stated else "a usual"
            alike = ledger.same_amount(paper.out, paper.currency, cents)
            form = "stated-discount" if stated else "discount"
            return _weigh(form, alike, ledger, f"less {said} discount of {rate / 10:g} %")
    return None


def tip_bounds(paper: Paper) -> tuple[int, int]:
    """The amounts that a receipt may have become by a tip."""
    return paper.total + 1, int(paper.total * (1 + _TIP))


def _fit_tip(paper: Paper, payment: Payment, ledger: Ledger) -> AmountFit | None:
    low, high = tip_bounds(paper)
    if paper.kind != "receipt" or not low <= payment.cents <= high:
        return None
    alike = ledger.amounts_between(paper.out, payment.currency, low, high)
    percent = 100 * (payment.cents - paper.total) / paper.total
    form = "table-tip" if paper.gives_tips else "tip"
    fit = _weigh(form, alike, ledger, "")
    bonus = (_ROUND if payment.cents % 100 == 0 else 0.0) + _tip_habit(percent)
    # outside of restaurants it is only a possibility
    name = "tip" if paper.gives_tips else "perhaps-tip"
    return AmountFit(name, fit.weight + bonus, f"plus a tip of {percent:.1f} %")


def fee_bounds(paper: Paper) -> tuple[int, int]:
    """What may be left of money that comes in when a payment service took its fee."""
    return int(paper.total * (1 - _FEE)), paper.total - 1


def _fit_fee(paper: Paper, payment: Payment, ledger: Ledger) -> AmountFit | None:
    low, high = fee_bounds(paper)
    if paper.out or not payment.by_service or not low <= payment.cents <= high:
        return None
    alike = ledger.amounts_between(paper.out, payment.currency, low, high)
    percent = 100 * (paper.total - payment.cents) / paper.total
    return _weigh("fee", alike, ledger, f"less a payment service's fee of {percent:.1f} %")


def _tip_habit(percent: float) -> float:
    """Bits for how usual a tip of this size is: five to fifteen percent is."""
    if 5 <= percent <= 15:
        return 0.4
    return -0.6 if 2 <= percent <= 17 else -2.0


def misreadings(paper: Paper) -> list[tuple[int, str]]:
    """Amounts of which the document's may be a misreading, with the way of it."""
    total = paper.total
    found = [(total * 10, "a digit lost"), (total * 100, "the decimals lost")]
    found += [(total // n, "a decimal mark lost") for n in (10, 100) if total % n == 0]
    for tax in _TAXES:
        found.append((_rounded(total * (100 + tax), 100), f"net of {tax} % taken for the total"))
        found.append((_rounded(total * 100, 100 + tax), f"{tax} % tax counted twice"))
        found.append((_rounded(total * 100, 100 - tax), f"{tax} % taken off in reading"))
    return found


def _rounded(amount: int, by: int) -> int:
    return (2 * amount + by) // (2 * by)


def _fit_misread(paper: Paper, payment: Payment, ledger: Ledger) -> AmountFit | None:
    for cents, way in misreadings(paper):
        if abs(cents - payment.cents) <= (1 if cents > paper.total // 2 else 0):
            alike = ledger.same_amount(paper.out, payment.currency, payment.cents)
            form = "misread" if paper.kind == "receipt" else "misread-invoice"
            fit = _weigh(form, alike, ledger, f"perhaps misread: {way}")
            return AmountFit("misread", fit.weight, fit.detail)
    return None


def _differs(paper: Paper, payment: Payment) -> AmountFit:
    mine = Money.of_minor(paper.total, paper.currency or payment.currency)
    theirs = Money.of_minor(payment.cents, payment.currency)
    return AmountFit("other", _OTHER, f"{theirs} is not {mine}")
