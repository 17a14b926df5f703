"""A request that takes too long is ended, and nobody else notices."""

from __future__ import annotations

import signal
import time
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import AbstractContextManager
from pathlib import Path

import httpx
import pytest

from .gunicorn_server import Server, gunicorn


def _one_worker(folder: Path, timeout: int) -> AbstractContextManager[Server]:
    return gunicorn(folder, GUNICORN_WORKERS=1, GUNICORN_THREADS=2, GUNICORN_TIMEOUT=timeout)


def _later(pool: ThreadPoolExecutor, server: Server, path: str) -> Future[httpx.Response]:
    future = pool.submit(server.get, path)
    time.sleep(0.3)  # so that requests arrive in the order written
    return future


def test_an_overdue_request_ends_with_an_error_while_others_get_their_answers(
    tmp_path: Path,
) -> None:
    with _one_worker(tmp_path, timeout=2) as server, ThreadPoolExecutor() as pool:
        first = server.get("/").text
        began = time.monotonic()
        overdue = _later(pool, server, "/sleep/60")
        time.sleep(1.0)
        other = _later(pool, server, "/sleep/1.8")
        assert other.result().text == first
        assert overdue.result().status_code == 503
        assert time.monotonic() - began < 5
        assert "took too long" in overdue.result().text
        assert server.get("/").text != first
    assert "GET /sleep/60 takes more than 2 s" in server.log


def test_an_answer_that_has_begun_is_cut_off(tmp_path: Path) -> None:
    with _one_worker(tmp_path, timeout=1) as server:
        with pytest.raises(httpx.RemoteProtocolError):
            server.get("/stream/60")
        assert server.get("/").status_code == 200


def test_all_threads_held_by_overdue_requests_are_given_up(tmp_path: Path) -> None:
    with _one_worker(tmp_path, timeout=1) as server, ThreadPoolExecutor() as pool:
        held = [_later(pool, server, "/sleep/60") for _ in range(2)]
        waiting = _later(pool, server, "/")
        assert [future.result().status_code for future in held] == [503, 503]
        assert waiting.result().status_code == 200


def test_a_request_shorter_than_the_timeout_is_left_alone(tmp_path: Path) -> None:
    with _one_worker(tmp_path, timeout=3) as server:
        assert server.get("/sleep/2").status_code == 200
    assert "takes more than" not in server.log


def test_a_restart_on_hup_fails_no_request(tmp_path: Path) -> None:
    with gunicorn(tmp_path, GUNICORN_WORKERS=2) as server, ThreadPoolExecutor() as pool:
        before = server.get("/").text
        running = [pool.submit(_keep_asking, server, 4.0) for _ in range(3)]
        time.sleep(1)
        server.signal(signal.SIGHUP)
        answers = [answer for future in running for answer in future.result()]
        assert {answer.status_code for answer in answers} == {200}
        assert answers[-1].text != before


def _keep_asking(server: Server, seconds: float) -> list[httpx.Response]:
    end, answers = time.monotonic() + seconds, []
    with httpx.Client(base_url=server.url, timeout=20) as client:
        while time.monotonic() < end:
            answers.append(client.get("/sleep/0.02"))
    return answers


def test_the_access_log_has_method_and_path(tmp_path: Path) -> None:
    with gunicorn(tmp_path, GUNICORN_WORKERS=1) as server:
        server.get("/some/page?q=1")
    assert '127.0.0.1 "GET /some/page?q=1 HTTP/1.1" 200' in server.log
