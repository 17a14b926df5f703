"""The link of Spanish invoices to the tax agency (VeriFactu)."""

from __future__ import annotations

import re

from .links import query_of, spanish
from .scheme import Code, Scheme, day_of

_DAY = re.compile(r"(\d\d)-(\d\d)-(\d{4})", re.ASCII)


def _read(payload: str) -> Code | None:
    values = query_of(payload)
    stated = _DAY.fullmatch(values.get("fecha", ""))
    issued = day_of(stated[3], stated[2], stated[1]) if stated else None
    return spanish(values.get("importe"), issued, values.get("nif"), values.get("numserie"))


SCHEME = Scheme(
    "verifactu_es",
    "Spanish VeriFactu link",
    re.compile(
        r"https?://(?:prewww\d?|www\d?)\.(?:agenciatributaria\.gob\.es|aeat\.es)"
        r"/wlpl/TIKE-CONT/ValidarQR\S*\?\S+",
        re.ASCII | re.IGNORECASE,
    ),
    _read,
)
