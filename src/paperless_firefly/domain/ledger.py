"""Objects of Firefly III beside its transactions: accounts, and the lists one chooses from."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from .transaction import TransactionGroup


@dataclass(frozen=True, slots=True)
class FireflyAbout:
    """A server that answered: its version, and the e-mail address of the token's user."""

    version: str
    user: str | None = None


class ListKind(StrEnum):
    """Which list of Firefly III an entry stands in."""

    ACCOUNT = "account"
    CATEGORY = "category"
    BUDGET = "budget"
    BILL = "bill"
    TAG = "tag"
    CURRENCY = "currency"


@dataclass(frozen=True, slots=True)
class ListEntry:
    """One account, category, budget, bill, tag or currency.

    `type` is an account's type in Firefly's words (asset, expense, revenue, liabilities, cash …);
    `role` an own account's (defaultAsset, ccAsset, cashWalletAsset …); `code` a currency's code, or
    the currency of an account; `number` an account number.
    """

    kind: ListKind
    id: str
    name: str
    type: str | None = None
    code: str | None = None
    iban: str | None = None
    number: str | None = None
    active: bool = True
    role: str | None = None


@dataclass(frozen=True, slots=True)
class AttachmentInfo:
    """An attachment of a journal; `hash` is the MD5 of its bytes, empty before the upload."""

    id: str
    journal_id: str
    filename: str
    hash: str | None = None
    notes: str = ""
    size: int = 0


@dataclass(frozen=True, slots=True)
class LedgerPage:
    """One page of the transactions: groups that may be partial (one that straddles two pages
    comes on both), the page's number of `pages`, and how many splits there are on all of them."""

    groups: tuple[TransactionGroup, ...]
    page: int
    pages: int
    total: int
