"""XML of business that is no invoice: orders, acknowledgements, notices, and what each one is."""

from __future__ import annotations

from lxml import etree

from .paths import name_of, text_of

# Local name of the root -> what it is. Namespaces differ by version, names do not.
_KINDS = {
    "ApplicationResponse": "acknowledgement",
    "AttestazioneTrasmissioneFattura": "transmission notice",
    "Catalogue": "catalogue",
    "CrossDomainAcknowledgementAndResponse": "acknowledgement",
    "CrossIndustryDespatchAdvice": "delivery note",
    "CrossIndustryOrder": "order",
    "CrossIndustryOrderResponse": "order response",
    "DespatchAdvice": "delivery note",
    "MetadatiInvioFile": "transmission notice",
    "NotificaDecorrenzaTermini": "transmission notice",
    "NotificaEsito": "acknowledgement",
    "NotificaEsitoCommittente": "acknowledgement",
    "NotificaMancataConsegna": "transmission notice",
    "NotificaScarto": "rejection",
    "Order": "order",
    "OrderCancellation": "order cancellation",
    "OrderChange": "order change",
    "OrderResponse": "order response",
    "OrderResponseSimple": "order response",
    "Potwierdzenie": "acknowledgement",
    "Quotation": "quotation",
    "ReceiptAdvice": "receipt advice",
    "Reminder": "reminder",
    "RemittanceAdvice": "remittance advice",
    "RequestForQuotation": "request for quotation",
    "RicevutaConsegna": "transmission notice",
    "SCRDMCCBDACIDAMessageStructure": "delivery note",
    "SCRDMCCBDACIOMessageStructure": "order",
    "ScartoEsitoCommittente": "rejection",
    "Statement": "account statement",
    "TransportationStatus": "transport status",
    "UPO": "acknowledgement",
}
_ORDERS = {"220": "order", "230": "order change", "231": "order response"}  # UNTDID 1001
_ISO_20022 = {"camt.": "bank statement", "pain.00": "payment order", "pacs.": "payment message"}


def what_it_is(root: etree._Element) -> str | None:
    """What a known document that is no invoice is ("order"), or None where it is unknown."""
    space, name = name_of(root)
    if name == "SCRDMCCBDACIOMessageStructure":
        return _order(root)
    if name == "Document":
        return next((kind for mark, kind in _ISO_20022.items() if f":{mark}" in space), None)
    return _KINDS.get(name)


def _order(root: etree._Element) -> str:
    codes = root.findall("{*}ExchangedDocument/{*}TypeCode")
    return _ORDERS.get(text_of(codes[0]) if codes else "", "order")
