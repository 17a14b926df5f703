"""Czech labels, one role a line."""

LABELS = {
    "total": (
        "celkem s dph|celkova castka|celkem vcetne dph|cena celkem|celkem kc|castka celkem|"
        "celkem czk|celkem vc dph|celkova cena|fakturovana castka|cena celkem s dph|celkem vc|"
        "celkem s dani|soucet s dph|celkem k vraceni|k vraceni|castka k vraceni|vratka celkem"
    ),
    "sum": "celkem|soucet|suma|castka",
    "payable": (
        "k uhrade|celkem k uhrade|zbyva uhradit|k zaplaceni|castka k uhrade|celkem k zaplaceni|"
        "zbyva k uhrade|nedoplatek|uhradit|doplatek"
    ),
    "subtotal": "mezisoucet",
    "net": (
        "celkem bez dph|bez dph|zaklad dane|zaklad|zaklad dph|cena bez dph|castka bez dph|"
        "celkem zaklad"
    ),
    "tax": "dph|castka dph|dph celkem|celkem dph|dan|vyse dph|dph 21|dph 12",
    "tax_included": "vcetne dph|z toho dph|vc dph",
    "rounding": "zaokrouhleni|halerove vyrovnani|haleove vyrovnani",
    "rounded": "zaokrouhleno|po zaokrouhleni",
    "discount": "sleva|rabat|slevy|slevovy kupon",
    "cash": "hotovost|hotove|zaplaceno|prijato|hotovost czk|platba|uhrazeno|v hotovosti",
    "card": "karta|platebni karta|platba kartou|kartou|kreditni karta|karta czk",
    "change": "vratit|vraceno|k vraceni|vracet|preplatek",
    "tip": "spropitne",
    "deposit": "zaloha|vratna zaloha|zaloha na obal",
    "service": "doprava|postovne|balne|dopravne",
    "prepaid": (
        "zaplaceno zalohou|uhrazeno zalohou|odpocet zalohy|jiz uhrazeno|uhrazene zalohy|"
        "zaplacene zalohy|odecet zalohy"
    ),
    "arrears": (
        "nedoplatek z minuleho|dluh z minulych|dluzna castka z minula|predchozi zustatek|"
        "nedoplatky|dluh z predchoziho obdobi"
    ),
    "quantity": "mnozstvi|pocet|ks|kusu|pocet polozek|pocet kusu",
    "saving": "usetrili jste|uspora",
    "points": "body",
    "unit": "jednotkova cena|cena za jednotku|cena za mj|cena|cena ks|j cena",
    "tax_summary": "rekapitulace dph|sazba dph|sazba|rekapitulace|rozpis dph",
    "incl": "s dph|vcetne dph|vc dph",
    "excl": "bez dph",
    "date": (
        "datum|datum vystaveni|vystaveno|datum vystaveni faktury|vystaveno dne|"
        "datum vystaveni dokladu"
    ),
    "due_date": (
        "datum splatnosti|splatnost|splatne do|splatno|uhradte do|splatnost do|splatne dne|"
        "uhradit do|datum splatnosti faktury|zaplatte do|den splatnosti|uhradu do|nejpozdeji do"
    ),
    "other_date": (
        "datum zdanitelneho plneni|datum uskutecneni zdanitelneho plneni|duzp|datum dodani|"
        "datum objednavky|obdobi|platnost do|datum narozeni|datum plneni|"
        "datum uskutecneni plneni|od|do|datum prijeti|datum uskut zdan plneni|zuctovaci obdobi|"
        "objednavka ze dne|k fakture|k fakture c|opravuje doklad|ze faktura c|za fakturu c|"
        "objednano dne"
    ),
    "number": (
        "faktura c|cislo faktury|faktura cislo|faktura|c faktury|danovy doklad c|"
        "faktura danovy doklad c|cislo dokladu|doklad c|uctenka c|dobropis c|"
        "faktura danovy doklad|danovy doklad|faktura danovy doklad cislo|c dokladu|faktura c r|"
        "opravny danovy doklad c|uctenka cislo|opravny danovy doklad|paragon c|dobropis cislo|"
        "danovy doklad cislo|cislo uctenky|uctenka|paragon|opravny doklad c"
    ),
    "customer_number": (
        "cislo zakaznika|zakaznicke cislo|c zakaznika|cislo odberatele|kod zakaznika|zakaznik c"
    ),
    "other_number": (
        "cislo objednavky|objednavka c|ico|ic|dic|tel|telefon|fax|cislo uctu|ucet|dodaci list c|"
        "konstantni symbol|specificky symbol|pokladna|zakazka|objednavka|smlouva|"
        "bankovni spojeni|cislo smlouvy|stul|objednavka cislo|mobil|dodaci list|ks|ss|smlouva c|"
        "nabidka c|spisova znacka|eic|ean|k fakture|k fakture c|opravuje doklad|ze faktura c|"
        "za fakturu c"
    ),
    "payment_reference": "variabilni symbol|vs|var symbol|variab symbol",
    "seller": (
        "dodavatel|prodavajici|prodejce|vystavitel|poskytovatel|prijemce platby|majitel uctu"
    ),
    "buyer": (
        "odberatel|kupujici|zakaznik|prijemce|objednatel|dodaci adresa|konecny prijemce|"
        "fakturacni adresa|platce|misto dodani"
    ),
    "kind_invoice": "faktura|danovy doklad|faktura danovy doklad|zalohova faktura|vyuctovani",
    "kind_credit_note": "dobropis",
    "kind_correction": "opravny danovy doklad|opravny doklad|opravna faktura",
    "kind_receipt": (
        "uctenka|paragon|pokladni doklad|stvrzenka|prijmovy pokladni doklad|"
        "zjednoduseny danovy doklad"
    ),
    "kind_reminder": (
        "upominka|vyzva k uhrade|vyzva k zaplaceni|predzalobni vyzva|upominka platby|"
        "upominka k zaplaceni"
    ),
    "kind_order": "potvrzeni objednavky|objednavka|potvrzeni prijeti objednavky",
    "kind_quote": "nabidka|cenova nabidka|proforma faktura",
    "kind_delivery_note": "dodaci list",
    "kind_bank_statement": (
        "vypis z uctu|bankovni vypis|pocatecni zustatek|konecny zustatek|vypis"
    ),
    "kind_contract": ("smlouva|najemni smlouva|pracovni smlouva|kupni smlouva|pojistna smlouva"),
    "kind_payslip": "vyplatni paska|vyplatni listek|mzda|cista mzda|hruba mzda|mzdovy list",
    "date_of": "ze dne|dne",
}
