"""Where a user is signed in: noted now and then, ended one by one or all but the present."""

from __future__ import annotations

from allauth.usersessions.models import UserSession
from django.contrib.auth.models import AbstractBaseUser
from django.http import HttpRequest

from .audit import record_for

# seconds between two notes of a session's use
NOTED_EVERY = 600


def note(request: HttpRequest) -> None:
    """Writes down that the session of a request is in use, from where and with which browser."""
    UserSession.objects.create_from_request(request)


def end(*, session: UserSession, by: AbstractBaseUser) -> None:
    """Signs a session out wherever it is."""
    session.end()
    record_for(int(by.pk), "session-ended", actor=by, ip=session.ip)


def end_others(*, user: AbstractBaseUser, key: str | None) -> int:
    """Signs out every session of a user but the one with this key; how many."""
    others = list(UserSession.objects.filter(user_id=user.pk).exclude(session_key=key or ""))
    for session in others:
        session.end()
    if others:
        record_for(int(user.pk), "sessions-ended", actor=user, count=len(others))
    return len(others)
