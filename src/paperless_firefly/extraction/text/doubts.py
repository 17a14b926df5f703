"""What makes a chosen value more or less certain: signs for the measured certainty."""

from __future__ import annotations

from .arithmetic import SURE_SUMS
from .dates import DateFound
from .features import Candidate
from .judge import log_odds
from .parties import Name


def total_signs(candidate: Candidate, share: float, dirt: float) -> dict[str, float]:
    """Signs of a total: its share among the candidates, sums that confirm it, dirt."""
    sums = sum(f"={kind}" in candidate.features for kind in SURE_SUMS)
    labelled = any(p.left & {"total", "sum", "payable", "rounded"} for p in candidate.prints)
    return {
        "base": 1.0,
        **_odds(share, dirt),
        "sum": float(sums > 0),
        "sums": float(sums > 1),
        "twice": float(len(candidate.prints) > 1),
        "labelled": float(labelled),
        "derived": float(not candidate.prints),
        "dirt": dirt,
        "dirt, no sum": dirt * (sums == 0),
        "dirt, once": dirt * (len(candidate.prints) < 2),
    }


def _odds(share: float, dirt: float) -> dict[str, float]:
    """The log odds of a share, bent where they are high or the text is dirty."""
    odds = log_odds(share) / 4
    return {
        "odds": odds,
        "high odds": max(odds - 0.7, 0.0),
        "dirty odds": dirt * odds,
        "clean": float(dirt == 0),
        "clean odds": odds * (dirt == 0),
    }


def date_signs(found: DateFound, rivals: int, dirt: float) -> dict[str, float]:
    """Signs of a date: label, time, how often it is printed, rivals, dirt."""
    return {
        "base": 1.0,
        "score": min(found.score, 5.0) / 5,
        "twice": float(found.times > 1),
        "often": float(found.times > 2),
        "rivals": min(rivals, 3) / 3,
        "short year": float(found.print.short_year),
        "digits": float(found.print.form == "digits"),
        "named": float(found.print.form == "named"),
        "unsure order": float(not found.sure_order),
        "clean": float(dirt == 0),
        "mended": float(found.print.mended),
        "dirt": dirt,
        "dirt, once": dirt * (found.times < 2),
    }


def seller_signs(name: Name, share: float, dirt: float) -> dict[str, float]:
    """Signs of a seller: its share among the candidates, its form, dirt in it and around."""
    odd = sum(not (c.isalnum() or c in " .,&'()-/+@!") for c in name.text)
    return {
        "base": 1.0,
        **_odds(share, dirt),
        "legal": name.features.get("legal", 0.0),
        "trade": name.features.get("trade", 0.0),
        "again": name.features.get("again", 0.0),
        "odd signs": float(odd > 0),
        "joined": name.features.get("joined", 0.0) + name.features.get("joined 3", 0.0),
        "dirt": dirt,
        "dirt, again": dirt * name.features.get("again", 0.0),
    }
