"""FatturaPA simplified (Italy, FSM10): small invoices, whose lines state what they cost with tax."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import ROUND_HALF_UP, Decimal

from lxml import etree

from ...domain.details import Details
from ...domain.extraction import Evidence, Finding, Severity, TaxLine
from .fatturapa import code_of, party_of
from .gathered import details_of, line_of
from .national import column, joined, several, sum_of
from .numbers import decimal, plain_number
from .outline import Data, Many, One, Outline, Table
from .paths import Paths
from .statement import Located, Statement, Sums, Syntax

_NAME = "FatturaElettronicaSemplificata"
_SPACE = "http://ivaservizi.agenziaentrate.gov.it/docs/xsd/fatture/v1.0"
_CENT, _HUNDRED = Decimal("0.01"), Decimal(100)

_path = Paths("/*", {}).path
_in_body = Paths("/*/FatturaElettronicaBody[1]", {}).path
_BODIES = _path("FatturaElettronicaBody")
_SELLER = "FatturaElettronicaHeader/CedentePrestatore"
_BUYER = "FatturaElettronicaHeader/CessionarioCommittente/AltriDatiIdentificativi"
_ISSUER = _path("FatturaElettronicaHeader/SoggettoEmittente")
_VAT_ID = [_path(f"{_SELLER}/IdFiscaleIVA/{part}") for part in ("IdPaese", "IdCodice")]
_DOCUMENT = "DatiGenerali/DatiGeneraliDocumento"
_TYPE = _in_body(f"{_DOCUMENT}/TipoDocumento")
_GROSS = _in_body("DatiBeniServizi/Importo")
_TAX = "/*/FatturaElettronicaBody[1]/DatiBeniServizi/DatiIVA"
_FIELDS = {
    "currency": _in_body(f"{_DOCUMENT}/Divisa"),
    "issue_date": _in_body(f"{_DOCUMENT}/Data"),
    "number": _in_body(f"{_DOCUMENT}/Numero"),
}
_NAMES = {
    name: [_path(f"{party}/{part}") for part in ("Denominazione", "Nome", "Cognome")]
    for name, party in (("seller", _SELLER), ("buyer", _BUYER))
}
_PARTY: Table = {
    "IdFiscaleIVA": {"IdPaese": "vat_country", "IdCodice": "vat_code"},
    "CodiceFiscale": "tax_number",
    "Denominazione": "name",
    "Nome": "first",
    "Cognome": "last",
    "Sede": One(
        "address",
        {
            "Indirizzo": "street",
            "NumeroCivico": "house",
            "CAP": "postcode",
            "Comune": "city",
            "Provincia": "region",
            "Nazione": "country",
        },
    ),
}
_HEADER = Outline(
    {},
    {
        "FatturaElettronicaHeader": {
            "DatiTrasmissione/FormatoTrasmissione": "profile",
            "CedentePrestatore": One("seller", _PARTY),
            "CessionarioCommittente": One(
                "buyer", {"IdentificativiFiscali": _PARTY, "AltriDatiIdentificativi": _PARTY}
            ),
        }
    },
)
_BODY = Outline(
    {},
    {
        "DatiGenerali/DatiFatturaRettificata": Many(
            "preceding", {"NumeroFR": "number", "DataFR": "date"}
        ),
        "DatiBeniServizi": Many(
            "lines",
            {
                "Descrizione": "name",
                "Importo": "total",
                "DatiIVA": {"Imposta": "tax", "Aliquota": "rate"},
                "Natura": "category",
            },
        ),
    },
)


def read(root: etree._Element) -> Statement:
    """The statement of the first body of a FatturaElettronicaSemplificata element."""
    bodies = _BODIES.all(root) or [root]
    body, others = bodies[0], bodies[1:]
    found = {**_HEADER.read(root), **_BODY.read(body)}
    rows = found.pop("lines", [])
    taxes = tuple(_breakdown(rows))
    lines = tuple(line_of(_line(row)) for row in rows)
    return Statement(
        syntax="semplificata",
        fields={**_fields(root, body), **_worked_out(taxes)},
        type_code=code_of(_TYPE.text(body), _ISSUER.text(root)),
        taxes=taxes,
        lines=lines,
        counted=tuple(line.total for line in lines),
        sums=Sums(lines=sum_of(decimal(line.total) for line in lines)),
        findings=(*several([_FIELDS["number"].text(other) for other in others]), _unconfirmed()),
        details=_details(found),
    )


def _fields(root: etree._Element, body: etree._Element) -> dict[str, Located]:
    total = column(_GROSS, body)
    found = {
        **{name: path.located(body) for name, path in _FIELDS.items()},
        **{
            name: whole.located(root) or joined(*(path.located(root) for path in parts))
            for name, (whole, *parts) in _NAMES.items()
        },
        "seller_vat_id": joined(*(path.located(root) for path in _VAT_ID), by=""),
        "total": total,
        "payable": total,
    }
    return {name: each for name, each in found.items() if each is not None}


def _worked_out(taxes: Iterable[TaxLine]) -> dict[str, Located]:
    """Net and tax, which the document states by line at most."""
    rows = list(taxes)
    sums = {
        "net": sum_of(decimal(row.base) for row in rows),
        "tax": sum_of(decimal(row.tax) for row in rows),
    }
    place = Evidence(xpath=_TAX)
    return {name: Located(value, place) for name, value in sums.items() if value is not None}


def _breakdown(rows: Iterable[Data]) -> Iterable[TaxLine]:
    """Base and tax by kind of tax, in the order of the lines."""
    kinds: dict[tuple[str | None, str | None], list[tuple[Decimal, Decimal]]] = {}
    for row in rows:
        gross = decimal(row.get("total"))
        if gross is not None:
            tax = _tax(row, gross)
            kinds.setdefault((row.get("category"), row.get("rate")), []).append((gross - tax, tax))
    for (category, rate), sums in kinds.items():
        base, tax = (sum(each, Decimal(0)) for each in zip(*sums, strict=True))
        yield TaxLine(category, rate, plain_number(base), plain_number(tax))


def _tax(row: Data, gross: Decimal) -> Decimal:
    """The tax in a line's sum: as stated, else by its rate."""
    stated, rate = decimal(row.get("tax")), decimal(row.get("rate")) or Decimal(0)
    if stated is not None:
        return stated
    return (gross * rate / (_HUNDRED + rate)).quantize(_CENT, ROUND_HALF_UP)


def _line(row: Data) -> Data:
    """A line without its tax, as invoices state them."""
    gross = decimal(row.get("total"))
    net = {} if gross is None else {"total": plain_number(gross - _tax(row, gross))}
    names = {"tax_rate": row.get("rate"), "tax_category": row.get("category")}
    return {"name": row.get("name"), **net, **{name: each for name, each in names.items() if each}}


def _unconfirmed() -> Finding:
    """The finding that keeps these from being posted unseen: a line that is lost shows nowhere."""
    message = "The document states no total: it is the sum of its lines."
    return Finding("total-worked-out", message, Severity.WARNING, "total")


def _details(found: Data) -> Details:
    for party in ("seller", "buyer"):
        found[party] = party_of(found.get(party, {}))
    return details_of(found)


SYNTAX = Syntax("semplificata", frozenset({f"{{{_SPACE}}}{_NAME}", _NAME}), read)
