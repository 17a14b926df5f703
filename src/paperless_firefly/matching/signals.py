"""The signals of a pair, each with its weight in bits of log-odds and its words."""

from __future__ import annotations

from math import log2

from ..domain.link import Reason
from .ledger import Ledger
from .memory import Habit, Memory
from .names import NameFit, compare_spellings
from .prepare import Paper, Payment

_SMOOTH = 30  # so that a name is not called rare because few transactions are at hand
_MOST_NAME = 9.0
_DIFFERS, _UNHEARD, _INITIALS = -6.0, -3.0, 0.5
_MOST_NUMBER, _LEAST_NUMBER = 13.0, 1.0
_REFERENCE, _OTHER_REFERENCE, _SOME_REFERENCE = 13.0, -8.0, -3.0
_OTHER_NUMBER, _SOME_NUMBER = -9.0, -3.0
_IBAN, _IBAN_AND_NAME, _OTHER_IBAN = 7.0, 2.5, -4.0
_CARD_FOR_IBAN = -4.0
_CARD_DIGITS = 6.0
# How often a payment by this method carries the invoice's number.
_NUMBER_SHARE = {"transfer": 0.6, "debit": 0.05, "card": 0.003}


def judge_name(paper: Paper, payment: Payment, ledger: Ledger, memory: Memory) -> Reason | None:
    """Whether the bank's text names the seller; rarer names weigh more, another's name costs."""
    fit = _best_fit(paper, payment, memory)
    habit = memory.habit(paper, payment)
    if fit.level == "agrees" and not habit.is_denied:
        return _agreement(payment, fit, habit, ledger)
    if fit.level == "silent":
        return None
    called = " ".join(payment.descriptor or payment.party)
    if habit.is_known:
        share = (habit.seen + 0.1) / (habit.of + 1)
        weight = min(log2(share / _share(payment, ledger)), _MOST_NAME)
        times = f"{habit.seen} of {habit.of} other payments"
        return Reason("name", max(weight, 0.0), f'known as "{called}" from {times}', "known")
    if fit.level == "initials" and not habit.is_unheard:
        said = f'"{called}" may be short for {paper.facts.seller}'
        return Reason("name", _INITIALS, said, "initials")
    return Reason("name", _DIFFERS, f'"{called}" is not {paper.facts.seller}', "differs")


def _best_fit(paper: Paper, payment: Payment, memory: Memory) -> NameFit:
    fit = compare_spellings(paper.words, payment.spellings)
    usual = memory.seller_of(paper)
    if usual != paper.seller:
        other = compare_spellings(tuple(usual.split()), payment.spellings)
        return max(fit, other, key=lambda f: f.likeness)
    return fit


def _agreement(payment: Payment, fit: NameFit, habit: Habit, ledger: Ledger) -> Reason:
    weight = min(log2(0.9 / _share(payment, ledger)), _MOST_NAME)
    weight = max(weight, 1.0) * (0.5 + 0.5 * min(1.0, fit.likeness / 0.7))
    if habit.is_unheard and fit.likeness < 0.6:
        weight += _UNHEARD
    called = " ".join(payment.descriptor or payment.party)
    detail = "the same name" if fit.likeness > 0.95 else f'"{called}" fits the seller'
    return Reason("name", weight, detail, "agrees")


def _share(payment: Payment, ledger: Ledger) -> float:
    return min((ledger.named_alike(payment) + 1) / (ledger.size + _SMOOTH), 0.9)


def judge_number(paper: Paper, payment: Payment, names_others: bool) -> Reason | None:
    """Whether the bank's text holds the invoice's number, or the number of another document."""
    shared = paper.numbers & payment.numbers
    if shared:
        best = max(shared, key=lambda key: (_length(key), key))
        chance = len(payment.numbers) * 10.0 ** -_length(best)
        weight = log2(_NUMBER_SHARE[payment.method] / chance)
        weight = min(max(weight, _LEAST_NUMBER), _MOST_NUMBER)
        said = f"{paper.facts.number} stands in the text as {best}"
        return Reason("number", weight, said, "found")
    if names_others:
        said = "the text names another document's number"
        return Reason("number", _OTHER_NUMBER, said, "another")
    if paper.numbers and payment.method == "transfer" and any(len(n) > 4 for n in payment.numbers):
        said = f"the text has a number, but not {paper.facts.number}"
        return Reason("number", _SOME_NUMBER, said, "missing")
    return None


def _length(key: str) -> float:
    """Digits that would have to agree by chance; a letter counts as half a digit."""
    return sum(1.0 if c.isdigit() else 0.5 for c in key)


def judge_reference(paper: Paper, payment: Payment) -> Reason | None:
    """Whether the payment reference (ISO 11649 or other) is the document's."""
    if paper.reference:
        if paper.reference in payment.references or (
            len(paper.reference) >= 8 and paper.reference in payment.text
        ):
            said = f"reference {paper.facts.payment_reference}"
            return Reason("reference", _REFERENCE, said, "found")
        if payment.references:
            said = "another payment reference"
            return Reason("reference", _OTHER_REFERENCE, said, "another")
    elif payment.references:
        said = "a reference that the document does not have"
        return Reason("reference", _SOME_REFERENCE, said, "unexpected")
    return None


def judge_iban(paper: Paper, payment: Payment, name_agrees: bool) -> Reason | None:
    """Whether the money went to the account that the document names."""
    if not paper.iban or not payment.iban:
        return None
    if paper.iban == payment.iban:
        weight = _IBAN_AND_NAME if name_agrees else _IBAN
        return Reason("iban", weight, "to the document's IBAN", "same")
    return Reason("iban", _OTHER_IBAN, "to another IBAN than the document's", "another")


def judge_method(paper: Paper, payment: Payment) -> Reason | None:
    """Whether the way of paying suits the document."""
    digits = paper.facts.card
    if digits and len(digits) >= 4 and payment.text.endswith(digits[-4:]):
        return Reason("card", _CARD_DIGITS, f"card ending in {digits[-4:]}", "same")
    if paper.iban and paper.kind == "invoice" and payment.method == "card":
        said = "an invoice with an IBAN, paid by a card line"
        return Reason("method", _CARD_FOR_IBAN, said, "card-for-iban")
    return None
