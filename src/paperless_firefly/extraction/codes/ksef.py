"""The verification link of Polish invoices (KSeF): seller and date, but no amount."""

from __future__ import annotations

import re

from ...domain.extraction import Kind
from .scheme import Code, Scheme, day_of, present

_PAYLOAD = re.compile(
    r"https?://(?:[\w-]+\.)?ksef(?:-\w+)?\.mf\.gov\.pl/(?:client-app/)?invoice"
    r"/(\d{10})/(\d\d)-(\d\d)-(\d{4})/[\w%=+-]{40,60}",
    re.ASCII | re.IGNORECASE,
)


def _read(payload: str) -> Code | None:
    found = _PAYLOAD.match(payload)
    issued = day_of(found[4], found[3], found[2]) if found else None
    if found is None or issued is None:
        return None
    fields = {"issue_date": issued, "seller_vat_id": f"PL{found[1]}"}
    return Code(present(fields), kind=Kind.INVOICE)


SCHEME = Scheme("ksef_pl", "Polish KSeF link", _PAYLOAD, _read)
