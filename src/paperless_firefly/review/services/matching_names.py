"""Memory of names: how the bank calls a seller, learned from links and edited by a person."""

from __future__ import annotations

from collections import Counter

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction

from ..models import LearnedName, LedgerSplit, Link
from ..selectors.matching_facts import bank_facts, name_of_split
from ..selectors.matching_learned import seller_key
from .errors import NotAllowed

_NEWEST = 5000


@transaction.atomic
def learn(owner_id: int) -> int:
    """Counts anew which names the user's linked payments bear; how many pairs. Denied ones stay."""
    seen, shown = _seen(owner_id)
    rows = LearnedName.objects.filter(owner_id=owner_id)
    rows.filter(source=LearnedName.Source.LINKS, suppressed=False).exclude(
        pk__in=[
            pk for pk, *pair in rows.values_list("pk", "seller", "descriptor")
            if tuple(pair) in seen
        ]
    ).delete()  # fmt: skip
    LearnedName.objects.bulk_create(
        [
            LearnedName(
                owner_id=owner_id, seller=seller, descriptor=name, count=times,
                seller_shown=shown[seller],
            )
            for (seller, name), times in sorted(seen.items())
        ],
        update_conflicts=True,
        unique_fields=["owner", "seller", "descriptor"],
        update_fields=["count"],
    )  # fmt: skip
    return len(seen)


def _seen(owner_id: int) -> tuple[Counter[tuple[str, str]], dict[str, str]]:
    """(seller, name) -> links of what the bank booked; and each seller as a document has it."""
    links = Link.objects.filter(owner_id=owner_id, made=False).exclude(document__seller="")
    pairs = list(links.order_by("-pk").values_list("document__seller", "journal_id")[:_NEWEST])
    rows = LedgerSplit.objects.filter(owner_id=owner_id, journal_id__in={j for _, j in pairs})
    called = {facts.id: name_of_split(facts) for _, facts in bank_facts(rows)}
    seen: Counter[tuple[str, str]] = Counter()
    shown: dict[str, str] = {}
    for seller, journal in pairs:
        key, name = seller_key(seller), called.get(journal, "")[:255]
        if key and name:
            seen[key, name] += 1
            shown.setdefault(key, seller)
    return seen, shown


def add(*, by: AbstractBaseUser, seller: str, descriptor: str) -> LearnedName:
    """A person says how the bank calls a seller."""
    key, name = seller_key(seller), seller_key(descriptor)
    if not key or not name:
        raise NotAllowed("Enter a seller and the name that the bank gives it.")
    row, _ = LearnedName.objects.update_or_create(
        owner_id=by.pk,
        seller=key,
        descriptor=name,
        defaults={"source": LearnedName.Source.PERSON, "suppressed": False},
        create_defaults={
            "source": LearnedName.Source.PERSON,
            "seller_shown": seller.strip()[:255],
        },
    )
    return row


def forget(*, name: LearnedName, by: AbstractBaseUser) -> None:
    """A person says that the bank does not call a seller so: it is not learned again."""
    LearnedName.objects.filter(pk=name.pk, owner_id=by.pk).update(suppressed=True)


def restore(*, name: LearnedName, by: AbstractBaseUser) -> None:
    """Takes `forget` back."""
    LearnedName.objects.filter(pk=name.pk, owner_id=by.pk).update(suppressed=False)
