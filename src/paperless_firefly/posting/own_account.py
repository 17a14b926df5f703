"""Which own account a document was paid from or to, by what it says of the payment."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from ..domain.extraction import Direction, Extraction
from ..domain.ledger import ListEntry
from ..domain.names import fold

# UNTDID 4461, as e-invoices state it, in the words of readers of papers.
_METHODS = {"10": "cash", "48": "card", "54": "card", "55": "card"}
Sign = Callable[[Extraction, ListEntry], str]


def own_account_of(extraction: Extraction, own: Sequence[ListEntry]) -> ListEntry | None:
    """The own account that a document names by card, IBAN or way of paying.

    None where it names none, or a sign fits several: then the next sign is asked, never guessed.
    """
    for sign in _SIGNS:
        found = [account for account in own if sign(extraction, account)]
        if len(found) == 1:
            return found[0]
    return None


def why_own(extraction: Extraction, account: ListEntry) -> str:
    """An English phrase on what of a document names this account; empty where nothing does."""
    return next((why for sign in _SIGNS if (why := sign(extraction, account))), "")


def transfer_of(extraction: Extraction, own: Sequence[ListEntry]) -> ListEntry | None:
    """The own asset account that the money goes to, or comes from, besides the one it is booked on.

    Its IBAN is the payee's where money leaves, the debited one where it arrives.
    """
    out = extraction.direction == Direction.OUT
    ibans = set(_payee(extraction) if out else _debited(extraction))
    found = [a for a in own if a.type == "asset" and a.iban and _bare(a.iban) in ibans]
    return found[0] if len(found) == 1 else None


def _by_card(extraction: Extraction, account: ListEntry) -> str:
    ending = next(_cards(extraction), "")
    numbers = (_digits(account.number or ""), _digits(account.iban or ""))
    named = ending in "".join(c if c.isdigit() else " " for c in account.name).split()
    if ending and (named or any(number.endswith(ending) for number in numbers)):
        return f"the card ends in {ending}"
    return ""


def _by_iban(extraction: Extraction, account: ListEntry) -> str:
    if not account.iban:
        return ""
    out = extraction.direction == Direction.OUT
    stated = _debited(extraction) if out else _payee(extraction)
    return "the document names its IBAN" if _bare(account.iban) in stated else ""


def _by_method(extraction: Extraction, account: ListEntry) -> str:
    method = _method(extraction)
    if method == "cash" and account.role == "cashWalletAsset":
        return "it was paid in cash"
    if method == "card" and account.role == "ccAsset":
        return "it was paid by card"
    if method == "paypal" and "paypal" in fold(account.name).replace(" ", ""):
        return "it was paid by PayPal"
    return ""


_SIGNS: tuple[Sign, ...] = (_by_card, _by_iban, _by_method)


def _cards(extraction: Extraction) -> Iterator[str]:
    """The last four digits of each card."""
    ways = extraction.details.payments if extraction.details else ()
    for stated in (extraction.text("card"), *(way.card for way in ways)):
        if len(digits := _digits(stated or "")) >= 4:
            yield digits[-4:]


def _debited(extraction: Extraction) -> list[str]:
    ways = extraction.details.payments if extraction.details else ()
    return [_bare(way.debited) for way in ways if way.debited]


def _payee(extraction: Extraction) -> list[str]:
    ways = extraction.details.payments if extraction.details else ()
    stated = (extraction.text("iban"), *(way.account for way in ways))
    return [_bare(iban) for iban in stated if iban]


def _method(extraction: Extraction) -> str:
    if said := extraction.text("payment_method"):
        return said
    ways = extraction.details.payments if extraction.details else ()
    return next((_METHODS[way.code] for way in ways if way.code in _METHODS), "")


def _digits(text: str) -> str:
    return "".join(c for c in text if c.isdigit())


def _bare(iban: str) -> str:
    return "".join(iban.split()).upper()
