"""German words of sample papers, as papers in Austria, Germany and Switzerland have them."""

MONTHS = "Januar Februar März April Mai Juni Juli August September Oktober November Dezember"

WORDS = {
    "invoice": "Rechnung|RECHNUNG|Faktura|Honorarnote",
    "credit_note": "Gutschrift|Rechnungskorrektur|GUTSCHRIFT|Stornorechnung",
    "reminder": "Zahlungserinnerung|1. Mahnung|Mahnung|2. Mahnung",
    "order": "Auftragsbestätigung|Bestellbestätigung",
    "quote": "Angebot|Offerte|Kostenvoranschlag",
    "delivery": "Lieferschein|LIEFERSCHEIN",
    "payslip": "Gehaltsabrechnung|Lohnabrechnung|Lohn- und Gehaltsabrechnung|Verdienstabrechnung",
    "number": "Rechnungsnummer|Rechnungs-Nr.|Rechnung Nr.|Re.-Nr.|Belegnummer|RG-Nr.",
    "credit_number": "Gutschriftnummer|Gutschrift Nr.|Beleg-Nr.|Belegnummer",
    "other_number": "Vorgangsnummer|Auftrags-Nr.|Beleg-Nr.|Aktenzeichen",
    "date": "Rechnungsdatum|Datum|Ausstellungsdatum|Belegdatum",
    "due": "Zahlbar bis|Fällig am|Zahlungsziel|Fälligkeit|Fälligkeitsdatum",
    "delivered": "Lieferdatum|Leistungsdatum|Leistungszeitpunkt|Tag der Lieferung",
    "ordered": "Bestelldatum|Bestellt am|Auftragsdatum",
    "customer": "Kundennummer|Kd.-Nr.|Kunden-Nr.",
    "order_ref": "Ihre Bestellung|Auftragsnummer|Bestellnummer",
    "pos": "Pos.|Nr.", "item": "Bezeichnung|Artikel|Leistung|Beschreibung",
    "qty": "Menge|Anzahl", "price": "Einzelpreis|E-Preis|Preis/Einheit", "amount": "Betrag|Gesamt|Summe",
    "rate": "MwSt|USt %",
    "net": "Nettobetrag|Summe netto|Zwischensumme (netto)|Gesamt netto",
    "tax": "zzgl. {rate} % MwSt.|USt. {rate} %|Umsatzsteuer {rate}%|+ {rate}% USt",
    "total": "Gesamtbetrag|Rechnungsbetrag|Bruttobetrag|Endbetrag|Gesamtsumme|Total",
    "payable": "Zu zahlender Betrag|Zahlbetrag|Bitte überweisen Sie",
    "credit_total": "Gutschriftsbetrag|Gesamtbetrag|Gesamt brutto",
    "pay_by": "Bitte überweisen Sie den Betrag bis zum {date}.|Zahlbar bis {date} ohne Abzug.|Der Betrag ist bis {date} auf unser Konto zu überweisen.",
    "terms": "Zahlbar innerhalb von 14 Tagen ohne Abzug.|Zahlungsbedingungen: {days} Tage netto.|Zahlbar innerhalb {days} Tagen nach Rechnungserhalt.|Zahlungsziel {days} Tage",
    "thanks": "Vielen Dank für Ihren Auftrag!|Wir danken für Ihr Vertrauen.|Besten Dank!",
    "seller_head": "Verkäufer|Rechnungssteller|Lieferant", "buyer_head": "Rechnungsempfänger|Kunde|Rechnung an|Käufer",
    "bank": "Bankverbindung|Bank", "on": "vom", "place_date": "{city}, {date}|{city}, den {date}|{city}, am {date}",
    "period": "Leistungszeitraum|Abrechnungszeitraum",
    "tax_rate": "Steuersatz|MwSt-Satz", "tax_base": "Netto|Bemessungsgrundlage", "tax_amount": "Steuer|MwSt-Betrag", "tax_gross": "Brutto",
    "receipt_no": "Bon-Nr.|Beleg|Rechnung Nr.|Bon|Belegnr.", "receipt_date": "Datum|",
    "subtotal": "Zwischensumme|Zwischentotal|Summe vor Rundung", "receipt_total": "SUMME|Gesamtbetrag|TOTAL|Zu zahlen|Summe EUR",
    "cash": "Bar|Gegeben|BAR|Gegeben bar", "card": "Kartenzahlung|EC-Karte|girocard|Mastercard|Bankomat",
    "change": "Rückgeld|Zurück|Retour", "rounding": "Rundung|Rundungsdifferenz", "discount": "Rabatt|Nachlass|Aktionsrabatt",
    "deposit": "Pfand 0,25|Pfand|Leergut|Einwegpfand", "tip": "Trinkgeld|Tip", "table": "Tisch|Tisch Nr.", "waiter": "Es bediente Sie|Kellner|Kassier",
    "receipt_tax": "inkl. {rate}% MwSt|davon MwSt {rate}%|enth. USt {rate}%", "receipt_thanks": "Vielen Dank für Ihren Einkauf|Danke für Ihren Besuch!|Auf Wiedersehen",
    "till": "Kasse|Kassa", "time": "Uhr|", "card_no": "Karten-Nr.|Karte",
    "credit_ref": "Gutschrift zur Rechnung {ref} vom {date}|Bezug: Rechnung {ref} vom {date}",
    "reminder_text": "leider konnten wir zu unserer Rechnung {ref} vom {date} noch keinen Zahlungseingang feststellen.",
    "order_text": "vielen Dank für Ihre Bestellung, die wir wie folgt bestätigen:",
    "quote_text": "gerne bieten wir Ihnen wie folgt an, gültig 30 Tage:",
    "delivery_text": "Wir lieferten Ihnen folgende Waren:",
    "gross_pay": "Bruttolohn|Gesamtbrutto", "deduction": "Lohnsteuer|Sozialversicherung", "net_pay": "Auszahlungsbetrag|Nettolohn", "employee": "Mitarbeiter|Personal-Nr.", "month": "Abrechnungsmonat|Für",
    "open": "Offener Betrag|Offene Forderung",
    "greeting": "Sehr geehrte Damen und Herren,|Guten Tag,", "page": "Seite 1 von 1|Seite 1/1",
}  # fmt: skip

COUNTRY_WORDS = {
    "AT": {"vat_id": "UID: {id}|UID-Nr. {id}|ATU-Nr.: {id}", "receipt_thanks": "Danke für Ihren Einkauf|Auf Wiedersehen!"},
    "DE": {"vat_id": "USt-IdNr.: {id}|USt-ID {id}|Ust.-Id.-Nr. {id}"},
    "CH": {
        "vat_id": "MWST-Nr. {id}|UID {id}|{id}", "tax": "MWST {rate}%|zuzüglich {rate} % MWST", "total": "Rechnungstotal|Totalbetrag|Total inkl. MWST|Gesamtbetrag",
        "receipt_total": "TOTAL|Total CHF|Zu bezahlen", "rate": "MWST", "card": "Maestro|Debit Mastercard|TWINT|Postcard",
        "receipt_tax": "inkl. {rate}% MWST|MWST {rate}%", "tax_amount": "MWST|Steuer", "tax_rate": "MWST-Satz|Satz", "change": "Rückgeld|Retourgeld",
    },
}  # fmt: skip

ITEMS = "Wartung Heizungsanlage=145.00|Druckerpatrone schwarz=23.90|Beratung pro Stunde=98.00|Bürostuhl Modell Linz=289.00|Fahrtkosten=35.50|Webhosting Paket M=12.90|Reparatur Fensterrahmen=412.00|Holzplatten Fichte=64.75"
SHOP = "Vollmilch 3,5%=1.39|Semmel=0.45|Butter=2.79|Apfelsaft 1L=1.99|Kaffee gemahlen=6.49|Waschmittel=7.95|Bananen=1.82|Joghurt natur=0.89|Schrauben 4x40=3.49"
MENU = "Wiener Schnitzel=16.90|Gulaschsuppe=6.80|Apfelstrudel=4.90|Mineralwasser 0,5l=3.60|Melange=4.20|Käsespätzle=13.50|Großer Brauner=4.10"
