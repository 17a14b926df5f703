"""A group as its panel shows it: both sides with their sums, and what is left between them."""

from __future__ import annotations

from dataclasses import dataclass

from ...models import Document, GroupProposal, LedgerSplit


@dataclass(frozen=True, slots=True)
class Group:
    """Members of a group; sums in minor units, signed as money leaves (negative) or arrives.

    `rest` is what the payments have more than the documents; None where currencies differ.
    """

    row: GroupProposal
    documents: tuple[Document, ...]
    splits: tuple[LedgerSplit, ...]
    currency: str
    owed: int
    paid: int
    rest: int | None


def shown(row: GroupProposal) -> Group:
    """A group proposal with its members, which are prefetched."""
    documents, splits = tuple(row.documents.all()), tuple(row.splits.all())
    owed = sum(_signed(d.total_minor or 0, d.direction == "in") for d in documents)
    paid = sum(_signed(s.amount_minor, s.type == "deposit") for s in splits)
    currencies = {d.currency for d in documents} | {s.currency for s in splits}
    return Group(
        row=row,
        documents=documents,
        splits=splits,
        currency=splits[0].currency if splits else "",
        owed=owed,
        paid=paid,
        rest=paid - owed if len(currencies) == 1 else None,
    )


def _signed(minor: int, comes_in: bool) -> int:
    return abs(minor) if comes_in else -abs(minor)
