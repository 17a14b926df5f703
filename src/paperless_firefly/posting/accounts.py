"""Chooses accounts that Firefly III already has, before a new one is made."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from rapidfuzz import fuzz

from ..domain.extraction import Extraction
from ..domain.ledger import ListEntry, ListKind
from ..domain.names import fold
from ..domain.parties import bare
from .own_account import why_own
from .request import counterparty_of

# Below 92 of 100, different businesses of one trade begin to look alike.
_ALIKE = 92.0
_CLEARLY = 3.0
# Words that one book writes and the other leaves out: the country's unit of one house.
_UNITS = frozenset(
    "austria osterreich deutschland germany schweiz suisse switzerland europe europa eu "
    "international ireland holding group gruppe".split()
)


def choose_counterparty(
    seller: str | None, iban: str | None, entries: Sequence[ListEntry], remembered: str = ""
) -> ListEntry | None:
    """The expense or revenue account of a seller: by IBAN, by name, by memory, by nearly the name.

    `remembered` is the account of the seller's last document. None where nothing fits, or where two
    fit alike: a wrong account is worse than a new one.
    """
    accounts = [e for e in entries if e.kind == ListKind.ACCOUNT and e.active]
    if iban and (found := _only(e for e in accounts if _compact(e.iban) == _compact(iban))):
        return found
    if not seller or not fold(seller):
        return None
    for name in filter(None, (seller, remembered)):
        if found := _only(e for e in accounts if fold(e.name) == fold(name)):
            return found
    return _nearly(seller, accounts)


def reasons_for(
    extraction: Extraction, own: ListEntry | None, other: ListEntry | None
) -> tuple[str, ...]:
    """English lines on what of the document names these accounts, for the notes."""
    name, iban = counterparty_of(extraction), extraction.text("iban")
    said = (
        ("Account", own, why_own(extraction, own) if own else ""),
        ("Counterparty", other, why_counterparty(name, iban, other) if other else ""),
    )
    return tuple(f"{side}: {entry.name} ({why})" for side, entry, why in said if entry and why)


def why_counterparty(seller: str | None, iban: str | None, account: ListEntry) -> str:
    """An English phrase on what of a document names this account; empty where nothing does."""
    if iban and _compact(iban) == _compact(account.iban):
        return "the document's IBAN"
    return "the same name" if seller and fold(seller) == fold(account.name) else ""


def choose_own(wanted: str, entries: Sequence[ListEntry]) -> ListEntry | None:
    """The own account that a setting names by id, name or IBAN; the only one where it names none."""
    own = [e for e in entries if e.kind == ListKind.ACCOUNT and e.active and e.type == "asset"]
    if not wanted.strip():
        return _only(own)
    by_id = _only(e for e in own if e.id == wanted.strip())
    return (
        by_id
        or _only(e for e in own if fold(e.name) == fold(wanted))
        or _only(e for e in own if e.iban and _compact(e.iban) == _compact(wanted))
    )


def _nearly(seller: str, accounts: Iterable[ListEntry]) -> ListEntry | None:
    ranked = sorted(
        ((_likeness(seller, e.name), e) for e in accounts), key=lambda pair: (-pair[0], pair[1].id)
    )
    if not ranked or ranked[0][0] < _ALIKE:
        return None
    best, chosen = ranked[0]
    rivals = [e for likeness, e in ranked[1:] if best - likeness < _CLEARLY and e.id != chosen.id]
    return None if rivals else chosen


def _likeness(seller: str, name: str) -> float:
    """0 to 100 for two names, legal forms and units of one house apart."""
    mine, theirs = _house(seller), _house(name)
    if _digits(mine) != _digits(theirs):
        return 0.0  # branch 12 is not branch 13
    if "".join(mine) == "".join(theirs):
        return 100.0
    if min(len("".join(mine)), len("".join(theirs))) < 6:
        return 0.0  # one letter of a short name makes another business of it
    return fuzz.token_sort_ratio(" ".join(mine), " ".join(theirs))


def _house(name: str) -> tuple[str, ...]:
    every = bare(name)
    kept = tuple(word for word in every if word not in _UNITS)
    return kept or every


def _digits(words: Iterable[str]) -> list[str]:
    return sorted(word for word in words if any(c.isdigit() for c in word))


def _compact(iban: str | None) -> str:
    return "".join((iban or "").split()).upper()


def _only(found: Iterable[ListEntry]) -> ListEntry | None:
    """The one entry, or None where there is none or several (one entry listed twice is one)."""
    unique = {entry.id: entry for entry in found}
    return next(iter(unique.values())) if len(unique) == 1 else None
