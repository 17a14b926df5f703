"""Watching: a later edit or deletion of a linked transaction in Firefly III is noticed and told.

Each link remembers how SparkLink left its split. After a sync, what is not so any more is marked
and stands in the audit; a person lets it stand, or takes the posting back.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction
from django.db.models import F, OuterRef, Q, Subquery

from ..models import Connection, Document, LedgerSplit, Link, LinkChange, PostingState
from ..selectors.watching import GONE, differences, image, rows_of
from .audit import record
from .errors import NotAllowed


def notice(connection: Connection) -> int:
    """Compares linked splits with how they were left, where a sync brought news; how many differ."""
    row = LedgerSplit.objects.filter(connection=connection, journal_id=OuterRef("journal_id"))
    links = Link.objects.filter(owner_id=connection.owner_id, posting__state=PostingState.DONE)
    links = links.annotate(
        now=Subquery(row.values("fingerprint")[:1]), gone_at=Subquery(row.values("gone_at")[:1])
    )
    news = Q(gone_at=None, now__isnull=False) & ~Q(seen=F("now"))
    news |= Q(gone_at__isnull=False) & ~Q(seen=GONE)
    found = list(links.filter(news).select_related("document"))
    rows = rows_of(connection.owner_id, [link.journal_id for link in found])
    return sum(_notice(link, rows[link.journal_id]) for link in found)


@transaction.atomic
def left_so(connection: Connection, journals: Sequence[str], before: Mapping[str, str]) -> None:
    """After a write of SparkLink's own: what it left is what the links compare with from now on.

    `before` has the fingerprints of the rows before it: an edit not yet noticed stays to be noticed.
    """
    links = list(Link.objects.filter(owner_id=connection.owner_id, journal_id__in=journals))
    rows = rows_of(connection.owner_id, [link.journal_id for link in links])
    for link in links:
        row = rows.get(link.journal_id)
        if row is not None and link.seen in ("", before.get(link.journal_id, "")):
            _keep(link, seen=row.fingerprint, left=image(row))


@transaction.atomic
def leave(*, document: Document, by: AbstractBaseUser) -> None:
    """A person lets the transaction be as it is now; NotAllowed where nothing is to be said."""
    links = list(Link.objects.filter(document=document).exclude(changed=LinkChange.NONE))
    if not links:
        raise NotAllowed("Nothing of this document changed in Firefly III.")
    rows = rows_of(document.owner_id, [link.journal_id for link in links])
    for link in links:
        row = rows.get(link.journal_id)
        standing = {"left": image(row)} if row is not None and row.gone_at is None else {}
        if _keep(link, changed=LinkChange.NONE, **standing):
            record("change-accepted", document=document, actor=by, group=link.group_id)


def leave_edited(*, by: AbstractBaseUser) -> int:
    """Lets every edited transaction be as it is; how many documents. Those gone stay to be seen."""
    edited = Link.objects.filter(owner_id=by.pk, changed=LinkChange.EDITED)
    documents = Document.objects.filter(pk__in=edited.values("document"))
    found = list(documents)
    for document in found:
        leave(document=document, by=by)
    return len(found)


@transaction.atomic
def _notice(link: Link, row: LedgerSplit) -> bool:
    """Marks one link by what its row says; whether its transaction is not as it was left."""
    if row.gone_at is not None:
        if _keep(link, seen=GONE, changed=LinkChange.GONE):
            record("transaction-gone", document=link.document, group=link.group_id)
        return True
    now = image(row)
    if not link.left:  # linked before anything was remembered: this is the first look
        _keep(link, seen=row.fingerprint, left=now)
        return False
    differ = differences(link.left, now)
    was, state = link.changed, LinkChange.EDITED if differ else LinkChange.NONE
    if not _keep(link, seen=row.fingerprint, changed=state):
        return bool(differ)
    if differ:
        changes = [{"field": n, "was": old, "now": new} for n, old, new in differ]
        group = link.group_id
        record("transaction-edited", document=link.document, group=group, changes=changes)
    elif was or link.seen == GONE:
        record("transaction-back", document=link.document, group=link.group_id)
    return bool(differ)


def _keep(link: Link, **changes: object) -> bool:
    """Writes to a link that is still as it was read: of two workers one tells."""
    same = Link.objects.filter(pk=link.pk, seen=link.seen, changed=link.changed)
    return bool(same.update(**changes))
