"""The sessions that a user is signed in with."""

from __future__ import annotations

from allauth.usersessions.models import UserSession
from django.contrib.auth import HASH_SESSION_KEY
from django.contrib.auth.models import AbstractBaseUser
from django.contrib.sessions.models import Session
from django.utils import timezone
from django.utils.crypto import constant_time_compare


def sessions(user: AbstractBaseUser) -> list[UserSession]:
    """Those that still let somebody in, the last used first; two queries.

    One that ended, ran out, or was begun with another password lets nobody in.
    """
    rows = UserSession.objects.filter(user_id=user.pk).order_by("-last_seen_at", "-pk")
    living = Session.objects.filter(
        session_key__in=[row.session_key for row in rows], expire_date__gt=timezone.now()
    )
    valid = {each.session_key for each in living if _is_valid(each, user)}
    return [row for row in rows if row.session_key in valid]


def session(user: AbstractBaseUser, pk: int) -> UserSession | None:
    """A user's own session."""
    found: UserSession | None = UserSession.objects.filter(user_id=user.pk, pk=pk).first()
    return found


def _is_valid(row: Session, user: AbstractBaseUser) -> bool:
    told = str(row.get_decoded().get(HASH_SESSION_KEY, ""))
    return constant_time_compare(told, user.get_session_auth_hash())
