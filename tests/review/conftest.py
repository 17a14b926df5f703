"""Fixtures of the use cases' tests."""

from pathlib import Path

import pytest
from pytest_django import Settings

from .world import World


@pytest.fixture(autouse=True)
def _at_once(settings: Settings) -> None:
    """Decisions are due at once, and tries follow without waiting."""
    settings.POSTING_DELAY = 0
    settings.SPARKLINK_BACKOFF = 0


@pytest.fixture
def world(db: None, tmp_path: Path) -> World:
    """An owner with both servers, answering as Paperless-ngx 3.0."""
    return World.make(tmp_path)


@pytest.fixture(params=["3.0", "2.20"])
def each_world(db: None, tmp_path: Path, request: pytest.FixtureRequest) -> World:
    """The same on each version of Paperless-ngx."""
    return World.make(tmp_path, request.param)
