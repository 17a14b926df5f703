"""What Firefly III takes when a transaction is made, as rules over the body that is sent.

Written from what a real server was seen to answer, and independent of the program that makes the
bodies: it reads them as JSON. `Books` says which ids and currencies the server has.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal, InvalidOperation
from typing import Any
from urllib.parse import urlsplit

LARGEST = Decimal(10_019_092_020)
TEXTS = {
    "description": 1000, "external_id": 255, "internal_reference": 255, "notes": 32_768,
    "sepa_ct_id": 255, "sepa_ct_op": 255, "sepa_db": 255, "sepa_ci": 255, "sepa_country": 255,
}  # fmt: skip
DATES = ("date", "due_date", "invoice_date", "payment_date", "book_date")
_AMOUNT = re.compile(r"\d+(\.\d+)?")
_OWN_SIDE = {"withdrawal": "source", "deposit": "destination", "transfer": "source"}
Json = Mapping[str, Any]


@dataclass(frozen=True)
class Books:
    """What a server has: own accounts with their currencies, digits of currencies, other ids."""

    accounts: Mapping[str, str]
    digits: Mapping[str, int]
    others: frozenset[str] = frozenset()
    budgets: frozenset[str] = frozenset()
    bills: frozenset[str] = frozenset()


@dataclass
class Refusals:
    """What is wrong with a body, a sentence each."""

    found: list[str] = field(default_factory=list)

    def add(self, wrong: bool, said: str) -> None:
        """Notes a sentence where something is wrong."""
        if wrong:
            self.found.append(said)


def refusals(body: Json, books: Books) -> list[str]:
    """Why Firefly III would refuse a body, or keep something else than it says; empty if it takes it."""
    splits = body.get("transactions")
    if not isinstance(splits, list) or not splits:
        return ["no splits"]
    found = Refusals()
    for split in splits:
        _values(split, found)
    if not found.found:
        _group(body, splits, found)
        for split in splits:
            _accounts(split, books, found)
            _currencies(split, books, found)
    return found.found


def _values(split: Json, found: Refusals) -> None:
    found.add(split.get("type") not in _OWN_SIDE, f"type {split.get('type')!r}")
    for name in DATES:
        found.add(
            (name == "date" or name in split) and not _is_day(split.get(name)), f"{name} is none"
        )
    found.add(not split.get("description"), "description is missing")
    for name, most in TEXTS.items():
        found.add(len(str(split.get(name) or "")) > most, f"{name} is longer than {most}")
    found.add(bool(url := split.get("external_url")) and not _is_url(url), "external_url is none")
    found.add(not _is_amount(split.get("amount")), f"amount {split.get('amount')!r}")
    foreign = split.get("foreign_amount")
    found.add(foreign is not None and not _is_amount(foreign), f"foreign_amount {foreign!r}")
    found.add(
        ("foreign_amount" in split) != ("foreign_currency_code" in split), "half a foreign sum"
    )


def _group(body: Json, splits: list[Json], found: Refusals) -> None:
    found.add(len({s["type"] for s in splits}) > 1, "several types")
    side = _OWN_SIDE[splits[0]["type"]]
    own = {str(s.get(f"{side}_id") or s.get(f"{side}_name")) for s in splits}
    found.add(len(own) > 1, f"several accounts as {side}")
    title = body.get("group_title") or ""
    found.add(len(splits) > 1 and not 0 < len(title) <= 1000, "splits without a title")
    order = [s.get("order") for s in splits]
    found.add(len(splits) > 1 and order != list(range(len(splits))), "splits come back reversed")


def _accounts(split: Json, books: Books, found: Refusals) -> None:
    own = [_OWN_SIDE[split["type"]]] if split["type"] != "transfer" else ["source", "destination"]
    for side in ("source", "destination"):
        given, called = split.get(f"{side}_id"), split.get(f"{side}_name")
        found.add(not given and not called, f"{side} would be the cash account")
        if side in own:
            found.add(given not in books.accounts, f"{side} {given!r} is no own account")
        else:
            found.add(bool(given) and given not in books.others, f"{side} {given!r} does not exist")
            found.add(len(called or "") > 255, f"{side} has too long a name")
    same = split["type"] == "transfer" and split.get("source_id") == split.get("destination_id")
    found.add(same, "source and destination are the same")
    for name, known in (("budget_id", books.budgets), ("bill_id", books.bills)):
        found.add(name in split and split[name] not in known, f"{name} does not exist")


def _currencies(split: Json, books: Books, found: Refusals) -> None:
    own = books.accounts.get(str(split.get(f"{_OWN_SIDE[split['type']]}_id")))
    code, foreign = split.get("currency_code"), split.get("foreign_currency_code")
    found.add(
        code is not None and code != own, f"{code} on an account in {own} is ignored in silence"
    )
    for named in (code, foreign):
        found.add(named is not None and named not in books.digits, f"there is no currency {named}")
    found.add(foreign is not None and foreign == own, "the foreign currency is the account's own")
    for amount, named in ((split["amount"], own), (split.get("foreign_amount"), foreign)):
        digits = books.digits.get(str(named), 12)
        finer = amount is not None and -_exponent(amount) > digits
        found.add(finer, f"{amount} has more digits than {named} has")


def _exponent(amount: str) -> int:
    return int(Decimal(amount).as_tuple().exponent)


def _is_amount(value: object) -> bool:
    """A text with a point, of digits alone, more than zero and not too large."""
    if not isinstance(value, str) or not _AMOUNT.fullmatch(value):
        return False
    try:
        return 0 < Decimal(value) <= LARGEST
    except InvalidOperation:
        return False


def _is_day(value: object) -> bool:
    try:
        return datetime.fromisoformat(str(value)).year >= 1970
    except ValueError:
        return False


def _is_url(value: object) -> bool:
    parts = urlsplit(str(value))
    return parts.scheme in ("http", "https") and bool(parts.netloc)
