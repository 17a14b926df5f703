"""SparkLink as an app: manifest, service worker and offline page, open to all and telling nothing."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders
from django.test import Client
from PIL import Image

from paperless_firefly.review.models import Document, Preferences
from tests.builders import make_document, make_person


def test_the_manifest_names_icons_that_are_what_it_says(client: Client, db: None) -> None:
    answer = client.get("/manifest.webmanifest")
    assert answer["Content-Type"] == "application/manifest+json"
    for icon in json.loads(answer.content)["icons"]:
        path = finders.find(icon["src"].removeprefix("/static/"))
        assert path, icon
        if icon["type"] == "image/png":
            with Image.open(path) as image:
                assert "x".join(map(str, image.size)) == icon["sizes"]


def test_what_other_apps_share_goes_where_only_the_worker_takes_it(
    client: Client, db: None
) -> None:
    share = json.loads(client.get("/manifest.webmanifest").content)["share_target"]
    assert (share["action"], share["method"]) == ("/upload/shared/", "POST")
    assert share["params"]["files"][0]["name"] == "files"


def test_the_worker_rules_over_the_whole_origin_under_the_strict_policy(
    client: Client, db: None
) -> None:
    answer = client.get("/sw.js")
    assert answer["Content-Type"].startswith("text/javascript")
    assert "script-src 'self'" in answer["Content-Security-Policy"]
    assert "unsafe" not in answer["Content-Security-Policy"]


def test_the_worker_keeps_parts_that_are_there_and_no_page_of_a_users(page: Client) -> None:
    found = re.search(r"const PARTS = (\[.*\]);", page.get("/sw.js").content.decode())
    assert found
    parts = json.loads(found[1])
    assert [part for part in parts if not part.startswith("/static/")] == ["/offline/"]
    for part in parts[1:]:
        assert finders.find(part.removeprefix("/static/")), part


@pytest.mark.parametrize("where", ["/offline/", "/sw.js", "/manifest.webmanifest"])
def test_it_is_the_same_for_everyone(where: str, client: Client, db: None) -> None:
    stranger = client.get(where).content
    owner = make_person("owner")
    make_document(owner, seller="Geheimdienst GmbH")
    client.force_login(owner)
    assert client.get(where).content == stranger
    assert Document.objects.count() == 1


def test_every_page_names_the_manifest(page: Client, client: Client) -> None:
    for where in ("/", "/accounts/login/"):
        assert (
            'rel="manifest" href="/manifest.webmanifest"'
            in page.get(where, follow=True).content.decode()
        )


def test_a_page_notifies_only_where_the_user_wants_it(page: Client) -> None:
    assert "data-notify" not in page.get("/history/").content.decode()
    Preferences.objects.update(notify=True)
    assert "data-notify" in page.get("/history/").content.decode()


def test_the_icons_are_drawn_from_one_drawing() -> None:
    folder = Path(str(finders.find("sparklink/app.svg"))).parent
    with Image.open(folder / "app-maskable.png") as image:
        assert image.convert("RGB").getpixel((0, 0)) == (0x2B, 0x55, 0xC0)
    with Image.open(folder / "app-192.png") as image:
        assert image.convert("RGBA").getpixel((0, 0)) == (0, 0, 0, 0)
