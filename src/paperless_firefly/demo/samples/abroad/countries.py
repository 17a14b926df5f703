"""How countries write: amounts, dates, rates, identifiers; and invented businesses of each."""

from __future__ import annotations

import random
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal


@dataclass(frozen=True)
class Seller:
    """An invented business; `legal` is its full name, `brand` what stands over its door."""

    legal: str
    brand: str
    street: str
    city: str
    web: str
    shop: bool = False

    @property
    def place(self) -> str:
        """The town without its postal code."""
        return " ".join(w for w in self.city.split() if not any(c.isdigit() for c in w))


@dataclass(frozen=True)
class Country:
    """How one country writes; patterns of amounts have {n}, those of dates {d} {m} {y} {M}.

    `number` is (groups, decimal mark); `ids` are patterns of tax numbers in which 9 is any digit and
    A any letter, and `other_ids` labelled lines of the same kind.
    """

    code: str
    language: str
    currency: str
    numbers: tuple[str, ...]
    money: tuple[str, ...]
    dates: tuple[str, ...]
    rates: tuple[str, str]
    vat: str
    bank: str
    phone: str
    other_ids: tuple[str, ...]
    sellers: tuple[Seller, ...]
    buyers: tuple[tuple[str, str, str], ...]
    cash_unit: Decimal | None = None
    numbers_of: tuple[str, ...] = field(
        default=("{y}-{n:04}", "{y}/{n}", "RE{y}{n:05}", "{n:06}", "A-{n}", "{yy}{n:05}")
    )


def write_amount(value: Decimal, pattern: str) -> str:
    """1234.50 by a pattern of group and decimal signs such as ".,": "1.234,50"."""
    group, mark = pattern[:-1], pattern[-1]
    text = f"{value:,.2f}"
    return text.replace(",", "\0").replace(".", mark).replace("\0", group)


def write_day(day: date, pattern: str, months: list[str]) -> str:
    """A date by a pattern; {M} is the month's name, {B} its first three letters."""
    name = months[day.month - 1]
    return pattern.format(
        d=f"{day.day:02}", e=day.day, m=f"{day.month:02}", n=day.month, y=day.year,
        yy=f"{day.year % 100:02}", M=name, B=name[:3], th=_ordinal(day.day),
    )  # fmt: skip


def _ordinal(day: int) -> str:
    ending = {1: "st", 2: "nd", 3: "rd"}.get(day % 10, "th") if day // 10 != 1 else "th"
    return f"{day}{ending}"


def fill(pattern: str, rng: random.Random) -> str:
    """A number of a pattern: 9 becomes a digit, # a digit that is not zero, ? a letter."""
    signs = {"9": "0123456789", "#": "123456789", "?": "ABCDEFGHJKLMNPRSTUVWXYZ"}
    return "".join(rng.choice(signs[c]) if c in signs else c for c in pattern)


def iban(country: str, account: str) -> str:
    """An IBAN of a country and account with right check digits, in groups of four."""
    digits = "".join(str(int(c, 36)) for c in f"{account}{country}00")
    whole = f"{country}{98 - int(digits) % 97:02}{account}"
    return " ".join(whole[i : i + 4] for i in range(0, len(whole), 4))


_DMY, _DMY_SLASH, _DMY_DASH = "{d}.{m}.{y}", "{d}/{m}/{y}", "{d}-{m}-{y}"
_FIVE, _ONE = Decimal("0.05"), Decimal(1)

COUNTRIES = (
    Country(
        "DE", "de", "EUR", (".,",), ("{n} €", "{n} EUR"), (_DMY, "{e}. {M} {y}", "{d}.{m}.{yy}", "{d}. {M} {y}"), ("19", "7"),
        "DE#99999999", "999999999999999999", "+49 89 4999 999", ("HRB 99999 Amtsgericht", "Steuernummer 999/999/99999"),
        (
            Seller("Kranichfeld Haustechnik GmbH", "Kranichfeld Haustechnik", "Lindenstraße 14", "80331 München", "kranichfeld-technik.de"),
            Seller("Papier & Feder OHG", "Papier & Feder", "Am Markt 3", "50667 Köln", "papierundfeder.de"),
            Seller("Ostsee Druckwerk GmbH & Co. KG", "Ostsee Druckwerk", "Hafenallee 27", "18055 Rostock", "ostsee-druckwerk.de"),
            Seller("Bäckerei Sonnleitner", "Bäckerei Sonnleitner", "Kirchgasse 2", "93047 Regensburg", "baecker-sonnleitner.de", True),
            Seller("Frischmarkt Wendland e.K.", "Frischmarkt Wendland", "Bahnhofstr. 9", "29439 Lüchow", "frischmarkt-wendland.de", True),
        ),
        (("Petra Musterfeld", "Rosenweg 5", "10115 Berlin"), ("Vereinigte Probe AG", "Industriestr. 8", "70173 Stuttgart")),
    ),
    Country(
        "AT", "de", "EUR", (".,", " ,"), ("€ {n}", "{n} €", "EUR {n}"), (_DMY, "{e}. {M} {y}", "{d}.{m}.{yy}"), ("20", "10"),
        "ATU99999999", "9999999999999999", "+43 1 499 99 99", ("FN 999999b, HG Wien", "Firmenbuchnummer 999999x"),
        (
            Seller("Alpenblick Installationen GmbH", "Alpenblick", "Mariahilfer Straße 88", "1070 Wien", "alpenblick-inst.at"),
            Seller("Tischlerei Hochmoser e.U.", "Tischlerei Hochmoser", "Dorfplatz 4", "5020 Salzburg", "hochmoser.at"),
            Seller("Murtal Bürobedarf KG", "Murtal Bürobedarf", "Grazer Gasse 12", "8700 Leoben", "murtal-buero.at"),
            Seller("Gasthof Zum Gamsbock", "Gasthof Zum Gamsbock", "Hauptplatz 1", "4820 Bad Ischl", "gamsbock.at", True),
        ),
        (("Johanna Probst", "Feldgasse 7/3", "8010 Graz"), ("Donau Beispiel GmbH", "Uferstraße 2", "4020 Linz")),
    ),
    Country(
        "CH", "de", "CHF", ("'.", "’."), ("CHF {n}", "{n} CHF", "Fr. {n}"), (_DMY, "{e}. {M} {y}", "{d}.{m}.{yy}"), ("8.1", "2.6"),
        "CHE-999.999.999 MWST", "99999999999999999", "+41 44 499 99 99", (),
        (
            Seller("Säntis Elektro AG", "Säntis Elektro", "Bahnhofstrasse 21", "9000 St. Gallen", "saentis-elektro.ch"),
            Seller("Rheinufer Treuhand GmbH", "Rheinufer Treuhand", "Schifflände 5", "4051 Basel", "rheinufer-treuhand.ch"),
            Seller("Bergkäserei Niederalp", "Bergkäserei Niederalp", "Dorfstrasse 3", "3770 Zweisimmen", "niederalp.ch", True),
        ),
        (("Beat Muster", "Seestrasse 40", "8002 Zürich"), ("Exempel Holding AG", "Löwenplatz 6", "6004 Luzern")), _FIVE,
    ),
    Country(
        "GB", "en", "GBP", (",.",), ("£{n}", "GBP {n}"), (_DMY_SLASH, "{e} {M} {y}", "{d} {B} {y}", "{th} {M} {y}", "{d}/{m}/{yy}"), ("20", "5"),
        "GB 999 9999 99", "NWBK99999999999999", "+44 20 7999 9999", ("Company No. 09999999, registered in England & Wales",),
        (
            Seller("Thornbury Plumbing & Heating Ltd", "Thornbury Plumbing", "14 Canal Street", "Manchester M1 3HE", "thornburyplumbing.co.uk"),
            Seller("Quill and Ledger LLP", "Quill and Ledger", "2 Temple Row", "Birmingham B2 5HG", "quillandledger.co.uk"),
            Seller("Marlow Vale Supplies Limited", "Marlow Vale", "Unit 7, Dock Road", "Bristol BS1 6XN", "marlowvale.co.uk"),
            Seller("The Copper Kettle", "The Copper Kettle", "31 High Street", "York YO1 8QN", "copperkettle.co.uk", True),
            Seller("Greenway Foods plc", "Greenway", "120 Station Road", "Leeds LS1 4DY", "greenwayfoods.co.uk", True),
        ),
        (("Mrs A. Sample", "9 Orchard Close", "Oxford OX1 2JD"), ("Exemplar Trading Ltd", "40 King Street", "Cardiff CF10 1BH")),
    ),
    Country(
        "IE", "en", "EUR", (",.",), ("€{n}", "EUR {n}"), (_DMY_SLASH, "{e} {M} {y}", "{d}/{m}/{yy}", "{d}-{B}-{y}"), ("23", "13.5"),
        "IE9999999?", "AIBK99999999999999", "+353 1 499 9999", ("Registered in Ireland No. 999999",),
        (
            Seller("Ballymore Joinery Limited", "Ballymore Joinery", "6 Quay Street", "Galway H91 K4C2", "ballymorejoinery.ie"),
            Seller("Shamrock Lane Accountants DAC", "Shamrock Lane", "18 Merrion Row", "Dublin D02 X285", "shamrocklane.ie"),
            Seller("O'Hanlon's Bakehouse", "O'Hanlon's Bakehouse", "4 Main Street", "Kinsale P17 TX12", "ohanlonsbakehouse.ie", True),
        ),
        (("Mr Sean Example", "22 Sea View", "Cork T12 W8KP"),), _FIVE,
    ),
    Country(
        "US", "en", "USD", (",.",), ("${n}", "${n}", "{n} USD"), ("{m}/{d}/{y}", "{M} {e}, {y}", "{B} {e}, {y}", "{m}/{d}/{yy}", "{n}/{e}/{y}"), ("8.25", "6.5"),
        "99-9999999", "", "(415) 555-0199", (),
        (
            Seller("Cedar Ridge Mechanical LLC", "Cedar Ridge Mechanical", "1180 Mission St", "San Francisco, CA 94103", "cedarridgemech.com"),
            Seller("Lakeshore Office Supply, Inc.", "Lakeshore Office Supply", "455 N Wells St", "Chicago, IL 60654", "lakeshoreoffice.com"),
            Seller("Blue Heron Diner", "Blue Heron Diner", "77 Harbor Ave", "Portland, ME 04101", "blueherondiner.com", True),
        ),
        (("Jane Sample", "12 Elm Court", "Austin, TX 78701"), ("Placeholder Corp.", "900 Market Blvd", "Denver, CO 80202")),
    ),
    Country(
        "FR", "fr", "EUR", ("\u202f,", "\u00a0,", " ,"), ("{n} €", "{n} EUR", "{n}€"), (_DMY_SLASH, "{e} {M} {y}", "{d}/{m}/{yy}", _DMY_DASH), ("20", "5.5"),
        "FR 99 999 999 999", "99999999999999999999999", "+33 1 49 99 99 99", ("SIRET 999 999 999 99999 - APE 4322B", "RCS Lyon 999 999 999 - SAS au capital de 10 000 €"),
        (
            Seller("Chauffage Delacombe SARL", "Chauffage Delacombe", "18 rue des Tanneurs", "69002 Lyon", "delacombe-chauffage.fr"),
            Seller("Imprimerie du Vieux Port SAS", "Imprimerie du Vieux Port", "5 quai des Belges", "13001 Marseille", "imprimerie-vieuxport.fr"),
            Seller("Cabinet Lormier & Associés", "Cabinet Lormier & Associés", "42 avenue Foch", "75116 Paris", "lormier-associes.fr"),
            Seller("Boulangerie Au Bon Levain", "Au Bon Levain", "3 place du Marché", "37000 Tours", "aubonlevain.fr", True),
            Seller("Supérette Les Halles", "Supérette Les Halles", "11 rue Nationale", "59000 Lille", "superette-leshalles.fr", True),
        ),
        (("Mme Claire Exemple", "7 impasse des Lilas", "31000 Toulouse"), ("Société Modèle SA", "90 boulevard Voltaire", "33000 Bordeaux")),
    ),
    Country(
        "BE", "fr", "EUR", (".,", " ,"), ("{n} €", "€ {n}", "{n} EUR"), (_DMY_SLASH, "{e} {M} {y}", _DMY_DASH), ("21", "6"),
        "BE 0999.999.999", "999999999999", "+32 2 499 99 99", ("RPM Bruxelles",),
        (
            Seller("Menuiserie Vandercruyse SRL", "Menuiserie Vandercruyse", "Chaussée de Wavre 210", "1050 Bruxelles", "vandercruyse.be"),
            Seller("Ardenne Bureautique SA", "Ardenne Bureautique", "Rue du Pont 16", "4000 Liège", "ardenne-bureau.be"),
            Seller("Friterie du Beffroi", "Friterie du Beffroi", "Grand-Place 8", "7500 Tournai", "friteriebeffroi.be", True),
        ),
        (("Monsieur Luc Témoin", "Avenue Louise 120", "1000 Bruxelles"),), _FIVE,
    ),
    Country(
        "CH", "fr", "CHF", ("'.", "’."), ("CHF {n}", "{n} CHF", "Fr. {n}"), (_DMY, "{e} {M} {y}", "{d}.{m}.{yy}"), ("8.1", "2.6"),
        "CHE-999.999.999", "99999999999999999", "+41 22 499 99 99", (),
        (
            Seller("Lac Léman Services Sàrl", "Lac Léman Services", "Rue du Rhône 30", "1204 Genève", "lemanservices.ch"),
            Seller("Jura Mécanique SA", "Jura Mécanique", "Route de Berne 15", "2800 Delémont", "jura-meca.ch"),
            Seller("Café des Vignerons", "Café des Vignerons", "Place du Port 2", "1800 Vevey", "cafe-vignerons.ch", True),
        ),
        (("Mme Anne Modèle", "Chemin des Roses 4", "1003 Lausanne"),), _FIVE,
    ),
    Country(
        "IT", "it", "EUR", (".,",), ("€ {n}", "{n} €", "{n} EUR", "Euro {n}"), (_DMY_SLASH, "{e} {M} {y}", _DMY_DASH, "{d}/{m}/{yy}", _DMY), ("22", "10"),
        "IT99999999999", "?9999999999999999999999", "+39 02 4999 9999", ("REA MI-9999999", "Capitale sociale € 10.000,00 i.v. - Codice SDI M5UXCR1"),
        (
            Seller("Termoidraulica Brambati S.r.l.", "Termoidraulica Brambati", "Via Garibaldi 18", "20121 Milano (MI)", "brambati-termo.it"),
            Seller("Cartoleria Montessoro S.n.c.", "Cartoleria Montessoro", "Corso Italia 45", "16121 Genova (GE)", "montessoro.it"),
            Seller("Studio Tecnico Falchetti", "Studio Tecnico Falchetti", "Piazza Dante 9", "50122 Firenze (FI)", "studiofalchetti.it"),
            Seller("Stampe Venete S.p.A.", "Stampe Venete", "Viale Trieste 102", "35121 Padova (PD)", "stampevenete.it"),
            Seller("Trattoria La Pergola d'Oro", "Trattoria La Pergola d'Oro", "Via dei Mille 7", "40121 Bologna (BO)", "pergoladoro.it", True),
            Seller("Alimentari Fratelli Rosati", "Alimentari Fratelli Rosati", "Via Roma 22", "06121 Perugia (PG)", "rosatialimentari.it", True),
        ),
        (("Giulia Esempio", "Via Verdi 3", "00184 Roma (RM)"), ("Prova Industrie S.r.l.", "Via Emilia 200", "41121 Modena (MO)")),
    ),
    Country(
        "ES", "es", "EUR", (".,",), ("{n} €", "{n} EUR", "{n}€"), (_DMY_SLASH, "{e} de {M} de {y}", _DMY_DASH, "{d}/{m}/{yy}", "{d}-{m}-{yy}"), ("21", "10"),
        "B99999999", "99999999999999999999", "+34 914 999 999", ("Inscrita en el Registro Mercantil de Madrid, tomo 9999", ),
        (
            Seller("Instalaciones Peñalver S.L.", "Instalaciones Peñalver", "Calle Mayor 24", "28013 Madrid", "penalver-inst.es"),
            Seller("Gráficas del Turia S.A.", "Gráficas del Turia", "Avda. del Puerto 150", "46023 Valencia", "graficasturia.es"),
            Seller("Asesoría Montclar", "Asesoría Montclar", "Paseo de Gracia 61", "08007 Barcelona", "montclar.es"),
            Seller("Bar Restaurante El Olivar", "El Olivar", "Plaza Nueva 5", "41001 Sevilla", "elolivarsevilla.es", True),
            Seller("Ultramarinos Garmendia", "Ultramarinos Garmendia", "Calle Real 17", "48005 Bilbao", "garmendia.es", True),
        ),
        (("Carmen Ejemplo Ruiz", "Calle Sol 8, 2º B", "18001 Granada"), ("Muestra Logística S.L.", "Polígono Sur, nave 4", "50011 Zaragoza")),
    ),
    Country(
        "PT", "pt", "EUR", (".,", " ,"), ("{n} €", "€ {n}", "{n} EUR"), (_DMY_SLASH, "{y}-{m}-{d}", _DMY_DASH, "{e} de {M} de {y}"), ("23", "6"),
        "999 999 999", "999999999999999999999", "+351 21 499 9999", ("ATCUD: JFX9?99?-9999", "Capital social 5.000,00 € - C.R.C. Lisboa"),
        (
            Seller("Canalizações Beira Rio, Lda.", "Beira Rio", "Rua da Prata 52", "1100-420 Lisboa", "beirario.pt"),
            Seller("Gráfica Ribeirinha, S.A.", "Gráfica Ribeirinha", "Avenida da Liberdade 30", "4000-322 Porto", "ribeirinha.pt"),
            Seller("Contabilidade Serra & Vale, Unipessoal Lda", "Serra & Vale", "Largo da Sé 4", "3000-138 Coimbra", "serraevale.pt"),
            Seller("Padaria Flor do Trigo", "Padaria Flor do Trigo", "Rua Direita 19", "2750-310 Cascais", "flordotrigo.pt", True),
            Seller("Minimercado Atlântico, Lda.", "Minimercado Atlântico", "Rua do Sol 3", "8000-250 Faro", "miniatlantico.pt", True),
        ),
        (("Maria Exemplo", "Travessa do Poço 6", "4700-001 Braga"), ("Modelo Têxtil, Lda.", "Estrada Nacional 14", "4760-002 Famalicão")),
    ),
    Country(
        "NL", "nl", "EUR", (".,",), ("€ {n}", "€{n}", "EUR {n}"), (_DMY_DASH, "{e} {M} {y}", _DMY_SLASH, "{e}-{n}-{y}", "{d}-{m}-{yy}"), ("21", "9"),
        "NL999999999B01", "INGB9999999999", "+31 20 499 9999", ("KvK 99999999", "KvK-nummer: 99999999"),
        (
            Seller("Waterpoort Installatietechniek B.V.", "Waterpoort", "Herengracht 180", "1016 BR Amsterdam", "waterpoort-installatie.nl"),
            Seller("Drukkerij De Linde V.O.F.", "Drukkerij De Linde", "Kerkstraat 22", "3511 LX Utrecht", "drukkerijdelinde.nl"),
            Seller("Kantoorhuis Van Rooijen", "Kantoorhuis Van Rooijen", "Stationsplein 9", "5211 AP 's-Hertogenbosch", "kantoorhuisvanrooijen.nl"),
            Seller("Bakkerij 't Stoepje", "Bakkerij 't Stoepje", "Dorpsstraat 5", "1251 AA Laren", "bakkerijtstoepje.nl", True),
            Seller("Buurtsuper Zonneveld B.V.", "Buurtsuper Zonneveld", "Marktplein 14", "7311 LG Apeldoorn", "buurtsuperzonneveld.nl", True),
        ),
        (("Mevr. S. de Proef", "Tulpenlaan 3", "2012 AB Haarlem"), ("Voorbeeld Holding B.V.", "Havenweg 60", "3011 CM Rotterdam")), _FIVE,
    ),
    Country(
        "BE", "nl", "EUR", (".,", " ,"), ("€ {n}", "{n} €", "{n} EUR"), (_DMY_SLASH, "{e} {M} {y}", _DMY_DASH), ("21", "6"),
        "BE 0999.999.999", "999999999999", "+32 3 499 99 99", ("RPR Antwerpen",),
        (
            Seller("Schrijnwerkerij Claeysens BV", "Schrijnwerkerij Claeysens", "Gentsesteenweg 310", "9300 Aalst", "claeysens.be"),
            Seller("Scheldeburo NV", "Scheldeburo", "Meir 44", "2000 Antwerpen", "scheldeburo.be"),
            Seller("Brasserie De Gouden Leeuw", "Brasserie De Gouden Leeuw", "Grote Markt 12", "8000 Brugge", "degoudenleeuw.be", True),
        ),
        (("Dhr. Jan Voorbeeld", "Kerkstraat 8", "3000 Leuven"),), _FIVE,
    ),
    Country(
        "PL", "pl", "PLN", ("\u00a0,", " ,", ".,"), ("{n} zł", "{n} PLN", "{n} zł"), (_DMY, "{y}-{m}-{d}", "{e} {M} {y}", _DMY_DASH, "{d}.{m}.{yy}"), ("23", "8"),
        "999-999-99-99", "999999999999999999999999", "+48 22 499 99 99", ("REGON 999999999", "KRS 0000999999"),
        (
            Seller("Instalacje Wiśniewscy Sp. z o.o.", "Instalacje Wiśniewscy", "ul. Długa 15", "00-238 Warszawa", "instalacje-wisniewscy.pl"),
            Seller("Drukarnia Podhale Sp.j.", "Drukarnia Podhale", "ul. Krupówki 40", "34-500 Zakopane", "drukarniapodhale.pl"),
            Seller("Biuro Rachunkowe Saldo-Plus Anna Kowal", "Saldo-Plus", "al. Niepodległości 7", "61-713 Poznań", "saldo-plus.pl"),
            Seller("Meble Bałtyk S.A.", "Meble Bałtyk", "ul. Portowa 3", "81-350 Gdynia", "meblebaltyk.pl"),
            Seller("Piekarnia Złoty Kłos", "Piekarnia Złoty Kłos", "Rynek 8", "31-042 Kraków", "zlotyklos.pl", True),
            Seller("Delikatesy Pod Lipą s.c.", "Delikatesy Pod Lipą", "ul. Lipowa 2", "50-001 Wrocław", "podlipa.pl", True),
        ),
        (("Ewa Przykładowa", "ul. Kwiatowa 9/4", "90-001 Łódź"), ("Wzór Handel Sp. z o.o.", "ul. Fabryczna 20", "40-001 Katowice")),
    ),
    Country(
        "CZ", "cs", "CZK", ("\u00a0,", " ,", ".,"), ("{n} Kč", "{n} CZK", "{n} Kč"), (_DMY, "{e}. {n}. {y}", "{e}.{n}.{y}", "{e}. {M} {y}"), ("21", "12"),
        "CZ99999999", "99999999999999999999", "+420 224 999 999", ("IČO: 99999999", "IČ 99999999, zapsáno v OR u MS v Praze"),
        (
            Seller("Topení Havránek s.r.o.", "Topení Havránek", "Dlouhá 12", "110 00 Praha 1", "topeni-havranek.cz"),
            Seller("Tiskárna Vysočina a.s.", "Tiskárna Vysočina", "Masarykovo náměstí 5", "586 01 Jihlava", "tiskarna-vysocina.cz"),
            Seller("Účetní kancelář Bílek", "Účetní kancelář Bílek", "Husova 33", "602 00 Brno", "ucetnibilek.cz"),
            Seller("Nábytek Krkonoše spol. s r.o.", "Nábytek Krkonoše", "Krkonošská 80", "541 01 Trutnov", "nabytek-krkonose.cz"),
            Seller("Hospoda U Zeleného stromu", "Hospoda U Zeleného stromu", "Náměstí 1", "381 01 Český Krumlov", "uzelenehostromu.cz", True),
            Seller("Potraviny Jarmark s.r.o.", "Potraviny Jarmark", "Školní 4", "779 00 Olomouc", "potravinyjarmark.cz", True),
        ),
        (("Jana Vzorová", "Zahradní 6", "301 00 Plzeň"), ("Ukázka Trade s.r.o.", "Průmyslová 15", "702 00 Ostrava")), _ONE,
    ),
)  # fmt: skip
