"""From objects of the domain to what Firefly III is sent: bodies and search queries."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from urllib.parse import urlsplit

from ...domain.money import plain
from ...domain.posting import (
    AccountRef,
    NewTransaction,
    PostingSplit,
    Sepa,
    SplitChange,
    SplitUp,
    Together,
)
from ...domain.transaction import Split, TransactionGroup

DESCRIPTION_LENGTH = 1000
NOTES_LENGTH = 32_768
IDENTIFIER_LENGTH = 255
_DAYS = ("due_date", "invoice_date", "payment_date", "book_date")
Json = dict[str, object]


def new_transaction(
    new: NewTransaction, *, refuse_duplicates: bool, apply_rules: bool, fire_webhooks: bool
) -> Json:
    """The body that creates a transaction; ValueError for an account or address that is none."""
    splits = [_split(new, split, order) for order, split in enumerate(new.splits)]
    return {
        "error_if_duplicate_hash": refuse_duplicates,
        "apply_rules": apply_rules,
        "fire_webhooks": fire_webhooks,
        "group_title": _title(new.title, new.splits[0].description) if splits[1:] else None,
        "transactions": splits,
    }


def changed_transaction(whole: TransactionGroup, changes: Mapping[str, SplitChange]) -> Json:
    """The body that changes a whole group, with every journal of it: those left out are deleted.

    ValueError for a journal that is not the group's (Firefly would change one of the group's).
    """
    if strangers := set(changes) - {split.journal_id for split in whole.splits}:
        raise ValueError(f"journals {sorted(strangers)} are not of transaction {whole.id}")
    body: Json = {
        "apply_rules": False,
        "fire_webhooks": False,
        "transactions": [
            {"transaction_journal_id": split.journal_id, **_change(changes.get(split.journal_id))}
            for split in whole.splits
        ],
    }
    if whole.splits[1:]:
        body["group_title"] = _title(whole.title, whole.splits[0].description)
    return body


def split_up(whole: TransactionGroup, plan: SplitUp) -> Json:
    """The body that splits a transaction of one split; ValueError for one of several."""
    [split] = whole.splits
    first: Json = {
        "transaction_journal_id": split.journal_id,
        **_amounts(split, plan.amount, plan.foreign_amount),
        "order": 0,
        **_given({"category_name": plan.category, "budget_id": plan.budget_id}),
        **_change(plan.change),
    }
    others = [_beside(split, each, n, plan) for n, each in enumerate(plan.others, 1)]
    return {
        "apply_rules": False,
        "fire_webhooks": False,
        "group_title": _title(whole.title, split.description),
        "transactions": [first, *others],
    }


def put_together(split: Split, plan: Together) -> Json:
    """The body that leaves a group this one split, and deletes the others."""
    return {
        "apply_rules": False,
        "fire_webhooks": False,
        "group_title": plan.title,
        "transactions": [
            {
                "transaction_journal_id": split.journal_id,
                **_amounts(split, plan.amount, plan.foreign_amount),
                "order": 0,
                **_given({"category_name": plan.category, "budget_name": plan.budget}),
                **_change(plan.change),
            }
        ],
    }


def query(operator: str, value: str) -> str:
    """One term of a search, quoted: without quotes Firefly finds nothing and says 200.

    ValueError for a value that cannot be searched for: with a quotation mark or control
    characters, or empty.
    """
    if not value or '"' in value or not value.isprintable():
        raise ValueError(f"Firefly III cannot search for {value!r}")
    return f'{operator}:"{value}"'


def web_address(url: str) -> str:
    """The address itself; ValueError unless it is of http or https (Firefly takes no other)."""
    parts = urlsplit(url)
    if parts.scheme not in {"http", "https"} or not parts.hostname:
        raise ValueError(f"{url!r} is no web address")
    return url


def _split(new: NewTransaction, split: PostingSplit, order: int) -> Json:
    body: Json = {
        "type": new.type.value,
        "date": new.date.isoformat(),
        "amount": plain(split.amount, new.currency),
        "currency_code": new.currency,
        "description": split.description[:DESCRIPTION_LENGTH],
        "order": order,
        **_account(new.source, "source"),
        **_account(new.destination, "destination"),
        "external_id": new.external_id,
        "internal_reference": new.internal_reference,
        "external_url": web_address(new.external_url) if new.external_url else None,
        **{name: day.isoformat() for name in _DAYS if (day := getattr(new, name))},
        **_sepa(new.sepa),
        "category_name": split.category,
        "budget_id": split.budget_id,
        "bill_id": split.bill_id,
        "tags": list(split.tags) or None,
        "notes": split.notes[:NOTES_LENGTH] if split.notes else None,
        **_foreign(split),
    }
    return {name: value for name, value in body.items() if value is not None}


def _beside(split: Split, new: PostingSplit, order: int, plan: SplitUp) -> Json:
    """A new split on the day and the accounts of one that is there."""
    source = AccountRef(split.source.id, split.source.name)
    destination = AccountRef(split.destination.id, split.destination.name)
    return {
        "type": split.type.value,
        "date": split.date.isoformat(),
        "currency_code": split.currency,
        "description": new.description[:DESCRIPTION_LENGTH],
        "order": order,
        **_account(source, "source"),
        **_account(destination, "destination"),
        **_amounts(split, new.amount, new.foreign_amount),
        "external_url": web_address(plan.external_url),
        **_given({"category_name": new.category, "budget_id": new.budget_id}),
        **_given({"notes": new.notes, "tags": list(new.tags) or None}),
    }


def _amounts(split: Split, amount: Decimal, foreign: Decimal | None) -> Json:
    """Amounts in the currencies that a split has."""
    body: Json = {"amount": plain(amount, split.currency)}
    if foreign is not None and split.foreign_currency:
        body["foreign_amount"] = plain(foreign, split.foreign_currency)
        body["foreign_currency_code"] = split.foreign_currency
    return body


def _given(values: Mapping[str, object]) -> Json:
    return {name: value for name, value in values.items() if value is not None}


def _account(account: AccountRef, side: str) -> Json:
    """An account by id, else by name; without either Firefly would book to "Cash account"."""
    if account.id:
        return {f"{side}_id": account.id}
    if account.name:
        return {f"{side}_name": account.name}
    raise ValueError(f"the {side} account is missing")


def _sepa(sepa: Sepa) -> Json:
    """Firefly's SEPA fields; an identifier that is too long is left out, since half is another."""
    named = {
        "sepa_ct_id": sepa.reference,
        "sepa_ct_op": sepa.account,
        "sepa_country": sepa.country,
        "sepa_db": sepa.mandate,
        "sepa_ci": sepa.creditor,
    }
    return {n: said for n, said in named.items() if said and len(said) <= IDENTIFIER_LENGTH}


def _foreign(split: PostingSplit) -> Json:
    if split.foreign_amount is None:
        return {}
    if not split.foreign_currency:
        raise ValueError("a foreign amount needs its currency")
    return {
        "foreign_amount": plain(split.foreign_amount, split.foreign_currency),
        "foreign_currency_code": split.foreign_currency,
    }


def _change(change: SplitChange | None) -> Json:
    if change is None:
        return {}
    body: Json = {}
    if change.external_url is not None:
        body["external_url"] = web_address(change.external_url) if change.external_url else None
    if change.notes is not None:
        body["notes"] = _whole(change.notes)
    if change.tags is not None:
        body["tags"] = list(change.tags)
    named = {"category": change.category, "budget": change.budget, "bill": change.bill}
    return body | {f"{name}_name": said for name, said in named.items() if said is not None}


def _whole(notes: str) -> str:
    """Notes as they are: cutting them would lose what a person wrote."""
    if len(notes) > NOTES_LENGTH:
        raise ValueError(f"Firefly III takes {NOTES_LENGTH:,} characters of notes, not more")
    return notes


def _title(title: str | None, otherwise: str) -> str:
    return (title or otherwise)[:DESCRIPTION_LENGTH]
