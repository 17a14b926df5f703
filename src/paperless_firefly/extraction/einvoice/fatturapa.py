"""FatturaPA 1.x (Italy): the ordinary electronic invoice; of several bodies, the first."""

from __future__ import annotations

from lxml import etree

from ...domain.extraction import LineItem, TaxLine
from .national import added, column, joined, several, sum_of, value_of, worked_out
from .numbers import decimal
from .paths import Paths
from .statement import Located, Statement, Sums, Syntax

_SPACES = (
    "http://ivaservizi.agenziaentrate.gov.it/docs/xsd/fatture/v1.2",
    "http://www.fatturapa.gov.it/sdi/fatturapa/v1.1",
    "http://www.fatturapa.gov.it/sdi/fatturapa/v1.0",
)
ROOTS = frozenset(f"{{{space}}}FatturaElettronica" for space in _SPACES) | {"FatturaElettronica"}
# TipoDocumento -> UNTDID 1001. TD16 to TD23 and TD27 to TD29 are written by the buyer.
_CODES = {
    "TD01": "380",
    "TD02": "386",
    "TD03": "386",
    "TD04": "381",
    "TD05": "383",
    "TD06": "380",
    "TD07": "380",
    "TD08": "381",
    "TD09": "383",
    "TD24": "380",
    "TD25": "380",
    "TD26": "380",
    **dict.fromkeys("TD16 TD17 TD18 TD19 TD20 TD21 TD22 TD23 TD27 TD28 TD29".split(), "389"),
}
_SELF_BILLED = {"380": "389", "381": "261", "386": "500", "383": "527"}

_path = Paths("/*", {}).path
_in_body = Paths("/*/FatturaElettronicaBody[1]", {}).path
_BODIES = _path("FatturaElettronicaBody")
_SELLER = "FatturaElettronicaHeader/CedentePrestatore/DatiAnagrafici"
_BUYER = "FatturaElettronicaHeader/CessionarioCommittente/DatiAnagrafici"
_ISSUER = _path("FatturaElettronicaHeader/SoggettoEmittente")
_COUNTRY = _path(f"{_SELLER}/IdFiscaleIVA/IdPaese")
_VAT_CODE = _path(f"{_SELLER}/IdFiscaleIVA/IdCodice")
_DOCUMENT = "DatiGenerali/DatiGeneraliDocumento"
_PAYMENT = "DatiPagamento/DettaglioPagamento"
_SUMMARY = "DatiBeniServizi/DatiRiepilogo"

FIELDS = {
    "total": _in_body(f"{_DOCUMENT}/ImportoTotaleDocumento"),
    "currency": _in_body(f"{_DOCUMENT}/Divisa"),
    "issue_date": _in_body(f"{_DOCUMENT}/Data"),
    "number": _in_body(f"{_DOCUMENT}/Numero"),
    "due_date": _in_body(f"{_PAYMENT}/DataScadenzaPagamento"),
    "iban": _in_body(f"{_PAYMENT}/IBAN"),
    "payment_reference": _in_body(f"{_PAYMENT}/CodicePagamento"),
}
_ADDED = {
    "net": _in_body(f"{_SUMMARY}/ImponibileImporto"),
    "tax": _in_body(f"{_SUMMARY}/Imposta"),
    "payable": _in_body(f"{_PAYMENT}/ImportoPagamento"),
}
_TYPE = _in_body(f"{_DOCUMENT}/TipoDocumento")
# What the buyer keeps back: tax withheld at source, and VAT that a public buyer pays itself.
_KEPT = (
    _in_body(f"{_DOCUMENT}/DatiRitenuta/ImportoRitenuta"),
    _in_body(f"{_SUMMARY}[EsigibilitaIVA='S']/Imposta"),
)
_CHARGES = (
    _in_body(f"{_DOCUMENT}/DatiCassaPrevidenziale/ImportoContributoCassa"),
    _in_body(f"{_SUMMARY}/SpeseAccessorie"),
    _in_body(f"{_SUMMARY}/Arrotondamento"),
)
_TAXES = _in_body(_SUMMARY)
_TAX = {
    "category": _in_body("Natura"),
    "rate": _in_body("AliquotaIVA"),
    "base": _in_body("ImponibileImporto"),
    "tax": _in_body("Imposta"),
}
_LINES = _in_body("DatiBeniServizi/DettaglioLinee")
_LINE = {
    "description": _in_body("Descrizione"),
    "quantity": _in_body("Quantita"),
    "unit_price": _in_body("PrezzoUnitario"),
    "total": _in_body("PrezzoTotale"),
    "tax_rate": _in_body("AliquotaIVA"),
}


def read(root: etree._Element) -> Statement:
    """The statement of the first body of a FatturaElettronica element."""
    bodies = _BODIES.all(root) or [root]
    body, others = bodies[0], bodies[1:]
    fields = _fields(root, body)
    findings = several([FIELDS["number"].text(other) for other in others])
    if "total" not in fields and {"net", "tax"} <= fields.keys():
        fields["total"] = _total(fields)
        findings = (*findings, worked_out())
    lines = tuple(_line(line) for line in _LINES.all(body))
    return Statement(
        syntax="fatturapa",
        fields=fields,
        type_code=_type(root, body),
        taxes=tuple(_tax(row) for row in _TAXES.all(body)),
        lines=lines,
        counted=tuple(line.total for line in lines),
        sums=_sums(body, lines),
        findings=findings,
    )


def _fields(root: etree._Element, body: etree._Element) -> dict[str, Located]:
    found = {
        **{name: path.located(body) for name, path in FIELDS.items()},
        **{name: column(path, body) for name, path in _ADDED.items()},
        "seller": _name(root, _SELLER),
        "buyer": _name(root, _BUYER),
        "seller_vat_id": joined(_COUNTRY.located(root), _VAT_CODE.located(root), by=""),
    }
    return {name: each for name, each in found.items() if each is not None}


def _name(root: etree._Element, party: str) -> Located | None:
    known = _NAMES[party]
    return known[0].located(root) or joined(*(path.located(root) for path in known[1:]))


_NAMES = {
    party: [_path(f"{party}/Anagrafica/{part}") for part in ("Denominazione", "Nome", "Cognome")]
    for party in (_SELLER, _BUYER)
}


def _total(fields: dict[str, Located]) -> Located:
    return added(fields["net"], fields["tax"]) or fields["net"]


def _type(root: etree._Element, body: etree._Element) -> str | None:
    stated = _TYPE.text(body)
    code = _CODES.get(stated or "", stated)
    return _SELF_BILLED.get(code or "", code) if _ISSUER.text(root) == "CC" else code


def _sums(body: etree._Element, lines: tuple[LineItem, ...]) -> Sums:
    return Sums(
        lines=sum_of(decimal(line.total) for line in lines),
        charges=value_of(added(*(column(path, body) for path in _CHARGES))),
        prepaid=value_of(added(*(column(path, body) for path in _KEPT))),
    )


def _tax(row: etree._Element) -> TaxLine:
    return TaxLine(**{name: path.text(row) for name, path in _TAX.items()})


def _line(line: etree._Element) -> LineItem:
    found = {name: path.text(line) for name, path in _LINE.items()}
    return LineItem(found.pop("description") or "", **found)


SYNTAX = Syntax("fatturapa", ROOTS, read)
