"""Transactions of an ISO 20022 account statement (CAMT.053), of any of its versions."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

_MARK = b"BkToCstmrStmt"


def is_camt(data: bytes) -> bool:
    """Whether a file is a CAMT.053."""
    return _MARK in data[:4000]


def read(data: bytes) -> Iterator[dict[str, str | None]]:
    """Flat objects: each entry, or each transaction of an entry that holds several."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        raise ValueError(f"this CAMT.053 is damaged: {error}") from error
    for entry in _all(root, ".//Ntry"):
        parts = _all(entry, "NtryDtls/TxDtls")
        if len(parts) > 1 and all(_amount_of(part) is not None for part in parts):
            yield from (_row(entry, part) for part in parts)
        else:
            yield _row(entry, parts[0] if len(parts) == 1 else None)


def _row(entry: etree._Element, part: etree._Element | None) -> dict[str, str | None]:
    inner = part if part is not None else entry
    several = part is not None and len(_all(entry, "NtryDtls/TxDtls")) > 1
    amount = _amount_of(inner) if several else _first(entry, "Amt")
    out = (_text(inner, "CdtDbtInd") or _text(entry, "CdtDbtInd")) == "DBIT"
    side = "Cdtr" if out else "Dbtr"
    foreign = _foreign(inner, amount)
    return {
        "id": _text(inner, "Refs/AcctSvcrRef") or _text(entry, "AcctSvcrRef") or None,
        "date": (_text(entry, "BookgDt/Dt") or _text(entry, "BookgDt/DtTm") or "")[:10],
        "amount": (amount.text or "").strip() if amount is not None else None,
        "currency": amount.get("Ccy") if amount is not None else None,
        "type": "withdrawal" if out else "deposit",
        "description": _said(entry, inner),
        "counterparty": _text(inner, f"RltdPties/{side}/Nm")
        or _text(inner, f"RltdPties/{side}/Pty/Nm"),
        "counterparty_iban": _text(inner, f"RltdPties/{side}Acct/Id/IBAN"),
        "foreign_amount": (foreign.text or "").strip() if foreign is not None else None,
        "foreign_currency": foreign.get("Ccy") if foreign is not None else None,
    }


def _said(entry: etree._Element, inner: etree._Element) -> str:
    """What was to be paid, the structured reference, and the bank's own words."""
    places = ("RmtInf/Ustrd", "RmtInf/Strd/CdtrRefInf/Ref", "AddtlTxInf")
    texts = [e.text or "" for place in places for e in _all(inner, place)]
    mandate = _text(inner, "Refs/MndtId")
    if mandate:
        texts.append(f"MANDAT {mandate}")
    return " ".join(t.strip() for t in (texts or [_text(entry, "AddtlNtryInf") or ""]))


def _amount_of(part: etree._Element) -> etree._Element | None:
    """Not `or`: an lxml element without children is false."""
    for place in ("Amt", "AmtDtls/TxAmt/Amt"):
        found = _first(part, place)
        if found is not None:
            return found
    return None


def _foreign(inner: etree._Element, amount: etree._Element | None) -> etree._Element | None:
    found = _first(inner, "AmtDtls/InstdAmt/Amt")
    same = found is None or amount is None or found.get("Ccy") == amount.get("Ccy")
    return None if same else found


def _all(element: etree._Element, path: str) -> list[etree._Element]:
    """Elements by local names: each version of the standard has a namespace of its own."""
    steps = path.removeprefix(".//").split("/")
    names = "/".join(f"*[local-name()='{step}']" for step in steps)
    found = element.xpath(f".//{names}" if path.startswith(".//") else names)
    return [e for e in found if isinstance(e, etree._Element)] if isinstance(found, list) else []


def _first(element: etree._Element, path: str) -> etree._Element | None:
    found = _all(element, path)
    return found[0] if found else None


def _text(element: etree._Element, path: str) -> str | None:
    found = _first(element, path)
    return (found.text or "").strip() or None if found is not None else None
