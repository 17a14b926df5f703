"""Filters kept under a name."""

from __future__ import annotations

from django.contrib.auth.models import User
from django.test import Client

from paperless_firefly.review.models import SavedFilter
from tests.builders import make_document, make_person

from .test_bulk import said


def test_a_filter_is_saved_offered_and_forgotten(owner: User, page: Client) -> None:
    make_document(owner, seller="Nordlicht")
    page.post(
        "/filters/",
        {"page": "review", "name": " Cash  receipts ", "query": "kind=receipt&page=3&x=1"},
    )
    saved = SavedFilter.objects.get()
    assert (saved.name, saved.query) == ("Cash receipts", "kind=receipt")
    assert 'href="?kind=receipt"' in page.get("/review/").content.decode()
    assert 'aria-current="true"' in page.get("/review/?kind=receipt").content.decode()
    page.post(f"/filters/{saved.pk}/forget/")
    assert not SavedFilter.objects.exists()


def test_nobody_forgets_anothers_filter(owner: User, page: Client, client: Client) -> None:
    page.post("/filters/", {"page": "review", "name": "Mine", "query": "kind=receipt"})
    client.force_login(make_person("colleague"))
    client.post(f"/filters/{SavedFilter.objects.get().pk}/forget/")
    assert SavedFilter.objects.count() == 1


def test_a_filter_of_nothing_or_without_a_name_is_refused(page: Client) -> None:
    for data in ({"name": "All", "query": ""}, {"name": " ", "query": "kind=receipt"}):
        assert said(page.post("/filters/", {"page": "review", **data}))
    assert not SavedFilter.objects.exists()


def test_each_page_has_its_own_filters(owner: User, page: Client) -> None:
    make_document(owner)
    page.post("/filters/", {"page": "reconcile", "name": "Rent", "query": "tq=rent&d=7&least=500"})
    assert SavedFilter.objects.get().query == "tq=rent&least=500"
    assert 'href="?tq=rent&amp;least=500"' in page.get("/reconcile/").content.decode()
    assert "Rent</a>" not in page.get("/review/").content.decode()


def test_a_page_that_has_no_filters_keeps_none(page: Client) -> None:
    answer = page.post("/filters/", {"page": "history", "name": "Mine", "query": "q=1"})
    assert (answer["Location"], SavedFilter.objects.count()) == ("/", 0)
