"""FatturaPA 1.x (Italy): the ordinary electronic invoice; of several bodies, the first."""

from __future__ import annotations

from lxml import etree

from ...domain.details import Details
from ...domain.extraction import LineItem
from .gathered import details_of, line_of, tax_of
from .national import added, column, joined, several, sum_of, value_of, worked_out
from .numbers import decimal
from .outline import Data, Many, One, Outline, Table
from .paths import Paths
from .statement import Located, Statement, Sums, Syntax

_SPACES = (
    "http://ivaservizi.agenziaentrate.gov.it/docs/xsd/fatture/v1.2",
    "http://www.fatturapa.gov.it/sdi/fatturapa/v1.1",
    "http://www.fatturapa.gov.it/sdi/fatturapa/v1.0",
)
ROOTS = frozenset(f"{{{space}}}FatturaElettronica" for space in _SPACES) | {"FatturaElettronica"}
# What a buyer writes for its own books and the tax office: integrations, invoices to itself.
_OWN = frozenset("TD16 TD17 TD18 TD19 TD20 TD21 TD22 TD23 TD27 TD28 TD29".split())
# TipoDocumento -> UNTDID 1001.
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
    **dict.fromkeys(_OWN, "389"),
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
_PARTY: Table = {
    "DatiAnagrafici": {
        "IdFiscaleIVA": {"IdPaese": "vat_country", "IdCodice": "vat_code"},
        "CodiceFiscale": "tax_number",
        "Anagrafica": {"Denominazione": "name", "Nome": "first", "Cognome": "last"},
    },
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
    "Contatti": One("contact", {"Telefono": "phone", "Email": "email"}),
}
_ADJUSTMENTS = Many(
    "adjustments", {"Tipo": "sign", "Percentuale": "percentage", "Importo": "amount"}
)
_HEADER = Outline(
    {},
    {
        "FatturaElettronicaHeader": {
            "DatiTrasmissione/FormatoTrasmissione": "profile",
            "CedentePrestatore": One("seller", _PARTY),
            "CessionarioCommittente": One("buyer", _PARTY),
        }
    },
)
_BODY = Outline(
    {},
    {
        "DatiGenerali": {
            "DatiGeneraliDocumento/ScontoMaggiorazione": _ADJUSTMENTS,
            "DatiOrdineAcquisto/IdDocumento": "order_reference",
            "DatiContratto/IdDocumento": "contract_reference",
            "DatiFattureCollegate": Many("preceding", {"IdDocumento": "number", "Data": "date"}),
            "DatiTrasporto/DataOraConsegna": "delivery_date",
        },
        "DatiBeniServizi": {
            "DettaglioLinee": Many(
                "lines",
                {
                    "NumeroLinea": "number",
                    "CodiceArticolo": Many("codes", {"CodiceTipo": "kind", "CodiceValore": "code"}),
                    "Descrizione": "name",
                    "Quantita": "quantity",
                    "UnitaMisura": "unit",
                    "DataInizioPeriodo": "start",
                    "DataFinePeriodo": "end",
                    "PrezzoUnitario": "price",
                    "ScontoMaggiorazione": _ADJUSTMENTS,
                    "PrezzoTotale": "total",
                    "AliquotaIVA": "tax_rate",
                    "Natura": "tax_category",
                },
            ),
            "DatiRiepilogo": Many(
                "taxes",
                {
                    "Natura": "category",
                    "AliquotaIVA": "rate",
                    "ImponibileImporto": "base",
                    "Imposta": "tax",
                },
            ),
        },
        "DatiPagamento/DettaglioPagamento": Many(
            "payments",
            {
                "Beneficiario": "holder",
                "ModalitaPagamento": "code",
                "DataRiferimentoTerminiPagamento": "since",
                "GiorniTerminiPagamento": "days",
                "IBAN": "account",
                "BIC": "bic",
                "ScontoPagamentoAnticipato": "amount",
                "DataLimitePagamentoAnticipato": "until",
            },
        ),
    },
)
_GTIN = frozenset({"EAN", "GTIN", "EAN13"})  # CodiceTipo is free; these are its usual words


def read(root: etree._Element) -> Statement:
    """The statement of the first body of a FatturaElettronica element."""
    bodies = _BODIES.all(root) or [root]
    body, others = bodies[0], bodies[1:]
    fields = _fields(root, body)
    findings = several([FIELDS["number"].text(other) for other in others])
    if "total" not in fields and {"net", "tax"} <= fields.keys():
        fields["total"] = _total(fields)
        findings = (*findings, worked_out())
    found = {**_HEADER.read(root), **_BODY.read(body)}
    lines = tuple(line_of(_line(line)) for line in found.pop("lines", []))
    return Statement(
        syntax="fatturapa",
        fields=fields,
        type_code=code_of(_TYPE.text(body), _ISSUER.text(root)),
        taxes=tuple(tax_of(row) for row in found.pop("taxes", [])),
        lines=lines,
        counted=tuple(line.total for line in lines),
        sums=_sums(body, lines),
        own=_TYPE.text(body) in _OWN,
        findings=findings,
        details=_details(found),
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


def code_of(stated: str | None, issuer: str | None) -> str | None:
    """The code (UNTDID 1001) of a TipoDocumento that a SoggettoEmittente, if stated, has issued."""
    code = _CODES.get(stated or "", stated)
    return _SELF_BILLED.get(code or "", code) if issuer == "CC" else code


def _sums(body: etree._Element, lines: tuple[LineItem, ...]) -> Sums:
    return Sums(
        lines=sum_of(decimal(line.total) for line in lines),
        charges=value_of(added(*(column(path, body) for path in _CHARGES))),
        prepaid=value_of(added(*(column(path, body) for path in _KEPT))),
    )


def _details(found: Data) -> Details:
    payments = found.get("payments", [])
    discounts = [taken(payment, "amount", "until") for payment in payments]
    terms = [taken(payment, "since", "days") for payment in payments]
    stated = next((each for each in terms if "days" in each), {})
    days, since = stated.get("days"), stated.get("since")
    found["notes"] = (
        [{"text": f"{days} giorni" + (f" dal {since}" if since else "")}] if days else []
    )
    found["discounts"] = [each for each in discounts if "amount" in each]
    found["adjustments"] = [_adjustment(each) for each in found.get("adjustments", [])]
    for party in ("seller", "buyer"):
        found[party] = party_of(found.get(party, {}))
    return details_of(found)


def taken(group: Data, *names: str) -> Data:
    """These entries of a group, which loses them."""
    return {name: group.pop(name) for name in names if name in group}


def party_of(found: Data) -> Data:
    """A party of `domain.details`, from the parts of its name, VAT number and street."""
    parts = taken(found, "vat_country", "vat_code", "first", "last")
    person = " ".join(parts[each] for each in ("first", "last") if each in parts)
    if person:
        found.setdefault("name", person)
    if "vat_code" in parts:
        found["vat_id"] = parts.get("vat_country", "") + parts["vat_code"]
    address = found.get("address", {})
    if "house" in address:
        address["street"] = f"{address.get('street', '')} {address.pop('house')}".strip()
    return found


def _adjustment(found: Data) -> Data:
    """A discount (SC) or a surcharge (MG)."""
    sign = found.pop("sign", "SC")
    return {**found, "is_charge": sign == "MG"}


def _line(found: Data) -> Data:
    codes = [each for each in found.pop("codes", []) if "code" in each]
    gtins = [each["code"] for each in codes if each.get("kind", "").upper() in _GTIN]
    others = [each["code"] for each in codes if each["code"] not in gtins]
    found["adjustments"] = [_adjustment(each) for each in found.get("adjustments", [])]
    period = taken(found, "start", "end")
    return {
        **found,
        **({"period": period} if period else {}),
        **({"gtin": gtins[0]} if gtins else {}),
        **({"seller_item": others[0]} if others else {}),
    }


SYNTAX = Syntax("fatturapa", ROOTS, read)
