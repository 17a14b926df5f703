"""UN/CEFACT Cross Industry Invoice: ZUGFeRD 2, Factur-X, XRechnung CII, PEPPOL CII, all profiles."""

from __future__ import annotations

from lxml import etree

from ...domain.extraction import LineItem, TaxLine
from .numbers import unit_price
from .paths import Path, Paths, currencies
from .statement import Located, Statement, Sums, Syntax

ROOT = "{urn:un:unece:uncefact:data:standard:CrossIndustryInvoice:100}CrossIndustryInvoice"
_PATHS = Paths(
    "/rsm:CrossIndustryInvoice",
    {
        "rsm": "urn:un:unece:uncefact:data:standard:CrossIndustryInvoice:100",
        "ram": "urn:un:unece:uncefact:data:standard:ReusableAggregateBusinessInformationEntity:100",
        "udt": "urn:un:unece:uncefact:data:standard:UnqualifiedDataType:100",
        "qdt": "urn:un:unece:uncefact:data:standard:QualifiedDataType:100",
    },
)
_path = _PATHS.path
_TRADE = "rsm:SupplyChainTradeTransaction"
_AGREED = f"{_TRADE}/ram:ApplicableHeaderTradeAgreement"
_SETTLED = f"{_TRADE}/ram:ApplicableHeaderTradeSettlement"
_SUM = f"{_SETTLED}/ram:SpecifiedTradeSettlementHeaderMonetarySummation"
_ITEM_SETTLED = "ram:SpecifiedLineTradeSettlement"
_NET_PRICE = "ram:SpecifiedLineTradeAgreement/ram:NetPriceProductTradePrice"

_CURRENCY = _path(f"{_SETTLED}/ram:InvoiceCurrencyCode")


def _in_currency(path: str) -> Path:
    """An amount in the invoice's currency; one without a currency is; else the first."""
    return _path(f"{path}[@currencyID=$currency]", f"{path}[not(@currencyID)]", path)


FIELDS = {
    "total": _in_currency(f"{_SUM}/ram:GrandTotalAmount"),
    "payable": _in_currency(f"{_SUM}/ram:DuePayableAmount"),
    "net": _in_currency(f"{_SUM}/ram:TaxBasisTotalAmount"),
    "tax": _in_currency(f"{_SUM}/ram:TaxTotalAmount"),
    "issue_date": _path("rsm:ExchangedDocument/ram:IssueDateTime/udt:DateTimeString"),
    "due_date": _path(
        f"{_SETTLED}/ram:SpecifiedTradePaymentTerms/ram:DueDateDateTime/udt:DateTimeString"
    ),
    "number": _path("rsm:ExchangedDocument/ram:ID"),
    "seller": _path(
        f"{_AGREED}/ram:SellerTradeParty/ram:Name",
        f"{_AGREED}/ram:SellerTradeParty/ram:SpecifiedLegalOrganization/ram:TradingBusinessName",
    ),
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
_TYPE = _path("rsm:ExchangedDocument/ram:TypeCode")
_PROFILE = _path(
    "rsm:ExchangedDocumentContext/ram:GuidelineSpecifiedDocumentContextParameter/ram:ID"
)
_SUMS = {
    "lines": _path(f"{_SUM}/ram:LineTotalAmount"),
    "allowances": _path(f"{_SUM}/ram:AllowanceTotalAmount"),
    "charges": _path(f"{_SUM}/ram:ChargeTotalAmount"),
    "prepaid": _path(f"{_SUM}/ram:TotalPrepaidAmount"),
    "rounding": _path(f"{_SUM}/ram:RoundingAmount"),
}
_FOREIGN = _path(f"{_SUM}/*[@currencyID!=$currency][not(self::ram:TaxTotalAmount)]")
_TAXES = _path(f"{_SETTLED}/ram:ApplicableTradeTax")
_TAX = {
    "category": _path("ram:CategoryCode"),
    "rate": _path("ram:RateApplicablePercent"),
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
    "quantity": _path("ram:SpecifiedLineTradeDelivery/ram:BilledQuantity"),
    "price": _path(f"{_NET_PRICE}/ram:ChargeAmount"),
    "per": _path(f"{_NET_PRICE}/ram:BasisQuantity"),
    "total": _path(
        f"{_ITEM_SETTLED}/ram:SpecifiedTradeSettlementLineMonetarySummation/ram:LineTotalAmount"
    ),
    "tax_rate": _path(f"{_ITEM_SETTLED}/ram:ApplicableTradeTax/ram:RateApplicablePercent"),
    "status": _path("ram:AssociatedDocumentLineDocument/ram:LineStatusReasonCode"),
}


def read(root: etree._Element) -> Statement:
    """The statement of a CrossIndustryInvoice element."""
    lines = _LINES.all(root)
    currency = _CURRENCY.text(root)
    return Statement(
        syntax="cii",
        fields=_fields(root),
        type_code=_TYPE.text(root),
        taxes=tuple(_tax(row) for row in _TAXES.all(root)),
        lines=tuple(_line(line) for line in lines),
        counted=tuple(_LINE["total"].text(line) for line in lines if _adds_up(line)),
        sums=Sums(**{name: path.text(root) for name, path in _SUMS.items()}),
        foreign=currencies(_FOREIGN.all(root, currency=currency)) if currency else frozenset(),
        brief=_is_brief(_PROFILE.text(root) or ""),
    )


def _fields(root: etree._Element) -> dict[str, Located]:
    currency = _CURRENCY.located(root)
    code = currency.value if currency else ""
    found = {name: path.located(root, currency=code) for name, path in FIELDS.items()}
    found["currency"] = currency
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


def _adds_up(line: etree._Element) -> bool:
    """Lines that head a group or inform do not count (EXTENDED, XRechnung Extension)."""
    return _LINE["status"].text(line) not in ("GROUP", "INFORMATION")


def _is_brief(profile: str) -> bool:
    name = profile.lower()
    return name.endswith(("minimum", "basicwl"))


SYNTAX = Syntax("cii", frozenset({ROOT}), read)
