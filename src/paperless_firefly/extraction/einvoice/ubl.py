"""OASIS UBL 2.x Invoice and CreditNote: XRechnung UBL, PEPPOL BIS Billing 3, self-billed ones too."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from ...domain.extraction import Finding, LineItem
from .gathered import details_of, line_of, sums_of, tax_of
from .outline import Data, Many, One, Outline, Table
from .paths import Path, Paths, currencies
from .statement import Located, Statement, Syntax

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
_NAMESPACES = {
    "cac": f"{_SCHEMA}CommonAggregateComponents-2",
    "cbc": f"{_SCHEMA}CommonBasicComponents-2",
}
_path = Paths("/*", _NAMESPACES).path
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
_FOREIGN = _path(f"{_SUM}/*[@currencyID!=$currency]")
_IDENTIFIERS = Many("identifiers", {".": "value", "@schemeID": "scheme"})
_PERIOD = One("period", {"cbc:StartDate": "start", "cbc:EndDate": "end"})
_PARTY: Table = {
    "cbc:EndpointID": "electronic",
    "cac:PartyIdentification/cbc:ID": _IDENTIFIERS,
    "cac:PartyName/cbc:Name": "trading_name",
    "cac:PartyLegalEntity": {"cbc:RegistrationName": "name", "cbc:CompanyID": _IDENTIFIERS},
    "cac:PartyTaxScheme": Many(
        "tax_schemes", {"cbc:CompanyID": "value", "cac:TaxScheme/cbc:ID": "scheme"}
    ),
    "cac:PostalAddress": One(
        "address",
        {
            "cbc:StreetName": "street",
            "cbc:AdditionalStreetName": "extra",
            "cbc:CityName": "city",
            "cbc:PostalZone": "postcode",
            "cbc:CountrySubentity": "region",
            "cac:Country/cbc:IdentificationCode": "country",
        },
    ),
    "cac:Contact": One(
        "contact", {"cbc:Name": "name", "cbc:Telephone": "phone", "cbc:ElectronicMail": "email"}
    ),
}
_PAYMENT: Table = {
    "cbc:PaymentMeansCode": {".": "code", "@name": "text"},
    "cac:CardAccount/cbc:PrimaryAccountNumberID": "card",
    "cac:PayeeFinancialAccount": {
        "cbc:ID": "account",
        "cbc:Name": "holder",
        "cac:FinancialInstitutionBranch/cbc:ID": "bic",
    },
    "cac:PaymentMandate": {
        "cbc:ID": "mandate",
        "cac:PayerFinancialAccount/cbc:ID": "debited",
    },
}
_ADJUSTMENTS = Many(
    "adjustments",
    {
        "cbc:ChargeIndicator": "is_charge",
        "cbc:AllowanceChargeReasonCode": "reason_code",
        "cbc:AllowanceChargeReason": "reason",
        "cbc:MultiplierFactorNumeric": "percentage",
        "cbc:Amount": "amount",
        "cbc:BaseAmount": "base",
        "cac:TaxCategory": {"cbc:ID": "category", "cbc:Percent": "rate"},
    },
)
_ITEM: Table = {
    "cbc:Name": "name",
    "cbc:Description": "description",
    "cac:BuyersItemIdentification/cbc:ID": "buyer_item",
    "cac:SellersItemIdentification/cbc:ID": "seller_item",
    "cac:StandardItemIdentification/cbc:ID[@schemeID='0160']": "gtin",
    "cac:ClassifiedTaxCategory": {"cbc:ID": "tax_category", "cbc:Percent": "tax_rate"},
}
_LINES = Many(
    "lines",
    {
        "cbc:ID": "number",
        "cbc:Note": "note",
        "cbc:InvoicedQuantity": {".": "quantity", "@unitCode": "unit"},
        "cbc:CreditedQuantity": {".": "quantity", "@unitCode": "unit"},
        "cbc:LineExtensionAmount": "total",
        "cac:InvoicePeriod": _PERIOD,
        "cac:AllowanceCharge": _ADJUSTMENTS,
        "cac:Item": _ITEM,
        "cac:Price": {"cbc:PriceAmount": "price", "cbc:BaseQuantity": "per"},
        "cac:TaxTotal/cac:TaxSubtotal/cac:TaxCategory/cbc:Percent": "other_rate",
    },
)
_TAX_TOTALS = Many(
    "tax_totals",
    {
        "cbc:TaxAmount": {"@currencyID": "currency"},
        "cac:TaxSubtotal": Many(
            "taxes",
            {
                "cac:TaxCategory": {"cbc:ID": "category", "cbc:Percent": "rate"},
                "cbc:Percent": "rate",
                "cbc:TaxableAmount": "base",
                "cbc:TaxAmount": "tax",
            },
        ),
    },
)
_OUTLINE = Outline(
    _NAMESPACES,
    {
        "cbc:CustomizationID": "profile",
        "cbc:InvoiceTypeCode": "type_code",
        "cbc:CreditNoteTypeCode": "type_code",
        "cbc:BuyerReference": "buyer_reference",
        "cac:InvoicePeriod": _PERIOD,
        "cac:OrderReference/cbc:ID": "order_reference",
        "cac:ContractDocumentReference/cbc:ID": "contract_reference",
        "cac:BillingReference/cac:InvoiceDocumentReference": Many(
            "preceding", {"cbc:ID": "number", "cbc:IssueDate": "date"}
        ),
        _SELLER: One("seller", _PARTY),
        _BUYER: One("buyer", _PARTY),
        "cac:Delivery/cbc:ActualDeliveryDate": "delivery_date",
        "cac:PaymentMeans": Many("payments", _PAYMENT),
        "cac:PaymentTerms/cbc:Note": Many("notes", {".": "text"}),
        "cac:AllowanceCharge": _ADJUSTMENTS,
        "cac:TaxTotal": _TAX_TOTALS,
        _SUM: One(
            "sums",
            {
                "cbc:LineExtensionAmount": "lines",
                "cbc:AllowanceTotalAmount": "allowances",
                "cbc:ChargeTotalAmount": "charges",
                "cbc:PrepaidAmount": "prepaid",
                "cbc:PayableRoundingAmount": "rounding",
            },
        ),
        "cac:InvoiceLine": _LINES,
        "cac:CreditNoteLine": _LINES,
    },
)


def read(root: etree._Element) -> Statement:
    """The statement of an Invoice or CreditNote element."""
    found = _OUTLINE.read(root)
    currency = _CURRENCY.text(root) or ""
    lines = tuple(_line(line) for line in found.pop("lines", []))
    strange = tuple(_schemes(found))  # before parties take them apart
    return Statement(
        syntax="ubl",
        fields=_fields(root, currency),
        type_code=found.get("type_code") or ROOTS.get(str(root.tag)),
        is_credit=str(root.tag).endswith("CreditNote"),
        taxes=tuple(tax_of(row) for row in _taxes(found, currency)),
        lines=lines,
        counted=tuple(line.total for line in lines),
        foreign=currencies(_FOREIGN.all(root, currency=currency)) if currency else frozenset(),
        sums=sums_of(found),
        findings=strange,
        details=details_of({**found, **_parties(found)}),
    )


def _schemes(found: Data) -> Iterator[Finding]:
    """Tax schemes of a party that no list can hold, such as "???"."""
    for party in (found.get("seller", {}), found.get("buyer", {})):
        for each in party.get("tax_schemes", []):
            scheme = each.get("scheme", "")
            if scheme and not scheme.replace(" ", "").isalnum():
                message = (
                    f"The tax scheme '{scheme[:20]}' is not in the list of codes (UNTDID 5153)."
                )
                yield Finding("unknown-code", message, params=(("code", scheme[:20]),))


def _fields(root: etree._Element, currency: str) -> dict[str, Located]:
    found = {name: path.located(root, currency=currency) for name, path in FIELDS.items()}
    found["currency"] = _CURRENCY.located(root)
    return {name: each for name, each in found.items() if each is not None}


def _taxes(found: Data, currency: str) -> list[Data]:
    """The rows of the tax totals in the document's currency, else of all."""
    totals = [each for each in found.get("tax_totals", []) if "taxes" in each]
    own = [each for each in totals if each.get("currency") == currency]
    return [row for each in own or totals for row in each["taxes"]]


def _parties(found: Data) -> Data:
    return {name: _party(found[name]) for name in ("seller", "buyer") if name in found}


def _party(found: Data) -> Data:
    """A party with its tax numbers told apart: one of them is for VAT."""
    for each in found.pop("tax_schemes", []):
        if "value" in each:
            name = "vat_id" if each.get("scheme") == "VAT" else "tax_number"
            found.setdefault(name, each["value"])
    return found


def _line(found: Data) -> LineItem:
    other_rate = found.pop("other_rate", None)
    if other_rate:
        found.setdefault("tax_rate", other_rate)
    return line_of(found)


SYNTAX = Syntax("ubl", frozenset(ROOTS), read)
