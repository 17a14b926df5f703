"""Czech words of sample papers."""

MONTHS = "ledna února března dubna května června července srpna září října listopadu prosince"

WORDS = {
    "invoice": "Faktura|FAKTURA - DAŇOVÝ DOKLAD|Faktura - daňový doklad|FAKTURA", "credit_note": "Dobropis|Opravný daňový doklad|DOBROPIS|Opravný daňový doklad (dobropis)", "reminder": "Upomínka|Upomínka k zaplacení|1. upomínka|Výzva k úhradě", "order": "Potvrzení objednávky|Potvrzení přijetí objednávky", "quote": "Nabídka|Cenová nabídka", "delivery": "Dodací list|DODACÍ LIST",
    "payslip": "Výplatní páska|Výplatní lístek|Mzdový list", "number": "Faktura č.|Číslo faktury|Faktura číslo|Doklad č.|Číslo dokladu|Daňový doklad č.", "credit_number": "Dobropis č.|Číslo dokladu|Opravný doklad č.|Doklad č.", "other_number": "Číslo jednací|Objednávka č.|Spis. zn.|Číslo dokumentu", "date": "Datum vystavení|Vystaveno dne|Vystaveno|Datum vystavení dokladu",
    "due": "Datum splatnosti|Splatnost|Splatné do|Den splatnosti", "delivered": "Datum zdanitelného plnění|DUZP|Datum uskutečnění plnění|Datum dodání", "ordered": "Datum objednávky|Objednáno dne", "customer": "Číslo zákazníka|Zákaznické číslo", "order_ref": "Objednávka č.|Číslo objednávky", "pos": "Č.|Pol.", "item": "Popis|Název položky|Označení dodávky", "qty": "Množství|Počet|Ks",
    "price": "Cena/MJ|Jedn. cena|Cena za kus", "amount": "Cena bez DPH|Celkem|Částka", "rate": "DPH|Sazba DPH", "net": "Základ daně|Celkem bez DPH|Cena bez DPH|Součet bez DPH", "tax": "DPH {rate}%|DPH {rate} %|Daň {rate}%", "total": "Celkem k úhradě|Celkem s DPH|K úhradě|Celková částka|Částka k úhradě|CELKEM K ÚHRADĚ", "payable": "K úhradě|Zbývá uhradit|Částka k úhradě",
    "credit_total": "Celkem k vrácení|Celkem s DPH|Celkem", "pay_by": "Prosíme o úhradu do {date}.|Uhraďte prosím nejpozději do {date}.|Splatné do {date} bankovním převodem.", "terms": "Splatnost {days} dní|Splatnost faktury: {days} dnů|Splatnost: {days} dní od vystavení", "thanks": "Děkujeme za Vaši objednávku.|Děkujeme za nákup", "seller_head": "Dodavatel|Prodávající|Poskytovatel", "buyer_head": "Odběratel|Kupující|Zákazník|Příjemce",
    "bank": "Číslo účtu|Bankovní spojení", "on": "ze dne|z", "place_date": "V {city}, dne {date}|{city}, {date}", "period": "Zúčtovací období|Období", "tax_rate": "Sazba|Sazba DPH", "tax_base": "Základ|Základ daně", "tax_amount": "DPH|Výše DPH", "tax_gross": "Celkem|S DPH", "receipt_no": "Účtenka č.|Doklad č.|Paragon|Číslo účtenky", "receipt_date": "Datum|", "subtotal": "Mezisoučet|Součet",
    "receipt_total": "CELKEM Kč|CELKEM|K ÚHRADĚ|Celkem k platbě", "cash": "Hotovost|Hotově|HOTOVOST|Placeno hotově", "card": "Platební karta|Kartou|KARTA|Bezhotovostně", "change": "Vráceno|Vrátit|VRÁCENO", "rounding": "Zaokrouhlení|Haléřové vyrovnání", "discount": "Sleva|Zákaznická sleva", "deposit": "Záloha na obal|Vratná záloha", "tip": "Spropitné", "table": "Stůl|Stůl č.", "waiter": "Obsluhoval|Obsluha",
    "receipt_tax": "z toho DPH {rate}%|DPH {rate}%|vč. DPH {rate}%", "receipt_thanks": "Děkujeme za nákup|Děkujeme za návštěvu", "till": "Pokladna", "time": "", "card_no": "Karta|Číslo karty", "credit_ref": "K faktuře č. {ref} ze dne {date}|Opravuje doklad {ref} ze dne {date}", "reminder_text": "Dovolujeme si Vás upozornit, že faktura č. {ref} ze dne {date} nebyla dosud uhrazena.",
    "order_text": "Děkujeme za Vaši objednávku, kterou tímto potvrzujeme:", "quote_text": "Předkládáme Vám naši nabídku, platnou 30 dní:", "delivery_text": "Dodali jsme Vám následující zboží:", "gross_pay": "Hrubá mzda", "deduction": "Sociální pojištění|Záloha na daň", "net_pay": "K výplatě|Čistá mzda", "employee": "Zaměstnanec|Osobní číslo", "month": "Období|Měsíc", "open": "Dlužná částka|Neuhrazená částka",
    "greeting": "Vážený zákazníku,|Dobrý den,", "page": "Strana 1 z 1|Strana 1/1",
}  # fmt: skip

COUNTRY_WORDS = {"CZ": {"vat_id": "DIČ: {id}|DIČ {id}"}}

ITEMS = "Servis kotle=2450.00|Inkoust černý=549.00|Konzultace za hodinu=1200.00|Kancelářská židle=4290.00|Doprava=350.00|Webhosting=189.00|Oprava okna=5600.00|Dubová prkna=1140.50"
SHOP = "Mléko polotučné=22.90|Chléb konzumní=38.90|Máslo=54.90|Džus pomeranč=39.90|Káva mletá=129.90|Prací gel=199.00|Banány=31.40|Jogurt bílý=14.90|Vruty 4x40=45.00"
MENU = "Svíčková=219.00|Kulajda=79.00|Smažený sýr=179.00|Minerálka=42.00|Espresso=55.00|Jablečný závin=75.00|Pivo 0,5l=59.00"
