"""Groups: one payment of several documents, or several payments of one, proposed and linked as one.

Second scans that a matching found are kept here, too: they are links between documents.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from hashlib import sha256

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction

from ...domain.link import LinkProposal
from ...matching.duplicates import Duplicate
from ...matching.propose import Matching
from ..models import Document, GroupProposal, LedgerSplit, Posting, SecondScan
from . import decisions
from .audit import record
from .errors import NotAllowed


@transaction.atomic
def store(owner_id: int, found: Matching, journals: Mapping[str, int]) -> int:
    """Writes what a matching found of several, anew; what a person dismissed stays dismissed."""
    groups = {_key(g): g for g in found.links if len(g.documents) + len(g.transactions) > 2}
    standing = GroupProposal.objects.filter(owner_id=owner_id)
    dismissed = set(standing.filter(dismissed=True).values_list("key", flat=True))
    standing.filter(dismissed=False).delete()
    for key in sorted(groups.keys() - dismissed):
        _store(owner_id, key, groups[key], journals)
    _store_second_scans(owner_id, found.duplicates)
    return len(groups)


def _key(group: LinkProposal) -> str:
    members = f"{sorted(group.documents)}|{sorted(group.transactions)}"
    return sha256(members.encode()).hexdigest()


def _store(owner_id: int, key: str, group: LinkProposal, journals: Mapping[str, int]) -> None:
    reasons = [{"signal": r.signal, "weight": r.weight, "detail": r.detail} for r in group.reasons]
    # another worker may have found the same meanwhile
    row, _ = GroupProposal.objects.update_or_create(
        owner_id=owner_id,
        key=key,
        defaults={"confidence": group.confidence, "state": group.state, "reasons": reasons},
    )
    row.documents.set([int(pk) for pk in group.documents])
    row.splits.set([journals[journal] for journal in group.transactions])


def _store_second_scans(owner_id: int, found: Iterable[Duplicate]) -> None:
    standing = SecondScan.objects.filter(document__owner_id=owner_id)
    kept = set(standing.filter(dismissed=True).values_list("document_id", flat=True))
    standing.filter(dismissed=False).delete()
    rows = (SecondScan(document_id=int(s.document), of_id=int(s.of)) for s in found)
    fresh = [row for row in rows if row.document_id not in kept]
    SecondScan.objects.bulk_create(fresh, ignore_conflicts=True)


@transaction.atomic
def link_group(
    *, group: GroupProposal, by: AbstractBaseUser | None, versions: Mapping[int, int]
) -> list[Posting]:
    """Links all members in one act, or none; `versions` are those that were shown, by document.

    Several documents of one payment have a posting each, to the same split. Several payments of
    one document have one posting: the first payment gets the document's address, the others are
    linked alone. StaleVersion, NotAllowed as for one.
    """
    documents = list(group.documents.select_for_update().order_by("pk"))
    splits = list(group.splits.order_by("date", "pk"))
    _refuse_what_changed(group, splits)
    if len(documents) > 1 and len(splits) > 1:
        raise NotAllowed("Link several documents to several transactions one by one.")
    postings = [
        decisions.link(
            document=document, by=by, version=versions.get(document.pk, -1), split=splits[0],
            also=splits[1:],
        )
        for document in documents
    ]  # fmt: skip
    GroupProposal.objects.filter(pk=group.pk).delete()
    return postings


def _refuse_what_changed(group: GroupProposal, splits: Iterable[LedgerSplit]) -> None:
    if group.dismissed:
        raise NotAllowed("This group was dismissed.")
    if any(s.linked or s.gone_at is not None for s in splits):
        raise NotAllowed("A transaction of this group is gone or was linked meanwhile.")


@transaction.atomic
def dismiss_group(*, group: GroupProposal, by: AbstractBaseUser) -> None:
    """Says that these do not belong together: the same group is never proposed again."""
    if GroupProposal.objects.filter(pk=group.pk, owner_id=by.pk).update(dismissed=True):
        for document in group.documents.all():
            record("group-dismissed", document=document, actor=by, group=group.key)


def dismiss_second_scan(*, document: Document, by: AbstractBaseUser) -> None:
    """Says that a document is no second scan."""
    SecondScan.objects.filter(document=document, document__owner_id=by.pk).update(dismissed=True)
    record("no-second-scan", document=document, actor=by)
