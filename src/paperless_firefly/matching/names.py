"""Compares a seller's name with what the bank's text calls the other side."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz import fuzz

# Words that many businesses share: they support an agreement and never make one.
_COMMON = frozenset(
    "austria osterreich osterreichische deutschland deutsche deutscher germany german schweiz "
    "schweizer suisse swiss switzerland france italia espana nederland polska ireland uk usa "
    "europe europa european international internationale intl global world group gruppe holding "
    "wien berlin munchen hamburg koln linz graz salzburg zurich paris london bank "
    "markt market supermarkt shop store stores handel handels handelsgesellschaft trading online "
    "web com net service services dienstleistung dienstleistungen solutions systems system "
    "software digital media technologies technology tech resources enterprise enterprises "
    "betrieb betriebs vertrieb vertriebs verwaltung versicherung stadtwerke energie "
    "backerei konditorei metzgerei fleischerei restaurant ristorante cafe gasthaus gasthof hotel "
    "trattoria pizzeria osteria sushi bar apotheke praxis arzt zahnarzt steuerberatung "
    "rechtsanwalt kanzlei druckerei elektro installation bau tischlerei autohaus werkstatt "
    "dr prof mag ing dipl herr frau zur zum am im san st new neue".split()
)
_AGREES = 0.30
_CUT, _GLUED = 4, 6  # letters that the shorter of two names needs


@dataclass(frozen=True, slots=True)
class NameFit:
    """`level` is "agrees", "initials", "differs" or "silent" (one side names nobody); 0..1."""

    level: str
    likeness: float


_SILENT = NameFit("silent", 0.0)


def compare_spellings(seller: tuple[str, ...], spellings: Iterable[tuple[str, ...]]) -> NameFit:
    """The best agreement with any of the names that the bank gives the other side."""
    fits = [compare_names(seller, bank) for bank in spellings]
    return max(fits, key=lambda fit: (fit.level != "silent", fit.likeness), default=_SILENT)


@lru_cache(maxsize=32_768)
def compare_names(seller: tuple[str, ...], bank: tuple[str, ...]) -> NameFit:
    """How well the levelled words of a seller stand in those of the bank."""
    if not seller or not bank:
        return _SILENT
    likeness = max(_by_words(seller, bank), _glued(seller, bank))
    if likeness >= _AGREES:
        return NameFit("agrees", min(likeness, 1.0))
    if _initials(seller, bank):
        return NameFit("initials", 0.4)
    return NameFit("differs", likeness)


def _by_words(seller: Sequence[str], bank: Sequence[str]) -> float:
    """The share of the seller's words, weighed, that the bank's text has; common ones alone: 0."""
    rare = [word for word in seller if word not in _COMMON]
    if not rare:
        return 1.0 if set(seller) <= set(bank) else 0.0
    weights = {word: 2.0 if word == rare[0] else 1.0 if word in rare else 0.5 for word in seller}
    found = {word: max(_word_likeness(word, other) for other in bank) for word in weights}
    if not any(found[word] for word in rare):
        return 0.0
    return sum(weights[w] * found[w] for w in weights) / sum(weights.values())


@lru_cache(maxsize=32_768)
def _word_likeness(mine: str, theirs: str) -> float:
    if mine == theirs:
        return 1.0
    shorter = min(mine, theirs, key=len)
    if len(shorter) < 4:
        return 0.0
    if _begins(mine, theirs):
        return 0.9
    if len(shorter) <= 6 and mine[0] == theirs[0] and _skeleton(mine) == _skeleton(theirs):
        return 0.8
    alike = fuzz.ratio(mine, theirs)
    return 0.75 if alike >= (80.0 if len(shorter) > 4 else 75.0) else 0.0


def _begins(mine: str, theirs: str) -> bool:
    """Whether the bank cut the seller's name, or glued more to it ("spar" is no "sparkasse")."""
    if len(theirs) >= _CUT and mine.startswith(theirs):
        return True
    return len(mine) >= _GLUED and theirs.startswith(mine)


def _skeleton(word: str) -> str:
    """The first letter and the consonants: "amazon" and "amzn" share them."""
    return word[0] + "".join(c for c in word[1:] if c not in "aeiou")


def _glued(seller: Sequence[str], bank: Sequence[str]) -> float:
    """Names written without their gaps, or cut: one begins with the other."""
    mine, theirs = "".join(seller), "".join(bank)
    if not _begins(mine, theirs):
        return 0.0
    return 0.0 if min(mine, theirs, key=len) in _COMMON else 0.8


def _initials(seller: Sequence[str], bank: Sequence[str]) -> bool:
    """Whether a short word of the bank abbreviates the seller: "db", "swm"."""
    for word in bank:
        if 2 <= len(word) <= 5 and word.isalpha() and _abbreviates(word, seller):
            return True
    return False


def _abbreviates(word: str, seller: Sequence[str]) -> bool:
    initials = "".join(w[0] for w in seller)
    if len(seller) >= 2 and word == initials[: len(word)] and len(word) >= min(len(seller), 3):
        return True
    if len(seller) < 2 or len(word) < 3 or word[0] != initials[0] or initials[-1] != word[-1]:
        return False
    letters = iter("".join(seller))
    return all(letter in letters for letter in word)
