"""Tokens of splits: the numbers, references and names of each text as indexed rows."""

from __future__ import annotations

from django.db import connection as database
from django.db import transaction

from ...matching.ledger import names_in
from ...matching.model import BankFacts
from ...matching.prepare import prepare_payment
from ..models import LedgerSplit, SplitToken
from ..selectors.matching_facts import bank_facts

_AT_ONCE = 2000


def index(owner_id: int) -> int:
    """Gives splits that are new or changed their tokens; how many splits."""
    done = 0
    while found := _index_some(owner_id):
        done += found
    return done


@transaction.atomic
def _index_some(owner_id: int) -> int:
    waiting = LedgerSplit.objects.filter(owner_id=owner_id, indexed=False)
    if database.features.has_select_for_update_skip_locked:
        waiting = waiting.select_for_update(skip_locked=True, of=("self",))
    pks = list(waiting.order_by("pk").values_list("pk", flat=True)[:_AT_ONCE])
    if not pks:
        return 0
    rows = LedgerSplit.objects.filter(pk__in=pks)
    SplitToken.objects.filter(split__in=pks).delete()
    SplitToken.objects.bulk_create(
        (
            SplitToken(owner_id=owner_id, split_id=pk, token=token)
            for pk, facts in bank_facts(rows)
            for token in tokens_of(facts)
        ),
        batch_size=_AT_ONCE,
    )
    rows.update(indexed=True)
    return len(pks)


def tokens_of(facts: BankFacts) -> set[str]:
    """The tokens under which a transaction is found or counted."""
    payment = prepare_payment(facts)
    if payment is None:
        return set()
    names = {f"={name}" for name in names_in(payment)}
    return {t[: SplitToken.LENGTH] for t in (payment.numbers | payment.references | names)}
