"""The first admin is made in the browser, once, against a code that stands in the log."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import User
from django.http import HttpResponse
from django.test import Client

from paperless_firefly.review.services.people import set_up_code

pytestmark = pytest.mark.django_db
PASSWORD = "drei-rote-Fahrräder"


def make(client: Client, code: str, password: str = PASSWORD, again: str = "") -> HttpResponse:
    """Sends the form."""
    form = {"code": code, "username": "anna", "password": password, "again": again or password}
    return client.post("/first-admin/", form)  # type: ignore[return-value]


def test_without_a_user_the_front_offers_to_make_the_first(client: Client) -> None:
    answer = client.get("/")
    assert answer.status_code == 200
    assert 'name="code"' in answer.content.decode()
    assert set_up_code() not in answer.content.decode()


def test_the_code_makes_an_admin_and_signs_them_in(client: Client) -> None:
    assert make(client, f" {set_up_code().lower()} ").status_code == 302
    user = User.objects.get()
    assert (user.username, user.is_superuser) == ("anna", True)
    assert client.get("/admin/").status_code == 200


@pytest.mark.parametrize("code", ["AAAA-AAAA-AAAA-AAAA", "x", "ÄÖÜ"])
def test_a_wrong_code_makes_nobody(code: str, client: Client) -> None:
    answer = make(client, code)
    assert answer.status_code == 422
    assert "not the code" in answer.content.decode()
    assert not User.objects.exists()


def test_guessing_is_throttled(client: Client) -> None:
    statuses = {make(Client(), "AAAA-AAAA-AAAA-AAAA").status_code for _ in range(15)}
    assert 429 in statuses


@pytest.mark.parametrize(("password", "again"), [("12345", ""), (PASSWORD, "another-Password")])
def test_a_weak_or_mistyped_password_is_refused(password: str, again: str, client: Client) -> None:
    assert make(client, set_up_code(), password, again).status_code == 422
    assert not User.objects.exists()


def test_the_page_closes_for_ever(client: Client) -> None:
    make(client, set_up_code())
    User.objects.all().delete()
    stranger = Client()
    assert 'name="code"' not in stranger.get("/").content.decode()
    assert make(stranger, set_up_code()).status_code == 302
    assert not User.objects.exists()


def test_there_is_no_page_where_a_user_exists(client: Client) -> None:
    User.objects.create_user("somebody")
    assert 'name="code"' not in client.get("/").content.decode()
    make(client, set_up_code())
    assert User.objects.count() == 1
