"""Planned faults strike where and when they were planned."""

from __future__ import annotations

import time
from pathlib import Path

import httpx
import pytest

from paperless_firefly.demo.faults import add_fault, clear_faults
from paperless_firefly.demo.firefly import FireflyServer
from paperless_firefly.demo.serve import serve

from .servers import TOKEN, make_body, make_firefly, talk

GROUPS = "/api/v1/transactions"


@pytest.fixture
def server(tmp_path: Path) -> FireflyServer:
    return make_firefly(tmp_path)


def booked(server: FireflyServer) -> int:
    with server.store.read() as db:
        return int(db.execute("SELECT count(*) FROM groups").fetchone()[0])


@pytest.mark.parametrize(("phase", "left"), [("before", 0), ("after", 1)])
def test_a_refusal_comes_before_or_after_the_commit(
    server: FireflyServer, phase: str, left: int
) -> None:
    add_fault(server.store, "status", method="POST", argument="500", phase=phase)
    assert talk(server).post(GROUPS, json=make_body()).status_code == 500
    assert booked(server) == left


@pytest.mark.parametrize("status", [401, 422, 429, 500])
def test_each_status_has_the_servers_own_body(server: FireflyServer, status: int) -> None:
    add_fault(server.store, "status", argument=str(status))
    answer = talk(server).get("/api/v1/about")
    assert (answer.status_code, "message" in answer.json()) == (status, True)


def test_a_fault_strikes_the_nth_matching_request_only(server: FireflyServer) -> None:
    add_fault(server.store, "status", pattern=f"{GROUPS}*", nth=2, argument="429")
    client = talk(server)
    client.get("/api/v1/about")
    assert [client.get(GROUPS).status_code for _ in range(3)] == [200, 429, 200]


def test_a_late_answer_is_the_right_one(server: FireflyServer) -> None:
    for nth, phase in ((1, "before"), (2, "after")):
        add_fault(server.store, "late", nth=nth, method="POST", argument="0.05", phase=phase)
    started = time.monotonic()
    answers = [talk(server).post(GROUPS, json=make_body()) for _ in range(2)]
    assert [answer.status_code for answer in answers] == [200, 200]
    assert time.monotonic() - started >= 0.1
    assert booked(server) == 2


def test_a_page_can_stand_in_for_the_answer(server: FireflyServer) -> None:
    add_fault(server.store, "html", phase="after")
    assert talk(server).get("/api/v1/about").headers["content-type"].startswith("text/html")


@pytest.mark.parametrize("action", ["drop", "cut", "hang"])
def test_an_answer_can_end_early_though_all_was_done(server: FireflyServer, action: str) -> None:
    add_fault(server.store, action, method="POST", phase="after", argument="0.05")
    with serve(server) as running, pytest.raises(httpx.RemoteProtocolError):
        headers = {"Authorization": f"Bearer {TOKEN}"}
        httpx.post(running.url + GROUPS, json=make_body(), headers=headers)
    assert booked(server) == 1


def test_every_request_is_logged_with_what_became_of_it(server: FireflyServer) -> None:
    add_fault(server.store, "status", argument="500", pattern="*/about")
    client = talk(server)
    client.get("/api/v1/about", params={"a": "1"})
    client.get("/api/v1/about")
    clear_faults(server.store)
    with server.store.read() as db:
        rows = db.execute("SELECT path, status, fault FROM requests ORDER BY id").fetchall()
    assert [tuple(row) for row in rows[-2:]] == [
        ("/api/v1/about?a=1", 200, None),
        ("/api/v1/about", 500, "before:status:500"),
    ]


def test_a_fault_that_does_not_exist_is_refused(server: FireflyServer) -> None:
    with pytest.raises(ValueError, match="explode"):
        add_fault(server.store, "explode")
