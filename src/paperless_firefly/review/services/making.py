"""Making a transaction: ask what Firefly III already holds of the document, then write it once."""

from __future__ import annotations

from django.db.models import Q

from ...clients.firefly.client import FireflyClient
from ...domain.errors import (
    DuplicateTransaction,
    Forbidden,
    Invalid,
    Missing,
    TokenRefused,
    Unreachable,
)
from ...domain.identity import (
    HASH_LENGTH,
    internal_reference,
    names_document,
    parse_external_id,
    parse_internal_reference,
)
from ...domain.ledger import ListKind
from ...domain.names import fold
from ...domain.transaction import Split, TransactionGroup
from ...posting.frozen import thaw
from ..models import (
    Connection,
    ConnectionKind,
    LedgerEntry,
    Posting,
    PostingState,
    Preferences,
    RuleUse,
)
from . import lease
from .hold import Hold

_MINE = Q(state=PostingState.SENDING)


def make(posting: Posting, firefly: FireflyClient) -> tuple[TransactionGroup, bool]:
    """The document's group and whether SparkLink made it; Hold where a person must look."""
    if posting.adopted and posting.group_id:
        return _adopted_by_person(posting, firefly), False
    hits = existing(posting, firefly)
    ours = [group for group in hits if is_ours(group, posting.external_id)]
    if len(ours) == 1:
        # without a call of this posting's own, an earlier posting made it and left it standing
        return firefly.transaction(ours[0].id), posting.maybe_sent
    if hits:
        raise Hold(
            "already-there",
            "Firefly III already holds something that may be this document.",
            hits,
        )
    if not posting.maybe_sent:
        _refuse_gone_category(posting, firefly)
    return _create(posting, firefly), True


def existing(posting: Posting, firefly: FireflyClient) -> tuple[TransactionGroup, ...]:
    """What Firefly holds under any mark of the document, without what a person called another."""
    document = posting.document
    ident, digest = document.paperless_id, posting.external_id.split(":")[2][:HASH_LENGTH]
    asked = (
        *firefly.find_by_external_id_start(f"paperless:{ident}:"),
        *firefly.find_by_external_id_contains(digest),
        *firefly.find_by_external_id_contains(f":pl:{ident}"),
        *firefly.find_by_external_url_contains(f"/documents/{ident}/"),
        *firefly.find_by_internal_reference(internal_reference(ident)),
    )
    bases = _addresses(document.connection)
    found = {
        group.id: group
        for group in asked
        if group.id not in posting.others
        and any(_may_be(split, ident, digest, posting.external_id, bases) for split in group.splits)
    }
    return tuple(found.values())


def _may_be(
    split: Split, ident: int, digest: str, external_id: str, bases: tuple[str, ...]
) -> bool:
    """Whether a split carries a mark of this document; another part of the same scan does not."""
    mark = parse_external_id(split.external_id or "")
    wanted = parse_external_id(external_id)
    if mark and wanted and (mark.document_id, mark.digest) == (ident, digest):
        return mark.part is None or wanted.part is None or mark.part == wanted.part
    if mark and (mark.document_id == ident or mark.digest == digest):
        return True
    reference = parse_internal_reference(split.internal_reference or "")
    if reference and reference.document_id == ident and mark is None:
        return True
    return names_document(split.external_url or "", ident, bases)


def is_ours(group: TransactionGroup, external_id: str) -> bool:
    """Whether a transaction carries this posting's own mark."""
    return any(split.external_id == external_id for split in group.splits)


def _refuse_gone_category(posting: Posting, firefly: FireflyClient) -> None:
    """Firefly makes a category that it lacks: one that a rule gave must be there, not made again."""
    uses = RuleUse.objects.filter(decision=posting.decision_id).values_list("fields", flat=True)
    if not any("category" in fields for fields in uses):
        return
    name = str(posting.payload["splits"][0]["category"])
    if fold(name) in {fold(entry.name) for entry in firefly.entries(ListKind.CATEGORY)}:
        return
    LedgerEntry.objects.filter(
        owner_id=posting.owner_id, kind=ListKind.CATEGORY, search=fold(name)[:1024]
    ).delete()
    raise Hold(
        "rule-target-gone", f'A rule gave the category "{name}"; Firefly III has it no more.'
    )


def _create(posting: Posting, firefly: FireflyClient) -> TransactionGroup:
    try:
        return _send(posting, firefly, refuse_duplicates=True)
    except DuplicateTransaction as error:
        twin = _twin(firefly, error.group_id)
        if twin is None:
            # the hash of a deleted transaction still blocks; nothing alive carries our marks
            return _send(posting, firefly, refuse_duplicates=False)
        if is_ours(twin, posting.external_id):
            return twin
        if twin.id in posting.others:
            return _send(posting, firefly, refuse_duplicates=False)
        raise Hold(
            "same-content", "Firefly III holds a transaction with the same content.", [twin]
        ) from error


def _twin(firefly: FireflyClient, group_id: str) -> TransactionGroup | None:
    try:
        return firefly.transaction(group_id)
    except Missing:
        return None


def _send(posting: Posting, firefly: FireflyClient, *, refuse_duplicates: bool) -> TransactionGroup:
    earlier = posting.maybe_sent
    lease.keep(posting, mine=_MINE, maybe_sent=True)
    try:
        return firefly.create(
            thaw(posting.payload),
            refuse_duplicates=refuse_duplicates,
            **options(posting.owner_id),
        )
    except (DuplicateTransaction, Invalid, TokenRefused, Forbidden, Unreachable) as error:
        # a clear no: this call made nothing (an earlier one still may have)
        lease.keep(posting, mine=_MINE, maybe_sent=earlier)
        if type(error) is Invalid:
            raise Hold("refused", str(error)) from error
        raise


def _adopted_by_person(posting: Posting, firefly: FireflyClient) -> TransactionGroup:
    try:
        return firefly.transaction(posting.group_id)
    except Missing as error:
        raise Hold("gone", "The transaction that you chose is no longer in Firefly III.") from error


def _addresses(connection: Connection) -> tuple[str, ...]:
    """Every address under which this owner's Paperless servers are known."""
    rows = Connection.objects.filter(owner_id=connection.owner_id, kind=ConnectionKind.PAPERLESS)
    return tuple(u for row in rows for u in (row.external_url, row.url) if u)


def options(owner_id: int) -> dict[str, bool]:
    """Whether Firefly's own rules and webhooks run on what is made, as the owner set it."""
    names = ("apply_rules", "fire_webhooks")
    found = Preferences.objects.filter(owner_id=owner_id).values(*names).first()
    return dict(found) if found else {}
