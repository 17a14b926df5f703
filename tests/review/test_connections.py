"""Connections: a token goes only where it was entered for."""

from __future__ import annotations

from datetime import timedelta

import pytest
from cryptography.fernet import Fernet
from django.contrib.auth.models import User
from django.utils import timezone
from pytest_django import Settings

from paperless_firefly.domain.errors import ConfigurationError
from paperless_firefly.review.connections import Servers, connection_of, token_of
from paperless_firefly.review.models import Connection, ConnectionKind, Posting, PostingState
from paperless_firefly.review.services import connections, vault
from paperless_firefly.review.services.errors import InvalidValues, NotAllowed, UnreadableToken

from .world import FIREFLY, PAPERLESS, World

KIND = ConnectionKind.PAPERLESS


@pytest.fixture
def owner(db: None) -> User:
    """A user without connections."""
    return User.objects.create_user("owner")


def save(owner: User, url: str = "https://paperless.test", token: str | None = "secret") -> str:
    """Saves a connection; the token that a client would be given."""
    row = connections.save(owner=owner, kind=KIND, url=url, token=token)
    return token_of(row) if row.token else ""


def test_a_token_is_kept_under_lock(owner: User) -> None:
    assert save(owner) == "secret"
    assert "secret" not in Connection.objects.get().token


def test_saving_without_a_token_keeps_the_one_there_is(owner: User) -> None:
    save(owner)
    assert save(owner, "https://paperless.test/archive", None) == "secret"


@pytest.mark.parametrize(
    "url",
    ["http://paperless.test", "https://paperless.test:8443", "https://evil.test"],
)
def test_another_origin_clears_the_token_and_how_far_it_came(owner: User, url: str) -> None:
    save(owner)
    Connection.objects.update(cursor={"intake": {"modified": "2026-11-24"}})
    assert save(owner, url, None) == ""
    assert Connection.objects.get().cursor == {}


def test_a_row_moved_behind_our_back_gives_no_token(owner: User) -> None:
    save(owner)
    Connection.objects.update(url="https://evil.test")
    with pytest.raises(UnreadableToken):
        token_of(Connection.objects.get())


def test_another_key_asks_for_the_token_again(owner: User, settings: Settings) -> None:
    save(owner)
    settings.SPARKLINK_TOKEN_KEY = Fernet.generate_key()
    with pytest.raises(UnreadableToken, match="Enter it again in Settings"):
        token_of(Connection.objects.get())


@pytest.mark.parametrize("locked", ["", "garbage", "gAAAAAB"])
def test_a_damaged_token_asks_for_it_again(locked: str) -> None:
    with pytest.raises(UnreadableToken):
        vault.unlock(locked, "https://paperless.test", "Paperless-ngx")


def test_an_origin_is_scheme_host_and_port() -> None:
    assert vault.origin(" HTTPS://Paperless.Test:8443/a?b ") == "https://paperless.test:8443"


@pytest.mark.parametrize(
    "url",
    ["", "paperless.test", "ftp://paperless.test", "https://", "http://me:pw@host", "http://a:x"],
)
def test_what_is_no_address_is_named(owner: User, url: str) -> None:
    with pytest.raises(InvalidValues) as refused:
        save(owner, url)
    assert set(refused.value.errors) == {"url"}
    assert not Connection.objects.exists()


def test_a_missing_connection_is_said_in_words(owner: User) -> None:
    with pytest.raises(ConfigurationError, match="No connection to Paperless-ngx yet"):
        connection_of(owner.pk, KIND)
    save(owner, token=None)
    with pytest.raises(ConfigurationError, match="has no token"):
        Servers().paperless(owner.pk)


def test_one_never_gets_anothers_connection(owner: User) -> None:
    save(owner)
    stranger = User.objects.create_user("stranger")
    with pytest.raises(ConfigurationError):
        Servers().paperless(stranger.pk)


def test_a_new_token_makes_what_waits_due_again(world: World) -> None:
    world.scan()
    world.run()
    posting = world.accept(1)
    later = timezone.now() + timedelta(hours=1)
    Posting.objects.update(state=PostingState.FAILED, due_at=later)
    connections.save(owner=world.owner, kind=ConnectionKind.FIREFLY, url=FIREFLY, token="new")
    posting.refresh_from_db()
    assert posting.due_at <= timezone.now()


def test_a_check_is_made_once_and_written_down(world: World) -> None:
    row = world.connection(KIND)
    connections.request_check(connection=row)
    connections.work_check(row, world)
    connections.work_check(row, world)
    row.refresh_from_db()
    assert (row.check_ok, row.check_error, row.check_due) == (True, "", False)
    assert row.version.startswith("3.")
    assert world.sent("GET", "paperless") > 0


def test_a_failed_check_says_why_and_keeps_the_version(world: World) -> None:
    row = world.connection(KIND)
    connections.work_check(row, world)
    world.fault("paperless", "drop", times=99)
    connections.request_check(connection=row)
    connections.work_check(row, world)
    row.refresh_from_db()
    assert not row.check_ok
    assert "Paperless-ngx" in row.check_error
    assert row.version.startswith("3.")


@pytest.fixture
def from_environment(settings: Settings) -> Settings:
    """Both connections given by the environment."""
    settings.ADMIN_USERNAME = "owner"
    settings.PAPERLESS_URL, settings.PAPERLESS_TOKEN = PAPERLESS + "/", "p-token"
    settings.PAPERLESS_EXTERNAL_URL = "https://documents.test/"
    settings.FIREFLY_URL, settings.FIREFLY_TOKEN = FIREFLY, "f-token"
    return settings


def test_the_environments_connections_are_the_admins(
    owner: User, from_environment: Settings
) -> None:
    connections.refresh_from_environment()
    rows = {row.kind: row for row in Connection.objects.filter(owner=owner, managed=True)}
    assert {token_of(row) for row in rows.values()} == {"p-token", "f-token"}
    assert rows[KIND].public_url == "https://documents.test"


def test_nobody_else_gets_the_environments_connections(
    owner: User, from_environment: Settings
) -> None:
    from_environment.ADMIN_USERNAME = "somebody"
    connections.refresh_from_environment()
    assert not Connection.objects.exists()


def test_a_managed_connection_is_not_changed_in_the_pages(
    owner: User, from_environment: Settings
) -> None:
    connections.refresh_from_environment()
    with pytest.raises(NotAllowed, match="environment"):
        save(owner)


def test_without_the_variables_the_row_is_its_owners_again(
    owner: User, from_environment: Settings
) -> None:
    connections.refresh_from_environment()
    from_environment.PAPERLESS_URL = ""
    connections.refresh_from_environment()
    row = Connection.objects.get(kind=KIND)
    assert not row.managed
    assert token_of(row) == "p-token"


def test_a_new_address_without_a_token_gets_no_old_one(
    owner: User, from_environment: Settings
) -> None:
    connections.refresh_from_environment()
    from_environment.PAPERLESS_URL, from_environment.PAPERLESS_TOKEN = "http://other.test", ""
    connections.refresh_from_environment()
    assert Connection.objects.get(kind=KIND).token == ""


def test_a_start_with_the_same_values_keeps_how_far_intake_came(
    owner: User, from_environment: Settings
) -> None:
    connections.refresh_from_environment()
    Connection.objects.update(cursor={"intake": 1})
    connections.refresh_from_environment()
    assert Connection.objects.get(kind=KIND).cursor == {"intake": 1}
