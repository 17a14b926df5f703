"""What the cross-industry syntaxes of UN/CEFACT share: CII and its older sister ZUGFeRD 1.0."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from lxml import etree

from ...domain.extraction import Finding
from .gathered import details_of, line_of, sums_of, tax_of
from .outline import Data, Many, One, Outline, Table
from .paths import Path, Paths, currencies
from .statement import Located, Statement, Syntax


@dataclass(frozen=True, slots=True)
class Words:
    """What one of these syntaxes calls its elements, where the two differ."""

    context: str
    document: str
    trade: str
    agreement: str
    delivery: str
    settlement: str
    summation: str
    item_agreement: str
    item_delivery: str
    item_settlement: str
    item_summation: str
    rate: str


_PARTY: Table = {
    "ram:Name": "name",
    "ram:ID": Many("identifiers", {".": "value", "@schemeID": "scheme"}),
    "ram:GlobalID": Many("identifiers", {".": "value", "@schemeID": "scheme"}),
    "ram:SpecifiedLegalOrganization": {
        "ram:TradingBusinessName": "trading_name",
        "ram:ID": Many("identifiers", {".": "value", "@schemeID": "scheme"}),
    },
    "ram:SpecifiedTaxRegistration": {
        "ram:ID[@schemeID='VA']": "vat_id",
        "ram:ID[@schemeID='FC']": "tax_number",
    },
    "ram:URIUniversalCommunication/ram:URIID": "electronic",
    "ram:PostalTradeAddress": One(
        "address",
        {
            "ram:LineOne": "street",
            "ram:LineTwo": "extra",
            "ram:CityName": "city",
            "ram:PostcodeCode": "postcode",
            "ram:CountrySubDivisionName": "region",
            "ram:CountryID": "country",
        },
    ),
    "ram:DefinedTradeContact": One(
        "contact",
        {
            "ram:PersonName": "name",
            "ram:TelephoneUniversalCommunication/ram:CompleteNumber": "phone",
            "ram:EmailURIUniversalCommunication/ram:URIID": "email",
        },
    ),
}
_PERIOD = One(
    "period",
    {
        "ram:StartDateTime/udt:DateTimeString": "start",
        "ram:EndDateTime/udt:DateTimeString": "end",
    },
)
_PAYMENT = {
    "ram:TypeCode": "code",
    "ram:Information": "text",
    "ram:ApplicableTradeSettlementFinancialCard/ram:ID": "card",
    "ram:PayerPartyDebtorFinancialAccount/ram:IBANID": "debited",
    "ram:PayeePartyCreditorFinancialAccount": {
        "ram:IBANID": "account",
        "ram:ProprietaryID": "account",
        "ram:AccountName": "holder",
    },
    "ram:PayeeSpecifiedCreditorFinancialInstitution/ram:BICID": "bic",
}
_DISCOUNT = {
    "ram:BasisDateTime/udt:DateTimeString": "since",
    "ram:BasisPeriodMeasure": {".": "days", "@unitCode": "unit"},
    "ram:BasisAmount": "base",
    "ram:CalculationPercent": "percentage",
    "ram:ActualDiscountAmount": "amount",
}
_SUMS = {
    "ram:LineTotalAmount": "lines",
    "ram:AllowanceTotalAmount": "allowances",
    "ram:ChargeTotalAmount": "charges",
    "ram:TotalPrepaidAmount": "prepaid",
    "ram:RoundingAmount": "rounding",
}


_NUMBER = {"ram:IssuerAssignedID": "number", "ram:ID": "number"}


class CrossIndustry:
    """One syntax of the family; `root` is its root element, "rsm" the prefix of that in paths."""

    def __init__(self, name: str, root: str, namespaces: Mapping[str, str], words: Words) -> None:
        self._name = name
        paths = Paths(f"/rsm:{root.rpartition('}')[2]}", namespaces)
        known = (words.context, words.document, words.trade, "rsm:ValuationBreakdownStatement")
        self._parts = frozenset(path.partition(":")[2] for path in known)
        self._fields = _fields(paths, words)
        settled = f"{words.trade}/{words.settlement}"
        self._currency = paths.path(f"{settled}/ram:InvoiceCurrencyCode")
        self._foreign = paths.path(
            f"{settled}/{words.summation}/*[@currencyID!=$currency][not(self::ram:TaxTotalAmount)]"
        )
        self._outline = Outline(namespaces, _outline(words))
        self.syntax = Syntax(name, frozenset({root}), self._read)

    def _read(self, root: etree._Element) -> Statement:
        currency = self._currency.located(root)
        code = currency.value if currency else ""
        found = self._outline.read(root)
        lines = found.pop("lines", [])
        return Statement(
            syntax=self._name,
            fields=self._located(root, currency),
            type_code=found.get("type_code"),
            taxes=tuple(tax_of(row) for row in found.pop("taxes", [])),
            counted=tuple(line.get("total") for line in lines if _adds_up(line)),
            lines=tuple(line_of(line) for line in lines),
            sums=sums_of(found),
            foreign=currencies(self._foreign.all(root, currency=code)) if code else frozenset(),
            brief=_is_brief(found.get("profile", "")),
            findings=tuple(self._strange(root)),
            details=details_of(found),
        )

    def _strange(self, root: etree._Element) -> Iterator[Finding]:
        """Parts of the invoice that its format does not know: what they say is not read."""
        for child in root.iterchildren(tag=etree.Element):
            name = str(child.tag).rpartition("}")[2]  # a damaged one may be no name at all
            if name not in self._parts:
                message = f"The format knows no element {name[:60]}; what it says is not read."
                yield Finding("unknown-element", message, params=(("name", name[:60]),))

    def _located(self, root: etree._Element, currency: Located | None) -> dict[str, Located]:
        code = currency.value if currency else ""
        found = {name: path.located(root, currency=code) for name, path in self._fields.items()}
        found["currency"] = currency
        return {name: each for name, each in found.items() if each is not None}


def _adds_up(line: Data) -> bool:
    """Lines that head a group or inform do not count (EXTENDED, XRechnung Extension)."""
    return line.pop("status", None) not in ("GROUP", "INFORMATION")


def _is_brief(profile: str) -> bool:
    return profile.lower().endswith(("minimum", "basicwl"))


def _fields(paths: Paths, words: Words) -> dict[str, Path]:
    path = paths.path
    agreed, settled = f"{words.trade}/{words.agreement}", f"{words.trade}/{words.settlement}"
    seller = f"{agreed}/ram:SellerTradeParty"

    def in_currency(name: str) -> Path:
        """An amount in the invoice's currency; one without a currency is; else the first."""
        stated = f"{settled}/{words.summation}/{name}"
        return path(f"{stated}[@currencyID=$currency]", f"{stated}[not(@currencyID)]", stated)

    return {
        "total": in_currency("ram:GrandTotalAmount"),
        "payable": in_currency("ram:DuePayableAmount"),
        "net": in_currency("ram:TaxBasisTotalAmount"),
        "tax": in_currency("ram:TaxTotalAmount"),
        "issue_date": path(f"{words.document}/ram:IssueDateTime/udt:DateTimeString"),
        "due_date": path(
            f"{settled}/ram:SpecifiedTradePaymentTerms/ram:DueDateDateTime/udt:DateTimeString"
        ),
        "number": path(f"{words.document}/ram:ID"),
        "seller": path(
            f"{seller}/ram:Name", f"{seller}/ram:SpecifiedLegalOrganization/ram:TradingBusinessName"
        ),
        "seller_vat_id": path(f"{seller}/ram:SpecifiedTaxRegistration/ram:ID[@schemeID='VA']"),
        "buyer": path(f"{agreed}/ram:BuyerTradeParty/ram:Name"),
        "iban": path(
            f"{settled}/ram:SpecifiedTradeSettlementPaymentMeans"
            "/ram:PayeePartyCreditorFinancialAccount/ram:IBANID"
        ),
        "payment_reference": path(f"{settled}/ram:PaymentReference"),
    }


def _outline(words: Words) -> Table:
    return {
        f"{words.context}/ram:GuidelineSpecifiedDocumentContextParameter/ram:ID": "profile",
        f"{words.document}/ram:TypeCode": "type_code",
        f"{words.trade}/{words.agreement}": {
            "ram:BuyerReference": "buyer_reference",
            "ram:SellerTradeParty": One("seller", _PARTY),
            "ram:BuyerTradeParty": One("buyer", _PARTY),
            "ram:BuyerOrderReferencedDocument/ram:IssuerAssignedID": "order_reference",
            "ram:BuyerOrderReferencedDocument/ram:ID": "order_reference",
            "ram:ContractReferencedDocument/ram:IssuerAssignedID": "contract_reference",
            "ram:ContractReferencedDocument/ram:ID": "contract_reference",
        },
        f"{words.trade}/{words.delivery}/ram:ActualDeliverySupplyChainEvent"
        "/ram:OccurrenceDateTime/udt:DateTimeString": "delivery_date",
        f"{words.trade}/{words.settlement}": _settlement(words),
        f"{words.trade}/ram:IncludedSupplyChainTradeLineItem": Many("lines", _line(words)),
    }


def _settlement(words: Words) -> Table:
    return {
        "ram:CreditorReferenceID": "creditor",
        "ram:SpecifiedTradeSettlementPaymentMeans": Many("payments", _PAYMENT),
        "ram:ApplicableTradeTax": Many(
            "taxes",
            {
                "ram:CategoryCode": "category",
                f"ram:{words.rate}": "rate",
                "ram:BasisAmount": "base",
                "ram:CalculatedAmount": "tax",
            },
        ),
        "ram:BillingSpecifiedPeriod": _PERIOD,
        "ram:SpecifiedTradeAllowanceCharge": Many("adjustments", _adjustment(words)),
        "ram:SpecifiedLogisticsServiceCharge": Many(
            "services", {"ram:Description": "reason", "ram:AppliedAmount": "amount"}
        ),
        "ram:SpecifiedTradePaymentTerms": {
            "ram:Description": Many("notes", {".": "text"}),
            "ram:DirectDebitMandateID": "mandate",
            "ram:ApplicableTradePaymentDiscountTerms": Many("discounts", _DISCOUNT),
        },
        "ram:InvoiceReferencedDocument": Many(
            "preceding", {**_NUMBER, "ram:FormattedIssueDateTime/qdt:DateTimeString": "date"}
        ),
        words.summation: One("sums", _SUMS),
    }


def _adjustment(words: Words) -> Table:
    return {
        "ram:ChargeIndicator/udt:Indicator": "is_charge",
        "ram:CalculationPercent": "percentage",
        "ram:BasisAmount": "base",
        "ram:ActualAmount": "amount",
        "ram:Reason": "reason",
        "ram:ReasonCode": "reason_code",
        "ram:CategoryTradeTax/ram:CategoryCode": "category",
        f"ram:CategoryTradeTax/ram:{words.rate}": "rate",
    }


def _line(words: Words) -> Table:
    price = f"{words.item_agreement}/ram:NetPriceProductTradePrice"
    return {
        "ram:AssociatedDocumentLineDocument": {
            "ram:LineID": "number",
            "ram:LineStatusReasonCode": "status",
            "ram:IncludedNote/ram:Content": "note",
        },
        "ram:SpecifiedTradeProduct": {
            "ram:GlobalID[@schemeID='0160']": "gtin",
            "ram:SellerAssignedID": "seller_item",
            "ram:BuyerAssignedID": "buyer_item",
            "ram:Name": "name",
            "ram:Description": "description",
        },
        f"{price}/ram:ChargeAmount": "price",
        f"{price}/ram:BasisQuantity": "per",
        f"{words.item_delivery}/ram:BilledQuantity": {".": "quantity", "@unitCode": "unit"},
        words.item_settlement: {
            "ram:ApplicableTradeTax/ram:CategoryCode": "tax_category",
            f"ram:ApplicableTradeTax/ram:{words.rate}": "tax_rate",
            "ram:BillingSpecifiedPeriod": _PERIOD,
            "ram:SpecifiedTradeAllowanceCharge": Many("adjustments", _adjustment(words)),
            f"{words.item_summation}/ram:LineTotalAmount": "total",
        },
    }
