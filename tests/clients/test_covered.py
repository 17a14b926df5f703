"""Every call of both clients has a recording of each endpoint that it asks, on each version."""

from __future__ import annotations

import re
from functools import cache

import pytest

from paperless_firefly.clients.client import Client
from paperless_firefly.clients.firefly.client import FireflyClient
from paperless_firefly.clients.paperless.client import PaperlessClient
from tests.recorded import BOTH, FIREFLY, FOLDER, load

PAPERLESS_CALLS = {
    "about": ["GET /api/ui_settings/ 200"],
    "tags": ["GET /api/tags/ 200"],
    "find_tag": ["GET /api/tags/ 200"],
    "ensure_tag": ["GET /api/tags/ 200", "POST /api/tags/ 201", "POST /api/tags/ 400"],
    "correspondents": ["GET /api/correspondents/ 200"],
    "document_types": ["GET /api/document_types/ 200"],
    "custom_fields": ["GET /api/custom_fields/ 200"],
    "ensure_custom_field": ["GET /api/custom_fields/ 200", "POST /api/custom_fields/ 201"],
    "documents": ["GET /api/documents/ 200"],
    "tagged_ids": ["GET /api/documents/ 200"],
    "document": ["GET /api/documents/N/ 200", "GET /api/documents/N/ 404"],
    "original": ["GET /api/documents/N/download/ 200", "GET /api/documents/N/download/ 404"],
    "archived": ["GET /api/documents/N/download/ 200"],
    "original_checksum": ["GET /api/documents/N/metadata/ 200"],
    "modify_tags": ["POST /api/documents/bulk_edit/ 200", "POST /api/documents/bulk_edit/ 400"],
    "modify_custom_fields": ["POST /api/documents/bulk_edit/ 200"],
    "post_document": [
        "POST /api/documents/post_document/ 200",
        "POST /api/documents/post_document/ 400",
    ],
    "task": ["GET /api/tasks/ 200"],
    "tasks_of": ["GET /api/tasks/ 200"],
    "with_checksum": ["GET /api/documents/ 200"],
    "notes": ["GET /api/documents/N/notes/ 200"],
    "add_note": ["POST /api/documents/N/notes/ 200"],
    "delete_note": ["DELETE /api/documents/N/notes/ 200", "DELETE /api/documents/N/notes/ 404"],
}
_ID = re.compile(r"(?<=/)[0-9]+(?=/|$)")
SEARCH = ["GET /api/v1/search/transactions 200"]
FIREFLY_CALLS = {
    "about": ["GET /api/v1/about 200", "GET /api/v1/about 401", "GET /api/v1/about/user 200"],
    "entries": [
        f"GET /api/v1/{name} 200"
        for name in ("accounts", "categories", "budgets", "bills", "tags", "currencies")
    ],
    "transactions": ["GET /api/v1/transactions 200"],
    "transaction": [f"GET /api/v1/transactions/N {status}" for status in (200, 401, 404)],
    "search": SEARCH,
    "find_by_external_id": SEARCH,
    "find_by_external_id_start": SEARCH,
    "find_by_external_id_contains": SEARCH,
    "find_by_external_url_contains": SEARCH,
    "find_by_internal_reference": SEARCH,
    "create": ["POST /api/v1/transactions 200", "POST /api/v1/transactions 422"],
    "update": ["PUT /api/v1/transactions/N 200", "PUT /api/v1/transactions/N 422"],
    "split_up": ["PUT /api/v1/transactions/N 200"],
    "put_together": ["PUT /api/v1/transactions/N 200"],
    "delete": ["DELETE /api/v1/transactions/N 204", "DELETE /api/v1/transactions/N 401"],
    "attachments": ["GET /api/v1/transactions/N/attachments 200"],
    "move_attachment": ["PUT /api/v1/attachments/N 200"],
    "detach": ["DELETE /api/v1/attachments/N 204"],
    "make_attachment": ["POST /api/v1/attachments 200"],
    "fill_attachment": [
        "POST /api/v1/attachments/N/upload 204",
        "POST /api/v1/attachments/N/upload 422",
        "GET /api/v1/attachments/N 200",
    ],
}
# of version 2.20 some were never recorded: the same call as on 3.0 is made
UNRECORDED = {
    ("paperless-2.20.15", "DELETE /api/documents/N/notes/ 200"),
    ("paperless-2.20.15", "DELETE /api/documents/N/notes/ 404"),
    ("paperless-2.20.15", "POST /api/documents/post_document/ 400"),
}
SIDES = [(folder, PAPERLESS_CALLS) for folder in BOTH] + [(FIREFLY, FIREFLY_CALLS)]


@cache
def recorded(folder: str) -> frozenset[str]:
    """Method, path (ids as N) and status of every recording."""
    pairs = [load(folder, path.stem) for path in (FOLDER / folder).glob("[0-9]*.json")]
    return frozenset(f"{pair.method} {_ID.sub('N', pair.url.path)} {pair.status}" for pair in pairs)


@pytest.mark.parametrize(
    ("client", "calls"), [(PaperlessClient, PAPERLESS_CALLS), (FireflyClient, FIREFLY_CALLS)]
)
def test_the_table_names_every_call(client: type, calls: dict[str, list[str]]) -> None:
    shared = {*dir(Client), *Client.__annotations__}
    assert set(calls) == {n for n in dir(client) if not n.startswith("_")} - shared


@pytest.mark.parametrize(
    ("folder", "endpoint"),
    sorted(
        {(folder, e) for folder, calls in SIDES for each in calls.values() for e in each}
        - UNRECORDED
    ),
)
def test_every_endpoint_of_a_call_is_recorded(folder: str, endpoint: str) -> None:
    assert endpoint in recorded(folder)
