"""Health without sign-in, and without asking an upstream."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.contrib.auth.models import User
from django.db.migrations.recorder import MigrationRecorder
from django.test import Client
from django.utils import timezone

from paperless_firefly.review.models import Connection, WorkerBeat
from paperless_firefly.review.services.sweep import beat


def test_a_process_that_answers_is_up_without_a_database(client: Client) -> None:
    assert client.get("/healthz").content == b"ok\n"


@pytest.mark.django_db
def test_ready_with_a_worker_seen_lately(client: Client) -> None:
    beat()
    answer = client.get("/readyz")
    assert (answer.status_code, answer.json()["ready"]) == (200, True)


@pytest.mark.django_db
def test_not_ready_without_a_worker(client: Client) -> None:
    beat()
    WorkerBeat.objects.update(at=timezone.now() - timedelta(minutes=2))
    answer = client.get("/readyz")
    assert (answer.status_code, answer.json()["worker"]) == (503, "failed")


@pytest.mark.django_db
def test_not_ready_before_the_migrations(client: Client) -> None:
    beat()
    MigrationRecorder.Migration.objects.filter(app="review").order_by("-pk")[0].delete()
    answer = client.get("/readyz")
    assert (answer.status_code, answer.json()["migrations"]) == (503, "failed")


def test_an_upstream_that_failed_is_told_and_decides_nothing(client: Client, owner: User) -> None:
    beat()
    hour_ago = timezone.now() - timedelta(hours=1)
    Connection.objects.update(check_ok=False, check_error="token secret", checked_at=hour_ago)
    answer = client.get("/readyz")
    assert answer.status_code == 200
    for upstream in answer.json()["upstreams"]:
        assert set(upstream) == {"name", "state", "age"}
        assert upstream["state"] == "failed"
        assert 3600 <= upstream["age"] < 3700
