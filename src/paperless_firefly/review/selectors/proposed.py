"""What is proposed for a document: accounts that Firefly knows, and what the user's rules give."""

from __future__ import annotations

from dataclasses import dataclass, replace

from django.conf import settings
from django.db.models import Case, IntegerField, Q, Subquery, Value, When

from ...domain.extraction import Direction, Extraction
from ...domain.ledger import ListKind
from ...domain.names import fold
from ...domain.posting import Booking, SplitChoice
from ...domain.rules import Applied
from ...posting.accounts import choose_counterparty, choose_own
from ...posting.own_account import own_account_of, transfer_of, why_own
from ...posting.parts import change, offer_of
from ...posting.request import counterparty_of
from ...posting.rules import apply, fill
from ..models import Document, LedgerEntry, LedgerSplit, Link, Preferences
from . import rules as rules_of
from .choices import IN_LISTS, MOST_LISTED, Lists, listed, lists_of
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

    def why_own(self, extraction: Extraction, account_id: str) -> str:
        """What of the document names this own account, an English phrase; empty if nothing does."""
        chosen = [row for row in self.lists.own_accounts if row.firefly_id == account_id]
        return why_own(extraction, listed(chosen[0])) if chosen else ""

    def is_transfer(self, counterparty: str) -> bool:
        """Whether this is the proposed counterparty, and one's own account."""
        own = {row.firefly_id for row in self.lists.own_accounts if row.type == "asset"}
        return self.plain.counterparty_id in own and counterparty == self.plain.counterparty_name


def proposed(document: Document, extraction: Extraction, account: str) -> Proposed:
    """The proposal for a document, in three queries; `account` is the default (id or name)."""
    owner_id = document.owner_id
    book = rules_of.in_force(owner_id)
    name, iban = counterparty_of(extraction) or "", extraction.text("iban") or ""
    role = "revenue" if extraction.direction == Direction.IN else "expense"
    before = _before(owner_id, document.seller)
    rows, last, split_by = _rows(
        owner_id, _like(name, iban, before, role), rules_of.named_by(book), before
    )
    others = [listed(r) for r in rows if r.type == role and r.kind == "account"]
    lists = lists_of(rows)
    own = [listed(row) for row in lists.own_accounts]
    known = transfer_of(extraction, own) or choose_counterparty(name, iban, others, last)
    mine = own_account_of(extraction, own) or choose_own(
        account or settings.FIREFLY_DEFAULT_ACCOUNT, own
    )
    plain = Booking(
        # the account that the money goes to is not the one that it comes from
        own_account_id=mine.id if mine and mine != known else "",
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
        applied = apply(book, facts, [listed(r) for r in rows])
    booking = _split(fill(plain, applied), extraction, split_by)
    return Proposed(plain, booking, applied, lists)


def suggested_booking(document: Document, extraction: Extraction, account: str) -> Booking:
    """The booking alone, with what rules give."""
    return proposed(document, extraction, account).booking


def _rows(
    owner_id: int, like: Q | None, named: Q | None, before: Subquery
) -> tuple[list[LedgerEntry], str, str]:
    """The short lists and what rules name; then, as long as there is room, accounts like the seller.

    With them, the same on each row and so without a question more, come the name of the account of
    the seller's last document and the owner's wish how to split.
    """
    first = IN_LISTS | named if named is not None else IN_LISTS
    wanted = first | like if like is not None else first
    rank = Case(When(first, then=Value(0)), default=Value(1), output_field=IntegerField())
    rows = LedgerEntry.objects.filter(wanted, owner_id=owner_id, active=True)
    wish = Subquery(Preferences.objects.filter(owner_id=owner_id).values("split_by")[:1])
    rows = rows.annotate(rank=rank, before=before, wish=wish).order_by("rank", "search")
    found: list[LedgerEntry] = [*rows[: MOST_LISTED + 200]]
    first_two = (getattr(found[0], name, None) if found else None for name in ("before", "wish"))
    last, split_by = (value or "" for value in first_two)
    return found, last, split_by


def _split(booking: Booking, extraction: Extraction, split_by: str) -> Booking:
    """The booking with the parts that the owner wishes, if the document offers such."""
    if not split_by:
        return booking
    whole = SplitChoice(category=booking.category, budget_id=booking.budget_id, tags=booking.tags)
    return replace(booking, splits=change((), split_by, offer_of(extraction), whole))


def _like(seller: str, iban: str, before: Subquery, role: str) -> Q | None:
    """Accounts of a role that may be the seller's."""
    words = [w for w in fold(seller).split() if len(w) > 2]
    # the first word that says something narrows thousands of accounts to a handful
    like = Q(search__contains=words[0]) if words else Q()
    like |= Q(iban=iban) if iban else Q()
    like |= Q(name=before) if seller else Q()
    return Q(kind=ListKind.ACCOUNT, type=role) & like if like else None


def _before(owner_id: int, seller: str) -> Subquery:
    """The counterparty of the newest transaction of a seller's documents.

    What a person linked or booked counts, under the name that it has in Firefly III now.
    """
    links = Link.objects.filter(owner_id=owner_id, document__seller=seller or None)
    rows = LedgerSplit.objects.filter(
        owner_id=owner_id, gone_at=None, journal_id__in=links.values("journal_id")
    )
    return Subquery(rows.order_by("-date", "-pk").values("counterparty")[:1])
