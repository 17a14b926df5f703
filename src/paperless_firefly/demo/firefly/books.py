"""Writes into a demo Firefly III's state without HTTP: what a user or an importer put there before."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from ..server import time_zone_of
from ..wsgi import Request
from . import create, lists
from .accounts import add_account, find_account
from .context import Context
from .ledger import add_journal, content_hash, local
from .money import currency_by_code

_NO_REQUEST = Request("POST", "/", "", {}, b"", "http://127.0.0.1")


class Books:
    """The ledger inside one open transaction of the state; names are made where they are missing."""

    def __init__(self, db: sqlite3.Connection, zone_name: str = "Europe/Vienna") -> None:
        self._ctx = Context(_NO_REQUEST, db, time_zone_of(zone_name))

    def account(
        self,
        name: str,
        kind: str,
        *,
        iban: str | None = None,
        role: str | None = None,
        currency: str = "EUR",
        opening: Decimal | None = None,
        opened: str = "",
    ) -> int:
        """The id of an account ("asset", "expense", "revenue"), made where it is missing."""
        if found := find_account(self._ctx, name, (kind,)):
            return int(found["id"])
        own = currency_by_code(self._ctx, currency) if kind == "asset" else None
        position = self._next_position() if kind == "asset" else None
        made = add_account(
            self._ctx,
            name,
            kind,
            iban=iban,
            role=role,
            currency_id=own["id"] if own else None,
            position=position,
        )
        if opening is not None:
            self._open(made, name, opening, opened)
        return made

    def _next_position(self) -> int:
        row = self._ctx.must("SELECT count(*) AS n FROM accounts WHERE type = 'asset'")
        return int(row["n"]) + 1

    def _open(self, account_id: int, name: str, amount: Decimal, opened: str) -> None:
        title, day = f'Initial balance for "{name}"', local(self._ctx.zone, opened)
        source = add_account(self._ctx, title, "initial-balance")
        self._ctx.update(
            "accounts", account_id, opening_balance=f"{amount:.2f}", opening_balance_date=day
        )
        row = self._ctx.must("SELECT currency_id FROM accounts WHERE id = ?", account_id)
        add_journal(
            self._ctx,
            self._group(None),
            type="opening balance",
            date=day,
            amount=amount,
            currency_id=row["currency_id"],
            description=title,
            source_id=source,
            destination_id=account_id,
        )

    def category(self, name: str) -> int:
        """The id of a category."""
        return lists.category_id(self._ctx, name)

    def budget(self, name: str) -> int:
        """The id of a budget."""
        found = lists.named(self._ctx, "budgets", name)
        return int(found["id"]) if found else self._named("budgets", name, active=1)

    def bill(self, name: str, low: str, high: str, first: str) -> int:
        """The id of a monthly bill between two amounts, from a first date on."""
        found = lists.named(self._ctx, "bills", name)
        if found:
            return int(found["id"])
        values = {"amount_min": low, "amount_max": high, "currency_id": 1, "active": 1}
        day = local(self._ctx.zone, first)
        return self._named("bills", name, **values, date=day, repeat_freq="monthly")

    def tag(self, name: str) -> None:
        """Make a tag."""
        lists.ensure_tag(self._ctx, name)

    def _named(self, table: str, name: str, **values: object) -> int:
        now = self._ctx.now
        return self._ctx.insert(table, name=name, created_at=now, updated_at=now, **values)

    def book(self, splits: Iterable[dict[str, Any]], title: str | None = None) -> int:
        """Add a group of splits in the API's own words, unchecked and without rules; its id."""
        group_id = self._group(title)
        for split in splits:
            create.store(self._ctx, group_id, split, hash=content_hash({**split, "refuse": True}))
        return group_id

    def _group(self, title: str | None) -> int:
        now = self._ctx.now
        return self._ctx.insert("groups", title=title, created_at=now, updated_at=now)

    def rule(self, title: str, needle: str, actions: list[dict[str, str]]) -> int:
        """Add a rule: a text in the description of a new transaction, and what is then done.

        Actions are {"type": "set_category" or "add_tag", "value": …}.
        """
        return self._ctx.insert("rules", title=title, needle=needle, actions=json.dumps(actions))
