"""The two keys are made once, for us alone."""

from __future__ import annotations

from pathlib import Path

from cryptography.fernet import Fernet

from paperless_firefly.review.web import keys


def test_made_keys_stay_and_are_ours_alone(tmp_path: Path) -> None:
    keys.make_missing(tmp_path)
    first = keys.secret_key("", tmp_path), keys.token_key("", tmp_path)
    keys.make_missing(tmp_path)
    assert (keys.secret_key("", tmp_path), keys.token_key("", tmp_path)) == first
    assert {path.stat().st_mode & 0o777 for path in tmp_path.iterdir()} == {0o600}
    assert sorted(path.name for path in tmp_path.iterdir()) == [keys.SECRET_FILE, keys.TOKEN_FILE]


def test_a_given_key_outranks_the_file(tmp_path: Path) -> None:
    keys.make_missing(tmp_path)
    assert keys.secret_key("given", tmp_path) == "given"


def test_without_files_keys_are_random_and_nothing_is_written(tmp_path: Path) -> None:
    assert keys.secret_key("", tmp_path) != keys.secret_key("", tmp_path)
    assert not list(tmp_path.iterdir())


def test_any_text_becomes_a_key_for_tokens(tmp_path: Path) -> None:
    stretched = keys.token_key("a short text", tmp_path)
    assert stretched == keys.token_key("a short text", tmp_path)
    Fernet(stretched)


def test_a_fernet_key_is_taken_as_it_is(tmp_path: Path) -> None:
    given = Fernet.generate_key().decode()
    assert keys.token_key(given, tmp_path) == given
