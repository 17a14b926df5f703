"""UN/CEFACT Cross Industry Invoice: ZUGFeRD 2, Factur-X, XRechnung CII, PEPPOL CII, all profiles."""

from __future__ import annotations

from .crossindustry import CrossIndustry, Words

_SCHEMA = "urn:un:unece:uncefact:data:standard"

SYNTAX = CrossIndustry(
    "cii",
    f"{{{_SCHEMA}:CrossIndustryInvoice:100}}CrossIndustryInvoice",
    {
        "rsm": f"{_SCHEMA}:CrossIndustryInvoice:100",
        "ram": f"{_SCHEMA}:ReusableAggregateBusinessInformationEntity:100",
        "udt": f"{_SCHEMA}:UnqualifiedDataType:100",
        "qdt": f"{_SCHEMA}:QualifiedDataType:100",
    },
    Words(
        context="rsm:ExchangedDocumentContext",
        document="rsm:ExchangedDocument",
        trade="rsm:SupplyChainTradeTransaction",
        agreement="ram:ApplicableHeaderTradeAgreement",
        delivery="ram:ApplicableHeaderTradeDelivery",
        settlement="ram:ApplicableHeaderTradeSettlement",
        summation="ram:SpecifiedTradeSettlementHeaderMonetarySummation",
        item_agreement="ram:SpecifiedLineTradeAgreement",
        item_delivery="ram:SpecifiedLineTradeDelivery",
        item_settlement="ram:SpecifiedLineTradeSettlement",
        item_summation="ram:SpecifiedTradeSettlementLineMonetarySummation",
        rate="RateApplicablePercent",
    ),
).syntax
