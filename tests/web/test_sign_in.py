"""Sign-in: one door, throttled across processes, and nothing to be learned at it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.core.cache import cache
from django.test import Client

from tests.builders import make_person

DOORS = ("/accounts/login/", "/admin/login/")


@pytest.fixture(autouse=True)
def _fresh_counters(db: None) -> Iterator[None]:
    cache.clear()
    yield
    cache.clear()


def knock(
    door: str, password: str, name: str = "owner", *, peer: str = "127.0.0.1", told: str = ""
) -> Any:
    """Tries to sign in on a fresh connection, following the admin's door to where it leads."""
    client = Client(REMOTE_ADDR=peer)
    if told:
        client.defaults["HTTP_X_FORWARDED_FOR"] = told
    answer = client.get(door)
    where = answer.headers["Location"] if answer.status_code == 302 else door
    return client.post(where, {"login": name, "password": password})


def test_a_stranger_gets_the_sign_in_page_at_the_front(owner: User) -> None:
    answer = Client().get("/")
    assert answer.status_code == 200
    assert 'name="password"' in answer.content.decode()


def test_a_stranger_is_brought_back_to_the_page_after_the_sign_in(owner: User) -> None:
    client = Client()
    where = client.get("/review/?state=certain")["Location"]
    answer = client.post(where, {"login": "owner", "password": "owner"})
    assert answer["Location"] == "/review/?state=certain"


def test_nobody_is_sent_to_another_site(owner: User) -> None:
    form = {"login": "owner", "password": "owner", "next": "https://evil.example/"}
    assert Client().post("/accounts/login/", form)["Location"] == "/"


@pytest.mark.parametrize("door", DOORS)
def test_fifteen_wrong_passwords_lock_the_door(door: str, owner: User) -> None:
    statuses = [knock(door, "wrong").status_code for _ in range(15)]
    assert statuses[0] == 200
    assert statuses[-1] == 429 or "Too many" in knock(door, "wrong").content.decode()
    locked = knock(door, "owner")
    assert locked.status_code != 302
    assert "sparklink_session" not in locked.cookies


@pytest.mark.parametrize("door", DOORS)
def test_another_address_is_not_locked_out_with_it(door: str, owner: User) -> None:
    make_person("colleague")
    for _ in range(15):
        knock(door, "wrong", "somebody")
    answer = knock(door, "colleague", "colleague", peer="198.51.100.7")
    assert answer.status_code == 302


def test_forwarded_addresses_are_not_believed(owner: User) -> None:
    for n in range(15):
        knock("/accounts/login/", "wrong", f"n{n}", told=f"198.51.100.{n}")
    assert knock("/accounts/login/", "owner").status_code != 302


def test_the_admin_has_no_door_of_its_own(owner: User) -> None:
    answer = Client().get("/admin/login/")
    assert (answer.status_code, answer["Location"].split("?")[0]) == (302, "/accounts/login/")


def test_a_disabled_user_cannot_sign_in(owner: User) -> None:
    User.objects.update(is_active=False)
    client = Client()
    client.post("/accounts/login/", {"login": "owner", "password": "owner"})
    assert client.get("/review/").status_code == 302


def test_nobody_can_sign_up(owner: User) -> None:
    for address in ("/accounts/signup/", "/accounts/password/reset/", "/accounts/email/"):
        assert Client().get(address).status_code in {302, 404}


def test_a_password_can_be_changed_and_other_sessions_end(page: Client, owner: User) -> None:
    other = Client()
    other.force_login(owner)
    form = {
        "oldpassword": "owner",
        "password1": "zwei-blaue-Türen",
        "password2": "zwei-blaue-Türen",
    }
    assert page.post("/accounts/password/", form).status_code == 302
    assert page.get("/review/").status_code == 200
    assert other.get("/review/").status_code == 302
    owner.refresh_from_db()
    assert owner.check_password("zwei-blaue-Türen")


def test_signing_out_needs_a_post(page: Client) -> None:
    page.get("/accounts/logout/")
    assert page.get("/review/").status_code == 200
    page.post("/accounts/logout/")
    assert page.get("/review/").status_code == 302
