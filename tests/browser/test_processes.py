"""Four web processes, fresh connections: all know the same about the run that is going."""

from __future__ import annotations

import re
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import httpx
import pytest

from .product import Product, running

pytestmark = [pytest.mark.xdist_group("processes")]


@pytest.fixture(scope="module")
def four(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Product]:
    """The demo under four web processes."""
    folder = tmp_path_factory.mktemp("processes") / "demo"
    with running(folder, "3.0", GUNICORN_WORKERS="4") as found:
        yield found


@pytest.fixture(scope="module")
def cookies(four: Product) -> dict[str, str]:
    """A session of the demo's user."""
    with httpx.Client(base_url=four.url, follow_redirects=True) as client:
        client.get("/")
        form = {
            "login": "demo",
            "password": four.password,
            "csrfmiddlewaretoken": client.cookies["sparklink_csrf"],
        }
        client.post("/accounts/login/", data=form, headers={"Referer": four.url})
        return dict(client.cookies)


def test_ten_clicks_at_once_are_one_run_and_forty_connections_agree(
    four: Product, cookies: dict[str, str]
) -> None:
    with ThreadPoolExecutor(10) as pool:
        codes = list(pool.map(lambda _: click(four, cookies), range(10)))
    answers: list[str] = []
    while len(answers) < 40:
        with ThreadPoolExecutor(8) as pool:
            answers += pool.map(lambda _: told(four, cookies), range(8))
    assert set(codes) == {302}
    assert runs(four.folder) == 1
    going = {a for a in answers if a != "ended"}
    assert len(going) == 1, f"{going} in {answers}"
    until_ended(four, cookies)
    with ThreadPoolExecutor(8) as pool:
        assert set(pool.map(lambda _: told(four, cookies), range(40))) == {"ended"}


def click(product: Product, cookies: dict[str, str]) -> int:
    """One press of Extract & Sync on a connection of its own."""
    form = {"csrfmiddlewaretoken": cookies["sparklink_csrf"]}
    answer = httpx.post(
        f"{product.url}/runs/start/", data=form, cookies=cookies, headers={"Referer": product.url}
    )
    return answer.status_code


def told(product: Product, cookies: dict[str, str]) -> str:
    """Which run a fresh connection is told of."""
    answer = httpx.get(f"{product.url}/runs/progress/", cookies=cookies)
    assert answer.status_code == 200
    found = re.search(r"/runs/(\d+)/cancel/", answer.text)
    return found[1] if found else "ended"


def until_ended(product: Product, cookies: dict[str, str]) -> None:
    """Waits for the run's end."""
    deadline = time.monotonic() + 60
    while told(product, cookies) != "ended":
        assert time.monotonic() < deadline
        time.sleep(0.2)


def runs(folder: Path) -> int:
    """How many runs the rows hold."""
    import sqlite3
    from contextlib import closing

    with closing(sqlite3.connect(folder / "data" / "db.sqlite3", timeout=20)) as db:
        return int(db.execute("SELECT count(*) FROM review_run").fetchone()[0])
