"""The container's entrypoint: what it runs, and which values it refuses."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.processes import ROOT, environment, free_port

SCRIPT = ROOT / "docker" / "entrypoint.sh"


def entrypoint(data: Path, *arguments: str, **options: str) -> subprocess.CompletedProcess[str]:
    """Runs the script to its end, with a `sparklink` of this source."""
    programs = data.parent / "bin"
    programs.mkdir(exist_ok=True)
    command = programs / "sparklink"
    command.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m paperless_firefly "$@"\n')
    command.chmod(0o755)
    env = environment(data, PORT=str(free_port()), **options)
    return subprocess.run(
        ["sh", str(SCRIPT), *arguments],
        env=env | {"PATH": f"{programs}:{env['PATH']}"},
        capture_output=True, text=True, timeout=60, check=False,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("option", "value"),
    [
        ("GUNICORN_WORKERS", "0"),
        ("GUNICORN_WORKERS", "many"),
        ("GUNICORN_THREADS", "-1"),
        ("GUNICORN_TIMEOUT", "2m"),
        ("PAPERLESS_URL", "paperless:8000"),
        ("SPARKLINK_URL", "sparklink.example.org"),
        ("TZ", "Europe/Atlantis"),
        ("DATABASE_URL", "mysql://db/sparklink"),
        ("USE_DEV_SERVER", "maybe"),
        ("FIREFLY_TOKEN_FILE", "/nowhere/token"),
        ("ADMIN_USERNAME", "anna"),
        ("CONFIDENCE_AUTO_THRESHOLD", "0.5"),
    ],
)
def test_a_wrong_value_is_named_and_nothing_starts(option: str, value: str, tmp_path: Path) -> None:
    data = tmp_path / "data"
    done = entrypoint(data, **{option: value})
    assert done.returncode == 1
    assert option.removesuffix("_FILE") in done.stderr
    assert "Traceback" not in done.stderr
    assert not data.exists()


def test_everything_wrong_is_named_at_once(tmp_path: Path) -> None:
    done = entrypoint(tmp_path / "data", GUNICORN_WORKERS="0", TZ="Nowhere", FIREFLY_URL="x")
    for option in ("GUNICORN_WORKERS", "TZ", "FIREFLY_URL"):
        assert option in done.stderr


def test_a_secret_is_never_told(tmp_path: Path) -> None:
    done = entrypoint(tmp_path / "data", REDIS_URL="hunter2", FIREFLY_TOKEN="hunter2")
    assert done.returncode == 1
    assert "hunter2" not in done.stderr + done.stdout


@pytest.mark.parametrize("first", [["--version"], ["sparklink", "--version"]])
def test_every_command_of_sparklink_can_be_run(first: list[str], tmp_path: Path) -> None:
    assert entrypoint(tmp_path / "data", *first).stdout.startswith("sparklink")


def test_other_programs_can_be_run_too(tmp_path: Path) -> None:
    assert entrypoint(tmp_path / "data", "sh", "-c", "echo here").stdout == "here\n"


@pytest.mark.parametrize(
    "arguments", [["check"], ["user", "disable", "anna"], ["backup", "/tmp/never-written.tar.gz"]]
)
def test_before_the_first_start_a_command_says_so(arguments: list[str], tmp_path: Path) -> None:
    done = entrypoint(tmp_path / "data", *arguments)
    assert done.returncode == 1
    assert "has not been started here yet" in done.stderr
    assert not (tmp_path / "data" / "db.sqlite3").exists()
