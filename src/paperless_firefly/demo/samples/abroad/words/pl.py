"""Polish words of sample papers."""

MONTHS = "stycznia lutego marca kwietnia maja czerwca lipca sierpnia września października listopada grudnia"

WORDS = {
    "invoice": "Faktura|FAKTURA VAT|Faktura VAT|FAKTURA", "credit_note": "Faktura korygująca|FAKTURA KORYGUJĄCA|Korekta faktury", "reminder": "Wezwanie do zapłaty|Przypomnienie o płatności|Ponaglenie", "order": "Potwierdzenie zamówienia|Potwierdzenie przyjęcia zamówienia", "quote": "Oferta|Oferta handlowa", "delivery": "Dokument WZ|Wydanie zewnętrzne|Dowód dostawy",
    "payslip": "Pasek wynagrodzeń|Odcinek płacowy|Lista płac", "number": "Faktura nr|Numer faktury|Nr faktury|Faktura VAT nr|Nr|Faktura numer", "credit_number": "Faktura korygująca nr|Nr korekty|Numer dokumentu|Korekta nr", "other_number": "Numer sprawy|Zamówienie nr|Dokument nr|Znak sprawy", "date": "Data wystawienia|Data faktury|Data|Wystawiono dnia|Wystawiona w dniu",
    "due": "Termin płatności|Termin zapłaty|Płatne do|Zapłata do dnia", "delivered": "Data sprzedaży|Data dostawy|Data wykonania usługi|Data zakończenia dostawy", "ordered": "Data zamówienia|Zamówiono dnia", "customer": "Nr klienta|Kod klienta|Numer klienta", "order_ref": "Zamówienie nr|Nr zamówienia", "pos": "Lp.|L.p.", "item": "Nazwa towaru lub usługi|Nazwa|Opis", "qty": "Ilość|Il.",
    "price": "Cena netto|Cena jedn.|Cena jednostkowa", "amount": "Wartość netto|Wartość|Kwota", "rate": "VAT|Stawka VAT", "net": "Razem netto|Wartość netto|Suma netto|Ogółem netto", "tax": "VAT {rate}%|Podatek VAT {rate}%|Kwota VAT {rate}%|w tym VAT {rate}%", "total": "Do zapłaty|Razem do zapłaty|Razem brutto|Kwota do zapłaty|Wartość brutto|Ogółem brutto", "payable": "Do zapłaty|Pozostało do zapłaty",
    "credit_total": "Do zwrotu|Razem brutto|Kwota korekty|Kwota do zwrotu", "pay_by": "Prosimy o zapłatę do {date}.|Płatność przelewem do dnia {date}.|Termin zapłaty: {date}", "terms": "Termin płatności: {days} dni|Płatność przelewem, termin {days} dni|Przelew {days} dni|Termin płatności {days} dni od daty wystawienia", "thanks": "Dziękujemy za współpracę.|Dziękujemy za zakupy!",
    "seller_head": "Sprzedawca|Wystawca|Dostawca", "buyer_head": "Nabywca|Odbiorca|Klient|Płatnik", "bank": "Nr konta|Bank", "on": "z dnia|z", "place_date": "{city}, {date}|{city}, dnia {date}", "period": "Okres rozliczeniowy|Okres", "tax_rate": "Stawka VAT|Stawka", "tax_base": "Netto|Wartość netto", "tax_amount": "VAT|Kwota VAT", "tax_gross": "Brutto|Wartość brutto",
    "receipt_no": "Paragon nr|Nr paragonu|PARAGON FISKALNY|nr wydr.", "receipt_date": "Data|", "subtotal": "Podsuma|Razem|PODSUMA", "receipt_total": "SUMA PLN|SUMA|Do zapłaty|RAZEM PLN", "cash": "Gotówka|GOTÓWKA|Wpłata gotówką", "card": "Karta płatnicza|Karta|BLIK|KARTA VISA", "change": "Reszta|RESZTA", "rounding": "Zaokrąglenie", "discount": "Rabat|Opust|Upust", "deposit": "Kaucja|Opakowanie zwrotne", "tip": "Napiwek",
    "table": "Stolik|Stolik nr", "waiter": "Kelner|Obsługa", "receipt_tax": "PTU A {rate}%|Kwota PTU {rate}%|w tym VAT {rate}%", "receipt_thanks": "Dziękujemy za zakupy|Zapraszamy ponownie", "till": "Kasa", "time": "", "card_no": "Karta|Nr karty", "credit_ref": "Korekta do faktury nr {ref} z dnia {date}|Dotyczy faktury {ref} z {date}", "reminder_text": "Do dnia dzisiejszego nie wpłynęła zapłata za fakturę nr {ref} z dnia {date}.",
    "order_text": "Dziękujemy za zamówienie, które potwierdzamy:", "quote_text": "Przedstawiamy naszą ofertę, ważną 30 dni:", "delivery_text": "Wydano z magazynu następujące towary:", "gross_pay": "Wynagrodzenie brutto|Brutto", "deduction": "Składki ZUS|Zaliczka na podatek", "net_pay": "Do wypłaty|Kwota do wypłaty", "employee": "Pracownik|Nr ewidencyjny", "month": "Miesiąc|Okres", "open": "Kwota zaległości|Kwota zadłużenia",
    "greeting": "Szanowni Państwo,", "page": "Strona 1 z 1|Str. 1/1",
}  # fmt: skip

COUNTRY_WORDS = {"PL": {"vat_id": "NIP: {id}|NIP {id}"}}

ITEMS = "Przegląd kotła=420.00|Tusz czarny=79.90|Konsultacja, godzina=250.00|Krzesło biurowe=749.00|Dojazd=110.50|Hosting miesięczny=39.90|Naprawa okna=1180.00|Deski dębowe=189.25"
SHOP = "Mleko 2%=3.99|Chleb żytni=6.49|Masło=7.29|Sok pomarańczowy=6.99|Kawa mielona=24.99|Proszek do prania=32.50|Banany=5.12|Jogurt naturalny=2.79|Wkręty 4x40=12.49"
MENU = "Pierogi ruskie=29.00|Żurek=19.00|Schabowy=42.00|Woda gazowana=9.00|Kawa czarna=12.00|Szarlotka=18.50|Kompot=8.00"
