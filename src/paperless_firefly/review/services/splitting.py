"""Splitting a transaction that exists: its one journal stays the first, and undo leaves it alone again."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Any

from django.db.models import Q

from ...clients.firefly.client import FireflyClient
from ...domain.errors import ChangedMeanwhile, Invalid
from ...domain.identity import document_url
from ...domain.money import Money, is_exact, parse_decimal, plain
from ...domain.posting import PostingSplit, SplitChange, SplitChoice, SplitUp, Together
from ...domain.transaction import TransactionGroup
from ...posting.images import Difference, differences, image_of
from ...posting.sums import by_size
from ..models import Document, LedgerSplit, Posting, PostingState, Preferences
from . import lease, linking
from .errors import NotAllowed
from .hold import Hold

RECONCILED = "A reconciled transaction is never split."
_CHANGED = "This transaction changed in Firefly III since it was shown."
_SENDING, _UNDOING = Q(state=PostingState.SENDING), Q(state=PostingState.UNDOING)
Parts = list[dict[str, Any]]
Ask = Callable[[Posting, TransactionGroup, list[Difference], str], None]


def frozen(document: Document, split: LedgerSplit, parts: Sequence[SplitChoice]) -> Parts:
    """Parts as a posting keeps them, with amounts in the transaction's currencies.

    NotAllowed for a transaction that is reconciled or has several splits, and for parts that do not
    make its amount, to its minor unit.
    """
    rows = LedgerSplit.objects.filter(
        connection_id=split.connection_id, group_id=split.group_id, gone_at=None
    )
    if split.reconciled:
        raise NotAllowed(RECONCILED)
    if rows.count() != 1:
        raise NotAllowed("Only a transaction of one split can be split.")
    amounts = [parse_decimal(part.amount) or Decimal(0) for part in parts]
    main, foreign = _amounts(document, split, amounts)
    return [
        {
            "description": part.description or split.description,
            "amount": str(amount),
            "foreign": None if other is None else str(other),
            "category": part.category,
            "budget_id": part.budget_id,
            "tags": list(part.tags),
        }
        for part, amount, other in zip(parts, main, foreign, strict=True)
    ]


def _amounts(
    document: Document, split: LedgerSplit, amounts: list[Decimal]
) -> tuple[list[Decimal], Sequence[Decimal | None]]:
    """The parts in the transaction's currency, and in its foreign one if it has one."""
    booked = Money.of_minor(split.amount_minor, split.currency)
    other = split.foreign_minor
    foreign = None if other is None else Money.of_minor(other, split.foreign_currency)
    stated = next((m for m in (booked, foreign) if m and m.currency == document.currency), None)
    if stated is None:
        raise NotAllowed(
            f"This transaction is not in {document.currency}: it cannot be split by it."
        )
    if any(a <= 0 or not is_exact(a, stated.currency) for a in amounts) or len(amounts) < 2:
        raise NotAllowed("A transaction is split into two or more parts with positive amounts.")
    if sum(amounts) != stated.amount:
        made = plain(sum(amounts, Decimal(0)), stated.currency)
        raise NotAllowed(f"The parts make {made} {stated.currency}, the transaction is {stated}.")
    main = amounts if stated is booked else by_size(amounts, booked.amount, booked.currency)
    others: Sequence[Decimal | None] = [None] * len(amounts)
    if foreign:
        others = (
            amounts if stated is foreign else by_size(amounts, foreign.amount, foreign.currency)
        )
    if min(main) <= 0 or any(each is not None and each <= 0 for each in others):
        raise NotAllowed("A split is too small for the other currency.")
    return main, others


def split_up(posting: Posting, firefly: FireflyClient) -> TransactionGroup:
    """The transaction in the parts that were decided; its journal is the first of them.

    Hold if it is gone, reconciled or changed since it was shown. Repeated after a call whose answer
    was lost, it finds the parts and writes nothing.
    """
    journal, fresh = str(posting.journal_ids[0]), linking.fresh_group(posting, firefly)
    if not any(s.journal_id == journal for s in fresh.splits):
        raise Hold("gone", "The chosen split is no longer part of its transaction.", [fresh])
    if is_done(posting, fresh):
        return fresh
    if not linking.is_as_shown(posting, fresh):
        raise Hold("changed", _CHANGED, [fresh])
    if len(fresh.splits) != 1:
        return fresh  # a person was asked, and said that it is to be left as it is
    if fresh.splits[0].reconciled:
        raise Hold("reconciled", RECONCILED, [fresh])
    plan = planned(posting, fresh, Preferences.objects.filter(owner_id=posting.owner_id).first())
    if plan is None:
        raise Hold("parts", "The parts do not make the amount of this transaction.", [fresh])
    lease.keep(
        posting, mine=_SENDING, maybe_sent=True, before=_before(fresh), intended={"parts": True}
    )
    try:
        return firefly.split_up(fresh, plan)
    except ChangedMeanwhile as error:
        raise Hold("changed", _CHANGED, [fresh]) from error
    except Invalid as error:
        raise Hold("refused", str(error), [fresh]) from error


def planned(
    posting: Posting, group: TransactionGroup, preferences: Preferences | None
) -> SplitUp | None:
    """What splitting a group of one would write; None where the parts do not make its amount."""
    [split], parts = group.splits, posting.payload["parts"]
    if sum(Decimal(part["amount"]) for part in parts) != split.amount:
        return None
    document, first = posting.document, parts[0]
    change = linking.additions(document, split, preferences) or SplitChange()
    tags = tuple(dict.fromkeys((*(change.tags or split.tags), *first["tags"])))
    return SplitUp(
        amount=Decimal(first["amount"]),
        foreign_amount=_decimal(first["foreign"]),
        others=tuple(_other(part) for part in parts[1:]),
        external_url=document_url(document.connection.public_url, document.paperless_id),
        category=first["category"] or None,
        budget_id=first["budget_id"] or None,
        change=replace(change, tags=tags if tags != split.tags else None),
    )


def put_together(
    posting: Posting, firefly: FireflyClient, group: TransactionGroup, files: list[Difference],
    ask: Ask,
) -> TransactionGroup:  # fmt: skip
    """The transaction of one split again, each of its fields as before where it is as we left it.

    `ask` holds if anything changed since, `files` of others on its splits included. Repeated, it
    finds the one split and writes nothing.
    """
    journal, now = str(posting.journal_ids[0]), image_of(group)
    was, after = posting.before["whole"], posting.after
    if (
        set(now["splits"]) == {journal}
        and now["splits"][journal]["amount"] == was["splits"][journal]["amount"]
    ):
        return group
    ask(posting, group, [*differences(after, now), *files], "touched")
    if journal not in now["splits"]:
        return group
    lease.keep(posting, mine=_UNDOING)
    return firefly.put_together(group, journal, _together(posting, journal, now))


def _together(posting: Posting, journal: str, now: dict[str, Any]) -> Together:
    was, after = posting.before["whole"], posting.after
    old, ours, mine = (image["splits"][journal] for image in (was, after, now))

    def back(name: str) -> str | None:
        changed = ours[name] != old[name] and mine[name] == ours[name]
        return str(old[name]) if changed else None

    untitled = now["title"] == after["title"]
    return Together(
        amount=Decimal(old["amount"]),
        foreign_amount=_decimal(old["foreign_amount"]),
        title=(was["title"] if untitled else now["title"]) or None,
        category=back("category"),
        budget=back("budget"),
        change=SplitChange(
            external_url=back("external_url"),
            notes=back("notes"),
            tags=None if back("tags") is None else tuple(posting.before["tags"]),
        ),
    )


def journals_of(posting: Posting, group: TransactionGroup) -> list[str]:
    """The journals that the document is linked to, the chosen one first."""
    chosen = [str(journal) for journal in posting.journal_ids]
    if not posting.payload.get("parts"):
        return chosen
    return [*chosen, *(s.journal_id for s in group.splits if s.journal_id not in chosen)]


def is_done(posting: Posting, group: TransactionGroup) -> bool:
    """Whether an earlier try of this posting split the group."""
    wanted = sorted(Decimal(part["amount"]) for part in posting.payload.get("parts", ()))
    return bool(wanted and posting.intended) and sorted(s.amount for s in group.splits) == wanted


def _before(fresh: TransactionGroup) -> dict[str, Any]:
    """All that the transaction held, and its tags one by one."""
    return {
        "updated_at": fresh.updated_at,
        "whole": image_of(fresh),
        "tags": list(fresh.splits[0].tags),
    }


def _other(part: dict[str, Any]) -> PostingSplit:
    return PostingSplit(
        amount=Decimal(part["amount"]),
        description=part["description"],
        category=part["category"] or None,
        budget_id=part["budget_id"] or None,
        tags=tuple(part["tags"]),
        foreign_amount=_decimal(part["foreign"]),
    )


def _decimal(text: str | None) -> Decimal | None:
    return Decimal(text) if text else None
