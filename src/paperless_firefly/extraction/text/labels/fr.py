"""French labels, one role a line."""

LABELS = {
    "total": (
        "total ttc|montant ttc|montant total|total general|total toutes taxes comprises|"
        "montant total ttc|total facture|total a payer ttc|prix total|prix ttc|"
        "total tva comprise|total tva incluse|ttc|montant de la facture|total eur ttc|"
        "total en euros|total avoir ttc|montant de l avoir|total avoir|net a votre credit|"
        "montant credite"
    ),
    "sum": "total|somme|montant",
    "payable": (
        "net a payer|a payer|reste a payer|montant a payer|solde a payer|total a payer|"
        "montant du|solde du|net a payer ttc|somme a payer|montant a regler|total du|a regler|"
        "restant du|total a regler"
    ),
    "subtotal": "sous total|total partiel|total articles|total lignes",
    "net": (
        "total ht|montant ht|ht|total hors taxes|hors taxes|montant hors taxes|base ht|"
        "total net ht|montant net|total net|prix ht|base tva|base|total hors tva|hors tva|net ht|"
        "somme ht"
    ),
    "tax": "tva|montant tva|total tva|taxes|taxe|montant de la tva|total taxes|dont taxe",
    "tax_included": "dont tva|tva incluse|tva comprise|y compris tva|inclus",
    "rounding": "arrondi|ecart d arrondi",
    "rounded": "total arrondi",
    "discount": "remise|rabais|escompte|reduction|ristourne|bon d achat|avoir deduit",
    "cash": (
        "especes|especes recues|recu|paye|montant recu|reglement|paiement|regle|donne|espece|verse"
    ),
    "card": (
        "carte bancaire|cb|carte|carte de credit|carte bleue|carte credit|sans contact|cb emv"
    ),
    "change": "rendu|monnaie|monnaie rendue|rendu monnaie|a rendre|rendu especes",
    "tip": "pourboire",
    "deposit": "consigne",
    "service": "frais de port|livraison|frais de livraison|port|frais d envoi",
    "prepaid": "acompte|deja paye|acompte verse|acomptes|deja regle|montant deja paye|avance",
    "arrears": (
        "solde anterieur|solde precedent|report de solde|arrieres|impayes|ancien solde|"
        "solde reporte|reste du anterieur"
    ),
    "quantity": (
        "quantite|qte|nombre d articles|articles|nb articles|nombre|nbre articles|article s"
    ),
    "saving": "economie|vous economisez",
    "points": "points fidelite|fidelite",
    "unit": "prix unitaire|pu|pu ht|p u|prix",
    "tax_summary": "detail tva|recapitulatif tva|ventilation tva|taux|taux tva|code tva",
    "incl": "ttc|tva comprise|tva incluse|toutes taxes comprises|inclus",
    "excl": "ht|hors taxes|hors tva",
    "date": (
        "date|date de facture|date facture|date de la facture|date d emission|emise le|"
        "facture du|date emission|date du document|etablie le|date de facturation|"
        "date de l avoir|facture le|emis le"
    ),
    "due_date": (
        "date d echeance|echeance|date limite de paiement|a payer avant le|payable avant le|"
        "a regler avant le|date echeance|date de reglement|date de paiement|payable le|"
        "reglement avant le|payable jusqu au|a payer jusqu au|payable au|prelevement le|"
        "preleve le|limite de paiement|a payer avant|echeance le|regler avant|date limite|"
        "a payer le|au plus tard le|paiement attendu pour le"
    ),
    "other_date": (
        "date de livraison|date de commande|periode|livraison le|commande du|periode du|"
        "date de debut|date de fin|valable jusqu au|date de prestation|"
        "date de debut de prestation|date de fin de prestation|date de facture associee|livre le|"
        "date debut|date fin|date de naissance|commande le|depuis le|sur facture|la facture|"
        "sur la facture|de la facture|date d execution"
    ),
    "number": (
        "facture no|facture n|numero de facture|no de facture|n de facture|n facture|"
        "facture numero|no facture|facture|ref facture|recu n|ticket n|numero facture|avoir n|"
        "numero d avoir|n ticket|avoir no|reference facture|facture nr|facture ref|note n|"
        "ticket no|numero de document|n d avoir|ticket|n de piece|piece n|note de credit n|"
        "recu no|no ticket|note no|no d avoir|no de piece|piece no|note de credit no"
    ),
    "customer_number": (
        "numero client|no client|n client|code client|n de client|reference client|ref client|"
        "numero de client|compte client|identifiant client|no de client"
    ),
    "other_number": (
        "numero de commande|n commande|bon de commande|siret|siren|rcs|tva intracommunautaire|"
        "n tva|n tva intra|numero de tva|tel|telephone|fax|n de tva|no tva|code ape|ape|"
        "bon de livraison|n bon de livraison|commande|n bon de commande|contrat|n contrat|caisse|"
        "table|n de commande|n de facture associee|ref|commande n|reference commande|"
        "n bon de vente|numero tva|naf|devis n|ide|mobile|tva intra|vos references|"
        "nos references|n de contrat|numero de contrat|sur facture|la facture|sur la facture|"
        "de la facture|relatif a la facture|no commande|no tva intra|no de tva|"
        "no bon de livraison|no bon de commande|no contrat|no de commande|no de facture associee|"
        "commande no|no bon de vente|devis no|no de contrat"
    ),
    "payment_reference": (
        "reference de paiement|communication|communication structuree|reference a rappeler|"
        "reference du virement|motif de paiement|libelle du virement|reference paiement|motif"
    ),
    "seller": (
        "vendeur|fournisseur|emetteur|prestataire|de la part de|beneficiaire|titulaire|"
        "titulaire du compte"
    ),
    "buyer": (
        "acheteur|client|facture a|destinataire|adresse de facturation|adresse de livraison|"
        "livre a|adresse du client|facturer a|livraison|a l attention de|monsieur|madame"
    ),
    "kind_invoice": "facture|facture d acompte|note d honoraires|facture de vente",
    "kind_credit_note": "avoir|facture d avoir|note de credit",
    "kind_correction": "facture rectificative|facture corrective",
    "kind_receipt": ("ticket|ticket de caisse|recu|quittance|addition|justificatif de paiement"),
    "kind_reminder": (
        "rappel|relance|mise en demeure|rappel de paiement|lettre de relance|dernier rappel"
    ),
    "kind_order": (
        "bon de commande|confirmation de commande|accuse de reception de commande|commande"
    ),
    "kind_quote": "devis|facture proforma|facture pro forma|offre de prix",
    "kind_delivery_note": "bon de livraison|bordereau de livraison",
    "kind_bank_statement": (
        "releve de compte|releve bancaire|extrait de compte|ancien solde|nouveau solde|"
        "releve d identite bancaire"
    ),
    "kind_contract": (
        "contrat|contrat de location|contrat de travail|bail|conditions particulieres"
    ),
    "kind_payslip": (
        "bulletin de paie|bulletin de salaire|fiche de paie|net paye|salaire brut|"
        "decompte de salaire|fiche de salaire"
    ),
    "date_of": "du|le|en date du",
}
