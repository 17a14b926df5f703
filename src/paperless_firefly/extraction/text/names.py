"""Names of companies: legal forms, trade words, what of a row is the name and what follows it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from ...domain.names import fold

# Legal forms that end a name, in the spelling of their countries; the longest first.
_LEGAL = (
    r"s[do0]n\.? ?,?b[a-z]{1,3}d|sdn\.? ?,?[38e]hd|[s$] ?/ ?[b8r]|5/b|s\.b|sb|bhd|berhad|plt|pte\.? ?ltd|pty\.? ?ltd|co\.?,? ?ltd"
    r"|(?:g?gmbh|ug(?: ?\(haftungsbeschränkt\))?|ag|se) ?& ?co(?:\.? ?(?:kgaa|kg|ohg))?"
    r"|gmbh|mbh|ag|kgaa|kg|ohg|gbr|e\. ?k|e\. ?u|e\. ?v|eg|ug ?\(haftungsbeschränkt\)|ug|se|a\. ?g"
    r"|ltd|limited|plc|llp|llc|l\.l\.c|inc|corp|corporation|incorporated"
    r"|sàrl|sarl|s\.à ?r\.l|s\.a\.r\.l|sasu|sas|s\.a\.s|eurl|snc|s\.n\.c|sci|sprl|srl|s\.r\.l|s\.p\.a|spa|s\.r\.l\.s"
    r"|s\.l\.u|s\.l|slu|s\.a|sa|s\.l\.l|s\.c|unipessoal,? ?lda|lda|ltda|l\.da"
    r"|b\.v|bv|n\.v|nv|v\.o\.f|vof|bvba|bv/srl"
    r"|sp\. ?z ?o\. ?o|spółka z o\. ?o|sp\. ?j|sp\. ?k|s\.c|s\. ?r\. ?o|a\. ?s|v\. ?o\. ?s|k\. ?s|z\. ?s|spol\. ?s ?r\. ?o"
    r"|aps|a/s|ab|oy|kft"
)
# In small letters these are words of a language: they count as a form in capitals only.
_SHORT = frozenset("sb ag se sa ab oy kg eg spa ug as sas sci snc".split())
LEGAL = re.compile(rf"(?<![\w.&])(?:{_LEGAL})(?:\.(?!\w))?(?![\w/])", re.IGNORECASE)
# Words of trades (folded): they make a name of what has no legal form.
TRADE_WORDS = frozenset(
    """
    enterprise enterprises trading restaurant restaurants restoran kedai syarikat hardware mart
    market minimarket supermarket hypermarket store stores shop cafe coffee bakery bakeries
    pharmacy farmasi hotel clinic klinik station stationery book books boutique motor motors
    auto service services marketing industries holdings group company co international solutions
    systems consulting studio salon house kitchen bistro pizza food foods fashion electrical
    electronics furniture optical petrol seafood steakhouse apotheke backerei metzgerei gasthaus
    gasthof markt handel werkstatt autohaus praxis kanzlei verlag druckerei gartnerei friseur
    drogerie stadtwerke boulangerie pharmacie boucherie garage librairie epicerie ristorante
    trattoria farmacia panificio negozio albergo officina tienda restaurante panaderia
    ferreteria taller padaria mercearia oficina livraria bakkerij apotheek slagerij winkel sklep
    apteka piekarnia hurtownia lekarna pekarna obchod hospoda versicherung versicherungsverein
    bank sparkasse energie perniagaan pasaraya gallery centre center workshop express garden
    carry steel machinery corner gift gifts deco decor noodle noodles kopitiam florist jewellers
    clothing beauty laundry
    """.split()
)
# Possessive repeats (*+): a long run of blanks or dots is walked once, not in every split.
# Trade words that end a name: a row that begins with one goes on with the row before.
ENDING = re.compile(
    r"(?:enterprises?|trading|hardware|marketing|holdings|group|industries|stationery|services"
    r"|supplies|solutions|systems|handels?|vertriebs?)\b",
    re.IGNORECASE,
)
# What a company is, as the second row of a name begins: "Muster Hafter / Versicherungsverein a.G.".
COMPANY_KIND = re.compile(
    r"(?:versicherungs(?:verein|gesellschaft)|versicherung|(?:aktien)?gesellschaft|genossenschaft"
    r"|verein|stiftung|insurance|assurance company|mutual|society|association"
    r"|soci[ée]t[ée]|mutuelle|association|assicurazioni|società|cooperativa|sociedad|sociedade"
    r"|mutua|seguros|verzekeringen|maatschappij|vereniging|co[öo]peratie|spółka|towarzystwo"
    r"|spółdzielnia|pojišťovna|společnost|družstvo)\b",
    re.IGNORECASE,
)
COUNTRIES = frozenset(
    """
    deutschland germany allemagne germania alemania alemanha duitsland niemcy nemecko
    osterreich austria autriche oostenrijk rakousko schweiz suisse svizzera switzerland suiza suica
    zwitserland szwajcaria svycarsko liechtenstein france frankreich francia franca frankrijk
    francja francie italia italy italien italie wlochy espana spain spanien espagne spagna espanha
    spanje hiszpania spanelsko portugal portogallo portugalia nederland netherlands niederlande
    belgie belgique belgien belgium luxemburg luxembourg polska poland polen pologne polonia
    ireland england scotland wales malaysia singapore australia canada danmark denmark danemark
    sverige sweden schweden hungary magyarorszag ungarn slovensko slovakia slowakei
    """.split()
) | {"united kingdom", "united states", "great britain", "ceska republika", "czech republic", "usa"}
_MISREAD = (
    (
        re.compile(r"\bS[DO0]N(\.?) ?,?(?!BHD)(?:B[A-Z]{1,3}D|[38E]HD)\b", re.IGNORECASE),
        r"SDN\1 BHD",
    ),
    (re.compile(r"\bS[O0]N(\.?) ?,?BHD\b", re.IGNORECASE), r"SDN\1 BHD"),
    (re.compile(r"(?<= )(?:[$5]/B|[S$]/[8R])$"), "S/B"),
    (re.compile(r"(?<=\.)1(?=\.)"), "I"),
    (re.compile(r"(?<=[.A-Z])¥"), "Y"),
)
_NUMBERED = re.compile(
    r"\s*+[\[({]?\s*+(?:co(?:mpany)?|br|roc|reg)?[.\s]*+(?:reg(?:istration)?)?[.\s]*+(?:no|nr)?[.:\s]*+"
    r"[A-Z]{0,5}\d[\d\s-]{3,}[ -]{0,2}[A-Z0-9]{0,3}\s*[\])}]?.*$",
    re.IGNORECASE,
)
_REGISTRATION = re.compile(
    r"^\W*+(?:(?:co|company|business|br|roc|reg|registration|brn|llp)\b[\s.]*+(?:no|reg|registration|nr)?[\s.]*+(?:no)?\W*+)?"
    r"[A-Z]{0,4}\d{4,}[ -]{0,3}[A-Z]{0,3}\W*$",
    re.IGNORECASE,
)
_REGISTERED = re.compile(
    r"\b(?:co|company|business|br|roc)[\s.-]*+(?:reg(?:istration)?)?[\s.]*+(?:no)?\W{0,4}[A-Z]{0,3}\d{5,}",
    re.IGNORECASE,
)
ADDRESS = re.compile(
    r"\b(?:jalan|jln|lorong|lrg|lot|taman|tmn|kampung|kg|persiaran|lebuh|bandar|seksyen|plaza|pusat|wisma"
    r"|street|road|highway|airport|avenue|lane|drive|blvd|suite|floor|flr|level|unit|block|blk|p\.?o\.? box"
    r"|weg|stra(?:ß|ss)e|platz|gasse|allee|ring|ufer|postfach|rue|boulevard|chemin|quai|impasse|cedex|autoroute"
    r"|via|viale|piazza|corso|largo|calle|avenida|avda|paseo|rua|travessa|praça|estrada"
    r"|plein|kade|gracht|grote markt|grand[- ]place|place d[ue]s?|chauss[ée]e|steenweg|rynek|ul|ulica|aleja|al|ulice|náměstí|nám)\b|\w(?:straße|strasse|str\.|gasse|allee|weg|straat|laan|platz|gracht|plein|steenweg|markt \d+)\b"
    r"|\bno\W{0,3}\d|\b\d{4,6}\b,? +[^\W\d]{3}",
    re.IGNORECASE,
)  # fmt: skip
# What is stamped or printed beside a name.
_STAMPED = re.compile(r"(?:\s+\(?(?:posted|reprint(?:ed)?|duplicate|original|void(?:ed)?)\)?)+$", re.IGNORECASE)  # fmt: skip
_WORDS = re.compile(r"[^\W\d_]+")
WEB = re.compile(r"(?:www\.|@|https?://)([\w-]+(?:\.[\w-]+)*)", re.IGNORECASE)
_EDGES = " \t*-–—=_~.,:;|/\\\"'`‘’“”<>!#^+•·●"

# Words (folded) without one of which a row holds no legal form.
_LEGAL_WORDS = frozenset(re.findall(r"[a-z]+", _LEGAL.replace("\\", " "))) | {
    "son",
    "sn",
    "s",
    "a",
    "b",
    "e",
    "spolka",
}


def may_be_legal(words: Sequence[tuple[str, int, int]]) -> bool:
    """Whether a row's folded words leave room for a legal form: a quick look before the slow one."""
    return any(word in _LEGAL_WORDS for word, _, _ in words)


@lru_cache(maxsize=4096)
def legal_end(text: str) -> int | None:
    """Where the first legal form with a name before it ends, or None."""
    if _LEGAL_WORDS.isdisjoint(words_of(text)):
        return None
    for match in LEGAL.finditer(text):
        word = match[0].strip(".")
        if word.lower() in _SHORT and not word.isupper():
            continue
        if any(map(str.isalpha, text[: match.start()])):
            return match.end()
    return None


def has_legal(text: str) -> bool:
    """Whether a legal form stands anywhere in the text."""
    return any(
        m[0].strip(".").lower() not in _SHORT or m[0].isupper() for m in LEGAL.finditer(text)
    )


def clean_name(text: str) -> str:
    """The name alone: without what follows the legal form, registration numbers and ornaments."""
    name = text.strip(_EDGES + "([{") if text.count("(") != text.count(")") else text.strip(_EDGES)
    if name.startswith("(") and name.endswith(")") and name.count("(") == 1:
        name = name[1:-1].strip()
    end = legal_end(name)
    if end is not None:
        return repaired(name[:end].strip(_EDGES[:1] + _EDGES[10:]).strip())
    bare = _STAMPED.sub("", _NUMBERED.sub("", name))
    return repaired(bare.strip(_EDGES + "([{") or name)


def repaired(name: str) -> str:
    """A name with what scanners misread in legal forms and initials set right."""
    for wrong, right in _MISREAD:
        name = wrong.sub(right, name)
    return name


@lru_cache(maxsize=4096)
def words_of(text: str) -> tuple[str, ...]:
    """The words of a text in small letters, unaccented; of a row they are asked for many times."""
    return tuple(_WORDS.findall(text.lower() if text.isascii() else fold(text)))


def has_trade(text: str) -> bool:
    """Whether a word of a trade stands in the text."""
    return not TRADE_WORDS.isdisjoint(words_of(text))


def is_country(name: str) -> bool:
    """Whether a text is the name of a country and nothing else."""
    return fold(name).strip(" .,-") in COUNTRIES


def core(text: str) -> str:
    """The letters of a name, small, that are neither legal form nor trade word."""
    bare = LEGAL.sub(" ", text) if not _LEGAL_WORDS.isdisjoint(words_of(text)) else text
    return "".join(word for word in words_of(bare) if word not in TRADE_WORDS)


def is_registration(text: str) -> bool:
    """Whether a row is a company's registration number and nothing else."""
    return _REGISTRATION.match(text) is not None or _REGISTERED.search(text) is not None


def is_address(text: str) -> bool:
    """Whether a row looks like (a part of) a postal address."""
    return ADDRESS.search(text) is not None
