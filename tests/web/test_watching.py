"""Pages say that a linked transaction is gone or was edited, and what one can do."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse

from paperless_firefly.review.models import Document, Link
from paperless_firefly.review.selectors.watching import image
from tests.builders import make_document, make_person, make_posting, make_split

ROW = 'class="row event'


def make_changed(owner: User, changed: str, now: str = "my words") -> Document:
    """A linked document whose transaction is gone, or has another text than it was left with."""
    split = make_split(owner, linked=True)
    document = make_document(owner, decision="link")
    posting = make_posting(document, "done", group_id=split.group_id, action="link")
    left = image(split)
    split.description = now
    split.save()
    Link.objects.create(
        owner=owner, document=document, posting=posting, group_id=split.group_id,
        journal_id=split.journal_id, changed=changed, left=left, seen="gone",
    )  # fmt: skip
    return document


@pytest.mark.parametrize(
    ("changed", "short", "words"),
    [
        ("gone", "gone from Firefly III", "is gone from Firefly III."),
        ("edited", "edited in Firefly III since", "was edited in Firefly III since."),
    ],
)
def test_each_page_of_a_document_says_it(
    changed: str, short: str, words: str, owner: User, page: Client
) -> None:
    document = make_changed(owner, changed)
    assert short in page.get(reverse("history")).content.decode()
    for name in ("history-document", "review-document"):
        text = page.get(reverse(name, args=[document.pk])).content.decode()
        assert words in text
        assert reverse("history-leave", args=[document.pk]) in text
        assert reverse("review-reopen", args=[document.pk]) in text
        assert ("my words" in text) is (changed == "edited")


def test_the_history_is_narrowed_to_them_and_the_overview_counts_them(
    owner: User, page: Client
) -> None:
    make_changed(owner, "gone")
    make_changed(owner, "edited")
    make_posting(make_document(owner), "done")
    text = page.get(reverse("history"), {"kind": "changed"}).content.decode()
    assert text.count(ROW) == 2
    text = page.get("/").content.decode()
    assert "The transaction of 1 document is gone from Firefly III." in text
    assert "That of 1 document was edited there since." in text


def test_it_speaks_german(owner: User, page: Client) -> None:
    make_changed(owner, "gone")
    text = page.get("/", headers={"accept-language": "de"}).content.decode()
    assert "Die Buchung von 1 Beleg gibt es in Firefly III nicht mehr." in text


def test_it_is_left_so_one_by_one_or_all_that_were_edited(owner: User, page: Client) -> None:
    gone, edited = make_changed(owner, "gone"), make_changed(owner, "edited")
    page.post(reverse("history-leave-edited"))
    assert Link.objects.get(document=edited).changed == ""
    assert Link.objects.get(document=gone).changed == "gone"
    page.post(reverse("history-leave", args=[gone.pk]))
    assert Link.objects.get(document=gone).changed == ""
    again = page.post(reverse("history-leave", args=[gone.pk]), follow=True)
    assert "Nothing of this document changed" in again.content.decode()


def test_nobody_leaves_anothers(owner: User, client: Client) -> None:
    make_changed(owner, "edited")
    client.force_login(make_person("colleague"))
    client.post(reverse("history-leave-edited"))
    assert Link.objects.get().changed == "edited"
