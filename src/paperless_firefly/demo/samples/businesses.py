"""The invented businesses of the samples; numbers have right check digits and belong to nobody."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

BUYER = ("Alex Beispiel", "Werkhof 3", "24999 Musterstadt")


def iban(country: str, bank: str, account: str) -> str:
    """An IBAN with its check digits."""
    bare = bank + account
    digits = "".join(str(int(c, 36)) for c in f"{bare}{country}00")
    return f"{country}{98 - int(digits) % 97:02}{bare}"


def german_vat_id(digits: str) -> str:
    """A German VAT id from eight digits (ISO 7064, modulus 11,10)."""
    product = 10
    for digit in digits:
        total = (int(digit) + product) % 10 or 10
        product = 2 * total % 11
    return f"DE{digits}{(11 - product) % 10}"


@dataclass(frozen=True)
class Item:
    """Something that is sold: net price, tax rate in percent, unit code (UN/ECE 20)."""

    name: str
    price: Decimal
    rate: int = 19
    unit: str = "C62"


def _items(*rows: tuple[str, str, int]) -> tuple[Item, ...]:
    return tuple(Item(name, Decimal(price), rate) for name, price, rate in rows)


@dataclass(frozen=True)
class Business:
    """A seller; `bank` is how a bank's booking text names it, `account` how Firefly's importer does."""

    key: str
    name: str
    street: str
    place: str
    bank: str
    category: str
    items: tuple[Item, ...]
    language: str = "de"
    country: str = "DE"
    currency: str = "EUR"
    vat_id: str = ""
    iban: str = ""
    account: str = ""
    budget: str = ""
    bill: str = ""

    @property
    def postcode(self) -> str:
        """The first word of the place."""
        return self.place.partition(" ")[0]

    @property
    def city(self) -> str:
        """The place without its postcode."""
        return self.place.partition(" ")[2]


def _german(number: int) -> tuple[str, str]:
    """VAT id and IBAN of the n-th German business; no bank has the code 99999999."""
    return german_vat_id(f"9990{number:04}"), iban("DE", "99999999", f"{number:010}")


def _business(number: int, key: str, name: str, **values: object) -> Business:
    vat_id, account = _german(number)
    given = {"vat_id": vat_id, "iban": account, "place": "24999 Musterstadt", **values}
    return Business(key=key, name=name, **given)  # type: ignore[arg-type]


ALL = (
    _business(1, "nordlicht", "Nordlicht Bürobedarf GmbH", street="Hafenstraße 12",
              bank="NORDLICHT BUEROBED", category="Bürobedarf", budget="Büro",
              items=_items(("Kopierpapier A4, 80 g, Karton", "24.90", 19),
                           ("Toner schwarz NB-85", "68.90", 19),
                           ("Fachbuch „Buchführung kompakt“", "27.10", 7))),
    _business(2, "lindental", "Stadtwerke Lindental", street="Am Wasserturm 1",
              place="24998 Lindental", bank="STW LINDENTAL ABSCHLAG", category="Strom",
              budget="Haushalt", bill="Strom",
              items=_items(("Abschlag Strom", "70.59", 19), ("Grundpreis", "12.61", 19))),
    _business(3, "telvio", "Telvio Mobilfunk GmbH", street="Sendeplatz 5", bank="TELVIO",
              category="Telefon", budget="Haushalt", bill="Mobilfunk",
              items=_items(("Tarif Flach M", "16.80", 19), ("Datenpaket 10 GB", "4.19", 19))),
    _business(4, "eichner", "Baumarkt Eichner", street="Industriering 40",
              bank="EICHNER BAU FIL 0217", account="EICHNER BAU FIL 0217", category="Haus",
              items=_items(("Spanplatte 120x60", "12.56", 19), ("Holzschrauben 4x40", "4.19", 19),
                           ("Wandfarbe weiß 5 l", "21.84", 19))),
    _business(5, "markt", "Apotheke am Markt", street="Marktplatz 3", bank="APOTHEKE AM MARKT",
              category="Gesundheit", budget="Haushalt",
              items=_items(("Nasenspray 10 ml", "4.16", 19), ("Pflaster-Set", "3.32", 19))),
    _business(6, "sommerfeld", "Bäckerei Sommerfeld", street="Kirchgasse 8",
              bank="BAECKEREI SOMMERFELD", category="Lebensmittel", budget="Haushalt",
              items=_items(("Roggenmischbrot 1 kg", "4.02", 7), ("Butterhörnchen", "1.40", 7),
                           ("Kaffee groß", "2.77", 19))),
    _business(7, "lerche", "Buchhandlung Lerche", street="Lange Straße 21",
              bank="BUCHHANDLUNG LERCHE", category="Bücher",
              items=_items(("Roman „Das stille Haus“", "20.56", 7), ("Notizbuch A5", "8.40", 19))),
    _business(8, "lindenhof", "Drogerie Lindenhof", street="Lindenhof 2",
              bank="DROGERIE LINDENHOF", category="Drogerie", budget="Haushalt",
              items=_items(("Waschmittel 1,5 l", "5.84", 19), ("Zahnpasta", "1.67", 19),
                           ("Babybrei Apfel", "1.21", 7))),
    _business(9, "linde", "Gasthaus Zur Linde", street="Dorfplatz 1", place="24997 Lindental",
              bank="SUMUP *ZUR LINDE", account="SUMUP *ZUR LINDE", category="Bewirtung",
              items=_items(("Tagesgericht", "14.20", 19), ("Apfelschorle 0,4", "3.53", 19))),
    _business(10, "morgenrot", "Kaffeerösterei Morgenrot", street="Speicherweg 7",
              bank="MORGENROT KAFFEE", category="Bürobedarf", budget="Büro",
              items=_items(("Hausmischung 1 kg", "19.53", 7), ("Filtertüten", "3.28", 19))),
    _business(11, "kranich", "Papeterie Kranich", street="Am Speicher 9", bank="PAYPAL *KRANICH",
              account="PayPal", category="Bürobedarf", budget="Büro",
              items=_items(("Briefumschläge DIN lang, 500", "18.40", 19),
                           ("Ringordner blau", "3.19", 19))),
    _business(12, "falk", "Möbelhaus Falk", street="Gewerbepark 11", bank="MOEBEL FALK",
              category="Haus", items=_items(("Schreibtisch „Nora“", "209.24", 19),
                                            ("Lieferung", "33.61", 19))),
    _business(13, "atelier", "Atelier Beispiel", street="Hinterhof 4", bank="ATELIER BEISPIEL",
              category="Honorare", vat_id="",
              items=_items(("Illustration Titelseite", "280.00", 0), ("Nutzungsrecht", "60.00", 0))),
    Business("northwind", "Northwind Cloud Ltd.", "1 Sample Quay", "EX4 MPL Exampleton",
             "NORTHWIND CLD", "Software", _items(("Cloud storage 200 GB", "10.00", 20)),
             language="en", country="GB", currency="USD", vat_id="GB999999973", budget="Büro"),
    Business("harbour", "Harbour Print Co.", "22 Dock Road", "EX1 PLE Exampleton",
             "HARBOUR PRINT CO", "Werbung",
             _items(("Flyers A5, 500 pcs", "48.00", 20), ("Express delivery", "9.50", 20)),
             language="en", country="GB", currency="EUR", vat_id="GB999999973",
             iban=iban("GB", "EXMP999999", "00000015"), budget="Büro"),
)  # fmt: skip

BY_KEY = {business.key: business for business in ALL}
