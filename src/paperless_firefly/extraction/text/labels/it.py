"""Italian labels, one role a line."""

LABELS = {
    "total": (
        "totale complessivo|totale fattura|totale documento|importo totale|totale generale|"
        "totale ivato|totale iva inclusa|totale ivi compresa|totale lordo|importo complessivo|"
        "totale euro|totale eur|totale con iva|importo totale documento|totale iva compresa|"
        "totale nota di credito|totale nota credito|totale a vs credito|totale nota"
    ),
    "sum": "totale|somma|importo|tot",
    "payable": (
        "da pagare|totale da pagare|importo da pagare|netto a pagare|totale a pagare|saldo|"
        "importo dovuto|totale dovuto|saldo da pagare|importo da versare|netto da pagare"
    ),
    "subtotal": "subtotale|sub totale|totale parziale|totale merce|parziale|totale righe",
    "net": (
        "imponibile|totale imponibile|imponibile iva|importo netto|totale netto|netto|"
        "base imponibile|iva esclusa|al netto iva|totale senza iva|totale merce netto|"
        "prezzo netto"
    ),
    "tax": "iva|imposta|totale iva|totale imposta|importo iva|imposte|totale imposte",
    "tax_included": "di cui iva|iva inclusa|iva compresa|compresa iva",
    "rounding": "arrotondamento",
    "rounded": "totale arrotondato",
    "discount": "sconto|abbuono|ribasso|buono sconto",
    "cash": (
        "contante|contanti|pagamento contante|pagato|ricevuto|pagamento|importo pagato|"
        "pagamento contanti|pagato contanti"
    ),
    "card": (
        "carta di credito|bancomat|pagamento elettronico|carta|carta di debito|bancomat carta"
    ),
    "change": "resto",
    "tip": "mancia",
    "deposit": "cauzione|deposito",
    "service": "spese di spedizione|trasporto|coperto|spese di trasporto|spese|spedizione",
    "prepaid": "acconto|gia pagato|acconto versato|importo gia pagato",
    "arrears": (
        "saldo precedente|importo arretrato|arretrati|insoluti|morosita|importi arretrati|"
        "bollette precedenti non pagate"
    ),
    "quantity": "quantita|qta|numero articoli|articoli|pezzi|n articoli|n pezzi",
    "saving": "risparmio|hai risparmiato",
    "points": "punti|punti fedelta",
    "unit": "prezzo unitario|prezzo|pr unitario",
    "tax_summary": (
        "riepilogo iva|aliquota|aliquota iva|riepilogo aliquote|dettaglio iva|castelletto iva|"
        "cod iva"
    ),
    "incl": "iva inclusa|iva compresa|incluso|compreso",
    "excl": "iva esclusa|escluso|esclusa",
    "date": (
        "data|data fattura|data documento|data di emissione|data emissione|fattura del|emessa il|"
        "data della fattura|data nota di credito|data ricevuta|emesso il"
    ),
    "due_date": (
        "scadenza|data di scadenza|data scadenza|da pagare entro il|da pagare entro|"
        "pagamento entro|scadenza pagamento|pagare entro il|termine di pagamento|entro il|"
        "scade il|pagabile entro|pagabile entro il|pagamento entro il|da saldare entro il"
    ),
    "other_date": (
        "data di consegna|data ordine|periodo|data consegna|valido fino al|dal|al|"
        "data di nascita|data trasporto|data prestazione|ordine del|data dell ordine|"
        "consegna del|ddt del|storno fattura|storno fattura n|della fattura|della fattura n|"
        "la fattura|la fattura n|rif fattura|ordinato il|consegnato il"
    ),
    "number": (
        "fattura n|fattura nr|numero fattura|fattura numero|n fattura|fattura|documento n|"
        "numero documento|ricevuta n|scontrino n|nota di credito n|doc n|n documento|num fattura|"
        "fattura no|n doc|documento numero|fattura di vendita n|numero nota di credito|"
        "nr fattura|doc nr|num doc|ricevuta fiscale n|fatt n|doc|numero nota|nota credito n|"
        "nota n|no fattura|documento no|ricevuta no|scontrino no|nota di credito no|doc no|"
        "no documento|no doc|fattura di vendita no|ricevuta fiscale no|fatt no|nota credito no|"
        "nota no"
    ),
    "customer_number": (
        "codice cliente|numero cliente|n cliente|cod cliente|cliente n|nr cliente|cod cli|"
        "no cliente|cliente no"
    ),
    "other_number": (
        "numero ordine|ordine n|partita iva|p iva|codice fiscale|cod fisc|tel|telefono|fax|ddt|"
        "ddt n|ordine|rea|codice destinatario|pec|tavolo|cassa|operatore|cap soc|contratto|"
        "n ordine|numero contratto|vs ordine|codice univoco|cellulare|ns rif|vs rif|contratto n|"
        "cig|cup|preventivo n|storno fattura|storno fattura n|della fattura|della fattura n|"
        "la fattura|la fattura n|rif fattura|a rettifica della fattura|ordine no|ddt no|"
        "no ordine|contratto no|preventivo no|storno fattura no|della fattura no|la fattura no"
    ),
    "payment_reference": (
        "causale|riferimento pagamento|causale bonifico|causale di pagamento|"
        "causale del bonifico|causale versamento"
    ),
    "seller": (
        "venditore|fornitore|cedente|cedente prestatore|prestatore|mittente|intestatario|"
        "emittente|intestatario del conto|beneficiario"
    ),
    "buyer": (
        "acquirente|cliente|cessionario|committente|cessionario committente|destinatario|"
        "intestato a|spett le|spettabile|fatturare a|indirizzo di fatturazione|egr|"
        "indirizzo di consegna|spett|destinazione merce|luogo di destinazione"
    ),
    "kind_invoice": (
        "fattura|parcella|fattura accompagnatoria|fattura immediata|fattura di vendita|"
        "fattura differita"
    ),
    "kind_credit_note": "nota di credito|nota credito|nota di accredito",
    "kind_correction": "storno fattura|storno fattura n|fattura rettificativa|fattura di rettifica",
    "kind_receipt": ("scontrino|ricevuta|ricevuta fiscale|documento commerciale|scontrino fiscale"),
    "kind_reminder": "sollecito|sollecito di pagamento|diffida|secondo sollecito",
    "kind_order": "conferma d ordine|conferma ordine|ordine di acquisto|conferma dell ordine",
    "kind_quote": "preventivo|offerta|fattura proforma|fattura pro forma",
    "kind_delivery_note": "documento di trasporto|bolla di consegna|bolla|ddt",
    "kind_bank_statement": "estratto conto|saldo iniziale|saldo finale|saldo contabile",
    "kind_contract": "contratto|contratto di locazione|contratto di lavoro|polizza",
    "kind_payslip": (
        "busta paga|cedolino|cedolino paga|netto in busta|prospetto paga|retribuzione|netto busta"
    ),
    "date_of": "del|in data|il",
}
