"""`sparklink server`, `web` and `worker` as the container runs them."""

from __future__ import annotations

import os
import re
import signal
import time
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from .processes import Running, running, sparklink

pytestmark = pytest.mark.xdist_group("server")
WARNING = "WARNING: This is a development server. Do not use it in a production setting."
LINES = [
    "[INFO] Using Gunicorn (production WSGI server)",
    "[INFO]   Workers: 2",
    "[INFO]   Threads: 3",
    "[INFO]   Timeout: 90s",
]


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    """SparkLink with values as people paste them."""
    options = {
        "GUNICORN_WORKERS": "2           # Rule of thumb\r",
        "GUNICORN_THREADS": " 3 ",
        "GUNICORN_TIMEOUT": "90",
        "SPARKLINK_TRUSTED_PROXIES": "127.0.0.1",
    }
    with running(tmp_path_factory.mktemp("server") / "data", **options) as found:
        yield found


def test_the_log_says_what_is_in_force(server: Running) -> None:
    lines = server.log.splitlines()
    first = lines.index(LINES[0])
    assert lines[first : first + 4] == LINES
    assert WARNING not in lines


def test_one_supervisor_runs_web_and_worker(server: Running) -> None:
    commands = " ".join(server.children().values())
    assert "gunicorn" in commands
    assert "worker --prepared" in commands


def test_a_stranger_gets_a_page_and_the_log_has_method_and_path(server: Running) -> None:
    answer = httpx.get(server.url + "/")
    assert answer.status_code == 200
    server.until('"GET / HTTP/1.1" 200')


def test_https_at_a_trusted_proxy_and_http_in_the_lan_are_the_same_instance(
    server: Running,
) -> None:
    told = {"X-Forwarded-Proto": "https", "X-Forwarded-For": "198.51.100.9"}
    through, direct = (httpx.get(server.url, headers=headers) for headers in (told, {}))
    assert "Secure" in through.headers["Set-Cookie"]
    assert "Secure" not in direct.headers["Set-Cookie"]
    server.until(' 198.51.100.9 "GET / HTTP/1.1" 200')


def test_hup_gives_new_web_processes_and_fails_no_request(server: Running) -> None:
    server.process.send_signal(signal.SIGHUP)
    end = time.monotonic() + 3
    while time.monotonic() < end:
        assert httpx.get(server.url + "/healthz").status_code == 200
    server.until("Hang up")
    assert server.process.poll() is None
    assert len(server.children()) == 2


def test_a_taken_port_is_said(server: Running, tmp_path: Path) -> None:
    done = sparklink(tmp_path / "data", "server", PORT=server.url.rpartition(":")[2])
    assert done.returncode == 1
    assert "cannot be used: Address already in use" in done.stderr
    assert "PORT=" in done.stderr


def test_term_ends_all_with_0(tmp_path: Path) -> None:
    with running(tmp_path / "data", GUNICORN_WORKERS="1") as server:
        children = list(server.children())
        server.process.send_signal(signal.SIGTERM)
        assert server.process.wait(30) == 0
    assert "[INFO] Worker stopped" in server.log
    assert not [pid for pid in children if Path(f"/proc/{pid}").exists()]


def test_the_death_of_the_worker_ends_the_server_with_its_code(tmp_path: Path) -> None:
    with running(tmp_path / "data", GUNICORN_WORKERS="1") as server:
        worker = next(pid for pid, what in server.children().items() if "worker" in what)
        os.kill(worker, signal.SIGKILL)
        assert server.process.wait(30) == 128 + 9


def test_the_development_server_is_told_by_its_warning_alone(tmp_path: Path) -> None:
    with running(tmp_path / "data", USE_DEV_SERVER="true") as server:
        assert server.log.splitlines().count(WARNING) == 1
        assert "Gunicorn" not in server.log
        style = httpx.get(server.url + "/static/admin/css/base.css")
        assert style.status_code == 200
        lost = httpx.get(server.url + "/nowhere/", follow_redirects=True).text
        assert "DEBUG" not in lost
        assert "worker --prepared" in " ".join(server.children().values())


def test_static_files_have_the_hash_of_their_content_and_are_kept_long(tmp_path: Path) -> None:
    with running(tmp_path / "data", GUNICORN_WORKERS="1", SPARKLINK_STATIC="") as server:
        found = re.search(r"/static/sparklink/base\.[0-9a-f]{12}\.css", httpx.get(server.url).text)
        assert found
        answer = httpx.get(server.url + found[0])
    assert answer.headers["Cache-Control"] == "max-age=315360000, public, immutable"
    assert "Content-Security-Policy" in answer.headers
    assert answer.headers["Content-Encoding"] in {"br", "gzip"}


@pytest.mark.parametrize("command", ["server", "web", "worker"])
def test_wrong_values_are_named_all_at_once(command: str, tmp_path: Path) -> None:
    wrong = {
        "GUNICORN_WORKERS": "0",
        "PAPERLESS_URL": "paperless:8000",
        "FIREFLY_TOKEN_FILE": "/none",
        "ADMIN_USERNAME": "anna",
        "CONFIDENCE_REVIEW_THRESHOLD": "0.99",
    }
    done = sparklink(tmp_path / "data", command, **wrong)
    assert done.returncode == 1
    for said in (
        "GUNICORN_WORKERS must be at least 1",
        "PAPERLESS_URL must be a URL",
        "/none",
        "ADMIN_USERNAME is set, but not ADMIN_PASSWORD",
        "REVIEW_THRESHOLD is above",
    ):
        assert said in done.stderr
    assert "Traceback" not in done.stderr
