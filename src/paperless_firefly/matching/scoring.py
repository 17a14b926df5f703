"""Scores a pair: the sum of its signals' log-odds, and whether a machine may act on it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from math import log2

from ..domain.link import Reason
from .amounts import AmountFit, fit_amount
from .delays import DateFit, fit_date
from .ledger import Ledger
from .memory import Memory
from .prepare import Paper, Payment
from .signals import judge_iban, judge_method, judge_name, judge_number, judge_reference

# Before anything is seen: how many documents have a payment at all.
_PAID = 0.93
_PROOF = 7.0  # bits from which a number proves whose payment it is
_NAMED = 2.0
_DOUBT = -2.5  # one such signal against, and a person decides
_NEITHER = -4.0
_CROWD = 60


@dataclass(frozen=True, slots=True)
class Score:
    """A pair's log-odds (base 2) against "this document has no payment", with its reasons.

    `is_sure` says that the evidence is of a kind on which a machine may link by itself.
    """

    weight: float
    reasons: tuple[Reason, ...]
    is_sure: bool

    def also(self, reason: Reason | None) -> Score:
        """The score with one more signal."""
        if reason is None:
            return self
        return Score(self.weight + reason.weight, (*self.reasons, reason), self.is_sure)


class Scorer:
    """Judges pairs of one matching."""

    def __init__(
        self,
        papers: Sequence[Paper],
        ledger: Ledger,
        memory: Memory,
        bits: Mapping[str, float] | None = None,
    ) -> None:
        self.ledger = ledger
        self.memory = memory
        self._bits = bits or {}
        self._prior = Reason(
            "prior", log2(_PAID / (1 - _PAID) / ledger.size),
            f"one of {ledger.size} transactions, or none",
        )  # fmt: skip
        self._owners: defaultdict[str, list[str]] = defaultdict(list)
        for paper in papers:
            for key in paper.numbers:
                self._owners[key].append(paper.id)

    def owners(self, payment: Payment, shortest: int = 5) -> set[str]:
        """The documents whose numbers stand in a payment's text, from so many characters on."""
        found: set[str] = set()
        for key in payment.numbers:
            owners = self._owners.get(key, ()) if len(key) >= shortest else ()
            if len(owners) <= _CROWD:
                found.update(owners)
        return found

    def names_agree(self, paper: Paper, payment: Payment) -> bool:
        """Whether the bank's text names the document's seller."""
        name = judge_name(paper, payment, self.ledger, self.memory)
        return name is not None and name.weight >= _NAMED

    def score(self, paper: Paper, payment: Payment) -> Score:
        """Judges one pair."""
        if paper.out != payment.out:
            return Score(-30.0, (Reason("direction", -30.0, _way(paper)),), False)
        amount = fit_amount(paper, payment, self.ledger)
        day = fit_date(paper, payment, self.ledger.span)
        name = judge_name(paper, payment, self.ledger, self.memory)
        agrees = name is not None and name.weight >= _NAMED
        number = judge_number(paper, payment, bool(self.owners(payment)))
        reference = judge_reference(paper, payment)
        iban = judge_iban(paper, payment, agrees)
        method = judge_method(paper, payment)
        neither = _neither(amount, name)
        rest = [r for r in (name, number, reference, iban, method, neither) if r is not None]
        reasons = (
            self._prior,
            Reason("amount", amount.weight, amount.detail, amount.form),
            Reason("date", day.weight, day.detail, day.outcome),
            *rest,
        )
        sure = _is_sure(amount, day, rest)
        if self._bits:
            reasons = tuple(self._corrected(r) for r in reasons)
            # what was learned may make a machine more careful, never bolder
            sure = sure and _is_sure(amount, day, reasons[3:])
        return Score(sum(r.weight for r in reasons), reasons, sure)

    def _corrected(self, reason: Reason) -> Reason:
        bits = self._bits.get(reason.key)
        return replace(reason, weight=reason.weight + bits) if bits else reason


def _neither(amount: AmountFit, name: Reason | None) -> Reason | None:
    """Two guesses do not support each other: an amount explained away, and another's name."""
    if name is None or name.weight >= 0 or not amount.is_guess:
        return None
    return Reason("neither", _NEITHER, "neither the amount nor the name agrees", "so")


def _is_sure(amount: AmountFit, day: DateFit, rest: Iterable[Reason]) -> bool:
    weights = {r.signal: r.weight for r in rest}
    proven = max(weights.get("number", 0.0), weights.get("reference", 0.0)) >= _PROOF
    named = weights.get("name", 0.0) >= _NAMED or weights.get("iban", 0.0) > 0
    if not amount.is_sure or (amount.form == "discount" and not proven):
        return False
    if min(weights.values(), default=0.0) <= _DOUBT and not proven:
        return False
    return proven or (named and day.is_usual)


def _way(paper: Paper) -> str:
    return "the document's money goes out" if paper.out else "the document's money comes in"
