"""Every address × {stranger, colleague, owner, staff}: one's own, or nothing."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import pytest
from allauth.usersessions.models import UserSession
from django.contrib.auth.models import User
from django.test import Client
from django.urls import URLPattern, URLResolver, reverse
from django.utils import timezone

from paperless_firefly.review.models import (
    ConfirmedSeller,
    Document,
    GroupProposal,
    LearnedName,
    LedgerSplit,
    LinkBatch,
    NoDocumentRule,
    Posting,
    Rule,
    RuleOffer,
    Run,
    TaxExport,
    Upload,
)
from paperless_firefly.review.web.urls import urlpatterns
from tests.builders import (
    make_document,
    make_group,
    make_person,
    make_posting,
    make_proposal,
    make_split,
    make_upload,
)

OPEN = {
    "manifest",
    "service-worker",
    "offline",
    "home",
    "healthz",
    "readyz",
    "first_admin",
    "account_login",
    "account_inactive",
}
# pages of one's own that need no object
OWN = {
    "review-will-all",
    "review-queue", "reconcile", "history", "history-log",
    "history-log-export", "history-leave-edited", "settings", "settings-save", "settings-connection",
    "settings-check", "settings-checked", "settings-trial", "run-start", "run-progress", "choices",
    "account_logout", "account_change_password", "account_reauthenticate",
    "groups", "learned", "learned-name-add", "learned-weights-reset",
    "find", "kit", "review-preview", "review-accept-many", "review-aside", "review-reopen-many",
    "filter-save", "filter-forget", "reconcile-undo", "reconcile-accept",
    "reconcile-accept-all", "reconcile-rules", "reconcile-rule-add", "reconcile-coverage",
    "reconcile-table", "reconcile-export", "upload", "upload-add", "upload-progress",
    "upload-shared",
    "rules", "rule-new", "rule-make", "rules-export", "rules-import",
    "sessions", "sessions-end",
}  # fmt: skip
POSTED = {
    "history-leave", "history-leave-edited",
    "review-values", "review-parts", "review-accept", "review-link", "review-reject",
    "review-later",
    "review-none-needed", "review-reopen", "review-restore", "review-dismiss", "reconcile-link",
    "reconcile-dismiss", "reconcile-no-document", "settings-save", "settings-connection",
    "settings-check", "posting-answer", "posting-retry", "run-start", "run-cancel",
    "review-accept-many", "review-aside", "review-reopen-many", "filter-save",
    "filter-forget", "reconcile-undo", "reconcile-unlink", "reconcile-cash",
    "reconcile-accept-all", "reconcile-batch-undo", "reconcile-rule-add", "reconcile-rule-drop",
    "reconcile-export", "learned-name-add", "learned-name", "learned-weights-reset",
    "learned-seller-change", "learned-seller-forget", "group-link", "group-dismiss",
    "second-scan", "review-wait", "review-post-now", "review-provisional", "review-merge",
    "review-final",
    "upload-add", "upload-again", "upload-away", "sessions-end", "session-end",
    "rule-make", "rules-import", "rule-change", "rule-act", "rule-offer",
}  # fmt: skip
OBJECTS = {
    "history-move", "history-move-to",
    "review-will",
    "review-wait", "review-post-now", "review-provisional", "review-merge",
    "review-final",
    "upload-again", "upload-away", "session-end",
    "group-link", "group-dismiss", "second-scan",
    "learned-seller", "learned-seller-change", "learned-seller-forget", "learned-name",
    "review-document", "review-values", "review-parts", "review-accept", "review-linkable", "review-link",
    "review-reject", "review-later", "review-none-needed", "review-reopen", "review-restore",
    "review-dismiss", "review-page-image", "review-sheet", "review-words", "review-original",
    "reconcile-link",
    "reconcile-dismiss", "reconcile-no-document", "history-document", "history-leave", "posting-answer",
    "posting-retry", "run-cancel", "reconcile-unlink", "reconcile-cash", "reconcile-batch",
    "reconcile-batch-undo", "reconcile-rule-drop", "reconcile-exporting", "reconcile-download",
    "rule", "rule-change", "rule-act", "rule-offer",
}  # fmt: skip


@dataclass
class Rows:
    """What the owner has."""

    document: Document
    split: LedgerSplit
    posting: Posting
    run: Run
    batch: LinkBatch
    rule: NoDocumentRule
    export: TaxExport
    seller: ConfirmedSeller
    name: LearnedName
    group: GroupProposal
    upload: Upload
    session: UserSession
    booking_rule: Rule
    offer: RuleOffer

    def address(self, name: str) -> str:
        """An address of one of the owner's objects."""
        keys = {
            "posting": self.posting, "run": self.run, "reconcile-batch": self.batch,
            "reconcile-rule": self.rule, "reconcile-export": self.export,
            "reconcile-download": self.export, "learned-seller": self.seller,
            "learned-name": self.name, "group": self.group, "upload": self.upload,
            "session": self.session,
            "rule-offer": self.offer, "rule": self.booking_rule,
        }  # fmt: skip
        pk = next((row.pk for start, row in keys.items() if name.startswith(start)), None)
        known = {
            "pk": pk or self.document.pk, "split_pk": self.split.pk, "number": 1, "name": "total",
            "act": {"learned-name": "forget", "second-scan": "keep", "rule-act": "off", "rule-offer": "make"}.get(name, "later"), "year": 2026,
            "kind": "paperless" if name.startswith("settings") else "category",
        }  # fmt: skip
        wanted = next(p for p in urlpatterns if getattr(p, "name", "") == name).pattern.converters
        return reverse(name, kwargs={k: known[k] for k in wanted})


@pytest.fixture
def rows(owner: User) -> Rows:
    """One of each, of the owner."""
    document, split = make_document(owner), make_split(owner)
    make_proposal(document, split)
    posting = make_posting(make_document(owner), "held", hold={"code": "other", "groups": []})
    now = timezone.now()
    return Rows(
        document=document,
        split=split,
        posting=posting,
        run=Run.objects.create(owner=owner),
        batch=LinkBatch.objects.create(owner=owner, due_at=now),
        rule=NoDocumentRule.objects.create(owner=owner, field="type", value="transfer"),
        export=TaxExport.objects.create(owner=owner, year=2026, due_at=now),
        seller=ConfirmedSeller.objects.create(owner=owner, key="nordlicht", name="Nordlicht"),
        name=LearnedName.objects.create(
            owner=owner, seller="nordlicht", seller_shown="Nordlicht", descriptor="nl"
        ),
        group=make_group(owner, [document], [split]),
        upload=make_upload(owner, "failed"),
        session=UserSession.objects.create(user=owner, ip="192.0.2.7", session_key="elsewhere"),
        booking_rule=Rule.objects.create(owner=owner, position=1, name="Secret"),
        offer=RuleOffer.objects.create(owner=owner, key="1", name="Secret", document=document),
    )


@pytest.fixture
def signed_in(db: None) -> Callable[[User | None], Client]:
    """Makes a browser with somebody signed in; None is a stranger."""

    def make(person: User | None) -> Client:
        client = Client()
        if person:
            client.force_login(person)
        return client

    return make


def ask(client: Client, rows: Rows, name: str) -> int:
    """The status of an address, asked for the way its page does."""
    where = rows.address(name)
    return (client.post(where) if name in POSTED else client.get(where)).status_code


def test_every_address_is_known_to_these_tests() -> None:
    names = {p.name for p in urlpatterns if isinstance(p, URLPattern)}
    assert names == OPEN | OWN | OBJECTS
    assert [str(p.pattern) for p in urlpatterns if isinstance(p, URLResolver)] == ["admin/"]


@pytest.mark.parametrize("name", sorted(OWN | OBJECTS))
def test_a_stranger_is_sent_to_the_sign_in(
    name: str, rows: Rows, signed_in: Callable[[User | None], Client]
) -> None:
    where = rows.address(name)
    client = signed_in(None)
    answer = client.post(where) if name in POSTED else client.get(where)
    assert answer.status_code == 302
    assert answer["Location"].startswith(("/accounts/login/", "/"))
    assert Document.objects.filter(decision="open").count() == 1


@pytest.mark.parametrize("staff", [False, True], ids=["colleague", "staff"])
@pytest.mark.parametrize("name", sorted(OBJECTS))
def test_nobody_else_learns_that_an_object_exists(
    name: str, staff: bool, rows: Rows, signed_in: Callable[[User | None], Client]
) -> None:
    other = make_person("colleague", staff=staff)
    assert ask(signed_in(other), rows, name) == 404
    rows.document.refresh_from_db()
    rows.posting.refresh_from_db()
    assert (rows.document.decision, rows.posting.state) == ("open", "held")


@pytest.mark.parametrize("name", sorted(OBJECTS | OWN))
def test_the_owner_gets_an_answer(
    name: str, owner: User, rows: Rows, signed_in: Callable[[User | None], Client]
) -> None:
    # the image is not drawn in this test, the export not made, and the original with Paperless
    if name in {"review-page-image", "review-original", "reconcile-download"}:
        expected = {404, 302}
    else:
        expected = {200, 302, 409, 422}
    assert ask(signed_in(owner), rows, name) in expected


@pytest.mark.parametrize("name", sorted(POSTED))
def test_what_changes_something_is_never_done_by_a_get(
    name: str, owner: User, rows: Rows, signed_in: Callable[[User | None], Client]
) -> None:
    assert signed_in(owner).get(rows.address(name)).status_code == 405


@pytest.mark.parametrize("name", sorted((OWN | OBJECTS) - POSTED - {"account_logout"}))
def test_looking_changes_nothing(
    name: str, owner: User, rows: Rows, signed_in: Callable[[User | None], Client]
) -> None:
    client = signed_in(owner)
    client.get(rows.address(name))
    before = list(Document.objects.values()), list(Posting.objects.values())
    client.get(rows.address(name))
    assert (list(Document.objects.values()), list(Posting.objects.values())) == before


@pytest.mark.parametrize("name", ["home", "review-queue", "reconcile", "history", "settings"])
@pytest.mark.parametrize("staff", [False, True], ids=["colleague", "staff"])
def test_lists_show_nobody_elses_rows(
    name: str, staff: bool, rows: Rows, signed_in: Callable[[User | None], Client]
) -> None:
    Document.objects.update(seller="Geheimdienst GmbH")
    LedgerSplit.objects.update(description="Geheimdienst GmbH")
    other = make_person("colleague", staff=staff)
    text = signed_in(other).get(reverse(name)).content.decode()
    assert "Geheimdienst" not in text


def test_the_admin_is_for_staff_alone(
    owner: User, signed_in: Callable[[User | None], Client]
) -> None:
    staff = make_person("staff", staff=True)
    assert signed_in(staff).get("/admin/").status_code == 200
    assert signed_in(owner).get("/admin/").status_code == 302
    assert signed_in(None).get("/admin/").status_code == 302
