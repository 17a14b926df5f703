"""Extract & Sync from the pages: started, followed, joined, stopped."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.utils import timezone

from paperless_firefly.review.models import Run
from paperless_firefly.review.web.templatetags.sparklink import time_left
from tests.builders import make_person

POLL = 'hx-trigger="every 1s"'


def test_a_second_click_joins_the_run(owner: User, page: Client) -> None:
    for _ in range(2):
        assert page.post("/runs/start/")["Location"] == "/"
    assert Run.objects.filter(owner=owner).count() == 1


def test_the_click_leads_back_to_its_page(page: Client) -> None:
    answer = page.post("/runs/start/", headers={"referer": "http://testserver/review/?q=a"})
    assert answer["Location"] == "http://testserver/review/?q=a"


def test_it_never_leads_to_another_site(page: Client) -> None:
    answer = page.post("/runs/start/", headers={"referer": "https://elsewhere.test/"})
    assert answer["Location"] == "/"


def test_progress_is_asked_for_until_the_run_ends(owner: User, page: Client) -> None:
    run = Run.objects.create(owner=owner, state="running", step="read", read_done=3, read_total=9)
    text = page.get("/runs/progress/").content.decode()
    assert POLL in text
    assert 'max="9" value="3"' in text
    Run.objects.filter(pk=run.pk).update(state="done", read_done=9)
    text = page.get("/runs/progress/").content.decode()
    assert POLL not in text
    assert "Run finished" in text


def test_every_page_shows_the_run_that_is_going(owner: User, page: Client) -> None:
    Run.objects.create(owner=owner, state="running", step="sync")
    for address in ("/", "/review/", "/reconcile/", "/history/", "/settings/"):
        assert "Fetching transactions" in page.get(address).content.decode()


def test_nobody_sees_anothers_run(owner: User, client: Client) -> None:
    Run.objects.create(owner=owner, state="running", step="sync")
    client.force_login(make_person("colleague"))
    assert "Fetching" not in client.get("/").content.decode()


def test_a_run_can_be_stopped(owner: User, page: Client) -> None:
    run = Run.objects.create(owner=owner, state="running")
    page.post(f"/runs/{run.pk}/cancel/")
    run.refresh_from_db()
    assert run.cancel_requested


@pytest.mark.parametrize(
    ("done", "seconds", "left"),
    [
        (25, 60, "3 min left"), (90, 60, "less than a minute left"),
        (2, 60, ""), (25, 2, ""), (100, 60, ""),
    ],
)  # fmt: skip
def test_a_run_says_how_long_it_will_take(done: int, seconds: int, left: str, owner: User) -> None:
    begun = timezone.now() - timedelta(seconds=seconds)
    run = Run(owner=owner, step="read", step_at=begun, read_done=done, read_total=100)
    assert time_left(run) == left


def test_what_cannot_be_counted_promises_nothing(owner: User) -> None:
    assert time_left(Run(owner=owner, step="match", step_at=timezone.now())) == ""
