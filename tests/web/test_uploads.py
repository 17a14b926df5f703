"""Handing in by the page: several files, drops, refusals in words, bodies that are too large."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.contrib.auth.models import User
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from pytest_django import Settings

from paperless_firefly.review.models import Connection, Upload
from paperless_firefly.review.services import handed_in
from tests.builders import make_document, make_person, make_upload

PDF = b"%PDF-1.4\n%%EOF\n"
DROPPED = {"HX-Request": "true", "HX-Target": "toasts"}


@pytest.fixture(autouse=True)
def _own_store(settings: Settings, tmp_path: Path) -> None:
    settings.SPARKLINK_DATA = tmp_path


def file(name: str = "bill.pdf", data: bytes = PDF) -> SimpleUploadedFile:
    """A file as a browser sends it."""
    return SimpleUploadedFile(name, data, "application/octet-stream")


def hand_in(page: Client, *files: SimpleUploadedFile) -> str:
    """What the page says after files were handed in."""
    answer = page.post("/upload/files/", {"files": list(files)}, follow=True)
    return answer.content.decode()


def left(folder: Path) -> int:
    """How many files lie in the store."""
    return len(list((folder / "uploads").glob("*")))


def test_several_files_are_stored_each_with_its_row(page: Client, tmp_path: Path) -> None:
    text = hand_in(page, file("a.pdf"), file("b.pdf", PDF + b"b"))
    assert "a.pdf" in text
    assert list(Upload.objects.order_by("name").values_list("name", flat=True)) == [
        "a.pdf",
        "b.pdf",
    ]
    assert handed_in.path_of(Upload.objects.get(name="a.pdf")).read_bytes() == PDF
    assert left(tmp_path) == 2


def test_a_file_that_is_refused_does_not_stop_the_others(page: Client, tmp_path: Path) -> None:
    answer = page.post("/upload/files/", {"files": [file("a.xml", b"<?xml ?><a/>"), file()]})
    assert answer.status_code == 422
    assert "takes no XML" in answer.content.decode()
    assert (Upload.objects.get().name, left(tmp_path)) == ("bill.pdf", 1)


def test_the_same_file_twice_is_told_so(page: Client) -> None:
    hand_in(page, file())
    assert "already on its way" in hand_in(page, file("copy.pdf"))
    assert Upload.objects.count() == 1


def test_a_form_without_a_file_says_so(page: Client) -> None:
    assert "No file was chosen." in hand_in(page)


def test_what_a_hostile_name_says_is_text(page: Client) -> None:
    text = hand_in(page, file("<script>alert(1)</script>.pdf"), file("<b>.zip", b"PK\x03\x04"))
    assert "<script>alert" not in text
    assert "<b>.zip" not in text


def test_a_drop_on_another_page_is_answered_with_a_word(page: Client) -> None:
    answer = page.post("/upload/files/", {"files": [file()]}, headers=DROPPED)
    text = answer.content.decode()
    assert answer.status_code == 200
    assert "1 file handed in" in text
    assert "<html" not in text


def test_a_body_that_is_too_large_is_refused_before_it_is_read(
    page: Client, settings: Settings, tmp_path: Path
) -> None:
    settings.SPARKLINK_UPLOAD_MB = 1
    answer = page.post("/upload/files/", {"files": [file(data=PDF + bytes(3 * 2**20))]})
    assert answer.status_code == 400
    assert "Too much at once" in answer.content.decode()
    assert Upload.objects.count() == 0
    assert not (tmp_path / "uploads").exists()


def test_more_files_than_allowed_are_refused_in_words(page: Client) -> None:
    answer = page.post("/upload/files/", {"files": [file() for _ in range(101)]})
    assert (answer.status_code, Upload.objects.count()) == (400, 0)
    assert "Too much at once" in answer.content.decode()


def test_a_stranger_brings_no_large_bodies(db: None) -> None:
    stranger = Client(enforce_csrf_checks=True)
    stranger.get("/accounts/login/")
    data = {"files": [file(data=PDF + bytes(2 * 2**20))]}
    assert stranger.post("/upload/files/", data).status_code == 400


def test_another_address_takes_no_large_bodies(page: Client) -> None:
    data = {"files": [file(data=PDF + bytes(2 * 2**20))]}
    assert page.post("/settings/save/", data).status_code == 400


def test_files_need_the_token_of_our_page(owner: User) -> None:
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(owner)
    for where in ("/upload/files/", "/upload/shared/"):
        assert strict.post(where, {"files": [file()]}).status_code == 403
    assert Upload.objects.count() == 0


def test_a_share_that_no_service_worker_caught_leads_to_the_page(page: Client) -> None:
    assert page.get("/upload/shared/")["Location"] == "/upload/"


def test_the_list_says_how_far_each_is_and_asks_for_itself(page: Client, owner: User) -> None:
    make_upload(owner, "sent")
    text = page.get("/upload/progress/").content.decode()
    assert 'hx-get="/upload/progress/"' in text
    Upload.objects.update(state="done", document=make_document(owner))
    text = page.get("/upload/progress/").content.decode()
    assert "hx-get" not in text
    assert f"/review/{Upload.objects.get().document_id}/" in text


def test_a_failure_stands_there_in_words_with_a_way_on(page: Client, owner: User) -> None:
    upload = make_upload(owner, "failed", error="The stored file is gone. Hand it in again.")
    assert "The stored file is gone." in page.get("/upload/").content.decode()
    page.post(f"/upload/{upload.pk}/again/")
    upload.refresh_from_db()
    assert (upload.state, upload.error) == ("waiting", "")


def test_what_is_on_its_way_cannot_be_put_away(page: Client, owner: User) -> None:
    upload = make_upload(owner, "sending")
    text = page.post(f"/upload/{upload.pk}/away/", follow=True).content.decode()
    assert "just being sent" in text
    Upload.objects.update(state="done")
    page.post(f"/upload/{upload.pk}/away/")
    assert Upload.objects.count() == 0


def test_nobody_sees_what_others_handed_in(page: Client) -> None:
    make_upload(make_person("colleague"), name="secret.pdf")
    assert "secret" not in page.get("/upload/").content.decode()


def test_without_a_connection_the_page_says_that_files_wait(page: Client) -> None:
    Connection.objects.all().delete()
    assert "no connection to Paperless-ngx" in page.get("/upload/").content.decode()
