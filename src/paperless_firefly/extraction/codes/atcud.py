"""The QR code of Portuguese documents (ATCUD, Portaria 195/2020)."""

from __future__ import annotations

import re

from ...domain.extraction import Finding, Kind, TaxLine
from .scheme import Code, Scheme, amount_of, day_of, present

_KINDS = {
    **dict.fromkeys(("FT", "ND"), Kind.INVOICE),
    **dict.fromkeys(("FS", "FR"), Kind.RECEIPT),
    "NC": Kind.CREDIT_NOTE,
}
_TYPES = {"PF": "proforma", "OR": "quotation", "GT": "delivery note", "GR": "delivery note"}
# Number in the block: whose base and whose tax, with the rate on the mainland.
_RATES = ((2, None, None), (3, 4, "6"), (5, 6, "13"), (7, 8, "23"))


def _read(payload: str) -> Code | None:
    values = dict(part.split(":", 1) for part in payload.split("*") if ":" in part)
    total, tax, day = (values.get(key, "") for key in "ONF")
    issued = day_of(day[:4], day[4:6], day[6:])
    if amount_of(total) is None or amount_of(tax) is None or issued is None:
        return None
    fields = {
        "total": amount_of(total),
        "tax": amount_of(tax),
        "currency": "EUR",
        "issue_date": issued,
        "number": values.get("G"),
        "seller_vat_id": f"PT{values['A']}",
    }
    kind = _KINDS.get(values["D"], Kind.OTHER)
    details = {"document_type": values["D"], "buyer_nif": values.get("B")}
    more = {"atcud": values.get("H"), "withholding": values.get("P")}
    return Code(
        present(fields),
        kind=kind,
        type=_TYPES.get(values["D"]),
        tax_breakdown=tuple(row for block in "IJK" for row in _rows(block, values)),
        details=present({**details, **more}),
        findings=(_annulled(),) if values.get("E") == "A" else (),
    )


def _rows(block: str, values: dict[str, str]) -> list[TaxLine]:
    """The rows of one fiscal region."""
    home = values.get(f"{block}1") == "PT"
    return [
        TaxLine(
            "S" if tax else "E",
            (rate if home else None) if tax else "0",
            amount_of(values[f"{block}{base}"]),
            amount_of(values.get(f"{block}{tax}")) if tax else None,
        )
        for base, tax, rate in _RATES
        if f"{block}{base}" in values
    ]


def _annulled() -> Finding:
    return Finding("document-annulled", "The document's code says that it is annulled.")


SCHEME = Scheme(
    "pt_atcud",
    "Portuguese QR code (ATCUD)",
    re.compile(
        r"\bA:\d{9}\*B:[^*\n]{1,30}\*C:[A-Z]{2}\*D:[A-Z]{2}\*E:[A-Z]\*F:\d{8}\*G:[^*\n]{1,60}"
        r"\*H:[^*\n]{1,70}(?:\*[A-Z]\d?:[^*\n]{0,65}){3,40}",
        re.ASCII,
    ),
    _read,
)
