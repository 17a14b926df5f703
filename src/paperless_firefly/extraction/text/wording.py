"""What the words of a name say of it: its form, where it is open, how its rows go on."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ...domain.names import fold
from .names import (
    ENDING,
    LEGAL,
    TRADE_WORDS,
    WEB,
    core,
    has_trade,
    is_address,
    is_registration,
    legal_end,
    words_of,
)  # fmt: skip

NOT_NAME = re.compile(
    r"\b(?:welcome|thank|thanks|gst|tel|fax|phone|e-?mail|www|formerly|licensee|owned by|copy|original"
    r"|stylesheet|visuali[sz]ierung|lesbarmachung|xml|duplicate|page|seite|goods|posted|customer|open|hours|order number|invoice|receipt|reprint"
    r"|dank u|tot ziens|auf wiedersehen|danke|arrivederci|volte sempre|zapraszamy|willkommen|vielen dank|merci|gracias|obrigado|bedankt|dziękujemy|děkujeme|grazie)\b",
    re.IGNORECASE,
)
CONTINUES = re.compile(r"\s*(?:&|OF |AND |\(\w{1,3}\))")
_BRACKETS = re.compile(r"[(\[][^)\]]*[)\]]?")


def of_text(text: str, name: str, webs: str) -> dict[str, object]:
    """Signs of a name that was cut out of a text; `webs` are the web addresses of the document."""
    letters = sum(map(str.isalpha, name))
    digits = sum(map(str.isdigit, name))
    words = fold(name).split()
    legal, trade = legal_end(name) is not None, has_trade(name)
    before = words_before_legal(name) if legal else 0
    return {
        "legal": legal,
        "trade": trade and not legal,
        "plain": not trade and not legal,
        "short core": len(core(name)) < 4,
        "one word": len(words) == 1,
        "long": len(words) > 7,
        "digits": digits > 0,
        "mostly digits": digits > letters,
        "address": is_address(name),
        "registration": is_registration(text) and not legal,
        "numbered": name != text.strip() and is_registration(text.replace(name, "")),
        "not a name": NOT_NAME.search(name),
        "colon": ":" in name,
        "web": WEB.search(name),
        "in web": len(words[0]) > 3 and any(len(w) > 3 and w in webs for w in words[:3]),
        "lower": not name[:1].isupper(),
        "capitals": name.isupper(),
        "open end": is_open(name),
        "open start": name.startswith(("&", ")")) or name.count(")") > name.count("("),
        "starts with trade": ENDING.match(name) is not None,
        "bracketed": text.lstrip().startswith("(") and not legal,
        "one word legal": before == 1,
        "two words legal": before == 2,
    }


def of_legal_end(parts: Sequence[str], *, one_word: bool) -> dict[str, object]:
    """Whether rows whose last is a company's whole name are one: "Kedai Ubat Hong", "Ning Sdn Bhd"."""
    first, last = words_of(parts[0]), words_of(parts[-1])
    whole, generic = first[-1:] and first[-1] in TRADE_WORDS, first[:1] and first[0] in TRADE_WORDS
    return {
        "join two names": len(parts) == 2 and whole,
        "join unfinished": generic and not whole and one_word and not ENDING.match(parts[0]),
        "join plain first": not has_trade(parts[0]) and last and last[0] not in TRADE_WORDS,
    }


def is_open(text: str) -> bool:
    """Whether a text ends in the middle: an open bracket, or a sign that joins."""
    return text.rstrip().endswith(("&", "-", "(", ",")) or text.count("(") > text.count(")")


def words_before_legal(name: str) -> int:
    """How many words stand before the legal form, those in brackets apart."""
    end = legal_end(name)
    if end is None:
        return 0
    before = _BRACKETS.sub(" ", LEGAL.sub(" ", name[:end]))
    return len([w for w in before.split() if any(c.isalpha() for c in w)])
