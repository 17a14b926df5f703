"""The calls that SparkLink makes to Firefly III, held to what 6.6.6 was recorded to say."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from decimal import Decimal
from hashlib import md5
from typing import Any, TypeVar

from ...domain.errors import (
    ChangedMeanwhile,
    DuplicateTransaction,
    Invalid,
    Missing,
    NotAnApi,
    ServerFault,
    TokenRefused,
)
from ...domain.ledger import AttachmentInfo, FireflyAbout, LedgerPage, ListEntry, ListKind
from ...domain.posting import NewTransaction, SplitChange, SplitUp, Together
from ...domain.transaction import Split, TransactionGroup
from ..client import Client
from . import parse, payload

T = TypeVar("T")
SERVICE = "Firefly III"
API = "/api/v1"
PAGE_SIZE = 500
_LIST_SIZE = 1000
_SEARCH_SIZE = 100
_MAX_PAGES = 10_000
_DUPLICATE = re.compile(r"Duplicate of transaction #(\d+)")
_PATHS = {
    ListKind.ACCOUNT: "/accounts",
    ListKind.CATEGORY: "/categories",
    ListKind.BUDGET: "/budgets",
    ListKind.BILL: "/bills",
    ListKind.TAG: "/tags",
    ListKind.CURRENCY: "/currencies",
}


class FireflyClient(Client):
    """Talks to one Firefly III as the user of one token; a context manager.

    Every call may raise an UpstreamError of `domain.errors`; an empty answer is never an outage.
    Firefly answers 401 for an object that does not exist as for a bad token: `/about` tells.
    """

    service = SERVICE
    scheme = "Bearer"

    def about(self) -> FireflyAbout:
        """The server's version and the token's user; TokenRefused if the token is dead."""
        data, _ = self._http.json("GET", f"{API}/about", "page about itself")
        version = _version(data)
        if version is None:
            raise NotAnApi(SERVICE, self._http.url, "it names no version")
        data, _ = self._http.json("GET", f"{API}/about/user", "user of the token")
        user = self._http.parsed(lambda d: d["data"]["attributes"]["email"], data)
        return FireflyAbout(version, user)

    def entries(self, kind: ListKind) -> tuple[ListEntry, ...]:
        """All accounts, categories, budgets, bills, tags or currencies, inactive ones included."""
        what = f"list of {_PATHS[kind].strip('/')}"
        pages = self._pages(_PATHS[kind], what, {}, _LIST_SIZE, _entry_ids)
        found: dict[str, ListEntry] = {}
        for data in pages:
            parsed = self._http.parsed(lambda d: [parse.entry(kind, e) for e in d["data"]], data)
            found.update((entry.id, entry) for entry in parsed if entry)
        return tuple(found.values())

    def transactions(
        self, start: date, end: date, *, limit: int = PAGE_SIZE
    ) -> Iterator[LedgerPage]:
        """The transactions of some days, both included, page by page, the newest first.

        A group that straddles two pages comes on both with some of its splits: `parse.merge`.
        ValueError if `start` is after `end`, which Firefly would ignore and give everything.
        """
        if start > end:
            raise ValueError("start is after end")
        params = {"start": start.isoformat(), "end": end.isoformat()}
        for data in self._pages("/transactions", "transactions", params, limit, _journal_ids):
            yield self._http.parsed(parse.ledger_page, data)

    def transaction(self, group_id: str) -> TransactionGroup:
        """One whole group; Missing if there is none (any more)."""
        data = self._json("GET", f"/transactions/{_number(group_id)}", f"transaction {group_id}")
        found = self._http.parsed(lambda d: parse.group(d["data"]), data)
        if found.id != group_id:
            raise ServerFault(SERVICE, 200, f"it gave transaction {found.id} for {group_id}")
        return found

    def search(self, *terms: str) -> tuple[TransactionGroup, ...]:
        """The groups that match every term of `payload.query`, each with the matching splits alone.

        Before any change get the group again. `%` and `_` in a value are wildcards of "contains",
        and some databases ignore case: compare what comes, as the `find_by_…` do.
        """
        params = {"query": " ".join(terms)}
        path = "/search/transactions"
        pages = self._pages(path, "search for transactions", params, _SEARCH_SIZE, _journal_ids)
        found = [self._http.parsed(lambda d: parse.groups(d["data"]), data) for data in pages]
        return parse.merge(group for page in found for group in page)

    def find_by_external_id(self, value: str) -> tuple[TransactionGroup, ...]:
        """Partial groups: splits whose external id is exactly this."""
        return self._find("external_id_is", value, lambda split: split.external_id == value)

    def find_by_external_id_start(self, value: str) -> tuple[TransactionGroup, ...]:
        """Partial groups: splits whose external id begins with this."""
        return self._find(
            "external_id_starts", value, lambda split: (split.external_id or "").startswith(value)
        )

    def find_by_external_id_contains(self, value: str) -> tuple[TransactionGroup, ...]:
        """Partial groups: splits whose external id contains this."""
        return self._find(
            "external_id_contains", value, lambda split: value in (split.external_id or "")
        )

    def find_by_external_url_contains(self, value: str) -> tuple[TransactionGroup, ...]:
        """Partial groups: splits whose external URL contains this."""
        return self._find(
            "external_url_contains", value, lambda split: value in (split.external_url or "")
        )

    def find_by_internal_reference(self, value: str) -> tuple[TransactionGroup, ...]:
        """Partial groups: splits whose internal reference is exactly this."""
        return self._find(
            "internal_reference_is", value, lambda split: split.internal_reference == value
        )

    def create(
        self,
        new: NewTransaction,
        *,
        refuse_duplicates: bool = True,
        apply_rules: bool = True,
        fire_webhooks: bool = True,
    ) -> TransactionGroup:
        """The transaction as Firefly made it (rules may have changed it).

        DuplicateTransaction names the group that blocks, which may be a deleted one. A currency
        that is not the own account's is ignored by Firefly in silence: look at the answer's.
        """
        body = payload.new_transaction(
            new,
            refuse_duplicates=refuse_duplicates,
            apply_rules=apply_rules,
            fire_webhooks=fire_webhooks,
        )
        try:
            data = self._json("POST", "/transactions", "the right to make transactions", body=body)
        except Invalid as error:
            _raise_if_duplicate(error)
            raise
        return self._http.parsed(lambda d: parse.group(d["data"]), data)

    def update(
        self, fresh: TransactionGroup, changes: Mapping[str, SplitChange]
    ) -> TransactionGroup:
        """Change fields of some splits, by journal id; every other split and field stays.

        `fresh` must be the whole group as it is now, else ChangedMeanwhile: a PUT with some of
        the splits deletes the others. Rules and webhooks stay off.
        """
        if not changes:
            return fresh
        found = self._put(fresh, payload.changed_transaction(fresh, changes))
        if {s.journal_id for s in found.splits} != {s.journal_id for s in fresh.splits}:
            raise ServerFault(SERVICE, 200, f"transaction {fresh.id} has other splits than before")
        return found

    def split_up(self, fresh: TransactionGroup, plan: SplitUp) -> TransactionGroup:
        """Make several splits of a transaction's one; its journal stays the first.

        `fresh` as for `update`. ServerFault where the splits are then not what was asked for, or
        do not add up to what the one was.
        """
        [split] = fresh.splits
        found = self._put(fresh, payload.split_up(fresh, plan))
        kept = found.splits[0].journal_id == split.journal_id
        if not kept or len(found.splits) != 1 + len(plan.others) or _sum(found) != _sum(fresh):
            raise ServerFault(
                SERVICE, 200, f"transaction {fresh.id} has other splits than asked for"
            )
        return found

    def put_together(
        self, fresh: TransactionGroup, journal_id: str, plan: Together
    ) -> TransactionGroup:
        """Leave a transaction this one split, with an amount and title of old.

        `fresh` as for `update`. ServerFault where something else is left.
        """
        split = next(split for split in fresh.splits if split.journal_id == journal_id)
        found = self._put(fresh, payload.put_together(split, plan))
        if [s.journal_id for s in found.splits] != [journal_id]:
            raise ServerFault(
                SERVICE, 200, f"transaction {fresh.id} has other splits than asked for"
            )
        return found

    def _put(self, fresh: TransactionGroup, body: payload.Json) -> TransactionGroup:
        """Change a group that is still as it was; ChangedMeanwhile if it is not."""
        if self.transaction(fresh.id) != fresh:
            raise ChangedMeanwhile(SERVICE, f"Transaction {fresh.id}")
        path, what = f"/transactions/{_number(fresh.id)}", f"transaction {fresh.id}"
        data = self._json("PUT", path, what, body=body)
        return self._http.parsed(lambda d: parse.group(d["data"]), data)

    def delete(self, group_id: str) -> None:
        """Delete a group; Missing if there is none (any more)."""
        self._send("DELETE", f"/transactions/{_number(group_id)}", f"transaction {group_id}")

    def attachments(self, group_id: str) -> tuple[AttachmentInfo, ...]:
        """The attachments of all journals of a group."""
        path = f"/transactions/{_number(group_id)}/attachments"
        what = f"transaction {group_id}"
        pages = self._pages(path, what, {}, _LIST_SIZE, _entry_ids)
        found: dict[str, AttachmentInfo] = {}
        for data in pages:
            parsed = self._http.parsed(lambda d: [parse.attachment(a) for a in d["data"]], data)
            found.update((attachment.id, attachment) for attachment in parsed)
        return tuple(found.values())

    def make_attachment(self, journal_id: str, filename: str, notes: str = "") -> AttachmentInfo:
        """Make an attachment of a journal that holds nothing yet; Invalid without such a journal."""
        body = {
            "filename": filename,
            "attachable_type": "TransactionJournal",
            "attachable_id": _number(journal_id),
            "notes": notes,
        }
        made = self._json("POST", "/attachments", f"journal {journal_id}", body=body)
        return self._http.parsed(lambda d: parse.attachment(d["data"]), made)

    def fill_attachment(self, attachment_id: str, data: bytes) -> AttachmentInfo:
        """Send an attachment's bytes, in place of any; Invalid if Firefly takes no such file.

        What Firefly keeps is compared with `data` by its MD5.
        """
        if not data:
            raise ValueError("an empty file cannot be attached")
        self._upload(attachment_id, data)
        return self._checked(attachment_id, data)

    def move_attachment(self, attachment_id: str, journal_id: str) -> None:
        """Hang an attachment on another journal; Missing if there is none (any more)."""
        path, body = (
            f"/attachments/{_number(attachment_id)}",
            {"attachable_id": _number(journal_id)},
        )
        body["attachable_type"] = "TransactionJournal"
        self._json("PUT", path, f"attachment {attachment_id}", body=body)

    def detach(self, attachment_id: str) -> None:
        """Delete an attachment; Missing if there is none (any more)."""
        path = f"/attachments/{_number(attachment_id)}"
        self._send("DELETE", path, f"attachment {attachment_id}")

    def _upload(self, attachment_id: str, data: bytes) -> None:
        path = f"{API}/attachments/{_number(attachment_id)}/upload"
        headers = {"Content-Type": "application/octet-stream"}
        what = f"attachment {attachment_id}"
        self._asked(
            what,
            lambda: self._http.act("POST", path, "attachment", content=data, headers=headers),
        )

    def _checked(self, attachment_id: str, data: bytes) -> AttachmentInfo:
        what = f"attachment {attachment_id}"
        kept = self._json("GET", f"/attachments/{_number(attachment_id)}", what)
        found = self._http.parsed(lambda d: parse.attachment(d["data"]), kept)
        if found.hash != md5(data, usedforsecurity=False).hexdigest():
            raise ServerFault(SERVICE, 200, "the attachment was not kept as it was sent")
        return found

    def _find(
        self, operator: str, value: str, is_meant: Callable[[Split], bool]
    ) -> tuple[TransactionGroup, ...]:
        found = self.search(payload.query(operator, value))
        return tuple(group for group in found if any(map(is_meant, group.splits)))

    def _json(
        self,
        method: str,
        path: str,
        what: str,
        *,
        params: Mapping[str, str | int] | None = None,
        body: object = None,
    ) -> Any:
        return self._asked(
            what, lambda: self._http.json(method, API + path, what, params=params, body=body)[0]
        )

    def _send(self, method: str, path: str, what: str) -> None:
        self._asked(what, lambda: self._http.act(method, API + path, what))

    def _asked(self, what: str, call: Callable[[], T]) -> T:
        """Tell a missing object from a dead token: Firefly says 401 of both.

        A token that was refused for a moment is no missing object either, so it is asked twice.
        """
        try:
            return call()
        except TokenRefused:
            self._http.json("GET", f"{API}/about", "page about itself")
        try:
            return call()
        except TokenRefused:
            raise Missing(SERVICE, what) from None

    def _pages(
        self,
        path: str,
        what: str,
        params: Mapping[str, str | int],
        size: int,
        ids: Callable[[Any], set[str]],
    ) -> Iterator[Any]:
        """The pages of a list, built from numbers: search's own `next` gives 0 results."""
        seen: set[str] = set()
        for number in range(1, _MAX_PAGES + 1):
            data = self._json("GET", path, what, params={**params, "limit": size, "page": number})
            found = self._http.parsed(ids, data)
            if found and found <= seen:
                raise ServerFault(SERVICE, 200, f"its {what} repeat themselves")
            seen |= found
            yield data
            if not found or number >= self._http.parsed(parse.pages, data).pages:
                return
        raise ServerFault(SERVICE, 200, f"its {what} do not end")


def _version(data: Any) -> str | None:
    inner = data.get("data") if isinstance(data, dict) else None
    version = inner.get("version") if isinstance(inner, dict) else None
    return version if isinstance(version, str) else None


def _entry_ids(data: Any) -> set[str]:
    return {entry["id"] for entry in data["data"]}


def _journal_ids(data: Any) -> set[str]:
    """The splits of a page; groups alone would take one that straddles pages for a repetition."""
    splits = (split for group in data["data"] for split in group["attributes"]["transactions"])
    return {split["transaction_journal_id"] for split in splits}


def _sum(group: TransactionGroup) -> Decimal:
    return sum((split.amount for split in group.splits), Decimal(0))


def _number(text: str) -> str:
    """An id fit for a path; Firefly's are numbers."""
    if not (text.isascii() and text.isdigit()):
        raise ValueError(f"{text!r} is no id of Firefly III")
    return text


def _raise_if_duplicate(error: Invalid) -> None:
    """DuplicateTransaction in place of an Invalid that says so."""
    for text in (text for texts in error.errors.values() for text in texts):
        if found := _DUPLICATE.search(text):
            raise DuplicateTransaction(SERVICE, error.errors, found[1]) from None
