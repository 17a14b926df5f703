"""The Swiss QR-bill, with the bill information of Swico (S1)."""

from __future__ import annotations

import re
from datetime import date, timedelta

from .scheme import Code, Scheme, amount_of, day_of, iban_of, present

_LINES = 34
_CREDITOR, _AMOUNT, _CURRENCY, _REFERENCE_TYPE = 5, 18, 19, 27
_S1_PAIR = re.compile(r"/(\d\d)/((?:\\.|[^/\\])*)")


def _read(payload: str) -> Code | None:
    lines = [line.strip() for line in payload.split("\n")][:_LINES]
    lines += [""] * (_LINES - len(lines))
    iban, currency, kind = iban_of(lines[3]), lines[_CURRENCY], lines[_REFERENCE_TYPE]
    amount = amount_of(lines[_AMOUNT])
    if iban is None or currency not in ("CHF", "EUR") or kind not in ("QRR", "SCOR", "NON"):
        return None
    if lines[_AMOUNT] and amount is None:
        return None
    fields = {
        "payable": amount,
        "currency": currency,
        "seller": lines[_CREDITOR],
        "iban": iban,
        "payment_reference": lines[28],
        "buyer": lines[21],
        **_swico(lines[31]),
    }
    details = {"reference_type": kind, "message": lines[29], "bill_information": lines[31]}
    return Code(present(fields), details=present(details), payment=True)


def _swico(text: str) -> dict[str, str | None]:
    """Number, date, VAT number and due date of "//S1/10/…/11/…"; nothing where it is none."""
    if not text.startswith("//S1/"):
        return {}
    tags = {tag: re.sub(r"\\(.)", r"\1", value) for tag, value in _S1_PAIR.findall(text[4:])}
    issued = tags.get("11", "")
    day = day_of(issued[:2], issued[2:4], issued[4:]) if re.fullmatch(r"\d{6}", issued) else None
    vat = tags.get("30")
    return {
        "number": tags.get("10"),
        "issue_date": day,
        "seller_vat_id": f"CHE{vat}" if vat else None,
        "due_date": _due(day, tags.get("40", "")),
    }


def _due(day: str | None, terms: str) -> str | None:
    """The day by which the whole is due: the term of no discount ("2:10;0:30" is 30 days)."""
    whole = re.search(r"(?:^|;)0(?:\.0+)?:(\d{1,3})(?:;|$)", terms)
    if day is None or whole is None:
        return None
    return (date.fromisoformat(day) + timedelta(days=int(whole[1]))).isoformat()


SCHEME = Scheme(
    "swiss_qr_bill",
    "Swiss QR-bill",
    re.compile(r"^SPC\n02\d\d\n1(?:\n[^\n]*){27}(?:\n[^\n]*){0,4}", re.MULTILINE),
    _read,
)
