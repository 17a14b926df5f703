"""Names of companies: legal forms, trade words, what of a row is the name and what follows it."""

from __future__ import annotations

import re

# Legal forms that end a name, in the spelling of their countries; the longest first.
_LEGAL = (
    r"sdn\.? ?,?bhd|sdn\.? ?b[hn]d|s ?/ ?b|s\.b|sb|bhd|berhad|plt|pte\.? ?ltd|pty\.? ?ltd|co\.?,? ?ltd"
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
TRADE = re.compile(
    r"\b(?:enterprises?|trading|restaurants?|restoran|kedai|syarikat|hardware|mart|market|minimarket"
    r"|supermarket|hypermarket|store|stores|shop|cafe|café|coffee|bakery|bakeries|pharmacy|farmasi"
    r"|hotel|clinic|klinik|station|stationery|books?|boutique|motors?|auto|services?|marketing"
    r"|industries|holdings|group|company|co|international|solutions|systems|consulting|studio|salon"
    r"|house|kitchen|bistro|pizza|food|foods|fashion|electrical|electronics|furniture|optical|petrol"
    r"|seafood|steakhouse|apotheke|bäckerei|metzgerei|gasthaus|gasthof|restaurant|markt|handel"
    r"|werkstatt|autohaus|praxis|kanzlei|verlag|druckerei|gärtnerei|friseur|drogerie|stadtwerke"
    r"|boulangerie|pharmacie|boucherie|garage|librairie|épicerie|ristorante|trattoria|farmacia"
    r"|panificio|negozio|albergo|officina|tienda|restaurante|panadería|ferretería|taller|padaria"
    r"|mercearia|oficina|livraria|bakkerij|apotheek|slagerij|winkel|sklep|apteka|piekarnia|hurtownia"
    r"|lékárna|pekárna|obchod|hospoda|versicherung|versicherungsverein|bank|sparkasse|energie|perniagaan"
    r"|pasaraya|gallery|centre|center|workshop|express|garden|cash & carry|steel|machinery|corner)\b",
    re.IGNORECASE,
)
# Possessive repeats (*+): a long run of blanks or dots is walked once, not in every split.
# Trade words that end a name: a row that begins with one goes on with the row before.
ENDING = re.compile(
    r"(?:enterprises?|trading|hardware|marketing|holdings|group|industries|stationery|services"
    r"|supplies|solutions|systems|handels?|vertriebs?)\b",
    re.IGNORECASE,
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
    r"|street|road|avenue|lane|drive|blvd|suite|floor|flr|level|unit|block|blk|p\.?o\.? box"
    r"|weg|platz|gasse|allee|ring|ufer|postfach|rue|boulevard|chemin|quai|impasse|cedex"
    r"|via|viale|piazza|corso|largo|calle|avenida|avda|paseo|rua|travessa|praça|estrada"
    r"|plein|kade|gracht|ul|ulica|aleja|al|ulice|náměstí|nám)\b|\w(?:straße|strasse|str\.|gasse|allee|weg|straat|laan|platz)\b"
    r"|\bno\W{0,3}\d|\b\d{4,6}\b,? +[^\W\d]{3}",
    re.IGNORECASE,
)  # fmt: skip
WEB = re.compile(r"(?:www\.|@|https?://)([\w-]+(?:\.[\w-]+)*)", re.IGNORECASE)
_EDGES = " \t*-–—=_~.,:;|/\\\"'`‘’“”<>!#^+•·●"


def legal_end(text: str) -> int | None:
    """Where the first legal form with a name before it ends, or None."""
    for match in LEGAL.finditer(text):
        word = match[0].strip(".")
        if word.lower() in _SHORT and not word.isupper():
            continue
        if any(c.isalpha() for c in text[: match.start()]):
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
        return name[:end].strip(_EDGES[:1] + _EDGES[10:]).strip()
    return _NUMBERED.sub("", name).strip(_EDGES + "([{") or name


def core(text: str) -> str:
    """The letters of a name that are neither legal form nor trade word."""
    bare = TRADE.sub(" ", LEGAL.sub(" ", text))
    return "".join(c for c in bare if c.isalpha())


def is_registration(text: str) -> bool:
    """Whether a row is a company's registration number and nothing else."""
    return _REGISTRATION.match(text) is not None or _REGISTERED.search(text) is not None


def is_address(text: str) -> bool:
    """Whether a row looks like (a part of) a postal address."""
    return ADDRESS.search(text) is not None
