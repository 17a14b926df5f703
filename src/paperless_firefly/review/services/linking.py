"""Linking to a transaction that exists: nothing that others put there changes."""

from __future__ import annotations

from dataclasses import asdict, replace
from typing import Any

from django.db.models import Q

from ...clients.firefly.client import FireflyClient
from ...domain.errors import ChangedMeanwhile, Invalid, Missing
from ...domain.identity import document_url
from ...domain.posting import SplitChange
from ...domain.transaction import Split, TransactionGroup, fingerprint, group_fingerprint
from ...posting.merging import NOTHING_CARRIED, Carried, filled
from ..models import (
    Connection,
    ConnectionKind,
    Decision,
    Document,
    LedgerSplit,
    Posting,
    PostingAction,
    PostingState,
    Preferences,
)
from . import lease, sync
from .hold import Hold

_MINE = Q(state=PostingState.SENDING)
_LINE = "Document: "
_NAMED = ("category", "budget", "bill")


def link(
    posting: Posting, firefly: FireflyClient, found: Carried = NOTHING_CARRIED
) -> TransactionGroup:
    """The group with our additions (a link to the document where there was none, by option more).

    `found` is what goes over from a provisional transaction. Hold if it is gone or changed since it
    was shown. A reconciled transaction is left untouched.
    """
    journal = str(posting.journal_ids[0])
    fresh = fresh_group(posting, firefly)
    split = next((s for s in fresh.splits if s.journal_id == journal), None)
    if split is None:
        raise Hold("gone", "The chosen split is no longer part of its transaction.", [fresh])
    now = group_fingerprint(fingerprint(s) for s in fresh.splits)
    if now == posting.intended.get("after"):
        return fresh
    if not is_as_shown(posting, fresh):
        raise Hold(
            "changed", "This transaction changed in Firefly III since it was shown.", [fresh]
        )
    change = planned(posting.document, fresh, journal, _preferences(posting.owner_id), found)
    if change is None:
        return fresh
    return _write(posting, firefly, fresh, journal, change)


def is_as_shown(posting: Posting, fresh: TransactionGroup) -> bool:
    """Whether a group is as its decision showed it; if not, the rows learn what it is now."""
    now = group_fingerprint(fingerprint(s) for s in fresh.splits)
    shown = as_shown(posting, posting.decision.shown, now)
    if not shown:
        sync.see_group(_connection(posting.owner_id), fresh)
    return shown


def as_shown(posting: Posting, shown: str, now: str) -> bool:
    """Whether a group is as it was shown, or what linking another, shown the same, made of it."""
    others = Posting.objects.filter(
        owner_id=posting.owner_id,
        group_id=posting.group_id,
        action=PostingAction.LINK,
        decision__shown=shown,
    )
    return now == shown or others.filter(intended__after=now).exclude(pk=posting.pk).exists()


def planned(
    document: Document,
    group: TransactionGroup,
    journal: str,
    preferences: Preferences | None,
    found: Carried = NOTHING_CARRIED,
) -> SplitChange | None:
    """What linking to one split of a group writes; None where nothing is, as when it is reconciled.

    What goes over from a provisional transaction, and our additions on top of it.
    """
    if any(split.reconciled for split in group.splits):
        return None
    split = next(s for s in group.splits if s.journal_id == journal)
    over = filled(split, found)
    own = additions(document, _changed(split, over), preferences)
    if own is not None:
        over = replace(over, **{n: v for n, v in asdict(own).items() if v is not None})
    return over if over != SplitChange() else None


def additions(
    document: Document, split: Split, preferences: Preferences | None
) -> SplitChange | None:
    """What linking adds to a split, or None where there is nothing to add."""
    url = document_url(document.connection.public_url, document.paperless_id)
    tag = preferences.link_tag if preferences else ""
    line = f"{_LINE}{url}" if preferences and preferences.link_note else ""
    change = SplitChange(
        external_url=url if not split.external_url else None,
        notes=_with_line(split.notes, line) if line else None,
        tags=(*split.tags, tag) if tag and tag not in split.tags else None,
    )
    return change if change != SplitChange() else None


def show_again(posting: Posting) -> None:
    """Takes the group as the rows hold it now for what the person has seen."""
    rows = LedgerSplit.objects.filter(
        owner_id=posting.owner_id, group_id=posting.group_id, gone_at=None
    )
    shown = group_fingerprint(rows.values_list("fingerprint", flat=True))
    Decision.objects.filter(pk=posting.decision_id).update(shown=shown)


def _write(
    posting: Posting,
    firefly: FireflyClient,
    fresh: TransactionGroup,
    journal: str,
    change: SplitChange,
) -> TransactionGroup:
    after = group_fingerprint(
        fingerprint(_changed(s, change) if s.journal_id == journal else s) for s in fresh.splits
    )
    before = {"updated_at": fresh.updated_at, "splits": [_image(s) for s in fresh.splits]}
    split = next(s for s in fresh.splits if s.journal_id == journal)
    intended = {"after": after, "added": _added(split, change)}
    lease.keep(posting, mine=_MINE, maybe_sent=True, before=before, intended=intended)
    try:
        return firefly.update(fresh, {journal: change})
    except ChangedMeanwhile as error:
        raise Hold(
            "changed", "This transaction changed in Firefly III since it was shown.", [fresh]
        ) from error
    except Invalid as error:
        raise Hold("refused", str(error), [fresh]) from error


def fresh_group(posting: Posting, firefly: FireflyClient) -> TransactionGroup:
    """The chosen transaction as it is now; Hold if it is gone."""
    try:
        return firefly.transaction(posting.group_id)
    except Missing as error:
        sync.forget_group(_connection(posting.owner_id), posting.group_id)
        raise Hold("gone", "The chosen transaction is no longer in Firefly III.") from error


def removal(split: Split, added: dict[str, Any]) -> SplitChange | None:
    """What takes our additions off a split again, each only where it is still as we wrote it."""
    notes, tags = split.notes or "", _tags(added)
    ours = bool(added.get("external_url")) and split.external_url == added["external_url"]
    change = SplitChange(
        external_url="" if ours else None,
        notes=_without_line(notes, added) if _has_ours(notes, added) else None,
        tags=tuple(t for t in split.tags if t not in tags) if tags & set(split.tags) else None,
        **{name: "" for name in _NAMED if added.get(name) and added[name] == getattr(split, name)},
    )
    return change if change != SplitChange() else None


def _tags(added: dict[str, Any]) -> set[str]:
    """The tags that we added; rows of earlier versions hold the one."""
    return {*added.get("tags", ()), *([added["tag"]] if added.get("tag") else [])}


def _has_ours(notes: str, added: dict[str, Any]) -> bool:
    line = added.get("line")
    return notes == added.get("notes") or bool(line and line in notes.splitlines())


def _added(split: Split, change: SplitChange) -> dict[str, Any]:
    """Our own part of a change, where we put it there: address, tags, line, and what went over."""
    added: dict[str, Any] = {"external_url": change.external_url or ""}
    if change.tags is not None:
        added["tags"] = [tag for tag in change.tags if tag not in split.tags]
    if change.notes is not None:
        last = change.notes.splitlines()[-1]
        added |= {"line": last if last.startswith(_LINE) else "", "was": split.notes or ""}
        added["notes"] = change.notes
    return added | {name: getattr(change, name) for name in _NAMED if getattr(change, name)}


def _without_line(notes: str, added: dict[str, Any]) -> str:
    if notes == added["notes"]:
        return str(added["was"])
    lines = notes.splitlines(keepends=True)
    place = next(i for i, text in enumerate(lines) if text.rstrip("\r\n") == added["line"])
    # the blank line that we put between theirs and ours goes, too
    first = place - 1 if place and not lines[place - 1].strip() else place
    left = "".join(lines[:first]) + "".join(lines[place + 1 :])
    return left.rstrip("\r\n") if place == len(lines) - 1 else left


def _changed(split: Split, change: SplitChange) -> Split:
    return replace(
        split,
        external_url=split.external_url if change.external_url is None else change.external_url,
        notes=split.notes if change.notes is None else change.notes,
        tags=split.tags if change.tags is None else change.tags,
        **{name: getattr(change, name) for name in _NAMED if getattr(change, name) is not None},
    )


def _with_line(notes: str | None, line: str) -> str | None:
    if line in (notes or ""):
        return None
    return f"{notes.rstrip()}\n\n{line}" if notes else line


def _image(split: Split) -> dict[str, object]:
    return {
        "journal_id": split.journal_id,
        "external_url": split.external_url,
        "notes": split.notes,
        "tags": list(split.tags),
    }


def _connection(owner_id: int) -> Connection:
    return Connection.objects.get(owner_id=owner_id, kind=ConnectionKind.FIREFLY)


def _preferences(owner_id: int) -> Preferences | None:
    return Preferences.objects.filter(owner_id=owner_id).first()
