"""What links on paper share: their parameters, and Spain's two kinds of the same four values."""

from __future__ import annotations

from urllib.parse import parse_qsl

from .scheme import Code, amount_of, present


def query_of(link: str) -> dict[str, str]:
    """The parameters after the question mark; the first of each name."""
    pairs = parse_qsl(link.partition("?")[2].partition("#")[0])
    return dict(reversed(pairs))


def spanish(
    amount: str | None, issued: str | None, nif: str | None, number: str | None
) -> Code | None:
    """What both of Spain's links say of an invoice."""
    total = amount_of(amount)
    if total is None or issued is None or not nif:
        return None
    fields = {
        "total": total,
        "currency": "EUR",
        "issue_date": issued,
        "number": number,
        "seller_vat_id": f"ES{nif}",
    }
    return Code(present(fields))
