"""The rest of EN 16931: parties, payments, terms, allowances, references and items of lines."""

from __future__ import annotations

from paperless_firefly.domain.details import (
    Address,
    Adjustment,
    Contact,
    Details,
    Discount,
    Identifier,
    Payment,
    Period,
    Reference,
)
from paperless_firefly.extraction.reader import Found

from .builders import read, sample

CII_SELLER = "<ram:Name>Rösterei Nordlicht GmbH</ram:Name>"
CII_TERMS = "<ram:Description>14 Tage netto</ram:Description>"
CII_SUM = "<ram:SpecifiedTradeSettlementHeaderMonetarySummation>"
UBL_PAYMENT = "<cbc:PaymentMeansCode>30</cbc:PaymentMeansCode>"
UBL_SUM = "<cac:LegalMonetaryTotal>"
FATTURA_PAYMENT = "<DataScadenzaPagamento>2026-03-31</DataScadenzaPagamento>"


def details(found: Found) -> Details:
    assert found.details is not None
    return found.details


def after(old: str, new: str) -> tuple[str, str]:
    """A change that puts something behind what is there."""
    return old, old + new


def before(old: str, new: str) -> tuple[str, str]:
    """A change that puts something before what is there."""
    return old, new + old


def test_a_party_is_known_by_its_registers_address_and_contact() -> None:
    party = (
        "<ram:SpecifiedLegalOrganization><ram:ID schemeID='0002'>HRB 77</ram:ID>"
        "<ram:TradingBusinessName>Nordlicht</ram:TradingBusinessName>"
        "</ram:SpecifiedLegalOrganization>"
        "<ram:DefinedTradeContact><ram:PersonName>Ida</ram:PersonName>"
        "<ram:EmailURIUniversalCommunication><ram:URIID>ida@nord.example</ram:URIID>"
        "</ram:EmailURIUniversalCommunication></ram:DefinedTradeContact>"
        "<ram:PostalTradeAddress><ram:PostcodeCode>24103</ram:PostcodeCode>"
        "<ram:LineOne>Hafen 1</ram:LineOne><ram:CityName>Kiel</ram:CityName>"
        "<ram:CountryID>DE</ram:CountryID></ram:PostalTradeAddress>"
    )
    seller = details(read(sample("cii_comfort", after(CII_SELLER, party)))).seller
    assert seller.identifiers == (Identifier("HRB 77", "0002"),)
    assert (seller.trading_name, seller.vat_id) == ("Nordlicht", "DE136695976")
    assert seller.tax_number == "12/345/67890"
    assert seller.address == Address("Hafen 1", city="Kiel", postcode="24103", country="DE")
    assert seller.contact == Contact("Ida", email="ida@nord.example")


def test_a_register_without_a_number_is_no_identifier() -> None:
    empty = "<ram:GlobalID schemeID='0088'/>"
    found = read(sample("cii_comfort", after(CII_SELLER, empty)))
    assert details(found).seller.identifiers == ()


def test_ways_to_pay_tell_code_card_and_mandate() -> None:
    card = (
        "<ram:SpecifiedTradeSettlementPaymentMeans><ram:TypeCode>48</ram:TypeCode>"
        "<ram:ApplicableTradeSettlementFinancialCard><ram:ID>1234</ram:ID>"
        "</ram:ApplicableTradeSettlementFinancialCard>"
        "</ram:SpecifiedTradeSettlementPaymentMeans>"
    )
    mandate = "<ram:DirectDebitMandateID>M-9</ram:DirectDebitMandateID>"
    found = read(sample("cii_comfort", before(CII_SUM, card), after(CII_TERMS, mandate)))
    assert details(found).payments == (
        Payment(code="58", account="DE02120300000000202051", mandate="M-9"),
        Payment(code="48", card="1234"),
    )


def test_a_direct_debit_of_ubl_names_mandate_and_debited_account() -> None:
    mandate = (
        "<cac:PaymentMandate><cbc:ID>M-9</cbc:ID><cac:PayerFinancialAccount>"
        "<cbc:ID>SE1</cbc:ID></cac:PayerFinancialAccount></cac:PaymentMandate>"
    )
    found = read(sample("ubl_invoice", after(UBL_PAYMENT, mandate)))
    (payment,) = details(found).payments
    assert (payment.code, payment.mandate, payment.debited) == ("30", "M-9", "SE1")


def test_discounts_of_cii_are_percent_and_days() -> None:
    terms = (
        "<ram:ApplicableTradePaymentDiscountTerms>"
        "<ram:BasisPeriodMeasure unitCode='WEE'>2</ram:BasisPeriodMeasure>"
        "<ram:CalculationPercent>3.00</ram:CalculationPercent>"
        "</ram:ApplicableTradePaymentDiscountTerms>"
    )
    found = read(sample("cii_comfort", after(CII_TERMS, terms)))
    assert details(found).discounts == (Discount(percentage="3.00", days="14"),)


def test_discounts_in_the_words_of_xrechnung_are_data() -> None:
    terms = "#SKONTO#TAGE=7#PROZENT=2.00#\n#SKONTO#TAGE=14#PROZENT=1.00#BASISBETRAG=99.50#"
    found = read(sample("cii_comfort", ("14 Tage netto", terms)))
    assert details(found).discounts == (
        Discount(percentage="2.00", days="7"),
        Discount(percentage="1.00", days="14", base="99.50"),
    )
    assert details(found).terms == terms.replace("\n", " ")


def test_allowances_and_charges_of_the_document_are_told_apart() -> None:
    charge = (
        "<cac:AllowanceCharge><cbc:ChargeIndicator>true</cbc:ChargeIndicator>"
        "<cbc:AllowanceChargeReason>Freight</cbc:AllowanceChargeReason>"
        "<cbc:Amount>10</cbc:Amount><cac:TaxCategory><cbc:ID>S</cbc:ID><cbc:Percent>25</cbc:Percent>"
        "</cac:TaxCategory></cac:AllowanceCharge>"
        "<cac:AllowanceCharge><cbc:ChargeIndicator>false</cbc:ChargeIndicator>"
        "<cbc:MultiplierFactorNumeric>5</cbc:MultiplierFactorNumeric>"
        "<cbc:Amount>50.00</cbc:Amount><cbc:BaseAmount>1000.00</cbc:BaseAmount></cac:AllowanceCharge>"
    )
    found = read(sample("ubl_invoice", before(UBL_SUM, charge)))
    assert details(found).adjustments == (
        Adjustment(True, amount="10", reason="Freight", category="S", rate="25"),
        Adjustment(False, amount="50.00", base="1000.00", percentage="5"),
    )


def test_a_line_names_its_item_unit_period_and_allowances() -> None:
    item = (
        "<cac:SellersItemIdentification><cbc:ID>K-7</cbc:ID></cac:SellersItemIdentification>"
        "<cac:StandardItemIdentification><cbc:ID schemeID='0160'>4006381333931</cbc:ID>"
        "</cac:StandardItemIdentification>"
    )
    more = (
        "<cac:InvoicePeriod><cbc:StartDate>2026-02-01</cbc:StartDate></cac:InvoicePeriod>"
        "<cac:AllowanceCharge><cbc:ChargeIndicator>false</cbc:ChargeIndicator>"
        "<cbc:Amount>1.00</cbc:Amount></cac:AllowanceCharge>"
    )
    name = "<cbc:Name>Electricity on account</cbc:Name>"
    found = read(sample("ubl_invoice", after(name, item), before("<cac:Item>", more)))
    (line,) = found.lines
    assert (line.number, line.unit, line.tax_category) == ("1", "KWH", "S")
    assert (line.seller_item, line.gtin) == ("K-7", "4006381333931")
    assert line.period == Period("2026-02-01")
    assert line.adjustments == (Adjustment(amount="1.00"),)


def test_references_and_the_time_of_supply_are_read() -> None:
    more = (
        "<cbc:BuyerReference>B-1</cbc:BuyerReference>"
        "<cac:InvoicePeriod><cbc:StartDate>2026-02-01</cbc:StartDate>"
        "<cbc:EndDate>2026-02-28</cbc:EndDate></cac:InvoicePeriod>"
        "<cac:OrderReference><cbc:ID>O-2</cbc:ID></cac:OrderReference>"
        "<cac:BillingReference><cac:InvoiceDocumentReference><cbc:ID>INV-43</cbc:ID>"
        "<cbc:IssueDate>2026-01-31</cbc:IssueDate></cac:InvoiceDocumentReference></cac:BillingReference>"
    )
    found = details(read(sample("ubl_invoice", before("<cac:AccountingSupplierParty>", more))))
    assert (found.buyer_reference, found.order_reference) == ("B-1", "O-2")
    assert found.period == Period("2026-02-01", "2026-02-28")
    assert found.preceding == (Reference("INV-43", "2026-01-31"),)


def test_an_italian_invoice_tells_terms_and_discounts_of_its_payment() -> None:
    terms = (
        "<DataRiferimentoTerminiPagamento>2026-03-05</DataRiferimentoTerminiPagamento>"
        "<GiorniTerminiPagamento>30</GiorniTerminiPagamento>"
    )
    discount = (
        "<ScontoPagamentoAnticipato>2.00</ScontoPagamentoAnticipato>"
        "<DataLimitePagamentoAnticipato>2026-03-10</DataLimitePagamentoAnticipato>"
    )
    found = read(sample("fatturapa", (FATTURA_PAYMENT, terms + discount)))
    assert details(found).terms == "30 giorni dal 2026-03-05"
    assert details(found).discounts == (Discount(amount="2.00", until="2026-03-10"),)


def test_an_italian_line_tells_codes_and_surcharges() -> None:
    more = (
        "<CodiceArticolo><CodiceTipo>EAN</CodiceTipo><CodiceValore>8001234567893</CodiceValore>"
        "</CodiceArticolo><CodiceArticolo><CodiceTipo>int</CodiceTipo>"
        "<CodiceValore>C-1</CodiceValore></CodiceArticolo>"
        "<ScontoMaggiorazione><Tipo>MG</Tipo><Importo>1.00</Importo></ScontoMaggiorazione>"
    )
    found = read(sample("fatturapa", after("<NumeroLinea>1</NumeroLinea>", more)))
    line = found.lines[0]
    assert (line.gtin, line.seller_item) == ("8001234567893", "C-1")
    assert line.adjustments == (Adjustment(True, amount="1.00"),)


def test_a_polish_correction_names_what_it_corrects() -> None:
    more = (
        "<DaneFaKorygowanej><DataWystFaKorygowanej>2026-02-01</DataWystFaKorygowanej>"
        "<NrFaKorygowanej>FV/2/2026</NrFaKorygowanej></DaneFaKorygowanej>"
    )
    kind = "<RodzajFaktury>VAT</RodzajFaktury>"
    corrected = (kind, f"<RodzajFaktury>KOR</RodzajFaktury>{more}")
    found = read(sample("ksef", corrected))
    assert details(found).preceding == (Reference("FV/2/2026", "2026-02-01"),)
    assert (found.type, details(found).type_code) == ("correction", "384")


def test_a_spanish_invoice_names_discounts_and_places() -> None:
    found = read(sample("facturae"))
    assert details(found).profile == "3.2.2"
    assert details(found).allowance_total == "10.00"
