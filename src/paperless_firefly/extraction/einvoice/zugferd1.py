"""ZUGFeRD 1.0 (2014): CrossIndustryDocument, the older sister of CII with names of its own."""

from __future__ import annotations

from .crossindustry import CrossIndustry, Words

_SCHEMA = "urn:un:unece:uncefact:data:standard"

SYNTAX = CrossIndustry(
    "zugferd1",
    "{urn:ferd:CrossIndustryDocument:invoice:1p0}CrossIndustryDocument",
    {
        "rsm": "urn:ferd:CrossIndustryDocument:invoice:1p0",
        "ram": f"{_SCHEMA}:ReusableAggregateBusinessInformationEntity:12",
        "udt": f"{_SCHEMA}:UnqualifiedDataType:15",
        "qdt": f"{_SCHEMA}:QualifiedDataType:12",
    },
    Words(
        context="rsm:SpecifiedExchangedDocumentContext",
        document="rsm:HeaderExchangedDocument",
        trade="rsm:SpecifiedSupplyChainTradeTransaction",
        agreement="ram:ApplicableSupplyChainTradeAgreement",
        delivery="ram:ApplicableSupplyChainTradeDelivery",
        settlement="ram:ApplicableSupplyChainTradeSettlement",
        summation="ram:SpecifiedTradeSettlementMonetarySummation",
        item_agreement="ram:SpecifiedSupplyChainTradeAgreement",
        item_delivery="ram:SpecifiedSupplyChainTradeDelivery",
        item_settlement="ram:SpecifiedSupplyChainTradeSettlement",
        item_summation="ram:SpecifiedTradeSettlementMonetarySummation",
        rate="ApplicablePercent",
    ),
).syntax
