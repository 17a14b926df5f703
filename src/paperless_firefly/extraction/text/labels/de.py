"""German labels (Austria, Germany, Switzerland), one role a line."""

LABELS = {
    "total": (
        "rechnungsbetrag|gesamtbetrag|endbetrag|bruttobetrag|gesamtsumme|rechnungssumme|endsumme|"
        "gesamtpreis|gesamtbetrag brutto|summe brutto|brutto|gesamt brutto|brutto gesamt|"
        "bruttosumme|total inkl|gesamt inkl|summe inkl|summe inkl ust|summe inkl mwst|"
        "gesamtbetrag inkl|rechnungsbetrag brutto|gesamtrechnungsbetrag|rechnungsendbetrag|"
        "rechnungstotal|bruttogesamtbetrag|bruttorechnungsbetrag|gesamtbetrag in eur|"
        "summe gesamt|summe eur|gesamt eur|gesamtbeitrag|gesamt rechnungsbetrag|total eur|"
        "total chf|bruttowert|rechnungsgesamtbetrag|totalbetrag|belegsumme|"
        "gesamtbruttobetrag|gutschriftsbetrag|gutschriftbetrag|gutschriftssumme"
    ),
    "sum": "summe|gesamt|total|betrag|insgesamt",
    "payable": (
        "zu zahlen|zahlbetrag|zahlungsbetrag|zu zahlender betrag|zu zahlender beitrag|"
        "zahlbarer betrag|offener betrag|restbetrag|falliger betrag|noch zu zahlen|zu bezahlen|"
        "uberweisungsbetrag|forderungsbetrag|offene forderung|zahlung betrag|noch offen|"
        "abbuchungsbetrag|lastschriftbetrag|zu uberweisen|auszahlungsbetrag|nachzahlung|"
        "zu begleichen|verbleibender betrag|faelliger betrag|saldo"
    ),
    "subtotal": (
        "zwischensumme|zwischentotal|warenwert|warensumme|zw summe|positionssumme|"
        "summe aller positionen|ubertrag|summe positionen|positionen netto|summe nachlasse|"
        "summe zuschlage|gesamtbetrag der zuschlage|gesamtbetrag der abschlage"
    ),
    "net": (
        "netto|nettobetrag|nettosumme|summe netto|gesamt netto|netto gesamt|gesamtbetrag netto|"
        "nettogesamtbetrag|rechnungsbetrag netto|nettowarenwert|netto betrag|netto summe|"
        "gesamtnetto|nettopreis|nettowert|exkl mwst|ohne mwst|ohne ust|gesamt exkl|"
        "bemessungsgrundlage|steuerbasis|steuerbetrag auf|gesamtsumme netto|"
        "rechnungsbetrag ohne mwst|warenwert netto|netto warenwert|nettoentgelt|entgelt|"
        "rechnungssumme ohne ust|summe ohne ust|summe ohne mwst|ohne umsatzsteuer|"
        "gesamt ohne ust|summe netto ohne ust|rechnungssumme ohne mwst|basisbetrag"
    ),
    "tax": (
        "mwst|ust|mehrwertsteuer|umsatzsteuer|mwst betrag|ust betrag|steuerbetrag|"
        "umsatzsteuerbetrag|mehrwertsteuerbetrag|steuer|summe ust|summe mwst|summe umsatzsteuer|"
        "ust gesamt|mwst gesamt|zzgl mwst|zzgl ust|zuzuglich umsatzsteuer|zuzuglich mwst|"
        "zuzuglich mehrwertsteuer|zzgl umsatzsteuer|gesamt mwst|gesamt ust|versicherungsteuer|"
        "zuzugl ust|zuzugl mwst|umsatzsteuer gesamt|steuersumme"
    ),
    "tax_included": (
        "enthaltene mwst|enthaltene ust|darin enthalten|davon mwst|davon ust|enthalten|enthalt|"
        "beinhaltet|inkl mwst|inklusive mwst|inkl ust|inkl mehrwertsteuer|im preis enthalten|"
        "enthaltene umsatzsteuer|enthaltene mehrwertsteuer"
    ),
    "rounding": "rundung|rundungsdifferenz|rundungsbetrag|rundungsausgleich",
    "rounded": "gerundet|nach rundung",
    "discount": (
        "rabatt|nachlass|skonto|abzug|gutschein|ersparnis|preisvorteil|abschlag|rechnungsrabatt|"
        "coupon"
    ),
    "cash": (
        "bar|gegeben|bargeld|barzahlung|bezahlt|erhalten|gegeben bar|bar gegeben|bargegeben|"
        "zahlung|betrag erhalten|gezahlt|barbetrag"
    ),
    "card": (
        "ec karte|girocard|kreditkarte|ec cash|karte|kartenzahlung|debitkarte|bankomat|"
        "bankomatkarte|ec|lastschrift|twint|postcard|kontaktlos|karte girocard"
    ),
    "change": (
        "ruckgeld|wechselgeld|zuruck|retourgeld|rueckgeld|zurueck|ruckgeld bar|retour|herausgeld"
    ),
    "tip": "trinkgeld",
    "deposit": "pfand|leergut|einwegpfand|mehrwegpfand",
    "service": (
        "versand|versandkosten|porto|lieferkosten|fracht|bearbeitungsgebuhr|versandkosten netto|"
        "liefergebuhr|frachtkosten|zuschlag"
    ),
    "prepaid": (
        "anzahlung|bereits bezahlt|abzuglich anzahlung|vorauszahlung|abschlagszahlung|"
        "bereits gezahlt|geleistete zahlungen|abzgl anzahlung|bereits gezahlter betrag|"
        "gutschrift vom|erhaltene anzahlungen|erhaltene anzahlung|geleistete anzahlungen|"
        "bereits geleistete zahlungen|abschlage|geleistete abschlage|gezahlter betrag|"
        "vorausgezahlt|gezahlte abschlage"
    ),
    "arrears": (
        "ausstehende forderung|ausstehende forderungen|offene zahlungen|ruckstand|ruckstande|"
        "zahlungsruckstand|saldovortrag|forderung aus vormonat|forderungen aus vormonaten|"
        "offene posten|offener saldo|ubertrag vormonat|saldo vormonat|aus fruheren rechnungen"
    ),
    "quantity": "menge|anzahl|stuck|artikel|posten|anzahl artikel|positionen|stk|anz",
    "saving": "gespart|sie sparen|ersparnis",
    "points": "punkte|treuepunkte|bonuspunkte|payback",
    "unit": "einzelpreis|stuckpreis|preis|bruttopreis|ep|e preis|einzel|preis pro einheit|basispreis",
    "tax_summary": (
        "steueraufstellung|mwst satz|ust satz|aufschlusselung der umsatzsteuer|steuersatz|"
        "umsatzsteueraufschlusselung|umsatzsteuersatz|mwst aufstellung|steueraufschlusselung|"
        "steuerkategorie|umsatzsteuerkategorie"
    ),
    "incl": "inkl|inklusive|einschl|einschliesslich|incl",
    "excl": "exkl|exklusive|ohne|zzgl|zuzuglich",
    "date": (
        "datum|rechnungsdatum|belegdatum|beleg datum|ausstellungsdatum|rechnung vom|re datum|"
        "rechnungs datum|gutschriftsdatum|dokumentdatum|rg datum|fakturadatum|ausgestellt am|"
        "druckdatum rechnung|buchungsdatum|kaufdatum|datum rechnung|erstellt am"
    ),
    "due_date": (
        "fallig am|falligkeit|falligkeitsdatum|zahlbar bis|fallig bis|zahlungsziel|"
        "falligkeitstag|zu zahlen bis|bitte uberweisen sie bis zum|zahlbar bis zum|"
        "uberweisen sie bis|bis spatestens|zahlbar ohne abzug bis|zahlungsfrist|fallig zum|"
        "fallig|bitte zahlen sie bis|zahlungsziel bis|spatestens bis zum|bis zum|zahlen bis|"
        "uberweisen bis|zahlbar am|spatestens zum|lastschrift zum|abbuchung am|rein netto bis|"
        "netto bis"
    ),
    "other_date": (
        "lieferdatum|leistungsdatum|bestelldatum|auftragsdatum|liefertermin|leistungszeitraum|"
        "lieferzeitraum|zeitraum|rechnungszeitraum|abrechnungszeitraum|gultig bis|geburtsdatum|"
        "liefer bzw leistungsdatum|versanddatum|druckdatum|valuta|ab|seit|lieferscheindatum|"
        "leistungs datum|bestell datum|lieferschein datum|auftrag datum lief|vertragsbeginn|"
        "vertragsende|stand|liefertag|leistungstag|reisedatum|abrechnung vom|bestellung vom|"
        "lieferung vom|auftrag vom|bestellt am|geliefert am|schreiben vom|schreibens vom|"
        "skonto bis|bei zahlung bis|lieferschein vom|angebot vom|vertrag vom|telefonats vom|"
        "mindesthaltbarkeit|anreise|abreise|version|stand vom|stylesheet version|"
        "codelisten version|zur rechnung|zu rechnung|zu unserer rechnung|zu der rechnung|"
        "bezug rechnung|unserer rechnung|ihrer rechnung|tag der lieferung|leistungszeitpunkt"
    ),
    "number": (
        "rechnungsnummer|rechnungsnr|rechnung nr|rechnungs nr|rechnung|re nr|beleg nr|"
        "belegnummer|belegnr|bon nr|rg nr|rechnung nummer|gutschriftsnummer|gutschrift nr|"
        "quittung nr|dokumentnummer|fakturanummer|faktura nr|rechnungs nummer|dokument nr|"
        "stornorechnung nr|invoice nr|bonnummer|beitragsrechnung|re nummer|rechnungs id|"
        "kassenbon nr|gutschriftnummer|rechnungskorrektur nr|belegnummer rechnung|warenrechnung|"
        "abschlagsrechnung nr|schlussrechnung nr|abschlagsrechnung|schlussrechnung|teilrechnung|"
        "teilrechnung nr|stornorechnung|handwerkerrechnung|rechnungskorrektur|"
        "rechnungs korrektur|bonnr|bon|beleg|honorarnote nr|gutschrift nummer"
    ),
    "customer_number": (
        "kundennummer|kunden nr|kundennr|kd nr|debitor|debitorennummer|ihre kundennummer|"
        "vertragskonto|vertragskontonummer|mitgliedsnummer|kunde nr|ihre nummer|kundenkonto|"
        "debitor nr|mitglieds nr"
    ),
    "other_number": (
        "bestellnummer|bestell nr|auftragsnummer|auftrags nr|auftrag nr|lieferscheinnummer|"
        "lieferschein nr|lieferschein|vertragsnummer|vertrags nr|steuernummer|steuer nr|st nr|"
        "ust id|ust idnr|ust id nr|ustid|umsatzsteuer id|tel|telefon|fax|hrb|handelsregister|"
        "artikelnummer|art nr|ihre bestellung|ihr zeichen|unser zeichen|tisch|kasse|bediener|"
        "kassierer|filiale|terminal id|ta nr|trace nr|mandatsreferenz|glaubiger id|kassen nr|uid|"
        "uid nr|bankleitzahl|blz|konto nr|kontonummer|bestellung|auftrag|projekt|projektnummer|"
        "angebot nr|angebotsnummer|leitweg id|referenz|referenznummer|zahlernummer|"
        "versicherungsnummer|versicherungsschein nr|lief nr|gln|mobil|durchwahl|seriennummer|"
        "identnr|kommission|objekt|personalnummer|telefax|ursprungsbeleg nr|kostenstelle|"
        "wee reg nr|zur rechnung|zu rechnung|zu unserer rechnung|zu der rechnung|bezug rechnung|"
        "unserer rechnung|ihrer rechnung"
    ),
    "payment_reference": (
        "verwendungszweck|zahlungsreferenz|referenz bei zahlung|kassenzeichen|"
        "bitte bei zahlung angeben|bei zahlung bitte angeben|buchungszeichen|zahlungshinweis|"
        "bei zahlung angeben|bei uberweisung angeben|referenznummer zahlung"
    ),
    "seller": (
        "verkaufer|lieferant|rechnungssteller|absender|firmenname|leistungserbringer|"
        "kontoinhaber|anbieter|zahlungsempfanger|auftragnehmer|informationen zum verkaufer|"
        "inhaber|unternehmer|empfanger der zahlung"
    ),
    "buyer": (
        "kaufer|kunde|rechnungsempfanger|empfanger|lieferadresse|lieferanschrift|"
        "rechnungsadresse|rechnungsanschrift|warenempfanger|auftraggeber|leistungsempfanger|"
        "rechnung an|herrn|herr|frau|firma|informationen zum kaufer|an|bestellt von|besteller|"
        "lieferung an|versicherungsnehmer|mieter|patient"
    ),
    "kind_invoice": (
        "rechnung|rechnungsbeleg|faktura|honorarrechnung|schlussrechnung|abschlagsrechnung|"
        "warenrechnung|beitragsrechnung|sammelrechnung|teilrechnung|honorarnote|jahresrechnung|"
        "gebuhrenbescheid|stromrechnung|monatsrechnung|beitragsbescheid|proforma|dauerrechnung"
    ),
    "kind_credit_note": "gutschrift|gutschriftsanzeige|retourengutschrift",
    "kind_correction": (
        "rechnungskorrektur|stornorechnung|storno|korrekturrechnung|rechnungsstorno|stornierung|"
        "rechnungskorrekturbeleg|rechnungs korrektur|korrigierte rechnung|rechnungsberichtigung"
    ),
    "kind_receipt": (
        "kassenbon|kassenbeleg|quittung|bon|beleg|barverkauf|kassenzettel|kassabon|"
        "bewirtungsbeleg|kassaquittung"
    ),
    "kind_reminder": (
        "mahnung|zahlungserinnerung|zahlungsaufforderung|letzte mahnung|mahngebuhr|mahngebuhren"
    ),
    "kind_order": "auftragsbestatigung|bestellbestatigung|bestellung|auftragserteilung",
    "kind_quote": "angebot|kostenvoranschlag|offerte|proformarechnung",
    "kind_delivery_note": "lieferschein|warenbegleitschein|packzettel|packliste",
    "kind_bank_statement": (
        "kontoauszug|kontostand|alter saldo|neuer saldo|anfangssaldo|endsaldo|kontoabschluss|"
        "kreditkartenabrechnung|umsatzubersicht|alter kontostand|neuer kontostand"
    ),
    "kind_contract": (
        "vertrag|mietvertrag|kaufvertrag|arbeitsvertrag|versicherungsschein|vertragsbestatigung|"
        "dienstvertrag|leasingvertrag|vereinbarung|darlehensvertrag|versicherungspolice"
    ),
    "kind_payslip": (
        "gehaltsabrechnung|lohnabrechnung|entgeltabrechnung|verdienstabrechnung|bezugemitteilung|"
        "lohnzettel|gehaltszettel|gehaltsmitteilung|abrechnung der brutto netto bezuge|"
        "nettoverdienst|auszahlungsbetrag gehalt|lohn und gehaltsabrechnung|lohnausweis|"
        "lohn gehaltsabrechnung|brutto netto abrechnung|gesamtbrutto|bezugeabrechnung"
    ),
    "date_of": "vom|am|den",
}
