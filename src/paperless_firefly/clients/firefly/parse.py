"""From Firefly III's JSON to objects of the domain."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Any

from ...domain.ledger import AttachmentInfo, LedgerPage, ListEntry, ListKind
from ...domain.money import parse_decimal
from ...domain.transaction import Party, Split, TransactionGroup, TransactionType

# Others (initial balance, reconciliation …) are Firefly's own and never chosen by a person.
_ACCOUNT_TYPES = frozenset({"asset", "expense", "revenue", "liabilities", "liability", "cash"})
_TYPES = frozenset(TransactionType)


@dataclass(frozen=True, slots=True)
class Pages:
    """Where in a list a page stands; `total` counts splits where the list is of transactions."""

    page: int
    pages: int
    total: int


def pages(data: Any) -> Pages:
    """The place of a page in its list."""
    found = data["meta"]["pagination"]
    return Pages(int(found["current_page"]), int(found["total_pages"]), int(found["total"]))


def entry(kind: ListKind, data: Any) -> ListEntry | None:
    """An entry of a list, or None for an account that only Firefly itself uses."""
    found = data["attributes"]
    type_ = found["type"] if kind is ListKind.ACCOUNT else None
    if type_ is not None and type_ not in _ACCOUNT_TYPES:
        return None
    codes = {ListKind.ACCOUNT: "currency_code", ListKind.CURRENCY: "code"}
    return ListEntry(
        kind=kind,
        id=_text(data["id"]),
        name=_text(found["tag" if kind is ListKind.TAG else "name"]),
        type=type_,
        code=found[codes[kind]] if kind in codes else None,
        iban=found.get("iban") or None,
        number=found.get("account_number") or None,
        active=bool(found.get("enabled" if kind is ListKind.CURRENCY else "active", True)),
        role=found.get("account_role") or None,
    )


def ledger_page(data: Any) -> LedgerPage:
    """A page of transactions, its groups as they came: some may be partial."""
    place = pages(data)
    return LedgerPage(groups(data["data"]), place.page, place.pages, place.total)


def groups(data: Any) -> tuple[TransactionGroup, ...]:
    """The groups of a list; splits of a type that is not Firefly's (any more) are left out."""
    found = (_group(item, known_only=True) for item in data)
    return tuple(item for item in found if item.splits)


def group(data: Any) -> TransactionGroup:
    """One group, its splits in their order; ValueError for a type that is not known."""
    found = _group(data, known_only=False)
    if not found.splits:
        raise ValueError("a transaction without splits")
    return found


def merge(found: Iterable[TransactionGroup]) -> tuple[TransactionGroup, ...]:
    """Groups made whole again from the parts that pages gave, in the order of their first parts.

    Of a split that came twice the later one counts. What no page gave stays missing: a search
    that hit one split gives that split alone.
    """
    merged: dict[str, TransactionGroup] = {}
    for part in found:
        before = merged.get(part.id)
        merged[part.id] = _joined(before, part) if before else part
    return tuple(merged.values())


def attachment(data: Any) -> AttachmentInfo:
    """An attachment of a journal."""
    found = data["attributes"]
    return AttachmentInfo(
        id=_text(data["id"]),
        journal_id=_text(found["attachable_id"]),
        filename=_text(found["filename"]),
        hash=found.get("hash") or None,
        notes=found.get("notes") or "",
        size=int(found.get("size") or 0),
    )


def _joined(before: TransactionGroup, after: TransactionGroup) -> TransactionGroup:
    splits = {split.journal_id: split for split in (*before.splits, *after.splits)}
    return replace(after, splits=_ordered(splits.values()))


def _group(data: Any, *, known_only: bool) -> TransactionGroup:
    found = data["attributes"]
    return TransactionGroup(
        id=_text(data["id"]),
        updated_at=_text(found["updated_at"]),
        title=found["group_title"] or None,
        splits=_ordered(_splits(found["transactions"], known_only=known_only)),
    )


def _splits(data: Any, *, known_only: bool) -> Iterator[Split]:
    for found in data:
        if not known_only or found["type"] in _TYPES:
            yield _split(found)


def _ordered(splits: Iterable[Split]) -> tuple[Split, ...]:
    return tuple(sorted(splits, key=lambda split: split.order))


def _split(data: Any) -> Split:
    foreign = data["foreign_amount"]
    return Split(
        journal_id=_text(data["transaction_journal_id"]),
        type=TransactionType(data["type"]),
        date=_day(data["date"]),
        amount=_amount(data["amount"]),
        currency=_text(data["currency_code"]),
        description=_text(data["description"]),
        source=_party(data, "source"),
        destination=_party(data, "destination"),
        order=int(data["order"] or 0),
        foreign_amount=_amount(foreign) if foreign is not None else None,
        foreign_currency=data["foreign_currency_code"] or None,
        category=data["category_name"] or None,
        budget=data["budget_name"] or None,
        bill=data["bill_name"] or None,
        tags=tuple(data["tags"] or ()),
        notes=data["notes"] or None,
        external_id=data["external_id"] or None,
        internal_reference=data["internal_reference"] or None,
        external_url=data["external_url"] or None,
        reconciled=bool(data["reconciled"]),
        has_attachments=bool(data.get("has_attachments")),
        sepa_ct_id=data.get("sepa_ct_id") or None,
        sepa_ep=data.get("sepa_ep") or None,
    )


def _party(data: Any, side: str) -> Party:
    return Party(
        id=data[f"{side}_id"] or None,
        name=data[f"{side}_name"] or "",
        iban=data.get(f"{side}_iban") or None,
        type=data.get(f"{side}_type") or None,
    )


def _day(text: str) -> date:
    """The day in the server's own zone, as Firefly shows it: no conversion."""
    return date.fromisoformat(text[:10])


def _amount(value: Any) -> Decimal:
    """An exact amount without its sign: the type says which way it goes."""
    amount = parse_decimal(str(value))
    if amount is None:
        raise ValueError(f"{value!r} is no amount")
    return abs(amount)


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise TypeError(f"{value!r} is no text")
    return value
