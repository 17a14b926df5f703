"""The code of Russian cash registers (FNS): time, sum, and whether money goes back."""

from __future__ import annotations

import re

from ...domain.extraction import Kind
from ..einvoice.numbers import iso_day
from .links import query_of
from .scheme import Code, Scheme, amount_of, present

_REFUNDS = frozenset("23")  # a sale's refund, and a purchase by the shop: money reaches the user


def _read(payload: str) -> Code | None:
    values = query_of(f"?{payload}")
    stated = values.get("t", "")
    total, issued = amount_of(values.get("s"), "RUB"), iso_day(stated.partition("T")[0])
    if total is None or issued is None:
        return None
    fields = {"total": total, "currency": "RUB", "issue_date": issued, "number": values.get("i")}
    refund = values.get("n") in _REFUNDS
    details = {"time": stated.partition("T")[2], "operation": values.get("n")}
    return Code(
        present(fields),
        kind=Kind.CREDIT_NOTE if refund else Kind.RECEIPT,
        details=present(details),
    )


SCHEME = Scheme(
    "fns_ru",
    "Russian cash register (FNS)",
    re.compile(
        r"\bt=\d{8}T\d{4,6}&s=\d{1,12}(?:\.\d{1,2})?&fn=\d{8,20}&i=\d{1,12}&fp=\d{1,12}&n=[1-4]\b",
        re.ASCII,
    ),
    _read,
)
