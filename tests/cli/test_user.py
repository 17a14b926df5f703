"""`sparklink user`: people who may sign in."""

from __future__ import annotations

import pytest
from click.testing import CliRunner, Result
from django.contrib.auth import authenticate
from django.contrib.auth.models import User
from django.test import Client

from paperless_firefly.cli.main import main

pytestmark = pytest.mark.django_db
GOOD = "drei-rote-Fahrräder"


def user(*arguments: str, said: str = GOOD) -> Result:
    """Runs the command; the password is typed twice."""
    return CliRunner().invoke(main, ["user", *arguments], input=f"{said}\n{said}\n")


def may_sign_in(password: str = GOOD) -> bool:
    """Whether anna may."""
    return authenticate(username="anna", password=password) is not None


def test_a_user_is_added_and_the_password_not_shown() -> None:
    done = user("add", "anna")
    assert done.exit_code == 0, done.output
    assert GOOD not in done.output
    assert may_sign_in()
    assert not User.objects.get().is_staff


def test_an_admin_may_use_the_admin_pages() -> None:
    user("add", "anna", "--admin")
    client = Client()
    client.force_login(User.objects.get())
    assert client.get("/admin/").status_code == 200


@pytest.mark.parametrize(
    ("name", "password", "said"),
    [("anna", "12345678", "too common"), ("a b", GOOD, "valid username"), ("Bert", GOOD, "already")],
)  # fmt: skip
def test_what_is_wrong_is_said(name: str, password: str, said: str) -> None:
    User.objects.create_user("bert")
    done = user("add", name, said=password)
    assert done.exit_code == 1
    assert said in done.output
    assert User.objects.count() == 1


def test_a_new_password_ends_what_the_old_one_began() -> None:
    user("add", "anna")
    client = Client()
    client.force_login(User.objects.get())
    assert user("password", "anna", said="vier-grüne-Türen").exit_code == 0
    assert may_sign_in("vier-grüne-Türen")
    assert not may_sign_in()
    assert client.get("/review/").status_code == 302


def test_a_disabled_user_is_out_at_once_and_can_come_back() -> None:
    user("add", "anna")
    client = Client()
    client.force_login(User.objects.get())
    assert user("disable", "anna").exit_code == 0
    assert client.get("/review/").status_code == 302
    assert not may_sign_in()
    user("enable", "anna")
    assert may_sign_in()


@pytest.mark.parametrize("what", ["password", "disable", "enable"])
def test_a_stranger_is_not_there(what: str) -> None:
    done = user(what, "nobody")
    assert done.exit_code == 1
    assert 'There is no user "nobody"' in done.output
