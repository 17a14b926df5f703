"""Preferences: made from the environment's defaults, changed by their owner."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from zoneinfo import ZoneInfo, available_timezones

from django.conf import settings
from django.contrib.auth.models import AbstractBaseUser
from django.utils import timezone

from ..models import Preferences
from .audit import record_for
from .errors import InvalidValues

_NOT_EDITABLE = {"id", "owner", "owner_id"}


def preferences_of(owner_id: int) -> Preferences:
    """A user's preferences; the row is made on first use."""
    found, _ = Preferences.objects.get_or_create(
        owner_id=owner_id,
        defaults={
            "filter_tag": settings.PAPERLESS_FILTER_TAG,
            "auto_threshold": settings.CONFIDENCE_AUTO_THRESHOLD,
            "review_threshold": settings.CONFIDENCE_REVIEW_THRESHOLD,
            "default_account": settings.FIREFLY_DEFAULT_ACCOUNT,
        },
    )
    return found


def zone_of(preferences: Preferences) -> ZoneInfo:
    """The user's time zone; the server's where none is set."""
    return ZoneInfo(preferences.time_zone or settings.TIME_ZONE)


def today_of(preferences: Preferences) -> date:
    """Today's date in the user's zone."""
    return timezone.localdate(timezone=zone_of(preferences))


def save(*, preferences: Preferences, by: AbstractBaseUser, changes: Mapping[str, object]) -> None:
    """Writes the named preferences; InvalidValues names each that cannot be."""
    known = {f.name for f in Preferences._meta.concrete_fields} - _NOT_EDITABLE
    wrong = {name: "There is no such preference." for name in changes if name not in known}
    merged = {
        "auto_threshold": preferences.auto_threshold,
        "review_threshold": preferences.review_threshold,
        **changes,
    }
    wrong |= _wrong_thresholds(merged["auto_threshold"], merged["review_threshold"])
    zone = str(changes.get("time_zone") or "")
    if zone and zone not in available_timezones():
        wrong["time_zone"] = f'"{zone}" is no time zone. Choose one like Europe/Vienna.'
    if not str(changes.get("filter_tag", "x")).strip():
        wrong["filter_tag"] = "Without a filter tag nothing can be found. Enter one."
    if wrong:
        raise InvalidValues(wrong)
    before = {name: getattr(preferences, name) for name in changes}
    for name, value in changes.items():
        setattr(preferences, name, value)
    preferences.save(update_fields=list(changes))
    changed = [
        {"field": n, "was": before[n], "now": v} for n, v in changes.items() if before[n] != v
    ]
    if changed:
        record_for(preferences.owner_id, "preferences-changed", actor=by, changes=changed)


def _wrong_thresholds(auto: object, review: object) -> dict[str, str]:
    if not (isinstance(auto, float | int) and isinstance(review, float | int)):
        return {"auto_threshold": "Thresholds are numbers between 0 and 1."}
    if not 0 <= review <= auto <= 1:
        return {
            "auto_threshold": "The threshold for certain must be between the one for likely and 1."
        }
    return {}
