"""The WSGI application: importing it needs and leaves nothing, and it is safe to fork."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

_LOADED = """
import os, threading
from paperless_firefly.review.web.app import application
assert callable(application)
assert os.listdir(".") == [], os.listdir(".")
"""
_FORKABLE = """
import os, pathlib, threading
import paperless_firefly.review.web.app
from importlib import import_module
from django.conf import settings
from django.db import connections
import_module(settings.ROOT_URLCONF)
assert threading.enumerate() == [threading.main_thread()]
assert all(each.connection is None for each in connections.all())
opened = [os.readlink(p) for p in pathlib.Path("/proc/self/fd").iterdir() if p.exists()]
assert not [p for p in opened if "sqlite" in p or p.startswith("socket:")], opened
"""


def run(code: str, folder: Path, **environment: str) -> None:
    """Runs code in a process of its own, in an empty folder, with nothing in the environment."""
    source = Path(__file__).resolve().parents[2] / "src"
    bare = {"PATH": os.environ["PATH"], "PYTHONPATH": str(source), **environment}
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=folder,
        env=bare,
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert done.returncode == 0, done.stderr


def test_importing_it_needs_no_environment_and_writes_nothing(tmp_path: Path) -> None:
    run(_LOADED, tmp_path)


def test_nothing_is_open_and_no_thread_runs_before_the_fork(tmp_path: Path) -> None:
    run(_FORKABLE, tmp_path, SPARKLINK_DATA=str(tmp_path))
