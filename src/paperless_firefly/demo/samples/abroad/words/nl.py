"""Dutch words of sample papers, as papers in the Netherlands and Belgium have them."""

MONTHS = "januari februari maart april mei juni juli augustus september oktober november december"

WORDS = {
    "invoice": "Factuur|FACTUUR|Nota|Verkoopfactuur", "credit_note": "Creditnota|Creditfactuur|CREDITNOTA|Kredietnota", "reminder": "Betalingsherinnering|Aanmaning|Herinnering|Tweede herinnering", "order": "Orderbevestiging|Bevestiging van uw bestelling", "quote": "Offerte|Prijsopgave", "delivery": "Pakbon|Leveringsbon|Vrachtbrief",
    "payslip": "Loonstrook|Salarisspecificatie|Loonbrief|Salarisstrook", "number": "Factuurnummer|Factuurnr.|Factuur nr.|Factuur|Nummer|Nota nr.", "credit_number": "Creditnota nr.|Creditnummer|Nummer|Creditfactuurnummer", "other_number": "Ordernummer|Referentie|Dossiernummer|Kenmerk",
    "date": "Factuurdatum|Datum|Datum factuur|Dagtekening", "due": "Vervaldatum|Te betalen vóór|Uiterste betaaldatum|Betalen voor|Vervaldag", "delivered": "Leverdatum|Leveringsdatum|Datum levering", "ordered": "Besteldatum|Orderdatum", "customer": "Klantnummer|Debiteurnummer|Klantnr.", "order_ref": "Uw referentie|Ordernummer|Uw bestelling",
    "pos": "Nr.|Pos.", "item": "Omschrijving|Artikel|Beschrijving", "qty": "Aantal", "price": "Prijs|Stukprijs|Eenheidsprijs", "amount": "Bedrag|Totaal", "rate": "BTW|BTW %", "net": "Subtotaal|Totaal excl. btw|Nettobedrag|Bedrag exclusief btw", "tax": "BTW {rate}%|{rate}% btw|Btw hoog {rate}%|BTW ({rate} %)",
    "total": "Totaal incl. btw|Te betalen|Totaal|Totaalbedrag|Factuurbedrag|Totaal te voldoen", "payable": "Te betalen bedrag|Te betalen|Openstaand bedrag", "credit_total": "Totaal creditbedrag|Totaal incl. btw|Te ontvangen", "pay_by": "Gelieve te betalen vóór {date}.|Wij verzoeken u het bedrag uiterlijk {date} over te maken.|Graag betalen voor {date}.",
    "terms": "Betaling binnen {days} dagen|Betalingstermijn: {days} dagen|Gelieve binnen {days} dagen te betalen.|Wij verzoeken u binnen {days} dagen te betalen.", "thanks": "Bedankt voor uw bestelling!|Dank voor het vertrouwen.", "seller_head": "Verkoper|Leverancier|Afzender", "buyer_head": "Klant|Factuuradres|Factuur aan|Debiteur", "bank": "Bankgegevens|Bank", "on": "van|d.d.",
    "place_date": "{city}, {date}", "period": "Periode|Factuurperiode", "tax_rate": "Tarief|BTW-tarief", "tax_base": "Grondslag|Maatstaf", "tax_amount": "BTW|BTW-bedrag", "tax_gross": "Totaal", "receipt_no": "Bonnr.|Bon|Kassabon nr.|Ticket", "receipt_date": "Datum|", "subtotal": "Subtotaal|SUBTOTAAL", "receipt_total": "TOTAAL|Te betalen|TOTAAL EUR|Totaal te betalen",
    "cash": "Contant|CONTANT|Ontvangen contant", "card": "PIN|Pinbetaling|Bancontact|Maestro", "change": "Wisselgeld|Terug|WISSELGELD", "rounding": "Afronding|Afrondingsverschil", "discount": "Korting|Bonus korting", "deposit": "Statiegeld|Leeggoed", "tip": "Fooi", "table": "Tafel", "waiter": "Bediend door|Medewerker", "receipt_tax": "waarvan BTW {rate}%|BTW {rate}%|incl. {rate}% BTW",
    "receipt_thanks": "Bedankt en tot ziens|Dank u wel en tot ziens!", "till": "Kassa", "time": "", "card_no": "Kaart|Kaartnr.", "credit_ref": "Creditering van factuur {ref} van {date}|Betreft factuur {ref} d.d. {date}", "reminder_text": "Volgens onze administratie is factuur {ref} van {date} nog niet betaald.", "order_text": "Hartelijk dank voor uw bestelling, die wij als volgt bevestigen:", "quote_text": "Wij bieden u vrijblijvend aan, geldig 30 dagen:",
    "delivery_text": "Hierbij leveren wij u:", "gross_pay": "Brutoloon|Bruto salaris", "deduction": "Loonheffing|Bedrijfsvoorheffing", "net_pay": "Netto uit te betalen|Nettoloon", "employee": "Werknemer|Medewerker", "month": "Loonperiode|Maand", "open": "Openstaand bedrag|Nog te betalen", "greeting": "Geachte heer/mevrouw,|Beste klant,", "page": "Pagina 1 van 1|Blad 1",
}  # fmt: skip

COUNTRY_WORDS = {
    "NL": {"vat_id": "BTW-nr. {id}|Btw-nummer: {id}|BTW {id}"},
    "BE": {"vat_id": "BTW {id}|Ondernemingsnummer {id}|btw: {id}", "card": "Bancontact|Payconiq"},
}

ITEMS = "Onderhoud cv-ketel=128.00|Inktcartridge zwart=22.50|Advies per uur=92.00|Bureaustoel=245.00|Voorrijkosten=33.50|Webhosting=10.90|Reparatie kozijn=372.00|Eiken planken=60.10"
SHOP = "Halfvolle melk=1.19|Volkorenbrood=2.35|Roomboter=2.99|Sinaasappelsap=2.05|Filterkoffie=5.45|Wasmiddel=8.15|Bananen=1.58|Yoghurt naturel=1.29|Schroeven 4x40=3.75"
MENU = "Biefstuk=21.50|Erwtensoep=6.95|Appeltaart=4.75|Spa blauw=2.95|Koffie verkeerd=3.35|Uitsmijter=10.50|Kaasplankje=9.25"
