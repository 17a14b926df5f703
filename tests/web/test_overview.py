"""The overview: what waits, what happened, and the way in for a newcomer."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.utils import timezone

from paperless_firefly.domain.extraction import State
from paperless_firefly.review.models import Connection, ConnectionKind, Run
from paperless_firefly.review.selectors.activity import Week, weeks
from paperless_firefly.review.selectors.spending import Month, spending
from paperless_firefly.review.services.audit import record
from paperless_firefly.review.web.contexts.overview import bars, columns
from tests.builders import (
    DAY,
    make_connection,
    make_document,
    make_person,
    make_posting,
    make_split,
    make_upload,
)


def steps(page: Client) -> list[str]:
    """How far set-up is."""
    return re.findall(r'class="step is-(\w+)"', text_of(page))


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
    Run.objects.create(owner=owner, state="done")
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
    months = spending(owner.pk, date(2026, 11, 24)).months
    assert len(months) == 12
    assert {m.currency for m in months} == {"EUR"}
    assert (months[0].first, months[0].without) == (date(2025, 12, 1), 1000)
    assert (months[-1].first, months[-1].without) == (date(2026, 11, 1), 2000)


def test_bars_stand_on_the_ground_and_reach_the_top() -> None:
    months = [Month(date(2026, n, 1), "EUR", 100 * n, 50 * n) for n in range(1, 13)]
    lower, upper = bars(months)[-1].parts
    assert (lower.css, lower.y + lower.height) == ("with", 100)
    assert (upper.css, upper.y + upper.height) == ("without", lower.y - 1)
    assert lower.height + upper.height == 95
    assert bars([]) == []


def test_each_month_leads_to_its_payments(owner: User, page: Client) -> None:
    today = timezone.localdate()
    make_split(owner, "30.00", date=today)
    where = f"/reconcile/coverage/?year={today.year}&amp;month={today.month}#c-missing"
    make_document(owner)
    assert where in text_of(page)


def test_what_needs_no_document_is_neither_with_nor_without(owner: User) -> None:
    make_split(owner, "30.00", needs_document=False)
    make_split(owner, "20.00", needs_document=False, linked=True)
    month = spending(owner.pk, DAY).months[-1]
    assert (month.with_document, month.without, month.excused) == (2000, 0, 3000)


def test_accounts_are_named_with_the_share_that_has_its_document(owner: User) -> None:
    make_split(owner, "30.00", account_id="1", account="Girokonto", linked=True)
    make_split(owner, "0.10", account_id="1", account="Girokonto")
    make_split(owner, "9.00", account_id="2", account="Kreditkarte")
    make_split(owner, "9.00", account_id="1", date=date(2025, 12, 31))
    make_split(owner, "9.00", account_id="3", needs_document=False)
    shares = spending(owner.pk, DAY).accounts
    assert [(share.name, share.percent) for share in shares] == [
        ("Girokonto", 99), ("Kreditkarte", 0),
    ]  # fmt: skip


def test_a_week_begins_on_monday_where_the_user_is(owner: User) -> None:
    # Sunday evening in UTC, Monday in Auckland
    instant = datetime(2026, 11, 22, 18, tzinfo=UTC)
    make_document(owner, decision="link", decided_at=instant)
    make_document(owner, decision="later", decided_at=instant)
    make_document(owner, decision="new", decided_at=datetime(2025, 11, 1, tzinfo=UTC))
    for zone, monday in (("UTC", date(2026, 11, 16)), ("Pacific/Auckland", date(2026, 11, 23))):
        found = weeks(owner.pk, date(2026, 11, 24), ZoneInfo(zone))
        assert (len(found), found[-1].first) == (53, date(2026, 11, 23))
        assert [week.first for week in found if week.finished] == [monday]


def test_columns_stand_on_the_ground_and_an_empty_week_is_a_line() -> None:
    first, second = columns([Week(DAY, 0), Week(DAY, 7)])
    assert (first.y + first.height, first.height) == (44, 2)
    assert (second.y, second.height) == (0, 44)


def test_a_file_that_did_not_get_through_waits_for_the_person(owner: User, page: Client) -> None:
    make_upload(owner, "failed")
    text = text_of(page)
    assert "1 thing waits for you" in text
    assert "1 file that you handed in did not get through." in text


def test_set_up_goes_from_step_to_step(client: Client, db: None) -> None:
    owner = make_person("newcomer", connected=False)
    client.force_login(owner)
    assert steps(client) == ["now", "later", "later"]
    make_connection(owner, ConnectionKind.PAPERLESS, check_ok=False, check_error="Nobody there.")
    assert "Nobody there." in text_of(client)
    assert steps(client) == ["now", "later", "later"]
    Connection.objects.update(check_ok=True)
    assert steps(client) == ["done", "now", "later"]
    make_connection(owner, ConnectionKind.FIREFLY)
    assert steps(client) == ["done", "done", "now"]
    run = Run.objects.create(owner=owner, state="running", step="intake")
    assert "Looking for documents" in text_of(client)
    Run.objects.filter(pk=run.pk).update(state="done")
    assert "Nothing waits for you" in text_of(client)


def test_a_connection_entered_during_set_up_leads_back_to_it(client: Client, db: None) -> None:
    client.force_login(make_person("newcomer", connected=False))
    data = {"url": "http://paperless.test", "external_url": "", "token": "t", "from": "home"}
    answer = client.post("/settings/connections/paperless/", data)
    assert answer["Location"] == "/"
    assert 'hx-select="#steps"' in text_of(client)


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
    make_document(owner)
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
