"""The admin: state rows to look at, tokens never."""

from __future__ import annotations

import pytest
from django.contrib import admin
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse

from paperless_firefly.review.models import Connection, ConnectionKind
from tests.builders import connection_of, make_document, make_person, make_posting, make_split

STATE = [model for model in admin.site._registry if model._meta.app_label == "review"]


@pytest.fixture
def staff(db: None, client: Client) -> Client:
    """A browser that somebody from the staff is signed in with."""
    client.force_login(make_person("staff", staff=True))
    return client


@pytest.mark.parametrize("model", STATE, ids=lambda model: model.__name__)
def test_state_rows_can_be_looked_at_and_not_changed(model: type, staff: Client) -> None:
    owner = make_person("owner")
    make_split(owner)
    make_posting(make_document(owner), "done")
    name = f"admin:review_{model.__name__.lower()}"
    assert staff.get(reverse(f"{name}_changelist"), {"q": "x"}).status_code == 200
    assert staff.get(reverse(f"{name}_add")).status_code == 403
    for row in model._default_manager.all()[:1]:  # type: ignore[attr-defined]
        change = reverse(f"{name}_change", args=[row.pk])
        assert staff.get(change).status_code == 200
        assert staff.post(change, {}).status_code == 403
        assert staff.post(reverse(f"{name}_delete", args=[row.pk])).status_code == 403


def test_a_token_is_never_shown(staff: Client) -> None:
    connection = connection_of(make_person("owner"), ConnectionKind.FIREFLY)
    Connection.objects.filter(pk=connection.pk).update(token="gAAAA-locked")
    for where in ("changelist", "change"):
        args = [connection.pk] if where == "change" else []
        answer = staff.get(reverse(f"admin:review_connection_{where}", args=args))
        assert "gAAAA-locked" not in answer.content.decode()
        assert "firefly.test" in answer.content.decode()


def test_a_user_who_has_rows_cannot_be_deleted(staff: Client) -> None:
    owner = make_person("owner")
    staff.post(reverse("admin:auth_user_delete", args=[owner.pk]), {"post": "yes"})
    assert User.objects.filter(pk=owner.pk).exists()
