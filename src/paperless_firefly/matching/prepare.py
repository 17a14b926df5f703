"""Prepares facts for many comparisons: amounts in minor units, days as numbers, words as sets."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from ..domain.money import to_minor
from ..domain.parties import bare, words
from .model import BankFacts, DocumentFacts
from .text import SERVICES, compact, keys_of_number, name_words, read_bank_text

_HOSPITALITY = frozenset(
    "cafe caffe kaffee kaffeehaus coffee restaurant ristorante trattoria osteria pizzeria pizza "
    "gasthaus gasthof wirtshaus gastro gaststatte bistro bar pub brasserie beisl heuriger heurigen "
    "sushi grill steakhouse diner imbiss taverne taverna cantina kitchen kuche eatery tapas ramen "
    "hotel pension taxi friseur frisor hair salon barber spa".split()
)


@dataclass(frozen=True, slots=True)
class Paper:
    """A document made ready; days are proleptic ordinals, amounts positive minor units."""

    facts: DocumentFacts
    total: int
    payable: int | None
    currency: str
    day: int | None
    due: int | None
    out: bool
    kind: str
    words: tuple[str, ...]
    seller: str
    numbers: frozenset[str]
    reference: str
    iban: str
    gives_tips: bool

    @property
    def id(self) -> str:
        return self.facts.id

    @property
    def signed(self) -> int:
        """The total as it counts in a payment that goes out: credit notes are taken off."""
        return self.total if self.out else -self.total


@dataclass(frozen=True, slots=True)
class Payment:
    """A bank transaction made ready; `method` is "card", "debit" or "transfer"."""

    facts: BankFacts
    cents: int
    currency: str
    foreign: int | None
    foreign_currency: str
    day: int
    out: bool
    method: str
    descriptor: tuple[str, ...]
    party: tuple[str, ...]
    name: str
    numbers: frozenset[str]
    references: frozenset[str]
    iban: str
    text: str
    says_part: bool
    says_several: bool
    mandate: str
    by_service: bool

    @property
    def id(self) -> str:
        return self.facts.id

    @property
    def spellings(self) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """What the bank calls the other side: the counterparty's name, and the text's words."""
        return self.party, self.descriptor


def prepare_document(facts: DocumentFacts) -> Paper | None:
    """A document made ready, or None where it has no amount or moves no money."""
    stated = facts.total or facts.payable
    if not stated or facts.direction == "none":
        return None
    if facts.kind == "other" and facts.direction != "in":  # a payslip is paid
        return None
    currency = (facts.currency or "").upper()
    named = bare(facts.seller) if facts.seller else ()
    return Paper(
        facts=facts,
        total=to_minor(abs(stated), currency),
        payable=_payable(facts, currency),
        currency=currency,
        day=facts.issue_date.toordinal() if facts.issue_date else None,
        due=facts.due_date.toordinal() if facts.due_date else None,
        out=_goes_out(facts),
        kind=facts.kind,
        words=named,
        seller=" ".join(named),
        numbers=keys_of_number(facts.number),
        reference=compact(facts.payment_reference),
        iban=compact(facts.iban),
        gives_tips=any(word in _HOSPITALITY for word in named),
    )


def prepare_payment(facts: BankFacts) -> Payment | None:
    """A transaction made ready, or None where it is neither an outgoing nor an incoming payment."""
    if facts.type not in {"withdrawal", "deposit"} or facts.amount == 0:
        return None
    text = _read(facts.description)
    party = _party(facts.counterparty)
    by_account = text.is_transfer or _names_account(facts, party)
    return Payment(
        facts=facts,
        cents=to_minor(abs(facts.amount), facts.currency),
        currency=facts.currency.upper(),
        foreign=_foreign(facts),
        foreign_currency=(facts.foreign_currency or "").upper(),
        day=facts.date.toordinal(),
        out=facts.type == "withdrawal",
        method="debit" if text.is_debit else "transfer" if by_account else "card",
        descriptor=text.descriptor,
        party=party,
        name=f"{' '.join(party)}|{' '.join(text.descriptor)}",
        numbers=text.numbers,
        references=text.references,
        iban=compact(facts.counterparty_iban),
        text=compact(facts.description),
        says_part=text.says_part,
        says_several=text.says_several,
        mandate=text.mandate,
        by_service=not SERVICES.isdisjoint((*words(facts.description), *party)),
    )


_read = lru_cache(maxsize=32_768)(read_bank_text)
_party = lru_cache(maxsize=8_192)(name_words)


def _goes_out(facts: DocumentFacts) -> bool:
    if facts.direction:
        return facts.direction == "out"
    negative = facts.total is not None and facts.total < 0
    return facts.kind != "credit_note" and not negative


def _payable(facts: DocumentFacts, currency: str) -> int | None:
    if not facts.payable or facts.payable == facts.total:
        return None
    return to_minor(abs(facts.payable), currency)


def _foreign(facts: BankFacts) -> int | None:
    if not facts.foreign_amount or not facts.foreign_currency:
        return None
    return to_minor(abs(facts.foreign_amount), facts.foreign_currency)


def _names_account(facts: BankFacts, party: tuple[str, ...]) -> bool:
    """A card line names no account of the other side, or only the name that its text has too."""
    if facts.counterparty_iban:
        return True
    if not party:
        return False
    shared = set(party) & set(_read(facts.description).descriptor)
    return not shared
