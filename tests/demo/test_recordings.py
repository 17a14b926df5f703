"""The demo servers answer as the recorded ones did."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from .coverage import SESSIONS, figures
from .replay import Outcome, Session, names

# The share of all recordings whose status and shape the demo gives; it may only grow.
LEAST = {"firefly-6.6.6": 0.90, "paperless-3.0.5": 0.80, "paperless-2.20.15": 0.87}
Replayed = tuple[Session, list[Outcome]]


@pytest.fixture(scope="module", params=sorted(SESSIONS))
def replayed(request: pytest.FixtureRequest) -> Iterator[Replayed]:
    with TemporaryDirectory() as folder:
        session = SESSIONS[request.param](Path(folder))
        yield session, session.run()


def test_every_replayed_answer_has_the_recorded_status(replayed: Replayed) -> None:
    _, outcomes = replayed
    assert [(o.name, o.status) for o in outcomes if o.status] == []


def test_every_replayed_answer_is_the_recorded_one_but_for_the_reasons_given(
    replayed: Replayed,
) -> None:
    session, outcomes = replayed
    unlike = [o for o in outcomes if not o.exact and o.name not in session.differing]
    assert [(o.name, o.shape, o.values) for o in unlike] == []


def test_no_reason_is_out_of_date(replayed: Replayed) -> None:
    session, outcomes = replayed
    assert set(session.skipped) <= set(names(session.folder))
    assert {o.name for o in outcomes if not o.exact} == set(session.differing)


def test_the_share_covered_does_not_shrink(replayed: Replayed) -> None:
    session, outcomes = replayed
    found = figures(session, outcomes)
    assert found["share"] >= LEAST[session.folder], found
