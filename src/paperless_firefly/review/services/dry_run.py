"""The dry run: what would be written for a document, by the functions that write it.

New transactions are told from the body that the client would send, links from the change that
linking plans, tags, note and field from what the write-back plans. Nothing here writes.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from django.db.models import F, Q, QuerySet

from ...clients.firefly import payload
from ...domain.errors import SparkLinkError
from ...domain.ledger import ListKind
from ...domain.money import plain
from ...domain.posting import Booking, NewTransaction, SplitChange, SplitChoice, SplitUp
from ...domain.transaction import Split, TransactionGroup
from ...posting.frozen import thaw
from ...posting.merging import NOTHING_CARRIED
from ..models import (
    Decision,
    DecisionKind,
    Document,
    LedgerEntry,
    LedgerSplit,
    Posting,
    PostingAction,
    PostingState,
    Preferences,
    Source,
)
from ..models.states import UNDECIDED
from ..selectors.merging import from_rows
from . import attachments, decisions, linking, making, merging, plans, splitting, write_back
from .looks import Look

# where a transaction that is not there yet will be
NEW = "…"
_ON_THE_WAY = (
    PostingState.DUE, PostingState.SENDING, PostingState.FAILED, PostingState.HELD,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Change:
    """One field, as it is and as it would be; empty: nothing."""

    field: str
    was: str
    now: str


@dataclass(frozen=True, slots=True)
class Part:
    """One split: its number in a new transaction, or the journal's id in one that is there."""

    name: str
    changes: tuple[Change, ...]


@dataclass(frozen=True, slots=True)
class DryRun:
    """What would be written for one document.

    `act` is "new", "link" or "nothing"; `accepted` says that a person (or a switch) decided it
    already. `reason` says in English why a person is asked, or nothing is written. `makes` are
    names that Firefly III would make with it: ("account", name). `files` are kinds of attachments.
    """

    document: Document
    act: str
    accepted: bool = False
    reason: str = ""
    group_id: str = ""
    parts: tuple[Part, ...] = ()
    makes: tuple[tuple[str, str], ...] = ()
    files: tuple[str, ...] = ()
    paperless: tuple[Change, ...] = ()

    def as_json(self) -> dict[str, Any]:
        """As `sparklink import --dry-run --json` prints it."""
        return {
            "document": self.document.paperless_id,
            "title": self.document.seller or self.document.title,
            "act": self.act,
            "accepted": self.accepted,
            "reason": self.reason,
            "transaction": self.group_id or None,
            "splits": [asdict(part) for part in self.parts],
            "makes": [{"kind": kind, "name": name} for kind, name in self.makes],
            "attachments": list(self.files),
            "paperless": [asdict(change) for change in self.paperless],
        }


def waiting(owner_id: int) -> QuerySet[Document]:
    """The documents that something may be written for: accepted and not yet sent, then those open."""
    on_the_way = Posting.objects.filter(owner_id=owner_id, state__in=_ON_THE_WAY, undo={})
    open_ones = Q(decision__in=(DecisionKind.OPEN, DecisionKind.WAIT), source=Source.PRESENT)
    rows = Document.objects.filter(owner_id=owner_id).select_related("connection")
    rows = rows.filter(Q(pk__in=on_the_way.values("document")) | open_ones & Q(version__gt=0))
    newest = (F(name).desc(nulls_last=True) for name in ("decided_at", "issue_date"))
    return rows.order_by(*newest, "-pk")


def of(
    document: Document,
    preferences: Preferences,
    look: Look,
    *,
    booking: Booking | None = None,
    split: LedgerSplit | None = None,
    parts: Sequence[SplitChoice] = (),
) -> DryRun:
    """What would be written for a document as it stands; `booking` or `split`: as if that were chosen.

    `parts` are what the split is to be split into. Raises what `look` raises for servers that do not answer.
    """
    if split is not None:
        return _of_choice(document, preferences, look, None, split, parts)
    posting = Posting.objects.filter(document=document, state__in=_ON_THE_WAY, undo={}).first()
    if posting is not None:
        return _of_posting(posting, preferences, look)
    waits = Decision.objects.filter(document=document, current=True, kind=DecisionKind.WAIT).first()
    if waits is not None:
        return _new(_draft(document, waits.payload), preferences, look, accepted=True)
    if document.decision not in UNDECIDED:
        return DryRun(document, "nothing", reason="Nothing waits to be written for this document.")
    return _of_choice(document, preferences, look, booking, None, ())


def of_all(owner_id: int, preferences: Preferences, look: Look) -> Iterator[DryRun]:
    """The same for each document that waits."""
    for document in waiting(owner_id):
        yield of(document, preferences, look)


def _of_choice(
    document: Document,
    preferences: Preferences,
    look: Look,
    booking: Booking | None,
    split: LedgerSplit | None,
    parts: Sequence[SplitChoice],
) -> DryRun:
    if split is None and booking is None:
        plan = plans.plan_of(document, preferences.default_account, only_certain=False)
        if not plan.ready:
            return DryRun(document, "nothing", reason=plan.reason)
        booking, split = plan.booking, plan.split
    if split is not None:
        shown = decisions.shown_group(split)
        try:
            frozen = splitting.frozen(document, split, parts) if parts else []
        except SparkLinkError as error:
            return DryRun(document, "nothing", reason=str(error))
        posting = Posting(
            owner_id=document.owner_id, document=document, action=PostingAction.LINK,
            group_id=split.group_id, journal_ids=[split.journal_id], payload={"parts": frozen},
        )  # fmt: skip
        return _link(posting, shown, preferences, look, accepted=False)
    try:
        draft = _draft(document, decisions.payload_of(document, booking or Booking()))
    except SparkLinkError as error:
        return DryRun(document, "nothing", reason=str(error))
    return _new(draft, preferences, look, accepted=False)


def _of_posting(posting: Posting, preferences: Preferences, look: Look) -> DryRun:
    if posting.state == PostingState.HELD:
        reason = posting.error or "A person must look."
        return DryRun(posting.document, "nothing", accepted=True, reason=reason)
    if posting.action == PostingAction.LINK:
        return _link(posting, posting.decision.shown, preferences, look, accepted=True)
    return _new(posting, preferences, look, accepted=True)


def _draft(document: Document, frozen: dict[str, Any]) -> Posting:
    """A posting as accepting would make it, and never saved."""
    return Posting(
        owner_id=document.owner_id, document=document, action=PostingAction.CREATE, payload=frozen,
        external_id=frozen["external_id"],
    )  # fmt: skip


def _new(posting: Posting, preferences: Preferences, look: Look, *, accepted: bool) -> DryRun:
    document, hits = posting.document, look.existing(posting)
    if posting.adopted or any(making.is_ours(group, posting.external_id) for group in hits):
        found = posting.group_id or hits[0].id
        paperless = _paperless(document, preferences, look, PostingAction.CREATE, found)
        return DryRun(document, "nothing", accepted, _THERE, found, paperless=paperless)
    if hits:
        return DryRun(document, "nothing", accepted, _SIMILAR, hits[0].id)
    new = thaw(posting.payload)
    body = payload.new_transaction(
        new, refuse_duplicates=True, apply_rules=preferences.apply_rules, fire_webhooks=True
    )
    names = _names(document.owner_id, new)
    return DryRun(
        document,
        "new",
        accepted,
        parts=tuple(_parts(body, names)),
        makes=tuple(_made(document.owner_id, new)),
        files=tuple(attachments.kinds(preferences)),
        paperless=_paperless(document, preferences, look, PostingAction.CREATE, NEW),
    )


_THERE = "Firefly III holds this document's transaction already: it is taken over as it is."
_SIMILAR = "Firefly III already holds something that may be this document."
_GONE = "The chosen transaction is no longer in Firefly III."
_CHANGED = "This transaction changed in Firefly III since it was shown."


def _link(
    posting: Posting, shown: str, preferences: Preferences, look: Look, *, accepted: bool
) -> DryRun:
    document, journal = posting.document, str(posting.journal_ids[0])
    group = look.group(document.owner_id, posting.group_id)
    split = next((s for s in group.splits if s.journal_id == journal), None) if group else None
    if group is None or split is None:
        return DryRun(document, "nothing", accepted, _GONE, posting.group_id)
    now = look.fingerprint(document.owner_id, group)
    done = now == posting.intended.get("after") or splitting.is_done(posting, group)
    if not done and not linking.as_shown(posting, shown, now):
        return DryRun(document, "nothing", accepted, _CHANGED, posting.group_id)
    reconciled = any(s.reconciled for s in group.splits)
    if posting.payload.get("parts") and reconciled:
        return DryRun(document, "nothing", accepted, splitting.RECONCILED, posting.group_id)
    parts = () if done else tuple(_planned(posting, group, preferences))
    return DryRun(
        document,
        "link",
        accepted,
        group_id=group.id,
        parts=parts,
        files=() if reconciled else tuple(attachments.kinds(preferences)),
        paperless=_paperless(document, preferences, look, PostingAction.LINK, group.id),
    )


def _planned(posting: Posting, group: TransactionGroup, preferences: Preferences) -> Iterator[Part]:
    """What linking changes of a group, and what splitting makes of it."""
    journal = str(posting.journal_ids[0])
    if posting.payload.get("parts"):
        plan = splitting.planned(posting, group, preferences)
        if plan is not None:
            yield from _split_up(posting.owner_id, group, plan)
        return
    ours = merging.of(posting)
    found = from_rows(ours, preferences.provisional_tag) if ours else NOTHING_CARRIED
    if change := linking.planned(posting.document, group, journal, preferences, found):
        split = next(s for s in group.splits if s.journal_id == journal)
        yield Part(journal, tuple(_added(split, change)))


def _split_up(owner_id: int, group: TransactionGroup, plan: SplitUp) -> Iterator[Part]:
    """The first split with what changes of it, then those that are new."""
    [split], body = group.splits, payload.split_up(group, plan)
    sides = {
        (str(ListKind.ACCOUNT), p.id): p.name for p in (split.source, split.destination) if p.id
    }
    budgets = _names_of(owner_id, {plan.budget_id, *(o.budget_id for o in plan.others)})
    names = {**budgets, **sides}
    first = Change("amount", *(plain(sum_, split.currency) for sum_ in (split.amount, plan.amount)))
    filed = [
        Change(field, was or "", now)
        for field, was, now in (
            ("category", split.category, plan.category),
            ("budget", split.budget, plan.budget_id and _said("budget_id", plan.budget_id, names)),
        )
        if now
    ]
    yield Part("1", (first, *filed, *_added(split, plan.change)))
    new = {**body, "group_title": None, "transactions": body["transactions"][1:]}  # type: ignore[index]
    for number, part in enumerate(_parts(new, names), 2):
        yield Part(str(number), part.changes)


def _added(split: Split, change: SplitChange) -> Iterator[Change]:
    """The fields of a split that linking changes, and no other."""
    if change.external_url is not None:
        yield Change("external_url", split.external_url or "", change.external_url)
    if change.tags is not None:
        yield Change("tags", _joined(split.tags), _joined(change.tags))
    if change.notes is not None:
        yield Change("notes", split.notes or "", change.notes)
    for name in ("category", "budget", "bill"):
        if (now := getattr(change, name)) is not None:
            yield Change(name, getattr(split, name) or "", now)


def _paperless(
    document: Document, preferences: Preferences, look: Look, action: str, group_id: str
) -> tuple[Change, ...]:
    held = look.held(document, preferences)
    if held is None:
        return ()
    url = write_back.url_of(document.owner_id, group_id)
    wanted = write_back.wanted(preferences, url, action)
    changes = []
    if wanted.tag:
        add, remove = write_back.moved(held.tags, wanted.tag, wanted.inbox)
        changes += [Change("tag", name, "") for name in remove]
        changes += [Change("tag", "", name) for name in add]
    if wanted.note and not any(url in note.split() for note in held.notes):
        changes.append(Change("note", "", wanted.note))
    if wanted.field and held.fields.get(wanted.field) != url:
        changes.append(Change(f"field:{wanted.field}", held.fields.get(wanted.field, ""), url))
    return tuple(changes)


# from the names in the body to those of an image of a transaction (posting.images)
_FIELDS = {
    "type": "type", "date": "date", "amount": "amount", "currency_code": "currency",
    "foreign_amount": "foreign_amount", "foreign_currency_code": "foreign_currency",
    "description": "description", "source_id": "source", "source_name": "source",
    "destination_id": "destination", "destination_name": "destination",
    "category_name": "category", "budget_id": "budget", "bill_id": "bill", "tags": "tags",
    "notes": "notes", "external_id": "external_id", "internal_reference": "internal_reference",
    "external_url": "external_url", "invoice_date": "invoice_date", "due_date": "due_date",
}  # fmt: skip
_LISTS = {
    "source_id": ListKind.ACCOUNT, "destination_id": ListKind.ACCOUNT,
    "budget_id": ListKind.BUDGET, "bill_id": ListKind.BILL,
}  # fmt: skip
_Names = Mapping[tuple[str, str], str]


def _parts(body: Mapping[str, Any], names: _Names) -> Iterator[Part]:
    """Each split of the body that would be sent, in order."""
    for number, split in enumerate(body["transactions"], 1):
        title = [Change("title", "", str(body["group_title"]))] if body["group_title"] else []
        fields = [
            Change(_FIELDS.get(name, name), "", _said(name, value, names))
            for name, value in split.items()
            if name != "order"
        ]
        yield Part(str(number), (*(title if number == 1 else ()), *fields))


def _said(name: str, value: object, names: _Names) -> str:
    if isinstance(value, list):
        return _joined(value)
    kind = _LISTS.get(name)
    return names.get((kind, str(value)), f"#{value}") if kind else str(value)


def _names(owner_id: int, new: NewTransaction) -> _Names:
    """The names of the accounts, budgets and bills that a transaction gives by id."""
    return _names_of(
        owner_id,
        {
            *(each.id for each in (new.source, new.destination)),
            *(each for split in new.splits for each in (split.budget_id, split.bill_id)),
        },
    )


def _names_of(owner_id: int, idents: set[str | None]) -> _Names:
    rows = LedgerEntry.objects.filter(owner_id=owner_id, firefly_id__in=idents - {None})
    return {(row.kind, row.firefly_id): row.name for row in rows}


def _made(owner_id: int, new: NewTransaction) -> Iterator[tuple[str, str]]:
    """What Firefly III does not know by name yet, and so makes with the transaction."""
    parties = [each.name for each in (new.source, new.destination) if each.name and not each.id]
    wanted = [
        *((ListKind.ACCOUNT, name) for name in parties),
        *((ListKind.CATEGORY, split.category) for split in new.splits if split.category),
        *((ListKind.TAG, tag) for split in new.splits for tag in split.tags),
    ]
    rows = LedgerEntry.objects.filter(owner_id=owner_id, name__in=[name for _, name in wanted])
    known = set(rows.values_list("kind", "name"))
    for kind, name in dict.fromkeys(wanted):
        if (str(kind), name) not in known:
            yield str(kind), name


def _joined(tags: object) -> str:
    return ", ".join(sorted(str(tag) for tag in tags)) if isinstance(tags, list | tuple) else ""
