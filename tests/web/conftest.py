"""People of the pages' tests, and browsers that they are signed in with."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import User
from django.test import Client

from tests.builders import make_person


@pytest.fixture
def owner(db: None) -> User:
    """Whose documents the tests are about."""
    return make_person("owner")


@pytest.fixture
def page(owner: User, client: Client) -> Client:
    """A browser that the owner is signed in with."""
    client.force_login(owner)
    return client
