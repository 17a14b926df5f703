"""Codes of document types (UNTDID 1001, as EN 16931 admits them), in words."""

from __future__ import annotations

# Codes under which money flows back. 81, 502 and 503 are credit notes by name, too.
CREDIT = frozenset("81 83 261 262 296 308 381 396 420 458 502 503 532".split())
# The finer word for each code; None where the kind says all (380, 381).
TYPES: dict[str, str | None] = {
    "71": "request for payment",
    "80": "debit note",
    "81": "credit note for goods or services",
    "82": "metered services invoice",
    "83": "credit note for financial adjustments",
    "84": "debit note",
    "102": "tax notification",
    "130": "invoicing data sheet",
    "202": "payment valuation",
    "203": "payment valuation",
    "204": "payment valuation",
    "211": "interim application for payment",
    "218": "final payment request",
    "219": "payment request",
    "261": "self-billed credit note",
    "262": "consolidated credit note",
    "295": "price variation invoice",
    "296": "price variation credit note",
    "308": "del credere credit note",
    "325": "pro forma",
    "326": "partial invoice",
    "331": "commercial invoice",
    "380": None,
    "381": None,
    "382": "commission note",
    "383": "debit note",
    "384": "correction",
    "385": "consolidated invoice",
    "386": "prepayment",
    "387": "hire invoice",
    "388": "tax invoice",
    "389": "self-billing",
    "390": "del credere invoice",
    "393": "factored invoice",
    "394": "lease invoice",
    "395": "consignment invoice",
    "396": "factored credit note",
    "420": "optical payment credit note",
    "456": "debit advice",
    "457": "reversal of debit",
    "458": "reversal of credit",
    "471": "self-billed correction",
    "472": "factored correction",
    "473": "self-billed factored correction",
    "500": "self-billed prepayment",
    "501": "self-billed factored invoice",
    "502": "self-billed factored credit note",
    "503": "prepayment credit note",
    "527": "self-billed debit note",
    "532": "forwarder's credit note",
    "553": "forwarder's invoice discrepancy report",
    "575": "insurer's invoice",
    "623": "forwarder's invoice",
    "633": "port charges",
    "751": "invoice information for accounting",
    "780": "freight invoice",
    "817": "claim notification",
    "870": "consular invoice",
    "875": "partial construction invoice",
    "876": "partial final construction invoice",
    "877": "final construction invoice",
    "935": "customs invoice",
}
# ISO 4217, list one (2024), without metals, funds and test codes.
CURRENCIES = frozenset(
    """AED AFN ALL AMD ANG AOA ARS AUD AWG AZN BAM BBD BDT BGN BHD BIF BMD BND BOB BRL BSD BTN BWP
    BYN BZD CAD CDF CHF CLF CLP CNY COP CRC CUP CVE CZK DJF DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP
    GEL GHS GIP GMD GNF GTQ GYD HKD HNL HTG HUF IDR ILS INR IQD IRR ISK JMD JOD JPY KES KGS KHR KMF
    KPW KRW KWD KYD KZT LAK LBP LKR LRD LSL LYD MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MYR
    MZN NAD NGN NIO NOK NPR NZD OMR PAB PEN PGK PHP PKR PLN PYG QAR RON RSD RUB RWF SAR SBD SCR SDG
    SEK SGD SHP SLE SOS SRD SSP STN SVC SYP SZL THB TJS TMT TND TOP TRY TTD TWD TZS UAH UGX USD UYU
    UZS VED VES VND VUV WST XAF XCD XOF XPF YER ZAR ZMW ZWG""".split()
)
SELF_BILLED = frozenset({"261", "389", "471", "473", "500", "501", "502", "527"})
# Papers in the form of an invoice that claim no money by themselves.
NO_CLAIM = frozenset({"325", "130", "553"})
