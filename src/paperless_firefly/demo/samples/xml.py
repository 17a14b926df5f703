"""The e-invoice of a sample paper: UN/CEFACT CII (XRechnung, Factur-X) or UBL 2.1."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from lxml import etree

from .businesses import BUYER
from .papers import Line, Paper

_CII = {
    "rsm": "urn:un:unece:uncefact:data:standard:CrossIndustryInvoice:100",
    "ram": "urn:un:unece:uncefact:data:standard:ReusableAggregateBusinessInformationEntity:100",
    "udt": "urn:un:unece:uncefact:data:standard:UnqualifiedDataType:100",
}
_UBL = "urn:oasis:names:specification:ubl:schema:xsd:"
_CAC, _CBC = f"{_UBL}CommonAggregateComponents-2", f"{_UBL}CommonBasicComponents-2"
EN16931 = "urn:cen.eu:en16931:2017"
XRECHNUNG = f"{EN16931}#compliant#urn:xeinkauf.de:kosit:xrechnung_3.0"
_PEPPOL = "urn:fdc:peppol.eu:2017:poacc:billing:01:1.0"
_TYPE = {"credit_note": "381"}


class _Node:
    """An element under construction: `add("ram:ID", text)` appends a child and returns it."""

    def __init__(self, element: etree._Element) -> None:
        self.element = element

    def add(self, name: str, text: object = None, **attributes: str) -> _Node:
        prefix, _, local = name.partition(":")
        child = etree.SubElement(self.element, f"{{{self.element.nsmap[prefix]}}}{local}")
        if text is not None:
            child.text = str(text)
        for key, value in attributes.items():
            child.set(key, value)
        return _Node(child)


def _root(uri: str, local: str, **prefixes: str) -> _Node:
    """The root; without prefixes for its own namespace, that one is the default."""
    spaces: dict[Any, str] = dict(prefixes)
    if uri not in prefixes.values():
        spaces[None] = uri
    return _Node(etree.Element(f"{{{uri}}}{local}", nsmap=spaces))


def _bytes(node: _Node) -> bytes:
    return etree.tostring(node.element, xml_declaration=True, encoding="UTF-8", pretty_print=True)


def _money(value: Decimal) -> str:
    return f"{value:.2f}"


def _category(rate: int) -> str:
    return "S" if rate else "E"


def cii(paper: Paper, guideline: str = EN16931) -> bytes:
    """The paper as a CrossIndustryInvoice."""
    root = _root(_CII["rsm"], "CrossIndustryInvoice", **_CII)
    context = root.add("rsm:ExchangedDocumentContext")
    context.add("ram:GuidelineSpecifiedDocumentContextParameter").add("ram:ID", guideline)
    head = root.add("rsm:ExchangedDocument")
    head.add("ram:ID", paper.number)
    head.add("ram:TypeCode", _TYPE.get(paper.kind, "380"))
    _cii_date(head.add("ram:IssueDateTime"), paper.issued)
    deal = root.add("rsm:SupplyChainTradeTransaction")
    for place, line in enumerate(paper.lines, 1):
        _cii_line(deal, place, line)
    _cii_parties(deal, paper)
    delivered = deal.add("ram:ApplicableHeaderTradeDelivery")
    event = delivered.add("ram:ActualDeliverySupplyChainEvent")
    _cii_date(event.add("ram:OccurrenceDateTime"), paper.issued)
    _cii_settlement(deal.add("ram:ApplicableHeaderTradeSettlement"), paper)
    return _bytes(root)


def _cii_date(node: _Node, day: date) -> None:
    node.add("udt:DateTimeString", f"{day:%Y%m%d}", format="102")


def _cii_line(deal: _Node, place: int, line: Line) -> None:
    node = deal.add("ram:IncludedSupplyChainTradeLineItem")
    node.add("ram:AssociatedDocumentLineDocument").add("ram:LineID", place)
    node.add("ram:SpecifiedTradeProduct").add("ram:Name", line.item.name)
    price = node.add("ram:SpecifiedLineTradeAgreement").add("ram:NetPriceProductTradePrice")
    price.add("ram:ChargeAmount", _money(line.item.price))
    delivery = node.add("ram:SpecifiedLineTradeDelivery")
    delivery.add("ram:BilledQuantity", line.quantity, unitCode=line.item.unit)
    settled = node.add("ram:SpecifiedLineTradeSettlement")
    tax = settled.add("ram:ApplicableTradeTax")
    tax.add("ram:TypeCode", "VAT")
    tax.add("ram:CategoryCode", _category(line.item.rate))
    tax.add("ram:RateApplicablePercent", line.item.rate)
    total = settled.add("ram:SpecifiedTradeSettlementLineMonetarySummation")
    total.add("ram:LineTotalAmount", _money(line.net))


def _cii_parties(deal: _Node, paper: Paper) -> None:
    agreed = deal.add("ram:ApplicableHeaderTradeAgreement")
    agreed.add("ram:BuyerReference", "n/a")
    seller = paper.seller
    node = agreed.add("ram:SellerTradeParty")
    node.add("ram:Name", seller.name)
    _cii_address(node, seller.postcode, seller.street, seller.city, seller.country)
    scheme, number = ("VA", seller.vat_id) if seller.vat_id else ("FC", "99/999/00013")
    node.add("ram:SpecifiedTaxRegistration").add("ram:ID", number, schemeID=scheme)
    buyer = agreed.add("ram:BuyerTradeParty")
    buyer.add("ram:Name", BUYER[0])
    postcode, _, city = BUYER[2].partition(" ")
    _cii_address(buyer, postcode, BUYER[1], city, "DE")


def _cii_address(party: _Node, postcode: str, street: str, city: str, country: str) -> None:
    address = party.add("ram:PostalTradeAddress")
    address.add("ram:PostcodeCode", postcode)
    address.add("ram:LineOne", street)
    address.add("ram:CityName", city)
    address.add("ram:CountryID", country)


def _cii_settlement(node: _Node, paper: Paper) -> None:
    node.add("ram:PaymentReference", paper.number)
    node.add("ram:InvoiceCurrencyCode", paper.seller.currency)
    means = node.add("ram:SpecifiedTradeSettlementPaymentMeans")
    means.add("ram:TypeCode", "58")
    if paper.seller.iban:
        account = means.add("ram:PayeePartyCreditorFinancialAccount")
        account.add("ram:IBANID", paper.seller.iban)
    for rate, (net, tax) in paper.rates.items():
        part = node.add("ram:ApplicableTradeTax")
        part.add("ram:CalculatedAmount", _money(tax))
        part.add("ram:TypeCode", "VAT")
        if not rate:
            part.add("ram:ExemptionReason", "Kleinunternehmer gemäß § 19 UStG")
        part.add("ram:BasisAmount", _money(net))
        part.add("ram:CategoryCode", _category(rate))
        part.add("ram:RateApplicablePercent", rate)
    if paper.due:
        due = node.add("ram:SpecifiedTradePaymentTerms").add("ram:DueDateDateTime")
        _cii_date(due, paper.due)
    _cii_sums(node.add("ram:SpecifiedTradeSettlementHeaderMonetarySummation"), paper)


def _cii_sums(node: _Node, paper: Paper) -> None:
    node.add("ram:LineTotalAmount", _money(paper.net))
    node.add("ram:TaxBasisTotalAmount", _money(paper.net))
    node.add("ram:TaxTotalAmount", _money(paper.tax), currencyID=paper.seller.currency)
    node.add("ram:GrandTotalAmount", _money(paper.total))
    node.add("ram:DuePayableAmount", _money(paper.total))


def ubl(paper: Paper, guideline: str = XRECHNUNG) -> bytes:
    """The paper as a UBL Invoice or CreditNote."""
    name = "CreditNote" if paper.kind == "credit_note" else "Invoice"
    root = _root(f"{_UBL}{name}-2", name, cac=_CAC, cbc=_CBC)
    root.add("cbc:CustomizationID", guideline)
    root.add("cbc:ProfileID", _PEPPOL)
    root.add("cbc:ID", paper.number)
    root.add("cbc:IssueDate", paper.issued)
    if paper.due and name == "Invoice":
        root.add("cbc:DueDate", paper.due)
    root.add(f"cbc:{name}TypeCode", _TYPE.get(paper.kind, "380"))
    root.add("cbc:DocumentCurrencyCode", paper.seller.currency)
    root.add("cbc:BuyerReference", "n/a")
    _ubl_parties(root, paper)
    _ubl_payment(root, paper)
    _ubl_sums(root, paper)
    for place, line in enumerate(paper.lines, 1):
        _ubl_line(root, name, place, line, paper.seller.currency)
    return _bytes(root)


def _ubl_parties(root: _Node, paper: Paper) -> None:
    seller = paper.seller
    party = root.add("cac:AccountingSupplierParty").add("cac:Party")
    party.add("cac:PartyName").add("cbc:Name", seller.name)
    _ubl_address(party, seller.street, seller.city, seller.postcode, seller.country)
    if seller.vat_id:
        taxed = party.add("cac:PartyTaxScheme")
        taxed.add("cbc:CompanyID", seller.vat_id)
        taxed.add("cac:TaxScheme").add("cbc:ID", "VAT")
    party.add("cac:PartyLegalEntity").add("cbc:RegistrationName", seller.name)
    buyer = root.add("cac:AccountingCustomerParty").add("cac:Party")
    postcode, _, city = BUYER[2].partition(" ")
    _ubl_address(buyer, BUYER[1], city, postcode, "DE")
    buyer.add("cac:PartyLegalEntity").add("cbc:RegistrationName", BUYER[0])


def _ubl_address(party: _Node, street: str, city: str, postcode: str, country: str) -> None:
    address = party.add("cac:PostalAddress")
    address.add("cbc:StreetName", street)
    address.add("cbc:CityName", city)
    address.add("cbc:PostalZone", postcode)
    address.add("cac:Country").add("cbc:IdentificationCode", country)


def _ubl_payment(root: _Node, paper: Paper) -> None:
    means = root.add("cac:PaymentMeans")
    means.add("cbc:PaymentMeansCode", "58")
    means.add("cbc:PaymentID", paper.number)
    if paper.seller.iban:
        means.add("cac:PayeeFinancialAccount").add("cbc:ID", paper.seller.iban)


def _ubl_sums(root: _Node, paper: Paper) -> None:
    code = {"currencyID": paper.seller.currency}
    taxes = root.add("cac:TaxTotal")
    taxes.add("cbc:TaxAmount", _money(paper.tax), **code)
    for rate, (net, tax) in paper.rates.items():
        part = taxes.add("cac:TaxSubtotal")
        part.add("cbc:TaxableAmount", _money(net), **code)
        part.add("cbc:TaxAmount", _money(tax), **code)
        _ubl_rate(part.add("cac:TaxCategory"), rate)
    sums = root.add("cac:LegalMonetaryTotal")
    sums.add("cbc:LineExtensionAmount", _money(paper.net), **code)
    sums.add("cbc:TaxExclusiveAmount", _money(paper.net), **code)
    sums.add("cbc:TaxInclusiveAmount", _money(paper.total), **code)
    sums.add("cbc:PayableAmount", _money(paper.total), **code)


def _ubl_rate(node: _Node, rate: int) -> None:
    node.add("cbc:ID", _category(rate))
    node.add("cbc:Percent", rate)
    node.add("cac:TaxScheme").add("cbc:ID", "VAT")


def _ubl_line(root: _Node, name: str, place: int, line: Line, currency: str) -> None:
    node = root.add(f"cac:{name}Line")
    node.add("cbc:ID", place)
    quantity = "CreditedQuantity" if name == "CreditNote" else "InvoicedQuantity"
    node.add(f"cbc:{quantity}", line.quantity, unitCode=line.item.unit)
    node.add("cbc:LineExtensionAmount", _money(line.net), currencyID=currency)
    item = node.add("cac:Item")
    item.add("cbc:Name", line.item.name)
    _ubl_rate(item.add("cac:ClassifiedTaxCategory"), line.item.rate)
    price = node.add("cac:Price")
    price.add("cbc:PriceAmount", _money(line.item.price), currencyID=currency)
