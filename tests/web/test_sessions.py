"""Where one is signed in: listed with device and last use, ended one by one or all others."""

from __future__ import annotations

from datetime import timedelta

import pytest
from allauth.usersessions.models import UserSession
from django.contrib.auth.models import User
from django.test import Client
from django.utils import timezone

from paperless_firefly.review.models import AuditEntry
from paperless_firefly.review.web.contexts.devices import device
from tests.builders import make_person

FIREFOX = "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:140.0) Gecko/20100101 Firefox/140.0"
PHONE = (
    "Mozilla/5.0 (Linux; Android 15; Pixel 9) AppleWebKit/537.36 (KHTML, like Gecko)"
    " Chrome/140.0.0.0 Mobile Safari/537.36"
)
TABLET = (
    "Mozilla/5.0 (iPad; CPU OS 18_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko)"
    " Version/18.0 Mobile/15E148 Safari/604.1"
)


def browser(agent: str, name: str = "owner") -> Client:
    """A browser that signs in by the page."""
    client = Client(headers={"user-agent": agent})
    client.post("/accounts/login/", {"login": name, "password": name})
    return client


@pytest.mark.parametrize(
    ("agent", "name"),
    [
        (FIREFOX, "Firefox on Windows"),
        (PHONE, "Chrome on Android"),
        (TABLET, "Safari on iPad"),
        ("curl/8.5", "curl"),
        ("", "An unknown browser"),
    ],
)
def test_a_browser_is_named_as_people_know_it(agent: str, name: str) -> None:
    assert device(agent) == name


def test_each_browser_stands_there_and_the_present_one_is_marked(owner: User) -> None:
    here, _ = browser(FIREFOX), browser(PHONE)
    text = here.get("/settings/sessions/").content.decode()
    assert "Firefox on Windows" in text
    assert "Chrome on Android" in text
    assert text.count("This one") == 1


def test_one_is_signed_out_wherever_it_is(owner: User) -> None:
    here, there = browser(FIREFOX), browser(PHONE)
    other = UserSession.objects.get(user_agent=PHONE)
    here.post(f"/settings/sessions/{other.pk}/end/")
    assert there.get("/review/").status_code == 302
    assert here.get("/review/").status_code == 200
    assert "Chrome on Android" not in here.get("/settings/sessions/").content.decode()
    assert AuditEntry.objects.filter(action="session-ended", actor=owner).count() == 1


def test_all_others_are_signed_out_at_once(owner: User) -> None:
    here, one, two = browser(FIREFOX), browser(PHONE), browser(TABLET)
    make_person("colleague")
    colleague = browser(FIREFOX, "colleague")
    here.post("/settings/sessions/end/")
    assert [c.get("/review/").status_code for c in (here, one, two, colleague)] == [
        200, 302, 302, 200,
    ]  # fmt: skip


def test_the_present_one_is_not_ended_by_its_row(owner: User) -> None:
    here = browser(FIREFOX)
    where = f"/settings/sessions/{UserSession.objects.get().pk}/end/"
    assert here.post(where)["Location"] == "/accounts/logout/"
    assert here.get("/review/").status_code == 200


def test_what_lets_nobody_in_is_not_shown(owner: User) -> None:
    here = browser(FIREFOX)
    browser(PHONE)
    owner.set_password("another")
    owner.save()
    here = browser(TABLET, "owner")
    assert here.get("/review/").status_code == 302
    here.post("/accounts/login/", {"login": "owner", "password": "another"})
    text = here.get("/settings/sessions/").content.decode()
    assert "Safari on iPad" in text
    assert "Chrome on Android" not in text


def test_its_use_is_noted_now_and_then_and_not_at_each_page(owner: User) -> None:
    here = browser(FIREFOX)
    here.get("/review/")
    before = timezone.now() - timedelta(hours=3)
    UserSession.objects.update(last_seen_at=before)
    here.get("/review/")
    assert UserSession.objects.get().last_seen_at == before
    del here.cookies["sparklink_noted"]
    here.get("/review/", headers={"user-agent": PHONE})
    found = UserSession.objects.get()
    assert found.last_seen_at > before
    assert found.user_agent == PHONE


def test_a_session_from_before_is_noted_when_it_is_used(owner: User, page: Client) -> None:
    assert UserSession.objects.count() == 0
    page.get("/review/")
    assert "This one" in page.get("/settings/sessions/").content.decode()


def test_nobody_sees_or_ends_the_sessions_of_others(owner: User) -> None:
    browser(PHONE)
    make_person("colleague")
    colleague = browser(FIREFOX, "colleague")
    assert "Android" not in colleague.get("/settings/sessions/").content.decode()
    pk = UserSession.objects.get(user=owner).pk
    assert colleague.post(f"/settings/sessions/{pk}/end/").status_code == 404
    assert UserSession.objects.filter(user=owner).count() == 1
