"""The Czech and Slovak short payment descriptor (SPAYD, "QR platba")."""

from __future__ import annotations

import re
from urllib.parse import unquote

from .scheme import Code, Scheme, amount_of, day_of, iban_of, present


def _read(payload: str) -> Code | None:
    parts = (part.split(":", 1) for part in payload.split("*")[2:] if ":" in part)
    values = {key.strip().upper(): unquote(value) for key, value in parts}
    iban = iban_of(values.get("ACC", "").partition("+")[0])
    currency = values.get("CC", "")
    amount = amount_of(values.get("AM"), currency or "CZK")
    if currency and not re.fullmatch(r"[A-Z]{3}", currency, re.ASCII):
        return None
    if iban is None or ("AM" in values and amount is None):
        return None
    due = values.get("DT", "")
    fields = {
        "payable": amount,
        "currency": currency,
        "seller": values.get("RN"),
        "iban": iban,
        "payment_reference": values.get("X-VS") or values.get("RF"),
        "due_date": day_of(due[:4], due[4:6], due[6:]) if re.fullmatch(r"\d{8}", due) else None,
    }
    details = {"variable_symbol": values.get("X-VS"), "message": values.get("MSG")}
    return Code(present(fields), details=present(details), payment=True)


SCHEME = Scheme(
    "spd_cz",
    "Czech payment (SPAYD)",
    re.compile(r"\bSPD\*1\.0(?:\*[A-Z-]{2,12}:[^*\n]{0,200}){1,40}", re.ASCII),
    _read,
)
