"""People: the first admin, further users, passwords."""

from __future__ import annotations

import base64
import re
import secrets
from collections.abc import Iterable

from django.contrib.auth.models import User
from django.contrib.auth.password_validation import validate_password
from django.contrib.auth.validators import UnicodeUsernameValidator
from django.contrib.sessions.models import Session
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.crypto import salted_hmac

from ..models import PeriodicClaim
from .audit import record_for
from .errors import InvalidValues, NotAllowed

# A row of this name: the set-up page has done its work, or is not needed, for ever.
_SET_UP = "set-up"


def set_up_open() -> bool:
    """Whether the first admin may still be made in the browser."""
    return not (User.objects.exists() or PeriodicClaim.objects.filter(name=_SET_UP).exists())


def set_up_code() -> str:
    """The one-time code of the set-up page: the same in every process, known only to the log."""
    digest = salted_hmac("sparklink.set-up", "first admin", algorithm="sha256").digest()
    text = base64.b32encode(digest[:10]).decode()
    return "-".join(text[i : i + 4] for i in range(0, len(text), 4))


def make_first_admin(*, code: str, username: str, password: str) -> User:
    """Makes the first admin and closes the page for ever; one of several at once wins."""
    if not set_up_open():
        raise NotAllowed("The first user exists already. Sign in.")
    if not secrets.compare_digest(_bare(code), _bare(set_up_code())):
        raise InvalidValues({"code": "This is not the code that stands in SparkLink's log."})
    try:
        with transaction.atomic():
            PeriodicClaim.objects.create(name=_SET_UP, last_at=timezone.now())
            return _make(username, password, admin=True)
    except IntegrityError:
        raise NotAllowed("The first user exists already. Sign in.") from None


def make_admin_once(*, username: str, password: str) -> bool:
    """Makes the environment's admin if there is no such user; whether it did."""
    if User.objects.filter(username=username).exists():
        return False
    user = User.objects.create_superuser(username, password=password)
    record_for(user.pk, "user-made", username=username, admin=True)
    _close_set_up()
    return True


def add_user(*, username: str, password: str, admin: bool = False) -> User:
    """Makes a user; InvalidValues says what is wrong with the name or the password."""
    user = _make(username, password, admin=admin)
    _close_set_up()
    return user


def set_password(*, username: str, password: str) -> None:
    """Gives a user a new password and ends the sessions that the old one began."""
    user = _existing(username)
    _refuse(_wrong_password(password, user))
    user.set_password(password)
    user.save(update_fields=["password"])
    record_for(user.pk, "password-set")


def disable(*, username: str) -> None:
    """Lets a user sign in no more and ends what is signed in; rows stay."""
    user = _existing(username)
    User.objects.filter(pk=user.pk).update(is_active=False)
    _end_sessions(user)
    record_for(user.pk, "user-disabled")


def enable(*, username: str) -> None:
    """Lets a disabled user sign in again."""
    user = _existing(username)
    User.objects.filter(pk=user.pk).update(is_active=True)
    record_for(user.pk, "user-enabled")


def _make(username: str, password: str, *, admin: bool) -> User:
    candidate = User(username=username)
    _refuse(_wrong_name(username) | _wrong_password(password, candidate))
    user = User.objects.create_user(username, password=password, is_staff=admin, is_superuser=admin)
    record_for(user.pk, "user-made", username=username, admin=admin)
    return user


def _existing(username: str) -> User:
    user = User.objects.filter(username=username).first()
    if user is None:
        raise InvalidValues({"username": f'There is no user "{username}".'})
    return user


def _close_set_up() -> None:
    PeriodicClaim.objects.get_or_create(name=_SET_UP, defaults={"last_at": timezone.now()})


def _end_sessions(user: User) -> None:
    for session in Session.objects.filter(expire_date__gt=timezone.now()).iterator():
        if session.get_decoded().get("_auth_user_id") == str(user.pk):
            session.delete()


def _wrong_name(username: str) -> dict[str, str]:
    try:
        UnicodeUsernameValidator()(username)
    except ValidationError as error:
        return {"username": _sentence(error.messages)}
    if len(username) > 150:
        return {"username": "A user name has at most 150 characters."}
    if User.objects.filter(username__iexact=username).exists():
        return {"username": f'There is a user "{username}" already.'}
    return {}


def _wrong_password(password: str, user: User) -> dict[str, str]:
    try:
        validate_password(password, user)
    except ValidationError as error:
        return {"password": _sentence(error.messages)}
    return {}


def _refuse(errors: dict[str, str]) -> None:
    if errors:
        raise InvalidValues(errors)


def _sentence(messages: Iterable[str]) -> str:
    return " ".join(messages)


def _bare(code: str) -> str:
    return re.sub(r"[^A-Z2-7]", "", code.upper())
