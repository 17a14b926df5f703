"""What every start does first, as often as it likes."""

from __future__ import annotations

import sqlite3
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path

from .processes import prepare

_ADMIN = {"ADMIN_USERNAME": "anna", "ADMIN_PASSWORD": "drei-rote-Räder"}
_NO_WAL = """
    from django.conf import settings
    path = settings.SPARKLINK_DATA / "db.sqlite3"
    settings.DATABASES["default"]["NAME"] = f"file:{path}?vfs=unix-dotfile"
"""


def rows(data: Path, query: str) -> list[tuple[object, ...]]:
    """What the database answers."""
    with closing(sqlite3.connect(data / "db.sqlite3")) as db:
        return list(db.execute(query))


def forget_a_migration(data: Path) -> None:
    """As if the next version brought one more."""
    with closing(sqlite3.connect(data / "db.sqlite3")) as db:
        db.execute("DELETE FROM django_migrations WHERE app = 'sessions'")
        db.execute("DROP TABLE django_session")
        db.commit()


def test_an_empty_environment_starts_and_tells_the_code_of_the_set_up(tmp_path: Path) -> None:
    done = prepare(tmp_path / "data")
    assert done.returncode == 0, done.stderr
    assert "No user yet." in done.stdout
    assert "TZ is not set: times are shown in UTC." in done.stdout


def test_keys_and_database_are_ours_alone(tmp_path: Path) -> None:
    data = tmp_path / "data"
    prepare(data)
    modes = {path.name: path.stat().st_mode & 0o077 for path in data.iterdir()}
    assert set(modes.values()) == {0}, modes


def test_the_admin_is_made_once_and_keeps_their_password(tmp_path: Path) -> None:
    first = prepare(tmp_path, **_ADMIN)
    assert "Made the admin anna." in first.stdout
    assert "No user yet" not in first.stdout
    kept = rows(tmp_path, "SELECT password FROM auth_user")
    again = prepare(tmp_path, **_ADMIN | {"ADMIN_PASSWORD": "another"})
    assert "Made the admin" not in again.stdout
    assert rows(tmp_path, "SELECT password FROM auth_user") == kept


def test_the_environments_connections_are_the_admins(tmp_path: Path) -> None:
    server = {"FIREFLY_URL": "http://firefly/", "FIREFLY_TOKEN": "a-secret-token"}
    prepare(tmp_path, **_ADMIN, **server)
    prepare(tmp_path, **_ADMIN, **server)
    query = "SELECT kind, url, managed, username, token FROM review_connection c JOIN auth_user u"
    ((*found, token),) = rows(tmp_path, f"{query} ON u.id = c.owner_id")
    assert found == ["firefly", "http://firefly", 1, "anna"]
    assert "a-secret-token" not in str(token)


def test_starts_at_once_agree(tmp_path: Path) -> None:
    with ThreadPoolExecutor() as pool:
        done = list(pool.map(lambda _: prepare(tmp_path, **_ADMIN), range(3)))
    assert [each.returncode for each in done] == [0, 0, 0], [each.stderr for each in done]
    told = "".join(each.stdout for each in done)
    assert told.count("Database brought up to date") == 1
    assert told.count("Made the admin anna") == 1


def test_the_database_is_copied_before_it_is_migrated_and_three_copies_stay(
    tmp_path: Path,
) -> None:
    assert "Copied the database" not in prepare(tmp_path, **_ADMIN).stdout
    for _ in range(4):
        forget_a_migration(tmp_path)
        done = prepare(tmp_path)
        assert "Copied the database" in done.stdout, done.stderr
    copies = sorted((tmp_path / "before-migration").iterdir())
    assert len(copies) == 3
    with closing(sqlite3.connect(copies[-1])) as db:
        assert db.execute("SELECT username FROM auth_user").fetchall() == [("anna",)]
    assert "Copied the database" not in prepare(tmp_path).stdout


def test_a_disk_without_wal_is_refused_in_words(tmp_path: Path) -> None:
    done = prepare(tmp_path, _NO_WAL)
    assert done.returncode == 1
    assert "WAL" in done.stderr
    assert "PostgreSQL by DATABASE_URL" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_folder_that_cannot_be_used_is_refused_in_words(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    done = prepare(tmp_path / "file")
    assert done.returncode == 1
    assert "The data folder cannot be used" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_database_that_does_not_answer_is_said(tmp_path: Path) -> None:
    impatient = "import paperless_firefly.cli._prepare as p; p._DATABASE_SECONDS = 0"
    done = prepare(tmp_path, impatient, DATABASE_URL="postgresql://u:hunter2@127.0.0.1:9/none")
    assert done.returncode == 1
    assert "The database of DATABASE_URL does not answer" in done.stderr
    assert "hunter2" not in done.stdout + done.stderr
