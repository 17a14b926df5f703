"""A demo server's state: one SQLite file that threads and other processes may open at once."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

_COMMON = """
CREATE TABLE IF NOT EXISTS settings (name TEXT PRIMARY KEY, value TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS requests (
    id INTEGER PRIMARY KEY, at REAL NOT NULL, method TEXT NOT NULL, path TEXT NOT NULL,
    status INTEGER, fault TEXT
);
CREATE TABLE IF NOT EXISTS faults (
    id INTEGER PRIMARY KEY, method TEXT NOT NULL DEFAULT '', pattern TEXT NOT NULL DEFAULT '*',
    nth INTEGER NOT NULL DEFAULT 1, times INTEGER NOT NULL DEFAULT 1, action TEXT NOT NULL,
    argument TEXT NOT NULL DEFAULT '', phase TEXT NOT NULL DEFAULT 'before',
    seen INTEGER NOT NULL DEFAULT 0
);
"""


class Store:
    """Opens connections to a state file; makes the file and its tables where they are missing."""

    def __init__(self, path: Path | str, schema: str) -> None:
        self.path = Path(path)
        self.path.parent.mkdir(parents=True, exist_ok=True)
        with closing(self.connect()) as db:
            db.execute("PRAGMA journal_mode=WAL")
            db.executescript(_COMMON + schema)

    @contextmanager
    def read(self) -> Iterator[sqlite3.Connection]:
        """A connection that sees one consistent state."""
        with closing(self.connect()) as db:
            db.execute("BEGIN")
            yield db

    @contextmanager
    def write(self) -> Iterator[sqlite3.Connection]:
        """A connection inside one IMMEDIATE transaction; an exception undoes all of it."""
        with closing(self.connect()) as db:
            db.execute("BEGIN IMMEDIATE")
            yield db
            db.execute("COMMIT")

    def connect(self) -> sqlite3.Connection:
        """A connection outside any transaction; to be closed."""
        db = sqlite3.connect(self.path, timeout=30, isolation_level=None)
        db.row_factory = sqlite3.Row
        db.execute("PRAGMA synchronous=NORMAL")
        return db

    def settings(self) -> dict[str, str]:
        """Every setting by name."""
        with self.read() as db:
            return {row["name"]: row["value"] for row in db.execute("SELECT * FROM settings")}

    def set(self, **values: str) -> None:
        """Keep settings; what was there under the same names is replaced."""
        with self.write() as db:
            db.executemany("INSERT OR REPLACE INTO settings VALUES (?, ?)", values.items())


def log_arrival(db: sqlite3.Connection, method: str, path: str) -> int:
    """Note that a request came in; its row's id."""
    row = db.execute(
        "INSERT INTO requests (at, method, path) VALUES (?, ?, ?)", (time.time(), method, path)
    )
    return int(row.lastrowid or 0)
