"""Scheme and client address are believed from trusted proxies alone."""

from __future__ import annotations

from ipaddress import ip_network
from typing import Any

import pytest
from pytest_django import Settings

from paperless_firefly.review.web.proxies import TrustedProxies


@pytest.fixture(autouse=True)
def _trusted(settings: Settings) -> None:
    settings.SPARKLINK_TRUSTED_PROXIES = (ip_network("172.16.0.0/12"), ip_network("fd00::/8"))


def seen(peer: str, **headers: str) -> tuple[str, str]:
    """Scheme and client address that the application sees."""
    told: dict[str, Any] = {"REMOTE_ADDR": peer, "wsgi.url_scheme": "http"}
    told |= {f"HTTP_X_FORWARDED_{name.upper()}": value for name, value in headers.items()}
    TrustedProxies(lambda environ, start: [])(told, lambda *args: None)
    return told["wsgi.url_scheme"], told["REMOTE_ADDR"]


def test_a_trusted_proxy_tells_scheme_and_client() -> None:
    answer = seen("172.18.0.2", proto="https", **{"for": "198.51.100.7"})
    assert answer == ("https", "198.51.100.7")


def test_nobody_else_is_believed() -> None:
    answer = seen("203.0.113.5", proto="https", **{"for": "198.51.100.7"})
    assert answer == ("http", "203.0.113.5")


def test_a_forged_entry_before_the_real_one_is_not_believed() -> None:
    assert seen("172.18.0.2", **{"for": "127.0.0.1, 198.51.100.7"})[1] == "198.51.100.7"


def test_the_client_behind_several_trusted_proxies_is_found() -> None:
    assert seen("172.18.0.2", **{"for": "198.51.100.7, 172.18.0.9"})[1] == "198.51.100.7"


@pytest.mark.parametrize("told", ["unknown", "", "198.51.100.7:4711", "_hidden"])
def test_what_is_no_address_changes_nothing(told: str) -> None:
    assert seen("172.18.0.2", **{"for": told})[1] == "172.18.0.2"


def test_a_mapped_address_is_the_same_peer() -> None:
    assert seen("::ffff:172.18.0.2", **{"for": "2001:db8::1"})[1] == "2001:db8::1"


def test_an_odd_scheme_changes_nothing() -> None:
    assert seen("172.18.0.2", proto="javascript")[0] == "http"
