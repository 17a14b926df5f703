"""ZUGFeRD 1.0 (2014): CrossIndustryDocument, the older sister of CII with names of its own."""

from __future__ import annotations

from lxml import etree

from ...domain.extraction import LineItem, TaxLine
from .numbers import unit_price
from .paths import Paths, currencies
from .statement import Located, Statement, Sums, Syntax

ROOT = "{urn:ferd:CrossIndustryDocument:invoice:1p0}CrossIndustryDocument"
_PATHS = Paths(
    "/rsm:CrossIndustryDocument",
    {
        "rsm": "urn:ferd:CrossIndustryDocument:invoice:1p0",
        "ram": "urn:un:unece:uncefact:data:standard:ReusableAggregateBusinessInformationEntity:12",
        "udt": "urn:un:unece:uncefact:data:standard:UnqualifiedDataType:15",
    },
)
_path = _PATHS.path
_TRADE = "rsm:SpecifiedSupplyChainTradeTransaction"
_AGREED = f"{_TRADE}/ram:ApplicableSupplyChainTradeAgreement"
_SETTLED = f"{_TRADE}/ram:ApplicableSupplyChainTradeSettlement"
_SUM = f"{_SETTLED}/ram:SpecifiedTradeSettlementMonetarySummation"
_ITEM_SETTLED = "ram:SpecifiedSupplyChainTradeSettlement"
_NET_PRICE = "ram:SpecifiedSupplyChainTradeAgreement/ram:NetPriceProductTradePrice"

FIELDS = {
    "total": _path(f"{_SUM}/ram:GrandTotalAmount"),
    "payable": _path(f"{_SUM}/ram:DuePayableAmount"),
    "net": _path(f"{_SUM}/ram:TaxBasisTotalAmount"),
    "tax": _path(f"{_SUM}/ram:TaxTotalAmount"),
    "currency": _path(f"{_SETTLED}/ram:InvoiceCurrencyCode"),
    "issue_date": _path("rsm:HeaderExchangedDocument/ram:IssueDateTime/udt:DateTimeString"),
    "due_date": _path(
        f"{_SETTLED}/ram:SpecifiedTradePaymentTerms/ram:DueDateDateTime/udt:DateTimeString"
    ),
    "number": _path("rsm:HeaderExchangedDocument/ram:ID"),
    "seller": _path(f"{_AGREED}/ram:SellerTradeParty/ram:Name"),
    "seller_vat_id": _path(
        f"{_AGREED}/ram:SellerTradeParty/ram:SpecifiedTaxRegistration/ram:ID[@schemeID='VA']"
    ),
    "buyer": _path(f"{_AGREED}/ram:BuyerTradeParty/ram:Name"),
    "iban": _path(
        f"{_SETTLED}/ram:SpecifiedTradeSettlementPaymentMeans"
        "/ram:PayeePartyCreditorFinancialAccount/ram:IBANID"
    ),
    "payment_reference": _path(f"{_SETTLED}/ram:PaymentReference"),
}
_TYPE = _path("rsm:HeaderExchangedDocument/ram:TypeCode")
_SUMS = {
    "lines": _path(f"{_SUM}/ram:LineTotalAmount"),
    "allowances": _path(f"{_SUM}/ram:AllowanceTotalAmount"),
    "charges": _path(f"{_SUM}/ram:ChargeTotalAmount"),
    "prepaid": _path(f"{_SUM}/ram:TotalPrepaidAmount"),
}
_FOREIGN = _path(f"{_SUM}/*[@currencyID!=$currency]")
_TAXES = _path(f"{_SETTLED}/ram:ApplicableTradeTax")
_TAX = {
    "category": _path("ram:CategoryCode"),
    "rate": _path("ram:ApplicablePercent"),
    "base": _path("ram:BasisAmount"),
    "tax": _path("ram:CalculatedAmount"),
}
_LINES = _path(f"{_TRADE}/ram:IncludedSupplyChainTradeLineItem")
_LINE = {
    "description": _path(
        "ram:SpecifiedTradeProduct/ram:Name",
        "ram:SpecifiedTradeProduct/ram:Description",
        "ram:AssociatedDocumentLineDocument/ram:IncludedNote/ram:Content",
    ),
    "quantity": _path("ram:SpecifiedSupplyChainTradeDelivery/ram:BilledQuantity"),
    "price": _path(f"{_NET_PRICE}/ram:ChargeAmount"),
    "per": _path(f"{_NET_PRICE}/ram:BasisQuantity"),
    "total": _path(
        f"{_ITEM_SETTLED}/ram:SpecifiedTradeSettlementMonetarySummation/ram:LineTotalAmount"
    ),
    "tax_rate": _path(f"{_ITEM_SETTLED}/ram:ApplicableTradeTax/ram:ApplicablePercent"),
}


def read(root: etree._Element) -> Statement:
    """The statement of a CrossIndustryDocument element."""
    lines = tuple(_line(line) for line in _LINES.all(root))
    currency = FIELDS["currency"].text(root)
    return Statement(
        syntax="zugferd1",
        fields=_fields(root),
        type_code=_TYPE.text(root),
        taxes=tuple(_tax(row) for row in _TAXES.all(root)),
        lines=lines,
        counted=tuple(line.total for line in lines),
        foreign=currencies(_FOREIGN.all(root, currency=currency)) if currency else frozenset(),
        sums=Sums(**{name: path.text(root) for name, path in _SUMS.items()}),
    )


def _fields(root: etree._Element) -> dict[str, Located]:
    found = {name: path.located(root) for name, path in FIELDS.items()}
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


SYNTAX = Syntax("zugferd1", frozenset({ROOT}), read)
