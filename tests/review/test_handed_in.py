"""Files that are handed in: looked at, stored, and refused in words."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings as django_settings
from django.contrib.auth.models import User
from pytest_django import Settings

from paperless_firefly.review.models import Upload, UploadState
from paperless_firefly.review.services import handed_in
from paperless_firefly.review.services.errors import NotAllowed, NotTaken
from tests.builders import make_person

PDF = b"%PDF-1.4\n%%EOF\n"


@pytest.fixture
def owner(db: None, settings: Settings, tmp_path: Path) -> User:
    """Somebody with an empty store of their own."""
    settings.SPARKLINK_DATA = tmp_path
    return make_person("owner")


def hand_in(owner: User, data: bytes = PDF, name: str = "bill.pdf") -> Upload:
    """One file in two chunks."""
    return handed_in.store(owner=owner, name=name, chunks=iter([data[:5], data[5:]]))


def stored() -> list[str]:
    """What lies in the store."""
    return [path.name for path in (Path(django_settings.SPARKLINK_DATA) / "uploads").glob("*")]


def test_a_file_lies_there_before_its_row_says_so(owner: User) -> None:
    upload = hand_in(owner)
    assert handed_in.path_of(upload).read_bytes() == PDF
    assert (upload.state, upload.size, upload.mime_type) == ("waiting", 15, "application/pdf")


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "The file is empty."),
        (b"<?xml version='1.0'?><a/>", "Paperless-ngx takes no XML"),
        (b"PK\x03\x04" + bytes(30), "Files of this kind (application/zip) are not taken"),
        (b"<html><script>", "Files of this kind (text/html) are not taken"),
        (bytes(range(256)), "Files of this kind (application/octet-stream) are not taken"),
    ],
)
def test_what_paperless_does_not_take_is_refused_and_not_kept(
    owner: User, data: bytes, said: str
) -> None:
    with pytest.raises(NotTaken, match="^" + said.replace("(", r"\(").replace(")", r"\)")):
        hand_in(owner, data)
    assert (Upload.objects.count(), stored()) == (0, [])


def test_a_file_that_is_too_large_is_refused_while_it_comes(
    owner: User, settings: Settings
) -> None:
    settings.SPARKLINK_FILE_MB = 1
    taken = []

    def chunks() -> Iterator[bytes]:
        for number in range(100):
            taken.append(number)
            yield b"%PDF-" + bytes(2**19)

    with pytest.raises(NotTaken, match="more than 1 MB"):
        handed_in.store(owner=owner, name="a.pdf", chunks=chunks())
    assert (len(taken), stored()) == (2, [])


def test_all_that_wait_have_a_limit_together(owner: User, settings: Settings) -> None:
    settings.SPARKLINK_UPLOAD_MB = 1
    hand_in(owner, PDF + bytes(2**20 - 100))
    with pytest.raises(NotTaken, match="no room"):
        hand_in(owner, PDF + b"another" + bytes(100))
    Upload.objects.update(paperless_id=7)
    hand_in(owner, PDF + b"another" + bytes(100))


def test_the_same_file_is_taken_once_at_a_time(owner: User) -> None:
    hand_in(owner)
    with pytest.raises(NotTaken, match="already on its way"):
        hand_in(owner, name="the same.pdf")
    assert len(stored()) == 1


def test_two_people_may_hand_in_the_same_file(owner: User) -> None:
    hand_in(owner)
    assert hand_in(make_person("colleague")).state == UploadState.WAITING


@pytest.mark.parametrize(
    ("given", "clean"),
    [
        ("../../etc/passwd", "passwd.pdf"),
        ("C:\\Users\\me\\Rechnung Mai.PDF", "Rechnung Mai.PDF"),
        ("invoice\u202efdp.exe", "invoice fdp.exe.pdf"),
        ('a"b\r\nX-Evil: 1.pdf', "a b X-Evil 1.pdf"),
        ("\x00", "document.pdf"),
        ("...", "document.pdf"),
        ("ü" * 300 + ".pdf", "ü" * 120 + ".pdf"),
        ("scan.jpg", "scan.jpg.pdf"),
    ],
)
def test_a_hostile_name_becomes_a_plain_one(given: str, clean: str) -> None:
    assert handed_in.clean_name(given, "application/pdf") == clean


def test_a_disk_that_is_full_is_said_in_words(owner: User) -> None:
    def chunks() -> Iterator[bytes]:
        yield PDF
        raise OSError(28, "No space left on device")

    with pytest.raises(NotTaken, match=r"could not be stored: No space left"):
        handed_in.store(owner=owner, name="a.pdf", chunks=chunks())
    assert stored() == []


def test_what_failed_can_be_put_away_and_what_is_on_its_way_cannot(owner: User) -> None:
    upload = hand_in(owner)
    with pytest.raises(NotAllowed):
        handed_in.put_away(upload=upload, by=owner)
    Upload.objects.update(state=UploadState.FAILED)
    handed_in.put_away(upload=upload, by=owner)
    assert (Upload.objects.count(), stored()) == (0, [])


def test_files_that_no_row_needs_are_swept_away_after_an_hour(owner: User) -> None:
    needed, sent = hand_in(owner), hand_in(owner, PDF + b"other")
    Upload.objects.filter(pk=sent.pk).update(paperless_id=3)
    young = handed_in.path_of(needed).with_name("young")
    young.write_bytes(b"a row will follow")
    for upload in (needed, sent):
        os.utime(handed_in.path_of(upload), (time.time() - 4000,) * 2)
    handed_in.trim()
    assert sorted(stored()) == sorted([needed.key, "young"])
