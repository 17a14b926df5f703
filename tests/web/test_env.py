"""Options are read as they were meant, and a wrong one is named."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from paperless_firefly.domain.errors import ConfigurationError
from paperless_firefly.review.web import options
from paperless_firefly.review.web.env import Environment, Option


def problem(option: Option[Any], value: str) -> str:
    """What is said about a wrong value."""
    env = Environment({option.name: value})
    _ = env[option]
    return " ".join(env.problems)


@pytest.mark.parametrize(
    "value",
    [
        "4",
        " 4 ",
        "4\r",
        "4           # Rule of thumb",
        "4 # (2 x cores) + 1\r",
        '"4"',
        "'4' # four",
    ],
)
def test_a_pasted_value_is_read_as_it_was_meant(value: str) -> None:
    assert Environment({"GUNICORN_WORKERS": value})[options.GUNICORN_WORKERS] == 4


@pytest.mark.parametrize("value", ["", "  ", "\r", " # GUNICORN_WORKERS=9"])
def test_an_empty_value_is_the_default(value: str) -> None:
    env = Environment({"GUNICORN_WORKERS": value})
    assert env[options.GUNICORN_WORKERS] == 4
    assert not env.given(options.GUNICORN_WORKERS)


def test_a_hash_inside_a_value_stays() -> None:
    env = Environment({"ADMIN_PASSWORD": "pass#word"})
    assert env[options.ADMIN_PASSWORD] == "pass#word"


@pytest.mark.parametrize(
    ("option", "value", "said"),
    [
        (options.GUNICORN_WORKERS, "0", "GUNICORN_WORKERS must be at least 1, not 0."),
        (options.GUNICORN_WORKERS, "many", 'must be a whole number, not "many"'),
        (options.GUNICORN_THREADS, "-2", "must be at least 1, not -2"),
        (options.GUNICORN_TIMEOUT, "1.5", "must be a whole number"),
        (options.PORT, "70000", "must be at most 65535, not 70000"),
        (options.PAPERLESS_URL, "paperless:8000", "begins with http:// or https://"),
        (options.PAPERLESS_URL, "http://", "begins with http:// or https://"),
        (options.FIREFLY_URL, "http://me:secret@host", "must not hold a user name or password"),
        (options.FIREFLY_URL, "http://host:port", "must be a URL"),
        (options.FIREFLY_URL, "http://host/?x=1", "without blanks, ? and #"),
        (options.SPARKLINK_URL, "https://a.example, b.example", "not \"b.example\""),
        (options.ALLOWED_HOSTS, "*", "must be host names"),
        (options.ALLOWED_HOSTS, "https://a.example", "must be host names"),
        (options.SPARKLINK_TRUSTED_PROXIES, "proxy", "must be addresses or networks"),
        (options.CONFIDENCE_AUTO_THRESHOLD, "95", "must be between 0 and 1, not 95"),
        (options.CONFIDENCE_AUTO_THRESHOLD, "0,95", 'must be a number, not "0,95"'),
        (options.CONFIDENCE_AUTO_THRESHOLD, "nan", "must be between 0 and 1"),
        (options.USE_DEV_SERVER, "maybe", 'must be true or false, not "maybe"'),
        (options.TZ, "Vienna", 'must be a time zone like Europe/Vienna, not "Vienna"'),
        (options.DATABASE_URL, "mysql://x", "begins with postgres://"),
    ],
)  # fmt: skip
def test_a_wrong_value_is_named(option: Option[Any], value: str, said: str) -> None:
    assert said in problem(option, value)
    assert problem(option, value).startswith(option.name)


def test_a_password_in_an_address_is_not_repeated() -> None:
    assert "secret" not in problem(options.FIREFLY_URL, "ftp://me:secret@host")
    assert "secret" not in problem(options.DATABASE_URL, "mysql://me:secret@host")


def test_a_secret_may_stand_in_a_file(tmp_path: Path) -> None:
    (tmp_path / "token").write_text("abc # no comment\r\n")
    env = Environment({"FIREFLY_TOKEN_FILE": f"{tmp_path}/token"})
    assert env[options.FIREFLY_TOKEN] == "abc # no comment"


def test_a_file_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    env = Environment({"FIREFLY_TOKEN_FILE": f"{tmp_path}/none"})
    assert env[options.FIREFLY_TOKEN] == ""
    assert "FIREFLY_TOKEN cannot be read from the file" in env.problems[0]
    assert "No such file or directory" in env.problems[0]


def test_a_secret_given_twice_is_refused(tmp_path: Path) -> None:
    (tmp_path / "token").write_text("abc")
    env = Environment({"FIREFLY_TOKEN": "x", "FIREFLY_TOKEN_FILE": f"{tmp_path}/token"})
    _ = env[options.FIREFLY_TOKEN]
    assert "are both set: keep one" in env.problems[0]


def test_half_a_pair_is_refused() -> None:
    env = Environment({"PAPERLESS_URL": "http://paperless"})
    env.refuse_half(options.PAPERLESS_URL, options.PAPERLESS_TOKEN)
    with pytest.raises(ConfigurationError, match="PAPERLESS_URL is set, but not PAPERLESS_TOKEN"):
        env.refuse_problems()


def test_every_default_is_well_formed_and_every_option_has_a_meaning() -> None:
    env = Environment({})
    for option in options.OPTIONS:
        _ = env[option]
        assert option.meaning.endswith(".")
    env.refuse_problems()
