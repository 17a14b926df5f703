"""The demo servers under a real socket, and as a command."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path

import httpx

from paperless_firefly.demo.serve import run_both, serve

from .servers import TOKEN, make_paperless


def test_thirty_requests_over_eight_connections_are_all_answered(tmp_path: Path) -> None:
    server = make_paperless(tmp_path, documents=3)
    headers = {"Authorization": f"Token {TOKEN}"}
    body = {
        "documents": [1],
        "method": "modify_tags",
        "parameters": {"add_tags": [1], "remove_tags": []},
    }

    def ask(number: int, url: str) -> int:
        if number % 3:
            return httpx.get(f"{url}/api/documents/", headers=headers).status_code
        return httpx.post(f"{url}/api/documents/bulk_edit/", json=body, headers=headers).status_code

    with serve(server) as running, ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(lambda number: ask(number, running.url), range(30)))
    assert answers == [200] * 30


def test_a_file_is_answered_to_head_without_its_bytes(tmp_path: Path) -> None:
    with serve(make_paperless(tmp_path)) as running:
        url = f"{running.url}/api/documents/1/download/"
        answer = httpx.head(url, headers={"Authorization": f"Token {TOKEN}"})
    assert (answer.status_code, answer.headers["content-length"]) == (200, "6")


def test_samples_are_put_into_fresh_states_alone(tmp_path: Path) -> None:
    counts = []
    for day in (date(2026, 11, 24), date(2026, 12, 24)):
        demo = run_both(tmp_path, today=day)
        token = {"Authorization": "Token demo-paperless-token"}
        counts.append(
            httpx.get(f"{demo.paperless.url}/api/documents/", headers=token).json()["count"]
        )
        demo.stop()
    assert counts == [24, 24]


def test_the_command_says_in_one_line_where_both_answer(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "paperless_firefly.demo.serve", "--folder", str(tmp_path)]
    source = Path(__file__).parents[2] / "src"
    process = subprocess.Popen(
        [*command, "--paperless-version", "2.20", "--empty"],
        stdout=subprocess.PIPE,
        env={**os.environ, "PYTHONPATH": str(source)},
    )
    try:
        assert process.stdout is not None
        said = json.loads(process.stdout.readline())
        headers = {"Authorization": f"Token {said['paperless_token']}"}
        answer = httpx.get(f"{said['paperless']}/api/documents/", headers=headers)
        assert (answer.headers["x-version"], answer.json()["count"]) == ("2.20.15", 0)
    finally:
        process.terminate()
        assert process.wait(10) == 0
        if process.stdout:
            process.stdout.close()
