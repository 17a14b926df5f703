"""Names of businesses as two books spell them: levelled, in words, without legal forms."""

from __future__ import annotations

import re
from functools import lru_cache

from .names import fold

# Legal forms of Europe and North America, levelled, written as one word (S.à r.l. -> sarl).
LEGAL_FORMS = frozenset(
    "ag kg kgaa ohg gmbh mbh gesmbh ug gbr og eu ev eg se sce kgv stiftung "
    "inc incorporated llc llp lp ltd limited plc corp corporation co company pty "
    "sa rl sas sasu sarl sprl srl spa snc scs sl slu bv nv cv vof bvba cvba "
    "aps ivs oy oyj ab hb asa zoo sp z oo sro doo dd kft zrt nyrt bt rt ood ead lda sdnbhd sdn bhd "
    "gesellschaft haftungsbeschrankt".split()
)
_POINTED = re.compile(r"\b((?:[a-z]\s?[./]\s?){1,5}[a-z]?)(?=\W|$)")
_WORD = re.compile(r"[a-z0-9]+")
_UMLAUT = re.compile("([aou])e")
_CONNECTIVES = frozenset("und and et e y i the der die das de la le & + of".split())


@lru_cache(maxsize=16384)
def level(text: str) -> str:
    """Folded, umlauts by either spelling made equal ("STROECK", "Ströck" -> "strock")."""
    return _UMLAUT.sub(r"\1", fold(text).replace("'", "").replace("’", ""))


@lru_cache(maxsize=16384)
def words(name: str) -> tuple[str, ...]:
    """The levelled words of a name, pointed abbreviations as one ("B.V." -> "bv"), in order."""
    joined = _POINTED.sub(lambda m: " " + re.sub(r"[\s./]", "", m[1]) + " ", level(name))
    return tuple(_WORD.findall(joined))


@lru_cache(maxsize=16384)
def bare(name: str) -> tuple[str, ...]:
    """The words that name the business: legal forms and connectives off; all, if none would stay."""
    every = words(name)
    kept = tuple(w for w in every if w not in LEGAL_FORMS and w not in _CONNECTIVES)
    return kept or every
