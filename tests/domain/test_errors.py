"""The error tree: each failure says in words what happened, and whether to try again."""

from __future__ import annotations

import pytest

from paperless_firefly.domain import errors
from paperless_firefly.domain.errors import UpstreamError

PAPERLESS = "Paperless-ngx"
EACH: list[UpstreamError] = [
    errors.Unreachable(PAPERLESS, "http://localhost:8000", "refused"),
    errors.TimedOut(PAPERLESS, 30),
    errors.NotAnApi(PAPERLESS, "http://dms.test", "HTML"),
    errors.TokenRefused(PAPERLESS),
    errors.Forbidden(PAPERLESS, "notes"),
    errors.Missing(PAPERLESS, "document 7"),
    errors.Invalid(PAPERLESS, {"date": ["wrong"]}),
    errors.DuplicateTransaction(PAPERLESS, {"x": ["Duplicate"]}, "17"),
    errors.ChangedMeanwhile(PAPERLESS, "Transaction 7"),
    errors.TooLarge(PAPERLESS, "a file", 2**20),
    errors.Busy(PAPERLESS, 503),
    errors.ServerFault(PAPERLESS, 500),
]


@pytest.mark.parametrize("error", EACH, ids=lambda e: type(e).__name__)
def test_each_failure_names_the_server_in_a_sentence(error: UpstreamError) -> None:
    assert error.service == PAPERLESS
    assert PAPERLESS in str(error)
    assert isinstance(error, errors.SparkLinkError)


def test_a_machine_tries_again_only_what_may_pass_by_itself() -> None:
    again = {type(e).__name__ for e in EACH if e.retriable}
    assert again == {"Unreachable", "TimedOut", "Busy", "ServerFault"}


def test_a_write_that_got_no_answer_may_have_been_done() -> None:
    unknown = {type(e).__name__ for e in EACH if e.may_have_happened}
    assert unknown == {"TimedOut", "NotAnApi", "TooLarge", "Busy", "ServerFault"}


def test_localhost_in_a_container_is_explained() -> None:
    assert "container" in str(errors.Unreachable("x", "http://localhost:1", "refused"))
    assert "container" not in str(errors.Unreachable("x", "http://dms.test", "refused"))


def test_an_unknown_tag_names_those_that_come_close() -> None:
    assert "finance/inbox" in str(errors.UnknownTag("finance/inbo", ["finance/inbox"]))
    assert "no similar tag" in str(errors.UnknownTag("zzz", []))
