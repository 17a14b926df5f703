"""Accepting as new, in the way that the owner prefers while the bank's transaction is not there."""

from __future__ import annotations

from datetime import date, timedelta

from django.contrib.auth.models import AbstractBaseUser

from ...domain.posting import Booking
from ..models import BeforeBank, Decision, Document, Posting, Preferences
from . import decisions
from .errors import InvalidValues
from .preferences import preferences_of, today_of

_LONGEST = timedelta(days=366)


def accept(
    *, document: Document, by: AbstractBaseUser | None, version: int, booking: Booking
) -> Posting | Decision:
    """Accepts a document as new, in the way that its owner prefers before the bank."""
    preferences = preferences_of(document.owner_id)
    if preferences.before_bank == BeforeBank.WAIT:
        return decisions.wait(
            document=document, by=by, version=version, booking=booking, until=until_of(preferences)
        )
    provisional = preferences.before_bank == BeforeBank.PROVISIONAL
    mark = preferences.provisional_tag if provisional else None
    return decisions.accept_new(
        document=document, by=by, version=version, booking=booking, mark=mark
    )


def until_of(preferences: Preferences) -> date:
    """The day to which a document accepted today waits."""
    return today_of(preferences) + timedelta(days=preferences.wait_days)


def refuse_wrong_day(preferences: Preferences, until: date) -> None:
    """InvalidValues for a day that is no day to wait for."""
    today = today_of(preferences)
    if not today < until <= today + _LONGEST:
        raise InvalidValues({"wait_until": "Choose a day after today, within a year."})
