"""What the demo Firefly III does beyond the recorded session: oddities that the contract names."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import httpx
import pytest

from paperless_firefly.demo.firefly import FireflyServer

from .servers import make_body, make_firefly, make_split, talk

GROUPS = "/api/v1/transactions"


@pytest.fixture
def server(tmp_path: Path) -> FireflyServer:
    return make_firefly(tmp_path)


@pytest.fixture
def client(server: FireflyServer) -> httpx.Client:
    return talk(server)


def test_of_eight_identical_posts_at_once_one_is_taken(server: FireflyServer) -> None:
    body = make_body(error_if_duplicate_hash=True)
    with ThreadPoolExecutor(8) as pool:
        made = list(pool.map(lambda _: talk(server).post(GROUPS, json=body).status_code, range(8)))
    assert sorted(made) == [200, *[422] * 7]


def test_a_deleted_transaction_blocks_until_the_flag_is_off(client: httpx.Client) -> None:
    body = make_body(error_if_duplicate_hash=True)
    client.post(GROUPS, json=body)
    client.delete(f"{GROUPS}/1")
    assert "Duplicate of transaction #1." in client.post(GROUPS, json=body).text
    assert client.get(f"{GROUPS}/1").status_code == 401
    assert client.post(GROUPS, json={**body, "error_if_duplicate_hash": False}).is_success


def test_a_group_that_straddles_two_pages_is_partial_on_both(client: httpx.Client) -> None:
    splits = [make_split(description=f"part {i}", order=i) for i in range(3)]
    client.post(GROUPS, json=make_body(*splits, group_title="three"))
    pages = [client.get(GROUPS, params={"limit": 2, "page": n}).json() for n in (1, 2)]
    assert [page["data"][0]["id"] for page in pages] == ["1", "1"]
    counts = [len(page["data"][0]["attributes"]["transactions"]) for page in pages]
    assert counts == [2, 1]
    assert pages[0]["meta"]["pagination"]["total"] == 3


def test_a_reconciled_transaction_is_changed_like_any_other(client: httpx.Client) -> None:
    client.post(GROUPS, json=make_body(make_split(reconciled=True)))
    change = {"transactions": [{"transaction_journal_id": "1", "amount": "4"}]}
    split = client.put(f"{GROUPS}/1", json=change).json()["data"]["attributes"]["transactions"][0]
    assert (split["amount"], split["reconciled"]) == ("4.000000000000", True)


def test_a_changed_type_is_ignored_in_silence(client: httpx.Client) -> None:
    client.post(GROUPS, json=make_body())
    answer = client.put(f"{GROUPS}/1", json={"transactions": [{"type": "deposit"}]})
    assert answer.json()["data"]["attributes"]["transactions"][0]["type"] == "withdrawal"


@pytest.mark.parametrize("url", ["javascript:alert(1)", "plain text"])
def test_an_address_that_is_none_is_refused(client: httpx.Client, url: str) -> None:
    answer = client.post(GROUPS, json=make_body(make_split(external_url=url)))
    assert (answer.status_code, list(answer.json()["errors"])) == (
        422,
        ["transactions.0.external_url"],
    )


def test_an_address_in_the_local_network_is_taken(client: httpx.Client) -> None:
    split = make_split(external_url="http://paperless:8000/documents/1/")
    assert client.post(GROUPS, json=make_body(split)).is_success


def test_notes_have_a_limit(client: httpx.Client) -> None:
    assert client.post(GROUPS, json=make_body(make_split(notes="x" * 32768))).is_success
    assert client.post(GROUPS, json=make_body(make_split(notes="x" * 32769))).status_code == 422


def test_an_unknown_own_account_in_a_change_is_refused_in_four_places(client: httpx.Client) -> None:
    client.post(GROUPS, json=make_body())
    answer = client.put(f"{GROUPS}/1", json={"transactions": [{"source_name": "Niemand"}]})
    assert (answer.status_code, len(answer.json()["errors"])) == (422, 4)


def test_whether_rules_were_to_run_is_kept(server: FireflyServer, client: httpx.Client) -> None:
    client.post(GROUPS, json=make_body(apply_rules=False, fire_webhooks=True))
    with server.store.read() as db:
        row = db.execute("SELECT rules_applied, webhooks_fired FROM groups").fetchone()
    assert tuple(row) == (0, 1)


def test_a_refused_post_leaves_nothing(server: FireflyServer, client: httpx.Client) -> None:
    refused = make_body(make_split(destination_name="Neu", category_name="Neu", budget_name="?"))
    assert client.post(GROUPS, json=refused).status_code == 422
    with server.store.read() as db:
        assert [row["name"] for row in db.execute("SELECT name FROM accounts")] == ["Girokonto"]


def test_an_attachment_moves_to_another_journal(client: httpx.Client) -> None:
    for number in (1, 2):
        client.post(GROUPS, json=make_body(make_split(description=f"{number}")))
    body = {"filename": "a.pdf", "attachable_type": "TransactionJournal", "attachable_id": "1"}
    client.post("/api/v1/attachments", json=body)
    client.put("/api/v1/attachments/1", json={"attachable_id": "2"})
    assert client.get(f"{GROUPS}/1/attachments").json()["data"] == []
    assert len(client.get(f"{GROUPS}/2/attachments").json()["data"]) == 1


def test_a_person_can_look_at_a_transaction(client: httpx.Client) -> None:
    client.post(GROUPS, json=make_body(make_split(description="<b>Brot</b>")))
    assert "&lt;b&gt;Brot" in client.get("/").text
    assert "&lt;b&gt;Brot" in client.get("/transactions/show/1").text
