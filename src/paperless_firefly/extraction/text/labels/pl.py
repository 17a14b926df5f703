"""Polish labels, one role a line."""

LABELS = {
    "total": (
        "razem brutto|wartosc brutto|kwota brutto|suma brutto|brutto|razem do zaplaty|"
        "naleznosc ogolem|suma pln|kwota naleznosci ogolem|ogolem brutto|wartosc ogolem|suma zl|"
        "laczna kwota brutto|lacznie brutto|kwota ogolem|do zwrotu|kwota do zwrotu|kwota korekty|"
        "razem do zwrotu"
    ),
    "sum": "razem|suma|ogolem|lacznie|kwota",
    "payable": (
        "do zaplaty|pozostalo do zaplaty|kwota do zaplaty|pozostaje do zaplaty|saldo do zaplaty|"
        "naleznosc|lacznie do zaplaty|suma do zaplaty"
    ),
    "subtotal": "suma czesciowa|podsuma|suma posrednia",
    "net": (
        "wartosc netto|kwota netto|razem netto|netto|suma netto|podstawa|sprzedaz opodatkowana|"
        "sprzed opod|lacznie netto"
    ),
    "tax": (
        "vat|kwota vat|podatek|podatek vat|suma vat|ptu|suma ptu|kwota ptu|razem vat|wartosc vat|"
        "kwota podatku|podatek ptu"
    ),
    "tax_included": "w tym vat|w tym|zawiera vat|w tym podatek",
    "rounding": "zaokraglenie",
    "rounded": "po zaokragleniu",
    "discount": "rabat|upust|znizka|opust|kupon",
    "cash": "gotowka|zaplacono|wplacono|przyjeto|platnosc|zaplata|gotowka pln|wplata",
    "card": ("karta|karta platnicza|karta kredytowa|blik|platnosc karta|karta pln|karta debetowa"),
    "change": "reszta|wydano|reszta pln|reszta gotowka",
    "tip": "napiwek",
    "deposit": "kaucja|zastaw|kaucja zwrotna",
    "service": "koszt wysylki|transport|przesylka|dostawa|koszty wysylki|koszt dostawy",
    "prepaid": "zaliczka|juz zaplacono|przedplata|kwota zaplacona|wplacona zaliczka",
    "arrears": (
        "zaleglosc|zaleglosci|saldo poprzednie|poprzednie saldo|niedoplata z poprzednich|"
        "saldo z poprzedniego okresu"
    ),
    "quantity": "ilosc|liczba|szt|sztuk|il|liczba pozycji|ilosc sztuk",
    "saving": "oszczedzasz|oszczednosc|zaoszczedziles",
    "points": "punkty",
    "unit": "cena jednostkowa|cena|cena netto|cena jedn|cena brutto",
    "tax_summary": (
        "stawka|stawka vat|wedlug stawek|wg stawek|zestawienie vat|podsumowanie vat|"
        "wedlug stawki vat|wg stawek vat"
    ),
    "incl": "brutto|w tym",
    "excl": "netto|bez vat",
    "date": (
        "data|data wystawienia|data faktury|wystawiono|wystawiono dnia|data wystawienia faktury|"
        "wystawiona w dniu|miejsce i data wystawienia|data i miejsce wystawienia|data paragonu|"
        "wystawiono w dniu"
    ),
    "due_date": (
        "termin platnosci|termin zaplaty|platne do|do dnia|zaplata do|zaplacic do|termin|"
        "platnosc do|termin wplaty|platne w terminie do|zaplata do dnia|zaplate do"
    ),
    "other_date": (
        "data sprzedazy|data dostawy|data zamowienia|okres|data dokonania dostawy|"
        "data wykonania uslugi|okres rozliczeniowy|wazny do|data urodzenia|za okres|data wysylki|"
        "data zakonczenia dostawy|data dokonania lub zakonczenia dostawy|od|do|wazna do|"
        "zamowienie z dnia|data wydruku|do faktury|do faktury nr|dotyczy faktury|"
        "dotyczy faktury nr|za fakture|za fakture nr|zamowiono dnia"
    ),
    "number": (
        "faktura nr|numer faktury|nr faktury|faktura vat nr|faktura|faktura vat|paragon nr|"
        "nr paragonu|rachunek nr|faktura korygujaca nr|dokument nr|nr dokumentu|numer dokumentu|"
        "faktura numer|nr wydruku|faktura korygujaca|nr rachunku do faktury|korekta nr|rachunek|"
        "paragon|paragon fiskalny|nr wydr|nr korekty"
    ),
    "customer_number": (
        "numer klienta|nr klienta|kod klienta|identyfikator klienta|nr nabywcy|numer nabywcy|"
        "nr kontrahenta|nr platnika|numer platnika"
    ),
    "other_number": (
        "nr zamowienia|numer zamowienia|nip|regon|krs|tel|telefon|fax|nr konta|numer konta|konto|"
        "kasa|kasjer|nr umowy|umowa|bdo|pesel|zamowienie|nr rej|rachunek bankowy|nr rachunku|"
        "numer rachunku|stolik|nr wz|numer umowy|faks|zamowienie nr|umowa nr|wz|oferta nr|kom|"
        "do faktury|do faktury nr|dotyczy faktury|dotyczy faktury nr|za fakture|za fakture nr"
    ),
    "payment_reference": ("tytul przelewu|tytulem|tytul platnosci|tytul wplaty|w tytule przelewu"),
    "seller": (
        "sprzedawca|wystawca|dostawca|dane sprzedawcy|odbiorca przelewu|nazwa odbiorcy|"
        "wlasciciel rachunku|sprzedajacy"
    ),
    "buyer": (
        "nabywca|kupujacy|odbiorca|platnik|dane nabywcy|adres dostawy|zamawiajacy|klient|"
        "usluga dla|adres wysylki"
    ),
    "kind_invoice": "faktura|faktura vat|rachunek|faktura zaliczkowa|faktura koncowa",
    "kind_correction": (
        "faktura korygujaca|korekta|nota korygujaca|korekta faktury|faktura korekta"
    ),
    "kind_receipt": "paragon|paragon fiskalny|pokwitowanie|kp|dowod wplaty",
    "kind_reminder": (
        "wezwanie do zaplaty|przypomnienie o platnosci|monit|ponaglenie|"
        "ostateczne wezwanie do zaplaty|przypomnienie"
    ),
    "kind_order": "potwierdzenie zamowienia|zamowienie|potwierdzenie przyjecia zamowienia",
    "kind_quote": "oferta|wycena|faktura proforma|faktura pro forma|kosztorys",
    "kind_delivery_note": (
        "dokument wz|wydanie zewnetrzne|dowod dostawy|list przewozowy|dowod wydania"
    ),
    "kind_bank_statement": (
        "wyciag bankowy|wyciag|saldo poczatkowe|saldo koncowe|historia rachunku|wyciag z rachunku"
    ),
    "kind_contract": "umowa|umowa najmu|umowa o prace|polisa",
    "kind_payslip": (
        "pasek wynagrodzen|lista plac|wynagrodzenie|do wyplaty|pasek placowy|"
        "wynagrodzenie zasadnicze|odcinek placowy"
    ),
    "date_of": "z dnia|dnia|w dniu",
}
