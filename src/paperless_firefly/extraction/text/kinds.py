"""What kind of document it is: titles first, then what only receipts or only invoices bear."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from ...domain.extraction import Direction, Kind
from .amounts import is_money
from .labels import NUMBER_KINDS, Meaning
from .lines import Line


@dataclass(frozen=True, slots=True)
class KindFound:
    """The kind, its finer word, and which way money goes."""

    kind: Kind
    type: str | None
    direction: Direction


# Roles of titles to (kind, type, direction).
_KINDS = {
    "kind_invoice": (Kind.INVOICE, None, Direction.OUT),
    "kind_receipt": (Kind.RECEIPT, None, Direction.OUT),
    "kind_credit_note": (Kind.CREDIT_NOTE, None, Direction.IN),
    "kind_correction": (Kind.CREDIT_NOTE, None, Direction.IN),
    "kind_reminder": (Kind.OTHER, "reminder", Direction.NONE),
    "kind_order": (Kind.OTHER, "order", Direction.NONE),
    "kind_quote": (Kind.OTHER, "quote", Direction.NONE),
    "kind_delivery_note": (Kind.OTHER, "delivery note", Direction.NONE),
    "kind_bank_statement": (Kind.OTHER, "bank statement", Direction.NONE),
    "kind_contract": (Kind.OTHER, "contract", Direction.NONE),
    "kind_payslip": (Kind.OTHER, "payslip", Direction.IN),
}
_TAKEN_BACK = frozenset({"kind_credit_note", "kind_correction"})
_CORRECTION = KindFound(Kind.INVOICE, "correction", Direction.IN)
_CLAIMS = frozenset({"kind_invoice", "kind_credit_note", "kind_correction", "kind_receipt"})
_PAID = frozenset({"cash", "change", "card"})


def kind_of(
    lines: Sequence[Line], *, total: Decimal | None, due: bool, iban: bool
) -> KindFound | None:
    """The document's kind, or None where nothing says it.

    A correction takes its sum back by a negative total, as an invoice (UNTDID 1001, 384); with a
    positive one it is a credit note by another name.
    """
    scores = _titles(lines)
    receipt = _receipt_signs(lines)
    if total is not None:
        scores["kind_receipt"] += receipt
        scores["kind_invoice"] += 1.0 * due + 1.0 * iban
    if not scores:
        return None
    role, score = max(scores.items(), key=lambda item: item[1])
    if score <= 0.5:
        return None
    if role == "kind_invoice" and receipt >= 2 and not (due or iban):
        role = "kind_receipt"
    if role == "kind_correction" and total is not None and total < 0:
        return _CORRECTION
    return KindFound(*_KINDS[role])


def _titles(lines: Sequence[Line]) -> defaultdict[str, float]:
    """How strongly each kind is titled: rows that say it alone, near the top, weigh most."""
    scores: defaultdict[str, float] = defaultdict(float)
    for index, line in enumerate(lines[:60]):
        for hit in line.hits:
            for role in _kind_roles(hit.meaning):
                weight = _title_weight(line, hit.start, hit.end, role)
                scores[role] = max(scores[role], weight * (1.0 - 0.6 * index / 60))
    return scores


def _kind_roles(meaning: Meaning) -> frozenset[str]:
    """The kinds a label names: its own, or that of the words its number is of ("invoice no")."""
    own = frozenset(r for r in meaning.roles if r in _KINDS)
    return own or NUMBER_KINDS.get(meaning.phrase, frozenset())


def _title_weight(line: Line, start: int, end: int, role: str) -> float:
    before = sum(c.isalpha() for c in line.text[:start])
    rest = sum(c.isalpha() for c in line.text[end:])
    if before == 0 and ":" in line.text[end : end + 3] and rest + _digits(line.text[end:]) > 0:
        return 1.0 if role in _CLAIMS else 0.3  # a label with its value is no title
    if before == 0 and role in _TAKEN_BACK and _names_another(line):
        return 3.5  # "Credit against invoice 4711 of 2 May"
    if before == 0 and rest <= 6:
        return 3.0
    if before == 0:
        return 2.0 if rest <= 25 else 1.0
    if role == "kind_payslip" and rest == 0:
        return 1.5  # beside the employer's name
    if line.text[:start].endswith("  ") and _ends_there(line.text[end:]):
        return 1.2  # by itself, beside something else
    return 0.8 if before + rest <= 15 else 0.3


def _ends_there(rest: str) -> bool:
    """Whether a stretch of a row ends and no value of a label follows."""
    return not rest or (rest.startswith("  ") and not rest.lstrip().startswith(":"))


def _names_another(line: Line) -> bool:
    """Whether a row speaks of another paper by its number and date, and books nothing of it."""
    refers = "other_number" in line.roles and bool(line.dates)
    return refers and not any(map(is_money, line.amounts))


def _digits(text: str) -> int:
    return sum(c.isdigit() for c in text)


def _receipt_signs(lines: Sequence[Line]) -> float:
    """What only a till prints: change given, cash, a card slip, a time beside the date."""
    roles: frozenset[str] = (
        frozenset().union(*(line.roles for line in lines)) if lines else frozenset()
    )
    timed = any(line.has_time and line.dates for line in lines)
    signs = 1.5 * ("change" in roles and "cash" in roles) + 0.5 * bool(roles & _PAID)
    return signs + 1.0 * timed
