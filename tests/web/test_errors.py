"""Pages for what cannot be answered."""

from __future__ import annotations

import pytest
from django.test import Client, RequestFactory

from paperless_firefly.review.web.views import errors


@pytest.mark.parametrize("host", ["evil.example", "192.0.2.7:8080", "a_b"])
def test_a_refused_host_is_told_the_option(host: str) -> None:
    answer = Client().get("/", headers={"Host": host})
    assert answer.status_code == 400
    assert "ALLOWED_HOSTS" in answer.content.decode()
    assert "SPARKLINK_URL" in answer.content.decode()
    assert "Content-Security-Policy" in answer


def test_a_hostile_host_is_escaped() -> None:
    text = Client().get("/", headers={"Host": "<script>alert(1)</script>"}).content.decode()
    assert "<script>alert" not in text


@pytest.mark.parametrize("host", ["localhost", "localhost:8080", "127.0.0.1", "[::1]:8080"])
def test_localhost_is_always_allowed(host: str) -> None:
    assert Client().get("/healthz", headers={"Host": host}).status_code == 200


def test_a_form_of_another_site_is_told_the_option() -> None:
    client = Client(enforce_csrf_checks=True)
    headers = {"Origin": "https://other.example"}
    answer = client.post("/first-admin/", headers=headers)
    assert answer.status_code == 403
    assert "other.example" in answer.content.decode()
    assert "SPARKLINK_URL" in answer.content.decode()


def test_a_failure_has_a_page_that_tells_nothing() -> None:
    answer = errors.server_error(RequestFactory().get("/"))
    assert answer.status_code == 500
    assert "Traceback" not in answer.content.decode()


def test_what_is_not_there_is_404(page: Client) -> None:
    answer = page.get("/nowhere/")
    assert answer.status_code == 404
    assert "SparkLink" in answer.content.decode()
