"""French words of sample papers, as papers in France, Belgium and Switzerland have them."""

MONTHS = "janvier février mars avril mai juin juillet août septembre octobre novembre décembre"

WORDS = {
    "invoice": "Facture|FACTURE|Note d'honoraires|Facture de vente", "credit_note": "Avoir|Facture d'avoir|Note de crédit|AVOIR",
    "reminder": "Rappel de paiement|Relance|Mise en demeure|Rappel", "order": "Confirmation de commande|Accusé de réception de commande",
    "quote": "Devis|DEVIS|Offre de prix", "delivery": "Bon de livraison|BON DE LIVRAISON", "payslip": "Bulletin de paie|Bulletin de salaire|Fiche de paie",
    "number": "Facture n°|N° de facture|Numéro de facture|Facture N°|Réf. facture|N° facture", "credit_number": "Avoir n°|N° d'avoir|Numéro|N° de pièce",
    "other_number": "N° de dossier|Référence|Commande n°|N° de document", "date": "Date de facture|Date|Date d'émission|Facturé le|Date de facturation|Émise le",
    "due": "Date d'échéance|Échéance|À payer avant le|Payable le|Échéance le|À régler avant le", "delivered": "Date de livraison|Date de prestation|Livré le|Date d'exécution",
    "ordered": "Date de commande|Commandé le", "customer": "N° client|Code client|Référence client", "order_ref": "Votre commande|Commande n°|Bon de commande",
    "pos": "Réf.|N°", "item": "Désignation|Description|Libellé", "qty": "Qté|Quantité", "price": "P.U. HT|Prix unitaire|PU", "amount": "Montant HT|Total HT|Montant", "rate": "TVA|TVA %",
    "net": "Total HT|Sous-total HT|Montant HT|Total hors TVA", "tax": "TVA {rate} %|TVA ({rate}%)|Montant TVA {rate} %|T.V.A. {rate}%",
    "total": "Total TTC|Net à payer|Montant TTC|Total à payer|TOTAL TTC|Montant total TTC", "payable": "Net à payer|Montant à payer|Solde dû|À payer",
    "credit_total": "Total TTC|Montant de l'avoir|Total avoir TTC|Net à votre crédit",
    "pay_by": "À régler avant le {date}.|Merci de régler au plus tard le {date}.|Payable au plus tard le {date} par virement.|Paiement attendu pour le {date}.",
    "terms": "Règlement à {days} jours|Conditions de paiement : {days} jours date de facture|Paiement à {days} jours net|Payable à {days} jours",
    "thanks": "Merci de votre confiance.|Nous vous remercions de votre commande.", "seller_head": "Vendeur|Émetteur|Fournisseur", "buyer_head": "Client|Facturé à|Destinataire|Adresse de facturation",
    "bank": "Coordonnées bancaires|Banque", "on": "du", "place_date": "{city}, le {date}|Fait à {city}, le {date}", "period": "Période|Période de facturation",
    "tax_rate": "Taux|Taux TVA", "tax_base": "Base HT|Base", "tax_amount": "Montant TVA|TVA", "tax_gross": "TTC",
    "receipt_no": "Ticket n°|Ticket|N° ticket|Note n°", "receipt_date": "Date|Le|", "subtotal": "Sous-total|SOUS TOTAL", "receipt_total": "TOTAL TTC|TOTAL|A PAYER|Total à payer|NET A PAYER",
    "cash": "Espèces|ESPECES|Reçu espèces", "card": "Carte bancaire|CB|Carte bleue|Bancontact", "change": "Rendu|Monnaie rendue|A rendre|RENDU MONNAIE", "rounding": "Arrondi|Arrondi caisse", "discount": "Remise|Réduction|Remise fidélité",
    "deposit": "Consigne|Vidange", "tip": "Pourboire", "table": "Table|Table n°", "waiter": "Serveur|Servi par", "receipt_tax": "dont TVA {rate}%|TVA {rate}%|TVA {rate} % incluse",
    "receipt_thanks": "Merci de votre visite|Merci et à bientôt !", "till": "Caisse", "time": "", "card_no": "Carte|N° carte",
    "credit_ref": "Avoir sur facture {ref} du {date}|Annule et remplace la facture {ref} du {date}", "reminder_text": "Sauf erreur de notre part, la facture {ref} du {date} reste impayée.",
    "order_text": "Nous avons bien reçu votre commande et la confirmons comme suit :", "quote_text": "Nous avons le plaisir de vous proposer, offre valable 30 jours :", "delivery_text": "Nous vous avons livré les articles suivants :",
    "gross_pay": "Salaire brut|Total brut", "deduction": "Cotisations salariales|Impôt sur le revenu", "net_pay": "Net à payer|Net payé", "employee": "Salarié|Matricule", "month": "Période|Mois",
    "open": "Montant impayé|Solde restant dû", "greeting": "Madame, Monsieur,|Cher client,", "page": "Page 1/1|Page 1 sur 1",
}  # fmt: skip

COUNTRY_WORDS = {
    "FR": {"vat_id": "N° TVA intracommunautaire : {id}|TVA intra. {id}|N° TVA {id}"},
    "BE": {"vat_id": "TVA {id}|N° TVA : {id}|N° d'entreprise {id}", "total": "Total TVAC|Total à payer|Montant total TVA comprise|Total TVA incluse", "net": "Total HTVA|Total hors TVA|Montant HTVA", "amount": "Total HTVA|Montant", "price": "Prix unitaire|P.U.", "receipt_total": "TOTAL|A PAYER|Total TVAC", "credit_note": "Note de crédit|NOTE DE CREDIT", "credit_total": "Total TVAC|Montant crédité"},
    "CH": {"vat_id": "N° TVA {id}|{id} TVA|IDE {id}", "total": "Total TTC|Montant total|Total de la facture|Total CHF", "net": "Total hors TVA|Sous-total", "price": "Prix unitaire|Prix unit.", "amount": "Montant|Total CHF", "card": "Maestro|TWINT|Carte PostFinance", "receipt_total": "TOTAL|Total CHF|A PAYER"},
}  # fmt: skip

ITEMS = "Entretien chaudière=135.00|Cartouche d'encre noire=24.90|Conseil, par heure=90.00|Chaise de bureau=259.00|Frais de déplacement=32.50|Hébergement web=11.90|Réparation de fenêtre=388.00|Planches de chêne=62.40"
SHOP = "Lait demi-écrémé=1.15|Baguette tradition=1.30|Beurre doux=2.65|Jus d'orange 1L=2.19|Café moulu=5.95|Lessive liquide=8.40|Bananes=1.64|Yaourt nature=1.25|Vis 4x40=3.90"
MENU = "Steak frites=17.50|Soupe à l'oignon=7.20|Tarte aux pommes=6.50|Eau gazeuse 50cl=3.80|Café crème=3.20|Croque-monsieur=9.90|Salade niçoise=13.40"
