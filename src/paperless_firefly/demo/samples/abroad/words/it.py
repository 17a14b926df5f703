"""Italian words of sample papers."""

MONTHS = (
    "gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre"
)

WORDS = {
    "invoice": "Fattura|FATTURA|Parcella|Fattura di vendita|Fattura immediata", "credit_note": "Nota di credito|NOTA DI CREDITO|Nota di accredito|Nota credito",
    "reminder": "Sollecito di pagamento|Secondo sollecito|Avviso di mancato pagamento", "order": "Conferma d'ordine|Conferma ordine", "quote": "Preventivo|Offerta",
    "delivery": "Documento di trasporto|DDT", "payslip": "Busta paga|Cedolino paga|Prospetto paga",
    "number": "Fattura n.|Numero fattura|N. fattura|Fattura nr.|Numero documento|Fatt. n.", "credit_number": "Nota di credito n.|Numero nota|Numero documento|N. documento",
    "other_number": "Riferimento|Ordine n.|Numero pratica|Documento n.", "date": "Data fattura|Data|Data documento|Data emissione|Emessa il",
    "due": "Scadenza|Data scadenza|Scadenza pagamento|Da pagare entro il|Pagamento entro", "delivered": "Data consegna|Data di consegna|Consegnato il",
    "ordered": "Data ordine|Ordinato il", "customer": "Codice cliente|Cod. cliente|N. cliente", "order_ref": "Vs. ordine|Rif. ordine|Ordine n.",
    "pos": "Cod.|N.", "item": "Descrizione|Articolo|Prestazione", "qty": "Q.tà|Quantità", "price": "Prezzo unitario|Prezzo unit.|Prezzo", "amount": "Importo|Totale|Imponibile", "rate": "IVA|% IVA",
    "net": "Imponibile|Totale imponibile|Totale netto|Totale merce", "tax": "IVA {rate}%|I.V.A. {rate} %|Imposta {rate}%|IVA al {rate}%",
    "total": "Totale fattura|Totale documento|Totale da pagare|Netto a pagare|TOTALE FATTURA|Importo totale", "payable": "Totale da pagare|Netto a pagare|Importo da pagare",
    "credit_total": "Totale nota di credito|Totale documento|Totale a Vs. credito|Totale",
    "pay_by": "Pagamento entro il {date} mediante bonifico.|Si prega di pagare entro il {date}.|Da saldare entro il {date}.", "terms": "Pagamento: bonifico bancario {days} gg data fattura|Condizioni di pagamento: {days} giorni data fattura|Pagamento a {days} gg|Bonifico a {days} giorni",
    "thanks": "Grazie per la fiducia.|Cordiali saluti", "seller_head": "Cedente|Fornitore|Venditore", "buyer_head": "Spett.le|Cliente|Destinatario|Cessionario", "bank": "Coordinate bancarie|Banca d'appoggio",
    "on": "del", "place_date": "{city}, {date}|{city}, lì {date}", "period": "Periodo di riferimento|Periodo", "tax_rate": "Aliquota|% IVA", "tax_base": "Imponibile|Base", "tax_amount": "Imposta|IVA", "tax_gross": "Totale",
    "receipt_no": "Documento n.|Scontrino n.|DOC.|Doc. n.", "receipt_date": "Data|", "subtotal": "Subtotale|SUBTOTALE", "receipt_total": "TOTALE COMPLESSIVO|TOTALE EURO|TOTALE|Totale da pagare|Importo totale",
    "cash": "Contanti|CONTANTE|Pagamento contante", "card": "Bancomat|Carta di credito|Pagamento elettronico|POS", "change": "Resto|RESTO", "rounding": "Arrotondamento", "discount": "Sconto|Sconto soci", "deposit": "Cauzione|Vuoto a rendere", "tip": "Mancia",
    "table": "Tavolo|Tav.", "waiter": "Cameriere|Operatore", "receipt_tax": "di cui IVA {rate}%|di cui IVA|IVA {rate}%", "receipt_thanks": "Grazie e arrivederci|Grazie della visita", "till": "Cassa", "time": "ore|", "card_no": "Carta|PAN",
    "credit_ref": "Storno fattura n. {ref} del {date}|A rettifica della fattura {ref} del {date}", "reminder_text": "Ci risulta ancora insoluta la fattura n. {ref} del {date}.", "order_text": "Vi ringraziamo per il Vostro ordine, che confermiamo come segue:",
    "quote_text": "Vi sottoponiamo la nostra migliore offerta, valida 30 giorni:", "delivery_text": "Trasporto a cura del mittente, causale: vendita",
    "gross_pay": "Retribuzione lorda|Totale competenze", "deduction": "Ritenute IRPEF|Contributi INPS", "net_pay": "Netto in busta|Netto del mese", "employee": "Dipendente|Matricola", "month": "Periodo di retribuzione|Mese",
    "open": "Importo insoluto|Totale scaduto", "greeting": "Gentile cliente,|Spettabile ditta,", "page": "Pagina 1 di 1|Pag. 1/1",
}  # fmt: skip

COUNTRY_WORDS = {
    "IT": {"vat_id": "P.IVA {id}|Partita IVA: {id}|P. IVA e C.F. {id}|C.F./P.IVA {id}"}
}

ITEMS = "Manutenzione caldaia=130.00|Cartuccia nera=22.90|Consulenza oraria=85.00|Sedia da ufficio=249.00|Spese di viaggio=34.50|Hosting web annuale=119.00|Riparazione finestra=365.00|Tavole di rovere=61.20"
SHOP = "Latte intero 1L=1.59|Pane casereccio=2.40|Burro 250g=2.85|Succo arancia=1.89|Caffè macinato=4.99|Detersivo=7.20|Banane=1.47|Yogurt bianco=0.95|Viti 4x40=3.30"
MENU = "Pizza Margherita=7.50|Spaghetti vongole=14.00|Tiramisù=5.50|Acqua naturale=2.50|Caffè=1.30|Insalata mista=5.00|Coperto=2.00"
