"""Every answer is safe: headers, cookies, and nothing kept on the way."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import User
from django.test import Client
from pytest_django import Settings

from paperless_firefly.review.web.middleware import POLICY

ANSWERS = ("/", "/review/", "/admin/login/", "/nowhere/", "/healthz", "/static/sparklink/base.css")


@pytest.mark.parametrize("address", ANSWERS)
def test_every_answer_has_the_safe_headers(address: str, page: Client) -> None:
    answer = page.get(address)
    headers = answer.headers
    b"".join(answer)  # a static file is closed at its end
    assert headers["Content-Security-Policy"] == POLICY
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "same-origin"
    assert headers["Cross-Origin-Opener-Policy"] == "same-origin"
    assert "camera=()" in headers["Permissions-Policy"]
    assert "Strict-Transport-Security" not in headers


def test_the_policy_allows_nothing_inline() -> None:
    assert "unsafe" not in POLICY
    assert POLICY.startswith("default-src 'none'")
    assert "frame-ancestors 'none'" in POLICY


@pytest.mark.parametrize("address", ["/", "/review/", "/admin/login/", "/nowhere/"])
def test_pages_are_kept_and_changed_by_nobody(address: str, page: Client) -> None:
    assert page.get(address)["Cache-Control"] == "private, no-store, no-transform"


def test_static_files_are_public(client: Client) -> None:
    answer = client.get("/static/sparklink/base.css")
    assert b"".join(answer)
    assert answer.status_code == 200
    assert "public" in answer["Cache-Control"]


def test_strict_transport_is_an_option_and_for_https_alone(
    client: Client, settings: Settings
) -> None:
    settings.SECURE_HSTS_SECONDS = 60
    assert "Strict-Transport-Security" not in Client().get("/healthz")
    assert Client().get("/healthz", secure=True)["Strict-Transport-Security"] == "max-age=60"


@pytest.mark.parametrize(("secure", "marked"), [(True, True), (False, "")])
def test_cookies_are_secure_over_https_and_work_over_http(
    secure: bool, marked: object, owner: User
) -> None:
    client = Client()
    form = {"login": "owner", "password": "owner"}
    answer = client.post("/accounts/login/", form, secure=secure)
    assert answer.status_code == 302
    assert answer.cookies["sparklink_session"]["secure"] == marked
    assert answer.cookies["sparklink_session"]["httponly"]
    assert client.get("/review/", secure=secure).status_code == 200


def test_head_has_the_headers_of_get_and_no_body(owner: User) -> None:
    client = Client()
    got, head = client.get("/healthz"), client.head("/healthz")
    assert head["Content-Length"] == str(len(got.content))
    assert head.content == b""
