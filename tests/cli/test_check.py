"""`sparklink check`: both connections tried, and what is wrong in words."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from .processes import environment, prepare, sparklink

pytestmark = pytest.mark.xdist_group("check")


@pytest.fixture(scope="module")
def servers(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, str]]:
    """The demo servers, and the options that lead to them."""
    folder = tmp_path_factory.mktemp("servers")
    command = [sys.executable, "-m", "paperless_firefly.demo.serve", "--folder", str(folder)]
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, text=True, env=environment(folder)
    ) as process:
        assert process.stdout
        told = json.loads(process.stdout.readline())
        yield {
            "PAPERLESS_URL": told["paperless"], "PAPERLESS_TOKEN": told["paperless_token"],
            "FIREFLY_URL": told["firefly"], "FIREFLY_TOKEN": told["firefly_token"],
            "ADMIN_USERNAME": "anna", "ADMIN_PASSWORD": "drei-rote-Räder",
        }  # fmt: skip
        process.terminate()


def test_two_servers_that_answer(servers: dict[str, str], tmp_path: Path) -> None:
    prepare(tmp_path, **servers)
    done = sparklink(tmp_path, "check", **servers)
    assert done.returncode == 0, done.stderr
    assert f"answers at {servers['PAPERLESS_URL']}" in done.stdout
    assert f"Firefly III 6.6.6 answers at {servers['FIREFLY_URL']}" in done.stdout


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"FIREFLY_TOKEN": "stale"}, "token"),
        ({"FIREFLY_URL": "http://127.0.0.1:9"}, "127.0.0.1:9"),
        ({"FIREFLY_URL": "http://nowhere.invalid"}, "nowhere.invalid"),
    ],
)
def test_what_is_wrong_is_said(
    wrong: dict[str, str], said: str, servers: dict[str, str], tmp_path: Path
) -> None:
    prepare(tmp_path, **servers | wrong)
    done = sparklink(tmp_path, "check", **servers | wrong)
    assert done.returncode == 1
    assert "Firefly III:" in done.stderr
    assert said in done.stderr
    assert "Traceback" not in done.stderr
    assert "answers at" in done.stdout  # the other one does


def test_without_connections_it_says_where_to_enter_them(tmp_path: Path) -> None:
    prepare(tmp_path)
    done = sparklink(tmp_path, "check")
    assert done.returncode == 1
    assert "PAPERLESS_URL" in done.stderr
