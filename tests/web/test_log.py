"""The log under History: searched, narrowed, paged by key, exported, and one's own."""

from __future__ import annotations

import json
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse

from paperless_firefly.review.models import AuditEntry, Document
from paperless_firefly.review.services.audit import record, record_for
from tests.builders import make_document, make_person

ROW = "<time datetime"


@pytest.fixture
def document(owner: User) -> Document:
    """A document with some entries, two of them of people."""
    found = make_document(owner, seller="Müller KG")
    changes = [{"field": "total", "was": "12.00", "now": "1234.5", "by": "text"}]
    record("read", document=found, now="review", changes=changes)
    record("field-changed", document=found, actor=owner, field="due_date", was="", now="2026-12-24")
    record("failed", document=found, reason="Firefly III did not answer within 20 seconds.")
    record("posted", document=found, was="sending", now="done", group="48213")
    return found


def text_of(browser: Client, **asked: str | int) -> str:
    """The log with a query."""
    answer = browser.get(reverse("history-log"), asked)
    assert answer.status_code == 200
    return answer.content.decode()


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({}, 4), ({"q": "muller"}, 4), ({"q": "MÜLLER 48213"}, 1), ({"q": "nobody"}, 0),
        ({"action": "firefly"}, 2), ({"action": "posted"}, 1), ({"action": "nonsense"}, 0),
        ({"by": "owner"}, 1), ({"by": "machine"}, 3), ({"document": "999999"}, 0),
        ({"since": "2001-01-01"}, 4), ({"until": "2001-01-01"}, 0), ({"since": "no day"}, 4),
    ],
)  # fmt: skip
def test_search_and_filters_stand_in_the_address(
    asked: dict[str, Any], found: int, document: Document, page: Client
) -> None:
    assert text_of(page, **asked).count(ROW) == found


def test_it_says_from_which_value_to_which_and_by_which_reader(
    document: Document, page: Client
) -> None:
    text = text_of(page)
    for words in ("12.00", "1,234.50", "(text)", "Field changed: Due", "24 Dec 2026", "being sent",
                  "http://firefly.test/transactions/show/48213"):  # fmt: skip
        assert words in text


def test_what_was_written_back_is_told_by_name(owner: User, page: Client) -> None:
    tags = {"added": [2], "removed": [1], "names": {"1": "finance/inbox", "2": "finance/posted"}}
    written = {"tags": tags, "note": "Posted", "fields": {"7": {"was": None, "now": "x"}}}
    record("written-back", document=make_document(owner), written=written)
    text = text_of(page)
    for words in ("finance/inbox", "finance/posted", "Custom field 7", "Posted"):
        assert words in text


def test_it_speaks_german(document: Document, page: Client, owner: User) -> None:
    text = page.get(reverse("history-log"), headers={"accept-language": "de"}).content.decode()
    for words in ("Feld geändert", "Firefly III antwortete nicht in 20 Sekunden."):
        assert words in text


def test_pages_follow_by_key_and_lose_nothing(owner: User, page: Client) -> None:
    for number in range(120):
        record_for(owner.pk, "failed", reason=f"try-{number:03}")
    seen: list[str] = []
    where: str = reverse("history-log")
    while where:
        text = page.get(where).content.decode()
        seen += [f"try-{n:03}" for n in range(120) if f"try-{n:03}" in text]
        record_for(owner.pk, "failed", reason="what comes meanwhile moves nothing")
        where = _next(text)
    assert sorted(seen) == [f"try-{n:03}" for n in range(120)]


def _next(text: str) -> str:
    part = text.partition('rel="next" href="')[2].partition('"')[0]
    return reverse("history-log") + part.replace("&amp;", "&") if part else ""


def test_the_export_says_the_same_as_json_lines(document: Document, page: Client) -> None:
    answer = page.get(reverse("history-log-export"), {"action": "firefly"})
    lines = [json.loads(line) for line in b"".join(answer).decode().splitlines()]
    assert [line["action"] for line in lines] == ["posted", "failed"]
    assert lines[0]["document"] == document.paperless_id
    assert lines[0]["details"]["group"] == "48213"


def test_a_log_is_its_owners_alone(document: Document, client: Client) -> None:
    client.force_login(make_person("colleague", staff=True))
    assert ROW not in text_of(client)
    assert b"".join(client.get(reverse("history-log-export"))) == b""
    assert AuditEntry.objects.exists()


def test_the_timeline_of_a_long_life_has_pages(owner: User, page: Client) -> None:
    found = make_document(owner)
    for number in range(60):
        record("failed", document=found, reason=f"try-{number:03}")
    where = reverse("history-document", args=[found.pk])
    first = page.get(where).content.decode()
    assert (first.count("try-"), "try-059" in first) == (50, True)
    second = page.get(where + first.partition('rel="next" href="')[2].partition('"')[0])
    assert second.content.decode().count("try-") == 10
