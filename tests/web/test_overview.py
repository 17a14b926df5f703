"""The overview: what waits, what happened, and the way in for a newcomer."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.utils import timezone

from paperless_firefly.domain.extraction import State
from paperless_firefly.review.models import Connection, Run
from paperless_firefly.review.selectors.dashboard import Month, overview
from paperless_firefly.review.services.audit import record
from paperless_firefly.review.web.contexts.overview import bars
from tests.builders import make_document, make_person, make_posting, make_split


def text_of(page: Client) -> str:
    """The overview as text."""
    return page.get("/").content.decode()


def test_it_counts_what_waits(owner: User, page: Client) -> None:
    make_document(owner)
    make_document(owner, state=State.REVIEW)
    make_posting(make_document(owner), "failed", error="Busy.")
    text = text_of(page)
    assert "3 things wait for you" in text
    assert "1 certain, 1 to check, 0 by hand" in text


def test_nothing_waits_in_words(owner: User, page: Client) -> None:
    assert "Nothing waits for you" in text_of(page)


def test_a_newcomer_is_led_through_three_steps(client: Client, db: None) -> None:
    newcomer = make_person("newcomer", connected=False)
    client.force_login(newcomer)
    text = text_of(client)
    assert "Three steps" in text
    assert 'href="/settings/"' in text


def test_a_connection_that_fails_says_why(owner: User, page: Client) -> None:
    Connection.objects.filter(kind="firefly").update(
        check_ok=False, check_error="Firefly III refuses the token. Make a new one and enter it."
    )
    assert "refuses the token" in text_of(page)


def test_money_of_the_month_is_parted_by_documents(owner: User, page: Client) -> None:
    today = timezone.localdate()
    make_split(owner, "30.00", date=today, linked=True)
    make_split(owner, "12.50", date=today)
    make_split(owner, "99.00", date=today, type="deposit")
    text = text_of(page)
    assert "€30.00" in text
    assert "€12.50" in text


def test_the_chart_has_twelve_months_in_the_currency_most_was_spent_in(owner: User) -> None:
    for day, amount, currency in (
        (date(2025, 12, 31), "10.00", "EUR"),
        (date(2026, 11, 1), "20.00", "EUR"),
        (date(2026, 11, 2), "25.00", "USD"),
        (date(2025, 11, 30), "999.00", "EUR"),
    ):
        make_split(owner, amount, date=day, currency=currency)
    months = overview(owner.pk, date(2026, 11, 24)).months
    assert len(months) == 12
    assert {m.currency for m in months} == {"EUR"}
    assert (months[0].first, months[0].without) == (date(2025, 12, 1), 1000)
    assert (months[-1].first, months[-1].without) == (date(2026, 11, 1), 2000)


def test_bars_stand_on_the_ground_and_reach_the_top() -> None:
    months = [Month(date(2026, n, 1), "EUR", 100 * n, 50 * n) for n in range(1, 13)]
    last = bars(months)[-1]
    assert last.with_y + last.with_height == 100
    assert last.without_y + last.without_height < last.with_y
    assert last.with_height + last.without_height == 96
    assert bars([]) == []


@pytest.mark.parametrize(
    ("action", "word"), [("posted", "Posted"), ("linked", "Linked"), ("held", "Held")]
)
def test_what_just_happened_leads_to_its_document(
    action: str, word: str, owner: User, page: Client
) -> None:
    document = make_document(owner, decision="new")
    record(action, document=document)
    text = text_of(page)
    assert word in text
    assert f'href="/review/{document.pk}/"' in text


def test_the_last_run_tells_what_failed(owner: User, page: Client) -> None:
    errors = [{"half": "sync", "text": "Firefly III is busy (it answered 503)."}]
    Run.objects.create(owner=owner, state="done", read_done=3, read_certain=2, errors=errors)
    text = text_of(page)
    assert "3 documents, 2 certain" in text
    assert "it answered 503" in text


def test_a_server_that_is_left_alone_is_shown_with_what_to_do(owner: User, page: Client) -> None:
    Connection.objects.filter(owner=owner, kind="firefly").update(
        failures=7,
        trouble="Firefly III did not answer within 20 seconds.",
        open_until=timezone.now() + timedelta(minutes=1),
    )
    text = page.get("/").content.decode()
    assert "did not answer within 20 seconds. It failed 7 times in a row" in text
    assert "Nothing is lost" in text
    assert 'action="/settings/connections/firefly/check/"' in text
    assert "Left alone until" in page.get("/settings/").content.decode()
