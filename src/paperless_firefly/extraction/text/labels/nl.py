"""Dutch labels, one role a line."""

LABELS = {
    "total": (
        "totaalbedrag|totaal incl btw|totaal inclusief btw|factuurbedrag|eindtotaal|"
        "totaal inclusief|totaal incl|bruto|bruto bedrag|totaal bedrag|bedrag incl btw|"
        "eindbedrag|totaal eur|factuurtotaal|totaalprijs|totaal factuur|bedrag inclusief btw|"
        "te ontvangen|totaal creditbedrag|creditbedrag|te ontvangen bedrag|totaal credit"
    ),
    "sum": "totaal|som|bedrag",
    "payable": (
        "te betalen|totaal te betalen|te betalen bedrag|openstaand bedrag|te voldoen|"
        "nog te betalen|bedrag te betalen|verschuldigd bedrag|te voldoen bedrag|"
        "totaal te voldoen|openstaand"
    ),
    "subtotal": "subtotaal|sub totaal|tussentotaal",
    "net": (
        "totaal excl btw|totaal exclusief btw|excl btw|netto|nettobedrag|exclusief btw|"
        "bedrag excl btw|grondslag|totaal excl|netto bedrag|maatstaf|totaal exclusief|over|"
        "bedrag exclusief btw|netto totaal"
    ),
    "tax": "btw|btw bedrag|totaal btw|belasting|21 btw|9 btw|bedrag btw",
    "tax_included": "incl btw|inclusief btw|waarvan btw|inbegrepen btw",
    "rounding": "afronding|afrondingsverschil",
    "rounded": "afgerond|totaal afgerond|na afronding",
    "discount": "korting|aftrek|actiekorting|bonus korting|tegoedbon",
    "cash": "contant|ontvangen|betaald|betaling|contant betaald|kontant",
    "card": "pin|pinnen|bankpas|creditcard|pinbetaling|kaart|v pay|betaalpas|maestro|ideal",
    "change": "wisselgeld|terug|retour|te ontvangen",
    "tip": "fooi",
    "deposit": "statiegeld|emballage",
    "service": "verzendkosten|bezorgkosten|administratiekosten|verzending|transportkosten",
    "prepaid": "aanbetaling|reeds betaald|reeds voldaan|vooruitbetaling|voorschot",
    "arrears": (
        "vorig saldo|achterstand|openstaand saldo|openstaande facturen|achterstallig|"
        "openstaand bedrag vorige"
    ),
    "quantity": "aantal|aantal artikelen|stuks|artikelen",
    "saving": "voordeel|bespaard|uw voordeel|je voordeel",
    "points": "punten|zegels",
    "unit": "stukprijs|prijs|prijs per stuk|eenheidsprijs",
    "tax_summary": "btw overzicht|btw specificatie|btw tarief|tarief|btw code",
    "incl": "incl btw|inclusief|incl",
    "excl": "excl btw|exclusief|excl",
    "date": (
        "datum|factuurdatum|datum factuur|documentdatum|bondatum|datum van factuur|creditdatum|"
        "dagtekening"
    ),
    "due_date": (
        "vervaldatum|uiterste betaaldatum|te betalen voor|betalen voor|betaaldatum|uiterlijk|"
        "te voldoen voor|vervaldag|betaaltermijn|voldoen voor|betalen uiterlijk|betaal voor|"
        "te betalen uiterlijk|uiterlijk op|incassodatum|afgeschreven op"
    ),
    "other_date": (
        "leverdatum|besteldatum|orderdatum|periode|geldig tot|geboortedatum|tot|leveringsdatum|"
        "bezorgdatum|vanaf|tot en met|ordedatum|bestelling van|leveringsperiode|van factuur|"
        "betreft factuur|op factuur|creditering van factuur|is factuur|inzake factuur|"
        "datum levering"
    ),
    "number": (
        "factuurnummer|factuur nr|factuurnr|factuur|bonnummer|bon nr|creditnota nr|"
        "creditnotanummer|factuur nummer|creditfactuur|creditfactuurnummer|bonnr|documentnummer|"
        "creditnummer|factuur no|kassabonnummer|nota nr|nota nummer|bon|kassabon nr|ticket|"
        "creditnota"
    ),
    "customer_number": (
        "klantnummer|klant nr|debiteurnummer|klantnr|debiteur nr|relatienummer|debiteurennummer|"
        "uw klantnummer|lidnummer|debiteurnr"
    ),
    "other_number": (
        "ordernummer|bestelnummer|kvk|kvk nummer|btw nummer|btw nr|btw id|tel|telefoon|fax|kassa|"
        "tafel|pakbonnummer|contractnummer|uw referentie|ons kenmerk|uw kenmerk|referentie|"
        "ondernemingsnummer|bestelling|order|kvk nr|projectnummer|polisnummer|offertenummer|"
        "mobiel|rekeningnummer|kenmerk|dossiernummer|pakbon|van factuur|betreft factuur|"
        "op factuur|creditering van factuur|is factuur|inzake factuur"
    ),
    "payment_reference": (
        "betalingskenmerk|betaalkenmerk|onder vermelding van|gestructureerde mededeling|"
        "mededeling|omschrijving betaling|o v v|ovv|vermeld bij betaling"
    ),
    "seller": ("verkoper|leverancier|afzender|ten name van|begunstigde|t n v|tnv|rekeninghouder"),
    "buyer": (
        "koper|klant|factuuradres|afleveradres|aan|geadresseerde|ontvanger|debiteur|bezorgadres|"
        "t a v|de heer|mevrouw|opdrachtgever|factuur aan"
    ),
    "kind_invoice": "factuur|verzamelfactuur|nota",
    "kind_credit_note": (
        "creditnota|creditfactuur|credit nota|credit factuur|kredietnota|creditering|"
        "creditering van factuur"
    ),
    "kind_receipt": "kassabon|bon|kwitantie|betaalbewijs|aankoopbewijs",
    "kind_reminder": (
        "aanmaning|betalingsherinnering|herinnering|ingebrekestelling|laatste herinnering|"
        "tweede herinnering"
    ),
    "kind_order": (
        "orderbevestiging|bestelbevestiging|bestelling|inkooporder|opdrachtbevestiging|"
        "bevestiging van uw bestelling"
    ),
    "kind_quote": "offerte|prijsopgave|proforma factuur|pro forma factuur",
    "kind_delivery_note": "pakbon|leveringsbon|afleverbon|vrachtbrief|leverbon",
    "kind_bank_statement": (
        "rekeningafschrift|bankafschrift|beginsaldo|eindsaldo|rekeningoverzicht|vorig saldo|"
        "nieuw saldo"
    ),
    "kind_contract": (
        "overeenkomst|huurovereenkomst|arbeidsovereenkomst|contract|polis|huurcontract"
    ),
    "kind_payslip": (
        "loonstrook|salarisstrook|loonspecificatie|salarisspecificatie|nettoloon|loonbrief|"
        "netto loon"
    ),
    "date_of": "van|d d|op",
}
