"""Search over everything of one's own."""

from __future__ import annotations

from django.contrib.auth.models import User
from django.test import Client

from tests.builders import make_document, make_person, make_split


def test_documents_and_transactions_are_found_wherever_they_are(owner: User, page: Client) -> None:
    make_document(owner, seller="Müller KG", decision="rejected")
    make_split(owner, description="MUELLER", search="muller dauerauftrag")
    text = page.get("/find/", {"q": "muller"}).content.decode()
    assert "Müller KG" in text
    assert "MUELLER" in text


def test_a_place_is_found_by_its_name(page: Client) -> None:
    text = page.get("/find/", {"q": "recon"}, HTTP_HX_REQUEST="true").content.decode()
    assert 'href="/reconcile/"' in text
    assert 'href="/history/"' not in text
    assert "<html" not in text


def test_what_is_nowhere_is_said(page: Client) -> None:
    assert "Nothing contains" in page.get("/find/", {"q": "xyzzy"}).content.decode()


def test_nobody_finds_anothers(owner: User, client: Client) -> None:
    make_document(owner, seller="Müller KG")
    make_split(owner, description="MUELLER", search="muller")
    client.force_login(make_person("colleague"))
    text = client.get("/find/", {"q": "muller"}).content.decode()
    assert "Müller KG" not in text
    assert "MUELLER" not in text
