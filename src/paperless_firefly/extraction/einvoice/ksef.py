"""KSeF FA(1), FA(2) and FA(3) (Poland): structured invoices of the national system."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import TypeAlias

from lxml import etree

from ...domain.details import Details
from ...domain.extraction import TaxLine
from .gathered import details_of, line_of
from .national import added, joined, sum_of, value_of
from .numbers import decimal
from .outline import Data, Many, One, Outline, Table
from .paths import Path, Paths
from .statement import Located, Statement, Sums, Syntax

_FIRST = "http://crd.gov.pl/wzor/2021/11/29/11089/"  # FA(1)
_SECOND = "http://crd.gov.pl/wzor/2023/06/29/12648/"  # FA(2)
_THIRD = "http://crd.gov.pl/wzor/2025/06/25/13775/"  # FA(3)
_Group: TypeAlias = tuple[str | None, tuple[str, ...]]
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
_GROUPS: dict[str, _Group] = {
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
# FA(1) has fewer; its fourth is for reverse charge or, with a tax, for the lowest rates.
_FIRST_GROUPS: dict[str, _Group] = {
    **{end: _GROUPS[end] for end in ("1", "2", "3", "7")},
    "4": ("AE", ("4", "3")),
    "5": ("O", ()),
    "6": ("Z", ("0",)),
}
_NATIONAL_ACCOUNT = re.compile(r"\d{26}", re.ASCII)  # an IBAN without its country


_ADDRESS: Table = {
    "k:KodKraju": "country",
    "k:Ulica": "street",
    "k:NrDomu": "house",
    "k:KodPocztowy": "postcode",
    "k:Miejscowosc": "city",
}
_PARTY: Table = {
    "k:PrefiksPodatnika": "vat_country",
    "k:DaneIdentyfikacyjne": {
        "k:NIP": "nip",
        "k:KodUE": "vat_country",
        "k:NrVatUE": "vat_code",
        "k:Nazwa": "name",
        "k:PelnaNazwa": "name",
        "k:ImiePierwsze": "first",
        "k:Nazwisko": "last",
        "k:NazwaHandlowa": "trading_name",
    },
    "k:Adres": One(
        "address",
        {
            "k:KodKraju": "country",
            "k:AdresL1": "street",
            "k:AdresL2": "city",
            "k:AdresPol": _ADDRESS,
            "k:AdresZagr": _ADDRESS,
        },
    ),
    "k:Email": One("contact", {".": "email"}),
    "k:Telefon": One("contact", {".": "phone"}),
    "k:DaneKontaktowe": One("contact", {"k:Email": "email", "k:Telefon": "phone"}),
}
_LINE: Table = {
    "k:NrWierszaFa": "number",
    "k:Indeks": "seller_item",
    "k:GTIN": "gtin",
    "k:P_7": "name",
    "k:P_8A": "unit",
    "k:P_8B": "quantity",
    "k:P_9A": "price",
    "k:P_9B": "gross_price",
    "k:P_11": "total",
    "k:P_11A": "gross_total",
    "k:P_12": "tax_rate",
    "k:P_12_XII": "tax_rate",
}
_OUTLINE: Table = {
    "k:Naglowek/k:KodFormularza": {"@kodSystemowy": "profile"},
    "k:Podmiot1": One("seller", _PARTY),
    "k:Podmiot2": One("buyer", _PARTY),
    "k:Fa": {
        "k:P_6": "delivery_date",
        "k:OkresFa": One("period", {"k:P_6_Od": "start", "k:P_6_Do": "end"}),
        "k:DaneFaKorygowanej": Many(
            "preceding", {"k:NrFaKorygowanej": "number", "k:DataWystFaKorygowanej": "date"}
        ),
        "k:FaWiersz": Many("lines", _LINE),
        "k:FaWiersze/k:FaWiersz": Many("lines", _LINE),
        "k:Platnosc": {
            "k:FormaPlatnosci": "payment_code",
            "k:TerminPlatnosci/k:TerminOpis": Many(
                "notes",
                {
                    ".": "text",
                    "k:Ilosc": "count",
                    "k:Jednostka": "unit",
                    "k:ZdarzeniePoczatkowe": "event",
                },
            ),
            "k:TerminyPlatnosci/k:TerminPlatnosciOpis": Many("notes", {".": "text"}),
            "k:RachunekBankowy": Many(
                "payments",
                {
                    "k:NrRB": "account",
                    "k:NrRBPL": "account",
                    "k:NrRBZagr": "account",
                    "k:SWIFT": "bic",
                    "k:NazwaBanku": "text",
                },
            ),
        },
        "k:WarunkiTransakcji": {
            "k:Umowy/k:NrUmowy": "contract_reference",
            "k:Zamowienia/k:NrZamowienia": "order_reference",
        },
    },
}


_PARTIES = {
    "seller": "k:Podmiot1/k:DaneIdentyfikacyjne",
    "buyer": "k:Podmiot2/k:DaneIdentyfikacyjne",
}


class _Edition:
    """The paths of one edition: the first named some things otherwise, the next ones nothing."""

    def __init__(self, space: str, groups: Mapping[str, _Group] = _GROUPS) -> None:
        path = Paths("/k:Faktura", {"k": space}).path
        self.fields = {
            "total": path("k:Fa/k:P_15"),
            "payable": path("k:Fa/k:Rozliczenie/k:DoZaplaty", "k:Fa/k:P_15"),
            "currency": path("k:Fa/k:KodWaluty"),
            "issue_date": path("k:Fa/k:P_1"),
            "number": path("k:Fa/k:P_2"),
            "due_date": path(
                "k:Fa/k:Platnosc/k:TerminPlatnosci/k:Termin",
                "k:Fa/k:Platnosc/k:TerminyPlatnosci/k:TerminPlatnosci",
            ),
        }
        self.names = {
            name: [
                path(f"{party}/k:Nazwa", f"{party}/k:PelnaNazwa"),
                path(f"{party}/k:ImiePierwsze"),
                path(f"{party}/k:Nazwisko"),
            ]
            for name, party in _PARTIES.items()
        }
        account = "k:Fa/k:Platnosc/k:RachunekBankowy"
        self.account = path(*(f"{account}/k:{name}" for name in ("NrRB", "NrRBPL", "NrRBZagr")))
        self.country = path("k:Podmiot1/k:PrefiksPodatnika")
        self.nip = path("k:Podmiot1/k:DaneIdentyfikacyjne/k:NIP")
        self.type = path("k:Fa/k:RodzajFaktury")
        self.self_billed = path("k:Fa/k:Adnotacje/k:P_17")
        self.deducted = path("k:Fa/k:Rozliczenie/k:SumaOdliczen")
        self.charged = path("k:Fa/k:Rozliczenie/k:SumaObciazen")
        self.groups = groups
        self.bases = {end: path(f"k:Fa/k:P_13_{end}") for end in groups}
        self.taxes = {end: path(f"k:Fa/k:P_14_{end}") for end in groups}
        self.outline = Outline({"k": space}, _OUTLINE)


_EDITIONS = {
    f"{{{_FIRST}}}Faktura": _Edition(_FIRST, _FIRST_GROUPS),
    f"{{{_SECOND}}}Faktura": _Edition(_SECOND),
    f"{{{_THIRD}}}Faktura": _Edition(_THIRD),
}


def read(root: etree._Element) -> Statement:
    """The statement of a Faktura element."""
    edition = _EDITIONS[str(root.tag)]
    found = edition.outline.read(root)
    rows = found.pop("lines", [])
    counted = tuple(row.get("total") for row in rows)
    lines = tuple(line_of(_line(row)) for row in rows)
    return Statement(
        syntax="ksef",
        fields=_fields(edition, root),
        type_code=_type(edition, root),
        taxes=tuple(_taxes(edition, root, {line.tax_rate for line in lines})),
        lines=lines,
        counted=counted,
        sums=_sums(edition, root, counted),
        details=_details(found),
    )


def _fields(edition: _Edition, root: etree._Element) -> dict[str, Located]:
    found = {
        **{name: path.located(root) for name, path in edition.fields.items()},
        **{name: _name(paths, root) for name, paths in edition.names.items()},
        "net": _added(edition.bases, root),
        "tax": _added(edition.taxes, root),
        "iban": _iban(edition.account.located(root)),
        "seller_vat_id": joined(edition.country.located(root), edition.nip.located(root), by=""),
    }
    return {name: each for name, each in found.items() if each is not None}


def _name(paths: list[Path], root: etree._Element) -> Located | None:
    whole, *parts = paths
    return whole.located(root) or joined(*(path.located(root) for path in parts))


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
    for end, (category, rates) in edition.groups.items():
        base, tax = edition.bases[end].text(root), edition.taxes[end].text(root)
        if base is None and tax is None:
            continue
        if category == "AE" and decimal(tax):
            category = "S"
        known = [rate for rate in rates if len(rates) == 1 or rate in stated]
        rows.append(TaxLine(category, known[0] if len(known) == 1 else None, base, tax or "0.00"))
    return rows


def _sums(edition: _Edition, root: etree._Element, counted: tuple[str | None, ...]) -> Sums:
    """Only ordinary invoices add up by line: a correction lists what was before, too."""
    plain = edition.type.text(root) == "VAT"
    return Sums(
        lines=sum_of(decimal(text) for text in counted) if plain else None,
        prepaid=value_of(edition.deducted.located(root)),
        rounding=value_of(edition.charged.located(root)),
    )


def _line(found: Data) -> Data:
    """A line; what is stated with tax stands in for what is not stated without."""
    for name in ("price", "total"):
        gross = found.pop(f"gross_{name}", None)
        if gross:
            found.setdefault(name, gross)
    return found


def _details(found: Data) -> Details:
    code = found.pop("payment_code", None)
    payments = found.setdefault("payments", [{}] if code else [])
    if code and payments:
        payments[0]["code"] = code
    for party in ("seller", "buyer"):
        found[party] = _party(found.get(party, {}))
    found["notes"] = [_note(note) for note in found.get("notes", [])]
    return details_of(found)


def _note(found: Data) -> Data:
    """A term, which FA(3) states in parts: a number, what it counts, and from when."""
    parts = [found[name] for name in ("count", "unit", "event") if name in found]
    return {"text": " ".join(parts) if parts else found["text"]}


def _party(found: Data) -> Data:
    """A party; its NIP is a VAT number only with a country before it."""
    country, nip = found.pop("vat_country", None), found.pop("nip", None)
    code = found.pop("vat_code", None) or (nip if country else None)
    if code:
        found["vat_id"] = f"{country or ''}{code}"
    if nip:
        found["tax_number"] = nip
    person = [found.pop(each) for each in ("first", "last") if each in found]
    if person:
        found.setdefault("name", " ".join(person))
    address = found.get("address", {})
    if "house" in address:
        address["street"] = f"{address.get('street', '')} {address.pop('house')}".strip()
    return found


SYNTAX = Syntax("ksef", frozenset(_EDITIONS), read)
