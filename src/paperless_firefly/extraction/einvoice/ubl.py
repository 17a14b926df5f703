"""OASIS UBL 2.x Invoice and CreditNote: XRechnung UBL, PEPPOL BIS Billing 3, self-billed ones too."""

from __future__ import annotations

from lxml import etree

from ...domain.extraction import LineItem, TaxLine
from .numbers import unit_price
from .paths import Path, Paths, currencies
from .statement import Located, Statement, Sums, Syntax

_SCHEMA = "urn:oasis:names:specification:ubl:schema:xsd:"
# Root element -> the type code that it stands for where the document states none.
ROOTS = {
    f"{{{_SCHEMA}{name}-2}}{name}": code
    for name, code in {
        "Invoice": "380",
        "CreditNote": "381",
        "SelfBilledInvoice": "389",
        "SelfBilledCreditNote": "261",
    }.items()
}
_PATHS = Paths(
    "/*",
    {
        "cac": f"{_SCHEMA}CommonAggregateComponents-2",
        "cbc": f"{_SCHEMA}CommonBasicComponents-2",
    },
)
_path = _PATHS.path
_SELLER = "cac:AccountingSupplierParty/cac:Party"
_BUYER = "cac:AccountingCustomerParty/cac:Party"
_SUM = "cac:LegalMonetaryTotal"
_VAT = "cac:PartyTaxScheme[cac:TaxScheme/cbc:ID='VAT']/cbc:CompanyID"
# Under a wrong scheme, but in a VAT number's form: two capitals first, and digits after them.
_LIKE_VAT = (
    "cac:PartyTaxScheme/cbc:CompanyID"
    "[translate(substring(., 1, 2), 'ABCDEFGHIJKLMNOPQRSTUVWXYZ', '') = '']"
    "[translate(substring(., 3), '0123456789', '') != substring(., 3)]"
)

_CURRENCY = _path("cbc:DocumentCurrencyCode")


def _in_currency(path: str) -> Path:
    """An amount in the document's currency; one without a currency is; else the first."""
    return _path(f"{path}[@currencyID=$currency]", f"{path}[not(@currencyID)]", path)


def _name(party: str) -> Path:
    """BT-27 and BT-44: the registered name, else the trading name, else a person's."""
    return _path(
        f"{party}/cac:PartyLegalEntity/cbc:RegistrationName",
        f"{party}/cac:PartyName/cbc:Name",
        f"{party}/cac:Person/cbc:FamilyName",
    )


FIELDS = {
    "total": _path(f"{_SUM}/cbc:TaxInclusiveAmount"),
    "payable": _path(f"{_SUM}/cbc:PayableAmount"),
    "net": _path(f"{_SUM}/cbc:TaxExclusiveAmount"),
    "tax": _in_currency("cac:TaxTotal/cbc:TaxAmount"),
    "issue_date": _path("cbc:IssueDate"),
    "due_date": _path(
        "cbc:DueDate", "cac:PaymentMeans/cbc:PaymentDueDate", "cac:PaymentTerms/cbc:PaymentDueDate"
    ),
    "number": _path("cbc:ID"),
    "seller": _name(_SELLER),
    "seller_vat_id": _path(f"{_SELLER}/{_VAT}", f"{_SELLER}/{_LIKE_VAT}"),
    "buyer": _name(_BUYER),
    "iban": _path("cac:PaymentMeans/cac:PayeeFinancialAccount/cbc:ID"),
    "payment_reference": _path("cac:PaymentMeans/cbc:PaymentID"),
}
_TYPE = _path("cbc:InvoiceTypeCode", "cbc:CreditNoteTypeCode")
_SUMS = {
    "lines": _path(f"{_SUM}/cbc:LineExtensionAmount"),
    "allowances": _path(f"{_SUM}/cbc:AllowanceTotalAmount"),
    "charges": _path(f"{_SUM}/cbc:ChargeTotalAmount"),
    "prepaid": _path(f"{_SUM}/cbc:PrepaidAmount"),
    "rounding": _path(f"{_SUM}/cbc:PayableRoundingAmount"),
}
_FOREIGN = _path(f"{_SUM}/*[@currencyID!=$currency]")
_TAXES = _path(
    "cac:TaxTotal[cbc:TaxAmount/@currencyID=$currency]/cac:TaxSubtotal",
    "cac:TaxTotal/cac:TaxSubtotal",
)
_TAX = {
    "category": _path("cac:TaxCategory/cbc:ID"),
    "rate": _path("cac:TaxCategory/cbc:Percent", "cbc:Percent"),
    "base": _path("cbc:TaxableAmount"),
    "tax": _path("cbc:TaxAmount"),
}
_LINES = _path("cac:InvoiceLine", "cac:CreditNoteLine")
_LINE = {
    "description": _path("cac:Item/cbc:Name", "cac:Item/cbc:Description", "cbc:Note"),
    "quantity": _path("cbc:InvoicedQuantity", "cbc:CreditedQuantity"),
    "price": _path("cac:Price/cbc:PriceAmount"),
    "per": _path("cac:Price/cbc:BaseQuantity"),
    "total": _path("cbc:LineExtensionAmount"),
    "tax_rate": _path(
        "cac:Item/cac:ClassifiedTaxCategory/cbc:Percent",
        "cac:TaxTotal/cac:TaxSubtotal/cac:TaxCategory/cbc:Percent",
    ),
}


def read(root: etree._Element) -> Statement:
    """The statement of an Invoice or CreditNote element."""
    lines = tuple(_line(line) for line in _LINES.all(root))
    currency = _CURRENCY.text(root) or ""
    return Statement(
        syntax="ubl",
        fields=_fields(root, currency),
        type_code=_TYPE.text(root) or ROOTS.get(str(root.tag)),
        is_credit=str(root.tag).endswith("CreditNote"),
        taxes=tuple(_tax(row) for row in _TAXES.all(root, currency=currency)),
        lines=lines,
        counted=tuple(line.total for line in lines),
        foreign=currencies(_FOREIGN.all(root, currency=currency)) if currency else frozenset(),
        sums=Sums(**{name: path.text(root) for name, path in _SUMS.items()}),
    )


def _fields(root: etree._Element, currency: str) -> dict[str, Located]:
    found = {name: path.located(root, currency=currency) for name, path in FIELDS.items()}
    found["currency"] = _CURRENCY.located(root)
    return {name: each for name, each in found.items() if each is not None}


def _tax(row: etree._Element) -> TaxLine:
    return TaxLine(**{name: path.text(row) for name, path in _TAX.items()})


def _line(line: etree._Element) -> LineItem:
    return LineItem(
        description=_LINE["description"].text(line) or "",
        quantity=_LINE["quantity"].text(line),
        unit_price=unit_price(_LINE["price"].text(line), _LINE["per"].text(line)),
        total=_LINE["total"].text(line),
        tax_rate=_LINE["tax_rate"].text(line),
    )


SYNTAX = Syntax("ubl", frozenset(ROOTS), read)
