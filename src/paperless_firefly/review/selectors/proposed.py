"""What is proposed for a document: accounts that Firefly knows, and what the user's rules give."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.conf import settings
from django.db.models import Case, IntegerField, Q, Value, When

from ...domain.extraction import Direction, Extraction
from ...domain.ledger import ListKind
from ...domain.names import fold
from ...domain.posting import Booking
from ...domain.rules import Applied
from ...posting.accounts import choose_counterparty
from ...posting.request import counterparty_of
from ...posting.rules import apply, fill
from ..models import Document, LedgerEntry
from . import rules as rules_of
from .choices import IN_LISTS, MOST_LISTED, Lists, lists_of
from .sellers import memory_of


@dataclass(frozen=True, slots=True)
class Proposed:
    """A booking as the page offers it: `plain` before rules, `booking` with them.

    `rules` says which value came by which rule; `lists` are what a form chooses from.
    """

    plain: Booking
    booking: Booking
    rules: Applied
    lists: Lists


def proposed(document: Document, extraction: Extraction, account: str) -> Proposed:
    """The proposal for a document, in three queries; `account` is the default (id or name)."""
    owner_id = document.owner_id
    book = rules_of.in_force(owner_id)
    name, iban = counterparty_of(extraction) or "", extraction.text("iban") or ""
    role = "revenue" if extraction.direction == Direction.IN else "expense"
    rows = _rows(owner_id, _like(name, iban, role), rules_of.named_by(book))
    known = choose_counterparty(
        name, iban, [rules_of.listed(r) for r in rows if r.type == role and r.kind == "account"]
    )
    lists = lists_of(rows)
    plain = Booking(
        own_account_id=_default_account(lists.own_accounts, account),
        counterparty_id=known.id if known else "",
        counterparty_name=known.name if known else name,
    )
    applied = Applied()
    if book:
        facts = rules_of.facts_of(
            document,
            vat_id=extraction.text("seller_vat_id"),
            memory=memory_of(owner_id),
            with_text=rules_of.asks_for_text(book),
        )
        applied = apply(book, facts, [rules_of.listed(r) for r in rows])
    return Proposed(plain, fill(plain, applied), applied, lists)


def suggested_booking(document: Document, extraction: Extraction, account: str) -> Booking:
    """The booking alone, with what rules give."""
    return proposed(document, extraction, account).booking


def _rows(owner_id: int, like: Q | None, named: Q | None) -> list[LedgerEntry]:
    """The short lists and what rules name; then, as long as there is room, accounts like the seller."""
    first = IN_LISTS | named if named is not None else IN_LISTS
    wanted = first | like if like is not None else first
    rank = Case(When(first, then=Value(0)), default=Value(1), output_field=IntegerField())
    rows = LedgerEntry.objects.filter(wanted, owner_id=owner_id, active=True)
    return list(rows.annotate(rank=rank).order_by("rank", "search")[: MOST_LISTED + 200])


def _like(seller: str, iban: str, role: str) -> Q | None:
    """Accounts of a role that may be the seller's."""
    words = [w for w in fold(seller).split() if len(w) > 2]
    # the first word that says something narrows thousands of accounts to a handful
    like = Q(search__contains=words[0]) if words else Q()
    like |= Q(iban=iban) if iban else Q()
    return Q(kind=ListKind.ACCOUNT, type=role) & like if like else None


def _default_account(own: Sequence[LedgerEntry], account: str) -> str:
    """The asset account of this id or name; without one named, the only one there is."""
    assets = [e for e in own if e.type == "asset"]
    wanted = account or settings.FIREFLY_DEFAULT_ACCOUNT
    if not wanted:
        return assets[0].firefly_id if len(assets) == 1 else ""
    by_id = [e for e in assets if e.firefly_id == wanted]
    named = by_id or [e for e in assets if e.search == fold(wanted)]
    return named[0].firefly_id if named else ""
