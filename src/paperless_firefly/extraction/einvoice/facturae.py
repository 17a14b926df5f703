"""Facturae 3.x (Spain): the invoice of a batch; of several in one file, the first."""

from __future__ import annotations

from lxml import etree

from ...domain.details import Details
from ...domain.extraction import TaxLine
from .gathered import details_of, line_of, tax_of
from .national import added, column, joined, several, value_of
from .numbers import decimal
from .outline import Data, Many, One, Outline, Table
from .paths import Paths
from .statement import Located, Statement, Sums, Syntax

_SPACES = (
    "http://www.facturae.gob.es/formato/Versiones/Facturaev3_2_2.xml",
    "http://www.facturae.gob.es/formato/Versiones/Facturaev3_2_1.xml",
    "http://www.facturae.es/Facturae/2014/v3.2.1/Facturae",
    "http://www.facturae.es/Facturae/2009/v3.2/Facturae",
    "http://www.facturae.es/Facturae/2007/v3.1/Facturae",
)
ROOTS = frozenset(f"{{{space}}}Facturae" for space in _SPACES)
# InvoiceClass -> UNTDID 1001: original or copy of an invoice, a correction, a summary.
_CODES = {"OO": "380", "CO": "380", "OR": "384", "CR": "384", "OC": "385", "CC": "385"}
_SELF_BILLED = {"380": "389", "385": "389", "384": "471"}

_path = Paths("/*", {}).path
_in_invoice = Paths("/*/Invoices/Invoice[1]", {}).path
_INVOICES = _path("Invoices/Invoice")
_SELLER, _BUYER = "Parties/SellerParty", "Parties/BuyerParty"
_ISSUER = _path("FileHeader/InvoiceIssuerType")
_VAT = _path(f"{_SELLER}/TaxIdentification/TaxIdentificationNumber")
_COMPANY = {party: _path(f"{party}/LegalEntity/CorporateName") for party in (_SELLER, _BUYER)}
_PERSON = {
    party: [
        _path(f"{party}/Individual/{part}") for part in ("Name", "FirstSurname", "SecondSurname")
    ]
    for party in (_SELLER, _BUYER)
}
_SUM = "InvoiceTotals"
_INSTALMENT = "PaymentDetails/Installment"

FIELDS = {
    "payable": _in_invoice(
        f"{_SUM}/TotalExecutableAmount", f"{_SUM}/TotalOutstandingAmount", f"{_SUM}/InvoiceTotal"
    ),
    "net": _in_invoice(f"{_SUM}/TotalGrossAmountBeforeTaxes"),
    "tax": _in_invoice(f"{_SUM}/TotalTaxOutputs"),
    "currency": _in_invoice("InvoiceIssueData/InvoiceCurrencyCode"),
    "issue_date": _in_invoice("InvoiceIssueData/IssueDate"),
    "number": _in_invoice("InvoiceHeader/InvoiceNumber"),
    "due_date": _in_invoice(f"{_INSTALMENT}/InstallmentDueDate"),
    "iban": _in_invoice(f"{_INSTALMENT}/AccountToBeCredited/IBAN"),
    "payment_reference": _in_invoice(f"{_INSTALMENT}/PaymentReconciliationReference"),
}
_TOTAL = _in_invoice(f"{_SUM}/InvoiceTotal")
_WITHHELD = _in_invoice(f"{_SUM}/TotalTaxesWithheld")
_TYPE = _in_invoice("InvoiceHeader/InvoiceClass")
_LINE_SUM = _in_invoice(f"{_SUM}/TotalGrossAmount")
_ALLOWANCES = _in_invoice(f"{_SUM}/TotalGeneralDiscounts")
_CHARGES = _in_invoice(f"{_SUM}/TotalGeneralSurcharges")
_KEPT = (
    _WITHHELD,
    _in_invoice(f"{_SUM}/TotalPaymentsOnAccount"),
    _in_invoice(f"{_SUM}/AmountsWithheld/WithholdingAmount"),
    _in_invoice(f"{_SUM}/Subsidies/Subsidy/SubsidyAmount"),
)
_ON_TOP = (
    _in_invoice(f"{_SUM}/TotalReimbursableExpenses"),
    _in_invoice(f"{_SUM}/TotalFinancialExpenses"),
)
_ADDRESS = One(
    "address",
    {
        "Address": "street",
        "PostCode": "postcode",
        "PostCodeAndTown": "city",
        "Town": "city",
        "Province": "region",
        "CountryCode": "country",
    },
)
_CONTACT = One("contact", {"Telephone": "phone", "ElectronicMail": "email"})
_WHO: Table = {
    "AddressInSpain": _ADDRESS,
    "OverseasAddress": _ADDRESS,
    "ContactDetails": _CONTACT,
}
_PARTY: Table = {
    "TaxIdentification/TaxIdentificationNumber": "vat_id",
    "LegalEntity": {"CorporateName": "name", "TradeName": "trading_name", **_WHO},
    "Individual": {"Name": "first", "FirstSurname": "second", "SecondSurname": "third", **_WHO},
}
_HEADER = Outline(
    {},
    {
        "FileHeader/SchemaVersion": "profile",
        _SELLER: One("seller", _PARTY),
        _BUYER: One("buyer", _PARTY),
    },
)
_DISCOUNT: Table = {
    "DiscountReason": "reason",
    "DiscountRate": "percentage",
    "DiscountAmount": "amount",
}
_CHARGE: Table = {"ChargeReason": "reason", "ChargeRate": "percentage", "ChargeAmount": "amount"}
_BODY = Outline(
    {},
    {
        "InvoiceHeader/Corrective/InvoiceNumber": "corrected",
        "InvoiceIssueData": {
            "OperationDate": "delivery_date",
            "InvoicingPeriod": One("period", {"StartDate": "start", "EndDate": "end"}),
        },
        "TaxesOutputs/Tax": Many(
            "taxes",
            {
                "TaxTypeCode": "category",
                "TaxRate": "rate",
                "TaxableBase/TotalAmount": "base",
                "TaxAmount/TotalAmount": "tax",
                "EquivalenceSurcharge": "surcharge_rate",
                "EquivalenceSurchargeAmount/TotalAmount": "surcharge",
            },
        ),
        _SUM: {
            "GeneralDiscounts/Discount": Many("adjustments", _DISCOUNT),
            "GeneralSurcharges/Charge": Many("services", _CHARGE),
        },
        "Items/InvoiceLine": Many(
            "lines",
            {
                "SequenceNumber": "number",
                "ItemDescription": "name",
                "Quantity": "quantity",
                "UnitOfMeasure": "unit",
                "UnitPriceWithoutTax": "price",
                "DiscountsAndRebates/Discount": Many("adjustments", _DISCOUNT),
                "Charges/Charge": Many("services", _CHARGE),
                "TotalCost": "cost",
                "GrossAmount": "total",
                "TaxesOutputs/Tax/TaxRate": "tax_rate",
                "LineItemPeriod": One("period", {"StartDate": "start", "EndDate": "end"}),
                "ArticleCode": "seller_item",
            },
        ),
        _INSTALMENT: Many(
            "payments",
            {
                "PaymentMeans": "code",
                "AccountToBeCredited": {
                    "IBAN": "account",
                    "AccountNumber": "account",
                    "BIC": "bic",
                },
                "AccountToBeDebited/IBAN": "debited",
            },
        ),
    },
)


def read(root: etree._Element) -> Statement:
    """The statement of the first invoice of a Facturae element."""
    invoices = _INVOICES.all(root) or [root]
    invoice, others = invoices[0], invoices[1:]
    body = _BODY.read(invoice)
    lines = tuple(line_of(_line(line)) for line in body.pop("lines", []))
    return Statement(
        syntax="facturae",
        fields=_fields(root, invoice),
        type_code=_type(root, invoice),
        taxes=tuple(row for tax in body.pop("taxes", []) for row in _tax(tax)),
        lines=lines,
        counted=tuple(line.total for line in lines),
        sums=_sums(invoice),
        findings=several([FIELDS["number"].text(other) for other in others]),
        details=_details({**_HEADER.read(root), **body}),
    )


def _fields(root: etree._Element, invoice: etree._Element) -> dict[str, Located]:
    found = {
        "total": _total(invoice),
        **{name: path.located(invoice) for name, path in FIELDS.items()},
        "seller": _name(root, _SELLER),
        "buyer": _name(root, _BUYER),
        "seller_vat_id": _VAT.located(root),
    }
    return {name: each for name, each in found.items() if each is not None}


def _name(root: etree._Element, party: str) -> Located | None:
    person = joined(*(path.located(root) for path in _PERSON[party]))
    return _COMPANY[party].located(root) or person


def _total(invoice: etree._Element) -> Located | None:
    """The total with tax: by the standard, what InvoiceTotal says is less the tax withheld.

    Programs differ, so withheld tax goes on top where net and tax say that it was taken off.
    """
    stated = _TOTAL.located(invoice)
    whole = added(stated, _WITHHELD.located(invoice))
    expected = added(FIELDS["net"].located(invoice), FIELDS["tax"].located(invoice))
    if stated and whole and expected and _same(whole, expected):
        return stated if _same(stated, expected) else whole
    return stated


def _same(one: Located, other: Located) -> bool:
    return decimal(one.value) == decimal(other.value)


def _type(root: etree._Element, invoice: etree._Element) -> str | None:
    stated = _TYPE.text(invoice)
    code = _CODES.get(stated or "", stated)
    return _SELF_BILLED.get(code or "", code) if _ISSUER.text(root) == "RE" else code


def _sums(invoice: etree._Element) -> Sums:
    return Sums(
        lines=_LINE_SUM.text(invoice),
        allowances=_ALLOWANCES.text(invoice),
        charges=_CHARGES.text(invoice),
        prepaid=value_of(added(*(column(path, invoice) for path in _KEPT))),
        rounding=value_of(added(*(column(path, invoice) for path in _ON_TOP))),
    )


def _tax(row: Data) -> tuple[TaxLine, ...]:
    """A tax, and the surcharge of small retailers (recargo de equivalencia) as a row of its own."""
    surcharge = row.get("surcharge")
    if surcharge is None:
        return (tax_of(row),)
    return tax_of(row), TaxLine("recargo", row.get("surcharge_rate"), None, surcharge)


def _line(found: Data) -> Data:
    cost = found.pop("cost", None)
    if cost:
        found.setdefault("total", cost)
    charges = [{**each, "is_charge": True} for each in found.pop("services", [])]
    return {**found, "adjustments": [*found.get("adjustments", []), *charges]}


def _details(found: Data) -> Details:
    corrected = found.pop("corrected", None)
    found["preceding"] = [{"number": corrected}] if corrected else []
    for party in ("seller", "buyer"):
        found[party] = _party(found.get(party, {}))
    return details_of(found)


def _party(found: Data) -> Data:
    person = [found.pop(part) for part in ("first", "second", "third") if part in found]
    return {"name": " ".join(person), **found} if person else found


SYNTAX = Syntax("facturae", ROOTS, read)
