"""Paperless-ngx' JSON and the objects made of it."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import pytest

from paperless_firefly.clients.paperless import parse
from paperless_firefly.domain.paperless import Named
from tests.recorded import PAPERLESS_2, PAPERLESS_3, load

TAGS = (Named(1, "finance/inbox"), Named(5, "Finance/Inbox"), Named(2, "finance/posted"))


def recorded_document(**changes: object) -> Any:
    return {**load(PAPERLESS_3, "161").json, **changes}


@pytest.mark.parametrize(("folder", "name"), [(PAPERLESS_2, "043"), (PAPERLESS_3, "161")])
def test_both_versions_give_the_same_document(folder: str, name: str) -> None:
    found = parse.document(load(folder, name).json)
    assert (found.title, found.created) == ("Rechnung Lieferant Einfach", date(2018, 3, 5))
    assert found.page_count == 2
    assert (found.checksum is None) == (folder == PAPERLESS_2)


def test_moments_are_kept_to_the_microsecond_in_utc() -> None:
    found = parse.document(recorded_document())
    assert found.modified == datetime(2026, 11, 24, 2, 12, 32, 942078, tzinfo=UTC)


def test_a_moment_without_zone_is_none_that_we_could_compare() -> None:
    with pytest.raises(ValueError, match="zone"):
        parse.document(recorded_document(modified="2026-11-24T02:12:32"))


def test_a_document_without_date_text_or_title_is_read() -> None:
    found = parse.document(recorded_document(created=None, content=None, title=None))
    assert (found.created, found.content, found.title) == (None, "", "")


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("EUR12.30", "EUR12.30"), (None, ""), ("", ""), (7, "7"), (True, "true"), ([1, 2], "[1, 2]"),
    ],
)  # fmt: skip
def test_values_of_custom_fields_become_text(value: object, text: str) -> None:
    found = parse.document(recorded_document(custom_fields=[{"field": 3, "value": value}]))
    assert found.custom_fields == ((3, text),)


@pytest.mark.parametrize(
    ("disposition", "name"),
    [
        ("attachment; filename=\"a.pdf\"; filename*=utf-8''%C3%BCber%20b.pdf", "über b.pdf"),
        ('attachment; filename="plain.pdf"', "plain.pdf"),
        ("attachment; filename*=UTF-8''..%2F..%2Fetc%2Fpasswd", "passwd"),
        ('attachment; filename="C:\\x\\y.pdf"', "y.pdf"),
        ("attachment", "document-7"),
        ('attachment; filename="/"', "document-7"),
    ],
)
def test_a_file_name_is_read_without_any_path(disposition: str, name: str) -> None:
    assert parse.file_name(disposition, "document-7") == name


@pytest.mark.parametrize(
    ("name", "id_"),
    [("Finance/Inbox", 5), ("finance/inbox", 1), ("FINANCE/POSTED", 2), ("FINANCE/INBOX", None)],
)
def test_names_are_compared_exactly_first(name: str, id_: int | None) -> None:
    found = parse.pick(name, TAGS)
    assert (found.id if found else None) == id_


def test_two_of_exactly_the_same_name_are_not_chosen_between() -> None:
    assert parse.pick("a", [Named(1, "a"), Named(2, "a")]) is None


@pytest.mark.parametrize(
    ("name", "first"), [("finance/postd", "finance/posted"), ("inbox", "finance/inbox")]
)
def test_names_that_come_close(name: str, first: str) -> None:
    assert parse.close_names(name, TAGS)[0] == first


def test_nothing_comes_close_to_a_strange_name() -> None:
    assert parse.close_names("zzz", TAGS) == []


@pytest.mark.parametrize("body", [{}, {"count": 1, "next": None, "results": [{"name": "x"}]}, []])
def test_a_list_of_another_shape_is_an_error(body: object) -> None:
    with pytest.raises((KeyError, TypeError)):
        parse.listing(body, parse.named)
