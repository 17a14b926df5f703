"""Money: an exact amount and its ISO 4217 currency."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation

# ISO 4217 (list one, 2024): every currency whose minor unit is not the hundredth.
_EXPONENTS = {
    **dict.fromkeys(
        "BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF".split(), 0
    ),
    **dict.fromkeys("BHD IQD JOD KWD LYD OMR TND".split(), 3),
}


def exponent(currency: str) -> int:
    """Digits after the point of a currency: 0, 2 or 3."""
    return _EXPONENTS.get(currency.upper(), 2)


@dataclass(frozen=True, slots=True)
class Money:
    """An exact amount in one currency; `amount` may be negative."""

    amount: Decimal
    currency: str

    @classmethod
    def of_minor(cls, minor: int, currency: str) -> Money:
        """From an integer of minor units: `of_minor(1234, "EUR")` is 12.34 EUR."""
        return cls(Decimal(minor).scaleb(-exponent(currency)), currency)

    @property
    def minor(self) -> int:
        """The amount in minor units, rounded half up to the currency's digits."""
        return to_minor(self.amount, self.currency)

    def __str__(self) -> str:
        return f"{plain(self.amount, self.currency)} {self.currency}"


def to_minor(amount: Decimal, currency: str) -> int:
    """An amount as an integer of the currency's minor units, rounded half up."""
    return int(amount.scaleb(exponent(currency)).quantize(Decimal(1), ROUND_HALF_UP))


def is_exact(amount: Decimal, currency: str) -> bool:
    """Whether an amount has no more digits than its currency."""
    return amount == Decimal(to_minor(amount, currency)).scaleb(-exponent(currency))


def plain(amount: Decimal, currency: str) -> str:
    """An amount as Firefly III wants it: a point, the currency's digits, no grouping."""
    digits = exponent(currency)
    return format(Decimal(to_minor(amount, currency)).scaleb(-digits), f".{digits}f")


# beyond this no sum is money, and minor units no longer fit a 64-bit column
_LIMIT = Decimal(10) ** 15


def parse_decimal(text: str | None) -> Decimal | None:
    """A machine-written decimal ("12.34", "-5"), or None where the text is none (or 10^15 and more)."""
    try:
        value = Decimal((text or "").strip())
    except InvalidOperation:
        return None
    return value if value.is_finite() and abs(value) < _LIMIT else None
