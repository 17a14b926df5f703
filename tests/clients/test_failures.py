"""What answers that are no success mean."""

from __future__ import annotations

from email.utils import formatdate
from time import time

import httpx
import pytest

from paperless_firefly.clients.failures import Reply, failure, said
from paperless_firefly.domain.errors import (
    Busy,
    Forbidden,
    Invalid,
    Missing,
    NotAnApi,
    ServerFault,
    TokenRefused,
    UpstreamError,
)
from tests.recorded import FIREFLY, PAPERLESS_2, PAPERLESS_3, load


def make_failure(
    status: int, body: str = "{}", content_type: str = "application/json", **headers: str
) -> UpstreamError:
    all_headers = {"content-type": content_type, **headers}
    reply = Reply(status, httpx.Headers(all_headers), body.encode())
    return failure("Firefly III", "http://firefly", "transaction 7", reply)


@pytest.mark.parametrize(
    ("folder", "name", "errors", "message"),
    [
        (PAPERLESS_3, "005", {}, "Object violates owner / name unique constraint"),
        (PAPERLESS_3, "124", {"modified__gt": ["Enter a valid date/time."]}, ""),
        (PAPERLESS_3, "077", {}, "Invalid page."),
        (PAPERLESS_3, "332", {}, "Insufficient permissions"),
        (PAPERLESS_2, "035", {}, "Object violates owner / name unique constraint"),
        (FIREFLY, "228", {}, ""),
        (FIREFLY, "275", {}, "Resource not found"),
    ],
)
def test_the_recorded_complaints(
    folder: str, name: str, errors: dict[str, list[str]], message: str
) -> None:
    assert said(load(folder, name).content) == (errors, message)


@pytest.mark.parametrize(
    ("folder", "name", "field"),
    [
        (PAPERLESS_3, "223", "custom_fields.0"),
        (PAPERLESS_3, "278", "add_custom_fields.1"),
        (PAPERLESS_3, "284", "documents"),
        (PAPERLESS_3, "156", "custom_field_query.0"),
        (FIREFLY, "106", "transactions.0.external_url"),
        (FIREFLY, "016", "name"),
    ],
)
def test_complaints_are_kept_by_field(folder: str, name: str, field: str) -> None:
    errors, _ = said(load(folder, name).content)
    assert field in errors


def test_a_complaint_without_a_field_is_a_message() -> None:
    assert said(load(PAPERLESS_3, "283").content)[1].startswith("Some tags in add_tags")


@pytest.mark.parametrize("body", ["[" * 60_000, '{"a":' * 60_000, "[" * 100 + "]" * 100, "\xff"])
def test_no_body_breaks_the_reading_of_it(body: str) -> None:
    said(body.encode("latin-1"))


@pytest.mark.parametrize(
    ("status", "kind"),
    [
        (302, NotAnApi), (400, Invalid), (401, TokenRefused), (403, Forbidden), (404, Missing),
        (405, NotAnApi), (406, NotAnApi), (408, Busy), (409, Invalid), (410, Missing),
        (413, Invalid), (422, Invalid), (429, Busy), (500, ServerFault), (501, ServerFault),
        (502, Busy), (503, Busy), (504, Busy), (522, Busy), (530, Busy), (599, ServerFault),
    ],
)  # fmt: skip
def test_each_status_has_its_error(status: int, kind: type[UpstreamError]) -> None:
    assert type(make_failure(status)) is kind


@pytest.mark.parametrize("status", [401, 403, 404, 422])
def test_a_web_page_is_not_the_api_whatever_its_status(status: int) -> None:
    error = make_failure(status, "<!doctype html><p>Sign in", "text/html; charset=utf-8")
    assert type(error) is NotAnApi


@pytest.mark.parametrize("status", [502, 503, 504])
def test_a_proxys_page_about_a_server_that_is_away_means_later(status: int) -> None:
    assert type(make_failure(status, "<html>Bad gateway</html>", "text/html")) is Busy


def test_plain_words_sent_as_html_are_no_page() -> None:
    error = make_failure(403, "Insufficient permissions", "text/html; charset=utf-8")
    assert type(error) is Forbidden


def test_a_redirect_is_named_without_its_query() -> None:
    error = make_failure(302, location="https://sso.example/login?token=secret")
    assert "https://sso.example/login" in str(error)
    assert "secret" not in str(error)


@pytest.mark.parametrize(("header", "seconds"), [("7", 7.0), ("soon", None), ("", None)])
def test_retry_after_in_seconds(header: str, seconds: float | None) -> None:
    error = make_failure(429, **{"retry-after": header})
    assert isinstance(error, Busy)
    assert error.after == seconds


def test_retry_after_as_a_date() -> None:
    error = make_failure(503, **{"retry-after": formatdate(time() + 60, usegmt=True)})
    assert isinstance(error, Busy)
    assert error.after is not None
    assert 50 < error.after <= 60


def test_the_page_of_a_crash_is_not_quoted() -> None:
    error = make_failure(500, "<h1>Server Error (500)</h1>", "text/html")
    assert str(error) == "Firefly III failed with 500."


def test_a_refusal_without_a_reason_says_its_status() -> None:
    assert "422" in str(make_failure(422, "[]"))


def test_what_a_proxy_finds_too_large_is_refused_whatever_its_page_says() -> None:
    page = make_failure(413, "<html><h1>413 Request Entity Too Large</h1></html>", "text/html")
    assert isinstance(page, Invalid)
    assert "larger than the server takes" in str(page)
