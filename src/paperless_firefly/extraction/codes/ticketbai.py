"""The link of Basque invoices to their province (TicketBAI)."""

from __future__ import annotations

import re

from .links import query_of, spanish
from .scheme import Code, Scheme, day_of

_TICKET = re.compile(r"TBAI-([A-Z0-9]{9})-(\d\d)(\d\d)(\d\d)-[^&\s]+", re.ASCII)


def _read(payload: str) -> Code | None:
    values = query_of(payload)
    stated = _TICKET.fullmatch(values.get("id", ""))
    if stated is None:
        return None
    issued = day_of(stated[4], stated[3], stated[2])
    number = f"{values.get('s', '')}{values.get('nf', '')}"
    return spanish(values.get("i"), issued, stated[1], number)


SCHEME = Scheme(
    "ticketbai_es",
    "Basque TicketBAI link",
    re.compile(r"https?://[\w.-]+\.eus/[\w./-]{0,60}\?id=TBAI-\S+", re.ASCII | re.IGNORECASE),
    _read,
)
