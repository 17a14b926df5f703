"""KSeF FA(2) and FA(3) (Poland): structured invoices of the national system."""

from __future__ import annotations

import re
from dataclasses import replace

from lxml import etree

from ...domain.extraction import LineItem, TaxLine
from .national import added, joined, sum_of, value_of
from .numbers import decimal
from .paths import Path, Paths
from .statement import Located, Statement, Sums, Syntax

_SPACES = (
    "http://crd.gov.pl/wzor/2023/06/29/12648/",  # FA(2)
    "http://crd.gov.pl/wzor/2025/06/25/13775/",  # FA(3)
)
# RodzajFaktury -> UNTDID 1001: corrections, invoices for advances, their settlement, simplified.
_CODES = {
    "VAT": "380",
    "ROZ": "380",
    "UPR": "380",
    "ZAL": "386",
    "KOR": "384",
    "KOR_ZAL": "384",
    "KOR_ROZ": "384",
}
# Sums by kind of tax: the end of their names (P_13_…), category (UNTDID 5305), possible rates.
_GROUPS = {
    "1": ("S", ("23", "22")),
    "2": ("S", ("8", "7")),
    "3": ("S", ("5",)),
    "4": ("S", ("4", "3")),
    "5": ("S", ()),
    "6_1": ("Z", ("0",)),
    "6_2": ("K", ("0",)),
    "6_3": ("G", ("0",)),
    "7": ("E", ()),
    "8": ("O", ()),
    "9": ("AE", ()),
    "10": ("AE", ()),
    "11": (None, ()),
}
_NATIONAL_ACCOUNT = re.compile(r"\d{26}", re.ASCII)  # an IBAN without its country


class _Edition:
    """The paths of one edition: they differ by namespace alone."""

    def __init__(self, space: str) -> None:
        path = Paths("/k:Faktura", {"k": space}).path
        self.fields = {
            "total": path("k:Fa/k:P_15"),
            "payable": path("k:Fa/k:Rozliczenie/k:DoZaplaty", "k:Fa/k:P_15"),
            "currency": path("k:Fa/k:KodWaluty"),
            "issue_date": path("k:Fa/k:P_1"),
            "number": path("k:Fa/k:P_2"),
            "due_date": path("k:Fa/k:Platnosc/k:TerminPlatnosci/k:Termin"),
            "seller": path("k:Podmiot1/k:DaneIdentyfikacyjne/k:Nazwa"),
            "buyer": path("k:Podmiot2/k:DaneIdentyfikacyjne/k:Nazwa"),
        }
        self.account = path("k:Fa/k:Platnosc/k:RachunekBankowy/k:NrRB")
        self.country = path("k:Podmiot1/k:PrefiksPodatnika")
        self.nip = path("k:Podmiot1/k:DaneIdentyfikacyjne/k:NIP")
        self.type = path("k:Fa/k:RodzajFaktury")
        self.self_billed = path("k:Fa/k:Adnotacje/k:P_17")
        self.deducted = path("k:Fa/k:Rozliczenie/k:SumaOdliczen")
        self.charged = path("k:Fa/k:Rozliczenie/k:SumaObciazen")
        self.bases = {end: path(f"k:Fa/k:P_13_{end}") for end in _GROUPS}
        self.taxes = {end: path(f"k:Fa/k:P_14_{end}") for end in _GROUPS}
        self.lines = path("k:Fa/k:FaWiersz")
        self.line = {
            "description": path("k:P_7"),
            "quantity": path("k:P_8B"),
            "unit_price": path("k:P_9A", "k:P_9B"),
            "total": path("k:P_11", "k:P_11A"),
            "tax_rate": path("k:P_12", "k:P_12_XII"),
        }
        self.net_of_line = path("k:P_11")


_EDITIONS = {f"{{{space}}}Faktura": _Edition(space) for space in _SPACES}


def read(root: etree._Element) -> Statement:
    """The statement of a Faktura element."""
    edition = _EDITIONS[str(root.tag)]
    rows = edition.lines.all(root)
    lines = tuple(_line(edition, row) for row in rows)
    return Statement(
        syntax="ksef",
        fields=_fields(edition, root),
        type_code=_type(edition, root),
        taxes=tuple(_taxes(edition, root, {line.tax_rate for line in lines})),
        lines=lines,
        counted=tuple(edition.net_of_line.text(row) for row in rows),
        sums=_sums(edition, root, rows),
    )


def _fields(edition: _Edition, root: etree._Element) -> dict[str, Located]:
    found = {
        **{name: path.located(root) for name, path in edition.fields.items()},
        "net": _added(edition.bases, root),
        "tax": _added(edition.taxes, root),
        "iban": _iban(edition.account.located(root)),
        "seller_vat_id": joined(edition.country.located(root), edition.nip.located(root), by=""),
    }
    return {name: each for name, each in found.items() if each is not None}


def _added(paths: dict[str, Path], root: etree._Element) -> Located | None:
    return added(*(path.located(root) for path in paths.values()))


def _iban(account: Located | None) -> Located | None:
    if account and _NATIONAL_ACCOUNT.fullmatch(account.value.replace(" ", "")):
        return replace(account, value=f"PL{account.value}")
    return account


def _type(edition: _Edition, root: etree._Element) -> str | None:
    stated = edition.type.text(root)
    code = _CODES.get(stated or "", stated)
    if edition.self_billed.text(root) != "1":
        return code
    return {"380": "389", "384": "471", "386": "500"}.get(code or "", code)


def _taxes(edition: _Edition, root: etree._Element, stated: set[str | None]) -> list[TaxLine]:
    """The sums by kind of tax; a rate only where the lines leave no doubt about it."""
    rows = []
    for end, (category, rates) in _GROUPS.items():
        base, tax = edition.bases[end].text(root), edition.taxes[end].text(root)
        if base is None and tax is None:
            continue
        known = [rate for rate in rates if len(rates) == 1 or rate in stated]
        rows.append(TaxLine(category, known[0] if len(known) == 1 else None, base, tax or "0.00"))
    return rows


def _sums(edition: _Edition, root: etree._Element, rows: list[etree._Element]) -> Sums:
    """Only ordinary invoices add up by line: a correction lists what was before, too."""
    plain = edition.type.text(root) == "VAT"
    texts = [edition.net_of_line.text(row) for row in rows]
    return Sums(
        lines=sum_of(decimal(text) for text in texts) if plain else None,
        prepaid=value_of(edition.deducted.located(root)),
        rounding=value_of(edition.charged.located(root)),
    )


def _line(edition: _Edition, row: etree._Element) -> LineItem:
    found = {name: path.text(row) for name, path in edition.line.items()}
    return LineItem(found.pop("description") or "", **found)


SYNTAX = Syntax("ksef", frozenset(_EDITIONS), read)
