"""Settings: two connections with their tests, and what one prefers."""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from paperless_firefly.review.models import Connection, ConnectionKind, Preferences
from paperless_firefly.review.services import vault
from paperless_firefly.review.services.preferences import preferences_of
from paperless_firefly.review.web.forms.settings import PreferencesForm, shown
from tests.builders import connection_of, make_entry, make_person

SECRET = "s3cret-token-of-the-owner"
IBAN = "DE89370400440532013000"


def sent(owner: User, **changes: Any) -> dict[str, Any]:
    """The whole form as the page would send it, with some fields changed."""
    values = {**shown(preferences_of(owner.pk)), **changes}
    return {name: value for name, value in values.items() if value is not False}


def save(page: Client, owner: User, **changes: Any) -> Any:
    """Sends the form."""
    return page.post(reverse("settings-save"), sent(owner, **changes))


def connect(page: Client, kind: str = "firefly", **given: str) -> Any:
    """Sends a connection's form."""
    values = {"url": "http://firefly:8080", "external_url": "", "token": "", **given}
    return page.post(reverse("settings-connection", args=[kind]), values)


def test_every_preference_can_be_changed(owner: User, page: Client) -> None:
    changes = {
        "filter_tag": "inbox", "filter_document_type": "Invoice", "filter_correspondent": "Lind",
        "filter_custom_field_query": '["Paid", "exact", false]', "auto_threshold": 0.9,
        "review_threshold": 0.5, "accept_new": True, "accept_links": True,
        "default_account": "Girokonto", "apply_rules": False, "fire_webhooks": False, "link_tag": "scan",
        "link_note": True, "move_tags": False, "posted_tag": "done", "pointer": "url_field",
        "url_field": "Bank", "before_bank": "wait", "wait_days": 21, "provisional_tag": "soon", "attach_file": "archive",
        "attach_xml": True, "split_by": "rates", "theme": "dark", "language": "de", "time_zone": "Europe/Vienna",
        "single_keys": False, "notify": True,
    }  # fmt: skip
    lists = {"my_names": ["Alex", "Alex GmbH"], "my_vat_ids": ["DE123"], "my_ibans": [IBAN]}
    assert changes.keys() | lists.keys() == PreferencesForm.base_fields.keys()
    answer = save(page, owner, **changes, **{n: "\n".join(v) for n, v in lists.items()})
    assert (answer.status_code, answer["Location"]) == (302, reverse("settings"))
    row = Preferences.objects.get(owner=owner)
    assert {n: getattr(row, n) for n in (*changes, *lists)} == changes | lists


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"auto_threshold": 0.4, "review_threshold": 0.6}, "between the one for likely and 1"),
        ({"auto_threshold": 7}, "less than or equal to 1"),
        ({"filter_tag": ""}, "This field is required."),
        ({"filter_custom_field_query": "Paid = no"}, "This is no query."),
        ({"filter_custom_field_query": '{"a": 1}'}, "This is no query."),
        ({"time_zone": "Europe/Atlantis"}, "Select a valid choice."),
        ({"posted_tag": "finance/inbox"}, "posted documents would come back for ever"),
        ({"pointer": "url_field", "url_field": ""}, "Name the custom field"),
        ({"my_ibans": f"{IBAN}\nDE00 1234"}, "a digit may be wrong): DE001234"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_lost(
    changes: dict[str, Any], words: str, owner: User, page: Client
) -> None:
    answer = save(page, owner, link_tag="typed before", **changes)
    text = answer.content.decode()
    assert answer.status_code == 422
    assert words in text
    assert 'value="typed before"' in text
    assert 'aria-invalid="true"' in text
    assert preferences_of(owner.pk).link_tag == ""


def test_the_first_account_is_one_that_firefly_has(owner: User, page: Client) -> None:
    make_entry(owner, "Girokonto", firefly_id="7")
    assert save(page, owner, default_account="Girokonnto").status_code == 422
    assert save(page, owner, default_account="girokonto").status_code == 302
    assert save(page, owner, default_account="7").status_code == 302


def test_ibans_may_have_blanks(owner: User, page: Client) -> None:
    save(page, owner, my_ibans="de89 3704 0044 0532 0130 00\n\n")
    assert preferences_of(owner.pk).my_ibans == [IBAN]


def test_the_language_is_kept_in_a_cookie_too(owner: User, page: Client) -> None:
    answer = save(page, owner, language="de")
    assert answer.cookies["sparklink_language"].value == "de"
    assert "Einstellungen" in page.get(reverse("settings")).content.decode()
    assert save(page, owner, language="").cookies["sparklink_language"].value == ""


def test_a_new_connection_is_kept_and_tried(client: Client, db: None) -> None:
    owner = make_person("owner", connected=False)
    client.force_login(owner)
    assert connect(client, token=SECRET)["Location"] == reverse("settings")
    row = Connection.objects.get(owner=owner)
    assert (row.kind, row.url, row.check_due) == ("firefly", "http://firefly:8080", True)
    assert vault.unlock(row.token, row.url, "Firefly III") == SECRET


def test_a_token_never_comes_back(owner: User, page: Client) -> None:
    connect(page, token=SECRET)
    locked = connection_of(owner, ConnectionKind.FIREFLY).token
    wrong = connect(page, url="nowhere", token=SECRET)
    assert wrong.status_code == 422
    for text in (page.get(reverse("settings")).content.decode(), wrong.content.decode()):
        assert SECRET not in text
        assert locked not in text


@pytest.mark.parametrize(
    "url",
    ["", "nowhere", "ftp://x", "http://", "http://[x", "http://x:99999", "http://x:y",
     "http://me:pass@x", "javascript:alert(1)"],
)  # fmt: skip
def test_a_wrong_address_is_said_beside_it(url: str, owner: User, page: Client) -> None:
    answer = connect(page, url=url)
    assert answer.status_code == 422
    assert 'aria-invalid="true"' in answer.content.decode()
    assert connection_of(owner, ConnectionKind.FIREFLY).url == "http://firefly.test"


def test_another_server_does_not_get_the_old_token(owner: User, page: Client) -> None:
    connect(page, token=SECRET)
    connect(page, url="http://elsewhere:8080")
    assert connection_of(owner, ConnectionKind.FIREFLY).token == ""
    assert "No token yet." in page.get(reverse("settings")).content.decode()


def test_a_connection_of_the_environment_is_read_only(owner: User, page: Client) -> None:
    Connection.objects.filter(owner=owner, kind="firefly").update(managed=True)
    connect(page, token=SECRET)
    text = page.get(reverse("settings")).content.decode()
    assert connection_of(owner, ConnectionKind.FIREFLY).url == "http://firefly.test"
    assert "From the environment" in text
    assert text.count(f'action="{reverse("settings-connection", args=["firefly"])}"') == 0
    assert reverse("settings-check", args=["firefly"]) in text


def test_a_test_is_asked_for_and_polled_until_it_was_made(owner: User, page: Client) -> None:
    asked = page.post(
        reverse("settings-check", args=["firefly"]), headers={"HX-Request": "true"}
    ).content.decode()
    assert 'hx-trigger="every 1s"' in asked
    assert connection_of(owner, ConnectionKind.FIREFLY).check_due
    Connection.objects.filter(owner=owner).update(check_due=False, checked_at=timezone.now())
    made = page.get(reverse("settings-checked", args=["firefly"])).content.decode()
    assert "hx-trigger" not in made
    assert "Version 3.0.5, tried 0\xa0minutes ago" in made


def test_a_test_that_failed_says_why(owner: User, page: Client) -> None:
    Connection.objects.filter(owner=owner, kind="firefly").update(
        check_ok=False, check_error="Firefly III answered 401: the token is no longer valid."
    )
    text = page.get(reverse("settings")).content.decode()
    assert "answered 401: the token is no longer valid." in text


@pytest.mark.parametrize("name", ["settings-connection", "settings-check"])
def test_there_are_two_kinds_of_connections(name: str, page: Client) -> None:
    assert page.post(reverse(name, args=["elsewhere"])).status_code == 404


def test_a_colleague_has_settings_of_their_own(owner: User, client: Client) -> None:
    save_as = make_person("colleague", connected=False)
    client.force_login(save_as)
    assert "firefly.test" not in client.get(reverse("settings")).content.decode()
    assert client.post(reverse("settings-check", args=["firefly"])).status_code == 404
    save(client, save_as, filter_tag="mine")
    assert preferences_of(owner.pk).filter_tag == "finance/inbox"
    assert connection_of(owner, ConnectionKind.FIREFLY).check_due is False


def test_a_time_zone_by_an_alias_is_kept(owner: User, page: Client) -> None:
    assert "Europe/Vienna" in page.get("/settings/").content.decode()
    assert "US/Pacific" not in page.get("/settings/").content.decode()
    Preferences.objects.filter(owner=owner).update(time_zone="US/Pacific")
    assert 'value="US/Pacific" selected' in page.get("/settings/").content.decode()
