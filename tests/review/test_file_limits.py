"""What one file may take is said by options, and holds where files are read."""

from __future__ import annotations

import pytest
from pytest_django import Settings

from paperless_firefly.review.connections import Servers
from paperless_firefly.review.web import options
from paperless_firefly.review.web.env import Environment
from tests.files.builders import make_image, make_laughing_pdf, make_pdf


def test_no_more_pages_are_read_than_the_option_says(settings: Settings) -> None:
    settings.SPARKLINK_FILE_PAGES = 2
    servers = Servers()
    try:
        source = servers.files.read(make_pdf(pages=3), "a.pdf")
    finally:
        servers.close()
    assert len(source.pages) == 2
    assert [problem.code for problem in source.problems] == ["too-many-pages"]


def test_a_file_that_takes_longer_than_the_option_says_is_given_up(settings: Settings) -> None:
    settings.SPARKLINK_FILE_SECONDS = 1
    servers = Servers()
    try:
        source = servers.files.read(make_laughing_pdf(), "a.pdf")
    finally:
        servers.close()
    assert "file-took-too-long" in [problem.code for problem in source.problems]


@pytest.mark.parametrize(
    ("option", "code"),
    [("SPARKLINK_FILE_MB", "file-too-large"), ("SPARKLINK_FILE_MEGAPIXELS", "image-too-large")],
)
def test_what_is_larger_than_the_option_says_is_refused(
    option: str, code: str, settings: Settings
) -> None:
    setattr(settings, option, 1)
    bitmap = make_image("BMP", (1_200, 1_000))
    servers = Servers()
    try:
        source = servers.files.read(bitmap, "a.bmp")
    finally:
        servers.close()
    assert [problem.code for problem in source.problems] == [code]


def test_the_memory_that_the_option_says_is_what_a_file_may_take(settings: Settings) -> None:
    settings.SPARKLINK_FILE_MEMORY_MB = 256
    servers = Servers()
    try:
        source = servers.files.read(b" " * 65_000_000, "a.txt")
    finally:
        servers.close()
    assert [problem.code for problem in source.problems] == ["file-too-large"]


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("SPARKLINK_FILE_MB", "0"),
        ("SPARKLINK_FILE_MEGAPIXELS", "-1"),
        ("SPARKLINK_FILE_SECONDS", "0"),
        ("SPARKLINK_FILE_MEMORY_MB", "64"),
        ("SPARKLINK_FILE_PAGES", "many"),
    ],
)
def test_a_limit_that_cannot_be_is_named(name: str, value: str) -> None:
    env = Environment({name: value})
    _ = env[getattr(options, name)]
    assert name in " ".join(env.problems)
