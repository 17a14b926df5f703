"""Images of transactions: what one held at a moment, and in what it differs from that now."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from hashlib import sha256
from json import dumps
from typing import Any

from ..domain.transaction import Party, Split, TransactionGroup

Image = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Difference:
    """One field of a transaction, as it was and as it is now; `journal_id` is empty for the title.

    `field` is "split" where a whole split was added (`was` empty) or deleted (`now` empty).
    """

    journal_id: str
    field: str
    was: str
    now: str


def image_of(group: TransactionGroup) -> Image:
    """A group as JSON: its title, and each split's fields as text by journal id.

    Left out is what the server or SparkLink itself moves: the time of the last update, and
    whether there are attachments (they are compared one by one).
    """
    return {
        "title": group.title or "",
        "splits": {split.journal_id: _fields(split) for split in group.splits},
    }


def digest(image: Image) -> str:
    """One digest of an image, in hexadecimal."""
    return sha256(dumps(image, sort_keys=True).encode()).hexdigest()


def differences(was: Image, now: Image) -> tuple[Difference, ...]:
    """What differs between two images of one group; an empty `was` says that nothing is known."""
    return tuple(_differences(was, now))


def _differences(was: Image, now: Image) -> Iterator[Difference]:
    if was.get("title", "") != now["title"]:
        yield Difference("", "title", was.get("title", ""), now["title"])
    before, after = was.get("splits", {}), now["splits"]
    for journal in sorted({*before, *after}, key=lambda j: (len(j), j)):
        if journal not in before or journal not in after:
            yield Difference(
                journal, "split", _said(before.get(journal)), _said(after.get(journal))
            )
        else:
            yield from _changed(journal, before[journal], after[journal])


def _changed(journal: str, was: Mapping[str, str], now: Mapping[str, str]) -> Iterator[Difference]:
    for name in now:
        if name.endswith("_id") and name[:-3] in now:
            continue
        # an account that was renamed is the same account: its id counts where there is one
        key = f"{name}_id" if now.get(f"{name}_id") else name
        if was.get(key, "") != now[key]:
            yield Difference(journal, name, was.get(name, ""), now[name])


def _fields(split: Split) -> dict[str, str]:
    foreign = split.foreign_amount
    return {
        "type": str(split.type),
        "date": split.date.isoformat(),
        "amount": f"{split.amount.normalize():f}",
        "currency": split.currency,
        "foreign_amount": f"{foreign.normalize():f}" if foreign is not None else "",
        "foreign_currency": split.foreign_currency or "",
        "description": split.description,
        **_party("source", split.source),
        **_party("destination", split.destination),
        "category": split.category or "",
        "budget": split.budget or "",
        "bill": split.bill or "",
        "tags": ", ".join(sorted(split.tags)),
        "notes": split.notes or "",
        "external_id": split.external_id or "",
        "internal_reference": split.internal_reference or "",
        "external_url": split.external_url or "",
        "reconciled": "yes" if split.reconciled else "no",
    }


def _party(side: str, party: Party) -> dict[str, str]:
    return {side: party.name, f"{side}_id": party.id or ""}


def _said(fields: Mapping[str, str] | None) -> str:
    return f"{fields['description']} ({fields['amount']} {fields['currency']})" if fields else ""
