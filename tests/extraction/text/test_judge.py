"""Judgement is a share among candidates, and a measured certainty."""

from __future__ import annotations

import pytest

from paperless_firefly.extraction.text.judge import certainty, dirt, log_odds, rank


def test_shares_add_up_to_one_and_follow_the_weights() -> None:
    shares = rank({"good": 2.0, "bad": -2.0}, [{"good": 1.0}, {"bad": 1.0}, {}])

    assert sum(shares) == pytest.approx(1)
    assert shares[0] > shares[2] > shares[1]


def test_no_candidate_has_no_share() -> None:
    assert rank({}, []) == []


def test_certainty_without_signs_is_even() -> None:
    assert certainty({}, {"unknown": 1.0}) == 0.5


def test_log_odds_stay_within_reason() -> None:
    assert log_odds(0.5) == 0
    assert log_odds(1.0) == -log_odds(0.0) == 9


def test_dirt_is_what_scanners_see_in_stains() -> None:
    assert dirt("Total 5.00 thank you") == 0
    assert dirt("T~tal | 5.00 » you") == 1
